"""What a push does, by either protocol."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from outgrown import BIT_BY_BIT, EVERYTHING, QUICK, SERVERS, changed, loaded, sent_to, small_folder
from served import hostile_store
from services import Running, Script, oxigraph, scripted, virtuoso
from small_graph import at

from councilgraph.graph import sparql
from councilgraph.graph.errors import QueryError, StoreError, UsageError
from councilgraph.graph.remote import Credentials, Limits, Target, Wishes, open_remote, push
from councilgraph.graph.remote.carrying import ARRIVING
from councilgraph.graph.store import Store, open_store

PROTOCOLS = pytest.mark.parametrize("by", ["graphs", "updates"])


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(small_folder(tmp_path_factory.mktemp("remote") / "s.store")) as opened:
        yield opened


def all_of(store: Store) -> set[str]:
    """The facts, and all that documents say."""
    return {str(quad) for graph in (ox.DefaultGraph(), *store.graphs()) for quad in store.quads(graph=graph)}


def is_at(running: Running, store: Store) -> bool:
    """Whether a service has what a store has, and nothing that was on its way."""
    with open_remote(running.query) as remote:
        rest = sparql.run(
            remote, f"SELECT ?s WHERE {{ VALUES ?g {{ <{ARRIVING}> }} GRAPH ?g {{ ?s ?p ?o }} }}"
        )
        return all_of(remote) == all_of(store) and isinstance(rest, sparql.Table) and not list(rest.rows)


@PROTOCOLS
@pytest.mark.parametrize("server", SERVERS)
def test_a_push_brings_what_is_new_and_takes_out_only_when_told(
    server: str, by: str, local: Store, tmp_path: Path
):
    with SERVERS[server](tmp_path) as running, changed(tmp_path / "s") as other:
        target = sent_to(running, Limits(), by=by)
        dry = push(local, target, Wishes(is_dry=True))
        assert list(dry.in_words()) == [
            "3 documents would be sent, 0 were there already",
            "the facts would be sent",
        ]
        push(local, target, EVERYTHING)
        with pytest.raises(StoreError, match="not sent from this store") as refused:
            push(other, target, EVERYTHING)
        assert "--prune" in refused.value.hint
        pushed = push(other, target, Wishes(is_pruning=True))
        assert (pushed.sent, pushed.removed, pushed.left, pushed.facts_sent) == (0, 2, 0, True)
        assert is_at(running, other)


def test_what_a_service_lost_is_sent_again(local: Store, tmp_path: Path):
    with oxigraph(tmp_path) as running, changed(tmp_path / "s") as other:
        push(other, sent_to(running), EVERYTHING)
        with oxigraph(tmp_path / "s") as empty:
            assert push(other, sent_to(empty), EVERYTHING).sent == 2


@PROTOCOLS
def test_a_push_goes_on_through_failures(by: str, local: Store, tmp_path: Path):
    with oxigraph(tmp_path) as running:
        root = running.query.removesuffix("/query")
        script = Script([503, "drop", 429, "drop", "pass", "drop", 502, "pass", "drop"], behind=root)
        limits = dataclasses.replace(BIT_BY_BIT, tries=5)
        with scripted(script) as address:
            updates = f"{address}/update" if by == "updates" else None
            pushed = push(local, Target(f"{address}/query", limits=limits, update=updates), EVERYTHING)
        assert (pushed.sent, pushed.facts_sent) == (3, True)
        assert is_at(running, local)


def test_a_service_without_a_graph_store_is_sent_updates(local: Store, tmp_path: Path):
    with oxigraph(tmp_path) as running:
        script = Script(behind=running.query.removesuffix("/query"), lacking=("/store",))
        with scripted(script) as address:
            push(local, Target(f"{address}/query", limits=BIT_BY_BIT), EVERYTHING)
        assert [method for method, path, _ in script.seen if path.startswith("/store")] == ["PUT"]
        assert is_at(running, local)


def test_a_service_that_takes_nothing_says_where_it_does_not(local: Store, tmp_path: Path):
    with oxigraph(tmp_path) as running:
        script = Script(behind=running.query.removesuffix("/query"), lacking=("/store", "/update"))
        with scripted(script) as address:
            target = Target(f"{address}/query", limits=QUICK)
            with pytest.raises(
                StoreError, match=r"neither graphs at .*/store .*404.* nor updates at .*/update"
            ) as no:
                push(local, target, EVERYTHING)
            assert "--update URL" in no.value.hint
            with pytest.raises(StoreError, match="there is nothing here") as no:
                push(local, dataclasses.replace(target, update=f"{address}/update"), EVERYTHING)
            assert "--update URL" in no.value.hint
            both = dataclasses.replace(target, update=address, graph_store=address)
            with pytest.raises(UsageError, match="or as updates"):
                push(local, both, EVERYTHING)


def test_no_update_is_larger_than_it_may_be(local: Store, tmp_path: Path):
    with oxigraph(tmp_path) as running:
        script = Script(behind=running.query.removesuffix("/query"))
        limits = dataclasses.replace(QUICK, update_bytes=4000)
        with scripted(script) as address:
            push(local, Target(f"{address}/query", limits=limits, update=f"{address}/update"), EVERYTHING)
        sizes = [
            size for size, (_, path, _) in zip(script.sizes, script.seen, strict=True) if path == "/update"
        ]
        assert len(sizes) > 10
        assert max(sizes) < 4000 + 300  # the words around the triples
        assert is_at(running, local)


def test_what_a_push_that_was_cut_off_has_left_is_thrown_away(local: Store, tmp_path: Path):
    with oxigraph(tmp_path) as running, changed(tmp_path / "s") as other:
        target = sent_to(running, by="updates")
        failing = Script(["pass"] * 15 + [500] * 99, behind=running.query.removesuffix("/query"))
        with scripted(failing) as address, pytest.raises(StoreError, match="500"):
            push(other, dataclasses.replace(target, update=f"{address}/update"), EVERYTHING)
        assert not is_at(running, other)
        push(other, target, EVERYTHING)
        assert is_at(running, other)


@PROTOCOLS
@pytest.mark.parametrize("server", SERVERS)
def test_texts_arrive_as_they_are(server: str, by: str, tmp_path: Path):
    with (
        open_store(hostile_store(tmp_path / "s")) as store,
        loaded(store, f"{server} by {by}", tmp_path) as there,
    ):
        assert is_at(there, store)


def test_a_node_without_a_name_is_not_sent_as_an_update(local: Store, tmp_path: Path):
    nameless = ox.Store()
    nameless.add(ox.Quad(ox.BlankNode(), ox.NamedNode(at("p")), ox.Literal("x")))
    with oxigraph(tmp_path) as running:
        store = Store(nameless, local.index, local.ledger)
        with pytest.raises(StoreError, match="a node without a name"):
            push(store, sent_to(running, by="updates"), EVERYTHING)


def test_a_large_body_is_sent_when_it_is_known_who_asks(tmp_path: Path):
    large = ox.Store()
    large.extend(
        ox.Quad(ox.NamedNode(at(f"x/{n}")), ox.NamedNode(at("p")), ox.Literal("x" * 999)) for n in range(9999)
    )
    with virtuoso(tmp_path) as running, open_store(small_folder(tmp_path / "s")) as small:
        store = Store(large, small.index, small.ledger)
        push(store, sent_to(running, Limits(tries=1)), EVERYTHING)


def test_a_graph_that_is_named_is_not_silently_empty(local: Store, tmp_path: Path):
    with virtuoso(tmp_path) as running:
        push(local, sent_to(running, Limits()), EVERYTHING)
        with open_remote(running.query) as remote, pytest.raises(QueryError, match="named in the query"):
            sparql.run(remote, f"SELECT ?s WHERE {{ GRAPH <{at('document/1')}> {{ ?s ?p ?o }} }}")
        wrong = dataclasses.replace(sent_to(running), credentials=Credentials("dba", "wrong"))
        with pytest.raises(StoreError, match="does not let us in"):
            push(changed(tmp_path / "s"), wrong, EVERYTHING)
