"""Who "the leader", "they", "a council spokeswoman" and "inspectors" are when they say something."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from councilgraph.graph.extractors.prose.annotation.annotate import Annotated
from councilgraph.graph.extractors.prose.annotation.mentions import (
    Item,
    OrganisationMention,
    PersonMention,
    RoleMention,
    Sentence,
)
from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.clauses.phrases import role_phrases
from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.attachments import attachments
from councilgraph.graph.extractors.prose.posts.reading import Reading
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.speech.reporting import SpeechSubject
from councilgraph.graph.names import fold

_NOUNS = {key: frozenset(words.split()) for key, words in read_rules("statements")["nouns"].items()}
_DEFINITE = frozenset("the its their our Os Ps 's new this".split())
_LESSER = frozenset(
    "of from to with for by replaced replaces succeeded succeeds follows followed beat beats ousted".split()
)
_STATUSES = frozenset({"former", "interim", "incoming"})
_PRONOUNS = frozenset({"he", "she"})
_ARTICLES = frozenset("a an one another some".split())
_MEMBERS = frozenset({"councillor", "mp"})
_MEMORY = 3
_NEAR = 40
_HEAD_SENTENCES = 6


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose words a quotation is: people by name, or an organisation. Neither for somebody without a name."""

    people: tuple[Person, ...] = ()
    organisation: Organisation | None = None
    confidence: float = 0.9

    def __bool__(self) -> bool:
        return bool(self.people or self.organisation)


@dataclass(frozen=True, slots=True)
class _Holder:
    """A person with a post, as a sentence says it."""

    person: Person
    mention: RoleMention
    sentence: int


