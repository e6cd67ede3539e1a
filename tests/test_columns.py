"""Answers from columns are those of the store: for every ready-made question, and for queries at random."""

from __future__ import annotations

import functools
import random
import tempfile
import tomllib
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_graph import CLAIM, DOCUMENT, FACTS
from test_questions import values_of

from councilgraph.graph.columns.algebra import NotCoveredError
from councilgraph.graph.columns.answering import solutions
from councilgraph.graph.columns.parser import parse_select
from councilgraph.graph.columns.projection import open_projection
from councilgraph.graph.columns.writing import write_projection
from councilgraph.graph.questions import bind, question, questions
from councilgraph.graph.rdf import document_quads, fact_quads, vocabulary_quads

CASES = tomllib.loads((Path(__file__).parent / "cases" / "questions.toml").read_text("utf-8"))["case"]
XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = f"PREFIX : <urn:x:> PREFIX xsd: <{XSD}> "


def projected(dataset, folder=None):
    with tempfile.TemporaryDirectory(dir=folder) as made:
        write_projection(dataset, Path(made) / "columns")
        return open_projection(Path(made) / "columns")


@pytest.fixture(scope="module")
def small():
    dataset = ox.Store()
    dataset.extend(vocabulary_quads())
    dataset.extend(quad for fact in FACTS for quad in fact_quads(fact))
    dataset.extend(document_quads(DOCUMENT, [CLAIM]))
    return dataset, projected(dataset)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["question"])
def test_each_case_of_a_ready_made_question_is_answered_alike(small, case):
    dataset, projection = small
    query = bind(question(case["question"]), values_of(case)).sparql
    found = solutions(projection, query)
    if case["question"] == "evidence":
        assert found is None
        return
    names, rows = found
    wanted = dataset.query(query)
    assert names == tuple(variable.value for variable in wanted.variables)
    assert list(rows) == [tuple(solution) for solution in wanted]


def test_columns_answer_all_questions_but_the_one_that_looks_into_documents():
    unknown = []
    for each in questions():
        try:
            parse_select(each.sparql.replace("UNDEF", "true"))
        except NotCoveredError:
            unknown.append(each.name)
    assert unknown == ["evidence"]


SUBJECTS = [ox.NamedNode(f"urn:x:s{number}") for number in range(6)]
OBJECTS = {
    "iri": SUBJECTS,
    "text": [ox.Literal(text) for text in ("", "a", "B_c", "Ünion b", 'say "x,\ny"', "s1")],
    "day": [
        ox.Literal(day, datatype=ox.NamedNode(XSD + "date"))
        for day in ("1999-12-31", "2009-10-01", "2009-10-31", "2010-01-01")
    ],
    "whole": [ox.Literal(number) for number in (-3, 0, 1, 2, 10)],
    "truth": [ox.Literal(True), ox.Literal(False)],
    "rank": [
        ox.Literal(text, datatype=ox.NamedNode(XSD + "decimal")) for text in ("-1.5", "0.25", "3", "10.125")
    ],
    "mixed": [SUBJECTS[0], ox.Literal("a"), ox.Literal("a", language="en"), ox.Literal("b", language="cy")],
    "odd": [
        ox.Literal(text, datatype=ox.NamedNode(datatype))
        for text, datatype in (
            ("2009", "urn:x:edtf"),
            ("2009-10", "urn:x:edtf"),
            ("2009-10-01Z", XSD + "date"),
            ("1e0", XSD + "double"),
        )
    ],
    "more": [*SUBJECTS, ox.BlankNode("b1"), ox.Literal("z")],
}


@functools.cache
def graph(seed):
    """A graph whose properties are called after the kinds of their values."""
    chance = random.Random(seed)
    dataset = ox.Store()
    for name, objects in OBJECTS.items():
        for subject in SUBJECTS:
            for value in chance.sample(objects, chance.choice((0, 1, 1, 1, 2))):
                dataset.add(ox.Quad(subject, ox.NamedNode(f"urn:x:{name}"), value))
    return dataset, projected(dataset)


HOLDS = {
    "iri": "b",
    "text": "c",
    "day": "d",
    "whole": "e",
    "truth": "t",
    "rank": "r",
    "mixed": "m",
    "odd": "o",
}
"""Most patterns put the values of a property into a variable of its own, so that expressions fit them."""

