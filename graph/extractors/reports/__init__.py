"""Inspection reports: documents whose layout is known, to claims. See `extract`."""

from councilgraph.graph.extractors.reports.report import extract, is_report

__all__ = ["extract", "is_report"]
