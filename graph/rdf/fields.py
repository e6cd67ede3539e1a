"""Which property says which field: the one table behind claims and facts as RDF, in both directions.

A claim and a fact share the property of a field. Where the field names an entity its value is words in
a claim ("Cornwall's director") and a node in a fact. A word of the vocabulary is its concept; any other
word stays as it is, so that "fostering panel" as an aspect is neither lost nor made up into a concept.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

import pyoxigraph as ox

from councilgraph.graph.entities import FACT_TYPES, Entity
from councilgraph.graph.errors import StoreError
from councilgraph.graph.model import CLAIM_TYPES, Claim
from councilgraph.graph.rdf.terms import Term, date_literal, node, value
from councilgraph.graph.vocab import CG, DCT, FOAF, ORG, PROV, SCHEMES, SKOS, concept

Made = TypeVar("Made", bound=Claim | Entity)


class Form(Enum):
    """What the values of a field are."""

    WORDS = "words"
    ENTITY = "entity"
    ADDRESS = "address"
    DATE = "date"
    NUMBER = "number"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Property:
    """The property of a field, and the form of its values or the schemes that have concepts for them."""

    iri: str
    form: Form = Form.WORDS
    schemes: tuple[str, ...] = ()


_KINDS = ("organisation_kinds", "intervention_kinds", "inspection_kinds")

PROPERTIES: dict[str, Property] = {
    "about": Property(CG.about, Form.ENTITY),
    "actor": Property(CG.actor, Form.ENTITY),
    "aspect": Property(CG.aspect, schemes=("aspects",)),
    "body": Property(CG.body, Form.ENTITY),
    "by": Property(CG.decidedBy),
    "claims": Property(PROV.wasDerivedFrom, Form.ADDRESS),
    "code": Property(CG.code),
    "confidence": Property(CG.confidence, Form.NUMBER),
    "date": Property(CG.date, Form.DATE),
    "end": Property(CG.until, Form.DATE),
    "end_status": Property(CG.endStatus, schemes=("end_statuses",)),
    "event": Property(CG.event, schemes=("events",)),
    "field": Property(CG.field),
    "former_codes": Property(CG.formerCode),
    "framework": Property(CG.framework, schemes=("frameworks",)),
    "grade": Property(CG.grade, schemes=("grades",)),
    "in_post_on": Property(CG.inPostOn, Form.DATE),
    "inspection": Property(CG.inspection, Form.ENTITY),
    "is_interim": Property(CG.isInterim, Form.FLAG),
    "kind": Property(CG.kind, schemes=_KINDS),
    "label": Property(SKOS.prefLabel),
    "lead_inspector": Property(CG.leadInspector, Form.ENTITY),
    "left": Property(CG.left),
    "left_claims": Property(CG.left, Form.ADDRESS),
    "left_entity": Property(CG.leftEntity, Form.ENTITY),
    "modality": Property(CG.modality, schemes=("modalities",)),
    "names": Property(CG.otherName),
    "nation": Property(CG.nation),
    "note": Property(SKOS.note),
    "organisation": Property(CG.organisation, Form.ENTITY),
    "person": Property(CG.person, Form.ENTITY),
    "post": Property(CG.post, Form.ENTITY),
    "predecessor": Property(CG.predecessor, Form.ENTITY),
    "predecessors": Property(CG.predecessor, Form.ENTITY),
    "published": Property(CG.published, Form.DATE),
    "qa_manager": Property(CG.qaManager, Form.ENTITY),
    "reasons": Property(CG.reason),
    "region": Property(CG.region),
    "right": Property(CG.right),
    "right_claims": Property(CG.right, Form.ADDRESS),
    "right_entity": Property(CG.rightEntity, Form.ENTITY),
    "role": Property(CG.roleTitle),
    "role_kind": Property(CG.roleKind, schemes=("role_kinds",)),
    "same_as": Property(CG.identifier, Form.ENTITY),
    "score": Property(CG.score, Form.NUMBER),
    "since": Property(CG.since, Form.DATE),
    "speaker": Property(CG.speaker, Form.ENTITY),
    "speaker_kind": Property(CG.speakerKind, schemes=("speaker_kinds",)),
    "status": Property(CG.status, schemes=("statuses",)),
    "successor": Property(CG.successor, Form.ENTITY),
    "successors": Property(CG.successor, Form.ENTITY),
    "tenure": Property(CG.tenure, Form.ENTITY),
    "until": Property(CG.until, Form.DATE),
    "upper_tier": Property(CG.upperTier, Form.ENTITY),
    "verdict": Property(CG.verdict, schemes=("verdicts",)),
    "website": Property(CG.website),
    "words": Property(CG.words),
}

STANDARD: dict[tuple[str, str], str] = {
    ("Person", "names"): SKOS.altLabel,
    ("Organisation", "names"): SKOS.altLabel,
    ("Organisation", "kind"): ORG.classification,
    ("Organisation", "code"): DCT.identifier,
    ("Organisation", "same_as"): SKOS.exactMatch,
    ("Post", "organisation"): ORG.postIn,
    ("Post", "role_kind"): ORG.role,
    ("Tenure", "person"): ORG.member,
    ("Tenure", "organisation"): ORG.organization,
    ("Tenure", "role_kind"): ORG.role,
    ("ChangeEvent", "predecessors"): ORG.originalOrganization,
    ("ChangeEvent", "successors"): ORG.resultingOrganization,
}
"""Fields of facts for which a standard has a property that fits the class."""

PARTS = frozenset({"quote", "stands_for", "team", "team_roles"})
"""Fields that are nodes of their own."""

_STANDARD_CLASSES = {
    "Person": FOAF.Person,
    "Organisation": ORG.Organization,
    "Post": ORG.Post,
    "ChangeEvent": ORG.ChangeEvent,
}


@dataclass(frozen=True, slots=True)
class FieldOfType:
    """A field of a claim type or fact type, as it is written and read."""

    name: str
    property: ox.NamedNode
    form: Form
    is_many: bool
    term: Callable[[Any], Term]
    bounds: tuple[ox.NamedNode, ox.NamedNode] | None = None

    def read(self, values: list[Term]) -> Any:  # noqa: ANN401 - as many types as there are fields
        """The field's value from the terms that the graph has for it."""
        if self.is_many:
            return tuple(sorted(map(value, values)))
        if not values:
            return None
        least = min(map(value, values))
        if self.form is Form.NUMBER:
            return float(least)
        return least == "true" if self.form is Form.FLAG else least


