"""Names that a text says somebody had before, or has now: "née", "will use the name", "now Lord Hart"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from councilgraph.graph.identity.forenames import formal_names, is_known_forename, is_known_surname
from councilgraph.graph.names import PersonName, parse_person, without_titles

HONOURS = frozenset({"sir", "dame", "lord", "lady", "baroness", "baron"})
QUOTE_CHARS = 2000
"""How much of a quote is searched for other names: in a hostile one the search takes long."""

_NAME = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Cllr|Councillor|Professor|Prof)\.? )*" + (
    r"[A-Z][\w'’.-]*(?: (?:[A-Z][\w'’.-]*|of|de|van|von|ap))*"
)
_LINK = (
    r"who (?:was|had been)(?: then| previously| formerly)?(?: known as| called)?|formerly(?: known as)?|"
    r"previously(?: known as)?|better known as|also known as|known (?:then )?as|then(?: known as)?|n[ée]e|"
    r"whose (?:maiden|former|married) name (?:is|was)|whom [A-Z]\w+ (?:knows|knew) as"
)
_WAS = r"(?:was|had been|is|has been|became|becomes|has become|to become|will be)"
_OWN_NAME = r"(?:the|his|her|a) (?:(?:new|married|maiden|birth|former|own|sur) ?)?(?:sur)?name"
_RENAMED = re.compile(
    r"\b(?:(?:asks?|asked|wish(?:es|ed)|wants?) to be|will(?: now| in future)? be|(?:is|has been) now|now) "
    r"(?:called|known as)|"
    r"\b(?:is|be|been) known(?: since(?: then)?| from now on)? as|"
    rf"\b(?:changed|changes) {_OWN_NAME} to|"
    r"\b(?:(?:was|were|had been)(?: previously| formerly| once| then)?|previously|once) (?:called|known as)|"
    r"\bknown to \w+(?: \w+)? as|"
    r"\b(?:taken|took|takes|will take) (?:the|his|her) (?:title|name)(?: of)?|"
    rf"\b(?:uses?|used|using|goes by|go by|works? under) {_OWN_NAME}(?: of)?|"
    r"\b(?:took|takes?|taken) (?:his|her) (?:husband|wife|partner)['’]s (?:sur)?name(?: of)?,?|"
    rf"\b(?:reverted|returned|(?:gone|went|goes) back) to {_OWN_NAME}(?: of)?,?|"
    r"\bnew name\b[^.;:]{0,40}:|"
    rf"\b{_OWN_NAME} (?:is|will be|became)(?: now)?"
)
_PLAIN = re.compile(
    rf"\b(?:[Ss]?[Hh]e {_WAS}(?: now| then| still| once| born| previously| formerly)?|"
    rf"(?:{_WAS}|and) (?:now|today|once again|again)|who (?:as|{_WAS})|(?:has|have) become|became|"
    r"(?:was|were|had been|been) (?:previously|formerly|once|then|originally) (?:called|known as|named)|"
    r"(?:was|were|had been) (?:called|known as)|"
    r"(?:born|appointed|elected|known|married|signed|remarried|wrote|worked|served)(?: \w+){0,2} as|"
    r"(?:know|knew|remember|remembered)(?: her| him)?(?: \w+){0,2} as|"
    r"(?:made|created) (?:a )?(?:life )?(?:peer|baron|baroness)(?: and \w+ the title)?(?: as| of)?|"
    r"sits? in the (?:House of )?Lords as|"
    r"under (?:her|his) (?:\w+ )?name,?(?: of)?|born|formerly|previously|the former|once called)"
)
_THEN = re.compile(
    rf"(?P<one>{_NAME}),? ?[(–—-]?\s?(?:or )?(?P<other>{_NAME}),? "
    r"(?:as (?:she|he) (?:then |now |once )?(?:was|is)\b|"
    r"(?:before|until|till) (?:her|his|she|he)\b|when (?:she|he)\b|at (?:the|that) time)"
)
_MRS = re.compile(
    r"(?P<one>Mrs (?:[A-Z][\w'’.-]* )*[A-Z][\w'’-]+) \((?:formerly |previously |then |once )?"
    r"(?P<other>Miss (?:[A-Z][\w'’.-]* )*[A-Z][\w'’-]+)(?=\)|,| in | until | at | when | before )"
)
_NICK = re.compile(r"(?P<first>[A-Z][\w'’-]+) [“\"'‘(](?P<nick>[A-Z]\w+)[”\"'’)] (?P<last>[A-Z][\w'’-]+)")
_LINKED = re.compile(rf"\b(?:{_LINK})\b")
_ALIAS = re.compile(rf"(?P<one>{_NAME}),? \(?(?:{_LINK}) (?P<other>{_NAME})")
_NOW = re.compile(r"\b(?:now|today)\b")
_SINCE = re.compile(rf"(?P<one>{_NAME}),? \(?(?:now|today) (?P<other>{_NAME})")


def other_names(name: PersonName, text: str) -> list[str]:
    """Names that `text` says the person had, or has now."""
    start = text[:QUOTE_CHARS]
    found = list(_renamed(name, start)) if _RENAMED.search(start) else []
    for match in _ALIAS.finditer(start) if _LINKED.search(start) else ():
        found += _the_other(name, match["one"], _with_forename(match["one"], match["other"]))
    for match in _SINCE.finditer(start) if _NOW.search(start) else ():
        one, other = parse_person(match["one"]), parse_person(match["other"])
        if (other.forenames or other.titles) and _may_take(other, one):
            found += _the_other(name, match["one"], _in_full(one, match["other"]))
    found += _told_plainly(name, start)
    return list(dict.fromkeys(label.rstrip(".") for label in found))


def _told_plainly(name: PersonName, text: str) -> Iterator[str]:
    """Names that a verb or an aside gives, of which the forename is kept; and a nickname in quotes."""
    for link in _PLAIN.finditer(text):
        taken = re.compile(rf" ({_NAME})").match(text, link.end())
        before = [parse_person(each) for each in re.findall(_NAME, text[: link.start()])]
        people = [each for each in before if each.surname == name.surname]
        if taken and people and _may_be(people[-1], name) and _is_taken(parse_person(taken[1]), name):
            yield _in_full(name, taken[1])
    for match in _THEN.finditer(text):
        if _keeps_forename(parse_person(match["other"]), parse_person(match["one"])):
            yield from _the_other(name, match["one"], match["other"])
    for match in _MRS.finditer(text):
        one, other = parse_person(match["one"]), parse_person(match["other"])
        if one.surname == name.surname and one.surname != other.surname and not other.forenames:
            yield " ".join([*(each.title() for each in name.forenames), without_titles(match["other"])])
    for match in _NICK.finditer(text):
        yield from _the_other(name, f"{match['first']} {match['last']}", f"{match['nick']} {match['last']}")


def _is_taken(taken: PersonName, name: PersonName) -> bool:
    """Whether somebody has a name now, or had it: the forename is kept, or it is a wife's, or a peer's."""
    if taken.forenames:
        return _keeps_forename(taken, name)
    return bool({"mrs", *HONOURS} & set(taken.titles)) and bool(taken.surname)


def _keeps_forename(taken: PersonName, name: PersonName) -> bool:
    """Whether a name is the same person's under another surname: the forename is kept, in full."""
    is_kept = bool(formal_names(taken.first) & formal_names(name.first))
    return len(taken.first) > 1 and is_kept and taken.surname != name.surname


