"""The query operation of the SPARQL 1.1 Protocol.

The cases are those of the W3C's tests that concern queries (rdf-tests, sparql/sparql11/protocol), under
their names, with graphs of our own.
"""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest
from served import GRAPHS, Got, Served

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
ONE, TWO, THREE = GRAPHS
NONE = quote("http://example.org/data0", safe="")
BOTH_DEFAULT = f"ASK {{ <{ONE}> a ?type . <{TWO}> a ?type }}"
BOTH_NAMED = f"ASK {{ GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }} }}"
ALL_THREE = f"ASK {{ <{THREE}> a ?type GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }} }}"
DEFAULTS = [("default-graph-uri", ONE), ("default-graph-uri", TWO)]
NAMED = [("named-graph-uri", ONE), ("named-graph-uri", TWO)]


def is_true(got: Got) -> bool:
    assert got.status == 200, got.text
    assert got.media_type == "application/sparql-results+json"
    return got.json["boolean"] is True


def post(web: Served, path: str, body: str | bytes, headers: dict[str, str]) -> Got:
    return web.ask("POST", path, body.encode() if isinstance(body, str) else body, headers)


def test_query_post_form(web):
    assert is_true(post(web, f"/sparql/?default-graph-uri={NONE}", "query=ASK%20%7B%7D", FORM))


def test_query_dataset_default_graphs_get(web):
    assert is_true(web.get(f"/sparql/?{urlencode([('query', BOTH_DEFAULT), *DEFAULTS])}", "*/*"))


def test_query_dataset_default_graphs_post(web):
    assert is_true(post(web, f"/sparql/?{urlencode(DEFAULTS)}", BOTH_DEFAULT, DIRECT))
    assert is_true(post(web, "/sparql/", urlencode([("query", BOTH_DEFAULT), *DEFAULTS]), FORM))


def test_query_dataset_named_graphs_post(web):
    assert is_true(post(web, f"/sparql/?{urlencode(NAMED)}", BOTH_NAMED, DIRECT))


def test_query_dataset_named_graphs_get(web):
    assert is_true(web.get(f"/sparql/?{urlencode([('query', BOTH_NAMED), *NAMED])}", "*/*"))


def test_query_dataset_full(web):
    dataset = [("default-graph-uri", THREE), *NAMED]
    assert is_true(post(web, f"/sparql/?{urlencode(dataset)}", ALL_THREE, DIRECT))


def test_query_multiple_dataset(web):
    """The dataset of the protocol goes before that of the query."""
    query = BOTH_NAMED.replace("ASK", f"ASK FROM <{THREE}>", 1)
    assert is_true(post(web, f"/sparql/?{urlencode(NAMED)}", query, DIRECT))
    only_three = f"ASK FROM <{ONE}> {{ <{ONE}> a ?type }}"
    answer = post(web, f"/sparql/?{urlencode([('default-graph-uri', THREE)])}", only_three, DIRECT)
    assert answer.json["boolean"] is False


def test_a_dataset_hides_the_graphs_that_it_does_not_name(web):
    named = f"ASK {{ GRAPH ?g {{ <{TWO}> a ?type }} }}"
    assert (
        post(web, f"/sparql?{urlencode([('named-graph-uri', ONE)])}", named, DIRECT).json["boolean"] is False
    )
    default = f"ASK {{ <{ONE}> a ?type }}"
    assert post(web, f"/sparql?{urlencode(NAMED)}", default, DIRECT).json["boolean"] is False


def test_query_get(web):
    assert is_true(web.get(f"/sparql/?query=ASK%20%7B%7D&default-graph-uri={NONE}", "*/*"))


def test_query_post_direct(web):
    assert is_true(post(web, f"/sparql/?default-graph-uri={NONE}", "ASK {}", DIRECT))


