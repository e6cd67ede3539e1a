"""What docs/python.md and the notebook show is what happens."""

from __future__ import annotations

import asyncio
import doctest
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from apart import in_a_thread
from nbclient import NotebookClient

import councilgraph

DOCS = Path(__file__).resolve().parents[1] / "docs"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    shutil.copytree(Path(__file__).parent / "stories", tmp_path / "stories")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_the_page_shows_what_happens(folder):
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    page = (DOCS / "python.md").read_text("utf-8")
    said: list[str] = []
    runner.run(doctest.DocTestParser().get_doctest(page, {}, "python.md", None, 0), out=said.append)
    assert "".join(said) == ""
    assert runner.summarize(verbose=False).attempted > 15
    assert (folder / "garside.html").read_text("utf-8").startswith("<!doctype html>")


def test_every_promised_name_is_on_the_page():
    page = (DOCS / "python.md").read_text("utf-8")
    assert [name for name in councilgraph.__all__ if name not in page] == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_notebook_runs_and_keeps_no_output(folder):
    notebook = nbformat.read(DOCS / "notebook.ipynb", as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [(cell.outputs, cell.execution_count) for cell in code] == [([], None)] * len(code)
    client = NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": "."}}
    )
    in_a_thread(lambda: asyncio.run(client.async_execute()))
    shown = [output for cell in code for output in cell.outputs]
    assert [output for output in shown if output.output_type == "error"] == []
    frames = [html for output in shown if (html := output.get("data", {}).get("text/html", ""))]
    assert [html.split(" ")[0].split(">")[0] for html in frames] == ["<table", "<div", "<table", "<iframe"]
    assert (folder / "cumbria.html").exists()


def test_the_import_loads_nothing_that_takes_time():
    script = (
        "import sys, councilgraph; print(*sorted(n for n in sys.modules if n.startswith('councilgraph.')))"
    )
    environment = {**os.environ, "PYTHONPATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment, cwd="/"
    )
    assert done.stdout == "\n"
