"""Cabinets by their topics: "Finance: Cllr P", "Cllr P (housing)", "Cllr P is responsible for housing"."""

from __future__ import annotations

import re

from councilgraph.graph.extractors.prose.annotation.mentions import (
    OrganisationMention,
    PersonMention,
    RoleMention,
    Sentence,
)
from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.clauses.timing import Timing
from councilgraph.graph.extractors.prose.names.organisations import Organisation, body_key
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.lists import council_in_focus
from councilgraph.graph.extractors.prose.posts.post import Held, Post
from councilgraph.graph.extractors.prose.posts.reading import Reading
from councilgraph.graph.extractors.prose.titles.role_words import TOPICS as _TOPICS

_CABINET = ("cabinet", "executive", "portfolio", "reshuffle", "lead members")
_JOINS = frozenset(["and", ",", "&", "'s"])
_BULLETS = frozenset("* • - –".split())
_MARKS = frozenset("( - – — :".split())
_REACH = 8
_LEAVING = frozenset("out lost loses sacked dropped departing outgoing leaving".split())
_CHARGED = re.compile(
    r"\bP (?:\( [^()]{1,40} \) )?(?:, )?"
    r"(?:(?:who|and|also|already|now|currently|will|has|had|is|was|been|be|the|full) )*"
    r"(?P<verb>responsible for|in charge of|(?:takes|took|given) responsibility for|"
    r"responsibility for|looks after|looked after|takes over|took over|"
    r"takes on|take on|took on|takes|take|took|keeps|kept|keep|gets|got|gains|gained|inherits|inherited|"
    r"picks up|picked up|moves to|moved to|move to|switches to|switched to|swaps to|goes to|assumes|given|"
    r"handed|put in charge of|'s new brief is|shifts to|"
    r"leads on|runs|ran|oversees|speaks for|"
    r"whose (?:cabinet |own )?(?:R|J|remit|responsibilities|duties) (?:now )?(?:includes?|covers?|takes in)) "
)
_TAKES = frozenset(
    [
        *(f"{word} {way}" for word in ("takes", "took") for way in ("over", "on", "responsibility for")),
        *("takes", "take", "took", "gets", "got", "gains", "gained", "inherits", "inherited", "assumes"),
        *("picks up", "picked up", "moves to", "moved to", "move to", "switches to", "switched to"),
        *("swaps to", "goes to", "given", "handed", "put in charge of", "shifts to"),
        "given responsibility for",
    ]
)
_BRIEF = re.compile(
    r"\bP (?:\( [^()]{1,40} \) )?(?:, )?(?:who )?(?:(?:also|already|now|currently|still) )*"
    r"(?P<had>has|had|has had|had had|has held|have|retains|retained) "
    r"(?:the |Ps |Os |O 's )?(?P<brief>R)(?= )"
    r"|(?P<held>R) (?:(?:is|was|has|had|been|now|currently) )+held by "
    r"(?:(?:the|Os|O|'s|R|,) )*(?P<holder>P)(?= )"
)
_GOES = re.compile(
    r"(?:, [^,;.]{1,40} , )?(?:(?:now|also|will|has|have) )*"
    r"(?:goes|go|gone|went|passes|pass|passed|falls|moves|move|is handed|handed|given|is given) to "
    r"(?:(?:the|Os|Ps|O|'s|R|,) )*(?P<new>P)(?= )"
)
_FORMERLY = frozenset(["ran", "looked after"])
_AFTER_TOPIC = frozenset(", . ; and from in on while in for at as when since this last next D".split()) | {""}


