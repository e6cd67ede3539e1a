from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from prose_rules import document, example, rules, visited

from councilgraph.graph.extractors.prose.annotation.annotate import annotate
from councilgraph.graph.extractors.prose.inspections.gradings import gradings
from councilgraph.graph.extractors.prose.inspections.judgements import claims
from councilgraph.graph.extractors.prose.inspections.licences import licensed
from councilgraph.graph.extractors.prose.inspections.lines import lines
from councilgraph.graph.extractors.prose.inspections.marks import expanded, marked
from councilgraph.graph.extractors.prose.rules import read_rules

FOLDER = Path(__file__).parent / "cases"
SENTENCES = tomllib.loads((FOLDER / "prose_judgements.toml").read_text(encoding="utf-8"))["case"]
STORIES = tomllib.loads((FOLDER / "prose_inspections.toml").read_text(encoding="utf-8"))["case"]
GRADES = ("G", "Gi")


def name(rule: tuple[str, dict[str, Any]]) -> str:
    return f"{rule[0]}: {rule[1]['example']}"


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: case["text"][:60])
def test_grades_and_what_they_are_for(case: dict[str, Any]) -> None:
    read = [marked(line) for line in lines(annotate(document(case["text"], head="")))]
    found = [
        f"{each.aspect} | {each.grade}{' | earlier' if each.is_earlier else ''}" for each in gradings(read)
    ]
    assert list(dict.fromkeys(found)) == case["grades"]


@pytest.mark.parametrize("case", STORIES, ids=lambda case: case["why"])
def test_whose_grades_and_of_when(case: dict[str, Any]) -> None:
    story = document(case["text"], issued=case["issued"])
    found = list(claims(visited(story)))
    assert [
        f"{each.organisation} | {each.aspect} | {each.grade} | {each.date or '-'}" for each in found
    ] == case["judgements"]
    for claim in found:
        assert story.text[claim.quote.start : claim.quote.end] == claim.quote.text
        for each in claim.stands_for:
            assert story.text[each.antecedent.start : each.antecedent.end] == each.antecedent.text


@pytest.mark.parametrize("rule", rules("judgements", "mark"), ids=name)
def test_the_example_of_a_mark_is_marked(rule: tuple[str, dict[str, Any]]) -> None:
    words = rule[1]["example"].replace("'s", " 's")
    value = words if rule[1]["value"] == "*" else rule[1]["value"]
    assert (rule[1]["code"], value) in [(unit.code, unit.value) for unit in example(rule[1]["example"]).units]


@pytest.mark.parametrize("rule", rules("judgements", "licence", "repeated"), ids=name)
def test_the_example_of_a_licence_fits_it(rule: tuple[str, dict[str, Any]]) -> None:
    pattern = expanded(rule[1]["pattern"], read_rules("judgements")["fragments"])
    assert re.search(rf"(?<!\S)(?:{pattern})", example(rule[1]["example"]).skeleton)


@pytest.mark.parametrize("rule", rules("judgements", "refusal", "wide_refusal"), ids=name)
def test_the_example_of_a_refusal_gives_no_grade(rule: tuple[str, dict[str, Any]]) -> None:
    line = example(rule[1]["example"])
    assert line.of(*GRADES)
    assert line.of(*GRADES)[0] not in licensed(line, near=True, is_theirs=True)


@pytest.mark.parametrize("rule", rules("judgements", "phrase"), ids=name)
def test_the_example_of_a_phrase_fits_it(rule: tuple[str, dict[str, Any]]) -> None:
    line = example(rule[1]["example"].replace("#", "good"))
    number = line.of("G")[0]
    codes = [unit.code for unit in line.units]
    codes[number] = "#"
    pattern = expanded(rule[1]["pattern"], read_rules("judgements")["fragments"])
    assert re.search(pattern, "".join(f"{code} " for code in codes))


def test_one_grade_is_claimed_once_with_the_date_that_is_known() -> None:
    story = document(
        "Whitmoor Council is rated good by Ofsted. It was judged good in May 2017. Good, says Ofsted."
    )
    found = [(each.aspect, each.grade, each.date) for each in claims(visited(story))]
    assert found == [("overall", "good", "2017-05")]