NAMES = st.sampled_from(["a", *HOLDS.values()])
VARS = NAMES.map(lambda name: f"?{name}")
PROPERTIES = st.sampled_from([*OBJECTS, "none"]).map(lambda name: f":{name}")
PATHS = st.lists(
    st.tuples(st.sampled_from(("", "", "^")), PROPERTIES).map("".join), min_size=1, max_size=2
).map("/".join)
TEXTS = st.sampled_from(('"a"', '"B_c"', '"never"', '""'))
DAYS = st.sampled_from(('"2009-10-01"^^xsd:date', '"2001-01-01"^^xsd:date', "?d"))
CONSTANTS = (
    st.sampled_from((":s0", ":s1", ":s9", "1", "7", "true")) | TEXTS | DAYS.filter(lambda day: "^" in day)
)
FITTING = st.tuples(st.sampled_from(("?a", "?a", "?b")), st.sampled_from([*HOLDS.items()])).map(
    lambda one: f"{one[0]} :{one[1][0]} ?{one[1][1]} ."
)
ANY = st.tuples(VARS, PATHS, VARS | CONSTANTS).map(lambda triple: " ".join(triple) + " .")
TRIPLES = st.one_of(*[FITTING] * 6, ANY)
TERMS = VARS | CONSTANTS

STRINGS = st.recursive(
    TEXTS
    | st.sampled_from(("?c", "?c", "STR(?d)", "STR(?m)", "STR(?o)", "STR(?a)", 'COALESCE(STR(?b), "none")')),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(("LCASE", "UCASE")), inner).map(lambda one: f"{one[0]}({one[1]})"),
        st.tuples(st.sampled_from(("CONCAT", "STRAFTER", "STRBEFORE", "COALESCE")), inner, inner).map(
            lambda one: f"{one[0]}({one[1]}, {one[2]})"
        ),
        inner.map(lambda text: f'REPLACE({text}, "_", " ")'),
        inner.map(lambda text: f'IF(isIRI(?m), STRAFTER(STR(?m), "x:"), {text})'),
    ),
    max_leaves=3,
)
NUMBERS = st.recursive(
    st.sampled_from(("1", "7", "?e", "YEAR(?d)", "MONTH(?d)", "DAY(?d)"))
    | STRINGS.map(lambda text: f"STRLEN({text})"),
    lambda inner: st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda one: f"({' '.join(one)})"),
    max_leaves=3,
)
SIGNS = st.sampled_from(("=", "!=", "<", "<=", ">", ">="))
TRUTHS = st.recursive(
    st.one_of(
        st.tuples(STRINGS, SIGNS, STRINGS).map(lambda one: f"({' '.join(one)})"),
        st.tuples(NUMBERS, SIGNS, NUMBERS | st.just("?r")).map(lambda one: f"({' '.join(one)})"),
        st.tuples(DAYS, SIGNS, DAYS).map(lambda one: f"({' '.join(one)})"),
        st.tuples(st.sampled_from(("CONTAINS", "STRSTARTS", "STRENDS")), STRINGS, STRINGS).map(
            lambda one: f"{one[0]}({one[1]}, {one[2]})"
        ),
        VARS.map(lambda name: f"BOUND({name})"),
        st.tuples(st.sampled_from(("isIRI", "isLiteral")), VARS).map(lambda one: f"{one[0]}({one[1]})"),
        st.tuples(st.sampled_from(("?a", "?b")), st.sampled_from(("=", "!=", "IN", "NOT IN"))).map(
            lambda one: f"({one[0]} {one[1]} {'(:s0, ?b, :s9)' if 'IN' in one[1] else ':s1'})"
        ),
        st.just("?t"),
    ),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(("&&", "||")), inner).map(lambda one: f"({' '.join(one)})"),
        inner.map(lambda one: f"(! {one})"),
        st.tuples(inner, st.sampled_from(("true", "false"))).map(lambda one: f"COALESCE({one[0]}, {one[1]})"),
        st.tuples(inner, inner, inner).map(lambda one: f"IF({', '.join(one)})"),
    ),
    max_leaves=3,
)
EXPRESSIONS = st.one_of(
    STRINGS,
    NUMBERS,
    TRUTHS,
    TERMS,
    st.tuples(TRUTHS, NUMBERS, NUMBERS).map(lambda one: f"IF({', '.join(one)})"),
    VARS.map(lambda name: f"IRI(STR({name}))"),
    st.tuples(VARS, VARS).map(lambda one: f"COALESCE({one[0]}, {one[1]})"),
    st.tuples(VARS, CONSTANTS).map(lambda one: f"COALESCE({one[0]}, {one[1]})"),
)


