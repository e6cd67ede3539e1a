"""Which organisation somebody's words are about: one they name, "we", or the one whose affairs they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from councilgraph.graph.extractors.prose.annotate import Annotated
from councilgraph.graph.extractors.prose.ledger import body_key
from councilgraph.graph.extractors.prose.mentions import (
    Item,
    Mention,
    OrganisationMention,
    PersonMention,
    RoleMention,
)
from councilgraph.graph.extractors.prose.organisations import Organisation
from councilgraph.graph.extractors.prose.people import Person
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.speakers import Speakers
from councilgraph.graph.extractors.prose.speech import Statement
from councilgraph.graph.extractors.prose.tokens import Token

_RULES = read_rules("statements")["about"]
_MATTERS, _TOPICS, _MYSELF, _PERSONS = (
    frozenset(_RULES[key].split()) for key in ("matters", "topics", "myself", "persons")
)
_WE = re.compile(_RULES["we"])
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_OUTSIDE = frozenset(
    "government inspectorate department parliament party union police force court charity".split()
)
_NO_TOPIC = frozenset({"inspectorate", "parliament", "court", "newspaper"})
_AUDIENCE = frozenset(["to"])
_TELLING = frozenset("told tells tell telling wrote writes informed reminded warned assured emailed".split())
_YOU = re.compile(r"(?:you|they)\b")
_GOVERNMENT = re.compile(r"\bgovernment\b(?! (?:minister|department|adviser))")
_LOCATED = frozenset("in at near across around from".split())


def about(
    annotated: Annotated, speakers: Speakers, statement: Statement, words: str, person: Person | None
) -> str | None:
    """The organisation whose doings or state the words of a person speak of, None where there is none.

    Without a `person` they are those of the statement's organisation.
    """
    own = speakers.organisation_of(person) if person else statement.speaker.organisation
    place = own if own and own.kind not in _OUTSIDE else _focus(annotated, statement)
    found = set(_WORD.findall(words.lower().replace("’", "'")))
    if found & _MYSELF and found & _PERSONS and not _WE.search(words.lower()):
        return None
    chosen = _named(annotated, statement, own) or _around(annotated, speakers, statement)
    if (
        chosen
        and own
        and body_key(chosen) == body_key(own)
        and found & _MYSELF
        and _is_placed(annotated, statement)
    ):
        chosen = None
    if chosen is None and place and _speaks_of(annotated, statement, words):
        chosen = place
    return chosen.name if chosen else None


def _is_placed(annotated: Annotated, statement: Statement) -> bool:
    """Whether the words name organisations by their places only, as in "I have loved my years in Derby"."""
    named = [each for each in _quoted(annotated, statement) if isinstance(each, OrganisationMention)]
    return all(mention.naming in ("place", "possessive") for mention in named)


def _named(annotated: Annotated, statement: Statement, own: Organisation | None) -> Organisation | None:
    """The organisation that the words name most; of two named as often, not the speaker's own."""
    weights: Counter[str] = Counter()
    first: dict[str, Organisation] = {}
    for mention in _quoted(annotated, statement):
        body = mention.organisation if isinstance(mention, OrganisationMention) else None
        if not isinstance(mention, OrganisationMention) or mention.naming == "possessive":
            continue
        if body is None or body.kind in _NO_TOPIC or _is_located(annotated, mention, body, own):
            continue
        weights[body_key(body)] += (
            2 if body.kind in ("council", "combined") and mention.naming != "place" else 1
        )
        first.setdefault(body_key(body), body)
    if not weights:
        return _government(annotated, statement)
    best = [key for key, weight in weights.items() if weight == max(weights.values())]
    return first[next((key for key in best if own is None or key != body_key(own)), best[0])]


def _government(annotated: Annotated, statement: Statement) -> Organisation | None:
    """The government that the words speak of without "the": "national government never meant it"."""
    spoken = " ".join(annotated.text(span.inner_start, span.inner_end) for span in statement.spans)
    if not _GOVERNMENT.search(spoken.lower()):
        return None
    named = (item.organisation for sentence in annotated.sentences for item in sentence.organisations())
    return next((body for body in named if body and body.kind == "government"), None)


