from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilgraph.graph.entities import Said
from councilgraph.graph.identity.evidence import NO_MATCH
from councilgraph.graph.identity.forenames import formal_names, rarity, skeleton
from councilgraph.graph.identity.hints import Quotes, hints
from councilgraph.graph.identity.likeness import likeness
from councilgraph.graph.model import Claim, Quote
from councilgraph.graph.names import PersonName, parse_person


def person(forenames, surname, titles="", halves=None, seat="", generation=""):
    parts = tuple((halves or surname).split())
    return PersonName(tuple(titles.split()), tuple(forenames.split()), surname, parts, seat, generation)


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Jane Rowe", person("jane", "rowe")),
        ("Cllr  J.M. Akhtar-Boyd OBE", person("j m", "akhtar boyd", "cllr")),
        ("JM Rowe", person("j m", "rowe")),
        ("JANE ROWE", person("jane", "rowe")),
        ("Sir Denis Rowe", person("denis", "rowe", "sir")),
        ("Lord Rowe of Nether Holme", person("", "rowe", "lord", seat="nether holme")),
        ("Ludwig van der Berg", person("ludwig", "van der berg", halves="berg")),
        ("Anne-Marie O’Neill Jr", person("anne marie", "oneill", generation="junior")),
        ("Siân ap Rhys", person("sian", "ap rhys", halves="rhys")),
        ("Rowe", person("", "rowe")),
        ("", person("", "")),
    ],
)
def test_a_name_has_parts(written, parts):
    assert parse_person(written) == parts


@given(st.text(max_size=40))
def test_any_text_has_parts_and_is_like_itself(text):
    name = parse_person(text)
    assert likeness(name, name).points > NO_MATCH
    assert 0 <= rarity(name) <= 4


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("David Rowe", "Dave Rowe"),
        ("Chris Rowe", "Christine Rowe"),
        ("J Rowe", "Jane Rowe"),
        ("Bill Rowe", "W Rowe"),
        ("B Rowe", "William Rowe"),
        ("Jane Mary Rowe", "Jane Rowe"),
        ("Mary Rowe", "Jane Mary Rowe"),
        ("J Mary Rowe", "Mary Rowe"),
        ("Ann-Marie Rowe", "Annmarie Rowe"),
        ("Lord Rowe", "Denis Rowe"),
        ("Jane Staceley", "Jane Stacely"),
        ("Jane Hathersage", "Jane Hathersedge"),
        ("Jane Akhtar-Boyd", "Jane Boyd"),
        ("Jane Mac Neil", "Jane MacNeil"),
        ("Imogen Rowe", "Imogne Rowe"),
    ],
)
def test_names_that_can_be_one_person_s(one, other):
    there, back = (likeness(parse_person(a), parse_person(b)) for a, b in ((one, other), (other, one)))
    assert there.points > NO_MATCH
    assert there.points == back.points
    assert there.reason
    assert there.points <= likeness(parse_person(one), parse_person(one)).points


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Denis Rowe", "Denise Rowe"),
        ("Jane Rowe", "John Rowe"),
        ("J Rowe", "Mary Rowe"),
        ("Jane Ollerton", "Jane Ollerenshaw"),
        ("Jane Rowe Jr", "Jane Rowe Sr"),
        ("Lord Rowe of Holme", "Lord Rowe of Ashby"),
        ("Jane Rowe", "Jane Howe Smith"),
    ],
)
def test_names_that_are_two_people_s(one, other):
    assert likeness(parse_person(one), parse_person(other)).points == NO_MATCH


def test_a_common_name_says_less_than_a_rare_one():
    names = ("David Jones", "David Marsden", "Isaura Marsden", "David Quellinger", "Isaura Quellinger")
    found = [likeness(parse_person(name), parse_person(name)) for name in names]
    assert [each.points for each in found] == sorted(each.points for each in found)
    assert [rarity(parse_person(name)) for name in names] == [0, 1, 2, 3, 4]
    assert found[0].reason == "the same name, a name that very many people have"


def test_pet_forms_and_skeletons():
    assert formal_names("bob") == {"robert"}
    assert formal_names("sandy") == {"alexander", "alexandra", "sandra"}
    assert formal_names("zebedee") == {"zebedee"}
    assert skeleton("philips") == skeleton("fillips")
    assert skeleton("doughty") == skeleton("dougthy")
    assert skeleton("hart") != skeleton("hurd")


