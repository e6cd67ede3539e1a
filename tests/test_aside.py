from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from councilgraph.graph.aside import Pile, Texts


@given(st.lists(st.lists(st.integers() | st.text())))
def test_a_pile_gives_back_what_was_put_on_it_in_order_and_as_often_as_asked(portions):
    with Pile() as pile:
        for portion in portions:
            pile.add(iter(portion))
        everything = [item for portion in portions for item in portion]
        assert list(pile) == everything
        assert list(pile) == everything


@given(st.lists(st.sets(st.text(st.characters(exclude_categories=["Cs"])))))
def test_texts_are_there_once_they_were_put_in(portions):
    with Texts() as texts:
        for portion in portions:
            assert "never put in at all" not in texts
            texts.add(iter(portion))
            assert all(text in texts for text in portion)


def test_what_is_gone_through_half_leaves_the_rest_for_the_next():
    with Pile() as pile:
        pile.add(range(5))
        assert next(iter(pile)) == 0
        assert list(pile) == [0, 1, 2, 3, 4]
