from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from councilgraph.graph.entities import Intervention, Pair, Person, Tenure
from councilgraph.graph.facts import Memory, derive
from tests.told import investigation, register

CASES = tomllib.loads((Path(__file__).parent / "cases" / "identity_people.toml").read_text("utf-8"))["case"]


def documents_of(case):
    return {key: value for key, value in case.items() if isinstance(value, dict)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_who_is_who(case):
    said = [*register(), *investigation(documents_of(case))]
    derived = derive(said)
    mentions = {mention.id: mention for mention in mentions_in(said)}
    label = {id_: f"{document_name(said, mention)}: {mention.label}" for id_, mention in mentions.items()}
    groups = defaultdict(list)
    for id_, mention in mentions.items():
        groups[person_of(mention, derived)].append(label[id_].replace("Sir ", ""))
    joined = sorted(sorted(group) for person, group in groups.items() if person and len(group) > 1)
    assert joined == sorted(map(sorted, case.get("same", [])))
    pairs = [entity for entity in derived.entities if isinstance(entity, Pair)]
    offered = [sorted((label[pair.left], label[pair.right])) for pair in pairs if pair.verdict == "unsure"]
    assert sorted(offered) == sorted(map(sorted, case.get("review", [])))
    assert all(pair.reasons for pair in pairs)


def mentions_in(said):
    snapshot = Memory(said)
    return [mention for document in snapshot for mention in snapshot.account(document).mentions]


def document_name(said, mention):
    return next(one.document_name for one in said if one.document == mention.document)


def person_of(mention, derived):
    people = [entity for entity in derived.entities if isinstance(entity, Person)]
    return next((person.iri for person in people if {*mention.claims} <= {*person.claims}), None)


HOUSING, ADOPTION = (
    "kind=head_of_service; role=head of housing",
    "kind=head_of_service; role=head of adoption",
)


def test_each_row_of_a_register_is_read_by_itself():
    rows = [
        "post: person=David Jones; kind=councillor; quote=row 1",
        f"post: person=David Jones; {HOUSING}; at=Wealdshire Council; quote=row 2",
        f"post: person=Isaura Quellinger; {ADOPTION}; quote=row 3",
        "post: person=Isaura Quellinger; kind=director; at=Port Alder City Council; quote=row 4",
    ]
    told = investigation({"officers.csv": {"claims": rows}})
    people = [e for e in derive([*register(), *told]).entities if isinstance(e, Person)]
    assert sorted((person.label, len(person.claims)) for person in people) == [
        ("David Jones", 1), ("David Jones", 1), ("Isaura Quellinger", 2),
    ]  # fmt: skip


def test_an_officer_who_acts_is_a_person():
    claims = [
        "post: person=Duncan Wharf; kind=other; role=section 151 officer",
        "intervention: kind=section_114; actor=Duncan Wharf",
        "intervention: kind=direction; actor=Department for Education",
    ]
    derived = derive([*register(), *investigation({"a": {"claims": claims}})])
    labels = {e.iri: e.label for e in derived.entities if hasattr(e, "label")}
    actors = {e.kind: labels[e.actor] for e in derived.entities if isinstance(e, Intervention)}
    assert actors == {"section_114": "Duncan Wharf", "direction": "Department for Education"}
    assert [e.label for e in derived.entities if isinstance(e, Person)] == ["Duncan Wharf"]


def test_bad_dates_and_names_in_other_letters_do_no_harm():
    claims = [
        "post: person=Ann Tully; kind=mayor; since=last spring; until=2012-02-31",
        "post: person=李明; kind=councillor",
        "post: person=王芳; kind=councillor",
        "post: person=???; kind=councillor",
    ]
    derived = derive(investigation({"a": {"issued": "some day", "claims": claims}}))
    assert sorted(e.label for e in derived.entities if isinstance(e, Person)) == [
        "???",
        "Ann Tully",
        "李明",
        "王芳",
    ]
    assert {(e.since, e.until) for e in derived.entities if isinstance(e, Tenure)} == {(None, None)}
