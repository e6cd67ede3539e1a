"""The ready-made questions: the list of them, and each with a form and its answer."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from councilgraph.graph import answers, questions
from councilgraph.graph.links import Links
from councilgraph.graph.questions import NAMED_TYPES, Parameter, Question
from councilgraph.graph.rdf import concepts
from councilgraph.graph.rows import Row, Rows
from councilgraph.graph.store import Store
from councilgraph.graph.web.addresses import address
from councilgraph.graph.web.asked import Asked
from councilgraph.graph.web.facts import named, quotes
from councilgraph.graph.web.pages.start import question_list
from councilgraph.graph.web.view import MissingError, Opened, Part, Plain, View

_SCHEMES = {"post": "role_kinds", "grade": "grades", "aspect": "aspects"}
_MAX_ROWS = 5000
_MAX_NAME_CHARS = 120


def question_index(opened: Opened, asked: Asked) -> View:
    """The list of questions."""
    found = question_list()
    return View("questions.html", "Questions", {"questions": found}, Rows(("name", "title", "page"), found))


def question(opened: Opened, asked: Asked) -> View:
    """A question, its form, and its answer in parts once every parameter that it needs has a value."""
    known = {each.name: each for each in questions.questions()}
    if asked.name not in known:
        raise MissingError(f"there is no question {asked.name!r}", hint="see the list of questions")
    wanted = known[asked.name]
    values = {each.name: asked.text(each.name) for each in wanted.parameters}
    given = {name: value for name, value in values.items() if value}
    missing = [
        each.name
        for each in wanted.parameters
        if not each.is_optional and each.default is None and each.name not in given
    ]
    content: Plain = {
        "name": wanted.name,
        "title": wanted.title,
        "help": wanted.help,
        "parameters": [_field(each, given.get(each.name)) for each in wanted.parameters],
        "missing": missing,
        "sparql": wanted.sparql,
    }
    if missing:
        return View("question.html", wanted.title, content | {"columns": [], "rows": []}, Rows((), []))
    columns, rows, part, is_cut = _answer(opened.store, wanted, given, asked)
    content |= {"columns": columns, "rows": rows, "is_cut": is_cut, **part.plain(asked, len(rows))}
    return View("question.html", wanted.title, content, Rows(tuple(columns), rows))


def _answer(
    store: Store, wanted: Question, given: dict[str, str], asked: Asked
) -> tuple[list[str], list[Plain], Part, bool]:
    """The columns, the rows of this part, which part of how many, and whether there are more than that."""
    solutions = answers.solutions(store, wanted, given)
    found = list(itertools.islice(solutions.rows, _MAX_ROWS + 1))
    part = Part(min(len(found), _MAX_ROWS), *asked.page(50))
    shown = answers.with_evidence(store, solutions.columns, iter(part.of(found[:_MAX_ROWS])))
    links = Links(store)
    rows = [_row(links, row, shown.columns) for row in shown.rows]
    return list(shown.columns), rows, part, len(found) > _MAX_ROWS


def _row(links: Links, row: Row, columns: tuple[str, ...]) -> Plain:
    """A row with the pages of the entities that its cells name, and of its facts."""
    near = {each["label"]: each["page"] for fact in row["facts"] for each in named(links, fact)}
    pages = {column: page for column in columns if (page := _page(links.store, row.get(column), near))}
    evidence = quotes(row["evidence"])
    return {**row, "evidence": evidence, "pages": pages, "fact_pages": [address(f) for f in row["facts"]]}


def _page(store: Store, value: object, near: Mapping[str, str]) -> str | None:
    """The page of the entity that a cell names: one of the row's facts, or the only one with the name."""
    if not isinstance(value, str) or not 2 < len(value) < _MAX_NAME_CHARS:
        return None
    if value in near:
        return near[value]
    found = {each.iri for each in store.index.named(value) if each.is_main and each.kind != "post"}
    return address(found.pop()) if len(found) == 1 else None


def _field(parameter: Parameter, value: str | None) -> Plain:
    """A field of the form."""
    scheme = _SCHEMES.get(parameter.type)
    choices = [{"value": each.word, "label": each.label} for each in concepts(scheme)] if scheme else []
    return {
        "name": parameter.name,
        "label": parameter.name.replace("_", " "),
        "type": parameter.type,
        "help": parameter.help,
        "is_optional": parameter.is_optional,
        "default": parameter.default,
        "value": value,
        "choices": choices,
        "is_named": parameter.type in NAMED_TYPES,
    }
