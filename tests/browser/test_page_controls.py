"""Every control of a page, used as a reader would."""

from __future__ import annotations

from conftest import Open
from page_networks import BASE


def test_what_is_there_at_first(open_page: Open) -> None:
    opened = open_page("small")
    page = opened.page
    assert page.inner_text("#title") == "Who ran Westmere"
    assert page.inner_text("#subtitle") == "Children's services, 2008 to 2019"
    assert page.inner_text("#source") == "Source: Three documents"
    shown = "Showing 8 of 1,412 entities and 11 facts; 1,404 are not in this file."
    assert page.inner_text("#status") == shown
    assert opened.labels("#filters fieldset:nth-of-type(1) li .name") == [
        "People", "Councils", "Inspectorates", "Inspections",
    ]  # fmt: skip
    assert opened.labels("#filters fieldset:nth-of-type(1) li .count") == ["4", "1", "1", "2"]
    assert opened.labels("#filters fieldset:nth-of-type(2) li .count") == ["5", "2", "2", "1", "1"]
    keys = [
        "in post, or an event",
        "has ended",
        "end not known",
        "!\ndocuments disagree",
        "+3\nneighbours not drawn",
    ]
    assert opened.labels("#filters .key li") == keys
    assert opened.heading() == "In this network"


def test_a_click_on_an_entity_opens_its_facts_with_their_quotes(open_page: Open) -> None:
    opened = open_page("small")
    opened.page.mouse.click(*opened.spot(BASE + "cay"))
    opened.page.wait_for_selector("#panel .close")
    assert opened.heading() == "Cay Lindqvist"
    opened.page.click("#panel .evidence summary")
    assert opened.page.inner_text("#panel .facts .when") == "since June 2010, in post"
    assert opened.page.inner_text("#panel .quote blockquote") == "Ms Lindqvist since June 2010"
    assert (
        opened.page.inner_text("#panel .quote figcaption")
        == "About minutes.md, The Westmere Echo, minutes.md"
    )
    assert opened.state()["sel"] == "cay"


def test_a_click_on_nothing_closes_the_panel(open_page: Open) -> None:
    opened = open_page("small", "sel=cay")
    box = opened.page.locator("#canvas").bounding_box()
    opened.page.mouse.click(box["x"] + 6, box["y"] + 6)
    opened.page.wait_for_selector("#panel .close", state="detached")
    assert opened.heading() == "In this network"


def test_a_click_on_a_line_shows_its_facts_and_draws_them_apart(open_page: Open) -> None:
    opened = open_page("small")
    (x1, y1), (x2, y2) = opened.positions[BASE + "dee"], opened.positions[BASE + "westmere"]
    opened.page.mouse.click(*opened.spot_at(x1 * 0.7 + x2 * 0.3, y1 * 0.7 + y2 * 0.3))
    opened.page.wait_for_selector("#panel .close")
    assert opened.heading() == "Dee Marsh – Westmere Council"
    assert opened.labels("#panel .facts .label") == [
        "Dee Marsh – lead member for children and young people – Westmere Council",
        "Dee Marsh – spoke about – Westmere Council",
        "Dee Marsh – leader of the council – Westmere Council",
    ]
    opened.page.click("text=Draw the 3 facts apart")
    assert opened.page.get_attribute("text=Draw as one line", "aria-pressed") == "true"
    assert opened.state()["apart"] == "dee*westmere"
    away = 26 / ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    middle = ((x1 + x2) / 2 - (y2 - y1) * away, (y1 + y2) / 2 + (x2 - x1) * away)
    opened.page.mouse.click(*opened.spot_at(*middle))
    opened.page.wait_for_function("document.querySelectorAll('#panel .facts .label').length === 1")


def test_contradictions_are_side_by_side(open_page: Open) -> None:
    opened = open_page("small", "sel=ada+westmere")
    assert opened.labels("#panel .contradiction h3") == ["Documents disagree: until"]
    assert opened.labels("#panel .side .value") == ["October 2009", "2010"]
    assert opened.labels("#panel .side blockquote") == [
        "Mrs Quill left in October 2009.",
        "She stayed until 2010.",
    ]
    left, right = (side.bounding_box() for side in opened.page.locator("#panel .side").all())
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]


def test_links_of_documents_open_elsewhere(open_page: Open) -> None:
    opened = open_page("small", "sel=ada+westmere")
    link = opened.page.locator("#panel .quotes a").first
    assert link.get_attribute("href") == "https://example.org/minutes"
    assert (link.get_attribute("target"), link.get_attribute("rel")) == ("_blank", "noopener noreferrer")


