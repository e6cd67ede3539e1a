"""What `import councilgraph` gives to programs."""

from __future__ import annotations

import math
import sys
from importlib import import_module

import polars
import pytest
from served import small_store
from small_graph import BELL, HART, NORTHFORD

import councilgraph as cg
from councilgraph.graph.errors import QueryError, StoreError, UsageError
from councilgraph.graph.formats.frames import to_pandas, to_polars
from councilgraph.graph.identity.decisions import Decisions, decision_file, parse_decisions
from councilgraph.graph.library import pipeline
from councilgraph.graph.rows import Rows

EVIDENCE = {"quote": "<b>Words</b> of a document", "document": "a.txt", "page": 2}
ROWS = (
    {"name": "Ann", "number": 1, "facts": ["urn:f:1"], "evidence": [EVIDENCE, EVIDENCE]},
    {"name": None, "number": 2.5, "facts": [], "evidence": []},
)
FLAT = [
    {"name": "Ann", "number": 1, "quote": EVIDENCE["quote"], "document": "a.txt", "page": 2, "quotes": 2,
     "facts": ["urn:f:1"]},
    {"name": None, "number": 2.5, "quote": None, "document": None, "page": None, "quotes": 0, "facts": []},
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with cg.open_store(str(small_store(tmp_path_factory.mktemp("library") / "s.store"))) as opened:
        yield opened


def test_every_promised_name_is_there_and_what_it_says():
    homes = {name: getattr(cg, name).__module__ for name in cg.__all__}
    assert set(cg.__all__) <= set(dir(cg))
    assert {home for home in homes.values() if not home.startswith("councilgraph.graph.")} == set()
    assert all(getattr(cg, name).__doc__ for name in cg.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        cg.nothing  # noqa: B018


def test_a_question_is_answered_with_its_evidence(store):
    rows = cg.ask(store, "who-held", council="Northford", post="director of children's services")
    assert [(row["person"], row["since"]) for row in rows] == [
        ("Ann Hart", "2012-05"),
        ("Tom Bell", "2015-04-01"),
    ]
    assert {quote["document"] for row in rows for quote in row["evidence"]} == {"hart.txt"}
    assert [fact.rsplit("/id/")[1] for fact in rows.facts] == [
        "tenure/hart-n",
        "event/hart-left",
        "tenure/bell",
    ]
    assert cg.network(store, facts=rows.facts).number_of_edges() == 2
    assert repr(rows).splitlines()[0].split()[:2] == ["council", "role"]


def test_a_query_is_answered_and_nothing_is_written(store):
    found = cg.query(store, f"SELECT ?name {{ <{HART}> skos:prefLabel ?name }}")
    assert (list(found), found.columns, found[0], found[:1], found.facts) == (
        [{"name": "Ann Hart"}], ("name",), {"name": "Ann Hart"}, [{"name": "Ann Hart"}], []
    )  # fmt: skip
    assert repr(cg.query(store, "SELECT ?x { ?x a cg:Nothing }")) == "nothing found"
    with pytest.raises(QueryError, match="read only"):
        cg.query(store, "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }")


def test_who_is_central_is_told_of_a_store_and_of_a_network(store):
    found = cg.central(store, "betweenness", only="person", limit=2)
    assert found.columns == ("entity", "kind", "degree", "betweenness", "iri")
    assert [row["kind"] for row in found] == ["person", "person"]
    assert len(cg.central(store)) > 5
    (first,) = cg.communities(store, limit=1)
    assert first["entities"] > 1
    near = cg.network(store, "Ann Hart")
    assert set(cg.centrality(near)) == set(near)
    assert next(iter(cg.centrality(near))) == HART
    with pytest.raises(UsageError, match="no measure"):
        cg.central(store, "fame")


def test_networks_are_around_what_is_named_or_of_everything(store):
    near = cg.network(store, "Ann Hart", title="Hart")
    assert (near.graph["title"], HART in near, BELL in near) == ("Hart", True, True)
    assert set(near) < set(cg.network(store))
    with pytest.raises(UsageError, match="nothing in the store is called"):
        cg.network(store, "Nobody At All")


def test_a_page_is_shown_and_written(store, tmp_path):
    page = cg.page(cg.network(store, NORTHFORD))
    page.write(tmp_path / "n.html")
    assert (tmp_path / "n.html").read_text("utf-8").startswith("<!doctype html>")
    assert page._repr_html_().startswith('<iframe sandbox="allow-scripts')


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_the_rdflib_view_has_the_same_facts(store):
    dataset = cg.rdflib_dataset(store)
    asked = "SELECT ?n { ?p <http://www.w3.org/2004/02/skos/core#prefLabel> ?n } ORDER BY ?n"
    names = [str(row.n) for row in dataset.query(asked)]
    assert names == [row["n"] for row in cg.query(store, asked)]


def test_a_build_heeds_the_decisions_beside_the_store_unless_it_is_given_some(tmp_path, monkeypatch):
    text = "same\taaaaaaaaaaaa:ann-hart\tAnn Hart\tbbbbbbbbbbbb:a-hart\tA Hart\tyou\t2026-01-01\t"
    path = tmp_path / "s.store"
    decision_file(path).write_text(f"{text}\n", "utf-8")
    known, given = parse_decisions(text), parse_decisions(text.replace("same", "different"))
    heeded: list[Decisions] = []
    monkeypatch.setattr(pipeline, "build", lambda *_, options, **__: heeded.append(options.decisions))
    cg.build([tmp_path], store=path)
    cg.build([tmp_path], store=path, options=cg.Options(decisions=given))
    cg.build([tmp_path], store=tmp_path / "other.store")
    assert heeded == [known, given, Decisions()]


def test_what_cannot_be_done_is_a_known_error(store, tmp_path):
    with pytest.raises(StoreError):
        cg.open_store(tmp_path / "none")
    with pytest.raises(UsageError, match="there is no question"):
        cg.ask(store, "who-hold")
    with pytest.raises(UsageError, match="has no parameter"):
        cg.ask(store, "who-held", town="Northford")


@pytest.mark.parametrize("make", [to_pandas, to_polars])
def test_frames_have_the_first_quote_of_each_row(make):
    frame = make(("name", "number"), ROWS)
    rows = (
        frame.to_dicts() if isinstance(frame, polars.DataFrame) else frame.astype(object).to_dict("records")
    )
    shown = [
        {
            name: None if isinstance(value, float) and math.isnan(value) else value
            for name, value in row.items()
        }
        for row in rows
    ]
    assert shown == FLAT


@pytest.mark.parametrize("make", [to_pandas, to_polars])
def test_frames_of_nothing_have_their_columns(make):
    frame = make(("a", "b"), [])
    assert (list(frame.columns), len(frame)) == (["a", "b"], 0)


def test_a_column_of_words_and_numbers_is_words_for_polars():
    frame = to_polars(("a",), [{"a": 1}, {"a": "two"}, {"a": None}, {"a": True}])
    assert frame["a"].to_list() == ["1", "two", None, "True"]
    assert to_polars(("a",), [{"a": 2**70}, {"a": -1}])["a"].to_list() == [str(2**70), "-1"]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_library_that_is_not_installed_is_named_with_the_way_to_get_it(library, monkeypatch):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=f"{library} is not installed") as failed:
        getattr(cg.RowList(Rows(("a",), [])), f"to_{library}")()
    assert failed.value.hint == f"pip install {library}"
    assert import_module("councilgraph.graph.library")


def test_a_notebook_shows_rows_as_text_whatever_they_hold():
    rows = cg.RowList(Rows(("<i>",), [{"<i>": "<script>", "evidence": [EVIDENCE]}, {"<i>": None}]))
    assert rows._repr_html_() == (
        "<table><thead><tr><th>&lt;i&gt;</th><th>quote</th></tr></thead><tbody>"
        "<tr><td>&lt;script&gt;</td><td>&lt;b&gt;Words&lt;/b&gt; of a document</td></tr>"
        "<tr><td></td><td></td></tr></tbody></table>"
    )
    many = cg.RowList(Rows(("n",), ({"n": number} for number in range(60))))
    assert many._repr_html_().endswith("<td>49</td></tr></tbody></table><p>50 of 60 rows</p>")
