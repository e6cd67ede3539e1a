"""Which body "the council" and "its" mean: read in order, once.

"The council" is the one named last in the paragraph, else the document's main one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from councilgraph.graph.council_names import place
from councilgraph.graph.extractors.prose.names.organisations import Named, Organisation
from councilgraph.graph.extractors.prose.names.places import upper_tier
from councilgraph.graph.names import fold


@dataclass(slots=True)
class BodiesInFocus:
    """Which organisations were named lately. `every` are all that the document names, in order."""

    main: Organisation | None
    every: tuple[Organisation, ...] = ()
    paragraph: list[Organisation] = field(default_factory=list)
    before: list[Organisation] = field(default_factory=list)
    sentence: list[Organisation] = field(default_factory=list)
    passing: list[Organisation] = field(default_factory=list)
    subject: Organisation | None = None
    local: tuple[Organisation | None, ...] = ()
    lead: Organisation | None = None
    begins: Organisation | None = None
    is_dominant: bool = True
    is_item: bool = False

    def mention(self, organisation: Organisation, *, at_start: bool, weak: bool = False) -> None:
        """An organisation is named; `at_start` where the sentence begins with it, `weak` where in passing."""
        self.sentence.append(organisation)
        if weak:
            self.passing.append(organisation)
            return
        self.paragraph.append(organisation)
        if at_start:
            self.subject = organisation
            if organisation.kind not in _NOT_NEAR:
                self.begins = organisation

    def begins_sentence(self, organisation: Organisation) -> None:
        """ "Its" means a body that a sentence begins with, also in "the trust's chair"."""
        self.subject = organisation

    def heads_paragraph(self, organisation: Organisation) -> None:
        """A paragraph begins with an organisation as its label: "Derby City Council: ..."."""
        if not self.lead and len(self.paragraph) == 1:
            self.lead = organisation

    def clause_ends(self) -> None:
        """After a semicolon "its" has another subject."""
        self.subject = None

    def sentence_ends(self) -> None:
        """What "its" means is no longer taken from this sentence alone."""
        self.sentence = []
        self.subject = None

    def paragraph_ends(self) -> None:
        """What "the council" means is no longer taken from this paragraph alone."""
        self.before.extend(self.paragraph)
        self.lead = self.begins = None
        councils = {each.name: each for each in self.paragraph if each.kind in ("council", "combined")}
        if councils:
            self.local = (next(iter(councils.values())) if len(councils) == 1 else None, *self.local[:1])
        self.paragraph, self.passing = [], []

    def short(self, kind: str, words: str) -> Organisation | None:
        """What "the council", "the trust" or "the county" stands for."""
        order = (*reversed(self.paragraph), *reversed(self.before), *self.every)
        if kind == "council":
            if "authority" in words and (
                found := next((each for each in order if each.kind == "authority"), None)
            ):
                return found
            is_combined = bool(self.every) and self.every[0].kind == "combined"
            if is_combined and words.endswith("authority") and "local" not in words:
                return self.every[0]
            return self.main if _is_building(words) else self._council(words)
        for kinds in ((kind,), _ALIKE.get(kind, ())):
            if found := next((each for each in order if each.kind in kinds), None):
                return found
        return None

    def focus(self) -> Organisation | None:
        """The council that a post named without a body is most likely at."""
        return self.lead or self._council("")

    def topic(self) -> Organisation | None:
        """The body that a sentence of this paragraph began with last."""
        if self.is_item and not (self.lead or self.begins):
            return next((each for each in self.paragraph if each.kind not in _NOT_NEAR), None)
        return self.lead or self.begins

    def near(self) -> Organisation | None:
        """The body that was named last."""
        order = (*reversed(self.paragraph), *reversed(self.before))
        return next((each for each in order if each.kind not in _NOT_NEAR), None)

    def possessive(self) -> Organisation | None:
        """What "its" stands for: the subject of the sentence, else the body named last."""
        if self.subject and self.subject.kind not in _NOT_NEAR:
            return self.subject
        fitting = [each for each in self.sentence or self.paragraph if each.kind not in _NO_OWNER]
        return fitting[-1] if fitting else self.main

    def _above(self, council: Organisation | None) -> Organisation | None:
        """The county council above a district council."""
        name = upper_tier(council.name) if council else None
        return Organisation(name, "council") if name else None

    def _council(self, words: str) -> Organisation | None:
        councils = [each for each in self.paragraph if each.kind in ("council", "combined")]
        if "county" in words and self.main and any(word in self.main.name for word in ("Parish", "Town")):
            return None
        for marker in ("county", "city", "borough", "district", "town"):
            if marker in words:
                known = [each for each in (*self.before, *self.paragraph) if marker in each.name.lower()]
                if known and (not councils or marker in ("county", "town")):
                    return known[-1]
        upper = self._above(councils[-1] if councils else self.main) if "county" in words.split() else None
        if upper or councils:
            return upper or councils[-1]
        weak = [each for each in self.passing if each.kind in ("council", "combined")]
        if weak and not self.is_dominant and self.is_item:
            return weak[-1]
        if len(self.local) == 2 and self.local[0] and self.local[0] == self.local[1]:
            return self.local[0]
        return self.main


_ALIKE = {
    "company": ("home", "charity", "trust"),
    "board": ("board", "health_trust", "health", "trust"),
    "trust": ("health_trust", "charity"),
    "authority": ("combined", "health"),
}
_NO_OWNER = frozenset({"party", "government", "newspaper"})
_NOT_NEAR = frozenset("party government inspectorate department parliament newspaper".split())


def is_dominant(main: Organisation | None, every: Iterable[Organisation]) -> bool:
    """Whether a document names its main council more often than all others together."""
    councils = [place(fold(each.name)) for each in every if each.kind == "council"]
    return main is not None and councils.count(place(fold(main.name))) * 2 > len(councils)


def _is_building(words: str) -> bool:
    return words.endswith(("hall", "house", "centre", "guildhall"))


def main_body(named: Iterable[Named], first_named: Iterable[Named]) -> Organisation | None:
    """The body of any kind that a document is about, None where it is a council."""
    counts: Counter[str] = Counter()
    first: dict[str, Organisation] = {}
    opening, every = tuple(first_named), tuple(named)
    alone = not any(each.kind in ("council", "combined") for each in opening)
    for weight, each in [*((2, each) for each in every), *((3, each) for each in opening)]:
        body = each.organisation
        if body and body.kind not in _NOT_NEAR and each.naming in ("name", "place"):
            key = place(fold(body.name)) if body.kind == "council" else fold(body.name)
            counts[key] += weight * (2 if each.naming == "name" else 1)
            first.setdefault(key, body)
    for each in (each for each in every if each.naming == "short"):
        meant = next((key for key in first if first[key].kind == each.kind), None)
        if meant:
            counts[meant] += 1
    if not counts:
        return None
    key, most = counts.most_common(1)[0]
    councils = max(
        (counts[name] for name in counts if first[name].kind in ("council", "combined")), default=0
    )
    return (
        first[key]
        if first[key].kind not in ("council", "combined")
        and most > 4
        and councils * (1 if alone else 2) < most
        else None
    )


def main_organisation(named: Iterable[Named], first_named: Iterable[Named] = ()) -> Organisation | None:
    """The council that a document is about: the one it names most, counting full names double.

    What its headline and its first sentences name counts more.
    """
    counts: Counter[str] = Counter()
    first: dict[str, Organisation] = {}
    for each in named:
        if each.organisation and each.kind == "council":
            name = place(fold(each.organisation.name))
            counts[name] += 4 if each.naming == "name" else 2
            counts[name] -= " town " in f" {each.organisation.name.lower()} "
            first.setdefault(name, each.organisation)
    for each in first_named:
        if each.organisation and each.kind == "council":
            counts[place(fold(each.organisation.name))] += 3
    if not counts:
        return None
    best = max(counts.values())
    return next(first[name] for name in first if counts[name] == best)
