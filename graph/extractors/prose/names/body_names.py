"""Organisations' names by grammar: what "Trust", "Board" or "Association of ..." ends or begins."""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.graph.extractors.prose.names.given_names import is_given_name
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.text.tokens import Token

_RULES = read_rules("organisations")
HEADS: dict[str, str] = {word: kind for kind, words in _RULES["heads"].items() for word in words.split()}
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
STOPS = frozenset(_RULES["stops"]["words"].split())
TYPES = frozenset(_RULES["types"]["words"].split())
SHORT_TYPES = frozenset(_RULES["types"]["short"].split())
_SOFT_STOPS = frozenset(_RULES["soft_stops"]["words"].split())
_NATIONS = frozenset(_RULES["soft_stops"]["nations"].split())
_NATIONAL = frozenset(_RULES["soft_stops"]["national"].split())
_RIGHTWARD = frozenset(_RULES["rightward"]["words"].split())
GENERIC = frozenset(_RULES["generic"]["words"].split())
"""Words that alone make no name: "Children's Homes"."""
_COMPASS = frozenset("north south east west northern southern eastern western mid central".split())
_BEGINNINGS = _COMPASS | frozenset("royal greater great little upper lower market".split())
_INSIDE = frozenset({"of", "for", "and", "&", "the", "'s", "upon"})
_SERVICES = frozenset(_RULES["services"]["words"].split())
_BOARDED = frozenset("trust school college academy hospital".split())
_HOLDERS = frozenset(
    "board trustees governors directors members member lead holder director manager officer executive "
    "spokesman spokeswoman spokesperson secretary minister newsletter minutes chairman chair head "
    "report".split()
)
"""Words that are no part of a name after them: "Trustees of the Exe Trust"."""
_APOSTROPHES = frozenset({"'", "’"})
_UNNAMED = frozenset("school home trust charity company".split())
_MIDDLES = frozenset(
    "nhs foundation healthcare health hospitals hospital parents teachers students university".split()
)
"""Words that may stand between two heads of one name."""
_WITH_SITES = frozenset({"academy", "university"})
_MAX_MIDDLE = 5
_MODIFIED = 3
_MEMBERS = frozenset(_RULES["members"]["words"].split())
"""Those whose bodies are called by them: "Citizens' Advice Bureau"."""
_MAX_WORDS = 14
_MIN_SHOUTED = 6


def name_around(tokens: Sequence[Token], at: int, free: int) -> tuple[int, int]:
    """The tokens `first:last` of the name that the head at `at` is in. Tokens before `free` are taken."""
    first = _leftmost(tokens, at, free)
    last = _rightmost(tokens, at) if tokens[at].is_capital and tokens[at].lower in _RIGHTWARD else at + 1
    last = _further(tokens, last) if last == at + 1 else last
    return _past_board(tokens, first, last), last


