"""Which councils and other bodies there are, under all the names that people give them."""

from __future__ import annotations

import dataclasses
import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from councilgraph.graph.council_names import (
    LOOSE,
    OWN,
    PLACED_KINDS,
    SHORTER,
    is_abbreviation,
    is_full_council_name,
    key,
    place,
    place_names,
    spellings,
)
from councilgraph.graph.dates import bounds
from councilgraph.graph.identifiers import is_ons_code
from councilgraph.graph.model import OrganisationClaim
from councilgraph.graph.registers import bundled_register, claims, find_mapping

BUNDLED = ("councils.csv", "bodies.csv")
_PLACED = PLACED_KINDS | {"combined_authority"}
_COMMON = frozenset({"party", "union", "charity", "association", "parliament"})
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
        self._by_code: dict[str, OrganisationClaim] = {}
        for record in self._records:
            for code in record.former_codes:
                self._by_code.setdefault(code, record)
        self._by_code.update((record.code, record) for record in self._records if record.code)
        self._matches = _index(self._records)

    def __iter__(self) -> Iterator[OrganisationClaim]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def by_code(self, code: str) -> OrganisationClaim | None:
        """The organisation that has `code`, or had it."""
        return self._by_code.get(code)

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
        looser ones. A name with council words that no council has ("Borough of Leeds") is that of the
        place's only council.

        `on` is the EDTF date that is spoken of. Organisations that existed then hide others. **Where
        none did, those of another time are given**, so "Northamptonshire" in 2022 is the council that
        ended in 2021: ask `existed`. Without `on` all times count, and what still exists comes first.
        """
        if is_ons_code(name):
            record = self.by_code(name)
            return (Match(record, "full", OWN, name),) if record else ()
        found = self._matches.get(key(name)) or self._of_place(key(name))
        if on:
            found = tuple(match for match in found if existed(match.record, on)) or found
        return tuple(match for match in found if match.rank == found[0].rank)

    def _of_place(self, name: str) -> tuple[Match, ...]:
        """The only council of the place in an unknown name that has council words."""
        bare = place(name)
        councils = [m.record for m in self._matches.get(bare, ()) if m.record.kind in PLACED_KINDS]
        return (Match(councils[0], "full", LOOSE),) if bare != name and len(councils) == 1 else ()


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

    The first claim stands; later ones add names, codes and what it leaves open.
    """
    records: list[OrganisationClaim] = []
    by_code: dict[str, int] = {}
    by_name: dict[str, list[int]] = defaultdict(list)
    for claim in claims:
        codes, name = _codes(claim), key(claim.organisation)
        number = next((by_code[code] for code in codes if code in by_code), None)
        if number is None:
            number = next((n for n in by_name[name] if _may_be_one(records[n], claim)), None)
        if number is None:
            number = len(records)
            records.append(claim)
            by_name[name].append(number)
        else:
            records[number] = _joined(records[number], claim)
        for code in codes:
            by_code.setdefault(code, number)
    return tuple(records)


def _codes(claim: OrganisationClaim) -> tuple[str, ...]:
    return (claim.code, *claim.former_codes) if claim.code else claim.former_codes


def _may_be_one(record: OrganisationClaim, claim: OrganisationClaim) -> bool:
    if record.code and claim.code:
        return False
    starts_after = record.until and claim.since and bounds(claim.since)[0] > bounds(record.until)[1]
    ends_before = record.since and claim.until and bounds(claim.until)[1] < bounds(record.since)[0]
    return not starts_after and not ends_before


def _joined(record: OrganisationClaim, claim: OrganisationClaim) -> OrganisationClaim:
    known = {key(name) for name in (record.organisation, *record.names)}
    new = tuple(name for name in (claim.organisation, *claim.names) if key(name) not in known)
    open_fields = ("code", "since", "until", "nation", "region", "upper_tier", "website")
    filled = {name: getattr(claim, name) for name in open_fields if getattr(record, name) is None}
    codes = dict.fromkeys((*record.former_codes, *_codes(claim)))
    codes.pop(record.code or claim.code or "", None)
    addresses = tuple(dict.fromkeys((*record.same_as, *claim.same_as)))
    return dataclasses.replace(
        record, names=record.names + new, former_codes=tuple(codes), same_as=addresses, **filled
    )


def _index(records: tuple[OrganisationClaim, ...]) -> Mapping[str, tuple[Match, ...]]:
    """Every folded name with its matches: closest first, then what still exists, then what ended last."""
    known = [_Names(record) for record in records]
    shared = Counter(place for names in known for place in names.places)
    found: dict[str, dict[int, Match]] = defaultdict(dict)
    for number, names in enumerate(known):
        for match, name in names.matches(shared):
            for spelling in spellings(name):
                found[spelling].setdefault(number, match)
    index = {name: tuple(sorted(by_record.values(), key=_order)) for name, by_record in found.items()}
    return MappingProxyType(index)


def _order(match: Match) -> tuple[int, int, str, str]:
    ended = bounds(match.record.until)[1].toordinal() if match.record.until else 10**7
    return match.rank, -ended, match.record.organisation, match.record.code or ""


class _Names:
    """The folded names of one record: those of the register, and those worked out from its places."""

    def __init__(self, record: OrganisationClaim) -> None:
        self.record = record
        self.official = key(record.organisation)
        self.given = {name: key(name) for name in (record.organisation, *record.names)}
        self.places = tuple(dict.fromkeys(self._places())) if record.kind in _PLACED else ()

    def matches(self, shared: Counter[str]) -> Iterator[tuple[Match, str]]:
        """Matches with the name that each goes with, the closest first.

        `shared` counts the councils of a place; names with other council words are only for a council
        that is alone in its place.
        """
        for written, name in self.given.items():
            yield Match(self.record, self._form(written, name), OWN, written), name
        bare = Match(self.record, "bare", OWN)
        yield from ((bare, known) for known in self.places)
        by_rank = {rank: Match(self.record, "full", rank) for rank in (SHORTER, LOOSE)}
        for known in self.places:
            for name, rank in place_names(self.record.kind, known, self.official):
                if rank == SHORTER or shared[known] == 1:
                    yield by_rank[rank], name

    def _places(self) -> Iterator[str]:
        bare = place(self.official)
        if bare != self.official:
            yield bare
        for written, name in self.given.items():
            if self._form(written, name) == "bare":
                yield name

    def _form(self, written: str, name: str) -> Form:
        if is_abbreviation(written):
            return "abbreviation"
        if self.record.kind in _LOCAL:
            return "full" if written == self.record.organisation or is_full_council_name(name) else "bare"
        return "bare" if self.record.kind in _COMMON and " " not in name else "full"
