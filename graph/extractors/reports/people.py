"""Who inspected: the lists of inspectors that reports end or begin with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from councilgraph.graph.extractors.reports.part import Part
from councilgraph.graph.extractors.reports.rules import Names
from councilgraph.graph.names import without_titles

_WORD = re.compile(r"(?:d')?[^\W\d_][\w'.-]*")
_PARTICLES = frozenset("de di du da la le van von der den ter al el bin st".split())
_BRACKETS = re.compile(r"\([^()]*(?:\)|$)")
_CAPITALS = re.compile(r"(?<=[\w.)])[,\s]+[A-Z]{2,5}s?(?![\w'-])")
_SEPARATORS = re.compile(r"[,;/&+()]|\band\b|\.\s*$")
_INITIAL = re.compile(r"[A-Z]\.?")
_INITIALS = re.compile(r"[A-Z]{2,5}s?")
_UNFINISHED = re.compile(r"(?:[,;&/-]|\band)\s*$")
_FULL_STOP = re.compile(r"\.\s*$")
_LIST_CHARS = 3000


@dataclass(frozen=True, slots=True)
class Team:
    """Who inspected. `roles` is parallel to `members`; `unread` is what looks like no name.

    `where` is the offset at which the list begins.
    """

    lead: str | None = None
    members: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    qa_manager: str | None = None
    unread: tuple[str, ...] = ()
    where: int | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """Names after one label."""

    label: str
    names: tuple[str, ...]
    unread: tuple[str, ...]
    start: int


def team(part: Part, names: Names) -> Team:
    """The inspectors that `part` lists, in the order printed. A second lead inspector is a member."""
    lists = list(_lists(part, names))
    leads = [each for each in lists if names.lead.fullmatch(each.label) and each.names]
    quality = [
        each.names[0] for each in lists if names.quality_assurance.fullmatch(each.label) and each.names
    ]
    lead = leads[0].names[0] if leads else None
    roles: dict[str, str] = {}
    for each in lists:
        for name in each.names:
            role = _role(each.label, names)
            if role and name != lead:
                roles.setdefault(name, role)
    return Team(
        lead=lead,
        members=tuple(roles),
        roles=tuple(roles.values()),
        qa_manager=quality[0] if quality else None,
        unread=tuple(words for each in lists for words in each.unread),
        where=leads[0].start if leads else None,
    )


def _role(label: str, names: Names) -> str | None:
    """What those listed after `label` did; None for those who are no part of the team."""
    if names.lead.fullmatch(label):
        return "joint lead"
    if names.other.fullmatch(label) or names.quality_assurance.fullmatch(label):
        return None
    known = (role for role, pattern in names.roles if pattern.fullmatch(label))
    return next(known, None) or re.sub(r"\s*inspectors?$", "", label) or "team"


def _lists(part: Part, names: Names) -> Iterator[_List]:
    """The lists of names from the first lead inspector on."""
    for lead in names.lead_line.finditer(part.lower, part.start, part.end):
        if _list(part, names, lead["label"], lead.end()).names:
            break
    else:
        return
    end = min(part.end, lead.start() + _LIST_CHARS)
    for match in names.label.finditer(part.lower, lead.start(), end):
        found = _list(part, names, " ".join((match["known"] or match["new"]).split()), match.end())
        if match["colon"] or not found.unread:
            yield found
    for match in names.return_visit.finditer(part.lower, lead.start(), end):
        yield _list(part, names, " ".join(match["role"].split()), match.end())


def _list(part: Part, names: Names, label: str, start: int) -> _List:
    value = _value(part, names, start, is_one=not label.endswith("s") and not label.endswith("visit"))
    found, unread = [], []
    for words in _chunks(value, names):
        people = _people(words)
        found += people
        if not people and not names.other.fullmatch(label):
            unread.append(" ".join(words))
    return _List(label, tuple(found), tuple(unread), start)


def _value(part: Part, names: Names, start: int, *, is_one: bool) -> str:
    """The lines from `start` on that belong to a list of names; after a label for one, to one name."""
    value = ""
    offset = start
    while offset < part.end:
        stop = part.plain.find("\n", offset, part.end)
        stop = part.end if stop < 0 else stop
        line = part.plain[offset:stop]
        if line.strip():
            if value and not _goes_on(value, line, names, is_one=is_one):
                break
            value += line + "\n"
        offset = stop + 1
        if names.label.match(part.lower, stop):
            break
    return value


def _goes_on(value: str, line: str, names: Names, *, is_one: bool) -> bool:
    """Whether `line` still belongs to the list of names `value`."""
    if _UNFINISHED.search(value):
        return True
    if _FULL_STOP.search(value):
        return False
    words = [word for chunk in _chunks(line, names) for word in chunk]
    if not words:
        return True
    if any(not _is_name_word(word) or names.not_name.fullmatch(word) for word in words):
        return False
    last = list(_chunks(value, names))[-1:]
    is_whole = not last or len(last[0]) > 1
    return not is_whole or (not is_one and len(words) > 1)


def _chunks(text: str, names: Names) -> Iterator[list[str]]:
    """The words of each piece of `text` between separators, without qualifications and titles."""
    text = names.qualification.sub(";", _CAPITALS.sub(";", _BRACKETS.sub(";", text)))
    for piece in _SEPARATORS.split(text):
        lines = [line.split() for line in piece.split("\n") if line.strip()]
        if not all(len(line) > 1 for line in lines):
            lines = [[word for line in lines for word in line]]
        chunks = [without_titles(" ".join(line)).split() for line in lines if line]
        yield from (chunk for chunk in chunks if len(chunk) > 1 or not _INITIALS.fullmatch(chunk[0]))


def _people(words: list[str]) -> list[str]:
    """The name that `words` are, or the names where a comma between them has been left out."""
    if not all(map(_is_name_word, words)):
        return []
    joined: list[str] = []
    for word in words:
        # "Di" and "Al" are particles only where a surname is due, and there one may follow another.
        after_particle = len(joined) % 2 == 0 and joined and joined[-1].split()[-1].lower() in _PARTICLES
        if joined and (after_particle or _INITIAL.fullmatch(word)):
            joined[-1] += f" {word}"
        else:
            joined.append(word)
    if len(joined) in {2, 3} or (len(joined) == 1 and len(words) > 1):
        return [" ".join(joined)]
    if len(joined) > 3 and len(joined) % 2 == 0:
        return [" ".join(pair) for pair in zip(joined[::2], joined[1::2], strict=True)]
    return []


def _is_name_word(word: str) -> bool:
    return bool(_WORD.fullmatch(word)) and (word.removeprefix("d'")[0].isupper() or word in _PARTICLES)
