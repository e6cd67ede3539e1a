"""The people of a document: who they are, whatever words name them.

Later mentions by surname, by title or by given name are the same person, whose `name` is the fullest in the
document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from councilgraph.graph.extractors.prose.names.given_names import Gender, are_forms, gender_of, is_given_name
from councilgraph.graph.extractors.prose.names.person_names import Name, title_gender
from councilgraph.graph.names import are_spellings, fold

_PEERS = frozenset("lord lady baroness baron".split())
_MEMBERS = frozenset("cllr coun councillor alderman ald".split())


@dataclass(slots=True)
class Person:
    """Somebody in a document: the fullest name there is, without titles, and what is known of them.

    Changed while a document is read (a later mention may be fuller), not afterwards.
    """

    name: str
    words: tuple[str, ...]
    title: str = ""
    gender: Gender | None = None
    is_sure: bool = False

    @property
    def surname(self) -> str:
        """The last word of the name, folded."""
        return fold(self.words[-1])


class People:
    """The people of one document, found by any of their names."""

    def __init__(self) -> None:
        self.everybody: list[Person] = []
        self._by_surname: dict[str, list[Person]] = {}
        self._by_given: dict[str, list[Person]] = {}

    def meet(self, name: Name, *, is_sure: bool) -> Person:
        """The person of a full name, or of a surname with a title: somebody known, or somebody new."""
        person = self._known(name)
        if person is None:
            person = self._new(name)
        elif len(name.words) > len(person.words) or self._is_fuller(name, person):
            self._rename(person, name)
        person.title = person.title or name.title
        person.gender = person.gender or title_gender(name.title)
        person.is_sure = person.is_sure or is_sure
        return person

    def by_surname(self, words: Sequence[str]) -> list[Person]:
        """The people whose names end in `words`, in the order in which they were met."""
        folded = [fold(word) for word in words]
        return [
            person
            for person in self._by_surname.get(folded[-1], ())
            if [fold(word) for word in person.words][-len(folded) :] == folded
        ]

    def by_given_name(self, word: str) -> list[Person]:
        """The people of that given name, else those of one for which it is short: "Jackie" for Jacqueline."""
        folded = fold(word)
        if found := self._by_given.get(folded):
            return found
        return [
            person for name, people in self._by_given.items() if are_forms(folded, name) for person in people
        ]

    def _known(self, name: Name) -> Person | None:
        folded = tuple(fold(word) for word in name.words)
        for person in self._by_surname.get(folded[-1], ()):
            theirs = tuple(fold(word) for word in person.words)
            if theirs == folded or (_agree(theirs, folded) and not _is_another(person, name)):
                return person
        short = [
            person for person in self._by_surname.get(folded[-1], ()) if _is_short(person.words, name.words)
        ]
        return short[0] if len(short) == 1 else None

    def _new(self, name: Name) -> Person:
        words = name.words
        peer = (
            name.title.split()[-1:]
            if name.title.lower().split()[-1:] and name.title.lower().split()[-1] in _PEERS
            else []
        )
        full = " ".join((*peer, *words)) if len(words) == 1 else " ".join(words)
        person = Person(full, words, name.title, gender_of(words[0]) if len(words) > 1 else None)
        self.everybody.append(person)
        self._by_surname.setdefault(person.surname, []).append(person)
        if len(words) > 1 and len(words[0]) > 2:
            self._by_given.setdefault(fold(words[0]), []).append(person)
        return person

    @staticmethod
    def _is_fuller(name: Name, person: Person) -> bool:
        return len(name.words) == len(person.words) and len(name.words[0].strip(".")) > len(
            person.words[0].strip(".")
        )

    def _rename(self, person: Person, name: Name) -> None:
        person.words, person.name = name.words, " ".join(name.words)
        person.gender = person.gender or gender_of(name.words[0])
        if len(name.words[0]) > 2:
            self._by_given.setdefault(fold(name.words[0]), []).append(person)


def _is_another(person: Person, name: Name) -> bool:
    """Whether one of two like names has a surname more and only one is a member's.

    "Ann Rowe Hart" the director and "Councillor Ann Hart".
    """
    shorter, longer = sorted((person.words, name.words), key=len)
    more = longer[1:-1][: len(longer) - len(shorter)]
    if not any(len(word.strip(".")) > 1 and not is_given_name(word) for word in more):
        return False
    return _is_member(person.title) != _is_member(name.title)


def _is_member(title: str) -> bool:
    return bool(_MEMBERS & set(title.lower().replace(".", "").split()))


def _is_short(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names differ in the form of the given name only: "Jackie Poole" for "Jacqueline Poole".

    Two spellings in one document are two people: "Catherine Poole" and "Kathryn Poole".
    """
    if len(one) < 2 or len(one) != len(other):
        return False
    same = [fold(word) for word in one[1:]] == [fold(word) for word in other[1:]]
    first, second = fold(one[0]), fold(other[0])
    return same and are_forms(first, second) and not are_spellings(first, second)


def _agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names with one surname may be one person's: initials, a middle name more."""
    if len(one) == 1 or len(other) == 1:
        return False
    first, second = one[0], other[0]
    if first == second:
        return True
    return (len(first) == 1 or len(second) == 1) and first[0] == second[0] and one[1:] == other[1:]
