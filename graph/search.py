"""What people type to name a thing -> the thing: entities by IRI, name or code; documents by name or hash."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from rapidfuzz import process

from councilgraph.graph.errors import AmbiguousError, UsageError
from councilgraph.graph.index import DocumentHit, Named
from councilgraph.graph.names import fold
from councilgraph.graph.rows import Rows
from councilgraph.graph.store import Store
from councilgraph.graph.vocab import CG, SKOS

SHOWN_CANDIDATES = 12


@dataclass(frozen=True, slots=True)
class Found:
    """What has the words that were looked for."""

    entities: tuple[Named, ...]
    documents: tuple[DocumentHit, ...]


def find(store: Store, text: str, *, limit: int = 20) -> Found:
    """Entities with `text` in a name, and documents with all its words; at most `limit` of each."""
    return Found(
        tuple(store.index.names_with(text, limit=limit)), tuple(store.index.documents_with(text, limit=limit))
    )


def entity(store: Store, text: str, *, kinds: Container[str] | None = None) -> str:
    """The IRI of the one entity that `text` names: its IRI, a name, a code, or enough of a name.

    `kinds` narrows what may be meant. Of several organisations with the name, the only one that has not
    ended is meant. Raises UsageError where nothing fits, AmbiguousError with the candidates where several do.
    """
    if text.startswith(("http://", "https://", "urn:")):
        if not _is_there(store, text):
            raise UsageError(f"nothing in the store has the address {text}", hint="councilgraph find TEXT")
        return text
    candidates = _of_kind(store.index.named(text), kinds) or _of_kind(
        store.index.names_with(text, limit=200), kinds
    )
    return _only(store, text, candidates)


def entities(store: Store, text: str, *, kinds: Container[str] | None = None) -> tuple[str, ...]:
    """The IRIs that `text` names: one, or a place's councils one after another ("Cornwall").

    The council that is there now comes first, those that went before it after it. Raises as `entity` does.
    """
    only = entity(store, text, kinds=kinds)
    named = {name.iri for name in _of_kind(store.index.named(text), kinds) if not name.is_main}
    ended = sorted(iri for iri in named - {only} if store.value(iri, CG.until))
    return (only, *ended) if only in named and store.value(only, CG.until) is None else (only,)


def document(store: Store, text: str) -> str:
    """The hash of the one document with this file name, or whose hash begins so (4 characters or more)."""
    found = store.index.documents_named(text)
    if not found:
        raise UsageError(
            f"no document is called {text!r}", hint="give its file name or the beginning of its hash"
        )
    if len(found) > 1:
        rows = [f"{sha256[:12]}  {name}" for sha256, name in found]
        raise AmbiguousError(f"{len(found)} documents fit {text!r}", candidates=rows, hint="give the hash")
    return found[0][0]


def _is_there(store: Store, address: str) -> bool:
    try:
        return next(iter(store.quads(address, graph=None)), None) is not None
    except ValueError:
        # It is no IRI at all.
        return False


def _of_kind(names: Iterable[Named], kinds: Container[str] | None) -> list[Named]:
    return [name for name in names if kinds is None or name.kind in kinds]


def _only(store: Store, text: str, candidates: list[Named]) -> str:
    by_iri = {name.iri: name for name in reversed(candidates)}
    if len(by_iri) == 1:
        return next(iter(by_iri))
    if not by_iri:
        near = _near(store, text)
        hint = (
            f"did you mean {near!r}?" if near else f"look for parts of the name: councilgraph find {text!r}"
        )
        raise UsageError(f"nothing in the store is called {text!r}", hint=hint)
    main = {name.iri for name in candidates if name.is_main and fold(name.label) == fold(text)}
    lasting = {iri for iri in by_iri if store.value(iri, CG.until) is None}
    for narrowed in (main, lasting):
        if len(narrowed) == 1:
            return narrowed.pop()
    rows = [
        f"{store.value(iri, SKOS.prefLabel)}  ({name.kind.replace('_', ' ')})  {iri}"
        for iri, name in sorted(by_iri.items())
    ]
    raise AmbiguousError(
        f"{len(rows)} entities fit {text!r}",
        candidates=rows[:SHOWN_CANDIDATES],
        hint="give more of the name, or the IRI",
    )


def _near(store: Store, text: str) -> str | None:
    """The most similar name among those that share a word's first letters with `text`."""
    labels = {
        name.label for word in fold(text).split() for name in store.index.names_with(word[:3], limit=200)
    }
    best = process.extractOne(text, sorted(labels), score_cutoff=70)
    return best[0] if best else None


def found_rows(found: Found) -> Rows:
    """What was found as rows: entities first, then documents with the words around."""
    entities = ({"what": name.kind, "name": name.label, "address": name.iri} for name in found.entities)
    documents = (
        {"what": "document", "name": hit.title, "address": hit.name, "words": hit.snippet}
        for hit in found.documents
    )
    return Rows(("what", "name", "address", "words"), [*entities, *documents])
