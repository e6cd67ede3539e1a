"""Posts in lines and lists: signatures, "Chair: P", "P (Lab, Exwick)", councillors by their title."""

from __future__ import annotations

import re

from councilgraph.graph.extractors.prose.annotation.mentions import (
    OrganisationMention,
    PersonMention,
    RoleMention,
)
from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase
from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.attachments import attachments
from councilgraph.graph.extractors.prose.posts.post import Held, Post
from councilgraph.graph.extractors.prose.posts.reading import Reading
from councilgraph.graph.extractors.prose.posts.states import COMMONS

_COUNCILLOR = frozenset("cllr coun councillor cllrs councillors ald alderman".split())
_COUNTY_COUNCILLOR = " CC"
"""What minutes put behind the name of a member of a county council."""
_PARTIES = frozenset(
    "lab labour con conservative tory lib ld libdem liberal green ind independent snp ukip reform "
    "dup sdlp sf plaid".split()
)
_COPULAS = frozenset("is was be been are were become becomes became remains as like".split())
_RELATIONAL = frozenset("deputy counterpart predecessor successor replacement".split())
_MAX_LINE = 6


def read_signatures(reading: Reading, views: list[View], phrases: list[list[RolePhrase]]) -> None:
    """Hold the posts that stand on a line of their own below a name."""
    for number in range(len(views) - 1):
        above, below = views[number], views[number + 1]
        named = _only_person(above)
        if (
            named is None
            or below.sentence.paragraph != above.sentence.paragraph + 1
            or len(below) > _MAX_LINE
        ):
            continue
        for phrase in phrases[number + 1]:
            if phrase.first == 0 or (below.code(phrase.first - 1) in ("and", "&") and phrase.first < 8):
                reading.order = number + 1
                body = _only_body(views[number + 2]) if number + 2 < len(views) else None
                for post in reading.posts_of(phrase, body):
                    reading.hold(named, post, Held(), above.sentence)


def _only_person(view: View) -> Person | None:
    """The person whose name is the whole of a sentence."""
    mention = view.person(0)
    return (
        mention.person
        if mention and mention.naming == "full" and " ".join(view.codes[1:]) in ("", ".", ",")
        else None
    )


def _only_body(view: View) -> Organisation | None:
    """The organisation that is the whole of a line."""
    item = view.items[0] if view.items else None
    alone = len(view) == 1 and isinstance(item, OrganisationMention) and item.naming == "name"
    return item.organisation if alone and isinstance(item, OrganisationMention) else None


def read_unnamed(reading: Reading, views: list[View], phrases: list[list[RolePhrase]]) -> None:
    """Hold the post of somebody who is first spoken of by it, and named at the beginning of what follows.

    "The leader of X has told MPs ... In a letter Ann Lee said ..."
    """
    for number, view in enumerate(views[:-1]):
        reading.order = number
        beside = {attachment.phrase.core for attachment in attachments(view, phrases[number])}
        for phrase in phrases[number]:
            if "P" in view.codes or view.before(phrase.first, 1) in _COPULAS or phrase.head in _RELATIONAL:
                continue
            alone = (
                phrase.core not in beside
                and view.code(phrase.first - 1) not in ("as", "a")
                and view.code(phrase.last) != "'s"
            )
            if not (
                alone and phrase.definite and not phrase.mention.role.plural and phrase.possessor is None
            ):
                continue
            if _is_sought(view, phrase):
                continue
            person = _named_next(reading, views, number)
            if person and not any(reading.is_held(post) for post in reading.posts_of(phrase)):
                for post in reading.posts_of(phrase):
                    reading.hold(
                        person, post, Held("current", phrase.since, phrase.until, 0.7), view.sentence
                    )


def _is_sought(view: View, phrase: RolePhrase) -> bool:
    """Whether a post is spoken of as one to be filled, or as one among others."""
    before = set(view.codes[max(0, phrase.first - 6) : phrase.first])
    return bool(
        before
        & {"appoint", "recruit", "find", "new", "next", "former", "as", "become", "whether", "be", "no"}
    ) or bool({"former", "incoming"} & set(phrase.holdings))


def _named_next(reading: Reading, views: list[View], number: int) -> Person | None:
    """Who is first named in full as the subject of the next sentence, and has no post of his own."""
    following = views[number + 1]
    earlier = views[number - 1].sentence if number else None
    if following.code(0) in ("*", "•", "-"):
        return None
    if earlier and earlier.paragraph == views[number].sentence.paragraph and earlier.people():
        return None
    for at in range(min(9, len(following))):
        mention = following.person(at)
        if mention is None:
            continue
        before = following.code(at - 1)
        if mention.naming not in ("full", "titled") or before in (
            "R",
            "of",
            "by",
            "with",
            "from",
            "and",
            "to",
            "'s",
        ):
            return None
        first = reading.annotated.first_named.get(mention.person.name)
        is_new = first is not None and first.start >= mention.start and first.start <= mention.end
        return mention.person if is_new and not reading.ledger.of(mention.person) else None
    return None


