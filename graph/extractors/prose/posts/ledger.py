"""What is known of posts and events while a document is read; brought together as claims at its end."""

from __future__ import annotations

from dataclasses import dataclass, field

from councilgraph.graph.extractors.prose.annotation.mentions import Sentence
from councilgraph.graph.extractors.prose.names.organisations import Organisation, body_key
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.names import fold

_ENDS = frozenset("resigned retired dismissed".split())
_SURE = 0.9
_SOON = 300
"""The day on which somebody leaves is told within so many characters of the news that he will."""
_NEWS = 2
"""So many months before a document an appointment was news."""
_STRENGTH = {"former": 3, "incoming": 2, "interim": 1, "current": 0}


@dataclass(slots=True)
class Tenure:
    """Somebody's post at a body. `start:end` is the span of the words that say so first.

    `chosen` is when somebody was chosen for it, as long as nobody has told when he started.
    """

    person: Person
    kind: str
    words: str
    organisation: Organisation
    status: str
    since: str | None
    until: str | None
    start: int
    end: int
    confidence: float = 0.8
    order: int = 0
    touched: int = 0
    is_ahead: bool = False
    chosen: str | None = None


@dataclass(slots=True)
class Event:
    """A beginning or an end of somebody's post."""

    person: Person
    event: str
    organisation: Organisation
    kind: str | None
    date: str | None
    start: int
    end: int
    confidence: float = 0.8


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An end that befell somebody in sentence `order`, whose post may be told only later.

    `event` is empty for who only left; `left` is the body then.
    """

    person: Person
    event: str
    date: str | None
    sentence: Sentence
    order: int
    left: Organisation | None = None


@dataclass(slots=True)
class Ledger:
    """Posts and events of a document of the day `issued`. Adding one that is known makes that one fuller."""

    tenures: list[Tenure] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    issued: str | None = None
    _count: int = 0

    def add_tenure(self, new: Tenure) -> Tenure:
        """The tenure that the ledger holds now for that person, kind of post and body."""
        self._count += 1
        same = [known for known in self.of(new.person) if _same_post(known, new)]
        same = [known for known in same if not _is_other_spell(known, new)]
        same.sort(key=lambda known: (known.status == "former") != (new.status == "former"))
        exact = [known for known in same if known.organisation.name == new.organisation.name]
        for known in (exact or same)[:1]:
            if exact or not _are_two(known, new):
                _join(known, new)
                known.touched = self._count if new.status != "former" else known.touched
                return known
        new.touched = self._count
        self.tenures.append(new)
        return new

    def add_event(self, new: Event) -> None:
        """Hold an event, once."""
        for known in self.events:
            if known.person is not new.person or known.event != new.event:
                continue
            if _is_announced(known, new, self.issued):
                self._date_first_day(known, new)
                return
            if known.event == "died" or _same_body(known.organisation, new.organisation):
                if (
                    known.event != "died"
                    and known.date
                    and new.date
                    and not (known.date.startswith(new.date) or new.date.startswith(known.date))
                ):
                    continue
                if known.event == "appointed" and known.kind and new.kind and known.kind != new.kind:
                    continue
                known.date = max(known.date or "", new.date or "", key=len) or None
                known.kind = known.kind or new.kind
                return
        self.events.append(new)

    def _date_first_day(self, known: Event, new: Event) -> None:
        """Give an appointment, and the post, its first day instead of the day of the news."""
        news, first = sorted([known.date or "", new.date or ""])
        known.date = first
        for tenure in self.of(known.person):
            if tenure.since == news and tenure.kind == known.kind:
                tenure.since = first

    def date_event(self, person: Person, date: str, start: int) -> None:
        """Give a resignation or a retirement the date of the leaving, told at `start`.

        It wins over an earlier one, that of the announcement, where it is told soon after.
        """
        for event in self.events:
            if event.person is person and event.event in ("resigned", "retired"):
                told_anew = event.date is not None and start - event.end < _SOON and event.date < date
                if event.date is None or told_anew:
                    event.date = date

    def start_later(self, person: Person, kind: str, organisation: Organisation, date: str) -> None:
        """Take back the day on which somebody was chosen as the first day in a post, which was `date`."""
        for tenure in self.of(person):
            chosen = tenure.chosen
            if tenure.kind != kind or not _same_body(tenure.organisation, organisation):
                continue
            if chosen and tenure.since == chosen and chosen < date <= f"{int(chosen[:4]) + 1}{chosen[4:]}":
                tenure.since = tenure.chosen = None
                for event in self.events:
                    told = event.person is person and event.event == "appointed" and event.kind == kind
                    event.date = date if told and event.date == chosen else event.date

    def told_together(self, person: Person, kind: str, organisation: Organisation) -> list[Tenure]:
        """A post of somebody at all bodies where one sentence gives it him: "joint R of A and B"."""
        held = [tenure for tenure in self.of(person) if tenure.kind == kind]
        own = next((tenure for tenure in held if tenure.organisation is organisation), None)
        return [tenure for tenure in held if own and (tenure.start, tenure.status) == (own.start, own.status)]

    def align(self) -> None:
        """Date the events that have no date by the post that they began or ended.

        Somebody who is only confirmed in a post was appointed to it later than that.
        """
        for event in self.events:
            for tenure in self.of(event.person):
                if tenure.kind != event.kind or not _same_body(tenure.organisation, event.organisation):
                    continue
                if event.event == "appointed" and tenure.confidence < _SURE:
                    event.date = event.date or tenure.since
                elif event.event in _ENDS:
                    event.date = event.date or tenure.until

    def of(self, person: Person) -> list[Tenure]:
        """The posts of a person, in the order in which they were found."""
        return [tenure for tenure in self.tenures if tenure.person is person]

    def holders(self, kind: str, organisation: Organisation | None) -> list[Tenure]:
        """Who holds or held a kind of post at a body."""
        return [
            tenure
            for tenure in self.tenures
            if tenure.kind == kind and (organisation is None or _same_body(tenure.organisation, organisation))
        ]

    def is_incoming(self, kind: str, organisation: Organisation) -> bool:
        """Whether somebody is still to come to a kind of post at a body."""
        return any(tenure.status == "incoming" for tenure in self.holders(kind, organisation))

    def main_tenure(
        self, person: Person, now: int, organisation: Organisation | None = None, *, coming: bool = True
    ) -> Tenure | None:
        """The post that "the job" means in sentence `now`: in force, told by then, a councillor's last.

        Where not `coming`, a post that somebody has comes before one that is still to come.
        """
        held = [
            tenure
            for tenure in self.of(person)
            if organisation is None or _same_body(tenure.organisation, organisation)
        ]
        for told in ([tenure for tenure in held if tenure.order <= now], held):
            better = [tenure for tenure in told if tenure.kind not in ("councillor", "mp")] or told
            current = [tenure for tenure in better if tenure.status != "former"] or better
            present = [tenure for tenure in current if coming or tenure.status != "incoming"] or current
            if present:
                return max(present, key=lambda each: (not coming and each.kind != "other", each.touched))
        return None


def _same_body(one: Organisation, other: Organisation) -> bool:
    return body_key(one) == body_key(other)


def _same_post(one: Tenure, other: Tenure) -> bool:
    if one.kind != other.kind or not _same_body(one.organisation, other.organisation):
        return False
    return one.kind != "other" or one.words == other.words or _overlap(one.words, other.words)


def _are_two(one: Tenure, other: Tenure) -> bool:
    """Whether posts at bodies with one place's name are at two: a county and a district, a successor.

    Writers mix "X Council" and "X County Council": two are there where one post ends as the other begins.
    """
    first, second = _rank(one.organisation), _rank(other.organisation)
    if first == second:
        return False
    ends_before = bool(one.until and other.since and one.until <= other.since)
    begins_after = bool(other.until and one.since and other.until <= one.since)
    return bool(first and second) or ends_before or begins_after


def _is_other_spell(one: Tenure, other: Tenure) -> bool:
    """Whether one of two times in a post was over, by the years, before the other began."""
    return any(
        bool(first.until and second.since) and first.since != second.since
        and (first.until or "")[:4] < (second.since or "")[:4]
        for first, second in ((one, other), (other, one))
    )  # fmt: skip


def _rank(organisation: Organisation) -> str:
    """What a council's name says of its rank, empty where it says nothing."""
    words = set(fold(organisation.name).split())
    if "county" in words and "borough" not in words:
        return "county"
    return "district" if words & {"district", "borough", "city"} else ""


