"""The functions of SPARQL that columns know (17.4), as SQL."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

import pyoxigraph as ox

from councilgraph.graph.columns.algebra import NotCoveredError
from councilgraph.graph.columns.chain import Chain
from councilgraph.graph.columns.comparing import compared, decimal_of, is_true, number_of, text_of
from councilgraph.graph.columns.values import FALSE, NOTHING, TRUE, Form, Value

Function = Callable[..., Value]

_UNLIKE = "[^\\x{00}-\\x{12F}\\x{131}-\\x{148}\\x{14A}-\\x{17E}\\x{2000}-\\x{206F}\\x{20AC}]"
"""Letters whose capitals engines disagree on. A row with one stops the query, and the store answers it."""


def _made(sql: str, form: Form, *arguments: Value, is_address: bool = False) -> Value:
    """A value that is there if all arguments are."""
    if any(each.is_nothing for each in arguments):
        return NOTHING
    is_certain = all(each.is_certain for each in arguments)
    return Value(sql=sql, form=form, is_certain=is_certain, is_address=is_address)


def _text(chain: Chain, value: Value) -> Value:
    """STR: of a term its address or its text."""
    if value.is_nothing or value.form == "text":
        return value
    if value.form != "term" or "blank" in value.kinds:
        raise NotCoveredError("STR of a value that was worked out")
    return _made(chain.text(value), "text", value, is_address=value.kinds == {"iri"})


def _address(_: Chain, value: Value) -> Value:
    """IRI: of a text that was an address before."""
    if value.is_nothing or (value.form == "term" and value.kinds == {"iri"}):
        return value
    if value.form == "text" and value.is_address:
        return replace(value, form="address")
    raise NotCoveredError("IRI of what may be no address")


def _cased(name: str, chain: Chain, value: Value) -> Value:
    text = text_of(chain, value)
    sql = (
        f"CASE WHEN regexp_matches({text}, '{_UNLIKE}') THEN error('a letter with a case of its own')"
        f" ELSE {name}({text}) END"
    )
    return _made(sql, "text", value)


def _test(template: str, chain: Chain, left: Value, right: Value) -> Value:
    return _made(template.format(text_of(chain, left), text_of(chain, right)), "boolean", left, right)


def _part(template: str, chain: Chain, left: Value, right: Value) -> Value:
    return _made(template.format(text_of(chain, left), text_of(chain, right)), "text", left, right)


def _replaced(chain: Chain, value: Value, pattern: Value, words: Value) -> Value:
    """REPLACE of plain words: a pattern that is none."""
    texts = [each.constant.value for each in (pattern, words) if isinstance(each.constant, ox.Literal)]
    if len(texts) < 2 or not re.fullmatch(r"[\w ]+", texts[0]) or re.search(r"[\\$]", texts[1]):
        raise NotCoveredError("REPLACE with a pattern")
    sql = f"replace({', '.join(text_of(chain, each) for each in (value, pattern, words))})"
    return _made(sql, "text", value)


def _concatenated(chain: Chain, *values: Value) -> Value:
    return _made(f"({' || '.join(text_of(chain, value) for value in values)})", "text", *values)


def _of_day(template: str, chain: Chain, value: Value) -> Value:
    if not value.is_nothing and not (value.form == "term" and value.kinds <= {"date"}):
        raise NotCoveredError("a part of what may be no day")
    return _made(template.format(number_of(chain, value)), "integer", value)


def _sum(operator: str, chain: Chain, left: Value, right: Value) -> Value:
    if "decimal" in {left.form, right.form, *left.kinds, *right.kinds}:
        return _made(
            f"({decimal_of(chain, left)} {operator} {decimal_of(chain, right)})", "decimal", left, right
        )
    if "date" in {*left.kinds, *right.kinds}:
        raise NotCoveredError("days cannot be added")
    return _made(f"({number_of(chain, left)} {operator} {number_of(chain, right)})", "integer", left, right)


def _not(chain: Chain, value: Value) -> Value:
    truth = is_true(chain, value)
    if truth.sql in (TRUE.sql, FALSE.sql):
        return FALSE if truth.sql == TRUE.sql else TRUE
    return _made(f"(NOT {truth.sql})", "boolean", value)


def _is_kind(is_iri: bool, chain: Chain, value: Value) -> Value:
    """ISIRI and ISLITERAL, of which a blank node is neither."""
    if value.is_nothing:
        return NOTHING
    if value.form != "term":
        return FALSE if is_iri else TRUE
    fitting = [sort for sort in value.sorts if (sort.kind == "iri") is is_iri and sort.kind != "blank"]
    if value.is_certain and value.sorts and len(fitting) in (0, len(value.sorts)):
        return TRUE if fitting else FALSE
    ranges = [
        f"{value.sql} BETWEEN {sort.first} AND {sort.last}" for sort in sorted(fitting, key=lambda s: s.first)
    ]
    for number in sorted(value.strangers):
        if isinstance(chain.query.strangers[number], ox.NamedNode) is is_iri:
            ranges.append(f"{value.sql} = {number}")
    never = f"({value.sql} IS NULL AND NULL)"
    return Value(sql=f"({' OR '.join(ranges) or never})", form="boolean", is_certain=value.is_certain)


FUNCTIONS: Mapping[str, Function] = {
    "STR": _text,
    "IRI": _address,
    "LCASE": partial(_cased, "lower"),
    "UCASE": partial(_cased, "upper"),
    "STRLEN": lambda chain, value: _made(f"length({text_of(chain, value)})", "integer", value),
    "CONTAINS": partial(_test, "contains({0}, {1})"),
    "STRSTARTS": partial(_test, "starts_with({0}, {1})"),
    "STRENDS": partial(_test, "ends_with({0}, {1})"),
    "STRAFTER": partial(
        _part, "CASE WHEN contains({0}, {1}) THEN substring({0}, strpos({0}, {1}) + length({1})) ELSE '' END"
    ),
    "STRBEFORE": partial(
        _part, "CASE WHEN contains({0}, {1}) THEN left({0}, strpos({0}, {1}) - 1) ELSE '' END"
    ),
    "REPLACE": _replaced,
    "CONCAT": _concatenated,
    "YEAR": partial(_of_day, "({0} // 10000)"),
    "MONTH": partial(_of_day, "({0} // 100 % 100)"),
    "DAY": partial(_of_day, "({0} % 100)"),
    "ISIRI": partial(_is_kind, True),
    "ISLITERAL": partial(_is_kind, False),
    "!": _not,
    **{sign: partial(_sum, sign) for sign in ("+", "-", "*")},
    **{
        sign: lambda chain, left, right, sign=sign: compared(chain, sign, left, right)
        for sign in ("=", "!=", "<", "<=", ">", ">=")
    },
}
"""By name; each takes the chain and the values of its arguments."""
