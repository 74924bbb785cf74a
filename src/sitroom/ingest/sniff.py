"""What bytes are: by how they begin first, by the name and the declared type where that does not tell.

Names lie and are missing (standard input); the first bytes of a format rarely do.
"""

from __future__ import annotations

import codecs
import json
import re
from pathlib import PurePosixPath
from typing import Literal

Kind = Literal[
    "zip", "gzip", "bzip2", "xz", "tar", "warc", "pdf", "mail", "mbox", "feed", "json", "jsonl", "table",
    "html", "markdown", "text", "office", "foreign",
]  # fmt: skip

HEAD = 8192
MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"WARC/", "warc"),
    (b"\xd0\xcf\x11\xe0", "office"),
)
# Said of what nobody can read here, by how it begins.
FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "is a rich text document: save it as text"),
    (b"\x28\xb5\x2f\xfd", "is compressed with zstd: unpack it first (unzstd)"),
    (b"7z\xbc\xaf", "is a 7z archive: unpack it first"),
    (b"Rar!", "is a RAR archive: unpack it first"),
    (b"\x89PNG", "is a picture"),
    (b"\xff\xd8\xff", "is a picture"),
    (b"GIF8", "is a picture"),
    (b"RIFF", "is a picture, a sound or a film"),
    (b"ID3", "is a sound"),
    (b"OggS", "is a sound or a film"),
    (b"\x00\x00\x01\x00", "is a picture"),
    (b"wOFF", "is a font"),
    (b"wOF2", "is a font"),
    (b"\x7fELF", "is a program"),
    (b"MZ\x90", "is a program"),
    (b"SQLite format 3", "is a database"),
)
SUFFIXES: dict[str, Kind] = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html", ".php": "html", ".aspx": "html",
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown",
    ".eml": "mail", ".mht": "mail", ".mhtml": "mail", ".mbox": "mbox",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "table", ".tsv": "table", ".tab": "table",
    ".rss": "feed", ".atom": "feed", ".warc": "warc", ".tar": "tar",
}  # fmt: skip
# Found in a folder or an archive, these are no reports whatever is in them.
NO_REPORTS = frozenset(
    (
        *(".css", ".js", ".mjs", ".map", ".svg", ".py", ".pyc", ".toml", ".ini", ".cfg", ".yaml", ".yml", ".lock"),
        *(".db", ".sqlite", ".db-wal", ".db-shm", ".log", ".sh", ".bat", ".exe", ".dll", ".so", ".ttf", ".ico"),
        *(".png", ".jpg", ".jpeg", ".gif", ".webp", ".mp3", ".mp4", ".webm", ".avi", ".mov", ".woff", ".woff2"),
        *(".xsd", ".dtd", ".xsl", ".opml", ".sha256", ".md5", ".sig", ".asc", ".torrent", ".tmp", ".part", ".bak"),
    )
)
TYPES: dict[str, Kind] = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "text", "text/markdown": "markdown",
    "message/rfc822": "mail", "multipart/related": "mail", "application/pdf": "pdf", "application/zip": "zip",
    "application/rss+xml": "feed", "application/atom+xml": "feed", "application/feed+json": "feed",
    "text/csv": "table", "text/tab-separated-values": "table", "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl", "application/warc": "warc", "application/gzip": "gzip",
}  # fmt: skip
MEDIA: dict[Kind, str] = {"html": "text/html", "text": "text/plain", "markdown": "text/markdown"}
OFFICE = (b"[Content_Types].xml", b"mimetypeapplication/vnd.", b"mimetypeapplication/epub", b"word/", b"xl/")
FEED = re.compile(r"(?:<\?xml[^<>]{0,200}\?>|<!--.{0,2000}?-->|<\?[^<>]{0,300}\?>|<!doctype\s+rss[^<>]{0,200}>|\s)*"
                  r"<(?:!doctype\s+)?(?:\w{1,10}:)?(?:rss|feed|RDF)\b", re.I | re.S)  # fmt: skip
FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]?\S?")
# A text may open with "From:" and "Date:"; only mail programs write these.
MAIL_ONLY = frozenset(("mime-version", "message-id", "received", "return-path", "delivered-to", "dkim-signature"))
MBOX = re.compile(rb"From \S+.{0,80}\b\d{4}\s*\r?\n[A-Za-z-]{2,40}:")

# The title, date or author of a text in YAML above it, closed as it was opened.
FRONT = re.compile(
    r"---\r?\n(?=(?:[^\n]*\n){0,30}?(?:title|date|author|titre|auteur)\s*:)(?:(?!---)[^\n]*\n){1,60}---\s*\n"
)


def kind_of(head: bytes, name: str, media_type: str | None = None) -> Kind:
    """The kind of an input by its first HEAD bytes, its name and what its carrier says it is."""
    for magic, kind in MAGIC:
        if head.startswith(magic):
            return "office" if kind == "zip" and any(sign in head[:4096] for sign in OFFICE) else kind
    if foreign(head):
        return "foreign"
    if head[257:262] == b"ustar":
        return "tar"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    told = SUFFIXES.get(suffix(name)) or TYPES.get((media_type or "").partition(";")[0].strip().lower())
    text = characters(head)
    if MBOX.match(head):
        return "mbox"
    if told in ("jsonl", "table", "mail", "warc", "tar", "mbox"):
        return told
    return _by_text(text, told)


def _by_text(text: str, told: Kind | None) -> Kind:
    if FEED.match(text):
        return "feed"
    start = text.lstrip("\ufeff \t\r\n")
    if start[:1] in ("{", "["):
        structured = _json_kind(start)
        if structured:
            return structured
    if told is None and _is_mail(text):
        return "mail"
    if told is None and FRONT.match(start):
        return "markdown"
    return told if told in ("html", "markdown", "text") else "text"


def _json_kind(start: str) -> Kind | None:
    """JSON Lines if the first line is an object of its own and something follows, else a document or nothing."""
    first, newline, rest = start.partition("\n")
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        value = None
    if isinstance(value, dict):
        return "jsonl" if rest.strip() else "json"
    if value is not None:
        return "json" if isinstance(value, list) and any(isinstance(item, dict) for item in value[:1]) else None
    if not newline and re.match(r'\{\s*"[^"\n]{1,100}"\s*:', start):
        return "jsonl"  # the first line is longer than what was looked at
    return "json" if re.match(r'(?:\[\s*)?\{\s*"[^"\n]{1,100}"\s*:', start) else None


def _is_mail(text: str) -> bool:
    names: set[str] = set()
    for line in text.split("\n")[:60]:
        line = line.rstrip("\r")
        if line[:1] in (" ", "\t") and names:
            continue
        found = FIELD.match(line)
        if not found:
            return not line.strip() and len(names) >= 3 and bool(names & MAIL_ONLY)
        names.add(found[1].lower())
    return len(names) >= 3 and bool(names & MAIL_ONLY)


def foreign(head: bytes) -> str | None:
    """What these bytes are if nobody can read them here, as a sentence that goes on after the name."""
    return next((what for magic, what in FOREIGN if head.startswith(magic)), None)


def characters(head: bytes) -> str:
    """The first bytes as text, well enough to look at: marks of UTF-16 and UTF-32 count, damage does not matter."""
    for mark, encoding in (
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "ignore")
    return head.decode("utf-8", "replace")


def suffix(name: str) -> str:
    """The ending of a name, lower case: ".html"; "" if there is none."""
    return PurePosixPath(name.replace("\\", "/").partition("?")[0]).suffix.lower()
