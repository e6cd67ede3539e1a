"""Plug-ins: the worked examples of docs/plugins.md, and what happens where one is broken."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from plugged import install

from councilgraph.graph import plugins, questions
from councilgraph.graph.errors import PluginError
from councilgraph.graph.extractors import extract
from councilgraph.graph.model import Document, Problem

__all__ = ["install"]
PAGE = (Path(__file__).resolve().parents[1] / "docs" / "plugins.md").read_text("utf-8")
COUNCIL = "Cumbria County Council"
MAIL = """From: The Press Office <press@northford.example>
Subject: Our new chief executive
Date: Tue, 3 Mar 2015 09:00:00 +0000
Content-Type: text/plain; charset=utf-8

Wilma Thackeray has been appointed chief executive at Cumbria County Council.
"""


def example(title: str) -> tuple[str, str, dict[str, dict[str, str]]]:
    """The module of an example, its text, and its entry points."""
    section = re.split(r"^## ", PAGE, flags=re.MULTILINE)
    text = next(each for each in section if each.startswith(title))
    code = re.search(r"```python\n# (\w+)\.py\n(.*?)```", text, re.DOTALL)
    table = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert code
    assert table
    return code[1], code[2], tomllib.loads(table[1])["project"]["entry-points"]


def rows(run, store: Path, person: str) -> str:
    return run("query", f'SELECT ?post ?since {{ ?t org:member/skos:prefLabel "{person}" ; cg:roleTitle ?post '
               "OPTIONAL { ?t cg:since ?since } }", "--format", "csv", store=store).out  # fmt: skip


def test_every_group_has_an_example_of_about_thirty_lines():
    titles = re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
    groups = [group for title in titles for group in example(title)[2]]
    assert groups == [f"councilgraph.{group}" for group in plugins.GROUPS]
    assert all(len(example(title)[1].splitlines()) <= 33 for title in titles)


def test_the_reader_reads_mails(run, install, tmp_path):
    install(*example("A reader"))
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "new.eml").write_text(MAIL, "utf-8")
    store = tmp_path / "s.store"
    done = run("build", tmp_path / "m", store=store)
    assert (done.code, "problem" in done.err) == (0, False)
    shown = run("show", "Wilma Thackeray", store=store).out
    assert "— new.eml (The Press Office, 2015-03-03)" in shown


def test_the_extractor_reads_its_notices_and_leaves_the_rest(run, install, stories, tmp_path):
    install(*example("An extractor"))
    (stories / "notice.txt").write_text(
        f"Notices\n\nAPPOINTED: Ora Lindqvist | chief executive | {COUNCIL} | 2014-06\n"
        f"APPOINTED: Ned Fosse | beekeeper | {COUNCIL} | 2014\n", "utf-8"
    )  # fmt: skip
    store = tmp_path / "s.store"
    done = run("build", stories, store=store)
    assert (
        "problem: notice.txt (APPOINTED: Ned Fosse | beekeeper | Cumbria County Council | 2014)" in done.err
    )
    assert rows(run, store, "Ora Lindqvist") == "post,since\nchief executive,2014-06\n"
    assert "director of children's services" in rows(run, store, "Una Garside")


def test_the_register_needs_no_mapping_any_more(run, install, tmp_path):
    register = tmp_path / "officers.csv"
    register.write_text(
        f"Authority,Officer,Job title,From,To\n{COUNCIL},Ivo Brandt,Chief Executive,01/02/2013,\n"
    )
    assert (
        "the columns of this register fit no mapping"
        in run("build", register, store=tmp_path / "a.store").err
    )
    install(*example("A register"))
    assert run("build", register, store=tmp_path / "b.store").code == 0
    assert rows(run, tmp_path / "b.store", "Ivo Brandt") == "post,since\nChief Executive,2013-02-01\n"


def test_the_export_is_chosen_by_its_suffix(run, install, built, tmp_path):
    install(*example("An export"))
    written = tmp_path / "all.dot"
    assert run("export", "-o", written, store=built).code == 0
    text = written.read_text("utf-8")
    assert text.startswith("digraph councilgraph {\n")
    assert '[label="Una Garside"];\n' in text
    assert run("export", "-o", tmp_path / "x.abc", store=built).err.endswith("tenures, dot\n")


def test_the_question_is_asked_with_its_quotes(run, install, built):
    install(*example("A question"))
    assert "newcomers" in run("ask").out
    done = run("ask", "newcomers", "--council", COUNCIL, store=built)
    assert (done.code, "Una Garside" in done.out, "— appointed.txt" in done.out) == (0, True, True)
    assert "newcomers" in run("ask", "newcomer").err


BROKEN = {
    "no module": "gone:x",
    "no such name": "broken:nothing",
    "raises": "broken:raises",
    "exits": "broken:exits",
    "wrong type": "broken:wrong",
    "no function": "broken:NUMBER",
}
MODULE = """
import sys
NUMBER = 7
def raises(*given, **named): raise KeyError("told\\nso")
def exits(*given, **named): sys.exit(3)
def wrong(*given, **named): return 7
"""
DOCUMENT = Document(
    sha256="ab" * 32, name="a.txt", media_type="text/plain", text="Nobody said anything here."
)


@pytest.mark.parametrize("target", BROKEN.values(), ids=BROKEN)
def test_a_broken_plug_in_is_a_problem_or_an_error_and_never_a_crash(
    run, install, stories, built, tmp_path, target
):
    entries = {
        "councilgraph.readers": {"abc": target},
        "councilgraph.extractors": {"bad": target},
        "councilgraph.registers": {"bad": target},
        "councilgraph.exports": {"bad": target},
        "councilgraph.questions": {"bad": target},
    }
    install("broken", MODULE, entries, package="broken-things")
    (stories / "a.abc").write_text("x", "utf-8")
    (stories / "b.csv").write_text("x,y\n1,2\n", "utf-8")
    store = tmp_path / "s.store"
    done = run("build", stories, store=store)
    assert done.code == 0
    for document, group in (("a.abc", "readers"), ("b.csv", "registers"), ("appointed.txt", "extractors")):
        pattern = rf"^problem: {document}: the plug-in '\w+' \({group}, of broken-things 1.2\) .+\n(problem: .+\n)*  hint: mend it"
        assert re.search(pattern, done.err, re.MULTILINE), (document, done.err)
    assert "director of children's services" in rows(run, store, "Una Garside")
    for typed in (("ask", "bad"), ("export", "-o", tmp_path / "out", "-f", "bad")):
        failed = run(*typed, store=built)
        if not (target == "broken:wrong" and typed[0] == "export"):
            assert (failed.code, failed.out) == (3, "")
            assert failed.err.startswith("error: the plug-in 'bad'")
            assert "hint: mend it, or: pip uninstall broken-things" in failed.err
    assert (tmp_path / "out").exists() is (target == "broken:wrong")
    assert run("ask").code == 0
    assert "bad" not in {each.name for each in questions.questions()}


def test_an_extractor_is_believed_only_where_its_quotes_stand(install):
    module = """