@pytest.mark.parametrize(
    ("query", "types"),
    [
        (
            "SELECT (1 AS ?value) {}",
            {
                "application/sparql-results+json", "application/sparql-results+xml", "text/csv",
                "text/tab-separated-values",
            },
        ),
        ("ASK {}", {"application/sparql-results+json", "application/sparql-results+xml"}),
        (
            "DESCRIBE <http://example.org/>",
            {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"},
        ),
        (
            "CONSTRUCT { <s> <p> 1 } WHERE {}",
            {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"},
        ),
    ],
    ids=["query_content_type_select", "query_content_type_ask", "query_content_type_describe",
         "query_content_type_construct"],
)  # fmt: skip
def test_query_content_type(web, query, types):
    unasked = post(web, f"/sparql/?default-graph-uri={NONE}", query, DIRECT)
    assert (unasked.status, unasked.media_type in types) == (200, True)
    for media_type in types:
        got = post(web, "/sparql", query, {**DIRECT, "Accept": media_type})
        assert (got.status, got.media_type) == (200, media_type)


def test_bad_query_method(web):
    assert web.ask("PUT", "/sparql/?query=ASK%20%7B%7D").status == 405


def test_bad_multiple_queries(web):
    assert web.get("/sparql/?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", "*/*").status == 400


def test_bad_query_wrong_media_type(web):
    assert post(web, "/sparql/", "ASK {}", {"Content-Type": "text/plain"}).status == 415


def test_bad_query_missing_form_type(web):
    assert post(web, "/sparql/", "query=ASK%20%7B%7D", {}).status == 415


def test_bad_query_missing_direct_type(web):
    assert post(web, "/sparql/", "ASK {}", {}).status == 415


def test_bad_query_non_utf8(web):
    assert post(web, "/sparql/", "ASK {}".encode("utf-16"), DIRECT).status == 400
    utf16 = {"Content-Type": "application/sparql-query; charset=UTF-16"}
    assert post(web, "/sparql/", "ASK {}".encode("utf-16"), utf16).status == 415
    assert web.get("/sparql?query=%ff", "*/*").status == 400


def test_bad_query_syntax(web):
    got = web.get("/sparql/?query=ASK%20%7B", "*/*")
    assert (got.status, got.media_type) == (400, "text/plain")
    assert got.text.startswith("line 1, column 6: cannot read this SPARQL")


@pytest.mark.parametrize("path", ["/sparql?update=CLEAR%20ALL", "/sparql?query=CLEAR%20ALL"])
def test_an_update_is_refused(web, path):
    assert web.get(path, "*/*").status == 400
    assert post(web, "/sparql", "CLEAR ALL", {"Content-Type": "application/sparql-update"}).status == 415
    assert post(web, "/sparql", "update=CLEAR+ALL", FORM).status == 400


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "may not ask other servers"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "may not name other sources"),
        ("LOAD <file:///etc/passwd>", "may not load anything"),
    ],
)
def test_a_query_that_reaches_outside_is_refused(web, query, message):
    got = web.get(f"/sparql?{urlencode({'query': query})}", "*/*")
    assert (got.status, message in got.text) == (400, True)


def test_a_graph_that_is_no_iri_is_refused(web):
    assert web.get("/sparql?query=ASK%7B%7D&default-graph-uri=a%20b", "*/*").status == 400


def test_relative_iris_are_relative_to_the_endpoint(web):
    got = post(web, "/sparql", "CONSTRUCT { <s> <p> <o> } {}", {**DIRECT, "Accept": "application/n-triples"})
    assert got.text == f"<{web.root}/s> <{web.root}/p> <{web.root}/o> .\n"


def test_a_format_that_the_result_has_not_is_refused(web):
    turtle = {**DIRECT, "Accept": "text/turtle"}
    assert post(web, "/sparql", "SELECT * {}", turtle).status == 406
    assert web.get("/sparql?query=ASK%7B%7D&format=csv", "*/*").status == 406
    assert web.get("/sparql.ttl?query=ASK%7B%7D", "*/*").status == 406


def test_the_suffix_or_the_parameter_says_the_format(web):
    query = urlencode({"query": "SELECT (1 AS ?a) {}"})
    assert web.get(f"/sparql.csv?{query}").text == "a\r\n1\r\n"
    assert (
        web.get(f"/sparql?{query}&format=tsv").text == '?a\n"1"^^<http://www.w3.org/2001/XMLSchema#integer>\n'
    )


def test_without_a_query_the_service_describes_itself(web):
    got = web.get("/sparql", "text/turtle")
    assert (got.status, got.media_type) == (200, "text/turtle")
    assert "sparql-service-description#Service>" in got.text
    assert f"<{web.root}/sparql>" in got.text
    json = web.get("/sparql", "application/ld+json")
    assert json.media_type == "application/ld+json"
    assert post(web, "/sparql", "", {}).status == 415
    assert post(web, "/sparql", "", FORM).status == 400
