"""Words that somebody said: the same ones quoted by several documents are one statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from councilgraph.graph.entities import Said, Statement
from councilgraph.graph.facts.keys import first_words
from councilgraph.graph.identity.resolution import Resolved
from councilgraph.graph.model import StatementClaim
from councilgraph.graph.rdf.terms import entity_iri


def statement_facts(said: Sequence[Said], resolved: Mapping[str, Resolved]) -> Iterator[Statement]:
    """The statements in claims; those of one speaker that begin with the same six words are one."""
    groups: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for one in said:
        speaker = resolved[one.iri].speaker
        if isinstance(one.claim, StatementClaim) and speaker:
            groups[speaker, first_words(one.claim.words)].append(one)
    for (speaker, beginning), group in sorted(groups.items()):
        words = {one.claim.words for one in group if isinstance(one.claim, StatementClaim)}
        about = sorted({about for one in group if (about := resolved[one.iri].about)})
        dates = sorted(one.issued for one in group if one.issued)
        yield Statement(
            iri=entity_iri("statement", "", speaker, beginning),
            claims=tuple(sorted(one.iri for one in group)),
            speaker=speaker,
            words=min(words, key=lambda text: (-len(text), text)),
            about=about[0] if len(about) == 1 else None,
            date=dates[0] if dates else None,
        )
