"""A page in the syntax that was asked for: HTML from its template, JSON, CSV, or RDF."""

from __future__ import annotations

import functools
import json
import re

import jinja2
import pyoxigraph as ox

from councilgraph.graph.errors import UsageError
from councilgraph.graph.formats.rows import format_rows
from councilgraph.graph.vocab import PREFIXES
from councilgraph.graph.web.addresses import address, link
from councilgraph.graph.web.asked import MEDIA_TYPES, Answer, Asked, Syntax
from councilgraph.graph.web.static import static_address
from councilgraph.graph.web.timeline import timeline
from councilgraph.graph.web.view import View
from councilgraph.graph.web.wording import is_date, linked, plural, snippet, spaced

_SURROGATE = re.compile("[\ud800-\udfff]")


def render(view: View, asked: Asked) -> Answer:
    """The answer with a page in the syntax that was asked for.

    Raises UsageError where the page does not exist in that syntax.
    """
    if view.raw is not None:
        return Answer(view.raw, "text/html; charset=utf-8", view.status)
    if asked.syntax not in syntaxes(view):
        raise UsageError(
            f"this page is not there as {asked.syntax}", hint=f"as {', '.join(syntaxes(view))} it is"
        )
    body = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", _text(view, asked)).encode()
    return Answer(body, f"{MEDIA_TYPES[asked.syntax]}; charset=utf-8", view.status)


def syntaxes(view: View) -> list[Syntax]:
    """The syntaxes in which a page exists."""
    found: list[Syntax] = ["html", "json"]
    found += ["csv"] if view.rows is not None else []
    found += ["ttl", "jsonld"] if view.quads is not None else []
    return found


def _text(view: View, asked: Asked) -> str:
    if asked.syntax == "json":
        return json.dumps(view.content, ensure_ascii=False, indent=1) + "\n"
    if asked.syntax == "csv" and view.rows is not None:
        return "".join(f"{line}\r\n" for line in format_rows(view.rows, "csv"))
    if asked.syntax in ("ttl", "jsonld") and view.quads is not None:
        return _rdf(view, asked.syntax)
    template = environment().get_template(view.template)
    others = [(syntax, asked.in_syntax(syntax)) for syntax in syntaxes(view)[1:]]
    return template.render(title=view.title, content=view.content, asked=asked, others=others)


def _rdf(view: View, syntax: Syntax) -> str:
    """Triples of all graphs, sorted by subject, so that a serialiser says each of them once."""
    quads = {ox.Quad(*quad.triple) for quad in view.quads or ()}
    ordered = sorted(quads, key=lambda q: (str(q.subject), str(q.predicate), str(q.object)))
    if syntax == "ttl":
        text = ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b""
        return text.decode()
    expanded = ox.serialize(ordered, format=ox.RdfFormat.JSON_LD) or b"[]"
    return json.dumps(json.loads(expanded), ensure_ascii=False, indent=1) + "\n"


@functools.cache
def environment() -> jinja2.Environment:
    """The templates. Whatever a value holds is shown as text."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("councilgraph.graph.web"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(timeline=timeline, link=link, address=address, static=static_address)
    made.filters.update(linked=linked, snippet=snippet, plural=plural, spaced=spaced)
    made.tests.update(date=is_date)
    return made
