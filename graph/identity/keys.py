"""Under which keys a mention is looked up: only mentions that share one are ever compared."""

from __future__ import annotations

from collections.abc import Iterator

from councilgraph.graph.identity.forenames import formal_names, rarity, skeleton, surname_parts
from councilgraph.graph.identity.holdings import NATIONAL_POSTS, SINGLE_POSTS
from councilgraph.graph.identity.mentions import Mention
from councilgraph.graph.names import PersonName

RARE_ENOUGH = 2
"""How rare a name must be (see `forenames.rarity`) to be compared where nothing else is shared."""


def person_blocks(mention: Mention) -> tuple[str, ...]:
    """The blocks of a mention, sorted: by surname and organisation, by a rare full name, by a single post."""
    found = set(_holder_blocks(mention))
    if mention.name:
        is_national = any(holding.kind in NATIONAL_POSTS for holding in mention.holdings)
        for name in mention.names:
            found.update(_name_blocks(name, mention.kin, is_national=is_national))
    return tuple(sorted(found))


def _name_blocks(name: PersonName, places: frozenset[str], *, is_national: bool) -> Iterator[str]:
    endings = {name.surname, *surname_parts(name)} if name.surname else set()
    for ending in {skeleton(ending) for ending in endings}:
        for place in places:
            yield f"person:{ending}@{tail(place)}"
        if is_national:
            yield f"person:{ending}@national"
    if name.seat:
        yield f"person:{name.surname} of {name.seat}"
    if name.has_full_forename and len(name.first) > 1 and rarity(name) >= RARE_ENOUGH:
        for formal in formal_names(name.first):
            yield f"person:{formal} {name.surname}"


def _holder_blocks(mention: Mention) -> Iterator[str]:
    for holding in mention.holdings:
        if holding.kind in SINGLE_POSTS or (holding.kind and mention.name is None):
            for place in holding.places:
                yield f"holder:{holding.kind}@{tail(place)}"


def tail(iri: str) -> str:
    """The last part of an address."""
    return iri.rsplit("/", 1)[-1]
