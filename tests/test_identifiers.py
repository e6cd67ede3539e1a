"""Identifiers beside names: what they stand for, and that they decide where names do not."""

from __future__ import annotations

import pytest

from councilgraph.graph.build import Options, build
from councilgraph.graph.errors import UsageError
from councilgraph.graph.identifiers import ONS, WIKIDATA, address_of, name_of
from councilgraph.graph.registers import parse_mapping
from councilgraph.graph.store import memory_store
from councilgraph.graph.vocab import BASE, ORG, SKOS

BODIES = """
[match]
columns = ["Body", "Elsewhere"]

[[claim]]
type = "organisation"
organisation = { column = "Body" }
kind = { value = "charity" }
same_as = { columns = ["Elsewhere"], split = ";" }
"""
OFFICERS = """
[match]
columns = ["Officer", "Body", "Body id"]

[[claim]]
type = "post"
person = { column = "Officer" }
role = { value = "chair" }
role_kind = { value = "chair" }
organisation = { column = "Body", id = "Body id" }
"""
TWO = "Body,Elsewhere\nFell Trust,Q42;https://charity.example/1\nTarn Trust,not one\n"
RECONCILED = (
    "Officer,Body,Body id\n"
    "Ann Hart,the trust,https://www.wikidata.org/wiki/Q42\n"
    "Bo Lisle,the county,E10000006\n"
    f"Cy Orme,Cornwall,{BASE}org/cornwall-county-council\n"
    "Di Nunn,Tarn Trust,\n"
    "Ed Pell,Tarn Trust,x y\n"
)


@pytest.mark.parametrize(
    ("text", "address", "name"),
    [
        ("Q42", WIKIDATA + "Q42", WIKIDATA + "Q42"),
        ("https://m.wikidata.org/wiki/Q42", WIKIDATA + "Q42", WIKIDATA + "Q42"),
        ("E06000052", ONS + "E06000052", "E06000052"),
        ("https://id.example/1", "https://id.example/1", "https://id.example/1"),
        ("javascript:alert(1)", None, None),
        ("https://id.example/<b>", None, None),
        ("https://id.example/ 1", None, None),
        ("Q0", None, None),
        ("", None, None),
    ],
)
def test_an_identifier_stands_for_an_address(text, address, name):
    assert (address_of(text), name_of(text)) == (address, name)


@pytest.fixture
def store(tmp_path):
    for name, text in (("bodies.csv", TWO), ("officers.csv", RECONCILED)):
        (tmp_path / name).write_text(text, "utf-8")
    mappings = (parse_mapping(BODIES, name="bodies"), parse_mapping(OFFICERS, name="officers"))
    writer = memory_store()
    sources = [tmp_path / "bodies.csv", tmp_path / "officers.csv"]
    report = build(writer, sources, now="", options=Options(mappings=mappings))
    assert [(problem.where, problem.what) for problem in report.problems] == [
        ("row 3, column elsewhere", "not an address: not one"),
        ("row 6, column body", "not an identifier: x y"),
    ]
    return writer


def test_an_organisation_has_its_addresses_elsewhere(store):
    found = sorted(store.values(f"{BASE}org/fell-trust", SKOS.exactMatch))
    assert found == [WIKIDATA + "Q42", "https://charity.example/1"]
    assert [*store.values(f"{BASE}org/cornwall-council", SKOS.exactMatch)] == [ONS + "E06000052"]


def test_an_identifier_goes_before_the_name(store):
    held = {
        store.value(store.value(quad.subject.value, ORG.member), SKOS.prefLabel): quad.object.value
        for quad in store.quads(None, ORG.organization)
    }
    wanted = {name: held[name].removeprefix(f"{BASE}org/") for name in held if name in RECONCILED}
    assert wanted == {
        "Ann Hart": "fell-trust",
        "Bo Lisle": "cumbria-county-council",
        "Cy Orme": "cornwall-county-council",
        "Di Nunn": "tarn-trust",
        "Ed Pell": "tarn-trust",
    }


def test_people_have_no_identifier_beside_their_name():
    wrong = OFFICERS.replace('"Officer" }', '"Officer", id = "Body id" }')
    with pytest.raises(UsageError, match="person can have no id"):
        parse_mapping(wrong, name="officers")
