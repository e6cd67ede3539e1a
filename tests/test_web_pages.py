"""Each page, and its twins as data: what is on them for the small store."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
from served import CLAIM_IRI
from small_graph import DOCUMENT, HART, NORTHFORD, TEXT, at

from councilgraph.graph.questions import questions

HART_PAGE = "/id/person/hart"
NORTHFORD_PAGE = "/id/org/northford"
DOCUMENT_PAGE = f"/id/document/{DOCUMENT.sha256}"
CLAIM_PAGE = f"/id/claim/{CLAIM_IRI.rsplit('/', 1)[1]}"
MARK = f"q0-{len(TEXT)}"

PAGES = (
    "/", "/search?q=hart", "/entities?kind=person", "/documents", HART_PAGE, NORTHFORD_PAGE, DOCUMENT_PAGE,
    "/id/post/northford-dcs", "/id/tenure/bell", "/id/inspection/n15", CLAIM_PAGE, "/questions",
    "/questions/who-held?council=Northford+Council", "/connection?from=Ann+Hart&to=Ivy+Webb",
    "/trajectory?council=Northford+Council",
    "/compare?entity=Northford+Council&first=2013-01-01&last=2016-01-01",
    "/review", "/sparql?query=SELECT+%2A+%7B+%3Fs+cg%3Agrade+%3Fgrade+%7D", "/about", "/void",
)  # fmt: skip


def json_of(page: str) -> str:
    """The address of a page's twin in JSON."""
    path, mark, query = page.partition("?")
    return f"{'/index' if path == '/' else path}.json{mark}{query}"


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_html_and_json_of_the_same(web, page):
    got = web.get(page)
    assert (got.status, got.media_type) == (200, "text/html"), got.text[:2000]
    if not page.startswith("/sparql"):
        twin = web.get(json_of(page))
        assert (twin.status, twin.media_type) == (200, "application/json")
        assert twin.json == web.get(page, "application/json").json
        assert json_of(page).replace("&", "&amp;") in got.text


def test_the_first_page_tells_what_is_in_the_store(web):
    found = web.get("/index.json").json
    assert (found["documents"], found["people"], found["councils"]) == (1, 5, 2)
    assert [each["name"] for each in found["questions"]] == [each.name for each in questions()]
    assert found["recent"] == [{"title": "New director", "name": "hart.txt", "page": DOCUMENT_PAGE}]


def test_search_finds_names_and_words(web):
    found = web.get("/search.json?q=hart").json
    assert [each["label"] for each in found["entities"]["found"]] == ["Ann Hart"]
    (hit,) = found["documents"]["found"]
    assert (hit["page"], "Ann «Hart»" in hit["snippet"]) == (DOCUMENT_PAGE, True)
    assert "Ann <mark>Hart</mark>" in web.get("/search?q=hart").text
    assert web.get("/search.json?q=").json["entities"]["total"] == 0


def test_suggestions_are_of_the_kind_that_is_wanted(web):
    def labels(params: str) -> list[str]:
        return [each["label"] for each in web.get(f"/suggest.json?{params}").json["found"]]

    assert labels("q=northf") == ["Northford Council"]
    assert labels("q=northf&kind=person") == []
    assert labels("q=ha&kind=person") == ["Ann Hart"]


def test_a_list_is_in_parts_and_says_so(web):
    first = web.get("/entities.json?kind=person&per=2").json
    assert (first["total"], first["shown"], first["pages"], first["previous"]) == (5, 2, 3, None)
    second = web.get(first["next"]).json
    assert [each["label"] for each in second["entities"]] == ["Ruth Cole", "Sam Finch"]
    assert web.get("/entities.json?kind=person&per=2&page=3").json["next"] is None
    page = web.get("/entities?kind=person&per=2&page=2").text
    assert "<h1>People</h1>" in page
    assert "Showing 3–4 of 5 names" in page


def test_an_entity_has_its_names_facts_and_quotes(web):
    found = web.get(f"{HART_PAGE}.json").json
    assert (found["label"], found["kind_label"], found["names"]) == ("Ann Hart", "person", ["A. Hart"])
    lines = [(each["when"], each["kind"], each["text"]) for each in found["facts"]]
    assert lines[:2] == [
        (
            "2008 to 2012-04",
            "Tenure",
            "Ann Hart, director of children's services at Eastmere Council, since 2008, until 2012-04",
        ),
        (
            "2012-05 to 2015-03-31",
            "Tenure",
            "Ann Hart, director of children's services at Northford Council, since 2012-05, until 2015-03-31",
        ),
    ]
    (evidence,) = found["facts"][0]["evidence"]
    assert (evidence["quote"], evidence["at"]) == (TEXT, f"{DOCUMENT_PAGE}?at=0#{MARK}")
    assert {each["label"] for each in found["facts"][0]["entities"]} >= {"Ann Hart", "Eastmere Council"}


