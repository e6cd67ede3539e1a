"""Entities, facts and quotes as plain values: what templates show and JSON gives."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox

from councilgraph.graph.dossier import Line
from councilgraph.graph.drawing import drawing
from councilgraph.graph.links import Links
from councilgraph.graph.network import contradictions, evidence_rows, styles
from councilgraph.graph.vocab import CG, WORDS
from councilgraph.graph.web.addresses import address, document_address, outside
from councilgraph.graph.web.view import Plain


def entity(links: Links, iri: str) -> Plain:
    """An entity by its caption, with the address of its page."""
    return {
        "iri": iri,
        "label": links.captions[iri],
        "page": address(iri),
        "is_drawn": links.is_drawn(iri),
    }


def quotes(found: Iterable[Mapping[str, Any]]) -> list[Plain]:
    """Rows of evidence with the address of their place in the document.

    `url` is left out where a browser should not be sent to it.
    """
    return [
        {
            **row,
            "url": outside(row["url"]),
            "at": document_address(row["sha256"], row["start"], row["end"]),
            "claim_page": address(row["claim"]),
        }
        for row in found
    ]


def disputes(links: Links, iri: str) -> list[Plain]:
    """What documents say of a fact that cannot all be true, with the quotes of both sides."""
    found: list[Plain] = contradictions(links.store, iri)
    for each in found:
        for side in ("left", "right"):
            each[side]["evidence"] = quotes(each[side]["evidence"])
    return found


def fact(links: Links, line: Line) -> Plain:
    """A fact: its line, the entities that it names, its grade or grades, its quotes."""
    return {
        "fact": line.fact,
        "page": address(line.fact),
        "kind": line.kind,
        "when": line.when,
        "text": line.text,
        "certainty": line.certainty,
        "notes": list(line.notes),
        "entities": named(links, line.fact),
        "grades": grades(links, line.fact),
        "evidence": quotes(evidence_rows(line.evidence)),
    }


def short(links: Links, iri: str, about: str) -> str:
    """A fact in a few words for the page of one of its entities: who or what else it names, and as what.

    Just its caption where it is not drawn as a line between two.
    """
    rule = drawing().edges.get(links.class_of(iri) or "")
    if rule is None:
        return links.captions[iri]
    others = [each["label"] for each in named(links, iri) if each["iri"] != about and each["is_drawn"]]
    label = links.captions.text(iri, rule.label) if rule.is_label_property else rule.label
    return ": ".join([*others[:2], label] if label else others[:2]) or links.captions[iri]


def named(links: Links, iri: str) -> list[Plain]:
    """The entities that a fact names, in the order of their captions, the longest first.

    That is the order in which they can be looked for in the fact's own caption.
    """
    store = links.store
    found = {
        quad.object.value
        for quad in store.quads(iri)
        if isinstance(quad.object, ox.NamedNode) and quad.object.value not in WORDS
    }
    known = [entity(links, each) for each in found if links.class_of(each)]
    return sorted(known, key=lambda each: (-len(each["label"]), each["label"], each["iri"]))


def grades(links: Links, iri: str) -> list[Plain]:
    """The grade of a judgement, or those that are shown with a thing (an inspection), overall first."""
    store = links.store
    own = [iri] if store.value(iri, CG.grade) else []
    for kind, predicate in sorted(drawing().marks.items()):
        for quad in store.quads(None, predicate, iri):
            mark = getattr(quad.subject, "value", "")
            if links.class_of(mark) == kind and store.value(mark, CG.grade):
                own.append(mark)
    found = [_grade(links, mark) for mark in own]
    return sorted(found, key=lambda each: (each["aspect"] != "overall", each["aspect"], each["fact"]))


def _grade(links: Links, judgement: str) -> Plain:
    term = links.store.value(judgement, CG.grade) or ""
    word = WORDS.get(term, term)
    return {
        "fact": judgement,
        "page": address(judgement),
        "aspect": links.captions.text(judgement, CG.aspect) or "",
        **grade(word),
    }


def grade(word: str) -> Plain:
    """A grade with its letter, and its rank from 1 (best) to 4; 0 for one that is on no scale."""
    style = _grades().get(word, {})
    return {
        "grade": word,
        "letter": style.get("letter") or word[:1].upper(),
        "rank": style.get("rank", 0),
    }


@functools.cache
def _grades() -> dict[str, Plain]:
    found = styles()["grades"]
    return dict(found) if isinstance(found, dict) else {}
