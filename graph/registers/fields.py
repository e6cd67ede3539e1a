"""The fields of claims that a register may fill, and what each may hold."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Collection
from dataclasses import dataclass

from councilgraph.graph.model import CLAIM_TYPES, Claim, OrganisationClaim, PostClaim
from councilgraph.graph.post_kinds import post_kind
from councilgraph.graph.vocab import SCHEMES

TYPES = {claim_type.type: claim_type for claim_type in CLAIM_TYPES}
"""Claim types by the name that a mapping gives them."""

_NOT_FILLED = {"quote", "confidence", "stands_for"}
NAMED_BY_ID = frozenset({"organisation", "body"})
"""Fields that name an organisation, for which a register may have an identifier beside the name."""

_COMPLETED = {(PostClaim, "person"), (PostClaim, "role_kind")}
"""Fields that a claim must have and a register need not: what follows from the others stands there."""

_DATES = {"date", "end", "published", "since", "until"}
_SCHEMES = {
    ("organisation", "kind"): "organisation_kinds",
    ("post", "role_kind"): "role_kinds",
    ("career_event", "role_kind"): "role_kinds",
    ("intervention", "kind"): "intervention_kinds",
}


@dataclass(frozen=True, slots=True)
class ClaimField:
    """A field of a claim type. `choices` are the words that it may hold, empty where any text will do."""

    name: str
    is_required: bool
    is_list: bool
    is_date: bool
    is_address: bool
    choices: tuple[str, ...]


def claim_fields(claim_type: type[Claim]) -> tuple[ClaimField, ...]:
    """The fields of a claim type that a register may fill, in the order of the class."""
    hints = typing.get_type_hints(claim_type)
    fields = (field for field in dataclasses.fields(claim_type) if field.name not in _NOT_FILLED)
    return tuple(
        ClaimField(
            name=field.name,
            is_required=_is_required(claim_type, field),
            is_list=typing.get_origin(hints[field.name]) is tuple,
            is_date=field.name in _DATES,
            is_address=field.name == "same_as",
            choices=_choices(claim_type, field.name, hints[field.name]),
        )
        for field in fields
    )


def completed(
    claim_type: type[Claim], values: dict[str, object], filled: Collection[str]
) -> dict[str, object]:
    """`values` with what follows from them.

    `filled` are the fields for which the row has something, be it unreadable. A post with an end
    is a former one unless the register says otherwise, its holder may be unnamed, and its kind is what its
    words say; an organisation's other names do not repeat its own.
    """
    if claim_type is PostClaim:
        status = "former" if "until" in filled else "current"
        kind = post_kind(str(values["role"]))
        return {"person": None, "status": status, "role_kind": kind, **values}
    if claim_type is OrganisationClaim:
        own = str(values["organisation"]).casefold()
        names = values.get("names", ())
        return {**values, "names": tuple(name for name in _texts(names) if name.casefold() != own)}
    return values


def _is_required(claim_type: type[Claim], field: dataclasses.Field[object]) -> bool:
    has_default = not (field.default is field.default_factory is dataclasses.MISSING)
    return not has_default and (claim_type, field.name) not in _COMPLETED


def _choices(claim_type: type[Claim], name: str, hint: object) -> tuple[str, ...]:
    if typing.get_origin(hint) is typing.Literal:
        return typing.get_args(hint)
    scheme = _SCHEMES.get((claim_type.type, name))
    return SCHEMES[scheme] if scheme else ()


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()
