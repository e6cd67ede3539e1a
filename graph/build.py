"""The pipeline: documents in, claims to the store, facts derived, and the result made visible."""

from __future__ import annotations

import functools
import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import resources
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from councilgraph.graph.entities import Said
from councilgraph.graph.extractors import Extractor
from councilgraph.graph.identity.decisions import Decisions
from councilgraph.graph.log import Entry, Log
from councilgraph.graph.model import Problem
from councilgraph.graph.rdf import document_iri
from councilgraph.graph.readers import documents_in
from councilgraph.graph.reading import Reading, read
from councilgraph.graph.registers import Mapping
from councilgraph.graph.settling import Change, Settlement, claims_of, settle
from councilgraph.graph.store import Writer

BUNDLED_REGISTERS = ("councils.csv", "bodies.csv", "changes.csv", "officeholders.csv")
"""What every store holds, so that names can be resolved."""

_BATCH = 200
"""How many documents are loaded in one transaction."""

_UNDER_WAY = 64
"""How many documents are handed out to processes at a time."""

_FEW = 4
"""Up to so many documents are read in this process: starting others would take longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How documents are read. `mappings` say what the columns of registers mean.

    `read_prose` reads prose in the place of the program's own grammar, one document after another in this
    process. With `is_again` documents are read even if they are in the store, as after a change of the
    program.
    """

    workers: int = 1
    decisions: Decisions = field(default_factory=Decisions)
    mappings: tuple[Mapping, ...] = ()
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
        if not (self.read or self.replaced or self.problems):
            return [f"nothing changed: all {self.unchanged} documents are in the store already"]
        counted = [f"{self.read} documents read", f"{self.claims} claims"]
        counted += [f"{self.unchanged} unchanged"] * bool(self.unchanged)
        counted += [f"{self.replaced} replaced"] * bool(self.replaced)
        counted += [f"{len(self.problems)} problems"] * bool(self.problems)
        return [", ".join(counted), *self.settlement.in_words()]


@dataclass
class _Tally:
    """What a build has done so far."""

    read: int = 0
    replaced: int = 0
    claims: int = 0
    problems: list[Problem] = field(default_factory=list)
    is_again: bool = False
    fresh: set[str] = field(default_factory=set)
    gone: dict[str, list[Said]] = field(default_factory=dict)


def bundled_sources() -> list[Path]:
    """The documents that come with the program, beside the registers."""
    folder = Path(str(resources.files("councilgraph.data")))
    found = [folder / "inspections.csv", *sorted((folder / "documents").glob("*.md"))]
    return [path for path in found if path.exists()]


def bundled_registers() -> list[Path]:
    """The registers that are part of every store."""
    folder = Path(str(resources.files("councilgraph.data")))
    return [folder / name for name in BUNDLED_REGISTERS]


