"""Networks from facts: the surroundings of entities, or an answer, as a networkx graph."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields

import networkx as nx
import pyoxigraph as ox

from councilgraph.graph.drawing import drawing
from councilgraph.graph.evidence import Evidence, evidence, evidence_for
from councilgraph.graph.links import Link, Links, Tie, span_of
from councilgraph.graph.rdf import concepts, vocabulary_quads
from councilgraph.graph.store import Store
from councilgraph.graph.vocab import CG, DCT, ORG, RDF, SKOS, WORDS

SHOWN_SOURCES = 5
_BEST_RANK = 4
_EVIDENCE = tuple(field.name for field in fields(Evidence))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which part of the graph is meant: links that may hold from `since` to `until`, or on `as_of`.

    `kinds` (of relations, as `Link.kind`) narrows the links; beyond `max_entities` those with the
    fewest links are left out. What has more than `max_links` links and is no start (an inspectorate, say) is
    drawn, but what lies behind it is not: everything would.
    """

    hops: int = 1
    kinds: frozenset[str] = frozenset()
    since: dt.date | None = None
    until: dt.date | None = None
    as_of: dt.date | None = None
    max_entities: int = 2000
    max_links: int = 60

    def has(self, links: Links, tie: Tie) -> bool:
        """Whether a link is in it."""
        if self.kinds and links.kind(tie).lower() not in self.kinds:
            return False
        first, last = (self.as_of, self.as_of) if self.as_of else (self.since, self.until)
        return not (first or last) or span_of(links.store, tie.fact).overlaps(first, last)


def all_entities(store: Store) -> list[str]:
    """Everything that is drawn as a node, sorted."""
    found = (quad.subject for kind in drawing().nodes for quad in store.quads(None, RDF.type, kind))
    return sorted({node.value for node in found if isinstance(node, ox.NamedNode)})


def neighbourhood(
    store: Store, entities: Sequence[str], scope: Scope, *, title: str | None = None
) -> nx.MultiDiGraph[str]:
    """The network around `entities`, up to `scope.hops` links away.

    Nodes are IRIs and edges facts, with the attributes that `page.model` describes. The graph's
    attribute `total` counts the entities that were reached, also those beyond `scope.max_entities`.
    """
    links = Links(store)
    reached, found = _reach(links, entities, scope)
    named = title or ", ".join(links.captions[iri] for iri in entities[:3])
    return _drawn(links, reached, found, title=named, limit=scope.max_entities)


def network_of_facts(
    store: Store, facts: Iterable[str], *, title: str, limit: int = 2000
) -> nx.MultiDiGraph[str]:
    """The network that facts are drawn as, with the attributes of `neighbourhood`."""
    links = Links(store)
    found = list(dict.fromkeys(tie for fact in facts for tie in links.of_fact(fact)))
    reached = dict.fromkeys(iri for tie in found for iri in (tie.start, tie.end))
    return _drawn(links, list(reached), found, title=title, limit=limit)


def network_of_triples(store: Store, triples: Iterable[ox.Triple], *, title: str) -> nx.MultiDiGraph[str]:
    """Triples as a network: what is no literal is an entity, each property between two is an edge."""
    links = Links(store)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(title=title)
    network.graph.update(styles())
    for triple in triples:
        ends = (triple.subject, triple.object)
        if not all(isinstance(end, ox.NamedNode) for end in ends) or triple.predicate.value == RDF.type:
            continue
        start, end = (getattr(node, "value", "") for node in ends)
        for iri in (start, end):
            if iri not in network:
                network.add_node(iri, **_entity_attributes(links, iri))
        label = drawing().labels.get(triple.predicate.value, triple.predicate.value.rsplit("/", 1)[-1])
        network.add_edge(start, end, key=triple.predicate.value, label=label, kind=label)
    network.graph["total"] = network.number_of_nodes()
    return network


def _drawn(
    links: Links, reached: Sequence[str], found: Sequence[Tie], *, title: str, limit: int
) -> nx.MultiDiGraph[str]:
    kept = set(_most_linked(reached, found, limit))
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(title=title, total=len(reached))
    network.graph.update(styles())
    for iri in sorted(kept):
        network.add_node(iri, **_entity_attributes(links, iri))
    shown = [links.link(tie) for tie in found if tie.start in kept and tie.end in kept]
    quotes = evidence_for(links.store, [[link.fact] for link in shown])
    for link, behind in zip(shown, quotes, strict=True):
        attributes = _link_attributes(links.store, link, behind)
        network.add_edge(link.start, link.end, key=f"{link.fact} {link.label}", **attributes)
    network.graph["source"] = _sources(one for behind in quotes for one in behind)
    return network


def _sources(found: Iterable[Evidence]) -> str:
    """Whose documents the facts are from, for the line below a picture."""
    names = sorted({one.publisher or one.document for one in found})
    more = f" and {len(names) - SHOWN_SOURCES} more" if len(names) > SHOWN_SOURCES else ""
    return f"{', '.join(names[:SHOWN_SOURCES])}{more}"


