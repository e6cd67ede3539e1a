"""Interviews printed as questions and answers without names: which paragraphs answer the questions above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from councilgraph.graph.extractors.prose.annotation.mentions import QuotationMention, Sentence
from councilgraph.graph.extractors.prose.text.tokens import Token

_SELF = frozenset("i i'm i've i'd i'll my me myself".split())
_LEAST = 2
"""So many questions, and answers by somebody who says "I", make an interview."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """The sentences of one paragraph, and the number of the first."""

    first: int
    sentences: tuple[Sentence, ...]

    def is_question(self) -> bool:
        """Whether it asks and does nothing else, without quotation marks."""
        return self._ends() == "?" and not self._quotes()

    def is_own(self) -> bool:
        """Whether somebody says "I" in it, outside quotation marks."""
        items = (item for sentence in self.sentences for item in sentence.items)
        return any(isinstance(item, Token) and item.lower in _SELF for item in items)

    def is_plain(self) -> bool:
        """Whether it may be an answer: words of a story, without quotations of sentences."""
        return self.sentences[0].zone == "body" and not self._quotes()

    def _ends(self) -> str:
        last = self.sentences[-1].items[-1]
        return last.text if isinstance(last, Token) else ""

    def _quotes(self) -> bool:
        items = (item for sentence in self.sentences for item in sentence.items)
        return any(isinstance(item, QuotationMention) for item in items)


def answers(sentences: Sequence[Sentence]) -> list[int]:
    """The sentences with which the answers of an interview begin; none where a document is no interview."""
    paragraphs = list(_paragraphs(sentences))
    found = [
        answer
        for question, answer in pairwise(paragraphs)
        if question.is_question() and answer.is_plain() and not answer.is_question()
    ]
    own = sum(answer.is_own() for answer in found)
    return [answer.first for answer in found] if own >= _LEAST and own * 2 >= len(found) else []


def _paragraphs(sentences: Sequence[Sentence]) -> Iterator[_Paragraph]:
    first = 0
    for number in range(1, len(sentences) + 1):
        if number == len(sentences) or sentences[number].paragraph != sentences[first].paragraph:
            yield _Paragraph(first, tuple(sentences[first:number]))
            first = number
