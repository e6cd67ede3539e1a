"""The store: an Oxigraph dataset on disk, written by one process and read by many.

    STORE/
      format          the version of this layout
      working/        what the writer changes
      revisions/N/    what readers open: a snapshot of hard links, never changed once it is there
      current         the number of the newest revision
    index.sqlite    names, and the documents' words (see `index`)
    ledger.sqlite   what deriving facts has to know again (see `ledger`)
    log.jsonl       what was read when (see `log`)

A writer holds RocksDB's own lock on `working/`. `publish` makes what was written visible at once, so
a reader sees whole builds only, and goes on seeing its own revision while the next one is written.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

import pyoxigraph as ox

from councilgraph.graph.aside import Texts
from councilgraph.graph.engine import Answer, Engine, Foresighted, Term
from councilgraph.graph.errors import StoreError, UsageError
from councilgraph.graph.index import Index, open_index
from councilgraph.graph.ledger import Ledger, open_ledger

if TYPE_CHECKING:
    from rdflib import Dataset

FORMAT = "1"
"""The layout that this version writes; another one is refused."""

KEPT_REVISIONS = 2
"""How many revisions stay on disk: the current one, and the one that readers may still have open."""

_PORTION = 5000
"""How many things are replaced at a time."""

Item = TypeVar("Item")
DEFAULT_GRAPH = ox.DefaultGraph()


class Store:
    """A dataset with its index and its ledger, to read.

    `path` is None for one in memory, `revision` for one that is no published revision. `notes` says what a
    reader should know of how answers came about.
    """

    def __init__(
        self,
        dataset: Engine,
        index: Index,
        ledger: Ledger,
        *,
        path: Path | None = None,
        revision: int | None = None,
    ) -> None:
        self.dataset = dataset
        self.index = index
        self.ledger = ledger
        self.path = path
        self.revision = revision
        self.notes: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        self.index.close()
        self.ledger.close()
        del self.dataset

    def quads(
        self,
        subject: str | None = None,
        predicate: str | None = None,
        value: str | Term | None = None,
        *,
        graph: str | ox.DefaultGraph | None = DEFAULT_GRAPH,
    ) -> Iterator[ox.Quad]:
        """The quads that fit, lazily; IRIs as text, `graph` None for any graph."""
        return self.dataset.quads_for_pattern(
            ox.NamedNode(subject) if subject else None,
            ox.NamedNode(predicate) if predicate else None,
            ox.NamedNode(value) if isinstance(value, str) else value,
            ox.NamedNode(graph) if isinstance(graph, str) else graph,
        )

    def values(self, subject: str, predicate: str) -> Iterator[str]:
        """The values (IRIs or words) of a property in the default graph."""
        for quad in self.quads(subject, predicate):
            if not isinstance(quad.object, ox.Triple):
                yield quad.object.value

    def value(self, subject: str, predicate: str) -> str | None:
        """The only or least value of a property in the default graph."""
        return min(self.values(subject, predicate), default=None)

    def expect(self, subjects: Iterable[str]) -> None:
        """Say what facts and entities will be looked up next: a service is asked for many of them at once."""
        if isinstance(self.dataset, Foresighted):
            self.dataset.expect(subjects)

    def query(self, sparql: str) -> Answer:
        """The result of a SPARQL query as it stands; see `sparql.run` for a user's query."""
        return self.dataset.query(sparql)

    def graphs(self) -> Iterator[str]:
        """The IRIs of all named graphs."""
        for name in self.dataset.named_graphs():
            yield name.value

    def rdflib_dataset(self) -> Dataset:
        """The same data as an rdflib Dataset, for whatever is written against rdflib.

        Raises UsageError for the data of a service: rdflib has its own way there, SPARQLStore.
        """
        if not isinstance(self.dataset, ox.Store):
            raise UsageError("rdflib sees stores on this machine only", hint="use rdflib's SPARQLStore")
        # rdflib takes a third of a second to import, which no other command should pay for.
        from oxrdflib import OxigraphStore
        from rdflib import Dataset

        return Dataset(store=OxigraphStore(store=self.dataset))