def _reach(links: Links, entities: Iterable[str], scope: Scope) -> tuple[list[str], list[Tie]]:
    """The entities within reach, nearest first, and the links among them."""
    starts = tuple(entities)
    order = dict.fromkeys(starts)
    found: set[Tie] = set()
    beyond: list[Tie] = []
    edge = list(order)
    for _ in range(scope.hops):
        following: dict[str, None] = {}
        for iri in edge:
            ties = [tie for tie in links.ties(iri) if scope.has(links, tie)]
            if iri not in starts and len(ties) > scope.max_links:
                beyond += ties
                continue
            found.update(ties)
            following.update((tie.other(iri), None) for tie in ties)
        edge = [iri for iri in following if iri not in order]
        order.update(dict.fromkeys(edge))
    found.update(tie for tie in beyond if tie.start in order and tie.end in order)
    return list(order), sorted(found)


def _most_linked(reached: Sequence[str], found: Iterable[Tie], limit: int) -> Iterator[str]:
    degree: dict[str, int] = defaultdict(int)
    for tie in found:
        degree[tie.start] += 1
        degree[tie.end] += 1
    ranked = sorted(reached, key=lambda iri: (-degree[iri], iri)) if len(reached) > limit else reached
    yield from ranked[:limit]


def styles() -> dict[str, object]:
    """How grades and groups are named and drawn on a page, from the vocabulary and the ontology."""
    ranks = {quad.subject: quad.object for quad in vocabulary_quads() if quad.predicate.value == CG.rank}
    grades = {}
    for concept in concepts("grades"):
        rank = ranks.get(ox.NamedNode(concept.iri))
        best_first = _BEST_RANK - float(rank.value) if isinstance(rank, ox.Literal) else _BEST_RANK
        letters = "".join(word[0] for word in concept.word.split()[:2]).upper()
        grades[concept.word] = {"label": concept.label, "letter": letters, "rank": int(best_first) + 1}
    rules = drawing()
    return {
        "grades": grades,
        "colours": rules.colours,
        "shapes": rules.shapes,
        "group_kind": rules.groups[CG.Council],
    }


def evidence_rows(found: Iterable[Evidence]) -> list[dict[str, object]]:
    """Quotes as plain values, for pages and for JSON."""
    return [{name: getattr(one, name) for name in _EVIDENCE} for one in found]


def _link_attributes(store: Store, link: Link, quotes: Iterable[Evidence]) -> dict[str, object]:
    contradicted = contradictions(store, link.fact)
    return {
        "label": link.label,
        "kind": link.kind,
        **{name: value for name, value in asdict(link.span).items() if name != "seen"},
        "status": link.status,
        "grade": link.grade,
        "contradicted": bool(contradicted),
        "contradictions": contradicted,
        "evidence": evidence_rows(quotes),
    }


def contradictions(store: Store, fact: str) -> list[dict[str, object]]:
    """What claims about a fact cannot both be true, with the quotes of either side."""
    found: list[dict[str, object]] = []
    for quad in store.quads(None, CG.about, fact):
        iri = getattr(quad.subject, "value", "")
        if CG.Contradiction not in store.values(iri, RDF.type):
            continue
        sides: dict[str, object] = {}
        for name, predicate in (("left", CG.left), ("right", CG.right)):
            quotes = [one for claim in sorted(store.values(iri, predicate)) for one in evidence(store, claim)]
            sides[name] = {"value": "", "evidence": evidence_rows(quotes)}
        note = store.value(iri, SKOS.note) or ""
        found.append({"field": store.value(iri, CG.field) or "", "note": note, **sides})
    return found


def _entity_attributes(links: Links, iri: str) -> dict[str, object]:
    store, rules = links.store, drawing()
    kind = rules.class_of(store, iri) or ""
    marks = list(_marks(links, iri))
    grades = {str(mark["label"]): mark["value"] for mark in marks}
    return {
        "label": links.captions[iri],
        "kind": kind_of(links, iri),
        "group": rules.groups.get(kind, ""),
        "names": sorted(store.values(iri, SKOS.altLabel)),
        "facts": [*_own_facts(links, iri), *marks],
        "grade": grades.get("overall"),
    }


def kind_of(links: Links, iri: str) -> str:
    """What kind of entity something is, in words: "county council", "person"."""
    named = links.store.value(iri, ORG.classification)
    label = drawing().labels.get(links.class_of(iri) or "", "entity").lower()
    return WORDS.get(named or "", label).replace("_", " ")


def _own_facts(links: Links, iri: str) -> Iterator[dict[str, object]]:
    """What is known of an entity itself: its life, its code; with the quotes behind it."""
    behind = evidence_rows(evidence(links.store, iri))
    for label, predicate in (("code", DCT.identifier), ("from", CG.since), ("until", CG.until)):
        value = links.store.value(iri, predicate)
        if value:
            yield {"label": label, "value": value, "evidence": behind}


def _marks(links: Links, iri: str) -> Iterator[dict[str, object]]:
    """Facts that are shown with the entity: the grades of an inspection, say."""
    rules, store = drawing(), links.store
    for kind, predicate in sorted(rules.marks.items()):
        for quad in store.quads(None, predicate, iri):
            fact = getattr(quad.subject, "value", "")
            if rules.class_of(store, fact) != kind or kind == CG.Contradiction:
                continue
            yield {
                "label": links.captions.text(fact, CG.aspect) or rules.labels.get(kind, "").lower(),
                "value": links.captions.text(fact, CG.grade) or links.captions[fact],
                "since": store.value(fact, CG.date),
                "evidence": evidence_rows(evidence(store, fact)),
            }
