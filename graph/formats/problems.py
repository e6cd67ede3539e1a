"""Problems as lines to read: what is the same in many places is said once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby

from councilgraph.graph.model import Problem


def problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Each problem with its first place, and how many others there are; a hint follows all that it fits."""
    places: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for problem in problems:
        places[problem.document, problem.what, problem.hint].append(problem.where)
    for hint, alike in groupby(places, key=lambda each: each[2]):
        for document, what, _ in alike:
            where = _where(places[document, what, hint])
            yield f"problem: {document}{where}: {what}"
        if hint:
            yield f"  hint: {hint}"


def _where(places: list[str]) -> str:
    more = f", and {len(places) - 1} more" if len(places) > 1 else ""
    return f" ({places[0]}{more})" if places[0] else ""
