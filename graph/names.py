"""Names as people write them: folded for comparison, without titles, as parts of an address."""

from __future__ import annotations

import re
import unicodedata

TITLES = frozenset(
    "mr mrs ms miss mx dr sir dame lord lady baroness baron prof professor cllr coun councillor "
    "ald alderman rev reverend revd hon honourable rt judge justice captain major colonel".split()
)
"""Words before a name that are no part of it, folded."""

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—", "-"))


def fold(text: str) -> str:
    """Lower-case ASCII words of `text` with one space between; possessive 's and punctuation dropped.

    >>> fold("Cornwall’s “Children’s” Services")
    'cornwall children services'
    """
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).translate(_DASHES)).lower()
    plain = re.sub(r"'s\b", "", plain).replace("'", "")
    return " ".join(re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode()))


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
