"""The rows of a register -> claims, each with its row as the quote."""

from __future__ import annotations

import dataclasses

from councilgraph.graph.model import Claim, Document, Extraction, Problem, Quote
from councilgraph.graph.registers.cells import CellReader, sheet
from councilgraph.graph.registers.fields import completed
from councilgraph.graph.registers.mapping import ClaimRule, Mapping
from councilgraph.graph.registers.rows import Row
from councilgraph.graph.registers.tables import nearest

_NOWHERE = Quote(0, 0, "")


def claims(document: Document, mapping: Mapping) -> Extraction:
    """What the rows of a register say, in the order of the rows and of the mapping's claims.

    A quote is the row's exact text. A row that repeats a claim adds none. What does not fit (a row, a
    cell) is a problem; the rest is kept.
    """
    table = sheet(document)
    missing = [name for name in mapping.columns if name not in table.header]
    if missing:
        hint = nearest(missing[0], table.header) if table.header else "the register is empty"
        what = f'no column "{missing[0]}", which the mapping {mapping.name} needs'
        return Extraction((), (Problem(document.name, "row 1", what, hint),))
    reader = CellReader(table)
    found: dict[Claim, Claim] = {}
    for row in table.rows:
        for rule in mapping.claims:
            claim = _claim(document, reader, row, rule)
            if claim:
                found.setdefault(dataclasses.replace(claim, quote=_NOWHERE), claim)
    problems = sorted(dict.fromkeys((*table.problems, *reader.problems)), key=_row_number)
    return Extraction(tuple(found.values()), tuple(problems))


def _row_number(problem: Problem) -> int:
    return int(problem.where.removeprefix("row ").split(",")[0])


def _claim(document: Document, reader: CellReader, row: Row, rule: ClaimRule) -> Claim | None:
    """The claim that a row makes by a rule, None where it makes none."""
    if not all(reader.sheet.holds(row, condition) for condition in rule.when):
        return None
    values: dict[str, object] = {}
    for field_rule in rule.fields:
        field, found = field_rule.field, reader.values(row, field_rule)
        if found:
            values[field.name] = found if field.is_list else found[0]
        elif field.is_required:
            reader.report(row, field_rule, f"no {field.name}", f"no {rule.claim_type.type} claim")
            return None
    filled = {each.field.name for each in rule.fields if reader.is_filled(row, each)}
    values = completed(rule.claim_type, values, filled)
    return rule.claim_type(quote=document.quote(row.start, row.end), **values)  # type: ignore[arg-type]
