"""The ontology, the vocabulary, the shapes and the JSON-LD context as files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from small_graph import CLAIM, DOCUMENT, FACTS, at

from councilgraph.graph.dates import bounds, is_edtf
from councilgraph.graph.rdf import concepts, document_quads, fact_quads, vocabulary_quads
from councilgraph.graph.rdf.fields import CLAIM_CLASSES, FACT_CLASSES
from councilgraph.graph.vocab import CG, CGV, DCT, EDTF, ORG, PREFIXES, PROV, RDF, RDFS, SKOS, WORDS, XSD

ONTOLOGY = Path(__file__).parents[1] / "ontology"
ANNOTATIONS = {
    CG.caption,
    CG.drawnAs,
    CG.edgeFrom,
    CG.edgeTo,
    CG.edgeLabel,
    CG.markOf,
    CG.colourGroup,
    CG.colour,
    CG.shape,
}


def read(name: str) -> ox.Store:
    store = ox.Store()
    store.bulk_load(path=str(ONTOLOGY / name), format=ox.RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def ontology() -> ox.Store:
    return read("councilgraph.ttl")


def values(store: ox.Store, subject: str, predicate: str) -> list[str]:
    found = store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None)
    return sorted(quad.object.value for quad in found)


@pytest.mark.parametrize("iri", CG)
def test_each_term_is_explained(ontology: ox.Store, iri: str) -> None:
    (label,), (comment,) = values(ontology, iri, RDFS.label), values(ontology, iri, RDFS.comment)
    assert label
    assert comment.endswith(".")


def test_each_class_of_ours_is_a_kind_of_a_standard_one(ontology: ox.Store) -> None:
    for quad in ontology.quads_for_pattern(None, ox.NamedNode(RDF.type), ox.NamedNode(RDFS.Class)):
        above = values(ontology, quad.subject.value, RDFS.subClassOf)
        assert above
        assert all(not iri.startswith(CG.base) or iri == CG.Claim for iri in above)


def test_each_class_of_the_data_says_how_it_is_drawn(ontology: ox.Store) -> None:
    for kind in [*FACT_CLASSES, *CLAIM_CLASSES]:
        (drawn,) = values(ontology, kind.value, CG.drawnAs)
        assert drawn in {"node", "edge", "never"}
        if kind in FACT_CLASSES:
            assert len(values(ontology, kind.value, CG.caption)) == 1
        if drawn == "node":
            assert len(values(ontology, kind.value, CG.colourGroup)) == 1
        if drawn == "edge":
            for end in (CG.edgeFrom, CG.edgeTo, CG.edgeLabel):
                assert len(values(ontology, kind.value, end)) == 1


CAPTION_STANDARDS = {SKOS.prefLabel, SKOS.note, ORG.member, ORG.organization, DCT.title}


def test_captions_name_properties_that_exist(ontology: ox.Store) -> None:
    for quad in ontology.quads_for_pattern(None, ox.NamedNode(CG.caption), None):
        for prefix, name in re.findall(r"\{(\w+):(\w+)\}", quad.object.value):
            assert PREFIXES[prefix] + name in CG or PREFIXES[prefix] + name in CAPTION_STANDARDS


def test_each_word_has_a_label_and_a_definition() -> None:
    vocabulary = read("vocabulary.ttl")
    for iri in WORDS:
        assert len(values(vocabulary, iri, SKOS.prefLabel)) == 1
        assert len(values(vocabulary, iri, SKOS.definition)) == 1


def test_each_grade_has_a_rank() -> None:
    vocabulary = read("vocabulary.ttl")
    by_rank: dict[str, set[str]] = {}
    for each in concepts("grades"):
        (rank,) = values(vocabulary, each.iri, CG.rank)
        by_rank.setdefault(rank, set()).add(each.word)
    assert by_rank == {
        "4": {"outstanding", "excellent"},
        "3.5": {"very good"},
        "3": {"good"},
        "2": {"requires improvement", "adequate", "satisfactory", "needs improvement"},
        "1.5": {"weak"},
        "1": {"inadequate", "poor", "unsatisfactory"},
    }


def test_frameworks_have_dates_in_order() -> None:
    vocabulary = read("vocabulary.ttl")
    for each in concepts("frameworks"):
        (since,) = values(vocabulary, each.iri, CG.since)
        assert is_edtf(since)
        for until in values(vocabulary, each.iri, CG.until):
            assert bounds(since)[0] <= bounds(until)[1]


def test_labels_tell_concepts_of_a_scheme_apart() -> None:
    for scheme in ("role_kinds", "grades", "aspects", "events", "intervention_kinds", "frameworks"):
        for each in concepts(scheme):
            names = (each.word, each.label, *each.other_labels)
            assert all(
                [other for other in concepts(scheme) if other.is_called(name)] == [each] for name in names
            )


def test_the_vocabulary_has_no_blank_nodes() -> None:
    assert not [quad for quad in vocabulary_quads() if ox.BlankNode in map(type, (quad.subject, quad.object))]


# The shapes


def whole_graph() -> ox.Store:
    store = ox.Store()
    store.extend(vocabulary_quads())
    store.extend(quad for fact in FACTS for quad in fact_quads(fact))
    store.extend(document_quads(DOCUMENT, [CLAIM]))
    return store


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")


def messages(store: ox.Store, shapes: rdflib.Graph) -> set[str]:
    """What the shapes say against a graph."""
    dataset = rdflib.Dataset()
    dataset.parse(data=ox.serialize(store, format=ox.RdfFormat.N_QUADS), format="nquads")
    conforms, report, _ = pyshacl.validate(dataset, shacl_graph=shapes, inference="none")
    found = {str(text) for text in report.objects(None, rdflib.SH.resultMessage)}
    assert conforms == (not found)
    return found


pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def test_a_whole_graph_conforms(shapes: rdflib.Graph) -> None:
    assert messages(whole_graph(), shapes) == set()


def day(iso: str) -> ox.Literal:
    return ox.Literal(iso, datatype=ox.NamedNode(XSD.date))


HART = at("tenure/hart-n")
BROKEN = {
    "A tenure is supported by no claim.": (HART, PROV.wasDerivedFrom, None),
    "A tenure is at one organisation.": (HART, ORG.organization, None),
    "A tenure is of one post.": (HART, CG.post, ox.NamedNode(HART)),
    "What is known of the end of a tenure is one of three words.": (HART, CG.endStatus, ox.Literal("over")),
    "A tenure: since is given once, as an EDTF date.": (HART, CG.since, ox.Literal("May 2012")),
    "A date lacks the first or the last day that it may mean.": (HART, CG.sinceLatest, None),
    "A tenure ended before it began.": (HART, CG.sinceEarliest, day("2016-01-01")),
    "A judgement has one grade.": (at("judgement/n11-overall"), CG.grade, None),
    "A career event is of one kind.": (at("event/webb-left"), CG.event, ox.Literal("left")),
    "An inspection is of one organisation.": (at("inspection/n11"), CG.organisation, None),
    "A statement has words.": (at("statement/1"), CG.words, ox.Literal("")),
    "A team member has one position, from 1.": (at("inspection/n15/team/1"), CG.position, ox.Literal(0)),
    "A person has one name that is shown.": (at("person/hart"), SKOS.prefLabel, None),
}  # fmt: skip


@pytest.mark.parametrize("message", BROKEN)
def test_broken_facts_are_told(shapes: rdflib.Graph, message: str) -> None:
    subject, predicate, value = BROKEN[message]
    store = whole_graph()
    for quad in list(store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None)):
        store.remove(quad)
    if value is not None:
        store.add(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value))
    assert message in messages(store, shapes)


BROKEN_CLAIMS = {
    "A claim has one quote.": (CG.quote, None),
    "The confidence of a claim is from 0 to 1.": (CG.confidence, ox.Literal(1.5)),
    "A claim is asserted, planned, reported or denied.": (CG.modality, ox.NamedNode(CGV.current)),
    "A claim names one organisation, in words.": (CG.organisation, ox.NamedNode(at("org/northford"))),
    "A quote has words.": ("http://www.w3.org/ns/oa#exact", None),
    "A quote has a place, and begins before it ends.": ("http://www.w3.org/ns/oa#start", ox.Literal(999)),
    "A document is known by the sha256 of its bytes.": (CG.sha256, ox.Literal("5e")),
}


@pytest.mark.parametrize("message", BROKEN_CLAIMS)
def test_broken_claims_are_told(shapes: rdflib.Graph, message: str) -> None:
    predicate, value = BROKEN_CLAIMS[message]
    store = whole_graph()
    graph = next(iter(store.named_graphs()))
    for quad in list(store.quads_for_pattern(None, ox.NamedNode(predicate), None, graph)):
        store.remove(quad)
        if value is not None:
            store.add(ox.Quad(quad.subject, quad.predicate, value, graph))
    assert message in messages(store, shapes)


# The JSON-LD context


def test_the_context_has_all_terms_of_the_data() -> None:
    context = json.loads((ONTOLOGY / "context.jsonld").read_text("utf-8"))["@context"]
    meant = {entry["@id"] if isinstance(entry, dict) else entry for entry in context.values() if entry != 1.1}
    unused = {CG.rank, CG.scale, *ANNOTATIONS}
    assert {f"cg:{iri.removeprefix(CG.base)}" for iri in set(CG) - unused} <= meant
    data = {quad.predicate.value for quad in whole_graph() if quad.predicate.value != RDF.type}
    vocabulary = {CG.rank, CG.scale, SKOS.inScheme, SKOS.notation, SKOS.broader, SKOS.definition, SKOS.member}
    expanded = (text.partition(":") for text in meant)
    spelt = {PREFIXES[prefix] + name for prefix, _, name in expanded if prefix in PREFIXES}
    assert data - vocabulary <= spelt


def test_the_context_reads_facts() -> None:
    context = json.loads((ONTOLOGY / "context.jsonld").read_text("utf-8"))["@context"]
    fact = {
        "@context": context, "id": HART, "type": "Tenure", "member": at("person/hart"), "since": "2012-05",
        "sinceEarliest": "2012-05-01", "roleTitle": "director", "role": CGV.director,
    }  # fmt: skip
    subject = ox.NamedNode(HART)
    assert set(ox.parse(json.dumps(fact), ox.RdfFormat.JSON_LD)) == {
        ox.Quad(subject, ox.NamedNode(RDF.type), ox.NamedNode(CG.Tenure)),
        ox.Quad(subject, ox.NamedNode(ORG.member), ox.NamedNode(at("person/hart"))),
        ox.Quad(subject, ox.NamedNode(CG.since), ox.Literal("2012-05", datatype=ox.NamedNode(EDTF.EDTF))),
        ox.Quad(subject, ox.NamedNode(CG.sinceEarliest), day("2012-05-01")),
        ox.Quad(subject, ox.NamedNode(CG.roleTitle), ox.Literal("director")),
        ox.Quad(subject, ox.NamedNode(ORG.role), ox.NamedNode(CGV.director)),
    }
