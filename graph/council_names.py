"""The names under which people know a council, worked out from its official one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from councilgraph.graph.names import fold
from councilgraph.graph.vocab import COUNCIL_KINDS

OWN, SHORTER, LOOSE = range(3)
"""How close a name is to the register: its own, a shorter form, or one with other council words."""

PLACED_KINDS = COUNCIL_KINDS - {"city_corporation"}
"""Kinds of councils whose official name is made of a place and council words."""

_DESIGNATION = (
    r"(?:metropolitan |london |county )?borough|(?:city )?(?:metropolitan )?district|city and district|"
    r"city and county|county|city|metropolitan|regional|unitary(?: authority)?"
)
_PREFIX = re.compile(
    rf"(?:the )?(?:(?:{_DESIGNATION}|royal (?:london )?borough)(?: council)? of (?:the )?|lb |cyngor |"
    r"council of (?:the )?)"
)
_SUFFIX = re.compile(
    rf" (?:(?:{_DESIGNATION})(?: council)?|council|[mldc]?bc|mdc|dc|cc|"
    r"(?:mayoral )?combined (?:county )?authority)$"
)
_IS_FULL = re.compile(
    r"\b(?:council|borough of|lb|authority|corporation|assembly|comhairle|cyngor|[mldc]?bc|mdc|dc|cc)\b"
)
_LOOSE = {
    "county_council": ("county council", "cc"),
    "district_council": ("district council", "borough council", "city council", "dc", "bc"),
    "unitary_authority": (
        "borough council", "city council", "district council", "county council", "bc", "cc",
    ),
    "metropolitan_borough": (
        "metropolitan borough council", "metropolitan district council", "metropolitan council",
        "borough council", "city council", "district council", "mbc", "mdc", "metropolitan borough",
    ),
    "london_borough": ("london borough council", "borough council", "london borough", "lbc"),
    "scottish_council": ("city council",),
    "welsh_council": ("county borough council", "county council", "city council", "borough council", "cbc"),
    "northern_ireland_council": ("district council", "borough council", "city council"),
    "combined_authority": (
        "combined authority", "mayoral combined authority", "combined county authority", "ca", "mca", "cca",
    ),
}  # fmt: skip
_BEFORE = {
    "london_borough": ("london borough of", "lb"),
    "metropolitan_borough": ("metropolitan borough of",),
    "welsh_council": ("cyngor",),
}
_SHORT = {"county council": "cc", "district council": "dc", "metropolitan borough council": "mbc"}


def is_full_council_name(folded: str) -> bool:
    """Whether a council's folded name says that it is one, and is no bare place.

    >>> is_full_council_name("london borough of barnet"), is_full_council_name("city of york")
    (True, False)
    """
    return bool(_IS_FULL.search(folded))


def is_abbreviation(name: str) -> bool:
    """Whether a name is one word with several capitals, such as "DfE" or "RBWM"."""
    return " " not in name and sum(letter.isupper() for letter in name) > 1 and len(name) <= 9


def place(folded: str) -> str:
    """The place in a council's folded name.

    >>> place("city of bradford metropolitan district council"), place("royal borough of greenwich")
    ('bradford', 'greenwich')
    """
    rest = folded.removeprefix("the ")
    prefix = _PREFIX.match(rest)
    rest = rest[prefix.end() :] if prefix else rest
    return _SUFFIX.sub("", rest) or rest


def place_names(kind: str, place: str, official: str) -> Iterator[tuple[str, int]]:
    """Folded names that put a place and council words together, each with how close it is.

    `official` is the folded official name; its own council words go with every other name of the place
    too ("Hull City Council").
    """
    council = kind in PLACED_KINDS
    if council:
        yield f"{place} council", SHORTER
    own = _SUFFIX.search(official)
    if own:
        words = own[0].strip()
        yield f"{place} {words}", SHORTER
        if words in _SHORT:
            yield f"{place} {_SHORT[words]}", SHORTER
    for words in _BEFORE.get(kind, ()):
        yield f"{words} {place}", SHORTER
    for words in _LOOSE.get(kind, ()):
        yield f"{place} {words}", LOOSE


def key(name: str) -> str:
    """A name folded, "&" read as "and", without "the" before it: what names are looked up by.

    >>> key("The Hammersmith & Fulham Council")
    'hammersmith and fulham council'
    """
    return fold(name.replace("&", " and ")).removeprefix("the ")


def spellings(key: str) -> tuple[str, ...]:
    """A key, and what a text that has "&" for its "and" folds to.

    >>> spellings("hammersmith and fulham council")
    ('hammersmith and fulham council', 'hammersmith fulham council')
    """
    return (key, key.replace(" and ", " ")) if " and " in key else (key,)
