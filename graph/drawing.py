"""How the ontology says that things are called and drawn: captions, edges, nodes, colour groups.

Read from `ontology/councilgraph.ttl` (its first section explains the terms); nothing here names a class.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources

import pyoxigraph as ox

from councilgraph.graph.store import Store
from councilgraph.graph.vocab import CG, PREFIXES, RDF, RDFS, SKOS, WORDS

Path = tuple[str, ...]
"""Properties to follow, one after the other."""

_MAX_DEPTH = 4
_PART = re.compile(r"\[([^\[\]]*)\]|\{([^{}]*)\}|([^\[\]{}]+)")


@dataclass(frozen=True, slots=True)
class EdgeRule:
    """How facts of a class become an edge. `label` is a property, or the words themselves."""

    start: Path
    end: Path
    label: str
    is_label_property: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """The rules by the IRI of a class or a property; colours and shapes by colour group."""

    captions: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    nodes: frozenset[str] = frozenset()
    edges: dict[str, EdgeRule] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    colours: dict[str, str] = field(default_factory=dict)
    shapes: dict[str, str] = field(default_factory=dict)

    def class_of(self, store: Store, iri: str) -> str | None:
        """The class of a thing that says how it is called and drawn: ours before a standard one."""
        classes = sorted(store.values(iri, RDF.type), key=lambda name: (name not in CG, name))
        return next((name for name in classes if name in self.captions), None)


@functools.cache
def drawing() -> Drawing:
    """The rules of the ontology that comes with the program."""
    text = (resources.files("councilgraph.ontology") / "councilgraph.ttl").read_bytes()
    ontology = ox.Store()
    ontology.bulk_load(text, ox.RdfFormat.TURTLE)
    rules = _Rules(ontology)
    groups, colours, shapes = (rules.values(name) for name in (CG.colourGroup, CG.colour, CG.shape))
    drawn = rules.values(CG.drawnAs)
    names = rules.values(CG.edgeLabel)
    starts, ends = rules.paths(CG.edgeFrom), rules.paths(CG.edgeTo)
    return Drawing(
        captions=rules.values(CG.caption),
        labels=rules.values(RDFS.label),
        nodes=frozenset(iri for iri, how in drawn.items() if how == "node"),
        edges={
            iri: EdgeRule(starts[iri], ends[iri], names[iri], names[iri].startswith("http")) for iri in starts
        },
        links={iri: names[iri] for iri, how in drawn.items() if how == "edge" and iri not in starts},
        marks=rules.values(CG.markOf),
        groups=groups,
        colours={group: colours[iri] for iri, group in groups.items()},
        shapes={group: shapes[iri] for iri, group in groups.items()},
    )


class Captions:
    """The captions of the things in one store, each worked out once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, str] = {}

    def __getitem__(self, iri: str) -> str:
        """How a thing is called: by its class's rule, a concept by its word, else its address."""
        if iri not in self._known:
            self._known[iri] = self._caption(iri, _MAX_DEPTH)
        return self._known[iri]

    def text(self, iri: str, predicate: str) -> str | None:
        """The least value of a property in words, None where there is none."""
        return self._value(iri, predicate, _MAX_DEPTH)

    def _caption(self, iri: str, depth: int) -> str:
        if iri in WORDS:
            return _word(WORDS[iri])
        rules = drawing()
        kind = rules.class_of(self._store, iri)
        if kind is None or depth == 0:
            return self._store.value(iri, SKOS.prefLabel) or iri
        return "".join(self._parts(iri, rules.captions[kind], depth)) or iri

    def _parts(self, iri: str, template: str, depth: int) -> Iterator[str]:
        for optional, name, words in _PART.findall(template):
            if optional:
                names = re.findall(r"\{([^{}]*)\}", optional)
                if all(self._reached(iri, each, depth) for each in names):
                    yield from self._parts(iri, optional, depth)
            elif name:
                yield self._reached(iri, name, depth) or "?"
            else:
                yield words

    def _reached(self, iri: str, path: str, depth: int) -> str | None:
        """What a property, or several with slashes between, leads to, in words."""
        *steps, last = path.split("/")
        for step in steps:
            following = self._store.value(iri, _expand(step))
            if following is None:
                return None
            iri = following
        return self._value(iri, _expand(last), depth)

    def _value(self, iri: str, predicate: str, depth: int) -> str | None:
        values = (quad.object for quad in self._store.quads(iri, predicate))
        texts = [
            self._caption(value.value, depth - 1) if isinstance(value, ox.NamedNode) else value.value
            for value in values
            if not isinstance(value, ox.Triple)
        ]
        return min(texts, default=None)


def _expand(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def _word(word: str) -> str:
    return word.replace("_", " ")


class _Rules:
    """The annotations in the ontology, as dictionaries by subject."""

    def __init__(self, ontology: ox.Store) -> None:
        self._ontology = ontology

    def values(self, predicate: str) -> dict[str, str]:
        return {
            quad.subject.value: quad.object.value
            for quad in self._ontology.quads_for_pattern(None, ox.NamedNode(predicate), None)
            if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple)
        }

    def paths(self, predicate: str) -> dict[str, Path]:
        found = {}
        for quad in self._ontology.quads_for_pattern(None, ox.NamedNode(predicate), None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(
                quad.object, ox.NamedNode | ox.BlankNode
            ):
                found[quad.subject.value] = tuple(self._list(quad.object))
        return found

    def _list(self, head: ox.NamedNode | ox.BlankNode) -> Iterator[str]:
        """The members of an RDF list, or the one thing that is no list."""
        if isinstance(head, ox.NamedNode):
            if head.value != RDF.nil:
                yield head.value
            return
        for first in self._ontology.quads_for_pattern(head, ox.NamedNode(RDF.first), None):
            if isinstance(first.object, ox.NamedNode):
                yield first.object.value
        for rest in self._ontology.quads_for_pattern(head, ox.NamedNode(RDF.rest), None):
            if isinstance(rest.object, ox.NamedNode | ox.BlankNode):
                yield from self._list(rest.object)
