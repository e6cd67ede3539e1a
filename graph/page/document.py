"""The HTML of a page: template, styles, scripts and data in one file that asks nobody for anything.

The content security policy names each script and style by its hash and forbids all else: no request,
no frame, no form, no other script, whatever a label or a quote holds.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from councilgraph.graph.page.blocks import format_block
from councilgraph.graph.page.visnetwork import read_vis_network

_PLACE = re.compile(r"\{\{ (\w+) \}\}")
# In this order: a file may use at once only what stands in one before it.
_SCRIPTS = (
    "dom dates data state theme visibility labels shapes edges spots scene painter canvas evidence facts"
    " panel find filters time connect tables exports pictures downloads fragment address keys status page"
    " main"
).split()
_STYLES = ("page", "rail", "panel", "tables", "print")


def format_page(title: str, drawing: Mapping[str, Any], details: Mapping[str, Any]) -> str:
    """The whole page as HTML."""
    style, script, library = _styles(), _scripts(), read_vis_network()
    parts = {
        "title": html.escape(title),
        "policy": html.escape(_policy(styles=[style], scripts=[library, script])),
        "style": f"<style>{style}</style>",
        "library": f"<script>{library}</script>",
        "script": f"<script>{script}</script>",
        "drawing": _data_block("drawing", drawing),
        "details": _data_block("details", details),
    }
    # One pass: what a value holds is never taken for a place to fill.
    return _PLACE.sub(lambda found: parts[found[1]], _read("page.html"))


def _data_block(name: str, content: Mapping[str, Any]) -> str:
    text, is_packed = format_block(content)
    media_type = "text/plain" if is_packed else "application/json"
    packed = ' data-packed=""' if is_packed else ""
    return f'<script type="{media_type}" id="data-{name}"{packed}>{text}</script>'


def _policy(*, styles: list[str], scripts: list[str]) -> str:
    allowed = {"script-src": scripts, "style-src": styles}
    rules = ["default-src 'none'", "base-uri 'none'", "form-action 'none'"]
    rules += [f"{name} {' '.join(map(_hash, sources))}" for name, sources in allowed.items()]
    return "; ".join([*rules, "require-trusted-types-for 'script'", "trusted-types 'none'"])


def _hash(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


@cache
def _styles() -> str:
    return "\n".join(_read("css", f"{name}.css") for name in _STYLES)


@cache
def _scripts() -> str:
    """Our own scripts in one function, so that they share names with each other and with nobody else."""
    sources = "\n".join(_read("js", f"{name}.js") for name in _SCRIPTS)
    return f'(function () {{\n"use strict";\n{sources}\n}})();'


def _read(*names: str) -> str:
    return files("councilgraph.graph.page").joinpath(*names).read_text(encoding="utf-8")
