"""Networks as interactive pages: the surroundings of entities, or the answer to a question."""

from __future__ import annotations

from councilgraph.graph import answers, network, questions, search
from councilgraph.graph.page import PageOptions, render
from councilgraph.graph.web.asked import Asked
from councilgraph.graph.web.view import Opened, View

_MAX_ENTITIES = 2000
_MAX_HOPS = 3


def network_page(opened: Opened, asked: Asked) -> View:
    """The network round an entity, up to some links away, as one whole page; without one, of all there is.

    With `bare` nothing is selected at first, which leaves more room for the picture.
    """
    store, name = opened.store, asked.text("entity")
    starts = [search.entity(store, name)] if name else []
    limit = asked.number("max", 300, most=_MAX_ENTITIES)
    scope = network.Scope(
        hops=asked.number("hops", 1, most=_MAX_HOPS),
        since=asked.day("since"),
        until=asked.day("until"),
        as_of=asked.day("as_of"),
        max_entities=limit,
    )
    drawn = network.neighbourhood(store, starts or network.all_entities(store)[:limit], scope)
    options = PageOptions(selected=starts[0] if starts and "bare" not in asked.params else None)
    return View("", "Network", raw=render(drawn, options).encode())


def question_network(opened: Opened, asked: Asked) -> View:
    """The network of the facts behind the answer to a question."""
    wanted = questions.question(asked.name)
    given = {each.name: text for each in wanted.parameters if (text := asked.text(each.name))}
    drawn = answers.network_of_answer(opened.store, wanted.name, given, title=None, limit=_MAX_ENTITIES)
    return View("", "Network", raw=render(drawn).encode())
