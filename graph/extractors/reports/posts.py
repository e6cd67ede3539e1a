"""Posts whose holders are not named: "the director of children's services has been in post since ..."."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from councilgraph.graph.extractors.reports.days import parse_period
from councilgraph.graph.extractors.reports.part import Part
from councilgraph.graph.extractors.reports.rules import Councils, PostKind, Rules

_MAX_SECTION = 2500
_SENTENCE = re.compile(r"[^•.]+(?:\.(?!\s|$)[^•.]*)*")
_DATE = re.compile(r"\b(?:since|from|in|on)\s+(?=[\da-z])")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_MAX_AFTER = 120
"""How far after its sentence it may say that an interim holder has become permanent."""
_MONTH_CHARS = len("2014-05")
_MAX_BOARD_NAME = 80
_CAPITALISED = re.compile(r"(?:[A-Z][\w'-]*\s+(?:(?:and|upon|on|of|the|with)\s+)*)+$")


@dataclass(frozen=True, slots=True)
class Held:
    """A post that somebody holds, as is said at `start:end`; `since` is EDTF."""

    kind: PostKind
    since: str
    is_interim: bool
    start: int
    end: int


def held_posts(part: Part, rules: Rules) -> Iterator[Held]:
    """The posts of which `part` says since when they have been held, one of each kind at most."""
    listed = [
        match for section in _sections(part, rules) for match in _SENTENCE.finditer(part.lower, *section)
    ]
    for kind in rules.posts.kinds:
        first = next((held for held in _all_held(part, rules, kind, listed)), None)
        if first:
            yield first


def _sections(part: Part, rules: Rules) -> Iterator[tuple[int, int]]:
    for heading in rules.posts.heading.finditer(part.lower, part.start, part.end):
        yield heading.end(), min(part.end, heading.end() + _MAX_SECTION)


def _all_held(part: Part, rules: Rules, kind: PostKind, sentences: list[re.Match[str]]) -> Iterator[Held]:
    """What `sentences` say about a post of `kind`, by the surest words for it first."""
    for subject in kind.subjects:
        for sentence in sentences:
            begins = sentence.start()
            for holder in subject.finditer(part.lower, *sentence.span()):
                if not rules.posts.not_the_holder.search(part.lower, begins, holder.start()):
                    yield from _held(part, rules, kind, holder.end(), sentence)
                begins = holder.end()


def _held(part: Part, rules: Rules, kind: PostKind, start: int, sentence: re.Match[str]) -> Iterator[Held]:
    """What `sentence` says from `start` on about the holder of a post of `kind`: the first date, if any."""
    for preposition in _DATE.finditer(part.lower, start, sentence.end()):
        since = _since(part, preposition.end(), sentence.end())
        if not since or not rules.posts.since.search(part.lower, start, preposition.end()):
            continue
        said_before = part.lower[sentence.start() : preposition.start()]
        said_after = part.lower[preposition.end() : sentence.end() + _MAX_AFTER]
        yield Held(
            kind=kind,
            since=since,
            is_interim=bool(rules.posts.interim.search(said_before))
            and not rules.posts.settled.search(said_after),
            start=sentence.start(),
            end=min(sentence.end() + 1, part.end),
        )
        return


def _since(part: Part, start: int, end: int) -> str | None:
    """The month, or the year, at `start`. Reports count in months; a day that is given is in the quote."""
    period = parse_period(part.plain, start, end)
    if period:
        return period.start[:_MONTH_CHARS]
    year = _YEAR.match(part.plain, start, end)
    return year[0] if year else None


def board_name(part: Part, council: str, councils: Councils) -> str:
    """The safeguarding board as the report names it most often, else by the place of `council`."""
    short = " ".join(word for word in council.split() if word.lower() not in councils.designations)
    place = {word for word in short.lower().split() if len(word) > len("and")}
    named: Counter[str] = Counter()
    for match in councils.board.finditer(part.lower, part.start, part.end):
        before = part.plain[max(part.start, match.start() - _MAX_BOARD_NAME) : match.start()]
        words = _own_name(before, place)
        if place & {word.lower() for word in words}:
            named[" ".join([*words, "Safeguarding Children Board"])] += 1
    if named:
        return min(named, key=lambda name: (-named[name], len(name), name))
    return f"{short or council} Safeguarding Children Board"


def _own_name(before: str, place: set[str]) -> list[str]:
    """The capitalised words at the end of `before` that name a board of `place`.

    What stands before an "and" is another body's name, unless words of the place are in it.
    """
    match = _CAPITALISED.search(before)
    words = match[0].split() if match else []
    while words and words[0].lower() in {"the", "this", "local"}:
        words = words[1:]
    while "and" in words:
        shorter = words[words.index("and") + 1 :]
        if {word.lower() for word in words} & place != {word.lower() for word in shorter} & place:
            break
        words = shorter
    return words
