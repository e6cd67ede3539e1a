"""Where a text lets somebody speak: spans between quotation marks, straight and curly, over paragraphs.

Marks are paired paragraph by paragraph, in one pass. A mark may be able to open, to close, or neither (an
apostrophe). What opens and is not closed before the next mark that opens is no quotation. Speech may go on
over several paragraphs, each of which begins with the mark; only the last one then closes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.text.tokens import Paragraph

_MARK = re.compile(r"``|''(?!\w)|[\"“”„‟'‘’‛«»]")
_DOUBLE = frozenset({"``", "''", '"', "“", "”", "„", "‟", "«", "»"})
_OPENING = frozenset({"``", "“", "„", "‘", "«"})
_CLOSING = frozenset({"''", "”", "’", "»"})
_BEFORE_OPENER = frozenset("([{—–-/\"“‘'«")
_SURE = frozenset('.,!?…;:)]”"»')
_ELISIONS = frozenset(read_rules("statements")["elisions"]["words"].split())
_WORD = re.compile(r"\w+")
_DECADE = re.compile(r"\d\ds?")
_SPEECH_END = re.compile(r"[.!?…]\W*$")
MAX_CHARS = 6000
"""Marks further apart in one paragraph do not belong together."""
MAX_INTERRUPTION = 3
"""Speech that is left open goes on after at most so many paragraphs (captions) less one."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Direct speech at `start:end`, marks included; the words without them are at `inner_start:inner_end`.

    `is_open` where the paragraph ended before the closing mark; `continues` where it goes on from an
    earlier paragraph. `begins_nested` where its first words are in quotation marks of their own. `leads_on`
    where it ends as speech does that an attribution follows: in a comma, a question or an exclamation mark.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    is_open: bool = False
    continues: bool = False
    begins_nested: bool = False
    leads_on: bool = False


class _Mark(NamedTuple):
    """A quotation mark at `start:end`, and what it can do by the characters around it.

    `is_weak`: a closing mark that may be the apostrophe of a plural ("the girls' school").
    """

    start: int
    end: int
    family: Literal["double", "single"]
    is_curly: bool
    opens: bool
    closes: bool
    is_weak: bool


def find(text: str, paragraphs: Sequence[Paragraph]) -> list[Quotation]:
    """The quotations in these paragraphs, in order; one within another is part of the outer one."""
    marks = [list(_marks(text, paragraph)) for paragraph in paragraphs]
    found: list[Quotation] = []
    carried: _Mark | None = None
    distance = 0
    for number, paragraph in enumerate(paragraphs):
        pairs = _Pairs(text, paragraph, marks[number], carried)
        spans = pairs.spans()
        opener = pairs.left_open
        if opener and (
            _is_introduced(text, paragraph, opener, carried) or _goes_on(paragraphs, marks, number, opener)
        ):
            continues = carried is not None and opener.start == paragraph.start
            spans = [span for span in spans if span.end <= opener.start]
            spans.append(Quotation(opener.start, paragraph.end, opener.end, paragraph.end, True, continues))
        found.extend(spans)
        if spans:
            carried, distance = (opener if spans[-1].is_open else None), 0
        elif carried:
            distance += 1
            carried = carried if distance < MAX_INTERRUPTION else None
    return found


def _goes_on(
    paragraphs: Sequence[Paragraph], marks: Sequence[Sequence[_Mark]], number: int, opener: _Mark
) -> bool:
    """Whether speech that a paragraph leaves open goes on below, where a paragraph begins with its mark."""
    for ahead in range(number + 1, min(number + 1 + MAX_INTERRUPTION, len(paragraphs))):
        first = marks[ahead][0] if marks[ahead] else None
        if first and first.start == paragraphs[ahead].start and first.opens and first.family == opener.family:
            return True
    return False


def _is_introduced(text: str, paragraph: Paragraph, opener: _Mark, carried: _Mark | None) -> bool:
    """Whether what is never closed is speech: introduced, or going on, and ending as speech does."""
    if not _SPEECH_END.search(text, max(opener.end, paragraph.end - 4), paragraph.end):
        return False
    if opener.start == paragraph.start:
        return carried is not None and carried.family == opener.family
    before = text[max(paragraph.start, opener.start - 2) : opener.start].strip()
    return before == ":" or (before == "," and opener.family == "double")


def _marks(text: str, paragraph: Paragraph) -> Iterator[_Mark]:
    """The marks of a paragraph that can open or close something, in order."""
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        start, end = match.span()
        before = text[start - 1] if start > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        if match[0] in _DOUBLE:
            mark = _double(match[0], start, end, before, after)
        else:
            mark = _single(text, match[0], start, end, before, after)
        if mark.opens or mark.closes:
            yield mark


def _double(sign: str, start: int, end: int, before: str, after: str) -> _Mark:
    opens = before.isspace() or before in _BEFORE_OPENER or (before in ":," and after.isalnum())
    closes = not before.isspace() and before not in "([{" and (not after.isalnum() or before in _SURE)
    if before.isspace() and (after.isspace() or after in ".,;:"):
        closes = True
    if sign in _OPENING and not after.isspace():
        opens, closes = True, False
    elif sign in _CLOSING and not before.isspace():
        opens, closes = False, True
    return _Mark(start, end, "double", sign not in ('"', "‟"), opens, closes, False)


