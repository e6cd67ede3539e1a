"""Builds, questions, decisions and removals in any order, beside a plain model of what must be in the store.

`pytest tests/test_soak.py --steps 3000` goes on for about an hour.
"""

from __future__ import annotations

import gc
import hashlib
import os
import random
import re
from collections.abc import Iterable
from pathlib import Path

from councilgraph.graph import answers, checks, review
from councilgraph.graph import build as pipeline
from councilgraph.graph.identity.decisions import read_decisions
from councilgraph.graph.questions import question
from councilgraph.graph.rdf import document_iri
from councilgraph.graph.store import Store, memory_store, open_store, open_writer
from councilgraph.graph.vocab import CG

NOW = "2026-01-01T00:00:00+00:00"
SEED = 20150303
APPOINTED = {
    "Una Garside": ("Plymouth City Council", "March 2015"),
    "Bram Quillfeather": ("Leeds City Council", "May 2011"),
    "Ines Tolmach": ("Cornwall Council", "June 2017"),
    "Osbert Vayle": ("Kent County Council", "April 2013"),
    "Thora Pennywell": ("Derby City Council", "January 2016"),
    "Ludo Marchbanks": ("Suffolk County Council", "October 2012"),
    "Zelda Threlfall": ("Bolton Metropolitan Borough Council", "July 2014"),
    "Jory Kestle": ("Torbay Council", "November 2010"),
}
"""Who became director of children's services where and when: what every story tells a part of."""

WHITMORE = {
    "audit.txt": "Audit report\nThe Fell Post, 3 March 2015\n\n"
    "David Whitmore, head of finance at Leeds City Council, signed the report.\n",
    "fair.txt": "Charity news\nThe Tarn Echo, 9 June 2018\n\n"
    "David Whitmore, chief executive of Plymouth City Council, opened the fair.\n",
}
"""Two of one name: one person only where somebody decided so."""

NAMES = ("alpha.txt", "beta.txt", "gamma.txt", "delta.txt", *WHITMORE)

TENURES = f"""SELECT ?name ?council WHERE {{
    ?tenure a <{CG.Tenure}> ; <http://www.w3.org/ns/org#member> ?person ;
        <http://www.w3.org/ns/org#organization> ?organisation .
    ?person <http://www.w3.org/2004/02/skos/core#prefLabel> ?name .
    ?organisation <http://www.w3.org/2004/02/skos/core#prefLabel> ?council }}"""


