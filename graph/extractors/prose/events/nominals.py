"""Events as nouns: "the appointment of P as R", "P's resignation", "since P's retirement in March"."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.annotation.mentions import DateMention, PersonMention
from councilgraph.graph.extractors.prose.clauses.clauses import View, is_taken_back
from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase
from councilgraph.graph.extractors.prose.clauses.timing import Timing
from councilgraph.graph.extractors.prose.events.beginnings import CHOSEN_INSIDE
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.ledger import Unplaced
from councilgraph.graph.extractors.prose.posts.post import Held, Post
from councilgraph.graph.extractors.prose.posts.reading import Reading
from councilgraph.graph.extractors.prose.posts.relations import RELATIONAL

_EVENTS = {
    "appointment": "appointed",
    "promotion": "appointed",
    "elevation": "appointed",
    "recruitment": "appointed",
    "hiring": "appointed",
    "installation": "appointed",
    "election": "elected",
    "resignation": "resigned",
    "retirement": "retired",
    "death": "died",
    "passing": "died",
    "demise": "died",
    "dismissal": "dismissed",
    "sacking": "dismissed",
    "removal": "dismissed",
    "firing": "dismissed",
    "ousting": "dismissed",
    "ouster": "dismissed",
    "axing": "dismissed",
    "expulsion": "dismissed",
    "suspension": "suspended",
    "arrival": "appointed",
    "departure": "",
    "exit": "",
}
ENDS = frozenset(noun for noun, event in _EVENTS.items() if event not in ("appointed", "elected"))
"""Nouns that tell the end of a post, or a suspension."""
_ADJECTIVES = frozenset("sudden early recent planned unexpected untimely shock premature impending".split())
_LIFTED = frozenset("lifted ended overturned over".split())
_TERMS = frozenset("term contract tenure stint secondment time spell reign years J".split())
_COUNTS = frozenset(
    "two three four five six seven eight nine ten eleven twelve long brief short first second".split()
)
_ENDED = frozenset("ended ends expired expires ran runs end expire".split())
_COMES = frozenset("came comes".split())
_WAS = frozenset("was worked had served spent".split())
_IS = _WAS | {"is", "will"}
_FORMAL = frozenset("approved confirmed ratified agreed rubber-stamped".split())
_TOLD = frozenset(
    "announced announces announce tendered confirmed submitted after since following before of until "
    "with on upon by through despite accepted accepts despite marked marks".split()
) | {""}
_BEHIND = frozenset("of in by on at has was is".split())
_BETWEEN = frozenset(
    "of in on at D the a an R , O 's Os Ps for by has have been was is announced confirmed reported".split()
)
_NEXT_CLAUSE = frozenset("; . who Q follows followed comes came means meant left leaves".split())
"""Behind these, a date is that of something else: "her departure follows a visit in July"."""
_TAKEN_BACK = (
    "was rejected",
    "was refused",
    "was declined",
    "was demanded",
    "is expected",
    "would be",
    "fallen through",
    "fell through",
    "was blocked",
    "was withdrawn",
    "not go ahead",
    "has to be",
    "subject to",
    "to approve",
    "to confirm",
    "to ratify",
    "to consider",
    "must be",
)


def read_nouns(reading: Reading, view: View, phrases: list[RolePhrase], first: int, last: int) -> None:
    """Add the events that nouns among the items `first:last` of a sentence tell."""
    for number, code in enumerate(view.codes[first:last], first):
        if code in _TERMS:
            _term_ends(reading, view, phrases, number)
        if code in ("first", "last") and view.code(number + 1) == "day":
            _day_in_post(reading, view, phrases, number)
        event = _EVENTS.get(code)
        if (
            event is None
            or is_taken_back(view, number)
            or any(words in " ".join(view.codes) for words in _TAKEN_BACK)
        ):
            continue
        if owner := _befallen(view, number):
            _tell(reading, view, phrases, number, [owner], event)
        elif view.code(number + 1) in _BEHIND:
            _tell(reading, view, phrases, number, _after(view, number), event)


def _befallen(view: View, number: int) -> PersonMention | None:
    """Whose an event is, told before it: "P's death"; behind it in "since her election, P has"."""
    back = number - 1 - (view.code(number - 1) in _ADJECTIVES)
    if view.code(back) == "'s":
        return view.person(back - 1)
    owner = view.items[back] if back >= 0 else None
    if isinstance(owner, PersonMention) and owner.code == "Ps":
        return owner if view.code(back - 1) in _TOLD else None
    if view.code(back) not in ("his", "her"):
        return None
    for at in range(number + 1, len(view)):
        if view.code(at) == "P" and view.code(at - 1) in (",", "D"):
            return view.person(at)
    return None


def _term_ends(reading: Reading, view: View, phrases: list[RolePhrase], number: int) -> None:
    """As in "Whose term ended in December", "her contract runs out in May"."""
    person = _owner(view, number - (view.code(number - 1) in _COUNTS))
    if view.ahead(number + 1, 2) == "of P" and (mention := view.person(number + 2)):
        person = mention.person
    if view.code(number - 1) == "whose":
        person = next((m.person for at in (number - 2, number - 3) if (m := view.person(at))), None)
    named = next(
        (phrase for phrase in phrases if phrase.first == number + 2 and view.code(number + 1) == "as"), None
    )
    told = reading.posts_of(named) if named else []
    number = named.last - 1 if named else _over_apposition(view, phrases, number)
    post = (told[0] if told else reading.post_of(person)) if person else None
    if person is None or post is None or not _ENDED & set(view.codes[number + 1 : number + 5]):
        return
    date = _date(view, number) or _date_of_end(view, number)
    over = bool({"ended", "expired", "ran", "came"} & set(view.codes[number + 1 : number + 3]))
    if date:
        reading.hold(person, post, Held("former" if over else "current", None, date), view.sentence)


def _over_apposition(view: View, phrases: list[RolePhrase], number: int) -> int:
    """The comma that closes "the contract of P, R at O,"; the same item where no such words follow."""
    if view.ahead(number + 1, 3) != "of P ,":
        return number
    after = [phrase.last for phrase in phrases if phrase.first == number + 4]
    return after[0] if after and view.code(after[0]) == "," else number


def _date_of_end(view: View, number: int) -> str | None:
    """The date in "came to an end on D"."""
    date = view.date(number + 6) if view.ahead(number + 1, 4) == "came to an end" else None
    return date.when.edtf if date else None


def _owner(view: View, number: int) -> Person | None:
    """Whose something is: "her term", "P's last day"."""
    owner = view.items[number - 1] if number else None
    if view.code(number - 1) == "'s" and (mention := view.person(number - 2)):
        return mention.person
    return owner.person if isinstance(owner, PersonMention) and owner.code == "Ps" else None


def _day_in_post(reading: Reading, view: View, phrases: list[RolePhrase], number: int) -> None:
    """As in "Her last day as R will be D", "D is P's last day", "P worked his first day as R on D"."""
    person = _owner(view, number)
    if view.ahead(number + 2, 2) == "of P" and (mention := view.person(number + 3)):
        person = mention.person
    named = [phrase for phrase in phrases if phrase.first > number and view.code(phrase.first - 1) == "as"]
    own = reading.post_of(person) if person and not named else None
    posts = reading.posts_of(named[0]) if named else [own] if own else []
    day = next((item for item in view.items if isinstance(item, DateMention)), None)
    if person is None or not posts or day is None or not _IS & set(view.codes):
        return
    date = day.when.edtf
    if view.code(number) == "first":
        _first_day(reading, view, person, posts[0], date)
        return
    over = bool(_WAS & set(view.codes)) and not reading.is_ahead(date)
    reading.ledger.date_event(person, date, view.sentence.start)
    for post in posts:
        reading.hold(person, post, Held("former" if over else "current", None, date), view.sentence)


def _first_day(reading: Reading, view: View, person: Person, post: Post, date: str) -> None:
    reading.ledger.start_later(person, post.kind, post.organisation, date)
    for each in reading.shared(person, post):
        held = Held("incoming" if reading.is_ahead(date) else "current", date)
        reading.hold(person, each, held, view.sentence)


def _after(view: View, number: int) -> list[PersonMention]:
    """The person after "of": over a date ("the arrival in May of P") or his post ("of the leader, P")."""
    for at in range(number + 1, min(number + 10, len(view))):
        if view.code(at) == "P" and (mention := view.person(at)):
            return [mention]
        if view.code(at) not in _BETWEEN:
            break
    return []


def _tell(
    reading: Reading,
    view: View,
    phrases: list[RolePhrase],
    number: int,
    people: list[PersonMention],
    event: str,
) -> None:
    timing = Timing(_date(view, number))
    for mention in people:
        at = min(number, view.items.index(mention))
        named = [
            phrase
            for phrase in phrases
            if phrase.first > at and view.code(phrase.first - 1) == "as" and phrase.head not in RELATIONAL
        ][:1]
        if event == "elected":
            named = [phrase for phrase in named if phrase.mention.role.kind in CHOSEN_INSIDE]
        if event == "appointed" or (event == "elected" and named):
            _appointed(reading, view, mention.person, named, timing)
            _joined(reading, view, phrases, at, named, timing)
        elif event != "elected":
            _ended(reading, view, mention.person, named, event, timing)


def _appointed(reading: Reading, view: View, person: Person, named: list[RolePhrase], timing: Timing) -> None:
    posts = [(post, phrase) for phrase in named for post in reading.posts_of(phrase)]
    for post, phrase in posts:
        status = "interim" if "interim" in phrase.holdings else "current"
        since = None if _FORMAL & set(view.codes) else timing.date
        reading.hold(person, post, Held(status, since), view.sentence)
        reading.happen(person, "appointed", post, timing, view.sentence)
    if not posts and (known := reading.post_of(person) or reading.open_post()):
        reading.hold(person, known, Held("current", timing.date), view.sentence)
        reading.happen(person, "appointed", known, timing, view.sentence)


def _joined(
    reading: Reading, view: View, phrases: list[RolePhrase], at: int, named: list[RolePhrase], timing: Timing
) -> None:
    """As in "... of P as R and P2 as R2": the others of the list."""
    for phrase in phrases:
        if not named or phrase.first <= named[0].last or view.before(phrase.first, 1) != "as":
            continue
        mention = view.person(phrase.first - 2)
        if mention and view.code(phrase.first - 3) in ("and", ",") and phrase.first - 2 > at:
            _appointed(reading, view, mention.person, [phrase], timing)


def _ended(
    reading: Reading, view: View, person: Person, named: list[RolePhrase], event: str, timing: Timing
) -> None:
    told = [post for phrase in named for post in reading.posts_of(phrase)]
    post = told[0] if told else reading.post_of(person) or reading.spoken_of
    if post is None:
        reading.unplaced.append(Unplaced(person, event, timing.date, view.sentence, reading.order))
        return
    reading.spoken_of = post
    reading.leave_open(post)
    if event == "suspended" and _LIFTED & set(view.codes):
        timing = Timing()
    planned = event in ("retired", "") and "announced" in view.codes and not reading.is_ahead(timing.date)
    ahead = reading.is_ahead(timing.date) or planned
    if event:
        reading.happen(person, event, post, timing, view.sentence)
    if event != "suspended":
        until = None if planned else timing.date
        reading.hold(person, post, Held("current" if ahead else "former", None, until), view.sentence)


def _date(view: View, number: int) -> str | None:
    """The date that goes with a noun: just after it or after the person."""
    formal = _FORMAL & set(view.codes)
    for at in range(number + 1, len(view) if formal else min(number + 14, len(view))):
        item = view.items[at]
        if isinstance(item, DateMention):
            return item.when.edtf if formal or view.code(at - 1) in ("in", "on", "from", "of", "at") else None
        if view.code(at) in _NEXT_CLAUSE and not (view.code(at) in _COMES and view.date(at + 2)):
            break
    return None
