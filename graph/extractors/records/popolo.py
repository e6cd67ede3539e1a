"""Popolo, the JSON of parliaments' monitors: persons, organizations, posts and memberships.

https://www.popoloproject.com/specs/ - also with the memberships inside of persons or organizations, and with
nested objects in the place of their ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from councilgraph.graph.extractors.records.making import (
    Holding,
    date,
    identified,
    organisation,
    organisation_kind,
)
from councilgraph.graph.extractors.records.objects import Found, objects_in
from councilgraph.graph.model import OrganisationClaim, PostClaim, Problem

LISTS = frozenset({"persons", "organizations", "posts", "memberships"})
_REFERS = {"organizations": "organization_id", "posts": "post_id"}
"""What a membership that stands inside of something need not say."""

_HINT = "give it a person_id and an organization_id or post_id of this file"


def is_popolo(found: Iterable[Found]) -> bool:
    """Whether objects stand in the lists of Popolo."""
    return any(each.under in LISTS for each in found)


def claims(found: Iterable[Found]) -> Iterator[OrganisationClaim | PostClaim | Problem]:
    """What a file lists: its organisations, then who was in which post; a problem where names lack."""
    lists = _Lists()
    for each in found:
        lists.add(each)
    for each in lists.organizations.values():
        if each.text("name"):
            yield _organisation(each)
    for record, membership, person in lists.memberships:
        holding = lists.holding(record, membership, person)
        claim = holding.claim() if holding else None
        yield claim or Problem(
            record.document.name, f"character {record.start + 1}", "a membership of nobody or nothing", _HINT
        )


@dataclass
class _Lists:
    """The objects of a file by their ids; memberships with the record that they stand in and its person."""

    persons: dict[str, Found] = field(default_factory=dict)
    organizations: dict[str, Found] = field(default_factory=dict)
    posts: dict[str, Found] = field(default_factory=dict)
    memberships: list[tuple[Found, dict[str, Any], Found | None]] = field(default_factory=list)

    def add(self, found: Found) -> None:
        """Sort an object in, with the memberships that it brings."""
        if found.under == "memberships":
            self.memberships.append((found, found.value, None))
        elif found.under in LISTS:
            by_id: dict[str, Found] = getattr(self, found.under)
            by_id[found.text("id") or f"at {found.start}"] = found
            person = found if found.under == "persons" else None
            own = {_REFERS[found.under]: found.text("id")} if found.under in _REFERS else {}
            self.memberships += [(found, own | each, person) for each in found.objects("memberships")]
        if found.under == "organizations":
            for post in found.objects("posts"):
                inner = {"organization_id": found.text("id"), **post}
                self.add(Found(found.document, inner, found.start, found.end, "posts"))

    def holding(self, record: Found, membership: dict[str, Any], person: Found | None) -> Holding | None:
        """Who is a member of what; None where the file does not have one of them."""
        at = Found(record.document, membership, record.start, record.end)
        post = self._referred(at, "post", self.posts)
        held = post or Found(record.document, {}, record.start, record.start)
        who = self._referred(at, "person", self.persons) or person
        where = self._referred(at, "organization", self.organizations)
        where = where or self._referred(held, "organization", self.organizations)
        if who is None or where is None:
            return None
        role = at.text("role") or held.text("label") or held.text("role") or at.text("label") or "member"
        return Holding(
            record=record,
            role=role,
            kinds=(held.text("role"), at.text("role"), held.text("label"), at.text("label")),
            since=at.text("start_date") or held.text("start_date"),
            until=at.text("end_date") or held.text("end_date"),
            person=who,
            person_name=who.text("name"),
            organisation=where,
            organisation_name=where.text("name"),
            is_interim=at.text("label").lower().startswith(("interim", "acting")),
        )

    def _referred(self, at: Found, name: str, known: dict[str, Found]) -> Found | None:
        """What `name_id` refers to, or the object that stands there itself."""
        inner = at.value.get(name)
        if isinstance(inner, dict):
            return Found(at.document, inner, at.start, at.end)
        return known.get(at.text(f"{name}_id"))


def _organisation(found: Found) -> OrganisationClaim:
    name = found.text("name")
    identifiers = tuple(str(each.get("identifier", "")) for each in found.objects("identifiers"))
    links = [str(each.get("url", "")) for each in found.objects("links")]
    return organisation(
        found,
        name,
        kind=organisation_kind(found.text("classification"), name, "other"),
        names=tuple(str(each.get("name", "")) for each in objects_in(found.value.get("other_names"))),
        since=date(found.text("founding_date")),
        until=date(found.text("dissolution_date")),
        website=next((each for each in links if each.startswith(("http://", "https://"))), None),
        **identified(identifiers),
    )
