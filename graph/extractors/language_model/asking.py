"""What a language model is asked about a document, passage by passage."""

from __future__ import annotations

import functools
import json
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from itertools import product

from councilgraph.graph.errors import DocumentError
from councilgraph.graph.extractors.language_model.answers import Refusal, read_answers
from councilgraph.graph.extractors.language_model.models import LanguageModel
from councilgraph.graph.model import EXCHANGED_TYPES, Claim, Document, Extraction, Problem
from councilgraph.graph.registers.fields import TYPES, ClaimField, claim_fields
from councilgraph.graph.vocab import SCHEMES

PASSAGE_CHARS = 6000
"""How much of a document is sent at once: enough for most stories, little enough for small models."""

MAX_PASSAGES = 100
"""How many passages of one document are sent at most."""

_ASKED = frozenset(
    "person role role_kind organisation status since until event date body published aspect grade kind actor "
    "speaker words about".split()
)
"""The fields that are asked for: not what only inspection reports give."""

MEANINGS: dict[str, tuple[str, dict[str, str]]] = {
    "post": (
        "post that somebody holds, held or will hold",
        {
            "person": "Jane Rowe",
            "role": "interim chief executive",
            "role_kind": "chief_executive",
            "organisation": "Northford Council",
            "status": "interim",
            "since": "2009-05",
            "quote": "Jane Rowe has been interim chief executive of Northford Council since May 2009.",
        },
    ),
    "career_event": (
        "time that somebody was appointed to a post, resigned, was dismissed or suspended, retired or died",
        {
            "person": "Jane Rowe",
            "event": "resigned",
            "organisation": "Northford Council",
            "quote": "Jane Rowe has resigned from Northford Council.",
        },
    ),
    "inspection": (
        "visit of an inspectorate to an organisation",
        {
            "organisation": "Northford Council",
            "body": "Ofsted",
            "date": "2009-07",
            "quote": "Ofsted inspected Northford Council in July 2009.",
        },
    ),
    "judgement": (
        "grade that an inspectorate gave",
        {
            "organisation": "Northford Council",
            "body": "Ofsted",
            "aspect": "overall",
            "grade": "requires improvement",
            "quote": "Ofsted said Northford Council requires improvement overall.",
        },
    ),
    "intervention": (
        "measure of a government against a council",
        {
            "organisation": "Northford Council",
            "kind": "commissioner",
            "actor": "Department for Education",
            "quote": "The Department for Education sent a commissioner to Northford Council.",
        },
    ),
    "statement": (
        "thing that somebody said in direct speech",
        {
            "speaker": "Jane Rowe",
            "words": "We will do better",
            "quote": '"We will do better," said Jane Rowe.',
        },
    ),
}
"""What each type of claim is, in the words of a question, and an example of one."""


def extract(document: Document, model: LanguageModel) -> Extraction:
    """What `model` says that the document says, without what the document does not say.

    What is refused is counted in a problem, by reason. Raises DocumentError when the model fails, so that
    the document is not taken for read.
    """
    claims: dict[Claim, None] = {}
    refused: Counter[str] = Counter()
    passages = list(_passages(document.text))
    for (start, end), kind in product(passages[:MAX_PASSAGES], EXCHANGED_TYPES):
        told = _asked(document, model, prompt(document.text[start:end], kind))
        for answer in read_answers(told, kind, document, (start, end)):
            if isinstance(answer, Refusal):
                refused[answer.reason] += 1
            else:
                claims[answer] = None
    in_order = sorted(claims, key=lambda claim: (claim.quote.start, claim.quote.end, claim.type))
    return Extraction(tuple(in_order), tuple(_problems(document, model, refused, len(passages))))


def prompt(passage: str, kind: type[Claim]) -> str:
    """The whole text that is sent to ask for one type of claims in a passage.

    One type at a time, so that the question is short: small models have little room.
    """
    return _question(kind.type).replace("{passage}", passage)


def _asked(document: Document, model: LanguageModel, question: str) -> str:
    try:
        return model.ask(question)
    except Exception as error:  # each provider has errors of its own
        raise DocumentError(
            f"{document.name}: the model {model.name} gave no answer: {type(error).__name__}: {error}",
            hint="see whether it answers by itself: llm -m MODEL hello",
        ) from error


@functools.cache
def _question(kind: str) -> str:
    text = (resources.files(__package__) / "prompt.txt").read_text("utf-8")
    meaning, example = MEANINGS[kind]
    fields = ", ".join(_described(field) for field in claim_fields(TYPES[kind]) if field.name in _ASKED)
    return (
        text.replace("{type}", kind.replace("_", " "))
        .replace("{meaning}", meaning)
        .replace("{fields}", fields)
        .replace("{example}", json.dumps(example))
    )


def _described(field: ClaimField) -> str:
    star = "*" if field.is_required else ""
    choices = field.choices or SCHEMES.get(f"{field.name}s", ())
    return f"{field.name}{star} ({'|'.join(choices)})" if choices else f"{field.name}{star}"


def _passages(text: str) -> Iterator[tuple[int, int]]:
    """The spans of a text that are sent: whole paragraphs where that can be, whole lines or words else."""
    start = 0
    while start < len(text):
        end = start + PASSAGE_CHARS
        if end < len(text):
            breaks = (text.rfind(mark, start + 1, end) for mark in ("\n\n", "\n", " "))
            end = next((place for place in breaks if place > start), end)
        if text[start:end].strip():
            yield start, end
        start = end


def _problems(
    document: Document, model: LanguageModel, refused: Counter[str], passages: int
) -> Iterator[Problem]:
    if refused:
        reasons = ", ".join(f"{number} {reason}" for reason, number in sorted(refused.items()))
        yield Problem(
            document.name,
            f"answers of {model.name}",
            f"{refused.total()} refused: {reasons}",
            "What the document does not say in so many words is not kept.",
        )
    if passages > MAX_PASSAGES:
        yield Problem(
            document.name, "", f"only the first {MAX_PASSAGES} of {passages} passages were sent to the model"
        )
