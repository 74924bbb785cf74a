"""The feeds that a web page names in its head (<link rel="alternate">)."""

from __future__ import annotations

import html
import re

from sitroom.ingest.feeds import address
from sitroom.ingest.safe_xml import to_text

HEAD = 500_000  # characters looked at
LINK = re.compile(r"<(?:link|base)\b([^<>]{0,2000})>", re.I)
ATTRIBUTE = re.compile(
    r"""([a-z-]{1,20})\s{0,5}=\s{0,5}(?:"([^"]{0,1500})"|'([^']{0,1500})'|([^\s"'<>]{1,1500}))""", re.I
)
TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")


def feeds_in(data: bytes, url: str) -> tuple[str, ...]:
    """Addresses of the feeds a page names, in its order; feeds of comments last."""
    found: dict[str, bool] = {}
    base = url
    for tag in LINK.finditer(to_text(data)[:HEAD]):
        given = {m[1].lower(): html.unescape(m[2] or m[3] or m[4] or "").strip() for m in ATTRIBUTE.finditer(tag[1])}
        if tag[0][1:5].lower() == "base":
            base = address(given.get("href"), base) or base
        elif "alternate" in given.get("rel", "").lower().split() and given.get("type", "").lower() in TYPES:
            feed = address(given.get("href"), base)
            if feed is not None:
                found.setdefault(feed, "comment" in (feed + given.get("title", "")).lower())
    return tuple(sorted(found, key=lambda feed: found[feed]))
