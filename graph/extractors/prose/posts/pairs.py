"""Two councils that share an officer: "the pair", "both councils"."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.annotation.annotate import Annotated
from councilgraph.graph.extractors.prose.names.organisations import Organisation, body_key


def last_two(annotated: Annotated, order: int) -> list[Organisation]:
    """The two councils that "the pair" or "both councils" means: those that were named last."""
    found: dict[str, Organisation] = {}
    for sentence in reversed(annotated.sentences[: order + 1]):
        for mention in reversed(sentence.organisations()):
            body = mention.organisation
            if body and body.kind == "council" and mention.naming in ("name", "place"):
                found.setdefault(body_key(body), body)
        if len(found) > 1:
            break
    return list(found.values())[:2] if len(found) == 2 else []
