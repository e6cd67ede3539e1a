"""The kinds of posts that titles say."""

from __future__ import annotations

import pytest

from councilgraph.graph.post_kinds import post_kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Leader of the Council", "council_leader"),
        ("deputy leader", "deputy_leader"),
        ("Head of Service for Adults", "head_of_service"),
        ("Acting Director of Children’s Services", "director_of_childrens_services"),
        ("Director for Children,  Schools and Families", "director_of_childrens_services"),
        ("Former Chief Executive", "chief_executive"),
        ("Deputy Chief Executive", "other"),
        ("Leader of the Opposition", "other"),
        ("Member of Parliament", "mp"),
        ("director_of_childrens_services", "director_of_childrens_services"),
        ("Treasurer", "other"),
        ("", "other"),
    ],
)
def test_a_title_is_of_a_kind(title, kind):
    assert post_kind(title) == kind


def test_the_first_title_that_says_a_kind_counts_and_a_word_of_the_vocabulary_is_one():
    assert post_kind("Post 17", "Cabinet Member for Housing", "Mayor") == "cabinet_member"
    assert post_kind("other", "Mayor") == "other"
    assert post_kind() == "other"
