"""A text as tokens and paragraphs: words with their offsets, a possessive 's on its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
      (?<=[\w.])['’][sS](?!\w)                             # the possessive, or a short "is"
    | (?<=[Hh]e|ho)['’](?:d|ll)\b                           # he'd  she'll  who'd
    | (?:[Ee]x|EX)-(?=\w)                                   # ex-leader
    | (?:[A-Z]\.){2,}(?!\w)                                # P.J.
    | [A-Z]\.(?=\s+[A-Z(]|[A-Z]|\s+(?:ap|de|van|von|al)\s)  # T. Ackerley
    | [£€$]?\d+(?:[.,:/]\d+)*(?:\w*)(?:-\d+)?              # 1,502  7.40pm  2014-15  £1.2bn  3rd
    | [^\W_]+(?:(?:-(?!(?:designate|elect)\b)             # so-called
                 | [&./@_]                                 # R&D
                 | ['’](?![sS](?!\w))(?!(?<=[Hh]e['’]|ho['’])(?:d|ll)\b)  # O'Dowd
                 )[^\W_]+)*
    | [^\w\s]
    | _
    """,
    re.VERBOSE,
)
_LOWER = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})
_IS_SHORT = re.compile(r"(?:\b(?:he|she|who|there|that|here|what|it))\Z", re.I)
_DONE = re.compile(
    r"\s+(?:(?:now|also|since|already|just|only|long|always|never|not)\s+)*(?:been|had|led|run|held|become|taken|gone|got"
    r"|left|quit|served|worked|chaired|headed|stepped|resigned|retired|joined|moved|returned|died|decided|agreed"
    r"|announced|told|said|asked|spent)\b"
)
_UNFINISHED = re.compile(r"[^.!?:;\"”’)|]\s*$")
_WRAPPED = re.compile(r"[a-z(]")
_ASKED = frozenset({"Q.", "A."})
"""What questions and answers begin with in an interview that labels them so."""
_LONGEST = 6
MIN_WRAPPED = 55
"""A line at least this long may go on in the next one, where that begins with a small letter."""


class Token(NamedTuple):
    """A word or a mark at `start:end`. `lower` is in lower case with straight apostrophes."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        """Whether it has letters or figures."""
        return self.text[0].isalnum() or len(self.text) > 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph at `start:end`, its blank margins left out."""

    start: int
    end: int


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """The tokens of `text[start:end]`; offsets count in `text`.

    The `lower` of a short verb is the whole one: "he's" is "he", "is".
    """
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        lower = word.lower().translate(_LOWER)
        if lower == "'s" and _IS_SHORT.search(text, max(start, match.start() - _LONGEST), match.start()):
            lower = "has" if _DONE.match(text, match.end(), end) else "is"
        if match.start() == start and word in _ASKED and text.count("\nQ. ") > 1:
            yield Token(match.start(), match.start() + 1, word[0], lower[0])
            yield Token(match.start() + 1, match.end(), word[1:], word[1:])
            continue
        yield Token(match.start(), match.end(), word, lower)


def paragraphs(text: str) -> Iterator[Paragraph]:
    """The paragraphs of `text`: its lines, where a line is not the middle of a wrapped sentence."""
    start = end = -1
    for match in re.finditer(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+", text):
        line = match[0]
        if not (stripped := line.strip()):
            continue
        left = match.start() + len(line) - len(line.lstrip())
        right = left + len(stripped)
        if start >= 0 and _goes_on(text, start, end, left):
            end = right
            continue
        if start >= 0:
            yield Paragraph(start, end)
        start, end = left, right
    if start >= 0:
        yield Paragraph(start, end)


def _goes_on(text: str, start: int, end: int, following: int) -> bool:
    """Whether the line that begins at `following` continues the paragraph `start:end`."""
    if text.count("\n", end, following) > 1 or not _WRAPPED.match(text, following):
        return False
    last_line = text[max(start, text.rfind("\n", start, end) + 1) : end]
    return len(last_line) >= MIN_WRAPPED and bool(_UNFINISHED.search(last_line))
