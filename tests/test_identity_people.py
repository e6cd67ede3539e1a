from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from councilgraph.graph.entities import Pair, Person
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
