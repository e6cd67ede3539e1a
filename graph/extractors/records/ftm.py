"""FollowTheMoney, the model of Aleph and OpenSanctions: people, bodies, positions and who held them.

https://followthemoney.tech/explorer/ - as JSON lines or a list, each entity with its schema and properties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from councilgraph.graph.extractors.records.making import (
    Holding,
    date,
    identified,
    organisation,
    organisation_kind,
)
from councilgraph.graph.extractors.records.objects import Found
from councilgraph.graph.model import OrganisationClaim, PostClaim, Problem

_BODIES = {"PublicBody": "agency", "Organization": "other", "Company": "company", "LegalEntity": "other"}
_PLAIN_LINKS = {
    "Membership": ("member", "organization"),
    "Employment": ("employee", "employer"),
    "Directorship": ("director", "organization"),
}
"""Schemata that link somebody to a body with a role; an Occupancy links to a Position instead."""

_HINT = "the file must have the entities to which it refers"


def is_ftm(found: Iterable[Found]) -> bool:
    """Whether objects are entities of FollowTheMoney."""
    return any(each.text("schema") and isinstance(each.value.get("properties"), dict) for each in found)


def claims(found: Iterable[Found]) -> Iterator[OrganisationClaim | PostClaim | Problem]:
    """What a file lists: its bodies, then who was in which post; a problem for what refers to nothing."""
    entities = {each.text("id"): each for each in found if isinstance(each.value.get("properties"), dict)}
    for each in entities.values():
        if each.text("schema") in _BODIES and _first(each, "name"):
            yield _organisation(each)
    for each in entities.values():
        if each.text("schema") in ("Occupancy", *_PLAIN_LINKS):
            holding = _holding(each, entities)
            yield (holding.claim() if holding else None) or Problem(
                each.document.name, f"character {each.start + 1}", "nobody, or no post, that is known", _HINT
            )


def _holding(link: Found, entities: dict[str, Found]) -> Holding | None:
    """Who held what; None where the file does not have one of them."""
    if link.text("schema") == "Occupancy":
        who, post = (entities.get(_first(link, name)) for name in ("holder", "post"))
        where = entities.get(_first(post, "organization")) if post else None
    else:
        member, body = _PLAIN_LINKS[link.text("schema")]
        who, post, where = entities.get(_first(link, member)), None, entities.get(_first(link, body))
    if who is None or where is None:
        return None
    name = _first(where, "name")
    held = _first(post, "name").removesuffix(name).rstrip(" ,") if post else ""
    statuses = _values(link, "status")
    until = _first(link, "endDate") or ("unknown" if "ended" in statuses else "")
    return Holding(
        record=link,
        role=_first(link, "role") or _first(link, "summary") or held or "member",
        kinds=(_first(post, "keywords"), held) if post else (),
        since=_first(link, "startDate"),
        until=until,
        person=who,
        person_name=_first(who, "name"),
        organisation=where,
        organisation_name=name,
        is_interim="interim" in statuses,
    )


def _organisation(found: Found) -> OrganisationClaim:
    name = _first(found, "name")
    return organisation(
        found,
        name,
        kind=organisation_kind(_first(found, "legalForm"), name, _BODIES[found.text("schema")]),
        names=(*_values(found, "name")[1:], *_values(found, "alias")),
        since=date(_first(found, "incorporationDate")),
        until=date(_first(found, "dissolutionDate")),
        website=_first(found, "website") or None,
        **identified((*_values(found, "registrationNumber"), *_values(found, "wikidataId"))),
    )


def _values(found: Found, name: str) -> tuple[str, ...]:
    """The values of a property: words, or the ids of entities, nested ones too."""
    values = found.value.get("properties", {}).get(name, ())
    items = values if isinstance(values, list) else [values]
    texts = (each.get("id", "") if isinstance(each, dict) else each for each in items)
    return tuple(" ".join(each.split()) for each in texts if isinstance(each, str) and each.strip())


def _first(found: Found | None, name: str) -> str:
    return next(iter(_values(found, name)), "") if found else ""
