"""Lists of people by other tools: what they say, what is quoted, and that our own come back whole."""

from __future__ import annotations

import json

import jsonschema
import popolo_rules
import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilgraph.graph.build import build
from councilgraph.graph.extractors import extract
from councilgraph.graph.extractors.records.making import date
from councilgraph.graph.formats.export import export
from councilgraph.graph.model import Document, OrganisationClaim, PostClaim
from councilgraph.graph.store import memory_store, open_store

POPOLO = """{
 "persons": [
  {"id": "p1", "name": "Vera Lisle", "other_names": [{"name": "V. Lisle"}]},
  {"id": "p2", "name": "Omar \\u00d6zal", "memberships": [
    {"organization_id": "o1", "role": "Chief Executive", "start_date": "2011-09-12", "end_date": "2014-06"}]}
 ],
 "organizations": [
  {"id": "o1", "name": "Cumbria County Council", "identifiers": [{"scheme": "gss", "identifier": "E10000006"}]}
 ],
 "posts": [{"id": "d", "label": "Director of Children's Services", "organization_id": "o1"}],
 "memberships": [
  {"person_id": "p1", "post_id": "d", "label": "Interim director", "start_date": "2013-05"},
  {"person": {"name": "Ivo Tarn"}, "organization": {"name": "Fell Trust"}, "role": "Treasurer"},
  {"person_id": "p9", "organization_id": "o1"}
 ]
}
"""
FTM = """\
{"id": "b", "schema": "PublicBody", "properties": {"name": ["Luton Borough Council", "Luton BC"]}}
{"id": "p", "schema": "Person", "properties": {"name": ["Ann Marlow"]}}
{"id": "c", "schema": "Position", "properties": {"name": ["Leader, Luton Borough Council"], "organization": ["b"]}}
{"id": "o", "schema": "Occupancy", "properties": {"holder": ["p"], "post": ["c"], "startDate": ["2009-05-07"],\
 "status": ["ended"]}}
{"id": "m", "schema": "Membership", "properties": {"member": ["p"], "organization": [{"id": "b"}], "role": ["Governor"]}}
{"id": "x", "schema": "Occupancy", "properties": {"holder": ["nobody"], "post": ["c"]}}
"""


def document(text, name="list.json"):
    return Document(sha256="0" * 64, name=name, media_type="application/json", text=text)


def posts(extraction):
    return [
        (c.person, c.role, c.role_kind, c.organisation, c.status, c.since, c.until)
        for c in extraction.claims
        if isinstance(c, PostClaim)
    ]


def test_popolo_is_read_nested_or_by_reference():
    found = extract(document(POPOLO))
    assert posts(found) == [
        ("Omar Özal", "Chief Executive", "chief_executive", "Cumbria County Council", "former",
         "2011-09-12", "2014-06"),
        ("Vera Lisle", "Director of Children's Services", "director_of_childrens_services",
         "Cumbria County Council", "interim", "2013-05", None),
        ("Ivo Tarn", "Treasurer", "other", "Fell Trust", "current", None, None),
    ]  # fmt: skip
    (council,) = (claim for claim in found.claims if isinstance(claim, OrganisationClaim))
    assert (council.organisation, council.kind, council.code) == (
        "Cumbria County Council",
        "council",
        "E10000006",
    )
    place = POPOLO.index('{"person_id": "p9"') + 1
    assert [(problem.where, problem.what) for problem in found.problems] == [
        (f"character {place}", "a membership of nobody or nothing")
    ]


def test_posts_may_stand_inside_of_organizations_and_memberships_inside_of_posts():
    text = """{"persons": [{"id": "p", "name": "Vera Lisle"}],
      "organizations": [{"id": "o", "name": "Cumbria County Council", "posts": [
        {"id": "c", "label": "Chief Executive", "memberships": [{"person_id": "p", "start_date": "2013"}]}]}]}"""
    found = extract(document(text))
    assert posts(found) == [
        (
            "Vera Lisle",
            "Chief Executive",
            "chief_executive",
            "Cumbria County Council",
            "current",
            "2013",
            None,
        )
    ]
    assert found.problems == ()


