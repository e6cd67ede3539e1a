"""One contract: a store on this machine and the services it was pushed to give the same answers."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from served import build_store
from services import Running, Script, oxigraph, scripted, virtuoso
from small_graph import CLAIM, DOCUMENT, FACTS, HART, NORTHFORD, at

from councilgraph.graph import answers, checks, counts, dossier, network, search, sparql
from councilgraph.graph.errors import CouncilgraphError, QueryError, StoreError, UsageError
from councilgraph.graph.formats.export import export
from councilgraph.graph.questions import bind, question
from councilgraph.graph.remote import (
    Credentials,
    Limits,
    RemoteStore,
    Target,
    Wishes,
    here,
    open_remote,
    parse_credentials,
    push,
)
from councilgraph.graph.store import Store, open_store
from councilgraph.graph.vocab import CG

CASES = tomllib.loads((Path(__file__).parent / "cases" / "questions.toml").read_text("utf-8"))["case"]
NOT_THERE = {("virtuoso", "gaps"): "Internal Optimized compiler error"}
"""Questions that a service does not understand, and what it says."""

TWICE = {("virtuoso", "inspectors")}
"""Questions that have rows twice there: DISTINCT around a UNION in a subquery is passed over."""

QUICK = Limits(timeout_s=20, tries=3, pause_s=0.01)
EVERYTHING = Wishes()
QUERIES = (
    "SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p ORDER BY ?p",
    "SELECT ?s ?since WHERE { ?s a cg:Tenure ; cg:sinceEarliest ?since FILTER(?since > '2012-01-01'^^xsd:date) } "
    "ORDER BY ?s",
    "SELECT ?g ?words WHERE { GRAPH ?g { ?q oa:exact ?words } } ORDER BY ?g ?words",
    "SELECT ?s ?name WHERE { ?s org:member/skos:prefLabel ?name } ORDER BY ?s ?name",
)


def other_documents() -> Iterator[tuple]:
    """Two more documents that say what the first one says, with names that need care in an address."""
    for number, name in enumerate(("o'brien & söhne.txt", "hart 2.txt")):
        yield dataclasses.replace(DOCUMENT, sha256=f"{number}a" * 32, name=name), (CLAIM,)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small store."""
    people = [dataclasses.replace(f, names=("Áine O’Hart",)) if f.iri == HART else f for f in FACTS]  # type: ignore[call-arg]
    path = tmp_path_factory.mktemp("remote") / "s.store"
    return build_store(path, [(DOCUMENT, (CLAIM,)), *other_documents()], people)


@pytest.fixture(scope="module")
def local(folder: Path) -> Iterator[Store]:
    with open_store(folder) as opened:
        yield opened


def sent_to(running: Running, limits: Limits = QUICK) -> Target:
    return Target(running.query, running.graph_store, running.credentials, limits)


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def service(
    request: pytest.FixtureRequest, local: Store, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Running]]:
    """A service with the small store in it."""
    start = {"oxigraph": oxigraph, "virtuoso": virtuoso}[request.param]
    with start(tmp_path_factory.mktemp(request.param)) as running:
        push(local, sent_to(running, Limits()), EVERYTHING)
        yield request.param, running


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
    assert network.connection(remote, *ends) == network.connection(local, *ends)
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
    again = push(local, sent_to(service[1]), EVERYTHING)
    assert (again.sent, again.unchanged, again.facts_sent) == (0, 3, False)


# What Virtuoso does in its own way.


@pytest.fixture
def cutting(local: Store, tmp_path: Path) -> Iterator[Running]:
    """A service that gives no more than forty rows."""
    with virtuoso(tmp_path, most_rows=40) as running:
        push(local, sent_to(running, Limits()), EVERYTHING)
        yield running


