from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from councilgraph.graph.extractors.prose.annotation.annotate import annotate
from councilgraph.graph.extractors.prose.events.careers import claims, read
from councilgraph.graph.model import CareerEventClaim, Claim, Document, PostClaim

CASES = tomllib.loads((Path(__file__).parent / "cases" / "prose_careers.toml").read_text(encoding="utf-8"))[
    "case"
]


def document(text: str, issued: str = "2015-03-10") -> Document:
    return Document(sha256="0" * 64, name="case.txt", media_type="text/plain", text=text, issued=issued)


def as_line(claim: Claim) -> str:
    if isinstance(claim, PostClaim):
        when = f"{claim.status} {claim.since or '-'} {claim.until or '-'}"
        return f"{claim.person} | {claim.role_kind} | {claim.organisation} | {when}"
    assert isinstance(claim, CareerEventClaim)
    when = f"{claim.role_kind or '-'} {claim.date or '-'}"
    return f"{claim.person} | {claim.event} | {claim.organisation} | {when}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"].strip()[:60])
def test_reads_posts_and_careers(case: dict[str, Any]) -> None:
    found = list(claims(read(annotate(document(case["text"], case.get("issued", "2015-03-10"))))))
    posts = sorted(as_line(claim) for claim in found if isinstance(claim, PostClaim))
    events = sorted(as_line(claim) for claim in found if isinstance(claim, CareerEventClaim))
    assert (posts, events) == (sorted(case["posts"]), sorted(case["events"]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"].strip()[:60])
def test_quotes_are_verbatim(case: dict[str, Any]) -> None:
    story = document(case["text"], case.get("issued", "2015-03-10"))
    for claim in claims(read(annotate(story))):
        for quote in (claim.quote, *(each.antecedent for each in claim.stands_for)):
            assert story.text[quote.start : quote.end] == quote.text
