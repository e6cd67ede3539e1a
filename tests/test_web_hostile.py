"""Hostile texts in everything that a store holds, and in everything that is asked: shown, never run."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
from served import hostile_store, hostile_texts, running

from councilgraph.graph.questions import questions
from councilgraph.graph.web import Limits

RUN_BY_SPREADSHEETS = tuple("=+-@\t\r")
THINGS = ("person", "org", "post", "tenure", "statement", "inspection", "judgement", "pair")
NAMED = tuple(
    f"/{name}"
    for name in (
        "connection?from={}&to={}", "compare?entity={}&first=2012-01-01&last=2013-01-01",
        "trajectory?council={}", "search?q={}", "search?q={}&what=documents", "entities?kind={}",
        "sparql?query={}&view={}", "thing?iri={}", "questions/{}", "id/{}", "id/document/{}",
        "network?entity={}", "documents?page={}&per={}", "{}",
    )
)  # fmt: skip


class Seen(HTMLParser):
    """The elements of a page that may do something."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self._is_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        self._is_script = tag == "script"
        if tag == "script" and not (found.get("src") or "").startswith("/static/"):
            self.wrong.append(f"script {found}")
        if tag in {"object", "embed", "base", "img", "style", "video", "template", "math", "foreignobject"}:
            self.wrong.append(tag)
        for name, value in attributes:
            if name.startswith("on") or name == "style":
                self.wrong.append(f"{tag} {name}={value}")
            if name in {"href", "src", "action"} and not (value or "").startswith(
                ("/", "#", "http://", "https://")
            ):
                self.wrong.append(f"{tag} {name}={value}")
            if name in {"href", "src", "action"} and (value or "").startswith("//"):
                self.wrong.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        if self._is_script and data.strip():
            self.wrong.append(f"script {data}")
        self._is_script = False


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A server over the hostile store."""
    store = hostile_store(tmp_path_factory.mktemp("hostile") / "s.store")
    with running(store, limits=Limits(pages=2, queries=1)) as served:
        yield served


def test_no_page_of_a_hostile_thing_does_anything(hostile):
    shown = [number for number, text in enumerate(hostile_texts()) if text.strip()]
    pages = [f"/id/{kind}/h{number}" for number in shown[::7] for kind in THINGS]
    pages += [f"/id/document/{number:064x}" for number in shown[::5]]
    for page in ["/", "/documents", "/entities?kind=person&per=300", "/entities?kind=county_council", *pages]:
        got = hostile.get(page)
        assert (got.status, Seen(got.text).wrong) == (200, []), page


@pytest.mark.parametrize("question", [each.name for each in questions()])
def test_no_answer_of_hostile_facts_does_anything(hostile, question):
    got = hostile.get(f"/questions/{question}?per=300")
    assert (got.status, Seen(got.text).wrong) == (200, [])


@pytest.mark.parametrize("path", NAMED)
def test_no_hostile_request_does_anything(hostile, path):
    for text in hostile_texts()[::6]:
        got = hostile.get(path.replace("{}", quote(text, safe="")))
        assert got.status in (200, 300, 308, 400, 404), (path, text)
        if got.media_type == "text/html" and not got.headers["content-security-policy"].startswith("sandbox"):
            assert Seen(got.text).wrong == [], (path, text)
        assert "set-cookie" not in got.headers


def test_hostile_texts_come_back_whole_as_data(hostile):
    for number, text in enumerate(hostile_texts()):
        if number % 9 or not text.strip():
            continue
        found = hostile.get(f"/id/person/h{number}.json").json
        assert [each["text"] for each in found["facts"] if each["kind"] == "Statement"] == [f"{text}: {text}"]
        triples = ox.parse(hostile.get(f"/id/person/h{number}.ttl").body, ox.RdfFormat.TURTLE)
        assert ox.Literal(text) in {quad.object for quad in triples}


def test_no_cell_of_a_table_is_a_formula(hostile):
    rows = csv.reader(io.StringIO(hostile.get("/entities.csv?kind=person&per=300").text))
    cells = [cell for row in rows for cell in row]
    assert len(cells) > len(hostile_texts())
    assert not [cell for cell in cells if cell.startswith(RUN_BY_SPREADSHEETS)]
    query = urlencode({"query": "SELECT ?l { ?p skos:prefLabel ?l }", "format": "spreadsheet"})
    sheet = csv.reader(io.StringIO(hostile.get(f"/sparql?{query}").text))
    assert not [cell for row in sheet for cell in row if cell.startswith(RUN_BY_SPREADSHEETS)]


def test_hostile_values_of_questions_are_only_looked_for(hostile):
    for text in hostile_texts()[::5]:
        for name in ("council", "post"):
            got = hostile.get(f"/questions/who-held.json?{urlencode({name: text})}")
            assert got.status in (200, 300, 400), text
            json.loads(got.body)