class Model:
    """What a store must hold: the texts of its documents by hash, and which were in each file."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.verdict: str | None = None

    def build(self, files: Iterable[Path]) -> None:
        for file in files:
            content = file.read_bytes()
            sha256 = hashlib.sha256(content).hexdigest()
            if sha256 not in self.texts:
                for earlier in [each for each, name in self.names.items() if name == file.name]:
                    self.remove(earlier)
                self.texts[sha256], self.names[sha256] = content.decode(), file.name

    def remove(self, sha256: str) -> None:
        del self.texts[sha256], self.names[sha256]

    def told(self, sha256: str) -> set[str]:
        return {name for name in APPOINTED if name in self.texts[sha256]}

    def tenures(self) -> set[tuple[str, str]]:
        return {(name, APPOINTED[name][0]) for sha256 in self.texts for name in self.told(sha256)}

    def whitmores(self) -> int:
        there = sum("Whitmore" in text for text in self.texts.values())
        return min(there, 1) if self.verdict == "same" else there


class Soak:
    """A store, its folder and its model, and what is done to all three."""

    def __init__(self, folder: Path) -> None:
        self.chance = random.Random(SEED)
        self.stories, self.store = folder / "stories", folder / "s"
        self.decisions = folder / "s.decisions"
        self.model = Model()
        self.stories.mkdir()
        self.written = 0
        self.registers: set[str] = set()

    def write(self) -> None:
        """A file that is new, or has other content than before."""
        name = self.chance.choice(NAMES)
        (self.stories / name).write_text(WHITMORE.get(name) or self._story(), "utf-8")

    def forget(self) -> None:
        """A file that is there no more; its document stays."""
        for file in self._files()[:1]:
            file.unlink()

    def build(self) -> None:
        files = self._files()
        with open_writer(self.store) as writer:
            pipeline.build(writer, files, now=NOW, options=self._options())
        self.model.build(files)

    def remove(self) -> None:
        for sha256 in self.chance.sample(sorted(self.model.texts), min(1, len(self.model.texts))):
            with open_writer(self.store) as writer:
                decisions = read_decisions(self.decisions)
                pipeline.remove(writer, sha256, now=NOW, decisions=decisions)
            self.model.remove(sha256)

    def decide(self) -> None:
        verdict = self.chance.choice(["same", "different"])
        reviewer = review.Reviewer(self.decisions, "amy", "2026-01-01")
        with open_writer(self.store) as writer:
            for candidate in self._candidates(writer):
                review.decide(writer, candidate, verdict, reviewer=reviewer)
                self.model.verdict = verdict

    def undo(self) -> None:
        with open_writer(self.store) as writer:
            for candidate in self._candidates(writer) if self.model.verdict else ():
                review.undo(writer, candidate, self.decisions)
                self.model.verdict = None

    def ask(self) -> None:
        council = self.chance.choice(sorted(APPOINTED.values()))[0]
        values = {"post": "director of children's services", "council": council}
        with open_store(self.store) as store:
            found = {str(row["person"]) for row in answers.ask(store, question("who-held"), values).rows}
        assert found & APPOINTED.keys() == {name for name, where in self.model.tenures() if where == council}

    def compare(self) -> None:
        """The store is what the model says."""
        with open_store(self.store) as store:
            graphs = {iri.rsplit("/", 1)[1] for iri in store.graphs()}
            self.registers = self.registers or graphs - self.model.texts.keys()
            assert graphs == self.model.texts.keys() | self.registers
            assert set(store.index.hashes()) == graphs
            for sha256, text in self.model.texts.items():
                assert words(text).endswith(words(store.index.text(sha256)) or "nothing")
                assert claimed(store, sha256) == self.model.told(sha256)
            found = [(row["name"].value, row["council"].value) for row in store.query(TENURES)]
            assert sorted(each for each in found if each[0] in APPOINTED) == sorted(self.model.tenures())
            people = [each for each in store.index.named("David Whitmore") if each.kind == "person"]
            assert len(people) == self.model.whitmores()

    def afresh(self, folder: Path) -> set[str]:
        """The quads of a new store of the same documents and decisions."""
        for sha256, text in self.model.texts.items():
            (folder / sha256).mkdir(parents=True)
            (folder / sha256 / self.model.names[sha256]).write_text(text, "utf-8")
        writer = memory_store()
        pipeline.build(writer, sorted(folder.glob("*/*")), now=NOW, options=self._options())
        return quads(writer)

    def _story(self) -> str:
        self.written += 1
        told = self.chance.sample(sorted(APPOINTED), self.chance.randint(1, 3))
        sentences = [
            f"{name} was appointed director of children's services at {APPOINTED[name][0]} in {APPOINTED[name][1]}."
            for name in told
        ]
        return f"News number {self.written}\nThe Fell Post, 3 March 2019\n\n{' '.join(sentences)}\n"

    def _files(self) -> list[Path]:
        files = sorted(self.stories.iterdir())
        return self.chance.sample(files, len(files))

    def _options(self) -> pipeline.Options:
        return pipeline.Options(decisions=read_decisions(self.decisions))

    def _candidates(self, store: Store) -> list[review.Candidate]:
        found = review.candidates(store, is_undecided=False)
        return [each for each in found if each.left.label == each.right.label == "David Whitmore"]


def words(text: str) -> str:
    return " ".join(text.split())


def quads(store: Store) -> set[str]:
    return {str(quad) for quad in store.quads(graph=None)}


def claimed(store: Store, sha256: str) -> set[str]:
    """The people of whom a document's graph says that they were appointed."""
    found = store.quads(None, CG.person, graph=document_iri(sha256))
    return {quad.object.value for quad in found} & APPOINTED.keys()


def held() -> tuple[int, float]:
    """How many files this process has open, and how many megabytes of memory it holds."""
    gc.collect()
    status = Path("/proc/self/status").read_text("ascii")
    kilobytes = re.search(r"RssAnon:\s*(\d+)", status)
    return len(os.listdir("/proc/self/fd")), int(kilobytes[1]) / 1024 if kilobytes else 0


def test_whatever_is_done_in_any_order_the_store_is_what_the_model_says(tmp_path, request):
    steps = request.config.getoption("--steps")
    soak = Soak(tmp_path)
    soak.write()
    soak.build()
    does = [
        soak.write,
        soak.write,
        soak.forget,
        soak.build,
        soak.build,
        soak.remove,
        soak.decide,
        soak.undo,
        soak.ask,
    ]
    at_first = None
    for number in range(steps):
        soak.chance.choice(does)()
        soak.compare()
        if number == steps // 4 and Path("/proc/self/status").exists():
            at_first = held()
    if at_first:
        files, megabytes = held()
        assert files <= at_first[0]
        assert megabytes < at_first[1] * 1.2 + 20
    with open_store(soak.store) as store:
        assert [found for found in checks.check(store) if found.is_failure] == []
        assert quads(store) == soak.afresh(tmp_path / "afresh")
