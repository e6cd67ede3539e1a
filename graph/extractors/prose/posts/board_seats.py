"""Seats on boards that are told without a title: "P sits on the board of O", "was on O's advisory panel"."""

from __future__ import annotations

import re

from councilgraph.graph.extractors.prose.annotation.mentions import OrganisationMention
from councilgraph.graph.extractors.prose.clauses.clauses import View, is_taken_back
from councilgraph.graph.extractors.prose.posts.post import Held, Post
from councilgraph.graph.extractors.prose.posts.reading import Reading

_HELPERS = r"(?:(?:has|had|have|will|also|now|still|once|currently|been|used to|both|later|previously) )*"
_SITTING = (
    r"sits?|sat|sitting|serves?|served|serving|is|was|been"
    r"|(?:has|had|holds|held|won|took) (?:a|the) (?:seat|place)"
)
_PANEL = r"(?:board|panel|committee|executive|forum|taskforce|task force|governing body)"
_ON_BOARD = re.compile(
    rf"\bP (?:, [^,;]{{1,60}} , )?(?:, )?(?:who |and )?(?P<helpers>{_HELPERS})(?P<form>{_SITTING})"
    r" on (?:the |a |its )?(?:(?P<inner>O) of (?:the )?O"
    r"|(?:\S+ )?(?:board|executive|governing body) of (?:the )?O"
    rf"|(?:O 's|Os) (?:[a-z-]+ ){{0,3}}{_PANEL})(?!\S)"
)
_OF_MEMBERS = frozenset("council combined department government party".split())
"""Bodies whose committees have members of their own: no post apart from theirs."""


def read_board_seats(reading: Reading, view: View) -> None:
    """Hold the seats of "P sits on the board of O", "was on O's panel until D"; not on a council's."""
    for match in _ON_BOARD.finditer(view.sentence.skeleton):
        first, last = view.sentence.index(match.start("form")), view.sentence.index(match.end() - 1)
        person = view.person(view.sentence.index(match.start()))
        within = [item for item in view.items[first : last + 1] if isinstance(item, OrganisationMention)]
        body = within[-1].organisation if within else None
        if person and body and body.kind not in _OF_MEMBERS and not is_taken_back(view, first):
            words = reading.annotated.text(
                view.items[first].start, (within[0] if match["inner"] else view.items[last]).end
            )
            reading.hold(person.person, Post("other", words, body), _held(view, match, last), view.sentence)


def _held(view: View, match: re.Match[str], last: int) -> Held:
    """Since or until when, from the words behind the board; over in the past tense."""
    date = view.date(last + 2)
    day = date.when.edtf if date else None
    since, until = (day if view.code(last + 1) == word else None for word in ("since", "until"))
    over = match["form"] in ("sat", "served", "was") and not {"has", "had"} & set(match["helpers"].split())
    over = over or "used" in match["helpers"] or until is not None
    return Held("former" if over and not since else "current", since, until, 0.7)
