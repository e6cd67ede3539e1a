"""What the words around a name tell about the person: other names, Mr or Ms, a namesake."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from councilgraph.graph.entities import Said
from councilgraph.graph.identity.forenames import formal_names
from councilgraph.graph.names import PersonName, fold, parse_person, without_titles

Sex = Literal["man", "woman"]

_SEXES: dict[str, Sex] = {
    **dict.fromkeys(("mr", "sir", "lord", "baron"), "man"),
    **dict.fromkeys(("mrs", "ms", "miss", "dame", "lady", "baroness"), "woman"),
}
_HONOURS = frozenset({"sir", "dame", "lord", "lady", "baroness", "baron"})
_NAME = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Cllr|Councillor|Professor|Prof)\.? )*" + (
    r"[A-Z][\w'’.-]*(?: (?:[A-Z][\w'’.-]*|of|de|van|von|ap))*"
)
_LINK = (
    r"who (?:was|had been)(?: then| previously| formerly)?(?: known as| called)?|formerly(?: known as)?|"
    r"previously(?: known as)?|better known as|also known as|known (?:then )?as|then(?: known as)?|n[ée]e|"
    r"whose (?:maiden|former|married) name (?:is|was)|whom [A-Z]\w+ (?:knows|knew) as"
)
_RENAMED = re.compile(
    r"\b(?:(?:asks?|asked|wish(?:es|ed)|wants?) to be|will(?: now| in future)? be) (?:called|known as)|"
    r"\b(?:changed|changes) (?:his|her) name to|"
    r"\b(?:has taken|took|takes) (?:the|his|her) (?:title|name)(?: of)?"
)
_PLACE = r"[A-Z][\w'’-]+(?: (?:and|with|on|under|upon|le|St) [A-Z][\w'’-]+| [A-Z][\w'’-]+)*"
_SEAT = re.compile(
    r"(?:(?<![Cc]abinet )(?<![Ll]ead )(?<![Ee]xecutive )\b(?:member|councillor) for|\brepresent(?:s|ed|ing)|"
    r"\belected (?:in|for|at)|\b(?:his|her) (?:own )?seat (?:at|in)|\bsits? for|\bsat for) (?:the )?"
    rf"(?P<seat>{_PLACE})"
)
_NO_SEAT = frozenset("council borough county city district labour conservative liberal the".split())
_LINKED = re.compile(rf"\b(?:{_LINK})\b")
_QUOTE_CHARS = 2000
"""How much of a quote is searched for other names: in a hostile one the search takes long."""

_ALIAS = re.compile(rf"(?P<one>{_NAME}),? \(?(?:{_LINK}) (?P<other>{_NAME})")
_NAMESAKE = re.compile(
    r"\b(?:same name|namesakes?|(?:also|likewise) (?:called|named)|no relation|not related|unrelated|"
    r"not to be confused|shares? (?:his|her|a|the) name)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Hints:
    """Further names of a person, what titles tell, and whether a namesake is spoken of.

    `has_honour` is set for a knight, a dame or a peer; `seats` are the wards, folded, for which the person
    is said to sit.
    """

    names: tuple[PersonName, ...] = ()
    labels: tuple[str, ...] = ()
    sex: Sex | None = None
    has_honour: bool = False
    has_namesake: bool = False
    seats: frozenset[str] = frozenset()


class Quotes:
    """The quotes of one document or row, by claim and by the words in them."""

    def __init__(self, told: Iterable[Said]) -> None:
        self._texts: dict[str, str] = {}
        self._words: dict[str, list[str]] = {}
        self._with: dict[str, dict[str, None]] = defaultdict(dict)
        for one in told:
            self._texts[one.iri] = one.claim.quote.text
            self._words[one.iri] = fold(one.claim.quote.text).split()
            for word in self._words[one.iri]:
                self._with[word].setdefault(one.claim.quote.text)

    def text(self, claim: str) -> str:
        """A claim's quote."""
        return self._texts[claim]

    def words(self, claim: str) -> Sequence[str]:
        """The folded words of a claim's quote."""
        return self._words[claim]

    def having(self, word: str) -> Iterable[str]:
        """The quotes in which a folded word stands."""
        return self._with.get(word, ())


