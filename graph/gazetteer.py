"""Which councils and other bodies there are, under all the names that people give them."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from councilgraph.graph.council_names import (
    COUNCIL_KINDS,
    LOOSE,
    OWN,
    SHORTER,
    is_abbreviation,
    is_full_council_name,
    place,
    place_names,
    spellings,
)
from councilgraph.graph.dates import bounds
from councilgraph.graph.model import OrganisationClaim
from councilgraph.graph.registers import bundled_register, claims, find_mapping

BUNDLED = ("councils.csv", "bodies.csv")
_CODE = re.compile(r"[EWSN]\d{8}")
_PLACED = COUNCIL_KINDS | {"combined_authority"}
_LOCAL = _PLACED | {"city_corporation", "strategic_authority"}

Form = Literal["full", "bare", "abbreviation"]


@dataclass(frozen=True, slots=True)
class Match:
    """A record that a name may mean.

    `form` tells how sure the words themselves are: "full" can only be an organisation ("Cornwall
    Council", "Ofsted"), "bare" is a place or a word of its own as well ("Cornwall", "Labour"), an
    "abbreviation" counts only in the capitals of `written` ("DfE"). `written` is the name as the
    register writes it, empty for names that are worked out. `rank` is 0 for the register's own names, 1 for
    shorter forms of them, 2 for forms with other council words ("Bolton City Council").
    """

    record: OrganisationClaim
    form: Form
    rank: int
    written: str = ""

    @property
    def is_full_name(self) -> bool:
        """Whether the name can only mean an organisation."""
        return self.form == "full"


class Gazetteer:
    """Organisations by name and by code. Claims about one organisation are brought together."""

    def __init__(self, claims: Iterable[OrganisationClaim]) -> None:
        self._records = _united(claims)
        self._codes: dict[str, OrganisationClaim] = {}
        for record in self._records:
            for code in record.former_codes:
                self._codes.setdefault(code, record)
        self._codes.update((record.code, record) for record in self._records if record.code)
        self._matches = _index(self._records)

    def __iter__(self) -> Iterator[OrganisationClaim]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def by_code(self, code: str) -> OrganisationClaim | None:
        """The organisation that has `code`, or had it."""
        return self._codes.get(code)

    def names(self) -> Mapping[str, tuple[Match, ...]]:
        """Every folded name (without "the" before it) and what it may mean at any time, as in `matches`."""
        return self._matches

    def lookup(self, name: str, *, on: str | None = None) -> tuple[OrganisationClaim, ...]:
        """The organisations that `name`, or a code, may mean: the records of `matches`."""
        return tuple(match.record for match in self.matches(name, on=on))

    def matches(self, name: str, *, on: str | None = None) -> tuple[Match, ...]:
        """What `name` may mean, the likeliest first; empty where it is not known.

        Council words may be shortened, left out or others ("Barnet", "LB Barnet", "Bolton City Council"),
        but not where they tell two councils apart: "Cornwall County Council" is the one that went in
        2009, "Cornwall" or "Cornwall Council" the one that is there on the day. The closest names hide
        looser ones.

        `on` is the EDTF date that is spoken of. Organisations that existed then hide others. **Where
        none did, those of another time are given**, so "Northamptonshire" in 2022 is the council that
        ended in 2021: ask `existed`. Without `on` all times count, and what still exists comes first.
        """
        if _CODE.fullmatch(name):
            record = self.by_code(name)
            return (Match(record, "full", OWN, name),) if record else ()
        found = self._matches.get(next(spellings(name)), ())
        if on:
            found = tuple(match for match in found if existed(match.record, on)) or found
        return tuple(match for match in found if match.rank == found[0].rank)


def existed(record: OrganisationClaim, on: str) -> bool:
    """Whether an organisation existed on some day that the EDTF date `on` may mean.

    Where a beginning or an end is not known there is none. Raises ValueError for what is no date.
    """
    first, last = bounds(on)
    if record.since and bounds(record.since)[0] > last:
        return False
    return not record.until or bounds(record.until)[1] >= first


@functools.cache
def bundled() -> Gazetteer:
    """The councils and bodies that come with the program. Made once a process."""
    return Gazetteer(claim for name in BUNDLED for claim in _organisations(name))


def _organisations(name: str) -> Iterator[OrganisationClaim]:
    document = bundled_register(name)
    mapping = find_mapping(document)
    if mapping:
        yield from (claim for claim in claims(document, mapping) if isinstance(claim, OrganisationClaim))


def _united(claims: Iterable[OrganisationClaim]) -> tuple[OrganisationClaim, ...]:
    """One record an organisation: claims with one code, or with one name and lives that overlap.

    The first claim stands; later ones add names and what it leaves open.
    """
    records: list[OrganisationClaim] = []
    by_code: dict[str, int] = {}
    by_name: dict[str, list[int]] = defaultdict(list)
    for claim in claims:
        name = next(spellings(claim.organisation))
        place = by_code.get(claim.code) if claim.code else None
        if place is None:
            place = next((n for n in by_name[name] if _may_be_one(records[n], claim)), None)
        if place is None:
            place = len(records)
            records.append(claim)
            by_name[name].append(place)
        else:
            records[place] = _joined(records[place], claim)
        by_code.update(
            (code, place) for code in (claim.code, *claim.former_codes) if code and code not in by_code
        )
    return tuple(records)


def _may_be_one(record: OrganisationClaim, claim: OrganisationClaim) -> bool:
    if record.code and claim.code:
        return False
    starts_after = record.until and claim.since and bounds(claim.since)[0] > bounds(record.until)[1]
    ends_before = record.since and claim.until and bounds(claim.until)[1] < bounds(record.since)[0]
    return not starts_after and not ends_before


def _joined(record: OrganisationClaim, claim: OrganisationClaim) -> OrganisationClaim:
    known = {spelling for name in (record.organisation, *record.names) for spelling in spellings(name)}
    new = [name for name in (claim.organisation, *claim.names) if next(spellings(name)) not in known]
    open_fields = ("code", "since", "until", "nation", "region", "upper_tier", "website")
    filled = {name: getattr(claim, name) for name in open_fields if getattr(record, name) is None}
    return dataclasses.replace(record, names=(*record.names, *new), **filled)


def _index(records: tuple[OrganisationClaim, ...]) -> Mapping[str, tuple[Match, ...]]:
    """Every folded name with its matches: closest first, then what still exists, then what ended last."""
    places = [_places(record) for record in records]
    shared = Counter(name for names in places for name in names)
    found: dict[str, dict[int, Match]] = defaultdict(dict)
    for number, record in enumerate(records):
        for match, names in _named(record, places[number], shared):
            for name in names:
                found[name].setdefault(number, match)
    index = {name: tuple(sorted(by_record.values(), key=_order)) for name, by_record in found.items()}
    return MappingProxyType(index)


def _order(match: Match) -> tuple[int, int, str, str]:
    ended = bounds(match.record.until)[1].toordinal() if match.record.until else 10**7
    return match.rank, -ended, match.record.organisation, match.record.code or ""


def _places(record: OrganisationClaim) -> tuple[str, ...]:
    """The folded bare places by which a council is known, without repetition."""
    if record.kind not in _PLACED:
        return ()
    official = next(spellings(record.organisation))
    bare = place(official)
    known = [bare] if bare != official else []
    for name in record.names:
        folded = next(spellings(name))
        if not is_full_council_name(folded) and not is_abbreviation(name):
            known.append(folded)
    return tuple(dict.fromkeys(known))


def _named(
    record: OrganisationClaim, places: tuple[str, ...], shared: Counter[str]
) -> Iterator[tuple[Match, tuple[str, ...]]]:
    """Matches of a record and the folded names that each goes with, the closest first."""
    for name in (record.organisation, *record.names):
        yield Match(record, _form(record, name), OWN, name), tuple(spellings(name))
    official = next(spellings(record.organisation))
    bare, shorter, loose = (
        Match(record, *kind) for kind in (("bare", OWN), ("full", SHORTER), ("full", LOOSE))
    )
    for known in places:
        yield bare, tuple(spellings(known))
        for name, rank in place_names(record.kind, known, official):
            if rank == SHORTER:
                yield shorter, tuple(spellings(name))
            elif shared[known] == 1:
                yield loose, tuple(spellings(name))


def _form(record: OrganisationClaim, name: str) -> Form:
    if is_abbreviation(name):
        return "abbreviation"
    folded = next(spellings(name))
    if record.kind in _LOCAL:
        return "full" if name == record.organisation or is_full_council_name(folded) else "bare"
    return "bare" if record.kind == "party" and " " not in folded else "full"
