"""The query editor, with the result of a query as a table, a network or a timeline."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from councilgraph.graph import query_advice, questions, sparql
from councilgraph.graph.dates import bounds, is_edtf
from councilgraph.graph.engine import Term
from councilgraph.graph.errors import QueryError, UsageError
from councilgraph.graph.links import Links, Span, span_of
from councilgraph.graph.network import network_of_facts, network_of_triples
from councilgraph.graph.page import render
from councilgraph.graph.rows import Rows
from councilgraph.graph.sparql import Table
from councilgraph.graph.vocab import PREFIXES, WORDS
from councilgraph.graph.web.addresses import address
from councilgraph.graph.web.asked import Asked
from councilgraph.graph.web.timeline import bar
from councilgraph.graph.web.view import Opened, Part, Plain, View

MAX_QUERY_CHARS = 200_000
_MAX_ROWS = 20_000
_MAX_BARS = 200
_SHOWN_AS = ("table", "network", "timeline")
_PLACE = re.compile(r"line (\d+), column (\d+)")


def editor(query: str, shown_as: str = "table", error: UsageError | None = None) -> View:
    """The editor without a result, and with what is wrong with the query."""
    content: Plain = {
        "query": query,
        "shown_as": shown_as if shown_as in _SHOWN_AS else "table",
        "prefixes": PREFIXES,
        "examples": [{"title": each.title, "query": each.sparql} for each in questions.questions()],
        "form": None,
        "error": None,
        "advice": query_advice.advice(query),
    }
    if error is not None:
        place = _PLACE.match(error.message)
        content["error"] = {
            "message": error.message,
            "hint": error.hint,
            "line": int(place[1]) if place else None,
            "column": int(place[2]) if place else None,
        }
    return View("sparql.html", "SPARQL", content, status=400 if error else 200)


def query_page(opened: Opened, asked: Asked) -> View:
    """The editor with the result of the query in it, if there is one."""
    query = query_of(asked)
    shown_as = asked.text("view", "table")
    if not query.strip():
        return editor("", shown_as)
    try:
        result = sparql.run(opened.store, query)
        found = _result(opened, asked, result)
    except QueryError as error:
        return editor(query, shown_as, error)
    content = editor(query, shown_as).content | found
    return View("sparql.html", "SPARQL", content, Rows(tuple(found["columns"]), found["plain_rows"]))


def query_network(opened: Opened, asked: Asked) -> View:
    """What a query finds as a network: the facts that its rows name, or its triples."""
    result = sparql.run(opened.store, query_of(asked))
    if isinstance(result, bool):
        raise UsageError("a yes or no cannot be drawn", hint="use SELECT or CONSTRUCT")
    if isinstance(result, Table):
        terms = (term for row in itertools.islice(result.rows, _MAX_ROWS) for term in row)
        facts = dict.fromkeys(term.value for term in terms if isinstance(term, ox.NamedNode))
        drawn = network_of_facts(opened.store, facts, title="Answer to a query")
    else:
        triples = itertools.islice(result, _MAX_ROWS)
        drawn = network_of_triples(opened.store, triples, title="Answer to a query")
    return View("", "Network", raw=render(drawn).encode())


def query_of(asked: Asked) -> str:
    """The query that was sent. Raises UsageError for one that is too long."""
    query = asked.params.get("query", "")
    if len(query) > MAX_QUERY_CHARS:
        raise UsageError("the query is too long", hint=f"at most {MAX_QUERY_CHARS} characters")
    return query


def _result(opened: Opened, asked: Asked, result: Table | bool | ox.QueryTriples) -> Plain:
    """A part of a result in plain values."""
    if isinstance(result, bool):
        return {
            "form": "boolean",
            "answer": result,
            "columns": ["answer"],
            "plain_rows": [{"answer": result}],
        }
    if isinstance(result, Table):
        form, columns, lazy = "table", list(result.columns), result.rows
    else:
        form, columns = "triples", ["subject", "predicate", "object"]
        lazy = ((t.subject, t.predicate, t.object) for t in result)
    whole: list[tuple[Term | None, ...]] = list(itertools.islice(lazy, _MAX_ROWS + 1))
    kept = whole[:_MAX_ROWS]
    part = Part(len(kept), *asked.page(100))
    rows = [[_cell(term) for term in row] for row in part.of(kept)]
    is_timeline = asked.text("view") == "timeline"
    return {
        "form": form,
        "columns": columns,
        "rows": rows,
        "plain_rows": [dict(zip(columns, (each["value"] for each in row), strict=True)) for row in rows],
        "bars": list(itertools.islice(_bars(opened.links, kept), _MAX_BARS)) if is_timeline else [],
        "is_cut": len(whole) > _MAX_ROWS,
        **part.plain(asked, len(rows)),
    }


def _cell(term: Term | None) -> Plain:
    """A term with what to show, and the page of what it names."""
    if term is None:
        return {"value": None, "shown": "", "page": None}
    value = term.value if not isinstance(term, ox.Triple) else str(term)
    if isinstance(term, ox.NamedNode):
        return {"value": value, "shown": _shortened(value), "page": address(value)}
    return {"value": value, "shown": value, "page": None}


def _shortened(iri: str) -> str:
    """An IRI with a known prefix, if one fits."""
    if iri in WORDS:
        return WORDS[iri]
    for prefix, base in PREFIXES.items():
        if iri.startswith(base) and len(iri) > len(base):
            return f"{prefix}:{iri[len(base) :]}"
    return iri


def _bars(links: Links, rows: Sequence[Sequence[Term | None]]) -> Iterator[Plain]:
    """A bar for each row that names a fact with a date, or that has dates of its own."""
    for row in rows:
        iris = [term.value for term in row if isinstance(term, ox.NamedNode)]
        dated = ((iri, span_of(links.store, iri)) for iri in iris if links.class_of(iri))
        found = next(((iri, span) for iri, span in dated if span != Span()), None)
        words = [term.value for term in row if isinstance(term, ox.Literal)]
        if found is not None:
            yield bar(links.captions[found[0]], address(found[0]), found[1], lane="Facts")
        elif dates := [bounds(word) for word in words if is_edtf(word)]:
            first, last = dates[0], dates[-1]
            days = [day.isoformat() for day in (*first, *last)]
            label = ", ".join(word for word in words if not is_edtf(word))[:120] or days[0]
            span = Span(None, None, *days)
            yield bar(label, address(iris[0]) if iris else "", span, lane="Rows")
