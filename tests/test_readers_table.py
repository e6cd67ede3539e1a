from __future__ import annotations

import pytest

from councilgraph.graph.errors import DocumentError
from councilgraph.graph.model import Document
from councilgraph.graph.readers.table import parse_table

TABLE = 'name,opened\n"Saltby, City of",1974-04-01\nEldermouth,1974-04-01\n'


@pytest.mark.parametrize(
    "text",
    [
        TABLE,
        "name;opened\nSaltby;1974\n",
        "name\topened\nSaltby\t1974\n",
        "sep=;\nname;opened\nSaltby;1974\nEldermouth;1974\n",
        'name,note\nSaltby,"two\nlines"\nEldermouth,\n',
    ],
)
def test_a_table_is_its_text(text):
    assert parse_table(text, name="r.csv", sha256="ab") == Document(
        sha256="ab", name="r.csv", media_type="text/csv", text=text
    )


@pytest.mark.parametrize(
    "text",
    [
        "Saltby picks a leader\n\nJane Marlowe, who is 41, won by a vote.\n\nShe thanked her family.\n",
        "name,opened\n",
        "name\nSaltby\nEldermouth\n",
        "\n\n",
        '"' + "x" * 200_000,
    ],
)
def test_what_is_no_table(text):
    with pytest.raises(DocumentError) as caught:
        parse_table(text, name="r.csv", sha256="ab")
    assert caught.value.message.startswith("not a table")
    assert caught.value.hint