def fields_of(kind: type[Claim] | type[Entity]) -> tuple[FieldOfType, ...]:
    """The fields of a claim type or a fact type that are properties of its node."""
    return _FIELDS[kind]


def bounds_of(name: str) -> tuple[ox.NamedNode, ox.NamedNode]:
    """The properties for the first and the last day that a date of ours may mean."""
    return node(CG[name + "Earliest"]), node(CG[name + "Latest"])


def class_of(kind: type[Claim] | type[Entity]) -> ox.NamedNode:
    """The class of a claim type or a fact type."""
    return node(_STANDARD_CLASSES.get(kind.__name__) or CG[kind.__name__])


CLAIM_CLASSES: dict[Term, type[Claim]] = {class_of(kind): kind for kind in CLAIM_TYPES}
FACT_CLASSES: dict[Term, type[Entity]] = {class_of(kind): kind for kind in FACT_TYPES}


def made(kind: type[Made], values: dict[str, Any], iri: str) -> Made:
    """A claim or a fact from the values of its fields; those that are None get their default.

    Raises StoreError where a field that must have a value has none.
    """
    known = {name: found for name, found in values.items() if found is not None}
    for field in dataclasses.fields(kind):
        if field.name in known or field.default is not dataclasses.MISSING:
            continue
        if not str(field.type).endswith("| None"):
            name = PROPERTIES[field.name].iri if field.name in PROPERTIES else field.name
            raise StoreError(
                f"{iri}: {kind.__name__} without {name}", hint="build the store again from the documents"
            )
        known[field.name] = None
    return kind(**known)


def _field_of_type(kind: type[Claim] | type[Entity], name: str, is_many: bool) -> FieldOfType:
    known = PROPERTIES[name]
    iri = STANDARD.get((kind.__name__, name), known.iri)
    form = Form.WORDS if known.form is Form.ENTITY and issubclass(kind, Claim) else known.form
    bounds = bounds_of(iri.removeprefix(CG.base)) if form is Form.DATE else None
    return FieldOfType(name, node(iri), form, is_many, _encoder(known, form), bounds)


def _encoder(known: Property, form: Form) -> Callable[[Any], Term]:
    if known.schemes:
        concepts = {
            word: node(iri)
            for scheme in known.schemes
            for word in SCHEMES[scheme]
            if (iri := concept(scheme, word))
        }
        return lambda word: concepts.get(word) or ox.Literal(word)
    if form in (Form.ENTITY, Form.ADDRESS):
        return node
    return date_literal if form is Form.DATE else ox.Literal


def _fields_of(kind: type[Claim] | type[Entity]) -> tuple[FieldOfType, ...]:
    return tuple(
        _field_of_type(kind, field.name, str(field.type).startswith("tuple"))
        for field in dataclasses.fields(kind)
        if field.name not in PARTS and field.name != "iri"
    )


_FIELDS: dict[type[Claim] | type[Entity], tuple[FieldOfType, ...]] = {
    **{kind: _fields_of(kind) for kind in CLAIM_TYPES},
    **{kind: _fields_of(kind) for kind in FACT_TYPES},
}
