"""The data files beside this module, read into rules: one for each inspectorate."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

from councilgraph.graph.extractors.reports.rules import (
    Councils,
    Framework,
    Grade,
    History,
    Label,
    Names,
    PostKind,
    Posts,
    Rules,
    Sentences,
)

_NOTE_NUMBER = r"\d{0,2}"
_IS = "(?::|(?: (?:is|are)(?: that it)?(?: is)?(?: judged)?(?: to be)?)?)"


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rules, ...]:
    """The rules of every inspectorate that has a data file, in the order of the files' names."""
    files = [each for each in resources.files(__package__).iterdir() if each.name.endswith(".toml")]
    return tuple(
        _rules(tomllib.loads(each.read_text("utf-8"))) for each in sorted(files, key=lambda f: f.name)
    )


def _rules(data: Mapping[str, Any]) -> Rules:
    grades = tuple(
        Grade(each["name"], each.get("judged", True), tuple(each["words"])) for each in data["grades"]
    )
    phrases = sorted({words for grade in grades for words in grade.words}, key=len, reverse=True)
    grade = rf"(?<![a-z])(?:{_any(phrases)})(?![a-z])"
    fields = data["fields"]
    return Rules(
        body=data["body"],
        joint=re.compile(_spaced(data["joint"]["by"])),
        bodies=tuple((each["name"], _compiled(each["words"])) for each in data["joint"]["bodies"]),
        noise=_compiled(fields["noise"]),
        dates=_field(fields["dates"]),
        published=_field(fields["published"]),
        grades=grades,
        grade=re.compile(grade),
        labels=tuple(_labels(data["aspects"], grades)),
        sentences=tuple(_sentences(data["aspects"], grade)),
        frameworks=tuple(_framework(each) for each in data["frameworks"]),
        names=_names(data),
        councils=_councils(data["councils"]),
        history=_history(data["history"]),
        posts=_posts(data["posts"]),
    )


def _spaced(pattern: str) -> str:
    return pattern.replace(" ", r"\s+")


def _any(patterns: Iterable[str]) -> str:
    return "|".join(_spaced(pattern) for pattern in patterns)


def _compiled(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{_any(patterns)})")


def _field(labels: Iterable[str]) -> re.Pattern[str]:
    """A label at the beginning of a line, with or without its colon."""
    return re.compile(rf"(?:^|(?<=\n))[ •]*(?:{_any(labels)})\b[ ]*:?\s*")


def _labels(aspects: list[dict[str, Any]], grades: tuple[Grade, ...]) -> Iterable[Label]:
    """Labels with room for the words of a grade between theirs, for a cell of two lines beside one of one."""
    words = sorted({word for grade in grades for phrase in grade.words for word in phrase.split()})
    gap = rf"\s+(?:(?:{'|'.join(words)})(?![a-z])\s+){{0,6}}?"
    for aspect in aspects:
        for label in aspect.get("labels", ()):
            phrase = tuple(label.removeprefix("the ").split())
            parts = [re.escape(word).replace(",", ",?") for word in phrase]
            yield Label(
                aspect=aspect["name"],
                words=phrase,
                beginning=phrase[0],
                when_title=re.compile(aspect.get("when_title", "")),
                pattern=re.compile(gap.join(parts) + rf"(?![a-z]){_NOTE_NUMBER}"),
            )


def _sentences(aspects: list[dict[str, Any]], grade: str) -> Iterable[Sentences]:
    for aspect in aspects:
        if "sentences" in aspect:
            patterns = (
                _spaced(each.replace("{is}", _IS)).replace("{grade}", f"({grade})")
                for each in aspect["sentences"]
            )
            yield Sentences(
                aspect=aspect["name"],
                pattern=re.compile(rf"\n[ •]*(?:{'|'.join(patterns)})"),
                cover=aspect.get("cover", False),
            )


def _framework(data: Mapping[str, Any]) -> Framework:
    titles = (_spaced(each).replace("{name}", "(?P<name>.+?)") for each in data["titles"])
    return Framework(
        concept=data["concept"] or None,
        titles=tuple(re.compile(title, re.IGNORECASE) for title in titles),
        lasting=tuple((each["concept"], frozenset(each["days"])) for each in data.get("lasting", ())),
        expected=tuple(tuple(each.split("|")) for each in data["expected"]),
        until=data.get("until", {}),
        fields=tuple(data["fields"]),
    )


def _names(data: Mapping[str, Any]) -> Names:
    fields, names = data["fields"], data["names"]
    known = [*fields["lead"], *fields["quality_assurance"], *fields["other"]]
    known += [label for role in data["roles"] for label in role["labels"]]
    known.sort(key=len, reverse=True)
    return Names(
        lead=_compiled(fields["lead"]),
        lead_line=re.compile(rf"\n[ •]*(?P<label>{_any(fields['lead'])})(?![a-z])[ ]*:?[ ]*"),
        quality_assurance=_compiled(fields["quality_assurance"]),
        roles=tuple((role["name"], _compiled(role["labels"])) for role in data["roles"]),
        other=_compiled(fields["other"]),
        label=re.compile(
            rf"\n[ •]*(?:(?P<known>{_any(known)})(?![a-z])"
            r"|(?P<new>(?:[a-z][a-z /'-]{0,40}?)?inspectors?)(?=[ ]*:))[ ]*(?P<colon>:?)[ ]*"
        ),
        return_visit=_compiled([fields["return_visit"]]),
        qualification=re.compile(rf"\b(?:{_any(names['qualifications'])})(?![a-z])", re.IGNORECASE),
        not_name=re.compile(rf"(?:{_any(names['not_names'])})", re.IGNORECASE),
    )


def _councils(data: Mapping[str, Any]) -> Councils:
    return Councils(
        words=tuple(data["words"]),
        plurals=tuple(data["plurals"]),
        beginnings=tuple(data["beginnings"]),
        designations=frozenset(data["designations"]),
        board=re.compile(_spaced(data["board"])),
    )


def _history(data: Mapping[str, Any]) -> History:
    return History(
        heading=re.compile(rf"\n[ ]*(?:{_any(data['headings'])})[ ]*(?=\n)"),
        ends=re.compile(rf"\n[ ]*(?:{_any(data['ends'])})"),
        occasion=re.compile(_spaced(data["occasion"])),
        published=re.compile(data["published"]),
        verdict=re.compile(data["verdict"]),
        aspects=tuple((each["name"], re.compile(_spaced(each["words"]))) for each in data["aspects"]),
    )


def _posts(data: Mapping[str, Any]) -> Posts:
    return Posts(
        heading=re.compile(rf"\n[ ]*(?:{_any(data['headings'])})"),
        since=re.compile(_spaced(data["since"])),
        not_the_holder=re.compile(_spaced(data["not_the_holder"])),
        interim=re.compile(data["interim"]),
        settled=re.compile(data["settled"]),
        kinds=tuple(
            PostKind(
                role=each["role"],
                role_kind=each["role_kind"],
                board=each.get("board", False),
                subjects=tuple(re.compile(_spaced(subject)) for subject in each["subjects"]),
            )
            for each in data["kinds"]
        ),
    )
