"""Mappings as they are written down, in TOML.

    [match]
    columns = ["name", "opened"]         # a register with these columns is read with this mapping
    optional = ["also known as"]         # columns that it may have

    [[claim]]                            # one claim a row; several tables make several claims
    type = "organisation"
    when = { column = "opened" }         # only rows where this cell is not blank
    organisation = { column = "name" }   # a field of the claim, from a cell ...
    kind = { value = "district_council" }    # ... or the same in all rows
    since = { column = "opened", dates = ["%d/%m/%Y"] }
    names = { columns = ["also known as"], split = ";" }

Column names are compared folded: `Lead Inspector` is `lead_inspector`. The table of a field knows

* `column`, or `columns` for a field that is a list; or `value`;
* `split`: what stands between the items of a list; `keep`: what is not to be split although it begins
  with that (`", "` where a list is `Bristol,Bristol, City of`);
* `dates`: forms of dates as Python's strptime writes them, tried after EDTF;
* `map`: what the register's words become, as in `{ UA = "unitary_authority" }`;
* `id`: beside the name of an organisation, the column with its identifier: an address of ours, a Wikidata
  item or an ONS code, which goes before the name where it is there;
* `match` and `give`: the cell refers to another row, the one that has the same in the column `match`; the
  value is what that row has in the column `give`.

`when` is a table or a list of tables that must all hold: `column` alone (not blank), with `is` (one of
these) or with `not` (none of these).
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from councilgraph.graph.errors import UsageError
from councilgraph.graph.names import fold
from councilgraph.graph.registers.fields import NAMED_BY_ID, TYPES, ClaimField, claim_fields
from councilgraph.graph.registers.mapping import ClaimRule, Condition, FieldRule, Mapping
from councilgraph.graph.registers.places import Place
from councilgraph.graph.registers.tables import HINT, Table, nearest

_FIELD_KEYS = ("column", "columns", "value", "split", "keep", "dates", "map", "id", "match", "give")


def read_mapping(path: Path) -> Mapping:
    """The mapping in the TOML file at `path`. Raises UsageError, with the place and a hint."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise UsageError(f"cannot read the mapping {path}: {reason}", hint="check the path") from error
    return parse_mapping(text, name=path.stem)


def parse_mapping(text: str, *, name: str) -> Mapping:
    """The mapping that TOML `text` describes. Raises UsageError as `read_mapping` does."""
    place = Place(name, text)
    try:
        table = Table(tomllib.loads(text), place, ("match", "claim"))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{place}: {error}", hint="a mapping is a TOML file") from error
    match = table.table("match", ("columns", "optional"))
    columns = tuple(map(fold, match.texts("columns")))
    optional = tuple(map(fold, match.texts("optional")))
    if not columns:
        raise match.error("no columns", "list the columns that tell this register from others")
    rules = tuple(_claim(rule, columns + optional) for rule in table.tables("claim"))
    if not rules:
        raise table.error("there is no [[claim]] table", HINT)
    return Mapping(name, columns, optional, rules)


def _claim(table: Table, columns: tuple[str, ...]) -> ClaimRule:
    kind = table.text("type")
    if kind not in TYPES:
        raise table.error(f'there is no claim type "{kind}"', nearest(kind, TYPES))
    fields = claim_fields(TYPES[kind])
    table.check(("type", "when", *(field.name for field in fields)))
    missing = [field.name for field in fields if field.is_required and field.name not in table]
    if missing:
        raise table.error(f"a claim of type {kind} needs {', '.join(missing)}", HINT)
    rules = (_field(table.table(f.name, _FIELD_KEYS), f, columns) for f in fields if f.name in table)
    return ClaimRule(
        TYPES[kind], tuple(rules), tuple(_condition(when, columns) for when in table.tables("when"))
    )


def _field(table: Table, field: ClaimField, columns: tuple[str, ...]) -> FieldRule:
    if sum(key in table for key in ("column", "columns", "value")) != 1:
        raise table.error("give one of column, columns and value", HINT)
    if ("match" in table) != ("give" in table):
        raise table.error("match and give go together", HINT)
    if "id" in table and field.name not in NAMED_BY_ID:
        raise table.error(f"{field.name} can have no id", f"only {' and '.join(sorted(NAMED_BY_ID))} can")
    value = table.text("value") if "value" in table else None
    pairs = table.pairs("map")
    _check_words(table, field, [word for _, word in pairs] + ([] if value is None else [value]))
    sources = (table.text("column"),) if "column" in table else table.texts("columns")
    texts = {key: table.text(key) for key in ("split", "keep") if key in table}
    refers = {
        key: _column(table, table.text(key), columns) for key in ("id", "match", "give") if key in table
    }
    return FieldRule(
        field=field,
        columns=tuple(_column(table, name, columns) for name in sources),
        value=value,
        dates=table.texts("dates"),
        map=tuple((fold(word), given) for word, given in pairs),
        **texts,
        **refers,
    )


def _check_words(table: Table, field: ClaimField, words: list[str]) -> None:
    for word in words:
        if field.choices and word not in field.choices:
            raise table.error(f'"{word}" is no word for {field.name}', nearest(word, field.choices))


def _condition(table: Table, columns: tuple[str, ...]) -> Condition:
    table.check(("column", "is", "not"))
    allowed = table.texts("is") if "is" in table else None
    return Condition(_column(table, table.text("column"), columns), allowed, table.texts("not"))


def _column(table: Table, name: str, columns: tuple[str, ...]) -> str:
    if fold(name) not in columns:
        raise table.error(f'the column "{name}" is not listed in [match]', nearest(fold(name), columns))
    return fold(name)
