"""What people are called at work: each title is read whole, before a name and after it, with its kind."""

from __future__ import annotations

import pytest

from councilgraph.graph.extractors.prose import extract
from councilgraph.graph.model import Document, PostClaim

TITLES = {
    "accountable officer": "other",
    "assistant director (early help and partnerships)": "other",
    "cabinet member with responsibility for schools": "cabinet_member",
    "chair of governors": "chair",
    "chief social work officer": "other",
    "co-opted member": "other",
    "corporate head of finance": "head_of_service",
    "county treasurer": "other",
    "deputy leader of the Labour group": "other",
    "detective chief inspector": "other",
    "director general for children's services": "director_of_childrens_services",
    "director of law and governance": "director",
    "director of public health": "director",
    "executive headteacher": "other",
    "head of legal and democratic services": "head_of_service",
    "independent chair of the improvement board": "chair",
    "lead commissioner": "commissioner",
    "lord mayor": "mayor",
    "opposition spokesman on education": "other",
    "portfolio holder for housing": "cabinet_member",
    "principal social worker": "other",
    "professor of social policy": "other",
    "regional director for the north west": "director",
    "registered manager": "other",
    "section 151 officer": "other",
    "strategic director for adults, housing and communities": "director",
    "vice-chair of the scrutiny committee": "other",
    "virtual school head": "other",
}
FRAMES = (
    "Ada Mossop, {} at Kent County Council, said the plan was sound.",
    "The {} of Kent County Council, Ada Mossop, said the plan was sound.",
)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_read_whole(title: str, frame: str) -> None:
    text = f"Council news\nKent Post, 3 May 2012\n\n{frame.format(title)}\n"
    document = Document(sha256="0" * 64, name="story.txt", media_type="text/plain", text=text)
    posts = [claim for claim in extract(document).claims if isinstance(claim, PostClaim)]
    assert [(post.person, post.role, post.role_kind, post.organisation) for post in posts] == [
        ("Ada Mossop", title, TITLES[title], "Kent County Council")
    ]
