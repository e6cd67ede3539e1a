"""Pages that are worked out before anybody asks for them."""

from __future__ import annotations

import asyncio

from apart import in_a_thread

from councilgraph.graph.errors import UsageError
from councilgraph.graph.vocab import BASE
from councilgraph.graph.web.ahead import Ahead, led_to
from councilgraph.graph.web.asked import Answer, Asked
from councilgraph.graph.web.kept import Kept

PAGE = Asked("start", "/", root="http://localhost:8001")
BODY = b"""<link href="/static/site.css"><a href="/entities?kind=person&amp;page=2">people</a>
<a href="/id/org/cornwall-council">Cornwall</a> <a href="/id/org/cornwall-council#facts">again</a>
<a href="/id/org/cornwall-council.json">data</a> <a href="https://elsewhere.example/id/x">out</a>
<a href="/questions/who-held?council=Cornwall">asks</a> <a href="/sparql?query=ASK%20%7B%7D">asks</a>
<a href="/review">decide</a> <iframe src="/network?entity=urn:x&amp;max=40"></iframe>"""
THING = Asked("anything", "/id/org/cornwall-council", {}, BASE + "org/cornwall-council", root=PAGE.root)
PEOPLE = Asked("entities", "/entities", {"kind": "person", "page": "2"}, root=PAGE.root)
NETWORK = Asked("network", "/network", {"entity": "urn:x", "max": "40"}, root=PAGE.root)


class Pages:
    """Stands in for the processes: notes what is asked of it."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.is_idle = True

    async def ask(self, job, timeout_s, gone):
        self.asked.append(job)
        if job == PEOPLE:
            raise UsageError("no such page")
        return Answer(b"<p>worked out</p>", "text/html")


def test_a_page_leads_to_pages_of_known_cost_each_once():
    assert list(led_to(PAGE, BODY)) == [PEOPLE, THING, NETWORK]


def test_what_a_page_leads_to_is_kept_unless_it_goes_wrong():
    pages, kept = Pages(), Kept(lambda: 1)

    async def read():
        async with Ahead(pages, kept, 20) as ahead:
            ahead.follow(PAGE, Answer(BODY, "text/html"))
            while len(pages.asked) < 3:
                await asyncio.sleep(0)

    in_a_thread(lambda: asyncio.run(asyncio.wait_for(read(), 30)))
    assert pages.asked == [PEOPLE, THING, NETWORK]
    assert [kept.find(each) is not None for each in (PEOPLE, THING)] == [False, True]


def test_whoever_asks_in_earnest_goes_first():
    pages, kept = Pages(), Kept(lambda: 1)

    async def read():
        async with Ahead(pages, kept, 20) as ahead:
            pages.is_idle = False
            ahead.follow(PAGE, Answer(BODY, "text/html"))
            await asyncio.sleep(0.1)
            assert pages.asked == []
            ahead.follow(PAGE, Answer(b'<a href="/id/org/cornwall-council">', "text/html"))
            pages.is_idle = True
            while not pages.asked:
                await asyncio.sleep(0.01)

    in_a_thread(lambda: asyncio.run(asyncio.wait_for(read(), 30)))
    assert pages.asked == [THING]


def test_data_and_errors_lead_nowhere():
    pages = Pages()

    async def read():
        async with Ahead(pages, Kept(lambda: 1), 20) as ahead:
            ahead.follow(Asked("start", "/", syntax="json"), Answer(BODY, "application/json"))
            ahead.follow(PAGE, Answer(BODY, "text/html", 404))
            await asyncio.sleep(0.1)

    in_a_thread(lambda: asyncio.run(read()))
    assert pages.asked == []
