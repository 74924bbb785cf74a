"""Mails (.eml, .mht, mbox): the dispatch in them, and attachments that are reports of their own.

The plain version of a mail is taken unless it says much less than the HTML one. A forwarded dispatch is told by the
mark above it or the head that opens it: then its own sender, date and subject count, not the forwarder's.
Deliberately not here: cutting signatures and legal notices; the section labeller names them.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr
from typing import Any

from sitroom.errors import EmptyInput, InputError, SkippedInput, TooLargeInput, UnreadableInput
from sitroom.ingest.columns import forwards, mail_head
from sitroom.ingest.parts import Item, Job, Part
from sitroom.ingest.streams import MB, of_bytes, printable
from sitroom.lang.unwrap import unwrapped

# Parts of one mail, and how deep they nest: the library's time grows with both.
PARTS, NESTING = 1000, 40
BOUNDARY = re.compile(rb"^content-type:\s*(?:multipart/|message/rfc822)", re.I | re.M)
REPLIED = re.compile(r"\A(?:\s*(?:re|fw|fwd|tr|rép|ref)\s*(?:\[\d+\])?\s*:)+\s*", re.I)
TAGS = re.compile(r"<[^<>]*>")
# A mail that says less than this above its attachments is a cover note.
NOTE = 200
MAILTO = re.compile(r"\s*[\[(]mailto:([^\s\[\]()<>]{3,200})[\])]", re.I)
DOMAIN = re.compile(r"[\w.-]+\.[a-z]{2,24}\Z", re.I)
FROM_LINE = re.compile(rb"\nFrom \S+[^\n]{0,120}\d{4}\s*\r?\n")
# Lines of a forwarded head that may follow each other.
HEAD_LINES = 12


@dataclass(frozen=True, slots=True)
class Head:
    """Who sent a mail, when, about what."""

    sender: str | None = None
    date: str | None = None
    subject: str | None = None


def read_mail(part: Part, job: Job) -> Iterator[Item]:
    """The report in a mail, then its attachments. Raises TooLargeInput, EmptyInput, UnreadableInput."""
    data = part.stream.whole(job.limits.document, "one mail: save its attachments by themselves")
    yield from read_message(data, part, job)


def read_mbox(part: Part, job: Job) -> Iterator[Item]:
    """The mails of a mailbox file, numbered from 1."""
    number, held = 0, bytearray(b"\n")
    limit = job.limits.document
    while True:
        piece = part.stream.read(MB)
        held += piece
        at = 1
        while len(held) > 1:
            found = FROM_LINE.search(held, at)
            if found is None and piece and len(held) <= limit:
                break
            mail, at = bytes(held[: found.start() + 1 if found else len(held)]), 1
            del held[: len(mail) - 1 if found else len(mail)]
            if mail.strip():
                number += 1
                first = mail.lstrip(b"\n").partition(b"\n")
                member = part.member(
                    of_bytes(first[2] if first[0].startswith(b"From ") else mail, ""), f"mail {number}"
                )
                member.stream.name = member.name
                yield from _each(member, job)
            if found is None:
                break
        if not piece:
            return


def _each(member: Part, job: Job) -> Iterator[Item]:
    job.budget.member(member.name)
    try:
        yield from read_mail(member, job)
    except InputError as error:
        if job.spent:
            raise
        yield error


def read_message(data: bytes, part: Part, job: Job) -> Iterator[Item]:
    """One mail that is held as bytes."""
    if len(BOUNDARY.findall(data)) > PARTS:
        raise TooLargeInput(part.name, f"is a mail of more than {PARTS} nested parts: stopped")
    try:
        mail = email.message_from_bytes(data, policy=email.policy.compat32)
        pieces = list(_pieces(mail, NESTING))
    except RecursionError:
        raise TooLargeInput(part.name, "is a mail whose parts are nested too deep to read") from None
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError) as error:
        raise UnreadableInput(part.name, f"is a mail that cannot be read ({error})") from error
    body = _body(pieces)
    attached = [piece for piece in pieces if piece is not body and not _alternative(piece, body)]
    text, kind = _text(body) if body is not None else (b"", "text/plain")
    shown = len(_visible(text, kind))
    if shown >= NOTE or (shown and not attached):
        yield _report(text, kind, mail, part, job)
    elif shown:
        yield SkippedInput(part.name, "left out: a short note above attachments, which are read by themselves")
    readable = bool(shown)
    for number, piece in enumerate(attached, start=1):
        readable = True
        yield from _attachment(piece, number, part, job)
    if not readable:
        raise EmptyInput(part.name, "is a mail without any text")


def _report(text: bytes, kind: str, mail: Message[str, str], part: Part, job: Job) -> Item:
    head = Head(_header(mail, "From"), _header(mail, "Date"), _header(mail, "Subject"))
    url = (_header(mail, "Snapshot-Content-Location") or _header(mail, "Content-Location") or "").strip()
    if kind == "text/plain":
        inner, rest = _forwarded(text.decode("utf-8", "replace"))
        head = Head(inner.sender or head.sender, inner.date or head.date, inner.subject or head.subject)
        text = unwrapped(rest).encode("utf-8", "replace")
    if _header(mail, "Snapshot-Content-Location"):  # a saved page: its head is the browser's, its markup the outlet's
        return job.raw(part, text, {"media_type": kind + "; charset=utf-8", "url": url or None})
    outlet, authors = sender_of(head.sender)
    title = REPLIED.sub("", head.subject or "").strip() or None
    said = {"outlet": outlet, "authors": authors, "title": title, "published": head.date, "language": _language(mail)}
    return job.raw(part, text, said | {"media_type": kind + "; charset=utf-8"})


def _pieces(mail: Message[str, str], depth: int) -> Iterator[Message[str, str]]:
    """Leaves of a mail in order; a mail within a mail is a leaf."""
    inner = mail.get_payload()
    if mail.get_content_type() == "message/rfc822" or not isinstance(inner, list) or depth == 0:
        yield mail
        return
    for piece in inner:
        if isinstance(piece, Message):
            yield from _pieces(piece, depth - 1)


def _body(pieces: list[Message[str, str]]) -> Message[str, str] | None:
    """The piece that holds the mail's own words: plain text unless the HTML version says much more."""
    own = [p for p in pieces if not _is_attachment(p)]
    plain = next((p for p in own if p.get_content_type() == "text/plain" and _text(p)[0].strip()), None)
    rich = next((p for p in own if p.get_content_type() == "text/html"), None)
    if plain is None or rich is None:
        return plain or rich
    told = len(_visible(_text(plain)[0], "text/plain"))
    return plain if 2 * told >= len(_visible(_text(rich)[0], "text/html")) else rich