def _is_located(
    annotated: Annotated, mention: OrganisationMention, body: Organisation, own: Organisation | None
) -> bool:
    """Whether a place is only where something is, in the words of somebody from a council of another name."""
    if mention.naming != "place" or own is None or own.kind in _OUTSIDE or body_key(own) == body_key(body):
        return False
    before = annotated.text(max(0, mention.start - 12), mention.start).split()
    return bool(before) and before[-1].lower() in _LOCATED


def _quoted(annotated: Annotated, statement: Statement) -> Iterator[Mention]:
    """What the words mention, in order."""
    for sentence in annotated.sentences[statement.first : statement.last + 1]:
        for mention in sentence.quoted:
            if any(span.inner_start <= mention.start < span.inner_end for span in statement.spans):
                yield mention


def _around(annotated: Annotated, speakers: Speakers, statement: Statement) -> Organisation | None:
    """What the writer's clause around a part of a sentence says it is about: "said the trust was '...'"."""
    if not statement.is_fragment:
        return None
    between = _between(annotated, statement)
    for at, item in enumerate(between):
        before = between[at - 1] if at else None
        if isinstance(item, PersonMention) and at == 0 and item.code == "P":
            return speakers.organisation_of(item.person) if _is_accused(between) else None
        if not isinstance(item, OrganisationMention) or item.organisation is None:
            continue
        addressed = at == 0 or (isinstance(before, Token) and before.lower in _AUDIENCE)
        if item.organisation.kind not in _NO_TOPIC and not (addressed and _is_telling(annotated, statement)):
            return item.organisation
    return None


def _is_accused(between: tuple[Item, ...]) -> bool:
    """Whether what is quoted is somebody's doings: "accused Ada Hart of '...'"."""
    return len(between) == 2 and isinstance(between[1], Token) and between[1].lower in ("of", "for")


def _is_telling(annotated: Annotated, statement: Statement) -> bool:
    """Whether the verb of an attribution takes a hearer: "told the council"."""
    verb = annotated.sentences[statement.anchor[0]].items[statement.anchor[1]]
    return isinstance(verb, Token) and verb.lower in _TELLING


def _speaks_of(annotated: Annotated, statement: Statement, words: str) -> bool:
    """Whether words that name no organisation are about the affairs of one."""
    plain = words.lower().replace("’", "'")
    found = set(_WORD.findall(plain))
    if _WE.search(plain) or found & _MATTERS or _names_post(annotated, statement):
        return True
    is_personal = bool(found & (_MYSELF | _PERSONS))
    if statement.is_fragment:
        between = _between(annotated, statement)
        codes = {item.lower if isinstance(item, Token) else item.code for item in between}
        return bool(_TOPICS & codes) or not (is_personal or "P" in codes)
    return bool(_YOU.match(plain))


def _names_post(annotated: Annotated, statement: Statement) -> bool:
    """Whether the words speak of the holder of a post: "the chief executive", "your director"."""
    return any(
        isinstance(mention, RoleMention)
        and not mention.role.plural
        and annotated.text(mention.start - 6, mention.start).lower().split()[-1:]
        in (["the"], ["your"], ["our"])
        for mention in _quoted(annotated, statement)
    )


def _between(annotated: Annotated, statement: Statement) -> tuple[Item, ...]:
    """The items of the writer's clause between the attribution of a part of a sentence and its words."""
    items = annotated.sentences[statement.anchor[0]].items
    start = statement.spans[0].start
    last = next((at for at, item in enumerate(items) if item.start == start), 0)
    return items[statement.anchor[1] + 1 : last]


def _focus(annotated: Annotated, statement: Statement) -> Organisation | None:
    """The council spoken of around the words: one named in the paragraph, else the document's own."""
    paragraph = annotated.sentences[statement.first].paragraph
    for number in range(statement.first, -1, -1):
        sentence = annotated.sentences[number]
        if sentence.paragraph < paragraph:
            break
        named = [item.organisation for item in sentence.organisations() if item.organisation]
        councils = [body for body in named if body.kind in ("council", "combined", "trust")]
        if councils:
            return councils[-1]
    return annotated.main
