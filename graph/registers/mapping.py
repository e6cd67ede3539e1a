"""What the columns of a register mean. `parsing` says how it is written down."""

from __future__ import annotations

from dataclasses import dataclass

from councilgraph.graph.model import Claim
from councilgraph.graph.registers.fields import ClaimField


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """Where one field of a claim comes from. Columns are folded names."""

    field: ClaimField
    columns: tuple[str, ...] = ()
    value: str | None = None
    split: str = ""
    keep: str = ""
    dates: tuple[str, ...] = ()
    map: tuple[tuple[str, str], ...] = ()
    id: str = ""
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
    """How a row becomes a claim of one type."""

    claim_type: type[Claim]
    fields: tuple[FieldRule, ...]
    when: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the columns of a kind of register mean. `columns` must be there, `optional` may."""

    name: str
    columns: tuple[str, ...]
    optional: tuple[str, ...]
    claims: tuple[ClaimRule, ...]
