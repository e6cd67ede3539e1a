"""What is wrong, or looks wrong, in a store: shapes, contradictions, gaps, overlaps, loose ends."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

import pyoxigraph as ox
import pyrudof

from councilgraph.graph.drawing import Captions
from councilgraph.graph.entities import Contradiction, Entity, Judgement, Organisation, Pair, Tenure
from councilgraph.graph.evidence import Evidence, distinct, evidence
from councilgraph.graph.links import Span, span_of
from councilgraph.graph.network import evidence_rows
from councilgraph.graph.rdf import read_facts
from councilgraph.graph.rows import Rows
from councilgraph.graph.store import Store

SINGLE_HOLDER_KINDS = frozenset({"director_of_childrens_services", "chief_executive", "council_leader"})
"""Posts that one person holds at a time."""

_GRAPHS_AT_A_TIME = 200

_GAP_DAYS = 31
"""A post that stays empty for longer is worth a look."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found. A failure is what cannot be; other findings only look odd."""

    kind: str
    what: str
    is_failure: bool
    facts: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


def check(store: Store) -> list[Finding]:
    """Everything that the shapes and the rules find, failures first."""
    facts = read_facts(store.quads())
    captions = Captions(store)
    found = [*shape_findings(store)]
    found += [
        Finding("contradiction", fact.note, True, (fact.about,), (*fact.left_claims, *fact.right_claims))
        for fact in facts
        if isinstance(fact, Contradiction)
    ]
    found += _tenure_findings(store, captions, facts)
    found += [
        Finding("judgement without inspection", captions[fact.iri], False, (fact.iri,))
        for fact in facts
        if isinstance(fact, Judgement) and fact.inspection is None
    ]
    found += [
        Finding("perhaps one person", captions[fact.iri], False, (fact.iri,))
        for fact in facts
        if isinstance(fact, Pair) and fact.verdict == "unsure"
    ]
    return sorted(found, key=lambda one: (not one.is_failure, one.kind, one.what, one.facts))


def shape_findings(store: Store) -> Iterator[Finding]:
    """What breaks a shape of `ontology/shapes.ttl`, in the facts and then in the documents' graphs."""
    found = set(_violations(store.quads()))
    graphs = iter(sorted(store.graphs()))
    while batch := list(itertools.islice(graphs, _GRAPHS_AT_A_TIME)):
        found.update(_violations(quad for graph in batch for quad in store.quads(graph=graph)))
    for node, message in sorted(found):
        yield Finding("shape", f"{message} ({node})", True, (node,))


def _violations(quads: Iterable[ox.Quad]) -> Iterator[tuple[str, str]]:
    """The nodes that break a shape, each with the shape's message."""
    validator = pyrudof.Rudof(pyrudof.RudofConfig())
    triples = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    validator.read_data((triples or b"").decode(), pyrudof.RDFFormat.NTriples)
    validator.read_shacl((resources.files("councilgraph.ontology") / "shapes.ttl").read_text("utf-8"))
    for violation in validator.validate_shacl().violations:
        yield str(violation.focus_node), str(violation.message).strip('"')


def rows(found: Sequence[Finding], store: Store) -> Rows:
    """Findings as rows with the quotes behind them."""
    return Rows(
        ("kind", "what"),
        (
            {
                "kind": one.kind,
                "what": one.what,
                "is_failure": one.is_failure,
                "facts": list(one.facts),
                "evidence": evidence_rows(_evidence(store, one)),
            }
            for one in found
        ),
    )


def summary(found: Sequence[Finding]) -> str:
    """The findings counted, in a line."""
    if not found:
        return "nothing found: the store has the right shapes, and nothing contradicts itself"
    counted = Counter(one.kind for one in found)
    failures = sum(one.is_failure for one in found)
    parts = ", ".join(f"{number} × {kind}" for kind, number in sorted(counted.items()))
    return f"{failures} failures among {len(found)} findings: {parts}"


def _evidence(store: Store, one: Finding) -> list[Evidence]:
    return distinct(each for iri in (one.claims or one.facts) for each in evidence(store, iri))


def _tenure_findings(store: Store, captions: Captions, facts: Sequence[Entity]) -> Iterator[Finding]:
    lives = {fact.iri: span_of(store, fact.iri) for fact in facts if isinstance(fact, Organisation)}
    by_post = defaultdict(list)
    for fact in facts:
        if not isinstance(fact, Tenure):
            continue
        span = span_of(store, fact.iri)
        by_post[fact.post].append((span, fact))
        if (span.until_latest or "9999") < (span.since_earliest or ""):
            yield Finding("end before start", captions[fact.iri], True, (fact.iri,))
        over = lives.get(fact.organisation, Span()).until_latest
        if over and (span.since_earliest or "") > over:
            yield Finding("in post after the council's end", captions[fact.iri], True, (fact.iri,))
    for held in by_post.values():
        if held[0][1].role_kind in SINGLE_HOLDER_KINDS:
            yield from _neighbours(captions, sorted(held, key=lambda pair: _order(*pair)))


def _order(span: Span, tenure: Tenure) -> tuple[str, str]:
    return span.since_earliest or span.until_latest or "9999", tenure.iri


def _neighbours(captions: Captions, held: Sequence[tuple[Span, Tenure]]) -> Iterator[Finding]:
    """Overlaps and gaps between one holder of a post and the next."""
    for (span, tenure), (following, after) in itertools.pairwise(held):
        if tenure.person == after.person or not following.since_latest:
            continue
        pair = (tenure.iri, after.iri)
        what = f"{captions[tenure.iri]} / {captions[after.iri]}"
        if span.until_earliest and span.until_earliest > following.since_latest:
            yield Finding("two holders at once", what, False, pair)
        elif span.until_latest and following.since_earliest and _days_apart(span, following) > _GAP_DAYS:
            yield Finding("gap in a post", what, False, pair)


def _days_apart(span: Span, following: Span) -> int:
    end = dt.date.fromisoformat(str(span.until_latest))
    return (dt.date.fromisoformat(str(following.since_earliest)) - end).days
