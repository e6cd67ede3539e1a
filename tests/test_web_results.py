"""Results of queries as W3C formats, whole or cut."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilgraph.graph.sparql import Table, table
from councilgraph.graph.vocab import XSD
from councilgraph.graph.web.results import Most, write_boolean, write_table, write_triples

MOST = Most(rows=1000, bytes=10_000_000)
TERMS = (
    ox.NamedNode("http://example.org/a?b=c&d"),
    ox.BlankNode("b1"),
    ox.Literal('said "so" <here> & \t there\nthen\\'),
    ox.Literal("dydd da", language="cy"),
    ox.Literal("3", datatype=ox.NamedNode(XSD.integer)),
    ox.Literal("=1+1"),
    None,
)
TABLE = Table(("iri", "value"), iter([(TERMS[0], term) for term in TERMS]))
READERS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "tsv": ox.QueryResultsFormat.TSV,
}


def rows() -> Table:
    return Table(("iri", "value"), iter([(TERMS[0], term) for term in TERMS]))


def read(text: str, name: str) -> list[tuple[object, ...]]:
    solutions = ox.parse_query_results(text.encode(), READERS[name])
    assert isinstance(solutions, ox.QuerySolutions)
    return list(table(solutions).rows)


@pytest.mark.parametrize("name", READERS)
def test_what_is_written_is_read_back(name):
    assert read(write_table(rows(), name, MOST).text, name) == [(TERMS[0], term) for term in TERMS]


def test_csv_has_bare_values_and_a_spreadsheet_runs_none_of_them():
    lines = "iri,value\r\nhttp://example.org/a?b=c&d,{}\r\n"
    only = Table(("iri", "value"), iter([(TERMS[0], TERMS[5])]))
    assert write_table(only, "csv", MOST).text == lines.format("=1+1")
    only = Table(("iri", "value"), iter([(TERMS[0], TERMS[5])]))
    assert write_table(only, "spreadsheet", MOST).text == lines.format("'=1+1")


@pytest.mark.parametrize("name", ["json", "xml"])
def test_a_yes_or_no(name):
    answer = ox.parse_query_results(write_boolean(answer=True, name=name).text.encode(), READERS[name])
    assert bool(answer) is True


def test_a_table_is_cut_and_says_so():
    cut = write_table(rows(), "json", Most(rows=2, bytes=10_000))
    assert (cut.rows, cut.is_cut, len(read(cut.text, "json"))) == (2, True, 2)
    assert json.loads(cut.text)["head"] == {"vars": ["iri", "value"], "link": ["/about#cut"]}
    as_xml = write_table(rows(), "xml", Most(rows=2, bytes=10_000)).text
    assert len(read(as_xml, "xml")) == 2
    assert '<link href="/about#cut"/></head>' in as_xml
    assert write_table(rows(), "csv", Most(rows=100, bytes=200)).is_cut


def test_triples_are_cut_and_say_so():
    node = ox.NamedNode

    def triples():
        return iter([ox.Triple(node("u:s"), node("u:p"), ox.Literal(n)) for n in range(5)])

    whole = write_triples(triples(), "nt", MOST)
    assert (len(whole.text.splitlines()), whole.is_cut) == (5, False)
    cut = write_triples(triples(), "ttl", Most(rows=3, bytes=1))
    assert (cut.rows, cut.is_cut) == (3, True)
    assert len(list(ox.parse(cut.text, ox.RdfFormat.TURTLE))) == 3
    assert cut.text.endswith("# cut after 3 triples\n")
    as_xml = write_triples(triples(), "rdf", Most(rows=3, bytes=1))
    assert len(list(ox.parse(as_xml.text, ox.RdfFormat.RDF_XML))) == 3


LITERALS = st.text(st.characters(exclude_categories=["Cs"])).map(ox.Literal)


@given(st.lists(LITERALS, max_size=4))
def test_any_text_is_written_so_that_it_can_be_read(values):
    def made():
        return Table(("a",), iter([(value,) for value in values]))

    for name in ("json", "tsv"):
        assert read(write_table(made(), name, MOST).text, name) == [(value,) for value in values]
    assert len(list(ET.fromstring(write_table(made(), "xml", MOST).text)[1])) == len(values)
