"""An update gives what deriving everything gives; order and repetition don't count."""

from __future__ import annotations

import random
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from councilgraph.graph.entities import Said
from councilgraph.graph.facts import Memory, derive, update
from councilgraph.graph.identity import pairing
from councilgraph.graph.identity.decisions import Decision, Decisions, with_decision, without
from councilgraph.graph.identity.mentions import mention_id
from tests.told import register, said

PEOPLE = (
    "Jane Hart", "J Hart", "Janet Hart", "Jane Harte", "Tobias Quellinger", "Toby Quellinger", "T Quelinger",
    "Ann Quellinger-Hart", "Lord Hart of Alder", "David Jones", "Dave Jones",
)  # fmt: skip
PLACES = ("Northwick Council", "Alder", "Port Alder City Council", "Wealdshire", "Northwick Children's Trust")
KINDS = ("director_of_childrens_services", "council_leader", "head_of_service", "councillor")
ROLES = {"head_of_service": ("head of housing", "head of adoption", "head of service")}
DATES = ("2009", "2009-10", "2009-10-05", "2014-05-12", "2014", "2019-04-01", "2021", None)

people, places = st.sampled_from(PEOPLE), st.sampled_from(PLACES)
dates = st.sampled_from(DATES)


@st.composite
def posts(draw):
    kind = draw(st.sampled_from(KINDS))
    return {
        "type": "post",
        "person": draw(st.one_of(people, people, st.none())),
        "role_kind": kind,
        "role": draw(st.sampled_from(ROLES.get(kind, (kind.replace("_", " "),)))),
        "organisation": draw(places),
        "status": draw(st.sampled_from(("current", "former", "interim", "incoming"))),
        "since": draw(dates),
        "until": draw(dates),
    }


events = st.fixed_dictionaries(
    {
        "type": st.just("career_event"),
        "person": people,
        "organisation": places,
        "date": dates,
        "event": st.sampled_from(("appointed", "resigned", "dismissed", "died")),
        "role_kind": st.sampled_from((*KINDS, None)),
    }
)
inspections = st.fixed_dictionaries(
    {
        "type": st.just("inspection"),
        "organisation": places,
        "body": st.just("Ofsted"),
        "date": dates,
        "published": dates,
        "lead_inspector": st.one_of(people, st.none()),
        "team": st.lists(people, max_size=2),
    }
)
judgements = st.fixed_dictionaries(
    {
        "type": st.just("judgement"),
        "organisation": places,
        "aspect": st.just("overall"),
        "grade": st.sampled_from(("good", "inadequate")),
        "body": st.sampled_from(("Ofsted", None)),
        "date": dates,
    }
)
interventions = st.fixed_dictionaries(
    {"type": st.just("intervention"), "organisation": places, "kind": st.just("direction"), "date": dates}
)
statements = st.fixed_dictionaries(
    {
        "type": st.just("statement"),
        "speaker": st.one_of(people, places),
        "about": st.one_of(places, st.none()),
        "words": st.sampled_from(("We are sorry for all that went wrong here.", "Nothing was decided.")),
        "speaker_kind": st.just("person"),
    }
).map(lambda row: row | {"speaker_kind": "organisation" if row["speaker"] in PLACES else "person"})
claims = st.lists(
    st.one_of(posts(), posts(), events, inspections, judgements, interventions, statements), max_size=4
)
issued = st.sampled_from(("2009-11-01", "2014-06-01", "2019-05-01", "2022-01-01", None))
NAMES = ("a.txt", "b.txt", "c.txt", "d.txt", "e.txt")
stores = st.dictionaries(st.sampled_from(NAMES), st.tuples(issued, claims), max_size=5)
verdicts = st.sampled_from(("same", "different", "unsure"))


def told(store) -> list[Said]:
    """All claims of a store with the register."""
    return [*register(), *(one for name in store for one in said(name, *store[name]))]


@st.composite
def decisions(draw):
    """Some decisions on people of documents that are there, or not."""
    found = Decisions()
    for _ in range(draw(st.integers(0, 2))):
        ids = [
            mention_id(said(draw(st.sampled_from(NAMES)), *ONE)[0].document, draw(people)) for _ in range(2)
        ]
        if ids[0] != ids[1]:
            found = with_decision(
                found, Decision(left=ids[0], right=ids[1], verdict=draw(verdicts), who="amy")
            )
    return found