def _the_other(name: PersonName, one: str, other: str) -> Iterator[str]:
    """Which of two names of one person is not the one known."""
    if _may_be(parse_person(one), name) and _is_name(other, name):
        yield other
    elif _may_be(parse_person(other), name) and _is_name(one, name):
        yield one


def _renamed(name: PersonName, text: str) -> Iterator[str]:
    """The names that somebody takes: whoever of that surname is named last before."""
    for link in _RENAMED.finditer(text):
        taken = re.compile(rf" ({_NAME})").match(text, link.end())
        before = [parse_person(each) for each in re.findall(_NAME, text[: link.start()])]
        people = [each for each in before if each.surname == name.surname]
        if not taken or not people or not _may_be(people[-1], name):
            continue
        other = parse_person(taken[1])
        is_alone = not any(each.surname != name.surname and is_known_forename(each.first) for each in before)
        if _may_take(other, name) and (other.forenames or is_alone):
            label = _in_full(name, taken[1])
            if _is_name(label, name):
                yield label


def _may_take(taken: PersonName, name: PersonName) -> bool:
    """Whether somebody may take a name: it keeps the forename or else the surname, or is a peer's."""
    if not taken.forenames:
        return True
    is_kept = bool(formal_names(taken.first) & formal_names(name.first))
    return is_kept != (taken.surname == name.surname)


def _in_full(name: PersonName, label: str) -> str:
    """A new surname with the forenames that somebody keeps: "Mrs Okoro" is Sarah Okoro, Lord Hart no more."""
    other = parse_person(label)
    if other.forenames or HONOURS & set(other.titles):
        return label
    if not other.titles and is_known_forename(other.surname) and not is_known_surname(other.surname):
        return f"{without_titles(label)} {name.surname.title()}"
    return " ".join([*(each.title() for each in name.forenames), without_titles(label)])


def _with_forename(name: str, surname: str) -> str:
    """A maiden name in full: "Okoro" of "Sarah Hart (née Okoro)" is Sarah Okoro."""
    forenames = without_titles(name).split()[:-1]
    return " ".join([*forenames, surname]) if len(surname.split()) == 1 else surname


def _is_name(label: str, name: PersonName) -> bool:
    """Whether a label is a person's full or titled name, other than the one known."""
    other = parse_person(label)
    return bool(other.surname and (other.forenames or other.titles)) and other != name


def _may_be(short: PersonName, full: PersonName) -> bool:
    """Whether a document that names somebody `full` may call them `short` elsewhere."""
    if short.surname != full.surname:
        return False
    if not short.forenames or not full.forenames:
        return True
    if min(len(short.first), len(full.first)) == 1:
        return short.first[0] == full.first[0]
    return bool(formal_names(short.first) & formal_names(full.first))
