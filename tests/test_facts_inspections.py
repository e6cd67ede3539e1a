from __future__ import annotations

from councilgraph.graph.entities import Contradiction, Inspection, Intervention, Judgement, Person, Statement
from councilgraph.graph.facts import derive
from tests.told import investigation, register

COUNCIL = "https://w3id.org/councilgraph/id/org/northwick-council"
OFSTED = "https://w3id.org/councilgraph/id/org/ofsted"


def facts(documents, *kinds):
    """The facts of some kinds, and the file names behind each."""
    told = investigation(documents)
    file_of = {one.iri: one.document_name for one in told}
    derived = derive([*register(), *told])
    found = [entity for entity in derived.entities if isinstance(entity, kinds)]
    return [(entity, "".join(sorted({file_of[claim] for claim in entity.claims}))) for entity in found]


def test_one_inspection_that_a_report_and_stories_tell_of():
    documents = {
        "a": {"issued": "2019-11-05", "claims": [
            "inspection: body=Ofsted; date=2019-10-14; end=2019-10-18; published=2019-11-05; "
            "kind=inspection; framework=ilacs; lead_inspector=Emmy Tomlin",
        ]},
        "b": {"issued": "2019-11-20", "claims": ["inspection: body=Ofsted; date=2019-10"]},
        "c": {"issued": "2019-11-21", "claims": ["inspection: body=Ofsted; published=2019-11"]},
        "d": {"issued": "2019-12-01", "claims": ["inspection: body=Ofsted"]},
        "e": {"issued": "2023-12-01", "claims": [
            "inspection: body=Ofsted; date=2023", "inspection: body=Ofsted; date=2016-04",
        ]},
    }  # fmt: skip
    found = facts(documents, Inspection, Person)
    lead = next(entity.iri for entity, _ in found if isinstance(entity, Person))
    rows = sorted(
        ((e.date, e.end, e.published, e.kind, e.framework, e.lead_inspector), files)
        for e, files in found
        if isinstance(e, Inspection)
    )
    assert rows == [
        (("2016-04", None, None, None, None, None), "e"),
        (("2019-10-14", "2019-10-18", "2019-11-05", "inspection", "ilacs", lead), "abcd"),
        (("2023", None, None, None, None, None), "e"),
    ]
    assert {(e.organisation, e.body) for e, _ in found if isinstance(e, Inspection)} == {(COUNCIL, OFSTED)}


def test_visits_that_one_document_tells_apart_are_several():
    documents = {
        "a": {"issued": "2014-06-05", "claims": [
            "inspection: body=Ofsted; date=2014-04-02; kind=monitoring visit",
            "inspection: body=Ofsted; date=2014-04-28; kind=monitoring visit",
        ]},
    }  # fmt: skip
    assert [files for _, files in facts(documents, Inspection)] == ["a", "a"]


def test_visits_that_nothing_tells_apart_are_one_with_the_evidence_of_all():
    documents = {
        "a": {"issued": "2019-11-05", "claims": [
            "inspection: body=Ofsted", "inspection: body=Ofsted; framework=ilacs",
        ]},
        "b": {"issued": "2016-11-05", "claims": [
            "inspection: body=Ofsted; date=2013-02-04; kind=inspection", "inspection: body=Ofsted; date=2013-11-04; kind=review",
        ]},
        "c": {"issued": "2016-11-06", "claims": ["inspection: body=Ofsted; date=2013"]},
        "d": {"issued": "2016-11-07", "claims": ["inspection: body=Ofsted; date=2013"]},
    }  # fmt: skip
    found = facts(documents, Inspection)
    assert len({entity.iri for entity, _ in found}) == len(found)
    assert sorted((e.date or "", e.framework or "", len(e.claims), files) for e, files in found) == [
        ("", "ilacs", 2, "a"),
        ("2013", "", 2, "cd"),
        ("2013-02-04", "", 1, "b"),
        ("2013-11-04", "", 1, "b"),
    ]


def test_a_grade_is_tied_to_its_inspection_and_told_once():
    documents = {
        "a": {"issued": "2019-11-05", "claims": [
            "inspection: body=Ofsted; date=2019-10-14; published=2019-11-05",
            "judgement: body=Ofsted; aspect=overall; grade=good; date=2019-10-14",
            "judgement: aspect=leadership; grade=outstanding",
        ]},
        "b": {"issued": "2019-11-20", "claims": [
            "judgement: body=Ofsted; aspect=overall; grade=good; date=2019-11",
        ]},
        "c": {"issued": "2021-11-20", "claims": [
            "judgement: body=Ofsted; aspect=overall; grade=inadequate; date=2013",
            "judgement: body=Ofsted; aspect=overall; grade=good; date=2019-10",
        ]},
    }  # fmt: skip
    found = facts(documents, Judgement, Inspection)
    inspection = next(entity.iri for entity, _ in found if isinstance(entity, Inspection))
    rows = sorted(
        (e.aspect, e.grade, e.date, e.inspection, files) for e, files in found if isinstance(e, Judgement)
    )
    assert rows == [
        ("leadership", "outstanding", "2019-10-14", inspection, "a"),
        ("overall", "good", "2019-10-14", inspection, "abc"),
        ("overall", "inadequate", "2013", None, "c"),
    ]


def test_two_grades_for_one_aspect_contradict_each_other():
    documents = {
        "a": {"claims": [
            "inspection: body=Ofsted; date=2019-10-14",
            "judgement: body=Ofsted; aspect=overall; grade=good; date=2019-10",
        ]},
        "b": {"claims": ["judgement: body=Ofsted; aspect=overall; grade=inadequate; date=2019-10"]},
        "c": {"claims": ["judgement: body=Ofsted; aspect=overall; grade=good; date=2019-10"]},
    }  # fmt: skip
    ((found, files),) = facts(documents, Contradiction)
    assert (found.field, found.note, files) == ("overall", "overall: good or inadequate", "abc")


def test_an_intervention_announced_and_begun_is_one():
    documents = {
        "a": {"claims": ["intervention: kind=direction; date=2016-07-04; actor=Department for Education"]},
        "b": {"claims": ["intervention: kind=direction; date=2016-07"]},
        "c": {"claims": ["intervention: kind=direction"]},
        "d": {"claims": ["intervention: kind=direction; date=2020-01", "intervention: kind=commissioner"]},
    }  # fmt: skip
    rows = sorted((e.kind, e.date or "", files) for e, files in facts(documents, Intervention))
    assert rows == [
        ("commissioner", "", "d"),
        ("direction", "2016-07-04", "abc"),
        ("direction", "2020-01", "d"),
    ]


def test_the_same_words_are_one_statement():
    documents = {
        "a": {"issued": "2016-07-05", "claims": [
            "statement: speaker=Ann Tully; about=Northwick Council; "
            "words=We are sorry for it all. We will do better.",
            "post: person=Ann Tully; kind=mayor",
        ]},
        "b": {"issued": "2016-07-04", "claims": [
            "statement: speaker=Ann Tully; words=We are sorry for it all.; about=Northwick Council",
            "statement: speaker=Northwick Council; speaker_kind=organisation; "
            "words=We are sorry for it all.",
            "post: person=Ann Tully; kind=mayor",
        ]},
    }  # fmt: skip
    rows = sorted((e.words, e.about, e.date, files) for e, files in facts(documents, Statement) if e.about)
    assert rows == [("We are sorry for it all. We will do better.", COUNCIL, "2016-07-04", "ab")]
    speakers = {e.speaker for e, _ in facts(documents, Statement)}
    assert COUNCIL in speakers
    assert len(speakers) == 2