class Writer(Store):
    """A store to change. Nothing that is written is seen by readers until `publish`."""

    dataset: ox.Store

    def load(self, nquads: bytes) -> None:
        """Add the quads of N-Quads text: all of them, or none if it fails."""
        self.dataset.bulk_load(nquads, ox.RdfFormat.N_QUADS)

    def remove_graph(self, graph: str) -> None:
        """Take a document's graph out, in one transaction."""
        self.dataset.remove_graph(ox.NamedNode(graph))

    def flush(self) -> None:
        """See to it that what was written is on the disk: until then a power cut may take it back."""
        self.dataset.flush()

    def apply(self, *, removed: Iterable[ox.Quad], added: Iterable[ox.Quad]) -> None:
        """Take quads out and put others in, in one transaction."""
        gone, come = list(removed), list(added)
        if not gone:
            self.dataset.extend(come)
            return
        steps = [f"{verb} DATA {{ {_block(quads)} }}" for verb, quads in (("DELETE", gone), ("INSERT", come))]
        self.dataset.update(" ; ".join(steps))

    def replace_facts(self, described: Iterable[Iterable[ox.Quad]]) -> None:
        """Make the default graph hold what is described and nothing else; each subject in one item only.

        A portion at a time, and so not in one transaction: as quads, all facts would take more memory than
        everything else. What is there already is not written again.
        """
        if next(self.quads(), None) is None:
            for portion in _portions(described):
                self.dataset.bulk_extend({quad for quads in portion for quad in quads})
            return
        with Texts() as known:
            for portion in _portions(described):
                fresh = {quad for quads in portion for quad in quads}
                subjects = {quad.subject for quad in fresh}
                there = {quad for subject in subjects for quad in self._described(subject)}
                self.apply(removed=there - fresh, added=fresh - there)
                known.add(map(str, subjects))
            for stale in _portions(quad for quad in self.quads() if str(quad.subject) not in known):
                self.apply(removed=stale, added=())

    def compact(self) -> None:
        """Bring together on disk what was loaded piece by piece. It goes through the whole store.

        At ten million quads it takes a sixth of the time of loading them, and queries are 4 to 6 times
        quicker afterwards.
        """
        if self.path is not None:
            self.dataset.optimize()

    def _described(self, subject: ox.NamedNode | ox.BlankNode | ox.Triple) -> Iterator[ox.Quad]:
        return self.dataset.quads_for_pattern(subject, None, None, DEFAULT_GRAPH)

    def publish(self) -> None:
        """Make the present state a revision that readers see, and drop old ones."""
        self.dataset.flush()
        if self.path is None:
            return
        number = (current_revision(self.path) or 0) + 1
        revisions = self.path / "revisions"
        revisions.mkdir(exist_ok=True)
        fresh = revisions / f"{number}.new"
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(revisions / str(number), ignore_errors=True)
        self.dataset.backup(str(fresh))
        fresh.rename(revisions / str(number))
        _sync_folder(revisions)
        _write_whole(self.path / "current", str(number))
        for old in revisions.iterdir():
            if not old.name.isdigit() or int(old.name) <= number - KEPT_REVISIONS:
                shutil.rmtree(old, ignore_errors=True)


def memory_store() -> Writer:
    """An empty store that lives in memory only."""
    return Writer(ox.Store(), open_index(None), open_ledger(None))


