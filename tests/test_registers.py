from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from councilgraph.graph.model import (
    ChangeClaim,
    Document,
    Extraction,
    InspectionClaim,
    JudgementClaim,
    OrganisationClaim,
    PostClaim,
    Problem,
    Quote,
)
from councilgraph.graph.registers import bundled_mappings, claims, find_mapping


def register(text: str) -> Document:
    return Document(sha256="0" * 64, name="people.csv", media_type="text/csv", text=text)


def read(text: str) -> Extraction:
    document = register(text)
    mapping = find_mapping(document)
    assert mapping
    return claims(document, mapping)


def row(text: str, start: str) -> Quote:
    """The line of `text` that begins with `start`."""
    at = text.index("\n" + start) + 1
    line = text[at:].splitlines()[0]
    return Quote(at, at + len(line), line)


def test_officeholders():
    text = (
        "Person,Role kind,role,organisation,since,until,status\n"
        "Ann Teal,minister,Minister for Ferries,Welsh Government,2019-05,,\n"
        "Bo Reed,minister,Minister for Ferries,Welsh Government,01/02/2016,31/02/2019,\n"
        "Cy Wren,Inspector,Chief Inspector,Ofsted,2011-07,2011-12,interim\n"
        ",inspector,Chief Inspector,Ofsted,2012,2013,gone\n"
        "Di Lark,ministre,Piper,,2012,2013,\n"
    )
    ferries = {"role": "Minister for Ferries", "role_kind": "minister", "organisation": "Welsh Government"}
    chief = {"role": "Chief Inspector", "role_kind": "inspector", "organisation": "Ofsted"}
    assert read(text) == Extraction(
        (
            PostClaim(quote=row(text, "Ann"), person="Ann Teal", **ferries, since="2019-05"),
            PostClaim(
                quote=row(text, "Bo"), person="Bo Reed", **ferries, status="former", since="2016-02-01"
            ),
            PostClaim(
                quote=row(text, "Cy"),
                person="Cy Wren",
                **chief,
                status="interim",
                since="2011-07",
                until="2011-12",
            ),
            PostClaim(
                quote=row(text, ",insp"), person=None, **chief, status="former", since="2012", until="2013"
            ),
        ),
        (
            Problem(
                "people.csv",
                "row 3, column until",
                "not a date: 31/02/2019",
                'the claim is kept without it; other forms go into the mapping: dates = ["%d/%m/%Y"]',
            ),
            Problem(
                "people.csv",
                "row 5, column status",
                '"gone" is no word for status',
                "known here: current, former, incoming, interim",
            ),
            Problem(
                "people.csv",
                "row 6, column role kind",
                '"ministre" is no word for role_kind',
                'did you mean "minister"?',
            ),
            Problem("people.csv", "row 6, column organisation", "no organisation", "no post claim"),
        ),
    )


def test_inspections_a_row_a_judgement():
    text = (
        "council,organisation_code,body,framework,start,end,published,lead_inspector,aspect,grade,url\n"
        "Exford Council,E06000901,Ofsted,sif,14/10/2013,2013-11-05,2014-01,Eve Finch,overall,good,\n"
        "Exford Council,E06000901,Ofsted,sif,14/10/2013,2013-11-05,2014-01,Eve Finch,adoption,adequate,\n"
        "Barle Council,,Ofsted,,2012,,,,,,\n"
    )
    visit = {"organisation": "Exford Council", "body": "Ofsted", "date": "2013-10-14"}
    overall, adoption = (
        text.index("Exford"),
        text.index("Exford", text.index("good")),
    )
    first = Quote(overall, adoption - 1, text[overall : adoption - 1])
    second = Quote(adoption, text.index("\nBarle"), text[adoption : text.index("\nBarle")])
    assert read(text) == Extraction(
        (
            InspectionClaim(
                quote=first,
                **visit,
                end="2013-11-05",
                published="2014-01",
                framework="sif",
                lead_inspector="Eve Finch",
            ),
            JudgementClaim(quote=first, **visit, aspect="overall", grade="good"),
            JudgementClaim(quote=second, **visit, aspect="adoption", grade="adequate"),
            InspectionClaim(
                quote=row(text, "Barle"), organisation="Barle Council", body="Ofsted", date="2012"
            ),
        )
    )


