"""The pipeline: documents in, claims to the store, facts derived, and the result made visible."""

from __future__ import annotations

import functools
import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Protocol

from councilgraph.graph.cluster import Cluster
from councilgraph.graph.entities import Said
from councilgraph.graph.errors import ClusterError, UsageError
from councilgraph.graph.extractors import Extractor
from councilgraph.graph.identity.decisions import Decisions
from councilgraph.graph.log import Entry, Log
from councilgraph.graph.model import Document, Problem
from councilgraph.graph.rdf import document_iri
from councilgraph.graph.readers import TABLES
from councilgraph.graph.reading import Reading, read
from councilgraph.graph.registers import Mapping as ColumnMapping
from councilgraph.graph.settling import Change, Settlement, claims_of, settle
from councilgraph.graph.sources import bundled_registers, files_of
from councilgraph.graph.store import Writer
from councilgraph.graph.workers import Limits, Read, Workers

_BATCH = 200
"""How many documents are loaded in one transaction."""

_FEW = 4
"""Up to so many documents are read in this process: starting others would take longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How documents are read. `mappings` say what the columns of registers mean, which are
    then read even if they are in the store.

    `workers` is a number of processes, or the address of a Dask cluster's scheduler ("tcp://HOST:PORT").
    With `limits` each document is read in a worker process and may not go beyond them; without, few documents
    are read in this process. `read_prose` reads prose in the place of the program's own grammar, one document
    after another in this process. With `is_again` documents are read even if they are in the store, as after
    a change of the program.
    """

    workers: int | str = 1
    limits: Limits | None = None
    decisions: Decisions = field(default_factory=Decisions)
    mappings: tuple[ColumnMapping, ...] = ()
    read_prose: Extractor | None = None
    is_again: bool = False