def _past_board(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where the name of the one whose board is named begins: "the Board of Exe Hospitals Trust"."""
    words = [token.lower for token in tokens[first : first + 3]]
    if words[:2] != ["board", "of"] or first + 3 >= last or tokens[last - 1].lower not in _BOARDED:
        return first
    return first + 2 + (words[2] == "the")


def _further(tokens: Sequence[Token], last: int) -> int:
    """Where a name ends after a head: "... Service NHS Trust", "... University Belfast"."""
    number = last
    while number < len(tokens) and tokens[number].is_capital and number - last < _MAX_MIDDLE:
        if tokens[number].lower in HEADS and is_head(tokens, last - 1, number):
            last = number + 1
        elif tokens[number].lower not in _MIDDLES and not _is_before_nhs(tokens, number):
            break
        number += 1
    return last + _is_site(tokens, last)


def _is_before_nhs(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is the place between "Hospitals" and "NHS Trust" in a trust's name."""
    is_hospital = HEADS.get(tokens[at - 1].lower) == "health" or tokens[at - 1].lower == "hospital"
    return is_hospital and [token.text for token in tokens[at + 1 : at + 2]] == ["NHS"]


def _is_site(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word after an academy or the like is the place that ends its name."""
    if not 1 < at < len(tokens) or tokens[at - 1].lower not in _WITH_SITES:
        return False
    if not (tokens[at - 2].is_capital or tokens[at - 2].lower == "'s"):
        return False
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        token.text.istitle()
        and token.text.isalpha()
        and token.lower not in STOPS
        and token.lower not in HEADS
        and not is_given_name(token.text)
        and not (following and following.is_capital)
    )


def name_from(tokens: Sequence[Token], at: int, last: int) -> int | None:
    """Where a longer name ends that begins with `at:last` ("Cleveland Fire Brigade"), or None."""
    end = last
    seen = 0
    while end < len(tokens) and end - at < _MAX_WORDS:
        token = tokens[end]
        if token.is_capital and token.is_word and token.lower not in STOPS:
            seen = end + 1
        elif (
            token.lower not in ("and", "&", "of", "'s")
            or (token.lower == "'s" and end == last)
            or (token.lower in ("and", "&") and tokens[end - 1].lower in HEADS)
        ):
            break
        end += 1
    for stop in range(seen, last, -1):
        if tokens[stop - 1].is_capital and is_head(tokens, at, stop - 1):
            return stop
    return None


def is_head(tokens: Sequence[Token], first: int, at: int) -> bool:
    """Whether the token `at` can end the name of a body that begins at `first`."""
    kind = HEADS.get(tokens[at].lower)
    if is_plural_owner(tokens, at + 1):
        return False
    if kind == "service":
        return any(token.lower in _SERVICES for token in tokens[first:at])
    return kind is not None


def joined_from(tokens: Sequence[Token], at: int) -> int:
    """Where a name begins whose first part is no known place: "Royal Berkshire", "Exe and Rutland"."""
    if at and tokens[at - 1].is_capital and tokens[at - 1].lower in _BEGINNINGS:
        return at - 1
    if at < 3 or tokens[at - 1].lower not in ("and", "&"):
        return at
    word, before = tokens[at - 2], tokens[at - 3]
    fits = word.is_capital and word.text.isalpha() and word.lower not in STOPS and word.lower not in HEADS
    return at - 2 if fits and before.lower in ("of", "at", "the", "for", "with", ",") else at


def is_alone(tokens: Sequence[Token], at: int) -> bool:
    """Whether one word with a capital stands alone: "Merseyside" in "NHS Cheshire and Merseyside, said"."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    is_name = tokens[at].text.istitle() and tokens[at].text.isalpha() and not is_given_name(tokens[at].text)
    return is_name and tokens[at].lower not in STOPS and not (following and following.is_capital)


def over_compass(tokens: Sequence[Token], at: int) -> int:
    """Where the place begins in "North Kirklees"; `at` where no point of the compass stands there."""
    leads = at + 1 < len(tokens) and tokens[at].is_capital and tokens[at + 1].is_capital
    return at + (leads and tokens[at].lower in _COMPASS)


def kind_of_name(tokens: Sequence[Token], first: int, last: int) -> str:
    """The kind of the body that is named by `first:last`, by the head at its end."""
    if any(token.lower in ("commissioning", "nhs") for token in tokens[first : last - 1]):
        return "trust" if HEADS[tokens[last - 1].lower] == "trust" else "health"
    return HEADS[tokens[last - 1].lower]


def written(words: Sequence[Token]) -> str:
    """The tokens as one reads them, spaces put right and shouting taken down."""
    text = ""
    for number, token in enumerate(words):
        after_s = number > 0 and token.text in _APOSTROPHES and words[number - 1].lower.endswith("s")
        glued = after_s or token.lower in ("'s", ",", ")") or (number > 0 and words[number - 1].text == "(")
        text += ("" if glued or not text else " ") + token.text
    if text.isupper() and len(text) > _MIN_SHOUTED:
        text = text.title().replace("'S", "'s").replace("’S", "’s")
        for small in ("Of", "And", "For", "The", "Upon", "With"):
            text = text.replace(f" {small} ", f" {small.lower()} ")
    return text


def capitalised(name: str) -> str:
    """A name with capitals where a title has them: "Trafford council" is "Trafford Council"."""
    small = ("of", "and", "the", "with", "upon", "for", "in", "on")
    words = name.split()
    return " ".join(
        word if word in small or not word[0].isalpha() else word[0].upper() + word[1:] for word in words
    )


def _leftmost(tokens: Sequence[Token], at: int, free: int) -> int:
    first = at
    number = at - 1
    while number >= free and at - number < _MAX_WORDS:
        token = tokens[number]
        if token.lower in _HOLDERS and tokens[number + 1].lower in ("of", "for"):
            break
        if is_plural_owner(tokens, number):
            number -= 1
            continue
        if token.lower in _INSIDE:
            if token.lower in ("'s", "’s") and tokens[at].lower == "council":
                break
            if token.lower == "and" and (_ends_name(tokens, number) or number - 1 < free):
                break
        elif (
            _stops(tokens, number, at, free)
            or not token.is_word
            or (token.is_capital and (_names_somebody(tokens, number) or _is_date(tokens, number)))
        ):
            break
        elif token.is_capital:
            first = number
        elif not (token.lower in TYPES and tokens[at].lower == "council"):
            break
        number -= 1
    return first


def _stops(tokens: Sequence[Token], number: int, at: int, free: int) -> bool:
    """Whether a word stands outside the name whose head is at `at`."""
    token = tokens[number]
    if token.lower not in STOPS:
        return False
    if token.lower in _NATIONS and token.is_capital and HEADS.get(tokens[at].lower) in _NATIONAL:
        return False
    before = tokens[number - 1] if number > free else None
    return not (
        before
        and token.lower in _SOFT_STOPS
        and before.is_capital
        and before.text.isalpha()
        and before.lower not in STOPS
    )


def only_places(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether the place at `at:last` only says where some other body is: "a Medway academy trust"."""
    if not at or tokens[at - 1].lower not in ("a", "an"):
        return False
    ahead = (token.lower for token in tokens[last : last + _MODIFIED])
    return any(HEADS.get(word) in _UNNAMED for word in ahead if word not in TYPES)


def is_plural_owner(tokens: Sequence[Token], number: int) -> bool:
    """Whether an apostrophe joins two words of a name: "Foster Carers' Association"."""
    around = tokens[max(0, number - 1) : number + 2]
    if len(around) != len("s'A") or around[1].text not in _APOSTROPHES:
        return False
    is_owner = around[0].is_capital and around[0].lower.endswith("s")
    goes_on = around[2].is_capital or around[2].lower == "and"
    return is_owner and (around[2].lower in HEADS or (around[0].lower in _MEMBERS and goes_on))


def _is_date(tokens: Sequence[Token], number: int) -> bool:
    """Whether a word is the month in "in March and Oak Lodge in April"."""
    follows = number + 1 < len(tokens) and tokens[number + 1].lower == "and"
    return follows and tokens[number].lower in _MONTHS


def _names_somebody(tokens: Sequence[Token], number: int) -> bool:
    """Whether a capitalised word is the surname in "Piers Tarn of Exwick School"."""
    before = tokens[number - 1] if number else None
    follows = number + 1 < len(tokens) and tokens[number + 1].lower == "of"
    return bool(follows and before and before.is_capital and is_given_name(before.text))


def _ends_name(tokens: Sequence[Token], conjunction: int) -> bool:
    """Whether the token before an "and" ends a name of its own."""
    return conjunction > 0 and tokens[conjunction - 1].lower in HEADS


def _rightmost(tokens: Sequence[Token], at: int) -> int:
    """Where a name such as "Department for Children, Schools and Families" ends."""
    last = at + 1
    if last >= len(tokens) or tokens[last].lower not in ("of", "for"):
        return last
    number = last
    while number < len(tokens) and number - at < _MAX_WORDS:
        token = tokens[number]
        if (token.is_capital and token.is_word) or (token.lower == "'s" and last == number):
            last = number + 1
        elif not (
            token.lower in _INSIDE or (token.lower == "," and last == number and _lists(tokens, number))
        ):
            break
        number += 1
    return last - (tokens[last - 1].lower == "'s")


def _lists(tokens: Sequence[Token], comma: int) -> bool:
    """Whether ", Xs and Ys" follows, all with capitals."""
    ahead = tokens[comma + 1 : comma + 4]
    return (
        len(ahead) == 3
        and ahead[0].is_capital
        and ahead[1].lower in ("and", "&", ",")
        and ahead[2].is_capital
    )
