"""All that is known of a thing: an entity with its facts, or a fact with its own properties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from councilgraph.graph import dossier
from councilgraph.graph.dossier import Entry
from councilgraph.graph.drawing import drawing
from councilgraph.graph.entities import FACT_TYPES
from councilgraph.graph.evidence import evidence
from councilgraph.graph.links import Links, Span
from councilgraph.graph.network import evidence_rows
from councilgraph.graph.rdf.fields import class_of
from councilgraph.graph.rows import Rows
from councilgraph.graph.vocab import COUNCIL_KINDS, DCT, ORG, PROV, RDF, SKOS, WORDS
from councilgraph.graph.web.addresses import address, link, outside
from councilgraph.graph.web.asked import Asked
from councilgraph.graph.web.facts import disputes, fact, grades, quotes, short
from councilgraph.graph.web.joins import joins
from councilgraph.graph.web.timeline import bar
from councilgraph.graph.web.view import MissingError, Opened, Part, Plain, View
from councilgraph.graph.web.wording import plural

_AT_FIRST = 20
"""How many facts of each kind the first page shows."""
MOST_FACTS = 20_000
"""Of so many facts about one entity a page is made, and it says so."""
_MANY = 1000
_MOST_KEPT = 20
_ORDER = [drawing().labels.get(class_of(kind).value, "") for kind in FACT_TYPES]
_SHOWN_APART = frozenset(
    {RDF.type, SKOS.prefLabel, SKOS.altLabel, SKOS.exactMatch}
    | {PROV.wasDerivedFrom, DCT.identifier, ORG.classification}
)


def thing(opened: Opened, asked: Asked) -> View:
    """The page of an entity or a fact: at first some facts of each kind, with `kind` all of one in parts.

    JSON, CSV and RDF are in parts always. Raises MissingError for an address that the store does not have.
    """
    links, iri = opened.links, asked.name
    if next(iter(opened.store.quads(iri)), None) is None:
        raise MissingError(f"nothing in the store has the address {iri}", hint="look for it by name")
    as_of, kind = asked.day("as_of"), asked.text("kind").lower()
    entries = known_entries(opened, iri)
    entries = dossier.held(entries, as_of) if as_of else entries
    kinds = _kinds(entries, iri, as_of)
    wanted = [each for each in entries if not kind or each.kind.lower() == kind]
    is_overview = asked.syntax == "html" and not kind
    part = Part(len(wanted), *(asked.page(100) if not is_overview else (1, max(1, len(wanted)))))
    shown = _last_of_each(wanted) if is_overview else list(part.of(wanted))
    facts = [fact(links, line) for line in dossier.lines(links, shown)]
    content = heading(links, iri) | {
        "as_of": as_of.isoformat() if as_of else None,
        "only": kind,
        "kinds": kinds,
        "is_cut": len(entries) >= MOST_FACTS,
        "facts": facts,
        "bars": list(bars(links, iri, shown)) if is_overview else [],
        **part.plain(asked, len(facts)),
    }
    columns = ("when", "kind", "text", "fact", "certainty")
    quads = _quads(links, [iri, *(entry.fact for entry in shown)])
    return View("thing.html", content["label"], content, Rows(columns, facts), quads)


def known_entries(opened: Opened, iri: str) -> list[Entry]:
    """The facts about an entity; those of one that has very many are kept until the store changes."""
    kept: dict[str, list[Entry]] = opened.memo.setdefault("entries", {})
    if iri in kept:
        return kept[iri]
    entries = dossier.entries(opened.links, iri, most=MOST_FACTS)
    if len(entries) > _MANY:
        while len(kept) >= _MOST_KEPT:
            kept.pop(next(iter(kept)))
        kept[iri] = entries
    return entries


def heading(links: Links, iri: str) -> Plain:
    """What is known of the thing itself, without the facts that name it."""
    store = links.store
    found = dossier.described(links, iri)
    kind = links.class_of(iri)
    named = WORDS.get(store.value(iri, ORG.classification) or "", "")
    return {
        "iri": iri,
        "label": found.label,
        "kind_label": found.kind,
        "names": list(found.names),
        "code": found.code,
        "is_drawn": kind in drawing().nodes,
        "is_council": named in COUNCIL_KINDS,
        "properties": list(_properties(links, iri)),
        "evidence": quotes(evidence_rows(evidence(store, iri))),
        "contradictions": disputes(links, iri),
        "joins": joins(links, iri),
    }


def bars(links: Links, iri: str, entries: Sequence[Entry]) -> Iterator[Plain]:
    """Facts for a timeline; those that are shown with others (the judgements of an inspection) are not."""
    marks = drawing().marks
    for entry in entries:
        mark = marks.get(links.class_of(entry.fact) or "")
        if mark and links.store.value(entry.fact, mark):
            continue
        yield _bar(links, iri, entry)


def _bar(links: Links, iri: str, entry: Entry) -> Plain:
    found = grades(links, entry.fact)
    more = {name: found[0][name] for name in ("grade", "letter", "rank")} if found else {}
    more["lane"] = plural(entry.kind)
    return bar(short(links, entry.fact, iri), address(entry.fact), entry.span, **more)


def _properties(links: Links, iri: str) -> Iterator[Plain]:
    """The thing's own properties, by the ontology's labels; the bounds of dates are left out."""
    found = set()
    for quad in links.store.quads(iri):
        predicate, value = quad.predicate.value, quad.object
        is_bound = predicate.endswith(("Earliest", "Latest"))
        if predicate in _SHOWN_APART or is_bound or isinstance(value, ox.Triple):
            continue
        is_thing = isinstance(value, ox.NamedNode) and value.value not in WORDS
        words = links.captions[value.value] if isinstance(value, ox.NamedNode) else value.value
        found.add((_label(predicate), words, address(value.value) if is_thing else ""))
    for label, words, page in sorted(found):
        yield {"label": label, "value": words, "page": page or None}
    for elsewhere in sorted(links.store.values(iri, SKOS.exactMatch)):
        yield {"label": "the same elsewhere", "value": elsewhere, "page": outside(elsewhere)}


def _label(predicate: str) -> str:
    name = drawing().labels.get(predicate) or predicate.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
    return name.lower()


def _kinds(entries: Iterable[Entry], iri: str, as_of: dt.date | None) -> list[Plain]:
    """How many facts there are of each kind, and where they all are."""
    counts: dict[str, int] = {}
    for entry in entries:
        counts[entry.kind] = counts.get(entry.kind, 0) + 1
    return [
        {"kind": kind, "count": count, "page": link(address(iri), {"kind": kind.lower(), "as_of": as_of})}
        for kind, count in sorted(counts.items(), key=lambda pair: _place(pair[0]))
    ]


def _last_of_each(entries: Iterable[Entry]) -> list[Entry]:
    """The latest facts of each kind, in order of time; those without a date only where there is room."""
    kept: dict[str, list[Entry]] = {}
    for entry in entries:
        kept.setdefault(entry.kind, []).append(entry)
    shown = set()
    for found in kept.values():
        latest_last = sorted(found, key=lambda entry: entry.span != Span())
        shown |= {entry.fact for entry in latest_last[-_AT_FIRST:]}
    kinds = sorted(kept, key=_place)
    return [entry for kind in kinds for entry in kept[kind] if entry.fact in shown]


def _place(kind: str) -> tuple[int, str]:
    """Where the facts of a kind stand: posts before inspections, and so on."""
    return (_ORDER.index(kind) if kind in _ORDER else len(_ORDER), kind)


def _quads(links: Links, iris: Iterable[str]) -> Iterator[ox.Quad]:
    """What the default graph says of some things."""
    for iri in iris:
        yield from links.store.quads(iri)
