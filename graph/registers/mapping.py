"""What the columns of a register mean, written down in TOML.

    [match]
    columns = ["name", "opened"]         # a register with these columns is read with this mapping
    optional = ["also known as"]         # columns that it may have

    [[claim]]                            # one claim a row; several tables make several claims
    type = "organisation"
    when = { column = "opened" }         # only rows where the cell is not blank
    organisation = { column = "name" }   # a field of the claim, from a cell ...
    kind = { value = "district_council" }    # ... or the same for all rows
    since = { column = "opened", dates = ["%d/%m/%Y"] }
    names = { columns = ["also known as"], split = ";" }

Column names are compared folded, so "Lead Inspector" is `lead_inspector`. A field's table knows

* `column`, or `columns` for a field that is a list; or `value`;
* `split`: the text between the items of a list; `keep`: text that is not to be split although it
  contains `split` (`", "` where the list is `Bristol,Bristol, City of`);
* `dates`: forms of dates as Python's strptime writes them, tried after EDTF;
* `map`: what the register's words become, as in `{ UA = "unitary_authority" }`;
* `match` and `give`: the cell refers to another row of the register, the one that has the same in the
  column `match`; the value is what that row has in the column `give`.

`when` is a table or a list of them, which must all hold: `column` alone (not blank), with `is` (one of
these) or with `not` (none of these).
"""

from __future__ import annotations

import dataclasses
import difflib
import tomllib
import typing
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from councilgraph.graph.errors import UsageError
from councilgraph.graph.model import CLAIM_TYPES, Claim, PostClaim
from councilgraph.graph.names import fold

FORMAT_HINT = "see data/README.md for the form of a mapping"
DATE_FIELDS = frozenset({"date", "end", "published", "since", "until"})
_KINDS = {claim_type.type: claim_type for claim_type in CLAIM_TYPES}
_NOT_MAPPED = {"quote", "confidence", "stands_for"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """Where one field of a claim comes from, and what it may hold.

    Columns are folded names. `choices` are the words that the claim allows, empty where any will do.
    """

    name: str
    is_list: bool = False
    is_date: bool = False
    choices: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    value: str | None = None
    split: str = ""
    keep: str = ""
    dates: tuple[str, ...] = ()
    map: tuple[tuple[str, str], ...] = ()
    match: str = ""
    give: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """A cell is one of `allowed` (None: anything but blank) and none of `refused`."""

    column: str
    allowed: tuple[str, ...] | None
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimRule:
    """How a row becomes a claim of one type. A row without one of the `required` fields makes none."""

    claim_type: type[Claim]
    required: tuple[str, ...]
    fields: tuple[FieldRule, ...]
    when: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the columns of a kind of register mean. `columns` must be there, `optional` may."""

    name: str
    columns: tuple[str, ...]
    optional: tuple[str, ...]
    claims: tuple[ClaimRule, ...]


def read_mapping(path: Path) -> Mapping:
    """The mapping in the TOML file at `path`. Raises UsageError, with the place and a hint."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read the mapping {path.name}: {error}", hint=FORMAT_HINT) from error
    return parse_mapping(text, name=path.stem)


def parse_mapping(text: str, *, name: str) -> Mapping:
    """The mapping that TOML `text` describes. Raises UsageError as `read_mapping` does."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"mapping {name}: {error}", hint="mappings are TOML") from error
    return _Parser(name).mapping(table)


def mappable_fields(claim_type: type[Claim]) -> tuple[str, ...]:
    """The fields of `claim_type` that a mapping may fill, in the order of the class."""
    return tuple(f.name for f in dataclasses.fields(claim_type) if f.name not in _NOT_MAPPED)


def required_fields(claim_type: type[Claim]) -> tuple[str, ...]:
    """The fields without which a row makes no claim of this type; a post's holder may be unnamed."""
    open_fields = {"quote", "person"} if claim_type is PostClaim else {"quote"}
    return tuple(
        field.name
        for field in dataclasses.fields(claim_type)
        if field.default is field.default_factory is dataclasses.MISSING and field.name not in open_fields
    )


def nearest(word: str, choices: Iterable[str]) -> str:
    """A hint that names the choice most like `word`, or all of them."""
    choices = sorted(choices)
    close = difflib.get_close_matches(word, choices, n=1)
    return f'did you mean "{close[0]}"?' if close else f"known here: {', '.join(choices)}"