def read_topics(reading: Reading, view: View) -> None:
    """Hold the cabinet posts of a list: "Finance: Cllr P", "P (housing) and P (finance)", "P - housing"."""
    if "P" not in view.codes:
        return
    here = _tells_of_cabinet(view.sentence)
    sentences = reading.annotated.sentences
    lately = any(
        _tells_of_cabinet(each) for each in sentences[max(0, reading.order - _REACH) : reading.order]
    )
    if not (here or lately) or reading.annotated.main is None:
        return
    listed = sum(bool(_topic_behind(view, number)) for number in range(len(view)) if view.person(number)) > 1
    for number, item in enumerate(view.items):
        if isinstance(item, PersonMention) and item.code == "P":
            topic = _topic_behind(view, number) or _topic_before(view, number)
            if topic and (here or listed or reading.is_politician(item.person)):
                body = council_in_focus(view) or reading.annotated.main
                status = "former" if _LEAVING & set(view.codes[:number]) else "current"
                reading.hold(item.person, Post("cabinet_member", topic, body), Held(status), view.sentence)


def read_charges(reading: Reading, view: View) -> None:
    """Hold the seats in a cabinet that are told by their tasks: "Cllr P, who is responsible for housing"."""
    _read_passing(reading, view)
    _read_briefs(reading, view)
    for match in _CHARGED.finditer(view.sentence.skeleton):
        person = view.person(view.sentence.index(match.start()))
        first = view.sentence.index(match.end())
        cabinet = _cabinet_of(view)
        body = cabinet or council_in_focus(view) or reading.annotated.main
        lately = match["verb"] in _TAKES and _is_of_cabinet(reading)
        if person is None or body is None:
            continue
        if not (
            cabinet or reading.is_politician(person.person) or (lately and not reading.post_of(person.person))
        ):
            continue
        topic, last = _topic_at(view, first)
        if not topic or _is_led(reading, person.person, body):
            continue
        post = Post("cabinet_member", topic, body)
        if match["verb"] in _TAKES:
            day = next((date for at in range(last, last + 3) if (date := view.date(at))), None)
            reading.happen(
                person.person, "appointed", post, Timing(day.when.edtf if day else None), view.sentence
            )
        over = match["verb"] in _FORMERLY or "had" in match[0].split()
        reading.hold(
            person.person, post, Held("former" if over else "current", confidence=0.7), view.sentence
        )
        if old := _before_him(view, last):
            reading.hold(old.person, post, Held("former", confidence=0.7), view.sentence)


def _read_passing(reading: Reading, view: View) -> None:
    """Hold the seats of "Housing goes to P", "finance, vacant since May, passes to her deputy, P"."""
    for match in _GOES.finditer(view.sentence.skeleton) if _is_of_cabinet(reading) else ():
        at = view.sentence.index(match.start()) - 1
        words: list[str] = []
        while at >= 0 and (view.code(at) in _TOPICS or (words and view.code(at) in _JOINS)):
            words.insert(0, view.code(at))
            at -= 1
        new = view.person(view.sentence.index(match.start("new")))
        body = council_in_focus(view) or reading.annotated.main
        is_begun = view.code(at) in ("", ";", ",", "and", "the", "while", "but", "R")
        if words and new and body and is_begun and not _is_led(reading, new.person, body):
            post = Post("cabinet_member", " ".join(words), body)
            reading.hold(new.person, post, Held(confidence=0.7), view.sentence)
            reading.happen(new.person, "appointed", post, Timing(), view.sentence)


def _read_briefs(reading: Reading, view: View) -> None:
    """Hold the seats of "Cllr P, who has had the housing portfolio since D", "the R is held by P"."""
    for match in _BRIEF.finditer(view.sentence.skeleton):
        named = match["brief"] is not None
        role = view.items[view.sentence.index(match.start("brief" if named else "held"))]
        person = view.person(view.sentence.index(match.start("holder") if match["holder"] else match.start()))
        body = council_in_focus(view) or reading.annotated.main
        if not isinstance(role, RoleMention) or role.role.head not in ("brief", "portfolio"):
            continue
        elsewhere = view.code(view.sentence.index(match.start()) - 1) == "where"
        if person is None or body is None or elsewhere or role.role.kind != "cabinet_member":
            continue
        at = view.sentence.index(match.end() - 1) + 1
        date = view.date(at + 1) if view.code(at) in ("since", "until") else None
        day = date.when.edtf if date else None
        since, until = (day if view.code(at) == word else None for word in ("since", "until"))
        over = until is not None or match["had"] in ("had", "had had", "retained")
        held = Held("former" if over and not since else "current", since, until, 0.7)
        reading.hold(person.person, Post("cabinet_member", role.role.words, body), held, view.sentence)


