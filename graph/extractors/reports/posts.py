"""Posts whose holders a report does not name: "the director of children's services has been in post since ..."."""

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
_MONTH_CHARS = len("2014-05")
_MAX_BOARD_NAME = 80


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
    sentences = [
        match for section in _sections(part, rules) for match in _SENTENCE.finditer(part.lower, *section)
    ]
    for kind in rules.posts.kinds:
        found = (
            _held(part, rules, kind, subject, sentence) for subject in kind.subjects for sentence in sentences
        )
        first = next((held for held in found if held), None)
        if first:
            yield first


def _sections(part: Part, rules: Rules) -> Iterator[tuple[int, int]]:
    for heading in rules.posts.heading.finditer(part.lower, part.start, part.end):
        yield heading.end(), min(part.end, heading.end() + _MAX_SECTION)


def _held(
    part: Part, rules: Rules, kind: PostKind, subject: re.Pattern[str], sentence: re.Match[str]
) -> Held | None:
    """What `sentence` says about a post of `kind`, if it has `subject` and a date since when."""
    holder = subject.search(part.lower, sentence.start(), sentence.end())
    if not holder or rules.posts.not_the_holder.search(part.lower, sentence.start(), holder.start()):
        return None
    for preposition in _DATE.finditer(part.lower, holder.end(), sentence.end()):
        period = parse_period(part.plain, preposition.end(), sentence.end())
        if not period or not rules.posts.since.search(part.lower, holder.end(), preposition.end()):
            continue
        said_before = part.lower[sentence.start() : preposition.start()]
        said_after = part.lower[period.stop : sentence.end() + _MAX_BOARD_NAME]
        return Held(
            kind=kind,
            # To the month, as nearly all reports have it; a day that is given is in the quote.
            since=period.start[:_MONTH_CHARS],
            is_interim=bool(rules.posts.interim.search(said_before))
            and not rules.posts.settled.search(said_after),
            start=sentence.start(),
            end=min(sentence.end() + 1, part.end),
        )
    return None


def board_name(part: Part, council: str, councils: Councils) -> str:
    """The safeguarding board as the report names it most often, else by the place of `council`."""
    place = {word.lower() for word in council.split() if len(word) > 3} - set(councils.words)
    named: Counter[str] = Counter()
    for match in councils.board.finditer(part.lower, part.start, part.end):
        before = part.plain[max(part.start, match.start() - _MAX_BOARD_NAME) : match.start()]
        name = re.search(r"(?:[A-Z][\w'-]*\s+(?:(?:and|upon|on|of|the|with)\s+)*)+$", before)
        words = name[0].split() if name else []
        while words and words[0].lower() in {"the", "this", "local"}:
            words = words[1:]
        if place & {word.lower() for word in words}:
            named[" ".join([*words, "Safeguarding Children Board"])] += 1
    if named:
        return min(named, key=lambda name: (-named[name], name))
    short = " ".join(word for word in council.split() if word.lower() not in councils.designations)
    return f"{short or council} Safeguarding Children Board"
