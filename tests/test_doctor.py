"""What `councilgraph doctor` finds, in order and out of order."""

from __future__ import annotations

import json
import shutil
import sqlite3
from importlib.metadata import PackageNotFoundError, version

import pytest
from plugged import install

from councilgraph.graph import doctor
from councilgraph.graph.plugins import GROUPS

__all__ = ["install"]
AGAIN = "bring it up to date with the same build again; else build it anew"


@pytest.fixture
def store(built, tmp_path):
    """A copy, to be damaged."""
    return shutil.copytree(built, tmp_path / "s.store")


def found(run, path, *, code: int = 0) -> dict[tuple[str, str], tuple[str, str]]:
    done = run("doctor", "--format", "json", store=path)
    assert (done.code, done.err.splitlines()[-1].endswith("wrong")) == (code, True)
    return {(row["part"], row["what"]): (row["state"], row["found"]) for row in json.loads(done.out)}


def test_a_store_in_order(run, built):
    everything = found(run, built)
    mine = {what: value for (part, what), (state, value) in everything.items() if part == "store"}
    assert {state for state, _ in everything.values()} <= {"ok", "missing"}
    assert (mine["format"], mine["revision"], mine["last read"]) == ("1", "1", "2026-01-01T00:00:00+00:00")
    assert (mine["documents"], mine["path"]) == ("6", str(built))
    assert mine["size"].endswith(" MB")
    assert [mine[what] for what in ("documents in the index", "names in the index", "claims in the ledger", "facts")] == [
        "in step", "in step", "in step", "of all claims"
    ]  # fmt: skip
    assert everything["program", "councilgraph"] == ("ok", version("councilgraph"))
    assert everything["packages", "pyoxigraph"] == ("ok", version("pyoxigraph"))


def test_as_a_table_it_is_short_and_the_end_says_how_it_is(run, built):
    done = run("doctor", store=built)
    assert done.out.startswith("part ")
    assert done.err == "nothing is wrong\n"


def test_no_store_is_no_fault(run, tmp_path):
    path = tmp_path / "none.store"
    assert found(run, path)["store", str(path)] == ("missing", "no store")


def test_a_folder_that_is_no_store_is_one(run, tmp_path):
    assert found(run, tmp_path, code=4)["store", str(tmp_path)][0] == "wrong"


@pytest.mark.parametrize(
    ("file", "statement", "what", "told"),
    [
        ("index.sqlite", "DELETE FROM documents WHERE name = 'judged.txt'", "documents in the index", "5 where the graph has 6"),
        ("index.sqlite", "UPDATE documents SET sha256 = 'ab' WHERE name = 'judged.txt'", "documents in the index", "4 where the graph has 6"),
        ("ledger.sqlite", "UPDATE state SET value = 'no' WHERE name = 'is_settled'", "facts", "a build is under way, or was cut off"),
    ],
)  # fmt: skip
def test_parts_that_are_not_in_step_are_told(run, store, file, statement, what, told):
    with sqlite3.connect(store / file) as database:
        database.execute(statement)
    database.close()
    assert found(run, store, code=4)["store", what] == ("wrong", told)
    assert AGAIN in {finding.hint for finding in doctor.examine(store)}


def test_names_and_claims_that_were_forgotten_are_told(run, store):
    for file, table in (("index.sqlite", "names"), ("ledger.sqlite", "resolved")):
        with sqlite3.connect(store / file) as database:
            database.execute(f"DELETE FROM {table}")
        database.close()
    everything = found(run, store, code=4)
    assert everything["store", "names in the index"][1].startswith("0 where the graph has ")
    assert everything["store", "claims in the ledger"][1].startswith("0 where the graph has ")


@pytest.mark.parametrize("file", ["format", "current", "index.sqlite", "ledger.sqlite", "CURRENT"])
def test_damage_is_a_finding_and_never_a_crash(run, store, file):
    path = store / "revisions" / "1" / file if file == "CURRENT" else store / file
    path.write_bytes(b"\xff damaged " * 100)
    everything = found(run, store, code=4)
    assert [state for (part, _), (state, _) in everything.items() if part == "store"].count("wrong") >= 1


def test_packages_that_are_missing_are_told_and_those_of_extras_can_be_had(monkeypatch):
    monkeypatch.setattr(
        doctor, "requires",
        lambda _: ["alpha>=1", 'beta[x]>=2; extra == "more"', "gamma", 'zeta; python_version < "3.0"', 'pytest; extra == "dev"', 'delta; extra == "rest"'],
    )  # fmt: skip

    def installed(name: str) -> str:
        if name in ("gamma", "beta", "polars"):
            raise PackageNotFoundError(name)
        return "1.0"

    monkeypatch.setattr(doctor, "version", installed)
    kept = [each for each in doctor.examine(doctor.Path("none.store")) if each.part in ("packages", "extras")]
    assert [(each.part, each.what, each.state, each.found, each.hint) for each in kept] == [
        ("packages", "alpha", "ok", "1.0", ""),
        ("packages", "gamma", "wrong", "", "pip install --force-reinstall councilgraph"),
        ("extras", "more", "missing", "without beta", "in the folder of the program: pip install '.[more]'"),
        ("extras", "rest", "ok", "delta 1.0", ""),
        ("extras", "pandas", "ok", "pandas 1.0", ""),
        ("extras", "polars", "missing", "without polars", "pip install polars"),
    ]
    assert doctor.summary(kept) == "1 thing is wrong"
    assert doctor.summary([*kept, *kept]) == "2 things are wrong"


def test_a_program_that_is_not_installed_as_a_package_is_told(monkeypatch):
    def nothing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(doctor, "version", nothing)
    first = doctor.examine(doctor.Path("none.store"))[0]
    assert (first.state, first.found) == ("wrong", "not installed as a package")


def test_plug_ins_are_tried(run, install, built):
    text = "def good(*given, **named): return None\nMAPPING = 7\n"
    install("mixed", text, {
        "councilgraph.readers": {"eml": "mixed:good", "txt": "mixed:good"},
        "councilgraph.extractors": {"gone": "mixed:gone"},
        "councilgraph.registers": {"seven": "mixed:MAPPING"},
        "councilgraph.exports": {"ttl": "mixed:good", "seven": "mixed:MAPPING"},
        "councilgraph.questions": {"who-held": "mixed:MAPPING", "seven": "mixed:MAPPING"},
    })  # fmt: skip
    states = {key: state for key, (state, _) in found(run, built, code=4).items() if key[0] in GROUPS}
    assert states == {
        ("readers", "eml"): "ok",
        ("readers", "txt"): "unused",
        ("extractors", "gone"): "wrong",
        ("registers", "seven"): "wrong",
        ("exports", "seven"): "wrong",
        ("exports", "ttl"): "unused",
        ("questions", "seven"): "wrong",
        ("questions", "who-held"): "unused",
    }
