"""Look for texts that break what reads texts, led by which branches they take (needs `pip install atheris`).

    python benchmarks/fuzz.py TARGET [-max_total_time=60] [FOLDER]

TARGET is one of: dates, names, mappings, decisions, queries, prose. What breaks it is written into the
current folder, as `crash-...`; FOLDER keeps what was found on the way. The options are libFuzzer's.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress

import atheris

from councilgraph.graph.dates import is_edtf, parse_date, parse_day
from councilgraph.graph.errors import CouncilgraphError
from councilgraph.graph.extractors.prose import extract
from councilgraph.graph.identity.decisions import parse_decisions
from councilgraph.graph.model import Document
from councilgraph.graph.names import fold, parse_person, slug, without_titles
from councilgraph.graph.registers import parse_mapping
from councilgraph.graph.sparql import run
from councilgraph.graph.store import memory_store


def _dates(text: str) -> None:
    found = parse_date(text)
    assert found is None or is_edtf(found)
    parse_day(text)


def _names(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert without_titles(without_titles(text)) == without_titles(text)
    parse_person(text)
    slug(text)


def _prose(text: str) -> None:
    document = Document(sha256="0" * 64, name="a.txt", media_type="text/plain", text=text)
    for claim in extract(document):
        assert text[claim.quote.start : claim.quote.end] == claim.quote.text


_STORE = memory_store()
TARGETS: dict[str, Callable[[str], object]] = {
    "dates": _dates,
    "names": _names,
    "mappings": lambda text: parse_mapping(text, name="fuzz"),
    "decisions": parse_decisions,
    "queries": lambda text: run(_STORE, text),
    "prose": _prose,
}


def main() -> None:
    """Fuzz the target that the command line names."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"name one of: {', '.join(TARGETS)}")
    target = TARGETS[sys.argv.pop(1)]

    def one(content: bytes) -> None:
        with suppress(CouncilgraphError):
            target(content.decode("utf-8", "replace"))

    atheris.instrument_all()  # an editable install is beyond the reach of instrumented imports
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
