from __future__ import annotations

import functools
import tomllib
from pathlib import Path

import pytest

from councilgraph.graph.entities import ChangeEvent, Organisation, Said
from councilgraph.graph.facts import derive
from councilgraph.graph.identity.registered import Registered
from councilgraph.graph.registers import bundled_register, claims, find_mapping
from tests.told import investigation, register, said

CASES = tomllib.loads((Path(__file__).parent / "cases" / "identity_organisations.toml").read_text("utf-8"))[
    "case"
]


@functools.cache
def bundled() -> tuple[Said, ...]:
    found = []
    for name in ("councils.csv", "bodies.csv"):
        document = bundled_register(name)
        for number, claim in enumerate(claims(document, find_mapping(document))):
            found.append(Said(f"https://example.org/claim/{name}/{number}", claim, document.sha256, name))
    return tuple(found)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_name_means(case):
    told = investigation({key: value for key, value in case.items() if isinstance(value, dict)})
    derived = derive([*bundled(), *told])
    assert [derived.resolved[one.iri].organisation_code or "" for one in told] == case["codes"]
    problems = [problem.what for problem in derived.problems]
    assert len(problems) == len(case.get("problems", []))
    assert all(map(str.startswith, problems, case.get("problems", [])))


def test_an_organisation_of_the_registers_is_an_entity_with_all_that_they_say():
    upper = "https://w3id.org/councilgraph/id/org/wealdshire-county-council"
    found = {entity.label: entity for entity in derive(register()).entities}
    hill = found["Alder-on-the-Hill Borough Council"]
    assert hill == Organisation(
        iri="https://w3id.org/councilgraph/id/org/alder-on-the-hill-borough-council",
        claims=(register()[2].iri,),
        label="Alder-on-the-Hill Borough Council",
        kind="district_council",
        names=("Alder", "Alder-on-the-Hill"),
        code="E07900003",
        region="South",
        upper_tier=upper,
        same_as=("http://statistics.data.gov.uk/id/statistical-geography/E07900003",),
    )
    assert found["Wealdshire County Council"].iri == upper


def test_two_registers_that_list_one_council_make_one():
    more = {"type": "organisation", "organisation": "Northwick Borough Council", "kind": "unitary_authority"}
    told = [
        *register(),
        *said("other.csv", None, [{**more, "code": "E06900001", "website": "https://example.org"}]),
    ]
    found = [e for e in derive(told).entities if isinstance(e, Organisation) and e.code == "E06900001"]
    assert [(e.label, e.names, e.website, len(e.claims)) for e in found] == [
        ("Northwick Borough Council", ("Northwick", "Northwick Council"), "https://example.org", 2)
    ]


def test_a_change_joins_the_councils_of_that_time():
    change = {
        "type": "change", "predecessors": ["Wealdshire County Council"], "successors": ["Wealdshire Council"],
        "date": "2019-04-01",
    }  # fmt: skip
    events = [
        e
        for e in derive([*register(), *said("x.csv", None, [change])]).entities
        if isinstance(e, ChangeEvent)
    ]
    base = "https://w3id.org/councilgraph/id/org/"
    assert [(e.predecessors, e.successors, e.date) for e in events] == [
        ((base + "wealdshire-county-council",), (base + "wealdshire-council",), "2019-04-01")
    ]


def test_an_organisation_that_no_register_lists_is_known_by_its_name():
    told = investigation(
        {
            "a": {
                "claims": ["post: person=Frances Illing; kind=chief_executive; at=Northwick Children's Trust"]
            },
            "b": {
                "claims": [
                    "post: person=Frances Illing; kind=chief_executive; at=The Northwick Children’s Trust"
                ]
            },
        }
    )
    derived = derive([*register(), *told])
    found = [e for e in derived.entities if isinstance(e, Organisation) and "trust" in e.iri]
    assert [(e.label.removeprefix("The ").replace("’", "'"), e.kind, e.code) for e in found] == [
        ("Northwick Children's Trust", "childrens_trust", None)
    ]
    assert {derived.resolved[one.iri].organisation for one in told} == {found[0].iri}


def test_addresses_tell_apart_what_has_one_name():
    registered = Registered(bundled())
    councils = [record for record in registered.gazetteer if record.organisation == "Bedford Borough Council"]
    assert len({registered.iri(record) for record in councils}) == len(councils) == 2
    taken = registered.iri(councils[0])
    assert registered.open_iri("Bedford Borough Council") not in {
        registered.iri(record) for record in councils
    }
    assert taken == "https://w3id.org/councilgraph/id/org/bedford-borough-council"
