"""What is known of an inspectorate's reports: labels, grades, titles, words around names and dates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade by its name in claims; `is_judged` is False for "not judged" and the like."""

    name: str
    is_judged: bool
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """The `words` beside the grade of `aspect`, without "the", in reports whose title has `when_title`.

    `beginning` finds where they may be.
    """

    aspect: str
    words: tuple[str, ...]
    beginning: str
    when_title: re.Pattern[str]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences that hold the grade of `aspect`, on the first pages (`cover`) or anywhere."""

    aspect: str
    pattern: re.Pattern[str]
    cover: bool


@dataclass(frozen=True, slots=True)
class Framework:
    """The rules of one kind of inspection, known by the titles of its reports.

    `lasting` are (concept, days) that tell it apart by its length. Each of `expected` are aspects of
    which a report grades one, `until` the last month in which it did; `fields` are what it names.
    """

    concept: str | None
    titles: tuple[re.Pattern[str], ...]
    lasting: tuple[tuple[str, frozenset[int]], ...]
    expected: tuple[tuple[str, ...], ...]
    until: Mapping[str, str]
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """How inspectors are listed: who by which label, and what beside a name is no part of it."""

    lead: re.Pattern[str]
    lead_line: re.Pattern[str]
    quality_assurance: re.Pattern[str]
    roles: tuple[tuple[str, re.Pattern[str]], ...]
    other: re.Pattern[str]
    label: re.Pattern[str]
    return_visit: re.Pattern[str]
    qualification: re.Pattern[str]
    not_name: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Councils:
    """The words by which the name of a council is known; without `designations` it is that of the place."""

    words: tuple[str, ...]
    plurals: tuple[str, ...]
    beginnings: tuple[str, ...]
    designations: frozenset[str]
    board: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class History:
    """How earlier inspections are listed."""

    heading: re.Pattern[str]
    ends: re.Pattern[str]
    occasion: re.Pattern[str]
    published: re.Pattern[str]
    verdict: re.Pattern[str]
    aspects: tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class PostKind:
    """A post whose holder is not named, by the words for it, the surest first; `board` says whose it is."""

    role: str
    role_kind: str
    board: bool
    subjects: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Posts:
    """How reports say since when somebody has been in post."""

    heading: re.Pattern[str]
    since: re.Pattern[str]
    not_the_holder: re.Pattern[str]
    interim: re.Pattern[str]
    settled: re.Pattern[str]
    kinds: tuple[PostKind, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """All that is known of one inspectorate's reports."""

    body: str
    joint: re.Pattern[str]
    bodies: tuple[tuple[str, re.Pattern[str]], ...]
    noise: re.Pattern[str]
    dates: re.Pattern[str]
    published: re.Pattern[str]
    grades: tuple[Grade, ...]
    grade: re.Pattern[str]
    labels: tuple[Label, ...]
    sentences: tuple[Sentences, ...]
    frameworks: tuple[Framework, ...]
    names: Names
    councils: Councils
    history: History
    posts: Posts

    def grade_of(self, words: str) -> Grade | None:
        """The grade that `words` (lower case) are."""
        words = " ".join(words.split())
        return next((grade for grade in self.grades if words in grade.words), None)
