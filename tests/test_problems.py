"""Problems as they are shown."""

from __future__ import annotations

from councilgraph.graph.formats.problems import problem_lines
from councilgraph.graph.model import Problem


def test_what_is_the_same_in_many_rows_is_said_once_and_a_hint_follows_all_that_it_fits():
    no_word, no_date = "known here: mayor, mp", "say how dates are written"
    problems = [
        Problem("a.csv", "row 2, column post", '"boss" is no word for role_kind', no_word),
        Problem("a.csv", "row 2, column from", "not a date: soon", no_date),
        Problem("a.csv", "row 3, column post", '"boss" is no word for role_kind', no_word),
        Problem("a.csv", "row 3, column from", "not a date: late", no_date),
        Problem("b.txt", "", "it is empty", ""),
        Problem("b.csv", "row 4, column post", '"boss" is no word for role_kind', no_word),
    ]
    assert list(problem_lines(problems)) == [
        'problem: a.csv (row 2, column post, and 1 more): "boss" is no word for role_kind',
        "  hint: known here: mayor, mp",
        "problem: a.csv (row 2, column from): not a date: soon",
        "problem: a.csv (row 3, column from): not a date: late",
        "  hint: say how dates are written",
        "problem: b.txt: it is empty",
        'problem: b.csv (row 4, column post): "boss" is no word for role_kind',
        "  hint: known here: mayor, mp",
    ]
    assert list(problem_lines([])) == []
