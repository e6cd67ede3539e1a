"""The organisations that registers list, as entities with addresses, and what became of them."""

from __future__ import annotations

import dataclasses
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from councilgraph.graph.council_names import OWN
from councilgraph.graph.dates import bounds
from councilgraph.graph.entities import ChangeEvent, Organisation, Said
from councilgraph.graph.gazetteer import Gazetteer, Match, existed
from councilgraph.graph.identifiers import address_of, is_ons_code
from councilgraph.graph.model import ChangeClaim, OrganisationClaim
from councilgraph.graph.names import fold, slug
from councilgraph.graph.rdf.terms import entity_iri
from councilgraph.graph.vocab import COUNCIL_KINDS

_MAX_DAYS = 10**7
_NAME_WORDS = 5
"""The names of councils that people write out in a text have no more words, mostly."""

_SHORT = 50
"""From how many characters on a name's slug may be cut, so that it is not enough to tell two apart."""


def is_register(said: Said) -> bool:
    """Whether a claim comes from a register of organisations: what it says matters to every document."""
    return isinstance(said.claim, OrganisationClaim | ChangeClaim)


class Registered:
    """All organisations of all registers, by name, code and IRI."""

    def __init__(self, said: Iterable[Said]) -> None:
        listed = sorted(
            (one for one in said if is_register(one)), key=lambda one: (one.document_name, one.iri)
        )
        self._claims = [(one, one.claim) for one in listed if isinstance(one.claim, OrganisationClaim)]
        self._changes = [(one, one.claim) for one in listed if isinstance(one.claim, ChangeClaim)]
        self.gazetteer = Gazetteer(claim for _, claim in self._claims)
        self._iris = _addresses(self.gazetteer)
        self._kin = self._families()
        self._taken = frozenset(self._iris.values())
        initials: dict[str, list[OrganisationClaim]] = defaultdict(list)
        for record in self.gazetteer:
            if record.kind in COUNCIL_KINDS:
                initials[
                    "".join(word[0] for word in fold(record.organisation).split() if word != "and")
                ].append(record)
        self._initials = {letters: tuple(records) for letters, records in initials.items()}
        self._elsewhere = {
            address: self._iris[_key(record)] for record in self.gazetteer for address in record.same_as
        }
        self._records = {self._iris[_key(record)]: record for record in self.gazetteer}

    def iri(self, record: OrganisationClaim) -> str:
        """The address of an organisation that the gazetteer gave."""
        return self._iris[_key(record)]

    def open_iri(self, name: str) -> str:
        """The address of an organisation that no register lists: one for all that have the name, folded."""
        words = fold(name).removeprefix("the ") or name
        plain = entity_iri("org", words)
        return entity_iri("org", words, None) if plain in self._taken or len(slug(words)) > _SHORT else plain

    def record(self, iri: str) -> OrganisationClaim | None:
        """What the registers say of an organisation, None for one that they don't list."""
        return self._records.get(iri)

    def matches(self, name: str, on: str | None) -> tuple[Match, ...]:
        """What `name` may mean, as in the gazetteer, but nothing that began only after `on`.

        An address, ours or one that a register gives, means its organisation at all times.
        """
        if "://" in name:
            record = self._records.get(self._elsewhere.get(name, name))
            return (Match(record, "full", OWN, name),) if record else ()
        found = self.gazetteer.matches(name, on=on)
        return tuple(match for match in found if not on or _had_begun(match.record, on))

    def with_initials(self, letters: str) -> tuple[OrganisationClaim, ...]:
        """Councils whose official name begins its words with these letters ("LCC"), of all times."""
        return self._initials.get(letters.lower(), ())

    def kin(self, iri: str) -> frozenset[str]:
        """An organisation with those that it followed, and those that followed it."""
        return self._kin.get(iri, frozenset((iri,)))

    def councils_in(self, texts: Iterable[Sequence[str]]) -> set[str]:
        """The councils that folded words speak of by an own name that can mean no other."""
        names = self.gazetteer.names()
        found = set()
        for words in texts:
            for first, length in itertools.product(range(len(words)), range(1, _NAME_WORDS + 1)):
                matches = names.get(" ".join(words[first : first + length]))
                if matches and len(matches) == 1 and matches[0].record.kind in COUNCIL_KINDS:
                    found.add(self.iri(matches[0].record))
        return found

    def entities(self) -> Iterator[Organisation | ChangeEvent]:
        """The organisations and what became of them, in the order of their IRIs."""
        evidence: dict[str, set[str]] = defaultdict(set)
        for one, claim in self._claims:
            evidence[self.iri(self._listed(claim))].add(one.iri)
        for iri in sorted(evidence):
            yield self._entity(iri, tuple(sorted(evidence[iri])))
        yield from self._change_events()

    def _listed(self, claim: OrganisationClaim) -> OrganisationClaim:
        """The record into which a claim went."""
        record = self.gazetteer.by_code(claim.code) if claim.code else None
        if record:
            return record
        alike = [
            match.record
            for match in self.gazetteer.matches(claim.organisation)
            if not match.record.code or not claim.code
        ]
        at_its_time = [record for record in alike if not claim.since or existed(record, claim.since)]
        return (at_its_time or alike)[0]

    def _entity(self, iri: str, claims: tuple[str, ...]) -> Organisation:
        record = self._records[iri]
        upper = self.gazetteer.by_code(record.upper_tier) if record.upper_tier else None
        return Organisation(
            iri=iri,
            claims=claims,
            label=record.organisation,
            kind=record.kind,
            names=tuple(sorted({name for name in record.names if name != record.organisation})),
            code=record.code,
            former_codes=tuple(sorted(record.former_codes)),
            since=record.since,
            until=record.until,
            nation=record.nation,
            region=record.region,
            upper_tier=self.iri(upper) if upper else None,
            website=record.website,
            same_as=tuple(sorted(_addresses_elsewhere(record))),
        )

    def _change_events(self) -> Iterator[ChangeEvent]:
        events: dict[str, ChangeEvent] = {}
        for one, claim in self._changes:
            event = self._change_event(one, claim)
            earlier = events.get(event.iri, event)
            claims = tuple(sorted({*earlier.claims, *event.claims}))
            events[event.iri] = dataclasses.replace(earlier, claims=claims)
        yield from sorted(events.values(), key=lambda event: event.iri)

    def _change_event(self, one: Said, claim: ChangeClaim) -> ChangeEvent:
        before = tuple(sorted(self._named(name, claim.date, field="until") for name in claim.predecessors))
        after = tuple(sorted(self._named(name, claim.date, field="since") for name in claim.successors))
        return ChangeEvent(
            iri=entity_iri("change", claim.date or "", *before, None, *after, claim.date),
            claims=(one.iri,),
            predecessors=before,
            successors=after,
            date=claim.date,
            note=claim.note,
        )

    def _families(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for event in self._change_events():
            for before, after in itertools.product(event.predecessors, event.successors):
                found[before] |= {before, after}
                found[after] |= {before, after}
        return {iri: frozenset(kin) for iri, kin in found.items()}

    def _named(self, name: str, date: str | None, *, field: str) -> str:
        """The organisation of this name whose life ends or begins (`field`) closest to the change."""
        records = [match.record for match in self.gazetteer.matches(name)]
        if not records:
            return self.open_iri(name)
        return self.iri(min(records, key=lambda record: _days_between(getattr(record, field), date)))


def _addresses_elsewhere(record: OrganisationClaim) -> set[str]:
    """The addresses that registers give, and that of what has its ONS code; never what is no address."""
    code = [record.code] if record.code and is_ons_code(record.code) else []
    return {address for each in (*record.same_as, *code) if (address := address_of(each))}


def _key(record: OrganisationClaim) -> tuple[str | None, str, str | None]:
    return record.code, record.organisation, record.since


def _addresses(records: Iterable[OrganisationClaim]) -> dict[tuple[str | None, str, str | None], str]:
    """The address of each organisation: its name alone where that is enough, the last one's first."""
    found: dict[tuple[str | None, str, str | None], str] = {}
    taken: set[str] = set()
    for record in sorted(records, key=lambda record: (record.until is not None, _key_text(record))):
        iri = entity_iri("org", record.organisation)
        if iri in taken or len(slug(record.organisation)) > _SHORT:
            iri = entity_iri("org", record.organisation, *_key(record))
        taken.add(iri)
        found[_key(record)] = iri
    return found


def _key_text(record: OrganisationClaim) -> tuple[str, ...]:
    return tuple(part or "" for part in _key(record))


def _had_begun(record: OrganisationClaim, on: str) -> bool:
    return not record.since or bounds(record.since)[0] <= bounds(on)[1]


def _days_between(one: str | None, other: str | None) -> int:
    if not one or not other:
        return _MAX_DAYS
    return abs(bounds(one)[0].toordinal() - bounds(other)[0].toordinal())
