from __future__ import annotations

import pytest

from councilgraph.graph.extractors.reports.part import parts
from councilgraph.graph.extractors.reports.people import Team, team
from councilgraph.graph.extractors.reports.rulefile import all_rules
from councilgraph.graph.model import Document

RULES = all_rules()[0]


def team_of(text: str) -> Team:
    document = Document(sha256="0" * 64, name="report.pdf", media_type="application/pdf", text=text)
    return team(parts(document, RULES.dates)[0], RULES.names)


@pytest.mark.parametrize(
    ("words", "lead"),
    [
        ("Lead inspector: Ada Lowe, His Majesty’s Inspector", "Ada Lowe"),
        ("Lead inspector: Ada Lowe\nHer Majesty's Inspector\nJudgement Grade", "Ada Lowe"),
        ("Lead inspector: Ada Lowe HMI", "Ada Lowe"),
        ("Reporting inspector Ada B Lowe HMI\nAge group: All", "Ada B Lowe"),
        ("Lead Inspector:\nAda Lowe, Senior HMI", "Ada Lowe"),
        ("Lead inspector: Mrs Ada O’Lowe-Grey (Ofsted Inspector)", "Ada O'Lowe-Grey"),
        ("Lead inspector: Ada\nLowe", "Ada Lowe"),
        ("Lead inspector: Ada Lowe, His Majesty’s Insepctor", "Ada Lowe"),
        ("Lead inspector: to be confirmed", None),
        ("The lead inspector: Ada Lowe", None),
    ],
)
def test_lead_inspector(words: str, lead: str | None) -> None:
    found = team_of(f"Westshire\nInspection dates: 11 to 15 May 2015\n{words}\nServices are better now.")
    assert (found.lead, found.members) == (lead, ())


def test_second_lead_inspector_is_a_member() -> None:
    text = (
        "X\nLead inspectors: Ada Lowe, His Majesty’s Inspector, and Ben Ash, \n"
        "His Majesty’s Inspector\nJudgement Grade"
    )
    assert team_of(text) == Team(lead="Ada Lowe", members=("Ben Ash",), roles=("joint lead",), where=19)


def test_whole_list() -> None:
    text = """The inspection team
Lead inspector: Ada Lowe HMI
Deputy lead inspector Ben Ash HMI
Team inspectors: Cy Oak HMI, Di Elm (Seconded\x20
Inspector), Ed Fir, Associate
Inspector; Flo d’Yew\x20
HMI Gus de la Haye and Hal\x20
Birch.
Shadow inspectors: Ida Holm SCRI
Regulatory inspector: Jo Rowan
Social work inspectors: Kit Alder/Len Hazel
Senior data analyst: Dr May Briar
Quality assurance manager: Ned Thorn, Senior Her Majesty’s Inspector
Any complaints about the inspection"""
    assert team_of(text) == Team(
        lead="Ada Lowe",
        members=(
            *("Ben Ash", "Cy Oak", "Di Elm", "Ed Fir", "Flo d'Yew", "Gus de la Haye", "Hal Birch"),
            *("Ida Holm", "Jo Rowan", "Kit Alder", "Len Hazel"),
        ),
        roles=("deputy lead", *["team"] * 6, "shadow", "regulatory", "social work", "social work"),
        qa_manager="Ned Thorn",
        where=36,
    )


@pytest.mark.parametrize(
    "words",
    [
        "Team inspectors: Cy Oak, Di Elm, Ed Fir",
        "Team inspectors: Cy Oak, Di Elm Ed Fir",
        "Team inspectors:\nCy Oak\nDi Elm\nEd Fir",
        "Team inspectors\nMr Cy Oak, HMI\nMs Di Elm, HMI\nEd Fir, HMI",
        "Team inspectors: Cy Oak HMI Di Elm HMI Ed Fir HMI",
        "Team inspectors: Cy Oak, Di\nElm and Ed Fir.",
    ],
)
def test_members_however_they_are_parted(words: str) -> None:
    found = team_of(
        f"X\nLead inspector: Ada Lowe\n{words}\nInformation about this area\nThere is much to see."
    )
    assert (found.members, found.roles) == (("Cy Oak", "Di Elm", "Ed Fir"), ("team",) * 3)


def test_inspectors_of_a_second_visit() -> None:
    text = """X
Lead inspector: Ada Lowe
Team inspectors: Cy Oak
The inspectors who carried out the second visit were:
Di Elm Senior HMI; Ed Fir HMI and\x20
National Lead for Parks, Ponds and Playgrounds
More about the visit follows."""
    found = team_of(text)
    assert (found.members, found.roles) == (
        ("Cy Oak", "Di Elm", "Ed Fir"),
        ("team", "second visit", "second visit"),
    )


def test_what_is_no_name_is_told() -> None:
    found = team_of("X\nLead inspector: Ada Lowe\nTeam inspectors: Cy Oak, one other, Di Elm\nThe end.")
    assert (found.members, found.unread) == (("Cy Oak", "Di Elm"), ("one other",))
