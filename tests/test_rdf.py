"""Claims and facts as quads and back."""

from __future__ import annotations

import dataclasses
import itertools

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_graph import CLAIM, DOCUMENT, FACTS, at

from councilgraph.graph.entities import FACT_TYPES, Entity, Inspection, Organisation, Person, Said
from councilgraph.graph.errors import StoreError
from councilgraph.graph.model import (
    CLAIM_TYPES,
    Claim,
    Document,
    InspectionClaim,
    JudgementClaim,
    OrganisationClaim,
    PostClaim,
    Quote,
    StandsFor,
)
from councilgraph.graph.rdf import claim_iri, document_quads, entity_iri, fact_quads, read_claims, read_facts
from councilgraph.graph.rdf.fields import PROPERTIES
from councilgraph.graph.vocab import CG, DCT, EDTF, OA, PREFIXES, PROV, RDF, SCHEMES, WORDS, XSD

LETTERS = st.characters(exclude_categories=["Cs"])
WORDS_OF_ANY_KIND = st.text(LETTERS, max_size=12) | st.sampled_from(
    [*WORDS.values(), *WORDS, "", "\x00", "\u202e", '"', "\\", "\r\n", " x ", "́", "👩‍👧", "@en", "_:b"]
)
DATES = st.sampled_from(["2009", "2009-07", "2009-07-14", "2009-09~", "2009?", "0999%", "some day", ""])
DATE_FIELDS = {"since", "until", "date", "end", "published", "in_post_on"}
LITERAL_FIELDS = {
    "status": "statuses",
    "event": "events",
    "modality": "modalities",
    "speaker_kind": "speaker_kinds",
}
TEXT = (
    "The council said on Monday that Jane Rowe, its director, “will go” in May. 👩‍👧 She thanked all.\n" * 3
)


def document(sha256: str = "ab" * 32, **fields) -> Document:
    return Document(sha256=sha256, name="a.txt", media_type="text/plain", text=TEXT, **fields)


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    start = draw(st.integers(0, len(TEXT) - 2))
    end = draw(st.integers(start + 1, len(TEXT) - 1))
    return Quote(start, end, TEXT[start:end])


def values(name: str, annotation: str) -> st.SearchStrategy:
    """Values that a field may have."""
    if name in LITERAL_FIELDS:
        return st.sampled_from(SCHEMES[LITERAL_FIELDS[name]])
    if name in DATE_FIELDS:
        return DATES | st.none()
    one: st.SearchStrategy = WORDS_OF_ANY_KIND
    if annotation.startswith("tuple"):
        one = st.lists(one, max_size=4).map(tuple)
    return one | st.none() if annotation.endswith("None") else one


@st.composite
def claims(draw: st.DrawFn, kind: type[Claim]) -> Claim:
    given_values = {
        field.name: draw(values(field.name, str(field.type)))
        for field in dataclasses.fields(kind)
        if field.name not in {"quote", "confidence", "stands_for"}
    }
    stands_for = st.lists(
        st.builds(StandsFor, st.sampled_from(["person", "organisation"]), quotes()), max_size=3
    )
    return kind(
        quote=draw(quotes()),
        confidence=draw(st.floats(0, 1)),
        stands_for=tuple(draw(stands_for)),
        **given_values,
    )


def in_order(claim: Claim) -> Claim:
    """The claim with its sets sorted, as it comes back."""
    names = [field.name for field in dataclasses.fields(claim) if str(field.type).startswith("tuple[str")]
    sets = {name: tuple(sorted(set(getattr(claim, name)))) for name in names if not name.startswith("team")}
    stands_for = sorted(
        set(claim.stands_for), key=lambda each: (each.field, dataclasses.astuple(each.antecedent))
    )
    return dataclasses.replace(claim, stands_for=tuple(stands_for), **sets)


def through_a_store(quads: list[ox.Quad]) -> list[ox.Quad]:
    """The quads after a store has had them as N-Quads."""
    store = ox.Store()
    store.bulk_load(ox.serialize(quads, format=ox.RdfFormat.N_QUADS), ox.RdfFormat.N_QUADS)
    return list(store)


