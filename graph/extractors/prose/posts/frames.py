"""What a verb's clause holds: its subject, whom and which post it names, where and when."""

from __future__ import annotations

from dataclasses import dataclass

from councilgraph.graph.extractors.prose.annotation.mentions import (
    OrganisationMention,
    PersonMention,
    RoleMention,
)
from councilgraph.graph.extractors.prose.clauses.clauses import Verb, View
from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase
from councilgraph.graph.extractors.prose.clauses.subjects import Subject
from councilgraph.graph.extractors.prose.clauses.timing import Timing
from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.post import Post
from councilgraph.graph.extractors.prose.posts.reading import Reading

_ARTICLES = frozenset(
    "the a an first second third new next latest youngest oldest only sole own very once again "
    "unanimously full-time".split()
)


_NOW = frozenset(
    "D today now currently presently then still also already lately effectively simultaneously".split()
)
_ALIKE = frozenset("same equivalent similar corresponding that this".split())

_IN_FULL = frozenset(["that office", "the office", "the one", "the same"])
"""What a post told before may be called in front of "at O"."""
_INTRODUCING = frozenset("R O 's the a an , Ps Os of former retired ex- then fellow".split())
"""What may stand before a person's name to introduce him."""
_CABINETS = frozenset("cabinet executive".split())
_NOT_CABINET = frozenset("member members meeting office team".split())
_NEAR = 4
_RELATIVE = 10


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb with its clause, which ends before the item `end`. `phrases` are all of the sentence's posts."""

    view: View
    verb: Verb
    end: int
    subject: Subject
    phrases: tuple[RolePhrase, ...]
    timing: Timing

    @property
    def own_phrases(self) -> list[RolePhrase]:
        """The posts after the verb in its clause."""
        return [phrase for phrase in self.phrases if self.verb.last <= phrase.core < self.end]

    def complement(self) -> list[RolePhrase]:
        """The posts that the verb puts somebody into: "as X of A and Y of B", or just after the verb."""
        found: list[RolePhrase] = []
        for phrase in self.own_phrases:
            before = self.view.code(phrase.first - 1)
            if before == "as" and self.view.before(phrase.first - 1, 2) == "with P":
                continue
            codes = _without_aside(self.view.codes[self.verb.last : phrase.first])
            between = [code for code in codes if code not in _NOW]
            directly = (
                len(codes) <= 1 or set(between) <= _ARTICLES or (found and found[-1].last == phrase.first)
            )
            joined = bool(found) and before in ("and", ",") and found[-1].last >= phrase.first - 1
            if (
                (
                    before in ("as", "be", "become", "hold")
                    or joined
                    or (directly and not found and before not in ("by", "from"))
                )
                or (before == "to" and self.verb.kind in ("appoint", "take"))
                or before in ("as", "to", "up", "on")
                or (before == "from" and self.verb.kind in ("resign", "dismiss", "suspend", "leave"))
            ):
                found.append(phrase)
        return found

    def job(self) -> int | None:
        """The item of "the job", "her post" in the clause."""
        for number in range(self.verb.last, self.end):
            if self.view.code(number) == "J":
                return number
        return None

    def job_owner(self) -> Person | None:
        """Whose job the clause speaks of: "her job"."""
        number = self.job()
        owner = self.view.items[number - 1] if number else None
        return owner.person if isinstance(owner, PersonMention) and owner.code == "Ps" else None

    def job_meant(self, reading: Reading) -> Post | None:
        """The post that "the job" or "his brief" in the clause means."""
        number = self.job()
        if number is None:
            return None
        item, owner = self.view.items[number], self.view.items[number - 1]
        word = item.role.head if isinstance(item, RoleMention) else ""
        person = owner.person if isinstance(owner, PersonMention) and owner.code == "Ps" else None
        if person and "new" in reading.annotated.text(item.start, item.end).lower().split():
            coming = [tenure for tenure in reading.ledger.of(person) if tenure.status == "incoming"]
            if len(coming) == 1:
                return Post(coming[0].kind, coming[0].words, coming[0].organisation)
        return reading.job_of(person, word)

    def new_post(self, reading: Reading, person: Person) -> Post | None:
        """The post that "his new job" in the clause means: the one still to come, where that is one."""
        number = self.job()
        item = self.view.items[number] if number is not None else None
        if item is None or "new" not in reading.annotated.text(item.start, item.end).lower().split():
            return None
        coming = [tenure for tenure in reading.ledger.of(person) if tenure.status == "incoming"]
        return Post(coming[0].kind, coming[0].words, coming[0].organisation) if len(coming) == 1 else None

    def persons_after(self) -> list[int]:
        """The items of the people after the verb in its clause."""
        return [number for number in range(self.verb.last, self.end) if self.view.person(number)]

    def person_after(self, preposition: str) -> Person | None:
        """The person after a preposition in the clause, over the words that introduce them."""
        for number in self.persons_after():
            if self.view.code(number + 1) == "'s":
                continue
            back = number - 1
            while back >= self.verb.last and self.view.code(back) in _INTRODUCING:
                back -= 1
            if self.view.code(back) == preposition:
                mention = self.view.person(number)
                return mention.person if mention else None
        return None

    def body_after(self, *prepositions: str) -> Organisation | None:
        """The organisation after one of these prepositions in the clause; after the verb itself for ""."""
        for number in range(self.verb.last, self.end):
            item = self.view.items[number]
            if not isinstance(item, OrganisationMention) or item.organisation is None or item.code == "Os":
                continue
            if self.view.code(number + 1) == "'s" or self._is_of_another(number):
                continue
            back = number - 1
            while back >= self.verb.last and self.view.code(back) in ("the", "its", "a", "both"):
                back -= 1
            if self.view.before(back + 1, 2) == "O of":
                back -= 2 + (self.view.code(back - 2) == "the")
            word = "" if back < self.verb.last else self.view.code(back)
            if word in prepositions:
                return item.organisation
        return None

    def _is_of_another(self, number: int) -> bool:
        """Whether a body is that of a post told only beside somebody: "and his successor, P, once R at X"."""
        return any(
            phrase.core < number < phrase.last and self.view.code(phrase.first - 1) == ","
            for phrase in self.own_phrases
        )

    def whom(self) -> Person | None:
        """Whom "P, whom the council appointed" means."""
        for number in range(self.verb.first - 1, max(0, self.verb.first - _RELATIVE), -1):
            if self.view.code(number) == "whom":
                at = number - 1 - (self.view.code(number - 1) == ",")
                mention = self.view.person(at) or self.view.person(at - 2)
                return mention.person if mention else None
            if self.view.code(number) in (",", ";", "who"):
                break
        return None

    def which(self) -> Organisation | None:
        """Which body "O, which P joined" means."""
        at = self.verb.first - 2
        item = self.view.items[at - 1 - (self.view.code(at - 1) == ",")] if at > 1 else None
        is_which = self.view.code(at) == "which" and self.view.code(at + 1) == "P"
        return item.organisation if is_which and isinstance(item, OrganisationMention) else None

    def subject_body(self) -> Organisation | None:
        """The organisation that is the subject of the verb: "The council appointed ..."."""
        number = self.verb.first - 1
        for _ in range(12):
            item = self.view.items[number] if number >= 0 else None
            if isinstance(item, OrganisationMention):
                return item.organisation
            if item is None or self.view.code(number) in ("P", "R", "who", ";", "Q"):
                return None
            number -= 1
        return None

    def sharers(self) -> tuple[Organisation, ...]:
        """The bodies that together are the subject of an active verb: "O and O2 have appointed"."""
        found: list[Organisation] = []
        number = -1 if self.verb.is_passive else self.verb.first - 1
        while number >= 0 and isinstance(item := self.view.items[number], OrganisationMention):
            if item.organisation is None or item.code != "O":
                break
            found.insert(0, item.organisation)
            number -= 2 if self.view.code(number - 1) in ("and", ",") else len(self.view)
            number -= self.view.code(number) == ","
        return tuple(found) if len(found) > 1 else ()


