"""What the words around a name tell about the person: other names, Mr or Ms, a namesake."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from councilgraph.graph.names import PersonName, fold, parse_person

Sex = Literal["man", "woman"]

_SEXES: dict[str, Sex] = {
    **dict.fromkeys(("mr", "sir", "lord", "baron"), "man"),
    **dict.fromkeys(("mrs", "ms", "miss", "dame", "lady", "baroness"), "woman"),
}
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


@dataclass(frozen=True, slots=True)
class Words:
    """A quote, and its folded words."""

    text: str
    folded: tuple[str, ...]


def words_of(quote: str) -> Words:
    """A quote made ready for `hints`."""
    return Words(quote, tuple(fold(quote).split()))


def hints(label: str, own: Sequence[Words], all_quotes: Sequence[Words]) -> Hints:
    """What the quotes of a document tell about the person whom it calls `label`.

    `own` are the quotes of the person's claims: "Mr Hart" in another's may be another Hart.
    """
    name = parse_person(label)
    last = name.surname.rpartition(" ")[2]
    named = [words.text for words in all_quotes if last in words.folded]
    labels = sorted({other for text in named for other in _other_names(name, text)})
    return Hints(
        names=tuple(parse_person(other) for other in labels),
        labels=tuple(labels),
        sex=_sex(name, last, own),
        has_namesake=any(_NAMESAKE.search(text) for text in named),
    )


def _other_names(name: PersonName, text: str) -> list[str]:
    """Names that `text` says the person had, or has now."""
    found = []
    for match in _ALIAS.finditer(text):
        one, other = match["one"], match["other"]
        if _may_be(parse_person(one), name) and _is_name(other, name):
            found.append(other)
        elif _may_be(parse_person(other), name) and _is_name(one, name):
            found.append(one)
    return found


def _is_name(label: str, name: PersonName) -> bool:
    """Whether a label is a person's full or titled name, other than the one known."""
    other = parse_person(label)
    return bool(other.surname and (other.forenames or other.titles)) and other != name


def _may_be(short: PersonName, full: PersonName) -> bool:
    """Whether a document that names somebody `full` may call them `short` elsewhere."""
    if short.surname != full.surname:
        return False
    return not short.forenames or not full.forenames or short.first[0] == full.first[0]


def _sex(name: PersonName, last: str, own: Sequence[Words]) -> Sex | None:
    """The sex that titles before the name give, unless they disagree."""
    found = {_SEXES[title] for title in name.titles if title in _SEXES}
    for words in own:
        for place, word in enumerate(words.folded):
            if word in _SEXES and last in words.folded[place + 1 : place + 4]:
                between = words.folded[place + 1 : words.folded.index(last, place + 1)]
                if set(between) <= set(name.forenames):
                    found.add(_SEXES[word])
    return next(iter(found)) if len(found) == 1 else None
