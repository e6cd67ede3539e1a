"""Expressions of SPARQL -> SQL, with what is known of their values.

SPARQL's errors and unbound variables are SQL's NULL: the tables of "and", "or" and "not" are the same,
COALESCE passes both over, and a filter lets neither through (17.2). What kind of value an expression has is
known beforehand, from the sorts of terms that are in the tables; where it is not, the query is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from councilgraph.graph.columns.algebra import Call, Constant, Exists, Expression, NotCoveredError, Variable
from councilgraph.graph.columns.chain import Chain
from councilgraph.graph.columns.comparing import compared, is_true, number_of, text_of
from councilgraph.graph.columns.functions import FUNCTIONS
from councilgraph.graph.columns.values import FALSE, NOTHING, TRUE, Form, Value

Narrowed = Mapping[str, Value]
"""What is known of variables in a branch of IF."""


class Expressions:
    """Turns expressions into values over one chain. `exists` gives the SQL of EXISTS.

    `outer` are variables of the group around: inside OPTIONAL and EXISTS they may be meant.
    """

    def __init__(
        self, chain: Chain, exists: Callable[[Exists], str], *, outer: frozenset[str] = frozenset()
    ) -> None:
        self._chain = chain
        self._exists = exists
        self._outer = outer
        self._narrowed: dict[str, Value] = {}

    def value(self, expression: Expression) -> Value:
        """The value of an expression."""
        if isinstance(expression, Variable):
            return self._variable(expression.name)
        if isinstance(expression, Exists):
            return Value(sql=self._exists(expression), form="boolean", is_certain=True)
        if not isinstance(expression, Call):
            return self._constant(expression)
        own: Mapping[str, Callable[..., Value]] = {
            "IF": self._if,
            "COALESCE": self._coalesce,
            "&&": self._and,
            "||": self._or,
            "IN": self._in,
        }
        if expression.name in own:
            return own[expression.name](*expression.arguments)
        arguments = [self.value(each) for each in expression.arguments]
        if expression.name == "BOUND":
            return self._bound(expression.arguments[0], arguments[0])
        if expression.name not in FUNCTIONS:
            raise NotCoveredError(expression.name)
        return FUNCTIONS[expression.name](self._chain, *arguments)

    def condition(self, expression: Expression) -> str:
        """The condition of a filter, in SQL."""
        return self.truth(self.value(expression)).sql

    def truth(self, value: Value) -> Value:
        """The effective boolean value (17.2.2)."""
        return is_true(self._chain, value)

    def _variable(self, name: str) -> Value:
        found = self._narrowed.get(name) or self._chain.scope.get(name)
        if found is None and name in self._outer:
            raise NotCoveredError(f"?{name} of the group around")
        return found or NOTHING

    def _constant(self, term: Constant) -> Value:
        return self._chain.query.constant(term)

    def _bound(self, expression: Expression, value: Value) -> Value:
        if not isinstance(expression, Variable):
            raise NotCoveredError("BOUND")
        if value.is_nothing or value.is_certain:
            return TRUE if value.is_certain else FALSE
        return Value(sql=f"({value.sql} IS NOT NULL)", form="boolean", is_certain=True)

    def _and(self, left: Expression, right: Expression) -> Value:
        return self._both(left, right, "AND", FALSE, TRUE)

    def _or(self, left: Expression, right: Expression) -> Value:
        return self._both(left, right, "OR", TRUE, FALSE)

    def _both(self, left: Expression, right: Expression, word: str, deciding: Value, idle: Value) -> Value:
        """AND or OR; what cannot count is not even translated."""
        first = self.truth(self.value(left))
        if first.sql == deciding.sql:
            return deciding
        second = self.truth(self.value(right))
        if second.sql == deciding.sql or first.sql == idle.sql:
            return second
        if second.sql == idle.sql:
            return first
        is_certain = first.is_certain and second.is_certain
        return Value(sql=f"({first.sql} {word} {second.sql})", form="boolean", is_certain=is_certain)

    def _in(self, first: Expression, *others: Expression) -> Value:
        value = self.value(first)
        found = [compared(self._chain, "=", value, self.value(each)) for each in others]
        if not found:
            return FALSE
        sql = f"({' OR '.join(each.sql for each in found)})"
        return Value(sql=sql, form="boolean", is_certain=all(each.is_certain for each in found))

    def _if(self, condition: Expression, then: Expression, otherwise: Expression) -> Value:
        """IF; what it tells of a variable by isIRI holds in its branches."""
        test = self.truth(self.value(condition))
        if test.is_nothing:
            return NOTHING
        if test.sql in (TRUE.sql, FALSE.sql):
            return self.value(then if test.sql == TRUE.sql else otherwise)
        yes = self._within(condition, then, is_iri=True)
        no = self._within(condition, otherwise, is_iri=False)
        yes, no = alike(self._chain, (yes, no))
        sql = f"CASE WHEN {test.sql} THEN {yes.sql} WHEN NOT {test.sql} THEN {no.sql} END"
        return merged((yes, no), sql, is_certain=test.is_certain and yes.is_certain and no.is_certain)

    def _within(self, condition: Expression, branch: Expression, *, is_iri: bool) -> Value:
        if not (isinstance(condition, Call) and condition.name == "ISIRI"):
            return self.value(branch)
        (tested,) = condition.arguments
        if not isinstance(tested, Variable):
            return self.value(branch)
        before, known = dict(self._narrowed), self._variable(tested.name)
        if known.form == "term":
            sorts = frozenset(sort for sort in known.sorts if (sort.kind == "iri") == is_iri)
            self._narrowed[tested.name] = replace(known, sorts=sorts)
        try:
            return self.value(branch)
        finally:
            self._narrowed = before

    def _coalesce(self, *expressions: Expression) -> Value:
        found: list[Value] = []
        for each in expressions:
            value = self.value(each)
            if not value.is_nothing:
                found.append(value)
            if value.is_certain:
                break
        if len(found) < 2:
            return found[0] if found else NOTHING
        found = alike(self._chain, found)
        sql = f"coalesce({', '.join(value.sql for value in found)})"
        return merged(found, sql, is_certain=any(value.is_certain for value in found))


def alike(chain: Chain, values: Sequence[Value]) -> list[Value]:
    """Values in one form, to stand in one column. Raises NotCoveredError where they have none."""
    forms = {value.form for value in values if not value.is_nothing}
    if len(forms) < 2:
        return list(values)
    (form,) = forms - {"term"} if len(forms) == 2 and "term" in forms else (None,)
    return [_in_form(chain, value, form) for value in values]


def _in_form(chain: Chain, value: Value, form: Form | None) -> Value:
    """A value that is a term as what it stands for."""
    if value.is_nothing or value.form == form:
        return value
    made = Value(sql="", form=form or "text", is_certain=value.is_certain)
    if form == "text":
        return made.named(text_of(chain, value))
    if form == "boolean":
        return made.named(is_true(chain, value).sql)
    if form == "integer" and value.kinds <= {"integer"}:
        return made.named(number_of(chain, value))
    raise NotCoveredError("a column of different kinds of values")


def merged(values: Sequence[Value], sql: str, *, is_certain: bool) -> Value:
    """One value that is now one and now another of some that are alike."""
    given = [value for value in values if not value.is_nothing]
    return Value(
        sql=sql,
        form=given[0].form if given else "term",
        sorts=frozenset().union(*(value.sorts for value in given)),
        strangers=frozenset().union(*(value.strangers for value in given)),
        is_certain=is_certain,
        is_address=all(value.is_address for value in given),
    )
