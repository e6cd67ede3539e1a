"""At which body a post is: as its words say, else as its kind and the text around it tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from councilgraph.graph.council_names import place
from councilgraph.graph.extractors.prose.annotation import salience
from councilgraph.graph.extractors.prose.annotation.annotate import Annotated
from councilgraph.graph.extractors.prose.annotation.central import is_dominant
from councilgraph.graph.extractors.prose.annotation.mentions import OrganisationMention, RoleMention
from councilgraph.graph.extractors.prose.names.local_bodies import commissioner_of
from councilgraph.graph.extractors.prose.names.organisations import Organisation, body_key
from councilgraph.graph.extractors.prose.posts.states import (
    COMMONS,
    UK_GOVERNMENT,
    government,
    government_of,
    parliament,
)
from councilgraph.graph.extractors.prose.titles.roles import TRADES, Role
from councilgraph.graph.names import fold

_OF_COUNCILS = frozenset(
    "director_of_childrens_services council_leader deputy_leader cabinet_member councillor mayor "
    "commissioner".split()
)
_NEEDS_BODY = (
    TRADES
    | frozenset(
        "solicitor judge coroner doctor nurse consultant headteacher barrister lawyer founder "
        "firefighter governor trustee "
        "member president secretary editor engineer auditor surveyor architect warden constable "
        "inspector superintendent psychologist "
        "vice-president lead rep representative steward librarian registrar commander principal chaplain "
        "spokesman spokeswoman spokesperson "
        "organiser treasurer whip counterpart vice-chancellor pro-vice-chancellor".split()
    )
    | {"head teacher", "chief constable", "vice president", "regional officer"}
    | {"opposite number", "chief superintendent"}
)
_OF_UNIONS = frozenset(
    {"chair", "treasurer", "secretary", "organiser", "regional officer", "officer", "convenor"}
)
_OFFICES = frozenset("secretary treasurer solicitor surveyor engineer architect librarian auditor".split())
_OF_AREA = re.compile(r"\b(county|city|borough|town|district)\b")
_SMALL_TIER = re.compile(r"\b(?:town|parish|community|county|district)\b(?= councillor)")
_COUNCILS_ONLY = re.compile(
    r"\b(?:town|county|city|borough) (?:clerk|treasurer|solicitor)|monitoring officer|section 151"
    r"|returning officer"
)
_SERVICES = {
    "force": re.compile(r"\bconstable\b|\bpolice (?:chief|boss)\b"),
    "service": re.compile(r"\bfire (?:officer|chief|boss)\b"),
}
_OF_REGION = re.compile(r"^regional (?:schools commissioner|director for the )")
_UNION = re.compile(r"\b(branch|regional|general|convenor|organiser|union)\b")
_OURS = re.compile(r"\b[Oo]ur $")
_COMMITTEES = re.compile(r"\bcommittee['’]s (?:\w+ )?$|members present: .*\($|\bq\d+ $")
_SELECT = re.compile(
    r"\bCommons\b[^.]{0,60}\b[Cc]ommittee\b|\b[Ss]elect [Cc]ommittee\b|\bPublic Accounts Committee\b"
    r"|\bHOUSE OF COMMONS\b[^.]{0,200}\bCOMMITTEE\b"
)
_CLOSE = 40
_SURE = 0.7
"""How likely the body of a post must be that bodies of every kind have."""
_NOT_HERE = frozenset({"inspectorate", "newspaper", "parliament", "government"})
"""Bodies whose posts are told with their name."""
_TYPES = frozenset(
    "trust school academy college home hospital union branch board charity association force police fire "
    "county city borough district town parish".split()
)
_ELSEWHERE = frozenset(
    "judge coroner solicitor barrister lawyer architect consultant engineer doctor nurse psychologist "
    "constable inspector superintendent firefighter editor surveyor".split()
)
"""Whose own body a story seldom names."""
_NEVER_FORMAL = frozenset("judge inspector coroner nurse".split())


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies that posts of some kinds belong to in a document, whatever is spoken of just then.

    `of_one_council` tells that the document names its council more often than all others together, `force` is
    the only one that it names, `is_hearing` that a committee of the Commons has asked the questions.
    """

    inspectorate: Organisation | None
    department: Organisation
    union: Organisation | None
    combined: Organisation | None
    commissioner: Organisation | None
    of_one_council: bool = True
    force: Organisation | None = None
    is_hearing: bool = False


def bodies_of(annotated: Annotated) -> Bodies:
    """The document's inspectorate, department, union and combined authority."""
    named = list(_named(annotated))
    inspectorate = next((each for each in named if each.kind == "inspectorate"), None)
    department = next((each for each in named if each.kind == "department"), None)
    nation = next(
        (each for each in named if each.kind == "government" and each.name != "UK government"), None
    )
    union = next((each for each in named if each.kind == "union"), None)
    combined = next(
        (each for each in named if each.kind in ("combined", "authority") and "Combined" in each.name), None
    )
    written = any("Combined Authority" in annotated.text(s.start, s.end) for s in annotated.sentences)
    force = _only(each for each in named if each.kind == "force")
    crime = next((each for each in named if "Crime Commissioner" in each.name), None) or _office(force)
    return Bodies(
        inspectorate,
        nation or department or government_of(annotated.main) or UK_GOVERNMENT,
        union,
        combined if written else None,
        crime,
        is_dominant(annotated.main, named),
        force,
        bool(_SELECT.search(annotated.document.text)),
    )


def _named(annotated: Annotated) -> Iterator[Organisation]:
    """The organisations that a document names, in order."""
    for sentence in annotated.sentences:
        for item in sentence.items:
            if isinstance(item, OrganisationMention) and item.organisation:
                yield item.organisation