ONE = (None, [{"type": "post", "person": "X", "role": "x", "role_kind": "other", "organisation": "X"}])


class Store:
    """What whoever keeps a store keeps: the facts, and how claims were resolved."""

    def __init__(self, said_at_first, decided):
        self.snapshot = Memory(said_at_first, decided)
        derived = derive(said_at_first, decisions=decided)
        self.entities = {entity.iri: entity for entity in derived.entities}
        self.resolved = dict(derived.resolved)

    def change(self, said_now, decided):
        """Bring the facts up to date, by documents that differ and decisions that do."""
        after = Memory(said_now, decided)
        for snapshot in (self.snapshot, after):
            snapshot.remember(self.resolved)
        documents = {
            d for d in {*self.snapshot, *after} if self.snapshot.account(d).said != after.account(d).said
        }
        differing = {*self.snapshot.decisions} ^ {*decided}
        mentions = {mention for decision in differing for mention in decision.pair}
        found = update(self.snapshot, after, documents=documents, mentions=mentions)
        for iri in found.gone:
            del self.entities[iri]
        assert not self.entities.keys() & {entity.iri for entity in found.entities}
        self.entities.update((entity.iri, entity) for entity in found.entities)
        for iri in found.forgotten:
            del self.resolved[iri]
        self.resolved.update(found.resolved)
        self.snapshot = after


@settings(max_examples=80, deadline=None)
@given(stores, st.lists(st.tuples(stores, decisions()), min_size=1, max_size=2))
def test_updates_give_what_deriving_everything_gives(first, later):
    _check_updates(first, later)


leader = {
    "type": "post",
    "person": "Jane Hart",
    "role": "leader",
    "role_kind": "council_leader",
    "organisation": PLACES[0],
}
leaders = st.sampled_from(("Mr", "Ms")).map(
    lambda title: [leader | {"quote": f"{title} Hart leads the council."}]
)
days = st.integers(10, 28).map(lambda day: f"2014-06-{day}")
crowds = st.dictionaries(st.sampled_from("abcdef"), st.tuples(days, leaders), min_size=1, max_size=6)


@settings(max_examples=80, deadline=None)
@given(crowds, st.lists(st.tuples(crowds, st.just(Decisions())), min_size=1, max_size=2))
def test_updates_where_many_have_one_name(first, later):
    """Only the nearest in time are compared there, so one document more or less changes what is compared."""
    with mock.patch.object(pairing, "NEAREST", 1):
        _check_updates(first, later)


def _check_updates(first, later):
    store = Store(told(first), Decisions())
    now = first
    for changes, decided in later:
        now = {**now, **changes}
        store.change(told(now), decided)
        whole = derive(told(now), decisions=decided)
        assert tuple(store.entities[iri] for iri in sorted(store.entities)) == whole.entities
        assert store.resolved == whole.resolved


@settings(max_examples=40, deadline=None)
@given(stores, st.sampled_from(NAMES))
def test_a_document_taken_out_leaves_no_trace(first, name):
    without_it = {key: first[key] for key in first if key != name}
    store = Store(told(without_it), Decisions())
    before = dict(store.entities), dict(store.resolved)
    store.change(told(first), Decisions())
    store.change(told(without_it), Decisions())
    assert (store.entities, store.resolved) == before


@settings(max_examples=40, deadline=None)
@given(stores, decisions())
def test_a_decision_and_its_undoing_leave_no_trace(first, decided):
    store = Store(told(first), Decisions())
    before = dict(store.entities), dict(store.resolved)
    store.change(told(first), decided)
    undone = decided
    for decision in decided:
        undone = without(undone, decision.right, decision.left)
    store.change(told(first), undone)
    assert (store.entities, store.resolved) == before


@settings(max_examples=40, deadline=None)
@given(stores, st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_counts(first, chance: random.Random):
    once = told(first)
    shuffled = [*once, *once]
    chance.shuffle(shuffled)
    assert derive(shuffled) == derive(once)
