"""Bytes to characters, with a note wherever something had to be guessed or given up.

Order of belief: byte order mark, strict UTF-8, the charset the page declares, Windows-1252 when what it gives looks
like Western text, then charset-normalizer's guess. Anything that is no text in the end is refused as binary.

Deliberately not here: repairing mojibake. It is noted; offsets must stay those of the file.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from sitroom.errors import BinaryInput, EmptyInput

# What a file begins with, and what its owner can do about it.
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "is a PDF: give its text instead (pdftotext FILE - | sitroom read -)"),
    (b"PK\x03\x04", "is a zip archive or an office document: save it as text, or unpack it first"),
    (b"\xd0\xcf\x11\xe0", "is an office document: save it as text"),
    (b"{\\rtf", "is a rich text document: save it as text"),
    (b"\x1f\x8b", "is compressed with gzip: unpack it first (gunzip)"),
    (b"BZh", "is compressed with bzip2: unpack it first (bunzip2)"),
    (b"\xfd7zXZ", "is compressed with xz: unpack it first (unxz)"),
    (b"\x28\xb5\x2f\xfd", "is compressed with zstd: unpack it first (unzstd)"),
    (b"7z\xbc\xaf", "is a 7z archive: unpack it first"),
    (b"\x89PNG", "is a picture"),
    (b"\xff\xd8\xff", "is a picture"),
    (b"GIF8", "is a picture"),
    (b"RIFF", "is a picture, a sound or a film"),
    (b"\x7fELF", "is a program"),
    (b"MZ\x90", "is a program"),
    (b"SQLite format 3", "is a database"),
)
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^<>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I
)
# Standard of the web (WHATWG Encoding): a page that says Latin-1 or ASCII means Windows-1252.
ALIASES = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-15": "iso8859-15"}
# Python's own codecs that no page is written in.
NO_CHARSETS = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7"})
WESTERN = frozenset("éèêëàâäçùûüîïôöœæÿñáóíúìòõãåøßÉÈÊËÀÂÄÇÙÛÜÎÏÔÖŒÆŸÑ«»‹›“”‘’„…–—•·€£°²³½©®™§\u00a0¿¡")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
SURROGATE = re.compile(r"[\ud800-\udfff]")
MOJIBAKE = re.compile(r"Ã[©¨ª«§´¢€‰ˆ\u00a0¹®¯»]|â€[™œ\x9d“”¦˜\x9c\x99]|Â[«»\u00a0°]")
# More combining marks in a row than any writing needs (UAX 15, stream-safe text: 30); normalising them is quadratic.
STREAM_SAFE = 30
HIGH = re.compile(r"[^\x00-\u02ff]{31,}")
SAMPLE = 200_000


def decode(data: bytes, name: str, charset: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of `data` in NFC with LF line ends, and notes. `charset` is what its carrier declared.

    NUL characters and lone surrogates become U+FFFD, one for one. Raises BinaryInput, EmptyInput.
    """
    for magic, what in MAGIC:
        if data.startswith(magic):
            raise BinaryInput(name, f"{what}; sitroom reads text and HTML")
    text, notes = _characters(data, name, charset)
    controls = sum(1 for _ in CONTROL.finditer(text))
    if controls > max(3, len(text) // 50):
        raise BinaryInput(name, "is not text in any encoding that can be told; save it as UTF-8 text")
    if "\0" in text or SURROGATE.search(text):
        text = SURROGATE.sub("\ufffd", text.replace("\0", "\ufffd"))
        notes.append("Characters that are no text (NUL, halves of characters) were replaced by U+FFFD.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise EmptyInput(name, "holds nothing but white space")
    text, normal = to_nfc(text)
    if not normal:
        notes.append("The text holds endless runs of combining marks and was left unnormalised.")
    if len(MOJIBAKE.findall(text[:SAMPLE])) >= 3:
        notes.append("The text holds wrongly decoded characters (such as « Ã© » for « é »): quotations may be garbled.")
    return text, tuple(notes)


def to_nfc(text: str) -> tuple[str, bool]:
    """The text in NFC and True; the same text and False when it holds runs of marks that would take forever."""
    for candidate in HIGH.finditer(text):
        run = 0
        for char in candidate.group():
            run = run + 1 if unicodedata.combining(char) else 0
            if run > STREAM_SAFE:
                return text, False
    return unicodedata.normalize("NFC", text), True


def _characters(data: bytes, name: str, charset: str | None) -> tuple[str, list[str]]:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), []
    if wide := _wide(data):
        return data.decode(wide, "replace"), [f"The encoding was not declared; read as {wide.upper()}."]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("utf-8", "surrogatepass"), []
    except UnicodeDecodeError:
        pass
    declared = _codec(charset) or _declared_in(data)
    if declared and declared != "utf-8":
        try:
            return data.decode(declared), []
        except UnicodeError:
            pass
    return _guess(data, name)


def _guess(data: bytes, name: str) -> tuple[str, list[str]]:
    """Text of bytes that are not UTF-8 and do not say what they are."""
    damaged = data.decode("utf-8", "replace")
    bad, good = damaged.count("\ufffd"), sum(1 for c in damaged[:SAMPLE] if c > "\x7f" and c != "\ufffd")
    if bad * 50 < len(damaged) and bad < good:
        return damaged, [f"{bad} damaged characters (not UTF-8) were replaced by U+FFFD."]
    western = data.decode("cp1252", "replace")
    odd = [c for c in western[:SAMPLE] if c > "\x7f"]
    # A third of high letters is no Western text but another alphabet's bytes.
    if len(odd) * 3 < len(western[:SAMPLE]) and sum(c in WESTERN for c in odd) >= 0.9 * len(odd):
        return western, ["The encoding was not declared; read as Windows-1252."]
    from charset_normalizer import from_bytes  # slow to load, seldom needed

    best = from_bytes(data[:SAMPLE]).best()
    if best is None:
        raise BinaryInput(name, "is not text in any encoding that can be told; save it as UTF-8 text")
    return data.decode(best.encoding, "replace"), [f"The encoding was not declared; guessed as {best.encoding}."]


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark shows as NUL in every other byte of Western text."""
    sample = data[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.35 * len(sample) and even < 0.05 * len(sample):
        return "utf-16-le"
    if even > 0.35 * len(sample) and odd < 0.05 * len(sample):
        return "utf-16-be"
    return None


def _declared_in(data: bytes) -> str | None:
    found = DECLARED.search(data[:4096])
    return _codec(found.group(1).decode("ascii")) if found else None


def _codec(label: str | None) -> str | None:
    """Python's name of a text encoding; None when there is none of that name."""
    if not label:
        return None
    try:
        info = codecs.lookup(label.strip())
    except (LookupError, ValueError):
        return None
    if not getattr(info, "_is_text_encoding", True) or info.name.replace("_", "-") in NO_CHARSETS:
        return None
    return ALIASES.get(info.name, info.name)
