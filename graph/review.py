"""Undecided pairs side by side, and what becomes of a decision about one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from councilgraph.graph.drawing import Captions
from councilgraph.graph.entities import Pair, Verdict
from councilgraph.graph.errors import AmbiguousError, UsageError
from councilgraph.graph.evidence import Evidence, evidence
from councilgraph.graph.identity.decisions import (
    Decision,
    read_decisions,
    with_decision,
    without,
    write_decisions,
)
from councilgraph.graph.network import evidence_rows
from councilgraph.graph.rdf import read_facts
from councilgraph.graph.rows import Rows
from councilgraph.graph.settling import Change, Settlement, settle
from councilgraph.graph.store import Store, Writer
from councilgraph.graph.vocab import CG, RDF


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: what it is called, and the words that speak of it."""

    label: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair to decide on. `id` names it on the command line."""

    id: str
    pair: Pair
    left: Side
    right: Side


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who decides, and when (an ISO 8601 day); `file` is the decision file."""

    file: Path
    who: str
    when: str


def candidates(store: Store, *, is_undecided: bool = True) -> list[Candidate]:
    """The pairs that wait for a decision (or all pairs), the likeliest to be one first."""
    return described(store, pairs(store, is_undecided=is_undecided))


def pairs(store: Store, *, is_undecided: bool = True) -> list[Pair]:
    """The pairs of `candidates`, without the words that speak of either."""
    found = [pair for pair in _read(store, _addresses(store)) if pair.verdict == "unsure" or not is_undecided]
    return sorted(found, key=lambda pair: (-pair.score, pair.iri))


def described(store: Store, found: Iterable[Pair]) -> list[Candidate]:
    """Pairs with the words that speak of either."""
    captions = Captions(store)
    return [_candidate(store, captions, pair) for pair in found]


def candidate(store: Store, name: str) -> Candidate:
    """The pair with this id, or whose id begins so. Raises UsageError, or AmbiguousError for several."""
    fitting = [iri for iri in _addresses(store) if _id(iri).startswith(name)]
    if not fitting:
        raise UsageError(f"no pair has the id {name!r}", hint="councilgraph review --list")
    if len(fitting) > 1:
        ids = [_id(iri) for iri in fitting]
        raise AmbiguousError(
            f"{len(fitting)} pairs begin with {name!r}", candidates=ids, hint="give more of it"
        )
    return _candidate(store, Captions(store), *_read(store, fitting))


def decide(
    writer: Writer, chosen: Candidate, verdict: str, *, why: str = "", reviewer: Reviewer
) -> Settlement:
    """Write a decision to the file and bring the facts that it touches up to date.

    Raises UsageError for a word that is no verdict.
    """
    if verdict not in get_args(Verdict):
        raise UsageError(f"{verdict!r} is no verdict", hint=f"one of: {', '.join(get_args(Verdict))}")
    decision = Decision(
        left=chosen.pair.left,
        right=chosen.pair.right,
        verdict=cast(Verdict, verdict),
        left_name=chosen.left.label,
        right_name=chosen.right.label,
        who=reviewer.who,
        when=reviewer.when,
        why=why,
    )
    decisions = with_decision(read_decisions(reviewer.file), decision)
    write_decisions(reviewer.file, decisions)
    return settle(writer, Change(is_all=writer.ledger.is_settled), decisions)


def undo(writer: Writer, chosen: Candidate, file: Path) -> Settlement:
    """Take the decision on a pair back. Raises UsageError where there is none."""
    decisions = without(read_decisions(file), chosen.pair.left, chosen.pair.right)
    write_decisions(file, decisions)
    return settle(writer, Change(is_all=writer.ledger.is_settled), decisions)


def rows(found: Sequence[Candidate]) -> Rows:
    """Pairs as rows, with the quotes of both sides."""
    return Rows(
        ("id", "left", "right", "verdict", "by", "score", "reasons"),
        (
            {
                "id": each.id,
                "left": each.left.label,
                "right": each.right.label,
                "verdict": each.pair.verdict,
                "by": each.pair.by,
                "score": round(each.pair.score, 2),
                "reasons": list(each.pair.reasons),
                "evidence": evidence_rows((*each.left.evidence, *each.right.evidence)),
            }
            for each in found
        ),
    )


def _addresses(store: Store) -> list[str]:
    return sorted(quad.subject.value for quad in store.quads(None, RDF.type, CG.Pair))  # type: ignore[union-attr]


def _read(store: Store, iris: Iterable[str]) -> list[Pair]:
    return [fact for iri in iris for fact in read_facts(store.quads(iri)) if isinstance(fact, Pair)]


def _id(iri: str) -> str:
    return iri.rsplit("/", 1)[1]


def _candidate(store: Store, captions: Captions, pair: Pair) -> Candidate:
    left, right = (
        Side(captions[iri] if iri else mention, tuple(evidence(store, iri)) if iri else ())
        for iri, mention in ((pair.left_entity, pair.left), (pair.right_entity, pair.right))
    )
    return Candidate(_id(pair.iri), pair, left, right)