def read_members(reading: Reading, view: View) -> None:
    """Hold the seats that a party and a place in brackets give: "P (Lab, Crewe and Nantwich)"."""
    if reading.bodies.is_hearing and view.ahead(0, 3) == "members present :":
        _read_hearing(reading, view)
    for number, item in enumerate(view.items):
        if not isinstance(item, PersonMention) or view.code(number + 1) != "(":
            continue
        words = re.split(r"\W+", view.code(number + 2))
        if words[0] not in _PARTIES and view.code(number + 2) != "O":
            continue
        comma = view.code(number + 3) == "," or view.code(number + 4) == ","
        if not comma or _is_councillor(item.person):
            continue
        if words[0] in _PARTIES and _speaks_of_parliament(reading):
            reading.hold(item.person, Post("mp", "MP", COMMONS), Held(), view.sentence)


def _read_hearing(reading: Reading, view: View) -> None:
    """Hold the seats in the Commons of the members of a committee at its hearing: "Members present: P, P"."""
    for number in range(3, len(view)):
        member = view.person(number)
        if member and view.ahead(number + 1, 2) != "( R":
            reading.hold(member.person, Post("mp", "Member", COMMONS), Held(), view.sentence)


def _speaks_of_parliament(reading: Reading) -> bool:
    return any(
        role.role.kind == "mp" for sentence in reading.annotated.sentences[:6] for role in sentence.roles()
    )


def read_councillors(reading: Reading, views: list[View]) -> None:
    """Hold a councillor's seat for whoever has the title and no other post on the council."""
    seen: list[Person] = []
    paragraph = -1
    body = reading.annotated.main
    for number, view in enumerate(views):
        if view.sentence.paragraph != paragraph:
            paragraph, body = view.sentence.paragraph, reading.annotated.main
        body = council_in_focus(view) or body
        for person, start in _titled(reading, view):
            if any(person is other for other in seen):
                continue
            seen.append(person)
            own = _own_council(view, start) or body
            if own and (_names_ward(view, start) or not _has_other(reading, person)):
                reading.order = number
                reading.hold(
                    person,
                    Post("councillor", "councillor", own),
                    Held("current", None, None, 0.75),
                    view.sentence,
                )


def _names_ward(view: View, number: int) -> bool:
    """Whether a councillor's party and ward follow in brackets: "Cllr P (Con, Exwick)"."""
    return (
        view.code(number + 1) == "("
        and view.code(number + 2) in _PARTIES | {"O"}
        and view.code(number + 3) == ","
        and view.code(number + 4) not in _PARTIES
    )


def _titled(reading: Reading, view: View) -> list[tuple[Person, int]]:
    """The people with a councillor's title, also those in the rest of "Councillors P, P and P"."""
    found: list[tuple[Person, int]] = []
    plural = -1
    if _lists_councillors(view):
        plural = next((number for number, code in enumerate(view.codes) if code == ":"), 0)
    for number, item in enumerate(view.items):
        if not isinstance(item, PersonMention) or item.code != "P":
            continue
        text = reading.annotated.text(item.start, item.end)
        words = text.lower().split()
        if words and (words[0].rstrip(".") in _COUNCILLOR or text.endswith(_COUNTY_COUNCILLOR)):
            found.append((item.person, number))
            plural = number if words[0] in ("cllrs", "councillors") else -1
        elif _is_one_councillor(view, number - 1):
            found.append((item.person, number - 1))
        elif (
            plural >= 0
            and view.code(number - 1) in (",", "and", ";", ":")
            and _is_bracket_or_nothing(view, plural + 1, number - 1)
        ):
            found.append((item.person, number))
            plural = number
    return found


def _is_one_councillor(view: View, number: int) -> bool:
    """Whether a post just before a name is a councillor's: "Bury councillor P"."""
    item = view.items[number] if number >= 0 else None
    return (
        isinstance(item, RoleMention)
        and item.role.words.lower() == "councillor"
        and not (item.role.plural or item.role.holdings)
    )


def _lists_councillors(view: View) -> bool:
    """Whether a line begins with a label such as "Councillors in attendance:"."""
    head = view.codes[:5]
    item = view.items[0] if view.items else None
    plural = isinstance(item, RoleMention) and item.role.kind == "councillor" and item.role.plural
    return plural and ":" in head


def _is_bracket_or_nothing(view: View, first: int, last: int) -> bool:
    """Whether nothing but something in brackets stands at `first:last`."""
    between = view.codes[first:last]
    return not between or (between[0] == "(" and between[-1] == ")" and len(between) <= 7) or between == [":"]


def _is_councillor(person: Person) -> bool:
    return bool(set(person.title.lower().replace(".", "").split()) & _COUNCILLOR)


def council_in_focus(view: View) -> Organisation | None:
    """The council in focus at a sentence's first post, if it has one."""
    for item in view.items:
        if isinstance(item, RoleMention) and item.focus and item.focus.kind == "council":
            return item.focus
        if (
            isinstance(item, OrganisationMention)
            and item.kind == "council"
            and item.organisation
            and view.code(0) == "O"
        ):
            return item.organisation
    return None


def _own_council(view: View, number: int) -> Organisation | None:
    """The council just before a councillor: "Bury councillor P"."""
    item = view.items[number - 1] if number else None
    return item.organisation if isinstance(item, OrganisationMention) and item.kind == "council" else None


def _has_other(reading: Reading, person: Person) -> bool:
    """Whether somebody has another post on a council now."""
    return any(
        tenure.status in ("current", "interim")
        and tenure.organisation.kind == "council"
        and tenure.kind not in ("mp", "inspector", "minister")
        for tenure in reading.ledger.of(person)
    )
