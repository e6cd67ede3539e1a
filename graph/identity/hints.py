"""What the words around a name tell about the person: other names, Mr or Ms, a namesake."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from councilgraph.graph.entities import Said
from councilgraph.graph.identity.other_names import HONOURS, QUOTE_CHARS, other_names
from councilgraph.graph.names import PersonName, fold, parse_person

Sex = Literal["man", "woman"]

_SEXES: dict[str, Sex] = {
    **dict.fromkeys(("mr", "sir", "lord", "baron"), "man"),
    **dict.fromkeys(("mrs", "ms", "miss", "dame", "lady", "baroness"), "woman"),
}
_PLACE = r"[A-Z][\w'’-]+(?: (?:and|with|on|under|upon|le|St) [A-Z][\w'’-]+| [A-Z][\w'’-]+)*"
_SEAT = re.compile(
    r"(?:(?<![Cc]abinet )(?<![Ll]ead )(?<![Ee]xecutive )\b(?:member|councillor) for|\brepresent(?:s|ed|ing)|"
    r"\belected (?:in|for|at)|\b(?:his|her) (?:own )?seat (?:at|in)|\bsits? for|\bsat for) (?:the )?"
    rf"(?P<seat>{_PLACE})"
)
_IN_BRACKETS = re.compile(
    rf"\b(?:Cllr|Coun|Councillor|Cllrs|Councillors)\b[^.;()]{{0,40}}?(?P<who>[A-Z][\w'’-]+) "
    rf"\((?:[A-Z]\w+[,:;] )?(?P<seat>{_PLACE})(?:[,:;] [A-Z]\w+)?\)"
)
_AGED = re.compile(
    r"(?P<who>[A-Z][\w'’-]+)(?:, (?:who is |aged |now )?| \((?:aged )?| is | turned )(?P<age>[1-9]\d)"
    r"(?=[,).;]| and | years old)"
)
_YEARS_OLD = re.compile(r"\b[Tt]he (?P<age>[1-9]\d)-year-old\b")
_OF_AGE = 18
_VOTED = re.compile(r"\b(?:votes|majority|wards?|seat|by-election)\b")
_WON = re.compile(rf"\b(?:held|holds|won|took|kept|gained|lost) (?P<seat>{_PLACE})")
_NO_SEAT = frozenset("council borough county city district labour conservative liberal the".split())
_PARTIES = frozenset(
    "lab con conservatives lib dem ld lib dems democrat democrats green greens ukip reform independent ind "
    "plaid cymru snp chairman chairwoman chair leader".split()
)
_PERSON = frozenset({"person", "speaker"})
_NAMESAKE = re.compile(
    r"\b(?:same name|of that name|namesakes?|(?:also|likewise) (?:called|named)|no relation|not related|"
    r"unrelated|not to be confused|shares? (?:his|her|a|the) (?:\w+ )?name|"
    r"(?:father|mother|son|daughter|uncle|aunt|nephew|niece|cousin|grandfather|grandson)\b[^.;]{0,30}"
    r"\b(?:also|likewise|junior|senior|the (?:elder|younger)))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Hints:
    """Further names of a person, what titles tell, and whether a namesake is spoken of.

    `has_honour` is set for a knight, a dame or a peer; `seats` are the wards, folded, for which the person
    is said to sit. `age` is how old the person is on the document's date.
    """

    names: tuple[PersonName, ...] = ()
    labels: tuple[str, ...] = ()
    sex: Sex | None = None
    has_honour: bool = False
    has_namesake: bool = False
    seats: frozenset[str] = frozenset()
    age: int | None = None


class Quotes:
    """The quotes of one document or row, by claim and by the words in them."""

    def __init__(self, told: Iterable[Said]) -> None:
        self._texts: dict[str, str] = {}
        self._words: dict[str, list[str]] = {}
        self._with: dict[str, dict[str, None]] = defaultdict(dict)
        for one in told:
            antecedents = (each.antecedent.text for each in one.claim.stands_for if each.field in _PERSON)
            texts = list(dict.fromkeys((one.claim.quote.text, *antecedents)))
            self._texts[one.iri] = "\n".join(texts)
            self._words[one.iri] = fold(one.claim.quote.text).split()
            for text in texts:
                for word in fold(text).split():
                    self._with[word].setdefault(text)

    def text(self, claim: str) -> str:
        """A claim's quote, and what it has from elsewhere about the person."""
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
    texts = [quotes.text(claim)[:QUOTE_CHARS] for claim in own]
    labels = sorted({other for text in named for other in other_names(name, text)})
    others = tuple(parse_person(other) for other in labels)
    titles = {*name.titles, *(title for other in others for title in other.titles)}
    titles |= {title for claim in own for title in _titles_before(name, last, quotes.words(claim))}
    sexes = {_SEXES[title] for title in titles & _SEXES.keys()}
    return Hints(
        names=others,
        labels=tuple(labels),
        sex=next(iter(sexes)) if len(sexes) == 1 else None,
        has_honour=bool(titles & HONOURS),
        has_namesake=any(_NAMESAKE.search(text) for text in (*named, *texts)),
        seats=frozenset(seat for text in texts for seat in (*_seats(text), *_seats_beside(last, text))),
        age=_age(last, texts),
    )


def _seats(text: str) -> Iterator[str]:
    """The wards that quotes about a member of a council name; not those that tell of a namesake."""
    for sentence in re.split(r"(?<=[.!?]) |\n", text):
        if _NAMESAKE.search(sentence):
            continue
        won = _WON.finditer(sentence) if _VOTED.search(sentence) else ()
        for match in (*_SEAT.finditer(sentence), *won):
            seat = fold(re.split(r" on (?=[A-Z].*(?:Council|Borough)\b)", match["seat"])[0])
            if not _NO_SEAT & set(seat.split()):
                yield seat


def _seats_beside(last: str, text: str) -> Iterator[str]:
    """The ward in brackets behind a member's name: "Cllr Ann Rowe (Lab, Holme East)"."""
    for match in _IN_BRACKETS.finditer(text):
        seat = fold(match["seat"])
        is_party = set(seat.split()) <= _PARTIES
        if fold(match["who"]) == last and not is_party and not _NO_SEAT & set(seat.split()):
            yield seat


def _age(last: str, texts: Iterable[str]) -> int | None:
    """How old the person of a surname is said to be; None where that is not said, or of two ages."""
    found = {
        int(match["age"])
        for text in texts
        for match in (*_AGED.finditer(text), *_YEARS_OLD.finditer(text))
        if fold(match.groupdict().get("who") or last) == last
    }
    grown = {age for age in found if age >= _OF_AGE}
    return next(iter(grown)) if len(grown) == 1 else None


def _titles_before(name: PersonName, last: str, words: Sequence[str]) -> Iterator[str]:
    """The titles before a person's name among folded words."""
    for place, word in enumerate(words):
        if word in _SEXES and last in words[place + 1 : place + 4]:
            between = words[place + 1 : words.index(last, place + 1)]
            if set(between) <= set(name.forenames):
                yield word
