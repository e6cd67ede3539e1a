"""What deriving all facts has to look up again, set aside on disk (see `aside`)."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from councilgraph.graph.aside import open_aside, packed, unpacked
from councilgraph.graph.entities import Pair, Person, Said
from councilgraph.graph.facts.account import Account, ClaimInContext
from councilgraph.graph.identity.evidence import Evidence
from councilgraph.graph.identity.mentions import Mention
from councilgraph.graph.identity.resolution import Resolved

_SCHEMA = """
CREATE TABLE mentions (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, content BLOB NOT NULL,
    person TEXT);
CREATE TABLE members (block TEXT NOT NULL, mention INTEGER NOT NULL);
CREATE TABLE edges (one INTEGER NOT NULL, other INTEGER NOT NULL, content BLOB NOT NULL,
    PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE TABLE people (iri TEXT PRIMARY KEY, content BLOB NOT NULL, places BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE pairs (number INTEGER PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE claims (number INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, content BLOB NOT NULL);
CREATE TABLE resolved (number INTEGER PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE blocks (block TEXT NOT NULL, document TEXT NOT NULL, claim INTEGER NOT NULL);
"""
_CACHE_KB = 64_000

_NEAR = 20_000
"""How many mentions are kept in memory: those of one block are in others, too."""

Edge = tuple[int, int]


class Scratch:
    """The open database. Mentions and claims have numbers, in the order in which they came."""

    def __init__(self) -> None:
        self._db = open_aside(_SCHEMA, cache_kb=_CACHE_KB)
        self.mention = functools.lru_cache(_NEAR)(self._mention)
        self.mentions = 0

    def close(self) -> None:
        """Forget everything."""
        self.mention.cache_clear()
        self._db.close()

    def put_account(self, account: Account) -> None:
        """Keep what one document tells."""
        for mention in account.mentions:
            query = "INSERT OR IGNORE INTO mentions (number, id, content) VALUES (?, ?, ?)"
            if self._db.execute(query, (self.mentions, mention.id, packed(mention))).rowcount:
                members = ((block, self.mentions) for block in account.blocks_of[mention.id])
                self._db.executemany("INSERT INTO members VALUES (?, ?)", members)
                self.mentions += 1
        for one in account.said:
            row = (one.iri, packed(account.in_context(one)))
            number = self._db.execute("INSERT INTO claims (iri, content) VALUES (?, ?)", row).lastrowid
            blocks = ((block, one.document, number) for block in account.fact_blocks[one.iri])
            self._db.executemany("INSERT INTO blocks VALUES (?, ?, ?)", blocks)

    def index(self) -> None:
        """Get ready to look things up by block, once all accounts are here."""
        self._db.execute("CREATE INDEX members_by_block ON members (block, mention)")
        self._db.execute("CREATE INDEX blocks_by_name ON blocks (block, document, claim)")

    def number(self, mention: str) -> int | None:
        """The number of a mention, None for an id that no document has."""
        row = self._row("SELECT number FROM mentions WHERE id = ?", mention)
        return row[0] if row else None

    def shared_blocks(self) -> Iterator[tuple[str, Sequence[int]]]:
        """The blocks in which several people are mentioned, with the numbers of the mentions."""
        query = "SELECT block FROM members GROUP BY block HAVING count(*) > 1 ORDER BY block"
        for (block,) in self._db.execute(query):
            yield block, self._column("SELECT mention FROM members WHERE block = ?", block)

    def put_edges(self, edges: Iterable[tuple[Edge, Evidence]]) -> None:
        """Keep the evidence on two mentions, where it is not here yet."""
        rows = ((one, other, packed(evidence)) for (one, other), evidence in edges)
        self._db.executemany("INSERT OR IGNORE INTO edges VALUES (?, ?, ?)", rows)

    def edges(self, one: int) -> Iterator[tuple[Edge, Evidence]]:
        """The edges of a mention to those after it."""
        for other, content in self._db.execute("SELECT other, content FROM edges WHERE one = ?", (one,)):
            yield (one, other), unpacked(content)

    def put_person(self, person: Person, places: object, mentions: Iterable[int]) -> None:
        """Keep who some mentions are, and the places where the person was."""
        self._db.execute("INSERT INTO people VALUES (?, ?, ?)", (person.iri, packed(person), packed(places)))
        rows = ((person.iri, number) for number in mentions)
        self._db.executemany("UPDATE mentions SET person = ? WHERE number = ?", rows)

    def person_of(self, mention: str) -> str | None:
        """The address of the person whom a mention is of, None for somebody unnamed."""
        row = self._row("SELECT person FROM mentions WHERE id = ?", mention)
        return row[0] if row else None

    def places(self, person: str) -> Any:  # noqa: ANN401 - what was put in
        """The places where a person was."""
        row = self._row("SELECT places FROM people WHERE iri = ?", person)
        return unpacked(row[0]) if row else None

    def people(self) -> Iterator[Person]:
        """All people, by address."""
        yield from self._contents("SELECT content FROM people ORDER BY iri")

    def put_pairs(self, pairs: Iterable[Pair]) -> None:
        """Keep pairs of mentions."""
        self._db.executemany("INSERT INTO pairs (content) VALUES (?)", ((packed(pair),) for pair in pairs))

    def pairs(self) -> Iterator[Pair]:
        """All pairs, in the order in which they came."""
        yield from self._contents("SELECT content FROM pairs ORDER BY number")

    def claims(self) -> Iterator[tuple[int, ClaimInContext]]:
        """All claims with their numbers, in the order in which they came."""
        for number, content in self._db.execute("SELECT number, content FROM claims ORDER BY number"):
            yield number, unpacked(content)

    def put_resolved(self, number: int, resolved: Resolved) -> None:
        """Keep what the names in a claim were resolved to, in the place of what was known."""
        self._db.execute("INSERT OR REPLACE INTO resolved VALUES (?, ?)", (number, packed(resolved)))

    def resolved(self) -> Iterator[tuple[str, Resolved]]:
        """What all claims were resolved to, by the address of the claim."""
        query = "SELECT iri, resolved.content FROM claims JOIN resolved USING (number) ORDER BY iri"
        for iri, content in self._db.execute(query):
            yield iri, unpacked(content)

    def claim(self, iri: str) -> tuple[int, Said, Resolved]:
        """A claim's number, the claim, and what it was resolved to."""
        query = (
            "SELECT number, claims.content, resolved.content FROM claims JOIN resolved USING (number) "
            "WHERE iri = ?"
        )
        number, content, resolved = self._row(query, iri)
        return number, unpacked(content).said, unpacked(resolved)

    def block_names(self) -> Iterator[str]:
        """The blocks of facts, sorted."""
        for (block,) in self._db.execute("SELECT DISTINCT block FROM blocks ORDER BY block"):
            yield block

    def documents(self, block: str) -> Sequence[str]:
        """The documents with claims in a block of facts, sorted."""
        return self._column("SELECT DISTINCT document FROM blocks WHERE block = ? ORDER BY document", block)

    def told(self, block: str, document: str) -> Iterator[tuple[Said, Resolved]]:
        """The claims of a document in a block of facts, and what they were resolved to."""
        query = (
            "SELECT claims.content, resolved.content FROM blocks JOIN claims ON claim = claims.number "
            "JOIN resolved USING (number) WHERE block = ? AND document = ? ORDER BY claim"
        )
        for content, resolved in self._db.execute(query, (block, document)).fetchall():
            yield unpacked(content).said, unpacked(resolved)

    def _mention(self, number: int) -> Mention:
        found: Mention = unpacked(self._row("SELECT content FROM mentions WHERE number = ?", number)[0])
        return found

    def _row(self, query: str, value: object) -> Any:  # noqa: ANN401 - whatever the columns are
        return self._db.execute(query, (value,)).fetchone()

    def _column(self, query: str, value: str) -> list[Any]:
        return [row[0] for row in self._db.execute(query, (value,))]

    def _contents(self, query: str) -> Iterator[Any]:
        for (content,) in self._db.execute(query):
            yield unpacked(content)