def hints(label: str, own: Iterable[str], quotes: Quotes) -> Hints:
    """What the quotes of a document tell about the person whom it calls `label`.

    `own` are the person's claims: "Mr Hart" in another's may be another Hart.
    """
    name = parse_person(label)
    last = name.surname.rpartition(" ")[2]
    named = quotes.having(last)
    labels = sorted({other for text in named for other in _other_names(name, text)})
    others = tuple(parse_person(other) for other in labels)
    titles = {*name.titles, *(title for other in others for title in other.titles)}
    titles |= {title for claim in own for title in _titles_before(name, last, quotes.words(claim))}
    sexes = {_SEXES[title] for title in titles & _SEXES.keys()}
    return Hints(
        names=others,
        labels=tuple(labels),
        sex=next(iter(sexes)) if len(sexes) == 1 else None,
        has_honour=bool(titles & _HONOURS),
        has_namesake=any(_NAMESAKE.search(text) for text in named),
        seats=frozenset(seat for claim in own for seat in _seats(quotes.text(claim))),
    )


def _seats(text: str) -> Iterator[str]:
    """The wards that a quote about a member of a council names."""
    for match in _SEAT.finditer(text[:_QUOTE_CHARS]):
        seat = fold(match["seat"])
        if not _NO_SEAT & set(seat.split()):
            yield seat


def _other_names(name: PersonName, text: str) -> list[str]:
    """Names that `text` says the person had, or has now."""
    start = text[:_QUOTE_CHARS]
    found = list(_renamed(name, start)) if _RENAMED.search(start) else []
    for match in _ALIAS.finditer(start) if _LINKED.search(start) else ():
        one, other = match["one"], _with_forename(match["one"], match["other"])
        if _may_be(parse_person(one), name) and _is_name(other, name):
            found.append(other)
        elif _may_be(parse_person(other), name) and _is_name(one, name):
            found.append(one)
    return found


def _renamed(name: PersonName, text: str) -> Iterator[str]:
    """The names that somebody takes: the one who is named last before."""
    for link in _RENAMED.finditer(text):
        taken = re.compile(rf" ({_NAME})").match(text, link.end())
        before = [parse_person(each) for each in re.findall(_NAME, text[: link.start()])]
        subject = next((each for each in reversed(before) if each.surname == name.surname), None)
        if taken and subject and _may_be(subject, name) and _is_name(taken[1], name):
            yield taken[1]


def _with_forename(name: str, surname: str) -> str:
    """A maiden name in full: "Okoro" of "Sarah Hart (née Okoro)" is Sarah Okoro."""
    forenames = without_titles(name).split()[:-1]
    return " ".join([*forenames, surname]) if len(surname.split()) == 1 else surname


def _is_name(label: str, name: PersonName) -> bool:
    """Whether a label is a person's full or titled name, other than the one known."""
    other = parse_person(label)
    return bool(other.surname and (other.forenames or other.titles)) and other != name


def _may_be(short: PersonName, full: PersonName) -> bool:
    """Whether a document that names somebody `full` may call them `short` elsewhere."""
    if short.surname != full.surname:
        return False
    if not short.forenames or not full.forenames:
        return True
    if min(len(short.first), len(full.first)) == 1:
        return short.first[0] == full.first[0]
    return bool(formal_names(short.first) & formal_names(full.first))


def _titles_before(name: PersonName, last: str, words: Sequence[str]) -> Iterator[str]:
    """The titles before a person's name among folded words."""
    for place, word in enumerate(words):
        if word in _SEXES and last in words[place + 1 : place + 4]:
            between = words[place + 1 : words.index(last, place + 1)]
            if set(between) <= set(name.forenames):
                yield word
