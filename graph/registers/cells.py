"""The cells of a register, and the values that they give the fields of a claim."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from councilgraph.graph.dates import is_edtf
from councilgraph.graph.identifiers import address_of, name_of
from councilgraph.graph.model import Document, Problem
from councilgraph.graph.names import fold
from councilgraph.graph.registers.mapping import Condition, FieldRule
from councilgraph.graph.registers.rows import Row, rows
from councilgraph.graph.registers.tables import nearest

_DAMAGED = re.compile("\ufffd|ï¿½|ï¾")
"""What is left of letters that were decoded wrongly."""

_ROW_HINT = "the row is left out; put cells that contain the delimiter in quotation marks"


_DATE_HINT = 'the claim is kept without it; other forms go into the mapping: dates = ["%d/%m/%Y"]'


@dataclass(frozen=True, slots=True)
class Sheet:
    """A register's rows under its folded column names. `problems` are those of rows that do not fit."""

    document: str
    header: dict[str, int]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    referred: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    def cell(self, row: Row, column: str) -> str:
        """The text of a cell with its blanks made single; empty where there is no such column."""
        place = self.header.get(column)
        return "" if place is None else " ".join(row.cells[place].split())

    def reference(self, word: str, rule: FieldRule) -> str | None:
        """What the row that has `word` in the rule's `match` column has in its `give` column."""
        key = (rule.match, rule.give)
        if key not in self.referred:
            self.referred[key] = {self.cell(row, rule.match): self.cell(row, rule.give) for row in self.rows}
        return self.referred[key].get(word) or None

    def holds(self, row: Row, condition: Condition) -> bool:
        """Whether a row meets a condition."""
        cell = self.cell(row, condition.column)
        if condition.allowed is not None:
            return cell in condition.allowed
        return cell not in condition.refused if condition.refused else bool(cell)


def sheet(document: Document) -> Sheet:
    """The rows of a register; those that have not as many cells as its header are problems."""
    records = rows(document.text)
    first = next(records, None)
    cells = first.cells if first else ()
    names: dict[str, int] = {}
    for place, name in enumerate(cells):
        names.setdefault(fold(name), place)
    good, problems = [], []
    for row in records:
        fault = row.fault or _width_fault(row, len(cells))
        if fault:
            problems.append(Problem(document.name, f"row {row.number}", fault, _ROW_HINT))
        else:
            good.append(row)
    return Sheet(document.name, names, tuple(good), tuple(problems))


def _width_fault(row: Row, width: int) -> str:
    cells = len(row.cells)
    if cells < width or any(cell.strip() for cell in row.cells[width:]):
        return f"{cells} cells under a header of {width}"
    return ""


class CellReader:
    """Reads the cells of one sheet; what is wrong with one is added to `problems`."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.problems: list[Problem] = []

    def values(self, row: Row, rule: FieldRule) -> tuple[str, ...]:
        """The values of a field in a row, in order, each once whatever its case; maybe none."""
        if rule.value is not None:
            return (rule.value,)
        identifier = self._identifier(row, rule) if rule.id else None
        if identifier:
            return (identifier,)
        found: dict[str, str] = {}
        for column in rule.columns:
            for word in _items(self.sheet.cell(row, column), rule):
                value = self._value(word, rule, row)
                if value:
                    found.setdefault(value.casefold(), value)
        return tuple(found.values())

    def is_filled(self, row: Row, rule: FieldRule) -> bool:
        """Whether a row says anything for a field, readable or not."""
        return rule.value is not None or any(self.sheet.cell(row, column) for column in rule.columns)

    def report(self, row: Row, rule: FieldRule, what: str, hint: str) -> None:
        """Add a problem with a field of a row."""
        where = f"row {row.number}, column {' or '.join(rule.columns)}"
        self.problems.append(Problem(self.sheet.document, where, what, hint))

    def _identifier(self, row: Row, rule: FieldRule) -> str | None:
        """What the organisation of a row is looked up by, None where the row only has its name."""
        word = self.sheet.cell(row, rule.id)
        found = name_of(word)
        if word and not found:
            self.report(row, rule, f"not an identifier: {word}", "the name counts instead")
        return found

    def _value(self, word: str, rule: FieldRule, row: Row) -> str | None:
        """What a cell's word gives the field, None where it is unfit."""
        if _DAMAGED.search(word):
            self.report(row, rule, f"damaged letters: {word}", "the value is left out; was the file UTF-8?")
            return None
        if rule.match:
            value = self.sheet.reference(word, rule)
            if not value:
                self.report(row, rule, f'no row has {rule.give} for {rule.match} "{word}"', "it is left out")
            return value
        if rule.field.is_address:
            value = address_of(word)
            if not value:
                self.report(row, rule, f"not an address: {word}", "the claim is kept without it")
            return value
        if rule.field.is_date:
            value = _date(word, rule.dates)
            if not value:
                self.report(row, rule, f"not a date: {word}", _DATE_HINT)
            return value
        word = dict(rule.map).get(fold(word), word) if rule.map else word
        return self._choice(word, rule, row) if rule.field.choices else word

    def _choice(self, word: str, rule: FieldRule, row: Row) -> str | None:
        """`word` as a word of the vocabulary ("Unitary authority" too), else "other" where there is that."""
        choices = rule.field.choices
        known = word if word in choices else fold(word).replace(" ", "_")
        if known in choices:
            return known
        self.report(row, rule, f'"{word}" is no word for {rule.field.name}', nearest(known, choices))
        return "other" if "other" in choices else None


def _items(cell: str, rule: FieldRule) -> Iterator[str]:
    """The items of a cell. A separator that begins `keep` there does not separate."""
    if not rule.split:
        items = [cell]
    elif rule.keep:
        rest = rule.keep.removeprefix(rule.split)
        items = re.split(f"{re.escape(rule.split)}(?!{re.escape(rest)})", cell)
    else:
        items = cell.split(rule.split)
    yield from (item.strip() for item in items if item.strip())


def _date(text: str, forms: tuple[str, ...]) -> str | None:
    """`text` as EDTF, as exact as the form that it has; None where it has none or is no real date."""
    if is_edtf(text):
        return text
    for form in forms:
        try:
            day = dt.datetime.strptime(text, form)
        except ValueError:
            continue
        if "%d" in form:
            return f"{day:%Y-%m-%d}"
        return f"{day:%Y-%m}" if re.search("%[mbB]", form) else f"{day:%Y}"
    return None
