"""Whose message or verdict a sentence speaks of, next to the words themselves."""

from __future__ import annotations

import re

from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.speech.reporting import SpeechSubject, following

_RULES = read_rules("statements")["verdict"]
_WHOSE = re.compile(rf"(?<!\S)(?:P 's|Ps) (?:[a-z]+ ){{0,2}}?(?:{_RULES['nouns']}) ")
_CLAIMS = frozenset(_RULES["claims"].split())
_MESSAGES = frozenset(_RULES["nouns"].split("|"))
_VERDICT = re.compile(_RULES["pattern"])


def possessor(view: View) -> SpeechSubject | None:
    """Whose message, verdict or answer a sentence speaks of: "Her message to ministers is simple"."""
    found = _WHOSE.search(view.sentence.skeleton)
    return SpeechSubject("person", view.sentence.index(found.start())) if found else None


def verdict(view: View) -> SpeechSubject | None:
    """Whose the words before were: "That was the verdict of the leader, Ada Hart"."""
    found = _VERDICT.match(view.sentence.skeleton)
    return following(view, view.sentence.index(found.end() - 1) + 1, len(view)) if found else None


def claimed(view: View, number: int) -> SpeechSubject | None:
    """Whose claim a noun is, if it is one: "Ada Hart's claim that", "her description of him as"."""
    is_said = view.code(number + 1) in ("was", "is") and view.code(number + 2) == "Q"
    is_claim = view.code(number) in _CLAIMS and view.code(number + 1) in ("that", "of", "as", ",", "it", ":")
    if not is_claim and not (is_said and view.code(number) in _CLAIMS | _MESSAGES):
        return None
    if view.code(number - 1) == "Ps":
        return SpeechSubject("person", number - 1)
    return SpeechSubject("person", number - 2) if view.before(number, 2) == "P 's" else None
