"""Damaged and hostile files, the same for the same seed: what a folder from anywhere may hold."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "cp037", "utf-7", "shift_jis", "utf-8-sig")
SUFFIXES = (".txt", ".md", ".html", ".htm", ".csv", ".tsv", ".pdf", ".text", ".xhtml", ".markdown", "")
MARKS = (
    b"\x00", b"\x1b[2J", b"\xff\xfe", "\u202e".encode(), "\u200b".encode(), b"\r\r\n", b"\x0c", b"<", b"</", b"{{",
    b"\"", b"'", b",", b";", b"|", b"---\n", b"# ", b"2009-13-45", b"31 February 2011", b"=cmd|' /C calc'!A0",
    b"&#x1F4A3;", b"&amp" * 9, "\ud7ff".encode(), "Ａ".encode(), "İ".encode(), "ß".encode(), b"\xed\xa0\x80",
)  # fmt: skip

Seed = tuple[str, bytes]
"""The name of a good file, and what is in it."""

Mutation = Callable[[random.Random, Seed, Sequence[Seed]], Seed]


def mutants(seeds: Sequence[Seed], count: int, *, seed: int) -> Iterator[Seed]:
    """So many files made from good ones by one to four mutations each; their names do not repeat."""
    chance = random.Random(seed)
    for number in range(count):
        found = chance.choice(seeds)
        for _ in range(chance.choice((1, 1, 2, 4))):
            found = chance.choice(_MUTATIONS)(chance, found, seeds)
        yield f"{number:05d}-{Path(found[0]).name}", found[1]


def _flipped(chance: random.Random, one: Seed, others: Sequence[Seed]) -> Seed:
    name, content = one[0], bytearray(one[1])
    for _ in range(chance.choice((1, 3, 30, 300))):
        if content:
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return name, bytes(content)


def _cut(chance: random.Random, one: Seed, others: Sequence[Seed]) -> Seed:
    name, content = one
    ends = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return name, chance.choice((content[: ends[0]], content[ends[0] :], content[ends[0] : ends[1]]))


def _swapped(chance: random.Random, one: Seed, others: Sequence[Seed]) -> Seed:
    return Path(one[0]).stem + chance.choice(SUFFIXES), one[1]


def _joined(chance: random.Random, one: Seed, others: Sequence[Seed]) -> Seed:
    other = chance.choice(others)[1]
    place = chance.randrange(len(one[1]) + 1)
    return one[0], one[1][:place] + other + one[1][place:]


def _marked(chance: random.Random, one: Seed, others: Sequence[Seed]) -> Seed:
    name, content = one
    for _ in range(chance.choice((1, 5, 50))):
        place = chance.randrange(len(content) + 1)
        content = content[:place] + chance.choice(MARKS) + content[place:]
    return name, content


def _repeated(chance: random.Random, one: Seed, others: Sequence[Seed]) -> Seed:
    name, content = one
    start = chance.randrange(len(content) + 1)
    piece = content[start : start + chance.choice((1, 10, 200))]
    return name, content[:start] + piece * chance.choice((10, 1000, 5000)) + content[start:]


def _recoded(chance: random.Random, one: Seed, others: Sequence[Seed]) -> Seed:
    text = one[1].decode("utf-8", "replace")
    return one[0], text.encode(chance.choice(ENCODINGS), "replace")


def _on_one_line(chance: random.Random, one: Seed, others: Sequence[Seed]) -> Seed:
    content = one[1].replace(b"\n", chance.choice((b" ", b"", b"\r", b"\x0b")))
    return one[0], content * chance.choice((1, 20))


def _packed(chance: random.Random, one: Seed, others: Sequence[Seed]) -> Seed:
    """An archive, in an archive, under the name of something else."""
    name, content = one
    for _ in range(chance.choice((1, 2, 10))):
        if chance.random() < 0.5:
            content = gzip.compress(content, mtime=0)
        else:
            packed = io.BytesIO()
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(zipfile.ZipInfo("inner.txt"), content)
            content = packed.getvalue()
    return name, content


def _deep(chance: random.Random, one: Seed, others: Sequence[Seed]) -> Seed:
    """Markup that is nested far deeper than anybody writes."""
    tag = chance.choice(
        (b"<div>", b"<table><tr><td>", b"<ul><li>", b"<b>", b"<blockquote>", b"> ", b"[", b"<svg><a>")
    )
    body = tag * chance.choice((100, 3000, 20000)) + one[1]
    return f"{Path(one[0]).stem}.{chance.choice(('html', 'md', 'txt'))}", b"<html><body>" + body


def _wide(chance: random.Random, one: Seed, others: Sequence[Seed]) -> Seed:
    """A table of very many rows, columns or characters in a cell."""
    rows, columns, chars = chance.choice(((20000, 3, 5), (3, 5000, 5), (3, 3, 200000), (2, 1, 1)))
    row = b",".join([b"x" * chars] * columns) + b"\n"
    return f"{Path(one[0]).stem}.{chance.choice(('csv', 'tsv', 'txt'))}", row * rows


def _bomb(chance: random.Random, one: Seed, others: Sequence[Seed]) -> Seed:
    """A PDF of a few kilobytes whose page unpacks to very many megabytes."""
    packed = zlib.compress(b"BT /F1 9 Tf (council) Tj ET\n" * chance.choice((1000, 200_000)), 9)
    if chance.random() < 0.3:
        packed = zlib.compress(packed, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, each) for number, each in enumerate(objects, 1))
    return f"{Path(one[0]).stem}.pdf", b"%PDF-1.4\n" + body + b"trailer << /Root 1 0 R /Size 6 >>\n%%EOF\n"


def _blank(chance: random.Random, one: Seed, others: Sequence[Seed]) -> Seed:
    filler = chance.choice((b" ", b"\n", b"\t", b"\x00", "\u3000".encode(), b"\xc2\xa0"))
    return one[0], filler * chance.choice((0, 1, 100_000, 2_000_000)) + one[1][: chance.choice((0, 0, 200))]


_MUTATIONS: tuple[Mutation, ...] = (
    _flipped, _flipped, _cut, _cut, _swapped, _joined, _marked, _marked, _repeated, _recoded, _on_one_line, _packed,
    _deep, _wide, _bomb, _blank,
)  # fmt: skip
