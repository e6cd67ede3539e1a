"""The values that entities have for properties, and whether what a client says of one fits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from rapidfuzz import fuzz

from councilgraph.graph.dates import bounds, is_edtf, parse_date
from councilgraph.graph.evidence import evidence
from councilgraph.graph.links import Links, Span, span_of, when
from councilgraph.graph.names import fold
from councilgraph.graph.vocab import CG, DCT, ORG, SKOS, WORDS
from councilgraph.graph.web.reconciliation.parsing import Given, parse_extension
from councilgraph.graph.web.reconciliation.schema import Plain, properties, types
from councilgraph.graph.web.view import Opened

_MAX_VALUES = 100
_ALIKE = 85
"""From this likeness (of 100) on, words for a post or a body mean the same."""


def extend(opened: Opened, asked: Mapping[str, Any]) -> Plain:
    """The values of properties for entities: an answer to a data extension query."""
    wanted = parse_extension(asked["extend"])
    meta = []
    for name in wanted.properties:
        of = properties()[name].of
        more = {"type": {"id": of, "name": types()[of].name}} if of else {}
        meta.append({"id": name, "name": properties()[name].label, **more})
    rows = {
        iri: {name: list(_values(opened.links, name, iri)) for name in wanted.properties}
        for iri in wanted.ids
    }
    return {"meta": meta, "rows": rows}


def agrees(links: Links, iri: str, given: Given) -> bool:
    """Whether an entity has one of the values that are given for a property."""
    return _COMPARED[given.name](links, iri, given)


def tenures(links: Links, iri: str) -> list[str]:
    """The times in a post of a person, or of the holders of a post, in order of time."""
    store = links.store
    found = {
        getattr(quad.subject, "value", "")
        for predicate in (ORG.member, CG.post)
        for quad in store.quads(None, predicate, iri)
    }
    kept = [fact for fact in found if links.class_of(fact) == CG.Tenure]
    return sorted(kept, key=lambda fact: (_order(span_of(store, fact)), fact))


def _order(span: Span) -> str:
    return span.since_earliest or span.since_latest or span.until_latest or "9999"


def in_words(links: Links, tenure: str) -> str:
    """A time in a post: the post, where, and when."""
    where = next(iter(links.store.values(tenure, ORG.organization)), None)
    title = links.captions.text(tenure, CG.roleTitle) or ""
    parts = [title, links.captions[where] if where else "", when(span_of(links.store, tenure))]
    return ", ".join(filter(None, parts))


def _values(links: Links, name: str, iri: str) -> Iterator[Plain]:
    """The values of a property; none for an address that the store does not have."""
    try:
        is_there = next(iter(links.store.quads(iri)), None) is not None
    except ValueError:
        return
    for number, value in enumerate(_READ[name](links, iri) if is_there else ()):
        if number >= _MAX_VALUES:
            return
        is_entity = properties()[name].of is not None
        yield {"id": value, "name": links.captions[value]} if is_entity else {"str": value}


def _of(predicate: str) -> Callable[[Links, str], list[str]]:
    """A reader of the values of a property of the graph, concepts as their words."""

    def read(links: Links, iri: str) -> list[str]:
        found = sorted(links.store.values(iri, predicate))
        return [WORDS.get(value, value).replace("_", " ") if value in WORDS else value for value in found]

    return read


def _organisations(links: Links, iri: str) -> list[str]:
    store = links.store
    held = (value for fact in tenures(links, iri) for value in sorted(store.values(fact, ORG.organization)))
    return list(dict.fromkeys([*store.values(iri, ORG.postIn), *held]))


def _posts(links: Links, iri: str) -> list[str]:
    titles = (links.captions.text(fact, CG.roleTitle) for fact in tenures(links, iri))
    return list(dict.fromkeys(filter(None, titles)))


def _holders(links: Links, iri: str) -> list[str]:
    held = (value for fact in tenures(links, iri) for value in sorted(links.store.values(fact, ORG.member)))
    return list(dict.fromkeys(held))


def _tenures(links: Links, iri: str) -> list[str]:
    return [in_words(links, fact) for fact in tenures(links, iri)]


def _quote(links: Links, iri: str) -> list[str]:
    found = evidence(links.store, iri)
    return [f"“{each.quote}” — {', '.join(filter(None, (each.document, each.date)))}" for each in found[:1]]


_READ: dict[str, Callable[[Links, str], list[str]]] = {
    "code": _of(DCT.identifier),
    "organisation": _organisations,
    "post": _posts,
    "on": lambda links, iri: [when(span)] if (span := span_of(links.store, iri)) != Span() else [],
    "other_names": _of(SKOS.altLabel),
    "kind": _of(ORG.classification),
    "since": _of(CG.since),
    "until": _of(CG.until),
    "region": _of(CG.region),
    "website": _of(CG.website),
    "tenures": _tenures,
    "holders": _holders,
    "quote": _quote,
    "address": lambda _, iri: [iri],
}


def _has_code(links: Links, iri: str, given: Given) -> bool:
    codes = (code for each in (DCT.identifier, CG.formerCode) for code in links.store.values(iri, each))
    known = set(map(fold, codes))
    return any(fold(words) in known for words in given.words)


def _is_at(links: Links, iri: str, given: Given) -> bool:
    """Whether the body is one of the entity's, by its address, one of its names, or a name much like it."""
    known = _organisations(links, iri)
    meant = {each.iri for words in given.words for each in links.store.index.named(words)}
    return bool(set(known) & {*given.ids, *meant}) or any(
        _are_alike(words, links.captions[body]) for words in given.words for body in known
    )


def _has_post(links: Links, iri: str, given: Given) -> bool:
    store = links.store
    kinds = {kind for each in (iri, *tenures(links, iri)) for kind in store.values(each, ORG.role)}
    known = {
        *_posts(links, iri),
        *store.values(iri, SKOS.prefLabel),
        *(WORDS.get(kind, "") for kind in kinds),
    }
    return any(_are_alike(words, each) for words in given.words for each in known)


def _held_on(links: Links, iri: str, given: Given) -> bool:
    """Whether the entity may have existed on a day, or a person may have been in some post."""
    days = [day for words in given.words if (day := _day(words))]
    held = tenures(links, iri)
    spans = [span_of(links.store, fact) for fact in held] or [span_of(links.store, iri)]
    return any(span.overlaps(first, last) for first, last in days for span in spans)


def _day(words: str) -> tuple[dt.date, dt.date] | None:
    edtf = words if is_edtf(words) else parse_date(words) or ""
    return bounds(edtf) if is_edtf(edtf) else None


def _are_alike(left: str, right: str) -> bool:
    return fuzz.token_sort_ratio(fold(left), fold(right)) >= _ALIKE


_COMPARED: dict[str, Callable[[Links, str, Given], bool]] = {
    "code": _has_code,
    "organisation": _is_at,
    "post": _has_post,
    "on": _held_on,
}