class Speakers:
    """The speakers of a document; asked sentence by sentence, in order."""

    def __init__(self, annotated: Annotated, posts: Reading) -> None:
        self._annotated = annotated
        self._views = [View(sentence) for sentence in annotated.sentences]
        self._holders = self._held_posts()
        self._posts = posts
        self._inspectorate = self._first("inspectorate")

    def view(self, number: int) -> View:
        """The view of a sentence by its number."""
        return self._views[number]

    def speaker(self, number: int, subject: SpeechSubject) -> Speaker:
        """Who the subject of a reporting verb in sentence `number` is."""
        view = self._views[number]
        item = view.items[subject.number] if 0 <= subject.number < len(view) else None
        if isinstance(item, PersonMention):
            if item.naming == "pronoun" and (holder := self._just_titled(number, item.person)):
                return Speaker((holder,), None, 0.8)
            together = (view.items[at] for at in sorted((*subject.others, subject.number)))
            people = [each.person for each in together if isinstance(each, PersonMention)]
            return Speaker(_once(people))
        if isinstance(item, OrganisationMention):
            return Speaker((), item.organisation)
        if isinstance(item, RoleMention):
            return self._of_role(number, subject.number, item)
        return self._of_noun(number, subject) if subject.kind == "noun" else Speaker()

    def organisation_of(self, person: Person) -> Organisation | None:
        """The organisation for which a person speaks: that of a post in force, not a mere member's."""
        held = self._posts.ledger.of(person)
        held = [tenure for tenure in held if tenure.kind not in _MEMBERS] or held
        held = [tenure for tenure in held if tenure.status != "former"] or held
        return held[0].organisation if held else None

    def _of_role(self, number: int, at: int, mention: RoleMention) -> Speaker:
        """The holder of a post, or the organisation for a spokesperson or inspectors."""
        view, role = self._views[number], mention.role
        if role.kind == "spokesperson" or role.head in _NOUNS["spokespeople"]:
            return Speaker(
                (), self._around(view, at) or mention.organisation or mention.focus or self._annotated.main
            )
        if role.plural:
            theirs = self._around(view, at) or self._inspectorate
            return Speaker((), theirs) if role.kind == "inspector" else Speaker()
        if view.code(at - 1) in _ARTICLES or (view.code(at - 1) == "'s" and view.code(at - 2) == "P"):
            return Speaker()
        if holder := self._holder(number, mention):
            return Speaker((holder,), None, 0.8)
        person = self._latest(number, view, at) if view.code(at - 1) == "the" else None
        return Speaker((person,), None, 0.7) if person else Speaker()

    def _held_posts(self) -> dict[str, list[_Holder]]:
        """Who stands beside which post as its holder, by the post's last word and by its kind."""
        held: dict[str, list[_Holder]] = {}
        for number, view in enumerate(self._views):
            for each in attachments(view, role_phrases(view)):
                role = each.phrase.mention.role
                for key in {role.head, f"kind {role.kind}"}:
                    held.setdefault(key, []).append(_Holder(each.person.person, each.phrase.mention, number))
        return held

    def _holder(self, number: int, mention: RoleMention) -> Person | None:
        """The person who was last named beside a post, else the one who will be."""
        wanted = _STATUSES.intersection(mention.role.holdings)
        for tenure in self._posts.ledger.tenures if wanted else ():
            if tenure.kind == mention.role.kind and tenure.status in wanted:
                return tenure.person
        for key in (mention.role.head, f"kind {mention.role.kind}"):
            held = self._holders.get(key, [])
            last = bisect.bisect_right(held, number, key=lambda each: each.sentence)
            near = (*reversed(held[max(0, last - _NEAR) : last]), *held[last : last + _NEAR])
            same = (each for each in near if _is_same_post(each.mention, mention))
            found = next((each for each in same if _is_as_new(each.mention, mention)), None)
            if found:
                return found.person
        return None

    def first_holder(self, mention: RoleMention) -> Person | None:
        """The person who is named first beside a post: the "Chair" of a transcript."""
        held = self._holders.get(mention.role.head, [])
        return next((each.person for each in held if _is_same_post(each.mention, mention)), None)

    def _just_titled(self, number: int, person: Person) -> Person | None:
        """The holder of the post that the sentence before is about: "The director agreed. She said"."""
        view = self._views[number - 1] if number else None
        if view is None or view.sentence.paragraph != self._views[number].sentence.paragraph:
            return None
        at = next((at for at, code in enumerate(view.codes) if code in ("P", "R")), None)
        mention = view.items[at] if at is not None else None
        if at is None or not isinstance(mention, RoleMention) or view.code(at - 1) not in _DEFINITE:
            return None
        known = self._of_role(number - 1, at, mention)
        if known.confidence < 0.8 or not known.people or person.gender is None:
            return None
        return known.people[0] if known.people[0].gender in (None, person.gender) else None

    def _latest(self, number: int, view: View, at: int) -> Person | None:
        """The person last spoken of before an item, who may be called by a post not told before."""
        for back in range(number, max(-1, number - _MEMORY), -1):
            there = self._views[back]
            for place in range((at if back == number else len(there)) - 1, -1, -1):
                item = there.items[place]
                if not isinstance(item, PersonMention) or item.code != "P":
                    continue
                if there.code(place - 1) not in _LESSER and self._may_be(item.person, view.items[at]):
                    return item.person
        return None

    def _may_be(self, person: Person, called: Item) -> bool:
        """Whether a post may be a person's: one of no other post, unless the post is new."""
        if not isinstance(called, RoleMention) or called.role.holdings:
            return True
        kinds = {tenure.kind for tenure in self._posts.ledger.of(person)} - _MEMBERS
        return not kinds or called.role.kind in kinds

    def _of_noun(self, number: int, subject: SpeechSubject) -> Speaker:
        view = self._views[number]
        word = view.code(subject.number)
        if word in _NOUNS["plural"]:
            return self._plural(number)
        is_person = word in _NOUNS["people"] or word.endswith("year-old")
        if word in _PRONOUNS or (is_person and view.code(subject.number - 1) in ("the", "-")):
            person = self._latest(number, view, subject.number)
            return Speaker((person,), None, 0.5) if person else Speaker()
        if word in _NOUNS["spokespeople"]:
            return Speaker((), self._around(view, subject.number) or self._annotated.main)
        if word in _NOUNS["inspectors"]:
            return Speaker((), self._inspectorate)
        if word in _NOUNS["documents"]:
            return self._author(view, subject.number)
        return Speaker()

    def _plural(self, number: int) -> Speaker:
        """Those who make a joint statement as "they": whom the sentence before names in full."""
        if number == 0:
            return Speaker()
        view = self._views[number - 1]
        named = [
            item.person
            for at, item in enumerate(view.items)
            if isinstance(item, PersonMention) and item.naming == "full" and view.code(at + 1) != "'s"
        ]
        return Speaker(_once(named), None, 0.7) if len(named) > 1 else Speaker()

    def _around(self, view: View, at: int) -> Organisation | None:
        """The organisation that a noun is of: "a council spokesman", "a spokeswoman for the trust"."""
        for near in (at + 2, at + 3, at - 1, at - 2):
            item = view.items[near] if 0 <= near < len(view) else None
            between = view.code(near - 1) if near > at else ""
            if isinstance(item, OrganisationMention) and between in ("for", "of", "from", "the", "at", ""):
                return item.organisation
        return None

    def _author(self, view: View, at: int) -> Speaker:
        """Whose report or letter it is: "Ada Hart's letter", "the report, by Ada Hart,", "its report"."""
        before = at - 2 if view.code(at - 1) == "'s" else at - 1
        after = at + 2 + (view.code(at + 1) == ",")
        for number in (before, after if view.code(after - 1) in ("by", "from") else -1):
            item = view.items[number] if 0 <= number < len(view) else None
            if isinstance(item, PersonMention):
                return Speaker((item.person,), None, 0.8)
        return Speaker((), self._around(view, at) or self._inspectorate)

    def interviewee(self) -> Person | None:
        """Whom the document is about, by its headline and the words under it."""
        for view in self._views[:_HEAD_SENTENCES]:
            if found := last_subject(view.sentence):
                return found.person
        return None

    def _first(self, kind: str) -> Organisation | None:
        for sentence in self._annotated.sentences:
            for item in sentence.items:
                if (
                    isinstance(item, OrganisationMention)
                    and item.organisation
                    and item.organisation.kind == kind
                ):
                    return item.organisation
        return None


def _once(people: Sequence[Person]) -> tuple[Person, ...]:
    """The same people, each once."""
    return tuple({id(person): person for person in people}.values())


def last_subject(sentence: Sentence) -> PersonMention | None:
    """The person whom a sentence is about: the first one in it who is no modifier."""
    for number, item in enumerate(sentence.items):
        following = sentence.items[number + 1] if number + 1 < len(sentence.items) else None
        if isinstance(item, PersonMention) and item.code == "P" and getattr(following, "lower", "") != "'s":
            return item
    return None


def _is_as_new(holder: RoleMention, mention: RoleMention) -> bool:
    """Whether "the new leader" can be a holder: one who was called new, too."""
    return "new" not in mention.role.holdings or "new" in holder.role.holdings


def _is_same_post(holder: RoleMention, mention: RoleMention) -> bool:
    """Whether a post may be meant by a mention: the same kind, or the mention's words are among its own."""
    if mention.role.head == holder.role.head:
        return set(fold(mention.role.words).split()) <= set(fold(holder.role.words).split()) or (
            mention.role.kind == holder.role.kind and mention.role.kind not in ("other", "director")
        )
    return mention.role.kind == holder.role.kind and mention.role.kind not in ("other", "director", None)
