"""Communities: groups of entities with more links inside than chance would give them (Louvain)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import networkx as nx

from councilgraph.graph.centrality.simple import Simple

_SEED = 1
_CONFIGURED = threading.Lock()


def communities(network: Simple) -> list[list[int]]:
    """The communities of a network, the largest first, and of two as large the one with the first entity.

    Who is linked to nobody is one alone.
    """
    found = louvain(plain_graph(network), _SEED) if len(network) else []
    return sorted(found, key=lambda members: (-len(members), members[0]))


def plain_graph(network: Simple) -> nx.Graph[int]:
    """A network as networkx has them, its entities in order."""
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(network)))
    plain.add_edges_from(zip(*(side.tolist() for side in network.pairs()), strict=True))
    return plain


def louvain(network: nx.Graph[int], seed: int) -> list[list[int]]:
    """The communities that networkx itself finds, each sorted, and in order.

    Whichever backends are installed and asked for: their chance is another, and a page would be drawn anew.
    """
    with _by_networkx_itself():
        return sorted(sorted(one) for one in nx.community.louvain_communities(network, seed=seed))


@contextmanager
def _by_networkx_itself() -> Iterator[None]:
    """No algorithm goes to a backend meanwhile, also none within another.

    `backend="networkx"` speaks only of the outer one. What networkx keeps is the process's, hence the lock.
    """
    with _CONFIGURED, nx.config(backend_priority=[]):
        yield
