from __future__ import annotations

import pytest
from report_texts import (
    BODY,
    COVER,
    DATES,
    LABELS,
    LEAD,
    TABLE,
    grades,
    problems,
    report,
)

from councilgraph.graph.extractors.reports import extract
from councilgraph.graph.model import (
    InspectionClaim,
    JudgementClaim,
)


@pytest.mark.parametrize(
    ("title", "names"),
    [
        (COVER, ["Westshire"]),
        ("Inspection of the City of Westchester\nchildren’s services\n", ["City of Westchester"]),
        ("Westshire Council\nInspection of children's social care services\n", ["Westshire Council"]),
        ("Inspection of Westshire Children’s Trust\n", ["Westshire Children's Trust"]),
        (
            "Inspection of West, East and Mid Council local authority children’s services\n",
            ["West, East and Mid Council"],
        ),
        (
            "Inspection of Westshire Council and\nEastshire Council children’s services\n",
            ["Westshire Council", "Eastshire Council"],
        ),
        (
            "Inspection of Westshire and Eastshire councils’ children’s services\n",
            ["Westshire Council", "Eastshire Council"],
        ),
        (
            "Inspection of the Royal Borough of West and East\nand the City of Westbury children’s services",
            ["Royal Borough of West and East", "City of Westbury"],
        ),
        ("Ofsted\nraising standards\nInspection report\n" + COVER, ["Westshire"]),
    ],
)
def test_who_was_inspected(title: str, names: list[str]) -> None:
    result = extract(report(title + "\n" + DATES + LEAD + TABLE + BODY))
    inspected = [claim.organisation for claim in result if isinstance(claim, InspectionClaim)]
    judged = [claim.organisation for claim in result if isinstance(claim, JudgementClaim)]
    assert (inspected, judged) == (names, names * len(LABELS))
    assert result.problems == ()


CHILD_PROTECTION = """Record of main findings
Overall effectiveness Adequate
The effectiveness of the help and protection
provided to children, young people,
families and carers
Good
The quality of practice Adequate
Leadership and governance Inadequate
"""
TWO_SERVICES = """Record of main findings
Safeguarding services
Overall effectiveness Adequate
Services for looked after children
Overall effectiveness Good
"""
LOOKED_AFTER = """Overall effectiveness of services for looked
after children and young people
Grade 4 (inadequate)
Record of main findings
Services for looked after children
Overall effectiveness Inadequate
Capacity to improve Adequate
"""
OLDER_COVER = """
Westshire County Council
Inspection dates: 11 – 20 February 2013
Reporting inspector Ada Lowe HMI
Age group: All
Published: 25 March 2013
"""


@pytest.mark.parametrize(
    ("title", "table", "framework", "expected"),
    [
        (
            "Inspection of local authority\narrangements for the protection of children",
            CHILD_PROTECTION,
            "child_protection",
            {
                "overall": "adequate",
                "help_and_protection": "good",
                "quality_of_practice": "adequate",
                "leadership": "inadequate",
            },
        ),
        (
            "Inspection of safeguarding and looked after children services",
            TWO_SERVICES,
            "safeguarding_and_looked_after_children",
            {"safeguarding": "adequate", "in_care": "good"},
        ),
        (
            "Inspection of looked after children\nservices",
            LOOKED_AFTER,
            "looked_after_children",
            {"overall": "inadequate", "capacity to improve": "adequate"},
        ),
    ],
)
def test_older_frameworks(title: str, table: str, framework: str, expected: dict[str, str]) -> None:
    document = report(title + OLDER_COVER, BODY, table)
    inspection = extract(document).claims[0]
    assert isinstance(inspection, InspectionClaim)
    assert (inspection.organisation, inspection.framework) == ("Westshire County Council", framework)
    assert (inspection.published, inspection.lead_inspector) == ("2013-03-25", "Ada Lowe")
    assert grades(document) == expected
    assert problems(document) == []


@pytest.mark.parametrize(
    ("dates", "framework"),
    [
        ("14 to 25 May 2018", "ilacs_standard"),
        ("14 to 18 May 2018", "ilacs_short"),
        ("15 to 18 May 2018", "ilacs_short"),
        ("8 to 12 July 2019 and 7 to 8 August 2019", "ilacs"),
    ],
)
def test_length_tells_the_framework(dates: str, framework: str) -> None:
    inspection = extract(report(f"{COVER}Inspection dates: {dates}\n{LEAD}{TABLE}{BODY}")).claims[0]
    assert isinstance(inspection, InspectionClaim)
    assert inspection.framework == framework


def test_a_title_that_is_drawn_below_what_it_stands_above() -> None:
    found = extract(report(DATES + LEAD + TABLE + COVER + BODY))
    inspection = found.claims[0]
    assert isinstance(inspection, InspectionClaim)
    assert (inspection.organisation, inspection.date) == ("Westshire", "2023-09-11")
    assert found.problems == ()