def _office(force: Organisation | None) -> Organisation | None:
    """The office of the commissioner of a police force's area."""
    area, _, end = force.name.rpartition(" ") if force else ("", "", "")
    return Organisation(commissioner_of(area), "department") if end in ("Police", "Constabulary") else None


def _only(bodies: Iterable[Organisation]) -> Organisation | None:
    """The one body that all of these are; None where they are several."""
    names = {each.name: each for each in bodies}
    return next(iter(names.values())) if len(names) == 1 else None


def body_for(
    mention: RoleMention,
    bodies: Bodies,
    annotated: Annotated,
    before: Organisation | None,
    told: Mapping[str, Organisation],
) -> Organisation | None:
    """The body of a post that is named without one, or None. `before` was named just before.

    `told` are bodies that speak for themselves by what was read so far, by traits: that of the last post.

    What the words of a post or the setting tell comes first, then the body that is likeliest where it stands.
    """
    role = mention.role
    if role.kind in ("minister", "mp") or _inspects(role):
        return _of_state(role, bodies)
    if body := _by_setting(mention, bodies, annotated) or _by_words(role, bodies, before):
        return body
    if _is_of_union(role):
        return None
    if before and before.kind == "party":
        return before if _needs_body(role) else None
    if role.head in _ELSEWHERE:
        return None
    needs_body = _needs_body(role)
    options = [
        (
            body,
            {
                **traits,
                **dict.fromkeys(_fit(role, body, annotated, needs_body=needs_body), 1.0),
                **{trait: 1.0 for trait, each in told.items() if body_key(each) == body_key(body)},
            },
        )
        for body, traits in mention.owners
        if _may_have(role, body)
    ]
    least = _SURE if needs_body else 0.0
    return salience.likeliest("post", options, mention.start, least=least)


def service_of(role: Role, body: Organisation, bodies: Bodies, annotated: Annotated) -> Organisation:
    """The only police force, else the service of the place, for a post that is theirs; else the body."""
    kind = next((kind for kind, words in _SERVICES.items() if words.search(role.words.lower())), None)
    if body.kind != "council" or kind is None:
        return body
    if kind == "force" and bodies.force:
        return bodies.force
    key = place(fold(body.name))
    found = (each for each in _named(annotated) if each.kind == kind and fold(each.name).startswith(key))
    return next(found, body)


def _may_have(role: Role, body: Organisation) -> bool:
    """Whether a post can be at a body at all: a "town councillor" not at a county's council."""
    is_of_councils = role.kind in _OF_COUNCILS or _COUNCILS_ONLY.search(role.words.lower())
    if is_of_councils and body.kind not in ("council", "combined"):
        return False
    if body.kind in ("council", "combined") and "crime commissioner" in role.words.lower():
        return False
    if body.kind in _NOT_HERE:
        return False
    tier = _SMALL_TIER.search(role.words.lower())
    return tier is None or role.kind != "councillor" or tier[0] in body.name.lower()


def _fit(role: Role, body: Organisation, annotated: Annotated, *, needs_body: bool) -> Iterator[str]:
    """Traits of how a post fits a body."""
    yield f"{role.kind or 'other'}: {body.kind}"
    yield f"{role.head}: {body.kind}"
    yield f"{'with' if role.topic else 'without'} topic: {body.kind}"
    if needs_body:
        yield f"any body's: {body.kind}"
    if body == annotated.main_body:
        yield "main body"
    if _TYPES & set(role.words.lower().split()) & set(body.name.lower().split()):
        yield "shares a word"


def _by_setting(mention: RoleMention, bodies: Bodies, annotated: Annotated) -> Organisation | None:
    """The Commons for "the committee's chair" at a hearing; who issues a newsletter for its "our chair"."""
    before = annotated.text(max(0, mention.start - _CLOSE), mention.start)
    if _OURS.search(before):
        return annotated.issuer or annotated.main_body
    if mention.role.kind == "chair" and bodies.is_hearing and _COMMITTEES.search(before.lower()):
        return COMMONS
    if bodies.department.kind == "department" and _OF_REGION.search(mention.role.words.lower()):
        return bodies.department
    return None


def _inspects(role: Role) -> bool:
    words = role.words.lower()
    return role.kind == "inspector" or (
        role.kind == "other" and "inspector" in words and "detective" not in words
    )


def _of_state(role: Role, bodies: Bodies) -> Organisation | None:
    """The government, the parliament or the inspectorate of a post."""
    if role.kind == "minister":
        return government(role.words, bodies.department)
    return parliament(role.words) if role.kind == "mp" else bodies.inspectorate


def _needs_body(role: Role) -> bool:
    """Whether a post is one that every kind of body has, and its name does not say more."""
    words = role.words
    formal = role.head not in _NEVER_FORMAL and role.topic and words[:1].isupper() and words.istitle()
    return (
        role.head in _NEEDS_BODY
        and role.kind not in ("cabinet_member", "councillor")
        and not formal
        and not (role.head in _OFFICES and _OF_AREA.search(words.lower()))
        and not (role.head in _OF_UNIONS and _UNION.search(words.lower()))
    )


def _is_of_union(role: Role) -> bool:
    return role.head in _OF_UNIONS and bool(_UNION.search(role.words.lower()))


def _by_words(role: Role, bodies: Bodies, before: Organisation | None) -> Organisation | None:
    """The body that the words of a post tell; a union's post is at the one named `before` if that is one."""
    words = role.words.lower()
    if _is_of_union(role):
        return bodies.union or before
    if role.kind == "mayor" and bodies.combined:
        return bodies.combined
    if "crime commissioner" in words:
        return bodies.commissioner
    return COMMONS if "select committee" in words else None
