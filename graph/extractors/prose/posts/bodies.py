"""At which body a post is: as its words say, else as its kind and the text around it tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from councilgraph.graph.extractors.prose.annotation.annotate import Annotated
from councilgraph.graph.extractors.prose.annotation.bodies_in_focus import is_dominant
from councilgraph.graph.extractors.prose.annotation.issuers import issuer_of
from councilgraph.graph.extractors.prose.annotation.mentions import OrganisationMention, RoleMention
from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.titles.roles import TRADES, Role

UK_GOVERNMENT = Organisation("UK government", "government")
COMMONS = Organisation("House of Commons", "parliament")
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
_CONVENERS = frozenset({"convener", "convenor"})
_FAR = 500
_WITH_OFFICERS = frozenset("association union charity trust".split())
_CHAIRED = frozenset("board authority trust charity association company health agency school home".split())
_OFFICES = frozenset("secretary treasurer solicitor surveyor engineer architect librarian auditor".split())
_OF_AREA = re.compile(r"\b(county|city|borough|town|district)\b")
_SMALL_TIER = re.compile(r"\b(?:town|parish|community|county|district)\b(?= councillor)")
_OF_REGION = re.compile(r"^regional (?:schools commissioner|director for the )")
_UNION = re.compile(r"\b(branch|regional|general|convenor|organiser|union)\b")
_OURS = re.compile(r"\b[Oo]ur $")
_COMMITTEES = re.compile(r"\bcommittee['’]s (?:\w+ )?$")
_SELECT = re.compile(
    r"\bCommons\b[^.]{0,60}\b[Cc]ommittee\b|\b[Ss]elect [Cc]ommittee\b|\bPublic Accounts Committee\b"
)
_CLOSE = 40
_OFFICERS = frozenset("president secretary treasurer vice-president".split())
_NEVER_FORMAL = frozenset("judge inspector coroner nurse".split())


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies that posts of some kinds belong to in a document, whatever is spoken of just then.

    `of_one_council` tells that the document names its council more often than all others together, `issuer`
    is the association or union whose newsletter it is, `school` and `home` the only one that it names;
    `is_hearing` that a committee of the Commons has asked the questions.
    """

    inspectorate: Organisation | None
    department: Organisation
    union: Organisation | None
    combined: Organisation | None
    commissioner: Organisation | None
    of_one_council: bool = True
    issuer: Organisation | None = None
    school: Organisation | None = None
    home: Organisation | None = None
    is_hearing: bool = False


def bodies_of(annotated: Annotated) -> Bodies:
    """The document's inspectorate, department, union and combined authority."""
    named = [
        item.organisation
        for sentence in annotated.sentences
        for item in sentence.items
        if isinstance(item, OrganisationMention) and item.organisation
    ]
    inspectorate = next((each for each in named if each.kind == "inspectorate"), None)
    department = next((each for each in named if each.kind == "department"), None)
    government = next(
        (each for each in named if each.kind == "government" and each.name != "UK government"), None
    )
    union = next((each for each in named if each.kind == "union"), None)
    combined = next(
        (each for each in named if each.kind in ("combined", "authority") and "Combined" in each.name), None
    )
    written = any("Combined Authority" in annotated.text(s.start, s.end) for s in annotated.sentences)
    crime = next((each for each in named if "Crime Commissioner" in each.name), None)
    return Bodies(
        inspectorate,
        government or department or UK_GOVERNMENT,
        union,
        combined if written else None,
        crime,
        is_dominant(annotated.main, named),
        issuer_of(annotated),
        _only(each for each in named if each.kind == "school"),
        _only(each for each in named if each.kind == "home"),
        bool(_SELECT.search(annotated.document.text)),
    )


def _only(bodies: Iterable[Organisation]) -> Organisation | None:
    """The one body that all of these are; None where they are several."""
    names = {each.name: each for each in bodies}
    return next(iter(names.values())) if len(names) == 1 else None


def body_for(
    mention: RoleMention, bodies: Bodies, annotated: Annotated, before: Organisation | None
) -> Organisation | None:
    """The body of a post that is named without one, or None. `before` was named just before."""
    role = mention.role
    if role.kind in ("minister", "mp") or _inspects(role):
        return _of_state(role, bodies)
    if role.head == "head" and not role.topic:
        nearby = (mention.topic, annotated.main_body, mention.near)
        return next((body for body in nearby if body and body.kind == "school"), bodies.school)
    if role.head == "manager" and not role.topic and (bodies.home or not _has_topic(mention, annotated)):
        return bodies.home
    own = _own(mention, annotated)
    if body := _by_setting(mention, bodies, annotated) or _at_hand(mention, own):
        return body
    if _needs_body(role):
        return before if before and before.kind == "party" else None
    return _by_words(mention, bodies, annotated, (own, before))


def _has_topic(mention: RoleMention, annotated: Annotated) -> bool:
    return bool(mention.topic or annotated.main_body)


def _by_setting(mention: RoleMention, bodies: Bodies, annotated: Annotated) -> Organisation | None:
    """The Commons for "the committee's chair" at a hearing; who issues a newsletter for its "our chair"."""
    if _OURS.search(annotated.text(max(0, mention.start - _CLOSE), mention.start)):
        return bodies.issuer or annotated.main_body
    if mention.role.kind == "chair" and _is_of_commons(mention, bodies, annotated):
        return COMMONS
    if bodies.school and (mention.role.head in _OF_SCHOOLS or "governors" in mention.role.words.lower()):
        return bodies.school
    if bodies.department.kind == "department" and _OF_REGION.search(mention.role.words.lower()):
        return bodies.department
    return bodies.issuer if bodies.issuer and _is_of_members(mention) else None


