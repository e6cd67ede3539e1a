"""Where a text names a council or another body: full names, bare places, "the council", "its".

Names come from the gazetteer, from `rules/organisations.toml`, and from the grammar in `body_names`.
What "the council" or "its" means is decided later, by `resolution`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from councilgraph.graph.council_names import place
from councilgraph.graph.extractors.prose.names import institution_names, places
from councilgraph.graph.extractors.prose.names.body_names import (
    GENERIC,
    HEADS,
    SHORT_TYPES,
    TYPES,
    capitalised,
    is_head,
    is_idiom,
    joined_from,
    kind_of_name,
    local_board,
    name_around,
    name_from,
    only_places,
    over_modifiers,
    written,
)
from councilgraph.graph.extractors.prose.names.known_bodies import KNOWN, abbreviation, own_short_name
from councilgraph.graph.extractors.prose.names.local_bodies import (
    after_place,
    before_place,
    before_region,
    kind_of_local,
    tail,
)
from councilgraph.graph.extractors.prose.names.namesakes import is_forename, is_surname
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.text.tokens import Token
from councilgraph.graph.names import fold

Naming = Literal["name", "place", "short", "possessive"]

_RULES = read_rules("organisations")
_ANAPHORS: dict[str, str] = {
    word: kind for kind, words in _RULES["anaphors"].items() for word in words.split()
}
_BUILDINGS = tuple(tuple(name.split()) for name in _RULES["buildings"]["names"].split(", "))
_DETERMINERS = frozenset("the this that our their both same".split())
_SEVERAL = frozenset("councils authorities districts boroughs".split())
_COUNTED = frozenset(
    "two three four five six seven eight nine ten several some many most all other both more".split()
)
_DESCRIBING = frozenset("new local troubled struggling embattled beleaguered failing bankrupt ailing".split())
_DESCRIBED = ("-run", "-led", "-controlled", "-strapped", "-hit", "-stricken", "-based", "-strong")
_GENERIC_KINDS = frozenset({"home", "company", "authority"})
_RANKS = frozenset({"ACC", "DCC"})
"""Police officers' ranks that are written as the short names of bodies are."""
_NO_LONGER = frozenset({"inspectorate", "party", "union"})
_NOT_COUNCIL = frozenset(
    "centre center hall clerk hospital college council treasurer librarian solicitor secretary surveyor "
    "architect auditor judge coroner archivist engineer planner registrar".split()
)


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body: its name as a reader would write it out, and its kind (`council`, `inspectorate` ...)."""

    name: str
    kind: str


def body_key(organisation: Organisation) -> str:
    """What tells two bodies apart: a council's place, else the folded name."""
    folded = fold(organisation.name)
    return place(folded) if organisation.kind in ("council", "combined") else folded


@dataclass(frozen=True, slots=True)
class Named:
    """Tokens `first:last` that name an organisation, which is None until it is known what they mean.

    `naming` is `name` for one written out, `place` for a bare place that may mean its council, `short`
    for "the council" and the like (`kind` is what they can mean), `possessive` for "its".
    """

    first: int
    last: int
    naming: Naming
    organisation: Organisation | None
    kind: str


