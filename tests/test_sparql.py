"""A user's SPARQL: what it says is wrong, and where."""

from __future__ import annotations

import pytest

from councilgraph.graph.errors import QueryError
from councilgraph.graph.sparql import run
from councilgraph.graph.store import memory_store


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELCT * { ?s ?p ?o }", "line 1, column 1: 'SELCT' is no word of SPARQL"),
        ("SELECT * {\n  ?s ?p ?o FILTR(?o) }", "line 2, column 12: 'FILTR' is no word of SPARQL"),
        ("SELECT ?s { ?s ?p ?o } LIMT 5", "line 1, column 24: 'LIMT' is no word of SPARQL"),
        ("SELECT * { ?s xx:x ?y }", "line 1, column 15: the prefix 'xx' is not declared"),
        ('SELECT * { ?s ?p "abc }', "line 1, column 18: a text that does not end"),
        ("SELECT * { ?s ?p ?o", "line 1, column 20: cannot read this SPARQL at ''"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(query, message):
    with pytest.raises(QueryError) as wrong:
        run(memory_store(), query)
    assert wrong.value.message == message


def test_words_in_names_texts_and_comments_are_not_taken_for_mistakes():
    query = """PREFIX xx: <urn:nonsense:>  # nonsense
        SELECT ?nonsense { ?nonsense xx:nonsense "nonsense", 'it is'@en, 1e5 ; a cg:Tenure . }
        ORDER BY DESC(?nonsense) LIMIT 0 nonsense"""
    with pytest.raises(QueryError, match="line 3, column 42: 'nonsense' is no word"):
        run(memory_store(), query)
    run(memory_store(), query.removesuffix(" nonsense"))
