"""Queries to a SPARQL service: SELECT, ASK, CONSTRUCT and DESCRIBE by the SPARQL 1.1 Protocol."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from itertools import pairwise
from urllib.parse import urlencode

import pyoxigraph as ox

from councilgraph.graph.engine import Answer, Graph, Name
from councilgraph.graph.errors import QueryError, StoreError
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
"""The header by which Virtuoso says that an answer is not whole."""

_REFUSALS = frozenset({400, 500})
"""What services say of a query that they do not understand."""


class Service:
    """A service that is asked."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport

    @property
    def name(self) -> str:
        """Its address."""
        return str(self.transport.address)

    @functools.cached_property
    def facts_graph(self) -> str | None:
        """The graph in which the facts are, None where that is the default graph."""
        answer, _ = self._sent(f"ASK {{ GRAPH <{FACTS}> {{ ?s ?p ?o }} }}", (), is_triples=False)
        return FACTS if isinstance(answer, ox.QueryBoolean) and answer else None

    def rows(self, sparql: str) -> list[ox.QuerySolution]:
        """The rows of a SELECT, all of them. Raises StoreError where the service cut them off."""
        rows, is_cut = self.rows_so_far(sparql)
        if is_cut:
            raise self.too_many()
        return rows

    def rows_so_far(self, sparql: str) -> tuple[list[ox.QuerySolution], bool]:
        """The rows of a SELECT, and whether the service has more that it does not give."""
        answer, is_cut = self._sent(sparql, self._dataset(), is_triples=False)
        return (list(answer) if isinstance(answer, ox.QuerySolutions) else []), is_cut

    def number(self, sparql: str, *, graph: str | None = None) -> int:
        """The number that a query asks for, of the default graph or of another one in its place."""
        dataset = [("default-graph-uri", graph)] if graph else self._dataset()
        answer, _ = self._sent(sparql, dataset, is_triples=False)
        rows = answer if isinstance(answer, ox.QuerySolutions) else ()
        return next((int(getattr(row[0], "value", 0)) for row in rows), 0)

    def is_in_default_graph(self, document: str | None) -> bool:
        """Whether what is in a document's graph, or in any with a name, is in the default graph as well."""
        if document is None:
            found = "GRAPH ?g { ?s ?p ?o } FILTER(ISIRI(?s))"
            rows = self._sent(f"SELECT ?s ?p WHERE {{ {found} }} LIMIT 1", (), is_triples=False)[0]
            row = next(rows, None) if isinstance(rows, ox.QuerySolutions) else None
            pattern = f"{row['s']} {row['p']} ?o" if row else ""
        else:
            pattern = f"<{document}> <{RDF.type}> <{CG.Document}>"
        answer = self._sent(f"ASK {{ {pattern} }}", (), is_triples=False)[0] if pattern else False
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
        is_triples = isinstance(form, ox.QueryTriples)
        try:
            answer, is_cut = self._sent(opening + query, given or self._dataset(), is_triples=is_triples)
        except RefusedError as error:
            if error.status in _REFUSALS:
                raise QueryError(error.message, hint="this service understands another SPARQL") from error
            raise
        if is_cut:
            raise self.too_many()
        return answer

    def too_many(self) -> StoreError:
        """What to say of an answer that was cut off."""
        return StoreError(
            f"{self.name}: it gives so many rows and no more, and this answer has more",
            hint="use ORDER BY, LIMIT and OFFSET, or have the limit raised (ResultSetMaxRows in Virtuoso)",
        )

    def _dataset(self) -> list[tuple[str, str]]:
        return [("default-graph-uri", FACTS)] if self.facts_graph else []

    def _sent(
        self, sparql: str, dataset: Iterable[tuple[str, str]], *, is_triples: bool
    ) -> tuple[Answer, bool]:
        """What a query gives, and whether the service cut it off."""
        form = urlencode([("query", sparql), *dataset]).encode()
        accept = _TRIPLES if is_triples else _ROWS
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept}
        reply = self.transport.request(Call("POST", self.transport.address.target, form, headers))
        return self._parsed(reply, is_triples=is_triples), reply.headers.get(_CUT_OFF) is not None

    def _parsed(self, reply: Reply, *, is_triples: bool) -> Answer:
        """The answer that a reply is, once all of it was read and found to be one."""
        try:
            if is_triples:
                return _triples(reply)
            answer = ox.parse_query_results(reply.body, ox.QueryResultsFormat.JSON)
            if isinstance(answer, ox.QueryBoolean):
                return answer
            for _ in answer:
                pass
            return ox.parse_query_results(reply.body, ox.QueryResultsFormat.JSON)
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
    held = ox.Store()
    held.extend(ox.parse(reply.body, syntax))
    answer = held.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    if not isinstance(answer, ox.QueryTriples):
        raise TypeError(syntax)
    return answer
