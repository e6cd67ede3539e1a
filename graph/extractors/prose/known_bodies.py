"""The names of `rules/organisations.toml` as a table to look tokens up in."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.rules import read_rules


def _rows() -> dict[str, list[tuple[tuple[str, ...], tuple[str, str]]]]:
    table: dict[str, list[tuple[tuple[str, ...], tuple[str, str]]]] = {}
    for name, (full, kind) in read_rules("organisations")["known"].items():
        for spelling in {name, name.upper() if " " in name else name}:
            words = tuple(spelling.replace("'s", " 's").replace("'S", " 'S").replace(",", " ,").split())
            table.setdefault(words[0], []).append((words, (full, kind)))
    for rows in table.values():
        rows.sort(key=lambda row: -len(row[0]))
    return table


KNOWN = _rows()
"""Spellings by their first word, the longest first: the words, then the name in full and its kind."""
