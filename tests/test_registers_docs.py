"""The example in docs/registers.md does what the page says."""

from __future__ import annotations

import re
from pathlib import Path

from councilgraph.graph.model import Document
from councilgraph.graph.registers import claims, parse_mapping

PAGE = Path(__file__).parent.parent / "docs" / "registers.md"


def test_the_example_reads_its_register():
    text, mapping = re.findall(
        r"^```(?:text|toml)\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )[:2]
    document = Document(sha256="0" * 64, name="officers.csv", media_type="text/csv", text=text)
    found = claims(document, parse_mapping(mapping, name="officers"))
    assert found.problems == ()
    assert [(c.person, c.role_kind, c.organisation, c.status, c.since, c.until) for c in found.claims] == [
        ("Vera Lisle", "head_of_service", "Cumbria County Council", "current", "2013-05-01", None),
        ("Omar Teasdale", "chief_executive", "Cumbria County Council", "former", "2011-09-12", "2014-06-30"),
    ]
