"""A document annotated once for all claim makers: who, which body, which post, when, whose words.

Nothing here decides what is claimed. `annotate` reads the story's paragraphs twice: first for the names in
them, then in order for what surnames, pronouns and "the council" stand for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from councilgraph.graph.extractors.prose.annotation.assembly import Assembler, Read
from councilgraph.graph.extractors.prose.annotation.central import Story
from councilgraph.graph.extractors.prose.annotation.identifying import identifying
from councilgraph.graph.extractors.prose.annotation.issuers import issuer_of
from councilgraph.graph.extractors.prose.annotation.mentions import (
    OrganisationMention,
    PersonMention,
    Sentence,
)
from councilgraph.graph.extractors.prose.annotation.naming import find_names
from councilgraph.graph.extractors.prose.annotation.own_names import own_name
from councilgraph.graph.extractors.prose.annotation.uniting import unite_bodies, unite_councils
from councilgraph.graph.extractors.prose.dates import when
from councilgraph.graph.extractors.prose.names import organisations
from councilgraph.graph.extractors.prose.names.organisations import Named, Organisation
from councilgraph.graph.extractors.prose.names.people import People, Person
from councilgraph.graph.extractors.prose.text import quotations
from councilgraph.graph.extractors.prose.text.quotations import Quotation
from councilgraph.graph.extractors.prose.text.tokens import Paragraph, tokens
from councilgraph.graph.extractors.prose.text.zones import Zone, layout
from councilgraph.graph.extractors.prose.titles import roles
from councilgraph.graph.model import Document, Quote

MAX_CHARS = 400_000
"""How much of a document's story is read."""
_UNREAD = frozenset({"other", "byline", "dateline"})


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document and all that is known of its words before anything is claimed.

    `sentences` are those of the story, in order. `main` is the council that the document is about,
    `main_body` the trust, charity or the like that it is about rather than a council. `issued` is its date
    as EDTF, `issuer` whose release or newsletter it is. `first_named` is where a person or an organisation,
    by its name, is first named in full, `names_of` the words that name an organisation. `identifying` are
    sentences that tell of somebody, by name, who that is. `is_cut` tells that the end was not read.
    """

    document: Document
    issued: str | None
    zones: tuple[Zone, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    people: tuple[Person, ...]
    main: Organisation | None
    main_body: Organisation | None = None
    issuer: Organisation | None = None
    first_named: Mapping[str, Quote] = field(default_factory=dict)
    names_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    identifying: Mapping[str, tuple[Quote, ...]] = field(default_factory=dict)
    is_cut: bool = False

    def text(self, start: int, end: int) -> str:
        """The document's words at `start:end`."""
        return self.document.text[start:end]

    def paragraph(self, number: int) -> tuple[Sentence, ...]:
        """The sentences of one paragraph."""
        return tuple(sentence for sentence in self.sentences if sentence.paragraph == number)


def annotate(document: Document) -> Annotated:
    """The document with its mentions found and resolved."""
    page = layout(document)
    zones, is_cut = _within_limit(page.zones)
    spoken = quotations.find(document.text, [Paragraph(zone.start, zone.end) for zone in zones])
    paragraphs = list(_read(document.text, zones, page.issued))
    unite_councils(paragraphs)
    own = own_name(document.text, page.zones, spoken)
    find_names(paragraphs, own)
    unite_bodies(paragraphs)
    crowd = People()
    for paragraph in paragraphs:
        for name in paragraph.names:
            if name.is_full:
                crowd.meet(name, is_sure=bool(name.title))
    story = Story(document.text, page.zones, paragraphs, spoken, page.issued)
    main = story.council()
    issuer = own or issuer_of(document.text, page.zones, page.issued, story.known(), story.ours())
    sentences = tuple(Assembler(document, paragraphs, spoken, crowd, (main, issuer), page.issued).sentences())
    first_named, names_of = _naming(document, sentences)
    return Annotated(
        document=document,
        issued=page.issued,
        zones=page.zones,
        sentences=sentences,
        quotations=tuple(spoken),
        people=tuple(crowd.everybody),
        main=main,
        main_body=story.other_body(main),
        issuer=issuer,
        first_named=first_named,
        names_of=names_of,
        identifying=identifying(document, sentences),
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


def _read(text: str, zones: Sequence[Zone], issued: str | None) -> Iterator[Read]:
    finder = organisations.Finder(issued)
    context: str | None = None
    for zone in zones:
        words = list(tokens(text, zone.start, zone.end))
        named = finder.find(words)
        posts = roles.find(words, named)
        within = {number: post.first for post in posts for number in range(post.first, post.last)}
        kept = [each for each in named if not _is_within(within, each)]
        dates = when.dates(text, zone.start, zone.end, issued, context=context)
        context = dates[-1].edtf if dates else context
        yield Read(zone, words, kept, posts, dates)


def _is_within(posts: Mapping[int, int], named: Named) -> bool:
    """Whether an organisation is part of a post's name. `posts` has the beginning of each token's post."""
    first = posts.get(named.first)
    return first is not None and first == posts.get(named.last - 1)
