"""Which organisations in a line are only mentioned, and not the ones spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from councilgraph.graph.extractors.prose.inspections.lines import Line, Unit
from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.rules import read_rules

GRADES = frozenset({"G", "Gi"})
_TOLD = GRADES | {"D"}
_ENDS = frozenset(";:")
_POST = 6
_NAME = 4
_FRONT = 2
_PLACED = frozenset("home school hospital health health_trust company charity".split())
_VISIT = 4
_SENT = re.compile(
    r"O (?:(?:has|had) been|is|was|became|acts as|acted as|serves as) (?:W|Os|the|their|its) (?:\S+ )?"
    r"commissioners? "
)
_REACH, _RANK, _NEAR_IT = 4, 5, 5
_AND = frozenset({"and", ","})
_WHERE = 2
"""So many words say where something is: "Elm Lodge in Bury, which"."""
_STOPS = frozenset(", ; : .".split())
_OPENINGS = frozenset(",;(")


@cache
def words(key: str) -> frozenset[str]:
    """The words of a key of `rules/focus.toml`."""
    return frozenset(read_rules("focus")[key].split())


def is_aside(line: Line, number: int) -> bool:
    """Whether an organisation is only compared with, owns, or is where another one or somebody is."""
    if line.units[number].code != "O":
        return False
    two_before, before = _words_before(line, number)
    after = [unit.code for unit in line.units[number + 1 : number + 4]]
    is_between = (before, *after[:1]) in ((",", ","), ("(", ")"))
    is_place = is_between and _is_place_of(line, number)
    is_owner = _is_where_owned(line, number, before, after) or _is_named_owner(
        line, number, before, two_before
    )
    if is_owner or _is_in_description(line, number) or _is_field(line, number):
        return True
    is_presented = _is_placed(line.units[number]) and after[:2] in ([",", "a"], [",", "an"])
    if is_place or is_presented or after[:2] == [",", "which"]:
        return is_place
    is_plural = bool(after) and after[0] in words("plural")
    is_there = before in words("where") and (two_before in ("O", "P") or two_before in words("elsewhere"))
    is_there |= before in words("outskirts") and two_before in words("owned")
    if is_there or is_plural or _is_compared(before, two_before) or _is_commissioner(line, number):
        return True
    return _is_of_somebody(line, number, before, after) or _is_owner(line, number, after)


def _words_before(line: Line, number: int) -> tuple[str, str]:
    """The two words before a unit and its article."""
    last = number - (number > 1 and line.units[number - 1].code == "the")
    codes = ["", "", *(unit.code for unit in line.units[max(0, last - 2) : last])]
    return codes[-2], codes[-1]


def _is_compared(before: str, two_before: str) -> bool:
    """Whether the words before say that it is like another, with which another is compared, or did it."""
    if before in words("compared"):
        return not (before == "with" and two_before in words("at_work"))
    return (before == "to" and two_before in words("like")) or (
        before == "by" and two_before in words("done")
    )


def _is_place_of(line: Line, number: int) -> bool:
    """Whether a place between commas is where the home or school before it is: "Elm Lodge, Bury, which"."""
    before = line.units[number - 2].organisation if number > 1 else None
    return line.units[number].is_place and before is not None and before.kind in _PLACED


def _is_field(line: Line, number: int) -> bool:
    """Whether it is where another one is the first or the best: "Elm Lodge is the first home in O to"."""
    if not line.units[number].is_place or line.units[number - 1].code not in words("where"):
        return False
    before = [unit.code for unit in line.units[max(0, number - _RANK) : number - 1]]
    is_ranked = before[-1:] and (before[-1] in words("ranks") or not words("ranks").isdisjoint(before[:-1]))
    is_one = before[-1:] and before[-1] in words("ranks") | words("owned") | words("ranked")
    named = any(unit.organisation and unit.code == "O" for unit in line.units[: number - 1])
    return bool(is_ranked and is_one) and named


def _is_in_description(line: Line, number: int) -> bool:
    """Whether it is in what commas say of the home before it: "Elm Lodge, a home in O," or "..., in O,"."""
    opening = next((each for each in range(number - 1, 0, -1) if line.units[each].code in _OPENINGS), 0)
    before = line.units[max(0, opening - _REACH) : opening]
    homes = [each for each, unit in enumerate(before) if unit.organisation and _is_placed(unit)]
    if not opening or not homes or line.units[opening + 1].code not in words("describing"):
        return False
    named = [unit.code for unit in before[homes[-1] + 1 :]]
    is_beside = not named or (len(named) == 2 and named[0] in words("where"))
    return is_beside and (
        line.units[number].is_place or line.units[number - 1].code in words("where") | {"by"}
    )


def _is_placed(unit: Unit) -> bool:
    return unit.code == "O" and unit.organisation is not None and unit.organisation.kind in _PLACED


def _is_named_owner(line: Line, number: int, before: str, two_before: str) -> bool:
    """Whether a body is named as the owner of one before it: "closed by its owner, O", "run by O"."""
    is_owner = before == "," and two_before in words("owners")
    if not is_owner and not (before == "by" and two_before in words("owns")):
        return False
    return any(unit.organisation and unit.organisation.kind in words("owned") for unit in line.units[:number])


def _is_where_owned(line: Line, number: int, before: str, after: list[str]) -> bool:
    """Whether a place only tells homes of one owner apart: "its Gosport home", "the firm's Bury school"."""
    is_owned = bool(after) and after[0] in words("owned")
    return is_owned and line.units[number].is_place and before in ("Os", "'s")


def _is_of_somebody(line: Line, number: int, before: str, after: list[str]) -> bool:
    """Whether it only says where somebody has a post: "the leader of O", "O's director"."""
    if after and after[0] in words("relations"):
        return True
    is_former = before in words("once") and line.units[number].is_place
    if after and (after[0] == "'s" or is_former) and words("heads").intersection(after):
        return True
    if before not in words("where") or words("relative").intersection(after):
        return False
    return any(unit.code in words("heads") for unit in line.units[max(0, number - _POST) : number])


def _is_commissioner(line: Line, number: int) -> bool:
    """Whether a council was sent to another one: "O has been our commissioner since"."""
    return bool(_SENT.match(line.skeleton, line.starts[number]))


def _is_owner(line: Line, number: int, after: list[str]) -> bool:
    """Whether it only says whose a home is that has been named: "Elm Lodge, O's home"."""
    if not after or after[0] != "'s" or words("owned").isdisjoint(after[1:]):
        return False
    before = (unit.organisation for unit in line.units[:number])
    return any(body is not None and body.kind in words("owned") for body in before)


def is_heading(line: Line) -> bool:
    """Whether a line does no more than name an organisation."""
    codes = [unit.code for unit in line.units]
    return "O" in codes and all(code == "O" or code in words("heading") or code.isdigit() for code in codes)


def is_oblique(line: Line, number: int) -> bool:
    """Whether an organisation stands after a preposition, not presented ("It was at O") nor inspected."""
    if (
        number < _FRONT
        or line.units[number].code != "O"
        or line.units[number - 1].code not in words("oblique")
    ):
        return False
    following = line.units[number + 1 : number + 3]
    is_at = line.units[number - 1].code == "with" and line.units[number - 2].code in words("at_work")
    if (
        is_at
        or line.units[0].code in words("presenting")
        or words("relative") & {unit.code for unit in following}
    ):
        return False
    if [unit.code for unit in following] in ([",", "a"], [",", "an"]):
        return False
    return words("inspected").isdisjoint(unit.code for unit in line.units[max(0, number - _VISIT) : number])


def is_place_only(line: Line, number: int) -> bool:
    """Whether a place is only where another organisation is: "Elm Lodge, which is in Derby, was"."""
    before = [unit.code for unit in line.units[max(0, number - 2) : number]]
    return line.units[number].is_place and before in (
        ["is", "in"],
        ["lies", "in"],
        ["based", "in"],
        ["is", "near"],
    )


def antecedent(line: Line, number: int) -> Organisation | None:
    """The one that "which" before a unit stands for: "taken from O, which had been rated good"."""
    for at in range(number - 1, 0, -1):
        code = line.units[at].code
        if code in _STOPS:
            return None
        if code in words("relative"):
            last = at - 2 if line.units[at - 1].code == "," and at > 1 else at - 1
            named = [line.units[each] for each in (last, last - _WHERE) if each >= 0]
            bodies = [unit.organisation for unit in named if unit.code == "O" and unit.organisation]
            return bodies[0] if bodies else None
    return None


def before_it(line: Line, number: int) -> Iterator[Organisation]:
    """Those named before "it", in passing, too, the last first: "sacked by O after it was rated"."""
    near = range(number - 1, max(0, number - _NEAR_IT), -1)
    it = next((at for at in near if line.units[at].code == "it"), 0)
    for at in range(it - 1, -1, -1):
        body = line.units[at].organisation
        if line.units[at].code == "O" and body:
            yield body


def joined(line: Line, last: int, chosen: Organisation) -> tuple[Organisation, ...]:
    """A body that the unit `last` names, and those joined to it before: "Bury, Bolton and Wigan"."""
    found = [chosen]
    last -= last > 1 and line.units[last - 1].code == "the"
    while last > 1 and line.units[last - 1].code in _AND:
        last -= 2 if line.units[last - 2].code != "," else 3
        last -= 2 * (last > 1 and line.units[last - 1].code in words("where"))
        body = line.units[last].organisation if last >= 0 else None
        if body is None or line.units[last].code != "O" or body.kind != chosen.kind:
            break
        found.insert(0, body)
    return tuple(found)


def is_authority(line: Line, number: int) -> bool:
    """Whether it is only said where a council is: "the Berkshire authority"."""
    codes = [unit.code for unit in line.units[max(0, number - 1) : number + 2]]
    return line.units[number].is_place and codes[-1] == "authority" and codes[0] == "the"


def parenthesis(line: Line, number: int) -> tuple[int, int]:
    """The commas around what is thrown in between a subject and its verb before a unit; (0, 0) without."""
    codes = [unit.code for unit in line.units[:number]]
    for closing in range(number - 1, 0, -1):
        if codes[closing] in _ENDS:
            break
        if codes[closing] == "," and closing + 1 < number and codes[closing + 1] in words("verbs"):
            ended = max((each for each in range(closing) if codes[each] in _ENDS), default=0)
            opening = max((each for each in range(ended, closing) if codes[each] == ","), default=0)
            return opening, closing if opening else 0
    return 0, 0


def listed_home(line: Line, number: int) -> Organisation | None:
    """The home that a list names last before a unit: "homes were rated: Elm Lodge in Bury, good"."""
    if not any(unit.code in words("listed") for unit in line.units[:number]):
        return None
    first = number
    while first > 0 and not (line.units[first - 1].code in _ENDS or _is_next(line, first - 1)):
        first -= 1
    entry = line.units[first : number + 1]
    while entry and entry[0].code in ("and", ","):
        entry = entry[1:]
    last = next((place for place, unit in enumerate(entry) if unit.code in words("after_name")), 0)
    if first == 0 or not 0 < last <= _NAME or not any(unit.code in _TOLD for unit in entry):
        return None
    return _home(entry[:last])


def listed_homes(line: Line, number: int) -> tuple[Organisation, ...]:
    """The homes named beside a word for them before a unit: "its homes, Elm Lodge and Oak House, were"."""
    codes = [unit.code for unit in line.units[:number]]
    first = max((at for at, code in enumerate(codes) if code in words("listed")), default=number)
    if codes[first + 1 : first + 2] not in ([","], [":"]) or not GRADES.isdisjoint(codes[first:]):
        return ()
    named = (unit.organisation for unit in line.units[first + 2 : number] if unit.code == "O")
    return tuple(dict.fromkeys(body for body in named if body and body.kind in words("owned")))


def _is_next(line: Line, number: int) -> bool:
    """Whether another home of a list follows a closing bracket: "Elm Lodge (good), Oak House (...)"."""
    after = [unit.code for unit in line.units[number + 1 : number + 2]]
    return line.units[number].code == ")" and after[:1] in ([","], ["and"])


def _home(name: tuple[Unit, ...]) -> Organisation | None:
    """The home of that name, known already or not."""
    if name[0].organisation:
        return name[0].organisation
    if name[0].person:
        return Organisation(name[0].person.name, "home")
    if not all(unit.is_capital or unit.code == "'s" for unit in name):
        return None
    return Organisation(" ".join(unit.code.capitalize() for unit in name).replace(" 's", "'s"), "home")
