from __future__ import annotations

import networkx as nx
import numpy as np
from page_networks import large_network, small_network

from councilgraph.graph.page.clusters import find_clusters, simple_links
from councilgraph.graph.page.layout import Layout, lay_out
from councilgraph.graph.page.model import PageOptions
from councilgraph.graph.page.reading import read_rows
from councilgraph.graph.page.stress import spread_boxes, spread_discs


def layout_of(network: nx.MultiDiGraph[str], **options: object) -> Layout:
    return lay_out(read_rows(network), PageOptions(**options))  # type: ignore[arg-type]


def closest(points: np.ndarray) -> float:
    apart = np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))
    np.fill_diagonal(apart, np.inf)
    return float(apart.min())


def named(*links: tuple[str, str], kinds: dict[str, str] | None = None) -> nx.MultiDiGraph[str]:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(group_kind="council")
    network.add_edges_from(links)
    for name in network:
        network.nodes[name].update(label=name, kind=(kinds or {}).get(name[0], "person"))
    return network


def test_nothing_stands_on_another_and_labels_have_room() -> None:
    points = np.array(layout_of(small_network()).positions)
    assert closest(points) > 40


def test_a_picture_of_many_has_no_two_on_one_spot() -> None:
    points = np.array(layout_of(large_network(1000)).positions)
    assert closest(points) >= 1
    assert np.ptp(points, axis=0).max() < 2500


def test_entities_without_links_and_odd_numbers_of_them() -> None:
    for size in (1, 2, 3, 7):
        network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        network.add_nodes_from((f"n{index}", {"label": "x", "kind": "y"}) for index in range(size))
        assert len(set(layout_of(network).positions)) == size


def test_a_star_too_large_for_stress_is_laid_out_all_the_same() -> None:
    star = named(*((f"p{index:03}", "hub") for index in range(600)))
    assert len(set(layout_of(star).positions)) > 590


def test_clusters_gather_round_councils_and_leave_what_all_share_alone() -> None:
    links = [(f"p{council}{index:02}", f"c{council}") for council in range(8) for index in range(5)]
    links += [("office", f"p{council}{index:02}") for council in range(8) for index in range(5)]
    network = named(*links, ("x1", "x2"), kinds={"c": "council"})
    rows = read_rows(network)
    clusters = find_clusters(rows, simple_links(rows), 1)
    names = [[rows.entities[member].iri for member in members] for members in clusters.members]
    assert names[:2] == [
        [f"c{council}", *(f"p{council}{index:02}" for index in range(5))] for council in (0, 1)
    ]
    assert names[8:] == [["office"], ["x1", "x2"]]
    chiefs = [rows.entities[chief].iri if chief is not None else None for chief in clusters.chiefs]
    assert chiefs == [*(f"c{council}" for council in range(8)), "office", None]


def test_without_anchors_clusters_are_communities() -> None:
    cliques = [
        (f"{group}{one}", f"{group}{other}") for group in "ab" for one in range(5) for other in range(one)
    ]
    rows = read_rows(named(*cliques, ("a0", "b0")))
    clusters = find_clusters(rows, simple_links(rows), 1)
    assert clusters.members == ((0, 1, 2, 3, 4), (5, 6, 7, 8, 9))


def test_clusters_of_the_overview_do_not_cover_each_other() -> None:
    layout = layout_of(large_network(1600))
    assert len(layout.overview) == len(layout.clusters.members) == 27
    assert closest(np.array(layout.overview)) > 35


def test_boxes_and_discs_are_pushed_apart() -> None:
    points = np.array([[0.0, 0.0], [1.0, 0.5], [0.5, 1.0]])
    discs = spread_discs(points, np.array([10.0, 10.0, 10.0]), steps=200)
    assert closest(discs) > 19
    boxes = spread_boxes(points, np.array([[40.0, 10.0]] * 3), steps=400)
    apart = np.abs(boxes[:, None] - boxes[None]) + np.eye(3)[:, :, None] * 99
    assert ((apart[:, :, 0] > 39) | (apart[:, :, 1] > 9.9)).all()
