"""Networks for the tests of pages: a small one that can be checked by eye, and large synthetic ones."""

from __future__ import annotations

import random
from typing import Any

import networkx as nx

BASE = "https://example.org/id/"
STYLE: dict[str, Any] = {
    "kinds": {
        "person": {"label": "person", "plural": "people", "shape": "circle"},
        "council": {"label": "council", "plural": "councils", "shape": "square"},
        "inspectorate": {"label": "inspectorate", "plural": "inspectorates", "shape": "hexagon"},
        "department": {"label": "department", "plural": "departments", "shape": "pentagon"},
        "inspection": {"label": "inspection", "plural": "inspections", "shape": "badge"},
    },
    "colours": {"person": "blue", "council": "purple", "body": "grey", "event": "grey"},
    "relations": {
        "tenure": {"label": "post", "plural": "posts"},
        "inspected": {"label": "inspection", "plural": "inspections"},
        "led": {"label": "inspection led", "plural": "inspections led"},
        "statement": {"label": "statement", "plural": "statements", "colour": "sky", "arrow": True},
        "intervention": {"label": "intervention", "plural": "interventions", "colour": "vermillion"},
        "succession": {"label": "succession", "plural": "successions", "colour": "purple", "arrow": True},
    },
    "grades": {
        "outstanding": {"label": "Outstanding", "letter": "O", "rank": 1},
        "good": {"label": "Good", "letter": "G", "rank": 2},
        "requires_improvement": {"label": "Requires improvement", "letter": "R", "rank": 3},
        "inadequate": {"label": "Inadequate", "letter": "I", "rank": 4},
    },
    "group_kind": "council",
}
GRADES = tuple(STYLE["grades"])
ROLES = (
    "director of children's services",
    "chief executive",
    "leader of the council",
    "lead member for children and young people",
    "director of adult social care",
    "head of safeguarding",
)


def quote(text: str, document: str = "minutes.md", **more: Any) -> dict[str, Any]:
    return {
        "quote": text,
        "document": document,
        "title": f"About {document}",
        "publisher": "The Westmere Echo",
    } | more


def small_network() -> nx.MultiDiGraph[str]:
    """One council, four people, an inspectorate and two inspections; one date is disputed."""
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.graph.update(
        STYLE,
        title="Who ran Westmere",
        subtitle="Children's services, 2008 to 2019",
        source="Three documents",
        total=1412,
    )
    _people(network)
    _posts(network)
    _inspections(network)
    return network


def _people(network: nx.MultiDiGraph[str]) -> None:
    def add(name: str, label: str, kind: str, group: str, **more: Any) -> None:
        network.add_node(BASE + name, label=label, kind=kind, group=group, **more)

    add("ada", "Ada Quill", "person", "person", names=["A. Quill", "Mrs Quill"], facts=[])
    add("ben", "Ben Okoro", "person", "person", names=["Dr Benjamin Okoro"])
    add("cay", "Cay Lindqvist", "person", "person")
    add("dee", "Dee Marsh", "person", "person")
    known = {"label": "created", "value": "by merger", "since": "2009-04-01", "until": None, "status": None}
    add(
        "westmere", "Westmere Council", "council", "council", names=["Westmere", "WMC"],
        facts=[known | {"evidence": [quote("Westmere was formed by merger on 1 April 2009.", page=2)]}],
    )  # fmt: skip
    add("inspectorate", "Office for Checks", "inspectorate", "body", names=["OfC"])
    add("visit-1", "Inspection, November 2009", "inspection", "event", grade="inadequate")
    add("visit-2", "Inspection, May 2016", "inspection", "event", grade="good")


def _posts(network: nx.MultiDiGraph[str]) -> None:
    def post(person: str, label: str, status: str, since: str | None, until: str | None, **more: Any) -> None:
        network.add_edge(
            BASE + person,
            BASE + "westmere",
            kind="tenure",
            label=label,
            since=since,
            until=until,
            status=status,
            **more,
        )

    disagreement = {
        "field": "until",
        "note": "Both cannot be true.",
        "left": {"value": "October 2009", "evidence": [quote("Mrs Quill left in October 2009.", page=3)]},
        "right": {"value": "2010", "evidence": [quote("She stayed until 2010.", "report.pdf", page=7)]},
    }
    evidence = [
        quote(
            "Mrs Quill left in October 2009.", page=3, date="2009-10-19", url="https://example.org/minutes"
        ),
        quote("Ada Quill, director of children's services", "report.pdf", page=1),
    ]
    post("ada", ROLES[0], "ended", "2006", "2009-10", contradictions=[disagreement], evidence=evidence)
    post("ben", ROLES[0], "ended", "2009-11", "2010-05", evidence=[quote("Dr Okoro steps in from November.")])
    post(
        "cay",
        ROLES[0],
        "in_post",
        "2010-06",
        None,
        until_earliest="2019-10-14",
        evidence=[quote("Ms Lindqvist since June 2010")],
    )
    post("dee", ROLES[2], "unknown", None, None, evidence=[quote("council leader Dee Marsh")])
    post("dee", ROLES[3], "ended", "2006", "2009", evidence=[quote("as lead member, Cllr Marsh")])
    network.add_edge(
        BASE + "ada",
        BASE + "ben",
        kind="succession",
        label="succeeded by",
        since="2009-10",
        evidence=[quote("Okoro followed Quill")],
    )
    network.add_edge(
        BASE + "dee", BASE + "westmere", kind="statement", label="spoke about", since="2009-10-19",
        evidence=[quote("“We must do better,” said Cllr Marsh.")],
    )  # fmt: skip


