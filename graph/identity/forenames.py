"""How forenames and surnames stand to one another: pet forms, spelling, and how many people have them."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources

from councilgraph.graph.names import PersonName, fold

_SHORT_LETTERS = 3


@functools.cache
def _formal_by_form() -> dict[str, frozenset[str]]:
    text = (resources.files("councilgraph.data") / "nicknames.toml").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for formal, forms in tomllib.loads(text)["formal"].items():
        for form in (formal, *forms):
            found.setdefault(form, set()).add(formal)
    return {form: frozenset(names) for form, names in found.items()}


@functools.cache
def _common_names() -> dict[str, frozenset[str]]:
    text = (resources.files("councilgraph.data") / "common_names.toml").read_text(encoding="utf-8")
    return {key: frozenset(map(fold, names.split())) for key, names in tomllib.loads(text).items()}


@functools.lru_cache(maxsize=65536)
def formal_names(forename: str) -> frozenset[str]:
    """The formal names that a folded forename may stand for; itself where it is not known.

    >>> sorted(formal_names("chris"))
    ['christina', 'christine', 'christopher']
    """
    return _formal_by_form().get(forename, frozenset((forename,)))


@functools.lru_cache(maxsize=65536)
def initials(forename: str) -> frozenset[str]:
    """The initials that a folded forename may be shortened to: its own, and those of other forms of it.

    >>> sorted(initials("william"))
    ['b', 'g', 'l', 'w']
    """
    formal = formal_names(forename)
    forms = {form for form, names in _formal_by_form().items() if names & formal}
    return frozenset(form[0] for form in (forename, *formal, *forms))


def is_shortened(short: str, long: str) -> bool:
    """Whether a folded forename may be the beginning of another that is no name of many people."""
    if not _SHORT_LETTERS <= len(short) <= len(long) - 2 or is_known_forename(long):
        return False
    return long.startswith(short)


def is_known_forename(forename: str) -> bool:
    """Whether a folded forename is a name that people have, and no slip of the pen."""
    return forename in _formal_by_form() or forename in _common_names()["forenames_of_many"]


def is_known_surname(surname: str) -> bool:
    """Whether many people have a folded surname."""
    common = _common_names()
    return surname in common["surnames_of_very_many"] or surname in common["surnames_of_many"]


@functools.lru_cache(maxsize=65536)
def skeleton(surname: str) -> str:
    """The consonants of a folded surname, which misspellings mostly leave as they are.

    The first letter stays; y and w count as vowels, doubled letters as one, and the order does not
    count after the first.

    >>> skeleton("staceley") == skeleton("stacely"), skeleton("clark") == skeleton("clarke")
    (True, True)
    """
    letters = surname.replace(" ", "").replace("ph", "f").replace("ck", "k")
    return letters[:1] + "".join(sorted(set(letters[1:]) - set("aeiouyhw")))


def surname_parts(name: PersonName) -> tuple[str, ...]:
    """The surnames in a person's, also those of a double one without its hyphen: "Jane Okoro Hart"."""
    more = [word for word in name.forenames[1:][-1:] if len(word) > 1 and not is_known_forename(word)]
    return (*more, *name.halves, name.surname.split()[-1]) if name.surname else ()


def rarity(name: PersonName) -> int:
    """How rare a person's full name is: from 0 (very many people have it) to 4."""
    common = _common_names()
    surname = name.surname
    if len(name.halves) > 1:
        return 4
    points = 0 if surname in common["surnames_of_very_many"] else 1 if is_known_surname(surname) else 3
    is_common = any(
        formal in common["forenames_of_many"] for formal in (name.first, *formal_names(name.first))
    )
    return points + (not is_common)
