"""Bytes of a row or a mail to characters. Whole pages are decoded by `clean`, which looks at more."""

from __future__ import annotations

import codecs

from sitroom.ingest.streams import Stream

# The web's and every mail program's custom: who says Latin-1 means Windows-1252.
ALIASES = {"iso8859-1": "cp1252", "ascii": "cp1252"}
WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def to_text(data: bytes, charset: str | None = None) -> str:
    """The text of `data`: UTF-8 if it is, else as declared, else Windows-1252. Never raises."""
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8"), *WIDE):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode(codec(charset) or "cp1252", "replace")
    except (UnicodeError, ValueError):
        return data.decode("cp1252", "replace")


def codec(label: str | None) -> str | None:
    """Python's name of a text encoding; None when there is none of that name, or it is no page's."""
    try:
        info = codecs.lookup((label or "").strip()[:40])
    except (LookupError, ValueError):
        return None
    if not getattr(info, "_is_text_encoding", True) or info.name in ("idna", "punycode", "undefined", "unicode_escape"):
        return None
    return ALIASES.get(info.name, info.name)


def as_utf8(stream: Stream) -> Stream:
    """A stream whose wide encoding, if its mark says it has one, is turned into UTF-8; the mark is taken away."""
    head = stream.peek(4)
    if head.startswith(codecs.BOM_UTF8):
        stream.skip(len(codecs.BOM_UTF8))
        return stream
    wide = next(((mark, encoding) for mark, encoding in WIDE if head.startswith(mark)), None)
    if wide is None:
        return stream
    stream.skip(len(wide[0]))
    decoder = codecs.getincrementaldecoder(wide[1])("replace")

    def source(size: int) -> bytes:
        while part := stream.read(max(4, size)):
            if text := decoder.decode(part):
                return text.encode("utf-8", "replace")
        return decoder.decode(b"", True).encode("utf-8", "replace")

    return Stream(source, stream.name)
