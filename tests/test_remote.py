"""One contract: a store on this machine and the services it was pushed to give the same answers."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from outgrown import EVERYTHING, SERVERS, loaded, sent_to, small_folder
from services import Running
from small_graph import HART, NORTHFORD, at

from councilgraph.graph import answers, checks, connections, counts, dossier, network, search, sparql
from councilgraph.graph.errors import CouncilgraphError, QueryError, StoreError
from councilgraph.graph.formats.export import export
from councilgraph.graph.questions import bind, question
from councilgraph.graph.remote import (
    Limits,
    RemoteStore,
    here,
    open_remote,
    push,
)
from councilgraph.graph.store import Store, open_store
from councilgraph.graph.vocab import CG

CASES = tomllib.loads((Path(__file__).parent / "cases" / "questions.toml").read_text("utf-8"))["case"]
NOT_THERE = {("virtuoso", "gaps"): "Internal Optimized compiler error"}
"""Questions that a service does not understand, and what it says."""

TWICE = {("virtuoso", "inspectors")}
"""Questions that have rows twice there: DISTINCT around a UNION in a subquery is passed over."""

QUERIES = (
    "SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p ORDER BY ?p",
    "SELECT ?s ?since WHERE { ?s a cg:Tenure ; cg:sinceEarliest ?since FILTER(?since > '2012-01-01'^^xsd:date) } "
    "ORDER BY ?s",
    "SELECT ?g ?words WHERE { GRAPH ?g { ?q oa:exact ?words } } ORDER BY ?g ?words",
    "SELECT ?s ?name WHERE { ?s org:member/skos:prefLabel ?name } ORDER BY ?s ?name",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_folder(tmp_path_factory.mktemp("remote") / "s.store")


@pytest.fixture(scope="module")
def local(folder: Path) -> Iterator[Store]:
    with open_store(folder) as opened:
        yield opened


@pytest.fixture(
    scope="module",
    params=[f"{server} by {protocol}" for server in SERVERS for protocol in ("graphs", "updates")],
)
def service(
    request: pytest.FixtureRequest, local: Store, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Running]]:
    """A server's name, and the address at which it has the small store."""
    server, _, protocol = request.param.partition(" by ")
    with loaded(local, request.param, tmp_path_factory.mktemp(f"{server}-{protocol}")) as running:
        yield server, running


@pytest.fixture
def remote(service: tuple[str, Running]) -> Iterator[RemoteStore]:
    with open_remote(service[1].query) as opened:
        yield opened


def asked(store: Store, case: dict) -> list[list[object]]:
    given = case.get("values", {})
    values = {
        name: at(value) if isinstance(value, str) and "/" in value else value for name, value in given.items()
    }
    found = sparql.run(store, bind(question(case["question"]), values).sparql)
    assert isinstance(found, sparql.Table)
    return [[answers.words(term) for term in row] for row in found.rows]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_every_question_has_the_same_answer(case, service, remote: RemoteStore, local: Store):
    expected = NOT_THERE.get((service[0], case["question"]))
    if expected:
        with pytest.raises(QueryError, match=expected):
            asked(remote, case)
    elif (service[0], case["question"]) in TWICE:
        assert {*map(tuple, asked(remote, case))} == {*map(tuple, asked(local, case))}
    else:
        assert plain(asked(remote, case)) == plain(asked(local, case))


def plain(rows: list[list[object]]) -> list[list[object]]:
    """Rows with yes and no as numbers: that is what Virtuoso makes of them where they are worked out."""
    return [[int(value) if isinstance(value, bool) else value for value in row] for row in rows]


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_has_the_same_rows(query: str, remote: RemoteStore, local: Store):
    assert list(answers.query(remote, query).rows) == list(answers.query(local, query).rows)


def test_triples_and_yes_or_no_are_the_same(remote: RemoteStore, local: Store):
    construct = "CONSTRUCT { ?s cg:since ?o } WHERE { ?s cg:since ?o }"
    assert set(sparql.run(remote, construct)) == set(sparql.run(local, construct))  # type: ignore[arg-type]
    assert sparql.run(remote, "ASK { ?s a cg:Tenure }") is True
    assert sparql.run(remote, "ASK { ?s a cg:Pair }") is False


def test_a_query_that_is_none_is_refused_before_it_is_sent(remote: RemoteStore, local: Store):
    for text in (
        "SELECT ?s WHERE { ?s ?p }",
        "DROP ALL",
        "SELECT * WHERE { SERVICE <http://x.example/> {} }",
    ):
        with pytest.raises(QueryError) as here_said:
            sparql.run(local, text)
        with pytest.raises(QueryError) as there_said:
            sparql.run(remote, text)
        assert there_said.value.message == here_said.value.message


@pytest.mark.parametrize(
    "name", ["Ann Hart", "aine ohart", "northford council", "nobody", "Director of children's services"]
)
def test_names_are_found_as_here(name: str, remote: RemoteStore, local: Store):
    assert search.find(remote, name).entities == search.find(local, name).entities
    assert what(search.entity, remote, name) == what(search.entity, local, name)


