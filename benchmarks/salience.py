"""Learn which person or body a text refers back to, and write `rules/salience.toml`.

usage: python benchmarks/salience.py [--write]

Each "she" and "its" in the labelled documents is tied to whom the labels around it name; from those the
weights of the traits in `annotation/salience` are learned (a log-linear model over the candidates, with an L2
penalty). It is printed how often each set is told right by weights learned from the other ones. Needs the
evaluation material in `../shared`.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from accuracy import EVAL, LABELLED, OTHERS
from scipy.optimize import minimize

from councilgraph.graph.extractors.prose.annotation import salience
from councilgraph.graph.extractors.prose.annotation.annotate import annotate
from councilgraph.graph.extractors.prose.annotation.mentions import (
    OrganisationMention,
    PersonMention,
    Sentence,
)
from councilgraph.graph.extractors.prose.extraction import extract
from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.model import Document
from councilgraph.graph.readers import read_document

sys.path.insert(0, str(EVAL))
same = importlib.import_module("score")
"""The scorer of the evaluation material, which knows when two names are one."""

RULES = Path(__file__).resolve().parents[1] / "graph" / "extractors" / "prose" / "rules" / "salience.toml"
PENALTY = 1.0
_BESIDE = 50
"""A post that "its" owns begins within so many characters."""
TABLES = {
    "main": "Which council a document is about.",
    "about": "Which body of whatever kind a document is about.",
    "its": 'What "its" means.',
    "the": 'What "the council", "the trust" and the like mean.',
    "council": "Which council is spoken of where a post is named.",
    "post": "At which body of whatever kind a post is that is named without one.",
    "pronoun": 'Whom "she", "he" and "him" mean.',
    "possessive": 'Whose "her" and "his" tell.',
}
BODIES = ("its", "the", "council", "post")
WHOLE = ("main", "about")
POSTS = ("council", "post")
HEAD = """\
# Who or what is most present where a text refers back. Each number says how much a trait speaks for the one
# that has it, against it below zero. Learned from labelled documents by `benchmarks/salience.py --write`: not
# edited by hand.
"""
Traits = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Case:
    """One reference: the candidates' traits, and which of them are right."""

    source: str
    rule: str
    options: tuple[Traits, ...]
    right: frozenset[int]


def labelled() -> Iterator[tuple[str, Path, list[dict[str, Any]]]]:
    """Each labelled document with the name of its set and its claims."""
    for name in ("dev", *OTHERS):
        folder = EVAL / "dev" if name == "dev" else LABELLED / name
        claims = defaultdict(list)
        for gold in sorted(folder.glob("*gold.jsonl")):
            for line in gold.read_text("utf-8").splitlines():
                claim = json.loads(line)
                claims[Path(claim["doc"]).name].append(claim)
        for path in sorted(folder.rglob("*.txt")):
            yield name, path, claims[path.name]


def cases() -> Iterator[Case]:
    """The references of the labelled documents whose meaning the labels tell."""
    for source, path, claims in labelled():
        document = read_document(path)
        yield from _cases(source, document, claims)


def _cases(source: str, document: Document, claims: Sequence[dict[str, Any]]) -> Iterator[Case]:
    """Those of one document. It is read twice: the second time each reference means what the labels say."""
    sentences = annotate(document).sentences
    found: list[Case] = []
    choose = salience.likeliest

    def told(rule: str, options: Sequence[tuple[Any, Traits]], at: int, *, least: float = 0.0) -> Any:
        name = _meant(document.text, sentences, claims, rule, at)
        right = [number for number, (thing, _) in enumerate(options) if name and _is(thing, name)]
        if not right or (rule in POSTS and "here: in passing" in options[right[0]][1]):
            return choose(rule, options, at, least=least)
        found.append(Case(source, rule, tuple(traits for _, traits in options), frozenset(right)))
        return choose(rule, options, at, least=least) if rule in WHOLE else options[right[0]][0]

    salience.likeliest = told
    try:
        extract(document)
    finally:
        salience.likeliest = choose
    yield from found


def _meant(
    text: str, sentences: Sequence[Sentence], claims: Sequence[dict[str, Any]], rule: str, at: int
) -> str | None:
    """Who is meant at `at`: the one that claims with these words are about and the sentence does not name."""
    if rule in WHOLE:
        return _most_claimed(claims)
    sentence = next((each for each in sentences if each.start <= at < each.end), None)
    if sentence is None:
        return None
    covering = [claim for claim in claims if _covers(text, claim.get("quote") or "", at)]
    if rule in BODIES and (owner := _owner(text[at : at + _BESIDE], covering)):
        return None if rule in POSTS and _is_told(sentence, at) else owner
    if rule in POSTS:
        return None
    about = {
        claim.get("organisation") if rule in BODIES else claim.get("person") or claim.get("speaker")
        for claim in covering
    } - {None}
    if len(about) > 1:
        named = [*_named(sentence, rule)]
        about = {name for name in about if not any(_is(thing, name) for thing in named)}
    return next(iter(about)) if len(about) == 1 else None


