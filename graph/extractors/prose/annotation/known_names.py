"""Bodies that no list knows, wherever they come again once a document has told that they are bodies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from councilgraph.graph.extractors.prose.annotation.rows import CAPITAL
from councilgraph.graph.extractors.prose.names.body_names import STOPS, written
from councilgraph.graph.extractors.prose.names.given_names import is_given_name
from councilgraph.graph.extractors.prose.names.organisations import Named, Organisation
from councilgraph.graph.extractors.prose.names.person_names import TITLES
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.text.tokens import Token

Known = Mapping[str, Sequence[tuple[tuple[str, ...], Organisation]]]
"""Bodies by the first word of their names, each with all its words, the longest first."""
_COMMON = frozenset(read_rules("words")["common"]["words"].split())
_SHORT = 3


def known_names(found: Iterable[Organisation], paragraphs: Iterable[Sequence[Token]]) -> Known:
    """The names of bodies that may be looked for in other places: one word is none that is a surname, too."""
    surnames: set[str] = set()
    plain: set[str] = set()
    for tokens in paragraphs:
        before: Token | None = None
        for token in tokens:
            if before and (before.lower in TITLES or (before.is_capital and is_given_name(before.text))):
                surnames.add(token.text)
            if token.text.islower():
                plain.add(token.lower)
            before = token
    table: dict[str, list[tuple[tuple[str, ...], Organisation]]] = {}
    for body in dict.fromkeys(found):
        words = tuple(body.name.replace("'s", " 's").replace("’s", " ’s").split())
        is_one = len(words) == 1 and (words[0] in surnames or words[0].lower() in plain | _COMMON)
        if not is_one and body.kind != "company":
            table.setdefault(words[0], []).append((words, body))
    return {first: sorted(rows, key=lambda row: -len(row[0])) for first, rows in table.items()}


def named_again(tokens: Sequence[Token], known: Known, taken: set[int], places: set[int]) -> Iterator[Named]:
    """Where a paragraph names bodies that are known from others. The tokens of `taken` are others'."""
    number = 0
    while number < len(tokens):
        rows = known.get(tokens[number].text, ())
        found = next(((len(words), body) for words, body in rows if _stands(tokens, number, words)), None)
        if found and taken.isdisjoint(
            set(range(number, number + found[0])) - (places if found[0] > 1 else set())
        ):
            last = number + found[0]
            yield Named(number, last, "name", found[1], found[1].kind)
            number = last
        else:
            number += 1


def by_initials(bodies: Iterable[Organisation]) -> dict[str, Organisation]:
    """The bodies by the initials of their names, where only one has them: "DCC" for Devon County Council."""
    found: dict[str, list[Organisation]] = {}
    for body in dict.fromkeys(bodies):
        initials = "".join(word[0] for word in body.name.split() if word[0].isupper())
        found.setdefault(initials, []).append(body)
    return {key: same[0] for key, same in found.items() if len(same) == 1 and len(key) >= _SHORT}


def initials(tokens: Sequence[Token], known: Mapping[str, Organisation]) -> Iterator[Named]:
    """Where a paragraph has the initials of bodies that its document names."""
    for number, token in enumerate(tokens):
        if body := known.get(token.text):
            yield Named(number, number + 1, "name", body, body.kind)


def longer_names(tokens: Sequence[Token], known: Iterable[Organisation], taken: set[int]) -> Iterator[Named]:
    """Where a body known by one word has its name in full: "Brightwater Futures" for "Brightwater"."""
    names = {body.name: body for body in known if " " not in body.name and len(body.name) > _SHORT}
    for number, token in enumerate(tokens):
        if token.text not in names:
            continue
        last = number + 1
        while last < len(tokens) and last not in taken and _goes_on(tokens[last]):
            last += 1
        is_inside = number > 0 and tokens[number - 1].is_capital and tokens[number - 1].lower not in _COMMON
        if last > number + 1 and not is_inside:
            kind = names[token.text].kind
            yield Named(number, last, "name", Organisation(written(tokens[number:last]), kind), kind)


def _goes_on(token: Token) -> bool:
    return token.text.istitle() and token.text.isalpha() and token.lower not in TITLES | STOPS | CAPITAL


def _stands(tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> bool:
    """Whether these words stand at a token, and are not part of a longer row with capitals."""
    last = at + len(words)
    if tuple(token.text for token in tokens[at:last]) != words:
        return False
    before = tokens[at - 1] if at else None
    following = tokens[last] if last < len(tokens) else None
    is_inside = before and before.is_capital and before.is_word and before.lower not in _COMMON
    goes_on = following and following.is_capital and following.is_word
    return not (is_inside or goes_on)
