from __future__ import annotations

import base64
import copy
import hashlib
import html
import re
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from page_networks import BASE, large_network, small_network

from councilgraph.graph.errors import OutputError, UsageError
from councilgraph.graph.page import NetworkPage, PageOptions, read_positions, render, write_page
from councilgraph.graph.page.blocks import parse_block

RENDER_AND_HASH = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from page_networks import large_network, small_network
from councilgraph.graph.page import render
for network in (small_network(), large_network(400)):
    print(hashlib.sha256(render(network).encode()).hexdigest())
"""


@pytest.fixture(scope="module")
def page() -> str:
    return render(small_network())


def test_same_bytes_whatever_the_hash_seed(page: str) -> None:
    hashes = set()
    for seed in ("1", "2"):
        command = [sys.executable, "-c", RENDER_AND_HASH, str(Path(__file__).parent)]
        done = subprocess.run(
            command, env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        )
        hashes.add(done.stdout)
    assert len(hashes) == 1
    assert hashlib.sha256(page.encode()).hexdigest() in hashes.pop()


def test_same_bytes_in_whatever_order_the_network_was_filled(page: str) -> None:
    network = small_network()
    turned: nx.MultiDiGraph[str] = nx.MultiDiGraph(**network.graph)
    turned.add_nodes_from(reversed(list(network.nodes(data=True))))
    turned.add_edges_from(reversed(list(network.edges(data=True))))
    assert render(turned) == page


def test_the_network_is_not_changed() -> None:
    network, before = small_network(), copy.deepcopy(small_network())
    render(network)
    assert nx.utils.graphs_equal(network, before)
    assert network.graph == before.graph


def test_the_policy_names_each_script_and_style_and_forbids_the_rest(page: str) -> None:
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1])  # type: ignore[index]
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashes = {
        name: " ".join(
            f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'" for one in texts
        )
        for name, texts in (("script-src", scripts), ("style-src", styles))
    }
    assert policy == (
        "default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"script-src {hashes['script-src']}; style-src {hashes['style-src']}; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    assert (len(styles), len(scripts)) == (1, 2)


def test_the_markup_points_nowhere(page: str) -> None:
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", page, flags=re.DOTALL)
    assert re.findall(r"\b(?:src|srcset|action|data|poster)=", markup) == []
    assert re.findall(r'href="([^"]*)"', markup) == ["#tables"]


def test_an_empty_network_has_a_page_too() -> None:
    block = parse_block(render(nx.MultiDiGraph()), "drawing")
    assert (block["title"], block["entities"]["label"], block["links"]["source"]) == ("Network", [], [])


def test_positions_are_read_back_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    write_page(small_network(), file)
    positions = read_positions(file)
    assert set(positions) == set(small_network().nodes)

    longer = small_network()
    longer.add_node(BASE + "eve", label="Eve Tarn", kind="person", group="person")
    longer.add_edge(BASE + "eve", BASE + "westmere", kind="tenure", label="chief executive", status="in_post")
    write_page(longer, file, PageOptions(positions=positions))
    now = read_positions(file)
    assert {iri: now[iri] for iri in positions} == positions
    assert (
        min(abs(now[BASE + "eve"][0] - x) + abs(now[BASE + "eve"][1] - y) for x, y in positions.values()) > 20
    )


def test_positions_of_a_packed_page_are_read_back(tmp_path: Path) -> None:
    write_page(large_network(1600), tmp_path / "page.html")
    assert len(read_positions(tmp_path / "page.html")) == 1600


@pytest.mark.parametrize(
    "text", ["", "<p>something else</p>", '<script type="a/b" id="data-drawing">{}</script>']
)
def test_positions_of_what_is_no_page(tmp_path: Path, text: str) -> None:
    (tmp_path / "other.html").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="holds no network page"):
        read_positions(tmp_path / "other.html")


def test_a_page_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot write"):
        write_page(small_network(), tmp_path / "no" / "such" / "folder.html")


def test_a_notebook_shows_it_in_a_frame_that_is_shut_in(page: str) -> None:
    frame = NetworkPage(small_network(), PageOptions(frame_height_px=500))._repr_html_()
    match = re.fullmatch(
        r'<iframe sandbox="([^"]*)" title="Network" [^<>]*height="500"[^<>]* srcdoc="([^"]*)"></iframe>',
        frame,
    )
    assert match
    assert match[1] == "allow-scripts allow-downloads allow-popups"
    assert html.unescape(match[2]) == page


def test_what_is_shown_at_first() -> None:
    options = PageOptions(max_shown=3, selected=BASE + "ben", as_of="2009-12-01", theme="dark")
    block = parse_block(render(small_network(), options), "drawing")
    labels = block["entities"]["label"]
    assert [labels[entity] for entity in block["start"]["shown"]] == [
        "Ada Quill",
        "Dee Marsh",
        "Westmere Council",
    ]
    assert labels[block["start"]["selected"]] == "Ben Okoro"
    assert (block["start"]["asOf"], block["start"]["theme"], block["total"]) == ("2009-12-01", "dark", 1412)


def test_the_file_is_no_larger_than_what_plain_pyvis_writes() -> None:
    from pyvis.network import Network

    network = large_network(300)
    plain = Network(directed=True, cdn_resources="in_line")
    for iri, attributes in network.nodes(data=True):
        plain.add_node(iri, label=attributes["label"], title=attributes["label"])
    for source, target, attributes in network.edges(data=True):
        plain.add_edge(source, target, title=attributes["label"])
    assert len(render(network).encode()) <= len(plain.generate_html().encode())
