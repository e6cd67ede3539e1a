from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from report_texts import (
    BODY,
    COVER,
    DATES,
    GRADES,
    LABELS,
    LEAD,
    TABLE,
    grades,
    problems,
    report,
)

from councilgraph.graph.extractors.reports import extract
from councilgraph.graph.model import (
    JudgementClaim,
)


def cell(label: str, grade: str, layout: str) -> str:
    """A row as a file may hold it: the label's cell of one or two lines, the grade's beside it."""
    first, _, second = label.partition("\n")
    if layout == "between":
        return f"{first} {grade}\n{second}\n" if second else f"{first}\n{grade}\n"
    if layout == "halves" and second and " " in grade:
        start, _, rest = grade.partition(" ")
        return f"{first} {start}\n{second} {rest}\n"
    return {
        "before": f"{grade}\n{label}\n",
        "one line": f"{label} {grade}\n".replace("\n", " ", label.count("\n")),
        "two lines": f"{label}\n" + "\n".join(grade.split(" ", 1)) + "\n",
        "footnotes": f"{label}2\n{grade}3\n",
        "colon": f"{label}: {grade.lower()}\n",
    }.get(layout, f"{label}\n{grade}\n")


@given(
    order=st.permutations(list(LABELS)),
    given_grades=st.lists(st.sampled_from(GRADES), min_size=5, max_size=5),
    layout=st.sampled_from(
        ["after", "before", "between", "halves", "one line", "two lines", "footnotes", "colon"]
    ),
)
def test_a_grade_comes_from_its_label_in_any_order_and_layout(
    order: list[str], given_grades: list[str], layout: str
) -> None:
    rows = dict(zip(order, given_grades, strict=True))
    table = "".join(cell(LABELS[aspect], grade.capitalize(), layout) for aspect, grade in rows.items())
    document = report(f"{COVER}{DATES}{LEAD}Judgement Grade\n{table}{BODY}")
    assert grades(document) == {aspect: grade.removesuffix(" to be good") for aspect, grade in rows.items()}


def test_a_table_goes_on_across_the_end_of_a_page() -> None:
    rows = [f"{label}\nGood\n" for label in LABELS.values()]
    heading = "Inspection of Westshire\n11 to 15 September 2023 {}\n"
    document = report(
        COVER + DATES + LEAD + "Judgement Grade\n" + "".join(rows[:2]) + " \n1 A footnote is good\n",
        heading.format(2) + "".join(rows[2:]) + BODY,
        *(heading.format(number) + BODY for number in range(3, 6)),
    )
    assert grades(document) == dict.fromkeys(LABELS, "good")
    assert problems(document) == []


def test_misprinted_labels() -> None:
    table = (
        TABLE.replace("practice", "practise")
        .replace("Overall", "Overal")
        .replace("of care\nleavers", "of care\nleaver")
    )
    assert grades(report(COVER + DATES + LEAD + table + BODY)) == dict.fromkeys(LABELS, "good")


COLUMNS = "Judgement Grade\n" + "\n".join([*LABELS.values(), *["Good", "Inadequate"] * 2, "Good"]) + "\n"


def test_a_table_drawn_by_columns_counts_where_headings_agree() -> None:
    headings = [
        f"{LABELS[aspect]}: {grade}\n{BODY}" for aspect, grade in product(["leadership", "in_care"], ["good"])
    ]
    headings.append(f"{LABELS['care_leavers']}: inadequate\n")
    document = report(COVER + DATES + LEAD + COLUMNS + BODY, *headings)
    assert grades(document) == {
        "leadership": "good",
        "help_and_protection": "inadequate",
        "in_care": "good",
        "care_leavers": "inadequate",
        "overall": "good",
    }


def test_a_table_drawn_by_columns_alone_is_not_trusted() -> None:
    document = report(COVER + DATES + LEAD + COLUMNS + BODY)
    assert grades(document) == {}
    assert problems(document) == [
        ("page 1", f"no grade for {aspect} could be read")
        for aspect in ("overall", "leadership", "help and protection", "in care")
    ]


def test_prose_about_grades_is_no_judgement() -> None:
    prose = """Overall effectiveness is not good enough.
The experiences and progress of care leavers good practice
In 2019 the overall effectiveness was inadequate
Children’s services in Westshire are good at listening.
An LSCB requires improvement if it does not listen.
The Local Safeguarding Children Board is good at maths
"""
    assert grades(report(COVER + DATES + LEAD + prose)) == {}


def test_a_table_with_a_column_for_each_of_two_councils() -> None:
    title = "Inspection of Westshire Council and Eastshire Council children’s services\n"
    table = "Judgement Westshire Eastshire\n" + "".join(
        f"{label}\nGood Inadequate\n" for label in LABELS.values()
    )
    result = extract(report(title + DATES + LEAD + table + BODY))
    assert {
        (claim.organisation, claim.aspect, claim.grade)
        for claim in result
        if isinstance(claim, JudgementClaim)
    } == {
        *(("Westshire Council", aspect, "good") for aspect in LABELS),
        *(("Eastshire Council", aspect, "inadequate") for aspect in LABELS),
    }
