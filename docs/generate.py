"""Write the reference pages from their sources, and run the sessions in the others.

usage: python docs/generate.py [--check]

With --check nothing is written: the exit code is 1 where a page is not as it would be written.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pyoxigraph as ox
from sessions import refreshed
from typer.testing import CliRunner

from councilgraph import cli
from councilgraph.graph.questions import bundled_questions
from councilgraph.graph.rdf import concepts
from councilgraph.graph.vocab import CG, PREFIXES, RDF, RDFS, SCHEMA, SCHEMES

DOCS = Path(__file__).parent
NOTE = "<!-- Written by docs/generate.py. Change the source, then run `make docs`. -->\n"


def commands_page() -> Iterator[str]:
    """The commands with their help, in the order of `councilgraph --help`."""
    yield "# Commands\n\n"
    yield NOTE
    yield _help()
    for command in cli.app.registered_commands:
        name = command.name or getattr(command.callback, "__name__", "").rstrip("_")
        yield f"\n## {name}\n"
        yield _help(name)


def questions_page() -> Iterator[str]:
    """The ready-made questions with their parameters."""
    yield "# Ready-made questions\n\n"
    yield f"{NOTE}\n"
    yield "`councilgraph ask NAME --PARAMETER VALUE ...`. Each row comes with the words behind it.\n"
    for question in bundled_questions():
        yield f"\n## {question.name}\n\n**{question.title}.** {question.help}\n"
        if question.parameters:
            yield "\n| parameter | takes | |\n| --- | --- | --- |\n"
        for each in question.parameters:
            notes = ["optional"] * each.is_optional + [f"`{each.default}` unless given"] * bool(each.default)
            about = "; ".join(filter(None, [each.help, *notes]))
            yield f"| `--{each.name.replace('_', '-')}` | {each.type} | {about} |\n"
        body = question.sparql.partition("\n\n")[2].strip()
        yield f"\n<details><summary>SPARQL</summary>\n\n```sparql\n{body}\n```\n\n</details>\n"


def ontology_page() -> Iterator[str]:
    """Classes, properties and vocabularies, with what is said of each."""
    ontology = ox.Store()
    text = (resources.files("councilgraph.ontology") / "councilgraph.ttl").read_bytes()
    ontology.bulk_load(text, ox.RdfFormat.TURTLE)
    yield "# Ontology\n\n"
    yield f"{NOTE}\n"
    yield "The prefixes that queries know without being told:\n\n"
    for prefix, iri in sorted(PREFIXES.items()):
        yield f"* `{prefix}:` {iri}\n"
    for title, kind, more in (
        ("Classes", f"{RDFS.base}Class", (RDFS.subClassOf,)),
        ("Properties", f"{RDF.base}Property", (SCHEMA.domainIncludes, SCHEMA.rangeIncludes)),
    ):
        yield f"\n## {title}\n\n| name | of | meaning |\n| --- | --- | --- |\n"
        for iri in sorted(_subjects(ontology, RDF.type, kind)):
            if iri.startswith(CG.base):
                related = " → ".join(
                    ", ".join(f"`{_short(v)}`" for v in _values(ontology, iri, p)) for p in more
                )
                comment = " ".join(" ".join(_values(ontology, iri, RDFS.comment)).split())
                yield f"| `{_short(iri)}` | {related} | {comment} |\n"
    yield "\n## Vocabularies\n"
    for scheme in SCHEMES:
        if scheme == "scales":
            continue
        yield f"\n### {scheme.replace('_', ' ')}\n\n"
        yield "| word | label | also | meaning |\n| --- | --- | --- | --- |\n"
        for each in concepts(scheme):
            also = ", ".join(each.other_labels)
            yield f"| `{each.word}` | {each.label} | {also} | {each.definition} |\n"


PAGES = {"commands.md": commands_page, "questions.md": questions_page, "ontology.md": ontology_page}


def pages() -> Iterator[tuple[Path, str]]:
    """Every page with its text as it should be."""
    for name, page in PAGES.items():
        yield DOCS / name, "".join(page())
    for path in (DOCS.parent / "README.md", *sorted(DOCS.glob("*.md"))):
        if path.name not in PAGES:
            yield path, refreshed(path.read_text("utf-8"))


def main(*, is_check: bool) -> int:
    """Write the pages, or say which are out of date."""
    stale = 0
    for path, text in pages():
        if is_check:
            if not path.exists() or path.read_text("utf-8") != text:
                sys.stderr.write(f"{path} is out of date: run `make docs`\n")
                stale = 1
        else:
            path.write_text(text, "utf-8")
    return stale


def _help(*command: str) -> str:
    result = CliRunner().invoke(
        cli.app, [*command, "--help"], prog_name="councilgraph", env={"COLUMNS": "96"}
    )
    return f"\n```text\n{result.output.strip()}\n```\n"


def _subjects(ontology: ox.Store, predicate: str, value: str) -> Iterator[str]:
    for quad in ontology.quads_for_pattern(None, ox.NamedNode(predicate), ox.NamedNode(value)):
        if isinstance(quad.subject, ox.NamedNode):
            yield quad.subject.value


def _values(ontology: ox.Store, iri: str, predicate: str) -> list[str]:
    found = ontology.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None)
    return sorted(quad.object.value for quad in found if not isinstance(quad.object, ox.Triple))


def _short(iri: str) -> str:
    prefix, base = max(
        ((p, b) for p, b in PREFIXES.items() if iri.startswith(b)), key=lambda x: len(x[1]), default=("", "")
    )
    return f"{prefix}:{iri.removeprefix(base)}" if prefix else iri


if __name__ == "__main__":
    sys.exit(main(is_check="--check" in sys.argv[1:]))
