"""Content negotiation: which of the media types on offer a client wants most (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WEIGHT = re.compile(r"q=([01](?:\.[0-9]{0,3})?)", re.IGNORECASE)
_MAX_CHARS = 2000


def best(accept: str, offers: Sequence[str]) -> str | None:
    """The offer with the highest weight, of several the first; None where none will do.

    >>> best("text/turtle;q=0.8, application/json", ["text/html", "application/json", "text/turtle"])
    'application/json'

    Without a header, and for anything (`*/*`), it is the first.
    """
    ranges = [_parse(part) for part in accept[:_MAX_CHARS].split(",") if part.strip()]
    if not ranges:
        return offers[0]
    weights = {offer: _weight(offer, ranges) for offer in offers}
    found = max(offers, key=lambda offer: weights[offer])
    return found if weights[found] > 0 else None


def _parse(part: str) -> tuple[str, float]:
    name, _, rest = part.partition(";")
    weight = _WEIGHT.search(rest)
    return name.strip().lower(), min(1.0, float(weight[1])) if weight else 1.0


def _weight(offer: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The weight of the most specific range that an offer is in, 0 where it is in none."""
    family = offer.partition("/")[0]
    for wanted in (offer, f"{family}/*", "*/*"):
        found = [weight for name, weight in ranges if name == wanted]
        if found:
            return max(found)
    return 0.0
