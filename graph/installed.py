"""What decides how a document is read: the program itself, Python, and the libraries that readers use."""

from __future__ import annotations

import functools
import hashlib
import sys
import unicodedata
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from councilgraph.graph.plugins import GROUPS, plugins

LIBRARIES = (
    "charset-normalizer",
    "courlan",
    "dateparser",
    "htmldate",
    "justext",
    "lxml",
    "lxml-html-clean",
    "pyoxigraph",
    "pypdfium2",
    "python-dateutil",
    "rapidfuzz",
    "regex",
    "tld",
    "trafilatura",
)
"""Whose versions may change what is read, or how it is written: what readers import, and what these do."""

_PROGRAM = "councilgraph"
_PARTS = ("graph", "data", "ontology")
_READ = {".py", ".toml", ".csv", ".ttl"}
_MISSING = "missing"
_ROOT = Path(__file__).parents[1]


@functools.cache
def installed() -> Mapping[str, str]:
    """Names and versions. Where two machines have the same, they read a document to the same bytes.

    Of the program it is a hash of its files, because a version's number may stand for more than one state.
    """
    found = {_PROGRAM: f"{_version(_PROGRAM)} ({_own_hash()})", "Python": "{}.{}".format(*sys.version_info)}
    found["Unicode"] = unicodedata.unidata_version
    found |= {name: _version(name) for name in LIBRARIES}
    found |= {each.package: each.version for group in GROUPS for each in plugins(group)}
    return found


def differences(there: Mapping[str, str], here: Mapping[str, str]) -> list[str]:
    """What is not the same on another machine, in words."""
    return [
        f"{name} is {there.get(name, _MISSING)} there and {here.get(name, _MISSING)} here"
        for name in sorted({*there, *here})
        if there.get(name, _MISSING) != here.get(name, _MISSING)
    ]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return _MISSING


def _own_hash() -> str:
    digest = hashlib.sha256()
    files = (path for part in _PARTS for path in (_ROOT / part).rglob("*") if path.suffix in _READ)
    for name, path in sorted((path.relative_to(_ROOT).as_posix(), path) for path in files):
        digest.update(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:12]
