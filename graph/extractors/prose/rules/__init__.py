"""What the prose extractor knows as data: word lists and rules in TOML that a non-programmer can read.

Each file says at its top what it holds. Words are written in lower case with straight apostrophes.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def read_rules(name: str) -> dict[str, Any]:
    """The rules file `name` (without its ending), read once a process."""
    text = resources.files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