def _alternative(piece: Message[str, str], body: Message[str, str] | None) -> bool:
    """Is this the other version of the body, or a picture shown in it?"""
    if piece.get_content_maintype() in ("image", "audio", "video"):
        return True
    inline = body is not None and not _is_attachment(piece)
    return inline and piece.get_content_type() in ("text/plain", "text/html", "text/calendar", "text/css")


def _is_attachment(piece: Message[str, str]) -> bool:
    try:
        return piece.get_content_disposition() == "attachment" or piece.get_filename() is not None
    except (LookupError, ValueError, TypeError, HeaderParseError):
        return False


def _attachment(piece: Message[str, str], number: int, part: Part, job: Job) -> Iterator[Item]:
    if piece.get_content_type() == "message/rfc822":
        inner = piece.get_payload()
        mail = inner[0] if isinstance(inner, list) and inner and isinstance(inner[0], Message) else None
        name = _header(mail, "Subject") if mail is not None else None
        member = part.member(of_bytes(b"", ""), f"{name or f'mail {number}'}")
        try:
            data = mail.as_bytes() if mail is not None else b""
        except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            yield UnreadableInput(member.name, f"is a forwarded mail that cannot be read ({type(error).__name__})")
            return
        member.stream = of_bytes(data, member.name)
        member.said = {"media_type": "message/rfc822"}
    else:
        try:
            data, name = _payload(piece), piece.get_filename()
        except (LookupError, ValueError, TypeError, HeaderParseError):
            data, name = b"", None
        member = part.member(of_bytes(b"", ""), _decoded(name) or f"attachment {number}")
        member.stream = of_bytes(data, member.name)
        member.said = {"media_type": piece.get_content_type()}
        if piece.get_content_type() == "application/octet-stream":
            member.said = {}
    yield from job.members(member)


