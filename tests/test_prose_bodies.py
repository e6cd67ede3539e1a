from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from councilgraph.graph.extractors.prose.annotation.annotate import annotate
from councilgraph.graph.extractors.prose.annotation.mentions import OrganisationMention
from councilgraph.graph.model import Document

CASES = tomllib.loads((Path(__file__).parent / "cases" / "prose_bodies.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_bodies_are_named(case: dict[str, Any]) -> None:
    document = Document(sha256="0" * 64, name="case.txt", media_type="text/plain", text=case["text"])
    items = [item for sentence in annotate(document).sentences for item in sentence.items]
    assert [
        item.organisation.name
        for item in items
        if isinstance(item, OrganisationMention) and item.organisation and item.naming in ("name", "place")
    ] == case["bodies"]


ISSUERS = [
    (
        "Harbour Bells: our year\nRegistered charity\n\nOur treasurer, Ann Marlow, has left us. "
        "We thank her. In May we took Harbour Bells to sea.",
        "Harbour Bells",
    ),
    (
        "Quiet Water: a charity for carers\n\nOur founder, Ann Marlow, has left us. We wish her well.",
        "Quiet Water",
    ),
    (
        "EXWICK & DISTRICT COMMUNITY NEWS\n\nThe parish council met. Our chairman left.",
        "Exwick Parish Council",
    ),
    ("The Elmbank Trust\n\nANNUAL REVIEW 2018\n\nOur chair, Ann Marlow, has left.", "Elmbank Trust"),
    (
        "Marlow quits\n\n“Our trustees and our staff are sad. We thank our director,” said Marlow of the charity.",
        None,
    ),
]


@pytest.mark.parametrize(("text", "expected"), ISSUERS)
def test_who_speaks_of_our_trustees_is_told_by_the_head(text: str, expected: str | None) -> None:
    document = Document(sha256="0" * 64, name="case.txt", media_type="text/plain", text=text)
    issuer = annotate(document).issuer
    assert (issuer.name if issuer else None) == expected
