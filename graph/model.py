"""What flows through the program: documents, quotes, claims and problems. All are immutable.

The six claim types that leave the program (`export -f claims`) are those of the exchange format;
`OrganisationClaim` and `ChangeClaim` are what a register of organisations says.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar, Literal

Modality = Literal["asserted", "planned", "reported", "denied"]
"""How a document says a thing. Only `asserted` claims, and announced plans, become facts."""

CONTEXT_CHARS = 32
"""How many characters before and after a quote are kept beside it."""


@dataclass(frozen=True, slots=True)
class Quote:
    """An exact span of a document's text: `text` stands at `start:end`, counted in characters."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One input, known by the sha256 of its bytes.

    `text` is what offsets count in. `page_starts` are the offsets at which pages begin (empty where
    the format has no pages). `issued` is EDTF, the date that the document gives for itself.
    """

    sha256: str
    name: str
    media_type: str
    text: str
    page_starts: tuple[int, ...] = ()
    title: str | None = None
    publisher: str | None = None
    issued: str | None = None
    url: str | None = None

    def quote(self, start: int, end: int) -> Quote:
        """The words at `start:end`, blank margins trimmed. Raises ValueError where none are."""
        words = self.text[start:end]
        trimmed = words.strip()
        if start < 0 or not trimmed:
            raise ValueError(f"no words at {start}:{end} of {self.name}")
        start += len(words) - len(words.lstrip())
        return Quote(start, start + len(trimmed), trimmed)

    def page(self, offset: int) -> int | None:
        """The number of the page (from 1) on which `offset` lies, None without pages."""
        return bisect.bisect_right(self.page_starts, offset) or None

    def context(self, quote: Quote) -> tuple[str, str]:
        """The characters just before and just after `quote`."""
        before = self.text[max(0, quote.start - CONTEXT_CHARS) : quote.start]
        return before, self.text[quote.end : quote.end + CONTEXT_CHARS]


@dataclass(frozen=True, slots=True)
class StandsFor:
    """The mention elsewhere that a pronoun, a surname or "the council" in a quote stands for.

    For a person also a sentence elsewhere that tells who it is: another name, a councillor's ward.

    `field` names the claim's field ("person", "organisation", "speaker") that it fills.
    """

    field: str
    antecedent: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one document says, with the words that say it."""

    type: ClassVar[str]
    quote: Quote
    confidence: float = 1.0
    modality: Modality = "asserted"
    stands_for: tuple[StandsFor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PostClaim(Claim):
    """Somebody holds, held or will hold a post. `person` is None for a holder who is not named."""

    type: ClassVar[str] = "post"
    person: str | None
    role: str
    role_kind: str
    organisation: str
    status: Literal["current", "former", "interim", "incoming"] = "current"
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CareerEventClaim(Claim):
    """Somebody was appointed, resigned, was dismissed, suspended, retired or died."""

    type: ClassVar[str] = "career_event"
    person: str
    event: Literal["appointed", "resigned", "dismissed", "suspended", "retired", "died"]
    organisation: str
    role_kind: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionClaim(Claim):
    """An inspectorate was at an organisation, from `date` to `end`. `team_roles` is parallel to `team`."""

    type: ClassVar[str] = "inspection"
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
class JudgementClaim(Claim):
    """An inspectorate gave a grade for one aspect; `date` is that of the inspection."""

    type: ClassVar[str] = "judgement"
    organisation: str
    aspect: str
    grade: str
    body: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionClaim(Claim):
    """A government (or its officer) stepped in at an organisation."""

    type: ClassVar[str] = "intervention"
    organisation: str
    kind: str
    actor: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementClaim(Claim):
    """Somebody said `words`. The quote covers the words together with their attribution."""

    type: ClassVar[str] = "statement"
    speaker: str
    words: str
    about: str | None = None
    speaker_kind: Literal["person", "organisation"] = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationClaim(Claim):
    """A register lists an organisation. `names` are other names it is known by.

    `kind` is a concept of the vocabulary (`unitary_authority`, `inspectorate`, `department` ...),
    `code` its ONS code, `upper_tier` the code of another organisation; `same_as` are addresses that others
    have given it.
    """

    type: ClassVar[str] = "organisation"
    organisation: str
    kind: str
    code: str | None = None
    names: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    nation: str | None = None
    region: str | None = None
    upper_tier: str | None = None
    website: str | None = None
    former_codes: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeClaim(Claim):
    """A register says that organisations (by name) were replaced by others on a date."""

    type: ClassVar[str] = "change"
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    date: str | None = None
    note: str | None = None


CLAIM_TYPES: tuple[type[Claim], ...] = (
    PostClaim,
    CareerEventClaim,
    InspectionClaim,
    JudgementClaim,
    InterventionClaim,
    StatementClaim,
    OrganisationClaim,
    ChangeClaim,
)
EXCHANGED_TYPES = CLAIM_TYPES[:6]
"""The types that the claims exchange format knows."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with an input: counted, shown, and no reason to stop."""

    document: str
    where: str
    what: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What an extractor found in one document: claims in the order of their quotes, and problems."""

    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)
