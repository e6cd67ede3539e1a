"""What a document is about: which council, and which body of another kind.

The council is the likeliest of those that it names, and of those whose place its publisher's name tells, by
traits of all their mentions (`salience`): how many there are, in the headline or the lead, in whose name.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from councilgraph.graph.council_names import place
from councilgraph.graph.extractors.prose.annotation import salience
from councilgraph.graph.extractors.prose.annotation.assembly import Read
from councilgraph.graph.extractors.prose.annotation.manner import is_goal, is_origin
from councilgraph.graph.extractors.prose.annotation.standing import FIRST_PERSON, Standing
from councilgraph.graph.extractors.prose.names.organisations import Named, Organisation
from councilgraph.graph.extractors.prose.names.places import folded, is_gone, longest
from councilgraph.graph.extractors.prose.text.quotations import Quotation
from councilgraph.graph.extractors.prose.text.tokens import Token, tokens
from councilgraph.graph.extractors.prose.text.zones import Zone
from councilgraph.graph.names import fold

_NOT_NEAR = frozenset("party government inspectorate department parliament newspaper".split())
_COUNCILS = frozenset({"council", "combined"})
_SURE = 0.5
_ENDS = frozenset(".!?")
_HEAD = 6
"""So many first lines may say who publishes a document."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """A body named in a paragraph, with traits of how."""

    body: Organisation
    traits: frozenset[str]
    paragraph: int


@dataclass(slots=True)
class Story:
    """A document's paragraphs with the names in them, its quotations, its day and the lines of its head."""

    text: str
    zones: Sequence[Zone]
    paragraphs: Sequence[Read]
    spoken: Sequence[Quotation]
    issued: str | None
    _mentions: tuple[_Mention, ...] = field(init=False)

    def __post_init__(self) -> None:
        self._mentions = tuple(self._named())

    def council(self) -> Organisation | None:
        """The council that the document is about; None where one is only named in passing."""
        named = self._by_body(each for each in self._mentions if each.body.kind == "council")
        published = self._published()
        total = sum(map(len, named.values()))
        first = next(iter(named), None)
        options = []
        for key in dict.fromkeys((*named, *published)):
            mentions = named.get(key, [])
            traits = _traits(mentions, total) if mentions else {"not named": 1.0}
            told = {"first of all": key == first, "publisher": key in published}
            body = mentions[0].body if mentions else published[key]
            told["gone"] = is_gone(body.name, self.issued)
            traits |= {trait: 1.0 for trait, holds in told.items() if holds}
            options.append((body, traits))
        best = salience.likeliest("main", options, 0)
        return best if best and (_key(best) in published or self._is_sure(best)) else None

    def other_body(self, council: Organisation | None) -> Organisation | None:
        """The trust, charity, force or the like that the document is about rather than a council."""
        named = self._by_body(each for each in self._mentions if each.body.kind not in _NOT_NEAR)
        shorts = Counter(
            each.kind
            for paragraph in self.paragraphs
            for each in paragraph.organisations
            if each.naming == "short"
        )
        total = sum(map(len, named.values()))
        first = next(iter(named), None)
        options = []
        for key, mentions in named.items():
            body = mentions[0].body
            told = {
                "first of all": key == first,
                f"kind: {body.kind}": True,
                "main council": council is not None and key == _key(council),
            }
            traits = {trait: 1.0 for trait, holds in told.items() if holds}
            traits["shorts"] = math.log1p(shorts[body.kind])
            options.append((body, traits | _traits(mentions, total)))
        best = salience.likeliest("about", options, 0, least=_SURE)
        return best if best and best.kind not in _COUNCILS else None

    def _by_body(self, those: Iterable[_Mention]) -> dict[str, list[_Mention]]:
        """Mentions by the bodies in order; those in somebody's words only where there are no others."""
        found: dict[str, list[_Mention]] = {}
        mentions = list(those)
        for mention in [each for each in mentions if "quoted" not in each.traits] or mentions:
            found.setdefault(_key(mention.body), []).append(mention)
        return found

    def known(self) -> Mapping[str, Organisation]:
        """The bodies that the document names in full, by their words."""
        return {
            self._words(paragraph, each): each.organisation
            for paragraph in self.paragraphs
            for each in paragraph.organisations
            if each.organisation and each.naming == "name"
        }

    def ours(self) -> int:
        """How often the document says "we" and "our" outside quotations."""
        said = [
            token.start
            for paragraph in self.paragraphs
            for token in paragraph.tokens
            if token.lower in FIRST_PERSON
        ]
        return sum(not self._is_spoken(start) for start in said)

    def _words(self, paragraph: Read, named: Named) -> str:
        return self.text[paragraph.tokens[named.first].start : paragraph.tokens[named.last - 1].end]

    def _named(self) -> Iterator[_Mention]:
        """The mentions of bodies by name."""
        lead = len(self._first()) - 1
        for number, paragraph in enumerate(self.paragraphs):
            where = {"headline"} if paragraph.zone.kind != "body" else {"lead"} if number == lead else set()
            for named, traits in self._told(paragraph):
                if named.organisation and named.naming in ("name", "place"):
                    yield _Mention(named.organisation, frozenset({named.naming, *where, *traits}), number)

    def _told(self, paragraph: Read) -> Iterator[tuple[Named, set[str]]]:
        """The bodies of a paragraph in order, each with traits of how it is named."""
        bodies = {named.first: named for named in _named(paragraph)}
        people = {name.first for name in paragraph.names}
        standing = Standing(paragraph.tokens, paragraph.roles, None)
        for number, token in enumerate(paragraph.tokens):
            if named := bodies.get(number):
                yield named, set(self._how(standing, named))
            elif number in people:
                standing.names_person()
            elif token.text in _ENDS:
                standing.sentence_begins(number + 1)
            else:
                standing.passes(number, quoted=False)

    def _how(self, standing: Standing, named: Named) -> Iterator[str]:
        """Traits of one mention, by the words around it."""
        words, at_start = standing.words, standing.is_at_start(named)
        if self._is_spoken(words[named.first].start):
            yield "quoted"
        if is_goal(words, named.first) or is_origin(words, named.first):
            yield "elsewhere"
        if standing.is_passing(named, at_start=at_start):
            yield "in passing"
        if at_start:
            yield "at the start"
        if any(role.first == named.last and role.kind in ("councillor", "mp") for role in standing.roles):
            yield "seat"
        if standing.word(named.last) == "'s":
            yield "owner"
        if any(role.last == named.first - 1 for role in standing.roles):
            yield "of a post"

    def _published(self) -> dict[str, Organisation]:
        """The councils of the places in the lines that say who publishes: "Peterborough Evening News"."""
        found: dict[str, Organisation] = {}
        for zone in self.zones[:_HEAD]:
            if zone.kind != "body":
                words = list(tokens(self.text, zone.start, zone.end))
                for body in _places(words, self.issued):
                    found.setdefault(_key(body), body)
        return found

    def _is_sure(self, main: Organisation) -> bool:
        """Whether a council is more than an employer in passing: named twice, first, or as "the council"."""
        named = [
            each
            for paragraph in self.paragraphs
            for each in paragraph.organisations
            if each.kind == "council" and (each.organisation is None or _key(each.organisation) == _key(main))
        ]
        first = [each for paragraph in self._first() for each in paragraph.organisations]
        return len(named) > 1 or any(each in first for each in named)

    def _first(self) -> Sequence[Read]:
        """The headlines and the first paragraph of the story."""
        kinds = [paragraph.zone.kind for paragraph in self.paragraphs]
        return self.paragraphs[: kinds.index("body") + 1 if "body" in kinds else 1]

    def _is_spoken(self, start: int) -> bool:
        """Whether somebody's words stand at an offset."""
        number = bisect_right(self.spoken, start, key=lambda quote: quote.inner_start)
        return number > 0 and start < self.spoken[number - 1].inner_end


