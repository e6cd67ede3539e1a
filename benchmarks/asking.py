"""Loading an invented store, and asking it each ready-made question, against plain pyoxigraph.

    python benchmarks/asking.py [--quads 1000000]

Loading is compared with pyoxigraph's own bulk load of the same file. A question is asked three ways: the
bound query directly on pyoxigraph, `answers.solutions` (names resolved, query checked) and `answers.ask`
(each row with the quotes behind it, which the bare query does not fetch).
"""

from __future__ import annotations

import argparse
import math
import shutil
import tempfile
from pathlib import Path

import pyoxigraph as ox
from cases import Case, cases
from generate import write_store
from measuring import best_of, row

from councilgraph.graph import answers
from councilgraph.graph.questions import question
from councilgraph.graph.store import Store, open_store, open_writer


def compare(quads: int) -> None:
    """Print how loading and each question compare."""
    with tempfile.TemporaryDirectory() as folder:
        file, store = Path(folder) / "store.nq", Path(folder) / "store"
        written = write_store(file, quads)
        _compare_loading(file, store, written)
        with open_store(store) as opened:
            _compare_questions(opened)


def _compare_loading(file: Path, store: Path, quads: int) -> None:
    bare = store.with_name("bare")

    def ours() -> None:
        shutil.rmtree(store, ignore_errors=True)
        with open_writer(store) as writer:
            writer.load(file.read_bytes())
            writer.publish()

    def theirs() -> None:
        shutil.rmtree(bare, ignore_errors=True)
        dataset = ox.Store(str(bare))
        dataset.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
        dataset.flush()

    mine, reference = best_of(ours, theirs, rounds=2)
    print(row(f"loading {quads:,} quads", "ours", "pyoxigraph", "ratio"))
    print(row("  seconds of the processor", mine, reference, mine / reference))


def _compare_questions(store: Store) -> None:
    print(row("questions (ms of the processor)", "rows", "bare query", "solutions", "ratio", "ask", "ratio"))
    by_kind: dict[bool, list[float]] = {True: [], False: []}
    for case in cases(store):
        rows, bare, solved, asked = _ask(store, case)
        by_kind[case.is_point].append(solved / bare)
        ms = [1000 * seconds for seconds in (bare, solved, asked)]
        print(row(f"  {case.name}", rows, ms[0], ms[1], solved / bare, ms[2], asked / bare))
    for is_point, ratios in by_kind.items():
        mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
        print(row(f"  {'point' if is_point else 'wide'} questions, geometric mean", "", "", "", mean))


def _ask(store: Store, case: Case) -> tuple[int, float, float, float]:
    asked, sparql = question(case.question), case.query().sparql
    values = {name: str(value) for name, value in case.values.items()}
    rows = sum(1 for _ in store.query(sparql))
    actions = (
        lambda: [tuple(solution) for solution in store.query(sparql)],
        lambda: list(answers.solutions(store, asked, values).rows),
        lambda: list(answers.ask(store, asked, values).rows),
    )
    return rows, *best_of(*actions)


def main() -> None:
    """Read the command line and compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quads", type=int, default=1_000_000)
    compare(parser.parse_args().quads)


if __name__ == "__main__":
    main()
