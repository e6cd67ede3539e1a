"""The explorer in Chromium: every page without an error, for everybody, and what its scripts add."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from conftest import WATCH
from served import Served, hostile_store, hostile_texts, running
from small_graph import DOCUMENT, TEXT

from councilgraph.graph.web import Limits

Visit = Callable[..., Any]

TENURES = "SELECT%20%3Ft%20%7B%20%3Ft%20a%20cg%3ATenure%20%7D"
PAGES = (
    "/", "/search?q=hart", "/entities?kind=person", "/documents", "/id/person/hart", "/id/org/northford",
    "/id/org/northford?kind=judgement&per=2", "/id/org/northford?as_of=2013-01-01", "/id/tenure/bell",
    f"/id/document/{DOCUMENT.sha256}", "/questions", "/questions/who-held?council=Northford+Council",
    "/connection?from=Ann+Hart&to=Ivy+Webb", "/trajectory?council=Northford+Council",
    "/compare?entity=Northford+Council&first=2013-01-01&last=2016-01-01", "/about", "/void", "/review", "/sparql",
    f"/sparql?query={TENURES}", f"/sparql?query={TENURES}&view=timeline",
)  # fmt: skip
WRONG = ("/nothing", "/connection?from=Council&to=Ann+Hart", "/sparql?query=SELECT", "/id/person/nobody")


@pytest.fixture
def visit(browser: Any, web: Served) -> Iterator[Visit]:
    """Opens a page of the server. At the end: no dialog, no other request, no error, no breach of policy."""
    seen: list[str] = []
    contexts: list[Any] = []

    def visited(path: str, *, served: Served = web, is_wrong: bool = False, **options: Any) -> Any:
        context = browser.new_context(**{"viewport": {"width": 1400, "height": 900}, **options})
        contexts.append(context)
        context.add_init_script(WATCH)
        page = context.new_page()
        page.on("dialog", lambda dialog: (seen.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("pageerror", lambda error: seen.append(f"error: {error}"))
        page.on("request", lambda made: _note_request(made.url, served, seen))
        page.on("console", lambda line: _note_line(line, seen, is_wrong=is_wrong))
        page.goto(served.root + path)
        return page

    yield visited
    for context in contexts:
        for page in context.pages:
            seen += page.evaluate("window.seen || []")
        context.close()
    assert seen == []


def _note_request(url: str, served: Served, seen: list[str]) -> None:
    if not url.startswith((f"{served.root}/", "blob:", "data:")):
        seen.append(f"request: {url}")


def _note_line(line: Any, seen: list[str], *, is_wrong: bool) -> None:
    # That a page was answered with an error is a line of the browser's own.
    if line.type in {"error", "warning"} and not (is_wrong and "Failed to load resource" in line.text):
        seen.append(f"console: {line.text}")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_without_an_error(visit: Visit, path: str) -> None:
    page = visit(path)
    assert page.locator("h1").count() == 1
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 1400


@pytest.mark.parametrize("path", WRONG)
def test_a_page_that_is_not_there_is_a_page(visit: Visit, path: str) -> None:
    assert visit(path, is_wrong=True).locator("h1").count() == 1


@pytest.mark.parametrize(("theme", "width"), [("light", 1400), ("dark", 1400), ("light", 390)])
def test_axe_finds_nothing(visit: Visit, axe: str, theme: str, width: int) -> None:
    # The policy would forbid the checker's own script.
    size = {"width": width, "height": 844}
    page = visit("/", color_scheme=theme, bypass_csp=True, viewport=size)
    root = page.url.rstrip("/")
    found = []
    for path in PAGES:
        page.goto(root + path)
        page.evaluate(axe)
        options = "{iframes: false}"
        for violation in page.evaluate(f"axe.run({options}).then((found) => found.violations)"):
            found.append((path, violation["id"], [node["target"] for node in violation["nodes"]]))
    assert found == []


def test_no_page_is_wider_than_a_telephone(visit: Visit) -> None:
    page = visit("/", viewport={"width": 390, "height": 844})
    root = page.url.rstrip("/")
    for path in PAGES:
        page.goto(root + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_from_the_first_page_to_the_words(visit: Visit) -> None:
    page = visit("/")
    page.fill("#finder", "northford")
    page.keyboard.press("Enter")
    page.click(".list a:text-is('Northford Council')")
    page.click("section:has(#tenure) blockquote a >> nth=0")
    assert page.locator(f"#q0-{len(TEXT)}").inner_text() == TEXT
    assert f"#q0-{len(TEXT)}" in page.url
    page.click(f"#q0-{len(TEXT)}")
    assert page.url.endswith("#n0")
    page.click("#n0 .place")
    assert page.url.endswith(f"#q0-{len(TEXT)}")


def test_a_quote_and_its_note_light_up_together(visit: Visit) -> None:
    page = visit(f"/id/document/{DOCUMENT.sha256}")
    assert page.locator(".chosen").count() == 0
    page.hover("#n0")
    assert page.locator(".marked.chosen").count() == 1
    page.hover("h1")
    assert page.locator(".chosen").count() == 0
    page.focus(".marked")
    assert page.locator("#n0.chosen").count() == 1


def test_names_are_suggested_while_one_types(visit: Visit) -> None:
    page = visit("/questions/who-held")
    page.type("input[name=council]", "north")
    page.wait_for_selector("#list-council option", state="attached")
    assert page.locator("#list-council option").get_attribute("value") == "Northford Council"
    page.fill("input[name=council]", "Northford Council")
    page.click("form.form button")
    assert "Tom Bell" in page.inner_text("table")


def test_an_ambiguous_name_is_chosen_with_a_click(visit: Visit) -> None:
    page = visit("/trajectory?council=Council", is_wrong=True)
    page.click("text=Eastmere Council")
    assert page.inner_text("h1") == "Eastmere Council: how it fared"


def test_a_mark_of_the_timeline_leads_to_its_fact(visit: Visit) -> None:
    page = visit("/trajectory?council=Northford+Council")
    page.click(".timeline a:has(title:text('overall inadequate'))")
    assert page.url.endswith("/id/judgement/n15-overall")


def test_the_network_of_an_entity_is_shown_in_its_frame(visit: Visit) -> None:
    page = visit("/id/org/northford")
    page.locator("iframe.network").scroll_into_view_if_needed()
    frame = page.frame_locator("iframe.network")
    frame.locator("[data-painted]").wait_for(state="attached")
    assert "Northford Council" in frame.locator("h1").inner_text()


def test_the_editor_completes_terms(visit: Visit) -> None:
    page = visit("/sparql")
    page.fill("#query", "")
    page.type("#query", "SELECT * { ?t a cg:Ten")
    page.wait_for_selector("#completions li")
    assert page.locator("#completions li").first.inner_text().split() == ["cg:Tenure", "Tenure"]
    page.keyboard.press("Enter")
    assert page.input_value("#query") == "SELECT * { ?t a cg:Tenure"
    page.type("#query", " ; skos:pref")
    page.wait_for_selector("#completions li")
    page.keyboard.press("Escape")
    assert page.locator("#completions").is_hidden()
    page.type("#query", "Label ?l }")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/sparql?query=*")


def test_the_editor_puts_the_cursor_where_the_error_is(visit: Visit) -> None:
    page = visit("/sparql?query=SELECT+%2A+%7B%0A++%3Fs+%3Fp+%7D", is_wrong=True)
    selected = "(area) => area.value.slice(area.selectionStart, area.selectionEnd)"
    assert page.locator("#query:focus").evaluate(selected) == "}"
    assert page.inner_text("#query-error").startswith("Line 2, column 10: cannot read this SPARQL")


def test_an_example_is_put_into_the_editor_and_shown_as_a_network(visit: Visit) -> None:
    page = visit("/sparql")
    page.select_option("#example", label="Who held a post, and when")
    assert "PREFIX cg:" in page.input_value("#query")
    page.select_option("select[name=view]", "network")
    page.click("form.query button")
    page.frame_locator("iframe.network").locator("[data-painted]").wait_for(state="attached")
    with page.expect_download() as loaded:
        page.click("text=CSV for spreadsheets")
    assert loaded.value.suggested_filename == "result.csv"


def test_a_long_query_is_posted(visit: Visit) -> None:
    page = visit("/sparql")
    page.fill("#query", "ASK {}\n" + "# as long as can be\n" * 500)
    page.click("form.query button")
    page.wait_for_selector("text=Yes")
    assert page.url.endswith("/sparql")


def test_everything_works_without_scripts(visit: Visit) -> None:
    page = visit("/questions/who-held", java_script_enabled=False)
    page.fill("input[name=council]", "Northford Council")
    page.click("form.form button")
    assert page.locator("tbody tr").count() == 2


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    store = hostile_store(tmp_path_factory.mktemp("hostile") / "s.store")
    with running(store, limits=Limits(pages=2, queries=1)) as served:
        yield served


def test_hostile_texts_do_nothing_in_a_browser(visit: Visit, hostile: Served) -> None:
    page = visit("/entities?kind=person&per=300", served=hostile)
    texts = hostile_texts()
    shown = [number for number, text in enumerate(texts) if text.strip()]
    paths = [f"/id/person/h{number}" for number in shown[::9]]
    paths += [f"/id/document/{number:064x}" for number in shown[4::9]]
    paths += ["/documents", "/questions/who-held?per=300", "/questions/said?per=300", "/search?q=alert"]
    for path in paths:
        page.goto(hostile.root + path)
    page.goto(f"{hostile.root}/network?max=300")
    page.wait_for_selector("[data-painted]", state="attached")