def _without_aside(codes: list[str]) -> list[str]:
    """The words without an aside that they begin with: "accepted, in D, the"."""
    if codes[:1] == [","] and "," in codes[1:]:
        return codes[codes.index(",", 1) + 1 :]
    return codes


def job_before(reading: Reading, frame: Frame) -> Post | None:
    """The post that is the subject: "the job", "her duties", "the post of R"."""
    view, verb = frame.view, frame.verb
    for number in range(verb.first - 1, max(-1, verb.first - 6), -1):
        if view.code(number) == "J":
            named = [phrase for phrase in frame.phrases if number < phrase.core < verb.first]
            posts = reading.posts_of(named[0]) if named else []
            item, owner = view.items[number], view.items[number - 1] if number else None
            person = owner.person if isinstance(owner, PersonMention) and owner.code == "Ps" else None
            if view.code(number - 1) == "'s" and (mention := view.person(number - 2)):
                person = mention.person
            word = item.role.head if isinstance(item, RoleMention) else ""
            return posts[0] if posts else reading.job_of(person, word)
    return None


def listed(view: View, number: int) -> list[Person]:
    """The person at an item and those who are joined to him behind: "P, P2 and P3"."""
    found: list[Person] = []
    while mention := view.person(number):
        found.append(mention.person)
        if view.code(number + 1) not in ("and", ","):
            break
        number += 2 + (view.ahead(number + 1, 2) == ", and")
    return found


def is_of_cabinet(frame: Frame) -> bool:
    """Whether what follows the verb is the cabinet itself: "joined the cabinet"."""
    after = frame.view.codes[frame.verb.last : frame.verb.last + _NEAR]
    if "R" in after or "J" in after or _CABINETS.isdisjoint(after):
        return False
    number = next(at for at, code in enumerate(after) if code in _CABINETS)
    return frame.view.code(frame.verb.last + number + 1) not in _NOT_CABINET


def same_job(reading: Reading, frame: Frame, person: Person) -> Post | None:
    """The post of "the same job at O", "that post in O": what somebody has, or what was spoken of, there."""
    view, number = frame.view, frame.job()
    if number is None and view.code(frame.verb.last - 1) == "J":
        number = frame.verb.last - 1
    if number is None and view.ahead(frame.verb.last, 2) in _IN_FULL:
        number = frame.verb.last + 1
    item = view.items[number] if number else None
    words = reading.annotated.text(item.start, item.end).lower().split() if item else []
    if number is None or not (_ALIKE & set(words) or view.ahead(frame.verb.last, 2) in _IN_FULL):
        return None
    at = number + 2 + (view.code(number + 2) == "the")
    body = view.items[at] if at < len(view) and view.code(number + 1) in ("at", "in", "for", "with") else None
    spoken = reading.spoken_of
    if "same" in words and body is None and spoken and not reading.post_of(person, spoken.organisation):
        return spoken
    own = reading.post_of(person) or spoken
    if own is None or not isinstance(body, OrganisationMention) or body.organisation is None:
        return None
    return Post(own.kind, own.words, body.organisation)
