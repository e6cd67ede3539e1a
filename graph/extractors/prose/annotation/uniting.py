"""One name a body in a document: "Kent" and "Kent County Council", "Marchway" and "Marchway Care"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from councilgraph.graph.council_names import place
from councilgraph.graph.extractors.prose.annotation.assembly import Read
from councilgraph.graph.extractors.prose.names.organisations import Named, Organisation
from councilgraph.graph.names import fold

_SHORTENED = frozenset("company school home charity trust".split())
_LONGER = frozenset("association health health_trust agency force service union".split())
"""Bodies whose names are shortened to what looks like a company's: "Compass" for "Compass Federation"."""


def unite_councils(paragraphs: Sequence[Read]) -> None:
    """One name a council: a bare place takes the full name that the document uses, if it uses only one."""
    full: dict[str, set[Organisation]] = {}
    for paragraph in paragraphs:
        for named in paragraph.organisations:
            if named.kind == "council" and named.naming == "name" and named.organisation:
                full.setdefault(place(fold(named.organisation.name)), set()).add(named.organisation)
    longer = {key: _longer(key, full) for key in full}
    single = {key: next(iter(full[longer[key]])) for key in full if len(full[longer[key]]) == 1}
    for paragraph in paragraphs:
        paragraph.organisations = [_united(each, single) for each in paragraph.organisations]


def _longer(key: str, full: Mapping[str, set[Organisation]]) -> str:
    """The one council whose place begins with this one's: "argyll" is short for "argyll and bute"."""
    found = [other for other in full if other.startswith((f"{key} and ", f"{key} with "))]
    return found[0] if len(found) == 1 else key


def _united(named: Named, single: Mapping[str, Organisation]) -> Named:
    if named.kind != "council" or named.organisation is None:
        return named
    organisation = single.get(place(fold(named.organisation.name)), named.organisation)
    return replace(named, organisation=organisation)


def unite_bodies(paragraphs: Sequence[Read]) -> None:
    """Name a body as its one longer name in the document does: "Marchway" where that is "Marchway Care"."""
    full = {
        named.organisation.name: named.organisation
        for paragraph in paragraphs
        for named in paragraph.organisations
        if named.naming == "name" and named.kind in _SHORTENED | _LONGER and named.organisation
    }
    names = sorted(full)
    single = {name: full[longer] for name in names if (longer := _only_longer(name, names))}
    if not single:
        return
    for paragraph in paragraphs:
        paragraph.organisations = [
            replace(
                each, organisation=single[each.organisation.name], kind=single[each.organisation.name].kind
            )
            if each.kind in _SHORTENED and each.organisation and each.organisation.name in single
            else each
            for each in paragraph.organisations
        ]


def _only_longer(name: str, names: Sequence[str]) -> str | None:
    """The one name that goes on from another, of names in order; None where none does, or several do."""
    first = bisect_left(names, f"{name} ")
    ahead = [other for other in names[first : first + 2] if other.startswith(f"{name} ")]
    return ahead[0] if len(ahead) == 1 else None
