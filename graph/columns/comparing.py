"""Comparisons and truth values (17.2.2, 17.3, 17.4.1.7), where they come out for certain."""

from __future__ import annotations

from councilgraph.graph.columns.algebra import NotCoveredError
from councilgraph.graph.columns.chain import Chain
from councilgraph.graph.columns.sorts import COMPARED, EQUAL, LITERALS
from councilgraph.graph.columns.values import NOTHING, Value

_NUMBERS = {"integer", "decimal"}


def compared(chain: Chain, operator: str, left: Value, right: Value) -> Value:
    """The truth of a comparison. Raises NotCoveredError where that depends on the row's sorts."""
    if left.is_nothing or right.is_nothing:
        return NOTHING
    is_certain = left.is_certain and right.is_certain
    sql = f"({' '.join(_compared(chain, operator, left, right))})"
    return Value(sql=sql, form="boolean", is_certain=is_certain)


def _compared(chain: Chain, operator: str, left: Value, right: Value) -> tuple[str, str, str]:
    sql = "<>" if operator == "!=" else operator
    is_both_terms = left.form == right.form == "term"
    if operator in ("=", "!=") and is_both_terms and _is_same_if_equal(left, right):
        return left.sql, sql, right.sql
    kind = _common_kind(left, right)
    if kind in COMPARED and is_both_terms and not (left.strangers or right.strangers):
        return left.sql, sql, right.sql
    if kind == "string":
        return text_of(chain, left), sql, text_of(chain, right)
    if kind in ("integer", "date"):
        return number_of(chain, left), sql, number_of(chain, right)
    if kind == "number":
        return decimal_of(chain, left), sql, decimal_of(chain, right)
    if kind == "boolean" and operator in ("=", "!="):
        return is_true(chain, left).sql, sql, is_true(chain, right).sql
    raise NotCoveredError(f"{operator} between these values")


def _is_same_if_equal(left: Value, right: Value) -> bool:
    """Whether two terms are equal just if they are the same one, and never neither equal nor different."""
    pairs = ((a, b) for a in left.sorts for b in right.sorts)
    return all((a == b and a.kind in EQUAL) or not {a.kind, b.kind} <= LITERALS for a, b in pairs)


def _common_kind(left: Value, right: Value) -> str:
    found = {*_kinds(left), *_kinds(right)}
    if len(found) < 2:
        return found.pop() if found else "string"
    return "number" if found <= _NUMBERS else ""


def _kinds(value: Value) -> frozenset[str]:
    return (
        value.kinds if value.form == "term" else frozenset({{"text": "string"}.get(value.form, value.form)})
    )


def is_true(chain: Chain, value: Value) -> Value:
    """The truth of a truth value. Raises NotCoveredError for other kinds of values."""
    if value.is_nothing or value.form == "boolean":
        return Value(sql=value.sql, form="boolean", is_certain=value.is_certain)
    if value.form == "term" and value.kinds == {"boolean"}:
        return Value(sql=f"({chain.number(value)} = 1)", form="boolean", is_certain=value.is_certain)
    raise NotCoveredError("the truth of what is no truth value")


def text_of(chain: Chain, value: Value) -> str:
    """A string, in SQL. Raises NotCoveredError for what may be something else."""
    if value.form == "text" or value.is_nothing:
        return value.sql
    if value.form == "term" and value.kinds <= {"string"}:
        return chain.text(value)
    raise NotCoveredError("a string of what may be something else")


def number_of(chain: Chain, value: Value) -> str:
    """What a whole number or a day is compared by, in SQL."""
    if value.form == "integer" or value.is_nothing:
        return value.sql
    if value.form == "term" and (value.kinds <= {"integer"} or value.kinds <= {"date"}):
        return chain.number(value)
    raise NotCoveredError("a number of what may be something else")


def decimal_of(chain: Chain, value: Value) -> str:
    """A number, in SQL."""
    if value.form in _NUMBERS or value.is_nothing:
        return f"({value.sql})::DECIMAL(38, 18)"
    if value.form == "term" and value.kinds <= _NUMBERS:
        return f"({chain.text(value)})::DECIMAL(38, 18)"
    raise NotCoveredError("a number of what may be something else")
