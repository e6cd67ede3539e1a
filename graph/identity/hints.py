"""What the words around a name tell about the person: other names, Mr or Ms, a namesake."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from councilgraph.graph.names import PersonName, fold, parse_person

Sex = Literal["man", "woman"]

_MEN = "mr|sir|lord|baron"
_WOMEN = "mrs|ms|miss|dame|lady|baroness"
_NAME = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Cllr|Councillor|Professor|Prof)\.? )*" + (
    r"[A-Z][\w'’.-]*(?: (?:[A-Z][\w'’.-]*|of|de|van|von|ap))*"
)
_LINK = (
    r"who (?:was|had been)(?: then| previously| formerly)?(?: known as| called)?|formerly(?: known as)?|"
    r"previously(?: known as)?|better known as|also known as|known (?:then )?as|then(?: known as)?|n[ée]e|"
    r"whose (?:maiden|former|married) name (?:is|was)"
)
_ALIAS = re.compile(rf"(?P<one>{_NAME}),? \(?(?:{_LINK}) (?P<other>{_NAME})")
_NAMESAKE = re.compile(
    r"\b(?:same name|namesakes?|(?:also|likewise) (?:called|named)|no relation|not related|unrelated|"
    r"not to be confused|shares? (?:his|her|a|the) name)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Hints:
    """Further names of a person, the sex that titles give, and whether a namesake is spoken of."""

    names: tuple[PersonName, ...] = ()
    labels: tuple[str, ...] = ()
    sex: Sex | None = None
    has_namesake: bool = False


def hints(label: str, quotes: Sequence[str]) -> Hints:
    """What the quotes of a document tell about the person whom it calls `label`."""
    name = parse_person(label)
    labels = sorted({other for text in quotes for other in _other_names(name, text)})
    named = [text for text in quotes if name.surname and name.surname.split()[-1] in fold(text).split()]
    return Hints(
        names=tuple(parse_person(other) for other in labels),
        labels=tuple(labels),
        sex=_sex(name, named),
        has_namesake=any(_NAMESAKE.search(text) for text in named),
    )


def _other_names(name: PersonName, text: str) -> list[str]:
    """Names that `text` says the person had, or has now."""
    found = []
    for match in _ALIAS.finditer(text):
        one, other = match["one"], match["other"]
        if not fold(other) or parse_person(other).forenames == () == parse_person(other).titles:
            continue
        if _may_be(parse_person(one), name) and parse_person(other) != name:
            found.append(other)
        elif _may_be(parse_person(other), name) and parse_person(one) != name:
            found.append(one)
    return found


def _may_be(short: PersonName, full: PersonName) -> bool:
    """Whether a document that names somebody `full` may call them `short` thereafter."""
    if short.surname != full.surname:
        return False
    return not short.forenames or not full.forenames or short.first[0] == full.first[0]


def _sex(name: PersonName, quotes: Sequence[str]) -> Sex | None:
    surname = re.escape(name.surname.split()[-1]) if name.surname else ""
    first = re.escape(name.first)
    man, woman = (
        any(re.search(rf"\b(?:{titles}) (?:{first} )?{surname}\b", fold(text)) for text in quotes)
        if surname
        else False
        for titles in (_MEN, _WOMEN)
    )
    if set(name.titles) & set(_MEN.split("|")) or (man and not woman):
        return "man"
    if set(name.titles) & set(_WOMEN.split("|")) or (woman and not man):
        return "woman"
    return None
