from __future__ import annotations

import csv
import io
import json

import pytest

from councilgraph.graph.store import open_writer

GARSIDE = "Una Garside has been appointed director of children's services at Cumbria County Council."


def test_who_held_is_answered_with_the_words_and_the_document(run, built):
    ran = run("ask", "who-held", "--council", "Cumbria County Council", "--format", "json", store=built)
    assert (ran.code, ran.err) == (0, "")
    rows = json.loads(ran.out)
    assert [(row["person"], row["until"], row["endStatus"]) for row in rows] == [
        ("Peter Orrell", "2015-01", "ended"),
        ("Una Garside", None, "in post"),
    ]
    assert next((one["quote"], one["document"]) for one in rows[1]["evidence"]) == (GARSIDE, "appointed.txt")


def test_rows_come_as_a_table_csv_and_json_lines(run, built):
    asked = ("ask", "who-held", "--council", "Cumbria County Council")
    table = run(*asked, store=built).out
    assert f"“{GARSIDE}”" in table
    assert "— appointed.txt (The Fell Post, 2015-03-03)" in table
    rows = list(csv.DictReader(io.StringIO(run(*asked, "--format", "csv", store=built).out)))
    assert [row["person"] for row in rows] == ["Peter Orrell", "Una Garside"]
    assert rows[1]["document"] == "appointed.txt"
    lines = run(*asked, "--format", "jsonl", store=built).out.splitlines()
    assert [json.loads(line)["person"] for line in lines] == ["Peter Orrell", "Una Garside"]


def test_ask_alone_lists_the_questions_and_explain_says_what_one_takes(run, built):
    assert "who-held" in run("ask").out
    explained = run("ask", "who-held", "--explain").out
    assert explained.startswith("Who held a post, and when")
    assert "--council" in explained


def test_show_gives_a_dated_list(run, built):
    ran = run("show", "garside", store=built)
    assert ran.out.startswith("Una Garside (person)\n")
    assert "in post on 2015-05-14" in ran.out


def test_show_as_of_a_day_tells_certain_from_possible(run, built):
    ran = run("show", "Una Garside", "--as-of", "2015-05-14", "--format", "json", store=built)
    assert ("in post on 2015-05-14", "certainly") in {
        (r["when"], r["certainty"]) for r in json.loads(ran.out)
    }


def test_path_explains_each_link_with_its_quotes(run, built):
    ran = run("path", "Una Garside", "Peter Orrell", "--format", "json", store=built)
    assert ran.code == 0
    assert all(row["evidence"] for row in json.loads(ran.out))


def test_find_gives_entities_and_documents(run, built):
    rows = json.loads(run("find", "Garside", "--format", "json", store=built).out)
    assert [(row["what"], row["name"]) for row in rows[:1]] == [("person", "Una Garside")]
    assert {row["address"] for row in rows if row["what"] == "document"} == {"appointed.txt", "judged.txt"}


def test_stats_say_who_is_central_and_which_communities_there_are(run, built):
    found = run(
        "stats",
        "--central",
        "betweenness",
        "--only",
        "person",
        "--limit",
        "1",
        "--format",
        "json",
        store=built,
    )
    (row,) = json.loads(found.out)
    assert list(row) == ["entity", "kind", "degree", "betweenness", "iri"]
    assert row["kind"] == "person"
    found = run(
        "stats", "--communities", "--limit", "2", "--as-of", "2015-04-01", "--format", "json", store=built
    )
    assert [each["community"] for each in json.loads(found.out)] == [1, 2]
    for wrong in (
        ["--only", "person"],
        ["--as-of", "2015"],
        ["--central", "degree", "--communities"],
        ["--central", "fame"],
    ):
        assert run("stats", *wrong, store=built).code == 2


def test_query_knows_our_prefixes(run, built):
    ran = run(
        "query", "SELECT ?n { ?p a foaf:Person ; skos:prefLabel ?n FILTER(?n = 'Una Garside') }", store=built
    )
    assert "Una Garside" in ran.out


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        ("SELECT * {\n  ?s ?p }", "error: line 2, column 10: cannot read this SPARQL"),
        (
            "INSERT DATA { <u:a> <u:b> <u:c> }",
            "error: line 1, column 1: the store is read only here (INSERT)",
        ),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "may not ask other servers"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "may not name other sources"),
        ("LOAD <http://example.org/>", "may not load anything"),
    ],
)
def test_a_query_that_is_wrong_or_reaches_outside_is_refused(run, built, sparql, message):
    ran = run("query", sparql, store=built)
    assert ran.code == 2
    assert message in ran.err
    assert "hint: " in ran.err


def test_words_in_strings_iris_and_comments_are_no_keywords(run, built):
    sparql = '# SERVICE\nSELECT * { ?service <http://example.org/FROM> \'LOAD \\\' DELETE\', """CLEAR""" }'
    assert run("query", sparql, store=built).code == 0


