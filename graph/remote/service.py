"""Queries to a SPARQL service: SELECT, ASK, CONSTRUCT and DESCRIBE by the SPARQL 1.1 Protocol."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from urllib.parse import urlencode

import pyoxigraph as ox

from councilgraph.graph.engine import Answer, Graph, Name
from councilgraph.graph.errors import QueryError, StoreError
from councilgraph.graph.remote import triples
from councilgraph.graph.remote.paging import Gathering, UnpageableError, is_round, taken_apart
from councilgraph.graph.remote.transport import Call, RefusedError, Reply, Transport
from councilgraph.graph.tokens import TOKEN
from councilgraph.graph.vocab import BASE, CG, RDF

FACTS = f"{BASE}facts"
"""The graph of facts at a service whose default graph is all its graphs together (Virtuoso, say)."""

_ROWS = "application/sparql-results+json"
_TRIPLES = "application/n-triples, text/turtle;q=0.9, text/plain;q=0.5"
_SYNTAXES = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
}
_CUT_OFF = "X-SPARQL-MaxRows"
"""The header by which Virtuoso says that an answer may have more rows than it gives."""

_GAVE_UP = "X-SQL-State"
"""The header by which Virtuoso says that it gave up before it had found everything."""

_SORTS_NO_MORE = "SR353"
"""What Virtuoso says of an ORDER BY with a LIMIT and an OFFSET that are too large together."""

_REFUSALS = frozenset({400, 500})
"""What services say of a query that they do not understand."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What a service said: an answer, its bytes, how many rows it has, and whether that is all it gives."""

    answer: Answer
    body: bytes
    rows: int = 0
    is_at_limit: bool = False


Parameters = Sequence[tuple[str, str]]


