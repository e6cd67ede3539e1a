"""A large page: groups first, opened on demand."""

from __future__ import annotations

from conftest import Open


def test_groups_first_then_their_members(open_page: Open) -> None:
    opened = open_page("grouped")
    page = opened.page
    assert page.inner_text("#status").startswith("400 entities in 7 groups. Open a group to see its members.")
    page.click("#panel .entity >> text=Aldbridge Council >> nth=0")
    assert page.inner_text("#crumbs") == "All groups › Aldbridge Council"
    assert "of 400 entities" in page.inner_text("#status")
    page.keyboard.press("Escape")
    assert page.is_hidden("#crumbs")


def test_a_group_says_what_is_in_it(open_page: Open) -> None:
    opened = open_page("grouped")
    opened.page.focus("#canvas")
    opened.page.keyboard.press("ArrowRight")
    opened.page.wait_for_selector("#panel .close")
    text = opened.page.inner_text("#panel")
    for words in ("A group of ", " people", " inspections"):
        assert words in text
    opened.page.click("text=Open this group")
    assert opened.page.inner_text("#crumbs").startswith("All groups › ")
    scope = opened.state()["scope"]
    again = open_page("grouped", f"scope={scope}")
    assert again.page.inner_text("#crumbs") == opened.page.inner_text("#crumbs")


def test_finding_somebody_opens_the_group(open_page: Open) -> None:
    opened = open_page("grouped")
    opened.page.fill("#find-box", "ada")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_selector("#panel .close")
    assert opened.heading().startswith("Ada ")
    assert opened.page.is_visible("#crumbs")


def test_ways_across_groups_are_drawn_alone(open_page: Open) -> None:
    opened = open_page("grouped")
    opened.page.click("text=How are two connected?")
    for box, name in (("#connect-from", "aldbridge"), ("#connect-to", "office")):
        opened.page.fill(box, name)
        opened.page.keyboard.press("Enter")
    opened.page.wait_for_selector("#panel ol")
    assert opened.page.inner_text("#crumbs") == "All groups › Chosen entities"
    assert opened.labels("#panel h3")[0] == "1. 2 steps"
    assert opened.state()["moved"].startswith("org/c0000*0*0 org/office-for-checks*360*0 ")


def test_all_can_be_drawn_and_filters_reach_the_groups(open_page: Open) -> None:
    opened = open_page("grouped", "kinds=person")
    assert opened.page.inner_text("#status").startswith("400 entities in ")
    opened.page.click("text=Draw all at once")
    people = int(opened.page.inner_text("#status").split("Showing ")[1].split(" ")[0])
    assert 0 < people < 150
    assert opened.page.inner_text("#crumbs") == "All groups › All entities"


def test_tables_hold_all_rows_of_a_grouped_page(open_page: Open) -> None:
    opened = open_page("grouped", "view=entities")
    assert opened.page.inner_text("#tables [role=status]") == "100 of 400 rows"
    opened.page.click("text=Show more rows")
    assert opened.page.inner_text("#tables [role=status]") == "200 of 400 rows"
    assert opened.page.locator("#tables tbody tr").count() == 200
