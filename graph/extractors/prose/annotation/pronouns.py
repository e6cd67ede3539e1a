"""Who "Mr Lavery" and "she" are: read in order, once.

A pronoun goes to the likeliest person before it who agrees with it (`salience`).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from councilgraph.graph.extractors.prose.annotation import salience
from councilgraph.graph.extractors.prose.annotation.salience import Salience
from councilgraph.graph.extractors.prose.names.given_names import Gender
from councilgraph.graph.extractors.prose.names.people import People, Person
from councilgraph.graph.extractors.prose.names.person_names import Name, title_gender

PRONOUNS: dict[str, tuple[Gender, bool]] = {
    "he": ("he", False),
    "him": ("he", False),
    "his": ("he", True),
    "she": ("she", False),
    "her": ("she", True),
    "hers": ("she", False),
}
"""Pronouns, the gender of whom they stand for, and whether they are possessives ("her" is both)."""

PersonNaming = Literal["full", "surname", "given", "titled", "pronoun", "possessive"]


@dataclass(slots=True)
class PeopleInFocus:
    """Who was spoken of so far."""

    people: People
    seen: Salience[Person] = field(default_factory=Salience)
    relative: Person | None = None
    last: Person | None = None

    def sentence_ends(self) -> None:
        """What comes is in the next sentence."""
        self.relative = None
        self.seen.sentence_ends()

    def mention(self, person: Person, naming: PersonNaming, *how: str) -> None:
        """Somebody is spoken of; `how` are traits of it ("oblique": only in passing, "under P")."""
        self.seen.mention(id(person), person, naming, *how)
        if naming not in ("pronoun", "possessive"):
            self.last = person

    def relative_begins(self) -> None:
        """For "who" and "whose": pronouns to come likely mean the person named last."""
        self.relative = self.last

    def relative_ends(self) -> None:
        """Pronouns to come mean the sentence's subject again."""
        self.relative = None

    def pronoun(self, gender: Gender, naming: PersonNaming, at: int, *, but: Person | None) -> Person | None:
        """Whom a pronoun at `at` stands for; not `but`, whom it describes ("P, her deputy")."""
        options = [
            (person, self._traits(key, person))
            for key, person in self.seen.recent()
            if person is not but and person.gender in (gender, None)
        ]
        chosen = salience.likeliest(naming, options, at)
        if chosen:
            chosen.gender = gender
            self.mention(chosen, naming)
        return chosen

    def _traits(self, key: Hashable, person: Person) -> dict[str, float]:
        own = {"gender unknown": 1.0} if person.gender is None else {}
        if person is self.relative:
            own["relative"] = 1.0
        return self.seen.traits(key) | own

    def by_name(self, name: Name) -> tuple[Person, PersonNaming] | None:
        """Whom a surname, with or without a title, or a given name stands for."""
        found = self._of_title(self.people.by_surname(name.words), name.title)
        if found:
            return self._latest(found), "surname"
        if name.title.lower() in ("sir", "dame") and (known := self.people.by_given_name(name.words[0])):
            return self._latest(known), "titled"
        if name.title:
            return self.people.meet(name, is_sure=True), "titled"
        if len(name.words) == 1 and (found := self.people.by_given_name(name.words[0])):
            return (found[0], "given") if len(set(map(id, found))) == 1 else None
        return None

    def _of_title(self, found: Sequence[Person], title: str) -> list[Person]:
        gender = title_gender(title)
        fitting = [person for person in found if not gender or person.gender in (gender, None)]
        same = [
            person
            for person in fitting
            if title and person.title and person.title.split()[0] == title.split(maxsplit=1)[0]
        ]
        return same or fitting

    def _latest(self, found: Sequence[Person]) -> Person:
        order = [person for _, person in self.seen.recent()]
        return min(found, key=lambda person: order.index(person) if person in order else len(order))