class Service:
    """A service that is asked. `notes` says what a reader should know of how answers came about."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport
        self.notes: list[str] = []
        self._limit = 0

    @property
    def name(self) -> str:
        """Its address."""
        return str(self.transport.address)

    @functools.cached_property
    def facts_graph(self) -> str | None:
        """The graph in which the facts are, None where that is the default graph."""
        answer = self._said(f"ASK {{ GRAPH <{FACTS}> {{ ?s ?p ?o }} }}", ()).answer
        return FACTS if isinstance(answer, ox.QueryBoolean) and answer else None

    def rows(self, sparql: str) -> list[ox.QuerySolution]:
        """The rows of a SELECT, all of them, in pages where the service gives no more at once.

        Raises StoreError where that cannot be done.
        """
        answer, _ = self._whole(sparql, self._dataset())
        return list(answer)

    def rows_so_far(self, sparql: str) -> tuple[list[ox.QuerySolution], bool]:
        """The rows of a SELECT, and whether the service has more that it does not give."""
        said = self._said(sparql, self._dataset())
        rows = list(said.answer) if isinstance(said.answer, ox.QuerySolutions) else []
        return rows, self._is_cut(said, sparql, self._dataset())

    def number(self, sparql: str, *, graph: str | None = None) -> int:
        """The number that a query asks for, of the default graph or of another one in its place."""
        dataset = [("default-graph-uri", graph)] if graph else self._dataset()
        answer = self._said(sparql, dataset).answer
        rows = answer if isinstance(answer, ox.QuerySolutions) else ()
        return next((int(getattr(row[0], "value", 0)) for row in rows), 0)

    def is_in_default_graph(self, document: str | None) -> bool:
        """Whether what is in a document's graph, or in any with a name, is in the default graph as well."""
        if document is None:
            found = "GRAPH ?g { ?s ?p ?o } FILTER(ISIRI(?s))"
            rows = self._said(f"SELECT ?s ?p WHERE {{ {found} }} LIMIT 1", ()).answer
            row = next(rows, None) if isinstance(rows, ox.QuerySolutions) else None
            pattern = f"{row['s']} {row['p']} ?o" if row else ""
        else:
            pattern = f"<{document}> <{RDF.type}> <{CG.Document}>"
        answer = self._said(f"ASK {{ {pattern} }}", ()).answer if pattern else False
        return bool(answer)

    def query(
        self,
        query: str,
        *,
        base_iri: str | None = None,
        prefixes: dict[str, str] | None = None,
        default_graph: list[Graph] | None = None,
        named_graphs: list[Name] | None = None,
    ) -> Answer:
        """The result of a query, as the embedded engine gives it.

        Raises SyntaxError for what is no SPARQL, before anything is sent; QueryError for what this service
        does not understand; StoreError where it cuts the answer off.
        """
        form = ox.Store().query(query, base_iri=base_iri, prefixes=prefixes)
        if self.facts_graph and _names_a_graph(query):
            raise QueryError(
                f"{self.name}: this service finds nothing in a graph that is named in the query",
                hint="write VALUES ?g { <...> } GRAPH ?g { ... } in place of GRAPH <...> { ... }",
            )
        opening = f"BASE <{base_iri}> " if base_iri else ""
        known = {name: iri for name, iri in (prefixes or {}).items() if f"{name}:" in query}
        opening += "".join(f"PREFIX {name}: <{iri}> " for name, iri in known.items())
        given = [("default-graph-uri", getattr(graph, "value", "")) for graph in default_graph or ()]
        given += [("named-graph-uri", graph.value) for graph in named_graphs or ()]
        try:
            return self._answer(opening + query, given or self._dataset(), form)
        except RefusedError as error:
            if error.status in _REFUSALS:
                raise QueryError(error.message, hint="this service understands another SPARQL") from error
            raise

    def too_many(self, why: str = "") -> StoreError:
        """What to say of an answer that was cut off, and why it is not read in pages."""
        but = f"; it cannot be read in pages, because {why}" if why else ""
        return StoreError(
            f"{self.name}: it gives so many rows and no more, and this answer has more{but}",
            hint="ask for less, or have the limit raised (ResultSetMaxRows in Virtuoso)",
        )

    def _dataset(self) -> list[tuple[str, str]]:
        return [("default-graph-uri", FACTS)] if self.facts_graph else []

    def _answer(self, sparql: str, dataset: Parameters, form: Answer) -> Answer:
        """The whole answer to a user's query, of the form that it has here."""
        if isinstance(form, ox.QueryBoolean):
            return self._said(sparql, dataset).answer
        if isinstance(form, ox.QuerySolutions):
            return self._rows_of(sparql, dataset)
        parts = triples.taken_apart(sparql)
        if parts is None:
            return self._said(sparql, dataset, is_triples=True).answer
        rows: Iterable[ox.QuerySolution] = self._rows_of(parts.select, dataset) if parts.select else ()
        if isinstance(parts, triples.Describe):
            portions = (self._whole(part, dataset)[0] for part in parts.portions(rows))
            return triples.of(chain.from_iterable(portions))
        return parts.triples(rows) or self._said(sparql, dataset, is_triples=True).answer

    def _rows_of(self, sparql: str, dataset: Parameters) -> ox.QuerySolutions:
        """The rows of a user's SELECT, with a note on how they came."""
        answer, note = self._whole(sparql, dataset)
        self.notes += [note] if note else []
        return answer

    def _whole(self, sparql: str, dataset: Parameters) -> tuple[ox.QuerySolutions, str]:
        """All rows of a SELECT, and a note if they came in pages. Raises StoreError if they can't be had."""
        select = taken_apart(sparql)
        is_sorted_inside = False
        try:
            said = self._said(sparql, dataset)
        except RefusedError as error:
            if _SORTS_NO_MORE not in error.message:
                raise
            said, is_sorted_inside = self._said(select.all, dataset), True
        else:
            if not self._is_cut(said, sparql, dataset):
                return self._solutions(said.body), ""
        gathering = Gathering(
            select,
            lambda page: self._said(page, dataset).body,
            most_bytes=self.transport.limits.most_bytes,
            is_sorted_inside=is_sorted_inside or said.is_at_limit,
        )
        try:
            body = gathering.answer(said.body)
        except UnpageableError as error:
            raise self.too_many(str(error)) from error
        except RefusedError as error:
            raise self.too_many(f"the service refuses that ({error.message})") from error
        note = f"the service gives {said.rows:,} rows at a time; these came in {gathering.pages} pages"
        return self._solutions(body), note

    def _solutions(self, body: bytes) -> ox.QuerySolutions:
        """The rows in bytes that are known to be an answer. Raises StoreError where they are a yes or no."""
        answer = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
        if not isinstance(answer, ox.QuerySolutions):
            raise StoreError(f"{self.name}: it gives no rows where rows were asked for")
        return answer

    def _is_cut(self, said: _Said, sparql: str, dataset: Parameters) -> bool:
        """Whether there are rows behind those that the service gave.

        It need not say so: a number of rows that may be its limit is looked behind.
        """
        is_known = said.rows > 0 and said.rows == self._limit
        if not (said.is_at_limit or is_known or is_round(said.rows)):
            return False
        beyond = taken_apart(sparql).beyond(said.rows)
        if beyond is None or not self._said(beyond, dataset).rows:
            return False
        self._limit = said.rows
        return True

    def _said(self, sparql: str, dataset: Parameters, *, is_triples: bool = False) -> _Said:
        """What a service says to a query."""
        form = urlencode([("query", sparql), *dataset]).encode()
        accept = _TRIPLES if is_triples else _ROWS
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept}
        reply = self.transport.request(Call("POST", self.transport.address.target, form, headers))
        if reply.headers.get(_GAVE_UP):
            raise StoreError(
                f"{self.name}: it gave up before the answer was whole",
                hint="ask for less, or have its time limit raised",
            )
        answer, rows = self._parsed(reply, is_triples=is_triples)
        return _Said(answer, reply.body, rows, reply.headers.get(_CUT_OFF) is not None)

    def _parsed(self, reply: Reply, *, is_triples: bool) -> tuple[Answer, int]:
        """The answer that a reply is, once all of it was read and found to be one, and its number of rows."""
        try:
            if is_triples:
                return _triples(reply), 0
            answer = ox.parse_query_results(reply.body, ox.QueryResultsFormat.JSON)
            if isinstance(answer, ox.QueryBoolean):
                return answer, 0
            rows = sum(1 for _ in answer)
            return ox.parse_query_results(reply.body, ox.QueryResultsFormat.JSON), rows
        except (SyntaxError, ValueError, OSError) as error:
            raise StoreError(
                f"{self.name}: its answer cannot be read ({str(error)[:200]})",
                hint="see that this is the address of a SPARQL service",
            ) from error


def _names_a_graph(query: str) -> bool:
    """Whether a query has GRAPH with an address after it and not with a variable."""
    tokens = [found.group() for found in TOKEN.finditer(query) if found.lastgroup != "comment"]
    return any(word.upper() == "GRAPH" and following[0] not in "?$" for word, following in pairwise(tokens))


def _triples(reply: Reply) -> ox.QueryTriples:
    """The triples of a reply in the form of an answer of the embedded engine."""
    syntax = _SYNTAXES.get(reply.headers.get_content_type(), ox.RdfFormat.TURTLE)
    return triples.of(quad.triple for quad in ox.parse(reply.body, syntax))
