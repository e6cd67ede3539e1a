"""Registers: CSV documents whose rows become claims by way of a mapping of their columns."""

from councilgraph.graph.registers.bundled import bundled_mappings, bundled_register, find_mapping
from councilgraph.graph.registers.claims import claims
from councilgraph.graph.registers.mapping import Mapping
from councilgraph.graph.registers.parsing import parse_mapping, read_mapping

__all__ = [
    "Mapping",
    "bundled_mappings",
    "bundled_register",
    "claims",
    "find_mapping",
    "parse_mapping",
    "read_mapping",
]
