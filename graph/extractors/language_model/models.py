"""The language models of the `llm` library, which is installed with the extra `llm`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from councilgraph.graph.errors import UsageError

_NOT_INSTALLED = 'in the folder of the program: pip install ".[llm]"'


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A model that can be asked. `address` says in words where a question goes.

    `ask` gives the answer to a text; it raises whatever the model's library raises.
    """

    name: str
    address: str
    ask: Callable[[str], str]


def open_model(name: str) -> LanguageModel:
    """The model of that name or alias. Raises UsageError where the library or the model is missing."""
    try:
        import llm
    except ImportError as error:
        raise UsageError("language models need the llm library", hint=_NOT_INSTALLED) from error
    try:
        model = llm.get_model(name)
    except llm.UnknownModelError as error:
        raise UsageError(
            f'there is no language model "{name}"',
            hint="`llm models` lists those that are installed, `llm install` adds others",
        ) from error
    # The likeliest answer, and so the same one each time, where the model can be told so.
    settings: dict[str, Any] = {"temperature": 0} if "temperature" in model.Options.model_fields else {}

    def ask(text: str) -> str:
        return str(model.prompt(text, stream=False, **settings).text())

    return LanguageModel(model.model_id, _address(model), ask)


def _address(model: object) -> str:
    """A model's description, and the address of its service where the model names one."""
    service = getattr(model, "api_base", None)
    return f"{model} at {service}" if service else str(model)
