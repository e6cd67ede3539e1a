"""What the download menu gives, opened and compared with what is on show."""

from __future__ import annotations

import csv
import io
import json
import struct
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import networkx as nx
from conftest import Open, Opened
from page_networks import BASE


def download(opened: Opened, title: str) -> tuple[str, bytes]:
    opened.page.click("#downloads summary")
    with opened.page.expect_download() as waiting:
        opened.page.click(f"#download-list button:text-is('{title}')")
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def table(opened: Opened, title: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(download(opened, title)[1].decode("utf-8-sig"), newline="")))


def test_entities_as_csv(open_page: Open) -> None:
    rows = table(open_page("small", "kinds=person"), "Entities on show (CSV)")
    assert rows == [
        ["name", "kind", "grade", "other_names", "links", "iri"],
        ["Office for Checks", "inspectorate", "", "OfC", "2", BASE + "inspectorate"],
        ["Inspection, November 2009", "inspection", "inadequate", "", "2", BASE + "visit-1"],
        ["Inspection, May 2016", "inspection", "good", "", "2", BASE + "visit-2"],
        ["Westmere Council", "council", "", "WMC; Westmere", "8", BASE + "westmere"],
    ]


def test_facts_as_csv_have_a_row_a_quote(open_page: Open) -> None:
    rows = table(open_page("small", "time=2008-01-01&undated=no"), "Facts on show (CSV)")
    dcs = ["Ada Quill", "director of children's services", "Westmere Council", "tenure"]
    lead = ["Dee Marsh", "lead member for children and young people", "Westmere Council", "tenure"]
    dcs += ["2006", "2009-10", "ended", "", "yes"]
    lead += ["2006", "2009", "ended", "", ""]
    minutes = ["minutes.md", "About minutes.md", "The Westmere Echo"]
    report = ["report.pdf", "About report.pdf", "The Westmere Echo"]
    address = "https://example.org/minutes"
    council = BASE + "westmere"
    left, held, led = (
        "Mrs Quill left in October 2009.",
        "Ada Quill, director of children's services",
        "as lead member, Cllr Marsh",
    )
    assert rows[1:] == [
        [*dcs, left, *minutes, "2009-10-19", "3", address, BASE + "ada", council],
        [*dcs, held, *report, "", "1", "", BASE + "ada", council],
        [*lead, led, *minutes, "", "", "", BASE + "dee", council],
    ]


def test_graphml_is_read_by_networkx(open_page: Open, tmp_path: Path) -> None:
    file = tmp_path / "small.graphml"
    file.write_bytes(download(open_page("small", "kinds=inspection"), "Network on show (GraphML)")[1])
    read: Any = nx.read_graphml(file, force_multigraph=True)
    assert read.nodes[BASE + "ada"] == {
        "label": "Ada Quill",
        "kind": "person",
        "grade": "",
        "names": "A. Quill; Mrs Quill",
    }
    assert read.number_of_edges(BASE + "dee", BASE + "westmere") == 3
    post = "director of children's services"
    assert sorted(data["label"] for _, _, data in read.edges(data=True)) == [
        *(post, post, post, "lead member for children and young people"),
        *("leader of the council", "spoke about", "succeeded by"),
    ]


def test_json_has_facts_with_their_quotes(open_page: Open) -> None:
    name, content = download(open_page("small", "kinds=inspection"), "Facts on show (JSON)")
    told = json.loads(content)
    assert name == "who-ran-westmere.json"
    assert (told["title"], len(told["entities"]), len(told["facts"])) == ("Who ran Westmere", 5, 7)
    (fact,) = (one for one in told["facts"] if one["from"] == "Ben Okoro")
    quoted = dict.fromkeys(("date", "page", "url", "claim"), "") | {
        "quote": "Dr Okoro steps in from November.",
        "document": "minutes.md",
        "title": "About minutes.md",
        "publisher": "The Westmere Echo",
    }
    assert fact == {
        "from": "Ben Okoro",
        "fact": "director of children's services",
        "to": "Westmere Council",
        "kind": "tenure",
        "since": "2009-11",
        "until": "2010-05",
        "status": "ended",
        "grade": "",
        "disputed": False,
        "from_iri": BASE + "ben",
        "to_iri": BASE + "westmere",
        "quotes": [quoted],
    }


def test_svg_has_title_labels_legend_and_source(open_page: Open) -> None:
    root = ET.fromstring(download(open_page("small"), "Picture (SVG)")[1])
    texts = {element.text for element in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {
        "Who ran Westmere",
        "Children's services, 2008 to 2019",
        "Source: Three documents",
        "Ada Quill",
    } <= texts
    assert {"Person", "Council", "Inadequate", "Has ended", "Documents disagree", "I", "!"} <= texts


def test_png_is_a_picture_of_twice_the_size_on_the_screen(open_page: Open) -> None:
    opened = open_page("small")
    name, content = download(opened, "Picture (PNG)")
    box = opened.page.locator("#canvas").bounding_box()
    width, height = struct.unpack(">II", content[16:24])
    assert (name, content[:4]) == ("who-ran-westmere.png", b"\x89PNG")
    assert width == 2 * max(720, round(box["width"]))
    assert height > 2 * box["height"]
    assert len(content) > 20_000


def test_the_saved_page_opens_as_it_stood(open_page: Open, tmp_path: Path) -> None:
    opened = open_page("small", "sel=ada&kinds=inspection&theme=dark")
    opened.page.click("#zoom-in")
    at = opened.state()["at"]
    for turn in range(2):
        saved = tmp_path / f"saved-{turn}.html"
        saved.write_bytes(download(opened, "This page as it stands (HTML)")[1])
        opened = open_page(saved)
        assert opened.heading() == "Ada Quill"
        assert opened.page.inner_text("#theme") == "Light"
        opened.page.click("#zoom-in")
        opened.page.click("#zoom-out")
        assert opened.state()["kinds"] == "inspection"
    assert [round(float(one), 1) for one in opened.state()["at"].split()] == [
        round(float(one), 1) for one in at.split()
    ]
    assert saved.stat().st_size < 1.1 * open_page("small").file.stat().st_size


def test_downloads_of_a_grouped_page_hold_all_that_it_stands_for(open_page: Open) -> None:
    opened = open_page("grouped", "kinds=person")
    rows = table(opened, "Entities on show (CSV)")
    assert {row[1] for row in rows[1:]} == {"council", "inspection", "inspectorate"}
    assert len(rows) == 1 + sum(map(int, opened.labels("#filters fieldset:nth-of-type(1) li .count")))
