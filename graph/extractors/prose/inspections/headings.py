"""Aspects in a document's own words: a grade of "its care at home service" is one for care at home."""

from __future__ import annotations

import re
from functools import cache

from councilgraph.graph.extractors.prose.inspections.lines import Line
from councilgraph.graph.extractors.prose.inspections.marks import expanded
from councilgraph.graph.extractors.prose.rules import read_rules

OVERALL = "overall"
_BARE = frozenset(read_rules("judgements")["bare"].split())
_TAIL = frozenset(read_rules("judgements")["tail"].split())
_LEAD = frozenset(read_rules("judgements")["lead"].split())
_COUNTS = frozenset(read_rules("judgements")["counts"].split())
_TOLD = frozenset(read_rules("judgements")["told"].split())
_WHOLE = frozenset(read_rules("judgements")["whole"].split())
_PROVISION = frozenset(read_rules("judgements")["provision"].split())
REST = frozenset(read_rules("judgements")["rest"].split())
_PLACED = frozenset("in at for of across by".split())
"""What is left of "its care at home service in O"."""
_AFTERWARDS = _TAIL | _PLACED | {"O", "Os"}
_GRADING = frozenset("V U as was were is are been had has have being to be also both".split())
_AT = "at "
_LISTED = re.compile(r"(?:, and |, |and )at ")
_REST_AFTER = re.compile(
    rf"# (?:for|in|on|at) (?:all |everything |everywhere |the )*(?:{'|'.join(sorted(REST))}) "
)
_THROWN_IN = re.compile(r"(?:^|\s), (?:the )?O .*#")
"""A name between words and a grade is whom it is of: "the hospital that was closed, O in Derby, was #"."""
_HOUSE = re.compile(
    rf"(?:an?|the|one|another) (?:[a-z-]+ ){{0,3}}?(?:{'|'.join(sorted(_WHOLE))}) "
    "(?:for|in|at|near|run|on|outside) "
)
"""As in "a care home for forty people in", which has no heading."""
_BOTH = "both "
_SHORT = {"board": "lscb", "board itself": "lscb"}
_SPELT = {"Os": "its", "Ps": "their", "W": "our", "'s": "'s"}


def written_aspects(line: Line, number: int, start: int) -> tuple[str, ...]:
    """What a line gives the grade `number` for, in words of its own; the overall grade where it has none.

    `start` is the number of the unit from which on words belong to the grade. Empty where the words are
    about something that inspectorates do not grade.
    """
    if heading := _quoted(line, number):
        return (heading,)
    codes = [unit.code for unit in line.units[start:]]
    codes[number - start] = "#"
    text = "".join(f"{code} " for code in codes)
    if _is_of_rest(codes[: number - start], text):
        return ()
    found = (
        _of_phrase(text, match, may_be_own=may_be_own, is_free=is_free)
        for pattern, may_be_own, is_free in _phrases()
        if (match := pattern.search(text))
    )
    return next((aspects for aspects in found if aspects is not None), (OVERALL,))


def _is_of_rest(before: list[str], text: str) -> bool:
    """Whether a grade is that of all other aspects: "everything else, for once, was #"."""
    if before[:2] == ["elsewhere", ","]:
        before = before[2:]
    return bool(_REST_AFTER.search(text)) or ("," in before and not REST.isdisjoint(before))


def _of_phrase(text: str, match: re.Match[str], *, may_be_own: bool, is_free: bool) -> tuple[str, ...] | None:
    """The aspects that a phrase gives a grade for; None where its words do not say."""
    words = match["words"].split()
    if not REST.isdisjoint(words):
        return ()
    if (is_free and _is_of_body(match["words"])) or _THROWN_IN.search(text[match.end("words") :]):
        return (OVERALL,)
    if not is_free and not _TOLD.isdisjoint(words):
        return None
    aspects = _aspects(match["words"])
    is_one = may_be_own or set(aspects) <= {OVERALL}
    return aspects if is_one and not _is_count(match["words"]) else ()


def _quoted(line: Line, number: int) -> str:
    """The heading in quotation marks before a grade: "children are listened to" was evaluated as #."""
    last = number
    while last > 0 and line.units[last - 1].code in _GRADING and not line.units[last - 1].is_quoted:
        last -= 1
    first = last
    while first > 0 and line.units[first - 1].is_quoted:
        first -= 1
    words = [unit.code for unit in line.units[first:last]]
    is_heading = len(words) > 1 and all(word.islower() for word in words)
    return " ".join(words) if is_heading and last < number else ""


def spelt_out(aspect: str, before: str) -> str:
    """An aspect with what "it" stands for, after "preventing crime": "investigating crime"."""
    verb, _, rest = aspect.rpartition(" ")
    meant = before.partition(" ")[2]
    return f"{verb} {meant}" if verb and meant and rest in ("it", "them") else aspect


def _is_of_body(words: str) -> bool:
    """Whether words before a colon only say how somebody fared: "O went next: #"."""
    codes = words.split()
    return len(codes) > 1 and codes[0] == "O" and ":" not in codes and codes[1] not in ("'s", "-", "–", "—")


def _aspects(words: str) -> tuple[str, ...]:
    if words.startswith(_AT):
        return tuple(_aspect(part.split()) for part in _LISTED.split(words.removeprefix(_AT)))
    if _HOUSE.match(words):
        return (OVERALL,)
    parts = words.removeprefix(_BOTH).split(" and ") if words.startswith(_BOTH) else [words]
    return tuple(dict.fromkeys(_aspect(part.split()) for part in parts))


def _aspect(words: list[str]) -> str:
    """An aspect without the words around it that say nothing of its own."""
    if words[-1:] and words[-1] in _WHOLE:
        return OVERALL
    first, last = 0, len(words)
    while first < last and words[first] in _LEAD:
        first += 1
    if (
        words[first : first + 1]
        and words[first] in _PROVISION
        and words[first + 1 : first + 2] in (["for"], ["with"])
    ):
        first += 2
    while last > first and (words[last - 1] in _AFTERWARDS or not words[last - 1][0].isalnum()):
        last -= 1
    own = words[first:last]
    if own and own[-1] in _WHOLE and _PLACED.isdisjoint(own):
        return OVERALL
    if "S" in own or "O" in own or (first and own and own[0] in _PLACED and words[first - 1] in ("O", "Os")):
        return OVERALL
    if all(word in _BARE or not word[0].islower() for word in own):
        return OVERALL
    kept = [_SPELT.get(word, word) for word in own if word[0].islower() or word in _SPELT]
    aspect = " ".join(kept).replace(" 's", "'s")
    return _SHORT.get(aspect, aspect)


def _is_count(words: str) -> bool:
    """Whether words only say how many of something got a grade."""
    found = set(words.split())
    return bool(found & _COUNTS) and found <= _COUNTS | _BARE


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], bool, bool], ...]:
    rules = read_rules("judgements")
    return tuple(
        (re.compile(expanded(rule["pattern"], rules["fragments"])), rule["own"], rule.get("free", False))
        for rule in rules["phrase"]
    )
