"""Paragraphs to sentences: mentions resolved in the order of the text, in a row with the other tokens."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from councilgraph.graph.extractors.prose.annotation import manner
from councilgraph.graph.extractors.prose.annotation.bodies_in_context import is_replaced
from councilgraph.graph.extractors.prose.annotation.bodies_in_focus import BodiesInFocus
from councilgraph.graph.extractors.prose.annotation.found import in_a_row, starting, within
from councilgraph.graph.extractors.prose.annotation.mentions import (
    DateMention,
    Mention,
    OrganisationMention,
    PersonMention,
    QuotationMention,
    RoleMention,
    Sentence,
    skeleton,
)
from councilgraph.graph.extractors.prose.annotation.pronouns import PRONOUNS, PeopleInFocus, PersonNaming
from councilgraph.graph.extractors.prose.dates.when import When
from councilgraph.graph.extractors.prose.names.organisations import Named, Organisation
from councilgraph.graph.extractors.prose.names.people import People
from councilgraph.graph.extractors.prose.names.person_names import Name
from councilgraph.graph.extractors.prose.text.quotations import Quotation
from councilgraph.graph.extractors.prose.text.sentences import sentence_spans
from councilgraph.graph.extractors.prose.text.tokens import Token
from councilgraph.graph.extractors.prose.text.zones import Zone
from councilgraph.graph.extractors.prose.titles.roles import Role
from councilgraph.graph.model import Document

_AFTER_OBJECT = frozenset(
    "to from as with in on at by for of and but or that who because after before when until since "
    "while last this the".split()
)
_COMPARING = frozenset("as than like unlike".split())
_LOCAL = frozenset("in near around outside across through to between".split())
_ONCE = frozenset("previously formerly once latterly spent stint spell sometime".split())
_ABOUT_SOMEBODY = frozenset("who whose whom where".split())
_NEAR = 6
_BULLETS = frozenset("* • - – > » ‣".split())
_RELATIVE = frozenset({"who", "whose", "whom"})


@dataclass(slots=True)
class Read:
    """A paragraph with what was found in it before resolution. Numbers count in its tokens."""

    zone: Zone
    tokens: Sequence[Token]
    organisations: list[Named]
    roles: list[Role]
    dates: list[When]
    names: list[Name] = field(default_factory=list)


class Assembler:
    """Makes the sentences of one document."""

    def __init__(
        self,
        document: Document,
        paragraphs: Sequence[Read],
        spoken: Sequence[Quotation],
        crowd: People,
        central: tuple[Organisation | None, Organisation | None],
    ) -> None:
        """`central` are the council that the document is about, and who issued it."""
        self._text = document.text
        self._paragraphs = paragraphs
        self._spoken = spoken
        self._who = PeopleInFocus(crowd)
        every = tuple(
            named.organisation
            for paragraph in paragraphs
            for named in paragraph.organisations
            if named.organisation
        )
        self._bodies = BodiesInFocus(*central, every)
        self._words: Sequence[Token] = ()
        self._role_ends: set[int] = set()
        self._former_ends: set[int] = set()
        self._seats: set[int] = set()
        self._named_before = False
        self._commas = 0
        self._is_related = False
        self._name_end = -1
        self._quotes: Sequence[Quotation] = ()

    def sentences(self) -> Iterator[Sentence]:
        """The sentences in order; each is resolved by what came before it."""
        headings = manner.headings(
            (each.zone.kind == "body" and not each.names, each.tokens, each.organisations)
            for each in self._paragraphs
        )
        lead = next((n for n, each in enumerate(self._paragraphs) if each.zone.kind == "body"), 0)
        for number, paragraph in enumerate(self._paragraphs):
            self._who.seen.is_lead = self._bodies.seen.is_lead = number <= lead
            self._words = paragraph.tokens
            self._role_ends = {each.last for each in paragraph.roles}
            self._seats = {each.first for each in paragraph.roles if each.kind in ("councillor", "mp")}
            self._former_ends = {each.last for each in paragraph.roles if self._is_past(each)}
            self._bodies.is_item = bool(paragraph.tokens) and paragraph.tokens[0].text in _BULLETS
            if headed := headings.get(number):
                self._bodies.heading = headed
            inside = starting(self._spoken, paragraph.zone.start, paragraph.zone.end)
            for first, last in sentence_spans(self._text, paragraph.tokens, inside):
                yield self._sentence(number, paragraph, range(first, last), inside)
                self._who.sentence_ends()
                self._bodies.seen.sentence_ends()
            self._who.seen.paragraph_ends()
            self._bodies.paragraph_ends()

    def _is_past(self, role: Role) -> bool:
        """Whether a post is told as one that somebody once had: "previously R", "six years as R"."""
        before = {word.lower for word in self._words[max(0, role.first - _NEAR) : role.first]}
        return "former" in role.holdings or not _ONCE.isdisjoint(before)

    def _sentence(self, number: int, paragraph: Read, span: range, inside: Sequence[Quotation]) -> Sentence:
        words = paragraph.tokens[span.start : span.stop]
        start, end = words[0].start, words[-1].end
        self._quotes = starting(inside, start, end)
        mentions: list[Mention] = [
            QuotationMention(each.start, min(each.end, end), each) for each in self._quotes
        ]
        mentions += [
            DateMention(date.start, date.end, date) for date in starting(paragraph.dates, start, end)
        ]
        mentions += self._resolved(paragraph, span)
        mentions.sort(key=lambda each: (each.start, -each.end))
        items = tuple(in_a_row(words, mentions))
        text, starts = skeleton(items)
        quoted = tuple(mention for mention in mentions if self._is_quoted(mention.start))
        return Sentence(start, end, number, paragraph.zone.kind, items, text, starts, quoted)

    def _is_quoted(self, offset: int) -> bool:
        number = bisect.bisect_right(self._quotes, offset, key=lambda quote: quote.inner_start)
        return number > 0 and offset < self._quotes[number - 1].inner_end

    def _resolved(self, paragraph: Read, span: range) -> Iterator[Mention]:
        """People, organisations and posts in the order of the text."""
        named = {each.first: each for each in within(paragraph.organisations, span)}
        posts = {each.first: each for each in within(paragraph.roles, span)}
        names = {each.first: each for each in within(paragraph.names, span)}
        begins = span.start
        self._named_before = self._is_related = False
        for number in span:
            found: Mention | None = None
            if number in named:
                found = self._body(
                    named[number], at_start=number - begins <= 3 or self._leads(number, begins)
                )
            elif number in posts:
                found = self._post(posts[number])
            elif number in names:
                found = self._person(names[number])
                if found and not self._named_before:
                    self._named_before, self._commas = True, 0
            elif self._words[number].lower in PRONOUNS:
                found = self._pronoun(number)
            elif self._ends_clause(self._words[number]):
                begins = number + 1
            if found:
                yield found

    def _ends_clause(self, word: Token) -> bool:
        """Whether a word ends a clause; commas are counted, and relative pronouns noted."""
        if word.lower in _RELATIVE:
            self._who.relative_begins()
        if word.lower in _ABOUT_SOMEBODY:
            self._is_related = True
        elif word.text == ",":
            self._commas += 1
        elif word.text == ";":
            self._who.relative_ends()
            self._named_before = self._is_related = False
        return word.text == ";"

    def _body(self, named: Named, *, at_start: bool) -> Mention:
        start, end = self._words[named.first].start, self._words[named.last - 1].end
        quoted = self._is_quoted(start)
        organisation = named.organisation
        if named.naming == "short":
            organisation = self._bodies.short(
                named.kind, self._text[start:end].lower(), start, self._word(named.last)
            )
        elif named.naming == "possessive":
            organisation = self._bodies.possessive(start, self._word(named.last))
        owns = self._word(named.last) == "'s"
        passing = self._is_passing(named, at_start=at_start)
        if organisation:
            ways = {
                "at the start": at_start,
                "in passing": passing,
                "owner": owns,
                "quoted": quoted,
                "of a post": self._is_behind_post(named.first),
                "before where": self._word(named.last + (self._word(named.last) == ",")) == "where",
            }
            self._bodies.meet(organisation, named.naming, *(way for way, holds in ways.items() if holds))
        if (
            organisation
            and not quoted
            and not (named.naming == "possessive" or (named.naming == "short" and owns))
            and not self._is_ward(named)
        ):
            self._bodies.mention(organisation, at_start=at_start, weak=passing)
            if (
                at_start
                and (named.first == 0 or not self._words[named.first - 1].is_word or named.first == 1)
                and self._word(named.last) in (":", ".", "-", "–", "—")
            ):
                self._bodies.heads_paragraph(organisation)
        return OrganisationMention(start, end, organisation, named.naming, named.kind)

    def _word(self, number: int) -> str:
        """The paragraph's word of that number in lower case, empty beyond its end."""
        return self._words[number].lower if number < len(self._words) else ""

    def _is_behind_post(self, number: int) -> bool:
        """Whether a body stands in "R at O", "R of the O"."""
        at = number - 1 - (self._word(number - 1) == "the")
        return at in self._role_ends and self._word(at) in ("at", "of", "for", "with", "in")

    def _is_ward(self, named: Named) -> bool:
        """Whether a place is that of a ward: "for Preston ward"."""
        following = self._word(named.last)
        return named.naming == "place" and following in ("ward", "division", "constituency")

    def _leads(self, number: int, begins: int) -> bool:
        """Whether a place ends the phrase that a sentence opens with: "Over the border in Stroud, ..."."""
        opens = not any(self._words[at].text == "," for at in range(begins, number))
        comma = any(word.text == "," for word in self._words[number + 1 : number + 4])
        return number - begins <= 6 and opens and comma and not self._named_before

    def _is_aside(self, named: Named) -> bool:
        """Whether a body stands in an apposition to somebody: after one comma, not after the second."""
        owned = self._word(named.last) == "'s"
        return self._named_before and self._commas % 2 == 1 and not owned

    def _is_passing(self, named: Named, *, at_start: bool) -> bool:
        """Whether a body is only where somebody came from, or a place where something is."""
        word = self._words[named.first - 1].lower if named.first else ""
        if word in ("(", ",") and manner.is_bracketed(self._words, named.first):
            return True
        if word == "the" and named.first > 1:
            word = self._words[named.first - 2].lower
        if (self._is_aside(named) or self._is_related) and named.organisation != self._bodies.main:
            return True
        if word in _COMPARING and self._word(named.last) != "'s":
            return True
        if (word == "to" and manner.is_move(self._words, named.first)) or is_replaced(
            self._words, named.first
        ):
            return True
        if word == "from" or (named.naming == "place" and word in _LOCAL and not at_start):
            return named.first - 1 not in self._role_ends
        return named.first - 1 in self._former_ends or named.last in self._seats

    def _post(self, role: Role) -> Mention:
        inside = role.inside
        organisation = inside.organisation if inside else None
        if inside and organisation is None:
            text = " ".join(token.lower for token in self._words[inside.first : inside.last])
            at, owned = self._words[inside.first].start, self._word(inside.last)
            if inside.naming == "possessive":
                organisation = self._bodies.possessive(at, owned)
            else:
                organisation = self._bodies.short(inside.kind, text, at, owned)
        start, end = self._words[role.first].start, self._words[role.last - 1].end
        bodies = self._bodies
        return RoleMention(start, end, role, organisation, bodies.focus(start), bodies.owners())

    def _person(self, name: Name) -> Mention | None:
        start, end = self._words[name.title_first].start, self._words[name.last - 1].end
        if name.is_full:
            mention = PersonMention(start, end, self._who.people.meet(name, is_sure=bool(name.title)), "full")
        else:
            found = self._who.by_name(name)
            if found is None:
                return None
            mention = PersonMention(start, end, *found)
        self._name_end = end
        if not self._is_quoted(start) and mention.naming != "given":
            self._who.mention(mention.person, mention.naming, *manner.of_person(self._words, name))
        return mention

    def _pronoun(self, number: int) -> Mention | None:
        token = self._words[number]
        if self._is_quoted(token.start):
            return None
        gender, possessive = PRONOUNS[token.lower]
        if token.lower == "her":
            following = self._words[number + 1] if number + 1 < len(self._words) else None
            is_owner = token.is_capital or (following is not None and following.lower not in _AFTER_OBJECT)
            is_owner |= [each.lower for each in self._words[number + 1 : number + 3]] == ["last", "day"]
            possessive = following is not None and following.is_word and is_owner
        beside = (
            number > 1
            and self._words[number - 1].text == ","
            and self._words[number - 2].end == self._name_end
        )
        naming: PersonNaming = "possessive" if possessive else "pronoun"
        person = self._who.pronoun(gender, naming, token.start, but=self._who.last if beside else None)
        return PersonMention(token.start, token.end, person, naming) if person else None
