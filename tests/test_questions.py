"""Ready-made questions: their files, their parameters, and what they answer on a small graph."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from small_graph import CLAIM, DOCUMENT, FACTS, at

from councilgraph.graph.errors import UsageError
from councilgraph.graph.questions import BoundQuery, bind, parse_question, question, questions
from councilgraph.graph.rdf import document_quads, fact_quads, vocabulary_quads
from councilgraph.graph.vocab import BASE, CGV

CASES = tomllib.loads((Path(__file__).parent / "cases" / "questions.toml").read_text("utf-8"))["case"]


@pytest.fixture(scope="module")
def store() -> ox.Store:
    store = ox.Store()
    store.extend(vocabulary_quads())
    store.extend(quad for fact in FACTS for quad in fact_quads(fact))
    store.extend(document_quads(DOCUMENT, [CLAIM]))
    return store


@pytest.fixture(scope="module")
def dataset(store: ox.Store) -> rdflib.Dataset:
    dataset = rdflib.Dataset()
    dataset.parse(data=ox.serialize(store, format=ox.RdfFormat.N_QUADS), format="nquads")
    return dataset


def rows(store: ox.Store, query: BoundQuery) -> list[list[str]]:
    """The answer as text, addresses without their common beginning, "-" where there is nothing."""
    return [[in_words(term) for term in solution] for solution in store.query(query.sparql)]


def in_words(term: ox.NamedNode | ox.Literal | None) -> str:
    return "-" if term is None else short(term.value)


def short(text: str) -> str:
    return re.sub(r"^claim/\w{16}$", "claim/...", text.removeprefix(BASE))


def values_of(case: dict) -> dict[str, str | int]:
    """The case's values, entities by the end of their address."""
    return {
        name: at(value) if isinstance(value, str) and "/" in value else value
        for name, value in case.get("values", {}).items()
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_answers(store: ox.Store, case: dict) -> None:
    query = bind(question(case["question"]), values_of(case))
    assert rows(store, query) == [row.split(" | ") for row in case["rows"]]


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_another_engine_answers_the_same(dataset: rdflib.Dataset, case: dict) -> None:
    found = dataset.query(bind(question(case["question"]), values_of(case)).sparql)
    answer = [["-" if term is None else short(str(term)) for term in row] for row in found]
    assert answer == [row.split(" | ") for row in case["rows"]]


def test_each_question_has_a_case() -> None:
    assert {case["question"] for case in CASES} == {each.name for each in questions()}


@pytest.mark.parametrize("each", questions(), ids=lambda each: each.name)
def test_a_file_is_sparql_as_it_stands(store: ox.Store, each) -> None:
    names = [variable.value for variable in store.query(each.sparql).variables]
    assert any(re.fullmatch(r"fact|\w+Fact", name) for name in names)
    assert each.title
    assert each.help
    assert all(parameter.help for parameter in each.parameters)


ECHO = parse_question(
    "echo",
    """# Say it again
# param words: text - any words
# param post: post, optional - a post
# param person: person, optional - an address

SELECT ?words ?post ?title ?person WHERE {
  VALUES ?words { UNDEF } # param words
  VALUES ?post { UNDEF } # param post
  VALUES ?title { UNDEF } # param post words
  VALUES ?person { UNDEF } # param person
}
""",
)
PAYLOADS = (
    '" } # param words',
    '"} UNION { ?words ?p ?o } #',
    "x' } INSERT DATA { <a:b> <a:b> <a:b> } #",
    "?words } ; DROP ALL #",
    "UNDEF",
    "<http://x> . SERVICE <http://x> { ?s ?p ?o }",
    "$words",
    "# if words",
    "\\1 \\g<before>",
    "\\u0022 } #",
    "'''",
    "${jndi:ldap://x}",
)


@settings(deadline=None)
@given(st.one_of(st.sampled_from(PAYLOADS), st.text(min_size=1, max_size=60)))
def test_words_are_data_and_nothing_else(words: str) -> None:
    try:
        query = bind(ECHO, {"words": words, "post": words})
    except UsageError:
        return
    (row,) = ox.Store().query(query.sparql)
    assert row["words"] == ox.Literal(" ".join(words.split()))
    assert (row["post"] is None) != (row["title"] is None)


@settings(deadline=None)
@given(st.sampled_from(PAYLOADS) | st.text(max_size=60) | st.from_regex(r"a:[^\s]{1,40}", fullmatch=True))
def test_addresses_are_data_and_nothing_else(text: str) -> None:
    try:
        query = bind(ECHO, {"words": "x", "person": text})
    except UsageError:
        return
    (row,) = ox.Store().query(query.sparql)
    assert row["person"] == ox.NamedNode(" ".join(text.split()))


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("in-post", {}, "in-post needs --on"),
        ("in-post", {"on": "2015"}, "--on: '2015' is no day of the calendar"),
        ("in-post", {"on": "2015-02-30"}, "--on: '2015-02-30' is no day of the calendar"),
        ("in-post", {"on": "2015-02-03", "years": "a few"}, "--years: 'a few' is no number"),
        ("in-post", {"on": "2015-02-03", "years": -1}, "--years: '-1' is no number"),
        ("by-year", {"grade": "goodish"}, "--grade: the vocabulary has no grade 'goodish'"),
        ("who-held", {"post": "chief_exec"}, "--post: the vocabulary has no post 'chief_exec'"),
        ("who-held", {"council": "Northford"}, "--council: 'Northford' is no address"),
        ("who-held", {"council": "a:b> } #"}, "--council: 'a:b> } #' is no address"),
        ("who-held", {"councl": "a:b"}, "who-held has no parameter 'councl'"),
        ("said", {"words": " "}, "--words: '' cannot be looked for"),
        ("said", {"words": "a" * 501}, f"--words: {'a' * 40!r} cannot be looked for"),
    ],
)
def test_what_does_not_fit_is_refused(name: str, values: dict, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        bind(question(name), values)
    assert caught.value.message == message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dcs", "director_of_childrens_services"),
        ("Director of Children’s Services", "director_of_childrens_services"),
        ("chief_executive", "chief_executive"),
        ("HMCI", "inspector"),
    ],
)
def test_posts_have_many_names(typed: str, meant: str) -> None:
    assert bind(question("who-held"), {"post": typed}).terms == {"post": (ox.NamedNode(CGV[meant]),)}


def test_values_as_objects_and_as_typed() -> None:
    typed = bind(question("in-post"), {"on": "5th Feb 2019", "years": "7"})
    assert typed == bind(question("in-post"), {"on": dt.date(2019, 2, 5), "years": 7})
    assert bind(question("by-year"), {"grade": "RI"}) == bind(
        question("by-year"), {"grade": ox.NamedNode(CGV.requires_improvement)}
    )


def test_nearest_question() -> None:
    with pytest.raises(UsageError) as caught:
        question("who-hold")
    assert caught.value.hint == 'did you mean "who-held"?'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * {}", "question q: no title"),
        ("# Title\n# param x\n\nSELECT * {}", "question q: cannot read '# param x'"),
        ("# Title\n# param x: colour\n\nSELECT * {}", "question q: cannot read '# param x: colour'"),
        ("# Title\n# param x: text\n\nSELECT * {}", "question q: the parameters listed are not those used"),
    ],
)
def test_broken_files_are_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_question("q", text)
    assert caught.value.message == message
