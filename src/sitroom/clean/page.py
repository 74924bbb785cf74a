"""Bytes of a page to text. STUB: owned by the ingest helper."""

from __future__ import annotations

import unicodedata

from sitroom.model import Page, Raw


def to_page(raw: Raw) -> Page:
    text = unicodedata.normalize("NFC", raw.data.decode("utf-8")).replace("\r\n", "\n")
    return Page(
        text=text,
        title=raw.title,
        outlet=raw.outlet,
        url=raw.url,
        published=raw.published,
        language=raw.language or "fr",
    )
