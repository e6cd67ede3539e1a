from __future__ import annotations

from report_texts import (
    BODY,
    COVER,
    DATES,
    LABELS,
    LEAD,
    TABLE,
    grades,
    problems,
    quoted,
    report,
)

from councilgraph.graph.extractors.reports import extract
from councilgraph.graph.model import (
    InspectionClaim,
    Problem,
)


def test_no_overall_grade_is_a_problem_until_there_was_none() -> None:
    table = TABLE.replace("Overall effectiveness\nGood\n", "")
    of_march, of_may = (f"Inspection dates: 2 to 6 {month} 2026\n" for month in ("March", "May"))
    assert problems(report(COVER + of_may + LEAD + table + BODY)) == []
    assert problems(report(COVER + of_march + LEAD + table + BODY)) == [
        ("page 1", "no grade for overall could be read")
    ]


def test_contradictions_are_problems_and_the_first_page_counts() -> None:
    heading = "Inspection of Westshire local authority children’s services\n1 to 15 September 2023 {}\n"
    pages = [heading.format(number) + BODY for number in (2, 3)]
    pages.append(heading.format(4) + LABELS["in_care"] + ": inadequate\n1. Much is wrong.\n")
    document = report(COVER + DATES + LEAD + TABLE + BODY, *pages)
    assert grades(document)["in_care"] == "good"
    assert extract(document).problems == (
        Problem(
            document="westshire.pdf",
            where="page 2",
            what="its running title dates the inspection 2023-09-01 to 2023-09-15, "
            "its first page 2023-09-11 to 2023-09-15",
            hint="The dates of the first page are taken.",
        ),
        Problem(
            document="westshire.pdf",
            where="page 4",
            what="in care is inadequate here and good on page 1",
            hint="The grade that stands first is taken.",
        ),
    )


def test_what_is_missing_is_a_problem() -> None:
    document = report(COVER + "Inspection dates: 31 June 2023\n" + TABLE + BODY)
    assert problems(document) == [
        ("page 1", "the dates of the inspection could not be read"),
        ("page 1", "its lead inspector is not given, or could not be read"),
    ]
    assert grades(document) == dict.fromkeys(LABELS, "good")


def test_a_first_page_that_is_an_image_is_a_problem_and_the_rest_is_read() -> None:
    heading = "Inspection of Westshire local authority children’s services\n11 to 15 September 2023 {}\n"
    rows = [f"{label}: good\n" for aspect, label in LABELS.items() if aspect != "overall"]
    document = report(
        "\n", *(heading.format(number) + row + BODY for number, row in enumerate(rows, start=2))
    )
    inspection = extract(document).claims[0]
    assert inspection == InspectionClaim(
        quote=quoted(document, heading.format("").strip()),
        organisation="Westshire",
        body="Ofsted",
        date="2023-09-11",
        end="2023-09-15",
        kind="inspection",
        framework="ilacs_short",
    )
    assert grades(document) == {aspect: "good" for aspect in LABELS if aspect != "overall"}
    assert problems(document) == [
        ("page 1", "its first page is an image without text: only what later pages say was read"),
        ("page 2", "no grade for overall could be read"),
        ("page 2", "its lead inspector is not given, or could not be read"),
    ]
