"""Who may be meant by a name: candidates with what their score is made of, and suggestions while one types.

A score is the likeness of the names, of 100, less what speaks against it. A body is a match where it is the
only one with the name; a person only where something else fits too: a name alone is no identity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from councilgraph.graph.council_names import SHORTER, key, place, place_names, spellings
from councilgraph.graph.index import Named
from councilgraph.graph.links import Links, Span, span_of, when
from councilgraph.graph.names import fold, without_titles
from councilgraph.graph.store import Store
from councilgraph.graph.vocab import CG, COUNCIL_KINDS, DCT, ORG, SKOS
from councilgraph.graph.web.addresses import is_iri
from councilgraph.graph.web.asked import Asked
from councilgraph.graph.web.reconciliation.parsing import Given, Query, parse_batch
from councilgraph.graph.web.reconciliation.schema import (
    Plain,
    plain_property,
    plain_type,
    properties,
    types,
    types_of,
)
from councilgraph.graph.web.reconciliation.values import agrees, in_words, tenures
from councilgraph.graph.web.view import Opened

_LOOKED_AT = 150
"""How many entities with some of the words are compared."""

_SUGGESTED = 20
_BEGINNING_CHARS = 4
_WORDS_TRIED = 6
_LEAST = 60.0
"""Less like than this is no candidate."""

_SHORT_FORM, _LOOSE_FORM = 98.0, 96.0
"""How like a council's name put together by rule is to its own; other likeness stays below."""

_GOOD = 90.0
"""Where one is as like as this, nobody else is looked for."""

_DISAGREEMENT = 25.0
"""What each given property that does not fit takes from the score."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    iri: str
    kind: str
    name_score: float
    fits: tuple[tuple[str, bool], ...]

    @property
    def score(self) -> float:
        wrong = sum(not is_fit for _, is_fit in self.fits)
        return round(max(0.0, self.name_score - wrong * _DISAGREEMENT), 1)

    @property
    def is_whole(self) -> bool:
        """Whether nothing speaks against it."""
        return self.name_score >= _SHORT_FORM and all(is_fit for _, is_fit in self.fits)


def reconcile(opened: Opened, asked: Mapping[str, Any]) -> Plain:
    """The answer to a batch of queries."""
    batch = parse_batch(asked["queries"])
    return {key: {"result": _result(opened.links, query)} for key, query in batch.items()}


def suggest(opened: Opened, asked: Mapping[str, Any]) -> Plain:
    """Entities, types or properties whose name begins so, or that have this identifier."""
    request: Asked = asked["request"]
    prefix, first = request.text("prefix"), request.number("cursor", 0, least=0, most=100_000)
    if request.name == "entity":
        return {"result": _suggested(opened, prefix, first)}
    found = (
        map(plain_type, types().values())
        if request.name == "type"
        else map(plain_property, properties().values())
    )
    fitting = [each for each in found if _begins(prefix, each["name"]) or each["id"] == prefix]
    return {"result": fitting[first : first + _SUGGESTED]}


def propose(_: Opened, asked: Mapping[str, Any]) -> Plain:
    """The properties that entities of a type have."""
    request: Asked = asked["request"]
    kind, most = request.text("type"), request.number("limit", 100, most=1000)
    kinds = types()[kind].kinds if kind in types() else None
    found = [
        {"id": each.name, "name": each.label}
        for each in properties().values()
        if kinds is None or each.kinds is None or kinds & each.kinds
    ]
    return {"type": kind, "properties": found[:most], "limit": most}


def description(links: Links, iri: str, kind: str) -> str:
    """What tells an entity from its namesakes: a person's latest post; a body's kind, code and time."""
    if kind == "person":
        held = tenures(links, iri)
        return in_words(links, held[-1]) if held else ""
    store = links.store
    if kind == "post":
        return ", ".join(links.captions[body] for body in sorted(store.values(iri, ORG.postIn)))
    span = span_of(store, iri)
    times = when(span) if span != Span() else ""
    return ", ".join(filter(None, [kind.replace("_", " "), store.value(iri, DCT.identifier), times]))


def _result(links: Links, query: Query) -> list[Plain]:
    kinds = frozenset().union(*(types()[each].kinds for each in query.types if each in types()))
    is_free = not query.types or query.strictness == "should"
    found = [
        _Candidate(each.iri, each.kind, score, _fits(links, each.iri, query.given))
        for each, score in _scored(links.store, query)
        if score >= _LEAST and (is_free or each.kind in kinds)
    ]
    found.sort(key=lambda each: (-each.score, -each.name_score, each.iri))
    whole = [each for each in found if each.is_whole]
    best = [each.iri for each in whole if each.name_score == whole[0].name_score]
    return [_plain(links, each, is_match=best == [each.iri]) for each in found[: query.limit]]


def _fits(links: Links, iri: str, given: Iterable[Given]) -> tuple[tuple[str, bool], ...]:
    return tuple((each.name, agrees(links, iri, each)) for each in given)


def _plain(links: Links, found: _Candidate, *, is_match: bool) -> Plain:
    features: list[Plain] = [{"id": "name", "value": round(found.name_score, 1)}]
    features += [{"id": name, "value": is_fit} for name, is_fit in dict(found.fits).items()]
    is_known = found.kind != "person" or bool(found.fits)
    return {
        "id": found.iri,
        "name": links.captions[found.iri],
        "description": description(links, found.iri, found.kind),
        "type": [{"id": each.iri, "name": each.name} for each in types_of(found.kind)],
        "score": found.score,
        "features": features,
        "match": is_match and is_known,
    }


def _scored(store: Store, query: Query) -> Iterator[tuple[Named, float]]:
    """Entities that may be meant, each once, with the likeness of the names."""
    known: dict[str, float] = {}
    for find in (_with_words, _with_beginnings):
        for each in find(store, query):
            if each.iri not in known:
                known[each.iri] = _likeness(query, store, each)
                yield each, known[each.iri]
        if max(known.values(), default=0) >= _GOOD:
            return


def _with_words(store: Store, query: Query) -> Iterator[Named]:
    """Entities with the name or all its words, or with a given code or address; without a name, see below."""
    index = store.index
    for words in (words for each in query.given if each.name == "code" for words in each.words):
        yield from index.named(words)
    if not query.text:
        yield from _of_bodies(store, query)
        return
    if "://" in query.text:
        yield from _by_address(store, query.text)
    for text in dict.fromkeys((query.text, without_titles(query.text))):
        yield from index.named(text)
        yield from index.names_with(text, limit=_LOOKED_AT)


def _with_beginnings(store: Store, query: Query) -> Iterator[Named]:
    """Entities with a word that begins as one of the name's does: so misspellings are found."""
    for word in fold(query.text).split()[:_WORDS_TRIED]:
        yield from store.index.names_with(word[:_BEGINNING_CHARS], limit=_LOOKED_AT)


