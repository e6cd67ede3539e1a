"""The governments and parliaments to which the posts of ministers and members belong."""

from __future__ import annotations

import re

from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.names.places import government_over

UK_GOVERNMENT = Organisation("UK government", "government")
COMMONS = Organisation("House of Commons", "parliament")


def government_of(council: Organisation | None) -> Organisation | None:
    """The government of Wales or of Scotland over a council there."""
    name = government_over(council.name) if council else None
    return Organisation(name, "government") if name else None


def government(words: str, department: Organisation) -> Organisation:
    """The government or department of a minister's post; `department` is the document's own."""
    lower = words.lower()
    if "welsh" in lower:
        return Organisation("Welsh Government", "government")
    if "scottish" in lower:
        return Organisation("Scottish Government", "government")
    is_devolved = department.kind == "government"
    if "prime minister" in lower or ("secretary of state" in lower and is_devolved):
        return UK_GOVERNMENT
    return department


def parliament(words: str) -> Organisation:
    """The parliament of a member's post."""
    if "MSP" in words:
        return Organisation("Scottish Parliament", "parliament")
    if re.search(r"\bAMs?\b", words):
        return Organisation("National Assembly for Wales", "parliament")
    if re.search(r"\bMLAs?\b", words):
        return Organisation("Northern Ireland Assembly", "parliament")
    return Organisation("Senedd", "parliament") if re.search(r"\bMSs?\b", words) else COMMONS
