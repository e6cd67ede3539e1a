"""Quotations brought together as statements: one attribution, one statement.

Speech without an attribution belongs to the statement before where it follows at once; else to the speaker
whom a line announces ("She told members:"), to the one who is named after it, or to the one whom the sentence
before is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from councilgraph.graph.extractors.prose.annotation.annotate import Annotated
from councilgraph.graph.extractors.prose.annotation.mentions import QuotationMention, Sentence
from councilgraph.graph.extractors.prose.speech.attribution import Attribution, attributions
from councilgraph.graph.extractors.prose.speech.lead_ins import announced, bare
from councilgraph.graph.extractors.prose.speech.neighbours import Neighbours
from councilgraph.graph.extractors.prose.speech.speakers import Speaker, Speakers
from councilgraph.graph.extractors.prose.speech.transcripts import Transcripts
from councilgraph.graph.extractors.prose.text.quotations import Quotation
from councilgraph.graph.extractors.prose.text.wording import has_sentence, is_sentence, length

MIN_WORDS = 6
"""A part of a sentence counts from so many words up."""
_SPEECH_ONLY = re.compile(r"(?:[\"'“‘•*>(\[–—-] )*Q (?:[.,!?…)\]] )*")
_LEADING = re.compile(r"Q (?:[-–—:] )")
_MEMORY = 3


@dataclass(slots=True)
class Statement:
    """Words of one speaker under one attribution, in the sentences `first:last` (the last included).

    `anchor` is the sentence and the item of its attribution. `is_fragment` where the words are part of a
    sentence of the writer's.
    """

    speaker: Speaker
    first: int
    last: int
    anchor: tuple[int, int] = (-1, -1)
    is_fragment: bool = False
    spans: list[Quotation] = field(default_factory=list)


class Reader:
    """Reads a document's sentences in order for what is said in them."""

    def __init__(self, annotated: Annotated, speakers: Speakers) -> None:
        self._text = annotated.document.text
        self._sentences = annotated.sentences
        self._around = Neighbours(annotated, speakers)
        self._transcripts = Transcripts(annotated, speakers)
        self._speakers = speakers
        self._attributions = [attributions(speakers.view(number)) for number in range(len(self._sentences))]
        self._claimed_below = self._attributed_below()
        self._found: list[Statement] = []
        self._current: Statement | None = None
        self._announced: Speaker | None = None
        self._set_apart: Speaker | None = None
        self._last_apart = -1
        self._waiting: Statement | None = None

    def statements(self) -> list[Statement]:
        """The statements of the document in order, also those whose speaker has no name."""
        for number, sentence in enumerate(self._sentences):
            if number and sentence.zone != self._sentences[number - 1].zone:
                self._current = self._waiting = self._announced = None
            if turn := self._transcripts.turn(number):
                self._transcribed(number, Statement(Speaker((turn.person,)), number, number), turn.start)
            elif number <= self._last_apart:
                continue
            elif any(isinstance(item, QuotationMention) for item in sentence.items):
                self._spoken(number)
            elif self._set_apart and self._transcripts.is_block(number):
                self._transcribed(number, Statement(self._set_apart, number, number), sentence.start)
            elif self._goes_on_apart(number):
                self._add_paragraph(number, sentence.start)
            else:
                self._unspoken(number)
        return self._found

    def _attributed_below(self) -> list[bool]:
        """For each sentence, whether speech that it leaves open is attributed only where it goes on."""
        below = [False] * len(self._sentences)
        for number in range(len(self._sentences) - 1, -1, -1):
            last = _quotations(self._sentences[number])[-1:]
            if not last or not last[0][1].is_open:
                continue
            for ahead in range(number + 1, min(number + 1 + _MEMORY, len(self._sentences))):
                following = _quotations(self._sentences[ahead])[:1]
                if following and following[0][1].continues:
                    item = following[0][0]
                    below[number] = item in self._attributions[ahead] or (
                        following[0][1].is_open and below[ahead]
                    )
                    break
        return below

    def _spoken(self, number: int) -> None:
        """Take in a sentence with quotations."""
        skeleton = self._sentences[number].skeleton
        alone = bool(_SPEECH_ONLY.fullmatch(skeleton))
        for item, quotation in _quotations(self._sentences[number]):
            attribution = self._attributions[number].get(item)
            if attribution is not None:
                self._attributed(number, attribution, quotation)
            elif alone or (_LEADING.match(skeleton) and has_sentence(self._text, quotation)):
                self._unattributed(number, quotation)
        self._announced = None

    def _attributed(self, number: int, attribution: Attribution, quotation: Quotation) -> None:
        anchor = (number, attribution.anchor)
        current = self._current
        is_new = current is None or current.anchor != anchor
        if current is None or is_new:
            current = Statement(self._speakers.speaker(number, attribution.subject), number, number, anchor)
            self._begin(current)
        if self._counts(attribution, quotation, current):
            current.is_fragment = not is_sentence(self._text, quotation) and not attribution.resumes
            self._add(number, quotation)
        if is_new:
            self._take_waiting(number)

    def _counts(self, attribution: Attribution, quotation: Quotation, current: Statement) -> bool:
        """Whether a quotation is long enough, and no further fragment under one attribution."""
        if current.spans:
            return attribution.resumes and not current.is_fragment
        return length(self._text, quotation) >= MIN_WORDS or (
            attribution.is_direct and is_sentence(self._text, quotation)
        )

    def _begin(self, statement: Statement) -> None:
        self._current = statement
        self._found.append(statement)

    def _add(self, number: int, quotation: Quotation) -> None:
        assert self._current is not None  # noqa: S101 - callers see to it
        self._current.spans.append(quotation)
        self._current.last = number

    def _take_waiting(self, number: int) -> None:
        """Put speech that waited for its speaker at the head of the statement."""
        waiting, current = self._waiting, self._current
        self._waiting = None
        if waiting and current and waiting.last >= number - 1 - _MEMORY and self._is_next(waiting, number):
            current.spans[:0] = waiting.spans
            current.first = waiting.first

    def _unattributed(self, number: int, quotation: Quotation) -> None:
        if self._sentences[number].zone == "headline" or self._is_heading(quotation):
            return
        if quotation.is_open and self._claimed_below[number]:
            self._wait(number, quotation)
        elif self._current and self._is_answer(number):
            self._begin(Statement(self._asked_one(), number, number))
            self._add(number, quotation)
        elif self._current and (quotation.continues or self._is_next(self._current, number)):
            self._add(number, quotation)
        elif self._waiting and self._is_next(self._waiting, number):
            self._wait(number, quotation)
        elif speaker := self._announced or self._around.spoken_of(number):
            self._begin(Statement(speaker, number, number))
            self._add(number, quotation)
        else:
            self._wait(number, quotation)

    def _is_heading(self, quotation: Quotation) -> bool:
        """Whether a quotation that stands alone is no more than the heading of a part of the story."""
        is_whole = quotation.is_open or quotation.continues or has_sentence(self._text, quotation)
        return not is_whole and length(self._text, quotation) < MIN_WORDS

    def _is_answer(self, number: int) -> bool:
        """Whether the statement before is a question, in the same paragraph, that is answered now."""
        current = self._current
        if current is None or not current.spans or not self._is_next(current, number):
            return False
        sentence = self._sentences[current.anchor[0]]
        verb = self._speakers.view(current.anchor[0]).code(current.anchor[1])
        asked = verb in ("asked", "asks", "ask") and self._text[current.spans[-1].inner_end - 1] == "?"
        return asked and sentence.paragraph == self._sentences[number].paragraph

    def _asked_one(self) -> Speaker:
        """The speaker of the last statement who is not the one now asking."""
        asking = self._current.speaker if self._current else Speaker()
        for statement in reversed(self._found[-_MEMORY:]):
            if statement.speaker.people != asking.people:
                return Speaker(statement.speaker.people, statement.speaker.organisation, 0.6)
        return Speaker()

    def _wait(self, number: int, quotation: Quotation) -> None:
        if self._waiting is None or not self._is_next(self._waiting, number):
            self._waiting = Statement(Speaker(), number, number)
        self._waiting.spans.append(quotation)
        self._waiting.last = number

    def _is_next(self, statement: Statement, number: int) -> bool:
        """Whether nothing but a caption, or "Groans.", stands between a statement and a sentence."""
        between = range(statement.last + 1, number)
        return len(between) <= _MEMORY and all(self._around.is_aside(at) for at in between)

    def _unspoken(self, number: int) -> None:
        """Take in a sentence without quotations: it may announce or sign what stands next to it."""
        view = self._speakers.view(number)
        signed = bare(view) if self._waiting and self._waiting.last == number - 1 else None
        if signed:
            self._begin(Statement(self._speakers.speaker(number, signed), number, number, (number, 0)))
            self._take_waiting(number)
            return
        lead = announced(view) if view.code(len(view) - 1) == ":" else None
        self._announced = self._speakers.speaker(number, lead) if lead else None
        self._set_apart = self._announced if view.code(len(view) - 2) != "that" else None
        if lead or self._around.is_time(number):
            self._current = None

    def _transcribed(self, number: int, statement: Statement, start: int) -> None:
        """Take in words without quotation marks: to the end of the paragraph."""
        self._begin(statement)
        self._add_paragraph(number, start)
        self._announced = self._waiting = self._set_apart = None

    def _add_paragraph(self, number: int, start: int) -> None:
        sentence = self._sentences[number]
        last = number
        while last + 1 < len(self._sentences) and self._sentences[last + 1].paragraph == sentence.paragraph:
            last += 1
        end = self._sentences[last].end
        self._add(last, Quotation(start, end, start, end))
        self._last_apart = last

    def _goes_on_apart(self, number: int) -> bool:
        """Whether a paragraph goes on with speech that is set apart by its margin."""
        indent = self._transcripts.indent(number)
        return self._last_apart == number - 1 >= 0 and 0 < indent == self._transcripts.indent(number - 1)


def _quotations(sentence: Sentence) -> list[tuple[int, Quotation]]:
    """The quotations of a sentence by their items."""
    return [
        (number, item.quotation)
        for number, item in enumerate(sentence.items)
        if isinstance(item, QuotationMention)
    ]