def _of_bodies(store: Store, query: Query) -> Iterator[Named]:
    """The people and posts of the bodies that are given, where no name is."""
    for given in (each for each in query.given if each.name == "organisation"):
        meant = [*given.ids, *(each.iri for words in given.words for each in store.index.named(words))]
        for body in dict.fromkeys(each for each in meant if is_iri(each)):
            for predicate, read in ((ORG.organization, _member), (ORG.postIn, _itself)):
                for quad in list(store.quads(None, predicate, body))[:_LOOKED_AT]:
                    for iri in read(store, getattr(quad.subject, "value", "")):
                        yield from _by_address(store, iri)


def _member(store: Store, fact: str) -> list[str]:
    return sorted(store.values(fact, ORG.member))


def _itself(_: Store, iri: str) -> list[str]:
    return [iri]


def _by_address(store: Store, iri: str) -> Iterator[Named]:
    """The entity with an address, if it has a name."""
    label = store.value(iri, SKOS.prefLabel) if is_iri(iri) else None
    if label:
        yield from (each for each in store.index.named(label) if each.iri == iri)


def _likeness(query: Query, store: Store, named: Named) -> float:
    """How like the name is to the likest of an entity's: 100 where but case, marks and titles differ.

    "Wirral MBC" is a shorter form of a council's name, "Cornwall County Council" one with other words.
    """
    if query.text in ("", named.iri):
        return 100.0
    names = {named.label, *store.values(named.iri, SKOS.prefLabel), *store.values(named.iri, SKOS.altLabel)}
    codes = {*store.values(named.iri, DCT.identifier), *store.values(named.iri, CG.formerCode)}
    asked = {key(query.text), key(without_titles(query.text))} - {""}
    known = {key(form) for name in names for form in (name, without_titles(name))}
    if asked & (known | set(map(key, codes))) or query.text in names:
        return 100.0
    forms = _council_forms(named)
    found = [forms[each] for each in asked if each in forms]
    # Words in another order are alike, and never the same.
    found += [min(_LOOSE_FORM, _ratio(one, other)) for one in asked for other in known]
    return max(found, default=0.0)


def _council_forms(named: Named) -> dict[str, float]:
    """Other names that people put together for a council, with how like they are to its own."""
    if named.kind not in COUNCIL_KINDS:
        return {}
    official = key(named.label)
    forms = place_names(named.kind, place(official), official)
    found: dict[str, float] = {}
    for name, closeness in forms:
        for spelling in spellings(name):
            score = _SHORT_FORM if closeness == SHORTER else _LOOSE_FORM
            found[spelling] = max(score, found.get(spelling, 0.0))
    return found


_ratio: Callable[[str, str], float] = fuzz.token_sort_ratio


def _suggested(opened: Opened, prefix: str, first: int) -> list[Plain]:
    store, links = opened.store, opened.links
    found = list(_by_address(store, prefix)) if "://" in prefix else []
    found = found or store.index.names_with(prefix, limit=_SUGGESTED, offset=first)
    return [
        {
            "id": each.iri,
            "name": links.captions[each.iri],
            "description": description(links, each.iri, each.kind),
            "notable": [{"id": kind.iri, "name": kind.name} for kind in types_of(each.kind)],
        }
        for each in found
    ]


def _begins(prefix: str, name: str) -> bool:
    return any(each.startswith(fold(prefix)) for each in (fold(name), *fold(name).split()))
