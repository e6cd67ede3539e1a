from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilgraph.graph.extractors.prose.text.quotations import find
from councilgraph.graph.extractors.prose.text.tokens import paragraphs

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "prose_quotations.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_finds_what_is_quoted(case: dict[str, Any]) -> None:
    text = case["text"].replace(" | ", "\n\n")
    found = find(text, list(paragraphs(text)))
    assert [text[each.inner_start : each.inner_end] for each in found] == case["words"]
    plain = [False] * len(found)
    assert [each.is_open for each in found] == case.get("open", plain)
    assert [each.continues for each in found] == case.get("continues", plain)
    assert [each.begins_nested for each in found] == case.get("nested", plain)


@given(st.text(alphabet="\"'“”‘’a s.,:\n-", max_size=300))
def test_spans_are_in_order_and_within_their_paragraphs(text: str) -> None:
    places = list(paragraphs(text))
    at = 0
    for each in find(text, places):
        assert at <= each.start <= each.inner_start <= each.inner_end <= each.end
        assert any(place.start <= each.start and each.end <= place.end for place in places)
        at = each.end


@pytest.mark.parametrize("unit", ['"', "'", "“", '"a ', "'a ", "s' ", "'a \"b ", "“a ‘b ", "’s ”", "``a "])
def test_a_page_of_marks_is_read_to_its_end(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    assert all(each.end <= len(text) for each in find(text, list(paragraphs(text))))
