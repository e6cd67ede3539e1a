"""For everybody: keyboard alone, tables for screen readers, and axe-core's rules."""

from __future__ import annotations

import pytest
from conftest import Open

STATES = (
    "",
    "sel=ada",
    "sel=ada+westmere",
    "view=entities",
    "view=facts&sel=westmere",
    "time=2009-12-01&way=ben+inspectorate",
)


@pytest.mark.parametrize(("theme", "width"), [("light", 1400), ("dark", 1400), ("light", 390)])
def test_axe_finds_nothing(open_page: Open, axe: str, theme: str, width: int) -> None:
    # The policy would forbid the checker's own script.
    opened = open_page("small", color_scheme=theme, bypass_csp=True)
    opened.page.set_viewport_size({"width": width, "height": 844})
    opened.page.evaluate(axe)
    found = []
    for fragment in STATES:
        opened.page.evaluate("(fragment) => { location.hash = fragment; }", fragment)
        opened.page.wait_for_timeout(60)
        for violation in opened.page.evaluate("axe.run().then((found) => found.violations)"):
            found.append((fragment, violation["id"], [node["target"] for node in violation["nodes"]]))
    assert found == []


def test_from_find_to_quote_with_the_keyboard_alone(open_page: Open) -> None:
    opened = open_page("small")
    press = opened.page.keyboard.press
    press("/")
    opened.page.keyboard.type("westmere")
    press("Enter")
    opened.page.wait_for_selector("#panel .close")
    focused = "document.activeElement.textContent"
    for _ in range(80):
        press("Tab")
        if opened.page.evaluate(
            "document.activeElement.tagName === 'SUMMARY' && !!document.activeElement.closest('#panel')"
        ):
            break
    assert opened.page.evaluate(focused) == "1 quote"
    press("Enter")
    shown = opened.page.inner_text("#panel .evidence blockquote >> nth=0")
    assert shown == "Westmere was formed by merger on 1 April 2009."
    press("Escape")
    opened.page.wait_for_selector("#panel .close", state="detached")


def test_arrows_go_from_entity_to_entity(open_page: Open) -> None:
    opened = open_page("small", "sel=westmere")
    opened.page.focus("#canvas")
    seen = []
    for key in ("ArrowLeft", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowUp", "ArrowLeft"):
        opened.page.keyboard.press(key)
        seen.append(opened.page.text_content("#spoken"))
    assert len(set(seen)) >= 3
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("document.activeElement.id") == "panel"
    opened.page.focus("#canvas")
    before = opened.state()["sel"]
    opened.page.keyboard.press("+")
    near = float(opened.state()["at"].split(" ")[2])
    opened.page.keyboard.press("0")
    assert float(opened.state()["at"].split(" ")[2]) != near
    assert opened.state()["sel"] == before


def test_the_focus_goes_on_in_the_panel(open_page: Open) -> None:
    opened = open_page("small", "sel=ben")
    opened.page.focus("#panel .facts .entity >> nth=0")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_function("document.getElementById('panel-title').textContent !== 'Ben Okoro'")
    assert opened.page.evaluate("document.activeElement.id") == "panel-title"


def test_the_skip_link_leads_to_the_tables(open_page: Open) -> None:
    opened = open_page("small")
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.textContent") == "Read as tables"
    opened.page.keyboard.press("Enter")
    assert opened.page.is_visible("#tables")
    assert opened.page.evaluate("document.activeElement.textContent") == "Entities"


def test_tables_are_sorted_and_searched(open_page: Open) -> None:
    opened = open_page("small", "view=entities")
    page = opened.page
    assert page.get_attribute("#tables th:nth-child(3)", "aria-sort") == "descending"
    assert opened.labels("#tables tbody th")[:2] == ["Westmere Council", "Dee Marsh"]
    page.focus("#tables th:nth-child(1) button")
    page.keyboard.press("Enter")
    assert page.get_attribute("#tables th:nth-child(1)", "aria-sort") == "ascending"
    assert opened.labels("#tables tbody th")[:3] == ["Ada Quill", "Ben Okoro", "Cay Lindqvist"]
    page.keyboard.press("Enter")
    assert opened.labels("#tables tbody th")[0] == "Westmere Council"
    page.fill("#table-search", "okoro benjamin")
    assert page.inner_text("#tables [role=status]") == "0 of 0 rows"
    page.fill("#table-search", "benjamin")
    assert opened.labels("#tables tbody th") == ["Ben Okoro"]


def test_the_table_of_facts_opens_quotes_and_follows_the_filters(open_page: Open) -> None:
    opened = open_page("small", "view=facts&kinds=person")
    page = opened.page
    assert page.inner_text("#tables [role=status]") == "4 of 4 rows"
    assert opened.labels("#tables thead th") == [
        "From ▴",
        "Fact",
        "To",
        "Since",
        "Until",
        "Status",
        "Grade",
        "Disputed",
    ]
    page.click("#tables tbody tr:nth-child(1) td:nth-child(2) button")
    page.wait_for_selector("#panel .quote")
    assert opened.heading() == "Inspection, May 2016 – Westmere Council"
    assert page.evaluate("document.activeElement.id") == "panel"
    assert page.is_visible("#tables")
    page.check("#filters fieldset:nth-of-type(1) li:nth-child(1) input")
    assert page.inner_text("#tables [role=status]") == "11 of 11 rows"


def test_on_a_narrow_screen_nothing_is_wider_than_it(open_page: Open) -> None:
    for fragment in ("", "sel=ada", "view=facts"):
        opened = open_page("small", fragment)
        opened.page.set_viewport_size({"width": 390, "height": 844})
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_in_the_column_of_an_article_the_picture_has_the_whole_width(open_page: Open) -> None:
    opened = open_page("small", "sel=westmere")
    opened.page.set_viewport_size({"width": 800, "height": 600})
    box = opened.page.locator("#canvas").bounding_box()
    assert box is not None
    assert box["width"] == 800
