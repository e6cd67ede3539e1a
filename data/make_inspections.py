"""Write `data/inspections.csv` from a folder of published inspection reports.

usage: python data/make_inspections.py FOLDER OUTPUT

A row for each inspection, and one for each of its judgements. The reports themselves are not kept: what is
written are the facts that the program reads in them (Crown copyright, Open Government Licence).
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from councilgraph.graph.build import Options, build
from councilgraph.graph.entities import Entity, Inspection, Judgement, Organisation, Person
from councilgraph.graph.evidence import evidence
from councilgraph.graph.rdf import read_facts
from councilgraph.graph.store import Writer, memory_store

COLUMNS = (
    "council",
    "organisation_code",
    "body",
    "start",
    "aspect",
    "grade",
    "end",
    "published",
    "framework",
    "kind",
    "lead_inspector",
    "team",
    "team_roles",
    "qa_manager",
    "report",
)


def inspection_rows(writer: Writer) -> Iterator[dict[str, str | None]]:
    """The rows for all inspections in a store, by council and date."""
    facts = read_facts(writer.quads())
    named = {fact.iri: fact for fact in facts if isinstance(fact, Organisation | Person)}
    judged = _by_inspection(facts)
    inspections = [fact for fact in facts if isinstance(fact, Inspection) and fact.date]
    for fact in sorted(inspections, key=lambda one: (named[one.organisation].label, one.date or "", one.iri)):
        council = named[fact.organisation]
        row = {
            "council": council.label,
            "organisation_code": council.code if isinstance(council, Organisation) else None,
            "body": named[fact.body].label,
            "start": fact.date,
            "report": "; ".join(sorted({one.document for one in evidence(writer, fact.iri)})),
        }
        yield {
            **row,
            "framework": fact.framework,
            "kind": fact.kind,
            "end": fact.end,
            "published": fact.published,
            "lead_inspector": named[fact.lead_inspector].label if fact.lead_inspector else None,
            "team": "; ".join(named[iri].label for iri in fact.team),
            "team_roles": "; ".join(fact.team_roles),
            "qa_manager": named[fact.qa_manager].label if fact.qa_manager else None,
        }
        for judgement in sorted(judged[fact.iri], key=lambda one: one.aspect):
            yield {**row, "aspect": judgement.aspect, "grade": judgement.grade}


def _by_inspection(facts: Iterable[Entity]) -> dict[str | None, list[Judgement]]:
    found = defaultdict(list)
    for fact in facts:
        if isinstance(fact, Judgement):
            found[fact.inspection].append(fact)
    return found


def main(folder: str, output: str) -> None:
    """Read the reports in `folder` and write the register to `output`."""
    writer = memory_store()
    build(writer, sorted(Path(folder).glob("*.pdf")), now="", options=Options(workers=2))
    with Path(output).open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(inspection_rows(writer))


if __name__ == "__main__":
    main(*sys.argv[1:])