@pytest.mark.parametrize("kind", CLAIM_TYPES)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_claims_come_back(kind: type[Claim], data: st.DataObject) -> None:
    claim, source = data.draw(claims(kind)), document(issued="2012-05")
    quads = list(document_quads(source, [claim]))
    (said,) = read_claims(through_a_store(quads))
    iri = claim_iri(source, claim)
    assert said == Said(iri, in_order(claim), source.sha256, "a.txt", "2012-05")
    assert claim_iri(source, said.claim) == iri
    assert len(set(quads)) == len(quads)


FACT_VALUES = {
    "claims": st.lists(st.sampled_from([at("claim/1"), at("claim/2")]), max_size=3).map(tuple),
    "score": st.floats(0, 1),
    "is_interim": st.booleans(),
    "end_status": st.sampled_from(SCHEMES["end_statuses"]),
    "verdict": st.sampled_from(SCHEMES["verdicts"]),
}
ADDRESSES = st.sampled_from([at("a/1"), at("a/2"), "urn:x:y", "https://example.org/é"])
ADDRESS_FIELDS = {
    "organisation", "person", "post", "predecessor", "successor", "tenure", "body", "lead_inspector",
    "qa_manager", "inspection", "actor", "speaker", "about", "upper_tier", "same_as", "left_entity", "right_entity",
    "team", "predecessors", "successors", "left_claims", "right_claims",
}  # fmt: skip


@st.composite
def facts(draw: st.DrawFn, kind: type[Entity]) -> Entity:
    found = {}
    for field in dataclasses.fields(kind):
        annotation = str(field.type)
        strategy = FACT_VALUES.get(field.name, values(field.name, annotation))
        if field.name in ADDRESS_FIELDS:
            strategy = st.lists(ADDRESSES, max_size=3).map(tuple) if "tuple" in annotation else ADDRESSES
            strategy = strategy | st.none() if annotation.endswith("None") else strategy
        found[field.name] = draw(strategy)
    return kind(**{**found, "iri": at("fact/1")})


def sets_in_order(fact: Entity) -> Entity:
    names = [field.name for field in dataclasses.fields(fact) if str(field.type).startswith("tuple")]
    return dataclasses.replace(
        fact,
        **{name: tuple(sorted(set(getattr(fact, name)))) for name in names if not name.startswith("team")},
    )


@pytest.mark.parametrize("kind", FACT_TYPES)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_facts_come_back(kind: type[Entity], data: st.DataObject) -> None:
    fact = data.draw(facts(kind))
    quads = list(fact_quads(fact))
    assert read_facts(through_a_store(quads)) == [sets_in_order(fact)]
    assert len(set(quads)) == len(quads)


def test_a_whole_store_comes_back_sorted() -> None:
    quads = [*(quad for fact in FACTS for quad in fact_quads(fact)), *document_quads(DOCUMENT, [CLAIM])]
    found = read_facts(reversed(quads))
    assert found == sorted(FACTS, key=lambda fact: (FACT_TYPES.index(type(fact)), fact.iri))
    assert [said.claim for said in read_claims(quads)] == [CLAIM]


def test_each_field_has_one_property_and_no_other_is_listed() -> None:
    names = {field.name for kind in (*CLAIM_TYPES, *FACT_TYPES) for field in dataclasses.fields(kind)}
    assert names - set(PROPERTIES) == {"iri", "quote", "stands_for", "team", "team_roles"}
    assert set(PROPERTIES) <= names


WORDS_AND_MENTIONS = """
SELECT ?words ?page ?start ?field ?who ?before WHERE {
  ?claim a cg:PostClaim ; cg:person "Jane Rowe" ; cg:quote ?quote ; cg:standsFor ?mention .
  ?quote cg:page ?page ; oa:hasSelector ?text, ?place .
  ?text oa:exact ?words ; oa:prefix ?before .
  ?place oa:start ?start .
  ?mention cg:field ?field ; cg:quote/oa:hasSelector/oa:exact ?who .
}
"""


