"""A document annotated once for all claim makers: who, which body, which post, when, whose words.

Nothing here decides what is claimed. `annotate` reads the story's paragraphs twice: first for the names in
them, then in order for what surnames, pronouns and "the council" stand for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from councilgraph.graph.council_names import place
from councilgraph.graph.extractors.prose import organisations, people, quotations, roles, when
from councilgraph.graph.extractors.prose.mentions import (
    DateMention,
    Item,
    Mention,
    OrganisationMention,
    PersonMention,
    QuotationMention,
    RoleMention,
    Sentence,
    skeleton,
)
from councilgraph.graph.extractors.prose.organisations import Named, Organisation
from councilgraph.graph.extractors.prose.people import Name, People, Person
from councilgraph.graph.extractors.prose.quotations import Quotation
from councilgraph.graph.extractors.prose.resolution import (
    PRONOUNS,
    BodiesInFocus,
    PeopleInFocus,
    main_organisation,
)
from councilgraph.graph.extractors.prose.roles import Role
from councilgraph.graph.extractors.prose.sentences import sentence_spans
from councilgraph.graph.extractors.prose.tokens import Paragraph, Token, tokens
from councilgraph.graph.extractors.prose.when import When
from councilgraph.graph.extractors.prose.zones import Zone, layout
from councilgraph.graph.model import Document, Quote
from councilgraph.graph.names import fold

MAX_CHARS = 400_000
"""How much of a document's story is read."""
_UNREAD = frozenset({"other", "byline", "dateline"})


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document and all that is known of its words before anything is claimed.

    `sentences` are those of the story, in order. `main` is the council that the document is about.
    `issued` is its date as EDTF. `first_named` is where a person or an organisation, by its name, is first
    named in full, `names_of` the words that name an organisation. `is_cut` tells that it was too long to be read to its end.
    """

    document: Document
    issued: str | None
    zones: tuple[Zone, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    people: tuple[Person, ...]
    main: Organisation | None
    first_named: Mapping[str, Quote] = field(default_factory=dict)
    names_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_cut: bool = False

    def text(self, start: int, end: int) -> str:
        """The document's words at `start:end`."""
        return self.document.text[start:end]

    def paragraph(self, number: int) -> tuple[Sentence, ...]:
        """The sentences of one paragraph."""
        return tuple(sentence for sentence in self.sentences if sentence.paragraph == number)


@dataclass(slots=True)
class _Read:
    """A paragraph with what was found in it before resolution. Names count in its tokens."""

    zone: Zone
    tokens: Sequence[Token]
    organisations: list[Named]
    roles: list[Role]
    dates: list[When]
    names: list[Name] = field(default_factory=list)


def annotate(document: Document) -> Annotated:
    """The document with its mentions found and resolved."""
    page = layout(document)
    zones, is_cut = _within_limit(page.zones)
    spoken = quotations.find(document.text, [Paragraph(zone.start, zone.end) for zone in zones])
    paragraphs = [paragraph for paragraph in _read(document.text, zones, page.issued)]
    _unite_councils(paragraphs)
    _find_names(paragraphs)
    crowd = People()
    for paragraph in paragraphs:
        for name in paragraph.names:
            if name.is_full:
                crowd.meet(name, is_sure=bool(name.title))
    main = main_organisation(named for paragraph in paragraphs for named in paragraph.organisations)
    sentences = tuple(_sentences(document, paragraphs, spoken, crowd, main))
    first_named, names_of = _naming(document, sentences)
    return Annotated(
        document=document,
        issued=page.issued,
        zones=page.zones,
        sentences=sentences,
        quotations=tuple(spoken),
        people=tuple(crowd.everybody),
        main=main,
        first_named=first_named,
        names_of=names_of,
        is_cut=is_cut,
    )


def _naming(
    document: Document, sentences: Sequence[Sentence]
) -> tuple[dict[str, Quote], dict[str, tuple[str, ...]]]:
    """Where everybody is first named in full, and the words that name each organisation."""
    first: dict[str, Quote] = {}
    words: dict[str, dict[str, None]] = {}
    for item in (item for sentence in sentences for item in sentence.items):
        if isinstance(item, PersonMention) and item.naming in ("full", "titled"):
            first.setdefault(item.person.name, document.quote(item.start, item.end))
        elif isinstance(item, OrganisationMention) and item.organisation and item.naming in ("name", "place"):
            first.setdefault(item.organisation.name, document.quote(item.start, item.end))
            words.setdefault(item.organisation.name, {})[document.text[item.start : item.end]] = None
    return first, {name: tuple(found) for name, found in words.items()}


