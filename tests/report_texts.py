"""Made-up inspection reports, and what is asked of them again and again."""

from __future__ import annotations

import re

from councilgraph.graph.extractors.reports import extract
from councilgraph.graph.model import (
    Document,
    JudgementClaim,
    Quote,
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