from councilgraph.graph.model import *
def claim(quote, **more):
    return PostClaim(quote=quote, person="A B", role="mayor", role_kind="mayor", organisation="Northford", **more)
def extract(document):
    good, bad = document.quote(0, 6), Quote(0, 6, "Nobodi")
    return Extraction((claim(good), claim(bad), claim("Nobody"), 7, claim(good, stands_for=(StandsFor("person", bad),))))
"""
    install("liar", module, {"councilgraph.extractors": {"liar": "liar:extract"}})
    found = extract(DOCUMENT)
    assert [claim.quote.text for claim in found.claims] == ["Nobody"]
    what = "the plug-in 'liar' (extractors, of liar 1.2): 4 claims left out whose quotes do not stand in the document"
    assert found.problems == (Problem("a.txt", "", what, "make quotes with document.quote(start, end)"),)


def test_a_reader_may_not_change_what_a_document_is_known_by(run, install, tmp_path):
    module = """
from councilgraph.graph.model import Document
def read(content, *, name, sha256):
    return Document(sha256="00" * 32, name=name, media_type="x/y", text="Words.")
def blank(content, *, name, sha256):
    return Document(sha256=sha256, name=name, media_type="x/y", text="  ")
def odd(content, *, name, sha256):
    return Document(sha256=sha256, name=name, media_type="x/y", text="Odd \\ud800 words.")