def _named(paragraph: Read) -> list[Named]:
    """The bodies of a paragraph in order, those within posts among them: "the head of O's service"."""
    inside = [role.inside for role in paragraph.roles if role.inside]
    return sorted([*paragraph.organisations, *inside], key=lambda named: named.first)


def _key(body: Organisation) -> str:
    return place(fold(body.name)) if body.kind == "council" else fold(body.name)


def _traits(mentions: Sequence[_Mention], total: int) -> dict[str, float]:
    """Traits of all mentions of a council: how many, and which part of them has which trait."""
    counts = Counter(trait for mention in mentions for trait in mention.traits)
    found = {f"part: {trait}": count / len(mentions) for trait, count in counts.items()}
    found |= {f"any: {trait}": 1.0 for trait in counts}
    found["share"] = len(mentions) / total
    found["mentions"] = math.log1p(len(mentions))
    found["paragraphs"] = math.log1p(len({mention.paragraph for mention in mentions}))
    return found


def _places(words: Sequence[Token], issued: str | None) -> Iterator[Organisation]:
    """The councils of the places that a line names."""
    parts = [folded(word.text) for word in words]
    at = 0
    while at < len(words):
        found = longest(parts, at) if words[at].is_capital else None
        if found is None:
            at += 1
            continue
        entry, at = found
        name, kind = entry.record(issued)
        if kind == "council":
            yield Organisation(name, "council")


def is_dominant(main: Organisation | None, every: Iterable[Organisation]) -> bool:
    """Whether a document names its main council more often than all others together."""
    councils = [place(fold(each.name)) for each in every if each.kind == "council"]
    return main is not None and councils.count(place(fold(main.name))) * 2 > len(councils)
