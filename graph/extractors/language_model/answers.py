"""What a language model answers, held against the document: claims, and what is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from councilgraph.graph.dates import is_edtf
from councilgraph.graph.model import Claim, Document, Quote, StatementClaim
from councilgraph.graph.names import fold, without_titles
from councilgraph.graph.registers.fields import ClaimField, claim_fields, completed

CONFIDENCE = 0.6
"""How sure a claim is that a model has made and whose words were found: no model has been measured here."""

_PEOPLE = ("person", "speaker", "lead_inspector", "qa_manager")
_ENDS = (*_PEOPLE[:2], "organisation", "body", "actor", "about")
_COMMON = frozenset(
    "a and borough city council county department district for government london metropolitan ministry of "
    "office royal service services the".split()
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an answer is not kept."""

    reason: str


class _Refused(Exception):  # noqa: N818 - an answer that is turned down is no error
    """Leaves the checks of an answer with its reason."""


def read_answers(
    text: str, kind: type[Claim], document: Document, span: tuple[int, int]
) -> Iterator[Claim | Refusal]:
    """The claims in a model's answer about `span` of a document, and a refusal for each line that is none.

    A claim's quote stands in the span, and names both ends of what is claimed; a person's full name stands
    in the document. Lines without a brace are talk and passed over.
    """
    for line in text.splitlines():
        found = line.strip().rstrip(",")
        if not found.startswith("{"):
            continue
        try:
            yield _claim(_table(found), kind, document, span)
        except _Refused as refused:
            yield Refusal(str(refused))


def _table(line: str) -> Mapping[str, object]:
    try:
        table = json.loads(line)
    except (ValueError, RecursionError):
        raise _Refused("not JSON") from None
    if not isinstance(table, dict):
        raise _Refused("not JSON")
    return table


def _claim(
    table: Mapping[str, object], kind: type[Claim], document: Document, span: tuple[int, int]
) -> Claim:
    quote = _quote(str(table.get("quote") or ""), document, span)
    values = {}
    for field in claim_fields(kind):
        value = _value(field, table.get(field.name))
        if value is not None:
            values[field.name] = value
        elif field.is_required:
            raise _Refused(f"without {field.name}")
    _check_ends(values, quote, document)
    claim = kind(quote=quote, confidence=CONFIDENCE, **completed(kind, values, values))  # type: ignore[arg-type]
    if isinstance(claim, StatementClaim) and claim.words not in " ".join(quote.text.split()):
        raise _Refused("with words that are not in the quote")
    return claim


def _quote(words: str, document: Document, span: tuple[int, int]) -> Quote:
    """Where the words stand; how they are broken into lines does not count."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = re.compile(pattern).search(document.text, *span) if pattern else None
    if found is None:
        raise _Refused("with a quote that is not in the document")
    return document.quote(found.start(), found.end())


def _value(field: ClaimField, value: object) -> object:
    """The value of a field, None where there is none."""
    if field.is_list:
        items = value if isinstance(value, list) else []
        return tuple(text for item in items if (text := " ".join(str(item).split())))
    if not isinstance(value, str) or not value.strip():
        return None
    text = " ".join(value.split())
    if field.choices and text not in field.choices:
        raise _Refused(f"with a word that is none for {field.name}")
    if field.is_date and not is_edtf(text):
        raise _Refused("with a date that is none")
    return without_titles(text) if field.name in _PEOPLE else text


def _check_ends(values: Mapping[str, object], quote: Quote, document: Document) -> None:
    for name in _ENDS:
        value = values.get(name)
        if isinstance(value, str) and not _is_named(value, quote.text, is_person=name in _PEOPLE):
            raise _Refused(f"with a quote that does not name its {name}")
    for name in _PEOPLE:
        value = values.get(name)
        if isinstance(value, str) and not _has_words(fold(value), fold(document.text)):
            raise _Refused(f"with a {name} whom the document does not name so")


def _is_named(name: str, text: str, *, is_person: bool) -> bool:
    """Whether a text names somebody by surname, or a body by a word of its own or by its initials."""
    folded, words = fold(text), fold(name).split()
    if is_person:
        return bool(words) and _has_words(words[-1], folded)
    own = [word for word in words if word not in _COMMON]
    all_initials = "".join(word[0] for word in words)
    big_initials = "".join(word[0] for word in name.split() if word[0].isupper()).lower()
    short = [initials for initials in (all_initials, big_initials) if len(initials) > 1]
    return any(_has_words(word, folded) for word in (*own, *short))


def _has_words(words: str, text: str) -> bool:
    return bool(words) and f" {words} " in f" {text} "
