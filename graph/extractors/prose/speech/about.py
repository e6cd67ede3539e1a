"""Which organisation somebody's words are about: one they name, "we", or the one whose affairs they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from councilgraph.graph.extractors.prose.annotation.annotate import Annotated
from councilgraph.graph.extractors.prose.annotation.mentions import (
    Item,
    Mention,
    OrganisationMention,
    PersonMention,
    RoleMention,
)
from councilgraph.graph.extractors.prose.names.organisations import Organisation, body_key
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.speech.speakers import Speakers
from councilgraph.graph.extractors.prose.speech.speech import Statement
from councilgraph.graph.extractors.prose.text.tokens import Token

_RULES = read_rules("statements")["about"]
_MATTERS, _TOPICS, _MYSELF, _PERSONS = (
    frozenset(_RULES[key].split()) for key in ("matters", "topics", "myself", "persons")
)
_WE, _YOU = re.compile(_RULES["we"]), re.compile(_RULES["you"])
_NOTHING = tuple(re.compile(rule["pattern"]) for rule in read_rules("statements")["nothing"])
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|114")
_INSPECTORATE = "inspectorate"
_OUTSIDE = frozenset(
    "government inspectorate department parliament party union police force court charity".split()
)
_AFFAIRS = frozenset("council combined trust school home hospital police force health board".split())
_NO_TOPIC = frozenset({"inspectorate", "parliament", "court", "newspaper"})
_AUDIENCE = frozenset(["to"])
_TELLING = frozenset("told tells tell telling wrote writes informed reminded warned assured emailed".split())
_GOVERNMENT = re.compile(r"\bgovernment\b(?! (?:minister|department|adviser))")
_LOCATED = frozenset("in at near across around from".split())
_ELECTED = frozenset("minister mp mayor".split())
_EVERYWHERE = frozenset(["NHS"])
_POST_OF = re.compile(r"(?:mayor|leader|director|executive|head|bishop) of (?:the )?$")
_OPENING = 3
"""Words that begin with a person have him within so many characters."""


class Topics:
    """Answers for one document. `inspected` are those whom inspectors saw, by where they are named."""

    def __init__(
        self, annotated: Annotated, speakers: Speakers, inspected: Sequence[tuple[int, Organisation]]
    ) -> None:
        self._annotated = annotated
        self._speakers = speakers
        self._inspected = inspected

    def about(self, statement: Statement, words: str, person: Person | None) -> str | None:
        """The organisation whose doings or state the words of a person speak of, None where there is none.

        Without a `person` they are those of the statement's organisation.
        """
        own = self._speakers.organisation_of(person) if person else statement.speaker.organisation
        place = own if own and own.kind not in _OUTSIDE else self._focus(statement, own)
        plain = words.lower().replace("’", "'")
        found = set(_WORD.findall(plain))
        chosen = self._named(statement, own)
        is_on_somebody = found & _MYSELF and found & _PERSONS and not _WE.search(plain)
        if is_on_somebody and (chosen is None or self._is_placed(statement)):
            return None
        chosen = chosen or self._around(statement)
        is_own = chosen and own and body_key(chosen) == body_key(own)
        if is_own and found & _MYSELF and self._is_placed(statement):
            chosen = None
        is_inspector = own is not None and own.kind == _INSPECTORATE
        if chosen is None and (is_inspector or self._speaks_of(statement, plain, own)):
            chosen = place
        return chosen.name if chosen else None

    def _is_placed(self, statement: Statement) -> bool:
        """Whether the words name organisations by places only, as in "I have loved my years in Derby"."""
        named = [each for each in self._quoted(statement) if isinstance(each, OrganisationMention)]
        return all(mention.naming in ("place", "possessive") for mention in named)

    def _named(self, statement: Statement, own: Organisation | None) -> Organisation | None:
        """The organisation that the words name most; of two named as often, not the speaker's own."""
        weights: Counter[str] = Counter()
        first: dict[str, Organisation] = {}
        for mention in self._quoted(statement):
            body = mention.organisation if isinstance(mention, OrganisationMention) else None
            if not isinstance(mention, OrganisationMention) or mention.naming == "possessive":
                continue
            if body is None or body.kind in _NO_TOPIC or body.name in _EVERYWHERE:
                continue
            if self._is_located(mention, body, own) or self._is_of_post(mention):
                continue
            is_council = body.kind in ("council", "combined") and mention.naming != "place"
            weights[body_key(body)] += 2 if is_council else 1
            first.setdefault(body_key(body), body)
        if not weights:
            return self._government(statement)
        best = [key for key, weight in weights.items() if weight == max(weights.values())]
        return first[next((key for key in best if own is None or key != body_key(own)), best[0])]

    def _government(self, statement: Statement) -> Organisation | None:
        """The government that the words speak of without "the": "national government never meant it"."""
        spoken = " ".join(self._annotated.text(span.inner_start, span.inner_end) for span in statement.spans)
        if not _GOVERNMENT.search(spoken.lower()):
            return None
        named = (item.organisation for each in self._annotated.sentences for item in each.organisations())
        return next((body for body in named if body and body.kind == "government"), None)

    def _is_located(self, mention: OrganisationMention, body: Organisation, own: Organisation | None) -> bool:
        """Whether a place is only where something is, to somebody from a council of another name."""
        if mention.naming != "place" or own is None or own.kind in _OUTSIDE:
            return False
        return body_key(own) != body_key(body) and self._before(mention) in _LOCATED

    def _is_of_post(self, mention: OrganisationMention) -> bool:
        """Whether it only says what somebody is: "as mayor of Bristol"."""
        words = self._annotated.text(max(0, mention.start - 24), mention.start).lower()
        return mention.naming == "place" and bool(_POST_OF.search(words))

    def _before(self, mention: OrganisationMention) -> str:
        words = self._annotated.text(max(0, mention.start - 12), mention.start).split()
        return words[-1].lower() if words else ""

    def _quoted(self, statement: Statement) -> Iterator[Mention]:
        """What the words mention, in order, also where they stand without quotation marks."""
        for sentence in self._annotated.sentences[statement.first : statement.last + 1]:
            unmarked = (item for item in sentence.items if not isinstance(item, Token))
            for mention in sorted((*sentence.quoted, *unmarked), key=lambda each: each.start):
                if any(span.inner_start <= mention.start < span.inner_end for span in statement.spans):
                    yield mention

    def _around(self, statement: Statement) -> Organisation | None:
        """What the writer's clause around a part of a sentence is about: "said the trust was '...'"."""
        if not statement.is_fragment:
            return None
        between = self._between(statement)
        for at, item in enumerate(between):
            before = between[at - 1] if at else None
            if isinstance(item, PersonMention) and at == 0 and item.code == "P":
                return self._speakers.organisation_of(item.person) if _is_accused(between) else None
            if not isinstance(item, OrganisationMention) or item.organisation is None:
                continue
            addressed = at == 0 or (isinstance(before, Token) and before.lower in _AUDIENCE)
            is_where = item.naming == "place" and self._before(item) in _LOCATED
            is_told = is_where or (addressed and self._is_telling(statement))
            if item.organisation.kind not in _NO_TOPIC and not is_told:
                return item.organisation
        return None

    def _is_telling(self, statement: Statement) -> bool:
        """Whether the verb of an attribution takes a hearer: "told the council"."""
        verb = self._annotated.sentences[statement.anchor[0]].items[statement.anchor[1]]
        return isinstance(verb, Token) and verb.lower in _TELLING

    def _speaks_of(self, statement: Statement, words: str, own: Organisation | None) -> bool:
        """Whether words that name no organisation are about the affairs of one."""
        found = set(_WORD.findall(words))
        codes = self._writers(statement)
        if self._is_of_nothing(statement, words):
            return False
        if _WE.search(words) or found & _MATTERS or self._names_post(statement):
            return True
        is_personal = bool(found & (_MYSELF | _PERSONS))
        if statement.is_fragment:
            is_outside = own is None or own.kind in _OUTSIDE
            return bool(_TOPICS & codes) or not (is_personal or is_outside or "P" in codes)
        return bool(_YOU.match(words))

    def _writers(self, statement: Statement) -> set[str]:
        """The words and codes of the writer's clause around a part of a sentence, empty for a whole one."""
        between = self._between(statement) if statement.is_fragment else ()
        return {item.lower if isinstance(item, Token) else item.code for item in between}

    def _is_of_nothing(self, statement: Statement, words: str) -> bool:
        """Whether words that name no organisation are on somebody, on the speaker's own life, or on life."""
        first = next(self._quoted(statement), None)
        is_person = isinstance(first, PersonMention) and first.code == "P"
        if first and is_person and first.start - statement.spans[0].inner_start < _OPENING:
            return True
        return any(pattern.match(words) for pattern in _NOTHING)

    def _names_post(self, statement: Statement) -> bool:
        """Whether the words speak of the holder of a post: "the chief executive", "your director"."""
        return any(
            isinstance(mention, RoleMention)
            and not mention.role.plural
            and mention.role.kind not in _ELECTED
            and self._annotated.text(mention.start - 6, mention.start).lower().split()[-1:]
            in (["the"], ["your"], ["our"])
            for mention in self._quoted(statement)
        )

    def _between(self, statement: Statement) -> tuple[Item, ...]:
        """The items of the writer's clause between the attribution of a part of a sentence and its words."""
        items = self._annotated.sentences[statement.anchor[0]].items
        start = statement.spans[0].start
        last = next((at for at, item in enumerate(items) if item.start == start), 0)
        return items[statement.anchor[1] + 1 : last]

    def _focus(self, statement: Statement, own: Organisation | None) -> Organisation | None:
        """Who is spoken of around the words: one named in the paragraph, else the document's own.

        Inspectors speak of those whom they saw.
        """
        sentences = self._annotated.sentences
        if own and own.kind == _INSPECTORATE and self._inspected:
            at = bisect_right(self._inspected, sentences[statement.last].end, key=lambda each: each[0])
            return self._inspected[max(0, at - 1)][1]
        paragraph = sentences[statement.first].paragraph
        for number in range(statement.first, -1, -1):
            if sentences[number].paragraph < paragraph:
                break
            named = [item.organisation for item in sentences[number].organisations() if item.organisation]
            if spoken_of := [body for body in named if body.kind in _AFFAIRS]:
                return spoken_of[-1]
        body = self._annotated.main_body
        return body if body and body.kind in _AFFAIRS else self._annotated.main


def _is_accused(between: tuple[Item, ...]) -> bool:
    """Whether what is quoted is somebody's doings: "accused Ada Hart of '...'"."""
    return len(between) == 2 and isinstance(between[1], Token) and between[1].lower in ("of", "for")
