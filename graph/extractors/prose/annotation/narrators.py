"""Who "I" is outside quotation marks: who writes, who answers an interview's questions, whose turn it is.

Sentences are told again as of somebody else ("I've chaired" as "P has chaired"), as the rules read "she".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile, pairwise

from councilgraph.graph.extractors.prose.annotation.interviews import answers
from councilgraph.graph.extractors.prose.annotation.mentions import (
    Item,
    PersonMention,
    RoleMention,
    Sentence,
    skeleton,
)
from councilgraph.graph.extractors.prose.annotation.pronouns import PersonNaming
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.text.tokens import Token

_NAMED = re.compile(r"(?<!\S)(?:i['’]m|i am|my name(?: ,(?: [^\s,]+){1,6} ,)? is) P ")
_SIGNS_OFF = re.compile(
    r"^(?:yours|(?:kind|best|warm|kindest|warmest) (?:regards|wishes)|(?:many )?thanks|sincerely|regards"
    r"|with (?:best|kind|warm|every|good) \S+)\b"
)
_TURN = re.compile(r"^(?:q ?\d+ |\d+ )?(?:R |dr |mr |ms |mrs )?P (?:, R |\( [^()]* \) )?: (?!Q )")
_ANSWER = re.compile(r"^a [.:] ")
_LABEL = re.compile(r"^(?:(?:q ?\d+ )?(?:the )?(?:\S+ ){1,4}: |q [.:] )")
_HEAD = 6
_LEAST = 2
"""So many labels of turns make a transcript."""
_OWN: dict[str, PersonNaming] = {"i": "pronoun", "me": "pronoun", "my": "possessive"}
_SHORT = {"'m": "is", "'ve": "has", "'d": "had", "'ll": "will"}
_THIRD = {"am": "is", "have": "has", "do": "does"} | {
    verb: f"{verb}s"
    for verb in "chair lead run serve work act head hold remain stay sit manage represent oversee become "
    "join retire leave resign start".split()
}
_LIVING = frozenset(
    "am is was been be become became becoming chair chaired chairing lead led leading run ran running "
    "serve served serving work worked working act acted acting head headed heading hold held holding "
    "remain remained stay stayed sit sat sitting join joined joining move moved moving retire retired "
    "retiring resign resigned resigning step stepped stepping stand stood standing take took taken "
    "taking start started starting begin began spend spent go went gone return returned succeed "
    "succeeded succeeding replace replaced leave left leaving quit quitting manage managed represent "
    "represented oversee oversaw do did done doing".split()
)
_HELPING = frozenset(
    "have has had will would shall ve 've 'm 'll 'd also now still currently already only just then "
    "therefore both D today recently later first once since never formerly previously".split()
)
_CHOOSING = frozenset("appointed made named took hired recruited promoted elected chose seconded".split())
_VERBS = 8
_BETWEEN = frozenset("also now still currently already only just then therefore both".split())


def in_third_person(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences, with "I", "me" and "my" as mentions of the one who says so, where that is known."""
    speakers = _speakers(sentences)
    return tuple(_retold(each, speakers.get(number)) for number, each in enumerate(sentences))


def author(sentences: Iterable[Sentence]) -> Person | None:
    """The only person who says "I'm P" outside quotations."""
    named = {}
    for sentence in sentences:
        for match in _NAMED.finditer(sentence.skeleton):
            item = sentence.items[sentence.index(match.end() - 2)]
            if isinstance(item, PersonMention):
                named[id(item.person)] = item.person
    return next(iter(named.values())) if len(named) == 1 else None


def _speakers(sentences: Sequence[Sentence]) -> dict[int, Person]:
    """Who "I" is, by the number of the sentence: whose turn it is, else who wrote all of it."""
    turns = dict(_turns(sentences))
    if len(turns) >= _LEAST:
        return turns
    if (person := _interviewee(sentences)) and (found := answers(sentences)):
        paragraphs = {sentences[number].paragraph for number in found}
        return {n: person for n, each in enumerate(sentences) if each.paragraph in paragraphs}
    person = author(sentences) or _signed(sentences)
    return dict.fromkeys(range(len(sentences)), person) if person else {}


