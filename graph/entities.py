"""What the graph holds once the claims of all documents are brought together: entities and facts.

Everything has an `iri`, and `claims` are the IRIs of the claims that support it, sorted. References
between entities are IRIs. Dates are EDTF, as narrow as all claims together allow. Fields named like
those of a claim mean the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from councilgraph.graph.model import Claim

EndStatus = Literal["ended", "in_post", "unknown"]
Verdict = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True)
class Said:
    """A claim together with its IRI, the document that makes it (sha256, file name) and that one's date."""

    iri: str
    claim: Claim
    document: str
    document_name: str
    issued: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Base of all: an address and the claims behind it."""

    iri: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Entity):
    """A person. `label` is the fullest name, `names` are all others that documents use."""

    label: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Entity):
    """A council, inspectorate, department or other body; with a `code` where a register gives one.

    `same_as` are its addresses elsewhere: that of its code, and those that registers give.
    """

    label: str
    kind: str
    names: tuple[str, ...] = ()
    code: str | None = None
    former_codes: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    nation: str | None = None
    region: str | None = None
    upper_tier: str | None = None
    website: str | None = None
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Entity):
    """A post in an organisation, which people hold one after another."""

    label: str
    organisation: str
    role_kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure(Entity):
    """Somebody's unbroken time in a post. `person` is None for a holder whom nobody names.

    `in_post_on` is the latest day on which a document finds the holder in post, where no end is known.
    """

    person: str | None
    organisation: str
    post: str
    role_kind: str
    role: str
    since: str | None = None
    until: str | None = None
    end_status: EndStatus = "unknown"
    in_post_on: str | None = None
    is_interim: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession(Entity):
    """One tenure of a post followed another."""

    predecessor: str
    successor: str
    post: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CareerEvent(Entity):
    """An appointment, a resignation and so on; `tenure` is the one that it begins or ends."""

    person: str
    event: str
    organisation: str
    role_kind: str | None = None
    tenure: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection(Entity):
    """An inspectorate's visit. People are IRIs; `team_roles` is parallel to `team`."""

    organisation: str
    body: str
    date: str | None = None
    end: str | None = None
    published: str | None = None
    kind: str | None = None
    framework: str | None = None
    lead_inspector: str | None = None
    team: tuple[str, ...] = ()
    team_roles: tuple[str, ...] = ()
    qa_manager: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Entity):
    """A grade for one aspect; `inspection` is None where no inspection of the store carries it."""

    organisation: str
    aspect: str
    grade: str
    inspection: str | None = None
    body: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention(Entity):
    """A government stepped in at an organisation."""

    organisation: str
    kind: str
    actor: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Entity):
    """Words that somebody said; `speaker` may be an organisation. `date` is that of the document."""

    speaker: str
    words: str
    about: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEvent(Entity):
    """Organisations were replaced by others."""

    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    date: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction(Entity):
    """Two facts, or two values of one, that can't both be true. `claims` hold both sides."""

    about: str
    field: str
    left_claims: tuple[str, ...]
    right_claims: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair(Entity):
    """Two mentions of people (or a person and an unnamed holder) that were compared.

    `left` and `right` are ids of mentions, as the decision file writes them. `by` is "machine" or the
    person who decided; an `unsure` pair by the machine waits for review. `score` is 0 to 1.
    """

    left: str
    right: str
    verdict: Verdict
    by: str
    score: float
    reasons: tuple[str, ...] = ()
    left_entity: str | None = None
    right_entity: str | None = None


FACT_TYPES: tuple[type[Entity], ...] = (
    Person, Organisation, Post, Tenure, Succession, CareerEvent, Inspection, Judgement,
    Intervention, Statement, ChangeEvent, Contradiction, Pair,
)  # fmt: skip
