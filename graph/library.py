"""What `import councilgraph` gives: the same as the commands, for programs and notebooks."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, overload

from councilgraph.graph import answers, questions, search
from councilgraph.graph import build as pipeline
from councilgraph.graph import network as networks
from councilgraph.graph import store as stores
from councilgraph.graph.build import DEFAULTS, Options, Report
from councilgraph.graph.centrality import rows as central_rows
from councilgraph.graph.centrality.networks import centrality
from councilgraph.graph.formats.frames import to_pandas, to_polars
from councilgraph.graph.formats.rows import format_rows
from councilgraph.graph.identity.decisions import decision_file, read_decisions
from councilgraph.graph.network import Scope
from councilgraph.graph.page import NetworkPage, PageOptions
from councilgraph.graph.rows import Row, Rows
from councilgraph.graph.store import Store

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd  # type: ignore[import-untyped]
    import polars as pl
    from rdflib import Dataset

__all__ = [
    "NetworkPage",
    "Options",
    "PageOptions",
    "Report",
    "RowList",
    "Scope",
    "Store",
    "ask",
    "build",
    "central",
    "centrality",
    "communities",
    "network",
    "open_store",
    "page",
    "query",
    "rdflib_dataset",
]

DEFAULT_STORE = "councilgraph.store"
_SHOWN_ROWS = 50


class RowList(Sequence[Row]):
    """All rows of an answer: each a mapping from column to value.

    A row of a ready-made question also holds `facts`, the addresses of the facts behind it, and `evidence`: a
    list of quotes, each with its document, date, page and offsets.
    """

    def __init__(self, rows: Rows) -> None:
        self.columns = rows.columns
        self._rows = list(rows.rows)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        return self._rows[index]

    def __repr__(self) -> str:
        """The rows as the command line shows them, with their quotes."""
        return "\n".join(format_rows(self._whole(), "table")) or "nothing found"

    def _repr_html_(self) -> str:
        return "".join(_html_lines(self.columns, self._rows))

    @property
    def facts(self) -> list[str]:
        """The addresses of all facts behind the rows, each once."""
        return list(dict.fromkeys(fact for row in self._rows for fact in row.get("facts", ())))

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a pandas frame, with the first quote of each. Raises UsageError without pandas."""
        return to_pandas(self.columns, self._rows)

    def to_polars(self) -> pl.DataFrame:
        """The rows as a polars frame, with the first quote of each. Raises UsageError without polars."""
        return to_polars(self.columns, self._rows)

    def _whole(self) -> Rows:
        return Rows(self.columns, self._rows)


def open_store(path: str | Path = DEFAULT_STORE) -> Store:
    """The newest published revision of a store, to read; it is a context manager that closes it.

    Raises StoreError where there is no store, or one that is damaged or of another version.
    """
    return stores.open_store(Path(path))


def build(
    sources: Iterable[str | Path],
    *,
    store: str | Path = DEFAULT_STORE,
    options: Options = DEFAULTS,
) -> Report:
    """Read documents, folders and registers into a store, which is made where it is not there.

    The report counts what was read and lists the problems. Unless `options` say otherwise everything is read
    in this process: more `workers` need a script that guards its main part, as multiprocessing does. The
    decisions about people are those of the file beside the store, unless `options` have some. Raises
    StoreError where another process writes the store.
    """
    path, now = Path(store), dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    decisions = options.decisions or read_decisions(decision_file(path))
    chosen = replace(options, decisions=decisions)
    with stores.open_writer(path) as writer:
        return pipeline.build(writer, [Path(source) for source in sources], now=now, options=chosen)


def ask(store: Store, question: str, /, **values: str | int | dt.date) -> RowList:
    """The answer to a ready-made question, with the quotes behind each row.

    `values` are the question's parameters as one would type them. Raises UsageError for an unknown question
    or a value that does not fit, AmbiguousError for a name that fits several entities.
    """
    typed = {name: str(value) for name, value in values.items()}
    return RowList(answers.ask(store, questions.question(question), typed))


def query(store: Store, sparql: str, /) -> RowList:
    """The rows that answer a SPARQL 1.1 query; triples are rows of three, a yes or no is one row.

    Our prefixes need not be declared. Raises QueryError, with line and column, for what is no query, would
    write, or reaches outside the store.
    """
    return RowList(answers.query(store, sparql))


def network(
    store: Store,
    /,
    *entities: str,
    facts: Iterable[str] = (),
    scope: Scope | None = None,
    title: str | None = None,
) -> nx.MultiDiGraph[str]:
    """The network around entities, of facts, or (with neither) of the whole store, as networkx has them.

    Entities are named as on the command line; `scope` says how far to go and what held when. Nodes are
    addresses; edges are facts with their dates and their evidence. Raises UsageError and AmbiguousError.
    """
    chosen = scope or Scope()
    wanted = list(facts)
    if wanted:
        return networks.network_of_facts(store, wanted, title=title or "Facts", limit=chosen.max_entities)
    starts = [search.entity(store, name) for name in entities] or networks.all_entities(store)
    return networks.neighbourhood(store, starts, chosen, title=title)


def page(network: nx.MultiDiGraph[str], options: PageOptions | None = None) -> NetworkPage:
    """An interactive page of a network: a notebook shows it, `write` makes it one offline HTML file."""
    return NetworkPage(network, options or PageOptions())


def central(
    store: Store,
    /,
    by: str = "degree",
    *,
    only: str | None = None,
    as_of: dt.date | None = None,
    limit: int | None = None,
) -> RowList:
    """The entities that are linked to others, the most central first.

    `by` is "degree" (to how many others), "pagerank" (how often following links leads there) or "betweenness"
    (which part of the shortest ways passes; estimated in a large store). `only` is a kind ("person",
    "council"). Raises UsageError for another measure.
    """
    found = central_rows.central(store, by, only=only, as_of=as_of)
    return RowList(Rows(found.columns, islice(found.rows, limit)))


def communities(store: Store, /, *, as_of: dt.date | None = None, limit: int | None = None) -> RowList:
    """The communities of a store, the largest first, each with its best linked members."""
    found = central_rows.community_rows(store, as_of=as_of)
    return RowList(Rows(found.columns, islice(found.rows, limit)))


def rdflib_dataset(store: Store) -> Dataset:
    """The store as an rdflib Dataset: facts are its default graph, each document has a graph of its own.

    Nothing is copied. It is read only, and of use as long as the store is open.
    """
    return store.rdflib_dataset()


def _html_lines(columns: Sequence[str], rows: Sequence[Row]) -> Iterator[str]:
    """Rows as an HTML table: documents can say anything, so all of it is text."""
    yield "<table><thead><tr>"
    names = (*columns, "quote") if any(row.get("evidence") for row in rows) else tuple(columns)
    yield from (f"<th>{html.escape(name)}</th>" for name in names)
    yield "</tr></thead><tbody>"
    for row in rows[:_SHOWN_ROWS]:
        first = next(iter(row.get("evidence") or ()), {"quote": ""})
        cells = [row.get(name) for name in columns] + [first["quote"]] * (len(names) - len(columns))
        yield f"<tr>{''.join(f'<td>{html.escape(_text(cell))}</td>' for cell in cells)}</tr>"
    yield "</tbody></table>"
    if len(rows) > _SHOWN_ROWS:
        yield f"<p>{_SHOWN_ROWS} of {len(rows)} rows</p>"


def _text(value: object) -> str:
    return "" if value is None else str(value)
