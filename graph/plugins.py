"""What other installed packages add: readers, extractors, registers, exports and questions.

A package names them as entry points, as docs/plugins.md shows. They are code that somebody chose to install,
and run as such; but one that is broken is a `PluginError` with its name in it, and stops nothing else.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import Distribution, EntryPoint, distributions
from types import MappingProxyType
from typing import Any, Literal, get_args

from councilgraph.graph.errors import CouncilgraphError, PluginError

Group = Literal["readers", "extractors", "registers", "exports", "questions"]
GROUPS: tuple[Group, ...] = get_args(Group)
_PREFIX = "councilgraph."
_MAX_REASON_CHARS = 200


@dataclass(frozen=True, slots=True)
class Plugin:
    """One entry point. `rivals` are other packages that give one with the same name: then neither is used."""

    group: Group
    name: str
    package: str
    version: str
    entry: EntryPoint = field(repr=False)
    rivals: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"the plug-in {self.name!r} ({self.group}, of {self.package} {self.version})"

    def load(self) -> Any:  # noqa: ANN401 - whatever the package has there
        """The object that the entry point names. Raises PluginError where it cannot be had."""
        if self.rivals:
            raise PluginError(
                f"{self}: {', '.join(self.rivals)} has one of the same name",
                hint=f"uninstall one of them: pip uninstall {self.package}",
            )
        try:
            return self.entry.load()
        except (Exception, SystemExit) as error:
            raise self.broken(f"cannot be loaded: {_reason(error)}") from error

    def call(self, *arguments: object, **named: object) -> Any:  # noqa: ANN401 - whatever it gives
        """What the plug-in gives when it is called. Known errors come as they are, others as PluginError."""
        function: Callable[..., Any] = self.load()
        if not callable(function):
            raise self.broken("is nothing that can be called")
        try:
            return function(*arguments, **named)
        except (CouncilgraphError, MemoryError):
            raise
        except (Exception, SystemExit) as error:
            raise self.broken(f"failed: {_reason(error)}") from error

    def text(self) -> str:
        """The text that the plug-in is, or gives when it is called."""
        found = self.load()
        found = self.call() if callable(found) else found
        if not isinstance(found, str):
            raise self.broken(f"gives no text but {type(found).__name__}")
        return found

    def broken(self, why: str) -> PluginError:
        """The error that says so, and what can be done."""
        return PluginError(f"{self} {why}", hint=f"mend it, or: pip uninstall {self.package}")


def plugins(group: Group) -> tuple[Plugin, ...]:
    """The plug-ins of a group, by name."""
    return tuple(_found()[group].values())


def plugin(group: Group, name: str) -> Plugin | None:
    """The plug-in of that name, None where there is none."""
    return _found()[group].get(name)


def forget() -> None:
    """Look for plug-ins anew when they are next asked for: what is installed may have changed."""
    _found.cache_clear()


@functools.cache
def _found() -> Mapping[Group, Mapping[str, Plugin]]:
    """All plug-ins by group and name. Going through what is installed takes some hundredths of a second."""
    found: dict[Group, dict[str, Plugin]] = {group: {} for group in GROUPS}
    packages: dict[str, list[EntryPoint]] = {}
    versions: dict[str, str] = {}
    for package in distributions():
        entries = _entries(package)
        name = _name(package) if entries else ""
        # A package may lie on the path twice; the one that Python imports comes first.
        if name and name not in packages:
            packages[name], versions[name] = entries, package.version
    for name, entries in sorted(packages.items()):
        for entry in entries:
            for group in GROUPS:
                if entry.group == _PREFIX + group:
                    one = Plugin(group, entry.name, name, versions[name], entry)
                    found[group][entry.name] = _beside(found[group].get(entry.name), one)
    return MappingProxyType({group: dict(sorted(named.items())) for group, named in found.items()})


def _name(package: Distribution) -> str:
    """The name of a package, empty where it does not say."""
    try:
        return package.name or ""
    except (FileNotFoundError, KeyError):  # what the backport of this part of Python raises
        return ""


def _entries(package: Distribution) -> list[EntryPoint]:
    """The entry points of a package that are for us; none where its list cannot be read."""
    try:
        return [entry for entry in package.entry_points if entry.group.startswith(_PREFIX)]
    except Exception:  # whatever is wrong with somebody's package must not stop this program
        return []


def _beside(known: Plugin | None, fresh: Plugin) -> Plugin:
    if known is None:
        return fresh
    rivals = (*known.rivals, fresh.package)
    return Plugin(known.group, known.name, known.package, known.version, known.entry, rivals)


def _reason(error: BaseException) -> str:
    text = " ".join(str(error).split())[:_MAX_REASON_CHARS]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
