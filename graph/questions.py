"""Ready-made questions: SPARQL with typed parameters, from the files in `ontology/questions`.

A file begins with its title, its help and its parameters as comments:

    # Who held a post, and when
    # Everybody of whom a document says so, in the order of time.
    # param council: organisation, optional - the council, or another body
    # param months: integer = 12 - within how many months

A parameter enters the query as data, in a line of its own, `VALUES ?organisation { UNDEF } # param council`,
where `bind` writes a term for `UNDEF`; without a value the line goes, and so do lines that end in
`# if council`. So a file is valid SPARQL as it stands, and a value is never read as part of the query.
(Oxigraph's substitutions are not used: they reach neither subqueries nor OPTIONAL nor aggregates, and
its planner does not know of them.)

Each row of an answer has the addresses of the facts behind it, in columns called `fact` or `...Fact`.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Literal, get_args

import pyoxigraph as ox

from councilgraph.graph.dates import bounds, is_edtf, parse_date
from councilgraph.graph.errors import CouncilgraphError, UsageError
from councilgraph.graph.plugins import Plugin, plugin, plugins
from councilgraph.graph.rdf import Concept, concepts
from councilgraph.graph.registers.tables import nearest
from councilgraph.graph.vocab import XSD

ParameterType = Literal[
    "council", "organisation", "person", "entity", "post", "grade", "aspect", "date", "integer", "text"
]
Value = str | int | dt.date | ox.NamedNode | ox.Literal | tuple[str, ...]
"""What may be given for a parameter; of entities several addresses, any of which may be meant."""

Term = ox.NamedNode | ox.Literal

NAMED_TYPES: frozenset[str] = frozenset({"council", "organisation", "person", "entity"})
"""Types whose values are addresses of entities; whoever asks turns names into them."""

MAX_TEXT_CHARS = 500

_PARAMETER = re.compile(
    r"# param (?P<name>[a-z_]+): (?P<type>[a-z]+)(?P<optional>, optional)?(?: = (?P<default>.+?))?"
    r"(?: - (?P<help>.+))?"
)
_PLACE = re.compile(
    r"^(?P<before> *VALUES \?\w+ \{) (?P<value>\S+) \} # param (?P<key>[a-z_]+(?: words)?)\n", re.M
)
_CONDITION = re.compile(r"^.*# if (?P<key>[a-z_]+(?: words)?)\n", re.M)
_UNSEARCHABLE = re.compile(r"[\\\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question asks for. `default` is as one would type it."""

    name: str
    type: ParameterType
    help: str = ""
    is_optional: bool = False
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A named SPARQL query with parameters."""

    name: str
    title: str
    help: str
    parameters: tuple[Parameter, ...]
    sparql: str


@dataclass(frozen=True, slots=True)
class BoundQuery:
    """A query that is ready to run, and the terms that were put into it by their parameter."""

    sparql: str
    terms: Mapping[str, tuple[Term, ...]]


def questions() -> tuple[Question, ...]:
    """The questions that come with the program, then those of plug-ins that are in order; each by name."""
    return (*bundled_questions(), *_plugged_questions())


def _plugged_questions() -> Iterator[Question]:
    known = {each.name for each in bundled_questions()}
    for each in plugins("questions"):
        if each.name not in known:
            with contextlib.suppress(CouncilgraphError):
                yield plugged_question(each)


def plugged_question(each: Plugin) -> Question:
    """The question of a plug-in. Raises PluginError where it is none."""
    try:
        return parse_question(each.name, each.text())
    except UsageError as error:
        raise each.broken(f"is no question: {error.message}") from error


@functools.cache
def bundled_questions() -> tuple[Question, ...]:
    """The questions that come with the program, by name."""
    folder = resources.files("councilgraph.ontology") / "questions"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".rq")), key=lambda f: f.name)
    return tuple(parse_question(file.name.removesuffix(".rq"), file.read_text("utf-8")) for file in files)


def question(name: str) -> Question:
    """The question of that name; ours before one of a plug-in.

    Raises UsageError with the nearest one for an unknown name, PluginError for a plug-in that is broken.
    """
    known = {each.name: each for each in bundled_questions()}
    if name in known:
        return known[name]
    other = plugin("questions", name)
    if other is not None:
        return plugged_question(other)
    hint = nearest(name, [*known, *(each.name for each in plugins("questions"))])
    raise UsageError(f"there is no question {name!r}", hint=hint)


def parse_question(name: str, text: str) -> Question:
    """A question from the text of its file. Raises UsageError where the header is not of the form above."""
    header = [line for line in text.partition("\n\n")[0].splitlines() if line.startswith("# ")]
    words = [line[2:] for line in header if not line.startswith("# param ")]
    if not words:
        raise UsageError(f"question {name}: no title", hint="begin the file with '# Title'")
    parameters = tuple(_parse_parameter(name, line) for line in header if line.startswith("# param "))
    places = {match["key"].split()[0] for match in _PLACE.finditer(text)}
    if places != {parameter.name for parameter in parameters}:
        raise UsageError(
            f"question {name}: the parameters listed are not those used",
            hint="each needs a line 'VALUES ?variable { UNDEF } # param NAME' in the query",
        )
    return Question(name, words[0], " ".join(words[1:]), parameters, text)


def bind(question: Question, values: Mapping[str, Value]) -> BoundQuery:
    """The query of a question with values for its parameters.

    Words of the vocabulary, days and numbers may be given as one types them; an entity is given by its
    address. Raises UsageError for a value that is missing, unknown or does not fit.
    """
    known = {parameter.name for parameter in question.parameters}
    for name in values:
        if name not in known:
            raise UsageError(f"{question.name} has no parameter {name!r}", hint=nearest(name, known))
    terms = dict(_terms(question, values))

    def kept(match: re.Match[str]) -> str:
        return match[0] if match["key"] in terms else ""

    def filled(match: re.Match[str]) -> str:
        found = terms.get(match["key"])
        return f"{match['before']} {' '.join(map(str, found))} }}\n" if found else ""

    return BoundQuery(_CONDITION.sub(kept, _PLACE.sub(filled, question.sparql)), terms)


def _terms(question: Question, values: Mapping[str, Value]) -> Iterator[tuple[str, tuple[Term, ...]]]:
    """The terms to put in, by the key of their place."""
    for parameter in question.parameters:
        given = values.get(parameter.name, parameter.default)
        if given is None:
            if parameter.is_optional:
                continue
            raise UsageError(
                f"{question.name} needs --{parameter.name}", hint=f"{parameter.type}: {parameter.help}"
            )
        found = tuple(_term(parameter, each) for each in (given if isinstance(given, tuple) else (given,)))
        is_words = parameter.type == "post" and isinstance(found[0], ox.Literal)
        yield f"{parameter.name} words" if is_words else parameter.name, found


def _term(parameter: Parameter, given: Value) -> Term:
    if isinstance(given, ox.NamedNode | ox.Literal):
        given = given.value
    if parameter.type == "date":
        return _day(parameter, given)
    if parameter.type == "integer":
        return _integer(parameter, given)
    text = " ".join(str(given).split())
    if not text or len(text) > MAX_TEXT_CHARS or _UNSEARCHABLE.search(text):
        raise UsageError(f"--{parameter.name}: {text[:40]!r} cannot be looked for", hint=parameter.help)
    if parameter.type in NAMED_TYPES:
        return _address(parameter, text)
    return ox.Literal(text) if parameter.type == "text" else _concept(parameter, text)


def _address(parameter: Parameter, text: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(text)
    except ValueError as error:
        raise UsageError(
            f"--{parameter.name}: {text!r} is no address", hint="see councilgraph find TEXT"
        ) from error


def _concept(parameter: Parameter, text: str) -> Term:
    """The concept that is meant, or the words themselves where other words than the vocabulary's may be."""
    schemes = {"post": "role_kinds", "grade": "grades", "aspect": "aspects"}
    known = concepts(schemes[parameter.type])
    for each in known:
        if text in (each.iri, each.word) or each.is_called(text):
            return ox.NamedNode(each.iri)
    if parameter.type == "grade" or "_" in text:
        raise _unknown(parameter, text, known)
    return ox.Literal(text if parameter.type == "post" else text.lower())