def _single(text: str, sign: str, start: int, end: int, before: str, after: str) -> _Mark:
    apart = before.isspace() or before in _BEFORE_OPENER
    opens = apart and not after.isspace() and after not in ".,;:!?)" and not _is_elision(text, end)
    closes = not before.isspace() and not after.isalnum() and before not in "([{"
    if sign in _OPENING:
        closes = closes and not opens
    elif sign in _CLOSING and not (sign == "’" and opens and _is_lone(text, end)):
        opens = False
    weak = before in "sSzx" or text[max(0, start - 2) : start] == "in"
    is_weak = closes and weak and after.isspace()
    return _Mark(start, end, "single", sign not in ("'", "‛"), opens, closes, is_weak)


def _is_elision(text: str, at: int) -> bool:
    """Whether the word at `at` is one that an apostrophe begins: 'til, 'em, '90s."""
    word = _WORD.match(text, at)
    return word is not None and (word[0].lower() in _ELISIONS or bool(_DECADE.fullmatch(word[0])))


def _is_lone(text: str, at: int) -> bool:
    """Whether ’ stands where ‘ should: at the head of a line, before a capital."""
    return text[at : at + 1].isupper() and text[max(0, at - 2) : at - 1] in ("", "\n")


class _Pairs:
    """Pairs the marks of one paragraph. `left_open` is the mark of speech that nothing closes."""

    def __init__(
        self, text: str, paragraph: Paragraph, marks: Sequence[_Mark], carried: _Mark | None
    ) -> None:
        self._text = text
        self._paragraph = paragraph
        self._marks = marks
        self._carried = carried
        self._surer = _surer_closers(marks)
        self.left_open: _Mark | None = None

    def spans(self) -> list[Quotation]:
        """The closed quotations, in order."""
        spans: list[Quotation] = []
        number = 0
        if (tail := self._tail()) is not None:
            spans.append(tail[0])
            number = tail[1]
        while number < len(self._marks):
            mark = self._marks[number]
            close = self._close(number) if mark.opens else None
            if close is None:
                number += 1
                continue
            spans.append(self._between(number, close))
            number = close + 1
        return spans

    def _tail(self) -> tuple[Quotation, int] | None:
        """Speech from above whose closing mark comes first here, and the mark after it."""
        if not self._carried or self._carried.family != "double":
            return None
        for number, mark in enumerate(self._marks):
            if mark.family != "double":
                continue
            if mark.opens or not mark.closes:
                return None
            start = self._paragraph.start
            return Quotation(start, mark.end, start, mark.start, False, True), number + 1
        return None

    def _between(self, first: int, last: int) -> Quotation:
        opener, closer, inner = self._marks[first], self._marks[last], self._marks[first + 1]
        at_head = opener.start == self._paragraph.start
        return Quotation(
            opener.start,
            closer.end,
            opener.end,
            closer.start,
            continues=self._carried is not None and at_head and opener.family == self._carried.family,
            begins_nested=inner.start == opener.end and inner.opens and inner is not closer,
            leads_on=self._text[closer.start - 1] in ",?!",
        )

    def _close(self, number: int) -> int | None:
        """The number of the mark that closes the one at `number`."""
        opener = self._marks[number]
        other_style: int | None = None
        inside_double = False
        for at in range(number + 1, len(self._marks)):
            mark = self._marks[at]
            if mark.start - opener.start > MAX_CHARS:
                break
            if mark.family != opener.family:
                inside_double = self._toggles(opener, mark, inside=inside_double)
                continue
            if mark.closes and not inside_double and not self._is_apostrophe(at):
                if mark.is_curly == opener.is_curly:
                    return at
                other_style = at if other_style is None else other_style
            elif mark.opens and not mark.closes and mark.is_curly == opener.is_curly:
                if self._is_nested(at):
                    continue
                return other_style
        if other_style is None and self.left_open is None:
            self.left_open = opener
        return other_style

    @staticmethod
    def _toggles(opener: _Mark, mark: _Mark, *, inside: bool) -> bool:
        """Whether a double mark within single ones leaves a quotation inside them open."""
        if opener.family != "single":
            return False
        return not mark.closes if inside else mark.opens

    def _is_apostrophe(self, number: int) -> bool:
        """Whether a closing mark is an apostrophe, since a surer one follows before anything opens."""
        return self._marks[number].is_weak and self._surer[number]

    def _is_nested(self, number: int) -> bool:
        """Whether a mark that opens the same kind again is closed together with the outer one."""
        following = [mark for mark in self._marks[number + 1 : number + 5] if mark.family == "double"][:2]
        return len(following) == 2 and all(mark.closes and not mark.opens for mark in following)


def _surer_closers(marks: Sequence[_Mark]) -> list[bool]:
    """For each mark, whether a closing one that is no plural's apostrophe follows before one that opens."""
    surer = [False] * len(marks)
    ahead = {True: False, False: False}
    for number in range(len(marks) - 1, -1, -1):
        mark = marks[number]
        if mark.family != "single":
            continue
        surer[number] = ahead[mark.is_curly]
        if mark.opens and not mark.closes:
            ahead[mark.is_curly] = ahead[False] = False
        elif mark.closes and not mark.is_weak:
            ahead[mark.is_curly] = True
    return surer
