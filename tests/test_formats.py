"""Every export: it can be opened by what it is meant for, says what the store says, and is the same each time."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import networkx as nx
import openpyxl
import pyoxigraph as ox
import pytest
from small_graph import FACTS

from councilgraph.graph.entities import Person, Tenure
from councilgraph.graph.formats.export import NAMES, export
from councilgraph.graph.formats.networks import plain_network
from councilgraph.graph.rdf import fact_quads, vocabulary_quads
from councilgraph.graph.store import memory_store, open_store
from councilgraph.graph.vocab import CG, PREFIXES, RDF

HOSTILE = '=HYPERLINK("http://hostile.invalid")'
FTM = Path(sys.executable).parent / "ftm"


@pytest.fixture(scope="module")
def store(built):
    with open_store(built) as opened:
        yield opened


@pytest.fixture(scope="module")
def hostile():
    """A store in which somebody has a name that a spreadsheet would run, and letters that XML does not have."""
    made = memory_store()
    person = Person(
        iri="https://w3id.org/councilgraph/id/person/h", claims=(), label=HOSTILE, names=("a\x0bb",)
    )
    made.dataset.extend([*vocabulary_quads(), *fact_quads(person)])
    return made


def written(store, tmp_path, name, suffix="out"):
    path = tmp_path / f"a.{suffix}"
    export(store, path, name=name)
    return path


@pytest.mark.parametrize("name", NAMES)
def test_every_export_is_the_same_twice(store, tmp_path, name):
    one, other = (written(store, tmp_path, name, f"{number}.out").read_bytes() for number in (1, 2))
    assert one == other
    assert len(one) > 1000


@pytest.mark.parametrize("name", NAMES)
def test_hostile_names_break_no_export(hostile, tmp_path, name):
    written(hostile, tmp_path, name)


@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networks_are_read_back_as_they_were(store, tmp_path, name, read):
    network, found = plain_network(store), read(written(store, tmp_path, name))
    assert sorted(found) == sorted(network)
    assert sorted((a, b, d["fact"]) for a, b, d in found.edges(data=True)) == sorted(
        (a, b, d["fact"]) for a, b, d in network.edges(data=True)
    )


def test_a_link_in_gexf_has_the_days_between_which_it_may_have_held(store, tmp_path):
    text = written(store, tmp_path, "gexf").read_text("utf-8")
    assert 'mode="dynamic"' in text
    assert 'timeformat="date"' in text
    assert 'end="2015-01-31"' in text  # "resigned in January 2015"


def test_no_network_has_the_day_on_which_it_was_written(store, tmp_path):
    assert "lastmodified" not in written(store, tmp_path, "gexf").read_text("utf-8")


def test_a_network_can_be_of_what_one_document_says(run, built, tmp_path):
    file = tmp_path / "judged.gexf"
    assert run("export", "-o", file, "--document", "judged.txt", store=built).code == 0
    found = nx.read_gexf(file)
    assert sorted(label for _, label in found.nodes(data="label")) == [
        "Cumbria County Council", "Inspection by Ofsted, 2015-03", "Ofsted", "Peter Orrell", "Una Garside"
    ]  # fmt: skip
    wrong = run("export", "-o", tmp_path / "judged.ttl", "--document", "judged.txt", store=built)
    assert (wrong.code, wrong.err.splitlines()[0]) == (2, "error: ttl is of the whole store")
    assert run("export", "-o", file, "--document", "nothing.txt", store=built).code == 2


def test_cytoscape_and_graphology_hold_the_same_network(store, tmp_path):
    network = plain_network(store)
    cytoscape = json.loads(written(store, tmp_path, "cytoscape").read_bytes())
    graphology = json.loads(written(store, tmp_path, "graphology").read_bytes())
    read = nx.cytoscape_graph(cytoscape)
    assert {iri: data["label"] for iri, data in read.nodes(data=True)} == dict(network.nodes(data="label"))
    assert sorted(read.edges(data="fact")) == sorted(network.edges(data="fact"))
    found = nx.MultiDiGraph()
    found.add_nodes_from((node["key"], node["attributes"]) for node in graphology["nodes"])
    for edge in graphology["edges"]:
        key = edge["key"].removeprefix(f"{edge['source']} {edge['target']} ")
        found.add_edge(edge["source"], edge["target"], key=key, **edge["attributes"])
    assert nx.utils.graphs_equal(found, network)


def test_n_quads_are_the_canonical_form(store, tmp_path):
    lines = written(store, tmp_path, "nq").read_bytes()
    dataset = ox.Dataset(ox.parse(lines, format=ox.RdfFormat.N_QUADS))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert lines == b"".join(sorted(f"{quad} .\n".encode() for quad in dataset))


def test_a_workbook_has_a_sheet_a_kind_and_the_quotes(store, tmp_path):
    book = openpyxl.load_workbook(written(store, tmp_path, "xlsx", "xlsx"), read_only=True)
    assert {"person", "tenure", "organisation", "document", "quote"} <= set(book.sheetnames)
    people = list(book["person"].iter_rows(values_only=True))
    assert people[0][:3] == ("iri", "caption", "label")
    assert "Una Garside" in {row[2] for row in people}
    quotes = [row[1] for row in book["quote"].iter_rows(values_only=True)]
    assert "She succeeds Peter Orrell, who resigned in January 2015." in quotes


def test_no_cell_is_a_formula(hostile, tmp_path):
    book = openpyxl.load_workbook(written(hostile, tmp_path, "xlsx", "xlsx"))
    row = [cell for cell in book["person"][2] if cell.value]
    assert f"'{HOSTILE}" in {cell.value for cell in row}
    assert {cell.data_type for cell in row} == {"s"}
    with zipfile.ZipFile(written(hostile, tmp_path, "datapackage", "zip")) as package:
        rows = list(csv.DictReader(io.StringIO(package.read("person.csv").decode())))
    assert rows[0]["label"] == f"'{HOSTILE}"


def test_a_data_package_describes_its_tables(store, tmp_path):
    with zipfile.ZipFile(written(store, tmp_path, "datapackage", "zip")) as package:
        described = json.loads(package.read("datapackage.json"))
        for resource in described["resources"]:
            rows = list(csv.reader(io.StringIO(package.read(resource["path"]).decode())))
            fields = [field["name"] for field in resource["schema"]["fields"]]
            assert rows[0] == fields
            assert {len(row) for row in rows} == {len(fields)}
        assert {"tenure", "document", "quote"} <= {resource["name"] for resource in described["resources"]}


def follow_the_money(command, path):
    done = subprocess.run([FTM, *command, "-i", path], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_followthemoney_accepts_every_entity_and_value(store, tmp_path):
    path = written(store, tmp_path, "ftm", "ftm")
    ours = {entity["id"]: entity for entity in map(json.loads, path.read_text("utf-8").splitlines())}
    theirs = {entity["id"]: entity for entity in follow_the_money(["validate"], path)}
    assert theirs.keys() == ours.keys()
    for key, entity in ours.items():
        assert theirs[key]["schema"] == entity["schema"]
        found = {name: sorted(values) for name, values in theirs[key]["properties"].items()}
        assert found == {name: sorted(values) for name, values in entity["properties"].items()}
    schemata = {entity["schema"] for entity in ours.values()}
    assert {"Person", "PublicBody", "Position", "Occupancy", "Document", "Event", "Note"} <= schemata


def test_the_statements_are_those_of_followthemoney_with_each_documents_own_words(store, tmp_path):
    path = written(store, tmp_path, "ftm-statements", "json")
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert len({line["id"] for line in lines}) == len(lines)
    told = [line for line in lines if line["prop"] == "endDate" and line["origin"] == "appointed.txt"]
    assert [(line["value"], line["schema"]) for line in told] == [("2015-01", "Occupancy")]
    merged = follow_the_money(["aggregate-statements", "-f", "json", "-d", "all"], path)
    whole = {
        entity["id"] for entity in map(json.loads, written(store, tmp_path, "ftm").read_text().splitlines())
    }
    assert {entity["id"] for entity in merged} == whole


def test_small_facts_are_all_in_the_tables(tmp_path):
    made = memory_store()
    made.dataset.extend([*vocabulary_quads(), *(quad for fact in FACTS for quad in fact_quads(fact))])
    book = openpyxl.load_workbook(written(made, tmp_path, "xlsx", "xlsx"), read_only=True)
    rows = {row[0] for row in book["tenure"].iter_rows(min_row=2, values_only=True)}
    assert rows == {fact.iri for fact in FACTS if isinstance(fact, Tenure)}


def test_a_description_says_how_much_of_what_a_store_holds(store, tmp_path):
    read = ox.Store()
    read.load(path=str(written(store, tmp_path, "dcat", "ttl")), format=ox.RdfFormat.TURTLE)
    asked = """PREFIX void: <http://rdfs.org/ns/void#> PREFIX dcat: <http://www.w3.org/ns/dcat#>
        SELECT ?triples ?documents ?tenures { ?it a dcat:Dataset, void:Dataset ; void:triples ?triples ;
          void:documents ?documents ; void:classPartition [ void:class cg:Tenure ; void:entities ?tenures ] }"""
    (row,) = read.query(asked, prefixes=PREFIXES)
    tenures = sum(1 for _ in store.quads(None, RDF.type, CG.Tenure))
    assert [int(row[name].value) for name in ("triples", "documents", "tenures")] == [
        len(store.dataset),
        store.index.count_documents(),
        tenures,
    ]
