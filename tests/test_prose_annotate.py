from __future__ import annotations

import pytest

from councilgraph.graph.extractors.prose.annotation.annotate import annotate
from councilgraph.graph.extractors.prose.annotation.mentions import OrganisationMention, PersonMention
from councilgraph.graph.extractors.prose.names.given_names import gender_of
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.model import Document
from councilgraph.graph.post_kinds import role_kind, rules

SKELETONS = [
    (
        "The leader of Luton Borough Council, Ann Marlow, resigned in May 2014.",
        "The R of O , P , resigned in D .",
    ),
    ("Cllr Ann Marlow (Labour) and Dr Piers Tarn spoke.", "P ( O ) and P spoke ."),
    ("Ann Marlow spoke. She is its chief executive.", "P spoke . P is Os R ."),
    ("Piers Tarn, Derby's director of housing, left.", "P , O 's R , left ."),
    ("Town Hall staff met Ann O'Leary-Voss in Market Street.", "O staff met P in Market Street ."),
]
PEOPLE = [
    ("Ann Marlow leads Luton Borough Council. Ms Marlow said Marlow was not her name.", {"Ann Marlow"}),
    ("Ann Marlow met Piers Tarn. He thanked Ann.", {"Ann Marlow", "Piers Tarn"}),
    ("Sir Piers Tarn met Professor Sal van der Eyck.", {"Piers Tarn", "Sal van der Eyck"}),
    (
        "G A Threlfall gave a party. A J Tarn and I A Marlow came.",
        {"G A Threlfall", "A J Tarn", "I A Marlow"},
    ),
    ("Preston Hale leads Lancaster City Council, Mr Hale said.", {"Preston Hale"}),
    ("Preston Bus Station has closed, said Mr Hale of Preston.", {"Hale"}),
    ("Market Street is closed. High Wycombe is not.", set()),
    (
        "Its clerk, Will Tarn, has met Will Hart. Will Luton pay? Angus Hale and Cllr June Eyck will.",
        {
            "Will Tarn",
            "Will Hart",
            "Angus Hale",
            "June Eyck",
        },
    ),
]


def document(text: str) -> Document:
    return Document(sha256="0" * 64, name="case.txt", media_type="text/plain", text=text, issued="2015-03-10")


@pytest.mark.parametrize(("text", "expected"), SKELETONS)
def test_sentences_have_a_skeleton(text: str, expected: str) -> None:
    skeletons = "".join(sentence.skeleton for sentence in annotate(document(text)).sentences)
    assert skeletons.split() == [
        word if word in ("P", "O", "Os", "R", "D") else word.lower() for word in expected.split()
    ]


@pytest.mark.parametrize(("text", "expected"), PEOPLE)
def test_people_have_their_fullest_names(text: str, expected: set[str]) -> None:
    items = [item for sentence in annotate(document(text)).sentences for item in sentence.items]
    names = {item.person.name for item in items if isinstance(item, PersonMention) and item.person}
    assert names == expected


def test_the_council_is_the_one_in_focus() -> None:
    text = "Luton Borough Council has met. The council meets again. Derby City Council met, too. Its leader left."
    items = [item for sentence in annotate(document(text)).sentences for item in sentence.items]
    bodies = [
        item.organisation.name
        for item in items
        if isinstance(item, OrganisationMention) and item.organisation
    ]
    assert bodies == [
        "Luton Borough Council",
        "Luton Borough Council",
        "Derby City Council",
        "Derby City Council",
    ]


BESIDE_POSTS = [
    ("Bo Marsland, co-chair of Tameside Parents United, spoke.", "Tameside Parents United"),
    ("Ann Hart is chair of the charity Kinship North.", "Kinship North"),
    ("Ann Hart has joined Research in Families as its director.", "Research in Families"),
    ("Ann Hart, chair of NHS Devon integrated care board, spoke.", "NHS Devon integrated care board"),
    ("Ann Hart has been made mayor of Totnes.", "Totnes Town Council"),
    ("Ann Hart, head of Hull Road Primary School, spoke.", "Hull Road Primary School"),
    ("Ann Hart, director of housing at Kent, spoke.", "Kent County Council"),
]


@pytest.mark.parametrize(("text", "expected"), BESIDE_POSTS)
def test_bodies_that_no_list_knows_are_told_by_the_posts_beside_them(text: str, expected: str) -> None:
    items = annotate(document(text)).sentences[0].items
    bodies = [item.organisation for item in items if isinstance(item, OrganisationMention)]
    assert [body.name for body in bodies if body][:1] == [expected]


def test_the_county_is_the_council_above_the_district_in_focus() -> None:
    sentences = annotate(document("The leader of Gloucester City Council wrote to the county.")).sentences
    bodies = [item.organisation for item in sentences[0].items if isinstance(item, OrganisationMention)]
    assert [body.name for body in bodies if body] == [
        "Gloucester City Council",
        "Gloucestershire County Council",
    ]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule["example"])
def test_words_of_a_post_tell_its_kind(rule: dict[str, str]) -> None:
    assert role_kind(rule["example"].lower()) == rule["kind"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ann Marlow was married on Saturday. The sun shone. She will use the name Ann Tarn from now on.",
            {
                "Ann Marlow": "Ann Marlow was married on Saturday. The sun shone. She will use the name Ann Tarn from now on."
            },
        ),
        (
            "Cllr Ann Marlow spoke. She has represented Stopsley since 2003.",
            {"Ann Marlow": "She has represented Stopsley since 2003."},
        ),
        (
            "Cllr Ann Marlow spoke. A member of the same name represents Stopsley, she said.",
            {"Ann Marlow": "A member of the same name represents Stopsley, she said."},
        ),
        (
            "Ann Marlow runs the fostering service. She was Ann Tarn until her wedding in May.",
            {
                "Ann Marlow": "Ann Marlow runs the fostering service. She was Ann Tarn until her wedding in May."
            },
        ),
        (
            "Ann Marlow was married at Norton Priory. Friends will know her as Ann Tarn.",
            {"Ann Marlow": "Ann Marlow was married at Norton Priory. Friends will know her as Ann Tarn."},
        ),
        ("Ann Marlow met Piers Tarn. She is called to the bar, and he will represent Sal Ewing.", {}),
    ],
)
def test_sentences_tell_who_somebody_is(text: str, expected: dict[str, str]) -> None:
    found = annotate(document(text)).identifying
    assert {name: " ".join(quote.text for quote in quotes) for name, quotes in found.items()} == expected


@pytest.mark.parametrize(
    ("name", "pronoun"),
    [
        ("Bill", "he"),
        ("Tim", "he"),
        ("Will", "he"),
        ("Mohammad", "he"),
        ("Liam", "he"),
        ("Zara", "she"),
        ("Alex", None),
    ],
)
def test_given_names_have_the_pronoun_that_goes_with_them(name: str, pronoun: str | None) -> None:
    assert gender_of(name) == pronoun


def test_no_given_name_goes_with_both_pronouns() -> None:
    names = read_rules("given_names")
    assert set(names["he"].split()) & set(names["she"].split()) == set()