def _is_of_cabinet(reading: Reading) -> bool:
    """Whether the sentence in hand or one of the few before it speaks of a cabinet."""
    near = reading.annotated.sentences[max(0, reading.order - _REACH) : reading.order + 1]
    return any(_tells_of_cabinet(each) for each in near)


def _cabinet_of(view: View) -> Organisation | None:
    """The council in "the cabinet of O, where P looks after highways", "in O's cabinet"."""
    for number, item in enumerate(view.items):
        if isinstance(item, OrganisationMention) and item.kind == "council":
            of = view.before(number, 2) in ("cabinet of", "executive of")
            if of or view.ahead(number + 1, 2) in ("'s cabinet", "'s executive"):
                return item.organisation
    return None


def _topic_at(view: View, first: int) -> tuple[str, int]:
    """The topics from an item on, and the item after them; none where other words follow."""
    at = first + (view.code(first) in ("the", "Os", "O") and view.code(first + 1) != "'s")
    at += 2 * (view.ahead(first, 2) == "O 's")
    words: list[str] = []
    while view.code(at) in _TOPICS or (words and view.code(at) in _JOINS):
        words.append(view.code(at))
        at += 1
    while words and words[-1] in _JOINS:
        words.pop()
        at -= 1
    return (" ".join(words), at) if view.code(at) in _AFTER_TOPIC else ("", at)


def _before_him(view: View, number: int) -> PersonMention | None:
    """Who had the task before: "from P", "in place of P"."""
    for words in ("from", "in place of", "in succession to"):
        after = number + len(words.split())
        if view.ahead(number, len(words.split())) == words:
            return view.person(after)
    return None


def _topic_behind(view: View, number: int) -> str:
    """As in "P (housing)", "P - housing and planning"."""
    listed = view.code(0) in _BULLETS and view.code(number + 1) == ","
    if view.code(number + 1) not in _MARKS and not listed:
        return ""
    ends = (")",) if view.code(number + 1) == "(" else (";", ".", "")
    words: list[str] = []
    for at in range(number + 2, min(number + 9, len(view) + 1)):
        if view.code(at) in ends:
            return " ".join(words) if words and words[0] in _TOPICS else ""
        words.append(view.code(at))
        if ends != (")",) and not (words[-1] in _TOPICS or words[-1] in _JOINS):
            return ""
    return ""


def _topic_before(view: View, number: int) -> str:
    """As in "Housing and planning: P"."""
    if view.code(number - 1) not in (":", "-", "–", "—"):
        return ""
    words: list[str] = []
    at = number - 2
    while at >= 0 and (view.code(at) in _TOPICS or view.code(at) in _JOINS):
        words.insert(0, view.code(at))
        at -= 1
    return " ".join(words) if words and view.code(at) in (";", ".", ":", "", "*", "•", "-") else ""


def _tells_of_cabinet(sentence: Sentence) -> bool:
    return any(word in sentence.skeleton for word in _CABINET) or any(
        mention.role.kind == "cabinet_member" for mention in sentence.roles()
    )


def _is_led(reading: Reading, person: Person, body: Organisation) -> bool:
    """Whether somebody leads a body now, or is its mayor: no member of its cabinet with a task."""
    return any(
        tenure.kind in ("council_leader", "mayor", "mp") and tenure.status != "former"
        for tenure in reading.ledger.of(person)
        if body_key(tenure.organisation) == body_key(body)
    )
