"""Which body "the council", "its" and a bare post mean: read in order, once; the likeliest (`salience`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field

from councilgraph.graph.extractors.prose.annotation import salience
from councilgraph.graph.extractors.prose.annotation.salience import Salience
from councilgraph.graph.extractors.prose.names.organisations import Organisation, body_key
from councilgraph.graph.extractors.prose.names.places import is_gone, upper_tier
from councilgraph.graph.extractors.prose.rules import read_rules

_ALIKE = {
    "council": ("combined",),
    "company": ("home", "charity", "trust"),
    "board": ("board", "health_trust", "health", "trust"),
    "trust": ("health_trust", "charity"),
    "authority": ("combined", "health"),
}
_COUNCILS = frozenset({"council", "combined"})
_MOST = 24
"""So many bodies are thought of, those named last before others."""
_NO_OWNER = frozenset({"party", "government", "newspaper"})
_NOT_NEAR = frozenset("party government inspectorate department parliament newspaper".split())
_KINDS = {"inspectorate": "inspectorate", "home": "home", "school": "home"}
_OWN = {kind: frozenset(words.split()) for kind, words in read_rules("focus")["own"].items()}
_RANKS = frozenset("county city borough district town parish authority".split())
_ELSEWHERE = frozenset(
    f"{when}: {way}" for when in ("here", "before") for way in ("goal", "origin", "in passing")
)
_BUILDINGS = ("hall", "house", "centre", "guildhall")


@dataclass(slots=True)
class BodiesInFocus:
    """Which organisations were named lately.

    `every` are all that the document names, in order, `issued` is its date. `main` is the council that it is
    about, `issuer` who issued it. `lead` is the label of a paragraph, `heading` that of the heading above,
    `begins` the one that a sentence of the paragraph began with last. `beside` is the body that leads to the
    post in question ("O has a new R"), `is_ours` tells that one of those whom a sentence is about tells it.
    """

    main: Organisation | None
    issuer: Organisation | None = None
    every: tuple[Organisation, ...] = ()
    issued: str | None = None
    paragraph: list[Organisation] = field(default_factory=list)
    passing: list[Organisation] = field(default_factory=list)
    lead: Organisation | None = None
    heading: Organisation | None = None
    begins: Organisation | None = None
    is_item: bool = False
    is_ours: bool = False
    beside: Organisation | None = None
    seen: Salience[Organisation] = field(default_factory=Salience)
    _counts: Counter[Hashable] = field(default_factory=Counter)
    _central: dict[str, Hashable] = field(default_factory=dict)
    _all: dict[Hashable, Organisation] = field(default_factory=dict)
    _last_here: dict[str, Organisation] = field(default_factory=dict)
    _last_before: dict[str, Organisation] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for trait, central in (("main council", self.main), ("issuer", self.issuer)):
            if central:
                self._central[trait] = body_key(central)
        for body in self.every:
            key = body_key(body)
            self._counts[key] += 1
            self._all.setdefault(key, body)

    def meet(self, organisation: Organisation, *how: str) -> None:
        """An organisation is meant by whatever words; `how` are traits of them."""
        self.seen.mention(body_key(organisation), organisation, *how)

    def mention(self, organisation: Organisation, *, at_start: bool, weak: bool = False) -> None:
        """An organisation is named; `at_start` where the sentence begins with it, `weak` where in passing."""
        if weak:
            self.passing.append(organisation)
            return
        self.paragraph.append(organisation)
        self._last_here[organisation.kind] = organisation
        if at_start and organisation.kind not in _NOT_NEAR:
            self.begins = organisation

    def heads_paragraph(self, organisation: Organisation) -> None:
        """A paragraph begins with an organisation as its label: "Derby City Council: ..."."""
        if not self.lead and len(self.paragraph) == 1:
            self.lead = organisation

    def paragraph_ends(self) -> None:
        """What "the council" means is no longer taken from this paragraph alone."""
        self.seen.paragraph_ends()
        self._last_before |= self._last_here
        self.lead = self.begins = None
        self.paragraph, self.passing, self._last_here = [], [], {}

    def short(self, kind: str, words: str, at: int, owned: str) -> Organisation | None:
        """What "the council" or "the trust" at `at` stands for; `owned` is the word after it."""
        if kind == "council" and words.endswith(_BUILDINGS):
            return self.main
        kinds = {kind, *_ALIKE.get(kind, ()), *(("authority",) if "authority" in words else ())}
        named = self._candidates(kinds, with_later=kind != "council")
        options = [
            (body, self._traits(key, body, owned) | _likeness(kind, words.split(), body))
            for key, body in named.items()
        ]
        chosen = salience.likeliest("the", options, at)
        is_county = kind == "council" and "county" in words.split()
        return (self._above(chosen) if is_county else None) or chosen

    def focus(self, at: int) -> Organisation | None:
        """The council that a post at `at` is most likely of, which is named without a body."""
        central = [
            (body, traits)
            for body, traits in self.owners()
            if body.kind in _COUNCILS
            and (self.is_item or body == self.main or "always: in passing" not in traits)
        ]
        return salience.likeliest("council", central, at)

    def owners(self) -> tuple[tuple[Organisation, Mapping[str, float]], ...]:
        """The bodies that a post may be of which is named without one, with their traits.

        In a paragraph with a label ("Derby City Council: ...") that is the label's.
        """
        named = {body_key(self.lead): self.lead} if self.lead else self._candidates(with_later=True)
        return tuple((body, self._traits(key, body, "") | self._around(body)) for key, body in named.items())

    def _around(self, body: Organisation) -> dict[str, float]:
        """Traits of a body in a list of items, or in a paragraph with a label."""
        told = {
            "heading above": body == self.heading,
            "paragraph begins with": body == self.begins,
            "just before": body == self.beside,
            "named in this item": self.is_item and body in (*self.paragraph, *self.passing),
        }
        if self.is_ours:
            key = body_key(body)
            told |= {f"ours: {trait}": key == central for trait, central in self._central.items()}
            told["ours: elsewhere"] = bool(_ELSEWHERE & self.seen.traits(key).keys())
        return {trait: 1.0 for trait, holds in told.items() if holds}

    def possessive(self, at: int, owned: str) -> Organisation | None:
        """What "its" at `at` stands for; `owned` is the word after it."""
        named = self._candidates()
        options = [(body, self._traits(key, body, owned)) for key, body in named.items()]
        return salience.likeliest("its", options, at)

    def _candidates(
        self, kinds: Collection[str] = (), *, with_later: bool = False
    ) -> dict[Hashable, Organisation]:
        """The bodies of these kinds, or of any that owns something, that a text may refer back to.

        The document's council is one, where it is not named yet; others to come only `with_later`.
        """
        found = dict(self.seen.recent())
        for body in (self.main, self.issuer):
            if body:
                found.setdefault(body_key(body), body)
        for key, body in self._all.items() if with_later else ():
            if len(found) >= _MOST:
                break
            found.setdefault(key, body)
        return {
            key: body
            for key, body in found.items()
            if (body.kind in kinds if kinds else body.kind not in _NO_OWNER)
        }

    def _traits(self, key: Hashable, body: Organisation, owned: str) -> dict[str, float]:
        """The traits of a body, with those of the whole document and of what it owns."""
        found = self.seen.traits(key) | {"share of names": self._counts[key] / max(len(self.every), 1)}
        found |= {trait: 1.0 for trait, central in self._central.items() if central == key}
        if self._last_here.get(body.kind) == body:
            found["last of its kind in paragraph"] = 1.0
        if self._last_before.get(body.kind) == body:
            found["last of its kind before"] = 1.0
        if body.kind == "council" and is_gone(body.name, self.issued):
            found["gone"] = 1.0
        kind = _KINDS.get(body.kind)
        if kind:
            found[f"{kind}, own" if owned in _OWN[kind] else kind] = 1.0
        return found

    def _above(self, council: Organisation | None) -> Organisation | None:
        """The county council above a district council."""
        name = upper_tier(council.name) if council else None
        return Organisation(name, "council") if name else None


def _likeness(kind: str, words: Collection[str], body: Organisation) -> dict[str, float]:
    """Traits of how a body's name fits the words that stand for it."""
    name = body.name.lower().split()
    ranks = _RANKS.intersection(words)
    told = {
        "other kind": body.kind != kind,
        "its rank": not ranks.isdisjoint(name),
        "other rank": bool(ranks) and ranks.isdisjoint(name),
    }
    return {trait: 1.0 for trait, holds in told.items() if holds}
