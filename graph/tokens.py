"""The tokens of SPARQL 1.1, as section 19.8 of its specification has them."""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"""
    (?P<comment> \#[^\n\r]* )
  | (?P<iri>     <[^<>"{}|^`\\\x00-\x20]*> )
  | (?P<text>    \"{3}(?:(?:\"|\"\")?(?:[^"\\]|\\.))*\"{3} | '{3}(?:(?:'|'')?(?:[^'\\]|\\.))*'{3}
               | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
  | (?P<other>   [?$]\w+ | @[A-Za-z][\w-]* | (?:[^\W\d][\w.-]*)?:(?:[\w.:%-]|\\.)* | _:\w[\w.-]* )
  | (?P<number>  [0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)? )
  | (?P<word>    [A-Za-z][A-Za-z_0-9]* )
  | (?P<mark>    \^\^ | \|\| | && | <= | >= | != | [{}()\[\].;,=<>!*/+^|?-] )
    """,
    re.VERBOSE | re.DOTALL,
)
"""One token. A bare word that is in no string, IRI, name or comment is a keyword."""