DEFAULTS = Options()


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. `read`, `unchanged` and `replaced` count documents."""

    read: int
    unchanged: int
    replaced: int
    claims: int
    problems: tuple[Problem, ...]
    settlement: Settlement
    was_interrupted: bool = False

    def in_words(self) -> list[str]:
        """The report as lines to read."""
        if not (self.read or self.replaced or self.problems or self.settlement.came or self.settlement.went):
            return [f"nothing changed: all {self.unchanged} documents are in the store already"]
        counted = [f"{_count(self.read, 'document')} read", _count(self.claims, "claim")]
        counted += [f"{self.unchanged} unchanged"] * bool(self.unchanged)
        counted += [f"{self.replaced} replaced"] * bool(self.replaced)
        counted += [_count(len(self.problems), "problem")] * bool(self.problems)
        return [", ".join(counted), *self.settlement.in_words()]


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


Held = tuple[str, ...]
"""The documents that a file ever held, by hash, the last one last."""


@dataclass
class _Tally:
    """What a build has done so far; `is_whole` tells whether that is all that it did."""

    read: int = 0
    replaced: int = 0
    claims: int = 0
    problems: list[Problem] = field(default_factory=list)
    is_again: bool = False
    is_whole: bool = True
    fresh: set[str] = field(default_factory=set)
    gone: dict[str, list[Said]] = field(default_factory=dict)


def build(
    writer: Writer,
    sources: Sequence[Path],
    *,
    now: str,
    options: Options = DEFAULTS,
    on_read: Callable[[Reading], None] = lambda reading: None,
) -> Report:
    """Read documents into the store, derive the facts anew where they are touched, and publish.

    A document that is in the store already is left alone; a file whose content changed takes the place
    of what it held before. When interrupted (KeyboardInterrupt) it settles what was loaded and says so; so it
    does when a cluster is lost (ClusterError). Raises UsageError where a cluster can't be used at all.
    """
    paths = [*bundled_registers(), *files_of(sources)]
    log = Log(writer.path)
    fresh, unchanged = fresh_files(writer, paths, is_again=options.is_again, is_mapped=bool(options.mappings))
    tally, held = _Tally(), log.documents_by_path()
    was_settled = writer.ledger.is_settled
    stopped: KeyboardInterrupt | ClusterError | None = None
    try:
        with _executor(options, len(fresh)) as executor:
            for batch in _batches(_readings(fresh, options, executor)):
                # Before anything is in the store: what a file held before is known after a crash, too.
                log.append(_entries(batch, now))
                _load(writer, batch, tally, held)
                for reading in batch:
                    on_read(reading)
    except (KeyboardInterrupt, ClusterError) as error:
        stopped = error
    change = Change(frozenset(tally.fresh), tally.gone, was_settled and tally.is_whole and not tally.is_again)
    settlement = settle(writer, change, options.decisions)
    if isinstance(stopped, ClusterError):
        raise stopped
    return Report(
        tally.read,
        unchanged,
        tally.replaced,
        tally.claims,
        (*tally.problems, *settlement.problems),
        settlement,
        was_interrupted=stopped is not None,
    )


def remove(writer: Writer, sha256: str, *, now: str, decisions: Decisions = DEFAULTS.decisions) -> Settlement:
    """Take a document out, with all that only it says, and publish.

    It can still be named until all is done: where this is cut off, the same call again ends it.
    """
    was_settled, said = writer.ledger.is_settled, claims_of(writer, sha256)
    _take_out(writer, sha256)
    Log(writer.path).append([Entry(now, "removed", "", sha256)])
    settlement = settle(writer, Change(gone={sha256: said}, is_all=was_settled), decisions)
    writer.index.remove_documents([sha256])
    return settlement


def fresh_files(
    writer: Writer, paths: Iterable[Path], *, is_again: bool = False, is_mapped: bool = False
) -> tuple[list[Path], int]:
    """The files that a build reads, and how many others there are, whose content is in the store already.

    If `is_again` those are read too; if `is_mapped` the registers among them, but not those that come along.
    """
    known, own = {iri.rsplit("/", 1)[1] for iri in writer.graphs()}, frozenset(bundled_registers())
    fresh, seen, unchanged = [], set(), 0
    for path in paths:
        sha256 = _sha256(path)
        is_anew = is_again or (is_mapped and path.suffix.lower() in TABLES and path not in own)
        if sha256 in seen or (sha256 in known and not is_anew):
            unchanged += 1
        else:
            fresh.append(path)
            seen.update({sha256} - {""})
    return fresh, unchanged


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""  # reading it will say why


class _Pending(Protocol):
    """A reading to come."""

    def result(self) -> Reading: ...


class _Executor(Protocol):
    """What reads documents elsewhere, so many at a time."""

    under_way: int

    def submit(self, read_one: Read, path: Path, /) -> _Pending: ...


@contextmanager
def _executor(options: Options, count: int) -> Iterator[_Executor | None]:
    """What reads documents elsewhere; None where this process reads them."""
    workers, limits = options.workers, options.limits or Limits()
    if options.read_prose and isinstance(workers, str):
        raise UsageError("a cluster asks no language model", hint="give a number of workers, or no model")
    is_quick = options.limits is None and isinstance(workers, int) and (workers <= 1 or count <= _FEW)
    if options.read_prose or is_quick or not count:
        yield None
        return
    opened = Cluster(workers, limits) if isinstance(workers, str) else Workers(min(workers, count), limits)
    with closing(opened) as executor:
        yield executor


def _readings(paths: Sequence[Path], options: Options, executor: _Executor | None) -> Iterator[Reading]:
    """The readings of files in the files' order; a bounded number is under way at any time."""
    read_one = functools.partial(read, mappings=options.mappings, read_prose=options.read_prose)
    if executor is None:
        yield from map(read_one, paths)
        return
    waiting: deque[_Pending] = deque()
    for path in paths:
        waiting.append(executor.submit(read_one, path))
        if len(waiting) >= executor.under_way:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _batches(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    iterator = iter(readings)
    while batch := list(islice(iterator, _BATCH)):
        yield batch


def _load(writer: Writer, batch: Sequence[Reading], tally: _Tally, held: Mapping[str, Held]) -> None:
    """Put the graphs of documents into the store, and take out those that they replace.

    Each step is on the disk before the next: none can be there without those before it.
    """
    read_now = {str(r.path.resolve()): r.document for r in batch if r.document}
    fresh = {document.sha256 for document in read_now.values()}
    again = {sha256 for sha256 in fresh if _is_there(writer, sha256)}
    replaced = _replaced(writer, read_now, held)
    tally.is_whole = False
    writer.ledger.set_settled(settled=False)
    writer.index.put_documents(read_now.values())
    for sha256 in replaced:
        tally.gone[sha256] = claims_of(writer, sha256)
    for sha256 in sorted({*again, *replaced}):
        _take_out(writer, sha256)
    writer.load(b"".join(reading.nquads for reading in batch))
    writer.flush()
    writer.index.remove_documents(replaced)
    tally.read += len(read_now)
    tally.replaced += len(replaced)
    tally.claims += sum(reading.claims for reading in batch)
    tally.problems += [problem for reading in batch for problem in reading.problems]
    tally.fresh |= fresh
    tally.is_again = tally.is_again or bool(again)
    tally.is_whole = True


def _replaced(writer: Writer, read_now: Mapping[str, Document], held: Mapping[str, Held]) -> list[str]:
    """The documents in the store that files held which hold others now, and that no other file holds."""
    fresh = {document.sha256 for document in read_now.values()}
    earlier = {sha256 for path in read_now for sha256 in held.get(path, ())} - fresh
    found = {sha256 for sha256 in earlier if _is_there(writer, sha256)}
    if found:
        found -= {documents[-1] for path, documents in held.items() if path not in read_now}
    return sorted(found)


def _is_there(writer: Writer, sha256: str) -> bool:
    return any(writer.quads(graph=document_iri(sha256)))


def _take_out(writer: Writer, sha256: str) -> None:
    writer.ledger.set_settled(settled=False)
    writer.remove_graph(document_iri(sha256))
    writer.flush()


def _entries(batch: Iterable[Reading], now: str) -> Iterator[Entry]:
    for reading in batch:
        if reading.document:
            path = str(reading.path.resolve())
            yield Entry(now, "read", path, reading.document.sha256, len(reading.problems))
