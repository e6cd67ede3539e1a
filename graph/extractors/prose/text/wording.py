"""What kind of words a quotation holds: a sentence, part of one, how many."""

from __future__ import annotations

import re

from councilgraph.graph.extractors.prose.text.quotations import Quotation
from councilgraph.graph.names import fold

_ENDS = re.compile(r"[.!?…,—–-]\W*$")
_AFTERWARDS = re.compile(r"[,.]|\s*[–—-]|$")
_INNER_END = re.compile(r"[.!?…] +[\"'“‘]?[A-Z]|[.!?…]\W*$")
_CAPITAL = re.compile(r"\W*[A-Z0-9À-Þ]")


def is_sentence(text: str, quotation: Quotation) -> bool:
    """Whether a quotation begins and ends as a sentence does, where speech is expected."""
    words = text[quotation.inner_start : quotation.inner_end]
    after = text[quotation.end : quotation.end + 2]
    return bool(_CAPITAL.match(words)) and bool(_ENDS.search(words) or _AFTERWARDS.match(after))


def has_sentence(text: str, quotation: Quotation) -> bool:
    """Whether a quotation has a whole sentence in it, by its own marks alone."""
    words = text[quotation.inner_start : quotation.inner_end]
    return bool(_CAPITAL.match(words)) and bool(_INNER_END.search(words))


def length(text: str, quotation: Quotation) -> int:
    """How many words a quotation has, counted as they are compared."""
    return len(fold(text[quotation.inner_start : quotation.inner_end]).split())