def elements(groups):
    return st.one_of(
        TRIPLES,
        TRIPLES,
        FITTING.map(lambda triple: f"OPTIONAL {{ {triple} }}"),
        FITTING.map(lambda triple: f"OPTIONAL {{ {triple} }}"),
        groups.map(lambda group: f"OPTIONAL {group}"),
        TRUTHS.map(lambda truth: f"FILTER({truth})"),
        st.tuples(EXPRESSIONS, st.sampled_from(("?f", "?g"))).map(
            lambda bind: f"BIND({bind[0]} AS {bind[1]})"
        ),
        st.tuples(VARS, st.lists(CONSTANTS, min_size=1, max_size=3)).map(
            lambda values: f"VALUES {values[0]} {{ {' '.join(values[1])} }}"
        ),
        st.tuples(groups, groups).map(" UNION ".join),
        st.tuples(st.sampled_from(("", "NOT ")), groups).map(lambda one: f"FILTER {one[0]}EXISTS {one[1]}"),
        st.tuples(
            st.sampled_from("ab"),
            st.sampled_from("cdem"),
            groups,
            st.sampled_from(("MIN", "MAX", "COUNT", "COUNT DISTINCT")),
        ).map(
            lambda one: "{{ SELECT ?{0} ({3}(?{1}) AS ?n) WHERE {2} GROUP BY ?{0} }}".format(*one).replace(
                "COUNT DISTINCT(", "COUNT(DISTINCT "
            )
        ),
    )


GROUPS = st.recursive(
    st.lists(TRIPLES, min_size=1, max_size=3).map(lambda found: f"{{ {' '.join(found)} }}"),
    lambda inner: st.tuples(TRIPLES, st.lists(elements(inner), min_size=1, max_size=4)).map(
        lambda one: f"{{ {one[0]} {' '.join(one[1])} }}"
    ),
    max_leaves=6,
)
OPTIONALS = st.lists(
    FITTING.map(lambda triple: f"OPTIONAL {{ {triple} }}"), min_size=1, max_size=4, unique=True
)
WITH_OPTIONALS = st.tuples(
    FITTING,
    OPTIONALS.map(" ".join),
    EXPRESSIONS,
    st.just("") | TRUTHS.map(lambda truth: f"FILTER({truth})"),
    st.just("") | elements(GROUPS),
).map(lambda one: "{{ {} {} BIND({} AS ?f) {} {} }}".format(*one))

ORDERS = st.sampled_from(
    (
        "",
        " ORDER BY ?a ?b ?c ?f ?n",
        " ORDER BY DESC(?f) ?d ?a",
        " ORDER BY ?e LIMIT 3 OFFSET 1",
        " ORDER BY ?m ?c",
    )
)


@st.composite
def queries(draw):
    group, order = draw(GROUPS | WITH_OPTIONALS), draw(ORDERS)
    kind = draw(st.sampled_from(("rows", "rows", "distinct", "groups", "all")))
    if kind == "groups":
        call = draw(
            st.sampled_from(
                ("COUNT(*)", "MIN(?c)", "MAX(?d)", "COUNT(DISTINCT ?m)", "MIN(STR(?b))", "SUM(STRLEN(?c))")
            )
        )
        having = draw(
            st.sampled_from(("", " HAVING(COUNT(*) > 1)", " HAVING(COUNT(DISTINCT ?b) >= MAX(?e))"))
        )
        return f"SELECT ?a ({call} AS ?n) WHERE {group} GROUP BY ?a{having} ORDER BY ?n"
    if kind == "all":
        return f"SELECT (COUNT(*) AS ?n) (MAX(?a) AS ?m) WHERE {group}"
    return f"SELECT {'DISTINCT ' * (kind == 'distinct')}?a ?b ?c ?d ?m ?f WHERE {group}{order}"


asked = Counter()


@settings(max_examples=600, deadline=None)
@given(st.integers(0, 7), queries())
def test_a_query_at_random_is_answered_alike_or_not_at_all(seed, query):
    dataset, projection = graph(seed)
    found = solutions(projection, PREFIXES + query)
    asked[found is not None] += 1
    if found is None:
        return
    wanted = dataset.query(PREFIXES + query)
    names, rows = found
    assert names == tuple(variable.value for variable in wanted.variables)
    rows, wanted = list(rows), [tuple(solution) for solution in wanted]
    if "LIMIT" in query:
        assert len(rows) == len(wanted)
    else:
        assert Counter(map(in_text, rows)) == Counter(map(in_text, wanted))
    assert [in_text(key_of(query, names, row)) for row in rows] == [
        in_text(key_of(query, names, row)) for row in wanted
    ]


def in_text(row):
    return tuple("_:" if isinstance(term, ox.BlankNode) else str(term) for term in row)


def key_of(query, names, row):
    """The values by which a row is sorted and that are shown, up to the first that is not."""
    keys = query.partition("ORDER BY ")[2].partition(" LIMIT")[0].replace("DESC(?f)", "?f").split()
    found = []
    for key in keys:
        if key[1:] not in names:
            return found
        found.append(row[names.index(key[1:])])
    return found
