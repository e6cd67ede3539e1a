"""What a page is made from: the attributes that a network carries, and the options of a page.

The network is a `networkx.MultiDiGraph`: nodes are IRIs, each a person, council, inspection ... as a
reader thinks of them; each edge is one fact between two of them (a tenure, a visit, a statement).
Evidence, claims and documents are no nodes: they are attributes. Everything but `label` and `kind` may
be missing. Dates are EDTF, the four bounds are ISO days.

How things are drawn (`KindStyle`, `RelationStyle`, `GradeStyle`, `colours`) is an attribute of the whole
network, taken from the ontology; what is missing there gets a shape and a colour in the order of names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypedDict

Shape = Literal["circle", "square", "diamond", "triangle", "hexagon", "pentagon", "star", "badge"]
Colour = Literal["blue", "orange", "green", "vermillion", "purple", "sky", "yellow", "grey"]
Theme = Literal["auto", "light", "dark"]


class Evidence(TypedDict, total=False):
    """One quote that supports a fact. `document` is the file's name, `claim` the claim's IRI."""

    quote: str
    document: str
    title: str | None
    publisher: str | None
    date: str | None
    page: int | None
    url: str | None
    claim: str | None


class Fact(TypedDict, total=False):
    """A dated row of what is known about an entity, that is no edge: "school places", "council, 2009"."""

    label: str
    value: str
    since: str | None
    until: str | None
    status: str | None
    contradicted: bool
    evidence: list[Evidence]


class Side(TypedDict, total=False):
    """One of two things that cannot both be true."""

    value: str
    evidence: list[Evidence]


class Contradiction(TypedDict, total=False):
    """What cannot both be true, shown side by side. `field` names what the sides disagree on."""

    field: str
    note: str
    left: Side
    right: Side


class EntityAttributes(TypedDict, total=False):
    """The attributes of a node. `group` decides colour and shape; what has a `grade` shows its letter."""

    label: str
    kind: str
    group: str
    names: list[str]
    facts: list[Fact]
    grade: str | None
    contradictions: list[Contradiction]


class RelationAttributes(TypedDict, total=False):
    """The attributes of an edge.

    `status` is "ended", "in_post", "unknown" or missing. The bounds say how well the dates are known:
    a missing `since_earliest` or `until_latest` means open at that end; a missing `since_latest` or
    `until_earliest`, that no day is certain at that end. Of somebody still in post `until_earliest` is
    the latest day on which a document finds them there.
    """

    label: str
    kind: str
    since: str | None
    until: str | None
    since_earliest: str | None
    since_latest: str | None
    until_earliest: str | None
    until_latest: str | None
    status: str | None
    grade: str | None
    contradicted: bool
    contradictions: list[Contradiction]
    evidence: list[Evidence]


class KindStyle(TypedDict, total=False):
    """How a kind of entity is named and drawn."""

    label: str
    plural: str
    shape: Shape


class RelationStyle(TypedDict, total=False):
    """How a kind of fact is named and drawn. With `arrow`, its direction is drawn."""

    label: str
    plural: str
    colour: Colour
    arrow: bool


class GradeStyle(TypedDict, total=False):
    """How a grade is named; `letter` stands in its badge, `rank` (1 is best) decides the colour."""

    label: str
    letter: str
    rank: int


class NetworkAttributes(TypedDict, total=False):
    """The attributes of the network itself. `total` counts all entities, also those not in it.

    `subtitle` and `source` are lines for publication. `colours` and `shapes` map a node's `group` to how
    it is drawn; a kind may have a shape of its own in `kinds`. `group_kind` is the kind or the group of
    entities (councils, say) by which a large network is gathered.
    """

    title: str
    subtitle: str
    source: str
    total: int
    kinds: Mapping[str, KindStyle]
    relations: Mapping[str, RelationStyle]
    grades: Mapping[str, GradeStyle]
    colours: Mapping[str, Colour]
    shapes: Mapping[str, Shape]
    group_kind: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOptions:
    """How a network becomes a page.

    `max_shown`: how many entities are drawn at first, those with most links; the others are in the file
    and opened on demand. None draws all, up to `group_above`; beyond that, groups are drawn first.
    `positions`: where entities stood before (IRI to x, y; see `read_positions`), so that a network with
    one more fact looks nearly the same. `selected` is the IRI that is open at first, `as_of` a day.
    `frame_height_px` is the height of the frame in a notebook.
    """

    max_shown: int | None = None
    group_above: int = 1500
    positions: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    seed: int = 20
    selected: str | None = None
    as_of: str | None = None
    theme: Theme = "auto"
    frame_height_px: int = 720
