from __future__ import annotations

import csv
from importlib import resources

from councilgraph.graph.dates import is_edtf
from councilgraph.graph.gazetteer import bundled
from councilgraph.graph.registers import bundled_register, claims, find_mapping

NO_COUNCILS = {"Bradford Children and Families Trust", "Kingston upon Hull Safeguarding Children Board"}
"""Bodies of their own that reports are on; the register of councils does not list them."""


def rows() -> list[dict[str, str]]:
    text = (resources.files("councilgraph.data") / "inspections.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def test_every_row_names_a_council_of_the_register_and_real_dates():
    for row in rows():
        assert bundled().by_code(row["organisation_code"]) or row["council"] in NO_COUNCILS, row
        assert all(is_edtf(row[name]) for name in ("start", "end", "published") if row[name]), row


def test_the_register_is_read_without_a_problem():
    document = bundled_register("inspections.csv")
    mapping = find_mapping(document)
    assert mapping is not None
    found = claims(document, mapping)
    assert found.problems == ()
    graded = [row for row in rows() if row["grade"]]
    assert len([claim for claim in found if claim.type == "judgement"]) == len(graded)