def _within_limit(zones: Sequence[Zone]) -> tuple[list[Zone], bool]:
    """The zones to be read, and whether some had to be left out or cut."""
    kept: list[Zone] = []
    room = MAX_CHARS
    for zone in zones:
        if zone.kind in _UNREAD:
            continue
        end = min(zone.end, zone.start + room)
        if end > zone.start:
            kept.append(Zone(zone.start, end, zone.kind))
        if end < zone.end:
            return kept, True
        room -= end - zone.start
    return kept, False


def _read(text: str, zones: Sequence[Zone], issued: str | None) -> Iterator[_Read]:
    finder = organisations.Finder(issued)
    for zone in zones:
        words = list(tokens(text, zone.start, zone.end))
        named = finder.find(words)
        posts = roles.find(words, named)
        kept = [each for each in named if not any(_covers(post, each) for post in posts)]
        yield _Read(zone, words, kept, posts, when.dates(text, zone.start, zone.end, issued))


def _covers(post: Role, named: Named) -> bool:
    return post.first <= named.first and named.last <= post.last


def _unite_councils(paragraphs: Sequence[_Read]) -> None:
    """One name a council: a bare place takes the full name that the document uses, if it uses only one."""
    full: dict[str, set[Organisation]] = {}
    for paragraph in paragraphs:
        for named in paragraph.organisations:
            if named.kind == "council" and named.naming == "name" and named.organisation:
                full.setdefault(place(fold(named.organisation.name)), set()).add(named.organisation)
    single = {key: next(iter(found)) for key, found in full.items() if len(found) == 1}
    for paragraph in paragraphs:
        paragraph.organisations = [
            Named(
                each.first,
                each.last,
                each.naming,
                single.get(place(fold(each.organisation.name)), each.organisation),
                each.kind,
            )
            if each.kind == "council" and each.organisation
            else each
            for each in paragraph.organisations
        ]


def _find_names(paragraphs: Sequence[_Read]) -> None:
    lower_words = frozenset(
        token.lower
        for paragraph in paragraphs
        if paragraph.zone.kind == "body"
        for token in paragraph.tokens
        if token.text.islower()
    )
    for paragraph in paragraphs:
        taken = {number for each in paragraph.organisations for number in range(each.first, each.last)}
        taken |= {number for each in paragraph.roles for number in range(each.first, each.last)}
        taken |= _dated(paragraph)
        paragraph.names = people.find(paragraph.tokens, taken, lower_words)


def _dated(paragraph: _Read) -> set[int]:
    """The tokens that are part of a date."""
    if not paragraph.dates:
        return set()
    return {
        number
        for number, token in enumerate(paragraph.tokens)
        if any(date.start <= token.start < date.end for date in paragraph.dates)
    }


def _sentences(
    document: Document,
    paragraphs: Sequence[_Read],
    spoken: Sequence[Quotation],
    crowd: People,
    main: Organisation | None,
) -> Iterator[Sentence]:
    who, bodies = PeopleInFocus(crowd), BodiesInFocus(main)
    for number, paragraph in enumerate(paragraphs):
        inside = [each for each in spoken if paragraph.zone.start <= each.start < paragraph.zone.end]
        for first, last in sentence_spans(document.text, paragraph.tokens, inside):
            yield _sentence(document, number, paragraph, (first, last), inside, who, bodies)
            who.sentence_ends()
        who.paragraph_ends()
        bodies.paragraph_ends()


def _sentence(
    document: Document,
    number: int,
    paragraph: _Read,
    span: tuple[int, int],
    spoken: Sequence[Quotation],
    who: PeopleInFocus,
    bodies: BodiesInFocus,
) -> Sentence:
    """A sentence with its mentions resolved, in order."""
    words = paragraph.tokens[span[0] : span[1]]
    start, end = words[0].start, words[-1].end
    mentions = sorted(
        _mentions(document, paragraph, span, spoken, who, bodies), key=lambda each: (each.start, -each.end)
    )
    items = tuple(_items(words, mentions))
    text, starts = skeleton(items)
    quoted = tuple(_quoted(items, mentions))
    return Sentence(start, end, number, paragraph.zone.kind, items, text, starts, quoted)


