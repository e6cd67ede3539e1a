"""Where a text names people: titles, given names, initials, particles, hyphens.

A name is a row of capitalised words that are no place, organisation, post or common word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from councilgraph.graph.extractors.prose.names.body_names import HEADS
from councilgraph.graph.extractors.prose.names.given_names import Gender, is_given_name
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.text.tokens import Token

_HE_TITLES = frozenset("mr sir lord baron".split())
_SHE_TITLES = frozenset("mrs ms miss dame lady baroness".split())
_OTHER_TITLES = frozenset(
    "dr prof professor rev reverend revd canon cllr cllrs coun councillor councillors ald alderman "
    "alderwoman judge justice "
    "supt superintendent insp inspector sgt sergeant pc dc dci ch col colonel major capt captain lt maj "
    "pc sgt det councillor's".split()
)
RANKS = frozenset(
    "superintendent supt inspector insp sergeant sgt pc dc dci di ds det detective chief constable "
    "commander".split()
)
"""Words of police ranks before a name."""
_BEFORE_RANKS = frozenset("chief detective det ch assistant deputy acting temporary".split())
TITLES = _HE_TITLES | _SHE_TITLES | _OTHER_TITLES
_PARTICLES = frozenset("de la le van der den von zu ap ferch bin al el du da dos y mac ó ní".split())
_CAPITAL_PARTICLES = frozenset("van von de la le mac st ap der al el du da o di del san".split())
_COMMON = frozenset(read_rules("words")["common"]["words"].split())
_CAPITAL = frozenset(read_rules("words")["capital"]["words"].split())
_BEFORE_NAMES = frozenset(read_rules("words")["before_names"]["words"].split())
_LETTERS = frozenset(read_rules("words")["before_names"]["after"].split())
_MONTHS = frozenset({"june", "april", "may", "august"})
_BEFORE_MONTHS = frozenset(
    "in since until till by from to last next this early late mid of during before after and".split()
)
_MARKS = frozenset("\"'“”‘’()")
_TOPICS = frozenset(read_rules("roles")["topics"]["words"].split())
_PLACES = frozenset(
    "street road lane avenue square park house hall close drive way terrace gardens court arms".split()
)
_VENUES = frozenset("priory abbey cathedral minster palace museum theatre stadium racecourse".split())
_NOT_BEFORE = frozenset("née nee formerly aka alias".split())
_MAX_WORDS = 6
_NICKNAME = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A possible name at the tokens `first:last`, the title before it included from `title_first` on."""

    first: int
    last: int
    title_first: int
    words: tuple[str, ...]
    title: str

    @property
    def is_full(self) -> bool:
        """Whether it has more than a surname."""
        return len(self.words) > 1 and not all(word.lower() in _PARTICLES for word in self.words[:-1])


def title_gender(title: str) -> Gender | None:
    """The pronoun that goes with a title."""
    words = title.lower().replace(".", "").split()
    if any(word in _HE_TITLES for word in words):
        return "he"
    return "she" if any(word in _SHE_TITLES for word in words) else None


def titled_surnames(tokens: Iterable[Token]) -> frozenset[str]:
    """The words in lower case that stand after a title somewhere: "hale" for "Mr Hale"."""
    before, found = "", set()
    for token in tokens:
        if before in TITLES and token.is_capital:
            found.add(token.lower)
        before = token.lower if token.text != "." else before
    return frozenset(found)


def find(tokens: Sequence[Token], taken: set[int], lower_words: frozenset[str]) -> list[Name]:
    """The possible names in a paragraph, in order. `lower_words` are the document's own in lower case."""
    return list(_names(tokens, taken, lower_words))


def _names(tokens: Sequence[Token], taken: set[int], lower_words: frozenset[str]) -> Iterator[Name]:
    number = 0
    while number < len(tokens):
        title_first, first = _titles(tokens, number, taken)
        last = _end(tokens, first, taken, lower_words, titled=first > title_first)
        if last <= first:
            number += 1
            continue
        words = tuple(_spoken(tokens, first, last))
        while last < len(tokens) and tokens[last].text.isupper() and tokens[last].lower in _LETTERS:
            last += 1
        title = " ".join(token.text for token in tokens[title_first:first] if token.text != ".")
        yield Name(first, last, title_first, words, title)
        number = last


def _titles(tokens: Sequence[Token], at: int, taken: set[int]) -> tuple[int, int]:
    """Where titles begin and end at a token; the same place where there are none."""
    number = at
    while number < len(tokens) and tokens[number].is_capital and _is_title(tokens, number):
        if number in taken and tokens[number].lower not in _OTHER_TITLES:
            break
        number += 1
        if (
            number < len(tokens)
            and tokens[number].text == "."
            and tokens[number].start == tokens[number - 1].end
        ):
            number += 1
    return at, number


def _is_title(tokens: Sequence[Token], number: int) -> bool:
    """Whether a word is a title or, begins one before a rank ("Chief Superintendent", "Lt-Col")."""
    word = tokens[number].lower
    if word in TITLES:
        return True
    if "-" in word and all(part in TITLES for part in word.split("-")):
        return True
    following = tokens[number + 1].lower if number + 1 < len(tokens) else ""
    return word in _BEFORE_RANKS and following in RANKS and following in TITLES