def test_an_entity_tells_how_its_names_were_joined(web):
    (pair,) = web.get(f"{HART_PAGE}.json").json["joins"]["pairs"]
    assert (pair["verdict"], pair["by"], pair["reasons"]) == ("same", "machine", ["the same post"])
    assert pair["left"] == {"words": "ann hart", "document": "hart.txt", "page": DOCUMENT_PAGE}
    (undecided,) = web.get("/id/person/bell.json").json["joins"]["pairs"]
    assert (undecided["verdict"], undecided["other"]["label"]) == ("unsure", "Ruth Cole")
    assert "Perhaps the same" in web.get("/id/person/bell").text


def test_facts_of_one_kind_are_paged(web):
    found = web.get(f"{NORTHFORD_PAGE}.json?kind=judgement&per=2").json
    assert (found["total"], [each["text"] for each in found["facts"]]) == (
        5,
        [
            "Northford Council: overall good, 2011-02-07",
            "Northford Council: fostering panel inadequate, 2015-01-12",
        ],
    )
    assert found["next"] == f"{NORTHFORD_PAGE}.json?kind=judgement&per=2&page=2"
    assert "Showing 3–4 of 5 facts" in web.get(f"{NORTHFORD_PAGE}?kind=judgement&per=2&page=2").text


def test_as_of_a_day_certain_and_possible_are_told_apart(web):
    found = web.get(f"{NORTHFORD_PAGE}.json?as_of=2013-06-01&kind=tenure").json
    assert [(each["text"].split(",")[0], each["certainty"]) for each in found["facts"]] == [
        ("Ann Hart", "certainly")
    ]


def test_an_inspection_has_its_grades_and_its_team(web):
    (found,) = [
        each
        for each in web.get(f"{NORTHFORD_PAGE}.json?kind=inspection").json["facts"]
        if each["fact"] == at("inspection/n15")
    ]
    assert [(each["aspect"], each["grade"], each["letter"], each["rank"]) for each in found["grades"]] == [
        ("overall", "inadequate", "I", 4),
        ("fostering panel", "inadequate", "I", 4),
        ("in care", "requires improvement", "RI", 3),
    ]
    member = web.get("/id/person/finch.json?kind=team+member").json["facts"][0]
    assert (member["when"], bool(member["evidence"])) == ("2015-01-12", True)


def test_a_post_lists_its_holders(web):
    found = web.get("/id/post/northford-dcs.json?kind=tenure").json
    assert [each["text"].split(",")[0] for each in found["facts"]] == ["Ann Hart", "Tom Bell"]


def test_a_contradiction_shows_both_sides(web):
    (dispute,) = web.get("/id/tenure/bell.json").json["contradictions"]
    assert dispute["note"] == "since 2015 or 2014"
    assert [len(dispute[side]["evidence"]) for side in ("left", "right")] == [1, 1]
    assert "Documents contradict each other on “since”" in web.get("/id/tenure/bell").text


def test_a_document_has_its_quotes_in_place_and_leads_both_ways(web):
    page = web.get(DOCUMENT_PAGE).text
    assert (
        f'<a class="marked" data-quotes="0" href="#n0" id="{MARK}">{TEXT.replace(chr(39), "&#39;")}</a>'
        in page
    )
    assert '<li id="n0" data-quotes="0">' in page
    assert f'href="#{MARK}"' in page
    found = web.get(f"{DOCUMENT_PAGE}.json").json
    assert "".join(piece["text"] for piece in found["pieces"]) == TEXT
    (claim,) = found["quotes"][0]["claims"]
    assert claim["fields"]["person"] == "Ann Hart"


def test_a_long_document_is_shown_in_parts(web):
    part = web.get(f"{DOCUMENT_PAGE}.json?at={len(TEXT) - 1}").json
    assert (part["page"], part["pages"], part["next"]) == (1, 1, None)
    assert web.get(f"{DOCUMENT_PAGE}?at=-1").status == 400


def test_a_claim_leads_to_its_quote_and_its_facts(web):
    found = web.get(f"{CLAIM_PAGE}.json").json
    assert (found["claim"]["type"], found["evidence"][0]["quote"]) == ("post", TEXT)
    assert {each["fact"] for each in found["facts"]} >= {at("tenure/hart-n")}


