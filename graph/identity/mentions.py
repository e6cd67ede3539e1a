"""The people whom one document names, each with all that its claims say to tell who it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from councilgraph.graph.entities import Said
from councilgraph.graph.identity.hints import Hints, hints
from councilgraph.graph.identity.organisations import Place, Placed
from councilgraph.graph.identity.resolution import people_in
from councilgraph.graph.model import CareerEventClaim, InspectionClaim, PostClaim, StatementClaim
from councilgraph.graph.names import PersonName, fold, parse_person, slug, without_titles

_HASH_CHARS = 12


@dataclass(frozen=True, slots=True)
class Holding:
    """A post that a document gives somebody, or that one of its events is about.

    `kind` is None where an event names no post. `places` are the organisations that may be meant, `words` the
    folded role. `day` is the document's date, on which a current holder is in post.
    """

    places: tuple[str, ...]
    kind: str | None
    words: str = ""
    status: str = "current"
    since: str | None = None
    until: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A person in a document. `name` is None for a holder of a post whom it does not name.

    `label` is the name as it is written, `others` are further names that the document gives.
    `died` is the date of death, "" where only the death is known.
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


def mentions(document: Sequence[Said], places: Placed) -> tuple[Mention, ...]:
    """The people in the claims of one document, named and unnamed, in the order of their ids."""
    said: dict[str, list[tuple[str, Said]]] = defaultdict(list)
    for one in document:
        for _, name in people_in(one.claim):
            said[mention_id(one.document, name)].append((name, one))
        if isinstance(one.claim, PostClaim) and one.claim.person is None:
            said[unnamed_id(one)].append(("", one))
    quotes = [one.claim.quote.text for one in document]
    return tuple(_mention(id_, said[id_], places, quotes) for id_ in sorted(said))


def _mention(id_: str, said: list[tuple[str, Said]], places: Placed, quotes: list[str]) -> Mention:
    label = min((name for name, _ in said), key=lambda name: (-len(name), name))
    claims = {one.iri: one for _, one in said}
    holdings = tuple(
        sorted({holding for one in claims.values() for holding in _holdings(one, places)}, key=_holding_order)
    )
    reached = {place for holding in holdings for place in holding.places}
    if not reached:
        reached = {iri for one in claims.values() for iri in _spoken_about(one, places)}
    first = said[0][1]
    return Mention(
        id=id_,
        document=first.document,
        issued=first.issued,
        label=label,
        name=parse_person(label) if label else None,
        holdings=holdings,
        places=frozenset(reached),
        claims=tuple(sorted(claims)),
        hints=hints(label, quotes) if label else Hints(),
        died=_death(claims.values()),
    )


def _holdings(one: Said, places: Placed) -> Iterator[Holding]:
    claim = one.claim
    if isinstance(claim, PostClaim):
        where = places[one.iri, "organisation"].candidates
        words = fold(claim.role)
        yield Holding(where, claim.role_kind, words, claim.status, claim.since, claim.until, one.issued)
    elif isinstance(claim, CareerEventClaim) and claim.event != "died":
        where = places[one.iri, "organisation"].candidates
        begins = claim.event == "appointed"
        status = "event"
        yield Holding(
            where,
            claim.role_kind,
            "",
            status,
            claim.date if begins else None,
            None if begins else claim.date,
            one.issued,
        )
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


def places_by_claim(places: Mapping[tuple[str, str], Place]) -> dict[str, dict[str, Place]]:
    """What the names in each claim mean, by claim and then by field."""
    found: dict[str, dict[str, Place]] = defaultdict(dict)
    for (iri, name_field), place in places.items():
        found[iri][name_field] = place
    return found
