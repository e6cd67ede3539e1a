"""Every IRI that the program spells: closed namespaces, and the words of the vocabularies.

An IRI is text here (`CG.since`), so that nothing else has to be imported. A name that the ontology, the
vocabulary or a standard does not have raises AttributeError at once. The tests hold all of this
against `ontology/councilgraph.ttl`, `ontology/vocabulary.ttl`, the shapes and the questions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

BASE: Final = "https://w3id.org/councilgraph/id/"
"""Where the addresses of entities, documents, claims and quotes begin, unless an option says otherwise."""


class Namespace:
    """A closed set of IRIs with a common beginning; `namespace.name` is the IRI of one of them."""

    __slots__ = ("base", "names")

    def __init__(self, base: str, names: str) -> None:
        self.base: str = base
        self.names: frozenset[str] = frozenset(names.split())

    def __getattr__(self, name: str) -> str:
        if name not in self.names:
            raise AttributeError(f"{self.base} has no {name!r}")
        return self.base + name

    def __getitem__(self, name: str) -> str:
        if name not in self.names:
            raise KeyError(f"{self.base} has no {name!r}")
        return self.base + name

    def __iter__(self) -> Iterator[str]:
        return (self.base + name for name in sorted(self.names))

    def __contains__(self, iri: object) -> bool:
        return isinstance(iri, str) and iri.startswith(self.base) and iri[len(self.base) :] in self.names

    def __len__(self) -> int:
        return len(self.names)


CG: Final = Namespace(
    "https://w3id.org/councilgraph/ontology#",
    """
    Council Tenure Succession CareerEvent Inspection TeamMember Judgement Intervention Statement
    Contradiction Pair
    Document Claim PostClaim CareerEventClaim InspectionClaim JudgementClaim InterventionClaim
    StatementClaim OrganisationClaim ChangeClaim Antecedent

    person organisation body speaker actor about leadInspector qaManager inspector
    post tenure inspection predecessor successor upperTier
    roleKind roleTitle event aspect grade kind framework status speakerKind endStatus isInterim
    words teamRole position nation region website code formerCode otherName identifier

    since sinceEarliest sinceLatest until untilEarliest untilLatest date dateEarliest dateLatest
    published publishedEarliest publishedLatest inPostOn inPostOnEarliest inPostOnLatest
    issuedEarliest issuedLatest

    quote standsFor field page confidence modality sha256 fileName
    left right leftEntity rightEntity verdict decidedBy score reason

    caption drawnAs edgeFrom edgeTo edgeLabel markOf colourGroup colour shape rank scale
    """,
)
"""Our own terms, explained in `ontology/councilgraph.ttl`."""

SCHEMES: Final[dict[str, tuple[str, ...]]] = {
    "role_kinds": (
        "director_of_childrens_services", "director", "chief_executive", "council_leader", "deputy_leader",
        "cabinet_member", "councillor", "mayor", "minister", "mp", "inspector", "commissioner", "chair",
        "head_of_service", "spokesperson", "other",
    ),
    "events": ("appointed", "resigned", "dismissed", "suspended", "retired", "died"),
    "statuses": ("current", "former", "interim", "incoming"),
    "modalities": ("asserted", "planned", "reported", "denied"),
    "speaker_kinds": ("person", "organisation"),
    "end_statuses": ("ended", "in_post", "unknown"),
    "verdicts": ("same", "different", "unsure"),
    "aspects": (
        "overall", "leadership", "help_and_protection", "in_care", "care_leavers",
        "in_care_and_care_leavers", "adoption", "fostering", "safeguarding", "quality_of_practice", "lscb",
    ),
    "grades": (
        "outstanding", "good", "adequate", "requires improvement", "inadequate", "satisfactory",
        "unsatisfactory", "excellent", "very good", "weak", "poor", "needs improvement",
    ),
    "intervention_kinds": (
        "notice_to_improve", "direction", "commissioner", "improvement_board", "trust", "section_114",
        "best_value_inspection", "advisor", "other",
    ),
    "inspection_kinds": (
        "inspection", "reinspection", "monitoring visit", "focused visit", "assessment", "review",
    ),
    "organisation_kinds": (
        "council", "unitary_authority", "county_council", "district_council", "metropolitan_borough",
        "london_borough", "city_corporation", "scottish_council", "welsh_council",
        "northern_ireland_council", "combined_authority", "strategic_authority", "inspectorate", "regulator",
        "ombudsman", "department", "government", "parliament", "court", "agency", "police_force",
        "health_trust", "childrens_trust", "safeguarding_board", "charity", "company", "school", "party",
        "union", "association", "other",
    ),
    "frameworks": (
        "sif", "ilacs", "ilacs_standard", "ilacs_short", "joint_area_review", "annual_performance_assessment",
        "contact_referral_and_assessment", "safeguarding_and_looked_after_children", "child_protection",
        "looked_after_children", "lscb_review", "joint_targeted_area_inspection",
        "adult_social_care_assessment", "education_services_for_children_and_young_people",
        "local_government_education_services", "performance_evaluation_inspection",
    ),
    "scales": (
        "ofsted_scale", "ofsted_scale_to_2013", "ofsted_provision_scale", "care_inspectorate_scale",
        "cqc_scale", "estyn_scale", "care_inspectorate_wales_scale",
    ),
}  # fmt: skip
"""The words that claims and facts use, by the concept scheme that holds them."""

COUNCIL_KINDS: Final = frozenset(SCHEMES["organisation_kinds"][:10])
"""Kinds of organisation that are councils."""


def local_name(word: str) -> str:
    """The last part of the IRI of a word of the vocabulary.

    >>> local_name("requires improvement")
    'requires_improvement'
    """
    return word.replace(" ", "_")


CGV: Final = Namespace(
    "https://w3id.org/councilgraph/vocabulary/",
    " ".join([*SCHEMES, *(local_name(word) for words in SCHEMES.values() for word in words)]),
)
"""Concept schemes and concepts, explained in `ontology/vocabulary.ttl`."""

WORDS: Final[dict[str, str]] = {CGV[local_name(word)]: word for words in SCHEMES.values() for word in words}
"""The word that claims and facts use for a concept, by the concept's IRI."""


