"""In what manner people and bodies are named, by the words around: in passing, as a speaker, as a heading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from councilgraph.graph.extractors.prose.names.organisations import Named, Organisation
from councilgraph.graph.extractors.prose.names.person_names import Name
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.text.tokens import Token

_OBLIQUE = frozenset("under by with from of to for alongside like than via against".split())
_CLAUSE_ENDS = frozenset(". ; : and but said has is was that".split())
_FAR = 12
_SAY = frozenset(read_rules("statements")["verbs"]["say"].split())
_BESIDE = frozenset(", ( and by from to with of for under".split())
_GONE = frozenset(
    "moves move moved moving goes go went going gone off leaving leave leaves left bound heading headed "
    "heads return returns returning returned switching switches departs departing departed defects "
    "defecting seconded lent loaned lost lured poached transferring transfers crosses crossing decamps "
    "decamping".split()
)
_JOINS = frozenset("join joins joining joined rejoin rejoins rejoining rejoined".split())
_NEXT_JOBS = frozenset("job post role position vacancy posts roles jobs move switch".split())
_TAKES = frozenset(
    "take takes taking taken accept accepts accepted accepting land lands landed landing start starts "
    "starting begin begins beginning same similar new equivalent top bigger better another".split()
)
_CAME = frozenset(
    "came come comes coming joined joins joining join arrives arrived arrive arriving moved moves "
    "moving hired recruited seconded secondment loan poached headhunted lured brought transferred "
    "crosses crossed switched appointed returned returns hails hailed promoted".split()
)
_PREPOSITIONS = frozenset(
    "at of in for to from by with on over under against between near outside , ( : &".split()
)
_NEAR, _BRACKET = 6, 3
_HEADING = 8
_SENTENCE_ENDS = frozenset(". ! ? ; ,".split())


def of_person(words: Sequence[Token], name: Name) -> Iterator[str]:
    """In what way a person is named: in passing, as an owner, as who speaks."""
    if _is_oblique(words, name.title_first):
        yield "oblique"
    after = words[name.last].lower if name.last < len(words) else ""
    before = words[name.title_first - 1].lower if name.title_first else ""
    if after in ("'s", "'", "’"):
        yield "owner"
    if after in _SAY or before in _SAY:
        yield "speaker"
    if before in _BESIDE:
        yield f"after {before}"


def is_bracketed(words: Sequence[Token], number: int) -> bool:
    """Whether a body stands in brackets after somebody: "P (Con, Rugby)"."""
    return any(word.text == "(" for word in words[max(0, number - _BRACKET) : number])


def is_goal(words: Sequence[Token], number: int) -> bool:
    """Whether a body is where somebody goes: "moved to O", "joins O", "to take the same job at O"."""
    at = number - 1 - (number > 0 and words[number - 1].lower == "the")
    before = words[at].lower if at >= 0 else ""
    if before in _JOINS:
        return True
    near = [word.lower for word in words[max(0, at - _NEAR) : max(0, at)]]
    if before in ("to", "for") and not _GONE.isdisjoint(near):
        return True
    is_job = before in ("at", "with", "in") and near[-1:] and near[-1] in _NEXT_JOBS
    return bool(is_job) and not _TAKES.isdisjoint(near)


def is_origin(words: Sequence[Token], number: int) -> bool:
    """Whether a body is where somebody came from: "joined from O", "on secondment from the O"."""
    at = number - 1 - (number > 0 and words[number - 1].lower == "the")
    near = (word.lower for word in words[max(0, at - _NEAR) : max(0, at)])
    return at >= 0 and words[at].lower == "from" and not _CAME.isdisjoint(near)


def of_body(words: Sequence[Token], number: int) -> Iterator[str]:
    """In what way a body is named: as where somebody goes, or came from, after which word."""
    if is_goal(words, number):
        yield "goal"
    if is_origin(words, number):
        yield "origin"
    if is_bracketed(words, number):
        yield "in brackets"
    at = number - 1 - (number > 0 and words[number - 1].lower == "the")
    before = words[at].lower if at >= 0 else ""
    if before in _PREPOSITIONS:
        yield f"after {before}"


def headings(
    paragraphs: Iterable[tuple[bool, Sequence[Token], Sequence[Named]]],
) -> dict[int, Organisation]:
    """The bodies that short lines without an end name, by their paragraphs, if there are several such lines.

    Of each paragraph: whether it is the story's and names nobody, its words, the organisations in it.
    """
    found: dict[int, Organisation] = {}
    for number, (may_be, words, organisations) in enumerate(paragraphs):
        named = [each.organisation for each in organisations if each.organisation]
        is_line = may_be and 0 < len(words) <= _HEADING and words[-1].text not in _SENTENCE_ENDS
        if is_line and len(named) == 1:
            found[number] = named[0]
    return found if len({body.name for body in found.values()}) > 1 else {}


def _is_oblique(words: Sequence[Token], number: int) -> bool:
    """Whether a person stands in a phrase with a preposition: "under its chair, Lord X"."""
    for word in reversed(words[max(0, number - _FAR) : number]):
        if word.lower in _OBLIQUE:
            return True
        if word.lower in _CLAUSE_ENDS or word.is_capital:
            return False
    return False
