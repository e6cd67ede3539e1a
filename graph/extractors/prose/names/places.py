"""The gazetteer's names as a table to look tokens up in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from councilgraph.graph.council_names import place
from councilgraph.graph.gazetteer import Match, bundled, existed
from councilgraph.graph.names import fold

_COUNCILS = frozenset(
    "unitary_authority county_council district_council metropolitan_borough london_borough "
    "scottish_council welsh_council northern_ireland_council city_corporation strategic_authority".split()
)
_KINDS = {
    "combined_authority": "combined",
    "childrens_trust": "trust",
    "children_trust": "trust",
    "trade_union": "union",
    "government_department": "department",
    "police_force": "force",
    "fire_service": "force",
    "political_party": "party",
}
_NO_PLACES = frozenset({"sale", "ash", "down", "central", "the", "westminster"})
_COUNCIL_WORDS = frozenset("council city county borough district metropolitan".split())
_SMALL = "district_council"
_GOVERNMENTS = {"welsh_council": "Welsh Government", "scottish_council": "Scottish Government"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A name of the gazetteer: how many folded words it has, and what it may mean, likeliest first."""

    words: tuple[str, ...]
    matches: tuple[Match, ...]

    @property
    def is_bare(self) -> bool:
        """Whether the name is a place or another word, too."""
        return self.matches[0].form == "bare"

    def record(self, issued: str | None) -> tuple[str, str]:
        """The name and kind of what is most likely meant in a document of that date."""
        alive = [each for each in self.matches if not issued or existed(each.record, issued)] or self.matches
        match = min(alive, key=lambda each: self.is_bare and each.record.kind == _SMALL)
        return match.record.organisation, kind_of(match.record.kind)


def kind_of(kind: str) -> str:
    """The extractor's kind of organisation for one of a register."""
    return "council" if kind in _COUNCILS else _KINDS.get(kind, kind)


@cache
def entries() -> Mapping[str, tuple[Entry, ...]]:
    """Names by their first word, the longest first."""
    table: dict[str, list[Entry]] = {}
    for name, matches in bundled().names().items():
        words = tuple(name.split())
        if words and name not in _NO_PLACES:
            table.setdefault(words[0], []).append(Entry(words, matches))
    return {first: tuple(sorted(rows, key=lambda row: -len(row.words))) for first, rows in table.items()}


@cache
def government_over(name: str) -> str | None:
    """The government of Wales or of Scotland for a council of that name there; None for another's."""
    kinds = (match.record.kind or "" for match in bundled().matches(name))
    return next((_GOVERNMENTS[kind] for kind in kinds if kind in _GOVERNMENTS), None)


@cache
def upper_tier(name: str) -> str | None:
    """The county council above the district council of a name, None where there is none."""
    for match in bundled().matches(name):
        code = match.record.upper_tier if match.record.kind == _SMALL else None
        upper = bundled().by_code(code) if code else None
        if upper:
            return upper.organisation
    return None


def is_half(short: str, full: str) -> bool:
    """Whether a council's name has only the first of two places: "Telford council" for Telford and Wrekin."""
    first = place(fold(short))
    return place(fold(full)).startswith((f"{first} and ", f"{first} with "))


def folded(word: str) -> tuple[str, ...]:
    """The folded words of one token; nothing for a possessive 's or a mark."""
    if word.isascii() and word.isalpha():
        return (word.lower(),)
    if word == "&":
        return ("and",)
    return () if word in ("'s", "’s") else tuple(fold(word).split())


@cache
def is_gone(name: str, issued: str | None) -> bool:
    """Whether all councils of a name had ended, or none had begun, on the day of a document."""
    matches = bundled().matches(name) if issued else ()
    return bool(matches) and not any(existed(each.record, issued or "") for each in matches)


def longest(words: Sequence[tuple[str, ...]], at: int) -> tuple[Entry, int] | None:
    """The longest name that begins with token `at`, and the token after it. `words` are folded tokens."""
    if not words[at]:
        return None
    for entry in entries().get(words[at][0], ()):
        end = _end(words, at, entry.words)
        if end is not None:
            return entry, end
    return None


def _end(words: Sequence[tuple[str, ...]], at: int, wanted: tuple[str, ...]) -> int | None:
    """The token after `wanted`, where the tokens from `at` on say just that."""
    seen = 0
    number = at
    while seen < len(wanted):
        if number >= len(words):
            return None
        token = words[number]
        if not token and wanted[seen] in _COUNCIL_WORDS:
            return None
        if token and wanted[seen : seen + len(token)] != token:
            return None
        seen += len(token)
        number += 1
    return number if seen == len(wanted) else None
