"""How a council fared: its grades in order of time, over the people who held its posts."""

from __future__ import annotations

from councilgraph.graph import dossier, search
from councilgraph.graph.dossier import Entry
from councilgraph.graph.drawing import drawing
from councilgraph.graph.links import Links
from councilgraph.graph.rows import Rows
from councilgraph.graph.vocab import CG, COUNCIL_KINDS, SCHEMES
from councilgraph.graph.web.addresses import address
from councilgraph.graph.web.asked import Asked
from councilgraph.graph.web.facts import entity, fact, grade
from councilgraph.graph.web.pages.thing import bars, known_entries
from councilgraph.graph.web.timeline import bar
from councilgraph.graph.web.view import Opened, Plain, View

_MAX_LINES = 400


def trajectory(opened: Opened, asked: Asked) -> View:
    """A lane for each aspect that was judged, then what else is known of the council in time."""
    links = opened.links
    name = asked.text("council")
    columns = ("when", "text", "fact")
    if not name:
        content: Plain = {"council": "", "thing": None, "bars": [], "facts": []}
        return View("trajectory.html", "A council’s trajectory", content, Rows(columns, []))
    iri = search.entity(opened.store, name, kinds=None if "://" in name else COUNCIL_KINDS)
    entries = known_entries(opened, iri)
    judged = [each for each in entries if opened.store.value(each.fact, CG.grade)]
    others = [each for each in entries if not opened.store.value(each.fact, CG.grade)]
    grades = sorted((_grade_bar(links, each) for each in judged), key=lambda each: _place(each["aspect"]))
    facts = [fact(links, line) for line in dossier.lines(links, judged[:_MAX_LINES])]
    content = {
        "council": name,
        "thing": entity(links, iri),
        "bars": [*grades, *bars(links, iri, others[:_MAX_LINES])],
        "facts": facts,
        "total": len(judged),
        "shown": len(facts),
    }
    return View("trajectory.html", content["thing"]["label"], content, Rows(columns, facts))


def _grade_bar(links: Links, entry: Entry) -> Plain:
    """A judgement for the lane of its aspect."""
    aspect = links.captions.text(entry.fact, CG.aspect) or drawing().labels[CG.Judgement].lower()
    word = links.captions.text(entry.fact, CG.grade) or ""
    more = {"aspect": aspect, "lane": f"Judged: {aspect}", **grade(word)}
    return bar(links.captions[entry.fact], address(entry.fact), entry.span, **more)


def _place(aspect: str) -> tuple[int, str]:
    """Where an aspect stands: those of the vocabulary in its order, others after them."""
    known = [word.replace("_", " ") for word in SCHEMES["aspects"]]
    return (known.index(aspect) if aspect in known else len(known), aspect)
