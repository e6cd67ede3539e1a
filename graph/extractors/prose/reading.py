"""The state of reading a document for posts: its ledger, and what "the job" and "her predecessor" mean just then."""

from __future__ import annotations

from dataclasses import dataclass, field

from councilgraph.graph.extractors.prose.annotate import Annotated
from councilgraph.graph.extractors.prose.bodies import Bodies, body_for
from councilgraph.graph.extractors.prose.clauses import View
from councilgraph.graph.extractors.prose.ledger import Event, Ledger, Tenure, body_key
from councilgraph.graph.extractors.prose.mentions import PersonMention, Sentence
from councilgraph.graph.extractors.prose.organisations import Organisation
from councilgraph.graph.extractors.prose.people import Person
from councilgraph.graph.extractors.prose.phrases import RolePhrase
from councilgraph.graph.extractors.prose.subjects import Subject
from councilgraph.graph.extractors.prose.timing import Timing


@dataclass(frozen=True, slots=True)
class Post:
    """A kind of post at a body, without a holder: what "the job" means."""

    kind: str
    words: str
    organisation: Organisation


@dataclass(frozen=True, slots=True)
class Held:
    """How somebody holds a post: the status and the dates that a clause gives."""

    status: str = "current"
    since: str | None = None
    until: str | None = None
    confidence: float = 0.8


@dataclass(slots=True)
class Reading:
    """What has been read of a document so far. `spoken_of` is the post that was named last."""

    annotated: Annotated
    bodies: Bodies
    ledger: Ledger = field(default_factory=Ledger)
    spoken_of: Post | None = None
    order: int = 0
    paragraph: int = -1

    def posts_of(self, phrase: RolePhrase, body: Organisation | None = None) -> list[Post]:
        """The posts that a phrase names: one at each of its bodies; none where no body is clear.

        `body` is one that the clause names for it ("joined X as director").
        """
        role = phrase.mention.role
        if role.kind is None:
            return []
        found = phrase.organisations or ((body,) if body else ())
        if not found:
            near = body_for(phrase.mention, self.bodies, self.annotated, phrase.prefix)
            found = (near,) if near else ()
        kind = self._kind(phrase, found)
        return [Post(kind, role.words, organisation) for organisation in found]

    def _kind(self, phrase: RolePhrase, found: tuple[Organisation, ...]) -> str:
        """The kind of a post; a bare "director" is the one that the document has spoken of."""
        role = phrase.mention.role
        kind = role.kind or "other"
        if kind == "director" and (
            not role.topic or " of " not in f" {role.words} " and " for " not in f" {role.words} "
        ):
            return (
                self._full_kind(found) if not role.topic or role.words.lower().split()[0] in _RANKS else kind
            )
        return kind

    def _full_kind(self, found: tuple[Organisation, ...]) -> str:
        known = self.spoken_of
        if (
            known
            and known.kind == "director_of_childrens_services"
            and found
            and body_key(known.organisation) == body_key(found[0])
        ):
            return known.kind
        return "director"

    def hold(self, person: Person, post: Post, held: Held, sentence: Sentence) -> Tenure:
        """Hold that somebody has, had or will have a post."""
        self.spoken_of = post
        return self.ledger.add_tenure(
            Tenure(
                person=person,
                kind=post.kind,
                words=post.words,
                organisation=post.organisation,
                status=held.status,
                since=held.since,
                until=held.until,
                start=sentence.start,
                end=sentence.end,
                confidence=held.confidence,
                order=self.order,
            )
        )

    def happen(self, person: Person, event: str, post: Post, timing: Timing, sentence: Sentence) -> None:
        """Hold that something happened to somebody in a post. A post without words gives the event no kind."""
        self.ledger.add_event(
            Event(
                person=person,
                event=event,
                organisation=post.organisation,
                kind=post.kind if post.words else None,
                date=timing.date,
                start=sentence.start,
                end=sentence.end,
            )
        )

    def post_of(self, person: Person, organisation: Organisation | None = None) -> Post | None:
        """The post that somebody holds, as far as has been read."""
        tenure = self.ledger.main_tenure(person, organisation)
        return Post(tenure.kind, tenure.words, tenure.organisation) if tenure else None

    def holder(self, phrase: RolePhrase, view: View) -> Person | None:
        """Who "the chief executive" is: who holds that post; else somebody without one who is named close by."""
        for post in self.posts_of(phrase):
            held = self.ledger.holders(post.kind, post.organisation)
            current = [tenure for tenure in held if tenure.status != "former"] or held
            if current:
                return current[-1].person
        return self._named_close_by(view) if phrase.definite else None

    def _named_close_by(self, view: View) -> Person | None:
        """Somebody without a post yet who is named in the sentence before, or first in one of the next two."""
        sentences = self.annotated.sentences
        at = self.order
        before = [item for item in (sentences[at - 1].people() if at else ()) if item.naming == "full"]
        for mention in reversed(before):
            if not self.ledger.of(mention.person) and sentences[at - 1].paragraph == view.sentence.paragraph:
                return mention.person
        for sentence in sentences[at + 1 : at + 3]:
            first = sentence.items[0] if sentence.items else None
            if isinstance(first, PersonMention) and first.naming == "full":
                known = self.ledger.of(first.person)
                return None if known else first.person
        return None

    def people_of(self, subject: Subject, view: View) -> tuple[Person, ...]:
        """The people that a subject means."""
        if subject.people:
            return subject.people
        if subject.phrase:
            holder = self.holder(subject.phrase, view)
            return (holder,) if holder else ()
        return ()


_RANKS = frozenset("corporate executive strategic group interim acting".split())
EMPTY_SUBJECT = Subject()