def concept(scheme: str, word: str) -> str | None:
    """The IRI of `word` in a scheme, None where the scheme does not have it.

    >>> concept("grades", "requires improvement")
    'https://w3id.org/councilgraph/vocabulary/requires_improvement'
    """
    return CGV[local_name(word)] if word in SCHEMES[scheme] else None


RDF: Final = Namespace(
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "Property langString type first rest nil"
)
RDFS: Final = Namespace(
    "http://www.w3.org/2000/01/rdf-schema#",
    "Class label comment subClassOf subPropertyOf domain range isDefinedBy seeAlso",
)
XSD: Final = Namespace(
    "http://www.w3.org/2001/XMLSchema#", "string date integer decimal double boolean anyURI"
)
OWL: Final = Namespace("http://www.w3.org/2002/07/owl#", "Ontology AnnotationProperty versionInfo sameAs")
SKOS: Final = Namespace(
    "http://www.w3.org/2004/02/skos/core#",
    "Concept ConceptScheme Collection prefLabel altLabel definition note inScheme broader notation member "
    "exactMatch",
)
DCT: Final = Namespace(
    "http://purl.org/dc/terms/", "title publisher issued format identifier isPartOf license description"
)
FOAF: Final = Namespace("http://xmlns.com/foaf/0.1/", "Person Document Agent")
ORG: Final = Namespace(
    "http://www.w3.org/ns/org#",
    "Organization FormalOrganization Membership Post ChangeEvent member organization role postIn "
    "classification originalOrganization resultingOrganization",
)
PROV: Final = Namespace("http://www.w3.org/ns/prov#", "Entity Activity Association wasDerivedFrom")
OA: Final = Namespace(
    "http://www.w3.org/ns/oa#",
    "SpecificResource TextQuoteSelector TextPositionSelector hasSource hasSelector exact prefix suffix "
    "start end",
)
SCHEMA: Final = Namespace(
    "https://schema.org/",
    "Event Quotation Rating url startDate endDate domainIncludes rangeIncludes",
)
EDTF: Final = Namespace("http://id.loc.gov/datatypes/edtf/", "EDTF")

NAMESPACES: Final[dict[str, Namespace]] = {
    "cg": CG, "cgv": CGV, "rdf": RDF, "rdfs": RDFS, "xsd": XSD, "owl": OWL, "skos": SKOS, "dct": DCT,
    "foaf": FOAF, "org": ORG, "prov": PROV, "oa": OA, "schema": SCHEMA, "edtf": EDTF,
}  # fmt: skip
"""All namespaces by the prefix under which they are known everywhere."""

PREFIXES: Final[dict[str, str]] = {prefix: namespace.base for prefix, namespace in NAMESPACES.items()}
"""The prefixes of queries and of Turtle."""
