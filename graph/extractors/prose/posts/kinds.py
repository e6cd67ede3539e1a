"""What kind a post is that its words leave open: by the body, and by who holds it."""

from __future__ import annotations

from collections.abc import Iterable

from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.titles.role_words import TOPICS

_ONLY_SEEMING = frozenset({("force", "inspector"), ("party", "chair"), ("party", "head_of_service")})
_PANELS = frozenset("board panel committee opposition council authority co-opted standing".split())


def kind_at(kind: str, bodies: Iterable[Organisation]) -> str:
    """The kind of a post at bodies: a union's are "other", and so is a police inspector."""
    other = any(body.kind == "union" or (body.kind, kind) in _ONLY_SEEMING for body in bodies)
    return "other" if other else kind


def kind_of_member(kind: str, words: str) -> str:
    """The kind of a councillor's post: a "housing member" has a seat in the cabinet."""
    told = words.lower().split()
    by_topic = kind == "other" and told[-1:] == ["member"] and bool(TOPICS & set(told))
    return "cabinet_member" if by_topic and not _PANELS & set(told) else kind