def test_where_a_service_cuts_answers_off_nothing_is_lost(cutting: Running, local: Store):
    with open_remote(cutting.query) as remote:
        assert set(map(str, remote.quads())) == set(map(str, local.quads()))
        with here(remote) as copied:
            assert len(copied.dataset) == len(local.dataset)
        with pytest.raises(StoreError, match="so many rows and no more"):
            sparql.run(remote, "SELECT ?s ?p ?o WHERE { ?s ?p ?o }")


def test_a_graph_that_is_named_is_not_silently_empty(local: Store, tmp_path: Path):
    with virtuoso(tmp_path) as running:
        push(local, sent_to(running, Limits()), EVERYTHING)
        with open_remote(running.query) as remote, pytest.raises(QueryError, match="named in the query"):
            sparql.run(remote, f"SELECT ?s WHERE {{ GRAPH <{at('document/1')}> {{ ?s ?p ?o }} }}")
        wrong = dataclasses.replace(sent_to(running), credentials=Credentials("dba", "wrong"))
        with pytest.raises(StoreError, match="does not let us in"):
            push(changed(local, tmp_path / "s"), wrong, EVERYTHING)


def changed(local: Store, path: Path) -> Store:
    """A store with one document more and one less."""
    more = dataclasses.replace(DOCUMENT, sha256="7b" * 32, name="new.txt")
    facts = [fact for fact in FACTS if fact.iri != at("tenure/cole")]
    return open_store(build_store(path, [(DOCUMENT, (CLAIM,)), (more, (CLAIM,))], facts))


# What a push does.


def test_a_push_brings_what_is_new_and_takes_out_only_when_told(local: Store, tmp_path: Path):
    with oxigraph(tmp_path) as running, changed(local, tmp_path / "s") as other:
        dry = push(local, sent_to(running), Wishes(is_dry=True))
        assert list(dry.in_words()) == [
            "3 documents would be sent, 0 were there already",
            "the facts would be sent",
        ]
        push(local, sent_to(running), EVERYTHING)
        with pytest.raises(StoreError, match="not sent from this store") as refused:
            push(other, sent_to(running), EVERYTHING)
        assert "--prune" in refused.value.hint
        pushed = push(other, sent_to(running), Wishes(is_pruning=True))
        assert (pushed.sent, pushed.removed, pushed.left, pushed.facts_sent) == (0, 2, 0, True)
        with open_remote(running.query) as remote:
            assert set(map(str, remote.quads())) == set(map(str, other.quads()))
            assert set(remote.graphs()) == set(other.graphs())


def test_what_a_service_lost_is_sent_again(local: Store, tmp_path: Path):
    with oxigraph(tmp_path) as running, changed(local, tmp_path / "s") as other:
        push(other, sent_to(running), EVERYTHING)
        with oxigraph(tmp_path / "s") as empty:
            same_notes = dataclasses.replace(sent_to(empty))
            assert push(other, same_notes, EVERYTHING).sent == 2


def test_a_push_goes_on_through_failures(local: Store, tmp_path: Path):
    with oxigraph(tmp_path) as running:
        root = running.query.removesuffix("/query")
        script = Script([503, "drop", 429, "drop", "pass", "drop", 502], behind=root)
        with scripted(script) as address:
            pushed = push(local, Target(f"{address}/query", limits=Limits(pause_s=0.01)), EVERYTHING)
        assert (pushed.sent, pushed.facts_sent) == (3, True)
        with open_remote(running.query) as remote:
            assert set(map(str, remote.quads())) == set(map(str, local.quads()))


# What a service may do wrong.

YES = b'{"head": {}, "boolean": true}'


def ask(script: Script, *, limits: Limits = QUICK, credentials: Credentials | None = None) -> object:
    with scripted(script) as address, open_remote(f"{address}/query", credentials, limits) as remote:
        return sparql.run(remote, "ASK { ?s ?p ?o }")


def test_a_service_that_never_answers_is_given_up():
    for steps in ([503] * 9, ["drop"] * 9, ["cut"] * 9):
        script = Script(list(steps), body=YES)
        with pytest.raises(StoreError, match="no answer"):
            ask(script)
        assert len(script.seen) == QUICK.tries


