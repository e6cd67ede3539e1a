"""How two entities are connected, what held on two days, and how a council fared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from councilgraph.graph import connections, dossier, search
from councilgraph.graph.dossier import Entry
from councilgraph.graph.errors import UsageError
from councilgraph.graph.evidence import evidence
from councilgraph.graph.links import Link, Links, Span, when
from councilgraph.graph.network import evidence_rows
from councilgraph.graph.rows import Rows
from councilgraph.graph.web.addresses import address
from councilgraph.graph.web.asked import Asked
from councilgraph.graph.web.facts import entity, fact, quotes
from councilgraph.graph.web.pages.thing import known_entries
from councilgraph.graph.web.view import Opened, Plain, View


def connection(opened: Opened, asked: Asked) -> View:
    """The chain of links from one entity to another, each with its quotes."""
    store, links = opened.store, opened.links
    start, end, as_of = asked.text("from"), asked.text("to"), asked.day("as_of")
    content: Plain = {"from": start, "to": end, "as_of": str(as_of or ""), "ends": [], "links": []}
    content["message"] = ""
    columns = ("from", "link", "to", "when")
    if not (start and end):
        return View("connection.html", "How are two connected?", content, Rows(columns, []))
    ends = search.entity(store, start), search.entity(store, end)
    content["ends"] = [entity(links, iri) for iri in ends]
    if ends[0] == ends[1]:
        raise UsageError("the two are the same", hint="name two different entities")
    title = " – ".join(each["label"] for each in content["ends"])
    try:
        chain = connections.connection(store, *ends, as_of=as_of)
    except UsageError as error:
        content["message"] = f"{error.message}: {error.hint}" if as_of else error.message
        return View("connection.html", title, content, Rows(columns, []))
    content["links"] = list(_chain(links, ends[0], chain))
    return View("connection.html", title, content, Rows(columns, content["links"]))


def _chain(links: Links, start: str, chain: Iterable[Link]) -> Iterator[Plain]:
    """The links of a chain, each with the end that one comes from and the one that one gets to."""
    at = start
    for each in chain:
        yield {
            "from": links.captions[each.start],
            "link": each.label,
            "to": links.captions[each.end],
            "when": when(each.span),
            "fact": each.fact,
            "page": address(each.fact),
            "nearer": entity(links, at),
            "further": entity(links, each.other(at)),
            "is_forward": each.start == at,
            "evidence": quotes(evidence_rows(evidence(links.store, each.fact))),
        }
        at = each.other(at)


def compare(opened: Opened, asked: Asked) -> View:
    """What held of an entity on one day and not on another, on the other only, and on both."""
    links = opened.links
    name, first, last = asked.text("entity"), asked.day("first"), asked.day("last")
    content: Plain = {"entity": name, "first": str(first or ""), "last": str(last or ""), "thing": None}
    content |= {"gone": [], "both": [], "come": [], "undated": 0}
    columns = ("on", "when", "kind", "text", "fact")
    if not (name and first and last):
        return View("compare.html", "Compare two days", content, Rows(columns, []))
    iri = search.entity(opened.store, name)
    content["thing"] = entity(links, iri)
    entries = known_entries(opened, iri)
    dated = [each for each in entries if each.span != Span()]
    content["undated"] = len(entries) - len(dated)
    before, after = ({each.fact: each for each in dossier.held(dated, day)} for day in (first, last))
    content["gone"] = _facts(links, (e for name, e in before.items() if name not in after))
    content["both"] = _facts(links, (e for name, e in after.items() if name in before))
    content["come"] = _facts(links, (e for name, e in after.items() if name not in before))
    rows = [{"on": on, **each} for on in ("gone", "both", "come") for each in content[on]]
    title = f"{content['thing']['label']}: {first} and {last}"
    return View("compare.html", title, content, Rows(columns, rows))


def _facts(links: Links, entries: Iterable[Entry]) -> list[Plain]:
    return [fact(links, line) for line in dossier.lines(links, list(entries))]
