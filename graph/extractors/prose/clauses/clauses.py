"""A sentence as clauses: the verbs of interest in it, whose they are, and whether they are meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from councilgraph.graph.extractors.prose.annotation.mentions import DateMention, Item, PersonMention, Sentence
from councilgraph.graph.extractors.prose.rules import read_rules

_CLASSES = (
    "appoint",
    "put",
    "take",
    "succeed",
    "resign",
    "dismiss",
    "suspend",
    "retire",
    "die",
    "leave",
    "lead",
    "hold",
    "stand_in",
)
_DECIDED = frozenset("agreed resolved decided determined ordered".split())
_PASSIVE = frozenset("was were is are be been being get got gets".split())
_FUTURE = frozenset("will shall 'll to due set would".split())
_NOUNS = frozenset("left leave lead run chair follow start move hold cover stand".split())
_BEFORE_NOUNS = frozenset(
    "the a an on his her Ps its Os sick annual gardening pictured far maternity paternity parental adoption "
    "study special compassionate extended unpaid paid garden medical indefinite".split()
)
_BEFORE_HEAD = frozenset("will to would shall 'll".split())
"""Only behind these is "head" surely a verb."""
_PLURALS = frozenset("names picks moves starts takes leads runs heads chairs posts".split())
_UNTRUE = ("it is not true", "it is untrue", "it isn't true", "no truth", "there is no truth", "not true")
_OPENING = 6
_ASKED_TO = r"(?:asked|urged|told|pressed|begged|advised|invited)(?: (?!that |and |but )\S+){1,9} to"
_PARTICIPLES = ("ed", "ing", "en", "made", "led", "brought", "sent")
_SKIPPED = frozenset("D Q".split())
_AUXILIARIES = frozenset("has have had was were is are be been will did not".split())
_TAKEN_ON = ("taken on", "took on", "takes on")
_NO_ASIDE = frozenset("; : ( ) Q who which".split())
_LONGEST_ASIDE = 14
_RELATIVE = 8
"""Within so many items before a verb "whom" is its object."""


_TOLD_BEFORE = re.compile(
    r"\bhad (?:told|assured|informed|said|claimed|announced|insisted)(?: \S+){0,4} that P$"
)
"""What somebody "had told" is what was said before the truth came out."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb with its helpers at the items `first:last`; the verb itself begins at `core`.

    `kind` is its class in `rules/verbs.toml`, `form` the words. `is_blocked` where the text says that it has
    not happened: "denied that", "may", "called on ... to".
    """

    first: int
    core: int
    last: int
    kind: str
    form: str
    is_passive: bool
    is_future: bool
    is_blocked: bool
    is_participle: bool

    @property
    def helper_count(self) -> int:
        """How many helping words stand before the verb."""
        return self.core - self.first


class View:
    """A sentence's items and their codes by number; outside it every code is empty."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.items: tuple[Item, ...] = sentence.items
        self.codes: list[str] = sentence.skeleton.split(" ")[:-1]

    def __len__(self) -> int:
        return len(self.items)

    def code(self, number: int) -> str:
        """The code of an item, empty outside the sentence."""
        return self.codes[number] if 0 <= number < len(self.codes) else ""

    def ahead(self, number: int, count: int) -> str:
        """The codes of the items from `number` on, with spaces between."""
        return " ".join(self.codes[max(0, number) : max(0, number) + count])

    def before(self, number: int, count: int) -> str:
        """The codes of the items before `number`, with spaces between."""
        return " ".join(self.codes[max(0, number - count) : number])

    def date(self, number: int) -> DateMention | None:
        """The date at an item, if there is one."""
        item = self.items[number] if 0 <= number < len(self.items) else None
        return item if isinstance(item, DateMention) else None

    def person(self, number: int) -> PersonMention | None:
        """The person at an item, also one meant by a pronoun, not by a possessive."""
        item = self.items[number] if 0 <= number < len(self.items) else None
        return item if isinstance(item, PersonMention) and item.code == "P" else None


@cache
def _kinds() -> dict[str, str]:
    """The class of each form of a verb."""
    rules = read_rules("verbs")
    return {form.strip(): name for name in reversed(_CLASSES) for form in rules[name]["forms"].split("|")}


@cache
def _pattern() -> re.Pattern[str]:
    forms = sorted(_kinds(), key=lambda form: (-len(form), form))
    return re.compile(rf"(?<!\S)(?:{'|'.join(re.escape(form) for form in forms)})(?!\S)")


@cache
def _blocking() -> re.Pattern[str]:
    phrases = [
        part.strip() for part in read_rules("verbs")["blockers"]["phrases"].replace("\n", "").split("|")
    ]
    choices = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True) if phrase)
    return re.compile(rf"(?<!\S)(?:{choices}|{_ASKED_TO})(?!\S)")


@cache
def _forms(name: str, table: str) -> frozenset[str]:
    """Forms that are of a class only sometimes."""
    return frozenset(read_rules("verbs")[name][table].split("|"))


@cache
def _words(table: str) -> frozenset[str]:
    return frozenset(read_rules("verbs")[table]["words"].split())


