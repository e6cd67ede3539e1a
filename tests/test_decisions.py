from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilgraph.graph.entities import Pair, Person, Tenure
from councilgraph.graph.errors import OutputError, UsageError
from councilgraph.graph.facts import derive
from councilgraph.graph.identity.decisions import (
    Decision,
    Decisions,
    format_decisions,
    parse_decisions,
    read_decisions,
    with_decision,
    without,
    write_decisions,
)
from councilgraph.graph.identity.mentions import mention_id
from tests.told import investigation, register

HART = Decision(
    left="5e8f21aa03bc:j-hart",
    right="90ab12cd34ef:jane-hart",
    verdict="same",
    left_name="J Hart",
    right_name="Jane Hart",
    who="amy",
    when="2024-05-01",
    why="the same letter\tand address",
)
TEXT = (
    "# verdict, mention, its name, other mention, its name, who decided, when, why\n"
    "same\t5e8f21aa03bc:j-hart\tJ Hart\t90ab12cd34ef:jane-hart\tJane Hart\tamy\t2024-05-01\t"
    "the same letter\\tand address\n"
)

words = st.text(st.characters(), max_size=12)
ids = st.text(st.characters(), min_size=1, max_size=12)
decided = st.builds(
    Decision,
    left=ids,
    right=ids,
    verdict=st.sampled_from(("same", "different", "unsure")),
    left_name=words,
    right_name=words,
    who=words,
    when=words,
    why=words,
).filter(lambda decision: decision.left != decision.right)


def test_a_decision_is_a_line_that_a_person_can_read():
    assert format_decisions(Decisions((HART,))) == TEXT
    assert parse_decisions(TEXT) == Decisions((HART,))


@given(st.lists(decided, max_size=5))
def test_all_that_is_written_is_read_back(found):
    decisions = Decisions(comments=("# kept with the case",))
    for decision in found:
        decisions = with_decision(decisions, decision)
    text = format_decisions(decisions)
    assert parse_decisions(text) == decisions
    assert parse_decisions(text.replace("\n", "\r\n")) == decisions
    assert format_decisions(parse_decisions(text)) == text


def test_the_two_mentions_have_no_order():
    turned = Decision(
        left=HART.right, right=HART.left, verdict="same", left_name="Jane Hart", right_name="J Hart",
        who=HART.who, when=HART.when, why=HART.why,
    )  # fmt: skip
    assert turned == HART
    assert with_decision(Decisions((HART,)), turned) == Decisions((HART,))
    assert Decisions((HART,)).on(HART.right, HART.left) == HART


def test_a_new_decision_replaces_the_one_on_the_same_pair_and_can_be_taken_back():
    other = Decision(left="a:x", right="b:y", verdict="unsure")
    changed = Decision(left=HART.left, right=HART.right, verdict="different")
    both = with_decision(with_decision(Decisions(), HART), other)
    assert both.all == (HART, other)
    assert with_decision(both, changed).all == (changed, other)
    assert without(both, HART.right, HART.left).all == (other,)
    with pytest.raises(UsageError, match="nothing was decided on b:y and c:z"):
        without(both, "b:y", "c:z")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("same\ta:x\tX", "line 2: 3 fields instead of 8"),
        ("perhaps\ta:x\tX\tb:y\tY\tamy\t2024\t", "line 2: 'perhaps' is no verdict"),
        ("same\ta:x\tX\ta:x\tX\tamy\t2024\t", "line 2: a decision needs two mentions"),
        ("same\ta:x\tX\tb:y\tY\tamy\t2024\tC:\\dir", r"line 2: '\\\\d' means nothing"),
        ("same\ta:x\tX\tb:y\tY\tamy\t2024\tends with \\", r"line 2: '\\\\' means nothing"),
        ("<<<<<<< HEAD", "line 2: 1 fields instead of 8"),
        (TEXT.splitlines()[1].replace("same\t", "different\t", 1), "line 2: this pair was decided in line 1"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_lost(tmp_path, line, what):
    path = tmp_path / "decisions.tsv"
    text = TEXT.splitlines()[1] + "\n" + line + "\n"
    path.write_bytes(text.encode())
    with pytest.raises(UsageError, match=what) as error:
        read_decisions(path)
    assert error.value.hint
    assert path.read_bytes() == text.encode()


def test_a_file_is_written_and_read(tmp_path):
    path = tmp_path / "decisions.tsv"
    assert read_decisions(path) == Decisions()
    write_decisions(path, Decisions((HART,)))
    assert path.read_bytes() == TEXT.encode()
    assert read_decisions(path) == Decisions((HART,))
    assert list(tmp_path.iterdir()) == [path]
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="cannot be read"):
        read_decisions(path)
    with pytest.raises(OutputError, match="cannot be written"):
        write_decisions(tmp_path / "nowhere" / "decisions.tsv", Decisions())