def _overlap(one: str, other: str) -> bool:
    first, second = set(fold(one).split()), set(fold(other).split())
    return bool(first and second) and len(first & second) / len(first | second) >= 0.6


def _is_still_there(known: Tenure, new: Tenure) -> bool:
    """Whether somebody of whom it is said that he leaves has a day for it that lies ahead."""
    return known.status == "current" and known.is_ahead and new.status == "former" and not new.until


def _join(known: Tenure, new: Tenure) -> None:
    if (
        known.status == "former"
        and new.status == "current"
        and new.since
        and known.until
        and new.since > known.until
    ):
        known.status, known.since, known.until = "current", new.since, None
        return
    if known.status == "interim" and new.status == "current" and new.order >= known.order:
        known.status = "current" if new.confidence > 0.85 else known.status
    elif _STRENGTH[new.status] > _STRENGTH[known.status] and not _is_still_there(known, new):
        known.status = new.status
    if new.is_ahead and new.status == "current" and known.status == "former":
        known.status = "current"
    known.confidence = max(known.confidence, new.confidence)
    dates = [date for date in (known.since, new.since) if date]
    known.since = min(dates, key=lambda date: (date[:4], len(date) < 5, date)) if dates else None
    known.until = new.until or known.until
    if len(new.words) > len(known.words):
        known.words = new.words


def _is_announced(known: Event, new: Event, issued: str | None) -> bool:
    """Whether two dates of an appointment are the day of its news and the first day in the post, ahead."""
    dates = sorted([known.date or "", new.date or ""])
    same = known.event == "appointed" and known.kind == new.kind != "other"
    if not (issued and same and dates[0] and _same_body(known.organisation, new.organisation)):
        return False
    ahead = dates[1] > issued[: len(dates[1])]
    return ahead and dates[0] <= issued and 0 <= _months(issued) - _months(dates[0]) <= _NEWS


def _months(date: str) -> int:
    """The months since the year 0 of a date to the month; far away where it has none."""
    year, month = date[:4], date[5:7]
    return int(year) * 12 + int(month) if year.isdigit() and month.isdigit() else 0
