"""Posts with what belongs to them: "the council's chief executive since 2009", "chair of both boards"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from councilgraph.graph.extractors.prose.annotation.mentions import OrganisationMention, RoleMention
from councilgraph.graph.extractors.prose.clauses.after_posts import dates_after, rightwards
from councilgraph.graph.extractors.prose.clauses.before_posts import adverbs, leftwards
from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.text.tokens import Token
from councilgraph.graph.extractors.prose.titles.role_words import Holding
from councilgraph.graph.extractors.prose.titles.roles import TRADES

_CALLINGS = frozenset("nurse doctor solicitor lecturer barrister lawyer".split()) | {"social worker"}
_HAS = re.compile(
    r"\bO (?:(?:now|also|still|again|already|once) )?(?:has|have|had|needs|needed|wants|wanted|lacks|lacked"
    r"|gets|got|seeks|sought|is without|was without|has been without|is seeking|is looking for"
    r"|will have|is to have|is getting|will get|is advertising for)(?: (?:a|an|the|its|no|another))?$"
)
_FAR = 7
_SELVES = frozenset("himself herself themselves".split())


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """A post at the items `first:last`, with the bodies, dates and possessor that its words give it.

    `core` is the item of the post itself. `possessor` is the person in "her deputy". `holdings` adds to the
    post's own what words around it say ("until May", "formerly"). `prefix` is a party before it, `of_group`
    tells that it is a party group's, whose name is at `group_end` where it follows, `elsewhere` that its body
    is named but not known ("mayor of London"), `indefinite` that it is "a" one.
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
    is_had: bool = False
    group_end: int | None = None

    @property
    def head(self) -> str:
        """The last word or words of the post's name."""
        return self.mention.role.head


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
    before = leftwards(view, core)
    last, after = rightwards(view, core)
    last = max(last, (_group_end(view, core) or 0) + 1) + (view.code(last) in _SELVES)
    span = dates_after(view, last)
    holdings = mention.role.holdings
    first, extra, until = adverbs(view, before.first)
    inside = (mention.organisation,) if mention.organisation else ()
    is_local = _is_trade_in_place(view, core)
    after = () if is_local else after
    told = inside or _owner_first(view, core, before.organisations, after)
    had = () if told else _that_has(view, before.first)
    return RolePhrase(
        first=first,
        core=core,
        last=span.last,
        mention=mention,
        organisations=told or had,
        is_had=bool(had),
        possessor=before.possessor,
        since=span.since,
        until=span.until or until,
        holdings=(*holdings, *extra),
        definite=before.definite,
        prefix=before.prefix,
        elsewhere=is_local or (not (after or before.organisations or inside) and _is_elsewhere(view, core)),
        indefinite=view.code(first) in ("a", "an"),
        of_group=(view.code(first - 1) == "whose" and "group" in view.before(first - 1, 3))
        or _group_end(view, core) is not None
        or _is_partys(view, first, core),
        group_end=_group_end(view, core),
    )


def _party(view: View, number: int) -> bool:
    item = view.items[number] if 0 <= number < len(view) else None
    return isinstance(item, OrganisationMention) and item.kind == "party"


def _group_end(view: View, core: int) -> int | None:
    """The party in "leader of the Conservatives", "leader of the three Greens"; None without one."""
    if view.code(core + 1) != "of":
        return None
    at = core + 2 + (view.code(core + 2) == "the")
    return next((number for number in (at, at + 1) if _party(view, number)), None)


def _is_partys(view: View, first: int, core: int) -> bool:
    """Whether a post is a party's: "Labour's leader", "the Conservatives' leader"."""
    if "group 's" in " ".join(view.codes[max(0, core - 3) : core]):
        return True
    return any(_party(view, number) and view.code(number + 1) == "'s" for number in range(first, core))


def _is_trade_in_place(view: View, core: int) -> bool:
    """Whether the place after a trade is only where it is done: "a nurse in Leeds"."""
    mention, place = view.items[core], view.items[core + 2] if core + 2 < len(view) else None
    return (
        isinstance(mention, RoleMention)
        and (mention.role.head in TRADES or mention.role.head in _CALLINGS)
        and not mention.role.words.lower().startswith("principal")
        and view.code(core + 1) == "in"
        and isinstance(place, OrganisationMention)
        and place.naming == "place"
    )


def _owner_first(
    view: View, core: int, owners: tuple[Organisation, ...], after: tuple[Organisation, ...]
) -> tuple[Organisation, ...]:
    """The bodies of a post: those before it where a place behind is only its area ("Ofsted's R for Kent")."""
    mention = view.items[core]
    sent = isinstance(mention, RoleMention) and mention.role.kind == "commissioner"
    is_area = view.code(core + 1) in ("for", "in") and not sent
    return owners if owners and is_area else after or owners


def _that_has(view: View, first: int) -> tuple[Organisation, ...]:
    """The body that a clause says has or wants a post: "O has a new R", "O is without an R"."""
    match = _HAS.search(view.before(first, _FAR))
    number = first - len(match[0].split()) if match else 0
    item = view.items[number] if match else None
    return (item.organisation,) if isinstance(item, OrganisationMention) and item.organisation else ()


def _is_elsewhere(view: View, core: int) -> bool:
    """Whether a capitalised word follows that names a body which is not known."""
    item = view.items[core + 2] if core + 2 < len(view) else None
    return (
        view.code(core + 1) in ("of", "at")
        and isinstance(item, Token)
        and item.is_capital
        and (len(item.text) > 2 or item.text == "St")
    )
