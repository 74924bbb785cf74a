"""When are two addresses one page? Scheme, "www.", mobile and AMP forms, tracking parameters, fragments say nothing."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

# Parameters that say where the reader came from: campaign tags of the usual tools, and of French and British media.
TRACKING = re.compile(
    r"(?:utm_\w+|at_\w+|ns_\w+|mc_\w+|pk_\w+|mtm_\w+|_hs\w+|hs[ac]_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|"
    r"twclid|xtor|xtref|cmp|cmpid|ocid|ito|smid|smtyp|sref|rss|ref|ref_src|referrer|source|src|share|shared|feature|"
    r"amp|outputtype|output|print|from|via|partner)",
    re.IGNORECASE,
)
HOST = re.compile(r"^(?:www\d?|m|mobile|amp)\.")
PATH = re.compile(r"(?:/(?:index|default)\.(?:html?|php|aspx?))?/*$|/amp/*$|\.amp(?=\.html?$)", re.IGNORECASE)
AMP = re.compile(r"^/amp(?=/)|/amp/*$", re.IGNORECASE)


def address_key(url: str | None) -> str | None:
    """The address of a report, written one way; None for what is no web address, or a site's front page."""
    parts = split(url)
    if parts is None:
        return None
    host, path, query = parts
    path = PATH.sub("", AMP.sub("", path))
    kept = sorted((k, v) for k, v in parse_qsl(query, keep_blank_values=True)[:30] if not TRACKING.fullmatch(k))
    if not path and not kept:
        return None
    return f"u:{host}{path}" + (f"?{urlencode(kept)}" if kept else "")


def host_of(url: str | None) -> str | None:
    """The host of an address, without "www." and the like."""
    parts = split(url)
    return parts[0] if parts is not None else None


def feed_key(feed_id: str | None, site: str | None) -> str | None:
    """The id of a feed's entry: only one that cannot be another feed's holds without the site."""
    if not feed_id or not feed_id.strip():
        return None
    known = address_key(feed_id)
    if known is not None:
        return "f:" + known
    wide = feed_id.startswith(("tag:", "urn:"))
    return f"f:{'' if wide else site or '?'} {feed_id.strip()[:500]}" if wide or site else None


def split(url: str | None) -> tuple[str, str, str] | None:
    """Host, path and query of a web address."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    bare = HOST.sub("", host) if host.count(".") > 1 else host
    return bare + (f":{port}" if port not in (None, 80, 443) else ""), parts.path, parts.query
