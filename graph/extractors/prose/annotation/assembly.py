"""Paragraphs to sentences: mentions resolved in the order of the text, in a row with the other tokens."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from councilgraph.graph.extractors.prose.annotation import manner
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
from councilgraph.graph.extractors.prose.annotation.standing import Standing
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
_BULLETS = frozenset("* • - – > » ‣".split())
_RELATIVE = frozenset({"who", "whose", "whom"})
_REFERRING = frozenset({"short", "possessive", "place"})


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
        issued: str | None,
    ) -> None:
        """`central` are the council that the document is about, and who issued it on the day `issued`."""
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
        self._bodies = BodiesInFocus(*central, every, issued)
        self._standing = Standing((), (), central[0])
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
            self._standing = Standing(paragraph.tokens, paragraph.roles, self._bodies.main)
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
        self._standing.sentence_begins(span.start)
        for number in span:
            found: Mention | None = None
            if number in named:
                found = self._body(named[number])
            elif number in posts:
                found = self._post(posts[number])
            elif number in names:
                found = self._person(names[number])
                if found:
                    self._standing.names_person()
            elif self._word(number) in PRONOUNS:
                found = self._pronoun(number)
            else:
                self._passes(number)
            if found:
                yield found

    def _passes(self, number: int) -> None:
        """A word is passed that is no mention; it may begin or end what is said of somebody in passing."""
        word = self._word(number)
        self._standing.passes(number, quoted=self._is_quoted(self._words[number].start))
        if word in _RELATIVE:
            self._who.relative_begins()
        elif word == ";":
            self._who.relative_ends()
            self._bodies.seen.clause_ends()

    def _body(self, named: Named) -> Mention:
        start, end = self._words[named.first].start, self._words[named.last - 1].end
        quoted = self._is_quoted(start)
        organisation = named.organisation
        if named.naming == "short":
            organisation = self._bodies.short(
                named.kind, self._text[start:end].lower(), start, self._word(named.last)
            )
        elif named.naming == "possessive":
            organisation = self._standing.clause_subject() or self._bodies.possessive(
                start, self._word(named.last)
            )
        if organisation and not (quoted and named.naming in _REFERRING):
            self._meet(organisation, named, quoted=quoted)
        return OrganisationMention(start, end, organisation, named.naming, named.kind)

    def _meet(self, organisation: Organisation, named: Named, *, quoted: bool) -> None:
        """Note that a body is named, and how."""
        standing = self._standing
        standing.names_body(named, organisation)
        at_start = standing.is_at_start(named)
        passing = standing.is_passing(named, at_start=at_start)
        told = {"at the start": at_start, "in passing": passing, "quoted": quoted}
        ways = (*(way for way, holds in told.items() if holds), *standing.ways(named))
        self._bodies.meet(organisation, named.naming, *ways)
        is_owner = named.naming == "possessive" or (named.naming == "short" and "owner" in ways)
        if quoted or is_owner or standing.is_ward(named):
            return
        self._bodies.mention(organisation, at_start=at_start, weak=passing)
        if at_start and standing.is_label(named):
            self._bodies.heads_paragraph(organisation)

    @property
    def _words(self) -> Sequence[Token]:
        return self._standing.words

    def _word(self, number: int) -> str:
        return self._standing.word(number)

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
        if inside and organisation:
            self._meet(organisation, inside, quoted=self._is_quoted(start))
        bodies.is_ours, bodies.beside = self._standing.is_ours, self._standing.leads_to(role.first)
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
