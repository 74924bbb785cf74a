"""PDF to text, in a process of its own: the library can loop or eat memory on a damaged file, we may not.

Lines are joined to paragraphs; lines that recur on the pages (running heads, page numbers) are left out and said so.
Deliberately not here: text recognition. A scanned page has no text, and that is said.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from sitroom.errors import BinaryInput, EmptyInput, UnreadableInput
from sitroom.ingest.parts import Item, Job, Part
from sitroom.lang.unwrap import joined

PAGES, CHARACTERS = 500, 1_000_000
SECONDS, MEMORY = 60, 2 << 30
# Fewer characters a page than this, and pictures on it: a scan.
SCANNED = 20


def read_pdf(part: Part, job: Job) -> Iterator[Item]:
    """The text of one PDF. Raises BinaryInput (scanned), EmptyInput, UnreadableInput (locked, damaged)."""
    data = part.stream.whole(job.limits.report)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "sitroom.ingest.pdf"], input=data, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise UnreadableInput(part.name, f"is a PDF that takes more than {SECONDS} seconds to read: stopped") from None
    except OSError as error:
        raise UnreadableInput(part.name, f"is a PDF, and no process can be started to read it ({error})") from error
    try:
        told = json.loads(done.stdout)
    except ValueError:
        raise UnreadableInput(part.name, "is a PDF that cannot be read: it is damaged or asks for too much") from None
    yield from report_of(told, part, job)


def report_of(told: dict[str, Any], part: Part, job: Job) -> Iterator[Item]:
    """The report in what `extract` told."""
    if error := told.get("error"):
        raise UnreadableInput(part.name, error)
    pages = [str(page) for page in told.get("pages", ())]
    if not any(page.strip() for page in pages):
        if told.get("pictures"):
            raise BinaryInput(part.name, "is a PDF of pictures (scanned): recognise its text first (ocrmypdf)")
        raise EmptyInput(part.name, "is a PDF without any text")
    text = joined(pages)
    said = {"media_type": "text/plain; charset=utf-8", "title": told.get("title")}
    yield job.raw(part, text.encode("utf-8", "replace"), said)
    if told.get("fault"):
        yield UnreadableInput(part.name, f"{told['fault']} (what came before was read)")


def extract(data: bytes) -> dict[str, Any]:
    """Pages of a PDF as text: {"pages", "pictures", "title", "fault"} or {"error"}. May take long: run it apart."""
    import io
    import logging

    import pypdf
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    slips = (
        PyPdfError, DependencyError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError,
        RecursionError, NotImplementedError, AssertionError, OSError, EOFError, MemoryError,
    )  # fmt: skip
    pages: list[str] = []
    told: dict[str, Any] = {"pages": pages, "pictures": False, "title": None, "fault": None}
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return {"error": "is a PDF locked with a password: unlock it first (qpdf --decrypt)"}
        count = len(reader.pages)
        told["title"] = _title(reader)
    except DependencyError:
        return {"error": "is a PDF locked in a way that cannot be read here: unlock it first (qpdf --decrypt)"}
    except slips as error:
        return {"error": f"is a PDF that cannot be read: it is damaged ({str(error)[:100]})"}
    if count > PAGES:
        return {"error": f"has {count} pages, too many for one report: split it"}
    for number in range(count):
        try:
            page = reader.pages[number]
            pages.append(page.extract_text()[:CHARACTERS])
            told["pictures"] = told["pictures"] or (
                len(pages[-1]) < SCANNED and "/XObject" in (page.get("/Resources") or {})
            )
        except slips:
            told["fault"] = f"is damaged on page {number + 1}"
            pages.append("")
        if sum(map(len, pages)) > CHARACTERS:
            return {"error": "holds more than a million characters: split it into its reports"}
    return told


def _title(reader: Any) -> str | None:
    """The title the file gives itself, unless it is a file name or a program's."""
    title = str((reader.metadata or {}).get("/Title") or "")
    title = " ".join(title.split())
    odd = "." in title[-6:] or " - " in title[:20] or len(title) > 300 or title.count(" ") < 2
    return None if odd else title


def main() -> None:
    """Read a PDF from standard input, print what is in it as JSON."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    except (ImportError, ValueError, OSError):  # other systems have no such limits; the time limit stays
        pass
    json.dump(extract(sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    main()
