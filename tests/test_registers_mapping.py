from __future__ import annotations

import pytest

from councilgraph.graph.errors import UsageError
from councilgraph.graph.model import Document, Extraction, OrganisationClaim, Quote
from councilgraph.graph.registers import claims, parse_mapping, read_mapping

MAPPING = """
[match]
columns = ["name", "Opened on"]
optional = ["type"]

[[claim]]
type = "organisation"
when = [{ column = "type", not = ["shop"] }, { column = "opened_on" }]
organisation = { column = "name" }
kind = { column = "type", map = { "Local school" = "school" } }
since = { column = "opened on", dates = ["%d.%m.%Y", "%m/%Y", "%Y."] }
nation = { value = "Wales" }
"""


def test_a_mapping_that_somebody_wrote(tmp_path):
    path = tmp_path / "schools.toml"
    path.write_text(MAPPING, "utf-8")
    mapping = read_mapping(path)
    assert (mapping.name, mapping.columns, mapping.optional) == ("schools", ("name", "opened on"), ("type",))
    text = (
        "name,type,opened on\nExford,local school,1.9.1998\nBarle,shop,1999\nAsh,Charity,09/2001\n"
        "Elm,charity,\nOak,charity,2002.\n"
    )
    document = Document(sha256="0" * 64, name="schools.csv", media_type="text/csv", text=text)
    lines = {line.split(",")[0]: line for line in text.splitlines()}
    assert claims(document, mapping) == Extraction(
        tuple(
            OrganisationClaim(
                quote=Quote(text.index(name), text.index(name) + len(lines[name]), lines[name]),
                organisation=name,
                kind=kind,
                since=since,
                nation="Wales",
            )
            for name, kind, since in (
                ("Exford", "school", "1998-09-01"),
                ("Ash", "charity", "2001-09"),
                ("Oak", "charity", "2002"),
            )
        )
    )


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ("[match]", "[match", "mapping schools: Expected", "a mapping is a TOML file"),
        ("[match]", "[mach]", 'mapping schools, line 2, mach: unknown key', 'did you mean "match"?'),
        ('["name", "Opened on"]', "[]", "mapping schools, line 2, match: no columns", "list the columns"),
        ('["name", "Opened on"]', '"name"', "match: columns must be a list", "docs/registers.md"),
        ("optional", "optionals", "line 4, match optionals: unknown key", 'did you mean "optional"?'),
        ("[[claim]]", "[claim.x]", "claim 1: type must be a text", "docs/registers.md"),
        ('"organisation"', '"organization"', 'there is no claim type "organization"', '"organisation"'),
        ("since =", "sinc =", "line 11, claim 1 sinc: unknown key", 'did you mean "since"?'),
        ("organisation = {", "names = {", "a claim of type organisation needs organisation", "registers.md"),
        ('column = "name"', 'column = "nam"', 'line 9, claim 1 organisation: the column "nam" is not listed', '"name"'),
        ('= "school"', '= "scool"', 'line 10, claim 1 kind: "scool" is no word for kind', 'did you mean "school"?'),
        ('{ value = "Wales" }', '{ value = "Wales", column = "name" }', "nation: give one of", "registers.md"),
        ('{ value = "Wales" }', '"Wales"', "claim 1 nation: a table is needed", "registers.md"),
        ('{ column = "name" }', '{ column = "name", give = "type" }', "match and give go", "registers.md"),
        ("not =", "nor =", 'line 8, claim 1 when 1 nor: unknown key', 'did you mean "not"?'),
    ],
)  # fmt: skip
def test_mappings_that_are_wrong(old, new, message, hint):
    with pytest.raises(UsageError) as caught:
        parse_mapping(MAPPING.replace(old, new, 1), name="schools")
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_a_mapping_without_claims_or_without_a_file(tmp_path):
    with pytest.raises(UsageError, match="there is no"):
        parse_mapping('[match]\ncolumns = ["name"]', name="schools")
    with pytest.raises(UsageError, match=r"cannot read the mapping .+none\.toml: No such file"):
        read_mapping(tmp_path / "none.toml")
