"""Speech without quotation marks: the turns of an interview or a debate, and blocks that a line announces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from councilgraph.graph.extractors.prose.annotation.annotate import Annotated
from councilgraph.graph.extractors.prose.annotation.mentions import PersonMention, RoleMention, Sentence
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.names.person_names import TITLES
from councilgraph.graph.extractors.prose.speech.interviews import answers
from councilgraph.graph.extractors.prose.speech.speakers import Speakers
from councilgraph.graph.extractors.prose.text.tokens import Token
from councilgraph.graph.names import fold

_LABEL = re.compile(r"(?:q ?\d+ )?(?:D )?(?:the )?(?:R )?(?:\( )?P (?:R )?(?:\) )?(?:\( [^()]* \) )*: (?!Q )")
_SHORT_LABEL = re.compile(r"(?:[a-z]{1,5} :|[aq] \.) (?!Q )")
_ROLE_LABEL = re.compile(r"(?:\[ )?(?:q ?\d+ |\d+ )?(?:the )?R (?:\] )?: (?!Q )")
_CAPITALS = re.compile(r"\[?(?:Q\d+\.? )?([A-Z][A-Z.'’ -]+[A-Z])\]?(?: \([^()]*\))?: ")
_FIRST_PERSON = frozenset("i i'm i've i'd i'll my we we're we've we'd we'll".split())
_ANSWER, _QUESTION = "a", "q"
_TURNS = 3
"""From so many turns on a document is a transcript."""
_BULLETS = frozenset("- • * – —".split())


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says in a transcript, from `start` to the end of the paragraph."""

    start: int
    person: Person


class Transcripts:
    """The sentences of a document, asked for the turns and the blocks that begin with them."""

    def __init__(self, annotated: Annotated, speakers: Speakers) -> None:
        self._annotated = annotated
        self._speakers = speakers
        self._turns = dict(self._labelled()) or dict(self._answered())
        self._is_one = len(self._turns) >= _TURNS

    def turn(self, number: int) -> Turn | None:
        """The turn that begins with a sentence; outside a transcript only one in the first person."""
        turn = self._turns.get(number)
        if turn is None or not (self._is_one or self._is_own(number, turn.start)):
            return None
        return turn

    def is_block(self, number: int) -> bool:
        """Whether a sentence begins a paragraph of speech set apart without marks, after "She said:"."""
        sentence = self._annotated.sentences[number]
        before = self._annotated.sentences[number - 1] if number else None
        if before is None or before.paragraph == sentence.paragraph or sentence.zone == "headline":
            return False
        first = sentence.items[0]
        if isinstance(first, Token) and first.text in _BULLETS:
            return False
        return self.indent(number) > self.indent(number - 1) or not self._annotated.quotations

    def indent(self, number: int) -> int:
        """How far from its margin the line begins in which a sentence stands."""
        text, start = self._annotated.document.text, self._annotated.sentences[number].start
        line = text[text.rfind("\n", 0, start) + 1 : start]
        return len(line) - len(line.lstrip())

    def _labelled(self) -> Iterator[tuple[int, Turn]]:
        """The paragraphs that begin with somebody's name, or its initials, and a colon."""
        paragraph = -1
        for number, sentence in enumerate(self._annotated.sentences):
            is_first = sentence.paragraph != paragraph
            paragraph = sentence.paragraph
            if is_first and sentence.zone != "headline" and (turn := self._labelled_turn(sentence)):
                yield number, turn

    def _answered(self) -> Iterator[tuple[int, Turn]]:
        """The answers of an interview, which are all of the one whom it is about."""
        person = self._speakers.interviewee()
        if person is None:
            return
        for number in answers(self._annotated.sentences):
            yield number, Turn(self._annotated.sentences[number].start, person)

    def _labelled_turn(self, sentence: Sentence) -> Turn | None:
        if turn := self._in_capitals(sentence) or self._of_post(sentence):
            return turn
        label = _LABEL.match(sentence.skeleton) or _SHORT_LABEL.match(sentence.skeleton)
        rest = sentence.between(label.end(), len(sentence.skeleton)) if label else ()
        if label is None or not rest:
            return None
        for item in sentence.between(*label.span()):
            if isinstance(item, PersonMention):
                return Turn(rest[0].start, item.person)
        first = sentence.items[0]
        person = self._by_initials(first.text) if isinstance(first, Token) and first.text.isupper() else None
        return Turn(rest[0].start, person) if person else None

    def _in_capitals(self, sentence: Sentence) -> Turn | None:
        """The turn of "COUNCILLOR LEE:", a name in capitals that the document has in other letters, too."""
        label = _CAPITALS.match(self._annotated.text(sentence.start, sentence.end))
        words = [word for word in fold(label[1]).split() if word not in TITLES] if label else []
        if label is None or not words:
            return None
        names = ((person, fold(person.name).split()) for person in self._annotated.people)
        found = [person for person, name in names if name[-len(words) :] == words]
        return Turn(sentence.start + label.end(), found[0]) if len(found) == 1 else None

    def _of_post(self, sentence: Sentence) -> Turn | None:
        """The turn of "Chair:", whose holder is known."""
        label = _ROLE_LABEL.match(sentence.skeleton)
        rest = sentence.between(label.end(), len(sentence.skeleton)) if label else ()
        mention = next((item for item in sentence.items if isinstance(item, RoleMention)), None)
        person = self._speakers.first_holder(mention) if mention and rest else None
        return Turn(rest[0].start, person) if person else None

    def _by_initials(self, letters: str) -> Person | None:
        """The one person with these initials; "A" is the one who answers the questions."""
        if letters.lower() == _ANSWER:
            return self._speakers.interviewee()
        found = [person for person in self._annotated.people if _initials(person.name) == letters]
        return found[0] if len(found) == 1 else None

    def _is_own(self, number: int, start: int) -> bool:
        """Whether a sentence is in the first person, or asks something."""
        sentence = self._annotated.sentences[number]
        items = [item for item in sentence.items if item.start >= start]
        own = any(isinstance(item, Token) and item.lower in _FIRST_PERSON for item in items)
        ends = self._annotated.document.text[sentence.end - 1]
        return (own and ends in ".!…") or ends == "?"


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s-]+", name) if word)
