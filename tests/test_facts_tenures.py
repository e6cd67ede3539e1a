from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from councilgraph.graph.entities import CareerEvent, Contradiction, Person, Post, Succession, Tenure
from councilgraph.graph.facts import derive
from tests.told import investigation, register

CASES = tomllib.loads((Path(__file__).parent / "cases" / "identity_tenures.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_documents_say_together(case):
    told = investigation({key: value for key, value in case.items() if isinstance(value, dict)})
    derived = derive([*register(), *told])
    label = {entity.iri: entity.label for entity in derived.entities if isinstance(entity, Person)}
    tenures = {entity.iri: entity for entity in derived.entities if isinstance(entity, Tenure)}
    assert sorted(in_words(tenure, label) for tenure in tenures.values()) == case["tenures"]
    found = [entity for entity in derived.entities if isinstance(entity, Contradiction)]
    assert sorted(f"{one.field}: {one.note}" for one in found) == case.get("contradictions", [])
    followed = [
        f"{label[tenures[entity.predecessor].person]} > {label[tenures[entity.successor].person]}"
        for entity in derived.entities
        if isinstance(entity, Succession)
    ]
    assert sorted(followed) == case.get("follow", [])


def in_words(tenure, label):
    end = f"in post on {tenure.in_post_on}" if tenure.end_status == "in_post" else tenure.end_status
    who = label.get(tenure.person, ".")
    return f"{who}, {tenure.role_kind}, {tenure.since or '.'} - {tenure.until or '.'}, {end}"


def test_all_sides_keep_their_claims():
    documents = {
        "a": {"issued": "2015-11-03", "claims": [
            "post: person=Clive Hathers; kind=chief_executive; status=former; until=2015-10-30",
            "career_event: person=Clive Hathers; kind=chief_executive; event=resigned; date=2015-10-30",
        ]},
        "b": {"issued": "2015-12-12", "claims": [
            "post: person=Clive Hathers; kind=chief_executive; status=former; until=2015-12",
            "career_event: person=Clive Hathers; event=resigned; date=2015",
        ]},
    }  # fmt: skip
    told = investigation(documents)
    post_a, event_a, post_b, event_b = (one.iri for one in told)
    derived = derive(told)
    by_type = {type(entity): entity for entity in derived.entities}
    tenure = by_type[Tenure]
    assert tenure.claims == tuple(sorted((post_a, event_a, post_b, event_b)))
    assert by_type[Contradiction].left_claims + by_type[Contradiction].right_claims in (
        (post_a, post_b), (post_b, post_a),
    )  # fmt: skip
    assert by_type[Contradiction].about == tenure.iri
    event = by_type[CareerEvent]
    assert (event.date, event.tenure, event.claims) == (
        "2015-10-30",
        tenure.iri,
        tuple(sorted((event_a, event_b))),
    )
    assert by_type[Post].claims == tuple(
        sorted(one.iri for one in told if one.document == min(each.document for each in told))
    )
    assert {resolved.post for resolved in derived.resolved.values()} == {by_type[Post].iri}


def test_an_event_of_somebody_without_a_post_is_kept():
    told = investigation({"a": {"claims": ["career_event: person=Ann Tully; event=suspended; date=2012-03"]}})
    (event,) = [entity for entity in derive(told).entities if isinstance(entity, CareerEvent)]
    assert (event.event, event.date, event.tenure, event.role_kind) == ("suspended", "2012-03", None, None)


def test_what_is_denied_or_only_reported_is_no_fact():
    told = investigation(
        {
            "a": {
                "claims": [
                    "post: person=Ann Tully; kind=mayor; modality=denied",
                    "post: person=Ann Tully; kind=mayor; modality=reported",
                ]
            }
        }
    )
    assert derive(told).entities == ()
