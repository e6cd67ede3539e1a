"""Questions in a person's words: names become addresses, and each row gets the quotes behind it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import networkx as nx
import pyoxigraph as ox

from councilgraph.graph import questions, search, sparql
from councilgraph.graph.errors import UsageError
from councilgraph.graph.evidence import evidence_for
from councilgraph.graph.network import evidence_rows, network_of_facts, network_of_triples
from councilgraph.graph.questions import NAMED_TYPES, Question
from councilgraph.graph.rows import Row, Rows
from councilgraph.graph.sparql import Table
from councilgraph.graph.store import Store
from councilgraph.graph.vocab import COUNCIL_KINDS, WORDS

_KINDS: dict[str, Container[str]] = {"council": COUNCIL_KINDS, "person": frozenset({"person"})}
"""Which kinds of entity a parameter's type admits; any, for a type that is not here."""


_AT_ONCE = 50
"""How many rows get their quotes together."""

_AS_TYPED = "values are given as --NAME VALUE"


def ask(store: Store, question: Question, values: Mapping[str, str]) -> Rows:
    """The rows that answer a question, each with its `evidence`; lazily. Raises as `solutions` does."""
    found = solutions(store, question, values)
    return with_evidence(store, found.columns, found.rows)


def solutions(store: Store, question: Question, values: Mapping[str, str]) -> Table:
    """What the query of a question finds, without the words behind it.

    Raises UsageError for a value that is not of its parameter's type, AmbiguousError for a name that
    fits several entities.
    """
    types = {parameter.name: parameter.type for parameter in question.parameters}
    resolved: dict[str, questions.Value] = {
        name: search.entities(store, value, kinds=_KINDS.get(types[name]))
        if types.get(name) in NAMED_TYPES
        else value
        for name, value in values.items()
    }
    found = sparql.run(store, questions.bind(question, resolved).sparql)
    if not isinstance(found, Table):
        raise UsageError(f"question {question.name} is no SELECT", hint="a question answers with a table")
    return found


def with_evidence(store: Store, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> Rows:
    """Solutions as rows: columns of facts become `facts`, with the quotes behind them as `evidence`."""
    return Rows(tuple(name for name in columns if not _is_fact(name)), _rows(store, columns, rows))


def query(store: Store, text: str) -> Rows:
    """The rows that answer a user's SPARQL; triples are rows of three, a yes or no is one row of one.

    Raises QueryError, see `sparql.run`.
    """
    result = sparql.run(store, text)
    if isinstance(result, bool):
        return Rows(("answer",), [{"answer": result}])
    if isinstance(result, Table):
        columns = result.columns
        return Rows(columns, (dict(zip(columns, map(_raw, row), strict=True)) for row in result.rows))
    triples = (
        {"subject": str(t.subject), "predicate": str(t.predicate), "object": str(t.object)} for t in result
    )
    return Rows(("subject", "predicate", "object"), triples)


def split_values(arguments: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    """`--name value` and `--name=value`, as typed, by the parameter's name; and the words between.

    Raises UsageError for a name without a value.
    """
    values: dict[str, str] = {}
    words: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if not argument.startswith("--"):
            words.append(argument)
            continue
        name, is_whole, given = argument.removeprefix("--").partition("=")
        value = given if is_whole else next(waiting, None)
        if value is None:
            raise UsageError(f"{argument} needs a value", hint=_AS_TYPED)
        values[name.replace("-", "_")] = value
    return values, words


def only_values(arguments: Iterable[str]) -> dict[str, str]:
    """The values as `split_values` gives them. Raises UsageError for words between them."""
    values, words = split_values(arguments)
    if words:
        raise UsageError(f"what is {words[0]!r}?", hint=_AS_TYPED)
    return values


def check_no_values(values: Mapping[str, str]) -> None:
    """Raise UsageError if there are any: nothing here takes them."""
    for name in values:
        raise UsageError(f"no such option: --{name.replace('_', '-')}", hint="see councilgraph page --help")


def network_of_answer(
    store: Store, name: str, values: Mapping[str, str], *, title: str | None, limit: int
) -> nx.MultiDiGraph[str]:
    """The network of the facts behind the answer to a question."""
    asked = questions.question(name)
    facts = dict.fromkeys(fact for row in ask(store, asked, values).rows for fact in row["facts"])
    return network_of_facts(store, facts, title=title or asked.title, limit=limit)


def network_of_query(store: Store, text: str, *, title: str | None) -> nx.MultiDiGraph[str]:
    """The network of the triples that a CONSTRUCT or DESCRIBE gives. Raises UsageError for another query."""
    result = sparql.run(store, text)
    if isinstance(result, bool | Table):
        raise UsageError("only triples can be drawn", hint="use CONSTRUCT or DESCRIBE")
    return network_of_triples(store, result, title=title or "Answer to a query")


def summaries() -> Rows:
    """The ready-made questions: a name, and what it tells."""
    rows = ({"question": each.name, "what it tells": each.title} for each in questions.questions())
    return Rows(("question", "what it tells"), rows)


def explain(question: Question) -> str:
    """A question and its parameters in words."""
    lines = [question.title, "", question.help, ""]
    for parameter in question.parameters:
        notes = ["optional"] * parameter.is_optional
        notes += [f"{parameter.default} unless given"] * (parameter.default is not None)
        note = f" ({', '.join([parameter.type, *notes])})"
        lines.append(f"  --{parameter.name.replace('_', '-')}  {parameter.help}{note}")
    return "\n".join(lines)


def _raw(term: Any) -> Any:  # noqa: ANN401 - whatever a query gives
    return term.value if isinstance(term, ox.NamedNode) else words(term)


def _is_fact(column: str) -> bool:
    return column == "fact" or column.endswith("Fact")


def _rows(store: Store, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> Iterator[Row]:
    waiting = iter(rows)
    while portion := list(islice(waiting, _AT_ONCE)):
        found = [dict(zip(columns, row, strict=True)) for row in portion]
        facts = [
            list(dict.fromkeys(value.value for name, value in one.items() if value and _is_fact(name)))
            for one in found
        ]
        for values, behind, quotes in zip(found, facts, evidence_for(store, facts), strict=True):
            shown = {name: words(value) for name, value in values.items() if not _is_fact(name)}
            yield {**shown, "facts": behind, "evidence": evidence_rows(quotes)}


def words(term: Any) -> str | int | float | bool | None:  # noqa: ANN401 - whatever a query gives
    """A term as a value to show: a concept as its word, numbers as numbers, other things as text."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        return _number(term)
    return WORDS.get(term.value, term.value) if isinstance(term, ox.NamedNode) else str(term)


def _number(literal: ox.Literal) -> str | int | float | bool:
    kind = literal.datatype.value.rsplit("#", 1)[-1]
    if kind in ("integer", "int", "long"):
        return int(literal.value)
    if kind in ("decimal", "double", "float"):
        return float(literal.value)
    return literal.value in ("true", "1") if kind == "boolean" else literal.value
