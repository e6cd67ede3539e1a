"""Where a text names a council or another body: full names, bare places, "the council", "its".

Names come from the gazetteer, `rules/organisations.toml` and `body_names`; what "its" means is decided later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from councilgraph.graph.council_names import place
from councilgraph.graph.extractors.prose.names import institution_names, places
from councilgraph.graph.extractors.prose.names.anaphors import DETERMINERS, building, spoken_of
from councilgraph.graph.extractors.prose.names.body_names import (
    GENERIC,
    HEADS,
    SHORT_TYPES,
    TYPES,
    capitalised,
    is_alone,
    is_head,
    joined_from,
    kind_of_name,
    name_around,
    name_from,
    only_places,
    over_compass,
    written,
)
from councilgraph.graph.extractors.prose.names.known_bodies import KNOWN, abbreviation, own_short_name
from councilgraph.graph.extractors.prose.names.local_bodies import (
    after_place,
    before_commissioner,
    before_place,
    before_region,
    before_tail,
    commissioner_of,
    kind_of_local,
    local_board,
    tail,
    within_local,
)
from councilgraph.graph.extractors.prose.names.namesakes import is_forename, is_surname
from councilgraph.graph.extractors.prose.text.tokens import Token
from councilgraph.graph.names import fold

Naming = Literal["name", "place", "short", "possessive"]

_SEVERAL = frozenset("councils authorities districts boroughs".split())
_COUNTED = frozenset(
    "two three four five six seven eight nine ten several some many most all other both more".split()
)
_GENERIC_KINDS = frozenset({"home", "company", "authority"})
_RANKS = frozenset({"ACC", "DCC"})  # of the police, written as the short names of bodies are
_IN_FULL = frozenset({"inspectorate", "health_trust"})
"""Kinds of bodies that are named in full, whatever the words: "Northern Trust"."""
_NO_LONGER = frozenset({"inspectorate", "party", "union"})


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
        elif rest := before_tail(self._tokens, at):
            return self._local(*rest)
        elif found := institution_names.ending(self._tokens, at, free):
            named = self._written_out(found[0], at + 1, found[1])
        return named or self._anaphor(at)

    def _capital(self, at: int, free: int) -> Named | None:
        """A name that a word with a capital begins or ends."""
        if last := building(self._tokens, at):
            return Named(at, last, "short", None, "council")
        if named := self._listed(at):
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
        found = None
        if last:
            inner = over_compass(self._tokens, last)
            found = places.longest(self._words, last) or places.longest(self._words, inner)
        if last is None or found is None or not self._tokens[last].is_capital or self._longer(at, last):
            return None
        end = found[1]
        if end + 1 < len(self._tokens) and self._tokens[end].lower in ("and", "&"):
            second = self._tokens[end + 1].is_capital and places.longest(self._words, end + 1)
            end = second[1] if second else end + 2 * is_alone(self._tokens, end + 1)
        return self._local(at, tail(self._tokens, end))

    def _local(self, at: int, last: int) -> Named:
        name = written(self._tokens[at:last])
        kind = kind_of_local(name)
        return Named(at, last, "name", Organisation(name, kind), kind)

    def _listed(self, at: int) -> Named | None:
        """A name of the gazetteer, with the words around a place that make it a council's full name."""
        found = places.longest(self._words, at)
        if found is None or not self._is_written_so(found[0], at, found[1]):
            return None
        entry, last = found
        name, kind = entry.record(self._issued)
        if other := self._other(at, last, Organisation(name, kind)):
            return other
        if entry.is_bare:
            return self._place(at, last, Organisation(name, kind))
        if longer := self._longer(at, last):
            return longer
        text = written(self._tokens[at:last])
        in_words = "council" in text.lower() and not places.is_half(text, name)
        spelt_out = in_words if kind == "council" else kind not in _IN_FULL and " " in text
        return Named(at, last, "name", Organisation(capitalised(text) if spelt_out else name, kind), kind)

    def _other(self, at: int, last: int, listed: Organisation) -> Named | None:
        """What begins with a listed name and is another: a police panel, a commissioner, "Kent's police"."""
        if stop := within_local(self._tokens, at, last):
            return self._local(at, stop)
        if end := before_commissioner(self._tokens, at, last):
            office = Organisation(commissioner_of(written(self._tokens[at:end])), "department")
            return Named(at, end, "name", office, office.kind)
        if listed.kind == "force" and self._tokens[last - 2].lower == "'s":
            return Named(at, last - 2, "name", listed, listed.kind)
        return None

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
        first = institution_names.own_part(self._tokens, first, last)
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
        if lower not in DETERMINERS or self._begins_name(at + 1):
            return None
        last, kind = spoken_of(tokens, at)
        if kind == "government":
            return Named(at, last, "name", Organisation("UK government", kind), kind)
        return Named(at, last, "short", None, kind) if kind else None

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
