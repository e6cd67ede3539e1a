from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_prose_annotate import document

from councilgraph.graph.extractors.prose.annotation.annotate import annotate
from councilgraph.graph.extractors.prose.annotation.mentions import OrganisationMention, PersonMention
from councilgraph.graph.extractors.prose.annotation.salience import REACH, Salience, likeliest
from councilgraph.graph.extractors.prose.rules import read_rules

WHO = [
    ("Ann Marlow has succeeded Sal Ewing. She starts on Monday.", "Ann Marlow"),
    ("Ann Marlow spoke to Piers Tarn. He left.", "Piers Tarn"),
    ("Bill Tarn leads Luton Borough Council. He lives in Stopsley.", "Bill Tarn"),
]
WHICH = [
    (
        "Luton Borough Council has joined Kent County Council in an appeal. Its leader spoke.",
        "Luton Borough Council",
    ),
    (
        "Ann Marlow, who came from Kent, joined Luton Borough Council as its director.",
        "Luton Borough Council",
    ),
    ("Fernlea children's home in Luton has closed. Its manager spoke.", "Fernlea children's home"),
    ("Luton Borough Council met the Exe Trust. The trust's director spoke.", "Exe Trust"),
]


@pytest.mark.parametrize(("text", "expected"), WHO)
def test_whom_a_pronoun_means(text: str, expected: str) -> None:
    items = [item for sentence in annotate(document(text)).sentences for item in sentence.items]
    meant = [
        item.person.name for item in items if isinstance(item, PersonMention) and item.naming == "pronoun"
    ]
    assert meant[-1:] == [expected]


@pytest.mark.parametrize(("text", "expected"), WHICH)
def test_which_body_is_meant(text: str, expected: str) -> None:
    items = [item for sentence in annotate(document(text)).sentences for item in sentence.items]
    meant = [
        item.organisation.name
        for item in items
        if isinstance(item, OrganisationMention)
        and item.organisation
        and item.naming in ("possessive", "short")
    ]
    assert meant == [expected]


def test_the_likeliest_has_the_best_sum_and_the_first_of_equals_is_chosen() -> None:
    weights = read_rules("salience")["pronoun"]
    for_it = max(weights, key=lambda name: weights[name])
    against = min(weights, key=lambda name: weights[name])
    options = [("against", {against: 1.0}), ("for", {for_it: 1.0}), ("equal", {for_it: 1.0})]
    assert likeliest("pronoun", options, 0) == "for"
    assert likeliest("pronoun", options[:1], 0, least=0.99) == "against"
    assert likeliest("pronoun", options[1:], 0, least=0.6) is None
    assert likeliest("pronoun", [], 0) is None


@given(st.lists(st.tuples(st.integers(0, 40), st.booleans(), st.booleans()), max_size=80))
def test_a_text_with_many_names_is_remembered_in_bounds(events: list[tuple[int, bool, bool]]) -> None:
    seen: Salience[int] = Salience()
    for key, ends_sentence, ends_paragraph in events:
        seen.mention(key, key, "full")
        assert next(iter(seen.recent())) == (key, key)
        assert all(value >= 0 for value in seen.traits(key).values())
        if ends_sentence:
            seen.sentence_ends()
        if ends_paragraph:
            seen.paragraph_ends()
    assert len(list(seen.recent())) <= REACH