DOCUMENTS = {
    "a": {"issued": "2010-01-01", "claims": ["post: person=J Holt; kind=director; role=director"]},
    "b": {"issued": "2010-02-01", "claims": ["post: person=Jane Holt; kind=director; role=director of parks"]},
    "c": {"issued": "2010-03-01", "claims": ["post: person=John Holt; kind=director; role=director of law"]},
    "d": {"issued": "2012-03-01", "claims": ["post: kind=chief_executive; since=2011-06"]},
    "e": {"issued": "2012-05-01", "claims": ["post: person=Ann Holt; kind=chief_executive"]},
}  # fmt: skip
SAID = [*register(), *investigation(DOCUMENTS)]
IDS = {
    one.document_name: mention_id(one.document, getattr(one.claim, "person", "") or "") for one in SAID[-5:]
}


def people(*decisions):
    derived = derive(SAID, decisions=Decisions(tuple(sorted(decisions))))
    names = {one.iri: one.document_name for one in SAID}
    groups = [{names[claim] for claim in e.claims} for e in derived.entities if isinstance(e, Person)]
    return sorted("".join(sorted(group)) for group in groups), derived


def decide(one, other, verdict):
    return Decision(left=one, right=other, verdict=verdict, who="amy", why="seen the letter")


def test_a_decision_joins_and_another_keeps_apart():
    assert people()[0] == ["a", "b", "c", "e"]
    same = decide(IDS["a"], IDS["b"], "same")
    assert people(same)[0] == ["ab", "c", "e"]
    assert people(same, decide(IDS["b"], IDS["c"], "different"))[0] == ["ab", "c", "e"]
    pair = next(
        entity for entity in people(same)[1].entities if isinstance(entity, Pair) and entity.by == "amy"
    )
    assert (pair.verdict, pair.reasons) == ("same", ("seen the letter",))
    assert pair.left_entity == pair.right_entity


def test_what_was_decided_different_is_not_joined_by_way_of_a_third():
    apart = decide(IDS["a"], IDS["c"], "different")
    first, second = decide(IDS["a"], IDS["b"], "same"), decide(IDS["b"], IDS["c"], "same")
    groups, derived = people(apart, first, second)
    assert sorted(map(len, groups)) == [1, 1, 2]
    assert [problem.what for problem in derived.problems] == [
        "decided to be the same, but other decisions keep them apart"
    ]


def test_a_pair_that_somebody_left_unsure_is_not_the_machine_s():
    found = people(decide(IDS["a"], IDS["b"], "unsure"))[1]
    pairs = {(e.left, e.right): e.by for e in found.entities if isinstance(e, Pair) and e.verdict == "unsure"}
    assert pairs[tuple(sorted((IDS["a"], IDS["b"])))] == "amy"
    assert pairs[tuple(sorted((IDS["a"], IDS["c"])))] == "machine"


def test_an_unnamed_holder_gets_a_name_by_decision():
    offered = [e for e in people()[1].entities if isinstance(e, Pair) and "unnamed" in e.left + e.right]
    assert len(offered) == 1
    assert offered[0].reasons == (
        "a holder of the same post who is not named",
        "in post soon before or after",
    )
    groups, derived = people(decide(offered[0].left, offered[0].right, "same"))
    assert groups == ["a", "b", "c", "de"]
    tenures = [e for e in derived.entities if isinstance(e, Tenure) and e.role_kind == "chief_executive"]
    assert [(tenure.person is None, tenure.since) for tenure in tenures] == [(False, "2011-06")]


def test_a_decision_on_a_mention_that_is_not_there_does_nothing():
    assert people(decide("aaaaaaaaaaaa:nobody", IDS["b"], "same"))[0] == ["a", "b", "c", "e"]