def test_the_graph_of_a_document() -> None:
    text = "Jane Rowe left.\fShe was director of roads."
    source = Document(
        sha256="cd" * 32, name="rowe.pdf", media_type="application/pdf", text=text, page_starts=(0, 16)
    )
    claim = PostClaim(
        quote=source.quote(16, len(text)),
        confidence=0.5,
        person="Jane Rowe",
        role="director of roads",
        role_kind="director",
        organisation="Northford Council",
        status="former",
        stands_for=(StandsFor("person", source.quote(0, 9)),),
    )
    base = "https://example.org/"
    quads = list(document_quads(source, [claim], base=base))
    assert {str(quad.graph_name) for quad in quads} == {f"<https://example.org/document/{'cd' * 32}>"}
    store = ox.Store()
    store.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    found = store.query(WORDS_AND_MENTIONS, prefixes=PREFIXES)
    assert [[term.value for term in row] for row in found] == [
        ["She was director of roads.", "2", "16", "person", "Jane Rowe", "Jane Rowe left.\f"]
    ]
    assert len(quads) == 4 + 9 + 2 * 11 + 3 + 1


def test_dates_of_facts_have_bounds_and_those_of_claims_have_none() -> None:
    fact = Inspection(
        iri=at("inspection/1"), organisation=at("org/a"), body=at("org/b"), date="2019-02~", end="2019"
    )
    date, edtf = ox.NamedNode(XSD.date), ox.NamedNode(EDTF.EDTF)
    dates = {
        (quad.predicate.value.removeprefix(CG.base), quad.object)
        for quad in fact_quads(fact)
        if isinstance(quad.object, ox.Literal)
    }
    assert dates == {
        ("date", ox.Literal("2019-02~", datatype=edtf)),
        ("dateEarliest", ox.Literal("2019-02-01", datatype=date)),
        ("dateLatest", ox.Literal("2019-02-28", datatype=date)),
        ("until", ox.Literal("2019", datatype=edtf)),
        ("untilEarliest", ox.Literal("2019-01-01", datatype=date)),
        ("untilLatest", ox.Literal("2019-12-31", datatype=date)),
    }
    predicates = {quad.predicate.value for quad in document_quads(DOCUMENT, [CLAIM])}
    assert CG.since in predicates
    assert CG.sinceEarliest not in predicates
    assert CG.issuedLatest in predicates


def test_words_outside_the_vocabulary_stay_words() -> None:
    claim = JudgementClaim(
        quote=Quote(0, 3, "The"), organisation="A", aspect="safe systems", grade="very good"
    )
    found = {quad.predicate.value: str(quad.object) for quad in document_quads(document(), [claim])}
    assert found[CG.aspect] == '"safe systems"'
    assert found[CG.grade] == "<https://w3id.org/councilgraph/vocabulary/very_good>"


def test_councils_and_other_bodies() -> None:
    def classes(kind: str) -> set[str]:
        fact = Organisation(iri=at("org/a"), label="A", kind=kind)
        return {quad.object.value for quad in fact_quads(fact) if quad.predicate.value == RDF.type}

    assert classes("london_borough") == {"http://www.w3.org/ns/org#Organization", CG.Council}
    assert classes("inspectorate") == classes("guild") == {"http://www.w3.org/ns/org#Organization"}


def test_confidence_does_not_change_the_address_and_all_else_does() -> None:
    claim = PostClaim(quote=Quote(0, 3, "The"), person="A", role="b", role_kind="director", organisation="C")
    other = {
        "quote": Quote(4, 11, "council"), "person": None, "role": "c", "role_kind": "chair",
        "organisation": "D", "status": "former", "since": "2009", "until": "2009", "modality": "planned",
        "stands_for": (StandsFor("person", Quote(4, 11, "council")),),
    }  # fmt: skip
    assert set(other) | {"confidence"} == {field.name for field in dataclasses.fields(PostClaim)}
    iris = {
        claim_iri(document(), dataclasses.replace(claim, **{name: value})) for name, value in other.items()
    }
    iris |= {claim_iri(document(), claim), claim_iri(document("cd" * 32), claim)}
    assert len(iris) == len(other) + 2
    assert claim_iri(document(), dataclasses.replace(claim, confidence=0.1)) == claim_iri(document(), claim)


