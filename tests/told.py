"""Claims for tests, in few words: documents of an investigation, and a small register."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from councilgraph.graph.entities import Said
from councilgraph.graph.model import CLAIM_TYPES, Claim, OrganisationClaim, Quote

BY_TYPE = {kind.type: kind for kind in CLAIM_TYPES}

REGISTER = (
    {
        "organisation": "Northwick Council", "kind": "unitary_authority", "code": "E06900001",
        "names": ("Northwick",),
    },
    {
        "organisation": "Port Alder City Council", "kind": "metropolitan_borough", "code": "E08900002",
        "names": ("Alder", "Port Alder"), "region": "North",
    },
    {
        "organisation": "Alder-on-the-Hill Borough Council", "kind": "district_council", "code": "E07900003",
        "names": ("Alder", "Alder-on-the-Hill"), "region": "South", "upper_tier": "E10900004",
    },
    {
        "organisation": "Wealdshire County Council", "kind": "county_council", "code": "E10900004",
        "names": ("Wealdshire",), "until": "2019-03-31", "region": "South",
    },
    {
        "organisation": "Wealdshire Council", "kind": "unitary_authority", "code": "E06900005",
        "names": ("Wealdshire",), "since": "2019-04-01", "region": "South",
    },
    {"organisation": "Ofsted", "kind": "inspectorate"},
)  # fmt: skip


def said(document: str, issued: str | None, claims: Iterable[Mapping[str, Any]]) -> list[Said]:
    """The claims of a document, given as mappings with their `type`; a claim without a quote gets one."""
    sha256 = hashlib.sha256(document.encode()).hexdigest()
    found = []
    for number, fields in enumerate(claims):
        claim = to_claim(fields, number)
        digest = hashlib.sha256(repr((document, number, claim)).encode()).hexdigest()[:16]
        found.append(Said(f"https://example.org/claim/{digest}", claim, sha256, document, issued))
    return found


def to_claim(fields: Mapping[str, Any], number: int = 0) -> Claim:
    """A claim from its fields as TOML has them."""
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in fields.items()}
    kind = BY_TYPE[values.pop("type")]
    words = values.pop("quote", None) or " ".join(str(value) for value in values.values())
    return kind(quote=Quote(1000 * number, 1000 * number + len(words), words), **values)


_SHORT = {"at": "organisation", "kind": "role_kind"}


def parse_claim(text: str) -> dict[str, Any]:
    """The fields of a claim written as "post: person=Jane Moss; kind=mayor; at=Northwick Council".

    The role of a post is its kind in words where none is given, its organisation Northwick Council.
    """
    kind, _, rest = text.partition(":")
    pairs = (part.split("=", 1) for part in rest.split(";"))
    fields: dict[str, Any] = {_SHORT.get(key.strip(), key.strip()): value.strip() for key, value in pairs}
    if kind == "change":
        fields = {key: (value,) if key.endswith("cessors") else value for key, value in fields.items()}
    if kind in ("post", "career_event", "inspection", "judgement", "intervention"):
        fields.setdefault("organisation", "Northwick Council")
    if kind in ("inspection", "intervention") and "role_kind" in fields:
        fields["kind"] = fields.pop("role_kind")
    if kind == "post":
        fields.setdefault("person", None)
        fields.setdefault("role", fields["role_kind"].replace("_", " "))
    return {"type": kind, **fields}


def investigation(documents: Mapping[str, Mapping[str, Any]]) -> list[Said]:
    """The claims of documents as the case files have them: by name, with `issued` and `claims`."""
    return [
        one
        for name, document in documents.items()
        for one in said(name, document.get("issued"), map(parse_claim, document["claims"]))
    ]


def register() -> list[Said]:
    """The small register."""
    return said("register.csv", None, ({"type": OrganisationClaim.type, **row} for row in REGISTER))
