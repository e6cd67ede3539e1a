"""The story as lines in which inspections, grades and interventions are looked for.

A line is a sentence with its short quotations opened ("rated 'good' overall"); a longer quotation gives lines
of its own, `is_speech`. Its skeleton tells more kinds of bodies apart than that of a `Sentence`:

    O, Os   a council or another body that can be inspected; "its"
    B       an inspectorate, also "the watchdog"
    I       its inspectors, "a team from Ofsted"; the unit's `value` is "one" for one, "lead" for the leader
    M       a department, a government, its ministers
    X       any other body
    W       "we", "our", "us"
    P, Ps, D, Q as in a sentence; other words stand in lower case, also those that name posts
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from councilgraph.graph.extractors.prose.annotation.annotate import Annotated
from councilgraph.graph.extractors.prose.annotation.mentions import (
    DateMention,
    Item,
    OrganisationMention,
    PersonMention,
    QuotationMention,
    RoleMention,
    Sentence,
)
from councilgraph.graph.extractors.prose.dates import when
from councilgraph.graph.extractors.prose.dates.when import When
from councilgraph.graph.extractors.prose.names.organisations import Finder, Organisation
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.text.quotations import Quotation
from councilgraph.graph.extractors.prose.text.sentences import sentence_spans
from councilgraph.graph.extractors.prose.text.tokens import Token, tokens

SHORT_QUOTATION = 8
"""A quotation of at most so many tokens is part of the sentence around it."""
_STOPS = frozenset(".!?…")
_OURS = frozenset("we our us ours".split())
_DASHES = frozenset("-–—:|")
_MARKS = frozenset("\"'“”‘’")
_CODES = {"council": "O", "inspectorate": "B", "department": "M", "government": "M"}
_NEVER_INSPECTED = frozenset("party union association parliament combined agency board university".split())


@dataclass(frozen=True, slots=True)
class Unit:
    """One word of a line's skeleton, at `start:end` in the document."""

    start: int
    end: int
    code: str
    value: str = ""
    organisation: Organisation | None = None
    person: Person | None = None
    when: When | None = None
    is_place: bool = False
    is_quoted: bool = False
    is_capital: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, or a sentence of direct speech, as units; `skeleton` has their codes with spaces after."""

    units: tuple[Unit, ...]
    skeleton: str
    starts: tuple[int, ...]
    paragraph: int
    is_headline: bool = False
    is_speech: bool = False

    @property
    def start(self) -> int:
        """Where it begins in the document."""
        return self.units[0].start

    @property
    def end(self) -> int:
        """Where it ends in the document."""
        return self.units[-1].end

    def number(self, offset: int) -> int:
        """The number of the unit at an offset of the skeleton."""
        return max(0, bisect.bisect_right(self.starts, offset) - 1)

    def numbers(self, span: tuple[int, int]) -> range:
        """The numbers of the units in a match's span."""
        return range(self.number(span[0]), bisect.bisect_left(self.starts, span[1]))

    def between(self, span: tuple[int, int]) -> tuple[Unit, ...]:
        """The units in a match's span."""
        found = self.numbers(span)
        return self.units[found.start : found.stop]

    def of(self, *codes: str) -> list[int]:
        """The numbers of the units that have one of these codes, in order."""
        return [number for number, unit in enumerate(self.units) if unit.code in codes]


def line_of(units: Sequence[Unit], like: Line | None = None, **settings: object) -> Line:
    """A line of these units, otherwise as another one."""
    starts: list[int] = []
    at = 0
    for unit in units:
        starts.append(at)
        at += len(unit.code) + 1
    skeleton = "".join(f"{unit.code} " for unit in units)
    if like:
        return replace(like, units=tuple(units), skeleton=skeleton, starts=tuple(starts))
    return Line(tuple(units), skeleton, tuple(starts), **settings)  # type: ignore[arg-type]


def lines(annotated: Annotated) -> tuple[Line, ...]:
    """The lines of the story, in order; direct speech comes after the sentence that it is part of."""
    return tuple(_lines(annotated))


def _lines(annotated: Annotated) -> Iterator[Line]:
    finder = Finder(annotated.issued)
    for group in _joined(annotated.sentences):
        units: list[Unit] = []
        speech: list[Quotation] = []
        for item in (item for sentence in group for item in sentence.items):
            if isinstance(item, QuotationMention) and not _is_short(annotated, item.quotation):
                speech.append(item.quotation)
                units.append(Unit(item.start, item.end, "Q"))
            else:
                units.extend(_units(annotated, item))
        if units:
            first = group[0]
            yield line_of(units, paragraph=first.paragraph, is_headline=first.zone == "headline")
        for quotation in speech:
            yield from _spoken(annotated, quotation, group[0].paragraph, finder)