def test_the_parts_of_a_quote_have_addresses_too(web):
    turtle = web.get(f"{CLAIM_PAGE}.ttl").text
    quote_iri = next(
        quad.subject.value
        for quad in ox.parse(turtle, ox.RdfFormat.TURTLE)
        if quad.object == ox.NamedNode("http://www.w3.org/ns/oa#SpecificResource")
    )
    page = web.get(quote_iri.replace("https://w3id.org/councilgraph", ""))
    assert page.status == 200


def test_a_question_has_a_form_and_an_answer_with_quotes(web):
    form = web.get("/questions/in-post").text
    assert '<input type="date" name="on"' in form
    assert 'data-suggest="' in form
    found = web.get("/questions/who-held.json?council=Northford+Council").json
    assert [(row["person"], row["until"]) for row in found["rows"]] == [
        ("Ann Hart", "2015-03-31"),
        ("Tom Bell", None),
    ]
    assert found["rows"][0]["pages"]["person"] == HART_PAGE
    assert found["rows"][0]["evidence"][0]["quote"] == TEXT
    rows = list(
        csv.DictReader(io.StringIO(web.get("/questions/who-held.csv?council=Northford+Council").text))
    )
    assert [(row["person"], row["quote"]) for row in rows] == [("Ann Hart", TEXT), ("Tom Bell", TEXT)]


def test_every_question_has_its_page(web):
    for each in questions():
        assert web.get(f"/questions/{each.name}").status == 200


def test_what_is_wrong_with_a_question_is_said(web):
    assert web.get("/questions/nothing").status == 404
    wrong = web.get("/questions/who-held.json?council=Nowhere")
    assert (wrong.status, wrong.json["error"]) == (400, "nothing in the store is called 'Nowhere'")
    assert web.get("/questions/in-post?council=Northford+Council&on=yesterday").status == 400


def test_several_entities_of_a_name_are_offered(web):
    got = web.get("/connection?from=Council&to=Ann+Hart")
    assert got.status == 300
    assert f"/connection?from={quote(NORTHFORD, safe='')}&amp;to=Ann+Hart" in got.text
    as_data = web.get("/connection.json?from=Council&to=Ann+Hart").json
    assert {each["value"] for each in as_data["candidates"]} == {NORTHFORD, at("org/eastmere")}


def test_a_connection_is_a_chain_with_quotes(web):
    found = web.get("/connection.json?from=Ann+Hart&to=Ivy+Webb").json
    assert [(each["nearer"]["label"], each["further"]["label"]) for each in found["links"]] == [
        ("Ann Hart", "Northford Council"),
        ("Northford Council", "Ivy Webb"),
    ]
    assert all(each["evidence"] for each in found["links"])
    apart = web.get("/connection.json?from=Ann+Hart&to=Ivy+Webb&as_of=1950-01-01").json
    assert (apart["links"], apart["message"]) == (
        [],
        "nothing in the store connects the two: try it without --as-of",
    )


def test_two_days_are_compared(web):
    found = web.get("/compare.json?entity=Northford+Council&first=2013-01-01&last=2015-06-01").json

    def names(side: str) -> list[str]:
        return [each["text"].split(",")[0] for each in found[side] if each["kind"] == "Tenure"]

    assert (names("gone"), names("both"), names("come")) == (["Ann Hart"], [], ["Tom Bell"])


def test_a_trajectory_has_the_overall_grades_first(web):
    found = web.get("/trajectory.json?council=Northford+Council").json
    judged = [
        (each["lane"], each["since"], each["grade"])
        for each in found["bars"]
        if each["lane"].startswith("Judged")
    ]
    assert judged == [
        ("Judged: overall", "2011-02-07", "good"),
        ("Judged: overall", "2015-01-12", "inadequate"),
        ("Judged: overall", "2019-03-04", "requires improvement"),
        ("Judged: in care", "2015-01-12", "requires improvement"),
        ("Judged: fostering panel", "2015-01-12", "inadequate"),
    ]


def test_a_network_is_a_whole_page_of_its_own(web):
    got = web.get("/network?entity=Northford+Council")
    assert (got.status, "vis-network" in got.text) == (200, True)
    assert got.headers["content-security-policy"].startswith("sandbox allow-scripts")
    assert web.get("/questions/who-held/network?council=Northford+Council").status == 200


