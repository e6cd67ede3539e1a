"""What is wrong with a report: it contradicts itself, or what it should say could not be read."""

from __future__ import annotations

from collections.abc import Iterator

from councilgraph.graph.extractors.reports.cover import running_periods
from councilgraph.graph.extractors.reports.days import Period
from councilgraph.graph.extractors.reports.reading import Reading
from councilgraph.graph.model import Problem

_LOOK = "Look at the page; it may be an image, or laid out in a way that is not known."


def problems_of(reading: Reading) -> Iterator[Problem]:
    """The problems of a report, in a fixed order."""
    name, part = reading.part.document.name, reading.part
    found = [
        *_image_problems(reading),
        *_date_problems(reading),
        *_contradictions(reading),
        *_missing(reading),
    ]
    for offset, what, hint in found:
        yield Problem(document=name, where=part.where(offset), what=what, hint=hint)


def _image_problems(reading: Reading) -> Iterator[tuple[int, str, str]]:
    if reading.cover.is_image:
        what = "its first page is an image without text: only what later pages say was read"
        yield reading.part.start, what, "Run the file through text recognition (for example ocrmypdf)."


def _date_problems(reading: Reading) -> Iterator[tuple[int, str, str]]:
    period = reading.cover.period
    if not period:
        yield reading.cover.quote.start, "the dates of the inspection could not be read", _LOOK
        return
    for offset, other in running_periods(reading.part):
        if not {period.start, period.end} <= set(other.days):
            what = f"its running title dates the inspection {_dates(other)}, its first page {_dates(period)}"
            yield offset, what, "The dates of the first page are taken."
            return


def _dates(period: Period) -> str:
    return f"{period.start} to {period.end}"


def _contradictions(reading: Reading) -> Iterator[tuple[int, str, str]]:
    for counting, other in reading.contradictions():
        words = [" and ".join(grade.name for grade in row.grades) for row in (other, counting)]
        where = reading.part.where(counting.start)
        what = (
            f"{counting.aspect.replace('_', ' ')} is {words[0]} here and {words[1]} on {where or 'its table'}"
        )
        yield other.start, what, "The grade that stands first is taken."


def _missing(reading: Reading) -> Iterator[tuple[int, str, str]]:
    """What reports under the same framework say and this one does not."""
    cover, team = reading.cover, reading.team
    graded = {row.aspect for row in reading.rows}
    month = cover.period.start[: len("2026-04")] if cover.period else ""
    for aspects in cover.framework.expected:
        until = cover.framework.until.get(aspects[0], "")
        if not graded & set(aspects) and (not until or month <= until):
            yield cover.quote.end, f"no grade for {aspects[0].replace('_', ' ')} could be read", _LOOK
    fields = {"lead_inspector": team.lead, "team": team.members, "published": cover.published}
    for field in cover.framework.fields:
        if not fields[field]:
            what = f"its {field.replace('_', ' ')} is not given, or could not be read".replace(
                "published", "day of publication"
            )
            yield cover.quote.start, what, ""
    for words in team.unread:
        yield team.where or cover.quote.start, f"not read as a name in the list of inspectors: {words}", ""
