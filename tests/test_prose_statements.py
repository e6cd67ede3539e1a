from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from councilgraph.graph.extractors.prose import extract
from councilgraph.graph.extractors.prose.annotation.annotate import annotate
from councilgraph.graph.extractors.prose.events.careers import read
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.speech.statements import claims
from councilgraph.graph.model import Claim, Document, StatementClaim

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "prose_statements.toml").read_text(encoding="utf-8")
)["case"]


SPEAKERS = tomllib.loads(
    (Path(__file__).parent / "cases" / "prose_speakers.toml").read_text(encoding="utf-8")
)["case"]
LEAD = (
    "Derby City Council met on Monday to hear from Ann Marlow, its leader, and Piers Tarn, who chairs the "
    "scrutiny committee."
)


def document(text: str) -> Document:
    return Document(sha256="0" * 64, name="story.txt", media_type="text/plain", text=text)


def said(text: str) -> Iterator[Claim]:
    annotated = annotate(document(text))
    return claims(annotated, read(annotated))


def line(claim: StatementClaim) -> str:
    mark = " (org)" if claim.speaker_kind == "organisation" else ""
    return f"{claim.speaker}{mark} | {claim.about or '-'} | {claim.words}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_who_says_what(case: dict[str, Any]) -> None:
    text = case["text"].replace(" | ", "\n\n")
    found = [claim for claim in said(text) if isinstance(claim, StatementClaim)]
    assert [line(claim) for claim in found] == case["statements"]


@pytest.mark.parametrize("rule", read_rules("statements")["nothing"], ids=lambda rule: rule["example"])
def test_the_example_of_words_on_nothing_fits_it(rule: dict[str, str]) -> None:
    assert re.match(rule["pattern"], rule["example"])


def test_inspectors_speak_of_whom_they_saw() -> None:
    text = (
        "Whitmoor Council runs four homes. Ofsted rated one of them, Elm Lodge, good. The inspector, "
        'Ann Poole, said that staff "know when to speak and when to put the kettle on".'
    )
    found = [claim for claim in extract(document(text)).claims if isinstance(claim, StatementClaim)]
    assert [claim.about for claim in found] == ["Elm Lodge"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_the_quote_holds_the_words_and_stands_in_the_text(case: dict[str, Any]) -> None:
    text = case["text"].replace(" | ", "\n\n")
    for claim in said(text):
        assert isinstance(claim, StatementClaim)
        assert text[claim.quote.start : claim.quote.end] == claim.quote.text
        first_words = claim.words.split()[0]
        assert first_words in claim.quote.text
        for each in claim.stands_for:
            assert text[each.antecedent.start : each.antecedent.end] == each.antecedent.text


@pytest.mark.parametrize("case", SPEAKERS, ids=lambda case: case["text"][:60])
def test_whose_words_these_are(case: dict[str, Any]) -> None:
    text = LEAD + "\n\n" + case["text"].replace(" | ", "\n\n")
    found = [claim for claim in said(text) if isinstance(claim, StatementClaim)]
    assert [claim.speaker for claim in found] == case["speakers"]


def test_what_a_pronoun_stands_for_is_kept() -> None:
    text = 'Ann Marlow is going. "I am glad," she said.'
    (claim,) = said(text)
    assert [(each.field, each.antecedent.text) for each in claim.stands_for] == [("speaker", "Ann Marlow")]
    assert claim.quote.text == '"I am glad," she said.'


@pytest.mark.parametrize("unit", ['"I go," ', "'I go' he said ", '" ', "said ", 'Ann Marlow said: "', "“A. "])
def test_a_long_page_of_speech_is_read(unit: str) -> None:
    extract(document(unit * (60_000 // len(unit))))
