"""Which mentions of a block are compared with which: never all with all where there are many."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from councilgraph.graph.identity.forenames import formal_names
from councilgraph.graph.identity.likeness import are_compatible
from councilgraph.graph.identity.mentions import Mention
from councilgraph.graph.names import PersonName

NEAREST = 6
"""With how many of the nearest in time a mention is compared, before and after it, of each name."""


def displaced(block: str, members: Sequence[Mention], chosen: Collection[str]) -> Iterator[str]:
    """The members of a block that may be compared with others than if the `chosen` were not there.

    Where one of the chosen has a name that many have, the nearest in time to those and to the like of
    them are others without it.
    """
    by_name: dict[PersonName | None, list[Mention]] = defaultdict(list)
    for member in members:
        by_name[member.name].append(member)
    for name in {member.name for member in members if member.id in chosen}:
        group = by_name[name]
        if len(group) > NEAREST:
            alike = [g for g in by_name.values() if g is group or _worth_comparing(block, g[0], group[0])]
            yield from (member.id for each in alike for member in each)


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
    """Whether two names can be one person's. In the block of a post a forename in common is enough."""
    is_one_post = block.startswith("holder:")
    if one.name is None or other.name is None:
        return is_one_post and (one.name is None) != (other.name is None)
    if is_one_post and formal_names(one.name.first) & formal_names(other.name.first):
        return True
    return any(are_compatible(a, b) for a in one.names for b in other.names)
