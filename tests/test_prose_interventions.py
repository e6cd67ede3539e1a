from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from prose_rules import document, example, rules

from councilgraph.graph.extractors.prose.annotation.annotate import annotate
from councilgraph.graph.extractors.prose.inspections.lines import lines
from councilgraph.graph.extractors.prose.inspections.marks import expanded
from councilgraph.graph.extractors.prose.measures.interventions import claims
from councilgraph.graph.extractors.prose.rules import read_rules

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "prose_interventions.toml").read_text(encoding="utf-8")
)["case"]


def name(rule: tuple[str, dict[str, Any]]) -> str:
    return f"{rule[0]}: {rule[1]['example']}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_interventions(case: dict[str, Any]) -> None:
    story = document(case["text"], issued=case["issued"])
    annotated = annotate(story)
    found = list(claims(annotated, lines(annotated)))
    assert [
        f"{each.organisation} | {each.kind} | {each.actor or '-'} | {each.date or '-'}" for each in found
    ] == case["interventions"]
    for claim in found:
        assert story.text[claim.quote.start : claim.quote.end] == claim.quote.text


@pytest.mark.parametrize("rule", rules("interventions", "kind"), ids=name)
def test_the_example_of_a_kind_fits_it(rule: tuple[str, dict[str, Any]]) -> None:
    pattern = expanded(rule[1]["pattern"], read_rules("interventions")["fragments"])
    line = example(rule[1]["example"], marks=False)
    assert re.search(rf"(?<!\S)(?:{pattern})(?!\S)", line.skeleton)


@pytest.mark.parametrize("rule", rules("interventions", "unreal", "actor", "announced"), ids=name)
def test_the_example_of_what_is_around_one_fits_it(rule: tuple[str, dict[str, Any]]) -> None:
    line = example(rule[1]["example"].replace("#", "commissioners"), marks=False)
    assert re.search(rule[1]["pattern"], line.skeleton.replace("commissioners", "#"))
