"""Claims out of prose: news stories, press releases, minutes, blogs.

`extract(document)` is the whole. It goes in three steps, each in modules of its own.

1. **Annotate** (`annotate.annotate(document) -> Annotated`), once a document. `zones` tells the story from
   the rest of the page, `quotations` finds direct speech, `when` dates, `organisations` bodies, `roles`
   posts, `people` names; `resolution` says what surnames, pronouns, "the council" and "its" stand for.
2. **Claim makers**, each with `claims(...) -> Iterator[Claim]`, read what was read once for all of them:
   `careers.read` the posts (for `careers` and `statements`), `lines` the story as lines (for `interventions`)
   and `visits` the lines as inspections and grades (for `inspections` and `judgements`).
3. **Merge** (`merge`): each claim once a document, in the order of the quotes.

What claim makers read is a `Sentence`: its `items` in order (mentions, and tokens that are in none) and its
`skeleton`, a text with one word an item, on which rules match:

    The council's director, Dawn Hart, said ...   ->   "O 's R , P , said ... "

"P" is a person (also "she"), "Ps" is "his" or "her"; "O" an organisation (also a bare place, and "the
council"), "Os" is "its"; "R" a post, "J" is "the job"; "D" a date; "Q" a quotation, marks and all. Other
tokens stand in lower case. `sentence.between(*match.span())` gives the items of a match back.

Word lists and rules are TOML in `rules/`, each rule with an example that is a test.
"""

from councilgraph.graph.extractors.prose.extraction import extract

__all__ = ["extract"]
