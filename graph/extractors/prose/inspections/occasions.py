"""The occasions on which inspectorates were somewhere, put together from all lines of a story.

An occasion is told apart by its date: lines that name none, or one that fits, are about the same one. The
current occasion of an organisation is the latest that the story is about, to which its undated grades belong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from councilgraph.graph.dates import bounds, narrower, overlap
from councilgraph.graph.extractors.prose.names.organisations import Organisation

_RECENT = dt.timedelta(days=420)
"""An occasion so long before the document is no longer the one that it is about."""


@dataclass(slots=True)
class Occasion:
    """An inspection as far as it is known; filled in while a story is read."""

    organisation: Organisation
    body: Organisation
    line: int
    date: str | None = None
    end: str | None = None
    published: str | None = None
    lead: str | None = None
    kind: str | None = None
    is_graded: bool = False
    is_ungraded: bool = False

    def fits(self, date: str) -> bool:
        """Whether a date may be that of this occasion."""
        return self.date is None or overlap(self.date, date)


@dataclass(slots=True)
class Occasions:
    """All occasions of a document that was issued at `issued`."""

    issued: str | None
    all: list[Occasion] = field(default_factory=list)
    current: dict[tuple[str, str], Occasion] = field(default_factory=dict)

    def at(self, organisation: Organisation, body: Organisation) -> Occasion | None:
        """The current occasion of an organisation and an inspectorate."""
        return self.current.get((organisation.name, body.name))

    def undated(self, organisation: Organisation, body: Organisation, line: int) -> Occasion:
        """The current occasion, a new one if there is none."""
        return self.at(organisation, body) or self.anew(organisation, body, line)

    def anew(self, organisation: Organisation, body: Organisation, line: int) -> Occasion:
        """A new current occasion, its date not known."""
        found = Occasion(organisation, body, line)
        self._add(found, is_current=True)
        return found

    def dated(
        self, organisation: Organisation, body: Organisation, line: int, date: str, *, is_earlier: bool
    ) -> Occasion:
        """The occasion of a date, a new one if none fits."""
        current = self.at(organisation, body)
        is_current = not is_earlier and self.is_recent(date) and not self._is_before(date, current)
        for known in self._of(organisation, body):
            may_be = bool(known.date) or (known is current and is_current)
            if may_be and known.fits(date):
                if known.date is None:
                    known.line = line
                known.date = narrower(known.date or date, date) or known.date
                if known.published and bounds(known.published)[1] < bounds(date)[0]:
                    known.published = None
                if is_current:
                    self.current[organisation.name, body.name] = known
                return known
        found = Occasion(organisation, body, line, date)
        self._add(found, is_current=is_current)
        return found

    @staticmethod
    def _is_before(date: str, occasion: Occasion | None) -> bool:
        """Whether a date is before that of an occasion."""
        known = occasion.date if occasion else None
        return known is not None and bounds(date)[1] < bounds(known)[0]

    def reported(self, organisation: Organisation, body: Organisation, line: int, published: str) -> Occasion:
        """A former occasion of which only the day of its report is known."""
        for known in self._of(organisation, body):
            if known.published == published:
                return known
        found = Occasion(organisation, body, line, published=published)
        self._add(found, is_current=False)
        return found

    def publish(self, occasion: Occasion, date: str) -> None:
        """Give the date of its report to an occasion, and to those who came together with it."""
        for each in self.current.values():
            is_joint = each.organisation == occasion.organisation and each.date == occasion.date is not None
            if each is occasion or is_joint:
                each.published = each.published or date
        occasion.published = occasion.published or date

    def _of(self, organisation: Organisation, body: Organisation) -> Iterator[Occasion]:
        for each in self.all:
            if (each.organisation.name, each.body.name) == (organisation.name, body.name):
                yield each

    def _add(self, occasion: Occasion, *, is_current: bool) -> None:
        self.all.append(occasion)
        if is_current:
            self.current[occasion.organisation.name, occasion.body.name] = occasion

    def is_recent(self, date: str) -> bool:
        """Whether an occasion on that date may be the one that the document is about."""
        if not self.issued:
            return True
        return bounds(self.issued)[0] - bounds(date)[1] < _RECENT
