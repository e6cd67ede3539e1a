"""Answers that a service cuts off, put together from pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from outgrown import EVERYTHING, QUICK, loaded, sent_to, small_folder
from services import Running, Script, scripted, virtuoso
from small_graph import NORTHFORD

from councilgraph.graph import answers, search, sparql
from councilgraph.graph.errors import StoreError
from councilgraph.graph.remote import Limits, here, open_remote, push
from councilgraph.graph.remote.paging import Gathering, Select, UnpageableError, is_round, taken_apart
from councilgraph.graph.store import Store, open_store

PAGED = (
    "SELECT ?s ?p ?o WHERE { ?s ?p ?o }",
    "SELECT * WHERE { GRAPH ?g { ?d a cg:Document . ?s ?p ?o } } # all that documents say",
    "SELECT DISTINCT ?s ?p WHERE { ?s ?p ?o } ORDER BY DESC(?p)",
    "SELECT ?s (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?s ORDER BY DESC(?n) ?s",
    "SELECT ?s ?p WHERE { ?s ?p ?o } ORDER BY STR(?o) STR(?p) STR(?s) LIMIT 90 OFFSET 7",
    "SELECT ?s ?p ?name WHERE { ?s ?p ?o OPTIONAL { ?s skos:prefLabel ?name } } ORDER BY STR(?s)",
)
"""Queries with more rows than a service gives at once."""

CONSTRUCTED = (
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "CONSTRUCT { ?s cg:knows 'no {one}' ; cg:with $o } { ?s ?p ?o OPTIONAL { ?s skos:altLabel ?none } }",
    "CONSTRUCT WHERE { ?s a ?kind ; skos:prefLabel ?name }",
    "CONSTRUCT { cg:a cg:b cg:c } WHERE { ?s a cg:Tenure }",
    f"DESCRIBE ?s <{NORTHFORD}> WHERE {{ ?s ?p ?o }}",
    f"DESCRIBE <{NORTHFORD}>",
)


def there_is(store: Store, query: str) -> list[list[tuple[str, object]]]:
    """The rows of a query: as they come, if it says how, or sorted."""
    found = sparql.run(store, query)
    assert isinstance(found, sparql.Table)
    rows = [sorted(zip(found.columns, map(answers.words, row), strict=True)) for row in found.rows]
    return rows if "STR(?s) LIMIT" in query else sorted(rows, key=str)


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(small_folder(tmp_path_factory.mktemp("remote") / "s.store")) as opened:
        yield opened


@pytest.fixture
def cutting(local: Store, tmp_path: Path) -> Iterator[Running]:
    """A service that gives no more than forty rows, and says so."""
    with virtuoso(tmp_path, most_rows=40) as running:
        push(local, sent_to(running, Limits()), EVERYTHING)
        yield running


@pytest.fixture
def silent(local: Store, tmp_path: Path) -> Iterator[str]:
    """The address of a service that gives no more than a hundred rows, and does not say so."""
    with loaded(local, "oxigraph", tmp_path) as running:
        script = Script(behind=running.query.removesuffix("/query"), most_rows=100)
        with scripted(script) as address:
            yield f"{address}/query"


def test_where_a_service_cuts_answers_off_nothing_is_lost(cutting: Running, local: Store):
    with open_remote(cutting.query) as remote:
        assert set(map(str, remote.quads())) == set(map(str, local.quads()))
        with here(remote) as copied:
            assert len(copied.dataset) == len(local.dataset)
        for query in PAGED:
            assert there_is(remote, query) == there_is(local, query)
            assert remote.notes.pop().startswith("the service gives 40 rows at a time; these came in ")
        for query in CONSTRUCTED:
            assert set(sparql.run(remote, query)) == set(sparql.run(local, query))  # type: ignore[arg-type]


def test_what_virtuoso_will_not_sort_at_once_is_sorted_in_pages(local: Store, tmp_path: Path):
    query = "SELECT ?s ?p WHERE { ?s ?p ?o } ORDER BY STR(?o) STR(?p) STR(?s) LIMIT 70 OFFSET 9"
    with virtuoso(tmp_path, most_rows=50, most_sorted=60) as running:
        push(local, sent_to(running, Limits()), EVERYTHING)
        with open_remote(running.query) as remote:
            assert there_is(remote, query) == there_is(local, query)


def test_a_service_that_cuts_answers_off_in_silence_is_seen_through(silent: str, local: Store, run):
    with open_remote(silent, limits=QUICK) as remote:
        assert set(map(str, remote.quads())) == set(map(str, local.quads()))
        with here(remote) as copied:
            assert len(copied.dataset) == len(local.dataset)
        assert search.find(remote, "Ann Hart").entities == search.find(local, "Ann Hart").entities
        assert remote.notes == []
        for query in PAGED:
            assert there_is(remote, query) == there_is(local, query)
        for query in CONSTRUCTED:
            assert set(sparql.run(remote, query)) == set(sparql.run(local, query))  # type: ignore[arg-type]
    ran = run("query", PAGED[0], "--store", silent, "--format", "csv")
    assert len(ran.out.splitlines()) == 1 + len(there_is(local, PAGED[0]))
    assert ran.err.splitlines()[-1].startswith("note: the service gives 100 rows at a time; these came in ")


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("SELECT ?s (RAND() AS ?x) WHERE { ?s ?p ?o }", "another result each time"),
        ("SELECT (BNODE() AS ?x) WHERE { ?s ?p ?o }", "another result each time"),
    ],
)
def test_an_answer_that_cannot_be_read_in_pages_is_refused(query: str, why: str, silent: str):
    with open_remote(silent, limits=QUICK) as remote, pytest.raises(StoreError, match=why):
        sparql.run(remote, query)


def test_a_service_that_gave_up_is_believed():
    body = b'{"head": {"vars": ["s"]}, "results": {"bindings": []}}'
    with (
        scripted(Script(body=body, headers={"X-SQL-State": "S1TAT"})) as address,
        open_remote(f"{address}/query", limits=QUICK) as remote,
        pytest.raises(StoreError, match="gave up before the answer was whole"),
    ):
        sparql.run(remote, "SELECT ?s WHERE { ?s ?p ?o }")


# The pages themselves.

NUMBERS = ox.Store()
NUMBERS.extend(
    ox.Quad(ox.NamedNode(f"urn:s:{n % 7}"), ox.NamedNode(f"urn:p:{n % 2}"), value)
    for n, value in enumerate(
        [
            *map(ox.Literal, ["1", "a", "b", 1, 2, 3, 1.0, True]),
            ox.Literal("01", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
            ox.Literal("a", language="en"),
            ox.Literal("a", language="de"),
            *map(ox.NamedNode, ["urn:a", "urn:b", "urn:s:1"]),
        ]
    )
)


def capped(rows: int, asked: list[str] | None = None) -> Callable[[str], bytes]:
    """A service that gives no more than so many rows."""

    def ask(query: str) -> bytes:
        if asked is not None:
            asked.append(query)
        said = NUMBERS.query(query).serialize(format=ox.QueryResultsFormat.JSON)  # type: ignore[union-attr]
        answer = json.loads(said or b"")
        answer["results"]["bindings"] = answer["results"]["bindings"][:rows]
        return json.dumps(answer).encode()

    return ask


def gathered(query: str, ask: Callable[[str], bytes], *, is_sorted_inside: bool = False) -> list[str]:
    gathering = Gathering(taken_apart(query), ask, most_bytes=10_000, is_sorted_inside=is_sorted_inside)
    return [json.dumps(row) for row in json.loads(gathering.answer(ask(query)))["results"]["bindings"]]


@pytest.mark.parametrize("is_sorted_inside", [False, True])
@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { ?s ?p ?o }",
        "SELECT ?o WHERE { ?s ?p ?o } # LIMIT 3",
        "select ?p where { ?s ?p ?o }",
        "SELECT DISTINCT ?p ?s { ?s ?p ?o } ORDER BY DESC(?s) ?p",
        "PREFIX limit: <urn:> SELECT ?s ?no WHERE { ?s ?p ?o OPTIONAL { ?o limit:no ?no } }",
        "SELECT ?s (COUNT(?o) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?s ORDER BY DESC(COUNT(?o)) ?s",
        "SELECT ?s WHERE { ?s ?p ?o FILTER(STR(?o) != 'ORDER BY LIMIT 2') } VALUES ?p { <urn:p:1> <urn:p:0> }",
        "SELECT ?s ?o WHERE { { SELECT ?s ?o { ?s ?p ?o } ORDER BY ?o LIMIT 9 } } ORDER BY STR(?p) STR(?o) ?s",
    ],
)
def test_pages_are_the_whole_answer(query: str, is_sorted_inside: bool):
    whole = gathered_at_once(query)
    for most in (2, 3, 5, 13):
        assert sorted(gathered(query, capped(most), is_sorted_inside=is_sorted_inside)) == sorted(whole)
        if "ORDER BY DESC" in query:
            assert gathered(query, capped(most), is_sorted_inside=is_sorted_inside) == whole


def gathered_at_once(query: str) -> list[str]:
    return [json.dumps(row) for row in json.loads(capped(1000)(query))["results"]["bindings"]]


@pytest.mark.parametrize("part", ["LIMIT 8", "OFFSET 4", "LIMIT 8 OFFSET 4", "OFFSET 4 LIMIT 100"])
def test_what_a_query_says_of_its_part_is_kept(part: str):
    query = f"SELECT ?s ?p ?o WHERE {{ ?s ?p ?o }} ORDER BY ?s ?p STR(?o) DATATYPE(?o) LANG(?o) {part}"
    assert gathered(query, capped(3)) == gathered_at_once(query)
    select = taken_apart(query)
    beyond = select.beyond(len(gathered_at_once(query)))
    assert beyond is None or gathered_at_once(beyond) == []


def test_an_order_that_does_not_last_is_noticed():
    always = capped(5)("SELECT * WHERE { ?s ?p ?o }")
    with pytest.raises(UnpageableError, match="has no order that lasts"):
        gathered("SELECT * WHERE { ?s ?p ?o }", lambda _: always)


def test_an_answer_that_grows_too_large_is_refused():
    with pytest.raises(UnpageableError, match="larger than 100 bytes"):
        Gathering(
            taken_apart("SELECT * WHERE { ?s ?p ?o }"), capped(5), most_bytes=100, is_sorted_inside=False
        ).answer(capped(5)("SELECT * WHERE { ?s ?p ?o }"))


def test_which_numbers_may_be_a_limit():
    limits = (100, 256, 500, 1000, 1024, 2500, 10_000, 65_536, 100_000, 1_000_000, 1 << 20)
    assert [number for number in limits if not is_round(number)] == []
    assert [number for number in (0, 1, 10, 64, 99, 101, 1001, 1234, 9999) if is_round(number)] == []


def test_a_query_is_taken_apart():
    assert taken_apart(
        "SELECT DISTINCT ?s { ?s ?p ?o } ORDER BY ?s OFFSET 3 LIMIT 4 VALUES ?p { <a> }"
    ) == Select(
        head="SELECT DISTINCT ?s { ?s ?p ?o } ",
        order="ORDER BY ?s ",
        limit=4,
        offset=3,
        values="VALUES ?p { <a> }",
        is_distinct=True,
    )
