"""XML from strangers to a tree: repaired where it is broken, without anything its DOCTYPE could do.

No entity can name a file, an address or another entity; nothing is fetched; nesting is bounded (libxml2's 256 levels);
time is linear in the size.
"""

from __future__ import annotations

import html
import re
from html.entities import name2codepoint
from typing import TYPE_CHECKING, Any

from sitroom.errors import UnreadableInput
from sitroom.ingest.decoding import codec as known_codec

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = Any

CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF])
DECLARED = re.compile(r"\s*<\?xml[^<>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})[\"']", re.I)
ROOT = re.compile(r"<[A-Za-z_]")
ENTITY = re.compile(r"""<!ENTITY\s+([\w.-]{1,40})\s+(?:"([^"]*)"|'([^']*)')\s*>""")
PLAIN_ENTITY = re.compile(r"(?:[^&%<]|&#x?[0-9a-fA-F]{1,6};){0,64}\Z")
AMPERSAND = re.compile(r"&(#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][\w.-]{0,40};)?")
ENTITIES_READ = 256
HEAD = 200_000  # characters of a DOCTYPE


def to_text(data: bytes) -> str:
    """The characters of an XML document: by its byte order mark, its declaration, else UTF-8, else Windows-1252.

    What is valid UTF-8 is believed to be, whatever it declares: nothing else is valid by chance.
    """
    for mark, codec in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"),
                        (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):  # fmt: skip
        if data.startswith(mark):
            return data.decode(codec, "replace").lstrip("\ufeff")
    if data[:4] in (b"<\0?\0", b"<\0r\0", b"<\0f\0"):
        return data.decode("utf-16-le", "replace")
    if data[:4] in (b"\0<\0?", b"\0<\0r", b"\0<\0f"):
        return data.decode("utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = DECLARED.match(data[:400].decode("ascii", "replace"))
    try:
        return data.decode(known_codec(declared[1] if declared else None) or "cp1252", "replace")
    except ValueError:  # a codec that knows no "replace"
        return data.decode("cp1252", "replace")


def without_doctype(text: str, name: str) -> tuple[str, dict[str, str]]:
    """The document from its root on, and the harmless entities its DOCTYPE declared. Raises UnreadableInput."""
    start, doctype = prologue(text)
    if "<!ENTITY" not in doctype:
        return text[start:], {}
    declared = ENTITY.findall(doctype[:HEAD])
    values = {key: double or single for key, double, single in declared}
    if doctype.count("<!ENTITY") != len(declared) or len(declared) > ENTITIES_READ:
        raise UnreadableInput(name, "is refused: it declares XML entities that lead outside it, or very many")
    if not all(PLAIN_ENTITY.match(value) for value in values.values()):
        raise UnreadableInput(name, "is refused: it declares XML entities made of others, which can blow up memory")
    return text[start:], {key: html.unescape(value) for key, value in values.items()}


def prologue(text: str) -> tuple[int, str]:
    """Where the root element begins, and the DOCTYPE before it; comments and instructions are passed over."""
    at, doctype = 0, ""
    while (at := text.find("<", at)) >= 0:
        if text.startswith("<!--", at):
            end = text.find("-->", at + 4)
        elif text.startswith("<?", at):
            end = text.find(">", at)
        elif text[at : at + 9].upper() == "<!DOCTYPE":
            end = text.find(">", at)
            if 0 <= text.find("[", at, end) < end:
                end = text.find("]", at)
                end = text.find(">", end) if end >= 0 else -1
            doctype += text[at : end + 1] if end >= 0 else text[at:]
        elif ROOT.match(text, at):
            return at, doctype
        else:
            end = at
        if end < 0:
            break
        at = end + 1
    return len(text), doctype


def parsed(text: str, entities: dict[str, str]) -> Element | None:
    """The root element of a document without prologue, repaired where needed."""
    from lxml import etree

    whole = repaired(text.translate(CONTROLS), entities).encode("utf-8", "replace")
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    try:
        return etree.fromstring(whole, parser) if whole.strip() else None
    except (etree.XMLSyntaxError, ValueError):
        return None


def repaired(text: str, entities: dict[str, str]) -> str:
    """Named entities as characters and bare ampersands escaped, outside CDATA."""
    parts: list[str] = []
    at = 0
    while True:
        start = text.find("<![CDATA[", at)
        end = text.find("]]>", start) if start >= 0 else -1
        stop = start if end >= 0 else len(text)
        parts.append(AMPERSAND.sub(lambda m: _reference(m[1], entities), text[at:stop]))
        if end < 0:
            return "".join(parts)
        parts.append(text[start : end + 3])
        at = end + 3


def _reference(given: str | None, entities: dict[str, str]) -> str:
    if given is None:
        return "&amp;"
    name = given[:-1]
    if name[0] == "#":
        number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        legal = number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or number > 0xFFFF
        return f"&#{number};" if legal and number < 0x110000 else "\ufffd"
    if name in ("amp", "lt", "gt", "quot", "apos"):
        return "&" + given
    if name in entities:
        return html.escape(entities[name])
    return f"&#{name2codepoint[name]};" if name in name2codepoint else f"&amp;{given}"
