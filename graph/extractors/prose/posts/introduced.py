"""People who are named only beside the sentence that speaks of their post: "O has a new R. She is P"."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.annotation.annotate import Annotated
from councilgraph.graph.extractors.prose.annotation.mentions import PersonMention
from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.ledger import Ledger

LEAD = 4
"""Within so many sentences a story begins with somebody whom it names only then."""
_SOMEBODY = frozenset(
    f"{article} {who} who" for article in ("a", "the") for who in ("man", "woman", "person")
)
_SHE_IS = ("she is P ", "he is P ")


def named_close_by(annotated: Annotated, ledger: Ledger, order: int) -> Person | None:
    """Somebody without a post yet, named in the sentence before `order` or first in one of the next two."""
    if order:
        here, before = annotated.sentences[order], annotated.sentences[order - 1]
        for mention in reversed(before.people() if before.paragraph == here.paragraph else ()):
            if mention.naming == "full" and not ledger.of(mention.person):
                return mention.person
    return named_next(annotated, ledger, order)


def named_next(annotated: Annotated, ledger: Ledger, order: int) -> Person | None:
    """Somebody without a post yet, named first in one of the two sentences behind, or in "She is P"."""
    for sentence in annotated.sentences[order + 1 : order + 3]:
        first = next(iter(sentence.items[2 if sentence.skeleton.startswith(_SHE_IS) else 0 :]), None)
        if isinstance(first, PersonMention) and first.naming == "full":
            if sentence.skeleton.startswith(("P , Ps ", "P , his ", "P , her ")):
                return None  # "P, her son", is somebody else
            return None if ledger.of(first.person) else first.person
    return None


def is_announced(view: View, first: int) -> bool:
    """Whether a sentence begins with somebody without a name: "The woman who", a post at the item `first`."""
    return view.ahead(0, 3) in _SOMEBODY or first == 0
