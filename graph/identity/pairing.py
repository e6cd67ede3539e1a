"""Which mentions of a block are compared with which: never all with all where there are many."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from councilgraph.graph.identity.comparison import are_compatible
from councilgraph.graph.identity.mentions import Mention
from councilgraph.graph.names import PersonName

NEAREST = 6
"""With how many of the nearest in time a mention is compared, before and after it, of each name."""

_ALIKE = 80.0
"""From which likeness (0 to 100) on two names in a block of one post are compared."""


def pairs(block: str, members: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """The pairs of mentions of a block that are worth comparing, each once."""
    by_name: dict[PersonName | None, list[Mention]] = defaultdict(list)
    for member in sorted(members, key=_in_time):
        by_name[member.name].append(member)
    groups = [by_name[name] for name in sorted(by_name, key=repr)]
    for number, group in enumerate(groups):
        if group[0].name is not None:
            yield from _within(group)
        for other in groups[:number]:
            if _worth_comparing(block, group[0], other[0]):
                yield from _between(group, other)


def _in_time(mention: Mention) -> tuple[str, str]:
    return mention.issued or "", mention.id


def _within(group: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    for place, one in enumerate(group):
        for other in group[place + 1 : place + 1 + NEAREST]:
            yield one, other


def _between(group: Sequence[Mention], others: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    times = [_in_time(other) for other in others]
    for one in group:
        place = bisect.bisect(times, _in_time(one))
        for other in others[max(0, place - NEAREST) : place + NEAREST]:
            yield one, other


def _worth_comparing(block: str, one: Mention, other: Mention) -> bool:
    """Whether two names can be one person's; in the block of a post, where all names meet, only like ones."""
    if one.name is None or other.name is None:
        return block.startswith("holder:") and (one.name is None) != (other.name is None)
    if _may_be_one(one, other):
        return True
    return block.startswith("holder:") and fuzz.ratio(one.label.lower(), other.label.lower()) >= _ALIKE


def _may_be_one(one: Mention, other: Mention) -> bool:
    if one.hints.names or other.hints.names:
        return True
    return any(are_compatible(a, b) for a in one.names for b in other.names)
