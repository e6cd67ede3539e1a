"""The facts of a store -> a projection: a DuckDB file with a table of numbers for each property.

    terms        number, text, what days and whole numbers are compared by, and the place among all literals
                 where they are compared as text
    sorts        which numbers are which sort of term
    predicates   the number of each property's table, and the sorts in it
    p0, p1, ...  subject and object of each fact with that property

What a fact was derived from is left out: it is a third of all facts, and is looked up one by one.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pyoxigraph as ox

from councilgraph.graph.columns.sorts import KINDS
from councilgraph.graph.vocab import PROV, RDF, XSD

FORMAT = 1
LEFT_OUT = frozenset({PROV.wasDerivedFrom})
MEMORY = "1GB"
"""How much DuckDB may hold to answer with; beyond that it writes to disk."""
TO_WRITE: dict[str, str | bool | int | float | list[str]] = {"memory_limit": "400MB", "threads": 2}
"""The same while columns and ties are written; each thread needs memory of its own."""

_RDF, _XSD = RDF.type.removesuffix("type"), XSD.string.removesuffix("string")
_READERS = 2
_LONGEST_LINE = 16 * 1024 * 1024


def write_projection(dataset: ox.Store, path: Path) -> None:
    """Write the default graph as a projection. Its folder has to be there.

    Without one the store answers as well: where it cannot be written, for want of space or because a term
    cannot be told from its text, there is none.
    """
    fresh = path.with_name(path.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    try:
        predicates = _predicates(dataset)
        _write_tables(dataset, predicates, fresh)
        with duckdb.connect(str(fresh / "columns"), config=TO_WRITE) as connection:
            _number(connection, predicates, fresh)
        (fresh / "columns").replace(path)
    except (OSError, duckdb.Error):
        path.unlink(missing_ok=True)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _predicates(dataset: ox.Store) -> list[str]:
    found = dataset.query("SELECT DISTINCT ?p WHERE { ?s ?p ?o }")
    return sorted({solution["p"].value for solution in found} - LEFT_OUT)  # type: ignore[union-attr]


def _write_tables(dataset: ox.Store, predicates: Sequence[str], folder: Path) -> None:
    """A CSV file for each property; the store is read on several threads."""

    def write(place: int) -> None:
        pattern = f"?s <{predicates[place]}> ?o"
        has_literals = dataset.query(f"ASK {{ {pattern} FILTER(!isIRI(?o)) }}")
        # Asking for its datatype reads a term again from the disk.
        more = "(DATATYPE(?o) AS ?d) (LANG(?o) AS ?l)" if has_literals else "?d ?l"
        found = dataset.query(f"SELECT ?s ?o {more} WHERE {{ {pattern} }}")
        if isinstance(found, ox.QuerySolutions):
            found.serialize(str(folder / f"{place}.csv"), format=ox.QueryResultsFormat.CSV)

    with ThreadPoolExecutor(_READERS) as readers:
        list(readers.map(write, range(len(predicates))))


def _number(connection: duckdb.DuckDBPyConnection, predicates: Sequence[str], folder: Path) -> None:
    run = connection.execute
    run("CREATE TEMP TABLE told (p INTEGER, s VARCHAR, o VARCHAR, d VARCHAR, l VARCHAR)")
    for place in range(len(predicates)):
        file = folder / f"{place}.csv"
        run(_TOLD.format(place=place), [str(file)])
        file.unlink()
    run(_SORTED.format(kind=_KIND, kinds=list(KINDS)))
    run(_TERMS)
    run(_FACTS.format(kind=_KIND, rdf=_RDF))
    run("CREATE TABLE predicates (place INTEGER, iri VARCHAR, subjects INTEGER[], objects INTEGER[])")
    run("CREATE TABLE left_out (iri VARCHAR)")
    run("INSERT INTO left_out SELECT unnest($1::VARCHAR[])", [sorted(LEFT_OUT)])
    for place, iri in enumerate(predicates):
        run(f"CREATE TABLE p{place} AS SELECT s, o FROM facts WHERE p = {place} ORDER BY s, o")  # noqa: S608
        run(_PREDICATE, [place, iri])
    run("INSERT INTO left_out SELECT iri FROM predicates WHERE objects IS NULL")
    run("DELETE FROM predicates WHERE objects IS NULL")
    run(f"CREATE TABLE about AS SELECT {FORMAT} AS format, count(*) AS facts FROM facts")  # noqa: S608


_TOLD = (
    "INSERT INTO told SELECT {place}, s, coalesce(o, ''), d, coalesce(l, '') FROM read_csv(?, header = true,"  # noqa: S608
    " auto_detect = false, parallel = false, delim = ',', quote = '\"', escape = '\"',"
    f" max_line_size = {_LONGEST_LINE},"
    " columns = {{'s': 'VARCHAR', 'o': 'VARCHAR', 'd': 'VARCHAR', 'l': 'VARCHAR'}})"
)

_KIND = f"""CASE
    WHEN d IS NULL THEN CASE WHEN starts_with(lex, '_:') THEN 'blank' ELSE 'iri' END
    WHEN d = '{XSD.string}' THEN 'string'
    WHEN d = '{_RDF}langString' THEN 'lang'
    WHEN d = '{XSD.date}' AND regexp_full_match(lex, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}') THEN 'date'
    WHEN d = '{XSD.integer}' AND regexp_full_match(lex, '-?[0-9]{{1,18}}') THEN 'integer'
    WHEN d = '{XSD.decimal}' AND regexp_full_match(lex, '-?[0-9]{{1,18}}([.][0-9]{{1,18}})?') THEN 'decimal'
    WHEN d = '{XSD.boolean}' AND lex IN ('true', 'false') THEN 'boolean'
    WHEN starts_with(d, '{_XSD}') OR starts_with(d, '{_RDF}') THEN 'odd'
    ELSE 'unknown' END"""

_SORTED = """CREATE TEMP TABLE found AS SELECT DISTINCT {kind} AS kind, d, l, lex FROM (
    SELECT NULL AS d, '' AS l, s AS lex FROM told UNION ALL SELECT d, l, o FROM told);