def files_of(sources: Iterable[Path]) -> list[Path]:
    """The files that files and folders name, each once. Raises DocumentError for an empty folder."""
    found: dict[Path, None] = {}
    for source in sources:
        found.update(dict.fromkeys(documents_in(source) if source.is_dir() else [source]))
    return list(found)


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
    of what it held before. When interrupted (KeyboardInterrupt) it settles what was loaded and says so.
    """
    paths = [*bundled_registers(), *files_of(sources)]
    log = Log(writer.path)
    fresh, unchanged = fresh_files(writer, paths, is_again=options.is_again)
    tally, before = _Tally(), log.documents_by_path()
    was_settled, was_interrupted = writer.ledger.is_settled, False
    try:
        with _executor(1 if options.read_prose else options.workers, len(fresh)) as executor:
            for batch in _batches(_readings(fresh, options, executor)):
                _load(writer, batch, tally, before)
                log.append(_entries(batch, now))
                for reading in batch:
                    on_read(reading)
    except KeyboardInterrupt:
        was_interrupted = True
    change = Change(frozenset(tally.fresh), tally.gone, was_settled and not tally.is_again)
    settlement = settle(writer, change, options.decisions)
    return Report(
        tally.read,
        unchanged,
        tally.replaced,
        tally.claims,
        (*tally.problems, *settlement.problems),
        settlement,
        was_interrupted,
    )


def remove(writer: Writer, sha256: str, *, now: str, decisions: Decisions = DEFAULTS.decisions) -> Settlement:
    """Take a document out, with all that only it says, and publish."""
    was_settled, said = writer.ledger.is_settled, claims_of(writer, sha256)
    _take_out(writer, sha256)
    Log(writer.path).append([Entry(now, "removed", "", sha256)])
    writer.index.remove_documents([sha256])
    return settle(writer, Change(gone={sha256: said}, is_all=was_settled), decisions)


def fresh_files(writer: Writer, paths: Iterable[Path], *, is_again: bool) -> tuple[list[Path], int]:
    """The files that a build reads, whose content is not in the store yet; and how many others there are."""
    known = set() if is_again else {iri.rsplit("/", 1)[1] for iri in writer.graphs()}
    fresh, seen, unchanged = [], set(known), 0
    for path in paths:
        sha256 = _sha256(path)
        if sha256 in seen:
            unchanged += 1
        else:
            fresh.append(path)
            seen.add(sha256)
    return fresh, unchanged


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""  # reading it will say why


@contextmanager
def _executor(workers: int, count: int) -> Iterator[Executor | None]:
    """Processes to read documents in; None where they are few, or for one worker."""
    if workers <= 1 or count <= _FEW:
        yield None
        return
    # A fork would copy the locks that RocksDB's threads hold.
    pool = ProcessPoolExecutor(min(workers, count), mp_context=get_context("spawn"))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _readings(paths: Sequence[Path], options: Options, executor: Executor | None) -> Iterator[Reading]:
    """The readings of files in the files' order; a bounded number is under way at any time."""
    read_one = functools.partial(read, mappings=options.mappings, read_prose=options.read_prose)
    if executor is None:
        yield from map(read_one, paths)
        return
    waiting: deque[Future[Reading]] = deque()
    for path in paths:
        waiting.append(executor.submit(read_one, path))
        if len(waiting) >= _UNDER_WAY:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _batches(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    iterator = iter(readings)
    while batch := list(islice(iterator, _BATCH)):
        yield batch


def _load(writer: Writer, batch: Sequence[Reading], tally: _Tally, before: dict[str, str]) -> None:
    """Put the graphs of documents into the store, and take out those that they replace."""
    read_now = {str(r.path.resolve()): r.document for r in batch if r.document}
    fresh = {document.sha256 for document in read_now.values()}
    elsewhere = {sha256 for path, sha256 in before.items() if path not in read_now}
    again = {sha256 for sha256 in fresh if any(writer.quads(graph=document_iri(sha256)))}
    replaced = sorted({before[path] for path in read_now if path in before} - elsewhere - fresh)
    writer.index.put_documents(read_now.values())
    writer.ledger.set_settled(settled=False)
    for sha256 in sorted(again):
        _take_out(writer, sha256)
    for sha256 in replaced:
        tally.gone[sha256] = claims_of(writer, sha256)
        _take_out(writer, sha256)
    writer.load(b"".join(reading.nquads for reading in batch))
    writer.index.remove_documents(replaced)
    tally.read += len(read_now)
    tally.replaced += len(replaced)
    tally.claims += sum(reading.claims for reading in batch)
    tally.problems += [problem for reading in batch for problem in reading.problems]
    tally.fresh |= fresh
    tally.is_again = tally.is_again or bool(again)


def _take_out(writer: Writer, sha256: str) -> None:
    writer.ledger.set_settled(settled=False)
    writer.apply(removed=writer.quads(graph=document_iri(sha256)), added=[])


def _entries(batch: Iterable[Reading], now: str) -> Iterator[Entry]:
    for reading in batch:
        if reading.document:
            path = str(reading.path.resolve())
            yield Entry(now, "read", path, reading.document.sha256, len(reading.problems))
