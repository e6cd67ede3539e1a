from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from prose_rules import HEAD, document, example, rules, visited

from councilgraph.graph.extractors.prose.annotation.annotate import annotate
from councilgraph.graph.extractors.prose.inspections.inspections import claims
from councilgraph.graph.extractors.prose.inspections.institutions import with_institutions
from councilgraph.graph.extractors.prose.inspections.lines import lines
from councilgraph.graph.extractors.prose.inspections.marks import expanded
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.model import InspectionClaim

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "prose_inspections.toml").read_text(encoding="utf-8")
)["case"]


def written(claim: InspectionClaim) -> str:
    days = (claim.date or "-") + (f"/{claim.end}" if claim.end else "")
    return f"{claim.organisation} | {claim.body} | {days} | {claim.published or '-'} | {claim.lead_inspector or '-'}"


def name(rule: tuple[str, dict[str, Any]]) -> str:
    return f"{rule[0]}: {rule[1]['example']}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_occasions(case: dict[str, Any]) -> None:
    story = document(case["text"], issued=case["issued"])
    found = list(claims(visited(story)))
    assert [written(each) for each in found] == case["inspections"]
    for claim in found:
        assert story.text[claim.quote.start : claim.quote.end] == claim.quote.text


@pytest.mark.parametrize("rule", rules("inspections", "occasion"), ids=name)
def test_the_example_of_an_occasion_fits_it(rule: tuple[str, dict[str, Any]]) -> None:
    pattern = expanded(rule[1]["pattern"], read_rules("inspections")["fragments"])
    assert re.search(rf"(?<!\S)(?:{pattern})(?!\S)", example(rule[1]["example"]).skeleton)


@pytest.mark.parametrize("rule", rules("inspections", "unreal"), ids=name)
def test_the_example_of_what_is_none_fits_it(rule: tuple[str, dict[str, Any]]) -> None:
    line = example(rule[1]["example"].replace("#", "inspection"))
    assert re.search(rule[1]["pattern"], line.skeleton.replace("inspection", "#"))


@pytest.mark.parametrize("rule", rules("inspections", "led"), ids=name)
def test_the_example_of_a_leader_fits_it(rule: tuple[str, dict[str, Any]]) -> None:
    line = example(rule[1]["example"])
    codes = [unit.value.upper() or "I" if unit.code == "I" else unit.code for unit in line.units]
    assert re.search(rule[1]["pattern"], "".join(f"{code} " for code in codes))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hollybank children's home was judged good by Ofsted.", ["Hollybank children's home"]),
        ("Larkfield, a children's home in the county, was judged good.", ["Larkfield"]),
        ("The council's home for disabled children, Beechwood, was rated good.", ["Beechwood"]),
        ("Staff at Poplar Grove, a residential home, were glad.", ["Poplar Grove"]),
        ("Elton Vale High School was rated good by Ofsted.", ["Elton Vale High School"]),
        (
            "Ofsted rated the council-run Maple Close children's home inadequate.",
            ["Maple Close children's home"],
        ),
        ("Larkfield, a home, was visited. The home has six beds.", ["Larkfield", "Larkfield"]),
        (
            "Cliff Rise in Cromer was rated good by Ofsted. The Cromer home has six beds.",
            ["Cliff Rise", "Cliff Rise"],
        ),
        (
            "Ofsted was at St Bede's in May. Inspectors liked the school.",
            ["St Bede's", "St Bede's"],
        ),
        (
            "Every member at Bryn Celyn knew. Ofsted called at the home in March.",
            ["Bryn Celyn", "Bryn Celyn"],
        ),
        (
            "Elm Lodge in Bury and The Willows in Bolton are rated good. No home is full.",
            ["Elm Lodge", "The Willows"],
        ),
        ("Larkfield Nursery was inspected. The council-run nursery is full.", ["Larkfield Nursery"] * 2),
        ("Larkfield, a home, was visited. The second home was not.", ["Larkfield"]),
        ("Wellbeing was judged good by Ofsted at the home.", []),
        ("Yesterday, a home in the county was visited.", []),
        ("Leadership, the inspectors of the home said, was good.", []),
    ],
)
def test_homes_and_schools_that_only_their_words_make_known(text: str, names: list[str]) -> None:
    annotated = annotate(document(text))
    read = with_institutions(annotated, lines(annotated))
    found = [
        unit.organisation.name
        for line in read
        for unit in line.units
        if unit.organisation and unit.organisation.kind in ("home", "school") and unit.start >= len(HEAD)
    ]
    assert found == names
