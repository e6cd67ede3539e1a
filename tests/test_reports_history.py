from __future__ import annotations

import pytest
from report_texts import (
    SINGLE_INSPECTION,
    report,
)

from councilgraph.graph.extractors.reports import extract
from councilgraph.graph.model import (
    InspectionClaim,
    JudgementClaim,
    PostClaim,
)


@pytest.mark.parametrize(
    ("words", "since", "status"),
    [
        ("The DCS has been in post since May 2012.", "2012-05", "current"),
        ("The acting director of children’s services has been in post since May 2012.", "2012-05", "interim"),
        (
            "The DCS was acting from May 2012 and was permanently recruited in July 2013.",
            "2012-05",
            "current",
        ),
        (
            "The DCS has been in post as an interim since May\n2012. This became permanent in July 2013.",
            "2012-05",
            "current",
        ),
        ("The corporate director, people has been in post since Feb 2012.", "2012-02", "current"),
        ("The previous DCS left in May 2011; the new DCS took up post in May 2012.", "2012-05", "current"),
        ("The director of adult services has been in post since May 2012.", None, None),
        ("The DCS has been responsible for parks since May 2012.", None, None),
        ("The assistant director of children’s services has been in post since May 2012.", None, None),
        ("The post of DCS is vacant.", None, None),
        ("The DCS has been in post since 2012.", "2012", "current"),
    ],
)
def test_since_when_the_director_has_been_in_post(words: str, since: str | None, status: str | None) -> None:
    listed = f"Local leadership\n• {words}\n• The chief executive has been in post since June 2001.\n"
    found = extract(report(SINGLE_INSPECTION[0], listed))
    posts = [(claim.since, claim.status) for claim in found if isinstance(claim, PostClaim)]
    assert posts == ([(since, status)] if since else [])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "• The last inspection of services for looked after children took place in May 2012.\n"
            "Ofsted judged that services were adequate.",
            {("inspection", "2012-05"), ("in_care", "adequate", "2012-05")},
        ),
        (
            "• The last inspection report for the local authority’s children’s services was\npublished in "
            "20 March 2013. The judgements for the local authority were:\n"
            "• Overall effectiveness: inadequate\n"
            "• Children who need help and protection: Requires improvement.\n",
            {
                ("overall", "inadequate", "2013-03-20"),
                ("help_and_protection", "requires improvement", "2013-03-20"),
            },
        ),
        (
            "• An inspection of adoption in May 2012 found the service outstanding. It has become good.",
            {("inspection", "2012-05"), ("adoption", "outstanding", "2012-05")},
        ),
        ("• The inspection of four homes in May 2012 found good progress.", set()),
        ("• Both homes were judged good in May 2012.", set()),
        ("• The last inspection of parks was in May 2016. It was judged good.", set()),
    ],
)
def test_earlier_inspections(words: str, expected: set[tuple[str, ...]]) -> None:
    found = extract(report(SINGLE_INSPECTION[0], f"Previous Ofsted inspections\n{words}\nLocal leadership\n"))
    earlier = {
        ("inspection", claim.date)
        if isinstance(claim, InspectionClaim)
        else (claim.aspect, claim.grade, claim.date)
        for claim in found
        if isinstance(claim, (InspectionClaim, JudgementClaim)) and claim.date != "2015-09-14"
    }
    assert earlier == expected
