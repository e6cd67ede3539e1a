"""What programs ask beside pages and queries: a function over the store, and its answer as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from councilgraph.graph.web.asked import Answer
from councilgraph.graph.web.view import Opened

Work = Callable[[Opened, Mapping[str, Any]], object]


@dataclass(frozen=True, slots=True)
class Call:
    """A request to call `work` with `arguments`: a function of a module, for it is sent to another process.

    `is_query` says that it may cost as much as a user's query.
    """

    work: Work
    arguments: Mapping[str, Any]
    is_query: bool = False


def answer(opened: Opened, call: Call) -> Answer:
    """What the function gives, as JSON. Raises what it raises."""
    found = json.dumps(call.work(opened, call.arguments), ensure_ascii=False)
    return Answer(found.encode("utf-8", "replace"), "application/json")