class Finder:
    """Finds organisations in the paragraphs of one document; remembers its abbreviations ("(RBKC)")."""

    def __init__(self, issued: str | None) -> None:
        self._issued = issued
        self._aliases: dict[str, Organisation] = {}
        self._tokens: Sequence[Token] = ()
        self._words: list[tuple[str, ...]] = []

    def find(self, tokens: Sequence[Token]) -> list[Named]:
        """The organisations that a paragraph's tokens name, in order, none overlapping."""
        self._tokens = tokens
        self._words = [places.folded(token.text) for token in tokens]
        found: list[Named] = []
        number = 0
        while number < len(tokens):
            named = self._at(number, found[-1].last if found else 0)
            if named is None:
                number += 1
                continue
            while found and found[-1].last > named.first:
                found.pop()
            found.append(named)
            self._learn(named)
            number = named.last
        return found

    def _at(self, at: int, free: int) -> Named | None:
        token = self._tokens[at]
        named = (self._before_place(at) or self._alias(at)) if token.is_capital else None
        if named := named or self._known(at):
            return named
        if token.is_capital:
            named = self._capital(at, free)
        elif token.lower == "council":
            return self._by_head(at, free)
        elif found := institution_names.ending(self._tokens, at, free):
            named = self._written_out(found[0], at + 1, found[1])
        return named or self._anaphor(at)

    def _capital(self, at: int, free: int) -> Named | None:
        """A name that a word with a capital begins or ends."""
        if named := self._building(at) or self._listed(at):
            return named
        if (first := before_region(self._tokens, at)) is not None:
            return self._local(first, at + 1)
        if last := institution_names.beginning(self._tokens, at):
            return self._written_out(at, last, "school")
        return self._by_head(at, free) if self._tokens[at].lower in HEADS else None

    def _written_out(self, first: int, last: int, kind: str) -> Named:
        return Named(first, last, "name", Organisation(written(self._tokens[first:last]), kind), kind)

    def _alias(self, at: int) -> Named | None:
        found = self._aliases.get(self._tokens[at].text)
        return Named(at, at + 1, "name", found, found.kind) if found else None

    def _known(self, at: int) -> Named | None:
        for words, (name, kind) in KNOWN.get(self._tokens[at].text, ()):
            organisation = Organisation(name, kind)
            ahead = tuple(token.text.replace("’", "'") for token in self._tokens[at : at + len(words)])
            if ahead == words:
                last = at + len(words)
                if organisation.name == "NHS" and last < len(self._tokens) and self._tokens[last].is_capital:
                    begins = at == 0 or not self._tokens[at - 1].is_capital
                    return self._before_place(at) or (self._longer(at, last) if begins else None)
                if organisation.kind in _NO_LONGER:
                    return Named(at, last, "name", organisation, organisation.kind)
                return self._longer(at, last) or Named(at, last, "name", organisation, organisation.kind)
        return None

    def _before_place(self, at: int) -> Named | None:
        """As in "NHS Grampian", "Age UK Derby"; None where a trust's longer name begins."""
        last = before_place(self._tokens, at)
        found = places.longest(self._words, last) if last else None
        if last is None or found is None or not self._tokens[last].is_capital or self._longer(at, last):
            return None
        end = found[1]
        if end + 1 < len(self._tokens) and self._tokens[end].lower in ("and", "&"):
            second = self._tokens[end + 1].is_capital and places.longest(self._words, end + 1)
            end = second[1] if second else end
        return self._local(at, tail(self._tokens, end))

    def _local(self, at: int, last: int) -> Named:
        name = written(self._tokens[at:last])
        kind = kind_of_local(name)
        return Named(at, last, "name", Organisation(name, kind), kind)

    def _building(self, at: int) -> Named | None:
        ahead = tuple(token.lower for token in self._tokens[at : at + 2])
        for words in _BUILDINGS:
            if ahead[: len(words)] == words and self._tokens[at + len(words) - 1].is_capital:
                return Named(at, at + len(words), "short", None, "council")
        return None

    def _listed(self, at: int) -> Named | None:
        """A name of the gazetteer, with the words around a place that make it a council's full name."""
        found = places.longest(self._words, at)
        if found is None or not self._is_written_so(found[0], at, found[1]):
            return None
        entry, last = found
        name, kind = entry.record(self._issued)
        if entry.is_bare:
            return self._place(at, last, Organisation(name, kind))
        if longer := self._longer(at, last):
            return longer
        text = written(self._tokens[at:last])
        spelt_out = "council" in text.lower() if kind == "council" else kind != "inspectorate" and " " in text
        return Named(at, last, "name", Organisation(capitalised(text) if spelt_out else name, kind), kind)

    def _is_written_so(self, entry: places.Entry, at: int, last: int) -> bool:
        """Whether abbreviations stand in capitals and bare places are no surnames."""
        words = self._tokens[at:last]
        if entry.matches[0].form == "abbreviation":
            if words[0].text in _RANKS and last < len(self._tokens) and self._tokens[last].is_capital:
                return False
            return written(words) == entry.matches[0].written
        is_other = entry.is_bare and (
            is_surname(self._tokens, at)
            or is_forename(self._tokens, at, last)
            or only_places(self._tokens, at, last)
        )
        return words[0].is_capital and not is_other

    def _place(self, at: int, last: int, organisation: Organisation) -> Named:
        tokens = self._tokens
        if stop := after_place(tokens, last):
            return self._local(at, stop)
        end = last
        while end < len(tokens) and tokens[end].lower in TYPES and end - last < 3:
            end += 1
        if end < len(tokens) and tokens[end].lower == "council":
            at = joined_from(self._tokens, at)
            name = capitalised(written(tokens[at : end + 1]))
            return Named(at, end + 1, "name", Organisation(name, "council"), "council")
        if last < len(tokens) and tokens[last].lower in SHORT_TYPES and tokens[last].text.isupper():
            return Named(at, last + 1, "name", organisation, organisation.kind)
        if longer := self._longer(at, last):
            return longer
        if stop := local_board(tokens, last):
            words = [token for token in tokens[at:stop] if token.lower != "'s"]
            return Named(at, stop, "name", Organisation(capitalised(written(words)), "board"), "board")
        counted = at > 0 and tokens[at - 1].lower in _COUNTED
        several = counted and last < len(tokens) and tokens[last].lower in _SEVERAL
        return Named(at, last, "place", None if several else organisation, organisation.kind)

    def _longer(self, at: int, last: int) -> Named | None:
        stop = name_from(self._tokens, at, last)
        if stop is None:
            return None
        kind = kind_of_name(self._tokens, at, stop)
        at = joined_from(self._tokens, at)
        return Named(at, stop, "name", Organisation(written(self._tokens[at:stop]), kind), kind)

    def _by_head(self, at: int, free: int) -> Named | None:
        """A name that ends in, or goes on from, a word such as "Trust" or "Association"."""
        first, last = name_around(self._tokens, at, free)
        kind = HEADS[self._tokens[at].lower]
        if (
            not is_head(self._tokens, first, at)
            or (first == at and last == at + 1)
            or (kind == "council" and first == at)
            or (kind in _GENERIC_KINDS and all(token.lower in GENERIC for token in self._tokens[first:last]))
        ):
            return None
        if self._tokens[last - 1].lower in HEADS:
            kind = kind_of_name(self._tokens, first, last)
        name = written(self._tokens[first:last])
        return Named(
            first, last, "name", Organisation(capitalised(name) if kind == "council" else name, kind), kind
        )

    def _anaphor(self, at: int) -> Named | None:
        """As in "The council", "the city council", "its"."""
        tokens, lower = self._tokens, self._tokens[at].lower
        if lower == "its":
            return Named(at, at + 1, "possessive", None, "any")
        if lower not in _DETERMINERS or self._begins_name(at + 1):
            return None
        number = at + 1
        while number < len(tokens) and (
            tokens[number].lower in TYPES
            or tokens[number].lower in _DESCRIBING
            or tokens[number].lower.endswith(_DESCRIBED)
        ):
            number += 1
        if number < len(tokens) and tokens[number].lower in ("council", "authority"):
            return Named(at, number + 1, "short", None, "council")
        number = over_modifiers(tokens, at + 1, _ANAPHORS)
        if number < len(tokens) and tokens[number].lower == "government":
            return Named(at, number + 1, "name", Organisation("UK government", "government"), "government")
        if number < len(tokens) and (kind := _ANAPHORS.get(tokens[number].lower)):
            following = tokens[number + 1].lower if number + 1 < len(tokens) else ""
            if not is_idiom(tokens, at, number) and (kind != "council" or following not in _NOT_COUNCIL):
                return Named(at, number + 1, "short", None, kind)
        return None

    def _begins_name(self, at: int) -> bool:
        """Whether a name begins here: "the Department for Education", "the Royal Borough of ..."."""
        ahead = self._tokens[at : at + 2]
        if not ahead or (ahead[0].text in KNOWN and self._known(at)):
            return True
        proper = len(ahead) == 2 and (ahead[1].is_capital or ahead[1].lower in ("of", "for"))
        return proper and ahead[0].is_capital

    def _learn(self, named: Named) -> None:
        """Remember an abbreviation that follows a name in brackets."""
        body = named.organisation
        short = body and (abbreviation(self._tokens, named.last) or own_short_name(body.name))
        if body and short:
            self._aliases[short] = body
