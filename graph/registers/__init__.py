"""Registers: CSV documents whose rows become claims by way of a mapping of their columns."""

from councilgraph.graph.registers.bundled import bundled_mappings, bundled_register, find_mapping
from councilgraph.graph.registers.claims import claims
from councilgraph.graph.registers.mapping import Mapping
from councilgraph.graph.registers.parsing import parse_mapping, read_mapping
from councilgraph.graph.registers.plugged import plugged_mapping, plugged_mappings

__all__ = [
    "Mapping",
    "bundled_mappings",
    "bundled_register",
    "claims",
    "find_mapping",
    "parse_mapping",
    "plugged_mapping",
    "plugged_mappings",
    "read_mapping",
]
