"""Words that say that somebody does a job only for a time: "meanwhile", "until a successor is found"."""

from __future__ import annotations

import re

from councilgraph.graph.extractors.prose.posts.frames import Frame

_MEANWHILE = re.compile(
    r"(?<!\S)(?:meanwhile|temporarily|temporary|interim|stopgap|stop-gap|short-term|for now|for the moment"
    r"|for the present|for the time being|for a time|in the (?:meantime|interim|interval|meanwhile)|pending"
    r"|on loan|(?:un)?til (?:an?|another|somebody|someone|then|J|Ps|members|governors|trustees|ministers"
    r"|elections|fresh|the (?:new|next|permanent|post|vacancy|position)"
    r"|(?:(?:the )?O|P) (?:has|have|is|are|can|comes|returns"
    r"|recruits|appoints|finds|find|chooses|elects|names))"
    r"|while (?:an?|another|somebody|someone|Ps|(?:the )?O|P|the (?:search|post|hunt)))(?!\S)"
)
_UNTIL = re.compile(r"(?<!\S)(?:until|till|to) (?:at least |the end of )?D(?!\S)")
_IN_CHARGE = re.compile(
    r"^(?:(?:back|now|left|also|still|both) )*"
    r"(?:in (?:sole |overall |temporary |interim )*(?:charge|command|control)"
    r"|(?:in|at) (?:J|the (?:helm|wheel|hot seat|saddle)))(?!\S)"
)
_PAST = frozenset("was were had did held acted".split())


def tells_meanwhile(words: str) -> bool:
    """Whether words say that something is only for a time."""
    return bool(_MEANWHILE.search(words))


def is_for_a_time(frame: Frame, *, until_day: bool = False) -> bool:
    """Whether the sentence says that what the clause tells is only for a time.

    With `until_day` a last day says so too ("will be in charge until Easter"), unless all of it is past.
    """
    view, verb = frame.view, frame.verb
    if tells_meanwhile(" ".join(view.codes)):
        return True
    past = _PAST.intersection(view.codes[verb.first : verb.last])
    return until_day and not past and bool(_UNTIL.search(" ".join(view.codes[verb.last : frame.end])))


def is_in_charge(frame: Frame) -> bool:
    """Whether somebody is "in charge", "at the helm", and not of something that is named."""
    codes = frame.view.codes[frame.verb.last : frame.end + 1]
    match = _IN_CHARGE.match(" ".join(codes))
    return match is not None and codes[len(match[0].split()) :][:1] != ["of"]
