"""Identifiers of organisations elsewhere, as addresses: Wikidata items, and ONS codes."""

from __future__ import annotations

import re
from collections.abc import Iterable

WIKIDATA = "http://www.wikidata.org/entity/"
ONS = "http://statistics.data.gov.uk/id/statistical-geography/"

_CODE = re.compile(r"[EWSN]\d{8}")
_ITEM = re.compile(r"Q[1-9]\d{0,15}")
_PAGE = re.compile(r"https?://(?:www\.|m\.)?wikidata\.org/(?:entity|wiki)/(Q[1-9]\d{0,15})")
_ADDRESS = re.compile(r"""https?://[^\s<>"{}|\\^`\x00-\x20]+""")


def is_ons_code(text: str) -> bool:
    """Whether a text is a code of the Office for National Statistics, such as E06000052."""
    return _CODE.fullmatch(text) is not None


def address_of(text: str) -> str | None:
    """The address that an identifier stands for; an address stays as it is. None for what is neither.

    >>> address_of("Q23148")
    'http://www.wikidata.org/entity/Q23148'
    >>> address_of("https://www.wikidata.org/wiki/Q23148")
    'http://www.wikidata.org/entity/Q23148'
    """
    item = _PAGE.fullmatch(text)
    if item or _ITEM.fullmatch(text):
        return WIKIDATA + (item[1] if item else text)
    if is_ons_code(text):
        return ONS + text
    return text if _ADDRESS.fullmatch(text) else None


def name_of(identifier: str) -> str | None:
    """What an identifier is looked up by: an ONS code by itself, any other by its address.

    >>> name_of("http://statistics.data.gov.uk/id/statistical-geography/E06000052")
    'E06000052'
    """
    address = address_of(identifier)
    return address.removeprefix(ONS) if address else None


def wikidata_items(addresses: Iterable[str]) -> list[str]:
    """The Wikidata items among addresses.

    >>> wikidata_items(["http://www.wikidata.org/entity/Q23148", "https://example.org/"])
    ['Q23148']
    """
    return [each.removeprefix(WIKIDATA) for each in addresses if each.startswith(WIKIDATA)]
