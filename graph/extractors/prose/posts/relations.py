"""People who stand beside a post, and those who are somebody's deputy, predecessor or counterpart."""

from __future__ import annotations

from dataclasses import replace

from councilgraph.graph.extractors.prose.annotation.mentions import OrganisationMention
from councilgraph.graph.extractors.prose.clauses.after_posts import dates_after
from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase, role_phrases
from councilgraph.graph.extractors.prose.clauses.timing import Timing
from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.attachments import Attachment
from councilgraph.graph.extractors.prose.posts.post import Held, Post
from councilgraph.graph.extractors.prose.posts.reading import Reading

_TITLES = frozenset("cllr coun councillor alderman ald cllrs councillors".split())
_SECOND_RANK = frozenset("deputy depute assistant vice".split())
_PARTIES = frozenset(
    "labour conservative tory lib liberal green reform independent ukip snp plaid dup opposition".split()
)
SECONDS = frozenset(
    ["deputy", "number two", "second-in-command", "second in command", "right-hand man", "right-hand woman"]
)
"""What somebody is called who comes after another."""
RELATIONAL = (
    SECONDS
    | frozenset("counterpart predecessor successor replacement stand-in boss".split())
    | {"opposite number"}
)
"""Posts that are told by somebody else's."""


def attach(reading: Reading, view: View, attachment: Attachment) -> None:
    """Hold the post that somebody stands beside."""
    phrase = attachment.phrase
    words = phrase.mention.role.words.lower()
    if (words in _TITLES or words.endswith((" cllr", " coun"))) and not (phrase.indefinite and phrase.since):
        return
    for post in reading.posts_of(phrase, _body_behind(view, attachment)):
        own = dates_after(view, attachment.number + 1)
        status = status_of(phrase)
        if status == "former" and "former" not in phrase.holdings and reading.is_ahead(phrase.until):
            status = "current"
        held = Held(status, phrase.since or own.since, phrase.until or own.until)
        kind = _kind_by_head(reading, phrase, attachment.person.person, post)
        reading.hold(attachment.person.person, replace(post, kind=kind), held, view.sentence)


def _kind_by_head(reading: Reading, phrase: RolePhrase, person: Person, post: Post) -> str:
    """The kind of a post whose name leaves it open: "Tory leader", "the council's chief", "housing boss"."""
    if post.kind == "council_leader" and "former" not in phrase.holdings:
        return "other" if _is_of_another_party(reading, person, post) else post.kind
    if _SECOND_RANK & set(post.words.lower().split()):
        return post.kind
    if (
        phrase.head in ("chief", "boss")
        and not phrase.mention.role.topic
        and not reading.is_politician(person)
    ):
        return "chief_executive"
    if phrase.head in ("chief", "boss", "supremo", "lead") and post.kind == "other":
        if reading.is_politician(person):
            return "cabinet_member"
        return "other" if phrase.head == "lead" else "director"
    return post.kind


def _is_of_another_party(reading: Reading, person: Person, post: Post) -> bool:
    """Whether "Tory leader" is a group's: the council's leader is another, called so without a party."""
    first = post.words.lower().split()[0]
    if first not in _PARTIES:
        return False
    held = reading.ledger.holders("council_leader", post.organisation)
    return any(
        tenure.person is not person and tenure.words.lower().split()[0] not in _PARTIES for tenure in held
    )


def _body_behind(view: View, attachment: Attachment) -> Organisation | None:
    """The body after the person: "headteacher P of X"."""
    number = attachment.number
    at = number + 1 + (view.code(number + 1) == "," and view.code(number + 2) in ("of", "from"))
    if number < attachment.phrase.core or view.code(at) not in ("of", "at", "from"):
        return None
    at += 1 + (view.code(at + 1) == "the")
    item = view.items[at] if at < len(view) else None
    return item.organisation if isinstance(item, OrganisationMention) and item.kind != "party" else None


def status_of(phrase: RolePhrase) -> str:
    """What the words of a post say of whether it is over, for now or still to come."""
    for holding, status in (("former", "former"), ("interim", "interim"), ("incoming", "incoming")):
        if holding in phrase.holdings:
            return status
    return "former" if phrase.until and phrase.since else "current"


def settle_leaders(reading: Reading) -> None:
    """Make a party's leader a group's where somebody else is called the council's leader."""
    leaders = [each for each in reading.ledger.tenures if each.kind == "council_leader"]
    for tenure in leaders:
        post = Post(tenure.kind, tenure.words, tenure.organisation)
        if tenure.status == "current" and _is_of_another_party(reading, tenure.person, post):
            tenure.kind = "other"