def _inspections(network: nx.MultiDiGraph[str]) -> None:
    for visit, since, until, grade in (
        ("visit-1", "2009-11-02", "2009-11-13", "inadequate"),
        ("visit-2", "2016-05-09", "2016-05-20", "good"),
    ):
        evidence = [quote(f"Overall: {grade}", f"{visit}.pdf", page=1)]
        dates = {"since": since, "until": until, "evidence": evidence}
        network.add_edge(
            BASE + visit, BASE + "westmere", kind="inspected", label="inspected", grade=grade, **dates
        )
        network.add_edge(BASE + "inspectorate", BASE + visit, kind="led", label="carried out", **dates)


GIVEN = "Ada Ben Cay Dee Eli Fay Gus Hal Ida Jon Kit Lea Max Nia Oli Pam Quin Ray Sue Tom Una Val Wes".split()
FAMILY = "Ash Birch Cole Dale Eden Firth Gale Holt Ings Jarr Kell Lund Mere Nash Oake Pell Reed".split()
PLACES = "Ald Brack Cold East Fen Graven Hather Ingle Kings Long Mickle North Over Pen Rother South".split()
ENDS = "bridge bury combe dale field ford ham ley mere port ston ton wick worth".split()

PLACE_NAMES = len(PLACES) * len(ENDS)


def large_network(size: int, seed: int = 1) -> nx.MultiDiGraph[str]:
    """Councils with their people and inspections, 1.6 links an entity; some people move between councils."""
    chance = random.Random(seed)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.graph.update(
        STYLE, title=f"{size} entities", subtitle="Invented", source="A generator", total=size
    )
    councils = max(1, size // 60)
    body = BASE + "org/office-for-checks"
    network.add_node(body, label="Office for Checks", kind="inspectorate", group="body")
    for index in range(councils):
        name = f"{PLACES[index % len(PLACES)]}{ENDS[index // len(PLACES) % len(ENDS)]}" + (
            f" {index // PLACE_NAMES + 1}" if index >= PLACE_NAMES else ""
        )
        network.add_node(
            f"{BASE}org/c{index:04}", label=f"{name} Council", kind="council", group="council", names=[name]
        )
    for index in range(size - councils - 1):
        home = f"{BASE}org/c{chance.randrange(councils):04}"
        if index % 4 == 0:
            _add_inspection(network, index, home, body, chance)
        else:
            _add_person(network, index, home, councils, chance)
    return network


def _add_inspection(
    network: nx.MultiDiGraph[str], index: int, home: str, body: str, chance: random.Random
) -> None:
    iri, grade, year = f"{BASE}inspection/{index:05}", chance.choice(GRADES), chance.randrange(2007, 2024)
    network.add_node(iri, label=f"Inspection, {year}", kind="inspection", group="event", grade=grade)
    evidence = [
        quote(f"The overall effectiveness in {year} was judged to be {grade}.", f"report-{index}.pdf", page=1)
    ]
    dates = {"since": f"{year}-05", "until": f"{year}-05", "grade": grade, "evidence": evidence}
    network.add_edge(iri, home, kind="inspected", label="inspected", **dates)
    if chance.random() < 0.5:
        network.add_edge(body, iri, kind="led", label="carried out", **dates)


def _add_person(
    network: nx.MultiDiGraph[str], index: int, home: str, councils: int, chance: random.Random
) -> None:
    name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}-{chance.choice(FAMILY)}"
    iri = f"{BASE}person/{index:05}"
    network.add_node(iri, label=name, kind="person", group="person")
    for turn in range(2 if chance.random() < 0.6 else 1):
        at = home if not turn or chance.random() < 0.7 else f"{BASE}org/c{chance.randrange(councils):04}"
        role, since = chance.choice(ROLES), chance.randrange(2000, 2018)
        until = since + chance.randrange(1, 6)
        told = f"{name}, {role} at the council from {since}, leaves after {until - since} years."
        network.add_edge(
            iri, at, kind="tenure", label=role, since=str(since), until=str(until), status="ended",
            evidence=[quote(told, f"story-{index}.md", date=f"{until}-06-01", url=f"https://example.org/{index}")],
        )  # fmt: skip