@pytest.mark.parametrize(
    ("accept", "syntax"),
    [("text/turtle", ox.RdfFormat.TURTLE), ("application/ld+json", ox.RdfFormat.JSON_LD)],
)
def test_an_address_of_a_thing_is_its_rdf_too(web, accept, syntax):
    got = web.get(HART_PAGE, accept)
    assert (got.status, got.media_type, got.headers["vary"]) == (200, accept, "Accept")
    quads = set(ox.parse(got.body, syntax))
    assert any(quad.subject == ox.NamedNode(HART) for quad in quads)
    assert any(quad.subject == ox.NamedNode(at("tenure/hart-n")) for quad in quads)
    suffix = got.headers["content-location"]
    assert suffix == f"{HART_PAGE}.{'ttl' if accept == 'text/turtle' else 'jsonld'}"
    assert set(ox.parse(web.get(suffix).body, syntax)) == quads


def test_a_document_as_rdf_is_its_graph(web):
    got = web.get(f"{DOCUMENT_PAGE}.ttl")
    subjects = {quad.subject.value for quad in ox.parse(got.body, ox.RdfFormat.TURTLE)}
    assert CLAIM_IRI in subjects


def test_a_thing_with_another_address_is_found_by_it(web):
    assert web.get(f"/thing?{urlencode({'iri': HART})}").headers["location"] == HART_PAGE
    assert web.get(f"/thing?{urlencode({'iri': 'http://example.org/data1'})}").status == 200
    assert web.get(f"/thing?{urlencode({'iri': 'urn:x:nothing'})}").status == 404
    assert web.get("/thing?iri=no%20address").status == 404


def test_a_page_that_is_not_there_in_a_syntax_says_in_which_it_is(web):
    got = web.get("/search.ttl?q=hart")
    assert (got.status, "json, csv" in got.text) == (400, True)
    assert web.get("/nothing").status == 404
    assert web.get("/id/person/nobody.json").json["error"].startswith("nothing in the store has the address")


def test_void_counts_what_is_there(web):
    turtle = web.get("/.well-known/void")
    assert (turtle.status, turtle.headers["location"]) == (303, "/void")
    quads = ox.parse(web.get("/void.ttl").body, ox.RdfFormat.TURTLE)
    counts = {str(quad.object) for quad in quads if quad.predicate.value.endswith("#entities")}
    assert f'"{7}"^^<http://www.w3.org/2001/XMLSchema#integer>' in counts


def test_the_editor_shows_a_result_as_a_table_and_an_error_at_its_place(web):
    page = web.get(
        "/sparql?query=SELECT+%3Fn+%7B+%3Fp+a+foaf%3APerson+%3B+skos%3AprefLabel+%3Fn+%7D+ORDER+BY+%3Fn"
    )
    assert "<td>Ann Hart</td>" in page.text
    wrong = web.get("/sparql?query=SELECT+%2A+%7B%0A++%3Fs+%3Fp+%7D")
    assert wrong.status == 400
    assert 'data-line="2" data-column="10"' in wrong.text
    assert web.get("/sparql?query=ASK%7B%7D").text.count("Yes") == 1


def test_the_editor_draws_a_result_as_a_network_and_a_timeline(web):
    query = quote("SELECT ?t { ?t a cg:Tenure }", safe="")
    page = web.get(f"/sparql?query={query}&view=network").text
    assert f'src="/sparql/network?query={query}"'.replace("%20", "+") in page.replace("%20", "+")
    drawn = web.get(f"/sparql/network?query={query}")
    assert (drawn.status, "Tom Bell" in drawn.text) == (200, True)
    timeline = web.get(f"/sparql?query={query}&view=timeline").text
    assert '<rect class="certain"' in timeline
    dates = quote('SELECT ?name ?day { ?i a cg:Inspection ; cg:date ?day BIND("visit" AS ?name) }', safe="")
    assert "<title>visit</title>" in web.get(f"/sparql?query={dates}&view=timeline").text


def test_terms_are_there_to_complete(web):
    found = {each["term"]: each["label"] for each in web.get("/sparql/terms.json").json["terms"]}
    assert found["cg:Tenure"] == "Tenure"
    assert "org:member" in found


def test_the_same_page_comes_as_the_same_bytes(web):
    assert web.get(NORTHFORD_PAGE).body == web.get(NORTHFORD_PAGE).body


def test_json_is_sound_for_every_entity(web):
    for kind in ("person", "unitary_authority", "post"):
        for each in web.get(f"/entities.json?kind={kind}").json["entities"]:
            assert json.loads(web.get(f"{each['page']}.json").body)["iri"] == each["iri"]
