"""Whom an active verb appoints, and which of the posts around is the one that is given."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase
from councilgraph.graph.extractors.prose.posts.frames import Frame


def only_pronouns(frame: Frame, numbers: list[int]) -> bool:
    """Whether all of these people are only meant by pronouns."""
    mentions = [frame.view.person(number) for number in numbers]
    return all(mention is not None and mention.naming == "pronoun" for mention in mentions)


def appointees(frame: Frame) -> list[int]:
    """The items of the people whom an active verb appoints."""
    found: list[int] = []
    last = frame.verb.last
    if frame.verb.form.endswith((" P in", " Ps in")):
        return [frame.verb.core + 1]
    if (
        frame.view.code(last) == "Ps"
        and frame.view.code(last + 1) == "R"
        and frame.verb.form.startswith("ma")
    ):
        return [last]
    for number in frame.persons_after():
        if not found and number > frame.verb.last + 9:
            break
        before = frame.view.code(number - 1)
        if found and not (before in ("and", ",") and number - found[-1] <= 2):
            break
        if before in ("by", "from", "after", "replace", "to", "with", "succeed", "under"):
            break
        found.append(number)
    return found


def can_be_given(frame: Frame, phrase: RolePhrase) -> bool:
    """Whether a post before an appointee is the one he gets: "a director, P"; his own where it is made so.

    As in "made its acting director, P, permanent".
    """
    if "permanent" in frame.view.codes[phrase.last : frame.end]:
        return True
    return not phrase.organisations and phrase.possessor is None and not phrase.definite


def follows_apposition(frame: Frame, after: list[RolePhrase], phrase: RolePhrase) -> bool:
    """As in "They made P, head of X, leader": the post after the apposition."""
    ends = [each.last for each in after]
    return frame.view.code(phrase.first - 1) == "," and phrase.first - 1 in ends and not phrase.organisations


def leads_in(frame: Frame, phrase: RolePhrase, number: int) -> bool:
    """Whether a post after an appointee is the one he is appointed to, not one that he has."""
    before = frame.view.code(phrase.first - 1)
    if before in ("as", "be", "become") or phrase.first in (number, number + 1):
        return True
    if before == "to":
        return True
    return before == "and" and any(frame.view.code(back) == "as" for back in range(number, phrase.first))
