"""An invented store to servers on this machine: as graphs (Graph Store Protocol), as updates (SPARQL Update).

    python benchmarks/pushing.py --quads 200000

Each push goes to an empty server (`oxigraph serve`, Virtuoso 7 where it is installed). Both ways take turns
and the better of the rounds counts. Seconds by the clock are mostly the server's; those of our processor are
what sending costs. What is at the server afterwards is counted.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import virtuoso
from generate import store_quads
from measuring import row

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from outgrown import SERVERS

from councilgraph.graph.index import open_index
from councilgraph.graph.ledger import open_ledger
from councilgraph.graph.remote import Limits, Target, Wishes, open_remote, push
from councilgraph.graph.store import Store

ROUNDS = 2
PROTOCOLS = ("graphs", "updates")


def main() -> None:
    """Read the command line, push, and print what it took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quads", type=int, default=200_000)
    options = parser.parse_args()
    dataset = ox.Store()
    for block in store_quads(options.quads):
        dataset.load(block, format=ox.RdfFormat.N_QUADS)
    store = Store(dataset, open_index(None), open_ledger(None))
    print(f"{len(dataset):,} quads, {sum(1 for _ in store.graphs()):,} documents")
    print(row("pushing (s)", "graphs", "updates", "ratio", "our CPU", "our CPU", "ratio"))
    for server in SERVERS:
        if server != "virtuoso" or virtuoso.is_installed():
            print(row(f"  {server}", *_compared(store, server)))


def _compared(store: Store, server: str) -> Iterator[float]:
    """Seconds by the clock of each way and their ratio, then those of our processor."""
    taken: dict[str, list[tuple[float, float]]] = {by: [] for by in PROTOCOLS}
    for _ in range(ROUNDS):
        for by in PROTOCOLS:
            taken[by].append(_taken(store, server, by))
    for clock in (0, 1):
        graphs, updates = (min(each[clock] for each in taken[by]) for by in PROTOCOLS)
        yield from (graphs, updates, updates / graphs)


def _taken(store: Store, server: str, by: str) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder, SERVERS[server](Path(folder)) as running:
        target = Target(running.query, running.graph_store, running.credentials, Limits(timeout_s=600))
        if by == "updates":
            target = Target(running.query, None, running.credentials, target.limits, update=running.update)
        began = time.perf_counter(), time.process_time()
        push(store, target, Wishes())
        taken = time.perf_counter() - began[0], time.process_time() - began[1]
        with open_remote(running.query) as remote:
            if len(remote.dataset) != len(store.dataset):
                raise SystemExit(f"{server} by {by}: {len(remote.dataset):,} quads arrived")
        return taken


if __name__ == "__main__":
    main()
