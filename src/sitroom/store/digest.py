"""What makes an input the same input: its bytes and everything the user said of it."""

from __future__ import annotations

import hashlib

from sitroom.model import Raw

LATER = ("updated", "feed_id", "authors")


def digest_of(raw: Raw) -> str:
    """A digest of the bytes and the given fields. The name is left out: the same page under two paths is one; so
    is when it was fetched."""
    said = (raw.media_type, raw.url, raw.outlet, raw.published, raw.language, raw.title)
    given = "\0".join("-" if field is None else "+" + field for field in said)
    given += "".join(f"\0{name}={value}" for name in LATER if (value := getattr(raw, name)))  # later fields, if given
    head = hashlib.sha256(given.encode("utf-8", "surrogatepass")).digest()
    return hashlib.sha256(head + raw.data).hexdigest()
