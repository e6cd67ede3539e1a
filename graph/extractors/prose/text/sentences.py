"""Where the sentences of a paragraph begin and end; a quotation is not cut where it has several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from councilgraph.graph.extractors.prose.text.quotations import Quotation
from councilgraph.graph.extractors.prose.text.tokens import Token

_ABBREVIATIONS = frozenset(
    "supt insp sgt ch mr mrs ms dr prof st cllr coun clr ald rev revd hon col capt gen lt maj sgt "
    "det no nos p pp vol etc "
    "eg ie inc ltd co jr sr "
    "jan feb mar apr jun jul aug sept sep oct nov dec approx dept govt".split()
)
_CLOSERS = frozenset("\"'”’)]")
_ENDS = frozenset(".!?…")
MAX_TOKENS = 400
"""A sentence is cut after so many tokens, so that hostile text cannot make a rule slow."""


def sentence_spans(
    text: str, tokens: Sequence[Token], quotations: Sequence[Quotation]
) -> Iterator[tuple[int, int]]:
    """The sentences as `first:last` of the tokens, in order."""
    inside = _quoted(tokens, quotations)
    first = 0
    number = 0
    while number < len(tokens):
        end = number + 1
        if number - first >= MAX_TOKENS:
            yield first, end
            first = end
        elif (
            tokens[number].text in _ENDS
            and number not in inside
            and not _is_abbreviation(text, tokens, number)
        ):
            while (
                end < len(tokens)
                and tokens[end].text in _CLOSERS
                and tokens[end].start == tokens[end - 1].end
                and end not in inside
            ):
                end += 1
            if _begins(tokens, end):
                yield first, end
                first = end
        elif _quotation_ends(tokens, number, inside) and _begins(tokens, end):
            yield first, end
            first = end
        number = end
    if first < len(tokens):
        yield first, len(tokens)


def _quoted(tokens: Sequence[Token], quotations: Sequence[Quotation]) -> dict[int, Quotation]:
    """The tokens inside quotations, marks included."""
    inside: dict[int, Quotation] = {}
    queue = iter(quotations)
    quotation = next(queue, None)
    for number, token in enumerate(tokens):
        while quotation and token.start >= quotation.end:
            quotation = next(queue, None)
        if quotation and quotation.start <= token.start:
            inside[number] = quotation
    return inside


def _quotation_ends(tokens: Sequence[Token], number: int, inside: dict[int, Quotation]) -> bool:
    """Whether a quotation that ends here ends a sentence, too: its last mark is a full stop."""
    quotation = inside.get(number)
    if quotation is None or tokens[number].end != quotation.end or number == 0:
        return False
    return tokens[number - 1].text in _ENDS


def _begins(tokens: Sequence[Token], number: int) -> bool:
    """Whether a sentence may begin at a token."""
    if number >= len(tokens):
        return True
    text = tokens[number].text
    return text[0].isupper() or text[0].isdigit() or text in "\"'“‘(*•-–—£"


def _is_abbreviation(text: str, tokens: Sequence[Token], number: int) -> bool:
    """Whether a full stop belongs to the word before it."""
    if tokens[number].text != "." or number == 0:
        return False
    before = tokens[number - 1]
    if before.end != tokens[number].start:
        return False
    return (
        before.lower in _ABBREVIATIONS
        or (len(before.text) == 1 and before.text.isupper())
        or text[before.end + 1 : before.end + 2].isdigit()
    )
