"""Which organisation a document means by each name: the registered one at the time of which it speaks.

A name that fits several organisations is settled by what else the document says; one that stays
open keeps all its candidates.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from councilgraph.graph.entities import Said
from councilgraph.graph.gazetteer import existed
from councilgraph.graph.identity.context import Context
from councilgraph.graph.identity.registered import Registered
from councilgraph.graph.identity.resolution import organisations_in
from councilgraph.graph.model import (
    CareerEventClaim,
    Claim,
    InspectionClaim,
    InterventionClaim,
    JudgementClaim,
    OrganisationClaim,
    PostClaim,
)
from councilgraph.graph.names import fold

_YEARS_AHEAD = 1
"""A council has its first officers no earlier than in the year before it begins its work."""

_COMBINED_KINDS = frozenset({"combined_authority", "strategic_authority"})


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation's name in a document and what it may mean there: IRIs, the likeliest first.

    One candidate is what is meant; several are not told apart; `open_iri` stands for the name as such.
    """

    name: str
    candidates: tuple[str, ...]
    open_iri: str

    @property
    def iri(self) -> str:
        """The organisation that is meant, or the name's own address where that is not clear."""
        return self.candidates[0] if len(self.candidates) == 1 else self.open_iri

    @property
    def possible(self) -> tuple[str, ...]:
        """All addresses that may come out in the end."""
        return self.candidates if len(self.candidates) == 1 else (*self.candidates, self.open_iri)


Placed = Mapping[tuple[str, str], Place]
"""What the names in the claims of a document mean, by the claim's IRI and the field."""


def placed(told: Sequence[Said], registered: Registered) -> Placed:
    """What every organisation's name in the claims of one document, or one row of a table, means."""
    first = {
        (one.iri, field): _candidates(one, field, name, registered)
        for one in told
        for field, name in organisations_in(one.claim)
    }
    if all(len(place.candidates) == 1 for place in first.values()):
        return first
    settled = [place.candidates[0] for place in first.values() if len(place.candidates) == 1]
    words = [fold(one.claim.quote.text).split() for one in told]
    context = Context(settled, words, registered)
    return {
        key: dataclasses.replace(place, candidates=context.fitting(place.candidates))
        for key, place in first.items()
    }


def _candidates(one: Said, field: str, name: str, registered: Registered) -> Place:
    day = day_spoken_of(one)
    matches = registered.matches(name, day) or registered.matches(name, one.issued)
    records = [match.record for match in matches] or list(_initials(name, day, registered))
    records = records or _to_come(one, name, day, registered)
    records = [record for record in records if not _is_of_other_rank(name, record)]
    records = [record for record in records if _may_have(record, one)] or records
    if one.issued and len(records) > 1 and day != one.issued:
        records = [record for record in records if existed(record, one.issued)] or records
    records = _by_designation(name, records)
    open_iri = registered.open_iri(name)
    return Place(name, tuple(map(registered.iri, records)) or (open_iri,), open_iri)


def _to_come(one: Said, name: str, day: str | None, registered: Registered) -> list[OrganisationClaim]:
    """The council of a name that did not yet exist on a day, where a post in it is still to come."""
    claim = one.claim
    ahead = (isinstance(claim, PostClaim) and claim.status == "incoming") or (
        isinstance(claim, CareerEventClaim) and claim.event == "appointed"
    )
    if not ahead or not day:
        return []
    limit = f"{int(day[:4]) + _YEARS_AHEAD}-12-31"
    found = [match.record for match in registered.matches(name, limit)]
    return [record for record in found if record.since and record.since > day]


def day_spoken_of(one: Said) -> str | None:
    """The date (EDTF) at which what a claim says was so; else its document's, else that of a beginning."""
    claim = one.claim
    date: str | None = None
    if isinstance(claim, PostClaim):
        if claim.status == "former":
            date = claim.until or claim.since
        elif claim.status == "incoming":
            date = claim.since
    elif isinstance(claim, InspectionClaim):
        date = claim.date or claim.published
    elif isinstance(claim, CareerEventClaim | JudgementClaim | InterventionClaim):
        date = claim.date
    return date or one.issued or getattr(claim, "since", None)


def _may_have(record: OrganisationClaim, one: Said) -> bool:
    """Whether an organisation of this kind can have what a claim says of it.

    Only some councils have children's services. A bare place is its council, and the authority
    of which that is a part only where its mayor is meant.
    """
    claim = one.claim
    if record.kind in _COMBINED_KINDS:
        is_mayor = getattr(claim, "role_kind", None) == "mayor"
        return is_mayor or "authority" in fold(_organisation(claim)).split()
    if isinstance(claim, InspectionClaim | JudgementClaim):
        about_children = fold(claim.body or "") == "ofsted"
    elif isinstance(claim, PostClaim | CareerEventClaim):
        about_children = claim.role_kind == "director_of_childrens_services"
        about_children |= "children" in fold(getattr(claim, "role", "")).split()
    else:
        about_children = False
    return not about_children or record.kind != "district_council"


def _organisation(claim: Claim) -> str:
    return str(getattr(claim, "organisation", ""))


def _is_of_other_rank(name: str, record: OrganisationClaim) -> bool:
    """Whether a written-out name is a district's and the record a county's, or the other way round."""
    said, known = set(fold(name).split()), set(fold(record.organisation).split())
    return any(
        one in said - known and other in known - said
        for one, other in (("district", "county"), ("county", "district"))
    )


def _initials(name: str, day: str | None, registered: Registered) -> Iterator[OrganisationClaim]:
    """Councils whose official name has these initials: "LCC"."""
    letters = re.sub(r"\W", "", name)
    if letters.isupper() and 2 < len(letters) <= 5 and " " not in name.strip():
        for record in registered.with_initials(letters):
            if not day or existed(record, day):
                yield record


def _by_designation(name: str, records: list[OrganisationClaim]) -> list[OrganisationClaim]:
    """Those whose official name has the same words for the kind of council, if some do."""
    kinds = {"city", "county", "borough", "district", "metropolitan", "london"} & set(fold(name).split())
    if len(records) < 2 or not kinds:
        return records
    return [record for record in records if kinds <= set(fold(record.organisation).split())] or records
