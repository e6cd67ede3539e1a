"""What people decided about pairs of mentions, in a text file that they can read and keep in git.

One decision a line, fields separated by tabs, sorted by the two mentions:

    same  5e8f21aa03bc:j-hart  J Hart  90ab12cd34ef:jane-hart  Jane Hart  amy  2024-05-01  same letter

Tabs, line ends and control characters inside a field are written as in Python strings (`\\t`, `\\n`,
`\\x85`), a backslash as two. Lines that begin with `#` are comments; they are kept, above the decisions.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from councilgraph.graph.entities import Verdict
from councilgraph.graph.errors import OutputError, UsageError

_HEADER = "# verdict, mention, its name, other mention, its name, who decided, when, why"
_COLUMNS = ("verdict", "left", "left_name", "right", "right_name", "who", "when", "why")
_SHORT = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_LONG = {written: meant for meant, written in _SHORT.items()}
_SPECIAL = re.compile("[\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ESCAPE = re.compile(r"\\(?:[\\tnr]|x[0-9a-f]{2}|u[0-9a-f]{4}|(?P<bad>.?))", re.DOTALL)


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Decision:
    """A person's verdict on two mentions. `left` is the one that sorts first; `why` may be empty."""

    left: str
    right: str
    verdict: Verdict
    left_name: str = ""
    right_name: str = ""
    who: str = ""
    when: str = ""
    why: str = ""

    def __post_init__(self) -> None:
        if self.left > self.right:
            swapped = (self.right, self.left, self.right_name, self.left_name)
            for name, value in zip(("left", "right", "left_name", "right_name"), swapped, strict=True):
                object.__setattr__(self, name, value)

    @property
    def pair(self) -> tuple[str, str]:
        """The two mentions, in order."""
        return self.left, self.right


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions, sorted, at most one a pair."""

    all: tuple[Decision, ...] = ()
    comments: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Decision]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def on(self, one: str, other: str) -> Decision | None:
        """The decision on two mentions, in whichever order, if there is one."""
        pair = tuple(sorted((one, other)))
        return next((decision for decision in self.all if decision.pair == pair), None)


def with_decision(decisions: Decisions, new: Decision) -> Decisions:
    """`decisions` with one more; an earlier one on the same pair is replaced."""
    others = [decision for decision in decisions if decision.pair != new.pair]
    return Decisions(tuple(sorted((*others, new))), decisions.comments)


def without(decisions: Decisions, one: str, other: str) -> Decisions:
    """`decisions` without the one on two mentions. Raises UsageError where there is none."""
    gone = decisions.on(one, other)
    if gone is None:
        raise UsageError(
            f"nothing was decided on {one} and {other}", hint="list the decisions to see their ids"
        )
    return Decisions(tuple(decision for decision in decisions if decision != gone), decisions.comments)


def decision_file(store: Path) -> Path:
    """Where the decisions about a store are, unless told otherwise: beside it, so that they outlast it."""
    return store.with_name(f"{store.name}.decisions")


def parse_decisions(text: str, *, name: str = "decisions") -> Decisions:
    """The decisions in the text of a decision file.

    Raises UsageError, naming the line, for a line that is no decision or a pair decided twice.
    """
    found: dict[tuple[str, str], tuple[int, Decision]] = {}
    comments: list[str] = []
    for number, line in enumerate(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"), 1):
        if line.startswith("#"):
            comments.extend([line] if line != _HEADER else [])
        elif line.strip():
            decision = _parse_line(line, f"{name}, line {number}")
            earlier, other = found.setdefault(decision.pair, (number, decision))
            if other != decision:
                raise UsageError(
                    f"{name}, line {number}: this pair was decided in line {earlier} already",
                    hint="keep one of the two lines",
                )
    return Decisions(tuple(sorted(decision for _, decision in found.values())), tuple(comments))


def format_decisions(decisions: Decisions) -> str:
    """The text of a decision file, which `parse_decisions` reads back."""
    lines = [_HEADER, *decisions.comments]
    lines += ["\t".join(_escaped(getattr(decision, field)) for field in _COLUMNS) for decision in decisions]
    return "".join(line + "\n" for line in lines)


def read_decisions(path: Path) -> Decisions:
    """The decisions in a file; none where there is no file. Raises UsageError as `parse_decisions` does."""
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return Decisions()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path}: cannot be read ({error})", hint="it should be a text file in UTF-8"
        ) from error
    return parse_decisions(text, name=str(path))


def write_decisions(path: Path, decisions: Decisions) -> None:
    """Replace the file, at once: a reader sees the old text or the new. Raises OutputError."""
    beside = path.with_name(path.name + ".new")
    try:
        with beside.open("wb") as stream:
            stream.write(format_decisions(decisions).encode("utf-8"))
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written ({error.strerror})", hint="nothing was changed"
        ) from error


def _parse_line(line: str, where: str) -> Decision:
    cells = line.split("\t")
    if len(cells) != len(_COLUMNS):
        raise UsageError(
            f"{where}: {len(cells)} fields instead of {len(_COLUMNS)}",
            hint="a decision is " + ", ".join(_COLUMNS) + ", separated by tabs",
        )
    values = {column: _unescaped(cell, where) for column, cell in zip(_COLUMNS, cells, strict=True)}
    if values["verdict"] not in get_args(Verdict):
        raise UsageError(
            f"{where}: {values['verdict']!r} is no verdict", hint="write same, different or unsure"
        )
    if not values["left"] or not values["right"] or values["left"] == values["right"]:
        raise UsageError(f"{where}: a decision needs two mentions", hint="see the ids that review lists")
    return Decision(verdict=cast(Verdict, values.pop("verdict")), **values)


def _escaped(text: str) -> str:
    def code(match: re.Match[str]) -> str:
        number = ord(match[0])
        return _SHORT.get(match[0]) or (f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}")

    return _SPECIAL.sub(code, text)


def _unescaped(text: str, where: str) -> str:
    def meant(match: re.Match[str]) -> str:
        if match["bad"] is not None:
            raise UsageError(f"{where}: {match[0]!r} means nothing", hint="write a backslash as two")
        return _LONG.get(match[0]) or chr(int(match[0][2:], 16))

    return _ESCAPE.sub(meant, text)


def mentions_in(decisions: Iterable[Decision]) -> frozenset[str]:
    """All mentions that something was decided about."""
    return frozenset(mention for decision in decisions for mention in decision.pair)
