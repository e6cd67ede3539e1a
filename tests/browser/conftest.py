"""One Chromium for all browser tests; each test gets a page and, at its end, the assurance that nothing ran.

Needs the `playwright` package and a Chromium on the machine (Debian's `chromium`, or one that is named in
CHROMIUM); without them the tests are skipped.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from page_networks import large_network, small_network

from councilgraph.graph.page import PageOptions, read_positions, write_page

sync_api = pytest.importorskip("playwright.sync_api", reason="browser tests need the playwright package")

ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
PAINTED = "html[data-painted]"
WATCH = """
window.seen = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.seen.push("policy: " + event.violatedDirective);
});
window.pwned = (what) => window.seen.push("ran: " + what);
"""

WRITTEN = """() => new Promise((done) => {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 150)));
})"""
"""Ends after whatever the page had put off until then (an address is written 100 ms after a change)."""

Open = Callable[..., "Opened"]


class Opened:
    """A page in the browser, and where its entities stand."""

    def __init__(self, page: Any, file: Path) -> None:
        self.page = page
        self.file = file
        self._positions: dict[str, tuple[float, float]] | None = None

    @property
    def positions(self) -> dict[str, tuple[float, float]]:
        """Where entities stand on the canvas."""
        if self._positions is None:
            self._positions = read_positions(self.file)
        return self._positions

    def state(self) -> dict[str, str]:
        """The choices in the address, once they are written."""
        from urllib.parse import parse_qsl

        self.page.evaluate(WRITTEN)
        return dict(parse_qsl(self.page.url.partition("#")[2], keep_blank_values=True))

    def spot(self, iri: str, *, dx: float = 0, dy: float = 0) -> tuple[float, float]:
        """Where an entity is on the screen."""
        return self.spot_at(*self.positions[iri], dx=dx, dy=dy)

    def spot_at(self, x: float, y: float, *, dx: float = 0, dy: float = 0) -> tuple[float, float]:
        """Where a point of the canvas is on the screen."""
        if "at" not in self.state():
            self.page.click("#zoom-fit")
        middle_x, middle_y, scale = map(float, self.state()["at"].split(" "))
        box = self.page.locator("#canvas").bounding_box()
        right = box["x"] + box["width"] / 2 + (x - middle_x) * scale + dx
        return right, box["y"] + box["height"] / 2 + (y - middle_y) * scale + dy

    def heading(self) -> str:
        return str(self.page.inner_text("#panel-title"))

    def labels(self, selector: str) -> list[str]:
        return [text.strip() for text in self.page.locator(selector).all_inner_texts()]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        pytest.skip("browser tests need Chromium: install it, or name it in CHROMIUM")
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    for folder in Path(__file__).resolve().parents:
        script = folder / "node_modules" / "axe-core" / "axe.min.js"
        if script.is_file():
            return script.read_text(encoding="utf-8")
    pytest.skip("the rules of axe-core are not checked: run `npm install axe-core` in or above the project")


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages that many tests open: small, with few of its entities drawn, and grouped."""
    folder = tmp_path_factory.mktemp("pages")
    made: dict[str, tuple[nx.MultiDiGraph[str], PageOptions]] = {
        "small": (small_network(), PageOptions()),
        "part": (small_network(), PageOptions(max_shown=2)),
        "grouped": (large_network(400), PageOptions(group_above=300)),
    }
    for name, (network, options) in made.items():
        write_page(network, folder / f"{name}.html", options)
    return {name: folder / f"{name}.html" for name in made}


@pytest.fixture
def open_page(browser: Any, files: dict[str, Path]) -> Iterator[Open]:
    """Opens a page by name or path. At the end: no dialog, no request, no error, no breach of the policy."""
    seen: list[str] = []
    contexts: list[Any] = []

    def opened(name: str | Path, fragment: str = "", *, until: str = PAINTED, **options: Any) -> Opened:
        file = files[name] if isinstance(name, str) else name
        context = browser.new_context(
            viewport={"width": 1400, "height": 900}, accept_downloads=True, **options
        )
        contexts.append(context)
        context.add_init_script(WATCH)
        page = context.new_page()
        _watch(page, file, seen)
        page.goto(f"{file.as_uri()}{fragment and '#'}{fragment}")
        page.wait_for_selector(until)
        return Opened(page, file)

    yield opened
    for context in contexts:
        for page in context.pages:
            seen += page.evaluate("window.seen || []")
        context.close()
    assert seen == []


def _watch(page: Any, file: Path, seen: list[str]) -> None:
    def dialog(shown: Any) -> None:
        seen.append(f"dialog: {shown.message}")
        shown.dismiss()

    def request(made: Any) -> None:
        if not made.url.startswith((file.as_uri(), "blob:")):
            seen.append(f"request: {made.url}")

    page.on("dialog", dialog)
    page.on("request", request)
    page.on("pageerror", lambda error: seen.append(f"error: {error}"))
    page.on(
        "console",
        lambda line: seen.append(f"console: {line.text}") if line.type in {"error", "warning"} else None,
    )
