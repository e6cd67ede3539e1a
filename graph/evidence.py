"""The words behind a fact: its claims, their quotes, and the documents in which they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from councilgraph.graph.store import Store
from councilgraph.graph.vocab import CG, DCT, OA, PROV, SCHEMA

_AT_ONCE = 100
"""How many claims are looked up in one query: more bring nothing."""

_QUERY = f"""
SELECT ?claim ?quote ?name ?title ?publisher ?issued ?page ?url ?sha256 ?start ?end WHERE {{
  VALUES ?claim {{ CLAIMS }}
  GRAPH ?document {{
    ?claim <{CG.quote}> ?place .
    ?place <{OA.hasSelector}> ?text, ?position .
    ?text <{OA.exact}> ?quote .
    ?position <{OA.start}> ?start ; <{OA.end}> ?end .
    ?document <{CG.fileName}> ?name ; <{CG.sha256}> ?sha256 .
    OPTIONAL {{ ?document <{DCT.title}> ?title }}
    OPTIONAL {{ ?document <{DCT.publisher}> ?publisher }}
    OPTIONAL {{ ?document <{DCT.issued}> ?issued }}
    OPTIONAL {{ ?place <{CG.page}> ?page }}
    OPTIONAL {{ ?document <{SCHEMA.url}> ?url }}
  }}
}}
"""
"""Three times as quick as as many look-ups of single nodes."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote with its place: `document` is a file name, `date` and `title` are the document's own."""

    quote: str
    document: str
    title: str | None
    publisher: str | None
    date: str | None
    page: int | None
    url: str | None
    sha256: str
    start: int
    end: int
    claim: str


def evidence(store: Store, iri: str) -> list[Evidence]:
    """Every quote behind an entity, a fact or a claim, the oldest document first.

    Of several claims that the same words make, the first speaks for all.
    """
    return evidence_for(store, [[iri]])[0]


def resting_on(store: Store, claim: str) -> list[str]:
    """The facts and entities that a claim is behind, sorted."""
    found = store.quads(None, PROV.wasDerivedFrom, claim)
    return sorted(quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode))


def evidence_for(store: Store, sets: Sequence[Iterable[str]]) -> list[list[Evidence]]:
    """For each set of entities, facts or claims the quotes behind them: quicker than one after another."""
    sought = [list(one) for one in sets]
    store.expect(iri for one in sought for iri in one)
    claims = [list(dict.fromkeys(claim for iri in one for claim in _claims(store, iri))) for one in sought]
    quotes = dict(_quotes(store, sorted({claim for one in claims for claim in one})))
    return [distinct(quotes[claim] for claim in one if claim in quotes) for one in claims]


def distinct(found: Iterable[Evidence]) -> list[Evidence]:
    """Quotes in order of their documents' dates, the same words at the same place once."""
    by_place: dict[tuple[str, int, int], Evidence] = {}
    for each in found:
        by_place.setdefault((each.sha256, each.start, each.end), each)
    return sorted(by_place.values(), key=lambda e: (e.date or "9999", e.document, e.start, e.end))


def _claims(store: Store, iri: str) -> list[str]:
    """The claims behind an address, sorted; itself where there are none: it may be a claim."""
    return sorted(set(store.values(iri, PROV.wasDerivedFrom))) or [iri]


def _quotes(store: Store, claims: Iterable[str]) -> Iterator[tuple[str, Evidence]]:
    """Claims with their quotes; none for an address that is no claim."""
    waiting = iter(claims)
    while portion := " ".join(str(ox.NamedNode(claim)) for claim in islice(waiting, _AT_ONCE)):
        found = store.query(_QUERY.replace("CLAIMS", portion))
        if isinstance(found, ox.QuerySolutions):
            for solution in found:
                one = _evidence(solution)
                yield one.claim, one


def _evidence(solution: ox.QuerySolution) -> Evidence:
    def text(name: str) -> str | None:
        term = solution[name]
        return None if term is None or isinstance(term, ox.Triple) else term.value

    page = text("page")
    return Evidence(
        quote=text("quote") or "",
        document=text("name") or "",
        title=text("title"),
        publisher=text("publisher"),
        date=text("issued"),
        page=int(page) if page else None,
        url=text("url"),
        sha256=text("sha256") or "",
        start=int(text("start") or 0),
        end=int(text("end") or 0),
        claim=text("claim") or "",
    )
