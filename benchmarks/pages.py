"""How fast pages are, beside what plain pyvis does with the same network in the same run.

    python benchmarks/pages.py [--sizes 100 1000 5000 20000] [--limit-s 120] [--no-pyvis] [--json FILE]

Measured in Chromium, headless, from disk, 1400 x 900. Per size and maker: seconds to build the file and its
size; `painted`, from the start of loading to the first full picture; `answers`, to the moment at which a
click on an entity has its answer on the screen (for pyvis: at which the layout has settled); frames a second
while dragging and while zooming; the heap after that. "5000 all" is the page of 5,000 entities with all of
them drawn, not grouped. Where pyvis did not settle within the limit, its larger pages are built only.
At the end the bars, each with what was measured.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import networkx as nx
from playwright.sync_api import Browser, Error, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from page_networks import large_network

from councilgraph.graph.page import write_page

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --enable-precise-memory-info"
).split()
GESTURE_S = 2.0
# pyvis shows a loading bar until its layout has settled, but not for 100 nodes and fewer.
SETTLED = """() => {
  const bar = document.getElementById("loadingBar");
  const done = bar ? bar.style.opacity === "0" : typeof network !== "undefined" && network.physics.stabilized;
  return done && performance.now() / 1000;
}"""
COUNT_FRAMES = """() => {
  window.frames_ = 0; window.counting_ = true; window.began_ = performance.now();
  const tick = () => { window.frames_++; if (window.counting_) requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
}"""
FRAMES = """() => {
  window.counting_ = false;
  return window.frames_ * 1000 / (performance.now() - window.began_);
}"""


@dataclass
class Row:
    """One line of the table. None stands for what was not reached within the limit."""

    maker: str
    entities: str
    build_s: float
    file_kb: int
    painted_s: float | None = None
    answers_s: float | None = None
    drag_fps: float | None = None
    zoom_fps: float | None = None
    heap_mb: float | None = None


def main() -> None:
    options = _options()
    rows: list[Row] = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        limit_s = 0 if options.no_pyvis else options.limit_s
        for size in sorted(options.sizes):
            network = large_network(size)
            rows += _ours(browser, network, Path(folder) / f"ours-{size}.html")
            rows.append(_pyvis(browser, network, Path(folder) / f"pyvis-{size}.html", limit_s))
            if rows[-1].answers_s is None:
                limit_s = 0
            print(f"{size} done", file=sys.stderr, flush=True)
        browser.close()
    print(_table(rows) + "\n\n" + "\n".join(_bars(rows)))
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 5000, 20000])
    parser.add_argument("--limit-s", type=float, default=120)
    parser.add_argument("--no-pyvis", action="store_true")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


def _ours(browser: Browser, network: nx.MultiDiGraph[str], path: Path) -> list[Row]:
    began = time.perf_counter()
    write_page(network, path)
    built = time.perf_counter() - began
    size = network.number_of_nodes()
    rows = [_measured_ours(browser, path, Row("councilgraph", f"{size}", built, _kilobytes(path)), "")]
    if 1500 < size <= 10000:
        all_drawn = Row("councilgraph", f"{size} all", built, _kilobytes(path))
        rows.append(_measured_ours(browser, path, all_drawn, "#scope=all"))
    return rows


def _measured_ours(browser: Browser, path: Path, row: Row, fragment: str) -> Row:
    page = _new_page(browser)
    page.goto(f"{path.as_uri()}{fragment}", wait_until="commit")
    page.wait_for_selector("[data-painted]", timeout=60_000)
    row.painted_s = page.evaluate("performance.getEntriesByName('painted')[0].startTime / 1000")
    row.answers_s = _seconds_until_answer(page)
    _gestures(page, "#canvas", row)
    page.close()
    return row


def _seconds_until_answer(page: Page) -> float:
    """Clicks where the picture has something until the panel speaks of it; since the start of loading."""
    box = page.locator("#canvas").bounding_box()
    assert box
    for step in range(400):
        x = box["x"] + box["width"] * (0.5 + (step * 0.618 % 1 - 0.5) * 0.8)
        y = box["y"] + box["height"] * (0.5 + (step * 0.414 % 1 - 0.5) * 0.8)
        page.mouse.click(x, y)
        page.wait_for_timeout(5)
        if page.locator("#panel .close").count():
            return float(page.evaluate("performance.now() / 1000"))
    raise RuntimeError("no click was answered")


def _gestures(page: Page, canvas: str, row: Row) -> None:
    box = page.locator(canvas).bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.keyboard.press("Escape")
    page.mouse.move(x - 300, y - 330)
    page.mouse.down()
    row.drag_fps = _frames_while(
        page, lambda step: page.mouse.move(x - 300 + step % 200, y - 330 + step % 120)
    )
    page.mouse.up()
    page.mouse.move(x, y)
    row.zoom_fps = _frames_while(page, lambda step: page.mouse.wheel(0, -60 if step % 40 < 20 else 60))
    row.heap_mb = page.evaluate("performance.memory.usedJSHeapSize / 1e6")


def _frames_while(page: Page, gesture: Any) -> float:
    page.evaluate(COUNT_FRAMES)
    began, step = time.perf_counter(), 0
    while time.perf_counter() - began < GESTURE_S:
        gesture(step)
        step += 3
        time.sleep(0.004)
    return float(page.evaluate(FRAMES))


def _pyvis(browser: Browser, network: nx.MultiDiGraph[str], path: Path, limit_s: float) -> Row:
    began = time.perf_counter()
    _write_pyvis(network, path)
    row = Row("pyvis", str(network.number_of_nodes()), time.perf_counter() - began, _kilobytes(path))
    if not limit_s:
        return row
    page = _new_page(browser)
    try:
        page.goto(path.as_uri(), wait_until="commit")
        row.answers_s = page.wait_for_function(SETTLED, timeout=limit_s * 1000).json_value()
        row.painted_s = row.answers_s
        page.wait_for_timeout(700)
        _gestures(page, "#mynetwork", row)
    except Error:
        # Not usable within the limit: the row keeps its gaps.
        pass
    finally:
        page.close()
    return row


def _write_pyvis(network: nx.MultiDiGraph[str], path: Path) -> None:
    """The same entities and facts as plain pyvis draws them: labels, and a tooltip with the quotes."""
    from pyvis.network import Network

    plain = Network(directed=True, cdn_resources="in_line", height="800px")
    for iri, attributes in network.nodes(data=True):
        plain.add_node(iri, label=attributes["label"], title=attributes["label"])
    for source, target, attributes in network.edges(data=True):
        quotes = "\n".join(evidence["quote"] for evidence in attributes["evidence"])
        plain.add_edge(source, target, title=f"{attributes['label']}\n{quotes}")
    path.write_text(plain.generate_html(), encoding="utf-8")


def _new_page(browser: Browser) -> Page:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.route(
        "**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort()
    )
    return page


def _kilobytes(path: Path) -> int:
    return round(path.stat().st_size / 1000)


def _table(rows: list[Row]) -> str:
    heads = "| maker | entities | build s | file kB | painted s | answers s | drag f/s | zoom f/s | heap MB |"
    lines = [heads, "|---|---|---|---|---|---|---|---|---|"]
    for row in rows:
        cells = [row.maker, row.entities, f"{row.build_s:.2f}", str(row.file_kb)]
        measured = (row.painted_s, row.answers_s, row.drag_fps, row.zoom_fps, row.heap_mb)
        cells += ["-" if value is None else f"{value:.3g}" for value in measured]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _bars(rows: list[Row]) -> list[str]:
    """Each bar with what was measured."""
    found = {(row.maker, row.entities): row for row in rows}
    ours = {size: found.get(("councilgraph", size)) for size in ("1000", "5000", "5000 all", "20000")}
    said: list[str] = []
    pyvis = found.get(("pyvis", "1000"))
    if ours["1000"] and ours["1000"].answers_s and pyvis and pyvis.answers_s:
        ratio = pyvis.answers_s / ours["1000"].answers_s
        said.append(f"1,000 answer a click {ratio:.0f} times sooner than plain pyvis settles (bar: 50)")
    for size, bar in (("5000", 30), ("5000 all", 30), ("20000", 50)):
        row = ours[size]
        if row and row.drag_fps and row.zoom_fps:
            said.append(f"{size}: {min(row.drag_fps, row.zoom_fps):.0f} frames a second or more (bar: {bar})")
    if ours["1000"] and ours["20000"] and ours["1000"].painted_s and ours["20000"].painted_s:
        ratio = ours["20000"].painted_s / ours["1000"].painted_s
        said.append(f"20,000 are painted in {ratio:.2f} times the time of 1,000 (bar: 2)")
    for row in rows:
        other = found.get(("pyvis", row.entities))
        if row.maker == "councilgraph" and other:
            said.append(
                f"{row.entities}: the file has {row.file_kb / other.file_kb:.2f} of pyvis' size (bar: 1)"
            )
    return said


if __name__ == "__main__":
    main()