def current_revision(path: Path) -> int | None:
    """The number of the newest published revision of the store at `path`, None where there is none."""
    try:
        return int((path / "current").read_text("ascii"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise StoreError(f"{path}: damaged store ('current' is not a number)", hint=_REBUILD) from error


def kept_revisions(path: Path) -> tuple[int, ...]:
    """The numbers of the revisions that are on disk, the newest first."""
    newest = current_revision(path) or 0
    return tuple(range(newest, max(newest - KEPT_REVISIONS, 0), -1))


def open_store(path: Path) -> Store:
    """The newest published revision of the store at `path`, for reading.

    Raises StoreError where there is no store, or one that is damaged or of another version.
    """
    _check_format(path)
    revision = current_revision(path)
    if revision is None:
        raise StoreError(f"{path}: nothing has been built here yet", hint=_BUILD)
    folder = path / "revisions" / str(revision)
    try:
        dataset = ox.Store.read_only(str(folder))
        return Store(dataset, open_index(path), open_ledger(path), path=path, revision=revision)
    except (OSError, RuntimeError) as error:  # the engine says either of damage
        raise StoreError(f"{path}: damaged store ({_reason(error)})", hint=_REBUILD) from error


def open_writer(path: Path) -> Writer:
    """The store at `path` for writing, made if it is not there.

    Raises StoreError where another process writes it, or where it is damaged or of another version,
    or when `path` is a folder with other things in it.
    """
    if not path.exists() or (path.is_dir() and _is_free(path)):
        _create(path)
    _check_format(path)
    try:
        return Writer(
            ox.Store(str(path / "working")), open_index(path, is_writer=True), open_ledger(path), path=path
        )
    except (OSError, RuntimeError) as error:
        if "lock" in str(error).lower():
            raise StoreError(
                f"{path}: another process is writing this store",
                hint="wait until it ends, or use --store",
            ) from error
        raise StoreError(f"{path}: damaged store ({_reason(error)})", hint=_REBUILD) from error


_BUILD = "make one with: councilgraph build FOLDER"
_OTHER = "name another folder with --store"
_REBUILD = "remove the folder and build it again from the documents"


def _portions(items: Iterable[Item]) -> Iterator[list[Item]]:
    iterator = iter(items)
    while portion := list(islice(iterator, _PORTION)):
        yield portion


def _block(quads: Iterable[ox.Quad]) -> str:
    """Quads as the inside of a DATA block: SPARQL takes terms as N-Triples writes them."""
    return " ".join(
        f"{quad.subject} {quad.predicate} {quad.object} ."
        if isinstance(quad.graph_name, ox.DefaultGraph)
        else f"GRAPH {quad.graph_name} {{ {quad.subject} {quad.predicate} {quad.object} }}"
        for quad in quads
    )


def _is_free(path: Path) -> bool:
    """Whether a folder is empty, or holds no more than what a creation left that was cut off."""
    return all(each.name == "format.new" for each in path.iterdir())


def _create(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
        _write_whole(path / "format", FORMAT)
    except OSError as error:
        raise StoreError(
            f"{path}: cannot make a store here ({_reason(error)})", hint="use --store DIR"
        ) from error


def _check_format(path: Path) -> None:
    try:
        found = (path / "format").read_text("ascii").strip()
    except FileNotFoundError:
        if path.exists():
            raise StoreError(
                f"{path}: not a councilgraph store", hint="use --store DIR for another one"
            ) from None
        raise StoreError(f"{path}: no such store", hint=_BUILD) from None
    except (OSError, ValueError) as error:
        raise StoreError(f"{path}: not a store that can be read ({_reason(error)})", hint=_REBUILD) from error
    if found != FORMAT:
        raise StoreError(
            f"{path}: a store of format {found[:20]!r}, and this version reads {FORMAT!r}",
            hint="use the version of councilgraph that made it, or build it again from the documents",
        )


def _write_whole(path: Path, text: str) -> None:
    """Write a small file so that it is there whole or not at all."""
    fresh = path.with_name(path.name + ".new")
    with fresh.open("w", encoding="ascii") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(path)
    _sync_folder(path.parent)


def _sync_folder(path: Path) -> None:
    """See to it that what was renamed in a folder is so on the disk."""
    if os.name != "posix":  # elsewhere folders can't be opened
        return
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _reason(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:200]