def sought(reading: Reading) -> Post | None:
    """The post of this sentence or the one before that nobody is known to hold: "O has a new R. P starts"."""
    post = reading.spoken_of
    if post is None or reading.is_held(post):
        return None
    near = reading.annotated.sentences[max(0, reading.order - 1) : reading.order + 1]
    words = {mention.role.words for sentence in near for mention in sentence.roles()}
    return post if post.words in words else None


def relate(reading: Reading, view: View, attachment: Attachment) -> bool:
    """Hold the post of "her deputy, P", "his predecessor P", "her opposite numbers at X and Y, P and P2".

    Whether the other's post is known, without which nothing can be held.
    """
    phrase, person = attachment.phrase, attachment.person.person
    deputy = phrase.head in SECONDS
    other = reading.spoken_of
    if phrase.possessor:
        begun = reading.begun.get(id(phrase.possessor)) if phrase.head == "predecessor" else None
        other = begun or reading.post_of(phrase.possessor, coming=not deputy)
    if deputy and phrase.possessor is None and (owner := _post_before(reading, view, phrase)):
        _second(reading, view, attachment, owner)
        return True
    if _is_second_of_body(phrase):
        for organisation in phrase.organisations:
            post = Post("other", phrase.head, organisation)
            reading.hold(person, post, Held(status_of(phrase)), view.sentence)
        return True
    if other is None or phrase.possessor is person or (phrase.possessor is None and not phrase.definite):
        return False
    if deputy:
        _second(reading, view, attachment, other)
    elif phrase.head in ("counterpart", "opposite number"):
        for organisation in phrase.organisations:
            reading.hold(person, Post(other.kind, other.words, organisation), Held(), view.sentence)
    elif phrase.head in ("predecessor", "successor", "replacement", "stand-in"):
        _in_line(reading, view, attachment, other)
    return True


def _post_before(reading: Reading, view: View, phrase: RolePhrase) -> Post | None:
    """The post whose deputy somebody is: "the leader's deputy"."""
    at = phrase.core - 2
    if view.before(phrase.core, 2) != "R 's":
        return None
    posts = [post for each in role_phrases(view) if each.core == at for post in reading.posts_of(each)]
    return posts[0] if posts else None


def _is_second_of_body(phrase: RolePhrase) -> bool:
    """Whether somebody is "the council's number two", with no other person told."""
    told = phrase.head in SECONDS and phrase.head != "deputy"
    return told and bool(phrase.organisations) and phrase.possessor is None


def _second(reading: Reading, view: View, attachment: Attachment, other: Post) -> None:
    """Hold the post of a deputy, at each body where the other has his."""
    phrase, person = attachment.phrase, attachment.person.person
    reading.seconds[id(person)] = other
    kind = "deputy_leader" if other.kind == "council_leader" else "other"
    for each in reading.alike(phrase.possessor, other) if phrase.possessor else [other]:
        post = Post(kind, phrase.head, each.organisation)
        reading.hold(person, post, Held(status_of(phrase), phrase.since, phrase.until), view.sentence)


def _in_line(reading: Reading, view: View, attachment: Attachment, other: Post) -> None:
    """Hold the post of whoever had it before, has it after or for another."""
    phrase, person, head = attachment.phrase, attachment.person.person, attachment.phrase.head
    is_interim = head == "stand-in" or "interim" in phrase.holdings
    status = "former" if head == "predecessor" else "interim" if is_interim else "current"
    if status == "current" and ("incoming" in phrase.holdings or _is_still_there(reading, phrase, other)):
        status = "incoming"
    reading.spoken_of = other
    reading.hold(person, other, Held(status, phrase.since, phrase.until), view.sentence)
    if head in ("successor", "replacement") and _is_new(view, attachment):
        reading.happen(person, "appointed", other, Timing(phrase.since), view.sentence)


def _is_still_there(reading: Reading, phrase: RolePhrase, post: Post) -> bool:
    """Whether the one before has not left yet: "P retires in May. Her successor is P2"."""
    held = reading.ledger.of(phrase.possessor) if phrase.possessor else []
    return any(tenure.kind == post.kind and tenure.status == "current" and tenure.until for tenure in held)


def _is_new(view: View, attachment: Attachment) -> bool:
    """Whether "her successor, P" has come to the post: not "her successor was P", "the late P"."""
    between = view.codes[min(attachment.number, attachment.phrase.last) : attachment.number]
    return "was" not in between and view.code(attachment.number - 1) != "late"


def relate_before(reading: Reading, view: View, phrases: list[RolePhrase]) -> None:
    """As in "P's successor as R": the post that P had."""
    for position, phrase in enumerate(phrases[:-1]):
        following = phrases[position + 1]
        told = view.code(phrase.last) == "as" and following.first == phrase.last + 1
        if told and phrase.head in ("successor", "replacement") and phrase.possessor:
            for post in reading.posts_of(following):
                reading.hold(phrase.possessor, post, Held("former"), view.sentence)