def _forwarded(text: str) -> tuple[Head, str]:
    """The head of a forwarded mail and what stands below it; an empty head and the text where none is forwarded."""
    lines = text.split("\n")
    for number, line in enumerate(lines[:80]):
        marked = forwards(line)
        first = mail_head(line)
        if not marked and not (first and first[0] == "from"):
            continue
        head, end = _head_at(lines, number + 1 if marked else number)
        if len(head) >= 2 and "from" in head:
            rest = lines[end:]
            quoted = sum(1 for r in rest if r.startswith(">"))
            if 2 * quoted > sum(1 for r in rest if r.strip()):
                rest = [re.sub(r"\A> ?", "", r) for r in rest]
            return Head(head.get("from"), head.get("date"), head.get("subject")), "\n".join(rest).lstrip("\n")
    return Head(), text


def _head_at(lines: list[str], start: int) -> tuple[dict[str, str], int]:
    """Fields of the head lines from `start` on, and the number of the line after them."""
    found: dict[str, str] = {}
    at = start
    while at < len(lines) and at < start + HEAD_LINES:
        line = lines[at].strip("> \t\r")
        told = mail_head(line)
        if told and told[0]:
            found.setdefault(told[0], told[1])
        elif found if not line else not (found and lines[at][:1] in " \t"):
            break  # a blank line after the head, or a line that is none of it and continues none
        at += 1
    return found, at


def sender_of(sender: str | None) -> tuple[str | None, tuple[str, ...]]:
    """Outlet and authors of a From head: a person's own address names its author, any other its outlet."""
    if not sender:
        return None, ()
    name, address = parseaddr(MAILTO.sub(r" <\1>", sender[:500]))
    name = " ".join(name.split()).strip("'\" ") or (sender.strip() if "@" not in sender else "")
    local, _, domain = address.rpartition("@")
    words = {w for w in re.split(r"[\W_]+", name.casefold()) if len(w) > 1}
    personal = len(words) > 1 and words <= {w for w in re.split(r"[\W_]+", local.casefold()) if w}
    host = domain.lower() if DOMAIN.match(domain) else None
    if personal:
        return host, (name,)
    return (name if name and "@" not in name else host), ()


def _text(piece: Message[str, str]) -> tuple[bytes, str]:
    """A piece's text in UTF-8 and its kind."""
    from sitroom.ingest.decoding import to_text

    kind = "text/html" if piece.get_content_type() == "text/html" else "text/plain"
    try:
        charset = piece.get_content_charset()
    except (LookupError, ValueError, TypeError):
        charset = None
    text = to_text(_payload(piece), charset).replace("\r\n", "\n").replace("\r", "\n")
    if kind == "text/plain" and str(piece.get_param("format") or "").lower() == "flowed":
        text = _unflowed(text)
    return text.encode("utf-8", "replace"), kind


def _unflowed(text: str) -> str:
    """RFC 3676: a line that ends in a space goes on."""
    made: list[str] = []
    flows = False
    for line in text.split("\n"):
        line = line[1:] if line.startswith(" ") else line
        if flows and made and line.startswith(">") == made[-1].startswith(">"):
            made[-1] += line.lstrip("> ")
        else:
            made.append(line)
        flows = line.endswith(" ") and line != "-- "
    return "\n".join(made)


def _payload(piece: Message[str, str]) -> bytes:
    try:
        data: Any = piece.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError):
        data = None
    return data if isinstance(data, bytes) else b""


def _visible(text: bytes, kind: str) -> str:
    shown = text.decode("utf-8", "replace")
    return " ".join((TAGS.sub(" ", shown[:2_000_000]) if kind == "text/html" else shown).split())


def _header(mail: Message[str, str], name: str) -> str | None:
    try:
        value = mail.get(name)
    except (ValueError, LookupError, TypeError):
        return None
    return _decoded(str(value)) if value is not None else None


def _decoded(value: str | None) -> str | None:
    """A head's value with its encoded words read, on one line."""
    from sitroom.ingest.decoding import to_text

    if not value:
        return None
    try:
        parts = [
            to_text(part, charset) if isinstance(part, bytes) else part for part, charset in decode_header(value[:5000])
        ]
        value = "".join(parts)
    except (HeaderParseError, ValueError, LookupError, TypeError):
        pass
    return printable(" ".join(value.split()), 1000).encode("utf-8", "replace").decode() or None


def _language(mail: Message[str, str]) -> str | None:
    found = re.match(r"\s*([a-z]{2})\b", (_header(mail, "Content-Language") or "").lower())
    return found[1] if found else None
