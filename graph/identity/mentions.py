"""The people whom one document names, each with all that its claims say to tell who it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from councilgraph.graph.entities import Said
from councilgraph.graph.identity.hints import Hints, Words, hints, words_of
from councilgraph.graph.identity.holdings import Holding
from councilgraph.graph.identity.organisations import Placed
from councilgraph.graph.identity.resolution import people_in
from councilgraph.graph.model import CareerEventClaim, InspectionClaim, PostClaim, StatementClaim
from councilgraph.graph.names import PersonName, fold, parse_person, slug, without_titles

_HASH_CHARS = 12


@dataclass(frozen=True, slots=True)
class Mention:
    """A person in a document. `name` is None for a holder of a post whom it does not name.

    `label` is the name as it is written. `died` is the date of death, "" where only the death is known.
    `has_spoken` tells whether the document quotes the person, who was alive then.
    """

    id: str
    document: str
    issued: str | None
    label: str
    name: PersonName | None
    holdings: tuple[Holding, ...]
    places: frozenset[str]
    claims: tuple[str, ...]
    hints: Hints = field(default_factory=Hints)
    died: str | None = None
    has_spoken: bool = False

    @property
    def names(self) -> tuple[PersonName, ...]:
        """The name and all others that the document gives; none for somebody unnamed."""
        return (self.name, *self.hints.names) if self.name else ()


def mention_id(document: str, name: str) -> str:
    """The id of a person in a document, as the decision file writes it."""
    return f"{document[:_HASH_CHARS]}:{slug(without_titles(name)) or slug(name) or 'nameless'}"


def unnamed_id(one: Said) -> str:
    """The id of the unnamed holder of the post in a claim."""
    claim = cast(PostClaim, one.claim)
    key = f"{claim.role_kind} of {claim.organisation} {claim.since or ''} {claim.until or ''}"
    return f"{one.document[:_HASH_CHARS]}:unnamed-{slug(key)}"


Named = Mapping[str, Sequence[tuple[str, str, str]]]
"""The people of each claim, by its IRI: the field, the name ("" for nobody named) and the mention's id."""


def people_named(document: Sequence[Said]) -> Named:
    """The people in the claims of one document. The field of the unnamed holder of a post is "person"."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for one in document:
        people = [(field, name, mention_id(one.document, name)) for field, name in people_in(one.claim)]
        if isinstance(one.claim, PostClaim) and one.claim.person is None:
            people = [("person", "", unnamed_id(one))]
        found[one.iri] = people
    return found


def mentions(document: Sequence[Said], places: Placed, named: Named) -> tuple[Mention, ...]:
    """The people in the claims of one document, named and unnamed, in the order of their ids."""
    said: dict[str, list[tuple[str, Said]]] = defaultdict(list)
    for one in document:
        for _, name, id_ in named[one.iri]:
            said[id_].append((name, one))
    quotes = {one.iri: words_of(one.claim.quote.text) for one in document}
    return tuple(_mention(id_, said[id_], places, quotes) for id_ in sorted(said))


def _mention(id_: str, said: list[tuple[str, Said]], places: Placed, quotes: Mapping[str, Words]) -> Mention:
    label = min((name for name, _ in said), key=lambda name: (-len(name), name))
    claims = {one.iri: one for _, one in said}
    holdings = tuple(
        sorted({holding for one in claims.values() for holding in _holdings(one, places)}, key=_holding_order)
    )
    reached = {place for holding in holdings for place in holding.places}
    if not reached:
        reached = {iri for one in claims.values() for iri in _spoken_about(one, places)}
    first, own = said[0][1], [quotes[iri] for iri in sorted(claims)]
    return Mention(
        id=id_,
        document=first.document,
        issued=first.issued,
        label=label,
        name=parse_person(label) if label else None,
        holdings=holdings,
        places=frozenset(reached),
        claims=tuple(sorted(claims)),
        hints=hints(label, own, list(quotes.values())) if label else Hints(),
        died=_death(claims.values()),
        has_spoken=any(isinstance(one.claim, StatementClaim) for one in claims.values()),
    )


def _holdings(one: Said, places: Placed) -> Iterator[Holding]:
    claim = one.claim
    if isinstance(claim, PostClaim):
        where = places[one.iri, "organisation"].candidates
        words = fold(claim.role)
        yield Holding(where, claim.role_kind, words, claim.status, claim.since, claim.until, one.issued)
    elif isinstance(claim, CareerEventClaim):
        where = places[one.iri, "organisation"].candidates
        since, until = (claim.date, None) if claim.event == "appointed" else (None, claim.date)
        yield Holding(where, claim.role_kind, "", "event", since, until, one.issued)
    elif isinstance(claim, InspectionClaim):
        where = places[one.iri, "body"].candidates
        day = claim.date or claim.published or one.issued
        yield Holding(where, "inspector", "inspector", "current", None, None, day)


def _spoken_about(one: Said, places: Placed) -> Iterable[str]:
    if isinstance(one.claim, StatementClaim) and one.claim.about:
        return places[one.iri, "about"].candidates
    return ()


def _death(claims: Iterable[Said]) -> str | None:
    dates = [
        one.claim.date or ""
        for one in claims
        if isinstance(one.claim, CareerEventClaim) and one.claim.event == "died"
    ]
    return max(dates) if dates else None


def _holding_order(holding: Holding) -> tuple[str, ...]:
    return (
        *holding.places, holding.kind or "", holding.words, holding.status,
        holding.since or "", holding.until or "", holding.day or "",
    )  # fmt: skip
