"""What each claim's names were resolved to, once it is clear who is who."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from councilgraph.graph.facts.account import ClaimInContext
from councilgraph.graph.identity.mentions import Mention
from councilgraph.graph.identity.organisations import Place
from councilgraph.graph.identity.registered import Registered
from councilgraph.graph.identity.resolution import Resolved, organisations_in
from councilgraph.graph.model import StatementClaim


class Identities:
    """Who the mentions looked at are, and what that says about the organisations they were named with."""

    def __init__(self) -> None:
        self._mentions: dict[str, Mention] = {}
        self._iris: dict[str, str] = {}
        self._settled: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, mentions: Iterable[Mention], iris: Mapping[str, str]) -> None:
        """Learn who mentions are; one without an IRI is a holder of a post who stays unnamed."""
        for mention in mentions:
            self._mentions[mention.id] = mention
            if mention.id in iris:
                self._settled[iris[mention.id]].update(places_of(mention))
        self._iris.update(iris)

    def mentions(self) -> Iterable[Mention]:
        """All mentions that were added."""
        return self._mentions.values()

    def __contains__(self, mention: str) -> bool:
        return mention in self._mentions

    def person(self, mention: str) -> str | None:
        """The person of a mention of the region; None for somebody unnamed."""
        return self._iris.get(mention)

    def places(self, person: str) -> Mapping[str, int]:
        """In how many of a person's mentions each organisation is one where the person was."""
        return self._settled[person]

    def settle(self, place: Place, person: str | None) -> str:
        """The organisation that a name means: where the person was else, if the document leaves it open."""
        if len(place.candidates) == 1 or person is None:
            return place.iri
        known = self.places(person)
        fitting = sorted((c for c in place.candidates if known.get(c)), key=lambda c: (-known[c], c))
        if not fitting or (len(fitting) > 1 and known[fitting[0]] == known[fitting[1]]):
            return place.iri
        return fitting[0]


def places_of(mention: Mention) -> set[str]:
    """The organisations where somebody was, as far as a document leaves no doubt."""
    return {holding.places[0] for holding in mention.holdings if len(holding.places) == 1}


def resolve_claim(
    told: ClaimInContext, identities: Identities, registered: Registered, earlier: Resolved | None
) -> Resolved:
    """What the names in a claim mean. `earlier` serves for people who are not in the region at hand."""
    claim = told.said.claim
    people = _people(told.people, identities, earlier)
    person = people.get("person") or people.get("speaker")
    found: dict[str, str | None] = {}
    for field, _ in organisations_in(claim):
        place = told.places.get(field)
        if place and field not in people:
            found[field] = identities.settle(place, person if field in ("organisation", "about") else None)
    main = found.get("about" if isinstance(claim, StatementClaim) else "organisation")
    record = registered.record(main) if main else None
    return Resolved(
        person=person,
        speaker=people.get("speaker") or found.get("speaker"),
        organisation=found.get("organisation"),
        organisation_code=record.code if record else None,
        body=found.get("body"),
        actor=people.get("actor") or found.get("actor"),
        about=found.get("about"),
        lead_inspector=people.get("lead_inspector"),
        qa_manager=people.get("qa_manager"),
        team=tuple(people[key] for key in people if key.startswith("team")),
    )


def _people(
    named: Sequence[tuple[str, str, str]], identities: Identities, earlier: Resolved | None
) -> dict[str, str]:
    """The people of a claim by field; the members of a team as "team 0", "team 1" ..."""
    found: dict[str, str] = {}
    members = 0
    for field, _, mention in named:
        iri = identities.person(mention) if mention in identities else _earlier(earlier, field, members)
        key = field
        if field == "team":
            key, members = f"team {members}", members + 1
        if iri:
            found[key] = iri
    return found


def _earlier(earlier: Resolved | None, field: str, number: int) -> str | None:
    if earlier is None:
        return None
    if field == "team":
        return earlier.team[number] if number < len(earlier.team) else None
    found: str | None = getattr(earlier, field)
    return found
