from __future__ import annotations

import re
from importlib import resources
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilgraph.graph.extractors.reports import extract, is_report
from councilgraph.graph.extractors.reports.rules import all_rules
from councilgraph.graph.model import (
    Claim,
    Document,
    InspectionClaim,
    JudgementClaim,
    PostClaim,
    Problem,
    Quote,
    StandsFor,
)

LABELS = {
    "leadership": "The impact of leaders on social work\npractice with children and families",
    "help_and_protection": "The experiences and progress of\nchildren who need help and protection",
    "in_care": "The experiences and progress of\nchildren in care",
    "care_leavers": "The experiences and progress of care\nleavers",
    "overall": "Overall effectiveness",
}
GRADES = ("outstanding", "good", "requires improvement to be good", "inadequate")
COVER = "Inspection of Westshire local authority\nchildren’s services\n"
DATES = "Inspection dates: 11 to 15 September 2023\n"
LEAD = "Lead inspector: Ada Lowe, His Majesty’s Inspector\n"
BODY = "Much has changed in Westshire.\n"
TABLE = "Judgement Grade\n" + "".join(f"{label}\nGood\n" for label in LABELS.values())


def report(*pages: str) -> Document:
    starts = tuple(sum(len(page) for page in pages[:number]) for number in range(len(pages)))
    return Document(
        sha256="0" * 64,
        name="westshire.pdf",
        media_type="application/pdf",
        text="".join(pages),
        page_starts=starts,
    )


def quoted(document: Document, words: str) -> Quote:
    start = document.text.index(words)
    return Quote(start, start + len(words), words)


def found(document: Document, pattern: str) -> Quote:
    match = re.search(pattern, document.text)
    assert match
    return document.quote(*match.span())


def grades(document: Document) -> dict[str, str]:
    """What is graded in the inspection that the report is about."""
    claims = [claim for claim in extract(document) if isinstance(claim, JudgementClaim)]
    assert len(claims) == len({(claim.aspect, claim.organisation) for claim in claims})
    return {claim.aspect: claim.grade for claim in claims}


def problems(document: Document) -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in extract(document).problems]


def test_report_with_a_table() -> None:
    table = """Judgement Grade
The impact of leaders on social work\x20
practice with children and families
Outstanding
The experiences and progress of\x20
children who need help and protection
Requires improvement to be good
The experiences and progress of children in care Good
The experiences and progress of care\x20
leavers
Inadequate
Overall effectiveness Good
Good work is done in Westshire.
"""
    document = report(COVER + DATES + LEAD + table)
    name = StandsFor("organisation", quoted(document, COVER.strip()))
    rows = {
        "leadership": (r"impact of(.|\n)*Outstanding", "outstanding"),
        "help_and_protection": (r"experiences.*\nchildren who(.|\n)* good\n", "requires improvement"),
        "in_care": ("experiences and progress of children in care Good", "good"),
        "care_leavers": (r"experiences.* of care \n(.|\n)*Inadequate", "inadequate"),
        "overall": ("Overall effectiveness Good", "good"),
    }
    judgements = [
        JudgementClaim(
            quote=found(document, pattern),
            stands_for=(name,),
            organisation="Westshire",
            aspect=aspect,
            grade=grade,
            body="Ofsted",
            date="2023-09-11",
        )
        for aspect, (pattern, grade) in rows.items()
    ]
    inspection = InspectionClaim(
        quote=quoted(document, (COVER + DATES).strip()),
        organisation="Westshire",
        body="Ofsted",
        date="2023-09-11",
        end="2023-09-15",
        kind="inspection",
        framework="ilacs_short",
        lead_inspector="Ada Lowe",
    )
    assert extract(document).claims == (inspection, *judgements)
    assert extract(document).problems == ()


SINGLE_INSPECTION = (
    """1
Westshire County Council
Re-inspection of services for children in need of help and
protection, children looked after and care leavers
and
Review of the effectiveness of the Local Safeguarding Children
Board1
Inspection date: 14 September – 8 October 2015
Report published: 27 November 2015
Children’s services in Westshire are inadequate.2
1. Children who need help and protection Inadequate
2. Children looked after and achieving
permanence
Requires
improvement
2.1 Adoption performance Not judged
\x20
1 This report was made under several acts of long standing.
""",
    """2
2.2 Experiences and progress of care leavers Good3
3. Leadership, management and governance Requires improvement
Previous Ofsted inspections
• The local authority operates two homes. Both were judged to be good in May 2014.
• The previous inspection of the local authority’s safeguarding arrangements
and services for looked after children was in November 2012. The local authority was judged to be
good for safeguarding and adequate for services for looked after children.
• The last inspection of Westshire’s fostering service was published in
July 2012. The service was found to be satisfactory.
Local leadership
• The interim director of children’s services (DCS) has been in post since 4 August
2015. The DCS is also responsible for parks.
• The chair of the LSCB has been in post since January 2014. The previous chair left in May 2013.
""",
    """3
The Local Safeguarding Children Board
The Local Safeguarding Children Board requires improvement
The Westshire Safeguarding Children Board meets often.
""",
    """4
The inspection team
Lead inspector: Ada Lowe HMI
Team inspectors: Ben Ash HMI and Cy Oak
Quality assurance manager: Ned Thorn
""",
)