class _Parser:
    """Checks a mapping's tables; every error says in which mapping and where."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.columns: frozenset[str] = frozenset()

    def mapping(self, table: dict[str, object]) -> Mapping:
        self._check_keys(table, ("match", "claim"), "the mapping")
        match = self._table(table.get("match"), "[match]")
        self._check_keys(match, ("columns", "optional"), "[match]")
        columns = self._columns(match.get("columns"), "[match] columns")
        optional = self._columns(match.get("optional", []), "[match] optional")
        if not columns:
            raise self._error(
                "[match] lists no columns", "name the columns that tell this register from others"
            )
        self.columns = frozenset(columns + optional)
        rules = table.get("claim")
        if not isinstance(rules, list) or not rules:
            raise self._error("there is no [[claim]] table", FORMAT_HINT)
        claims = tuple(self._claim(self._table(rule, f"[[claim]] {n}"), n) for n, rule in enumerate(rules, 1))
        return Mapping(self.name, columns, optional, claims)

    def _claim(self, table: dict[str, object], number: int) -> ClaimRule:
        where = f"[[claim]] {number}"
        kind = self._text(table.get("type"), f"{where} type")
        if kind not in _KINDS:
            raise self._error(f'{where}: there is no claim type "{kind}"', nearest(kind, _KINDS))
        claim_type = _KINDS[kind]
        known = mappable_fields(claim_type)
        self._check_keys(table, ("type", "when", *known), where)
        hints = typing.get_type_hints(claim_type)
        fields = tuple(
            self._field(name, table[name], hints[name], f"{where} {name}") for name in known if name in table
        )
        required = required_fields(claim_type)
        missing = [name for name in required if name not in table]
        if missing:
            raise self._error(f"{where}: a claim of type {kind} needs {', '.join(missing)}", FORMAT_HINT)
        return ClaimRule(
            claim_type, required, fields, self._conditions(table.get("when", []), f"{where} when")
        )

    def _field(self, name: str, entry: object, hint: object, where: str) -> FieldRule:
        table = self._table(entry, where)
        keys = ("column", "columns", "value", "split", "keep", "dates", "map", "match", "give")
        self._check_keys(table, keys, where)
        if len({"column", "columns", "value"} & table.keys()) != 1:
            raise self._error(f"{where}: give one of column, columns and value", FORMAT_HINT)
        columns = [table["column"]] if "column" in table else table.get("columns", [])
        texts = {key: self._text(table[key], f"{where} {key}") for key in ("split", "keep") if key in table}
        refers = {key: self._known(table[key], f"{where} {key}") for key in ("match", "give") if key in table}
        if len(refers) == 1:
            raise self._error(f"{where}: match and give go together", FORMAT_HINT)
        return FieldRule(
            name=name,
            is_list=typing.get_origin(hint) is tuple,
            is_date=name in DATE_FIELDS,
            choices=typing.get_args(hint) if typing.get_origin(hint) is typing.Literal else (),
            columns=tuple(self._known(column, where) for column in self._list(columns, where)),
            value=self._text(table["value"], f"{where} value") if "value" in table else None,
            dates=self._texts(table.get("dates", []), f"{where} dates"),
            map=self._pairs(table.get("map", {}), f"{where} map"),
            **texts,
            **refers,
        )

    def _conditions(self, entry: object, where: str) -> tuple[Condition, ...]:
        tables = entry if isinstance(entry, list) else [entry]
        return tuple(self._condition(self._table(table, where), where) for table in tables)

    def _condition(self, table: dict[str, object], where: str) -> Condition:
        self._check_keys(table, ("column", "is", "not"), where)
        allowed = self._texts(table["is"], f"{where} is") if "is" in table else None
        refused = self._texts(table.get("not", []), f"{where} not")
        return Condition(self._known(table.get("column"), where), allowed, refused)

    def _known(self, column: object, where: str) -> str:
        name = fold(self._text(column, f"{where} column"))
        if name not in self.columns:
            raise self._error(
                f'{where}: the column "{column}" is not listed in [match]', nearest(name, self.columns)
            )
        return name

    def _columns(self, entry: object, where: str) -> tuple[str, ...]:
        return tuple(fold(name) for name in self._texts(entry, where))

    def _pairs(self, entry: object, where: str) -> tuple[tuple[str, str], ...]:
        return tuple(
            (fold(word), self._text(value, where)) for word, value in self._table(entry, where).items()
        )

    def _check_keys(self, table: dict[str, object], known: tuple[str, ...], where: str) -> None:
        for key in table:
            if key not in known:
                raise self._error(f'{where}: unknown key "{key}"', nearest(key, known))

    def _table(self, entry: object, where: str) -> dict[str, object]:
        if not isinstance(entry, dict):
            raise self._error(f"{where}: a table is needed", FORMAT_HINT)
        return entry

    def _list(self, entry: object, where: str) -> list[object]:
        if not isinstance(entry, list):
            raise self._error(f"{where}: a list is needed", FORMAT_HINT)
        return entry

    def _texts(self, entry: object, where: str) -> tuple[str, ...]:
        return tuple(self._text(item, where) for item in self._list(entry, where))

    def _text(self, entry: object, where: str) -> str:
        if not isinstance(entry, str):
            raise self._error(f"{where}: a text is needed", FORMAT_HINT)
        return entry

    def _error(self, what: str, hint: str) -> UsageError:
        return UsageError(f"mapping {self.name}: {what}", hint=hint)