def _quoted(items: Sequence[Item], mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions inside the quotations among these items."""
    spoken = [item.quotation for item in items if isinstance(item, QuotationMention)]
    for mention in mentions:
        if any(each.inner_start <= mention.start < each.inner_end for each in spoken):
            yield mention


def _items(words: Sequence[Token], mentions: Sequence[Mention]) -> Iterator[Item]:
    """Tokens and mentions in order; a mention takes the place of its tokens."""
    queue = iter(mentions)
    mention = next(queue, None)
    free = 0
    for token in words:
        while mention and mention.start < free:
            mention = next(queue, None)
        if mention and mention.start <= token.start and token.start >= free:
            yield mention
            free = mention.end
            mention = next(queue, None)
        elif token.start >= free:
            yield token


def _mentions(
    document: Document,
    paragraph: _Read,
    span: tuple[int, int],
    spoken: Sequence[Quotation],
    who: PeopleInFocus,
    bodies: BodiesInFocus,
) -> Iterator[Mention]:
    words = paragraph.tokens
    start, end = words[span[0]].start, words[span[1] - 1].end
    quotes = [each for each in spoken if start <= each.start < end]
    for quotation in quotes:
        yield QuotationMention(quotation.start, min(quotation.end, end), quotation)
    for date in paragraph.dates:
        if start <= date.start < end:
            yield DateMention(date.start, date.end, date)
    yield from _resolved(document, paragraph, span, quotes, who, bodies)


def _resolved(
    document: Document,
    paragraph: _Read,
    span: tuple[int, int],
    quotes: Sequence[Quotation],
    who: PeopleInFocus,
    bodies: BodiesInFocus,
) -> Iterator[Mention]:
    """People, organisations and posts of a sentence in the order of the text, each resolved by what came before."""
    words = paragraph.tokens
    named = {each.first: each for each in paragraph.organisations if span[0] <= each.first < span[1]}
    posts = {each.first: each for each in paragraph.roles if span[0] <= each.first < span[1]}
    names = {each.first: each for each in paragraph.names if span[0] <= each.first < span[1]}
    for number in range(*span):
        token = words[number]
        quoted = any(quote.inner_start <= token.start < quote.inner_end for quote in quotes)
        if number in named:
            mention = _body(document, words, named[number], bodies, quoted=quoted)
            yield mention
        elif number in posts:
            yield _post(words, posts[number], bodies)
        elif number in names:
            found = _person(words, names[number], who, quoted=quoted)
            if found:
                yield found
        elif token.lower in PRONOUNS and not quoted:
            found = _pronoun(words, number, who)
            if found:
                yield found


def _body(
    document: Document, words: Sequence[Token], named: Named, bodies: BodiesInFocus, *, quoted: bool
) -> Mention:
    start, end = words[named.first].start, words[named.last - 1].end
    organisation = named.organisation
    if named.naming == "short":
        organisation = bodies.short(named.kind, document.text[start:end].lower())
    elif named.naming == "possessive":
        organisation = bodies.possessive()
    if organisation and not quoted and named.naming != "possessive":
        bodies.mention(organisation)
    return OrganisationMention(start, end, organisation, named.naming, named.kind)


def _post(words: Sequence[Token], role: Role, bodies: BodiesInFocus) -> Mention:
    inside = role.inside
    organisation = inside.organisation if inside else None
    if inside and organisation is None:
        text = " ".join(token.lower for token in words[inside.first : inside.last])
        organisation = (
            bodies.possessive() if inside.naming == "possessive" else bodies.short(inside.kind, text)
        )
    start, end = words[role.first].start, words[role.last - 1].end
    return RoleMention(start, end, role, organisation, bodies.focus())


def _person(words: Sequence[Token], name: Name, who: PeopleInFocus, *, quoted: bool) -> Mention | None:
    start, end = words[name.title_first].start, words[name.last - 1].end
    if name.is_full:
        person: Person | None = who.people.meet(name, is_sure=bool(name.title))
        naming = "full"
    else:
        found = who.by_name(name)
        if found is None:
            return None
        person, naming = found
    if person is None:
        return None
    if not quoted and naming != "given":
        who.mention(person)
    return PersonMention(start, end, person, naming)  # type: ignore[arg-type]


def _pronoun(words: Sequence[Token], number: int, who: PeopleInFocus) -> Mention | None:
    token = words[number]
    gender, possessive = PRONOUNS[token.lower]
    person = who.pronoun(gender)
    if person is None:
        return None
    if token.lower == "her":
        following = words[number + 1] if number + 1 < len(words) else None
        possessive = following is not None and following.is_word and following.lower not in _AFTER_OBJECT
    return PersonMention(token.start, token.end, person, "possessive" if possessive else "pronoun")


_AFTER_OBJECT = frozenset(
    "to from as with in on at by for of and but or that who because after before when until since while last this".split()
)
