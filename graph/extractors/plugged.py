"""Extractors of other packages: asked before our own, and believed only as far as their quotes stand."""

from __future__ import annotations

from collections.abc import Iterator

from councilgraph.graph.errors import CouncilgraphError
from councilgraph.graph.model import CLAIM_TYPES, Claim, Document, Extraction, Problem, Quote
from councilgraph.graph.plugins import Plugin, plugins


def extract(document: Document) -> tuple[Extraction | None, tuple[Problem, ...]]:
    """What the first plug-in that knows the document says, None if none does; and what is wrong with any."""
    problems: list[Problem] = []
    for each in plugins("extractors"):
        try:
            found = each.call(document)
            if found is None:
                continue
            if not isinstance(found, Extraction):
                raise each.broken(f"gives no Extraction but {type(found).__name__}")
            return _sound(each, document, found), tuple(problems)
        except CouncilgraphError as error:
            problems.append(Problem(document.name, "", error.message, error.hint))
    return None, tuple(problems)


def _sound(plugin: Plugin, document: Document, found: Extraction) -> Extraction:
    """The claims whose words stand where they say; a problem for each of the others."""
    kept = tuple(
        claim for claim in found.claims if isinstance(claim, CLAIM_TYPES) and _stands(document, claim)
    )
    left_out = len(found.claims) - len(kept)
    problems = tuple(each for each in found.problems if isinstance(each, Problem))
    if left_out:
        what = f"{plugin}: {left_out} claims left out whose quotes do not stand in the document"
        problems += (Problem(document.name, "", what, "make quotes with document.quote(start, end)"),)
    return Extraction(kept, problems)


def _stands(document: Document, claim: Claim) -> bool:
    return all(
        isinstance(quote, Quote) and quote.text and document.text[quote.start : quote.end] == quote.text
        for quote in _quotes(claim)
    )


def _quotes(claim: Claim) -> Iterator[Quote]:
    yield claim.quote
    for each in claim.stands_for:
        yield each.antecedent