def test_find_by_other_names_with_the_keyboard(open_page: Open) -> None:
    opened = open_page("small")
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("benjamin")
    assert opened.page.get_attribute("#find-box", "aria-expanded") == "true"
    assert opened.labels("#find-box-list li") == ["Ben Okoro person, 2 links"]
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_selector("#panel .close")
    assert opened.heading() == "Ben Okoro"
    assert opened.page.get_attribute("#find-box", "aria-expanded") == "false"


def test_find_offers_several_and_arrows_choose(open_page: Open) -> None:
    opened = open_page("small")
    opened.page.fill("#find-box", "inspection")
    assert opened.labels("#find-box-list li bdi") == ["Inspection, November 2009", "Inspection, May 2016"]
    opened.page.keyboard.press("ArrowDown")
    assert opened.page.get_attribute("#find-box", "aria-activedescendant") == "find-box-1"
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_selector("#panel .close")
    assert opened.heading() == "Inspection, May 2016"
    opened.page.fill("#find-box", "zzz")
    assert opened.page.inner_text("#find .faint") == "Nothing has such a name."


def test_filters_by_kind_fact_and_grade(open_page: Open) -> None:
    opened = open_page("small")
    page = opened.page
    page.uncheck("#filters fieldset:nth-of-type(1) li:nth-child(1) input")
    assert page.inner_text("#status").startswith("Showing 4 of 1,412 entities and 4 facts;")
    assert opened.state()["kinds"] == "person"
    page.click("#filters fieldset:nth-of-type(1) button.small:text-is('all')")
    page.uncheck("#filters fieldset:nth-of-type(3) li:nth-child(1) input")
    assert page.inner_text("#status").startswith("Showing 7 of 1,412 entities and 9 facts;")
    page.click("#filters fieldset:nth-of-type(3) button.small:text-is('all')")
    page.hover("#filters fieldset:nth-of-type(2) li:nth-child(2)")
    page.click("button[aria-label='only inspection'] >> nth=1")
    assert page.inner_text("#status").startswith("Showing 3 of 1,412 entities and 2 facts;")
    assert opened.labels("#filters fieldset:nth-of-type(2) li .count") == ["0", "2", "0", "0", "0"]


def test_time_between_two_months(open_page: Open) -> None:
    opened = open_page("small")
    page = opened.page
    page.check("input[value=between]")
    assert page.get_attribute("input[aria-label='First month']", "aria-valuetext") == "January 2006"
    assert page.get_attribute("input[aria-label='Last month']", "aria-valuetext") == "December 2019"
    page.uncheck("text=Keep facts without a date")
    page.locator("input[aria-label='First month']").fill(str(2016 * 12))
    assert page.get_attribute("input[aria-label='First month']", "aria-valuetext") == "January 2016"
    assert page.inner_text("#time .faint") == "From January 2016 to December 2019: 3 certainly."
    assert page.inner_text("#status").startswith("Showing 4 of 1,412 entities and 3 facts;")
    assert opened.state()["time"] == f"{2016 * 12}.{2019 * 12 + 11}"
    # The handles cannot pass each other.
    page.locator("input[aria-label='Last month']").fill(str(2010 * 12))
    assert page.get_attribute("input[aria-label='Last month']", "aria-valuetext") == "January 2016"


def test_as_it_was_on_a_day(open_page: Open) -> None:
    opened = open_page("small")
    page = opened.page
    page.check("input[value=asOf]")
    page.fill("#as-of", "2009-12-01")
    assert page.inner_text("#time .faint") == "On 1 December 2009: 1 certainly, 2 possibly (drawn faint)."
    page.uncheck("text=Keep facts without a date")
    assert page.inner_text("#time .faint") == "On 1 December 2009: 1 certainly, 1 possibly (drawn faint)."
    assert opened.state()["time"] == "2009-12-01"
    page.focus("input[aria-label='Month of the day']")
    page.keyboard.press("ArrowRight")
    assert page.input_value("#as-of") == "2010-01-01"
    page.check("input[value=any]")
    assert page.inner_text("#status").startswith("Showing 8 of 1,412 entities and 11 facts;")


def test_how_two_are_connected(open_page: Open) -> None:
    opened = open_page("small")
    page = opened.page
    page.click("text=How are two connected?")
    for box, name in (("#connect-from", "ben"), ("#connect-to", "office")):
        page.fill(box, name)
        page.keyboard.press("Enter")
    page.wait_for_selector("#panel ol")
    assert opened.heading() == "Ben Okoro to Office for Checks"
    assert opened.labels("#panel ol >> nth=0 >> .label") == [
        "Ben Okoro – director of children's services – Westmere Council",
        "Inspection, November 2009 – inspected – Westmere Council",
        "Office for Checks – carried out – Inspection, November 2009",
    ]
    assert page.locator("#panel ol >> nth=0 >> blockquote").count() == 3
    assert opened.labels("#panel > h3") == ["1. 3 steps", "2. 4 steps"]
    assert opened.state()["way"] == "ben inspectorate"
    page.click("#panel .close")
    assert opened.heading() == "In this network"