"""
    targets = {"abc": "odd_reader:read", "abd": "odd_reader:blank", "abe": "odd_reader:odd"}
    install("odd_reader", module, {"councilgraph.readers": targets})
    (tmp_path / "d").mkdir()
    for suffix in targets:
        (tmp_path / "d" / f"a.{suffix}").write_text(suffix, "utf-8")
    done = run("build", tmp_path / "d", store=tmp_path / "s.store")
    problems = [line for line in done.err.splitlines() if line.startswith("problem")]
    assert [line[:40] for line in problems] == [
        "problem: a.abc: the plug-in 'abc' (reade", "problem: a.abd: nothing to read in it: t"
    ]  # fmt: skip
    assert "another name or hash" in problems[0]


def test_what_comes_with_the_program_goes_first_and_one_name_twice_is_used_by_neither(
    run, install, built, tmp_path
):
    text = 'QUESTION = "# Other\\n\\nSELECT ?x { ?x ?y ?z } LIMIT 1"\ndef write(store, stream): stream.write(b"x")\n'
    entries = {
        "councilgraph.questions": {"who-held": "first:QUESTION", "twice": "first:QUESTION"},
        "councilgraph.exports": {"ttl": "first:write"},
        "councilgraph.readers": {"txt": "first:write"},
    }
    install("first", text, entries)
    install("second", text, {"councilgraph.questions": {"twice": "second:QUESTION"}})
    assert questions.question("who-held").title == "Who held a post, and when"
    assert run("export", "-o", tmp_path / "a.ttl", store=built).code == 0
    assert (tmp_path / "a.ttl").read_bytes() != b"x"
    failed = run("ask", "twice", store=built)
    assert (failed.code, failed.err) == (
        3,
        "error: the plug-in 'twice' (questions, of first 1.2): second has one of the same name\n"
        "hint: uninstall one of them: pip uninstall first\n",
    )


def test_a_package_whose_list_cannot_be_read_stops_nobody(run, install, built, tmp_path):
    install(*example("A question"))
    folder = tmp_path / "site" / "odd-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: odd\nVersion: 1.0\n")
    (folder / "entry_points.txt").write_text("[councilgraph.questions]\nno equals sign\n[")
    nameless = tmp_path / "site" / "nameless-1.0.dist-info"
    nameless.mkdir()
    (nameless / "entry_points.txt").write_text("[councilgraph.questions]\nx = y:z\n")
    plugins.forget()
    assert run("ask", "newcomers", "--council", COUNCIL, store=built).code == 0
    assert [each.name for each in plugins.plugins("questions")] == ["newcomers"]


def test_text_that_is_no_mapping_and_no_question_is_told_with_its_reason(install):
    install("texts", 'A = "columns"\nB = "SELECT"\n', {
        "councilgraph.registers": {"a": "texts:A"}, "councilgraph.questions": {"b": "texts:B"}
    })  # fmt: skip
    register = Document(sha256="cd" * 32, name="r.csv", media_type="text/csv", text="x\n1\n")
    assert "is no mapping" in extract(register).problems[1].what
    with pytest.raises(PluginError, match="is no question: question b: no title"):
        questions.question("b")
