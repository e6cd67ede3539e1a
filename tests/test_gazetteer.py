from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilgraph.graph.gazetteer import Gazetteer, Match, bundled, existed
from councilgraph.graph.model import OrganisationClaim, Quote

CASES = tomllib.loads((Path(__file__).parent / "cases" / "gazetteer.toml").read_text("utf-8"))["case"]


def organisation(name: str, **values: object) -> OrganisationClaim:
    return OrganisationClaim(
        quote=Quote(0, len(name), name),
        organisation=name,
        **{"kind": "district_council", **values},  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['name']} {case.get('on', '')}".strip())
def test_a_name_means(case):
    on = case.get("on")
    matches = bundled().matches(case["name"], on=on)
    assert [match.record.code or match.record.organisation for match in matches] == case["means"]
    assert bundled().lookup(case["name"], on=on) == tuple(match.record for match in matches)
    if matches:
        assert matches[0].form == case["form"]
        assert matches[0].is_full_name == (case["form"] == "full")
    if "existed" in case:
        assert existed(matches[0].record, on) == case["existed"]


def test_every_name_of_a_record_finds_it():
    for record in bundled():
        for name in (record.organisation, *record.names):
            on = record.until or record.since
            assert record in bundled().lookup(name, on=on), name


def test_every_code_finds_its_record():
    for record in bundled():
        for code in filter(None, (record.code, *record.former_codes)):
            assert bundled().by_code(code) == record
            assert bundled().lookup(code) == (record,)
    assert bundled().by_code("E06999999") is None
    assert bundled().lookup("E06999999") == ()


def test_names_are_the_folded_names_with_all_that_they_may_mean():
    adur = organisation("Adur District Council", names=("Adur",), code="E07000223")
    assert Gazetteer([adur]).names() == {
        "adur district council": (Match(adur, "full", 0, "Adur District Council"),),
        "adur": (Match(adur, "bare", 0, "Adur"),),
        "adur council": (Match(adur, "full", 1),),
        "adur dc": (Match(adur, "full", 1),),
        "adur borough council": (Match(adur, "full", 2),),
        "adur city council": (Match(adur, "full", 2),),
        "adur bc": (Match(adur, "full", 2),),
    }


def test_a_name_with_and_is_found_as_a_text_with_an_ampersand_folds():
    assert "windsor maidenhead" in bundled().names()


def test_other_council_words_do_not_find_a_council_that_shares_its_place():
    city = organisation("Exford City Council", code="E07000901")
    county = organisation("Exford County Council", kind="county_council", code="E10000901")
    both = Gazetteer([city, county])
    assert both.lookup("Exford City Council") == (city,)
    assert both.lookup("Exford County Council") == (county,)
    assert both.lookup("Exford Borough Council") == ()
    assert Gazetteer([city]).lookup("Exford Borough Council") == (city,)
    assert both.lookup("Exford Council") == (city, county)


def test_a_council_of_a_register_without_short_names_is_found_by_its_place():
    lone = organisation("Royal Borough of Exford", kind="london_borough")
    assert Gazetteer([lone]).lookup("Exford") == (lone,)


def test_registers_that_list_one_council_are_brought_together():
    first = organisation("Exford Council", code="E06000901", names=("Exford",))
    by_code = organisation("Exford City Council", code="E06000901", since="1974")
    by_former_code = organisation("Exford Borough", code="E06000902", former_codes=("E06000901",))
    by_name = organisation("EXFORD COUNCIL", names=("The Ford",), region="South West")
    other = organisation("Exford Council", code="E06000903")
    together = Gazetteer([first, by_code, by_former_code, by_name, other])
    assert tuple(together) == (
        organisation(
            "Exford Council",
            code="E06000901",
            names=("Exford", "Exford City Council", "Exford Borough", "The Ford"),
            former_codes=("E06000902",),
            since="1974",
            region="South West",
        ),
        other,
    )


def test_one_name_at_two_times_is_two_records():
    old = organisation("Exford Council", until="1998-03-31")
    new = organisation("Exford Council", since="2009-04-01")
    both = Gazetteer([old, new])
    assert both.lookup("Exford") == (new, old)
    assert both.lookup("Exford", on="1990") == (old,)
    assert both.lookup("Exford", on="2003") == (new, old)
    assert not existed(old, "2003")


@pytest.mark.parametrize(
    ("on", "there"),
    [("2009-03-31", False), ("2009-03", False), ("2009", True), ("2009-04-01~", True), ("2019-03", True),
     ("2019-03-31", True), ("2019-04-01", False)],
)  # fmt: skip
def test_existed(on, there):
    assert existed(organisation("Exford", since="2009-04-01", until="2019-03-31"), on) is there


def test_an_organisation_without_dates_existed_always():
    assert existed(organisation("Exford"), "1066")


def test_a_date_that_is_none_is_refused():
    with pytest.raises(ValueError, match="not an EDTF date"):
        bundled().lookup("Cornwall", on="last week")


@given(st.text())
def test_any_text_may_be_looked_up(text):
    assert isinstance(bundled().lookup(text), tuple)


def test_bundled_is_made_once():
    assert bundled() is bundled()
