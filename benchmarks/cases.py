"""What is asked in the benchmarks of questions: each ready-made question, of one thing and of everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from councilgraph.graph.questions import BoundQuery, Value, bind, question
from councilgraph.graph.store import Store
from councilgraph.graph.vocab import CG, ORG, RDF

_DAY = "2010-05-01"
_DIRECTOR = "director_of_childrens_services"


@dataclass(frozen=True, slots=True)
class Case:
    """A question with values. A point question is about one council, person or fact."""

    question: str
    values: dict[str, Value]
    is_point: bool

    @property
    def name(self) -> str:
        """The question and what was given, as a column of a table."""
        return " ".join([self.question, *self.values])

    def query(self) -> BoundQuery:
        """The query that is to be run."""
        return bind(question(self.question), self.values)


def cases(store: Store) -> Iterator[Case]:
    """The cases, about a person and councils of an invented store (see `generate`)."""
    tenure = _first(store, CG.Tenure)
    council, person = store.value(tenure, ORG.organization), _mover(store)
    inspected = store.value(_first(store, CG.Inspection), CG.organisation)
    for name, values in (
        ("who-held", {"council": council, "post": _DIRECTOR}),
        ("in-post", {"on": _DAY, "council": council}),
        ("judgements", {"council": inspected}),
        ("departures", {"council": inspected}),
        ("successions", {"council": council}),
        ("moves", {"person": person}),
        ("said", {"council": council}),
        ("interventions", {"council": inspected}),
        ("inspectors", {"council": inspected}),
        ("ministers", {"council": inspected}),
        ("evidence", {"entity": tenure}),
        ("trajectory", {"council": inspected}),
        ("falls", {"council": inspected}),
        ("lead-twice", {"council": inspected}),
        ("gaps", {"council": inspected}),
    ):
        yield Case(name, values, is_point=True)
    for name, values in (
        ("who-held", {"post": _DIRECTOR}),
        ("in-post", {"on": _DAY, "post": _DIRECTOR}),
        ("departures", {}),
        ("successions", {}),
        ("moves", {}),
        ("moves", {"councils": 3}),
        ("moves", {"council": council}),
        ("said", {"words": "70"}),
        ("by-year", {}),
        ("falls", {}),
        ("lead-twice", {}),
        ("grades", {}),
        ("inadequate-twice", {}),
        ("gaps", {}),
    ):
        yield Case(name, values, is_point=False)


def _mover(store: Store) -> str:
    """Somebody who held posts at two councils."""
    seen: dict[str, str] = {}
    for quad in store.quads(None, ORG.member):
        person, council = quad.object.value, store.value(quad.subject.value, ORG.organization) or ""
        if seen.setdefault(person, council) != council:
            return person
    raise SystemExit("nobody in this store held posts at two councils")


def _first(store: Store, kind: str) -> str:
    return min(str(quad.subject)[1:-1] for quad in store.quads(None, RDF.type, kind))
