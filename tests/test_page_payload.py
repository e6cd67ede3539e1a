from __future__ import annotations

from typing import Any

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st
from page_networks import BASE, large_network, small_network

from councilgraph.graph.page.blocks import Listing, format_block, parse_block
from councilgraph.graph.page.layout import lay_out
from councilgraph.graph.page.model import PageOptions
from councilgraph.graph.page.payload import details, drawing
from councilgraph.graph.page.reading import MAX_LABEL_CHARS, clean_label, read_rows
from councilgraph.graph.page.styles import find_styles


def block_of(text: str, *, is_packed: bool) -> dict[str, Any]:
    packed = ' data-packed=""' if is_packed else ""
    return parse_block(f'<script type="a/b" id="data-x"{packed}>{text}</script>', "x")


def drawn(network: nx.MultiDiGraph[str], **options: Any) -> dict[str, Any]:
    rows = read_rows(network)
    return drawing(rows, lay_out(rows, PageOptions(**options)), PageOptions(**options))


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.lists(st.text())))
def test_a_block_holds_no_markup_and_is_read_back(content: dict[str, Any]) -> None:
    text, is_packed = format_block(content)
    assert not set(text) & set("<>&\u2028\u2029")
    text.encode()
    assert block_of(text, is_packed=is_packed) == content


def test_a_block_with_half_of_a_pair_of_surrogates() -> None:
    text, _ = format_block({"a": "\ud800"})
    assert text == '{"a":"\\ud800"}'


def test_a_large_block_is_deflated() -> None:
    content = {"quotes": ["<script>" * 10_000]}
    text, is_packed = format_block(content)
    assert is_packed
    assert len(text) < 1000
    assert block_of(text, is_packed=True) == content


def test_a_listing_lists_once() -> None:
    listing = Listing()
    assert [listing.place(value) for value in ("a", ["b", 1], None, "a", ["b", 1])] == [0, 1, -1, 0, 1]
    assert listing.values == ["a", ["b", 1]]


def test_the_drawing_of_the_small_network() -> None:
    block = drawn(small_network())
    assert block["prefix"] == BASE
    assert block["entities"]["id"] == [
        "ada",
        "ben",
        "cay",
        "dee",
        "inspectorate",
        "visit-1",
        "visit-2",
        "westmere",
    ]
    assert [kind["plural"] for kind in block["kinds"]] == [
        "people",
        "councils",
        "inspectorates",
        "inspections",
    ]
    assert [(grade["letter"], grade["colour"]) for grade in block["grades"]] == [
        ("G", "green"),
        ("I", "vermillion"),
    ]
    links, words = block["links"], block["words"]
    rows = [
        tuple(
            words[links[column][place]] if links[column][place] >= 0 else None
            for column in ("since", "until", "untilLatest")
        )
        for place in range(5)
    ]
    assert rows == [
        ("2009-10", None, "2009-10-31"),
        ("2006", "2009-10", "2009-10-31"),
        ("2009-11", "2010-05", "2010-05-31"),
        ("2010-06", None, None),
        ("2009-10-19", None, "2009-10-19"),
    ]
    assert links["status"][:5] == [-1, 0, 0, 1, -1]
    assert links["contradicted"] == [1]
    assert block["clusters"] == []


def test_the_details_of_the_small_network() -> None:
    block = details(read_rows(small_network()))
    assert block["documents"][0] == ["minutes.md", "About minutes.md", "The Westmere Echo", "", ""]
    known, contradictions = block["entities"]["7"]
    assert known == [["created", "by merger", "2009-04-01", "", "", [0], 0]]
    assert contradictions == []
    assert block["evidence"][0] == [0, "Westmere was formed by merger on 1 April 2009.", "2", ""]
    places, (disagreement,) = block["links"][1]
    assert [block["evidence"][place][1] for place in places] == [
        "Mrs Quill left in October 2009.",
        "Ada Quill, director of children's services",
    ]
    field, note, left, right = disagreement
    assert (field, note, left[0], right[0]) == ("until", "Both cannot be true.", "October 2009", "2010")
    assert block["evidence"][right[1][0]][1:3] == ["She stayed until 2010.", "7"]


def test_above_the_limit_there_are_clusters() -> None:
    assert drawn(large_network(120), group_above=120)["clusters"] == []
    clusters = drawn(large_network(120), group_above=119)["clusters"]
    assert [cluster[0] for cluster in clusters][:2] == ["Brackbridge Council", "Aldbridge Council"]


def test_styles_fill_what_the_network_leaves_open() -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_node("a", label="A", kind="school_board", grade="good")
    network.add_node("b", label="B", kind="person", grade="grim")
    network.add_edge("a", "b", kind="runs_it")
    styles = find_styles(read_rows(network))
    assert styles.kinds == [
        {"name": "person", "shape": "circle", "colour": "blue", "label": "person", "plural": "person"},
        {
            "name": "school_board",
            "shape": "square",
            "colour": "orange",
            "label": "school board",
            "plural": "school board",
        },
    ]
    assert styles.relations == [
        {"name": "runs_it", "colour": "grey", "arrow": 0, "label": "runs it", "plural": "runs it"}
    ]
    assert [(grade["letter"], grade["colour"]) for grade in styles.grades] == [("G", "grey"), ("Gr", "grey")]


def test_labels_are_made_fit_to_be_shown() -> None:
    assert clean_label("  two\nlines\u202e turned\u200b\x00 ") == "two lines turned"
    assert clean_label("x" * 400) == "x" * (MAX_LABEL_CHARS - 1) + "…"
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_node("a", label="\u202e", kind="")
    assert [(row.label, row.kind) for row in read_rows(network).entities] == [("(no name)", "entity")]
