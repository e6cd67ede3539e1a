from __future__ import annotations

import pytest

from councilgraph.graph.model import Document
from councilgraph.graph.readers.markdown import front_matter, has_front_matter, parse_markdown


def read(text, name="story.md"):
    return parse_markdown(text, name=name, sha256="ab")


def test_front_matter_says_what_it_is():
    text = (
        "---\n"
        'title: "Saltby\'s leader goes"\n'
        "description: She leaves after a vote.\n"
        "date: 2020-09-19-23-19-22 \n"
        "publisher: 'The Saltby Lantern'\n"
        "url: https://lantern.example/leader\n"
        "categories: [latest, news]\n"
        "--- \n"
        "Jane Marlowe has resigned.\n"
    )
    assert read(text) == Document(
        sha256="ab",
        name="story.md",
        media_type="text/markdown",
        text=text,
        title="Saltby's leader goes",
        publisher="The Saltby Lantern",
        issued="2020-09-19",
        url="https://lantern.example/leader",
    )


@pytest.mark.parametrize(
    ("value", "issued"),
    [
        ("2020-09-19", "2020-09-19"),
        ("2020-09-19T23:19:22Z", "2020-09-19"),
        ("2020-09-19 23:19", "2020-09-19"),
        ("'19 September 2020'", "2020-09-19"),
        ("Sat, 19 Sep 2020", "2020-09-19"),
        ("2020-09", "2020-09"),
        ("2020", "2020"),
        ("2020-13-45", None),
        ("soon", None),
    ],
)
def test_dates_in_front_matter(value, issued):
    assert read(f"---\ndate: {value}\n---\nJane Marlowe has resigned.\n").issued == issued


def test_a_file_name_gives_the_date_last():
    body = "---\nlayout: post\n---\nJane Marlowe has resigned.\n"
    assert read(body, "2026-01-29-leader-goes.md").issued == "2026-01-29"
    assert read(body, "2026-13-29-leader-goes.md").issued is None
    dated = "# Leader goes\n\nThe Saltby Lantern, 14 July 2010\n\nJane Marlowe has resigned.\n"
    assert read(dated, "2026-01-29-leader-goes.md").issued == "2010-07-14"


@pytest.mark.parametrize(
    "line",
    [
        "[Read the full article at The Saltby Lantern](https://lantern.example/1)",
        "[View the original story on The Saltby Lantern.](https://lantern.example/1)",
        "Source: [The Saltby Lantern](https://lantern.example/1)",
        "*Originally published in [The Saltby Lantern](https://lantern.example/1)*",
    ],
)
def test_a_link_to_the_story_gives_publisher_and_address(line):
    document = read(f"# Leader goes\n\nShe met [the board](https://board.example/).\n\n{line}\n")
    assert (document.publisher, document.url) == ("The Saltby Lantern", "https://lantern.example/1")


def test_other_links_give_neither():
    document = read(
        "# Leader goes\n\nShe met [the board](https://board.example/), as [read here](http://x.example).\n"
    )
    assert (document.publisher, document.url) == (None, None)


def test_a_source_may_be_a_name_or_an_address():
    named = read("---\nsource: The Saltby Lantern\n---\nText.\n")
    assert (named.publisher, named.url) == ("The Saltby Lantern", None)
    address = read("---\nsource: https://lantern.example/1\n---\nText.\n")
    assert (address.publisher, address.url) == (None, "https://lantern.example/1")
    unsafe = read("---\nurl: javascript:alert(1)\nlink: /news/1\n---\nText.\n")
    assert (unsafe.publisher, unsafe.url) == (None, None)


def test_front_matter_is_read_as_flat_keys_and_no_more():
    text = (
        "---\n"
        "title: One\n"
        "title: Two\n"
        "nested:\n"
        "  date: 2011-01-01\n"
        "list: [a, b]\n"
        "anchor: &a !!python/object:os.system\n"
        "long: |\n"
        "  words\n"
        "---\n"
        "Body"
    )
    assert front_matter(text) == (
        {"title": "One", "nested": "", "list": "", "anchor": "", "long": ""},
        text.index("Body"),
    )


def test_toml_front_matter():
    assert front_matter('+++\ntitle = "One"\n+++\nBody') == ({"title": "One"}, 22)


@pytest.mark.parametrize(
    "text", ["", "---\n", "---\nBody\n", "---\n\n---\nBody", "# A\n---\ntitle: x\n---\n", "---\ntitle: x"]
)
def test_what_is_no_front_matter(text):
    assert not has_front_matter(text)
    assert read(text).text == text


def test_a_heading_is_the_title_where_no_front_matter_says():
    assert read("Some words\n\n# Leader goes #\n\nShe left.\n").title == "Leader goes"
    assert read("Leader of Saltby goes\n\nShe left the council.\n").title == "Leader of Saltby goes"
