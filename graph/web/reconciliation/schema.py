"""The types and properties that clients may name, and the manifest that describes the service."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from councilgraph.graph.rdf import concepts
from councilgraph.graph.vocab import BASE, CG, COUNCIL_KINDS, FOAF, ORG
from councilgraph.graph.web.static import static_address

MAX_BATCH = 50
"""How many queries there may be in a batch."""

PREVIEW_WIDTH_PX, PREVIEW_HEIGHT_PX = 430, 320
PATH = "/reconcile"

Plain = dict[str, Any]

_PEOPLE = frozenset({"person"})
_POSTS = frozenset({"post"})


@dataclass(frozen=True, slots=True)
class Type:
    """A type of entities: those that the index has as one of `kinds`."""

    iri: str
    name: str
    kinds: frozenset[str]
    broader: str | None = None


@dataclass(frozen=True, slots=True)
class Property:
    """What can be asked of an entity. Its values are entities of the type `of`, or else text."""

    name: str
    label: str
    about: str
    kinds: frozenset[str] | None = None
    of: str | None = None
    is_compared: bool = False


@functools.cache
def types() -> dict[str, Type]:
    """The types by address, the general ones first."""
    kinds = concepts("organisation_kinds")
    councils = Type(CG.Council, "Council", COUNCIL_KINDS, ORG.Organization)
    general = [
        councils,
        Type(FOAF.Person, "Person", _PEOPLE),
        Type(ORG.Post, "Post", _POSTS),
        Type(ORG.Organization, "Organisation", frozenset(each.word for each in kinds)),
    ]
    special = [
        Type(
            each.iri,
            each.label[:1].upper() + each.label[1:],
            frozenset({each.word}),
            CG.Council if each.word in COUNCIL_KINDS else ORG.Organization,
        )
        for each in kinds
    ]
    return {each.iri: each for each in (*general, *special)}


@functools.cache
def properties() -> dict[str, Property]:
    """The properties by name; those that are compared may also be given with a query."""
    bodies = types()[ORG.Organization].kinds
    holders = _PEOPLE | _POSTS
    found = (
        Property("code", "Code", "the code of a council or body", bodies, is_compared=True),
        Property(
            "organisation", "Council or other body", "where a person held a post, or whose post it is",
            holders, ORG.Organization, is_compared=True,
        ),
        Property("post", "Post", "a post that a person held, in words", holders, is_compared=True),
        Property("on", "On a day", "when it existed, or when a person was in post", is_compared=True),
        Property("other_names", "Other names", "other names that documents use"),
        Property("kind", "Kind", "what kind of thing it is"),
        Property("since", "Since", "when a body began, as far as it is known", bodies),
        Property("until", "Until", "when a body ended", bodies),
        Property("region", "Region", "the region of a council", bodies),
        Property("website", "Website", "the address of its website", bodies),
        Property("tenures", "Tenures", "posts with their dates, in words", _PEOPLE),
        Property("holders", "Holders", "who held a post", _POSTS, FOAF.Person),
        Property("quote", "Quote", "the first words that say so, and where they stand"),
        Property("address", "Address", "its address: the identifier itself"),
    )  # fmt: skip
    return {each.name: each for each in found}


def types_of(kind: str) -> list[Type]:
    """The types of an entity of a kind, the most special first."""
    return [each for each in reversed(types().values()) if kind in each.kinds]


def plain_type(each: Type) -> Plain:
    """A type as the specification writes it."""
    broader = types()[each.broader] if each.broader else None
    more = {"broader": [{"id": broader.iri, "name": broader.name}]} if broader else {}
    return {"id": each.iri, "name": each.name, **more}


def plain_property(each: Property) -> Plain:
    """A property as a suggestion."""
    return {"id": each.name, "name": each.label, "description": each.about}


def manifest(root: str, *, has_token: bool) -> Plain:
    """The manifest of the service on a server at `root`."""
    found: Plain = {
        "versions": ["0.2"],
        "name": "councilgraph: councils, people and posts",
        "identifierSpace": BASE,
        "schemaSpace": CG.base,
        "serviceVersion": version("councilgraph"),
        "documentation": f"{root}/about",
        "logo": f"{root}{static_address('icon.svg')}",
        "defaultTypes": [{"id": each.iri, "name": each.name} for each in list(types().values())[:4]],
        "view": {"url": f"{root}/thing?iri={{{{id}}}}"},
        "preview": {
            "url": f"{root}{PATH}/preview?id={{{{id}}}}",
            "width": PREVIEW_WIDTH_PX,
            "height": PREVIEW_HEIGHT_PX,
        },
        "suggest": {
            name: {"service_url": root, "service_path": f"{PATH}/suggest/{name}"}
            for name in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {"service_url": root, "service_path": f"{PATH}/properties"},
            "property_settings": [],
        },
        "batchSize": MAX_BATCH,
    }
    return found | ({"authentication": {"type": "basic"}} if has_token else {})
