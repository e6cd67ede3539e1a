"""An OPTIONAL in the middle of a join is told with its line, and no other one is."""

from __future__ import annotations

import pytest

from councilgraph.graph import questions
from councilgraph.graph.query_advice import advice

SLOW = """SELECT ?name {
  ?tenure a cg:Tenure ; org:member ?person .
  OPTIONAL { ?tenure cg:since ?since }
  ?person skos:prefLabel ?name
}"""
QUICK = [
    "SELECT * { ?a ?b ?c OPTIONAL { ?a ?d ?e } }",
    "SELECT * { ?a ?b ?c OPTIONAL { ?a ?d ?e } OPTIONAL { ?a ?f ?g } FILTER(?e > 1) BIND(?e AS ?h) }",
    "SELECT * { OPTIONAL { ?a ?d ?e } ?a ?b ?c }",
    "SELECT * { ?a ?b ?c OPTIONAL { ?a ?d ?e } } ORDER BY ?a",
    "SELECT * { ?a ?b 'OPTIONAL { ?x ?y ?z } ?a ?b ?c' # OPTIONAL { } ?x\n OPTIONAL { ?a ?d ?e } }",
    "SELECT * { ?a ?b ?c OPTIONAL { ?a ?d ?e } FILTER NOT EXISTS { ?a ?f ?g } MINUS { ?a ?h ?i } }",
    "SELECT * { { ?a ?b ?c OPTIONAL { ?a ?d ?e } } UNION { ?a ?f ?g } }",
    "SELECT * { ?a ?b ?c OPTIONAL { ?a ?d ?e } VALUES ?a { cg:x } }",
    "} OPTIONAL { ( } {{{",
    "",
]
MIDDLE = {
    SLOW: [3],
    "SELECT * { ?a ?b ?c OPTIONAL { ?a ?d ?e } FILTER(?e > 1) ?a ?f ?g }": [1],
    "SELECT * { ?a ?b ?c OPTIONAL { ?a ?d ?e }\n { ?a ?f ?g } }": [1],
    "SELECT * { ?a ?b ?c\nOPTIONAL { ?a ?d ?e OPTIONAL { ?e ?f ?g } ?e ?h ?i }\nGRAPH ?g { ?a ?b ?c } }": [
        2,
        2,
    ],
}


@pytest.mark.parametrize("query", QUICK)
def test_an_optional_at_the_end_is_fine(query: str) -> None:
    assert advice(query) == []


@pytest.mark.parametrize("query", MIDDLE)
def test_an_optional_in_the_middle_is_told_with_its_line(query: str) -> None:
    assert [int(line.split(":")[0].removeprefix("line ")) for line in advice(query)] == MIDDLE[query]


@pytest.mark.parametrize("question", questions.questions(), ids=lambda each: each.name)
def test_our_own_questions_need_none(question: questions.Question) -> None:
    assert advice(question.sparql) == []


def test_a_long_query_is_gone_through_once() -> None:
    assert advice("SELECT * { " + "OPTIONAL { ?a ?b ?c } " * 20_000 + "}") == []
