"""How quick the explorer's pages are, and what the server bears.

    python benchmarks/serve.py [--quads 1000000] [--clients 50] [--seconds 60] [--oxigraph PROGRAM]

First the time of each page over the store that comes with the program and over an invented one of so many
quads, beside bare look-ups through pyoxigraph on the same stores. Then clients that ask for pages and queries
for so long, some of the queries without end. With --oxigraph (the program of the PyPI package `oxigraph`)
the same queries are put to `oxigraph serve` on the same data.
"""

from __future__ import annotations

import argparse
import html
import http.client
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
from generate import write_store
from pressing import get, press, watched

from councilgraph.graph.build import build
from councilgraph.graph.drawing import Captions, drawing
from councilgraph.graph.index import Named
from councilgraph.graph.model import Document
from councilgraph.graph.sources import bundled_sources
from councilgraph.graph.store import Writer, open_store, open_writer
from councilgraph.graph.vocab import BASE, CG, DCT, OA, ORG, PREFIXES, RDF, SKOS, WORDS

REPEATS = 15
READ_S = 4
POINT_QUERY = """SELECT ?person ?since ?until {
  ?tenure org:organization <%s> ; cg:post/org:role cgv:director_of_childrens_services ; org:member ?member .
  ?member skos:prefLabel ?person
  OPTIONAL { ?tenure cg:sinceEarliest ?since } OPTIONAL { ?tenure cg:untilLatest ?until } }"""
GRADES_QUERY = "SELECT ?grade (COUNT(*) AS ?n) { ?j a cg:Judgement ; cg:grade ?grade } GROUP BY ?grade"
SLOW_QUERY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def load(path: Path, nquads: Path) -> None:
    """A store from N-Quads, with names, and with texts as far as quotes tell them."""
    with open_writer(path) as writer:
        writer.dataset.bulk_load(path=str(nquads), format=ox.RdfFormat.N_QUADS)
        writer.index.replace_names(gone=(), names=names(writer))
        writer.index.put_documents(documents(writer))
        writer.publish()


def names(store: Writer) -> Iterator[Named]:
    captions = Captions(store)
    kinds = [kind for kind, group in drawing().groups.items() if group in ("person", "body", "council")]
    for kind in dict.fromkeys([*kinds, ORG.Post]):
        for quad in store.quads(None, RDF.type, kind):
            iri = getattr(quad.subject, "value", "")
            named = store.value(iri, ORG.classification)
            word = WORDS.get(named or "", "post" if kind == ORG.Post else "person")
            yield Named(iri, word, captions[iri])
            for name in store.values(iri, SKOS.altLabel):
                yield Named(iri, word, name, is_main=False)


def documents(store: Writer) -> Iterator[Document]:
    for graph in store.graphs():
        values: dict[str, dict[str, str]] = defaultdict(dict)
        for quad in store.quads(graph=graph):
            values[getattr(quad.subject, "value", "")][quad.predicate.value] = getattr(
                quad.object, "value", ""
            )
        text = ""
        quotes = [(int(node[OA.start]), iri) for iri, node in values.items() if OA.start in node]
        for start, iri in sorted(quotes):
            exact = values[iri.removesuffix("/position") + "/text"].get(OA.exact, "")
            text = text[:start].ljust(start) + exact
        about = values[graph]
        yield Document(
            sha256=about[CG.sha256],
            name=about[CG.fileName],
            media_type="text/plain",
            text=text,
            title=about.get(DCT.title),
        )