def told(*texts):
    return [
        Said(f"https://example.org/{number}", Claim(quote=Quote(0, len(text), text)), "d" * 64, "a.txt")
        for number, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("text", "labels", "sex", "has_honour", "has_namesake"),
    [
        ("Mr Rowe is in post.", (), "man", False, False),
        ("Dame Jane Rowe is in post.", (), "woman", True, False),
        ("Jane Rowe (née Okoro) is in post.", ("Jane Okoro",), None, False, False),
        ("Jane Rowe, formerly Jane Okoro, is in post.", ("Jane Okoro",), None, False, False),
        (
            "Lord Rowe, who was Sir Denis Hart until 2011, is in post.",
            ("Sir Denis Hart",),
            "man",
            True,
            False,
        ),
        ("Jane Rowe is in post. She was Jane Okoro until her wedding.", ("Jane Okoro",), None, False, False),
        ("Jane Rowe, who as Jane Okoro was in post, has gone.", ("Jane Okoro",), None, False, False),
        ("Jane Rowe (Jane Okoro before her marriage) is in post.", ("Jane Okoro",), None, False, False),
        ("Jane Rowe, or Jane Okoro as she then was, is in post.", ("Jane Okoro",), None, False, False),
        ("Jane Rowe has married and is now Jane Okoro.", ("Jane Okoro",), None, False, False),
        ("Jane Rowe was previously called Okoro.", ("Jane Okoro",), None, False, False),
        ("Jane Rowe is now Mrs Okoro.", ("Jane Okoro",), None, False, False),
        ('Jane "Ginny" Rowe is in post.', ("Ginny Rowe",), None, False, False),
        ("Jane Rowe, known to all as Ginny, is in post.", ("Ginny Rowe",), None, False, False),
        (
            "Jane Rowe was made a life peer as Lady Rowe of Holme.",
            ("Lady Rowe of Holme",),
            "woman",
            True,
            False,
        ),
        ("Jane Rowe came after Mary Okoro. She was in post by May.", (), None, False, False),
        ("Jane Rowe, whose mother, also Jane, had the post.", (), None, False, True),
        ("Jane Rowe, no relation to Ann Rowe, is in post.", (), None, False, True),
        ("Mrs Rowe met Mr Rowe.", (), None, False, False),
        ("Jane Rowe is in post, and so is Mr Hart.", (), None, False, False),
    ],
)
def test_what_the_words_around_a_name_tell(text, labels, sex, has_honour, has_namesake):
    name = "Lord Rowe" if "Lord" in text else "Jane Rowe"
    claims = told(text)
    found = hints(name, [claims[0].iri], Quotes(claims))
    assert (found.labels, found.sex, found.has_honour, found.has_namesake) == (
        labels,
        sex,
        has_honour,
        has_namesake,
    )


def test_a_title_in_another_s_claim_is_another_s():
    claims = told("Jane Rowe is in post.", "Mr Rowe is not.")
    assert hints("Jane Rowe", [claims[0].iri], Quotes(claims)).sex is None


def test_a_hostile_quote_is_searched_in_no_time():
    claims = told("Jane Rowe formerly " + "Rowe " * 20_000)
    assert hints("Jane Rowe", [claims[0].iri], Quotes(claims)).has_namesake is False


@pytest.mark.parametrize(
    ("text", "age", "seats"),
    [
        ("Jane Rowe, 61, is a councillor.", 61, set()),
        ("Jane Rowe (aged 24) is a councillor.", 24, set()),
        ("Jane Rowe is a councillor. The 24-year-old spoke.", 24, set()),
        ("Jane Rowe, 24 May, is no age. Ann Hart, 24, is another's.", None, set()),
        ("Jane Rowe, 61, met Jane Rowe, 24.", None, set()),
        ("Cllr Jane Rowe (Holme East) spoke.", None, {"holme east"}),
        ("Councillor Jane Rowe (Lab, Holme East) met Cllr Ann Hart (Ashby).", None, {"holme east"}),
        ("Cllr Jane Rowe (Labour) spoke. Cllr Rowe (Lib Dem) did so, too.", None, set()),
    ],
)
def test_ages_and_wards_beside_a_name(text, age, seats):
    claims = told(text)
    found = hints("Jane Rowe", [claims[0].iri], Quotes(claims))
    assert (found.age, found.seats) == (age, seats)


@pytest.mark.parametrize(
    ("one", "other"), [("Jane Okoro Rowe", "Jane Okoro-Rowe"), ("Jane Okoro Rowe", "Jane Okoro")]
)
def test_a_double_surname_without_its_hyphen(one, other):
    assert likeness(parse_person(one), parse_person(other)).points > NO_MATCH
