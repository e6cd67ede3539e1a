"""Where a text lets somebody speak: spans between quotation marks, straight and curly, over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from councilgraph.graph.extractors.prose.tokens import Paragraph

_CLOSING = {"“": "”", "‘": "’", '"': '"', "'": "'"}
_OPENER = re.compile(r"[“‘]|(?<![\w.,!?…])[\"'](?=\S)")
_MAX_CHARS = 6000


@dataclass(frozen=True, slots=True)
class Quotation:
    """Direct speech at `start:end`, marks included; the words without them are at `inner_start:inner_end`.

    `is_open` where the paragraph ended before the closing mark; `continues` where it goes on from the
    paragraph before.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    is_open: bool = False
    continues: bool = False


def find(text: str, paragraphs: Sequence[Paragraph]) -> list[Quotation]:
    """The quotations in these paragraphs, in order; one within another is part of the outer one."""
    found: list[Quotation] = []
    carried = ""
    for paragraph in paragraphs:
        spans = _in_paragraph(text, paragraph, carried)
        found.extend(spans)
        carried = text[spans[-1].start] if spans and spans[-1].is_open else ""
    return found


def _in_paragraph(text: str, paragraph: Paragraph, carried: str) -> list[Quotation]:
    spans: list[Quotation] = []
    at = paragraph.start
    while opener := _OPENER.search(text, at, paragraph.end):
        start = opener.start()
        mark = opener[0]
        limit = min(paragraph.end, start + _MAX_CHARS)
        close = _close(text, start + 1, limit, _CLOSING[mark])
        continues = bool(carried) and start == paragraph.start and mark == carried
        if close is None:
            if _ends_open(text, paragraph, mark) or continues:
                spans.append(Quotation(start, paragraph.end, start + 1, paragraph.end, True, continues))
                break
            at = start + 1
            continue
        spans.append(Quotation(start, close + 1, start + 1, close, False, continues))
        at = close + 1
    return spans


def _close(text: str, start: int, limit: int, mark: str) -> int | None:
    """Where the closing mark stands: a single one between letters is an apostrophe."""
    at = start
    while (found := text.find(mark, at, limit)) >= 0:
        before, after = text[found - 1], text[found + 1 : found + 2]
        inside_word = mark in "'’" and (before.isalnum() and after.isalnum())
        plural = (
            mark in "'’" and before == "s" and after == " " and _closes_later(text, found + 1, limit, mark)
        )
        if not inside_word and not plural and not before.isspace():
            return found
        at = found + 1
    return None


def _closes_later(text: str, at: int, limit: int, mark: str) -> bool:
    """Whether a surer closing mark comes, before a new opening one: "the girls' school" inside a quotation."""
    ahead = text[at:limit]
    close = re.search(rf"(?<=[\w.,!?…]){mark}(?!\w)", ahead)
    opening = re.search(rf"(?<!\S)[{'‘' if mark == '’' else mark}](?=\w)", ahead)
    return bool(close) and (not opening or close.start() < opening.start())


def _ends_open(text: str, paragraph: Paragraph, mark: str) -> bool:
    """Whether speech that is not closed goes on in the next paragraph."""
    following = text[paragraph.end : paragraph.end + 8].lstrip()
    return following.startswith(mark)
