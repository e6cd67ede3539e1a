"""What the sentences next to speech tell of it: asides, questions, whom they are about."""

from __future__ import annotations

import re
from dataclasses import replace

from councilgraph.graph.extractors.prose.annotation.annotate import Annotated
from councilgraph.graph.extractors.prose.speech.lead_ins import announced
from councilgraph.graph.extractors.prose.speech.owners import possessor
from councilgraph.graph.extractors.prose.speech.speakers import Speaker, Speakers, last_subject

_TIME_ONLY = re.compile(r"(?:(?:D|[\d.:|]+|[ap]m) )+")
_SHORT = 5
_MEMORY = 3


class Neighbours:
    """The sentences of a document, asked for what they are to the speech next to them."""

    def __init__(self, annotated: Annotated, speakers: Speakers) -> None:
        self._text = annotated.document.text
        self._sentences = annotated.sentences
        self._speakers = speakers

    def is_time(self, number: int) -> bool:
        """Whether a sentence is no more than the time of an entry."""
        return bool(_TIME_ONLY.fullmatch(self._sentences[number].skeleton))

    def is_aside(self, number: int) -> bool:
        """Whether a sentence does not keep apart the speech on both its sides: "Groans.", a caption."""
        sentence = self._sentences[number]
        if self.is_time(number) or self._is_question(number):
            return False
        if len(sentence.items) <= _SHORT and not (sentence.people() or sentence.organisations()):
            return True
        return self._text[sentence.end - 1].isalnum() and self._is_alone(number)

    def spoken_of(self, number: int) -> Speaker | None:
        """The person whom the sentences before are about, if they lead on to speech."""
        paragraph = self._sentences[number].paragraph
        for back in range(number - 1, max(-1, number - 1 - _MEMORY), -1):
            sentence = self._sentences[back]
            if sentence.paragraph < paragraph - 1:
                return None
            whose = possessor(self._speakers.view(back))
            if self._is_question(back) and whose is None and sentence.paragraph < paragraph:
                return self._asked()
            if whose and sentence.zone != "headline":
                return replace(self._speakers.speaker(back, whose), confidence=0.7)
            if sentence.zone == "headline" or last_subject(sentence):
                return self._subject(back, paragraph)
        return None

    def _asked(self) -> Speaker | None:
        """Who answers the questions of an interview."""
        person = self._speakers.interviewee()
        return Speaker((person,), None, 0.5) if person else None

    def _subject(self, number: int, paragraph: int) -> Speaker | None:
        """Whom a sentence is about, if it is in the same paragraph or reports what they said."""
        sentence = self._sentences[number]
        found = last_subject(sentence)
        if found is None or sentence.zone == "headline":
            return None
        reports = announced(self._speakers.view(number), is_reported=True) is not None
        return Speaker((found.person,), None, 0.6) if sentence.paragraph == paragraph or reports else None

    def _is_question(self, number: int) -> bool:
        return self._text[self._sentences[number].end - 1] == "?"

    def _is_alone(self, number: int) -> bool:
        """Whether a sentence is a paragraph of its own."""
        around = self._sentences[max(0, number - 1) : number + 2]
        return sum(each.paragraph == self._sentences[number].paragraph for each in around) == 1
