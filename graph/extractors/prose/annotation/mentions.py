"""What an annotated text is made of: mentions with offsets, and the sentences that hold them in order."""

from __future__ import annotations

import bisect
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from councilgraph.graph.extractors.prose.annotation.pronouns import PersonNaming
from councilgraph.graph.extractors.prose.dates.when import When
from councilgraph.graph.extractors.prose.names.organisations import Naming, Organisation
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.text.quotations import Quotation
from councilgraph.graph.extractors.prose.text.tokens import Token
from councilgraph.graph.extractors.prose.text.zones import ZoneKind
from councilgraph.graph.extractors.prose.titles.roles import Role


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person at `start:end`, titles included; `naming` says by what kind of words."""

    start: int
    end: int
    person: Person
    naming: PersonNaming

    @property
    def code(self) -> str:
        """The code: "P", "Ps" for "his" and "her"."""
        return "Ps" if self.naming == "possessive" else "P"


@dataclass(frozen=True, slots=True)
class OrganisationMention:
    """An organisation at `start:end`; `kind` is what "the trust" can mean where it is not known which."""

    start: int
    end: int
    organisation: Organisation | None
    naming: Naming
    kind: str

    @property
    def code(self) -> str:
        """The code: "O", "Os" for "its"."""
        return "Os" if self.naming == "possessive" else "O"


@dataclass(frozen=True, slots=True)
class RoleMention:
    """A post at `start:end`.

    Its `role.inside` is resolved as `organisation`; `focus` is the council that it is likely of, `owners` are
    the bodies of any kind that it may be of, each with the traits that speak for it (`salience`).
    """

    start: int
    end: int
    role: Role
    organisation: Organisation | None = None
    focus: Organisation | None = None
    owners: tuple[tuple[Organisation, Mapping[str, float]], ...] = ()

    @property
    def code(self) -> str:
        """The code: "R", "J" for "the job" and the like."""
        return "J" if self.role.kind is None else "R"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date at `start:end`."""

    start: int
    end: int
    when: When
    code: Literal["D"] = "D"


@dataclass(frozen=True, slots=True)
class QuotationMention:
    """Direct speech at `start:end`, marks included."""

    start: int
    end: int
    quotation: Quotation
    code: Literal["Q"] = "Q"


Mention = PersonMention | OrganisationMention | RoleMention | DateMention | QuotationMention
Item = Mention | Token


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at `start:end` as items in order: mentions, and the tokens that are in none.

    `skeleton` has one word an item, with a space after each: the code of a mention ("P", "Ps", "O", "Os",
    "R", "J", "D", "Q"), else the token in lower case: `"P , R of O , resigned D . "`. Rules match on it and
    come back to the items through `between`. `quoted` are the mentions inside its quotations, in order.
    """

    start: int
    end: int
    paragraph: int
    zone: ZoneKind
    items: tuple[Item, ...]
    skeleton: str
    starts: tuple[int, ...]
    quoted: tuple[Mention, ...] = ()

    def index(self, offset: int) -> int:
        """The number of the item that stands at an offset of the skeleton."""
        return max(0, bisect.bisect_right(self.starts, offset) - 1)

    def between(self, first: int, last: int) -> tuple[Item, ...]:
        """The items at `first:last` of the skeleton, as in a match's span."""
        return self.items[self.index(first) : bisect.bisect_left(self.starts, last)]

    def people(self) -> list[PersonMention]:
        """Its mentions of people, in order."""
        return [item for item in self.items if isinstance(item, PersonMention)]

    def organisations(self) -> list[OrganisationMention]:
        """Its mentions of organisations, in order."""
        return [item for item in self.items if isinstance(item, OrganisationMention)]

    def roles(self) -> list[RoleMention]:
        """Its mentions of posts, in order."""
        return [item for item in self.items if isinstance(item, RoleMention)]

    def dates(self) -> list[DateMention]:
        """Its dates, in order."""
        return [item for item in self.items if isinstance(item, DateMention)]


def skeleton(items: tuple[Item, ...]) -> tuple[str, tuple[int, ...]]:
    """The skeleton of these items, and where in it each begins."""
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for item in items:
        code = item.lower if isinstance(item, Token) else item.code
        parts.append(code)
        starts.append(at)
        at += len(code) + 1
    return "".join(part + " " for part in parts), tuple(starts)
