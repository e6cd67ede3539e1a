"""What stands before a post: its body, its holder, an adjective, a word of time."""

from __future__ import annotations

from dataclasses import dataclass

from councilgraph.graph.extractors.prose.annotation.mentions import (
    OrganisationMention,
    PersonMention,
    RoleMention,
)
from councilgraph.graph.extractors.prose.clauses.after_posts import AT
from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.titles.role_words import Holding, holding_of

_NO_ADJECTIVES = (
    frozenset(read_rules("roles")["topics"]["stops"].split())
    | AT
    | {"the", "a", "an", "'s", "and", "or", "time", "both", "all", "our"}
) - {"two", "three", "four"}
_TRADES = frozenset("headteacher solicitor firefighter lawyer barrister doctor nurse consultant".split()) | {
    "head teacher"
}
_FORMERLY = {
    "formerly",
    "previously",
    "once",
    "latterly",
    "until",
    "till",
    "ex",
    "sometime",
    "lately",
    "later",
}
_NOW = {"now", "currently", "still", "already", "present", "also"}
_FOR_NOW = {"temporarily"}
_TIMES: dict[str, Holding] = {
    "up to now": "new",
    "at present": "new",
    "until recently": "former",
    "until lately": "former",
    "until very recently": "former",
    "not long ago": "former",
    "these days": "new",
    "until then": "former",
    "before that": "former",
    "by then": "former",
    "soon to be": "incoming",
    "shortly to be": "incoming",
    "before that ,": "former",
    "at the time ,": "former",
    "at the time": "former",
}
_TIME_ENDS = frozenset(words.split()[-1] for words in _TIMES)
_MAX_GAP = 3
_SHARE = frozenset("share shares shared".split())
_SHARE_HELPERS = frozenset("will to are have had now also both already each agreed decided going".split())
_MAX_HELPERS = 4
_SPANS = frozenset("years decades months".split())
_ARTICLES = frozenset("the a an our your their both all its".split())


@dataclass(frozen=True, slots=True)
class _Before:
    """What stands before a post, from the item `first` on. `definite` is "the" and the like."""

    first: int
    organisations: tuple[Organisation, ...] = ()
    possessor: Person | None = None
    definite: bool = False
    prefix: Organisation | None = None


def leftwards(view: View, core: int) -> _Before:
    """What the words before a post tell."""
    number = _first_adjective(view, core)
    found = _by_owner(view, core, number) if number else None
    if found is None and number == core:
        found = _by_whose(view, core)
    if found is None and number and core - number <= 1:
        found = _by_body(view, core, number)
    if found:
        return found
    item = view.items[number - 1] if number else None
    if isinstance(item, PersonMention) and item.code == "Ps":
        return _Before(number - 1, possessor=item.person, definite=True)
    before = view.code(number - 1)
    sharers = _sharers(view, number - 2) if before in ("a", "an", "one", "the") else None
    if sharers is not None:
        bodies, _ = _coordinated(view, sharers)
        return _Before(number - 1, bodies if len(bodies) > 1 else ())
    if before in _ARTICLES:
        return _Before(number - 1, definite=before in ("the", "our", "their"))
    return _Before(core)


def _sharers(view: View, number: int) -> int | None:
    """The last of the bodies that share something, by the verb at an item: "O and O have agreed to share"."""
    if view.code(number) not in _SHARE:
        return None
    at = number - 1
    while number - at <= _MAX_HELPERS and view.code(at) in _SHARE_HELPERS:
        at -= 1
    return at if view.code(at) == "O" else None


def _first_adjective(view: View, core: int) -> int:
    """The first of the small words just before a post."""
    number = core
    while number > max(0, core - _MAX_GAP):
        before = view.code(number - 1)
        if not (before.isalpha() and before.islower()) or before in _NO_ADJECTIVES:
            break
        number -= 1
    return number


def _by_owner(view: View, core: int, number: int) -> _Before | None:
    """As in "the council's", "Labour's", "P's" before a post."""
    before = view.code(number - 1)
    if number < 2 or not (before == "'s" or (before == "'" and view.code(number - 2) in ("O", "P"))):
        return None
    owner = view.items[number - 2]
    if isinstance(owner, PersonMention):
        return _Before(number - 2, possessor=owner.person, definite=True)
    if not isinstance(owner, OrganisationMention):
        return None
    if owner.organisation is None or owner.kind == "party":
        return _Before(number - 2, definite=True, prefix=owner.organisation)
    mention = view.items[core]
    if isinstance(mention, RoleMention) and mention.role.plural:
        bodies, first = _coordinated(view, number - 2)
        return _Before(first, bodies, definite=True)
    return _Before(_det(view, number - 2), (owner.organisation,), definite=True)


