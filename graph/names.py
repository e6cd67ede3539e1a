"""Names as people write them: folded for comparison, without titles, as parts of an address."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

TITLES = frozenset(
    "mr mrs ms miss mx dr sir dame lord lady baroness baron prof professor cllr coun councillor "
    "ald alderman rev reverend revd hon honourable rt judge justice captain major colonel".split()
)
"""Words before a name that are no part of it, folded."""

POST_NOMINALS = frozenset(
    "obe mbe cbe kbe dbe kcb dcb cb cmg bem qc kc mp msp ms am mep mla jp dl phd frsa cpfa cipfa".split()
)
"""Letters after a name that are no part of it, folded."""

_SPELLED_LETTERS = 5
"""Shorter names that sound alike are mostly different ones: Jane, Jean, Joan."""

_GENERATIONS = {
    "jr": "junior",
    "jnr": "junior",
    "junior": "junior",
    "sr": "senior",
    "snr": "senior",
    "senior": "senior",
}
_PARTICLES = frozenset(
    "de del della di da dos du la le van von der den ter ten st ap ab al el bin ibn mac mc".split()
)
_PEERS = frozenset({"lord", "lady", "baroness", "baron"})
_NAME_CHARS = 80
"""Texts up to this length are mostly names, which come again and again: how they fold is kept."""

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—", "-"))


def fold(text: str) -> str:
    """Lower-case ASCII words of `text` with one space between; possessive 's and punctuation dropped.

    >>> fold("Cornwall’s “Children’s” Services")
    'cornwall children services'
    """
    return _folded_name(text) if len(text) <= _NAME_CHARS else _folded(text)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).translate(_DASHES)).lower()
    plain = re.sub(r"'s\b", "", plain).replace("'", "")
    return " ".join(re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode()))


_folded_name = functools.lru_cache(maxsize=1 << 16)(_folded)


def without_titles(name: str) -> str:
    """`name` without the titles before it; spaces made single.

    >>> without_titles("Cllr  Dr Jane Smith")
    'Jane Smith'
    """
    words = name.split()
    while len(words) > 1 and fold(words[0]) in TITLES:
        words.pop(0)
    return " ".join(words)


def slug(text: str) -> str:
    """The folded words of `text` joined by hyphens, for an address.

    >>> slug("Bournemouth, Christchurch and Poole Council")
    'bournemouth-christchurch-and-poole-council'
    """
    return fold(text).replace(" ", "-")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in its parts, all folded.

    A forename of one letter is an initial. `surname` keeps its particles and both halves of a
    double-barrelled one; `halves` are these. `seat` is the place of a peer's title ("Lord Hollis of
    Ashby"), `generation` is "junior" or "senior" where the name says so.
    """

    titles: tuple[str, ...]
    forenames: tuple[str, ...]
    surname: str
    halves: tuple[str, ...]
    seat: str = ""
    generation: str = ""

    @property
    def first(self) -> str:
        """The first forename, or its initial; empty where there is none."""
        return self.forenames[0] if self.forenames else ""

    @property
    def has_full_forename(self) -> bool:
        """Whether some forename is more than an initial."""
        return any(len(forename) > 1 for forename in self.forenames)


@functools.lru_cache(maxsize=1 << 16)
def parse_person(name: str) -> PersonName:
    """The parts of a person's name as it is written in English prose; never fails.

    >>> parse_person("Cllr J.M. Akhtar-Boyd OBE")
    PersonName(titles=('cllr',), forenames=('j', 'm'), surname='akhtar boyd', halves=('akhtar', 'boyd'), \
seat='', generation='')
    """
    words = [word for word in name.replace(",", " ").split() if fold(word)]
    titles: list[str] = []
    while len(words) > 1 and fold(words[0]) in TITLES:
        titles.append(fold(words.pop(0)))
    words, seat = _without_seat(words, titles)
    generation = ""
    while len(words) > 1 and fold(words[-1]) in POST_NOMINALS | _GENERATIONS.keys():
        generation = _GENERATIONS.get(fold(words.pop()), generation)
    if not words:
        return PersonName(tuple(titles), (), "", (), seat, generation)
    start = len(words) - 1
    while start > 1 and fold(words[start - 1]) in _PARTICLES:
        start -= 1
    forenames = tuple(
        part for word in words[:start] for part in _forename_parts(word, is_shouted=name.isupper())
    )
    halves = tuple(fold(half) for half in re.split("-", words[-1].translate(_DASHES)) if fold(half))
    surname = " ".join(fold(word) for word in words[start:])
    return PersonName(tuple(titles), forenames, surname, halves, seat, generation)


def _without_seat(words: list[str], titles: list[str]) -> tuple[list[str], str]:
    """The words before "of" in a peer's name, and the place after it."""
    if _PEERS.intersection(titles) and "of" in words[1:]:
        place = words.index("of", 1)
        return words[:place], fold(" ".join(words[place + 1 :]))
    return words, ""


def _forename_parts(word: str, *, is_shouted: bool) -> list[str]:
    """The forenames in a word: "J.M." and "JM" are two initials, "Anne-Marie" is two names."""
    letters = word.replace(".", "")
    if re.fullmatch(r"[A-Z]{1,3}", letters) and ("." in word or len(letters) == 1 or not is_shouted):
        return list(letters.lower())
    return fold(word).split()


@functools.lru_cache(maxsize=65536)
def are_spellings(one: str, other: str) -> bool:
    """Whether two folded forenames are one name spelled in two ways, and not a pet form of the other.

    >>> are_spellings("catherine", "kathryn"), are_spellings("catherine", "cathy")
    (True, False)
    """
    return _sound(one) == _sound(other) and min(len(one), len(other)) >= _SPELLED_LETTERS


def _sound(forename: str) -> str:
    """The first letter and the consonants of a name, those that sound the same written the same way."""
    letters = re.sub(r"c(?=[eiy])|z", "s", forename.replace("ph", "f").replace("v", "f"))
    letters = re.sub(r"c|q", "k", letters.replace("ck", "k"))
    return re.sub(r"(.)\1+", r"\1", letters[:1] + re.sub(r"[aeiouyhw]", "", letters[1:]))
