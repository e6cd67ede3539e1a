"""The vocabulary that comes with the program: as quads for a store, and as concepts to look up."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

import pyoxigraph as ox

from councilgraph.graph.names import fold
from councilgraph.graph.rdf.nodes import to_nodes
from councilgraph.graph.rdf.terms import value
from councilgraph.graph.vocab import SCHEMES, SKOS, WORDS, concept


@dataclass(frozen=True, slots=True)
class Concept:
    """A word of the vocabulary: the one that claims and facts use, and those that people use."""

    iri: str
    word: str
    label: str
    other_labels: tuple[str, ...] = ()
    definition: str = ""

    def is_called(self, text: str) -> bool:
        """Whether `text` is the word or one of the labels, however it is spelt."""
        wanted = fold(text.replace("_", " "))
        return any(
            wanted == fold(name.replace("_", " ")) for name in (self.word, self.label, *self.other_labels)
        )


def vocabulary_quads() -> Iterator[ox.Quad]:
    """The vocabulary's triples in the default graph, so that questions and queries find ranks and labels."""
    text = (resources.files("councilgraph.ontology") / "vocabulary.ttl").read_bytes()
    return iter(ox.parse(text, ox.RdfFormat.TURTLE))


def concepts(scheme: str) -> tuple[Concept, ...]:
    """The concepts of a scheme, in the order of the scheme."""
    known = _all_concepts()
    return tuple(known[iri] for word in SCHEMES[scheme] if (iri := concept(scheme, word)))


@functools.cache
def _all_concepts() -> dict[str, Concept]:
    label, other, definition = (ox.NamedNode(iri) for iri in (SKOS.prefLabel, SKOS.altLabel, SKOS.definition))
    found = {}
    for node, properties in to_nodes(vocabulary_quads()).items():
        iri = getattr(node, "value", "")
        if iri in WORDS:
            found[iri] = Concept(
                iri,
                WORDS[iri],
                min(map(value, properties[label])),
                tuple(sorted(map(value, properties[other]))),
                min(map(value, properties[definition]), default=""),
            )
    return found