def _turns(sentences: Sequence[Sentence]) -> Iterator[tuple[int, Person]]:
    """Whose turn a sentence is part of, in a document whose paragraphs begin with names and colons."""
    person, paragraph = None, -1
    for number, sentence in enumerate(sentences):
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            person = (
                _turn(sentence, sentences)
                if _LABEL.match(sentence.skeleton) or _ANSWER.match(sentence.skeleton)
                else person
            )
        if person:
            yield number, person


def _turn(sentence: Sentence, sentences: Sequence[Sentence]) -> Person | None:
    """Whose turn begins with a sentence."""
    if _ANSWER.match(sentence.skeleton):
        return _interviewee(sentences)
    label = _TURN.match(sentence.skeleton)
    items = sentence.between(*label.span()) if label else ()
    return next((item.person for item in items if isinstance(item, PersonMention)), None)


def _interviewee(sentences: Sequence[Sentence]) -> Person | None:
    """Who is named first, in the headline or the words under it."""
    people = (mention for sentence in sentences[:_HEAD] for mention in sentence.people())
    return next((mention.person for mention in people if mention.naming == "full"), None)


def _signed(sentences: Sequence[Sentence]) -> Person | None:
    """Who signs a letter: the name after "Yours sincerely"."""
    for before, sentence in pairwise(sentences):
        first = sentence.items[0]
        if _SIGNS_OFF.match(before.skeleton) and isinstance(first, PersonMention) and first.naming == "full":
            return first.person
    return None


def _retold(sentence: Sentence, person: Person | None) -> Sentence:
    """A sentence with its "I" as a mention of somebody."""
    if person is None:
        return sentence
    items = tuple(_items(sentence.items, person))
    if items == sentence.items:
        return sentence
    text, starts = skeleton(items)
    return replace(sentence, items=items, skeleton=text, starts=starts)


def _items(items: Sequence[Item], person: Person) -> Iterator[Item]:
    before = ""
    for number, item in enumerate(items):
        if isinstance(item, RoleMention) and before == "i" and item.role.words in _THIRD:
            yield Token(item.start, item.end, item.role.words, _THIRD[item.role.words])
        elif not isinstance(item, Token):
            yield item
        elif (short := _shortened(item)) and (short == "is" or _is_life(items, number + 1)):
            yield PersonMention(item.start, item.start + 1, person, "pronoun")
            yield Token(item.start + 1, item.end, item.text[1:], short)
        elif _means(items, number, before):
            yield PersonMention(item.start, item.end, person, _OWN[item.lower])
        elif before == "i" and item.lower in _THIRD:
            yield item._replace(lower=_THIRD[item.lower])
        else:
            yield item
        lower = item.lower if isinstance(item, Token) else ""
        before = before if before == "i" and lower in _BETWEEN else lower


def _shortened(item: Token) -> str | None:
    """What follows "I" in "I'm" or "I've", in the third person."""
    word, mark, rest = item.lower.partition("'")
    return _SHORT.get(mark + rest) if word == "i" else None


def _means(items: Sequence[Item], number: int, before: str) -> bool:
    """Whether a word is an "I" that tells of the speaker's life, or a "me" or "my" that belongs to one."""
    item = items[number]
    if not isinstance(item, Token) or item.lower not in _OWN:
        return False
    if item.lower == "i":
        return item.text == "I" and _is_life(items, number + 1)
    return item.lower == "my" or before in _CHOOSING


def _is_life(items: Sequence[Item], at: int) -> bool:
    """Whether the verb at an item, behind its helpers, tells of a life and not of acts or thoughts."""
    words = [_word(item) for item in items[at : at + _VERBS]]
    rest = list(dropwhile(lambda word: word in _HELPING, words))
    return bool(rest) and rest[0] in _LIVING


def _word(item: Item) -> str:
    """A token in lower case, the words of a post, the code of another mention."""
    if isinstance(item, RoleMention):
        return item.role.words.lower()
    return item.lower if isinstance(item, Token) else item.code