def test_an_unknown_name_and_an_ambiguous_one_are_usage_errors_with_hints(run, built):
    unknown = run("show", "Una Garsyde", store=built)
    assert (unknown.code, "did you mean 'Una Garside'?" in unknown.err) == (2, True)
    ambiguous = run("show", "Newcastle", store=built)
    assert ambiguous.code == 2
    assert "Newcastle City Council" in ambiguous.err
    assert "Newcastle-under-Lyme Borough Council" in ambiguous.err


@pytest.mark.parametrize(
    "command", [("stats",), ("show", "x"), ("ask", "who-held"), ("export", "-o", "x.nq")]
)
def test_a_missing_store_is_a_known_error(run, tmp_path, command):
    ran = run(*command, store=tmp_path / "none")
    assert (ran.code, ran.out) == (3, "")
    assert "no such store" in ran.err
    assert "hint: make one with: councilgraph build" in ran.err


def test_a_locked_store_is_a_known_error(run, stories, tmp_path):
    with open_writer(tmp_path / "s"):
        ran = run("build", stories, store=tmp_path / "s")
    assert ran.code == 3
    assert "another process is writing this store" in ran.err


def test_an_output_that_cannot_be_written_leaves_nothing_behind(run, built, tmp_path):
    ran = run("export", "-o", tmp_path / "no" / "such" / "x.nq", store=built)
    assert ran.code == 3
    assert "cannot be written" in ran.err


@pytest.mark.parametrize("suffix", ["nq", "trig", "ttl", "jsonld", "graphml", "gexf", "jsonl", "csv"])
def test_each_export_is_the_same_twice(run, built, tmp_path, suffix):
    for name in ("a", "b"):
        assert run("export", "-o", tmp_path / f"{name}.{suffix}", store=built).code == 0
    one, other = ((tmp_path / f"{name}.{suffix}").read_bytes() for name in ("a", "b"))
    assert one == other
    assert len(one) > 1000


def test_build_then_remove_says_what_changed(run, stories, tmp_path):
    built = run("build", stories, "--workers", "1", store=tmp_path / "s")
    assert (built.code, built.out) == (0, "")
    assert "6 documents read" in built.err
    again = run("build", stories, store=tmp_path / "s")
    assert "nothing changed: all 6 documents are in the store already" in again.err
    removed = run("remove", "appointed.txt", store=tmp_path / "s")
    assert "1 gone" in removed.err
    assert run("find", "Orrell", store=tmp_path / "s").out == ""


def test_check_passes_the_shapes(run, built):
    ran = run("check", "--format", "json", store=built)
    assert [row for row in json.loads(ran.out) if row["kind"] == "shape"] == []


def test_the_claims_export_is_the_exchange_format(run, built, tmp_path):
    run("export", "-f", "claims", "-o", tmp_path / "c.jsonl", store=built)
    rows = [json.loads(line) for line in (tmp_path / "c.jsonl").read_text("utf-8").splitlines()]
    [row] = [
        r
        for r in rows
        if r["doc"] == "appointed.txt" and r["type"] == "post" and r["person"] == "Una Garside"
    ]
    assert row["quote"] == GARSIDE
    assert row["organisation_code"] == "E10000006"
    assert row["person_id"].startswith("https://w3id.org/councilgraph/id/person/una-garside-")


def test_page_draws_surroundings_an_answer_and_a_construct(run, built, tmp_path):
    council = "Cumbria County Council"
    construct = "CONSTRUCT { ?p org:memberOf ?o } WHERE { ?t org:member ?p ; org:organization ?o } LIMIT 5"
    for number, what in enumerate(
        [
            (council, "--hops", "1"),
            ("--question", "who-held", "--council", council),
            ("--sparql", construct),
        ]
    ):
        file = tmp_path / f"{number}.html"
        ran = run("page", *what, "-o", file, store=built)
        assert (ran.code, ran.out) == (0, "")
        assert "Una Garside" in file.read_text("utf-8") or number == 2
        assert 'http-equiv="Content-Security-Policy"' in file.read_text("utf-8")


def test_page_refuses_options_that_nothing_takes(run, built, tmp_path):
    ran = run("page", "--hop", "2", "-o", tmp_path / "p.html", store=built)
    assert (ran.code, "no such option: --hop" in ran.err) == (2, True)
    ran = run("page", "--sparql", "SELECT * { ?s ?p ?o }", "-o", tmp_path / "p.html", store=built)
    assert (ran.code, "only triples can be drawn" in ran.err) == (2, True)


def test_without_an_option_the_store_is_in_the_current_folder(run, stories, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("build", stories).code == 0
    assert (tmp_path / "councilgraph.store").is_dir()
    assert "Una Garside" in run("find", "Garside").out
    assert run("remove", "judged.txt").code == 0
