from __future__ import annotations

import pyoxigraph as ox

from councilgraph.graph import build as pipeline
from councilgraph.graph import checks
from councilgraph.graph.store import Writer, memory_store
from councilgraph.graph.vocab import CG, PROV, RDF, SKOS

NOW = "2026-01-01T00:00:00+00:00"


def built(stories) -> Writer:
    writer = memory_store()
    pipeline.build(writer, [stories], now=NOW)
    return writer


def test_the_facts_and_claims_of_a_build_have_the_right_shapes(stories):
    assert list(checks.shape_findings(built(stories))) == []


def test_broken_facts_and_claims_are_failures_that_say_what_is_wrong(stories):
    writer = built(stories)
    person = writer.index.named("Una Garside")[0].iri
    label = next(iter(writer.quads(person, SKOS.prefLabel)))
    quote = next(quad for quad in writer.quads(None, CG.quote, graph=None))
    writer.apply(removed=[label, quote], added=[])
    found = {(one.what, one.is_failure) for one in checks.shape_findings(writer)}
    assert found == {
        (f"A person has one name that is shown. ({person})", True),
        (f"A claim has one quote. ({quote.subject.value})", True),
    }


def test_every_finding_leads_to_quotes(stories):
    text = "Notice\nThe Fell Post, 1 June 2015\n\nMilan Hruby is chief executive of Cumbria County Council.\n"
    (stories / "a.txt").write_text(text, "utf-8")
    writer = built(stories)
    tenure = next(quad.subject for quad in writer.quads(None, RDF.type, CG.Tenure))
    day = ox.Literal("2001-01-01", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"))
    until = [ox.Quad(tenure, ox.NamedNode(CG[name]), day) for name in ("untilEarliest", "untilLatest")]
    since = ox.Literal("2002-01-01", datatype=day.datatype)
    begun = [ox.Quad(tenure, ox.NamedNode(CG[name]), since) for name in ("sinceEarliest", "sinceLatest")]
    old = [
        quad
        for name in ("untilEarliest", "untilLatest", "sinceEarliest", "sinceLatest")
        for quad in writer.quads(tenure.value, CG[name])
    ]
    writer.apply(removed=old, added=[*until, *begun])
    findings = [one for one in checks.check(writer) if one.kind == "end before start"]
    assert [one.facts for one in findings] == [(tenure.value,)]
    rows = list(checks.rows(findings, writer).rows)
    assert rows[0]["evidence"]
    assert list(writer.quads(tenure.value, PROV.wasDerivedFrom))
