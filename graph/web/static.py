"""Style sheets and scripts, each under an address that changes with what is in it."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass
from importlib import resources

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages refer to."""

    name: str
    media_type: str
    body: bytes

    @property
    def address(self) -> str:
        """Where the file is, as long as its content stays."""
        digest = hashlib.sha256(self.body).hexdigest()[:12]
        stem, _, suffix = self.name.rpartition(".")
        return f"/static/{stem}.{digest}.{suffix}"


@functools.cache
def assets() -> dict[str, Asset]:
    """All files by their address. They are read once: no address ever becomes a file's name."""
    folder = resources.files("councilgraph.graph.web") / "static"
    found = [
        Asset(file.name, _TYPES[file.name.rpartition(".")[2]], file.read_bytes())
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.rpartition(".")[2] in _TYPES
    ]
    return {asset.address: asset for asset in found}


def static_address(name: str) -> str:
    """The address of a file by its name."""
    return next(address for address, asset in assets().items() if asset.name == name)
