"""Posts: which wordings of a role are one post, and the addresses of posts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from councilgraph.graph.identity.holdings import SINGLE_POSTS
from councilgraph.graph.identity.trades import matter, role_likeness
from councilgraph.graph.names import fold
from councilgraph.graph.rdf.terms import entity_iri

_ONE_A_KIND = SINGLE_POSTS | {"deputy_leader", "councillor", "mp", "inspector", "spokesperson"}
"""Kinds of post that are one in an organisation, however the role is worded."""

HELD_BY_MANY = frozenset({"councillor", "mp", "inspector"})
"""Kinds of post that many people hold at once: nobody in particular follows anybody."""

_ALIKE = 0.5


def wordings(kind: str, roles: Iterable[str]) -> Mapping[str, str]:
    """For each wording of one person's roles of a kind somewhere, the wording that stands for the post.

    Wordings of like matter are one post; one that names no matter ("chair") goes with the others where
    these are one post.
    """
    counted = Counter(fold(role) for role in roles)
    if kind in _ONE_A_KIND:
        return dict.fromkeys(counted, _chosen(counted, counted)) if counted else {}
    groups: list[list[str]] = []
    silent = [words for words in counted if not matter(words)]
    for words in sorted(set(counted) - set(silent), key=lambda text: (-len(matter(text)), text)):
        group = next((g for g in groups if (role_likeness(words, g[0]) or 0) >= _ALIKE), None)
        if group is None:
            groups.append([words])
        else:
            group.append(words)
    if len(groups) == 1:
        groups[0] += silent
    elif silent:
        groups.append(silent)
    return {words: _chosen(group, counted) for group in groups for words in group}


def _chosen(group: Iterable[str], counted: Mapping[str, int]) -> str:
    """The wording that is used most, then the longest."""
    return min(group, key=lambda words: (not matter(words), -counted[words], -len(words), words))


def post_iri(organisation: str, kind: str, wording: str) -> str:
    """The address of a post in an organisation."""
    if kind in _ONE_A_KIND:
        return entity_iri("post", "", organisation, kind)
    return entity_iri("post", "", organisation, kind, *sorted(matter(wording)))
