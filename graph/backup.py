"""A store as one file, and back: the newest revision with all that lies beside it, also while a build runs.

The file is a tar archive. Its last member, `manifest.json`, has the sha256 of every other one:

    format  revision/...  index.sqlite  ledger.sqlite  log.jsonl  decisions  manifest.json

Columns and ties are left out: they are made anew.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import sqlite3
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from councilgraph.graph import ties
from councilgraph.graph.errors import StoreError, UsageError
from councilgraph.graph.formats.export import replaced
from councilgraph.graph.identity.decisions import decision_file
from councilgraph.graph.store import FORMAT, Store, current_revision, open_store, open_writer

_MANIFEST = "manifest.json"
_REVISION = "revision/"
_BESIDE = ("index.sqlite", "ledger.sqlite", "log.jsonl")
_DECISIONS = "decisions"
_TRIES = 40
_WAIT_S = 0.5
_CHUNK = 1 << 20
_DAMAGED = "take another backup: this one was changed, or was not written to its end"


@dataclass(frozen=True, slots=True)
class Saved:
    """What a backup holds."""

    revision: int
    documents: int

    def in_words(self) -> str:
        """It as a line to read."""
        return f"revision {self.revision}, {self.documents} documents"


class _ChangedError(Exception):
    """A build published, or was replacing documents, while the store was copied."""


def back_up(path: Path, file: Path, *, decisions: Path | None = None) -> Saved:
    """Write the newest revision of the store at `path` to a file, whole or not at all.

    Readers and a build may go on. Raises StoreError where there is no store, or where a build replaces
    documents for longer than half a minute; OutputError where the file can't be written.
    """
    for _ in range(_TRIES):
        with tempfile.TemporaryDirectory(prefix="councilgraph-") as name:
            try:
                saved, members = _copied(path, Path(name))
            except (_ChangedError, FileNotFoundError):
                time.sleep(_WAIT_S)
                continue
            with replaced(file) as stream:
                _write(stream, [*members, *_decided(decisions or decision_file(path))])
            return saved
    raise StoreError(f"{path}: a build is replacing documents just now", hint="try again when it has ended")


def restore(file: Path, path: Path, *, decisions: Path | None = None) -> Saved:
    """Make a store at `path`, where there is none, of a backup.

    Raises UsageError where something is there already, StoreError for a file that is no backup, is damaged or
    was made by another version; then nothing is left behind.
    """
    decided = decisions or decision_file(path)
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise UsageError(f"{path}: there is something already", hint="name another folder with --store")
    fresh = path.with_name(f"{path.name}.restoring")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        _extract(file, fresh)
        saved = _publish(fresh)
        _put_back(fresh / _DECISIONS, decided)
        shutil.rmtree(path, ignore_errors=True)
        fresh.rename(path)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    ties.renew(path)
    return saved


Member = tuple[str, Path]
"""The name of a file in the archive, and where it is now."""


def _copied(path: Path, folder: Path) -> tuple[Saved, list[Member]]:
    """The files of one revision, those that a build changes as copies in `folder`."""
    with open_store(path) as store:
        revision = store.revision or 0
        for name in _BESIDE[:2]:
            _copy_database(path / name, folder / name)
        shutil.copyfile(path / "log.jsonl", folder / "log.jsonl")
        texts = _hashes(folder / "index.sqlite")
        documents = _documents(store)
        if not documents <= texts:
            raise _ChangedError
    inside = path / "revisions" / str(revision)
    for each in sorted(inside.iterdir()):
        if each.name != "LOCK":
            shutil.copyfile(each, folder / f"revision-{each.name}")
    if current_revision(path) != revision:
        raise _ChangedError
    kept = [(_REVISION + each.name.removeprefix("revision-"), each) for each in folder.glob("revision-*")]
    beside = [(name, folder / name) for name in _BESIDE]
    return Saved(revision, len(documents)), [("format", path / "format"), *sorted(kept), *beside]


def _copy_database(source: Path, target: Path) -> None:
    """A copy of a SQLite file as it is between two transactions."""
    with closing(sqlite3.connect(source, timeout=30)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


def _hashes(index: Path) -> set[str]:
    with closing(sqlite3.connect(index)) as opened:
        return {row[0] for row in opened.execute("SELECT sha256 FROM documents")}


def _documents(store: Store) -> set[str]:
    return {graph.rsplit("/", 1)[-1] for graph in store.graphs()}


def _decided(file: Path) -> Iterator[Member]:
    if file.exists():
        yield _DECISIONS, file


def _write(stream: IO[bytes], members: list[Member]) -> None:
    """The archive: the same bytes for the same files, whenever it is made."""
    sums = {}
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, path in members:
            content = path.open("rb")
            with content:
                sums[name] = hashlib.file_digest(content, "sha256").hexdigest()
                content.seek(0)
                archive.addfile(_info(name, path.stat().st_size), content)
        manifest = json.dumps({"format": FORMAT, "files": sums}, indent=1, sort_keys=True).encode()
        archive.addfile(_info(_MANIFEST, len(manifest)), io.BytesIO(manifest))


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size = size
    return info


def _extract(file: Path, folder: Path) -> None:
    """The files of an archive in a folder, held against its manifest. Raises StoreError."""
    (folder / "revision").mkdir(parents=True)
    sums: dict[str, str] = {}
    try:
        with _opened(file) as archive:
            for member in archive:
                content = archive.extractfile(member) if member.isreg() else None
                if content is None or not _is_ours(member.name):
                    raise StoreError(f"{file}: no backup of a store ({member.name[:80]})", hint=_DAMAGED)
                sums[member.name] = _copy(content, folder / member.name)
        manifest = json.loads((folder / _MANIFEST).read_text("utf-8"))
    except (tarfile.TarError, EOFError, ValueError, FileNotFoundError) as error:
        raise StoreError(f"{file}: no backup that can be read ({error})", hint=_DAMAGED) from error
    if manifest.get("format") != FORMAT:
        raise StoreError(f"{file}: a backup of another version", hint="use the version that made it")
    del sums[_MANIFEST]
    if manifest.get("files") != sums:
        raise StoreError(f"{file}: damaged, or not whole", hint=_DAMAGED)


@contextmanager
def _opened(file: Path) -> Iterator[tarfile.TarFile]:
    try:
        stream = file.open("rb")
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror})", hint="check the path") from error
    with stream, tarfile.open(fileobj=stream, mode="r:") as archive:
        yield archive


def _is_ours(name: str) -> bool:
    """Whether a member may be in a backup: nothing may lead out of the folder."""
    inside = name.removeprefix(_REVISION)
    plain = "/" not in inside and "\\" not in inside and inside not in ("", ".", "..")
    return plain and (inside != name or name in ("format", *_BESIDE, _DECISIONS, _MANIFEST))


def _copy(content: IO[bytes], path: Path) -> str:
    """Write what comes to a file, and give its sha256."""
    digest = hashlib.sha256()
    with path.open("wb") as target:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
            target.write(chunk)
    return digest.hexdigest()


def _publish(folder: Path) -> Saved:
    """Make a store of the files of an archive: what is left of a build that had not ended is taken out."""
    (folder / "revision").rename(folder / "working")
    (folder / _MANIFEST).unlink()
    with open_writer(folder) as writer:
        documents = _documents(writer)
        writer.index.keep_documents(sorted(documents))
        writer.publish()
    return Saved(1, len(documents))


def _put_back(kept: Path, file: Path) -> None:
    """The decisions beside the store, unless others are there. Raises UsageError."""
    if not kept.exists():
        return
    if file.exists() and file.read_bytes() != kept.read_bytes():
        raise UsageError(
            f"{file}: other decisions are there already", hint="move them, or name a file with --decisions"
        )
    shutil.move(kept, file)
