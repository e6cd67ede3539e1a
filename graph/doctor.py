"""What is installed, what is missing, what a store holds, and whether its parts are in step."""

from __future__ import annotations

import platform
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Literal

from councilgraph.graph.errors import CouncilgraphError
from councilgraph.graph.formats.export import NAMES
from councilgraph.graph.log import Log
from councilgraph.graph.model import EXCHANGED_TYPES
from councilgraph.graph.plugins import GROUPS, Plugin, plugins
from councilgraph.graph.questions import bundled_questions, plugged_question
from councilgraph.graph.rdf.fields import class_of
from councilgraph.graph.readers import SUPPORTED_SUFFIXES
from councilgraph.graph.registers import plugged_mapping
from councilgraph.graph.rows import Rows
from councilgraph.graph.store import Store, current_revision, open_store
from councilgraph.graph.vocab import COUNCIL_KINDS, FOAF, ORG, RDF

State = Literal["ok", "missing", "unused", "wrong"]

_PROGRAM = "councilgraph"
_FRAMES = ("pandas", "polars")
_REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9][\w.-]*)[^;]*(?:;.*extra == ['\"](?P<extra>[\w-]+)['\"])?")
_AGAIN = "bring it up to date with the same build again; else build it anew"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. Only `wrong` is a fault; what is `missing` can be had if it is wanted."""

    part: str
    what: str
    state: State
    found: str = ""
    hint: str = ""


def examine(path: Path) -> list[Finding]:
    """The state of the program, of what other packages bring, and of the store at `path`."""
    return [*_program(), *_packages(), *_plugins(), *_store(path)]


def rows(found: Iterable[Finding]) -> Rows:
    """Findings as rows."""
    return Rows(("part", "what", "state", "found", "hint"), map(asdict, found))


def summary(found: Iterable[Finding]) -> str:
    """How many faults there are, in words."""
    count = sum(each.state == "wrong" for each in found)
    return f"{count} {'thing is' if count == 1 else 'things are'} wrong" if count else "nothing is wrong"


def _program() -> Iterator[Finding]:
    own = _version(_PROGRAM)
    hint = "" if own else "install it with pip: what it needs can't be told otherwise"
    yield Finding("program", _PROGRAM, "ok" if own else "wrong", own or "not installed as a package", hint)
    yield Finding("program", "Python", "ok", platform.python_version())
    try:
        with sqlite3.connect(":memory:") as database:
            database.execute("CREATE VIRTUAL TABLE words USING fts5(body)")
        yield Finding("program", "SQLite", "ok", sqlite3.sqlite_version)
    except sqlite3.Error as error:
        hint = "use a Python whose SQLite has FTS5: names are found with it"
        yield Finding("program", "SQLite", "wrong", f"{sqlite3.sqlite_version}, {error}", hint)


def _packages() -> Iterator[Finding]:
    """What the program needs, and what it can do more with."""
    extras: dict[str, list[str]] = {}
    needed = requires(_PROGRAM) if _version(_PROGRAM) else None
    for requirement in sorted(needed or (), key=str.lower):
        parts = _REQUIREMENT.match(requirement)
        if parts and not parts["extra"] and ";" in requirement:
            continue  # needed on some systems only, and which these are is for pip to tell
        if parts and not parts["extra"]:
            found = _version(parts["name"])
            state: State = "ok" if found else "wrong"
            hint = "" if found else f"pip install --force-reinstall {_PROGRAM}"
            yield Finding("packages", parts["name"], state, found, hint)
        elif parts and parts["extra"] != "dev":
            extras.setdefault(parts["extra"], []).append(parts["name"])
    for extra, names in sorted(extras.items()):
        yield _more(extra, names, f"in the folder of the program: pip install '.[{extra}]'")
    for name in _FRAMES:
        yield _more(name, [name], f"pip install {name}")


def _more(what: str, names: list[str], hint: str) -> Finding:
    versions = {name: _version(name) for name in names}
    if all(versions.values()):
        return Finding("extras", what, "ok", ", ".join(f"{name} {found}" for name, found in versions.items()))
    lacking = [name for name, found in versions.items() if not found]
    return Finding("extras", what, "missing", f"without {', '.join(lacking)}", hint)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _plugins() -> Iterator[Finding]:
    for group in GROUPS:
        for each in plugins(group):
            whose = f"{each.package} {each.version}"
            if _is_taken(each):
                hint = "the program has its own of that name, which goes first"
                yield Finding(group, each.name, "unused", whose, hint)
                continue
            try:
                _try(each)
                yield Finding(group, each.name, "ok", whose)
            except CouncilgraphError as error:
                yield Finding(group, each.name, "wrong", error.message, error.hint)


def _is_taken(plugin: Plugin) -> bool:
    taken: dict[str, Iterable[str]] = {
        "readers": [suffix.removeprefix(".") for suffix in SUPPORTED_SUFFIXES],
        "exports": NAMES,
        "questions": [each.name for each in bundled_questions()],
    }
    return plugin.name in taken.get(plugin.group, ())


def _try(plugin: Plugin) -> None:
    """Raise PluginError where a plug-in cannot be what its group says."""
    if plugin.group == "questions":
        plugged_question(plugin)
    elif plugin.group == "registers":
        plugged_mapping(plugin)
    elif not callable(plugin.load()):
        raise plugin.broken("is nothing that can be called")


def _store(path: Path) -> Iterator[Finding]:
    """What a store holds. One that is not there is no fault: there may be none yet."""
    if not path.exists():
        hint = f"make one: councilgraph build FOLDER --store {path}"
        yield Finding("store", str(path), "missing", "no store", hint)
        return
    try:
        with open_store(path) as store:
            yield from _contents(store, path)
            yield from _in_step(store)
    except CouncilgraphError as error:
        yield Finding("store", str(path), "wrong", error.message, error.hint)
    except (OSError, RuntimeError, ValueError, sqlite3.Error) as error:
        what = f"damaged: {' '.join(str(error).split())[:200]}"
        yield Finding("store", str(path), "wrong", what, "remove the folder and build it again")


def _contents(store: Store, path: Path) -> Iterator[Finding]:
    kinds = store.index.kinds()
    posts, people = kinds.pop("post", 0), kinds.pop("person", 0)
    councils = sum(count for kind, count in kinds.items() if kind in COUNCIL_KINDS)
    last = max((entry.at for entry in Log(path)), default="never")
    for what, found in (
        ("path", str(path.resolve())),
        ("format", (path / "format").read_text("ascii").strip()),
        ("revision", current_revision(path)),
        ("last read", last),
        ("size", f"{_bytes(path) / 1e6:.1f} MB"),
        ("quads", len(store.dataset)),
        ("documents", store.index.count_documents()),
        ("people", people),
        ("councils", councils),
        ("other bodies", sum(kinds.values()) - councils),
        ("posts", posts),
    ):
        yield Finding("store", what, "ok", str(found))


def _in_step(store: Store) -> Iterator[Finding]:
    """Whether the index and the ledger are those of the graph; a build that is under way is ahead of it."""
    graphs = {graph.rsplit("/", 1)[1] for graph in store.graphs()}
    indexed = set(store.index.hashes())
    named = sum(_count(store, kind) for kind in (FOAF.Person, ORG.Organization, ORG.Post))
    resolved = sum(_count(store, class_of(kind).value, every=True) for kind in EXCHANGED_TYPES)
    for what, expected, found in (
        ("documents in the index", len(graphs), len(graphs & indexed) - len(indexed - graphs)),
        ("names in the index", named, sum(store.index.kinds().values())),
        ("claims in the ledger", resolved, store.ledger.count_resolved()),
    ):
        is_right = expected == found
        told = "in step" if is_right else f"{found} where the graph has {expected}"
        yield Finding("store", what, "ok" if is_right else "wrong", told, "" if is_right else _AGAIN)
    is_settled = store.ledger.is_settled
    told = "of all claims" if is_settled else "a build is under way, or was cut off"
    yield Finding("store", "facts", "ok" if is_settled else "wrong", told, "" if is_settled else _AGAIN)


def _count(store: Store, kind: str, *, every: bool = False) -> int:
    found = store.quads(None, RDF.type, kind, graph=None) if every else store.quads(None, RDF.type, kind)
    return sum(1 for _ in found)


def _bytes(path: Path) -> int:
    """What a folder takes on disk: revisions share their files."""
    sizes: dict[tuple[int, int], int] = {}
    for file in path.rglob("*"):
        found = file.lstat()
        sizes[found.st_dev, found.st_ino] = found.st_size
    return sum(sizes.values())