def test_two_that_are_not_connected(open_page: Open) -> None:
    opened = open_page("small", "facts=tenure+statement+succession&way=ben+inspectorate")
    assert "No way over the facts" in opened.page.inner_text("#panel")


def test_neighbours_are_opened_and_put_away(open_page: Open) -> None:
    opened = open_page("part")
    page = opened.page
    assert page.inner_text("#status") == (
        "Showing 2 of 1,412 entities and 3 facts; those with the most links first, "
        "open the others from their neighbours or by name; 1,404 are not in this file."
    )
    page.click("#panel .entity >> text=Westmere Council")
    page.click("text=Show 5 more neighbours")
    assert page.inner_text("#status").startswith("Showing 7 of 1,412 entities and 9 facts;")
    assert opened.state()["open"] == "westmere*60"
    page.click("text=Put its neighbours away")
    assert page.inner_text("#status").startswith("Showing 2 of")
    page.fill("#find-box", "office")
    page.keyboard.press("Enter")
    assert page.inner_text("#status").startswith("Showing 3 of")
    page.click("#panel button:text-is('Put away')")
    assert page.inner_text("#status").startswith("Showing 2 of")


def test_a_double_click_opens_neighbours(open_page: Open) -> None:
    opened = open_page("part")
    opened.page.mouse.dblclick(*opened.spot(BASE + "westmere"))
    opened.page.wait_for_function("document.getElementById('status').textContent.startsWith('Showing 7 of')")


def test_dragging_an_entity_keeps_it_there(open_page: Open) -> None:
    opened = open_page("small")
    x, y = opened.spot(BASE + "cay")
    opened.page.mouse.move(x, y)
    opened.page.mouse.down()
    opened.page.mouse.move(x + 40, y + 25, steps=4)
    opened.page.mouse.up()
    name, right, down = opened.state()["moved"].split("*")
    assert name == "cay"
    again = open_page("small", opened.page.url.partition("#")[2])
    again.positions[BASE + "cay"] = (float(right), float(down))
    again.page.mouse.click(*again.spot(BASE + "cay"))
    again.page.wait_for_selector("#panel .close")
    assert again.heading() == "Cay Lindqvist"
    again.page.evaluate("location.hash = '#sel=ben'")
    again.page.wait_for_function("document.getElementById('panel-title').textContent === 'Ben Okoro'")
    again.positions[BASE + "cay"] = opened.positions[BASE + "cay"]
    again.page.mouse.click(*again.spot(BASE + "cay"))
    again.page.wait_for_function("document.getElementById('panel-title').textContent === 'Cay Lindqvist'")


def test_zoom_and_fit(open_page: Open) -> None:
    opened = open_page("small")
    opened.page.click("#zoom-fit")
    scale = float(opened.state()["at"].split(" ")[2])
    opened.page.click("#zoom-in")
    assert float(opened.state()["at"].split(" ")[2]) > scale
    opened.page.click("#zoom-out")
    opened.page.click("#zoom-out")
    assert float(opened.state()["at"].split(" ")[2]) < scale


def test_dark_and_light(open_page: Open) -> None:
    opened = open_page("small")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert opened.page.evaluate(ground) == "rgb(255, 255, 255)"
    opened.page.click("#theme")
    assert opened.page.evaluate(ground) == "rgb(20, 24, 29)"
    assert (opened.page.inner_text("#theme"), opened.state()["theme"]) == ("Light", "dark")
    assert open_page("small", color_scheme="dark").page.evaluate(ground) == "rgb(20, 24, 29)"


def test_an_address_opens_the_same(open_page: Open) -> None:
    fragment = "sel=dee&kinds=inspection&time=2009-10-19&undated=no&hide=cay&theme=dark"
    first = open_page("small", fragment)
    status = first.page.inner_text("#status")
    first.page.click("#zoom-in")
    second = open_page("small", first.page.url.partition("#")[2])
    assert second.page.inner_text("#status") == status
    assert second.heading() == first.heading() == "Dee Marsh"
    first.page.evaluate("location.hash = '#sel=ben'")
    first.page.wait_for_function("document.getElementById('panel-title').textContent === 'Ben Okoro'")


def test_in_print_controls_are_gone_and_colours_light(open_page: Open) -> None:
    opened = open_page("small", "sel=ada", color_scheme="dark")
    opened.page.emulate_media(media="print")
    opened.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    for selector in ("#find-box", "#zoom", ".actions", "#time"):
        assert not opened.page.is_visible(selector)
    for selector in ("#title", "#canvas", "#filters", "#panel", "#source"):
        assert opened.page.is_visible(selector)
    assert opened.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert opened.page.locator("#panel .evidence blockquote").count() == 3