def _is_of_commons(mention: RoleMention, bodies: Bodies, annotated: Annotated) -> bool:
    """Whether a chair is "the committee's", and a committee of the Commons has asked the questions."""
    before = annotated.text(max(0, mention.start - _CLOSE), mention.start).lower()
    return bool(_COMMITTEES.search(before)) and bodies.is_hearing


def _is_of_members(mention: RoleMention) -> bool:
    """Whether a post named without a body is one that the issuer of a newsletter has."""
    role, topic = mention.role, mention.topic
    is_plain = not role.topic or bool(_UNION.search(role.words.lower()))
    return role.head in _AT_ISSUERS and is_plain and (topic is None or topic.kind == "council")


def _at_hand(mention: RoleMention, own: Organisation | None) -> Organisation | None:
    """The body with officers that a paragraph is about, or the document's for a post that needs one."""
    topic, head = mention.topic, mention.role.head
    if topic and topic.kind in _WITH_OFFICERS and head in _OFFICERS:
        return topic
    return own if own and head in _NEEDS_BODY and own.kind not in ("home", "health") else None


def _inspects(role: Role) -> bool:
    words = role.words.lower()
    return role.kind == "inspector" or (
        role.kind == "other" and "inspector" in words and "detective" not in words
    )


def _of_state(role: Role, bodies: Bodies) -> Organisation | None:
    """The government, the parliament or the inspectorate of a post."""
    if role.kind == "minister":
        return _government(role.words, bodies)
    return _parliament(role.words) if role.kind == "mp" else bodies.inspectorate


def _own(mention: RoleMention, annotated: Annotated) -> Organisation | None:
    """The trust or charity that the document is about, if the post is likely there."""
    own = annotated.main_body
    suits = own is not None and _suits(mention.role.head, own)
    return own if suits and mention.topic in (None, own) else None


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


def _by_words(
    mention: RoleMention,
    bodies: Bodies,
    annotated: Annotated,
    near: tuple[Organisation | None, Organisation | None],
) -> Organisation | None:
    """The body that the words of a post tell, else the one that is spoken of.

    `near` is the body that the document is about, and the one that was named just before.
    """
    role, (own, before) = mention.role, near
    words = role.words.lower()
    if role.head in _OF_UNIONS and _UNION.search(words):
        return bodies.union or before
    if role.kind == "mayor" and bodies.combined:
        return bodies.combined
    if "crime commissioner" in words:
        return bodies.commissioner
    if "select committee" in words:
        return COMMONS
    if role.kind in _OF_COUNCILS or role.head in _CONVENERS:
        return (mention.focus or annotated.main) if _is_own_tier(words, annotated.main) else None
    return _spoken_of(mention, annotated, own)


def _is_own_tier(words: str, council: Organisation | None) -> bool:
    """Whether a "town councillor" may be one of the document's council."""
    tier = _SMALL_TIER.search(words)
    return tier is None or (council is not None and tier[0] in council.name.lower())


def _spoken_of(mention: RoleMention, annotated: Annotated, own: Organisation | None) -> Organisation | None:
    topic = mention.topic
    if topic and topic.kind not in ("council", "combined") and _suits(mention.role.head, topic):
        return topic
    if own:
        return own
    if mention.role.kind == "chair" and mention.near and mention.near.kind in _CHAIRED:
        return mention.near
    return None if _comes_much_later(annotated, mention) else mention.focus or annotated.main


def _comes_much_later(annotated: Annotated, mention: RoleMention) -> bool:
    """Whether the document's council is first named long after a post: then the post is elsewhere."""
    first = annotated.first_named.get(annotated.main.name) if annotated.main else None
    return first is not None and first.start > mention.end + _FAR


def _government(words: str, bodies: Bodies) -> Organisation:
    lower = words.lower()
    if "welsh" in lower:
        return Organisation("Welsh Government", "government")
    if "scottish" in lower:
        return Organisation("Scottish Government", "government")
    if "prime minister" in lower:
        return UK_GOVERNMENT
    return bodies.department


def _parliament(words: str) -> Organisation:
    if "MSP" in words:
        return Organisation("Scottish Parliament", "parliament")
    if re.search(r"\bAMs?\b", words):
        return Organisation("National Assembly for Wales", "parliament")
    if re.search(r"\bMLAs?\b", words):
        return Organisation("Northern Ireland Assembly", "parliament")
    return Organisation("Senedd", "parliament") if re.search(r"\bMSs?\b", words) else COMMONS


def _suits(head: str, body: Organisation) -> bool:
    """Whether a post of that head is likely at a body of that kind: homes and schools have few."""
    if body.kind in ("home", "school"):
        return head in _AT_HOMES
    if body.kind == "board":
        return head in _SEATS
    return body.kind != "union" or head in _OF_UNIONS


_OF_SCHOOLS = frozenset("headteacher headmaster headmistress".split()) | {"head teacher"}
_AT_ISSUERS = _OF_UNIONS | frozenset(
    "chairman chairwoman chairperson president vice-president vice-chair steward trustee rep".split()
)
_SEATS = frozenset(
    "chair chairman chairwoman chairperson vice-chair vice-chairman member manager convener".split()
)
_AT_HOMES = _OF_SCHOOLS | frozenset(
    "manager principal governor chair head matron warden owner chairman".split()
)
