"""Reading a document for posts: its ledger, and what "the job" and "her predecessor" mean just then."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from councilgraph.graph.extractors.prose.annotation.annotate import Annotated
from councilgraph.graph.extractors.prose.annotation.mentions import Sentence
from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase
from councilgraph.graph.extractors.prose.clauses.subjects import Subject
from councilgraph.graph.extractors.prose.clauses.timing import Timing
from councilgraph.graph.extractors.prose.names.organisations import Organisation, body_key
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.bare_directors import BARE_DIRECTORS, full_kind, is_on_children
from councilgraph.graph.extractors.prose.posts.bodies import Bodies, body_for, service_of
from councilgraph.graph.extractors.prose.posts.introduced import (
    LEAD,
    is_announced,
    named_close_by,
    named_next,
)
from councilgraph.graph.extractors.prose.posts.kinds import kind_at, kind_of_member
from councilgraph.graph.extractors.prose.posts.ledger import Event, Ledger, Tenure, Unplaced
from councilgraph.graph.extractors.prose.posts.pairs import last_two
from councilgraph.graph.extractors.prose.posts.post import Held, Post


@dataclass(slots=True)
class Reading:
    """What has been read of a document so far.

    `spoken_of` is the post that was named last, `seconds` whose deputies people are, by the post.
    """

    annotated: Annotated
    bodies: Bodies
    ledger: Ledger = field(default_factory=Ledger)
    spoken_of: Post | None = None
    spoken_in: int = -1
    vacant: Post | None = None
    vacant_at: int = -99
    starts: dict[int, str] = field(default_factory=dict)
    unplaced: list[Unplaced] = field(default_factory=list)
    order: int = 0
    begun: dict[int, Post] = field(default_factory=dict)
    followed: dict[int, Person] = field(default_factory=dict)
    seconds: dict[int, Post] = field(default_factory=dict)
    sent: tuple[Post, int, str | None] | None = None
    announced: dict[int, Person] = field(default_factory=dict)
    on_children: bool | None = None

    @property
    def is_record(self) -> bool:
        """Whether the document is the minutes of a meeting, on whose day what they tell was done."""
        return bool(_MINUTES.match(self.annotated.document.text[:_HEADING_CHARS]))

    def posts_of(self, phrase: RolePhrase, body: Organisation | None = None) -> list[Post]:
        """The posts that a phrase names: one at each of its bodies; none where no body is clear.

        `body` is one that the clause names for it ("joined X as director").
        """
        role = phrase.mention.role
        if role.kind is None or phrase.head in _NEVER_POSTS:
            return []
        found = () if role.kind == "mp" else phrase.organisations or ((body,) if body else ())
        if role.kind == "commissioner":
            found = tuple(each for each in found if each.kind not in _SENDERS)
        if not found and role.words.lower().endswith((" of the pair", " of both", " of the two")):
            found = tuple(last_two(self.annotated, self.order))
        if not found and (phrase.elsewhere or (role.head == "manager" and phrase.indefinite)):
            return []
        if not found:
            near = body_for(phrase.mention, self.bodies, self.annotated, phrase.prefix, self._told(phrase))
            found = (near,) if near else ()
        kind, words = self._kind(phrase), role.words
        if phrase.group_end and kind == "other":
            items = self.annotated.sentences[self.order].items
            words = self.annotated.text(phrase.mention.start, items[phrase.group_end].end)
        whole = (self._whole(organisation, phrase) for organisation in found)
        kind = kind_at(kind, found)
        return [Post(kind, words, service_of(role, body, self.bodies, self.annotated)) for body in whole]

    def _told(self, phrase: RolePhrase) -> dict[str, Organisation]:
        """The bodies of the post that was spoken of last, and of the post of the person in "her R"."""
        boss = self.post_of(phrase.possessor, coming=False) if phrase.possessor else None
        told = {"post before": self.spoken_of, "whose": boss}
        return {trait: post.organisation for trait, post in told.items() if post}

    def _whole(self, body: Organisation, phrase: RolePhrase) -> Organisation:
        """The council of a board that is one of its committees; any other body as it is."""
        council = phrase.mention.focus or self.annotated.main
        inner = body.kind == "board" and _COMMITTEES & set(body.name.lower().split())
        return council if inner and council else body

    def _kind(self, phrase: RolePhrase) -> str:
        """The kind of a post; a bare "director" is the one that the document has spoken of."""
        role = phrase.mention.role
        kind = role.kind or "other"
        if phrase.of_group and kind == "council_leader":
            return "other"
        elsewhere = any(body.kind not in ("council", "combined") for body in phrase.organisations)
        if kind == "director" and not elsewhere and role.words.lower().removesuffix("s") in BARE_DIRECTORS:
            return self._full_kind(phrase)
        return kind

    def _full_kind(self, phrase: RolePhrase) -> str:
        """What a bare "director" is: the one spoken of last in full, else what the document is about."""
        if known := full_kind(self.annotated, self.order, next(iter(phrase.organisations), None)):
            return known
        if self.on_children is None:
            self.on_children = is_on_children(self.annotated)
        return "director_of_childrens_services" if self.on_children else "director"

    def hold(self, person: Person, post: Post, held: Held, sentence: Sentence) -> Tenure:
        """Hold that somebody has, had or will have a post; who has it until a day gone by had it.

        A councillor's may be one in a cabinet.
        """
        issued, until = self.annotated.issued, held.until
        is_over = held.status == "current" and until and issued and until < issued[: len(until)]
        post = (
            replace(post, kind=kind_of_member(post.kind, post.words)) if self.is_politician(person) else post
        )
        return self.ledger.add_tenure(
            Tenure(
                person=person,
                kind=post.kind,
                words=post.words,
                organisation=post.organisation,
                status="former" if is_over else held.status,
                since=held.since,
                until=held.until,
                start=sentence.start,
                end=sentence.end,
                confidence=held.confidence,
                order=self.order,
                is_ahead=self.is_ahead(held.until),
            )
        )

    def happen(self, person: Person, event: str, post: Post, timing: Timing, sentence: Sentence) -> None:
        """Hold that something happened to somebody in a post; one without words gives no kind."""
        post = (
            replace(post, kind=kind_of_member(post.kind, post.words)) if self.is_politician(person) else post
        )
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

    def job_of(self, person: Person | None, word: str) -> Post | None:
        """What "the job" or "her brief" means, of somebody or of whoever was spoken of last."""
        own = self._left_by(person) or self.post_of(person) if person else self.open_post()
        if word in ("brief", "portfolio") and (own is None or own.kind != "cabinet_member"):
            known = self.ledger.of(person) if person else self.ledger.tenures
            if held := [tenure for tenure in known if tenure.kind == "cabinet_member"]:
                return Post(held[-1].kind, held[-1].words, held[-1].organisation)
            own = own if own and own.kind == "deputy_leader" else None
        return own

    def _left_by(self, person: Person) -> Post | None:
        """The post that somebody has just left for another body: "P has gone to O as R. Her place ..."."""
        left = [each for each in self.ledger.of(person) if each.status == "former"] if self.is_open() else []
        told = any(self.vacant and each.kind == self.vacant.kind for each in left)
        return self.vacant if told else None

    def open_post(self) -> Post | None:
        """The post that somebody lately left or was suspended from, else the one spoken of last."""
        return self.vacant if self.vacant and self.order - self.vacant_at <= _LATELY else self.spoken_of

    def is_open(self) -> bool:
        """Whether a post was left, or is not looked after, in this sentence or the one before."""
        return self.vacant is not None and self.order - self.vacant_at <= 1

    def leave_open(self, post: Post) -> None:
        """Remember that a post was left."""
        self.vacant, self.vacant_at = post, self.order

    def post_of(
        self, person: Person, organisation: Organisation | None = None, *, coming: bool = True
    ) -> Post | None:
        """The post that somebody holds, as far as has been read; not one ahead where not `coming`."""
        tenure = self.ledger.main_tenure(person, self.order, organisation, coming=coming)
        return Post(tenure.kind, tenure.words, tenure.organisation) if tenure else None

    def alike(self, person: Person, post: Post) -> list[Post]:
        """The same post of somebody at all bodies where he has it, or where he is still to come to it."""
        same = [
            tenure
            for tenure in self.ledger.of(person)
            if tenure.kind == post.kind and tenure.words == post.words
        ]
        coming = {tenure.organisation: tenure.status == "incoming" for tenure in same}
        return [
            Post(post.kind, post.words, body)
            for body in coming
            if coming[body] == coming.get(post.organisation, coming[body])
        ] or [post]

    def shared(self, person: Person, post: Post) -> list[Post]:
        """A post of somebody at all bodies that share it, as one sentence tells: "joint R of A and B"."""
        together = self.ledger.told_together(person, post.kind, post.organisation)
        return [Post(tenure.kind, tenure.words, tenure.organisation) for tenure in together] or [post]

    def weightiest_of(self, person: Person) -> Post | None:
        """The most important post that somebody has, had or will have."""
        weights = {kind: number for number, kind in enumerate(_WEIGHTS)}
        held = sorted(self.ledger.of(person), key=lambda tenure: weights.get(tenure.kind, len(weights)))
        return Post(held[0].kind, held[0].words, held[0].organisation) if held else None

    def cabinet_post(self, person: Person, council: Organisation) -> Post:
        """The seat in a cabinet that somebody has, by its own words where they are known."""
        held = [
            tenure for tenure in self.ledger.of(person) if tenure.kind in ("cabinet_member", "deputy_leader")
        ]
        words = held[-1].words if held else "cabinet member"
        return Post(held[-1].kind if held else "cabinet_member", words, council)

    def is_held(self, post: Post) -> bool:
        """Whether somebody is known to hold a post, or to come to it."""
        return any(tenure.status != "former" for tenure in self._holders(post))

    def _holders(self, post: Post) -> list[Tenure]:
        held = self.ledger.holders(post.kind, post.organisation)
        told = post.kind not in _BY_TOPIC
        return [tenure for tenure in held if told or tenure.words.lower() == post.words.lower()]

    def holder(self, phrase: RolePhrase, view: View, *, leaves: bool = False) -> Person | None:
        """Who "the chief executive" is: who holds that post; else somebody without one who is named close by.

        Of somebody who `leaves`, it is the one who is known to have left, before whoever stands in.
        """
        if phrase.head in ("successor", "replacement") and phrase.possessor:
            return self.followed.get(id(phrase.possessor))
        for post in self.posts_of(phrase):
            held = self._holders(post)
            left = [tenure for tenure in held if tenure.status == "former"] if leaves else []
            current = left or [tenure for tenure in held if tenure.status != "former"] or held
            if current:
                return current[-1].person
        return named_close_by(self.annotated, self.ledger, self.order) if phrase.definite else None

    def named_next(self) -> Person | None:
        """Somebody without a post yet, named first in the sentences that follow."""
        return named_next(self.annotated, self.ledger, self.order)

    def is_near(self, post: Post) -> bool:
        """Whether a post is at the document's council, or at the body in focus in this sentence."""
        main = self.annotated.main
        near = [role.focus for role in self.annotated.sentences[self.order].roles()]
        bodies = [body for body in (*near, main) if body]
        return not bodies or any(body_key(body) == body_key(post.organisation) for body in bodies)

    def is_ahead(self, date: str | None) -> bool:
        """Whether a date lies after the document's own."""
        issued = self.annotated.issued
        return bool(date and issued and date > issued[: len(date)])

    def is_politician(self, person: Person) -> bool:
        """Whether somebody is called a councillor, or holds a councillor's post."""
        titled = bool(
            set(person.title.lower().split()) & {"cllr", "coun", "councillor", "councillors", "cllrs"}
        )
        kinds = {tenure.kind for tenure in self.ledger.of(person)}
        return titled or bool(kinds & {"councillor", "council_leader", "cabinet_member"})

    def _announced(self) -> Person | None:
        """Whom the sentence behind names, of a story that begins with "A former R" or "The woman who"."""
        if self.order not in self.announced and (person := self.named_next()):
            self.announced[self.order] = person
        return self.announced.get(self.order)

    def people_of(self, subject: Subject, view: View, *, leaves: bool = False) -> tuple[Person, ...]:
        """The people that a subject means; see `holder`. Who only `leaves` has to have a post."""
        if subject.people:
            return subject.people
        holder = self.holder(subject.phrase, view, leaves=leaves) if subject.phrase else None
        if holder is None and (subject.phrase is None or subject.phrase.indefinite):
            told = is_announced(view, subject.phrase.first if subject.phrase else -1)
            holder = self._announced() if told and self.order < LEAD else None
            if leaves and subject.phrase is None and holder:
                holder = holder if self.ledger.of(holder) else None
        return (holder,) if holder else ()


_MINUTES = re.compile(r"(?:[^\n]*\n){0,2}[^\n]{0,60}\bminutes\b", re.IGNORECASE)
_HEADING_CHARS = 300
_COMMITTEES = frozenset("wellbeing scrutiny overview planning licensing corporate".split())
_NEVER_POSTS = frozenset(["predecessor", "successor", "replacement", "counterpart", "opposite number"])
_SENDERS = frozenset({"department", "government"})
_LATELY = 3
_BY_TOPIC = frozenset("cabinet_member director head_of_service other chair minister".split())
_WEIGHTS = (
    "minister chief_executive council_leader mayor director_of_childrens_services director deputy_leader "
    "cabinet_member head_of_service commissioner chair other"
).split()