def _most_claimed(claims: Sequence[dict[str, Any]]) -> str | None:
    """The organisation of most claims about bodies."""
    counts = Counter(same.organisation(claim.get("organisation")) for claim in claims)
    counts.pop("", None)
    first = {same.organisation(name): name for claim in claims if (name := claim.get("organisation"))}
    return first[counts.most_common(1)[0][0]] if counts else None


def _is_told(sentence: Sentence, at: int) -> bool:
    """Whether a post at `at` has its body beside it: "O's R", "R of O"."""
    codes = [getattr(item, "code", "") for item in sentence.items]
    number = next((n for n, item in enumerate(sentence.items) if item.start == at), 0)
    return "O" in codes[max(0, number - 2) : number] + codes[number + 1 : number + 4]


def _owner(words: str, claims: Sequence[dict[str, Any]]) -> str | None:
    """At which body the post is that follows "its" in these words."""
    found = {
        claim["organisation"]
        for claim in claims
        if claim["type"] == "post" and same.fold(claim["role"]) in same.fold(words)
    }
    return found.pop() if len(found) == 1 else None


def _named(sentence: Sentence, rule: str) -> Iterator[Person | Organisation]:
    for item in sentence.items:
        if rule in BODIES and isinstance(item, OrganisationMention) and item.naming in ("name", "place"):
            if item.organisation:
                yield item.organisation
        elif (
            rule not in BODIES
            and isinstance(item, PersonMention)
            and item.naming not in ("pronoun", "possessive")
        ):
            yield item.person


def _covers(text: str, quote: str, at: int) -> bool:
    start = text.find(quote) if quote else -1
    while start >= 0:
        if start <= at < start + len(quote):
            return True
        start = text.find(quote, start + 1)
    return False


def _is(thing: Person | Organisation, name: str) -> bool:
    test = same.same_person if isinstance(thing, Person) else same.same_organisation
    return bool(test(thing.name, name))


def learn(known: Sequence[Case]) -> dict[str, float]:
    """The weight of each trait that makes the right options of these cases likeliest."""
    names = sorted({name for case in known for traits in case.options for name in traits})
    number = {name: at for at, name in enumerate(names)}
    rows = [
        (np.array([[traits.get(name, 0.0) for name in names] for traits in case.options]), sorted(case.right))
        for case in known
        if len(case.options) > len(case.right)
    ]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = PENALTY / 2 * float(weights @ weights), PENALTY * weights
        for matrix, right in rows:
            scores = matrix @ weights
            likely = np.exp(scores - scores.max())
            inside = likely[right].sum()
            total -= float(np.log(inside / likely.sum()))
            slope = slope + likely @ matrix / likely.sum() - likely[right] @ matrix[right] / inside
        return total, slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return {name: round(float(found[number[name]]), 2) for name in names}


def is_right(case: Case, weights: Traits) -> bool:
    """Whether the likeliest option of a case is right."""
    scores = [
        sum(weights.get(name, 0.0) * value for name, value in traits.items()) for traits in case.options
    ]
    return scores.index(max(scores)) in case.right


def report(known: Sequence[Case]) -> None:
    """How many references of each set are told right by weights that were learned from the other sets."""
    for rule in TABLES:
        mine = [case for case in known if case.rule == rule]
        for source in dict.fromkeys(case.source for case in mine):
            weights = learn([case for case in mine if case.source != source])
            of_set = [case for case in mine if case.source == source]
            right = sum(is_right(case, weights) for case in of_set)
            print(f"{rule:12} {source:4} {right:4} of {len(of_set)}")


def write(known: Sequence[Case]) -> None:
    """The weights, learned from the sets that are read."""
    parts = [HEAD]
    for rule, comment in TABLES.items():
        weights = learn(
            [case for case in known if case.rule == rule and OTHERS.get(case.source, "yes") == "yes"]
        )
        lines = [f'"{name}" = {weight}\n' for name, weight in sorted(weights.items()) if weight]
        parts.append(f"\n# {comment}\n[{rule}]\n{''.join(lines)}")
    RULES.write_text("".join(parts), "utf-8")


if __name__ == "__main__":
    every = list(cases())
    report(every)
    if "--write" in sys.argv[1:]:
        write(every)
