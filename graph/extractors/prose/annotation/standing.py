"""Where a body's name stands in its paragraph: at the start, in passing, where somebody goes or came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from councilgraph.graph.extractors.prose.annotation import manner
from councilgraph.graph.extractors.prose.annotation.bodies_in_context import is_replaced
from councilgraph.graph.extractors.prose.names.organisations import Named, Organisation
from councilgraph.graph.extractors.prose.text.tokens import Token
from councilgraph.graph.extractors.prose.titles.roles import Role

_COMPARING = frozenset("as than like unlike".split())
_LOCAL = frozenset("in near around outside across through to between".split())
_ONCE = frozenset("previously formerly once latterly spent stint spell sometime".split())
_ABOUT_SOMEBODY = frozenset("who whose whom where".split())
FIRST_PERSON = frozenset("our we us my ours".split())
_LABEL_ENDS = frozenset(": . - – —".split())
_NEAR = 6
_SOON = 3


@dataclass(slots=True)
class Standing:
    """The words and posts of a paragraph, and what has come so far in the clause that is read.

    `main` is the council that the document is about. `is_ours` tells that the sentence, in its own words, is
    told by one of those whom it is about.
    """

    words: Sequence[Token]
    roles: Sequence[Role]
    main: Organisation | None
    is_named_before: bool = False
    is_ours: bool = False
    _begins: int = 0
    _commas: int = 0
    _is_related: bool = False
    _last_body: tuple[int, Organisation] | None = None
    _is_subject: bool = False
    _is_second: bool = False
    _role_ends: set[int] = field(init=False)
    _former_ends: set[int] = field(init=False)
    _seats: set[int] = field(init=False)

    def __post_init__(self) -> None:
        self._role_ends = {each.last for each in self.roles}
        self._seats = {each.first for each in self.roles if each.kind in ("councillor", "mp")}
        self._former_ends = {each.last for each in self.roles if self._is_past(each)}

    def sentence_begins(self, first: int) -> None:
        """What comes is in the sentence that begins at a word."""
        self._begins = first
        self.is_named_before = self._is_related = self.is_ours = False
        self._last_body, self._is_second = None, False

    def names_body(self, named: Named, body: Organisation) -> None:
        """A body is named, or meant."""
        self._is_subject = named.first == self._begins
        self._last_body = named.last, body

    def clause_subject(self) -> Organisation | None:
        """The body that begins a clause behind a semicolon, which "its" in it means."""
        return self._last_body[1] if self._last_body and self._is_second and self._is_subject else None

    def leads_to(self, number: int) -> Organisation | None:
        """The body just before a post, with but small words between: "O is to lose its R"."""
        if self._last_body is None:
            return None
        last, body = self._last_body
        between = self.words[last:number]
        is_near = len(between) <= _NEAR and all(
            word.text.islower() and word.text.isalpha() for word in between
        )
        return body if is_near else None

    def names_person(self) -> None:
        """Somebody is named: what follows a comma may be said of that person."""
        if not self.is_named_before:
            self.is_named_before, self._commas = True, 0

    def passes(self, number: int, *, quoted: bool) -> None:
        """A word is passed that is part of no name and no post."""
        word = self.words[number]
        if word.lower in FIRST_PERSON and not quoted:
            self.is_ours = True
        if word.lower in _ABOUT_SOMEBODY:
            self._is_related = True
        elif word.text == ",":
            self._commas += 1
        elif word.text == ";":
            self._begins = number + 1
            self.is_named_before = self._is_related = self._is_subject = False
            self._last_body, self._is_second = None, True

    def word(self, number: int) -> str:
        """The paragraph's word of that number in lower case, empty beyond its end."""
        return self.words[number].lower if 0 <= number < len(self.words) else ""

    def is_at_start(self, named: Named) -> bool:
        """Whether a clause begins with a body, or with a phrase that ends in it."""
        return named.first - self._begins <= _SOON or self._leads(named.first)

    def is_label(self, named: Named) -> bool:
        """Whether a body at the start is followed by a mark, as a label is: "Derby City Council: ..."."""
        opens = named.first <= 1 or not self.words[named.first - 1].is_word
        return opens and self.word(named.last) in _LABEL_ENDS

    def is_ward(self, named: Named) -> bool:
        """Whether a place is that of a ward: "for Preston ward"."""
        return named.naming == "place" and self.word(named.last) in ("ward", "division", "constituency")

    def is_passing(self, named: Named, *, at_start: bool) -> bool:
        """Whether a body is only where somebody came from or goes, or a place where something is."""
        if self.word(named.first - 1) in ("(", ",") and manner.is_bracketed(self.words, named.first):
            return True
        if (self._is_aside(named) or self._is_related) and named.organisation != self.main:
            return True
        before = self._before(named)
        if before in _COMPARING and self.word(named.last) != "'s":
            return True
        if manner.is_goal(self.words, named.first) or is_replaced(self.words, named.first):
            return True
        if before == "from" or (named.naming == "place" and before in _LOCAL and not at_start):
            return named.first - 1 not in self._role_ends
        return named.first - 1 in self._former_ends or named.last in self._seats

    def ways(self, named: Named) -> Iterator[str]:
        """Words for how a body stands among the words around it."""
        if self.word(named.last) == "'s":
            yield "owner"
        if self._is_behind_post(named.first):
            yield "of a post"
        if self.word(named.last + (self.word(named.last) == ",")) == "where":
            yield "before where"
        yield from manner.of_body(self.words, named.first)

    def _before(self, named: Named) -> str:
        """The word before a body, or before "the" and it."""
        word = self.word(named.first - 1)
        return self.word(named.first - 2) if word == "the" and named.first > 1 else word

    def _is_past(self, role: Role) -> bool:
        """Whether a post is told as one that somebody once had: "previously R", "six years as R"."""
        before = {word.lower for word in self.words[max(0, role.first - _NEAR) : role.first]}
        return "former" in role.holdings or not _ONCE.isdisjoint(before)

    def _is_behind_post(self, number: int) -> bool:
        """Whether a body stands in "R at O", "R of the O"."""
        at = number - 1 - (self.word(number - 1) == "the")
        return at in self._role_ends and self.word(at) in ("at", "of", "for", "with", "in")

    def _leads(self, number: int) -> bool:
        """Whether a place ends the phrase that a sentence opens with: "Over the border in Stroud, ..."."""
        opens = not any(self.words[at].text == "," for at in range(self._begins, number))
        comma = any(word.text == "," for word in self.words[number + 1 : number + 4])
        return number - self._begins <= _NEAR and opens and comma and not self.is_named_before

    def _is_aside(self, named: Named) -> bool:
        """Whether a body stands in an apposition to somebody: after one comma, not after the second."""
        owned = self.word(named.last) == "'s"
        return self.is_named_before and self._commas % 2 == 1 and not owned
