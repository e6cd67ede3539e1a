from __future__ import annotations

import pytest

from councilgraph.graph.extractors.prose import extract
from councilgraph.graph.model import Document

POST = "Ann Marlow, chief executive of Luton Borough Council, resigned on Monday and thanked her staff."
HOSTILE = {
    "one line": "Ann Marlow led Luton Borough Council. " * 3_000,
    "one word": "a" * 100_000,
    "names": ", ".join(f"Ann Mar{'lo' * (number % 7)}w{'y' * (number % 11)}" for number in range(2_000)),
    "quotation marks": "\"'“‘" * 5_000,
    "open quotations": "He said: \"I am “the leader ' " * 1_000,
    "brackets": "(" * 10_000 + ")" * 10_000,
    "control characters": "Ann\x00 Marlow\x0b, leader\x1f of Luton\u2028 Borough Council resigned. " * 300,
    "dates": "in May 2014, " * 2_000,
    "tables": "| a | b |\n" * 3_000,
    "pronouns": "She resigned as its leader. " * 1_000,
    "nothing": "\n\r\t \ufeff",
}


def document(text: str) -> Document:
    return Document(sha256="0" * 64, name="case.txt", media_type="text/plain", text=text)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_breaks_it(text: str) -> None:
    result = extract(document(text))
    assert result.problems == ()
    assert all(text[each.quote.start : each.quote.end] == each.quote.text for each in result.claims)


def test_reads_a_long_text_up_to_a_limit() -> None:
    result = extract(document(POST + "\n\n" + "Nothing was said. " * 30_000))
    assert sorted((claim.type, claim.quote.text) for claim in result.claims) == [
        ("career_event", POST),
        ("post", POST),
    ]
    assert [problem.hint for problem in result.problems] == ["split it into one file a story"]


def test_tells_each_claim_once() -> None:
    once, twice = extract(document(POST)), extract(document(f"{POST}\n\n{POST}"))
    assert twice.claims == once.claims


def test_same_text_same_claims() -> None:
    assert extract(document(POST * 3)) == extract(document(POST * 3))
