from __future__ import annotations

import pytest

from councilgraph.graph.errors import DocumentError
from councilgraph.graph.model import Document
from councilgraph.graph.readers.html import declared_encoding, has_tags, is_page, parse_html

HEAD = """<title>Director quits | The Saltby Lantern</title>
<meta property="og:site_name" content="The Saltby Lantern">
<link rel="canonical" href="https://lantern.example/news/1">"""
DATE = '<meta property="article:published_time" content="2014-03-12T09:00:00Z">'
STORY = """<h1>Director quits</h1>
<p>Orla Fenwick, director of children's services at Saltby Council, has resigned.<script>alert(1)</script></p>
<p>She said: &ldquo;It is time to go.&rdquo; The council will look for a successor in the spring.</p>
<ul><li>one</li><li>two &amp; three</li></ul>"""
TEXT = (
    "Director quits\n\n"
    "Orla Fenwick, director of children's services at Saltby Council, has resigned.\n\n"
    "She said: “It is time to go.” The council will look for a successor in the spring.\n\n"
    "- one\n\n"
    "- two & three"
)


def page(head=HEAD, story=STORY, after=""):
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><nav><a href='/'>Home</a> <a href='/n'>News</a></nav>"
        f"<article>{story}</article>{after}<footer>We use cookies. Copyright.</footer></body></html>"
    )


def read(text):
    return parse_html(text, name="page.html", sha256="ab")


def test_the_story_and_what_the_page_says_of_itself():
    after = '<section id="comments"><h3>Comments</h3><p>Saltby Sam: sack them all</p></section>'
    assert read(page(HEAD + DATE, after=after)) == Document(
        sha256="ab",
        name="page.html",
        media_type="text/html",
        text=TEXT,
        title="Director quits",
        publisher="The Saltby Lantern",
        issued="2014-03-12",
        url="https://lantern.example/news/1",
    )


def test_a_headline_outside_the_story_is_put_before_it():
    head = "<html><head><title>Director quits</title></head>"
    assert (
        read(f"{head}<body><p>Orla Fenwick has left Saltby.</p></body></html>").text
        == "Director quits\n\nOrla Fenwick has left Saltby."
    )


@pytest.mark.parametrize(
    "where",
    [
        page(HEAD + '<meta name="DC.date.issued" content="2014-03-12">'),
        page(HEAD + '<meta itemprop="datePublished" content="12 March 2014">'),
        page(HEAD + '<script type="application/ld+json">{"datePublished": "2014-03-12T10:00"}</script>'),
        page(story='<time datetime="2014-03-12T09:00">Wednesday</time>' + STORY),
        page(story='<div class="article-date">12 March 2014</div>' + STORY),
        page(story="<p>Published 12 March 2014</p>" + STORY),
        page(HEAD + DATE + '<meta property="article:modified_time" content="2015-01-01">'),
    ],
)
def test_the_day_of_publication(where):
    assert read(where).issued == "2014-03-12"


@pytest.mark.parametrize(
    "where",
    [
        page(),
        page(HEAD + '<meta name="date" content="yesterday"><meta name="date" content="2014-02-31">'),
        page(HEAD + '<meta property="article:modified_time" content="2015-01-01">'),
        page(story=STORY + "<p>Inspectors were in Saltby on 12 March 2014.</p>"),
        page(story=STORY + '<img src="https://img.example/2014/03/12/hall.jpg">'),
        page(after='<div class="comment"><time datetime="2014-03-12">12 March 2014</time><p>Shame</p></div>'),
        page(after='<aside class="related-stories"><span class="date">12 March 2014</span></aside>'),
    ],
)
def test_no_date_rather_than_a_guess(where):
    assert read(where).issued is None


def test_only_web_addresses_and_names_of_sites_count():
    head = """<title>Director quits</title><meta property="og:site_name" content="lantern.example">
    <link rel="canonical" href="javascript:alert(1)">"""
    document = read(page(head))
    assert (document.publisher, document.url) == (None, None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<html><body></body></html>", "no story in this web page"),
        ("<html><body><script>run()</script></body></html>", "no story in this web page"),
        (
            "<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>",
            "an error page",
        ),
        (
            "<html><head><title>Access denied</title></head><body><p>No entry.</p></body></html>",
            "an error page",
        ),
        ("<html><body>" + "<div>" * 50_000 + "<p>deep</p>", "no story in this web page"),
    ],
)
def test_pages_without_a_story(text, message):
    with pytest.raises(DocumentError, match=message) as caught:
        read(text)
    assert caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        page(STORY * 50),
        page(story=STORY + "<div class=date>" * 200 + "<p>deep</p>"),
        page(story=STORY + "<" * 50_000 + "&" * 50_000),
        page(HEAD + "<title>" + "a " * 50_000 + "</title>"),
        page(HEAD + '<script type="application/ld+json">' + "[" * 50_000 + "</script>"),
        page().replace("<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY a "aaa"><!ENTITY b "&a;&a;&a;">]>'),
        page(story=STORY + "<p>\x01\x1b[0m</p>"),
        page().replace(">", ""),
    ],
)
def test_hostile_pages_give_a_document_or_an_error(text):
    try:
        document = read(text)
    except DocumentError:
        return
    assert document.text
    document.text.encode()


def test_nothing_is_printed_about_bad_pages(capfd):
    with pytest.raises(DocumentError):
        read("<html></html>")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n<!-- saved -->\n<!DOCTYPE html>\n<p>", True),
        ('<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">', True),
        ("<HTML lang=en>", True),
        ("<p>only a piece</p>", False),
        ("See <html> tags", False),
        ("<headline>", False),
        ("<!-- a -->" * 500 + "x", False),
    ],
)
def test_what_begins_as_a_page(text, expected):
    assert is_page(text) is expected


def test_pieces_of_pages_have_tags():
    assert has_tags("<div class='x'>Words</div>")
    assert not has_tags("a < b and b > c, <Saltby> <pre-war>")


def test_a_declaration_of_encoding_in_a_text_means_nothing():
    text = page(story=STORY.replace("Fenwick", "Brontë"))
    declared = '<?xml version="1.0" encoding="iso-8859-2"?>\n' + text.replace(
        "<head>", "<head><meta charset=koi8-r>"
    )
    assert read(declared) == read(text)
    assert "Brontë" in read(text).text


@pytest.mark.parametrize(
    ("start", "encoding"),
    [
        (b"<meta charset=windows-1251>", "windows-1251"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">', "iso-8859-15"),
        (b"<?xml version='1.0' encoding='windows-1250'?>", "windows-1250"),
        (b"<meta charset='punycode'>", None),
        (b"<meta charset=latin-1>", None),
        (b"<meta name=description content=x>", None),
    ],
)
def test_declared_encodings(start, encoding):
    assert declared_encoding(b"<html><head>" + start) == encoding
