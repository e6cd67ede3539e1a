"""Real clients of SPARQL endpoints and of documented APIs, and the description that they go by."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from served import GRAPHS, Served
from small_graph import HART

NAMES = "SELECT ?name { ?p a foaf:Person ; skos:prefLabel ?name } ORDER BY ?name"
PREFIXED = f"""
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
{NAMES}"""
PEOPLE = ["Ann Hart", "Ivy Webb", "Ruth Cole", "Sam Finch", "Tom Bell"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("post", ["postdirectly", "urlencoded"])
def test_sparqlwrapper_reads_every_format(web, method, post):
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(f"{web.root}/sparql")
    client.setMethod(method)
    client.setRequestMethod(post)
    client.setQuery(PREFIXED)
    client.setReturnFormat(wrapper.JSON)
    assert [row["name"]["value"] for row in client.queryAndConvert()["results"]["bindings"]] == PEOPLE
    client.setReturnFormat(wrapper.XML)
    assert [
        node.firstChild.data for node in client.queryAndConvert().getElementsByTagName("literal")
    ] == PEOPLE
    client.setReturnFormat(wrapper.CSV)
    assert client.queryAndConvert() == "\r\n".join(["name", *PEOPLE, ""]).encode()
    client.setQuery(f"DESCRIBE <{HART}>")
    for name in (wrapper.TURTLE, wrapper.RDFXML, wrapper.N3, wrapper.JSONLD):
        client.setReturnFormat(name)
        found = client.queryAndConvert()
        graph = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=found)
        assert (rdflib.URIRef(HART), rdflib.SKOS.prefLabel, rdflib.Literal("Ann Hart")) in graph
    client.setQuery("ASK { ?s ?p ?o }")
    client.setReturnFormat(wrapper.JSON)
    assert client.queryAndConvert()["boolean"] is True


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_sparqlwrapper_is_told_what_is_wrong(web):
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(f"{web.root}/sparql")
    client.setQuery("SELECT * {")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed, match="cannot read this SPARQL"):
        client.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("returned", ["xml", "json"])
def test_rdflib_reads_the_endpoint_as_a_store(web, method, returned):
    store = SPARQLStore(f"{web.root}/sparql", method=method, returnFormat=returned)
    graph = rdflib.Graph(store=store)
    assert [str(row[0]) for row in graph.query(PREFIXED)] == PEOPLE
    assert graph.value(rdflib.URIRef(HART), rdflib.SKOS.prefLabel) == rdflib.Literal("Ann Hart")
    if returned == "json":
        return  # rdflib then asks for tables only
    described = graph.query(f"DESCRIBE <{HART}>").graph
    assert (rdflib.URIRef(HART), rdflib.RDF.type, rdflib.FOAF.Person) in described


def test_rdflib_reads_one_graph_by_its_name(web):
    store = SPARQLStore(f"{web.root}/sparql")
    graph = rdflib.Graph(store=store, identifier=rdflib.URIRef(GRAPHS[0]))
    assert list(graph) == [(rdflib.URIRef(GRAPHS[0]), rdflib.RDF.type, rdflib.URIRef("urn:x:Data"))]


def test_a_client_of_linked_data_follows_addresses_to_the_words(web):
    def triples(iri: str) -> list[ox.Quad]:
        local = iri.replace("https://w3id.org/councilgraph", "")
        got = web.get(local, "text/turtle;q=0.9, application/rdf+xml;q=0.8")
        return list(ox.parse(got.body, ox.RdfFormat.TURTLE))

    derived = ox.NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")
    claim = next(quad.object.value for quad in triples(HART) if quad.predicate == derived)
    exact = ox.NamedNode("http://www.w3.org/ns/oa#exact")
    assert [quad.object.value for quad in triples(claim) if quad.predicate == exact] == [
        "Ann Hart took over as director of children's services at Northford Council in May 2012."
    ]


def test_the_description_covers_every_page_for_programs(web: Served):
    described = web.get("/openapi.json").json
    assert described["servers"] == [{"url": web.root}]
    for path, methods in described["paths"].items():
        filled = path.replace("{kind}", "person").replace("{name}", "hart" if "/id/" in path else "who-held")
        got = web.get(filled, "application/json")
        assert str(got.status) in methods["get"]["responses"], path
        assert got.status == 200


def test_what_is_answered_is_as_described(web):
    """Requests made at random from the description; each answer has a described status, type and shape."""
    schemathesis = pytest.importorskip("schemathesis")
    from hypothesis import HealthCheck, given, settings
    from schemathesis.specs.openapi.checks import positive_data_acceptance

    schemathesis.serializer("application/sparql-query")(lambda _, query: str(query).encode())
    schema = schemathesis.openapi.from_url(f"{web.root}/openapi.json")
    for operation in schema.get_all_operations():
        case_of = operation.ok().as_strategy()

        @settings(
            max_examples=4,
            derandomize=True,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=case_of)
        def check(case):
            # That no entity has a name cannot be said in a schema.
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        check()
