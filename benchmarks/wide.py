"""The wide questions over an invented store: from its columns, from the store itself, and from Virtuoso.

    python benchmarks/wide.py [--quads 10000000]

All three have the same data and get the same SPARQL, in turns; the least time by the clock counts. Ours ends
when all rows are there as terms, Virtuoso's when all bytes of its JSON have come. Without Virtuoso (Debian's
virtuoso-opensource-7) its columns are empty.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import resource
import tempfile
import time
import urllib.error
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import virtuoso
from cases import Case, cases
from generate import write_store
from measuring import row

from councilgraph.graph import columns, sparql
from councilgraph.graph.store import Store, open_store, open_writer

_ROUNDS = 3


def compare(quads: int) -> None:
    """Print how long each wide question takes, and the geometric mean of the ratios."""
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        file = folder / "store.nq"
        written = write_store(file, quads)
        _load(file, folder / "store", written)
        other = None
        if virtuoso.is_installed():
            (folder / "virtuoso").mkdir()
            other = stack.enter_context(virtuoso.running(file, folder / "virtuoso"))
        file.unlink()
        _compare(stack.enter_context(open_store(folder / "store")), other)


def _load(file: Path, store: Path, quads: int) -> None:
    with open_writer(store) as writer:
        writer.dataset.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
        writer.compact()
        writer.publish()
    with open_store(store) as published:
        began = time.perf_counter()
        columns.renew(published)
        seconds = time.perf_counter() - began
    size = sum(each.stat().st_size for each in (store / "columns").iterdir()) / 2**20
    print(f"{quads:,} quads; columns written in {seconds:.1f} s: {size:.0f} MB")


def _compare(store: Store, other: virtuoso.Virtuoso | None) -> None:
    print(row("wide questions (ms)", "rows", "columns", "store", "Virtuoso", "columns/V", "store/V"))
    ratios: dict[str, list[float]] = {"columns": [], "store": []}
    for case in cases(store):
        if not case.is_point:
            _compare_case(store, other, case, ratios)
    for name, found in ratios.items():
        if found:
            mean = math.exp(sum(map(math.log, found)) / len(found))
            print(row(f"  {name} / Virtuoso, geometric mean", mean))
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(row("  peak memory, MB", peak_mb))


def _compare_case(
    store: Store, other: virtuoso.Virtuoso | None, case: Case, ratios: dict[str, list[float]]
) -> None:
    query = case.query().sparql
    rows = [tuple(each) for each in store.query(query)]
    from_columns = _all_rows(store, query)
    if from_columns != rows:
        raise SystemExit(f"{case.name}: the answers differ")
    actions: list[Callable[[], object]] = [
        lambda: _all_rows(store, query),
        lambda: [tuple(each) for each in store.query(query)],
    ]
    if other and _count(other, query) == len(rows):
        actions.append(lambda: other.answer(query))
    times = _least_s(actions)
    cells: list[object] = [1000 * seconds for seconds in times]
    if len(times) > 2:
        for name, seconds in zip(ratios, times, strict=False):
            ratios[name].append(seconds / times[2])
            cells.append(seconds / times[2])
    else:
        cells.append("no answer" if other else "")
    print(row(f"  {case.name}", len(rows), *cells), flush=True)


def _all_rows(store: Store, query: str) -> list[object]:
    found = sparql.run(store, query)
    return list(found.rows) if isinstance(found, sparql.Table) else []


def _count(other: virtuoso.Virtuoso, query: str) -> int | None:
    try:
        return len(json.loads(other.answer(query))["results"]["bindings"])
    except urllib.error.HTTPError:
        return None


def _least_s(actions: list[Callable[[], object]]) -> list[float]:
    """The least seconds by the clock of each action, as a server's work is not that of this process."""
    best = [math.inf] * len(actions)
    for _ in range(_ROUNDS):
        for place, action in enumerate(actions):
            began = time.perf_counter()
            action()
            best[place] = min(best[place], time.perf_counter() - began)
    return best


def main() -> None:
    """Read the command line and compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quads", type=int, default=10_000_000)
    compare(parser.parse_args().quads)


if __name__ == "__main__":
    main()