def test_single_inspection_report_over_several_pages() -> None:
    document = report(*SINGLE_INSPECTION)
    council = "Westshire County Council"
    title = SINGLE_INSPECTION[0][2 : SINGLE_INSPECTION[0].index("\nInspection date")]
    name = (StandsFor("organisation", quoted(document, title)),)

    def judgement(words: str | Quote, aspect: str, grade: str, date: str = "2015-09-14") -> Claim:
        return JudgementClaim(
            quote=words if isinstance(words, Quote) else quoted(document, words),
            stands_for=name,
            organisation=council,
            aspect=aspect,
            grade=grade,
            body="Ofsted",
            date=date,
        )

    cover = SINGLE_INSPECTION[0][2 : SINGLE_INSPECTION[0].index("\nChildren’s services in")]
    listed = found(document, r"The previous inspection(.|\n)*? children\.")
    fostering = found(document, r"The last inspection(.|\n)*? satisfactory\.")
    assert extract(document).claims == (
        InspectionClaim(
            quote=quoted(document, cover),
            organisation=council,
            body="Ofsted",
            date="2015-09-14",
            end="2015-10-08",
            published="2015-11-27",
            kind="reinspection",
            framework="sif",
            lead_inspector="Ada Lowe",
            team=("Ben Ash", "Cy Oak"),
            team_roles=("team", "team"),
            qa_manager="Ned Thorn",
        ),
        judgement("Children’s services in Westshire are inadequate", "overall", "inadequate"),
        judgement("Children who need help and protection Inadequate", "help_and_protection", "inadequate"),
        judgement(
            "Children looked after and achieving\npermanence\nRequires\nimprovement",
            "in_care",
            "requires improvement",
        ),
        judgement("Experiences and progress of care leavers Good", "care_leavers", "good"),
        judgement(
            "Leadership, management and governance Requires improvement", "leadership", "requires improvement"
        ),
        InspectionClaim(
            quote=listed,
            stands_for=name,
            organisation=council,
            body="Ofsted",
            date="2012-11",
        ),
        judgement(listed, "safeguarding", "good", "2012-11"),
        judgement(listed, "in_care", "adequate", "2012-11"),
        judgement(fostering, "fostering", "satisfactory", "2012-07"),
        PostClaim(
            quote=quoted(
                document,
                "The interim director of children’s services (DCS) has been in post since 4 August\n2015.",
            ),
            stands_for=name,
            person=None,
            role="director of children's services",
            role_kind="director_of_childrens_services",
            organisation=council,
            status="interim",
            since="2015-08",
        ),
        PostClaim(
            quote=quoted(document, "The chair of the LSCB has been in post since January 2014."),
            stands_for=name,
            person=None,
            role="chair of the Local Safeguarding Children Board",
            role_kind="chair",
            organisation="Westshire Safeguarding Children Board",
            since="2014-01",
        ),
        judgement(
            "The Local Safeguarding Children Board requires improvement", "lscb", "requires improvement"
        ),
    )
    assert extract(document).problems == ()


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


def test_two_reports_in_one_document() -> None:
    second = """Westshire Safeguarding Children Board
Inspection of the effectiveness of the local safeguarding
children board
Inspection date: 1 – 12 June 2015
Report published: 9 July 2015
The Local Safeguarding Children Board is good
This was a joint inspection by Ofsted, the CQC
and HMIC.
"""
    document = report(*SINGLE_INSPECTION[:2], second)
    title = quoted(document, second[: second.index("\nInspection date")])
    inspections = [
        InspectionClaim(
            quote=quoted(document, second[: second.index("\nThe Local")]),
            organisation="Westshire Safeguarding Children Board",
            body=body,
            date="2015-06-01",
            end="2015-06-12",
            published="2015-07-09",
            kind="inspection",
            framework="lscb_review",
        )
        for body in ("Ofsted", "Care Quality Commission", "HM Inspectorate of Constabulary")
    ]
    judgement = JudgementClaim(
        quote=quoted(document, "The Local Safeguarding Children Board is good"),
        stands_for=(StandsFor("organisation", title),),
        organisation="Westshire County Council",
        aspect="lscb",
        grade="good",
        body="Ofsted",
        date="2015-06-01",
    )
    claims = [claim for claim in extract(document) if claim.quote.start >= document.page_starts[2]]
    assert claims == [*inspections, judgement]


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (COVER + DATES, True),
        (SINGLE_INSPECTION[0], True),
        ("", False),
        ("Inspectors were in Westshire from 11 to 15 September.", False),
        ("Westshire’s services for children are good, says Ofsted\nInspection dates: last week", False),
        ("Inspection of Hill House School\nInspection dates: 5 and 6 May 2022\n", False),
        (COVER + "Judgement Grade\n", False),
    ],
)
def test_is_report_looks_at_the_first_page(text: str, expected: bool) -> None:
    assert is_report(report(text)) is expected
    assert bool(extract(report(text)).claims) is expected


def test_names_of_concepts_are_the_vocabularys() -> None:
    vocabulary = (resources.files("councilgraph.ontology") / "vocabulary.ttl").read_text("utf-8")
    known = set(re.findall(r'skos:notation "([^"]+)"', vocabulary))
    for rules in all_rules():
        frameworks = {framework.concept for framework in rules.frameworks if framework.concept}
        lasting = {concept for framework in rules.frameworks for concept, _ in framework.lasting}
        role_kinds = {kind.role_kind for kind in rules.posts.kinds}
        judged = {grade.name for grade in rules.grades if grade.is_judged}
        assert frameworks | lasting | role_kinds | judged <= known
        assert {aspect for aspect, _ in rules.history.aspects} <= known
