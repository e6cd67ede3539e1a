"""Who takes a post, or looks after it, told by the post: "In her place comes P", "Her job is done by P"."""

from __future__ import annotations

import re

from councilgraph.graph.extractors.prose.annotation.mentions import PersonMention
from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase
from councilgraph.graph.extractors.prose.clauses.timing import Timing
from councilgraph.graph.extractors.prose.posts.post import Held
from councilgraph.graph.extractors.prose.posts.reading import Reading
from councilgraph.graph.extractors.prose.posts.vacancies import vacancy

_NAMED = r"(?:(?:the|a|an|one|Ps|Os|our|its|O 's|P 's|O) )?(?:R (?:, )?|[a-z-]+ , )?P(?= )"
_LINKING = r"(?:(?:will|now|meanwhile|have|has|had|is|are|was|were|be|been|being|to|would) )*"
_COMES = re.compile(
    rf"\bin(?:to)? (?P<owner>Ps|P 's) J (?:comes|came|steps|stepped|is|was|has come|will come) {_NAMED}"
)
_IN_COMES = re.compile(rf"^in(?:stead)? (?:comes|came|steps|stepped|is) {_NAMED}")
_FALLS = re.compile(
    rf"(?:(?P<owner>Ps|P 's) )?(?:J|that brief) {_LINKING}(?:fall|falls|fell|fallen) to {_NAMED}"
)
_HANDS = re.compile(rf"(?:(?P<owner>Ps|P 's) )?(?:J|R) {_LINKING}in the (?:\S+ )?hands of {_NAMED}")
_IN_HANDS = re.compile(
    rf"(?:O|Os|the|it|things) (?:(?:school|home|department|service|team|charity|trust|office|force) )?"
    rf"{_LINKING}(?:left )?in the (?:\S+ )?hands of {_NAMED}"
)
_DONE_BY = re.compile(
    rf"(?:(?P<owner>Ps|P 's) (?:own |other |old )?(?:J|work|workload|responsibilities|functions|teams?|remit)"
    rf"|(?:the )?(?:J|gap|void)|^it) (?:(?:as|of) R )?(?:will|would|is|are|was|were|has|have|had) {_LINKING}"
    r"(?:looked after|covered|carried out|discharged|undertaken|performed|shared|overseen|done|handled"
    r"|plugged|bridged|divided|split) (?:(?:D|then|for now|meanwhile|for the time being|since) )*"
    rf"(?:by|between|among) {_NAMED}"
)
_RUN_BY = re.compile(
    r"(?:(?:O|Os|the)(?: (?:school|home|department|service|team|charity|trust|office|force|council|unit))? "
    r"(?:is|are|was|has been) being (?:run|led|managed|headed|looked after|overseen)"
    r"|^it (?:is|was) being (?:run|managed|looked after)) "
    rf"(?:(?:D|then|meanwhile|for now|for the time being) )*by {_NAMED}"
)
_AWAY = re.compile(
    r"P (?:, R , )?(?:, who |, )?"
    r"(?:(?:is|was|has|had|have|been|remains|went|gone|goes|currently|still|now|also) )+"
    r"(?:away|absent|ill|unwell|off (?:sick|ill|work)|signed off|on (?:[a-z-]+ ){0,2}leave|on secondment"
    r"|in hospital|recovering|convalescing|indisposed|incapacitated)(?!\S)"
)
_VACANT = re.compile(
    r"(?:(?P<role>R)(?: 's J)?|J (?:of|as) (?P<post>R)) "
    r"(?:(?:has|is|was|had|been|currently|now|still|left|standing|lying|stood|lain) )+"
    r"(?:vacant|empty|unfilled)(?!\S)"
)
_IN_CHARGE = re.compile(
    rf"(?:with|leaves|leaving|left) {_NAMED}(?: , R ,)? in (?:temporary |interim )?charge(?! of)"
)
_RUNS = re.compile(
    r"^(?:running|leading|minding|in charge of) [^.;:]{1,60}? in (?P<owner>Ps|P 's) (?:stead|J|absence) "
    rf"is {_NAMED}"
)
_PLACES = (
    (_COMES, "current"),
    (_IN_COMES, "current"),
    (_FALLS, "interim"),
    (_HANDS, "current"),
    (_IN_HANDS, "interim"),
    (_DONE_BY, "interim"),
    (_RUN_BY, "interim"),
    (_IN_CHARGE, "interim"),
    (_RUNS, "interim"),
)


def read_absences(reading: Reading, view: View, phrases: list[RolePhrase]) -> None:
    """Remember which post nobody looks after: "P is on maternity leave", "the R's post has been vacant"."""
    for match in _AWAY.finditer(view.sentence.skeleton):
        mention = view.person(view.sentence.index(match.start()))
        if mention and (post := reading.post_of(mention.person)):
            reading.leave_open(post)
    for match in _VACANT.finditer(view.sentence.skeleton):
        at = view.sentence.index(match.start("role" if match["role"] else "post"))
        for post in [each for phrase in phrases if phrase.core == at for each in reading.posts_of(phrase)][
            :1
        ]:
            reading.leave_open(post)


def read_places(reading: Reading, view: View) -> None:
    """Hold that one takes a post whose passing on is told before the name: "In her place comes P"."""
    for pattern, status in _PLACES:
        for match in pattern.finditer(view.sentence.skeleton):
            for number in _joined(view, view.sentence.index(match.end() - 1)):
                _take_place(reading, view, match, number, status)


def _joined(view: View, number: int) -> list[int]:
    """The items of a person and of those who are named with him: "by P , R , and R P"."""
    found = [number]
    while True:
        at = found[-1] + 1
        if view.ahead(at, 2) == ", R":
            at += 2 + (view.code(at + 2) == ",")
        at += 1
        while view.code(at) in ("R", "the", "O", "'s", "Os", "Ps", ","):
            at += 1
        joined = {"and", ","} & set(view.codes[found[-1] + 1 : at])
        if view.person(at) is None or "and" not in view.codes[found[-1] + 1 : at] or not joined:
            return found
        found.append(at)


def _take_place(reading: Reading, view: View, match: re.Match[str], number: int, status: str) -> None:
    new, named = view.items[number], match.groupdict().get("owner")
    owner = view.items[view.sentence.index(match.start("owner"))] if named else None
    if not isinstance(new, PersonMention):
        return
    post = vacancy(reading, new.person, owner.person if isinstance(owner, PersonMention) else None)
    if post:
        reading.hold(new.person, post, Held(status, confidence=0.75), view.sentence)
        if status == "current":
            reading.happen(new.person, "appointed", post, Timing(), view.sentence)
