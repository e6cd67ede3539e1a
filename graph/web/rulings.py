"""Decisions about pairs that come through the browser: the one thing that is written here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from councilgraph.graph import review
from councilgraph.graph.review import Reviewer
from councilgraph.graph.store import open_writer
from councilgraph.graph.web.asked import Answer

UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What somebody decided about a pair: a verdict, or to take an earlier one back (`undo`)."""

    pair: str
    verdict: str
    why: str
    reviewer: Reviewer
    is_page: bool = True


def carry_out(path: Path, ruling: Ruling) -> Answer:
    """Write a ruling to the decision file, and bring the facts of the store at `path` up to date.

    The answer leads back to the page of pairs, or tells programs what changed. Raises UsageError for an
    unknown pair or verdict, StoreError where somebody else writes the store.
    """
    with open_writer(path) as writer:
        chosen = review.candidate(writer, ruling.pair)
        if ruling.verdict == UNDO:
            settlement = review.undo(writer, chosen, ruling.reviewer.file)
        else:
            settlement = review.decide(
                writer, chosen, ruling.verdict, why=ruling.why, reviewer=ruling.reviewer
            )
    if ruling.is_page:
        return Answer(b"", "text/plain; charset=utf-8", 303, {"Location": "/review"})
    done = {"pair": ruling.pair, "verdict": ruling.verdict, "changes": settlement.in_words()}
    return Answer(json.dumps(done, ensure_ascii=False).encode(), "application/json")
