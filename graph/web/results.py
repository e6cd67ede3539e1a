"""Results of queries in the formats that SPARQL 1.1 has for them, cut where they grow too large.

Oxigraph's own writers cannot stop in the middle and still write a whole document; these do. A result that
was cut says so: in an HTTP header (see `queries`), in JSON and XML as the `link` that both have for further
information, in triples as a comment.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from councilgraph.graph.engine import Term
from councilgraph.graph.formats.rows import cell
from councilgraph.graph.sparql import Table
from councilgraph.graph.vocab import PREFIXES, XSD

TABLE_TYPES = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
}
BOOLEAN_TYPES = {media_type: name for media_type, name in TABLE_TYPES.items() if name in ("json", "xml")}
TRIPLE_TYPES = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    "application/ld+json": "jsonld",
    "text/plain": "nt",
}
CUT_LINK = "/about#cut"
"""Where it is said what a cut result is."""

BY_SYNTAX = {"json": "json", "csv": "csv", "ttl": "ttl", "jsonld": "jsonld"}
"""The format of a result by the suffix of the endpoint's address."""

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SYNTAXES = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "rdf": ox.RdfFormat.RDF_XML}


@dataclass(frozen=True, slots=True)
class Most:
    """How much of a result is written."""

    rows: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Written:
    """A result as text, how many rows or triples are in it, and whether there are more."""

    text: str
    rows: int = 1
    is_cut: bool = False


def write_table(table: Table, name: str, most: Most) -> Written:
    """A SELECT's result as `json`, `xml`, `csv`, `tsv`, or as `spreadsheet`: CSV that runs nothing."""
    kept, is_cut = _kept(table, most)
    return Written(_TABLES[name](table.columns, kept, is_cut), len(kept), is_cut)


def write_boolean(answer: bool, name: str) -> Written:
    """An ASK's result as `json` or `xml`."""
    word = "true" if answer else "false"
    if name == "xml":
        return Written(f"{_XML_BEGIN}<head></head><boolean>{word}</boolean></sparql>\n")
    return Written(json.dumps({"head": {}, "boolean": answer}) + "\n")


def write_triples(triples: Iterator[ox.Triple], name: str, most: Most) -> Written:
    """A CONSTRUCT's or DESCRIBE's result as `ttl`, `nt`, `rdf` (XML) or `jsonld`."""
    kept = list(dict.fromkeys(itertools.islice(triples, most.rows)))
    is_cut = next(triples, None) is not None
    note = f"cut after {len(kept)} triples" if is_cut else ""
    if name == "jsonld":
        expanded = json.loads(ox.serialize(kept, format=ox.RdfFormat.JSON_LD) or b"[]")
        return Written(json.dumps(expanded, ensure_ascii=False, indent=1) + "\n", len(kept), is_cut)
    prefixes = dict(PREFIXES) if name in ("ttl", "rdf") else None
    text = (ox.serialize(kept, format=_SYNTAXES[name], prefixes=prefixes) or b"").decode()
    if note:
        text += f"<!-- {note} -->\n" if name == "rdf" else f"# {note}\n"
    return Written(text, len(kept), is_cut)


Row = tuple[Term | None, ...]


def _kept(table: Table, most: Most) -> tuple[list[Row], bool]:
    """The rows that are written, and whether there are more."""
    kept: list[Row] = []
    size = 0
    for row in table.rows:
        size += sum(len(str(term)) + 40 for term in row if term is not None)
        if len(kept) >= most.rows or size > most.bytes:
            return kept, True
        kept.append(row)
    return kept, False


def _json(columns: tuple[str, ...], rows: list[Row], is_cut: bool) -> str:
    bindings = [
        {name: _json_term(term) for name, term in zip(columns, row, strict=True) if term is not None}
        for row in rows
    ]
    head = {"vars": list(columns)} | ({"link": [CUT_LINK]} if is_cut else {})
    found: dict[str, Any] = {"head": head, "results": {"bindings": bindings}}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"


def _json_term(term: Term) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != XSD.string:
        found["datatype"] = term.datatype.value
    return found


_XML_BEGIN = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


def _xml(columns: tuple[str, ...], rows: list[Row], is_cut: bool) -> str:
    head = "".join(f"<variable name={_attribute(name)}/>" for name in columns)
    head += f"<link href={_attribute(CUT_LINK)}/>" if is_cut else ""
    lines = [f"{_XML_BEGIN}<head>{head}</head><results>"]
    for row in rows:
        cells = (
            f"<binding name={_attribute(name)}>{_xml_term(term)}</binding>"
            for name, term in zip(columns, row, strict=True)
            if term is not None
        )
        lines.append(f"<result>{''.join(cells)}</result>")
    return "\n".join([*lines, "</results></sparql>\n"])


def _xml_term(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{_text(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{_text(term.value)}</bnode>"
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        inside = "".join(f"<{name}>{_xml_term(part)}</{name}>" for name, part in parts.items())
        return f"<triple>{inside}</triple>"
    kind = ""
    if term.language:
        kind = f" xml:lang={_attribute(term.language)}"
    elif term.datatype.value != XSD.string:
        kind = f" datatype={_attribute(term.datatype.value)}"
    return f"<literal{kind}>{_text(term.value)}</literal>"


def _text(text: str) -> str:
    return escape(_legal(text))


def _attribute(text: str) -> str:
    return quoteattr(_legal(text))


def _legal(text: str) -> str:
    """`text` without the characters that XML 1.0 cannot hold."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _csv(columns: tuple[str, ...], rows: list[Row], is_cut: bool) -> str:
    return _csv_text(columns, rows, lambda text: text)


def _spreadsheet(columns: tuple[str, ...], rows: list[Row], is_cut: bool) -> str:
    return _csv_text(columns, rows, cell)


def _csv_text(columns: tuple[str, ...], rows: list[Row], shown: Callable[[str], str]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([shown(_bare(term)) for term in row] for row in rows)
    return text.getvalue()


def _bare(term: Term | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.BlankNode | ox.Triple) else term.value


def _tsv(columns: tuple[str, ...], rows: list[Row], is_cut: bool) -> str:
    lines = ["\t".join(f"?{name}" for name in columns)]
    lines += ["\t".join(_turtle(term) for term in row) for row in rows]
    return "\n".join(lines) + "\n"


def _turtle(term: Term | None) -> str:
    """A term as Turtle writes it; tabs and line ends in it are escaped already."""
    return "" if term is None else str(term).replace("\t", "\\t")


_TABLES: dict[str, Callable[[tuple[str, ...], list[Row], bool], str]] = {
    "json": _json,
    "xml": _xml,
    "csv": _csv,
    "tsv": _tsv,
    "spreadsheet": _spreadsheet,
}
