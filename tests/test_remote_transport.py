"""What a service may do wrong, and who is spoken to."""

from __future__ import annotations

import dataclasses

import pytest
from outgrown import QUICK
from services import Script, scripted

from councilgraph.graph import sparql
from councilgraph.graph.errors import StoreError, UsageError
from councilgraph.graph.remote import Credentials, Limits, open_remote, parse_credentials

YES = b'{"head": {}, "boolean": true}'


def ask(script: Script, *, limits: Limits = QUICK, credentials: Credentials | None = None) -> object:
    with scripted(script) as address, open_remote(f"{address}/query", credentials, limits) as remote:
        return sparql.run(remote, "ASK { ?s ?p ?o }")


def test_a_service_that_never_answers_is_given_up():
    for steps in ([503] * 9, ["drop"] * 9, ["cut"] * 9):
        script = Script(list(steps), body=YES)
        with pytest.raises(StoreError, match="no answer"):
            ask(script)
        assert len(script.seen) == QUICK.tries


def test_an_error_of_the_query_is_not_tried_again():
    script = Script([400], body=b"not this")
    with pytest.raises(StoreError, match="not this"):
        ask(script)
    assert len(script.seen) == 1


def test_an_answer_that_is_too_large_is_refused():
    script = Script([], body=b" " * 5000 + YES)
    assert ask(script) is True
    with pytest.raises(StoreError, match="larger than 5,000 bytes"):
        ask(script, limits=dataclasses.replace(QUICK, most_bytes=5000))


def test_an_answer_that_is_none_is_an_error():
    for body in (b"<html>hello</html>", b"", b'{"head": {"vars": ["s"]}, "results": {"bindings": [{'):
        with pytest.raises(StoreError, match="cannot be read"):
            ask(Script([], body=body))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nobody_is_followed_elsewhere(status: int):
    target = Script([], body=YES)
    with scripted(target) as other:
        script = Script([status], location=f"{other}/query")
        with pytest.raises(StoreError, match="sends us elsewhere"):
            ask(script, credentials=Credentials(secret="token", is_token=True))
    assert target.seen == []


def test_credentials_are_given_when_asked_for_and_never_shown():
    known = parse_credentials("amy:open:sesame")
    script = Script([401], body=YES, challenge='Basic realm="x"')
    assert ask(script, credentials=known) is True
    assert [header for *_, header in script.seen] == [None, *["Basic YW15Om9wZW46c2VzYW1l"] * 2]
    with pytest.raises(StoreError, match="does not let us in") as refused:
        ask(Script([401, 401], challenge='Basic realm="x"'), credentials=known)
    assert "COUNCILGRAPH_CREDENTIALS" in refused.value.hint
    assert "sesame" not in f"{refused.value!r} {known!r}"


def test_a_token_is_sent_at_once():
    script = Script([], body=YES)
    ask(script, credentials=parse_credentials("Bearer abc"))
    assert {header for *_, header in script.seen} == {"Bearer abc"}


@pytest.mark.parametrize(
    "address",
    [
        "http://data.example/sparql",
        "https://amy:secret@data.example/sparql",
        "https://",
        "https://data.example:99999/sparql",
        "https://data.example/sp arql",
        "https://data.example/sparql#x",
    ],
)
def test_an_address_that_is_not_safe_is_refused(address: str):
    with pytest.raises(UsageError) as refused:
        open_remote(address)
    assert refused.value.hint


@pytest.mark.parametrize("text", ["", "amy", ":secret", "amy:\n"])
def test_credentials_that_are_none_are_refused(text: str):
    with pytest.raises(UsageError, match="cannot be understood"):
        parse_credentials(text)
