"""How long it takes to tell who is who, and how much memory: 10,000 and 100,000 mentions of people.

    python benchmarks/identity.py [--mentions 10000 100000] [--json]

Each size runs in a process of its own over an invented archive (see `archive`), the same each time. The
time is that of the processor for `derive`: people, tenures, events and everything else.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import product

from councilgraph.graph.entities import Person, Said
from councilgraph.graph.facts import derive
from councilgraph.graph.identity.mentions import mention_id
from councilgraph.graph.model import (
    CareerEventClaim,
    Claim,
    OrganisationClaim,
    PostClaim,
    Quote,
    StatementClaim,
)

SEED = 20091005
PEOPLE_A_DOCUMENT = 3
MENTIONS_A_PERSON = 5
COUNCILS = 400
_FORENAMES = (
    "David Sarah John Susan Michael Karen Paul Julie Andrew Helen Mark Claire Peter Nicola Robert Jane Ian "
    "Deborah Stephen Alison Imogen Rupert Omar Bridget Winston Nasreen Clive Deirdre Lorna Hugh Isolde "
    "Neville "
    "Anthea Colin Ffion Barry Rory Muriel Lionel Jacqueline Christopher Adrian Frances Patricia Martin Audrey"
).split()
_STARTS = (
    "Ash Bar Bram Cald Car Cros Dun Ed Fair Gar Hather Hol Ken Lang Mar Nor Ollen Pem Quen Rams Stac Thorn "
    "Wet"
).split()
_ENDS = (
    "bourne by cliffe den field ford gate ham hurst ley lock man mere nell ridge row sage shaw ton wall wick "
    "worth"
).split()
_COMMON = (
    "Smith Jones Taylor Brown Williams Davies Evans Wilson Thomas Roberts Khan Patel Clarke Clark".split()
)
SURNAMES = ["".join(parts) for parts in product(_STARTS, _ENDS)]
KINDS = {
    "director_of_childrens_services": "director of children's services",
    "chief_executive": "chief executive",
    "council_leader": "leader",
    "cabinet_member": "cabinet member for finance",
    "councillor": "councillor",
    "head_of_service": "head of housing",
}


def register() -> Iterator[Said]:
    """The invented councils."""
    for number in range(COUNCILS):
        name = f"{SURNAMES[number]}shire Council"
        claim = OrganisationClaim(
            quote=Quote(number, number + len(name), name),
            organisation=name,
            kind="unitary_authority",
            code=f"E069{number:05d}",
        )
        yield Said(f"https://example.org/claim/r{number}", claim, "r" * 64, "register.csv")


def archive(mentions: int) -> Iterator[Said]:
    """Claims that name about so many people, in documents from 2000 to 2020.

    Each of the people has one to three posts, one after another; a document tells of some
    of the people of one council in one year, under their names or short forms of them.
    """
    chance = random.Random(SEED)
    careers = [_career(chance) for _ in range(max(1, mentions // MENTIONS_A_PERSON))]
    by_council: dict[int, list[int]] = {}
    for person, (_, posts) in enumerate(careers):
        for _, council, _, _ in posts:
            by_council.setdefault(council, []).append(person)
    councils = sorted(by_council)
    for number in range(mentions // PEOPLE_A_DOCUMENT):
        council = chance.choice(councils)
        people = chance.sample(by_council[council], min(PEOPLE_A_DOCUMENT, len(by_council[council])))
        sha256 = hashlib.sha256(str(number).encode()).hexdigest()
        issued = f"{chance.randint(2000, 2020)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        for place, person in enumerate(people):
            for part, claim in enumerate(_told(chance, careers[person], council, issued)):
                yield Said(
                    f"https://example.org/claim/{sha256[:16]}-{place}-{part}",
                    claim,
                    sha256,
                    f"{number}.txt",
                    issued,
                )


Post = tuple[str, int, int, int]


def _career(chance: random.Random) -> tuple[tuple[str, str], list[Post]]:
    """A name and posts: kind, council, first and last year."""
    surname = chance.choice(_COMMON if chance.random() < 0.15 else SURNAMES)
    year = chance.randint(1995, 2012)
    posts = []
    for _ in range(chance.choice((1, 1, 2, 3))):
        years = chance.randint(2, 7)
        posts.append((chance.choice(list(KINDS)), chance.randrange(COUNCILS), year, year + years))
        year += years + 1
    return (chance.choice(_FORENAMES), surname), posts


def _told(
    chance: random.Random, career: tuple[tuple[str, str], list[Post]], council: int, issued: str
) -> Iterator[Claim]:
    (forename, surname), posts = career
    name = f"{forename[0] if chance.random() < 0.1 else forename} {surname}"
    year = int(issued[:4])
    here = [post for post in posts if post[1] == council]
    for kind, where, first, last in here:
        organisation = f"{SURNAMES[where]}shire Council"
        quote = Quote(0, len(name), name)
        ended = last < year
        yield PostClaim(
            quote=quote,
            person=name,
            role=KINDS[kind],
            role_kind=kind,
            organisation=organisation,
            status="former" if ended else "incoming" if first > year else "current",
            since=str(first) if chance.random() < 0.5 else None,
            until=str(last) if ended and chance.random() < 0.5 else None,
        )
        if chance.random() < 0.2:
            yield CareerEventClaim(
                quote=quote,
                person=name,
                event="appointed",
                organisation=organisation,
                role_kind=kind,
                date=str(first),
            )
        if chance.random() < 0.3:
            words = f"We did {chance.randrange(10**6)} things for the people of this county."
            yield StatementClaim(quote=quote, speaker=name, words=words, about=organisation)


def measure(mentions: int) -> dict[str, float]:
    """Seconds and megabytes for one size, in this process."""
    said = [*register(), *archive(mentions)]
    named = {
        mention_id(one.document, name)
        for one in said
        if (name := getattr(one.claim, "person", None) or getattr(one.claim, "speaker", None))
    }
    gc.freeze()  # the claims are the input: to look through them for garbage is no part of the work
    began = time.process_time()
    derived = derive(said)
    seconds = time.process_time() - began
    people = sum(isinstance(entity, Person) for entity in derived.entities)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "mentions": len(named), "claims": len(said), "people": people,
        "entities": len(derived.entities), "seconds": round(seconds, 1), "megabytes": round(peak),
    }  # fmt: skip


def main() -> None:
    """Measure each size in a process of its own and print a line for each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--mentions", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one)))
        return
    rows = []
    for mentions in options.mentions:
        command = [sys.executable, __file__, "--one", str(mentions)]
        rows.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    if options.json:
        print(json.dumps(rows, indent=1))
        return
    for row in rows:
        print("  ".join(f"{name} {value:,}" for name, value in row.items()))
    if len(rows) > 1:
        print(f"ratio {rows[-1]['seconds'] / rows[0]['seconds']:.1f}")


if __name__ == "__main__":
    main()
