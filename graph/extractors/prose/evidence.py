"""The quote of a claim, and what the short words in it stand for."""

from __future__ import annotations

from collections.abc import Iterator

from councilgraph.graph.extractors.prose.annotation.annotate import Annotated
from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.model import Quote, StandsFor


def stands_for(
    annotated: Annotated,
    quote: Quote,
    *,
    person: Person | None = None,
    organisation: Organisation | None = None,
    speaker: Person | None = None,
) -> tuple[StandsFor, ...]:
    """The mentions that name in full what the quote names by a short word, or not at all.

    Also the sentences that tell who the person is: another name, a ward.
    """
    return tuple(_missing(annotated, quote, person=person, organisation=organisation, speaker=speaker))


def _missing(
    annotated: Annotated,
    quote: Quote,
    *,
    person: Person | None,
    organisation: Organisation | None,
    speaker: Person | None,
) -> Iterator[StandsFor]:
    for field, somebody in (("person", person), ("speaker", speaker)):
        if somebody and somebody.name not in quote.text and somebody.name in annotated.first_named:
            yield StandsFor(field, annotated.first_named[somebody.name])
    for told in annotated.identifying.get(person.name, ()) if person else ():
        if told.text not in quote.text:
            yield StandsFor("person", told)
    if organisation and not _is_named(annotated, quote, organisation):
        antecedent = annotated.first_named.get(organisation.name)
        if antecedent:
            yield StandsFor("organisation", antecedent)


def _is_named(annotated: Annotated, quote: Quote, organisation: Organisation) -> bool:
    """Whether the quote has a mention that names the organisation, or its place."""
    if organisation.name in quote.text:
        return True
    named = annotated.names_of.get(organisation.name, ())
    return any(words in quote.text for words in named)
