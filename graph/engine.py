"""What reading asks of a dataset, whoever holds it: the embedded engine, or a service (`remote`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, runtime_checkable

import pyoxigraph as ox

Subject = ox.NamedNode | ox.BlankNode | ox.Triple
Term = Subject | ox.Literal
Name = ox.NamedNode | ox.BlankNode
Graph = Name | ox.DefaultGraph
Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Engine(Protocol):
    """A dataset to read. `pyoxigraph.Store` is one."""

    def query(
        self,
        query: str,
        *,
        base_iri: str | None = None,
        prefixes: dict[str, str] | None = None,
        default_graph: list[Graph] | None = None,
        named_graphs: list[Name] | None = None,
    ) -> Answer:
        """The result of a SPARQL query. Raises SyntaxError for what is none."""
        ...

    def quads_for_pattern(
        self,
        subject: Subject | None,
        predicate: ox.NamedNode | None,
        object: Term | None,  # noqa: A002 - as the embedded engine calls it
        graph_name: Graph | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads that fit; None fits anything."""
        ...

    def named_graphs(self) -> Iterator[Name]:
        """The documents' graphs."""
        ...

    def __len__(self) -> int:
        """How many quads there are."""
        ...


@runtime_checkable
class Foresighted(Protocol):
    """An engine that is quicker where it knows beforehand what will be looked up."""

    def expect(self, subjects: Iterable[str]) -> None:
        """Fetch what the facts say of these, many at once."""
        ...
