from __future__ import annotations

import re
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_texts import (
    COVER,
    DATES,
    LEAD,
    SINGLE_INSPECTION,
    found,
    quoted,
    report,
)

from councilgraph.graph.extractors.reports import extract, is_report
from councilgraph.graph.extractors.reports.rulefile import all_rules
from councilgraph.graph.model import (
    Claim,
    InspectionClaim,
    JudgementClaim,
    PostClaim,
    Quote,
    StandsFor,
)


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


@given(st.permutations("".join(SINGLE_INSPECTION).splitlines(keepends=True)), st.integers(0, 40))
def test_whatever_stands_where_quotes_are_of_the_text(lines: list[str], first_page: int) -> None:
    document = report("".join(lines[:first_page]), "".join(lines[first_page:]), SINGLE_INSPECTION[0])
    found = extract(document)
    assert all(document.text[c.quote.start : c.quote.end] == c.quote.text != "" for c in found)
    assert list(found) == sorted(found, key=lambda claim: (claim.quote.start, claim.quote.end))


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
