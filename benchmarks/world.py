"""Invented people in the real councils of the bundled register, a part at a time, the same each time.

A part has posts with their holders one after another, visits of an inspectorate with grades, and what
people said. Larger worlds have more parts: more posts and more people in as many councils.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import product

SEED = 20091005
SLOTS_A_PART = 80
VISITS_A_PART = 40
FIRST_YEAR, LAST_YEAR = 1996, 2024
ASPECTS = ("overall", "leadership", "help_and_protection", "in_care", "care_leavers")
GRADES = ("outstanding", "good", "requires improvement", "inadequate")
_WEIGHTS = (10, 40, 35, 15)
KEY_ROLES = (
    ("director_of_childrens_services", "director of children's services"),
    ("chief_executive", "chief executive"),
    ("council_leader", "leader"),
)
_SERVICES = ("housing", "highways", "planning", "libraries", "adult care", "early help", "finance", "parks")
_FORENAMES = (
    "Alison Andrew Angela Barry Bridget Caroline Clive Deborah Edwin Fiona Gareth Hazel Imogen Jeremy Karen "
    "Lorna Malcolm Nadia Olive Philip Rachel Sanjay Teresa Umar Vivian Wendy Yasmin Zoe"
).split()
_MIDDLES = ("", "ber", "der", "ing", "ker", "ling", "mer", "nor", "per", "ring", "ter", "wel")
_STARTS = "Ash Bram Cald Dun Elm Fen Gar Hol Ivel Kes Lang Mar Nor Ox Pen Quar Rush Stan Thorn Wex".split()
_ENDS = "bourne by combe den ford gate ham hurst ley mere nell ridge sage shaw ton wick worth".split()
_SURNAMES = tuple("".join(parts) for parts in product(_STARTS, _MIDDLES, _ENDS))


@dataclass(frozen=True, slots=True)
class Place:
    """A post: the address and the name of its council, its kind, its title."""

    council: str
    council_name: str
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody's time in a post; dates are months, `until` None for the last one."""

    person: str
    place: Place
    since: str
    until: str | None


@dataclass(frozen=True, slots=True)
class Visit:
    """An inspection of a council, with its team (the first one leads) and a grade an aspect."""

    council: str
    council_name: str
    first_day: str
    last_day: str
    team: tuple[str, ...]
    grades: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the world: people go by their names, which no two people of all parts share."""

    number: int
    holdings: tuple[Holding, ...]
    visits: tuple[Visit, ...]


def part(number: int, councils: tuple[tuple[str, str], ...]) -> Part:
    """The part of that number over councils (address, name)."""
    chance = random.Random(f"{SEED} {number}")
    people = _People(number, chance)
    chains = [
        _chain(chance, people, _place(slot, councils))
        for slot in range(number * SLOTS_A_PART, (number + 1) * SLOTS_A_PART)
    ]
    holdings = sorted((one for chain in chains for one in chain), key=lambda one: (one.since, one.person))
    inspectors = [people.somebody_new() for _ in range(10)]
    visits = tuple(_visit(chance, chance.choice(councils), inspectors) for _ in range(VISITS_A_PART))
    return Part(number, tuple(holdings), visits)


class _People:
    """The people of a part, and since when each is free for another post."""

    def __init__(self, number: int, chance: random.Random) -> None:
        self._number = number
        self._chance = chance
        self._count = 0
        self._free: list[tuple[str, int]] = []

    def somebody_new(self) -> str:
        """A name that nobody else has: the middle name tells the part, the surname is double."""
        own = self._number * 1000 + self._count
        self._count += 1
        first, last = self._chance.choice(_FORENAMES), self._chance.choice(_SURNAMES)
        return f"{first} {_spelt(own)} {last}"

    def for_post(self, year: int, until: int) -> str:
        """Somebody whose last post ended some years before at most, or somebody new."""
        fitting = [one for one in self._free if year - 6 <= one[1] <= year]
        if fitting and self._chance.random() < 0.5:
            chosen = self._chance.choice(fitting)
            self._free.remove(chosen)
            name = chosen[0]
        else:
            name = self.somebody_new()
        self._free.append((name, until))
        return name


def _spelt(number: int) -> str:
    """A surname of its own for each number."""
    parts = []
    while True:
        number, place = divmod(number, len(_SURNAMES))
        parts.append(_SURNAMES[place])
        if not number:
            return "".join((parts[0], *(word.lower() for word in parts[1:])))


def _place(slot: int, councils: tuple[tuple[str, str], ...]) -> Place:
    layer, number = divmod(slot, len(councils))
    iri, name = councils[number * 7 % len(councils)]
    if layer < len(KEY_ROLES):
        return Place(iri, name, *KEY_ROLES[layer])
    area, service = divmod(layer - len(KEY_ROLES), len(_SERVICES))
    title = f"head of {_SERVICES[service]}" + (f" for area {area}" if area else "")
    return Place(iri, name, "head_of_service", title)


def _chain(chance: random.Random, people: _People, place: Place) -> list[Holding]:
    """Holders of a post one after another, each for two to seven years."""
    found = []
    year = chance.randint(FIRST_YEAR, FIRST_YEAR + 8)
    while year < LAST_YEAR:
        following = year + chance.randint(2, 7)
        until = _month(chance, following) if following < LAST_YEAR else None
        found.append(Holding(people.for_post(year, following), place, _month(chance, year), until))
        year = following
    return found


def _visit(chance: random.Random, council: tuple[str, str], inspectors: list[str]) -> Visit:
    month, day = f"{chance.randint(2008, LAST_YEAR)}-{chance.randint(1, 12):02d}", chance.randint(1, 20)
    grades = tuple(chance.choices(GRADES, _WEIGHTS, k=len(ASPECTS)))
    team = tuple(chance.sample(inspectors, 4))
    return Visit(*council, f"{month}-{day:02d}", f"{month}-{day + 5:02d}", team, grades)


def _month(chance: random.Random, year: int) -> str:
    return f"{year}-{chance.randint(1, 12):02d}"
