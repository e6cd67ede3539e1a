"""Statements that a text reports: who says what, in their own words, and about which organisation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from councilgraph.graph.extractors.prose.annotation.annotate import Annotated
from councilgraph.graph.extractors.prose.evidence import stands_for
from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.posts.reading import Reading
from councilgraph.graph.extractors.prose.speech.about import Topics
from councilgraph.graph.extractors.prose.speech.speakers import Speakers
from councilgraph.graph.extractors.prose.speech.speech import MIN_WORDS, Reader, Statement
from councilgraph.graph.model import Claim, StatementClaim
from councilgraph.graph.names import fold


def claims(
    annotated: Annotated, posts: Reading, inspected: Sequence[tuple[int, Organisation]] = ()
) -> Iterator[Claim]:
    """The statements that a document with these posts reports; words quoted again are claimed once.

    `inspected` are those whom inspectors saw, by where the document names them: inspectors speak of them.
    """
    speakers = Speakers(annotated, posts)
    found = [each for each in Reader(annotated, speakers).statements() if each.speaker and each.spans]
    found.sort(key=lambda each: (annotated.sentences[each.first].zone == "headline", each.first))
    topics = Topics(annotated, speakers, inspected)
    said: set[str] = set()
    for statement in found:
        words = _words(annotated, statement)
        opening = " ".join(fold(words).split()[:MIN_WORDS])
        if opening and opening not in said:
            yield from _claims(annotated, topics, statement, words)
        said.update(_windows(words))


def _words(annotated: Annotated, statement: Statement) -> str:
    """The direct speech, without the attribution that may split it."""
    spans = [annotated.text(span.inner_start, span.inner_end) for span in statement.spans]
    return " ".join(" ".join(span.split()) for span in spans)


def _windows(words: str) -> Iterator[str]:
    """All rows of as many words as tell one statement from another."""
    folded = fold(words).split()
    for number in range(max(1, len(folded) - MIN_WORDS + 1)):
        yield " ".join(folded[number : number + MIN_WORDS])


def _claims(annotated: Annotated, topics: Topics, statement: Statement, words: str) -> Iterator[Claim]:
    """One claim for each named speaker, or one for an organisation."""
    first, last = annotated.sentences[statement.first], annotated.sentences[statement.last]
    quote = annotated.document.quote(first.start, last.end)
    speaker = statement.speaker
    for person in speaker.people:
        yield StatementClaim(
            quote=quote,
            confidence=speaker.confidence,
            stands_for=stands_for(annotated, quote, speaker=person),
            speaker=person.name,
            words=words,
            about=topics.about(statement, words, person),
        )
    if speaker.organisation and not speaker.people:
        yield StatementClaim(
            quote=quote,
            confidence=speaker.confidence,
            speaker=speaker.organisation.name,
            words=words,
            about=topics.about(statement, words, None),
            speaker_kind="organisation",
        )
