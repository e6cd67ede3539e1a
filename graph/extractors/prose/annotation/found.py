"""What was found in a paragraph, by place: within tokens, within characters, in a row with other tokens."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from typing import TypeVar

from councilgraph.graph.extractors.prose.annotation.mentions import Item, Mention
from councilgraph.graph.extractors.prose.dates.when import When
from councilgraph.graph.extractors.prose.names.organisations import Named
from councilgraph.graph.extractors.prose.names.person_names import Name
from councilgraph.graph.extractors.prose.text.quotations import Quotation
from councilgraph.graph.extractors.prose.text.tokens import Token
from councilgraph.graph.extractors.prose.titles.roles import Role

Spanned = TypeVar("Spanned", Quotation, When)
Found = TypeVar("Found", Named, Role, Name)


def within(found: Sequence[Found], span: range) -> Sequence[Found]:
    """Those of a row in order that begin at a token of `span`."""
    first = bisect.bisect_left(found, span.start, key=lambda each: each.first)
    return found[first : bisect.bisect_left(found, span.stop, key=lambda each: each.first)]


def starting(found: Sequence[Spanned], start: int, end: int) -> Sequence[Spanned]:
    """Those of a row in the order of the text that begin at `start:end`."""
    first = bisect.bisect_left(found, start, key=lambda each: each.start)
    return found[first : bisect.bisect_left(found, end, key=lambda each: each.start)]


def in_a_row(words: Sequence[Token], mentions: Sequence[Mention]) -> Iterator[Item]:
    """Tokens and mentions in order; a mention takes the place of its tokens."""
    queue = iter(mentions)
    mention = next(queue, None)
    free = 0
    for token in words:
        while mention and mention.start < free:
            mention = next(queue, None)
        if mention and mention.start <= token.start and token.start >= free:
            yield mention
            free = mention.end
            mention = next(queue, None)
        elif token.start >= free:
            yield token
