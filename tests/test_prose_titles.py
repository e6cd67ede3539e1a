"""What people are called at work: each title is read whole, before a name and after it, with its kind."""

from __future__ import annotations

import pytest

from councilgraph.graph.extractors.prose import extract
from councilgraph.graph.model import Document, PostClaim

TITLES = {
    "accountable officer": "other",
    "assistant director (early help and partnerships)": "other",
    "cabinet member with responsibility for schools": "cabinet_member",
    "campaigns manager": "other",
    "chair of governors": "chair",
    "chief archivist": "other",
    "chief executive and head of paid service": "chief_executive",
    "chief social work officer": "other",
    "clerk and responsible financial officer": "other",
    "co-opted member": "other",
    "corporate head of finance": "head_of_service",
    "county treasurer": "other",
    "contact centre manager": "other",
    "corporate director, place": "director",
    "corporate director – resources": "director",
    "depute leader": "deputy_leader",
    "deputy leader of the Labour group": "other",
    "deputy monitoring officer": "other",
    "detective chief inspector": "other",
    "director general for children's services": "director_of_childrens_services",
    "director of children's and adults' services": "director_of_childrens_services",
    "director of law and governance": "director",
    "director of public health": "director",
    "executive headteacher": "other",
    "family support worker": "other",
    "head of HR": "head_of_service",
    "head of legal and democratic services": "head_of_service",
    "independent chair of the improvement board": "chair",
    "lead commissioner": "commissioner",
    "lord mayor": "mayor",
    "member of the executive": "cabinet_member",
    "opposition spokesman on education": "other",
    "portfolio holder for housing": "cabinet_member",
    "principal social worker": "other",
    "professor of social policy": "other",
    "regional director for the north west": "director",
    "registered manager": "other",
    "section 151 officer": "other",
    "service head for waste": "head_of_service",
    "service manager (children in care)": "other",
    "strategic director for adults, housing and communities": "director",
    "vice-chair of the scrutiny committee": "other",
    "virtual school head": "other",
}
FRAMES = (
    "Ada Mossop, {} at Kent County Council, said the plan was sound.",
    "The {} of Kent County Council, Ada Mossop, said the plan was sound.",
)


BODIES = (
    "Betsi Cadwaladr University Health Board",
    "Centre for Rural Cities",
    "Coastland Environment Protection Agency",
    "Derby Echo",
    "Exwick Academy Bankside",
    "Exwick Prison Reform Trust",
    "Marine Scotland",
    "Natural England",
    "NHS Kent and Medway",
    "Queen's University Belfast",
    "Royal Berkshire Fire and Rescue Service",
    "Scottish Harbours Agency",
    "St Bega's",
    "Transport for Greater Manchester",
    "Yorkshire Ambulance Service NHS Trust",
)
STORIES = {
    "Ada Mossop, manager of The Larches, said that Kent County Council had been kind.": [
        "manager | The Larches"
    ],
    "Ada Mossop has joined Research in Homes, the charity, as its policy director.": [
        "policy director | Research in Homes"
    ],
    "Inspectors went to see Brightway Homes Limited. Brightway's operations director, Ada Mossop, resigned.": [
        "operations director | Brightway Homes Limited"
    ],
    "The Exwick Carers Federation (ECFed) wrote to ministers. Ada Mossop, chair of the ECFed, signed it.": [
        "chair | Exwick Carers Federation"
    ],
    "ACC Ada Mossop, of Sussex Police, said no.": ["ACC | Sussex Police"],
    "The visit was for Ofsted by Ada Mossop, Her Majesty's Inspector.": ["Her Majesty's Inspector | Ofsted"],
    "Kent County Council's head of planning came to the door. Ada Mossop, its leader, did not.": [
        "leader | Kent County Council"
    ],
    "Ofsted went to Willow Bank, a children's home. The home's registered manager, Ada Mossop, left.": [
        "registered manager | Willow Bank"
    ],
    "NHS Kent Clinical Commissioning Group paid. Ada Mossop, accountable officer at the clinical commissioning group, "
    "said so.": ["accountable officer | NHS Kent Clinical Commissioning Group"],
    "Ada Mossop, the regional schools commissioner, wrote. The Department for Education confirmed it.": [
        "regional schools commissioner | Department for Education"
    ],
    "Ada Mossop worked as a nurse in Leeds before she married.": [],
    "In Care Homes across Kent, Ada Mossop said, wages were low.": [],
}
NO_TITLES = (
    "a respected officer",
    "a man who wants a manager",
    "her line manager for years",
    "a funeral director",
)


def posts_in(story: str) -> list[PostClaim]:
    text = f"Council news\nKent Post, 3 May 2012\n\n{story}\n"
    document = Document(sha256="0" * 64, name="story.txt", media_type="text/plain", text=text)
    return [claim for claim in extract(document).claims if isinstance(claim, PostClaim)]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_read_whole(title: str, frame: str) -> None:
    posts = posts_in(frame.format(title))
    assert [(post.person, post.role, post.role_kind, post.organisation) for post in posts] == [
        ("Ada Mossop", title, TITLES[title], "Kent County Council")
    ]


@pytest.mark.parametrize("body", BODIES)
def test_a_body_is_read_whole(body: str) -> None:
    posts = posts_in(f"Ada Mossop, chief executive of {body}, said the plan was sound.")
    assert [(post.person, post.organisation) for post in posts] == [("Ada Mossop", body)]


@pytest.mark.parametrize("words", NO_TITLES)
def test_what_is_no_post_is_none(words: str) -> None:
    assert posts_in(f"Ada Mossop, {words}, said that Kent County Council had done well.") == []


@pytest.mark.parametrize("story", STORIES)
def test_posts_in_stories(story: str) -> None:
    found = [f"{post.role} | {post.organisation}" for post in posts_in(story)]
    assert found == STORIES[story]
