"""Facts in columns beside a large store, and wide questions answered from them.

A projection is a file for each revision, `STORE/columns/N.duckdb`, with the facts and not the claims. It can
be made anew from the store at any time; where there is none, the store answers everything. A query
is answered from it if all that the query has is understood for certain, and if it is about more than a
thing that it names: looking one thing up is quicker in the store.
"""

from __future__ import annotations

import shutil
import weakref
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from councilgraph.graph.store import Store, kept_revisions
from councilgraph.graph.vocab import BASE

if TYPE_CHECKING:
    from councilgraph.graph.columns.projection import Projection

LARGE = 500_000
"""From how many facts on a store has columns: below that, answers come sooner than DuckDB is loaded."""

Term = ox.NamedNode | ox.BlankNode | ox.Literal

_opened: weakref.WeakKeyDictionary[Store, Projection | None] = weakref.WeakKeyDictionary()


def answer(store: Store, sparql: str) -> tuple[tuple[str, ...], Iterator[tuple[Term | None, ...]]] | None:
    """The columns and rows of a wide query; None for one that the store has to answer itself."""
    if BASE in sparql:
        return None
    projection = projection_of(store)
    if projection is None:
        return None
    from councilgraph.graph.columns.answering import solutions

    return solutions(projection, sparql)


def projection_of(store: Store) -> Projection | None:
    """The open projection of the revision that the store has open, None where there is none."""
    if store not in _opened:
        is_published = store.path is not None and store.revision is not None
        _opened[store] = projection_in(store.path, store.revision) if is_published else None
    return _opened[store]


def projection_in(path: Path | None, revision: int | None, *, is_to_write: bool = False) -> Projection | None:
    """The projection of a revision of the store at `path`, open for reading; None where there is none.

    `is_to_write` keeps to the memory of those who write from it.
    """
    file = _file(Path(path or ""), revision or 0)
    if not file.exists():
        return None
    # DuckDB takes a quarter of a second to load, which small stores need not spend.
    from councilgraph.graph.columns.projection import open_projection

    return open_projection(file, is_to_write=is_to_write)


def is_large(store: Store) -> bool:
    """Whether a store has so many facts that it is worth having columns."""
    return next(islice(store.quads(), LARGE - 1, None), None) is not None


def renew(store: Store) -> None:
    """Write the projection of the revision that a store has open."""
    if store.path is None or store.revision is None or not isinstance(store.dataset, ox.Store):
        return
    from councilgraph.graph.columns.writing import write_projection

    folder = store.path / "columns"
    folder.mkdir(exist_ok=True)
    write_projection(store.dataset, _file(store.path, store.revision))


def drop_old(path: Path) -> None:
    """Remove what lies here of revisions that are gone, and what a build left that was cut off."""
    kept = tuple(f"{number}." for number in kept_revisions(path))
    for each in (path / "columns").glob("*"):
        if each.name.endswith(".new") or not each.name.startswith(kept):
            shutil.rmtree(each) if each.is_dir() else each.unlink()


def _file(path: Path, revision: int) -> Path:
    return path / "columns" / f"{revision}.duckdb"
