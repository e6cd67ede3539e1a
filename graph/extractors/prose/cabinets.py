"""Cabinets as lists of topics: "Finance: Cllr P", "Cllr P (housing)", "Cllr P - children and families"."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.clauses import View
from councilgraph.graph.extractors.prose.lists import council_in_focus
from councilgraph.graph.extractors.prose.mentions import PersonMention, Sentence
from councilgraph.graph.extractors.prose.reading import Held, Post, Reading
from councilgraph.graph.extractors.prose.role_words import TOPICS as _TOPICS
from councilgraph.graph.extractors.prose.tokens import Token

_CABINET = ("cabinet", "executive", "portfolio", "reshuffle", "lead members")
_JOINS = frozenset(["and", ",", "&", "'s"])
_MARKS = frozenset("( - – — :".split())
_REACH = 8


def read_topics(reading: Reading, view: View) -> None:
    """Hold the cabinet posts of a list: "Finance: Cllr P", "P (housing) and P (finance)", "P - housing"."""
    here = _tells_of_cabinet(view.sentence)
    sentences = reading.annotated.sentences
    lately = any(
        _tells_of_cabinet(each) for each in sentences[max(0, reading.order - _REACH) : reading.order]
    )
    if not (here or lately) or reading.annotated.main is None:
        return
    for number, item in enumerate(view.items):
        if isinstance(item, PersonMention) and item.code == "P":
            topic = _topic_behind(view, number) or _topic_before(view, number)
            if topic and (here or reading.is_politician(item.person)):
                body = council_in_focus(view) or reading.annotated.main
                reading.hold(item.person, Post("cabinet_member", topic, body), Held(), view.sentence)


def _topic_behind(view: View, number: int) -> str:
    """As in "P (housing)", "P - housing and planning"."""
    if view.code(number + 1) not in _MARKS:
        return ""
    ends = (")",) if view.code(number + 1) == "(" else (";", ".", "")
    words: list[str] = []
    for at in range(number + 2, min(number + 9, len(view) + 1)):
        if view.code(at) in ends:
            return " ".join(words) if words and words[0] in _TOPICS else ""
        words.append(view.code(at))
        if ends != (")",) and not (words[-1] in _TOPICS or words[-1] in _JOINS):
            return ""
    return ""


def _topic_before(view: View, number: int) -> str:
    """As in "Housing and planning: P"."""
    if view.code(number - 1) not in (":", "-", "–", "—"):
        return ""
    words: list[str] = []
    at = number - 2
    while at >= 0 and (view.code(at) in _TOPICS or view.code(at) in _JOINS):
        words.insert(0, view.code(at))
        at -= 1
    return " ".join(words) if words and view.code(at) in (";", ".", ":", "", "*", "•", "-") else ""


def _tells_of_cabinet(sentence: Sentence) -> bool:
    words = " ".join(item.lower for item in sentence.items if isinstance(item, Token))
    return any(word in words for word in _CABINET)
