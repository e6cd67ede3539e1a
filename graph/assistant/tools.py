"""What an assistant may ask, as functions over an open store. They run in a process that can be stopped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import pyoxigraph as ox

from councilgraph.graph import answers, connections, dossier, questions
from councilgraph.graph import search as names
from councilgraph.graph import sparql as queries
from councilgraph.graph.assistant.wording import Plain, fitting, quote, quotes
from councilgraph.graph.dates import parse_day
from councilgraph.graph.errors import UsageError
from councilgraph.graph.evidence import Evidence, evidence, evidence_for
from councilgraph.graph.links import when
from councilgraph.graph.rdf import document_iri, read_claims
from councilgraph.graph.sparql import Table
from councilgraph.graph.store import Store
from councilgraph.graph.vocab import PROV, RDF
from councilgraph.graph.web.claims import around, plain_claim
from councilgraph.graph.web.pages.thing import known_entries
from councilgraph.graph.web.view import Opened

Arguments = Mapping[str, Any]

_DOCUMENTS = document_iri("")
_MOST_FACTS_FOR_CLAIMS = 2000


def search(opened: Opened, asked: Arguments) -> Plain:
    """Entities by name and documents by words, each with its address."""
    found = names.find(opened.store, asked["text"], limit=asked["limit"])
    return {
        "entities": [
            {"name": each.label, "kind": each.kind.replace("_", " "), "address": each.iri}
            for each in found.entities
        ],
        "documents": [
            {
                "title": hit.title,
                "document": hit.name,
                "words": hit.snippet,
                "address": document_iri(hit.sha256),
            }
            for hit in found.documents
        ],
    }


def entity(opened: Opened, asked: Arguments) -> Plain:
    """An entity or a fact, with the facts about it in order of time."""
    links, iri = opened.links, names.entity(opened.store, asked["entity"])
    day = _day(asked["as_of"])
    entries = known_entries(opened, iri)
    entries = dossier.held(entries, day) if day else entries
    about = dossier.described(links, iri)
    first = asked["offset"]
    lines = dossier.lines(links, entries[first : first + asked["limit"]])
    facts, is_cut = fitting(map(_fact, lines), asked["limit"])
    return {
        "address": iri,
        "name": about.label,
        "kind": about.kind,
        "other_names": list(about.names),
        "code": about.code,
        **quotes(evidence(opened.store, iri)),
        "facts": facts,
        "facts_in_all": len(entries),
        "next_offset": first + len(facts) if is_cut or first + len(facts) < len(entries) else None,
    }


def claims(opened: Opened, asked: Arguments) -> Plain:
    """What documents say, in their words: the claims behind an entity or a fact, or those of a document.

    Of an entity with very many facts some are left out (`is_cut`): facts can be asked for one by one.
    """
    iri = _address(opened.store, asked["of"])
    found = _claims(opened, iri)
    first = asked["offset"]
    wanted = found[first : first + asked["limit"]]
    kept, is_cut = fitting(_described(opened.store, wanted), asked["limit"])
    is_all = not is_cut and first + len(wanted) >= len(found)
    return {
        "claims": kept,
        "claims_in_all": len(found),
        "is_cut": len(known_entries(opened, iri)) > _MOST_FACTS_FOR_CLAIMS,
        "next_offset": None if is_all else first + len(kept),
    }


def questions_list(_: Opened, __: Arguments) -> Plain:
    """The ready-made questions with their parameters."""
    return {
        "questions": [
            {
                "name": each.name,
                "title": each.title,
                "help": each.help,
                "parameters": [
                    {
                        "name": parameter.name,
                        "type": parameter.type,
                        "help": parameter.help,
                        "is_optional": parameter.is_optional or parameter.default is not None,
                        "default": parameter.default,
                    }
                    for parameter in each.parameters
                ],
            }
            for each in questions.questions()
        ]
    }


def ask(opened: Opened, asked: Arguments) -> Plain:
    """The answer to a ready-made question, each row with the quotes behind it."""
    question = questions.question(asked["question"])
    given = {name: str(value) for name, value in asked["values"].items() if value not in (None, "")}
    found = answers.solutions(opened.store, question, given)
    wanted = islice(found.rows, asked["offset"], asked["offset"] + asked["limit"] + 1)
    rows, is_cut = fitting(_rows(opened.store, found.columns, list(wanted)), asked["limit"])
    return {
        "question": question.name,
        "title": question.title,
        "rows": rows,
        "next_offset": asked["offset"] + len(rows) if is_cut else None,
    }


def posts_on(opened: Opened, asked: Arguments) -> Plain:
    """Who was in post on a day, for certain or possibly."""
    values = {"on": asked["day"], "council": asked["council"], "post": asked["post"]}
    return ask(opened, {**asked, "question": "in-post", "values": values})


def path(opened: Opened, asked: Arguments) -> Plain:
    """How two entities are connected: the links from one to the other. Raises UsageError where none do."""
    store, links = opened.store, opened.links
    ends = [names.entity(store, asked[end]) for end in ("start", "end")]
    if ends[0] == ends[1]:
        raise UsageError("the two are the same", hint="name two different entities")
    chain = connections.connection(store, *ends, as_of=_day(asked["as_of"]))
    found = [
        {
            "from": {"name": links.captions[link.start], "address": link.start},
            "link": link.label,
            "to": {"name": links.captions[link.end], "address": link.end},
            "when": when(link.span),
            "fact": link.fact,
            **quotes(evidence(store, link.fact)),
        }
        for link in chain
    ]
    return {"links": found}


def sparql(opened: Opened, asked: Arguments) -> Plain:
    """The result of a SPARQL query: rows, a yes or no, or triples. Raises QueryError."""
    result = queries.run(opened.store, asked["query"])
    if isinstance(result, bool):
        return {"answer": result}
    if isinstance(result, Table):
        columns, found = result.columns, result.rows
    else:
        columns = ("subject", "predicate", "object")
        found = ((triple.subject, triple.predicate, triple.object) for triple in result)
    shown = (dict(zip(columns, map(_term, row), strict=True)) for row in found)
    rows, is_cut = fitting(shown, asked["limit"])
    return {"columns": list(columns), "rows": rows, "is_cut": is_cut}


def _fact(line: dossier.Line) -> Plain:
    found = {
        "when": line.when,
        "what": line.text,
        "kind": line.kind,
        "certainty": line.certainty,
        "notes": list(line.notes),
        "address": line.fact,
    }
    return {name: value for name, value in found.items() if value} | quotes(line.evidence)


def _rows(store: Store, columns: tuple[str, ...], found: Sequence[tuple[Any, ...]]) -> Iterator[Plain]:
    """Solutions as rows with facts and quotes."""
    for row in answers.with_evidence(store, columns, found).rows:
        values = {name: value for name, value in row.items() if name != "evidence" and value is not None}
        yield {**values, **quotes([Evidence(**each) for each in row["evidence"]])}


def _address(store: Store, text: str) -> str:
    """The address of an entity, a fact or a claim, or of the document with this file name or hash."""
    if "://" not in text and store.index.documents_named(text):
        return document_iri(names.document(store, text))
    return names.entity(store, text)


def _claims(opened: Opened, iri: str) -> list[str]:
    """The addresses of claims: of a document, behind an entity and its facts, or of the claim itself."""
    store = opened.store
    if iri.startswith(_DOCUMENTS):
        return [each.iri for each in read_claims(store.quads(graph=iri))]
    facts = [entry.fact for entry in known_entries(opened, iri)[:_MOST_FACTS_FOR_CLAIMS]]
    behind = (claim for each in (iri, *facts) for claim in sorted(store.values(each, PROV.wasDerivedFrom)))
    return list(dict.fromkeys(behind)) or ([] if any(store.quads(iri)) else [iri])


def _described(store: Store, addresses: Sequence[str]) -> Iterator[Plain]:
    """Claims with their fields and quotes; what is none is left out."""
    behind = evidence_for(store, [[claim] for claim in addresses])
    for iri, found in zip(addresses, behind, strict=True):
        graphs = {getattr(quad.graph_name, "value", "") for quad in store.quads(iri, RDF.type, graph=None)}
        for graph in sorted(graphs - {""}):
            for said in read_claims(dict.fromkeys(around(store, iri, graph))):
                if said.iri == iri and found:
                    claim = plain_claim(said)
                    del claim["page"]
                    yield {**claim, **quote(found[0])}


def _term(term: Any) -> Any:  # noqa: ANN401 - whatever a query gives
    return term.value if isinstance(term, ox.NamedNode) else answers.words(term)


def _day(text: str | None) -> dt.date | None:
    return parse_day(text) if text else None