CREATE TEMP TABLE codes AS SELECT DISTINCT kind, d, l FROM found
    ORDER BY list_position({kinds}, kind), d NULLS FIRST, l;
CREATE TEMP TABLE sorted AS SELECT codes.rowid::INTEGER AS code, found.*, CASE
        WHEN found.kind IN ('integer', 'decimal') THEN lex::DECIMAL(38, 18)
        WHEN found.kind = 'date' THEN replace(lex, '-', '')::DECIMAL(38, 18)
        WHEN found.kind = 'boolean' THEN (lex = 'true')::INTEGER::DECIMAL(38, 18) END AS value
    FROM found JOIN codes
        ON found.kind = codes.kind AND found.l = codes.l AND found.d IS NOT DISTINCT FROM codes.d
    ORDER BY code, value NULLS FIRST, lex;
CREATE TEMP TABLE placed AS
    SELECT rowid AS row FROM sorted WHERE kind NOT IN ('blank', 'iri') ORDER BY lex, d, l"""
"""A term's number is its row in `sorted`: numbering by a window function takes many times as long."""

_TERMS = """CREATE TABLE terms AS
    SELECT sorted.rowid::INTEGER + 1 AS id, lex,
        CASE WHEN kind IN ('integer', 'date', 'boolean') THEN value::BIGINT END AS num,
        1 + coalesce(
            placed.rowid + (SELECT count(*) FROM sorted WHERE kind IN ('blank', 'iri')), sorted.rowid
        )::INTEGER AS place
    FROM sorted LEFT JOIN placed ON placed.row = sorted.rowid ORDER BY id;
CREATE TABLE sorts AS
    SELECT code, kind, coalesce(d, '') AS datatype, l AS language, min(rowid)::INTEGER + 1 AS first,
        max(rowid)::INTEGER + 1 AS last
    FROM sorted GROUP BY ALL ORDER BY code"""

_FACTS = """CREATE TEMP TABLE facts AS
    SELECT p, a.rowid::INTEGER + 1 AS s, b.rowid::INTEGER + 1 AS o, a.code AS a, b.code AS b,
        NOT (starts_with(told.o, '<<') AND told.d IS NULL) AND told.d IS DISTINCT FROM
            '{rdf}dirLangString' AS is_known
    FROM (SELECT *, {kind} AS kind FROM (SELECT *, o AS lex FROM told)) told
    JOIN sorted a ON a.lex = told.s AND a.d IS NULL
    JOIN sorted b
        ON b.lex = told.o AND b.kind = told.kind AND b.d IS NOT DISTINCT FROM told.d AND b.l = told.l"""

_PREDICATE = """INSERT INTO predicates SELECT $1, $2,
    CASE WHEN bool_and(is_known) THEN list(DISTINCT a) END,
    CASE WHEN bool_and(is_known) THEN list(DISTINCT b) END
    FROM facts WHERE p = $1"""