@contextmanager
def served(store: Path) -> Iterator[tuple[int, int]]:
    """A running server: its port and its process."""
    command = [sys.executable, "-c", "from councilgraph.cli import main; main()", "serve", "--port", "0"]
    process = subprocess.Popen([*command, "--store", str(store)], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    port = int(process.stderr.readline().split("://", 1)[1].split(":")[1].split("/")[0])
    for _ in range(4):
        get(port, "/questions")
    try:
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
        process.stderr.close()


def median_ms(act: Callable[[], object], repeats: int = REPEATS) -> float:
    act()
    return statistics.median(timed_ms(act) for _ in range(repeats))


@dataclass
class Chosen:
    """Things of a store to ask for: those with a middling number of facts."""

    council: str
    person: str
    other: str
    document: str
    title: str

    def local(self, iri: str) -> str:
        return iri.replace(BASE, "/id/")

    def pages(self) -> dict[str, str]:
        return {
            "first page": "/",
            "person": self.local(self.person),
            "council": self.local(self.council),
            "council as JSON": f"{self.local(self.council)}.json",
            "the inspectorate": "/id/org/ofsted",
            "document": f"/id/document/{self.document}",
            "people": "/entities?kind=person",
            "documents": "/documents",
            "search": "/search?q=council",
            "question": f"/questions/who-held?council={quote(self.council, safe='')}",
            "trajectory": f"/trajectory?council={quote(self.council, safe='')}",
            "two days": f"/compare?entity={quote(self.council, safe='')}&first=2005-01-01&last=2015-01-01",
            "connection": f"/connection?from={quote(self.person, safe='')}&to={quote(self.council, safe='')}",
            "network": f"/network?entity={quote(self.person, safe='')}&max=40",
            "SPARQL": f"/sparql.json?query={quote(POINT_QUERY % self.council)}",
        }


def choose(path: Path) -> Chosen:
    with open_store(path) as store:
        held: Counter[str] = Counter()
        people: Counter[str] = Counter()
        for quad in store.quads(None, RDF.type, CG.Tenure):
            tenure = getattr(quad.subject, "value", "")
            held.update(store.values(tenure, ORG.organization))
            people.update(store.values(tenure, ORG.member))
        document = store.index.documents(limit=1, offset=store.index.count_documents() // 2)[0]
        ranked = [iri for iri, _ in sorted(people.items(), key=lambda pair: (-pair[1], pair[0]))]
        councils = [iri for iri, _ in sorted(held.items(), key=lambda pair: (-pair[1], pair[0]))]
        return Chosen(councils[len(councils) // 4], ranked[0], ranked[-1], document.sha256, document.title)


def bare_ms(path: Path, chosen: Chosen) -> dict[str, float]:
    """Bare look-ups through pyoxigraph, in this process."""
    with open_store(path) as store:
        return {
            name: median_ms(lambda q=query: list(store.dataset.query(q, prefixes=PREFIXES)), 50)
            for name, query in (("point query", POINT_QUERY % chosen.council), ("grades", GRADES_QUERY))
        }


def page_times(stores: dict[str, Path]) -> None:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for name, path in stores.items():
        chosen = choose(path)
        for label, time_ms in bare_ms(path, chosen).items():
            found[f"bare {label}"][name] = time_ms
        with served(path) as (port, _):
            for label, page in chosen.pages().items():
                status, size = get(port, page)
                assert status == 200, (page, status)
                found[label][f"{name}, first"] = median_ms(lambda p=page: get(port, _as_new(p)))
                found[label][f"{name}, again"] = median_ms(lambda p=page: get(port, p))
                found[label]["kB"] = size / 1000
    columns = [*stores, *(f"{name}, {time}" for name in stores for time in ("first", "again")), "kB"]
    print(f"{'median of ' + str(REPEATS) + ', milliseconds':36}{''.join(f'{name:>14}' for name in columns)}")
    for label, times in found.items():
        cells = "".join(f"{times[name]:14.1f}" if name in times else " " * 14 for name in columns)
        print(f"{label:36}{cells}")


def followed_times(stores: dict[str, Path]) -> None:
    """How long the pages take to which a page leads, for somebody who read that one for some seconds."""
    print(f"\nlinks followed after {READ_S} s on a page, milliseconds{'links':>14}{'median':>9}{'most':>9}")
    for name, path in stores.items():
        chosen = choose(path)
        with served(path) as (port, _):
            for label in ("first page", "person", "council", "document"):
                links = _links(port, chosen.pages()[label])
                time.sleep(READ_S)
                times = [timed_ms(lambda link=link: get(port, link)) for link in links]
                cells = f"{len(links):9}{statistics.median(times):9.1f}{max(times):9.1f}"
                print(f"{f'{name}: {label}':49}{cells}")


def _links(port: int, page: str) -> list[str]:
    """The pages of things to which a page leads, each once, up to as many as somebody may follow."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=90)
    connection.request("GET", page, headers={"Accept": "text/html"})
    found = re.findall(r'href="(/id/[^"#.]+)["#]', connection.getresponse().read().decode())
    connection.close()
    return list(dict.fromkeys(map(html.unescape, found)))[:30]


def timed_ms(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - begun)


_NEW = count()


def _as_new(page: str) -> str:
    """The page at an address that was not asked for before, so that no kept answer serves."""
    return f"{page}{'&' if '?' in page else '?'}new={next(_NEW)}"


def query_paths(chosen: Chosen, *, path: str = "/sparql") -> dict[str, list[str]]:
    prefixes = "".join(f"PREFIX {name}: <{base}> " for name, base in PREFIXES.items())
    return {
        "point query": [f"{path}?query={quote(prefixes + POINT_QUERY % chosen.council)}"],
        "count query": [f"{path}?query={quote(prefixes + GRADES_QUERY)}"],
        "slow query": [f"{path}?query={quote(SLOW_QUERY)}"],
    }


def load_test(path: Path, options: argparse.Namespace) -> None:
    chosen = choose(path)
    pages = chosen.pages()
    mixed = {"page": [pages[name] for name in pages if name not in ("SPARQL", "network", "the inspectorate")]}
    with served(path) as (port, pid):
        with watched(pid) as memory:
            tally = press(port, mixed | query_paths(chosen), options.clients, options.seconds)
        print(f"\ncouncilgraph serve: {options.clients} clients for {options.seconds} s")
        tally.show()
        print(f"memory of all its processes: {memory[0]:.0f} MB at first, at most {max(memory):.0f} MB")
        point_query = query_paths(chosen)["point query"][0]
        print(f"afterwards: {get(port, '/questions')[0]}, {get(port, point_query, '*/*')[0]}")


def oxigraph_test(nquads: Path, chosen: Chosen, options: argparse.Namespace, folder: Path) -> None:
    place = str(folder / "oxigraph")
    subprocess.run(
        [options.oxigraph, "load", "--location", place, "--file", str(nquads)],
        check=True,
        capture_output=True,
    )
    command = [
        options.oxigraph,
        "serve-read-only",
        "--location",
        place,
        "--bind",
        "127.0.0.1:7979",
        "--timeout-s",
        "30",
    ]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        time.sleep(3)
        with watched(process.pid) as memory:
            tally = press(7979, query_paths(chosen, path="/query"), options.clients, options.seconds)
        print(f"\noxigraph serve: {options.clients} clients for {options.seconds} s, queries only")
        tally.show()
        print(f"memory: {memory[0]:.0f} MB at first, at most {max(memory):.0f} MB")
    finally:
        process.kill()
        process.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--oxigraph", help="the program of `oxigraph serve`")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="councilgraph-"))
    try:
        stores = {"demo": folder / "demo.store", "large": folder / "large.store"}
        with open_writer(stores["demo"]) as writer:
            build(writer, bundled_sources(), now="2026-01-01T00:00:00+00:00")
        nquads = folder / "large.nq"
        print(f"{write_store(nquads, options.quads):,} quads")
        load(stores["large"], nquads)
        page_times(stores)
        followed_times(stores)
        load_test(stores["large"], options)
        if options.oxigraph:
            oxigraph_test(nquads, choose(stores["large"]), options, folder)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
