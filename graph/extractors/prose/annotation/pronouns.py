"""Who "Mr Lavery" and "she" are: read in order, once.

A pronoun goes to the likeliest person before it who agrees with it: the subject of this sentence, then of
the one before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

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

_DISTANCE = 6
PersonNaming = Literal["full", "surname", "given", "titled", "pronoun", "possessive"]


@dataclass(slots=True)
class PeopleInFocus:
    """Who was spoken of lately, the likeliest first."""

    people: People
    recent: list[Person] = field(default_factory=list)
    here: list[Person] = field(default_factory=list)
    oblique: list[Person] = field(default_factory=list)
    latest: list[Person] = field(default_factory=list)
    relative: Person | None = None
    last: Person | None = None

    def sentence_ends(self) -> None:
        """The people of the sentence come before those of earlier ones; its subject comes first."""
        self.relative = None
        here = [*self.here, *(person for person in self.oblique if person not in self.here)]
        kept = [person for person in self.recent if person not in here]
        self.recent = [*here, *kept][:_DISTANCE]
        self.latest = here
        self.here, self.oblique = [], []

    def paragraph_ends(self) -> None:
        """Only the people of the last sentences stay in focus."""
        self.recent = self.recent[:_DISTANCE]

    def mention(self, person: Person, *, oblique: bool) -> None:
        """Somebody is spoken of; `oblique` where only in passing ("under P")."""
        known = self.oblique if oblique else self.here
        if person not in known:
            known.append(person)
        self.last = person

    def relative_begins(self) -> None:
        """For "who" and "whose": pronouns to come mean the person named last."""
        self.relative = self.last

    def relative_ends(self) -> None:
        """Pronouns to come mean the sentence's subject again."""
        self.relative = None

    def pronoun(self, gender: Gender, *, but: Person | None = None, owner: bool = False) -> Person | None:
        """Whom a pronoun stands for; not `but`, whom it describes ("P, her deputy")."""
        first = [self.relative] if self.relative else []
        order = [each for each in (*first, *self.here, *self.oblique, *self.recent) if each is not but]
        chosen = next((person for person in order if person.gender == gender), None)
        unknown = next((person for person in order if person.gender is None), None)
        sure = chosen is not None and any(chosen is each for each in (*self.here, *self.latest))
        if unknown and not sure and (chosen is None or order.index(unknown) < order.index(chosen)):
            chosen = unknown
            chosen.gender = gender
        if chosen and chosen not in self.here and not owner:
            self.here.append(chosen)
        return chosen

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
        order = [*self.here, *self.recent]
        return min(found, key=lambda person: order.index(person) if person in order else len(order))
