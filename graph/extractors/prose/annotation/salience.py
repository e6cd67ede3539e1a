"""Who or what is most present where a text refers back: "she", "its", "the trust".

Of those named so far the likeliest is chosen by a sum of weighted traits, each plain: "named in this
sentence", "first of the sentence before", "in the lead". The weights are in `rules/salience.toml`;
`benchmarks/salience.py` learns them from labelled documents. Method: mention ranking by a log-linear model
(Denis and Baldridge 2007).
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Generic, TypeVar

from councilgraph.graph.extractors.prose.rules import read_rules

T = TypeVar("T")

REACH = 16
"""How many of those named last can be meant."""


@dataclass(slots=True)
class Trace(Generic[T]):
    """Where and how somebody or something was named last.

    `how` are words for it ("in passing"), `always` those that fit every time.
    """

    thing: T
    sentence: int
    paragraph: int
    clause: int
    how: tuple[str, ...]
    always: frozenset[str]
    count: int = 1
    is_leading: bool = False


@dataclass(slots=True)
class Salience(Generic[T]):
    """What a text has named up to a point, in order, each under a key."""

    is_lead: bool = True
    _traces: dict[Hashable, Trace[T]] = field(default_factory=dict)
    _sentence: int = 0
    _paragraph: int = 0
    _clause: int = 0
    _total: int = 0
    _first_here: Hashable = None
    _first_before: Hashable = None
    _opening: Hashable = None
    _first_of_all: Hashable = None

    def sentence_ends(self) -> None:
        """What comes is in the next sentence."""
        self._sentence += 1
        self._clause += 1
        self._first_before, self._first_here = self._first_here, None

    def clause_ends(self) -> None:
        """What comes is in the next clause."""
        self._clause += 1

    def paragraph_ends(self) -> None:
        """What comes is in the next paragraph."""
        self._paragraph += 1
        self._opening = None

    def mention(self, key: Hashable, thing: T, *how: str) -> None:
        """Something is named, or referred back to."""
        known = self._traces.pop(key, None)
        self._traces[key] = Trace(
            thing,
            self._sentence,
            self._paragraph,
            self._clause,
            how,
            frozenset(how) & (known.always if known else frozenset(how)),
            known.count + 1 if known else 1,
            self.is_lead or (known is not None and known.is_leading),
        )
        self._total += 1
        self._first_here = self._first_here or key
        self._opening = self._opening or key
        self._first_of_all = self._first_of_all or key

    def recent(self) -> Iterator[tuple[Hashable, T]]:
        """What was named last, the latest first."""
        for key in islice(reversed(self._traces), REACH):
            yield key, self._traces[key].thing

    def traits(self, key: Hashable) -> dict[str, float]:
        """The traits of something at this point, most of them 1 or absent."""
        trace = self._traces.get(key)
        if trace is None:
            return {"not yet named": 1.0}
        back = self._sentence - trace.sentence
        found = {"sentences back": math.log1p(back), "share": trace.count / self._total}
        when = "here" if back == 0 else "before"
        told = [self._place(trace, back), *(f"{when}: {word}" for word in trace.how)]
        told += [f"always: {word}" for word in trace.always]
        told += [name for name, other in self._firsts() if other == key]
        told += ["in the lead"] if trace.is_leading else []
        told += ["this clause"] if trace.clause == self._clause else []
        return found | dict.fromkeys(told, 1.0)

    def _place(self, trace: Trace[T], back: int) -> str:
        is_same = trace.paragraph == self._paragraph
        if back == 0:
            return "this sentence"
        if back == 1:
            return "sentence before" if is_same else "sentence before, other paragraph"
        if is_same:
            return "this paragraph"
        return "paragraph before" if trace.paragraph == self._paragraph - 1 else "earlier"

    def _firsts(self) -> Iterator[tuple[str, Hashable]]:
        yield "first of this sentence", self._first_here
        yield "first of sentence before", self._first_before
        yield "first of paragraph", self._opening
        yield "first of all", self._first_of_all
        yield "named last", next(reversed(self._traces), None)


def likeliest(
    rule: str, options: Sequence[tuple[T, Mapping[str, float]]], at: int, *, least: float = 0.0
) -> T | None:
    """The option with the best sum of its traits' weights, the first of equals; None of none.

    `rule` names a table of `rules/salience.toml`; `at` is where the text refers back. None also if the best
    one is less likely than `least`, between 0 and 1.
    """
    weights = read_rules("salience")[rule]
    sums = [sum(weights.get(name, 0.0) * value for name, value in traits.items()) for _, traits in options]
    if not sums:
        return None
    most = max(sums)
    likelihood = 1 / sum(math.exp(each - most) for each in sums)
    return options[sums.index(most)][0] if likelihood >= least else None
