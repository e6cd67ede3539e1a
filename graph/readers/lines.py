"""What kind of line a line of a story is: a notice of the web site, prose, navigation, comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_NOTICE = re.compile(
    r"\bcookies?\b|\bbrowser\b|\bjavascript\b|\bgdpr\b|\bprivacy (?:policy|notice|settings)\b"
    r"|\bvalue your privacy\b|\b(?:accept|reject) all\b|\bad[ -]?block|^skip to\b"
    r"|^(?:learn|find out|read) more\b|^sign (?:in|up)\b|^log ?[io]n\b|^register\b.{0,20}$|^subscribe\b"
    r"|^already a subscriber|^premium content\b|^advertise?ments?$|^share (?:this|on)\b|^follow us\b"
    r"|^(?:menu|search|close|print|e-?mail this(?: to a friend)?|printable version|article history)$"
    r"|^(?:news story|(?:press|news) (?:release|notice))$"
    r"|^image(?: source| credit|:)|^listen to this\b|^\d+ min(?:ute)?s? read$",
    re.IGNORECASE,
)
_END_OF_STORY = re.compile(
    r"(?:readers['’]?\s+(?:comments|letters|views)|(?:your\s+|\d+\s+)?comments?|have your say"
    r"|what do you think|(?:leave|post|add) a comment|join the (?:discussion|conversation)"
    r"|(?:related|more) (?:articles|stories|news)|most read)\b[^.]{0,40}",
    re.IGNORECASE,
)
_NAVIGATION = re.compile(
    r"you are here|home\b.{0,3}\S|.+[|>»].+[|>»].+|(?:\w[\w' ]{0,30}? {2,}){2,8}\w", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*$")

_SHORT_CHARS, _PROSE_CHARS, _PROSE_WORDS = 400, 200, 18
_HEAD_LINES = 40


def is_notice(line: str) -> bool:
    """Whether a line is about the web site (cookies, browsers, signing in), not the story."""
    return len(line) < _SHORT_CHARS and bool(_NOTICE.search(line.strip()))


def is_prose(line: str) -> bool:
    """Whether a line is a paragraph of the story and no headline, by-line or the like."""
    if len(line) > _SHORT_CHARS:
        return True
    line = line.strip()
    is_sentence = len(line.split()) >= _PROSE_WORDS and bool(_SENTENCE_END.search(line))
    return is_sentence or len(line) > _PROSE_CHARS


def is_navigation(line: str) -> bool:
    """Whether a line is a row of links or a trail of breadcrumbs."""
    return len(line) < _SHORT_CHARS and bool(_NAVIGATION.match(line.strip()))


def story(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with their numbers, up to readers' comments or other stories."""
    has_prose = False
    for number, line in enumerate(lines):
        if has_prose and len(line) < _SHORT_CHARS and _END_OF_STORY.fullmatch(line.strip()):
            return
        if line.strip():
            has_prose = has_prose or is_prose(line)
            yield number, line


def head(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The lines, with their numbers, that stand before a story or at its beginning, notices left out.

    It ends before the second paragraph of prose: some web pages come with the body, as one line,
    before the headline.
    """
    paragraphs = count = 0
    for number, line in story(lines):
        if is_notice(line):
            continue
        paragraphs += is_prose(line)
        count += 1
        if paragraphs > 1 or count > _HEAD_LINES:
            return
        yield number, line
