"""Who is sent to a council and what each does: "led by P, with P2 taking the finances", "a board under P"."""

from __future__ import annotations

import re

from councilgraph.graph.extractors.prose.annotation.mentions import OrganisationMention
from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase
from councilgraph.graph.extractors.prose.clauses.timing import Timing
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.lists import council_in_focus
from councilgraph.graph.extractors.prose.posts.post import Held, Post
from councilgraph.graph.extractors.prose.posts.reading import Reading

_SENT = frozenset(
    "sent sends send sending appointed appoints appoint dispatched despatched installed named announced "
    "appointment arrival arrived".split()
)
_NEAR = 3
_ASIDE = r"(?:, [^;.]{1,90}? , )?"
_NAMED = r"(?:(?:the|Os|O 's|a|an) )?(?:O )?(?:R (?:, )?)?(?P<who>P)"
_DUTY = r"(?:the )?(?:R|finances?|money|budget|books|children 's services)"
_TOLD = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\bwith (?P<who>P) {_ASIDE}(?:in the lead|in charge|taking {_DUTY}|leading|looking after|handling)",
        rf"(?<!\S)(?P<who>P) {_ASIDE}(?:(?:who|will|is|also|now) )*"
        rf"(?:has|takes|take|taking|gets|handles|handle|looks after|look after) {_DUTY}(?!\S)",
        rf"(?<!\S)(?P<who>P) {_ASIDE}(?:is|will be|being) in the lead(?!\S)",
        rf"\b(?:joined|supported|assisted|helped|accompanied) by {_NAMED}(?!\S)",
        rf", and by {_NAMED}(?!\S)",
        rf"^leading (?:[a-z]+ ){{0,3}}(?:is|will be) {_NAMED}(?!\S)",
        rf"; leading (?:[a-z]+ ){{0,3}}(?:is|will be) {_NAMED}(?!\S)",
    )
)
_BOARD = re.compile(
    r"\b(?:board|panel|taskforce|task force)\b(?: [^;.]{1,70}?)? (?:"
    r"under (?:the (?:chairmanship|leadership|eye) of )?(?:(?:the|O 's|Os) )?(?:R (?:, )?)?(?P<under>P)"
    r"|, with (?P<seated>P) in (?:the R|J)|, chaired (?:[a-z]+ ){0,6}?by (?:[a-z]+ , )?(?P<by>P))(?!\S)"
)


def read_commissions(reading: Reading, view: View, phrases: list[RolePhrase]) -> None:
    """Hold the posts of commissioners whom the sentences behind their sending name one by one."""
    _read_boards(reading, view)
    told = [phrase for phrase in phrases if phrase.mention.role.kind == "commissioner"]
    sent = [post for phrase in told[:1] for post in reading.posts_of(phrase)]
    if sent and _SENT & set(view.codes):
        date = next((date.when.edtf for at in range(len(view)) if (date := view.date(at))), None)
        reading.sent = (sent[0], reading.order, date)
    if reading.sent is None or reading.order - reading.sent[1] > _NEAR:
        return
    for pattern in _TOLD:
        for match in pattern.finditer(view.sentence.skeleton):
            mention = view.person(view.sentence.index(match.start("who")))
            if mention and not reading.is_politician(mention.person):
                _hold(reading, view, mention.person, ahead="will" in match[0].split())


def _hold(reading: Reading, view: View, person: Person, *, ahead: bool) -> None:
    if reading.sent is None:
        return
    post, _, date = reading.sent
    each = Post("commissioner", "commissioner", post.organisation)
    reading.hold(person, each, Held("incoming" if ahead else "current", confidence=0.7), view.sentence)
    reading.happen(person, "appointed", each, Timing(date), view.sentence)


def _read_boards(reading: Reading, view: View) -> None:
    """Hold who chairs "a board that meets under P", "a panel, with P in the chair"."""
    for match in _BOARD.finditer(view.sentence.skeleton):
        group = next(name for name in ("under", "seated", "by") if match[name])
        mention = view.person(view.sentence.index(match.start(group)))
        body = council_in_focus(view) or reading.annotated.main
        named = any(isinstance(item, OrganisationMention) and item.kind == "board" for item in view.items)
        if mention and body and not named:
            reading.hold(mention.person, Post("chair", "chair", body), Held(confidence=0.7), view.sentence)
