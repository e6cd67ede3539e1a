"""Inspection reports to claims: which documents are reports, and what each report in one says."""

from __future__ import annotations

from dataclasses import replace

from councilgraph.graph.extractors.reports.claims import claims_of
from councilgraph.graph.extractors.reports.cover import Cover, cover
from councilgraph.graph.extractors.reports.part import parts
from councilgraph.graph.extractors.reports.problems import problems_of
from councilgraph.graph.extractors.reports.reading import read_part
from councilgraph.graph.extractors.reports.rulefile import all_rules
from councilgraph.graph.extractors.reports.rules import Rules
from councilgraph.graph.model import Claim, Document, Extraction, Problem

_HEAD_CHARS = 3000


def is_report(document: Document) -> bool:
    """Whether `document` is an inspection report of a kind that `extract` reads, by its first page."""
    return _rules_for(document) is not None


def extract(document: Document) -> Extraction:
    """What an inspection report says, with a problem for each thing that it should say and does not.

    A document that is no such report gives nothing. A report about several councils gives each claim
    for each of them. Where a report contradicts itself, the claim is what its first page says.
    """
    rules = _rules_for(document)
    if not rules:
        return Extraction()
    claims: list[Claim] = []
    problems: list[Problem] = []
    main: Cover | None = None
    for part in parts(document, rules.dates):
        found = cover(part, rules)
        if not found:
            continue
        main = main or found
        reading = read_part(part, rules, found, main)
        claims += claims_of(reading)
        problems += problems_of(reading)
    claims.sort(key=lambda claim: (claim.quote.start, claim.quote.end))
    return Extraction(tuple(claims), tuple(problems))


def _rules_for(document: Document) -> Rules | None:
    """The rules by whose titles and labels the beginning of `document` is that of a report."""
    first_page = document.text[: document.page_starts[1]] if len(document.page_starts) > 1 else document.text
    head = document
    if first_page.strip():
        starts = tuple(start for start in document.page_starts if start < _HEAD_CHARS)
        head = replace(document, text=document.text[:_HEAD_CHARS], page_starts=starts)
    return next((rules for rules in all_rules() if cover(parts(head, rules.dates)[0], rules)), None)
