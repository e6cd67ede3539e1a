"""Columns -> arrays of ties: what `links.Links` says of one entity at a time, here all at once, in SQL."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import numpy as np

from councilgraph.graph.columns.projection import Projection
from councilgraph.graph.drawing import Drawing, drawing
from councilgraph.graph.drawing import Path as Steps
from councilgraph.graph.ties.arrays import COLUMNS, FORMAT, NEVER, Array, around
from councilgraph.graph.ties.words import write_words
from councilgraph.graph.vocab import CG, RDF

_PORTION = 50_000
"""How many texts are in memory at a time."""

_DAYS = (CG.dateEarliest, CG.dateLatest, CG.sinceEarliest, CG.untilLatest)


def write_arrays(projection: Projection, folder: Path) -> None:
    """Write the arrays of a projection. Where that cannot be done, there are none, and the store is asked."""
    fresh = folder.with_name(folder.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    try:
        if _Tables(projection, drawing()).write(fresh):
            shutil.rmtree(folder, ignore_errors=True)
            fresh.rename(folder)
    except (OSError, duckdb.Error):
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


class _Tables:
    """The tables of a projection, read by the rules of what is drawn."""

    def __init__(self, projection: Projection, rules: Drawing) -> None:
        self._projection = projection
        self._rules = rules
        self._run = projection.connection.cursor().execute
        self._classes = sorted(rules.captions, key=lambda name: (name not in CG, name))
        links = [(kind, name) for kind in rules.nodes for name in rules.links]
        found = [*links, *((kind, "") for kind in rules.edges)]
        self._kinds = sorted(each for each in found if each[0] in rules.captions)

    def write(self, folder: Path) -> bool:
        """Write all arrays; whether that could be done."""
        for predicate in _DAYS:
            found = self._projection.predicate(predicate)
            if found is None or any(sort.kind != "date" for sort in found.objects):
                return False
        self._class_things()
        ties = self._ties()
        entities, facts = np.unique(np.concatenate([ties["start"], ties["end"]])), np.unique(ties["fact"])
        for name, known in (("start", entities), ("end", entities), ("fact", facts)):
            ties[name] = np.searchsorted(known, ties[name]).astype(np.int32)
        for name, known in (("entities", entities), ("facts", facts)):
            write_words(folder, name, self._texts(known))
        for name, column in {**ties, **around(ties["start"], ties["end"], len(entities))}.items():
            np.save(folder / f"{name}.npy", column)
        about = {"format": FORMAT, "kinds": self._kinds}
        (folder / "about.json").write_text(json.dumps(about), encoding="utf-8")
        return True

    def _table(self, predicate: str) -> str:
        found = self._projection.predicate(predicate)
        if found is None:
            raise duckdb.Error(f"no table of {predicate}")
        return found.table

    def _class_things(self) -> None:
        """A table of the class by which each thing is drawn (see `drawing.Drawing.class_of`)."""
        known = self._run(
            "SELECT id, lex FROM terms WHERE list_contains($1, lex)", [self._classes]
        ).fetchall()
        ranks = [(number, self._classes.index(iri)) for number, iri in known]
        self._run("CREATE TEMP TABLE ranks (class INTEGER, rank INTEGER)")
        if ranks:
            self._run(f"INSERT INTO ranks VALUES {', '.join(map(str, ranks))}")  # noqa: S608
        self._run(
            "CREATE TEMP TABLE things AS SELECT s AS thing, min(rank) AS rank"  # noqa: S608
            f" FROM {self._table(RDF.type)} JOIN ranks ON o = class GROUP BY s"
        )
        nodes = [place for place, name in enumerate(self._classes) if name in self._rules.nodes]
        self._run(
            "CREATE TEMP TABLE nodes AS SELECT thing FROM things WHERE list_contains($1::INTEGER[], rank)",
            [nodes],
        )

    def _ties(self) -> dict[str, Array]:
        """The columns of all ties in order; ends and facts by their numbers as terms."""
        bounds = (
            f"LEFT JOIN (SELECT s, min(num) AS day FROM {self._table(predicate)}"  # noqa: S608
            f" JOIN terms ON id = o GROUP BY s) AS b{place} ON b{place}.s = fact"
            for place, predicate in enumerate(_DAYS)
        )
        dated = f"(fact IN (SELECT s FROM {self._table(CG.date)}))"  # noqa: S608
        found = self._run(
            'SELECT start, "end", fact, kind,'  # noqa: S608
            f" coalesce(CASE WHEN {dated} THEN b0.day ELSE b2.day END, 0)::INTEGER AS first,"
            f" coalesce(b3.day, CASE WHEN {dated} THEN b1.day END, {NEVER})::INTEGER AS last"
            f" FROM ({' UNION '.join(self._selects())}) {' '.join(bounds)}"
            ' ORDER BY fact, start, "end", kind'
        ).fetchnumpy()
        return {name: np.ascontiguousarray(found[name]) for name in COLUMNS}

    def _selects(self) -> Iterator[str]:
        """A SELECT for each kind of tie."""
        drawn = "JOIN nodes AS m ON m.thing = a.o JOIN nodes AS n ON n.thing = b.o"
        for place, (kind, name) in enumerate(self._kinds):
            things = f"(SELECT thing FROM things WHERE rank = {self._classes.index(kind)})"  # noqa: S608
            if name:
                yield (
                    f'SELECT b.s AS fact, b.s AS start, b.o AS "end", {place} AS kind FROM {things} AS t'  # noqa: S608
                    f" JOIN {self._table(name)} AS b ON b.s = t.thing JOIN nodes AS n ON n.thing = b.o"
                )
                continue
            rule, mark = self._rules.edges[kind], self._rules.marks.get(kind)
            unmarked = f" WHERE t.thing NOT IN (SELECT s FROM {self._table(mark)})" if mark else ""  # noqa: S608
            yield (
                f'SELECT t.thing AS fact, a.o AS start, b.o AS "end", {place} AS kind FROM {things} AS t'  # noqa: S608
                f" JOIN {self._along(rule.start)} AS a ON a.s = t.thing"
                f" JOIN {self._along(rule.end)} AS b ON b.s = t.thing {drawn}{unmarked}"
            )

    def _along(self, steps: Steps) -> str:
        """The pairs that a path of properties leads from and to."""
        tables = [f"{self._table(predicate)} AS s{place}" for place, predicate in enumerate(steps)]
        on = (f" ON s{place - 1}.o = s{place}.s" if place else "" for place in range(len(tables)))
        joined = " JOIN ".join(f"{table}{condition}" for table, condition in zip(tables, on, strict=True))
        return f"(SELECT s0.s AS s, s{len(tables) - 1}.o AS o FROM {joined})"  # noqa: S608

    def _texts(self, numbers: Array) -> Iterator[Sequence[str]]:
        """The texts of terms, a portion at a time."""
        for first in range(0, len(numbers), _PORTION):
            found = self._run(
                "SELECT lex FROM (SELECT unnest($1::INTEGER[]) AS id) JOIN terms USING (id) ORDER BY id",
                [numbers[first : first + _PORTION]],
            )
            yield found.fetchnumpy()["lex"].tolist()
