"""The IRIs in the code against those in the ontology's files, both ways."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from councilgraph.graph.vocab import (
    CG,
    CGV,
    COUNCIL_KINDS,
    NAMESPACES,
    PREFIXES,
    SCHEMES,
    SKOS,
    WORDS,
    Namespace,
    concept,
    local_name,
)

ONTOLOGY = Path(__file__).parents[1] / "ontology"
TURTLE = ("councilgraph.ttl", "vocabulary.ttl", "shapes.ttl")
NOT_IN_CODE = {"http://www.w3.org/ns/shacl#", "https://w3id.org/councilgraph/shapes#"}


def triples(name: str) -> list[ox.Quad]:
    return list(ox.parse(path=str(ONTOLOGY / name)))


def iris(name: str) -> set[str]:
    """All IRIs in a Turtle file, datatypes too."""
    found = set()
    for quad in triples(name):
        for term in (quad.subject, quad.predicate, quad.object):
            if isinstance(term, ox.NamedNode):
                found.add(term.value)
            elif isinstance(term, ox.Literal):
                found.add(term.datatype.value)
    return found


def is_known(iri: str) -> bool:
    """Whether an IRI is one of ours that exists, or is in no namespace that the code knows."""
    fits = [namespace for namespace in NAMESPACES.values() if iri.startswith(namespace.base)]
    return not fits or any(iri in namespace for namespace in fits)


def test_closed_namespaces() -> None:
    colours = Namespace("https://colours.example/", "red dark_green")
    assert colours.red == colours["red"] == "https://colours.example/red"
    assert list(colours) == ["https://colours.example/dark_green", "https://colours.example/red"]
    with pytest.raises(AttributeError, match="has no 'blue'"):
        _ = colours.blue
    with pytest.raises(KeyError, match="has no 'blue'"):
        _ = colours["blue"]


def test_the_ontology_describes_exactly_our_terms() -> None:
    subjects = [quad.subject for quad in triples("councilgraph.ttl")]
    described = {subject.value for subject in subjects if isinstance(subject, ox.NamedNode)}
    assert {iri for iri in described if iri.startswith(CG.base)} == set(CG)


def test_the_vocabulary_has_exactly_our_words() -> None:
    notations, schemes = {}, {name: set() for name in SCHEMES}
    for quad in triples("vocabulary.ttl"):
        if quad.predicate.value == SKOS.notation:
            notations[quad.subject.value] = quad.object.value
        if quad.predicate.value == SKOS.inScheme:
            schemes[quad.object.value.removeprefix(CGV.base)].add(quad.subject.value)
    assert notations == WORDS
    assert schemes == {name: {concept(name, word) for word in words} for name, words in SCHEMES.items()}


def test_a_word_and_its_address_are_one_to_one() -> None:
    words = {word for scheme in SCHEMES.values() for word in scheme}
    assert len({local_name(word) for word in words}) == len(words) == len(WORDS)
    assert not words & set(SCHEMES)
    assert concept("grades", "fostering") is None


def test_councils_are_what_the_vocabulary_says() -> None:
    narrower = {
        WORDS[quad.subject.value]
        for quad in triples("vocabulary.ttl")
        if quad.predicate.value == SKOS.broader and quad.object.value == CGV.council
    }
    assert narrower | {"council"} == COUNCIL_KINDS


@pytest.mark.parametrize("name", TURTLE)
def test_no_file_uses_a_term_that_is_not_there(name: str) -> None:
    assert [iri for iri in sorted(iris(name)) if not is_known(iri)] == []


@pytest.mark.parametrize("path", sorted((ONTOLOGY / "questions").glob("*.rq")), ids=lambda path: path.stem)
def test_no_question_uses_a_term_that_is_not_there(path: Path) -> None:
    text = path.read_text("utf-8")
    prefixes = dict(re.findall(r"PREFIX (\w+): <([^>]+)>", text))
    assert prefixes == {name: PREFIXES[name] for name in prefixes}
    query = re.sub(r"<[^>]*>|\"[^\"]*\"|#.*", " ", text)
    used = re.findall(r"(?<![?\w])(\w+):(\w+)", query)
    assert used
    assert {prefix for prefix, _ in used} <= set(prefixes)
    assert [f"{prefix}:{name}" for prefix, name in used if name not in NAMESPACES[prefix].names] == []


@pytest.mark.parametrize("name", TURTLE)
def test_prefixes_of_files(name: str) -> None:
    declared = dict(re.findall(r"@prefix (\w+): <([^>]+)> \.", (ONTOLOGY / name).read_text("utf-8")))
    known = {prefix: base for prefix, base in declared.items() if base not in NOT_IN_CODE}
    assert known == {prefix: PREFIXES[prefix] for prefix in known}
