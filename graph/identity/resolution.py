"""To which entities the names in a claim were joined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from councilgraph.graph.model import (
    CareerEventClaim,
    Claim,
    InspectionClaim,
    InterventionClaim,
    JudgementClaim,
    PostClaim,
    StatementClaim,
)

ORGANISATION_FIELDS = {
    PostClaim: ("organisation",),
    CareerEventClaim: ("organisation",),
    InspectionClaim: ("organisation", "body"),
    JudgementClaim: ("organisation", "body"),
    InterventionClaim: ("organisation", "actor"),
    StatementClaim: ("about",),
}
"""The fields of a claim that name organisations; a statement's `speaker` may be one too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """IRIs of the entities that the fields of one claim name; None where a field is empty or left open.

    `organisation_code` is the code of `organisation`, or of `about` for a statement. `person` is
    also the speaker of a statement where that is a person; `speaker` is the speaker of either kind.
    `post` is the post that a claim's `role` was taken for.
    """

    person: str | None = None
    speaker: str | None = None
    organisation: str | None = None
    organisation_code: str | None = None
    body: str | None = None
    actor: str | None = None
    about: str | None = None
    post: str | None = None
    lead_inspector: str | None = None
    qa_manager: str | None = None
    team: tuple[str, ...] = ()


def people_in(claim: Claim) -> Iterator[tuple[str, str]]:
    """The fields of a claim that name people, each with the name; once for each of a team."""
    if isinstance(claim, PostClaim | CareerEventClaim) and claim.person:
        yield "person", claim.person
    elif isinstance(claim, StatementClaim) and claim.speaker_kind == "person":
        yield "speaker", claim.speaker
    elif isinstance(claim, InspectionClaim):
        for field in ("lead_inspector", "qa_manager"):
            if name := getattr(claim, field):
                yield field, name
        for name in claim.team:
            yield "team", name


def organisations_in(claim: Claim) -> Iterator[tuple[str, str]]:
    """The fields of a claim that name organisations, each with the name."""
    for field in ORGANISATION_FIELDS.get(type(claim), ()):
        if name := getattr(claim, field):
            yield field, name
    if isinstance(claim, StatementClaim) and claim.speaker_kind == "organisation":
        yield "speaker", claim.speaker
