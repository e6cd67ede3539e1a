"""Hostile texts in every place that a network has: nothing runs, nothing leaves, downloads stay sound."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any
from urllib.parse import quote as percent

import networkx as nx
import pytest
from conftest import Open, Opened
from page_networks import BASE

from councilgraph.graph.page import NetworkPage, write_page

OURS = {
    "SCRIPT",
    "STYLE",
    "LINK",
    "META",
    "BASE",
    "IFRAME",
    "OBJECT",
    "EMBED",
    "IMG",
    "FORM",
    "VIDEO",
    "AUDIO",
}
RUN_BY_SPREADSHEETS = tuple("=+-@\t\r|%＝＋－＠")


ODD_VALUES = "1e999|-1 -1|NaN NaN NaN|0 0 0|ada ada|ada*ada|ada*1e99*NaN|9999-99-99|0.0|5.1|%E0%A4%A".split(
    "|"
)
NAMES = "sel kinds facts grades time undated add hide open apart way moved at scope theme view".split()
FOLLOW = """async (fragments) => {
  for (const fragment of fragments) {
    location.hash = fragment;
    await new Promise((done) => setTimeout(done, 4));
    for (const evidence of document.querySelectorAll("#panel details")) evidence.open = true;
  }
}"""


def payloads() -> list[str]:
    lines = (Path(__file__).parents[1] / "cases" / "hostile.txt").read_text(encoding="utf-8").split("\n")
    kept = [line for line in lines if line and not line.startswith("#")]
    return [json.loads(line[5:]) if line.startswith("json:") else line for line in kept]


def whole(text: str) -> str:
    """`text` with a question mark for each half of a pair of surrogates, which no address can hold."""
    return text.encode("utf-8", "replace").decode()


def hostile_network() -> nx.MultiDiGraph[str]:
    """Each payload in each field of an entity, of a fact, of a link and of a quote."""
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    texts = payloads()
    network.graph.update(title=texts[0], subtitle=texts[2], source=texts[3], total=500)
    network.graph["kinds"] = {text: {"label": text, "plural": text, "shape": text} for text in texts[:40]}
    network.graph["colours"] = {text: text for text in texts[:40]}
    network.graph["relations"] = {text: {"label": text, "colour": text, "arrow": text} for text in texts[:40]}
    network.graph["grades"] = {text: {"label": text, "letter": text, "rank": 1} for text in texts[:5]}
    for place, text in enumerate(texts):
        fields = ("quote", "document", "title", "publisher", "date", "page", "url", "claim")
        evidence = [dict.fromkeys(fields, text)]
        side = {"value": text, "evidence": evidence}
        disagreement = {"field": text, "note": text, "left": side, "right": side}
        dates = {"since": text, "until": text, "status": text, "evidence": evidence}
        fact = {"label": text, "value": text, **dates}
        shared = {"label": text, "kind": text, "grade": texts[place % 5], "contradictions": [disagreement]}
        iri = BASE + text if place % 2 else text
        network.add_node(iri, group=text, names=[text, "x" + text], facts=[fact], **shared)
        network.add_edge(iri, BASE + "hub", since_earliest=text, until_latest=text, **shared, **dates)
    network.nodes[BASE + "hub"].update(label="Hub", kind="hub")
    return network


@pytest.fixture(scope="module")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("hostile") / "hostile.html"
    write_page(hostile_network(), file)
    return file


def foreign_elements(opened: Opened) -> list[str]:
    """Elements that only a payload could have made, and attributes that run."""
    found: list[str] = (
        opened.page.evaluate("""() => [...document.querySelectorAll("*")].flatMap((element) => {
      const names = [...element.attributes].map((one) => one.name);
      const attributes = names.filter((name) => /^on|^srcdoc|^formaction/.test(name));
      const address = element.getAttribute("href") || element.getAttribute("xlink:href") || "";
      if (address && !/^(https?:|#)/.test(address)) attributes.push(address);
      return [element.tagName.toUpperCase(), ...attributes];
    })""")
    )
    return [name for name in found if name in OURS or name != name.upper()]


def test_there_are_enough_payloads() -> None:
    assert len(set(payloads())) > 200


def test_entities_facts_quotes_and_tables(open_page: Open, hostile_file: Path) -> None:
    opened = open_page(hostile_file)
    before = sorted(foreign_elements(opened))
    assert before == ["META"] * 5 + ["SCRIPT"] * 4 + ["STYLE"]
    ids = opened.page.evaluate(
        """async () => { const ids = [];
          for (const script of document.querySelectorAll("#data-drawing")) {
            const bytes = Uint8Array.from(atob(script.textContent), (letter) => letter.charCodeAt(0));
            const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
            ids.push(...JSON.parse(await new Response(stream).text()).entities.id);
          } return ids; }"""
    )
    opened.page.evaluate(FOLLOW, [f"sel={percent(percent(one))}" for one in map(whole, ids)])
    for name in ("null", "Hub"):
        opened.page.fill("#find-box", name)
        opened.page.keyboard.press("Enter")
    assert sorted(foreign_elements(opened)) == before
    for table in ("entities", "facts"):
        opened.page.evaluate("(table) => { location.hash = `#view=${table}`; }", table)
        opened.page.wait_for_selector("#tables tbody tr")
        while opened.page.is_visible("text=Show more rows"):
            opened.page.click("text=Show more rows")
        assert opened.page.locator("#tables tbody tr").count() >= len(payloads()) - 1
    assert sorted(foreign_elements(opened)) == before


def test_addresses_of_documents_are_links_only_to_the_web(open_page: Open, hostile_file: Path) -> None:
    opened = open_page(hostile_file, f"sel={percent(percent(BASE + 'hub'))}")
    opened.page.wait_for_selector("#panel .facts")
    for more in opened.page.locator("#panel button:has-text('Show all')").all():
        more.click()
    opened.page.evaluate("document.querySelectorAll('#panel details').forEach((one) => { one.open = true; })")
    opened.page.wait_for_function("document.querySelectorAll('#panel .quotes blockquote').length > 150")
    schemes = opened.page.evaluate("[...document.querySelectorAll('#panel a')].map((one) => one.protocol)")
    assert set(schemes) == {"http:", "https:"}


@pytest.mark.parametrize("file", ["small", "grouped"])
def test_hostile_addresses(open_page: Open, file: str) -> None:
    opened = open_page(file)
    texts = [*(whole(text) for text in payloads()[::15]), *ODD_VALUES]
    opened.page.evaluate(FOLLOW, [f"{name}={percent(text)}" for name in NAMES for text in texts])
    opened.page.evaluate(FOLLOW, ["%E0%A4%A&&&=&sel&sel=%FF", "sel=ada&view=network"])
    if file == "small":
        opened.page.wait_for_function("document.getElementById('panel-title').textContent === 'Ada Quill'")
    assert sorted(foreign_elements(opened)) == ["META"] * 5 + ["SCRIPT"] * 4 + ["STYLE"]


def test_hostile_words_in_the_find_boxes(open_page: Open, hostile_file: Path) -> None:
    opened = open_page(hostile_file)
    for text in payloads()[::4]:
        opened.page.fill("#find-box", whole(text))
    opened.page.fill("#find-box", "script")
    assert opened.page.locator("#find-box-list li").count() == 12
    assert sorted(foreign_elements(opened)) == ["META"] * 5 + ["SCRIPT"] * 4 + ["STYLE"]


def download(opened: Opened, title: str) -> bytes:
    opened.page.click("#downloads summary")
    with opened.page.expect_download() as waiting:
        opened.page.click(f"#download-list button:text-is('{title}')")
    name = waiting.value.suggested_filename
    assert name.split(".")[0].replace("-", "").isalnum()
    return Path(waiting.value.path()).read_bytes()


def test_no_cell_of_a_csv_is_run(open_page: Open, hostile_file: Path) -> None:
    opened = open_page(hostile_file)
    for title in ("Facts on show (CSV)", "Entities on show (CSV)"):
        rows = list(csv.reader(io.StringIO(download(opened, title).decode("utf-8-sig"), newline="")))
        assert len(rows) > 150
        assert {len(row) for row in rows} == {len(rows[0])}
        cells = [cell for row in rows[1:] for cell in row]
        assert [
            cell for cell in cells if cell.lstrip(" \u200b\ufeff\n").startswith(RUN_BY_SPREADSHEETS)
        ] == []
        assert "'=1+1" in cells


def test_the_raw_form_is_in_the_json(open_page: Open, hostile_file: Path) -> None:
    told = json.loads(download(open_page(hostile_file), "Facts on show (JSON)"))
    quotes = {quote["quote"] for fact in told["facts"] for quote in fact["quotes"]}
    assert {text for text in payloads() if text.encode("utf-8", "ignore").decode() == text} <= quotes


def test_graphml_svg_and_the_saved_page_stay_sound(
    open_page: Open, hostile_file: Path, tmp_path: Path
) -> None:
    opened = open_page(hostile_file)
    (tmp_path / "x.graphml").write_bytes(download(opened, "Network on show (GraphML)"))
    read: Any = nx.read_graphml(tmp_path / "x.graphml", force_multigraph=True)
    assert read.number_of_edges() >= len(set(payloads())) - 1
    picture = ET.fromstring(download(opened, "Picture (SVG)"))
    assert {element.tag.partition("}")[2] for element in picture.iter()} <= {
        "svg",
        "g",
        "path",
        "rect",
        "text",
    }
    saved = tmp_path / "saved.html"
    saved.write_bytes(download(opened, "This page as it stands (HTML)"))
    again = open_page(saved)
    assert sorted(foreign_elements(again)) == ["META"] * 5 + ["SCRIPT"] * 5 + ["STYLE"]


def test_in_a_notebook_it_stays_in_its_frame(open_page: Open, tmp_path: Path) -> None:
    small: Any = hostile_network().subgraph([BASE + "hub", *payloads()[:20:2]])
    notebook = tmp_path / "notebook.html"
    body = NetworkPage(small)._repr_html_()
    notebook.write_text(f"<!doctype html><meta charset=utf-8><title>n</title>{body}", encoding="utf-8")
    opened = open_page(notebook, until="iframe")
    frame = opened.page.frame_locator("iframe")
    frame.locator("html[data-painted]").wait_for(state="attached")
    frame.locator("#find-box").fill("hub")
    frame.locator("#find-box").press("Enter")
    frame.locator("#panel .close").wait_for()
    assert foreign_elements(opened) == ["META", "IFRAME", "srcdoc"]