def _end(
    tokens: Sequence[Token], first: int, taken: set[int], lower_words: frozenset[str], *, titled: bool
) -> int:
    """Where a name ends that begins at `first`; `first` where none does."""
    number = first
    full = 0
    while number < len(tokens) and number - first < _MAX_WORDS and number not in taken:
        if number > first and _is_nickname(tokens, number):
            number += _NICKNAME
        token = tokens[number]
        if _is_name_word(token, lower_words, starts=number == first and not titled, at=number, tokens=tokens):
            full = number + 1
        elif not _is_particle(tokens, number) or (number == first and not titled):
            break
        number += 1
    if full <= first or (tokens[full - 1].text.endswith(".") and len(tokens[full - 1].text) <= 3):
        return first
    if first and tokens[first - 1].lower in _NOT_BEFORE:
        return first
    if not titled and tokens[full - 1].lower in _VENUES:
        return first
    if full < len(tokens) and tokens[full].is_capital and tokens[full].lower in _PLACES:
        return first
    return full if _is_name(tokens[first:full], titled=titled) else first


def _is_nickname(tokens: Sequence[Token], number: int) -> bool:
    """Whether a nickname in marks stands in the middle of a name: Ada "Addie" Hart, Ada (Addie) Hart."""
    ahead = tokens[number : number + _NICKNAME + 1]
    if len(ahead) <= _NICKNAME or ahead[0].text not in _MARKS or ahead[2].text not in _MARKS:
        return False
    return ahead[0].text != ")" and ahead[1].is_capital and ahead[3].is_capital and ahead[3].text[0].isalpha()


def _spoken(tokens: Sequence[Token], first: int, last: int) -> Iterator[str]:
    """The words of the name at `first:last`, without a nickname."""
    number = first
    while number < last:
        if number > first and _is_nickname(tokens, number):
            number += _NICKNAME
        yield tokens[number].text
        number += 1


def _is_initial(tokens: Sequence[Token], at: int) -> bool:
    """Whether an "A" or an "I" is an initial: beside another ("G A Hart") or in a list ("; A Hart, Head")."""
    before = tokens[at - 1].text if at else ":"
    ahead = tokens[at + 1 : at + 3]
    if _is_letter(before):
        return bool(ahead) and ahead[0].is_capital
    if len(ahead) == 2 and _is_letter(ahead[0].text):
        return ahead[1].is_capital
    return (
        before in (";", ":", ",", "(", "•")
        and len(ahead) == 2
        and ahead[0].is_capital
        and ahead[1].text in (",", "(", ";", "and", "&")
    )


def _is_letter(text: str) -> bool:
    return len(text) == 1 and text.isalpha() and text.isupper()


def _is_beside_name(tokens: Sequence[Token], at: int, *, starts: bool) -> bool:
    """Whether a word stands before or after a name as no part of it: "Bishop Ada Hart", "Ada Hart QC"."""
    if not starts:
        return tokens[at].lower in _LETTERS
    ahead = tokens[at + 1 : at + 3]
    full = len(ahead) == 2 and all(token.is_capital and token.lower not in _LETTERS for token in ahead)
    return full and tokens[at].lower in _BEFORE_NAMES


def _is_particle(tokens: Sequence[Token], number: int) -> bool:
    """Whether "de", "van der" or "ap" leads on to a capitalised word."""
    ahead = tokens[number + 1 : number + 3]
    if tokens[number].lower not in _PARTICLES or not ahead:
        return False
    return ahead[0].is_capital or (ahead[0].lower in _PARTICLES and len(ahead) > 1 and ahead[1].is_capital)


def _is_name_word(  # noqa: PLR0911 - one reason after another
    token: Token, lower_words: frozenset[str], *, starts: bool, at: int, tokens: Sequence[Token]
) -> bool:
    text = token.text
    if text in ("A", "I") and _is_initial(tokens, at):
        return True
    if _is_no_name_by_form(token):
        return False
    if "." in text:
        return len(text) <= 8 and text.replace(".", "").isupper()
    if token.lower in _CAPITAL_PARTICLES:
        return True
    barred = token.lower in _CAPITAL or token.lower in HEADS or token.lower in TITLES
    if token.lower in _MONTHS and _is_forename(tokens, at):
        return True
    if barred or _is_beside_name(tokens, at, starts=starts):
        return False
    leads_on = at + 1 < len(tokens) and tokens[at + 1].is_capital
    if is_given_name(text) and leads_on and not (starts and _is_just_a_word(tokens, at)):
        return True
    if token.lower in _COMMON:
        return not starts and text.istitle() and token.lower not in lower_words
    return not (starts and token.lower in lower_words and not is_given_name(text))


def _is_just_a_word(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word's capital is that of a sentence's beginning: "Will Luton pay", not ", Will Hart,"."""
    begins = at == 0 or not (tokens[at - 1].is_word or tokens[at - 1].text in ",(")
    return tokens[at].lower in _COMMON and (begins or not tokens[at + 1].text.istitle())


def _is_forename(tokens: Sequence[Token], at: int) -> bool:
    """Whether a month's name is somebody's: "Cllr June Hart", "April Hart said"; not "in June Cornwall"."""
    before = tokens[at - 1].lower if at else ""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    is_led = following is not None and following.text.istitle() and following.text.isalpha()
    return is_led and before not in _BEFORE_MONTHS and not before.isdigit()


def _is_no_name_by_form(token: Token) -> bool:
    text = token.text
    return (
        text == "I"
        or token.lower.startswith(("i'm", "i'v", "i'd", "i'l"))
        or not token.is_capital
        or not text[0].isalpha()
        or any(letter.isdigit() for letter in text)
    )


def _is_name(words: Sequence[Token], *, titled: bool) -> bool:
    texts = [word.text for word in words]
    if len(texts) == 1:
        return len(texts[0]) > 1 and (titled or not texts[0].isupper())
    if not titled and all(text.lower() in _COMMON or text.lower() in _TOPICS for text in texts):
        return False
    if all(text.isupper() and "." not in text for text in texts) and not titled:
        return is_given_name(texts[0])
    return not (texts[-1].isupper() and len(texts[-1]) in (2, 3) and "." not in texts[-1] and not titled)
