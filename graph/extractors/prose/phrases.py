"""Posts with what belongs to them: "the council's chief executive since 2009", "chair of both boards"."""

from __future__ import annotations

from dataclasses import dataclass

from councilgraph.graph.extractors.prose.clauses import View
from councilgraph.graph.extractors.prose.mentions import (
    DateMention,
    OrganisationMention,
    PersonMention,
    RoleMention,
)
from councilgraph.graph.extractors.prose.organisations import Organisation
from councilgraph.graph.extractors.prose.people import Person
from councilgraph.graph.extractors.prose.roles import Holding
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.tokens import Token

_AT = frozenset("of at for in with on within".split())
_DETERMINERS = frozenset(
    "the a an both all its neighbouring nearby next-door old new former then rival".split()
)
_SELVES = frozenset("himself herself themselves".split())
_NO_ADJECTIVES = (
    frozenset(read_rules("roles")["topics"]["stops"].split())
    | _AT
    | {"the", "a", "an", "'s", "and", "or", "time", "both", "all", "our"}
)
_TRADES = frozenset("headteacher solicitor firefighter lawyer barrister doctor nurse consultant".split()) | {
    "head teacher"
}
_FORMERLY = {"formerly", "previously", "once", "latterly", "until", "till", "ex", "sometime"}
_NOW = {"now", "currently", "still", "already", "present", "also"}
_FOR_NOW = {"temporarily"}
_MAX_GAP = 3
_ARTICLES = frozenset("the a an our their both all".split())


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """A post at the items `first:last`, with the bodies, dates and possessor that its words give it.

    `core` is the item of the post itself. `possessor` is the person in "her deputy". `holdings` adds to the
    post's own what words around it say ("until May", "formerly"). `prefix` is a party before it, `of_group`
    tells that it is a party group's, `elsewhere` that its body is named but not known ("mayor of London"),
    `indefinite` that it is "a" one.
    """

    first: int
    core: int
    last: int
    mention: RoleMention
    organisations: tuple[Organisation, ...] = ()
    possessor: Person | None = None
    since: str | None = None
    until: str | None = None
    holdings: tuple[Holding, ...] = ()
    definite: bool = False
    prefix: Organisation | None = None
    of_group: bool = False
    elsewhere: bool = False
    indefinite: bool = False

    @property
    def head(self) -> str:
        """The last word or words of the post's name."""
        return self.mention.role.head


@dataclass(slots=True)
class _Span:
    """Dates that follow a post: `last` is the item after them."""

    last: int
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class _Before:
    """What stands before a post, from the item `first` on. `definite` is "the" and the like."""

    first: int
    organisations: tuple[Organisation, ...] = ()
    possessor: Person | None = None
    definite: bool = False
    prefix: Organisation | None = None


def role_phrases(view: View) -> list[RolePhrase]:
    """The posts of a sentence in order, "the job" not among them."""
    found = []
    for number, code in enumerate(view.codes):
        if code == "R":
            found.append(_phrase(view, number))
    return found


def _phrase(view: View, core: int) -> RolePhrase:
    mention = view.items[core]
    assert isinstance(mention, RoleMention)  # noqa: S101 - the code says so
    before = _leftwards(view, core)
    last, after = _rightwards(view, core)
    last += view.code(last) in _SELVES
    span = dates_after(view, last)
    holdings = mention.role.holdings
    first, extra, until = _adverbs(view, before.first)
    inside = (mention.organisation,) if mention.organisation else ()
    return RolePhrase(
        first=first,
        core=core,
        last=span.last,
        mention=mention,
        organisations=inside or after or before.organisations,
        possessor=before.possessor,
        since=span.since,
        until=span.until or until,
        holdings=(*holdings, *extra),
        definite=before.definite,
        prefix=before.prefix,
        elsewhere=not (after or before.organisations or inside) and _is_elsewhere(view, core),
        indefinite=view.code(first) in ("a", "an"),
        of_group=view.code(first - 1) == "whose" and "group" in view.before(first - 1, 3),
    )


def _leftwards(view: View, core: int) -> _Before:
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
    if before in _ARTICLES:
        return _Before(number - 1, definite=before in ("the", "our", "their"))
    return _Before(core)


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
    if number < 2 or not (before == "'s" or (before == "'" and view.code(number - 2) == "O")):
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


def _is_elsewhere(view: View, core: int) -> bool:
    """Whether a capitalised word follows that names a body which is not known."""
    item = view.items[core + 2] if core + 2 < len(view) else None
    return (
        view.code(core + 1) in ("of", "at")
        and isinstance(item, Token)
        and item.is_capital
        and len(item.text) > 2
    )


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
    return view.code(number - 1) not in (*_AT, "to", "from", "by", "O", "told", "into")


def _det(view: View, number: int) -> int:
    return number - 1 if view.code(number - 1) in _DETERMINERS else number


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


