"""What lists of people have in common: their words as those of the vocabulary, and claims made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from councilgraph.graph.dates import is_edtf
from councilgraph.graph.extractors.records.objects import Found
from councilgraph.graph.identifiers import WIKIDATA, address_of, is_ons_code
from councilgraph.graph.model import OrganisationClaim, PostClaim, StandsFor
from councilgraph.graph.names import fold
from councilgraph.graph.post_kinds import post_kind
from councilgraph.graph.vocab import SCHEMES

Status = Literal["current", "former", "interim", "incoming"]

_DAY = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:T.*)?")
_INTERIM = re.compile(r"\b(interim|acting|temporary)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody's time in a post as a list has it: who, what and where, and the records that name them."""

    record: Found
    role: str
    kinds: tuple[str, ...]
    since: str
    until: str
    person: Found
    person_name: str
    organisation: Found
    organisation_name: str
    is_interim: bool = False

    def claim(self) -> PostClaim | None:
        """The claim, with the places of the names that the record itself does not have. None: names lack."""
        if not (self.role and self.person_name and self.organisation_name):
            return None
        until = date(self.until)
        interim: Status = "interim" if self.is_interim or _INTERIM.search(self.role) else "current"
        named = {
            "person": self.person.quote_of(self.person_name),
            "organisation": self.organisation.quote_of(self.organisation_name),
        }
        own = self.record.quote()
        return PostClaim(
            quote=own,
            person=self.person_name,
            role=self.role,
            role_kind=post_kind(*filter(None, self.kinds), self.role),
            organisation=self.organisation_name,
            status="former" if self.until else interim,
            since=date(self.since),
            until=until,
            stands_for=tuple(
                StandsFor(field, quote)
                for field, quote in named.items()
                if quote and not own.start <= quote.start < own.end
            ),
        )


def organisation_kind(words: str, name: str, unknown: str) -> str:
    """The kind of organisation that words say; else what its name says, else `unknown`."""
    known = fold(words).replace(" ", "_")
    if known in SCHEMES["organisation_kinds"]:
        return known
    return "council" if "council" in fold(name).split() else unknown


def identified(identifiers: Iterable[str]) -> dict[str, object]:
    """What identifiers say in an organisation's claim: its ONS code, earlier ones, Wikidata's item."""
    given = list(dict.fromkeys(identifiers))
    codes = [each for each in given if is_ons_code(each)]
    addresses = filter(None, map(address_of, given))
    return {
        "code": codes[0] if codes else None,
        "former_codes": tuple(codes[1:]),
        "same_as": tuple(each for each in addresses if each.startswith(WIKIDATA)),
    }


def date(text: str) -> str | None:
    """A date as EDTF, of a time its day. None where it is none."""
    match = _DAY.fullmatch(text.strip())
    found = match[1] if match else text.strip()
    return found if is_edtf(found) else None


def organisation(record: Found, name: str, **found: object) -> OrganisationClaim:
    """The claim that lists an organisation, without names that repeat its own."""
    names = found.pop("names", ())
    others = dict.fromkeys(each for each in names if isinstance(each, str) and each.strip() and each != name)  # type: ignore[attr-defined]
    return OrganisationClaim(quote=record.quote(), organisation=name, names=tuple(others), **found)  # type: ignore[arg-type]