def test_order_of_sets_does_not_change_the_address() -> None:
    names = ("A", "B", "C")
    claim = OrganisationClaim(quote=Quote(0, 3, "The"), organisation="X", kind="charity", names=names)
    orders = [dataclasses.replace(claim, names=each) for each in itertools.permutations(names)]
    assert len({claim_iri(document(), each) for each in orders}) == 1
    assert len({frozenset(document_quads(document(), [each])) for each in orders}) == 1


def test_a_claim_said_twice_is_one() -> None:
    claim = InspectionClaim(
        quote=Quote(0, 3, "The"), organisation="A", body="B", team=("C", "C"), team_roles=("x",)
    )
    quads = list(document_quads(document(), [claim, claim]))
    assert len(quads) == len(set(quads))
    assert [said.claim for said in read_claims(quads)] == [claim]


def test_claims_of_several_documents_are_sorted() -> None:
    late, early = Quote(100, 103, TEXT[100:103]), Quote(0, 3, "The")
    said = [
        (sha256, InspectionClaim(quote=quote, organisation="A", body="B"))
        for sha256 in ("cd" * 32, "ab" * 32)
        for quote in (late, early)
    ]
    quads = [quad for sha256, claim in said for quad in document_quads(document(sha256), [claim])]
    found = [(each.document, each.claim.quote.start) for each in read_claims(quads)]
    assert found == [("ab" * 32, 0), ("ab" * 32, 100), ("cd" * 32, 0), ("cd" * 32, 100)]


@pytest.mark.parametrize("predicate", [CG.quote, CG.person, CG.sha256, OA.exact, OA.start, CG.roleTitle])
def test_a_damaged_graph_is_told(predicate: str) -> None:
    quads = [quad for quad in document_quads(DOCUMENT, [CLAIM]) if quad.predicate.value != predicate]
    if predicate == CG.person:
        assert read_claims(quads)[0].claim == dataclasses.replace(CLAIM, person=None)
        return
    with pytest.raises(StoreError) as caught:
        read_claims(quads)
    assert caught.value.hint


def test_a_damaged_fact_is_told() -> None:
    quads = [quad for quad in fact_quads(FACTS[0]) if "prefLabel" not in quad.predicate.value]
    with pytest.raises(StoreError, match=r"Organisation without .*prefLabel"):
        read_facts(quads)


@given(st.text(LETTERS, max_size=30), st.lists(st.text(LETTERS, max_size=5) | st.none(), max_size=3))
def test_addresses_of_entities(name: str, parts: list[str | None]) -> None:
    iri = entity_iri("person", name, *parts)
    assert ox.NamedNode(iri).value == iri
    assert iri.startswith(at("person/"))
    assert len(iri) < 160
    assert iri != entity_iri("person", name, *parts, "more")


def test_what_facts_rest_on_is_prov() -> None:
    person = Person(iri=at("person/1"), label="A", claims=(at("claim/2"), at("claim/1")))
    rests = {quad.object.value for quad in fact_quads(person) if quad.predicate.value == PROV.wasDerivedFrom}
    assert rests == {at("claim/1"), at("claim/2")}


def test_title_of_a_document_is_dublin_core() -> None:
    source = document(title="T", publisher="P", url="javascript:alert(1) <not an IRI>")
    found = {quad.predicate.value: quad.object for quad in document_quads(source, [])}
    assert found[DCT.title] == ox.Literal("T")
    assert isinstance(found["https://schema.org/url"], ox.Literal)