def _rightwards(view: View, core: int) -> tuple[int, tuple[Organisation, ...]]:
    """Where "of X and for Y" after a post ends, and the bodies in it."""
    number = core + 1
    bodies: list[Organisation] = []
    while True:
        at = number
        if bodies and view.code(at) in ("and", ",", "&"):
            at += 1
            at = _over_aside(view, at)
        if view.code(at) in _AT:
            at += 1
        elif not bodies:
            break
        while view.code(at) in _DETERMINERS:
            at += 1
        item = view.items[at] if at < len(view) else None
        if not isinstance(item, OrganisationMention) or item.organisation is None or item.kind == "party":
            break
        if bodies and not _is_listed(view, at):
            break
        if view.code(at + 1) == "'s":
            break
        bodies.append(item.organisation)
        number = at + 1
        if view.code(number) == "(" and view.code(number + 2) == ")":
            number += 3
    if not bodies:
        number, bodies = _after_comma(view, core)
    return number, tuple(bodies)


def _over_aside(view: View, at: int) -> int:
    """The item after an aside such as ", at the same time ,"; the same item where there is none."""
    if view.code(at) != ",":
        return at
    for number in range(at + 1, min(at + 6, len(view))):
        if view.code(number) == "," and view.code(number + 1) in _AT:
            return number + 1
        if not view.code(number).islower():
            break
    return at


def _is_listed(view: View, number: int) -> bool:
    """Whether a further body belongs to the same post, and begins no clause of its own."""
    following = view.code(number + 1)
    return following not in (
        "has",
        "have",
        "had",
        "is",
        "was",
        "will",
        "were",
        "are",
        "said",
        "says",
        "did",
        "does",
    )


def _after_comma(view: View, core: int) -> tuple[int, list[Organisation]]:
    """As in "P, designated doctor, Wirral CCG": the body as the next member of a list."""
    item = view.items[core + 2] if core + 2 < len(view) else None
    if (
        view.code(core + 1) == ","
        and isinstance(item, OrganisationMention)
        and item.naming == "name"
        and item.organisation
        and item.kind != "party"
        and view.code(core + 3) in (".", ";", ",", "", ")", "said", "and", "(")
        and view.code(core - 1) in (",", "-", "(", "")
    ):
        return core + 3, [item.organisation]
    return core + 1, []


def dates_after(view: View, number: int) -> _Span:
    """The dates that follow a post: "since D", "from D to D", "(D to D)", "in D" for a year of office."""
    at = number + (view.code(number) == "|")
    if view.code(at) == "," and view.ahead(at + 1, 2) in (
        "since D",
        "from D",
        "between D",
        "in post",
        "in office",
    ):
        at += 1
    if view.ahead(at, 3) in ("in post since", "in office since", "in charge since"):
        at += 2
    if view.ahead(at, 3) == "in J since":
        at += 2
    bracket = view.code(at) == "("
    at += bracket
    word = view.code(at)
    first = (
        _date(view, at + 1)
        if word in ("since", "from", "between", "until", "till", "for", "in")
        else _date(view, at)
    )
    if first is None:
        return _Span(number)
    last = at + (1 if view.code(at) == "D" else 2)
    if word in ("for", "in") and not first.when.until:
        return _Span(number)
    if word in ("until", "till"):
        return _Span(last, None, first.when.edtf)
    if word == "D" and not bracket:
        return _Span(number)
    until = first.when.until
    if view.code(last) in ("to", "until", "till", "and", "-", "–") and (second := _date(view, last + 1)):
        until, last = second.when.edtf, last + 2
    elif bracket and view.code(last) != ")":
        return _Span(number)
    last += bracket and view.code(last) == ")"
    return _Span(last, first.when.edtf, until)


def _date(view: View, number: int) -> DateMention | None:
    item = view.items[number] if 0 <= number < len(view) else None
    return item if isinstance(item, DateMention) else None


def _adverbs(view: View, first: int) -> tuple[int, tuple[Holding, ...], str | None]:
    """Words just before a post that say whether it is over: "until D", "formerly"; and that date."""
    date = _date(view, first - 1)
    if date and view.code(first - 2) in ("until", "till"):
        return first - 2, ("former",), date.when.edtf
    if view.before(first, 3) == "up to now":
        return first - 3, ("new",), None
    if view.before(first, 2) in ("until recently", "until then"):
        return first - 2, ("former",), None
    if view.before(first, 2) == "at present":
        return first - 2, ("new",), None
    if view.before(first, 4) == "at the time ," or view.before(first, 3) == "at the time":
        return first - 3 - (view.code(first - 1) == ","), ("former",), None
    word = view.code(first - 1)
    if word in _FORMERLY:
        return first - 1, ("former",), None
    if word in _NOW:
        return first - 1, ("new",), None
    return first, (("interim",) if word in _FOR_NOW else ()), None
