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
