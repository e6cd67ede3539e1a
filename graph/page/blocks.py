"""Data blocks of a page: JSON that no browser can take for markup, written and read back."""

from __future__ import annotations

import base64
import json
import re
import zlib
from dataclasses import dataclass, field
from typing import Any

PACKED_FROM_CHARS = 60_000
"""A larger block is deflated, so that a page of quotes stays small enough to send by mail."""

_MARKUP = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


@dataclass(slots=True)
class Listing:
    """Values listed once each, in the order in which they are first met."""

    values: list[Any] = field(default_factory=list)
    _places: dict[Any, int] = field(default_factory=dict)

    def place(self, value: object) -> int:
        """The place of `value` in the list, -1 for None. Lists are told apart by what is in them."""
        if value is None:
            return -1
        key = tuple(value) if isinstance(value, list) else value
        if key not in self._places:
            self._places[key] = len(self.values)
            self.values.append(value)
        return self._places[key]


def format_block(content: object) -> tuple[str, bool]:
    """`content` as the text of a data block, and whether it is deflated (raw) and in base64."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    text = _MARKUP.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    if len(text) < PACKED_FROM_CHARS:
        return text, False
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(text.encode()) + packer.flush()
    return base64.b64encode(packed).decode(), True


def parse_block(page: str, name: str) -> dict[str, Any]:
    """The content of a data block of a page that was made before. Raises ValueError where none is."""
    found = re.search(rf'<script type="[\w/]+" id="data-{name}"( data-packed="")?>([^<]*)</script>', page)
    if not found:
        raise ValueError(f"no data block {name!r}")
    packed = zlib.decompress(base64.b64decode(found[2]), -zlib.MAX_WBITS) if found[1] else found[2]
    block: dict[str, Any] = json.loads(packed)
    return block
