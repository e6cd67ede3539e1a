"""Who can use the reconciliation service from a browser: programs on this machine, and nobody else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import quote

import pytest
from served import Served
from small_graph import HART

ELSEWHERE = """<!doctype html><title>elsewhere</title><iframe id="preview" src="{preview}"></iframe>
<script>
window.told = fetch("{service}/suggest/entity?prefix=Hart").then((answer) => answer.json())
  .then((found) => found.result[0].name, () => "not let in");
</script>"""


@pytest.fixture
def program(web: Served) -> Iterator[int]:
    """The port of another program on this machine, with a page that frames a preview and asks for a suggestion."""
    service = f"{web.root}/reconcile"
    body = ELSEWHERE.format(preview=f"{service}/preview?id={quote(HART, safe='')}", service=service).encode()

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.fixture
def opened(browser: Any) -> Iterator[Any]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_a_program_on_this_machine_shows_previews_and_suggestions(program, opened):
    opened.goto(f"http://127.0.0.1:{program}/")
    assert opened.evaluate("window.told") == "Ann Hart"
    frame = opened.frame_locator("#preview")
    frame.locator("text=2012-05 to 2015-03-31").first.wait_for()
    assert frame.locator("strong").inner_text() == "Ann Hart"


def test_a_page_from_elsewhere_gets_neither(program, opened):
    # A name of another host that browsers resolve to this machine: nothing but our answer keeps it out.
    opened.goto(f"http://elsewhere.localhost:{program}/")
    assert opened.evaluate("window.told") == "not let in"
    opened.wait_for_timeout(500)
    assert opened.frame_locator("#preview").locator("text=Ann Hart").count() == 0