def what(called, *arguments) -> object:
    """What a call gives, or what it says."""
    try:
        return called(*arguments)
    except CouncilgraphError as error:
        return error.message


def test_documents_are_found_by_their_quotes_and_their_names(remote: RemoteStore, local: Store):
    found = search.find(remote, "took over").documents
    assert {hit.name for hit in found} == {"hart.txt", "hart 2.txt", "o'brien & söhne.txt"}
    for name in ("hart.txt", "o'brien & söhne.txt", "5e5e", "nothing.txt"):
        assert what(search.document, remote, name) == what(search.document, local, name)


def test_dossiers_ways_networks_and_counts_are_the_same(remote: RemoteStore, local: Store):
    for iri in (HART, NORTHFORD):
        assert dossier.dossier(remote, iri) == dossier.dossier(local, iri)
    ends = (HART, at("person/finch"))
    assert connections.connection(remote, *ends) == connections.connection(local, *ends)
    near, there = (network.neighbourhood(store, [HART], network.Scope(hops=2)) for store in (local, remote))
    assert described(there) == described(near)
    assert list(there.edges(data=True, keys=True)) == list(near.edges(data=True, keys=True))
    assert list(counts.rows(remote).rows) == list(counts.rows(local).rows)


def described(drawn: nx.MultiDiGraph) -> dict[str, dict]:
    """The nodes of a network, each with its marks by name: they come in the order of the engine."""
    return {
        node: {**about, "facts": sorted(about["facts"], key=lambda fact: fact["label"])}
        for node, about in drawn.nodes(data=True)
    }


@pytest.mark.parametrize("suffix", ["nq", "trig", "ttl", "graphml", "xlsx"])
def test_exports_are_the_same_bytes(suffix: str, remote: RemoteStore, local: Store, tmp_path: Path):
    with here(remote) as copied:
        export(copied, tmp_path / f"there.{suffix}")
    export(local, tmp_path / f"here.{suffix}")
    assert (tmp_path / f"there.{suffix}").read_bytes() == (tmp_path / f"here.{suffix}").read_bytes()


def test_what_needs_the_ledger_says_so(remote: RemoteStore, tmp_path: Path):
    with here(remote) as copied, pytest.raises(StoreError, match="where the store was built"):
        export(copied, tmp_path / "claims.jsonl")
    assert list(tmp_path.iterdir()) == []


def test_checks_find_the_same(remote: RemoteStore, local: Store):
    with here(remote) as copied:
        assert checks.check(copied) == checks.check(local)


def test_small_pages_have_everything(service: tuple[str, Running], local: Store):
    with open_remote(service[1].query, limits=Limits(page=3)) as remote:
        assert set(map(str, remote.quads(None, CG.since))) == set(map(str, local.quads(None, CG.since)))
        assert set(map(str, remote.quads())) == set(map(str, local.quads()))


def test_pushed_twice_is_pushed_once(service: tuple[str, Running], local: Store):
    for by in ("graphs", "updates"):
        again = push(local, sent_to(service[1], by=by), EVERYTHING)
        assert (again.sent, again.unchanged, again.facts_sent) == (0, 3, False)


# The commands.


READING = (
    ["find", "Hart"],
    ["stats"],
    ["stats", "--central", "pagerank"],
    ["stats", "--communities"],
    ["ask", "who-held"],
    ["show", "Ann Hart"],
    ["show", "Ann Hart", "--as-of", "2013-01-01"],
    ["path", "Ann Hart", "Ivy Webb"],
    ["query", "SELECT ?s WHERE { ?s a cg:Tenure } ORDER BY ?s"],
    ["check"],
)
WRITTEN = {"page.html": ["page", "Ann Hart"], "all.nq": ["export"]}


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_command_that_reads_takes_an_address(
    command: list[str], service: tuple[str, Running], folder: Path, run
):
    near, far = run(*command, store=folder), run(*command, "--store", service[1].query)
    assert (far.code, entities(far.out), far.err) == (near.code, entities(near.out), near.err)


@pytest.mark.parametrize("file", WRITTEN)
def test_a_command_that_writes_a_file_takes_an_address(
    file: str, service: tuple[str, Running], folder: Path, tmp_path: Path, run
):
    for name, store in (("near", str(folder)), ("far", service[1].query)):
        assert run(*WRITTEN[file], "-o", tmp_path / f"{name}-{file}", "--store", store).code == 0
    assert (tmp_path / f"far-{file}").read_bytes() == (tmp_path / f"near-{file}").read_bytes()


def entities(shown: str) -> str:
    """What is shown, without the documents that were found: their words are shown here and quotes there."""
    return shown.partition("\ndocument")[0]


def test_a_command_that_writes_wants_a_folder(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    for command in (["build", "x"], ["remove", "x"], ["review"], ["serve"], ["doctor"]):
        ran = run(*command, "--store", "https://data.example/sparql")
        assert ran.code == 2
        assert "needs a store on this machine" in ran.err
    assert list(tmp_path.iterdir()) == []
