"""Claims and facts as RDF quads, and back."""

from councilgraph.graph.rdf.claims import claim_iri, document_quads, read_claims
from councilgraph.graph.rdf.facts import fact_quads, read_facts
from councilgraph.graph.rdf.terms import document_iri, entity_iri
from councilgraph.graph.rdf.vocabulary import Concept, concepts, vocabulary_quads

__all__ = [
    "Concept",
    "claim_iri",
    "concepts",
    "document_iri",
    "document_quads",
    "entity_iri",
    "fact_quads",
    "read_claims",
    "read_facts",
    "vocabulary_quads",
]
