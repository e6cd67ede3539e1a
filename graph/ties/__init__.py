"""All ties of a large store as arrays beside it: what links and paths go through.

They are written from a revision's columns (see `columns`), by the ontology's rules on what is drawn as a
line, into `STORE/columns/N.ties`. They can be made anew at any time; where there are none, ties are looked up
in the store.
"""

from __future__ import annotations

import weakref
from pathlib import Path

from councilgraph.graph import columns
from councilgraph.graph.store import Store, open_store
from councilgraph.graph.ties.arrays import Arrays, open_arrays

_opened: weakref.WeakKeyDictionary[Store, Arrays | None] = weakref.WeakKeyDictionary()


def arrays_of(store: Store) -> Arrays | None:
    """The arrays of the revision that the store has open, None where there are none."""
    if store not in _opened:
        is_published = store.path is not None and store.revision is not None
        _opened[store] = open_arrays(_folder(store.path, store.revision)) if is_published else None
    return _opened[store]


def renew(path: Path) -> None:
    """Write the columns and the arrays of the newest revision of the store at `path`."""
    with open_store(path) as store:
        columns.renew(store)
        projection = columns.projection_in(path, store.revision, is_to_write=True)
        if projection is not None:
            # DuckDB takes a quarter of a second to load, which only those need to spend who write.
            from councilgraph.graph.ties.writing import write_arrays

            write_arrays(projection, _folder(path, store.revision))
            projection.close()


def _folder(path: Path | None, revision: int | None) -> Path:
    return Path(path or "") / "columns" / f"{revision}.ties"
