"""Mappings that other packages bring for registers of their own."""

from __future__ import annotations

from councilgraph.graph.errors import CouncilgraphError, UsageError
from councilgraph.graph.model import Problem
from councilgraph.graph.plugins import Plugin, plugins
from councilgraph.graph.registers.mapping import Mapping
from councilgraph.graph.registers.parsing import parse_mapping


def plugged_mappings(document: str) -> tuple[tuple[Mapping, ...], tuple[Problem, ...]]:
    """The mappings of all plug-ins that give one, and a problem (with `document`) for each other plug-in."""
    found: list[Mapping] = []
    problems: list[Problem] = []
    for each in plugins("registers"):
        try:
            found.append(plugged_mapping(each))
        except CouncilgraphError as error:
            problems.append(Problem(document, "", error.message, error.hint))
    return tuple(found), tuple(problems)


def plugged_mapping(each: Plugin) -> Mapping:
    """The mapping of a plug-in. Raises PluginError where it is none."""
    try:
        return parse_mapping(each.text(), name=each.name)
    except UsageError as error:
        raise each.broken(f"is no mapping: {error.message}") from error
