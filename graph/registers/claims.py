"""The rows of a register -> claims, each with its row as the quote."""

from __future__ import annotations

import dataclasses

from councilgraph.graph.model import Claim, Document, Extraction, OrganisationClaim, PostClaim, Problem, Quote
from councilgraph.graph.registers.cells import FieldReader, sheet
from councilgraph.graph.registers.mapping import ClaimRule, FieldRule, Mapping, nearest
from councilgraph.graph.registers.rows import Row

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
    reader = FieldReader(table)
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


def _claim(document: Document, reader: FieldReader, row: Row, rule: ClaimRule) -> Claim | None:
    if not all(reader.sheet.holds(row, condition) for condition in rule.when):
        return None
    values: dict[str, object] = {}
    for field_rule in rule.fields:
        value = _value(reader, row, field_rule)
        if value:
            values[field_rule.name] = value
    missing = [name for name in rule.required if name not in values]
    if missing:
        place = next((_place(field) for field in rule.fields if field.name == missing[0]), missing[0])
        reader.report(
            row, place, f"no {missing[0]}", f"the row makes no claim of type {rule.claim_type.type}"
        )
        return None
    return rule.claim_type(quote=document.quote(row.start, row.end), **_completed(rule.claim_type, values))  # type: ignore[arg-type]


def _value(reader: FieldReader, row: Row, rule: FieldRule) -> str | tuple[str, ...] | None:
    """A field's value, checked: a tuple for lists, else a text; None where the row has none."""
    found = reader.values(row, rule)
    if rule.is_list:
        return found
    if not found:
        return None
    if rule.choices and found[0] not in rule.choices:
        what = f'"{found[0]}" is no {rule.name}'
        reader.report(row, _place(rule), what, nearest(found[0], rule.choices))
        return None
    return found[0]


def _completed(claim_type: type[Claim], values: dict[str, object]) -> dict[str, object]:
    """`values` with what follows from them.

    A post with an end is a former one unless the register says otherwise; an organisation's other names
    do not repeat its own.
    """
    if claim_type is PostClaim:
        values.setdefault("person", None)
        values.setdefault("status", "former" if "until" in values else "current")
    if claim_type is OrganisationClaim:
        own = str(values["organisation"]).casefold()
        values["names"] = tuple(name for name in _texts(values.get("names")) if name.casefold() != own)
    return values


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()


def _place(rule: FieldRule) -> str:
    return "column " + " or ".join(rule.columns) if rule.columns else rule.name