def _by_whose(view: View, core: int) -> _Before | None:
    """As in "whose director", "the post of director", "Derby (director)"."""
    before = view.code(core - 1)
    if before == "whose" and (found := _before_whose(view, core - 1)):
        return _Before(core - 1, *found, definite=True)
    if before == "of" and view.code(core - 2) == "J":
        return _Before(core - 2, definite=True)
    body = view.items[core - 2] if before == "(" and core >= 2 else None
    if isinstance(body, OrganisationMention) and body.code == "O" and body.organisation:
        return _Before(core, (body.organisation,))
    return None


def _by_body(view: View, core: int, number: int) -> _Before | None:
    """As in "Labour leader", "its director", "Derby councillor"."""
    item = view.items[number - 1]
    if not isinstance(item, OrganisationMention) or item.organisation is None:
        return None
    first = _det(view, number - 1)
    if item.kind == "party":
        return _Before(first, definite=view.code(number - 2) == "the", prefix=item.organisation)
    mention = view.items[core]
    trade = isinstance(mention, RoleMention) and mention.role.head in _TRADES and item.naming == "place"
    if item.code == "Os" or (_modifies(view, number - 1) and not trade):
        return _Before(first, (item.organisation,), definite=True)
    return None


def _before_whose(view: View, number: int) -> tuple[tuple[Organisation, ...], Person | None] | None:
    """The body or the person that "whose" means."""
    at = number - 1 - (view.code(number - 1) == ",")
    item = view.items[at] if at >= 0 else None
    if isinstance(item, OrganisationMention) and item.organisation and item.kind != "party":
        return (item.organisation,), None
    if isinstance(item, PersonMention) and item.code == "P":
        return (), item.person
    return None


def _modifies(view: View, number: int) -> bool:
    """Whether a body stands before a post as its modifier: "Rochdale councillor", "the GMB officer"."""
    return view.code(number - 1) not in (*AT, "to", "from", "by", "O", "told", "into")


def _det(view: View, number: int) -> int:
    return number - 1 if view.code(number - 1) in _ARTICLES else number


def _coordinated(view: View, number: int) -> tuple[tuple[Organisation, ...], int]:
    """As in "Maidstone and Thanet's leaders": the bodies before a possessive, and where they begin."""
    bodies: list[Organisation] = []
    first = number
    while True:
        item = view.items[first]
        if isinstance(item, OrganisationMention) and item.organisation:
            bodies.insert(0, item.organisation)
        if view.code(first - 1) == "the":
            first -= 1
        if view.code(first - 1) == "and" and view.code(first - 2) == "O":
            first -= 2
            continue
        return tuple(bodies), first


def _long(view: View, first: int) -> int | None:
    """Where "for two decades" before a post begins, behind a comma; None where no such words stand there."""
    for at in range(first - 2, max(0, first - 5), -1):
        if view.code(at) == "for":
            return at if view.code(at - 1) == "," else None
    return None


def adverbs(view: View, first: int) -> tuple[int, tuple[Holding, ...], str | None]:
    """Words just before a post that say whether it is over: "until D", "formerly"; and that date."""
    date = view.date(first - 1)
    if date and view.code(first - 2) in ("until", "till"):
        return first - 2, ("former",), date.when.edtf
    word = view.code(first - 1)
    if word in _SPANS and (start := _long(view, first)):
        return start, (), None
    for words, holding in _TIMES.items() if word in _TIME_ENDS else ():
        if view.before(first, len(words.split())) == words:
            return first - len(words.split()), (holding,), None
    if view.code(first) == "O" and (held := holding_of(word)):
        return first - 1 - (view.code(first - 2) in _ARTICLES), (held,), None
    if word in _FORMERLY or word in _NOW:
        return first - 1, ("former" if word in _FORMERLY else "new",), None
    return first, (("interim",) if word in _FOR_NOW else ()), None
