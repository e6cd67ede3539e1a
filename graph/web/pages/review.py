"""Pairs of mentions that may be one person, side by side; and those that people have decided on."""

from __future__ import annotations

from councilgraph.graph import review
from councilgraph.graph.network import evidence_rows
from councilgraph.graph.review import Candidate, Side
from councilgraph.graph.rows import Rows
from councilgraph.graph.web.addresses import address
from councilgraph.graph.web.asked import Asked
from councilgraph.graph.web.facts import quotes
from councilgraph.graph.web.view import Opened, Part, Plain, View

_DECIDED = 50
_COLUMNS = ("id", "left", "right", "verdict", "by", "score", "reasons")


def review_page(opened: Opened, asked: Asked) -> View:
    """The pairs that wait for a decision, some at a time, and the latest that people decided on."""
    store = opened.store
    waiting = review.pairs(store)
    decided = [pair for pair in review.pairs(store, is_undecided=False) if pair.by != "machine"]
    part = Part(len(waiting), *asked.page(5))
    shown = review.described(store, part.of(waiting))
    content: Plain = {
        "is_open": "reviewing" in asked.flags,
        "pairs": [_plain(each) for each in shown],
        "decided": [_plain(each) for each in review.described(store, decided[:_DECIDED])],
        "decided_total": len(decided),
        **part.plain(asked, len(shown)),
    }
    rows = [each | {side: each[side]["label"] for side in ("left", "right")} for each in content["pairs"]]
    return View("review.html", "The same person?", content, Rows(_COLUMNS, rows))


def _plain(candidate: Candidate) -> Plain:
    pair = candidate.pair
    return {
        "id": candidate.id,
        "page": address(pair.iri),
        "verdict": pair.verdict,
        "by": pair.by,
        "score": round(pair.score, 2),
        "reasons": list(pair.reasons),
        "left": _side(candidate.left, pair.left_entity),
        "right": _side(candidate.right, pair.right_entity),
    }


def _side(side: Side, entity: str | None) -> Plain:
    return {
        "label": side.label,
        "page": address(entity) if entity else None,
        "evidence": quotes(evidence_rows(side.evidence)),
    }
