"""Posts that somebody has while doing something else: "will sign the accounts as acting treasurer"."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.annotation.mentions import OrganisationMention, PersonMention
from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase
from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.posts.post import Held
from councilgraph.graph.extractors.prose.posts.reading import Reading
from councilgraph.graph.extractors.prose.posts.relations import RELATIONAL, status_of

_SAID_OF = frozenset(
    "described describes describe dubbed hailed branded seen regarded known treated viewed cast "
    "portrayed recalled recalls remembered "
    "appointment appoint appointed such same well far soon long if just named chosen elected "
    "successor succeed replace replaced "
    "post job role position someone anyone out remember remembers put forward ought should could "
    "would if stand standing stood not never election resignation".split()
)
_PAST = frozenset(
    "spell spells stint stints spent career served worked months period time decade tenure term".split()
)
_BREAKS = frozenset("; : . who which Q".split())
_REACH = 16


def read_as(reading: Reading, view: View, phrases: list[RolePhrase]) -> None:
    """Hold the posts after "as" that no verb has put anybody into."""
    start = last = -1
    for phrase in phrases:
        joined = last == phrase.first - 1 and view.code(last) in ("and", ",")
        is_told = view.code(phrase.first - 1) == "as" or joined or _is_job(view, phrase.first)
        if not is_told or phrase.head in RELATIONAL or phrase.mention.role.plural:
            continue
        start, last = (start if joined else phrase.first), phrase.last
        before = view.codes[max(0, start - _REACH) : start - 1]
        mention = _subject(view, start - 1)
        if mention is None or (_SAID_OF & set(before[-8:]) and not _is_job(view, start)):
            continue
        for post in reading.posts_of(phrase, _body_before(view, phrase.first - 2)):
            known = any(tenure.kind == post.kind for tenure in reading.ledger.of(mention.person))
            if not known:
                past = _is_past(view, before) and "interim" not in phrase.holdings
                status = "former" if past else status_of(phrase)
                reading.hold(
                    mention.person, post, Held(status, phrase.since, phrase.until, 0.6), view.sentence
                )


def _is_job(view: View, number: int) -> bool:
    """Whether a post is told by "whose usual job is R"."""
    return (
        view.code(number - 1) in ("is", "was")
        and view.code(number - 4) == "whose"
        and (view.code(number - 2) in ("job", "role", "post", "J"))
    )


def _is_past(view: View, before: list[str]) -> bool:
    """Whether the words before say that it was once: "spent years as", "In her years as R of O, P closed"."""
    looks_back = view.code(0) in ("in", "during") and {"years", "time", "tenure"} & set(before)
    return "has" not in before and (
        bool(_PAST & set(before)) or (bool(looks_back) and "has" not in view.codes)
    )


def _body_before(view: View, number: int) -> Organisation | None:
    """The body in "to O, as R"."""
    number -= view.code(number) == ","
    item = view.items[number] if number > 0 else None
    told = isinstance(item, OrganisationMention) and view.code(number - 1) in ("to", "for", "at")
    return item.organisation if told and isinstance(item, OrganisationMention) else None


def _subject(view: View, number: int) -> PersonMention | None:
    """The only person of the clause that ends at an item, or the one after "after a spell as R at O"."""
    found: list[PersonMention] = []
    for at in range(number - 1, max(-1, number - _REACH), -1):
        if view.code(at) in _BREAKS:
            break
        mention = view.person(at)
        if mention:
            found.append(mention)
    if found:
        return found[0] if len({id(each.person) for each in found}) == 1 else None
    if view.code(0) in ("after", "before", "following", "during", "in", "as"):
        return next((mention for at in range(number, len(view)) if (mention := view.person(at))), None)
    return None
