"""Pictures of a page as people see it: on a desk, on a telephone, in the dark.

    python benchmarks/screenshots.py PAGE.html FOLDER [--select NAME]

Writes PAGE.png (1400 x 900), PAGE-phone.png (390 x 844) and PAGE-dark.png into FOLDER. With --select, what
the find box gives for NAME is open in the panel. Needs Chromium and the `playwright` package.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from pages import ARGUMENTS, CHROMIUM
from playwright.sync_api import Browser, sync_playwright

VIEWS = (("", 1400, 900, "light"), ("-phone", 390, 844, "light"), ("-dark", 1400, 900, "dark"))
SETTLING_MS = 400


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("page", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--select")
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        for ending, width, height, scheme in VIEWS:
            picture = options.folder / f"{options.page.stem}{ending}.png"
            _shoot(browser, options, picture, (width, height, scheme))
            print(picture)
        browser.close()


def _shoot(browser: Browser, options: argparse.Namespace, picture: Path, view: tuple[int, int, str]) -> None:
    width, height, scheme = view
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(options.page.resolve().as_uri())
    page.wait_for_selector("html[data-painted]")
    if options.select:
        page.fill("#find-box", options.select)
        page.keyboard.press("Enter")
        page.evaluate("scrollTo(0, 0); document.activeElement.blur()")
    page.wait_for_timeout(SETTLING_MS)
    page.screenshot(path=picture)
    page.close()


if __name__ == "__main__":
    main()