def _unknown(parameter: Parameter, text: str, known: tuple[Concept, ...]) -> UsageError:
    return UsageError(
        f"--{parameter.name}: the vocabulary has no {parameter.type} {text!r}",
        hint=nearest(text, [each.word for each in known]),
    )


def _day(parameter: Parameter, given: Value) -> ox.Literal:
    text = given.isoformat() if isinstance(given, dt.date) else str(given).strip()
    edtf = text if is_edtf(text) else parse_date(text) or ""
    if not is_edtf(edtf) or len(set(bounds(edtf))) > 1:
        raise UsageError(
            f"--{parameter.name}: {text[:40]!r} is no day of the calendar", hint="write it as 2019-10-14"
        )
    return ox.Literal(bounds(edtf)[0].isoformat(), datatype=ox.NamedNode(XSD.date))


def _integer(parameter: Parameter, given: Value) -> ox.Literal:
    text = str(given).strip()
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise UsageError(f"--{parameter.name}: {text[:40]!r} is no number", hint="write it in figures")
    return ox.Literal(int(text))


def _parse_parameter(question: str, line: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if not found or found["type"] not in get_args(ParameterType):
        raise UsageError(
            f"question {question}: cannot read {line!r}",
            hint="write '# param NAME: TYPE[, optional][ = DEFAULT][ - HELP]'",
        )
    kind: ParameterType = found["type"]  # type: ignore[assignment]
    return Parameter(found["name"], kind, found["help"] or "", bool(found["optional"]), found["default"])