def verbs(view: View) -> Iterator[Verb]:
    """The verbs of interest of a sentence, in order."""
    text = view.sentence.skeleton
    at = 0
    while match := _pattern().search(text, at):
        form = match[0]
        core = view.sentence.index(match.start())
        last = view.sentence.index(match.end() - 1) + 1
        if form in _TAKEN_ON and view.code(last) == "D":
            form, last = form.removesuffix(" on"), last - 1
        if not _is_noun(view, core, form):
            yield _verb(view, core, last, form)
        at = match.end()


def _is_noun(view: View, core: int, form: str) -> bool:
    """Whether what looks like a verb is a noun: "on leave", "the lead", "his run"."""
    before = view.code(core - 1)
    if form == "head":
        return before not in _BEFORE_HEAD
    if form in _PLURALS and before in ("", "the", "of", "these", "some", "two", "three", "their", "other"):
        return True
    return form.split(maxsplit=1)[0] in _NOUNS and before in _BEFORE_NOUNS


def _kind(view: View, first: int, last: int, form: str, *, passive: bool) -> str:
    """The class of a verb: "was moved to" and "they took on P" are what others do, "she moved to" is not."""
    if passive and form in _forms("appoint", "given"):
        return "appoint"
    if passive and form in _forms("take", "passive"):
        return "take"
    is_given = view.code(last) == "P" or "whom" in view.codes[max(0, first - _RELATIVE) : first]
    return "appoint" if is_given and form in _forms("appoint", "giving") else _kinds()[form]


def _verb(view: View, core: int, last: int, form: str) -> Verb:
    first = core
    while first > 0 and (view.code(first - 1) in _words("helpers") or view.code(first - 1) in _SKIPPED):
        if view.code(first - 1) == "to" and view.code(first) == "D" == view.code(first - 2):
            break
        if view.code(first - 1) == "since" and view.code(first) == "D":
            break
        first -= 1
    while first < core and view.code(first) in _SKIPPED:
        first += 1
    helpers = view.codes[first:core]
    if (opening := _aside(view, first - 1)) is not None:
        aux = opening
        while aux > 0 and view.code(aux - 1) in _words("helpers"):
            aux -= 1
        helpers, first = view.codes[aux:opening] + helpers, aux
    passive = _is_passive(helpers, form)
    future = any(word in _FUTURE for word in helpers) and not _is_done(view, first, helpers)
    unreal = "would" in helpers and "have" in helpers
    blocked = (
        unreal
        or (
            any(word in _words("blockers") for word in helpers)
            and view.ahead(last, 2) != "until D"
            and not _is_decided(view, first, helpers)
        )
        or (bool(_blocking().search(_governing(view, first, core))) and not _is_decided(view, first, helpers))
        or " ".join(view.codes[:_OPENING]).startswith(_UNTRUE)
        or (helpers[:1] == ["had"] and bool(_TOLD_BEFORE.search(" ".join(view.codes[:first]))))
    )
    participle = not helpers and form.split(maxsplit=1)[0].endswith(_PARTICIPLES)
    kind = _kind(view, first, last, form, passive=passive)
    return Verb(first, core, last, kind, form, passive, future, blocked, participle)


def _aside(view: View, comma: int) -> int | None:
    """The comma behind a helping verb that opens what the one at `comma` closes: "has, it is said, been"."""
    if view.code(comma) != ",":
        return None
    for number in range(comma - 1, max(0, comma - _LONGEST_ASIDE), -1):
        if view.code(number) == ",":
            return number if view.code(number - 1) in _AUXILIARIES else None
        if view.code(number) in _NO_ASIDE:
            break
    return None


def is_taken_back(view: View, number: int) -> bool:
    """Whether the words before a noun call for, or deny, what it says."""
    return bool(_blocking().search(_governing(view, number, number + 1)))


def _is_done(view: View, first: int, helpers: list[str]) -> bool:
    """Whether a "to" looks back: "used to lead", "had to resign", "left in May to join X"."""
    if "used" in helpers or helpers[:2] == ["had", "to"]:
        return True
    return helpers == ["to"] and bool(
        {"left", "quit", "resigned", "departed", "beat", "won", "returned", "joined"}
        & set(view.codes[max(0, first - 7) : first])
    )


def _is_decided(view: View, first: int, helpers: list[str]) -> bool:
    """Whether a "should" is a decision: "agreed that she should be succeeded by", "resolved that ..."."""
    before = view.codes[max(0, first - _LONGEST_ASIDE) : first]
    return "should" in helpers and "that" in before and bool(_DECIDED & set(before[: before.index("that")]))


def _is_passive(helpers: list[str], form: str) -> bool:
    """Whether a form of "be" makes the verb a passive one: not in "is to chair", not in "was leaving"."""
    places = [number for number, word in enumerate(helpers) if word in _PASSIVE]
    return (
        bool(places) and "to" not in helpers[places[-1] :] and not form.split(maxsplit=1)[0].endswith("ing")
    )


def _governing(view: View, first: int, core: int) -> str:
    """The words before a verb that could take back what it says: to the clause's beginning."""
    start = first
    infinitive = "to" in view.codes[first:core]
    while start > 0 and core - start < (26 if infinitive else 14):
        code = view.code(start - 1)
        if code in (";", ":", ".", "(", "Q", "but", "since") or (code == "and" and start < first):
            break
        if code == "," and not infinitive and start < first - 1 and view.code(start) not in ("P", "R"):
            break
        start -= 1
    return " ".join(view.codes[start:core])
