"""The people whom one document names, each with all that its claims say to tell who it is."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from councilgraph.graph.entities import Said
from councilgraph.graph.identity.forenames import is_known_forename
from councilgraph.graph.identity.hints import Hints, Quotes, hints
from councilgraph.graph.identity.holdings import Holding
from councilgraph.graph.identity.organisations import Placed
from councilgraph.graph.identity.registered import Registered
from councilgraph.graph.identity.resolution import people_in
from councilgraph.graph.model import (
    CareerEventClaim,
    InspectionClaim,
    InterventionClaim,
    PostClaim,
    StatementClaim,
)
from councilgraph.graph.names import PersonName, fold, parse_person, slug, without_titles

_HASH_CHARS = 12


@dataclass(frozen=True, slots=True)
class Mention:
    """A person in a document. `name` is None for a holder of a post whom it does not name.

    `source` is the document, or the row of a table: within it one name is one person. `label` is the name
    as it is written. `kin` are the places with the councils that came before and after them. `died` is the
    date of death, "" where only the death is known. `has_spoken` tells whether the document quotes the
    person, who was alive then.
    """

    id: str
    document: str
    source: str
    issued: str | None
    label: str
    name: PersonName | None
    holdings: tuple[Holding, ...]
    places: frozenset[str]
    kin: frozenset[str]
    claims: tuple[str, ...]
    hints: Hints = field(default_factory=Hints)
    died: str | None = None
    has_spoken: bool = False

    @property
    def names(self) -> tuple[PersonName, ...]:
        """The name and all others that the document gives; none for somebody unnamed."""
        return (self.name, *self.hints.names) if self.name else ()


def source_of(one: Said) -> str:
    """The document of a claim, or of a table the row: "5e8f...", "5e8f...+1234" from character 1234 on."""
    is_table = one.document_name.lower().endswith((".csv", ".tsv"))
    return f"{one.document}+{one.claim.quote.start}" if is_table else one.document


def mention_id(source: str, name: str) -> str:
    """The id of a person in a document or a row, as the decision file writes it."""
    document, plus, row = source.partition("+")
    words = slug(without_titles(name)) or slug(name) or f"x{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    return f"{document[:_HASH_CHARS]}{plus}{row}:{words}"


def _unnamed_id(source: str, claim: PostClaim) -> str:
    key = f"{claim.role_kind} of {claim.organisation} {claim.since or ''} {claim.until or ''}"
    return mention_id(source, f"unnamed {key}")


Named = Mapping[str, Sequence[tuple[str, str, str]]]
"""The people of each claim, by its IRI: the field, the name ("" for nobody named) and the mention's id."""


def people_named(source: str, said: Sequence[Said]) -> Named:
    """The people in the claims of one source. The field of the unnamed holder of a post is "person".

    An intervention's actor is one where the document knows that name, or an officer acted.
    """
    found: dict[str, list[tuple[str, str, str]]] = {}
    for one in said:
        people = [(field, name, mention_id(source, name)) for field, name in people_in(one.claim)]
        if isinstance(one.claim, PostClaim) and one.claim.person is None:
            people = [("person", "", _unnamed_id(source, one.claim))]
        found[one.iri] = people
    known = {id_ for people in found.values() for _, _, id_ in people}
    for one in said:
        if isinstance(one.claim, InterventionClaim) and one.claim.actor:
            actor = mention_id(source, one.claim.actor)
            if actor in known or _is_officer(one.claim):
                found[one.iri] = [("actor", one.claim.actor, actor)]
    return found


def _is_officer(claim: InterventionClaim) -> bool:
    """Whether the actor is a person: a section 114 notice comes from a finance officer."""
    return claim.kind == "section_114" and is_known_forename(parse_person(claim.actor or "").first)


def mentions(
    source: str, told: Sequence[Said], places: Placed, named: Named, registered: Registered
) -> tuple[Mention, ...]:
    """The people in the claims of one source, named and unnamed, in the order of their ids."""
    said: dict[str, list[tuple[str, Said]]] = defaultdict(list)
    for one in told:
        for _, name, id_ in named[one.iri]:
            said[id_].append((name, one))
    quotes = Quotes(told)
    found = (_mention(source, id_, said[id_], places, quotes) for id_ in sorted(said))
    return tuple(_with_kin(mention, registered) for mention in found)


def _mention(source: str, id_: str, said: list[tuple[str, Said]], places: Placed, quotes: Quotes) -> Mention:
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
        source=source,
        issued=first.issued,
        label=label,
        name=parse_person(label) if label else None,
        holdings=holdings,
        places=frozenset(reached),
        kin=frozenset(reached),
        claims=tuple(sorted(claims)),
        hints=hints(label, sorted(claims), quotes) if label else Hints(),
        died=_death(claims.values()),
        has_spoken=any(isinstance(one.claim, StatementClaim) for one in claims.values()),
    )


def _with_kin(mention: Mention, registered: Registered) -> Mention:
    kin = frozenset().union(*map(registered.kin, mention.places))
    return mention if kin == mention.kin else dataclasses.replace(mention, kin=kin)


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
