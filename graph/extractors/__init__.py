"""Documents to claims: one extractor a kind of document, none of which sees the store."""

from __future__ import annotations

from collections.abc import Callable

from councilgraph.graph.extractors import plugged, records, reports
from councilgraph.graph.model import Document, Extraction, Problem
from councilgraph.graph.registers import Mapping, bundled_mappings, claims, find_mapping, plugged_mappings
from councilgraph.graph.registers.rows import header

Extractor = Callable[[Document], Extraction]


def extract(
    document: Document, *, mappings: tuple[Mapping, ...] = (), read_prose: Extractor | None = None
) -> Extraction:
    """What a document says: by row in a register, by object in JSON, by layout in a report, else as prose.

    `mappings` say what the columns of registers mean, before those of plug-ins and those that come with the
    program; `read_prose` reads prose in the place of the program's own grammar. A plug-in that knows the
    document goes before all of these.
    """
    known, problems = plugged.extract(document)
    found = known if known is not None else _own(document, mappings, read_prose)
    return Extraction(found.claims, (*problems, *found.problems)) if problems else found


def _own(document: Document, mappings: tuple[Mapping, ...], read_prose: Extractor | None) -> Extraction:
    if document.media_type == "text/csv":
        return _register(document, mappings)
    if document.media_type == records.MEDIA_TYPE:
        return records.extract(document)
    if reports.is_report(document):
        return reports.extract(document)
    if read_prose:
        return read_prose(document)
    # Here and not above: its rules take a moment to load, which a build of reports need not spend.
    from councilgraph.graph.extractors import prose

    return prose.extract(document)


def _register(document: Document, mappings: tuple[Mapping, ...]) -> Extraction:
    """The claims of a register. Plug-ins that are broken matter only where no mapping fits."""
    others, problems = plugged_mappings(document.name)
    mapping = find_mapping(document, (*mappings, *others))
    return (
        claims(document, mapping)
        if mapping
        else Extraction((), (_unknown_register(document, mappings or bundled_mappings()), *problems))
    )


def _unknown_register(document: Document, known: tuple[Mapping, ...]) -> Problem:
    """That no mapping fits, with the columns that the nearest one of some misses."""
    columns = set(header(document.text))
    nearest = max(known, key=lambda each: len(columns & set(each.columns)) / len(each.columns))
    missing = [name for name in nearest.columns if name not in columns]
    return Problem(
        document.name,
        "row 1",
        "the columns of this register fit no mapping",
        "Say in a mapping what they mean, and give it with --mapping (docs/registers.md has an example). "
        f'Of those that are known, "{nearest.name}" is the nearest: it also needs {", ".join(missing)}.',
    )