def test_changes():
    text = "date,predecessors,successors,note\n01/04/1998,Exford Council; Barle Council,E06000901,\n"
    assert read(text) == Extraction(
        (
            ChangeClaim(
                quote=row(text, "01/"),
                predecessors=("Exford Council", "Barle Council"),
                successors=("E06000901",),
                date="1998-04-01",
            ),
        )
    )


def test_mysociety_rows_refer_to_each_other():
    text = (
        "local-authority-code,official-name,nice-name,gss-code,end-date,replaced-by,"
        "local-authority-type,county-la,alt-names\n"
        'EXF,Exford,Exford,E07000901,2009-03-31,"BAR,XXX",NMD,CTY,'
        '"Exford,exford,Ford, City of,Ynys M\ufffdn"\n'
        "BAR,Barle  Council,Barle,E06000901,,,UA,,\n"
    )
    exford = row(text, "EXF,")
    assert read(text) == Extraction(
        (
            OrganisationClaim(
                quote=exford,
                organisation="Exford",
                kind="district_council",
                code="E07000901",
                names=("Ford, City of",),
                until="2009-03-31",
            ),
            ChangeClaim(
                quote=exford, predecessors=("Exford",), successors=("Barle Council",), date="2009-03-31"
            ),
            OrganisationClaim(
                quote=row(text, "BAR,"),
                organisation="Barle Council",
                kind="unitary_authority",
                code="E06000901",
                names=("Barle",),
            ),
        ),
        (
            Problem(
                "people.csv",
                "row 2, column nice name or alt names",
                "damaged letters: Ynys M\ufffdn",
                "the value is left out; was the file UTF-8?",
            ),
            Problem(
                "people.csv",
                "row 2, column county la",
                'no row has gss code for local authority code "CTY"',
                "it is left out",
            ),
            Problem(
                "people.csv",
                "row 2, column replaced by",
                'no row has official name for local authority code "XXX"',
                "it is left out",
            ),
        ),
    )


def test_rows_that_do_not_fit_are_problems_and_others_go_on():
    text = "date,predecessors,successors\n1998,Exford, Barle,Ash\n1999,Exford\n2000,Exford,Ash,,\n"
    hint = "the row is left out; put cells that contain the delimiter in quotation marks"
    assert read(text) == Extraction(
        (ChangeClaim(quote=row(text, "2000"), predecessors=("Exford",), successors=("Ash",), date="2000"),),
        (
            Problem("people.csv", "row 2", "4 cells under a header of 3", hint),
            Problem("people.csv", "row 3", "2 cells under a header of 3", hint),
        ),
    )


def test_a_register_without_the_columns_of_a_mapping():
    changes = next(mapping for mapping in bundled_mappings() if mapping.name == "changes")
    assert claims(register("date,predecessor,successors\n"), changes) == Extraction(
        (),
        (
            Problem(
                "people.csv",
                "row 1",
                'no column "predecessors", which the mapping changes needs',
                'did you mean "predecessor"?',
            ),
        ),
    )
    assert claims(register(""), changes).problems[0].hint == "the register is empty"


def test_no_mapping_for_other_tables_and_other_documents():
    assert find_mapping(register("name,age\nAnn,5\n")) is None
    assert find_mapping(register("")) is None
    prose = Document(sha256="0", name="a.txt", media_type="text/plain", text="date,predecessors,successors")
    assert find_mapping(prose) is None


@given(st.text(alphabet='1-/ab",\r\n'))
def test_any_rows_make_claims_with_exact_quotes(text):
    document = register("date,predecessors,successors\n" + text)
    mapping = find_mapping(document)
    assert mapping
    for claim in claims(document, mapping):
        assert claim.quote == document.quote(claim.quote.start, claim.quote.end)
