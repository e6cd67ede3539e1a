from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from councilgraph.graph.dates import bounds
from councilgraph.graph.gazetteer import bundled, existed
from councilgraph.graph.model import ChangeClaim, Document, Extraction, OrganisationClaim, PostClaim
from councilgraph.graph.registers import bundled_register, claims, find_mapping
from councilgraph.graph.registers.rows import rows
from councilgraph.graph.vocab import SCHEMES

REGISTERS = ("bodies.csv", "changes.csv", "councils.csv", "officeholders.csv")


def extraction(document: Document) -> Extraction:
    mapping = find_mapping(document)
    assert mapping
    return claims(document, mapping)


@pytest.mark.parametrize("name", REGISTERS)
def test_a_bundled_register_has_its_mapping_and_no_problems(name):
    document = bundled_register(name)
    mapping = find_mapping(document)
    assert mapping
    assert mapping.name == name.removesuffix(".csv")
    found = claims(document, mapping)
    assert found.problems == ()
    assert len(found.claims) == sum(1 for _ in rows(document.text)) - 1


def test_the_codes_of_councils():
    codes = [code for record in bundled() for code in (record.code, *record.former_codes) if code]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"(?:E0[6789]|E10|E47|E61|W06|S12|N09)\d{6}", code) for code in codes)
    prefixes = {
        "unitary_authority": "E06",
        "district_council": "E07",
        "metropolitan_borough": "E08",
        "london_borough": "E09",
        "city_corporation": "E09",
        "county_council": "E10",
        "combined_authority": "E47",
        "strategic_authority": "E61",
        "welsh_council": "W06",
        "scottish_council": "S12",
        "northern_ireland_council": "N09",
    }
    for record in bundled():
        if record.code:
            assert record.code.startswith(prefixes[record.kind]), record.organisation


def test_the_rows_of_organisations():
    for record in bundled():
        assert record.kind in SCHEMES["organisation_kinds"]
        assert not (record.since and record.until) or record.since <= record.until, record.organisation
        folded = [name.casefold() for name in (record.organisation, *record.names)]
        assert len(folded) == len(set(folded)), record.organisation
        if record.upper_tier:
            county = bundled().by_code(record.upper_tier)
            assert county
            assert county.kind == "county_council"
            assert not county.until or (record.until or "9999") <= county.until, record.organisation
        if record.kind == "district_council" and record.code:
            assert record.upper_tier, record.organisation


def changes() -> tuple[ChangeClaim, ...]:
    document = bundled_register("changes.csv")
    return tuple(claim for claim in extraction(document) if isinstance(claim, ChangeClaim))


def ends(change: ChangeClaim) -> tuple[list[OrganisationClaim], list[OrganisationClaim]]:
    """The organisations of a change: those there on the day before, and those there on the day."""
    assert change.date
    first, last = bounds(change.date)
    sides = (
        (change.predecessors, (first - dt.timedelta(1)).isoformat()),
        (change.successors, last.isoformat()),
    )
    both = []
    for names, on in sides:
        found = [bundled().lookup(name, on=on) for name in names]
        for name, records in zip(names, found, strict=True):
            assert len(records) == 1, name
            assert existed(records[0], on), name
        both.append([records[0] for records in found])
    return both[0], both[1]


def test_changes_are_between_organisations_that_were_there():
    for change in changes():
        predecessors, successors = ends(change)
        assert not set(predecessors) & set(successors), change.quote.text


def test_every_council_that_ended_or_began_late_has_its_change():
    gone, come = set(), set()
    for change in changes():
        predecessors, successors = ends(change)
        gone.update(predecessors)
        come.update(successors)
    councils = [record for record in bundled() if record.kind.endswith(("council", "authority"))]
    assert [record.organisation for record in councils if record.until and record not in gone] == []
    late = [record for record in councils if (record.since or "") >= "1999" and record not in come]
    assert {record.kind for record in late} == {"combined_authority", "strategic_authority"}


def test_posts_of_officeholders_are_in_bodies_that_were_there():
    document = bundled_register("officeholders.csv")
    for claim in extraction(document):
        assert isinstance(claim, PostClaim)
        assert claim.since
        assert not claim.until or claim.since <= claim.until
        found = bundled().lookup(claim.organisation, on=claim.since)
        assert len(found) == 1, claim
        assert existed(found[0], claim.since), claim


# The same councils in another register


def mysociety(shared: Path) -> Extraction:
    text = (shared / "registers" / "uk_local_authorities_future.csv").read_bytes().decode("utf-8")
    return extraction(Document(sha256="0" * 64, name="theirs.csv", media_type="text/csv", text=text))


EXPLAINED = {
    "E07000201": "upper tier: theirs is Surrey, a slip",
    "E47000010": "end: theirs goes on, but the new North East authority replaced it in May 2024",
    "E47000011": "end: as E47000010",
}


def test_councils_agree_with_those_of_mysociety(shared):
    theirs = [claim for claim in mysociety(shared) if isinstance(claim, OrganisationClaim)]
    assert len(theirs) == 470
    differing = {}
    for claim in theirs:
        mine = bundled().by_code(claim.code) if claim.code else bundled().lookup(claim.organisation)[0]
        assert mine, claim.organisation
        assert mine.kind == claim.kind
        assert mine.nation == claim.nation
        their_end = claim.until.replace("-04-01", "-03-31") if claim.until else None
        if (mine.upper_tier, mine.until) != (claim.upper_tier, their_end):
            differing[claim.code] = (mine, claim)
        assert set(claim.former_codes) <= set(mine.former_codes)
        assert mine in bundled().lookup(claim.organisation), claim.organisation
    assert differing.keys() == EXPLAINED.keys()


def test_changes_agree_with_those_of_mysociety(shared):
    known = {
        (old.organisation, new.organisation)
        for change in changes()
        for old in ends(change)[0]
        for new in ends(change)[1]
    }
    for claim in mysociety(shared):
        if isinstance(claim, ChangeClaim):
            (old,) = bundled().lookup(claim.predecessors[0], on=claim.date)[:1]
            for name in claim.successors:
                assert (old.organisation, name) in known
