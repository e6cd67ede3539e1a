from __future__ import annotations

import subprocess
import sys
import types

import pytest

from councilgraph.graph import extractors
from councilgraph.graph.extractors import extract
from councilgraph.graph.model import Document, Extraction, PostClaim, Problem

REGISTER = (
    "person,role_kind,role,organisation,since,until\n"
    "Orla Fenwick,chief_executive,chief executive,Saltby Council,2011-05-01,\n"
)


def document(text, media_type="text/plain", name="a.txt"):
    return Document(sha256="ab", name=name, media_type=media_type, text=text)


@pytest.fixture
def prose(monkeypatch):
    """A stand-in for the extractor of prose, which has a language model to load."""
    stand_in = types.SimpleNamespace(extract=lambda read: Extraction((), (Problem(read.name, "", "prose"),)))
    monkeypatch.setattr(extractors, "prose", stand_in, raising=False)
    monkeypatch.setitem(sys.modules, "councilgraph.graph.extractors.prose", stand_in)


def test_a_register_is_read_by_its_mapping():
    register = document(REGISTER, "text/csv", "r.csv")
    claim = PostClaim(
        quote=register.quote(REGISTER.index("Orla"), len(REGISTER)),
        person="Orla Fenwick",
        role="chief executive",
        role_kind="chief_executive",
        organisation="Saltby Council",
        since="2011-05-01",
    )
    assert extract(register) == Extraction((claim,))


def test_a_register_that_no_mapping_fits_is_a_problem():
    found = extract(document("person,role,since\nOrla Fenwick,leader,2011\n", "text/csv", "r.csv"))
    hint = (
        "Say in a mapping what they mean, and give it with --mapping (docs/registers.md has an example). "
        'Of those that are known, "officeholders" is the nearest: it also needs role kind, organisation, until.'
    )
    assert found == Extraction(
        (), (Problem("r.csv", "row 1", "the columns of this register fit no mapping", hint),)
    )


@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown", "text/html", "application/pdf"])
def test_what_is_neither_register_nor_report_is_prose(prose, media_type):
    assert extract(document("Orla Fenwick has resigned.", media_type)).problems == (
        Problem("a.txt", "", "prose"),
    )


def test_no_language_model_is_loaded_for_a_register():
    program = (
        "import sys\n"
        "from councilgraph.graph.extractors import extract\n"
        "from councilgraph.graph.model import Document\n"
        f"extract(Document(sha256='ab', name='r.csv', media_type='text/csv', text={REGISTER!r}))\n"
        "print('spacy' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