def test_a_claim_quotes_its_object_and_where_the_names_stand_that_it_lacks():
    text = document(POPOLO).text
    lisle = next(c for c in extract(document(POPOLO)).claims if getattr(c, "person", "") == "Vera Lisle")
    assert lisle.quote.text.startswith('{"person_id": "p1"')
    assert text[lisle.quote.start : lisle.quote.end] == lisle.quote.text
    named = {each.field: each.antecedent for each in lisle.stands_for}
    assert {field: quote.text for field, quote in named.items()} == {
        "person": '"Vera Lisle"',
        "organisation": '"Cumbria County Council"',
    }
    assert all(text[quote.start : quote.end] == quote.text for quote in named.values())


@pytest.mark.parametrize("text", [FTM, f"[{','.join(FTM.splitlines())}]"])
def test_followthemoney_is_read_as_lines_or_as_a_list(text):
    found = extract(document(text, "entities.ftm"))
    assert posts(found) == [
        ("Ann Marlow", "Leader", "council_leader", "Luton Borough Council", "former", "2009-05-07", None),
        ("Ann Marlow", "Governor", "other", "Luton Borough Council", "current", None, None),
    ]
    (council,) = (claim for claim in found.claims if isinstance(claim, OrganisationClaim))
    assert council.names == ("Luton BC",)
    assert [problem.what for problem in found.problems] == ["nobody, or no post, that is known"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('{"persons": [{"id": 1', "no JSON that can be read"),
        ("[" * 200_000, "no JSON that can be read"),
        ('{"a": [1, 2]}', "JSON of no form that is known"),
        ('{"rows": [{"name": "Ann"}]}', "JSON of no form that is known"),
        ("[1, 2", "JSON of no form that is known"),
        ("{} {} 7", "no JSON that can be read"),
    ],
)
def test_other_json_is_a_problem_with_a_way_out(text, what):
    found = extract(document(text))
    assert not found.claims
    assert what in found.problems[0].what
    assert "CSV" in found.problems[0].hint


KEYS = st.sampled_from(
    ["id", "schema", "properties", "name", "persons", "organizations", "posts", "memberships", "holder", "post",
     "person", "person_id", "organization", "organization_id", "identifiers", "other_names", "start_date"]
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_no_json_breaks_it_and_every_quote_is_the_text(value):
    made = document(json.dumps(value))
    for claim in extract(made).claims:
        assert made.text[claim.quote.start : claim.quote.end] == claim.quote.text


def test_times_are_days_and_what_is_no_date_is_none():
    assert [date(text) for text in ("2014-06-30T10:00:00Z", "2014", "soon", "")] == [
        "2014-06-30",
        "2014",
        None,
        None,
    ]


def tenures(store, tmp_path):
    """Who held what; and when, as far as dates say it."""
    path = tmp_path / "tenures.json"
    export(store, path, name="tenures")
    names = ("person_name", "role_kind", "role", "organisation", "organisation_code", "since", "until")
    return {tuple(row[name] for name in names) for row in json.loads(path.read_text("utf-8"))}


def organisations(store, tmp_path):
    path = tmp_path / "organisations.json"
    export(store, path, name="popolo")
    listed = json.loads(path.read_text("utf-8"))["organizations"]
    return {json.dumps({**each, "sources": 0}, sort_keys=True) for each in listed}


@pytest.mark.parametrize(("name", "suffix"), [("popolo", "json"), ("ftm", "ftm")])
def test_what_is_exported_comes_back_whole(built, tmp_path, name, suffix):
    file = tmp_path / f"exported.{suffix}"
    back = memory_store()
    with open_store(built) as store:
        export(store, file, name=name)
        build(back, [file], now="")
        assert {row for row in tenures(store, tmp_path) if row[0]} == tenures(back, tmp_path)
        assert organisations(store, tmp_path) == organisations(back, tmp_path)


def test_what_is_exported_keeps_the_rules_of_popolo(built, tmp_path):
    file = tmp_path / "exported.json"
    with open_store(built) as store:
        export(store, file, name="popolo")
    found = json.loads(file.read_text("utf-8"))
    jsonschema.validate(found, popolo_rules.FILE)
    ids = {name: {each["id"] for each in found[name]} for name in found}
    for membership in found["memberships"]:
        assert membership["person_id"] in ids["persons"]
        assert membership["organization_id"] in ids["organizations"]
        assert membership["post_id"] in ids["posts"]
        assert all("“" in source["note"] for source in membership["sources"])
