"""A module imports only from layers above its own in the table of docs/design.md."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "councilgraph.graph."
DOORS = {
    "typer": {"cli"},
    "pyvis": {"graph.page"},
    "networkx": {
        "graph.network",
        "graph.centrality",
        "graph.answers",
        "graph.page",
        "graph.formats",
        "graph.library",
    },
    "pypdfium2": {"graph.readers.pdf"},
    "trafilatura": {"graph.readers.html"},
    "pyrudof": {"graph.checks"},
    "oxrdflib": {"graph.store"},
    "starlette": {"graph.web"},
    "uvicorn": {"graph.web.server", "graph.web.heads"},
    "jinja2": {"graph.web"},
    "mcp": {"graph.assistant"},
    "dask": {"graph.cluster"},
    "distributed": {"graph.cluster"},
}


def layers() -> list[set[str]]:
    table = (ROOT / "docs" / "design.md").read_text("utf-8").partition("## Layers")[2]
    rows = re.findall(r"^\| \d+ \| (.+?) \|", table, re.M)
    return [set(re.findall(r"`([a-z_]+)/?(?:\.py)?`", row)) for row in rows]


def modules() -> dict[str, Path]:
    paths = [*sorted((ROOT / "graph").rglob("*.py")), ROOT / "cli.py"]
    return {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in paths}


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def part_of(module: str) -> str:
    """The name by which the table knows a module: `readers` for `graph.readers.pdf`."""
    return module.removeprefix("graph.").split(".")[0]


def test_every_module_has_its_layer_and_imports_only_from_lower_ones():
    level = {name: number for number, names in enumerate(layers()) for name in names}
    wrong = []
    for module, path in modules().items():
        mine = part_of(module)
        if mine == "__init__" or module == "graph.__init__":
            continue
        if mine not in level:
            wrong.append(f"{module} is in no layer")
            continue
        for name in imports(path):
            if not name.startswith(PACKAGE):
                continue
            other = name.removeprefix(PACKAGE).split(".")[0]
            if other in level and other != mine and level[other] > level[mine]:
                wrong.append(f"{module} (layer {level[mine]}) imports {name} (layer {level[other]})")
    assert wrong == []


def test_no_module_of_one_layer_needs_another_that_needs_it():
    needs = {
        module: {name.removeprefix("councilgraph.") for name in imports(path) if name.startswith(PACKAGE)}
        for module, path in modules().items()
    }

    def reached(module: str) -> set[str]:
        seen: set[str] = set()
        waiting = [module]
        while waiting:
            for name in needs.get(waiting.pop(), ()):
                target = name if name in needs else name.rsplit(".", 1)[0]
                if target in needs and target not in seen:
                    seen.add(target)
                    waiting.append(target)
        return seen

    assert [module for module in needs if module in reached(module)] == []


def test_each_dependency_has_one_door():
    wrong = []
    for module, path in modules().items():
        for name in imports(path):
            doors = DOORS.get(name.split(".")[0])
            if doors and not any(module == door or module.startswith(f"{door}.") for door in doors):
                wrong.append(f"{module} imports {name}")
    assert wrong == []


def test_only_the_command_line_and_the_web_print_exit_and_read_the_clock():
    words = re.compile(r"\b(print\(|sys\.exit|os\.environ|datetime\.now|date\.today|time\.time\(|Path\.cwd)")
    allowed = ("cli", "graph.web", "graph.library")
    wrong = [
        module
        for module, path in modules().items()
        if not module.startswith(allowed) and words.search(path.read_text("utf-8"))
    ]
    assert wrong == []