def test_an_error_of_the_query_is_not_tried_again():
    script = Script([400], body=b"not this")
    with pytest.raises(StoreError, match="not this"):
        ask(script)
    assert len(script.seen) == 1


def test_an_answer_that_is_too_large_is_refused():
    script = Script([], body=b" " * 5000 + YES)
    assert ask(script) is True
    with pytest.raises(StoreError, match="larger than 5,000 bytes"):
        ask(script, limits=dataclasses.replace(QUICK, most_bytes=5000))


def test_an_answer_that_is_none_is_an_error():
    for body in (b"<html>hello</html>", b"", b'{"head": {"vars": ["s"]}, "results": {"bindings": [{'):
        with pytest.raises(StoreError, match="cannot be read"):
            ask(Script([], body=body))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nobody_is_followed_elsewhere(status: int):
    target = Script([], body=YES)
    with scripted(target) as other:
        script = Script([status], location=f"{other}/query")
        with pytest.raises(StoreError, match="sends us elsewhere"):
            ask(script, credentials=Credentials(secret="token", is_token=True))
    assert target.seen == []


def test_credentials_are_given_when_asked_for_and_never_shown():
    known = parse_credentials("amy:open:sesame")
    script = Script([401], body=YES, challenge='Basic realm="x"')
    assert ask(script, credentials=known) is True
    assert [header for *_, header in script.seen] == [None, *["Basic YW15Om9wZW46c2VzYW1l"] * 2]
    with pytest.raises(StoreError, match="does not let us in") as refused:
        ask(Script([401, 401], challenge='Basic realm="x"'), credentials=known)
    assert "COUNCILGRAPH_CREDENTIALS" in refused.value.hint
    assert "sesame" not in f"{refused.value!r} {known!r}"


def test_a_token_is_sent_at_once():
    script = Script([], body=YES)
    ask(script, credentials=parse_credentials("Bearer abc"))
    assert {header for *_, header in script.seen} == {"Bearer abc"}


@pytest.mark.parametrize(
    "address",
    [
        "http://data.example/sparql",
        "https://amy:secret@data.example/sparql",
        "https://",
        "https://data.example:99999/sparql",
        "https://data.example/sp arql",
        "https://data.example/sparql#x",
    ],
)
def test_an_address_that_is_not_safe_is_refused(address: str):
    with pytest.raises(UsageError) as refused:
        open_remote(address)
    assert refused.value.hint


@pytest.mark.parametrize("text", ["", "amy", ":secret", "amy:\n"])
def test_credentials_that_are_none_are_refused(text: str):
    with pytest.raises(UsageError, match="cannot be understood"):
        parse_credentials(text)


# The commands.


def test_the_commands_that_read_take_an_address(local: Store, folder: Path, tmp_path: Path, run):
    with oxigraph(tmp_path) as running:
        pushed = run("push", running.query, store=folder)
        assert (pushed.code, pushed.out) == (0, "")
        for command in (
            ["find", "Hart"],
            ["stats"],
            ["ask", "who-held"],
            ["show", "Ann Hart"],
            ["path", "Ann Hart", "Ivy Webb"],
            ["query", "SELECT ?s WHERE { ?s a cg:Tenure } ORDER BY ?s"],
            ["check"],
        ):
            near, far = run(*command, store=folder), run(*command, "--store", running.query)
            assert (far.code, entities(far.out)) == (near.code, entities(near.out))
        for output in ("page.html", "all.nq"):
            names = ["page", "Ann Hart"] if output == "page.html" else ["export"]
            for store in (str(folder), running.query):
                assert run(*names, "-o", tmp_path / f"{len(store)}{output}", "--store", store).code == 0
            first, second = (
                (tmp_path / f"{len(store)}{output}").read_bytes() for store in (str(folder), running.query)
            )
            assert first == second


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
