"""Organisations that no register lists: a name in a document is all that is known of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from councilgraph.graph.entities import Organisation, Said
from councilgraph.graph.identity.resolution import Resolved, organisations_in

_KINDS = (
    ("safeguarding_board", r"\b(?:safeguarding (?:children )?(?:board|partnership)|lscb)\b"),
    ("childrens_trust", r"\bchildren['’]?s? (?:services )?trust\b|\btrust for children\b"),
    ("health_trust", r"\b(?:nhs|hospitals?|health(?:care)?|clinical commissioning)\b"),
    ("police_force", r"\b(?:police|constabulary)\b"),
    ("department", r"^(?:department|ministry|home office|treasury|cabinet office)\b|\boffice$"),
    ("government", r"\bgovernment$"),
    ("party", r"\b(?:party|liberal democrats|conservatives|labour)\b"),
    ("council", r"\bcouncil$"),
    ("school", r"\b(?:school|academy|college|university|nursery)\b"),
    ("union", r"\b(?:union|unison|unite|gmb)\b"),
    ("association", r"\b(?:association|federation|society)\b"),
    ("company", r"\b(?:ltd|limited|plc|llp)\b"),
)


def open_organisation(
    iri: str, said: Sequence[Said], resolved: Mapping[str, Resolved]
) -> Organisation | None:
    """The organisation at `iri` as the claims of one document write it; None where they don't speak of it."""
    names: dict[str, str] = {}
    for one in said:
        for field, name in organisations_in(one.claim):
            if getattr(resolved[one.iri], field) == iri:
                names[one.iri] = " ".join(name.split())
    if not names:
        return None
    label = min(names.values(), key=lambda name: (name.islower(), name))
    return Organisation(iri=iri, claims=tuple(sorted(names)), label=label, kind=kind_of(label))


def kind_of(name: str) -> str:
    """The kind of an organisation by the words of its name.

    >>> kind_of("Sandwell Children's Trust"), kind_of("Shelter")
    ('childrens_trust', 'other')
    """
    return next((kind for kind, words in _KINDS if re.search(words, name.lower())), "other")
