"""Claims about one person in one kind of post at one organisation -> tenures, events, contradictions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from councilgraph.graph.entities import CareerEvent, Contradiction, EndStatus, Entity, Said, Tenure
from councilgraph.graph.facts.contradictions import contradiction
from councilgraph.graph.facts.dating import Agreement, Dated, agreements, earliest
from councilgraph.graph.facts.events import career_events, end_contradictions
from councilgraph.graph.facts.spells import ENDINGS, Spell, Stint, dated, spells
from councilgraph.graph.facts.wordings import post_iri, wordings
from councilgraph.graph.identity.holdings import days
from councilgraph.graph.model import CareerEventClaim, PostClaim
from councilgraph.graph.names import fold
from councilgraph.graph.rdf.terms import entity_iri

_APPOINTED_DAYS = 183
"""For so long before they start, people are spoken of as if they were in post."""


@dataclass(slots=True)
class Service:
    """All that is known of one holder's time in one kind of post at one organisation.

    `posts` tells for the IRI of each claim to which post it belongs.
    """

    tenures: list[Tenure] = field(default_factory=list)
    events: list[CareerEvent] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)
    posts: dict[str, str] = field(default_factory=dict)

    def entities(self) -> Iterable[Entity]:
        """Tenures, events, contradictions."""
        return (*self.tenures, *self.events, *self.contradictions)


def service(holder: str | None, organisation: str, kind: str, said: Sequence[Said]) -> Service:
    """The service of `holder` (an IRI; None for somebody unnamed) that post and event claims tell of."""
    stints = [Stint(one, one.claim) for one in said if isinstance(one.claim, PostClaim)]
    events = [(one, one.claim) for one in said if isinstance(one.claim, CareerEventClaim)]
    chosen = wordings(kind, (stint.claim.role for stint in stints))
    groups: dict[str, list[Stint]] = defaultdict(list)
    for stint in stints:
        groups[post_iri(organisation, kind, chosen[fold(stint.claim.role)])].append(stint)
    found = Service()
    by_post = _events_by_post(events, groups, post_iri(organisation, kind, ""))
    for post in sorted(groups.keys() | by_post.keys()):
        of_post = spells(groups.get(post, ()), by_post.get(post, ()))
        for number, spell in enumerate(of_post, 1):
            tenure = _tenure(holder, (organisation, kind, post), number, spell, found)
            found.tenures.append(tenure)
            found.events += career_events(holder, organisation, kind, spell.events, tenure)
            found.contradictions += end_contradictions(tenure.iri, spell.events)
        if not of_post:
            found.events += career_events(holder, organisation, kind, by_post[post], None)
        claims = [stint.said.iri for stint in groups.get(post, ())] + [
            one.iri for one, _ in by_post.get(post, ())
        ]
        found.posts.update(dict.fromkeys(claims, post))
    return found


def _events_by_post(
    events: Sequence[tuple[Said, CareerEventClaim]], groups: dict[str, list[Stint]], otherwise: str
) -> dict[str, list[tuple[Said, CareerEventClaim]]]:
    """Events with the post that their document speaks of, else the one with most claims."""
    found: dict[str, list[tuple[Said, CareerEventClaim]]] = defaultdict(list)
    main = min(groups, key=lambda post: (-len(groups[post]), post)) if groups else otherwise
    for one, claim in events:
        here = [p for p in sorted(groups) if any(s.said.document == one.document for s in groups[p])]
        found[here[0] if len(here) == 1 else main].append((one, claim))
    return found


def _tenure(
    holder: str | None, where: tuple[str, str, str], number: int, spell: Spell, found: Service
) -> Tenure:
    organisation, kind, post = where
    claims = tuple(sorted({s.said.iri for s in spell.stints} | {one.iri for one, _ in spell.events}))
    who = holder or min(s.said.iri for s in spell.stints)
    iri = entity_iri("tenure", "", who, post, str(number))
    since, until = _since(iri, spell, found), _until(iri, spell, found)
    status, in_post_on = _end(spell, until)
    roles = Counter(" ".join(s.claim.role.split()) for s in spell.stints)
    return Tenure(
        iri=iri,
        claims=claims,
        person=holder,
        organisation=organisation,
        post=post,
        role_kind=kind,
        role=min(roles, key=lambda role: (-roles[role], -len(role), role)),
        since=since,
        until=until,
        end_status=status,
        in_post_on=in_post_on,
        is_interim=all(s.claim.status == "interim" for s in spell.stints),
    )


def _since(iri: str, spell: Spell, found: Service) -> str | None:
    """The start: that of the interim time where the service began so."""
    given = [
        (dated(s.said, s.claim.since), s.claim.status == "interim") for s in spell.stints if s.claim.since
    ]
    if not given:
        starts = [dated(one, e.date) for one, e in spell.events if e.event == "appointed" and e.date]
        return agreements(starts)[0].date if starts else None
    every = agreements(date for date, _ in given)
    interim = agreements(date for date, is_interim in given if is_interim)
    if interim:
        first = earliest(every)
        permanent = [date for date, is_interim in given if not is_interim and date not in first.given]
        found.contradictions += _contradictions(iri, "since", interim)
        found.contradictions += _contradictions(iri, "since", agreements(permanent))
        return first.date
    found.contradictions += _contradictions(iri, "since", every) or _there_before(iri, spell, every[0])
    return every[0].date


def _there_before(iri: str, spell: Spell, start: Agreement) -> list[Contradiction]:
    """That somebody was found in post long before the start that others give."""
    first = min(
        (s for s in spell.stints if s.in_post_on and not s.claim.since), key=_day_in_post, default=None
    )
    if first is None or _day_in_post(first) >= days(start.date).first - _APPOINTED_DAYS:
        return []
    note = f"in post on {first.in_post_on}, began {start.date}"
    return [contradiction(iri, "since", start.claims, (first.said.iri,), note)]


def _day_in_post(stint: Stint) -> int:
    return days(stint.in_post_on or "9999").first


def _until(iri: str, spell: Spell, found: Service) -> str | None:
    """The end: what documents look back on; else the last plan, unless somebody was in post after it."""
    past = agreements(spell.ends())
    plans = [dated(s.said, s.claim.until) for s in spell.stints if s.is_plan and s.claim.until]
    if past:
        found.contradictions += _contradictions(iri, "until", past)
        main = min(past, key=_support)
        fitting = agreements([*main.given, *(plan for plan in plans if _tightens(plan, main))])
        return fitting[0].date if len(fitting) == 1 else main.date
    events = [dated(one, e.date) for one, e in spell.events if e.event in ENDINGS and e.date]
    last_in_post = max((days(day).first for s in spell.stints if (day := s.in_post_on)), default=0)
    lasting = [plan for plan in plans if days(plan.date).last >= last_in_post]
    if lasting:
        newest = max(plan.issued or "" for plan in lasting)
        latest = agreements(plan for plan in lasting if (plan.issued or "") == newest)[0]
        return agreements([*latest.given, *(plan for plan in lasting if _tightens(plan, latest))])[0].date
    return agreements(events)[0].date if events else None


def _support(end: Agreement) -> tuple[int, int, int]:
    """The order in which ends are believed: by documents, by how exact they are, then the one told last."""
    first, last = days(end.date)
    written = max((days(one.issued).first for one in end.given if one.issued), default=0)
    return -len({one.document for one in end.given}), last - first, -written


def _tightens(plan: Dated, main: Agreement) -> bool:
    return len(agreements([plan, *main.given])) == 1


def _end(spell: Spell, until: str | None) -> tuple[EndStatus, str | None]:
    """How well the end is known, and the last day on which somebody was found in post if it is not."""
    if until:
        return "ended", None
    in_post = max((day for s in spell.stints if (day := s.in_post_on)), default=None)
    looked_back = max((s.said.issued or "" for s in spell.stints if s.has_ended), default=None)
    ended = max((one.issued or "" for one, e in spell.events if e.event in {*ENDINGS, "died"}), default=None)
    last = max((date for date in (looked_back, ended) if date is not None), default=None)
    if last is not None and (in_post is None or last >= in_post):
        return "ended", None
    return ("in_post", in_post) if in_post else ("unknown", None)


def _contradictions(iri: str, name: str, found: Sequence[Agreement]) -> list[Contradiction]:
    """That claims give dates which can't all be right: the best supported against each other one."""
    if len(found) < 2:
        return []
    main, *others = found
    note = {"since": "began", "until": "ended"}[name]
    return [
        contradiction(iri, name, main.claims, other.claims, f"{note} {main.date} or {other.date}")
        for other in others
        if {one.document for one in main.given} != {one.document for one in other.given}
    ]
