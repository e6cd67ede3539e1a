from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.text.zones import layout
from councilgraph.graph.model import Document

PAGES = tomllib.loads((Path(__file__).parent / "cases" / "prose_zones.toml").read_text(encoding="utf-8"))[
    "page"
]
LETTERS = {"headline": "h", "dateline": "d", "byline": "w", "body": "b", "other": "-"}
RULES = [(key, rule) for key, rules in read_rules("zones").items() for rule in rules]


def document(text: str) -> Document:
    return Document(sha256="0" * 64, name="page.txt", media_type="text/plain", text=text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["why"])
def test_tells_the_story_from_the_page(page: dict[str, Any]) -> None:
    lines = [(kind, line) for kind, line in page["lines"] if line]
    front = page.get("front", "")
    shown = [line for _, line in lines if line not in re.findall(r': "?(.*?)"?\n', front)]
    text = front + "\n\n".join(shown)
    found = layout(document(text))
    read = [(LETTERS[zone.kind], text[zone.start : zone.end]) for zone in found.zones]
    expected = [(kind, line) for kind, line in lines if kind != "-"]
    assert [each for each in read if each[0] != "-"] == expected
    assert found.issued == page.get("issued", found.issued)


@pytest.mark.parametrize(
    ("key", "rule"), RULES, ids=lambda value: value["example"] if isinstance(value, dict) else value
)
def test_every_rule_matches_its_example(key: str, rule: dict[str, str]) -> None:
    assert re.match(rule["pattern"], rule["example"], re.IGNORECASE), key


@pytest.mark.parametrize(
    "line", ["share " * 30_000, "x is a " + "Local " * 24 + "y", "/" * 150, "comment " * 19]
)
def test_no_line_is_slow_to_tell(line: str) -> None:
    assert layout(document("A story that is long enough to count as one, which this is.\n\n" + line)).zones


def test_a_page_without_a_story_has_no_zones_to_read() -> None:
    assert layout(document("")).zones == ()
    assert layout(document("\n \n")).zones == ()


@pytest.mark.parametrize("name", ["2009-10-39-story.txt", "story.txt"])
def test_a_day_that_does_not_exist_is_no_date(name: str) -> None:
    text = "---\ndate: 2009-02-30\n---\nCornwall Council has met."
    document = Document(sha256="0" * 64, name=name, media_type="text/plain", text=text)
    assert layout(document).issued is None
