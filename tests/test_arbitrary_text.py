"""Whatever text comes in: an answer or a known error with a hint, and never anything else."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from councilgraph.graph.dates import is_edtf, parse_date, parse_day, written_dates
from councilgraph.graph.errors import CouncilgraphError
from councilgraph.graph.extractors.prose import extract
from councilgraph.graph.identity.decisions import parse_decisions
from councilgraph.graph.model import Document
from councilgraph.graph.names import fold, parse_person, slug, without_titles
from councilgraph.graph.registers import parse_mapping
from councilgraph.graph.sparql import check_confined, run
from councilgraph.graph.store import memory_store

HOSTILE = tomllib.loads((Path(__file__).parent / "cases" / "hostile_sparql.toml").read_text("utf-8"))
MAPPING = (Path(__file__).parents[1] / "data" / "mappings" / "councils.toml").read_text("utf-8")
STORY = (Path(__file__).parent / "stories" / "appointed.txt").read_text("utf-8")
ANY = st.text(max_size=300)


def spliced(whole: str, pieces: st.SearchStrategy[str] = ANY) -> st.SearchStrategy[str]:
    """A text with something else in the place of a part of it."""
    places = st.tuples(st.integers(0, len(whole)), st.integers(0, 40))
    return st.builds(
        lambda place, piece: whole[: place[0]] + piece + whole[place[0] + place[1] :], places, pieces
    )


@given(ANY)
def test_dates(text):
    found = parse_date(text)
    assert found is None or is_edtf(found)
    assert all(is_edtf(date.edtf) for date in written_dates(text))
    with suppress(CouncilgraphError):
        parse_day(text)


@given(ANY)
def test_names(text):
    assert parse_person(text) == parse_person(text)
    assert fold(fold(text)) == fold(text)
    assert " " not in slug(text)
    assert without_titles(without_titles(text)) == without_titles(text)


@given(spliced(MAPPING))
def test_mappings(text):
    with suppress(CouncilgraphError):
        parse_mapping(text, name="spliced")


@given(st.one_of(ANY, spliced("3f2a:jane-rowe\t9c1e:jane-rowe\tsame\tsomebody\t2024-01-01\tone desk\n")))
def test_decision_files(text):
    with suppress(CouncilgraphError):
        parse_decisions(text)


@given(spliced("SELECT * { ?s ?p ?o FILTER(STRLEN(?o) > 3) } LIMIT 3", st.sampled_from(HOSTILE["refused"])))
def test_queries(text):
    with suppress(CouncilgraphError):
        check_confined(text)
        run(memory_store(), text)


@given(spliced(STORY))
def test_quotes_stand_in_the_text(text):
    document = Document(sha256="0" * 64, name="a.txt", media_type="text/plain", text=text)
    for claim in extract(document):
        assert text[claim.quote.start : claim.quote.end] == claim.quote.text
        for each in claim.stands_for:
            assert text[each.antecedent.start : each.antecedent.end] == each.antecedent.text
