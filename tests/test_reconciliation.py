"""The reconciliation API as OpenRefine uses it, held against the rules of its specification."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote, urlencode

import jsonschema
import pytest
from reconciliation_rules import ENTITIES, EXTENDED, MANIFEST, PROPERTIES, PROPOSAL, RESULTS, TYPES
from served import Got, Served, hostile_store, hostile_texts, running
from small_graph import BELL, EASTMERE, HART, NORTHFORD, NORTHFORD_DCS, OFSTED
from test_web_hostile import Seen

from councilgraph.graph.web import Limits
from councilgraph.graph.web.reconciliation.parsing import parse_batch, parse_extension

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
COUNCIL, PERSON, BODY = (
    "https://w3id.org/councilgraph/ontology#Council",
    "http://xmlns.com/foaf/0.1/Person",
    "http://www.w3.org/ns/org#Organization",
)


def checked(got: Got, schema: dict) -> dict:
    """An answer that keeps the rules."""
    assert (got.status, got.media_type) == (200, "application/json"), got.text
    jsonschema.Draft202012Validator(schema).validate(got.json)
    return got.json


def post(web: Served, name: str, content: object) -> Got:
    text = content if isinstance(content, str) else json.dumps(content)
    return web.ask("POST", "/reconcile", urlencode({name: text}).encode(), FORM)


def candidates(web: Served, **query: object) -> list[dict]:
    found = checked(post(web, "queries", {"q0": query}), RESULTS)["q0"]["result"]
    assert [each["score"] for each in found] == sorted((each["score"] for each in found), reverse=True)
    return found


def best(web: Served, **query: object) -> tuple[str, float, bool]:
    found = candidates(web, **query)[0]
    return found["id"], found["score"], found["match"]


def extended(web: Served, ids: list[str], *names: str) -> dict:
    asked = {"ids": ids, "properties": [{"id": name} for name in names]}
    return checked(post(web, "extend", asked), EXTENDED)


@pytest.fixture(scope="module")
def real(built: Path):
    """A server over the stories, with all the councils of the register."""
    with running(built) as served:
        yield served


def test_the_manifest_says_what_there_is_and_all_of_it_is_there(web):
    found = checked(web.get("/reconcile", "*/*"), MANIFEST)
    assert {each["id"] for each in found["defaultTypes"]} >= {COUNCIL, PERSON, BODY}
    for name, rules in (("entity", ENTITIES), ("type", TYPES), ("property", PROPERTIES)):
        service = found["suggest"][name]
        address = (service["service_url"] + service["service_path"]).removeprefix(web.root)
        checked(web.get(f"{address}?prefix=n", "*/*"), rules)
    service = found["extend"]["propose_properties"]
    address = (service["service_url"] + service["service_path"]).removeprefix(web.root)
    checked(web.get(f"{address}?type={quote(COUNCIL)}", "*/*"), PROPOSAL)
    for template in (found["view"]["url"], found["preview"]["url"]):
        got = web.get(template.replace("{{id}}", quote(HART, safe="")).removeprefix(web.root))
        assert got.status in (200, 308)
    assert web.get(found["logo"].removeprefix(web.root)).media_type == "image/svg+xml"
    assert web.get(found["documentation"].removeprefix(web.root)).status == 200


def test_a_batch_is_answered_by_get_and_by_post(web):
    batch = {
        "a": {"query": "Northford Council"},
        "b": {"query": "Zzz"},
        "": {"query": "Ann Hart", "limit": 1},
    }
    posted = checked(post(web, "queries", batch), RESULTS)
    assert (
        checked(web.get(f"/reconcile?{urlencode({'queries': json.dumps(batch)})}", "*/*"), RESULTS) == posted
    )
    assert [*posted] == ["a", "b", ""]
    assert posted["b"] == {"result": []}
    assert posted["a"]["result"][0] == {
        "id": NORTHFORD,
        "name": "Northford Council",
        "description": posted["a"]["result"][0]["description"],
        "type": posted["a"]["result"][0]["type"],
        "score": 100.0,
        "features": [{"id": "name", "value": 100.0}],
        "match": True,
    }
    assert {each["id"] for each in posted["a"]["result"][0]["type"]} >= {COUNCIL, BODY}
    person = posted[""]["result"][0]
    assert (person["description"], [each["id"] for each in person["type"]]) == (
        "director of children's services, Northford Council, 2012-05 to 2015-03-31",
        [PERSON],
    )


def test_a_persons_name_alone_is_no_match_and_with_a_council_it_is(web):
    at = {"pid": "organisation", "v": "Northford Council"}
    assert best(web, query="Ann Hart") == (HART, 100.0, False)
    assert best(web, query="Ann Hart", properties=[at]) == (HART, 100.0, True)
    assert best(web, query="Cllr HART, Ann", properties=[{"pid": "organisation", "v": {"id": NORTHFORD}}])[
        ::2
    ] == (
        HART,
        False,
    )
    assert best(
        web,
        query="Dr Ann Hart",
        properties=[{"pid": "post", "v": ["mayor", "Director of Children's Services"]}],
    )[2]
    assert best(web, query="Ann Hart", properties=[{"pid": "organisation", "v": "Ofsted"}]) == (
        HART,
        75.0,
        False,
    )
    assert best(web, query="Ann Hart", properties=[{"pid": "on", "v": "2013"}]) == (HART, 100.0, True)
    assert best(web, query="Ann Hart", properties=[{"pid": "on", "v": "1999-01-01"}]) == (HART, 75.0, False)
    unknown = [{"pid": "shoe size", "v": 42}, at]
    assert best(web, query="Ann Hart", properties=unknown) == (HART, 100.0, True)


def test_other_names_misspellings_and_identifiers_are_found(web):
    assert best(web, query="A. Hart")[:2] == (HART, 100.0)
    assert best(web, query="Northfrd Council") == (NORTHFORD, pytest.approx(97, abs=2), False)
    assert best(web, query=HART) == (HART, 100.0, False)
    assert best(web, query=NORTHFORD) == (NORTHFORD, 100.0, True)
    assert candidates(web, query="urn:x:1 <>") == []
    assert candidates(web, query="!?") == []


def test_types_narrow_or_only_prefer(web):
    assert [each["id"] for each in candidates(web, query="Hart", type=COUNCIL)] == []
    assert candidates(web, query="Hart", type=[PERSON, COUNCIL])[0]["id"] == HART
    assert candidates(web, query="Hart", type=COUNCIL, type_strict="should")[0]["id"] == HART
    assert candidates(web, query="Hart", type="urn:x:unknown") == []


def test_properties_alone_are_a_query(web):
    at = [{"pid": "organisation", "v": {"id": NORTHFORD}}]
    found = {each["id"] for each in candidates(web, properties=at, limit=20)}
    assert {HART, BELL, NORTHFORD_DCS} <= found
    assert candidates(web, properties=[{"pid": "code", "v": "X00000000"}]) == []


def test_councils_that_had_one_name_are_told_apart_by_a_day(real):
    ids = {
        each["id"].rsplit("/", 1)[1]
        for each in candidates(real, query="Dorset", type=COUNCIL)
        if each["score"] == 100
    }
    assert ids >= {"dorset-county-council", "dorset-council"}
    assert best(real, query="Dorset", type=COUNCIL)[2] is False
    now = best(real, query="Dorset", type=COUNCIL, properties=[{"pid": "on", "v": "2021-05-01"}])
    then = best(real, query="Dorset", type=COUNCIL, properties=[{"pid": "on", "v": "2015-05-01"}])
    assert [(iri.rsplit("/", 1)[1], match) for iri, _, match in (now, then)] == [
        ("dorset-council", True),
        ("dorset-county-council", True),
    ]
    assert best(real, query="E10000006")[0].endswith("/cumbria-county-council")
    by_code = candidates(real, properties=[{"pid": "code", "v": "E10000006"}])
    assert [(each["id"].rsplit("/", 1)[1], each["match"]) for each in by_code] == [
        ("cumbria-county-council", True)
    ]


@pytest.mark.parametrize(
    ("written", "meant", "score", "is_match"),
    [
        ("Wirral MBC", "wirral-metropolitan-borough-council", 98.0, True),
        (
            "BOURNEMOUTH, CHRISTCHURCH & POOLE COUNCIL",
            "bournemouth-christchurch-and-poole-council",
            100.0,
            True,
        ),
        ("LB Barnet", "london-borough-of-barnet", 98.0, True),
        ("Dorset Council", "dorset-council", 100.0, True),
        ("The Cumbria County Council", "cumbria-county-council", 100.0, True),
    ],
)
def test_councils_are_known_by_the_forms_that_spreadsheets_have(real, written, meant, score, is_match):
    iri, found, match = best(real, query=written, type=COUNCIL)
    assert (iri.rsplit("/", 1)[1], found, match) == (meant, score, is_match)


def test_words_that_are_hardly_alike_are_no_candidates(real):
    assert candidates(real, query="Zebra crossings") == []


def test_values_are_fetched_for_what_was_matched(web):
    found = extended(
        web, [HART, NORTHFORD, "urn:x:none", "no address"], "organisation", "tenures", "kind", "quote"
    )
    assert [(each["id"], each.get("type", {}).get("id")) for each in found["meta"]] == [
        ("organisation", BODY), ("tenures", None), ("kind", None), ("quote", None)
    ]  # fmt: skip
    hart = found["rows"][HART]
    assert hart["organisation"] == [
        {"id": EASTMERE, "name": "Eastmere Council"}, {"id": NORTHFORD, "name": "Northford Council"}
    ]  # fmt: skip
    assert hart["tenures"][1] == {
        "str": "director of children's services, Northford Council, 2012-05 to 2015-03-31"
    }
    assert hart["quote"][0]["str"].endswith("in May 2012.” — hart.txt, 2012-06-01")
    assert found["rows"]["urn:x:none"] == found["rows"]["no address"] == {
        "organisation": [], "tenures": [], "kind": [], "quote": []
    }  # fmt: skip
    holders = extended(web, [NORTHFORD_DCS], "holders")["rows"][NORTHFORD_DCS]["holders"]
    assert {each["id"] for each in holders} >= {HART, BELL}


def test_councils_have_codes_names_and_times(real):
    iri = best(real, query="Cumbria County Council")[0]
    names = ("code", "since", "until", "region", "website", "other_names", "on", "address", "kind")
    row = extended(real, [iri], *names)["rows"][iri]
    assert (row["code"], row["address"], row["kind"]) == (
        [{"str": "E10000006"}],
        [{"str": iri}],
        [{"str": "county council"}],
    )
    assert row["until"][0]["str"].startswith("2023")
    assert {"str": "Cumbria"} in row["other_names"]


def test_suggestions_begin_as_one_types_and_come_in_parts(web):
    entities = checked(web.get("/reconcile/suggest/entity?prefix=Nor", "*/*"), ENTITIES)["result"]
    assert NORTHFORD in {each["id"] for each in entities}
    by_id = checked(web.get(f"/reconcile/suggest/entity?prefix={quote(OFSTED)}", "*/*"), ENTITIES)["result"]
    assert [each["id"] for each in by_id] == [OFSTED]
    assert checked(web.get("/reconcile/suggest/entity?prefix=Nor&cursor=50", "*/*"), ENTITIES) == {
        "result": []
    }
    kinds = checked(web.get("/reconcile/suggest/type?prefix=counc", "*/*"), TYPES)["result"]
    assert kinds[0]["id"] == COUNCIL
    found = checked(web.get("/reconcile/suggest/property?prefix=post", "*/*"), PROPERTIES)["result"]
    assert [each["id"] for each in found] == ["post"]
    proposal = checked(web.get(f"/reconcile/properties?type={quote(PERSON)}&limit=2", "*/*"), PROPOSAL)
    assert (len(proposal["properties"]), proposal["limit"], proposal["type"]) == (2, 2, PERSON)


def test_the_preview_may_be_framed_by_programs_here_and_by_no_other(web):
    got = web.get(f"/reconcile/preview?id={quote(HART, safe='')}")
    policy = got.headers["content-security-policy"]
    assert "frame-ancestors http://127.0.0.1:* http://localhost:* http://[::1]:*" in policy
    assert "default-src 'none'" in policy
    assert (got.status, "Ann Hart" in got.text, "2012-05 to 2015-03-31" in got.text) == (200, True, True)
    assert web.get("/reconcile/preview?id=urn:x:none").status == 404
    assert web.get("/reconcile/preview").status == 404
    assert "frame-ancestors 'none'" in web.get("/").headers["content-security-policy"]


@pytest.mark.parametrize(
    ("origin", "is_let_in"),
    [
        ("http://127.0.0.1:3333", True), ("http://localhost:3333", True), ("http://[::1]:80", True),
        ("https://evil.example", False), ("http://127.0.0.1.evil.example", False), ("null", False),
        ("http://localhost.evil.example:80", False), ("file://", False), ("http://127.0.0.1@evil.example", False),
    ],
)  # fmt: skip
def test_only_pages_of_this_machine_are_let_in(web, origin, is_let_in):
    for path in (
        "/reconcile",
        "/reconcile/suggest/entity?prefix=n",
        "/reconcile/properties",
        "/reconcile?queries=x",
    ):
        got = web.get(path, "*/*", Origin=origin)
        assert got.headers.get("access-control-allow-origin") == (origin if is_let_in else None)
        assert "Origin" in got.headers["vary"]
    preflight = web.ask("OPTIONS", "/reconcile", headers={"Origin": origin})
    assert (preflight.status, preflight.headers.get("access-control-allow-origin")) == (
        204,
        origin if is_let_in else None,
    )


WRONG_BATCHES = (
    "", "[", "[]", "null", '"x"', "{" * 5000, '{"a":' * 5000, '{"q": 1}', '{"q": {}}', '{"q": {"query": ""}}',
    '{"q": {"query": 1}}', '{"q": {"query": "x", "limit": 0}}', '{"q": {"query": "x", "limit": "5"}}',
    '{"q": {"query": "x", "limit": NaN}}', '{"q": {"query": "x", "limit": true}}', '{"q": {"query": "x", "limit": 1e999}}',
    '{"q": {"query": "x", "type": 1}}', '{"q": {"query": "x", "type": [1]}}', '{"q": {"query": "x", "other": 1}}',
    '{"q": {"query": "x", "type_strict": "maybe"}}', '{"q": {"query": "x", "properties": {}}}',
    '{"q": {"query": "x", "properties": [{"pid": "on"}]}}', '{"q": {"query": "x", "properties": [{"v": 1}]}}',
    '{"q": {"query": "x", "properties": [{"pid": "on", "v": null}]}}', '{"q": {"properties": []}}',
    '{"q": {"query": "x", "properties": [{"pid": "on", "v": {"name": "x"}}]}}',
    json.dumps({"q": {"query": "x" * 501}}), json.dumps({str(n): {"query": "x"} for n in range(51)}),
    json.dumps({"q": {"query": "x", "properties": [{"pid": "on", "v": ["x"] * 21}]}}),
)  # fmt: skip


@pytest.mark.parametrize("batch", WRONG_BATCHES)
def test_a_batch_that_is_none_is_an_error_with_its_reason(web, batch):
    got = post(web, "queries", batch)
    assert (got.status, got.media_type, [*got.json]) == (400, "application/json", ["error", "hint"])


@pytest.mark.parametrize(
    "asked",
    [
        "[]", "{}", '{"ids": "x", "properties": []}', '{"ids": [1], "properties": []}', '{"ids": [], "properties": ["x"]}',
        '{"ids": [], "properties": [{"id": "shoe size"}]}', json.dumps({"ids": ["x"] * 1001, "properties": []}),
    ],
)  # fmt: skip
def test_an_extension_that_is_none_is_an_error_with_its_reason(web, asked):
    assert post(web, "extend", asked).status == 400


def test_requests_of_no_known_form_are_errors(web):
    assert web.ask("POST", "/reconcile", b"x=1", FORM).status == 400
    assert web.ask("POST", "/reconcile", b"", FORM).status == 400
    assert web.ask("POST", "/reconcile", b"queries=\xff", FORM).status == 400
    assert web.ask("POST", "/reconcile", b"a=1&" * 50, FORM).status == 400
    assert web.ask("POST", "/reconcile", b"x" * 1_100_000, FORM).status == 413
    assert web.get("/reconcile?x=1", "*/*").status == 400
    assert web.get("/reconcile/suggest/nothing", "*/*").status == 404
    assert web.get("/reconcile/suggest/entity?prefix=n&cursor=-1", "*/*").status == 400
    assert web.ask("DELETE", "/reconcile").status == 405
    assert web.ask("POST", "/reconcile/properties").status == 405


def test_with_a_token_the_service_says_so_and_asks_for_it(tmp_path, built):
    token = "a-long-enough-token"
    with running(built, token=token) as served:
        assert served.get("/reconcile", "*/*").status == 401
        got = served.get("/reconcile", "*/*", Authorization=f"Bearer {token}")
        assert checked(got, MANIFEST)["authentication"] == {"type": "basic"}


def test_whatever_a_store_holds_and_whoever_asks_the_rules_are_kept(tmp_path):
    texts = [text for text in hostile_texts() if text.strip()]
    with running(hostile_store(tmp_path / "h.store"), limits=Limits(pages=2, queries=1)) as served:
        for at in range(0, len(texts), 25):
            some = [text[:400] for text in texts[at : at + 25]]
            batch = {
                text: {"query": text, "properties": [{"pid": "organisation", "v": text}]} for text in some
            }
            found = checked(post(served, "queries", batch), RESULTS)
            assert {*found} == {*batch}
        for text in texts[::9]:
            checked(
                served.get(f"/reconcile/suggest/entity?{urlencode({'prefix': text[:400]})}", "*/*"), ENTITIES
            )
            checked(post(served, "extend", {"ids": [text[:400]], "properties": [{"id": "quote"}]}), EXTENDED)
        for number in range(0, len(texts), 7):
            iri = f"https://w3id.org/councilgraph/id/person/h{number}"
            got = served.get(f"/reconcile/preview?id={quote(iri, safe='')}")
            if got.status == 200:
                assert Seen(got.text).wrong == []
            names = ["organisation", "tenures", "other_names", "quote"]
            checked(
                post(served, "extend", {"ids": [iri], "properties": [{"id": name} for name in names]}),
                EXTENDED,
            )


def test_what_is_sent_is_read_as_it_is_meant():
    batch = parse_batch('{"q": {"query": "  Ann \\n Hart ", "type": "urn:t", "limit": 1000, "properties": '
                        '[{"pid": "code", "v": [1, "x", true, {"id": "urn:c"}]}, {"pid": "unknown", "v": 1}]}}')  # fmt: skip
    query = batch["q"]
    assert (query.text, query.types, query.limit) == ("Ann Hart", ("urn:t",), 100)
    assert [(each.name, each.words, each.ids) for each in query.given] == [
        ("code", ("1", "x", "True"), ("urn:c",))
    ]
    asked = parse_extension('{"ids": ["a", "a"], "properties": [{"id": "code", "settings": {"x": 1}}]}')
    assert (asked.ids, asked.properties) == (("a",), ("code",))
