"""Posts in the entries of lists and records: "P (Exwick) (Lab): ...", "Superintendent P, of O"."""

from __future__ import annotations

from collections.abc import Iterator

from councilgraph.graph.extractors.prose.annotation.mentions import OrganisationMention, PersonMention
from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase
from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.names.person_names import RANKS
from councilgraph.graph.extractors.prose.posts.ledger import Unplaced
from councilgraph.graph.extractors.prose.posts.post import Held, Post
from councilgraph.graph.extractors.prose.posts.reading import Reading
from councilgraph.graph.extractors.prose.posts.states import COMMONS

_PARTIES = frozenset("lab con ld ind snp dup pc sdlp ukip green reform lab/co-op labour conservative".split())
_TO_BODY = frozenset(", ( - – — of from at with".split())
_CLOSING = 6
_MAX_FORCE = 3
_HEADING = 3


def read_entries(reading: Reading, view: View) -> None:
    """Hold the posts that an entry of a list or of a record of debates gives."""
    if _is_member_speaking(view) and (speaker := view.person(0)):
        reading.hold(speaker.person, Post("mp", "MP", COMMONS), Held(), view.sentence)
    for number, code in enumerate(view.codes):
        if code == "late" and view.code(number - 1) == "the" and (dead := view.person(number + 1)):
            reading.unplaced.append(Unplaced(dead.person, "died", None, view.sentence, reading.order))
    for head, school in _heads(view):
        reading.hold(head.person, Post("other", "head", school), Held(), view.sentence)
    for person, rank, body in _ranked(reading, view):
        reading.hold(person.person, Post("other", rank, body), Held(), view.sentence)


def _heads(view: View) -> Iterator[tuple[PersonMention, Organisation]]:
    """The heads of schools in "Larkrise School head P", and the schools."""
    for number, item in enumerate(view.items):
        head = view.person(number + 2) if view.code(number + 1) == "head" else None
        school = item.organisation if isinstance(item, OrganisationMention) else None
        if head and school and school.kind == "school":
            yield head, school


def read_headed(reading: Reading, views: list[View], phrases: list[list[RolePhrase]]) -> None:
    """Hold the post that a line names in the plural for the people on the lines below it: "Trustees"."""
    for number, view in enumerate(views):
        heading = phrases[number][0] if len(view) <= _HEADING and phrases[number] else None
        if heading is None or heading.first or not heading.mention.role.plural:
            continue
        at = number + 1
        while at < len(views) and (person := views[at].person(int(views[at].code(0) == "the"))):
            reading.order = at
            for post in [] if phrases[at] else reading.posts_of(heading):
                reading.hold(person.person, post, Held(), views[at].sentence)
            at += 1


def _is_member_speaking(view: View) -> bool:
    """Whether a line begins "P (constituency) (party)", as in the record of a parliament."""
    if view.code(0) != "P" or view.code(1) != "(":
        return False
    closing = next((at for at in range(2, _CLOSING + 2) if view.code(at) == ")"), 0)
    last = next((at for at in range(closing + 2, closing + _CLOSING) if view.code(at) == ")"), 0)
    if not closing or not last or view.code(closing + 1) != "(":
        return False
    item = view.items[closing + 2]
    party = isinstance(item, OrganisationMention) and item.kind == "party"
    return party or view.code(closing + 2) in _PARTIES


def _ranked(reading: Reading, view: View) -> Iterator[tuple[PersonMention, str, Organisation]]:
    """The people with a police rank, and the force beside their names, else the only one of the document."""
    for number, item in enumerate(view.items):
        if not isinstance(item, PersonMention) or item.code != "P":
            continue
        words = reading.annotated.text(item.start, item.end).split()
        rank = [word for word in words[:_MAX_FORCE] if word.lower().strip(".") in RANKS]
        body = (_force(view, number + 1) or reading.bodies.force) if rank else None
        if body:
            yield item, " ".join(rank), body


def _force(view: View, number: int) -> Organisation | None:
    """The police force that follows a name."""
    for at in range(number, number + _MAX_FORCE):
        item = view.items[at] if at < len(view) else None
        if isinstance(item, OrganisationMention):
            return item.organisation if item.kind == "force" else None
        if view.code(at) not in _TO_BODY:
            return None
    return None