def _joined(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """The sentences; one that begins with a dash is joined to the one before in its paragraph."""
    group: list[Sentence] = []
    for sentence in sentences:
        first = sentence.items[0]
        goes_on = isinstance(first, Token) and first.text in _DASHES
        if group and not (goes_on and group[-1].paragraph == sentence.paragraph):
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def _is_short(annotated: Annotated, quotation: Quotation) -> bool:
    """Whether a quotation is only a few words of the sentence around it."""
    words = list(tokens(annotated.document.text, quotation.inner_start, quotation.inner_end))
    if quotation.is_open or quotation.continues or len(words) > SHORT_QUOTATION:
        return False
    return not any(word.text in _STOPS for word in words[:-1])


def _units(annotated: Annotated, item: Item) -> Iterator[Unit]:
    text = annotated.document.text
    if isinstance(item, QuotationMention):
        inner = item.quotation
        for token in tokens(text, inner.inner_start, inner.inner_end):
            if token.text not in _STOPS:
                yield replace(_word(token), is_quoted=True)
    elif isinstance(item, OrganisationMention):
        yield from _body(text, item)
    elif isinstance(item, PersonMention):
        yield Unit(item.start, item.end, item.code, person=item.person)
    elif isinstance(item, DateMention):
        yield Unit(item.start, item.end, "D", when=item.when)
    elif isinstance(item, RoleMention):
        yield from _role(text, item)
    else:
        yield _word(item)


def _word(token: Token) -> Unit:
    code = "W" if token.lower in _OURS else token.lower
    return Unit(token.start, token.end, code, is_capital=token.is_capital)


def _body(text: str, item: OrganisationMention) -> Iterator[Unit]:
    if item.naming == "possessive":
        yield Unit(item.start, item.end, "Os", organisation=item.organisation)
    elif item.organisation is None and item.kind not in ("inspectorate", "council"):
        yield from map(_word, tokens(text, item.start, item.end))
    else:
        kind = item.organisation.kind if item.organisation else item.kind
        is_place = item.naming == "place"
        yield Unit(item.start, item.end, _code(kind, item), organisation=item.organisation, is_place=is_place)


def _code(kind: str, item: OrganisationMention) -> str:
    if kind in _NEVER_INSPECTED or (item.organisation and "Audit" in item.organisation.name):
        return "X"
    return _CODES.get(kind, "O")


def _role(text: str, item: RoleMention) -> Iterator[Unit]:
    """Inspectors and ministers are units; other posts are the words that name them."""
    words = text[item.start : item.end].lower()
    if item.role.kind == "inspector" and "chief" not in words and "hmci" not in words:
        value = "lead" if "lead" in words.split() else "one" if words.endswith("inspector") else ""
        yield Unit(item.start, item.end, "I", value)
    elif item.role.kind == "minister":
        yield Unit(item.start, item.end, "M", organisation=item.organisation)
    else:
        yield from map(_word, tokens(text, item.start, item.end))


def _spoken(annotated: Annotated, quotation: Quotation, paragraph: int, finder: Finder) -> Iterator[Line]:
    """The sentences of a longer quotation; "the council" in it is the one that the document is about."""
    text = annotated.document.text
    words = list(tokens(text, quotation.inner_start, quotation.inner_end))
    marks = {named.first: named for named in finder.find(words)}
    dates = when.dates(text, quotation.inner_start, quotation.inner_end, annotated.issued)
    for first, last in sentence_spans(text, words, ()):
        units: list[Unit] = []
        number = first
        while number < last:
            token = words[number]
            date = next((each for each in dates if each.start <= token.start < each.end), None)
            named = marks.get(number)
            if named:
                body = named.organisation or (annotated.main if named.kind in ("council", "any") else None)
                end = words[named.last - 1].end
                mention = OrganisationMention(token.start, end, body, named.naming, named.kind)
                units.extend(_body(text, mention))
                number = named.last
                continue
            if date is None and token.text not in _MARKS:
                units.append(_word(token))
            elif date and date.start == token.start:
                units.append(Unit(date.start, date.end, "D", when=date))
            number += 1
        if units:
            yield line_of(units, paragraph=paragraph, is_speech=True)
