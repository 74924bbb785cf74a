"""Whatever the user names, one by one, to raw reports: files, folders, archives, tables, mails, feeds, addresses,
standard input.

One bad input never stops the others: it comes out as the InputError that says what is wrong and what to do.
Everything is lazy: the next report is looked for when it is asked for.
Deliberately not here: what the bytes of one report say (clean does that); each format (its own module).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sitroom.errors import BinaryInput, InputError, SkippedInput, UnreadableInput
from sitroom.ingest import archives, mail, markdown, pdf, records, unpack, warc
from sitroom.ingest.folders import files_in
from sitroom.ingest.parts import Item, Job, Part
from sitroom.ingest.sniff import HEAD, MEDIA, SUFFIXES, characters, foreign, kind_of
from sitroom.ingest.streams import HALF, Budget, Limits, of_bytes, of_file, printable, saying
from sitroom.model import Raw

if TYPE_CHECKING:
    from sitroom.ingest.web import Web
    from sitroom.model.web import Policy

LIMITS = Limits()
STDIN = "-"
ADDRESS, OTHER = re.compile(r"https?://", re.I), re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.I)
Fetch = Callable[[str], Raw]
Reader = Callable[[Part, Job], Iterator[Item]]


def read_inputs(
    paths: Iterable[str | os.PathLike[str]],
    *,
    stdin: BinaryIO | None = None,
    published: str | None = None,
    outlet: str | None = None,
    language: str | None = None,
    url: str | None = None,
    title: str | None = None,
    columns: Mapping[str, str] | None = None,
    limits: Limits = LIMITS,
    fetch: Fetch | None = None,
) -> Iterator[Item]:
    """Each report in the inputs as a Raw, or the InputError (not raised) that refuses it, in order.

    A path may be a file or folder, an http(s) address, or "-" for `stdin`. What is given (published as ISO 8601,
    outlet, language as ISO 639-1) is taken for every report and wins over what it says of itself; url and title only
    for an input that is one report. columns: field -> the column that holds it (see `columns.parse_columns`).
    fetch gets an address; by default `sitroom.ingest.web` with its usual policy. SkippedInput items are no failures.
    """
    given = {"published": published, "outlet": outlet, "language": language, "url": url, "title": title}
    fetch = fetch or fetcher()
    for path in paths:
        job = Job(limits, Budget(limits), given, columns or {}, read_part)
        try:
            yield from _read(os.fspath(path), stdin, fetch, job)
        except InputError as error:
            yield error


def read_file(path: str | os.PathLike[str], *, limits: Limits = LIMITS) -> Raw:
    """The one report in a file. Raises InputError; UnreadableInput if it holds several."""
    items = list(_first(read_inputs([path], limits=limits), 2))
    if len(items) == 1 and isinstance(items[0], Raw):
        return items[0]
    error = next((item for item in items if isinstance(item, InputError)), None)
    raise error or UnreadableInput(printable(os.fspath(path)), "holds several reports: use read_inputs")


def read_part(part: Part, job: Job) -> Iterator[Item]:
    """A part of any kind. Raises InputError where nothing of it can be read."""
    media = part.said.get("media_type")
    head = part.stream.peek(HEAD)
    kind = kind_of(head, part.inner or part.name, media)
    if kind == "text" and (job.columns or part.ending not in SUFFIXES):
        kind = "table" if records.is_table(characters(head), job.columns) else kind
    if kind in CODECS:
        yield from _read_packed(part, job, kind)
    elif kind in READERS:
        yield from READERS[kind](part, job)
    elif kind in ("foreign", "office"):
        what = foreign(head) or "is an office document: save it as text or PDF"
        raise (BinaryInput if part.chosen else SkippedInput)(part.name, what)
    else:
        told = MEDIA[kind] if part.ending in SUFFIXES and kind in MEDIA else None
        data = part.stream.whole(job.limits.report)
        if part.stream.fault and not part.chosen:
            raise UnreadableInput(part.name, part.stream.fault + HALF)
        yield job.raw(part, data, {"media_type": media or told})
        yield from archives.told_fault(part)


CODECS: dict[str, unpack.Codec] = {"gzip": "gzip", "bzip2": "bzip2", "xz": "xz"}


def _read_packed(part: Part, job: Job, kind: str) -> Iterator[Item]:
    """What is in a compressed file, by its name without the ending. It is one report still, if it holds one."""
    if part.layers > job.limits.depth:
        raise UnreadableInput(part.name, "is compressed again and again: stopped")
    inner = unpack.inner_name(part.inner or part.name)
    stream = unpack.unpacked(part.stream, CODECS[kind], part.name, job.budget)
    said = {field: value for field, value in part.said.items() if field != "media_type"}
    yield from read_part(Part(stream, part.name, said, part.depth, part.chosen, part.layers + 1, inner), job)


def _read_feed(part: Part, job: Job) -> Iterator[Item]:
    """Entries of a feed that is there as a file; what they link to is not fetched (`watch` does that)."""
    from sitroom.ingest.feeds import entry_raw, parse_feed

    data = part.stream.whole(job.limits.report, "one feed")
    feed = parse_feed(data, part.said.get("url"))
    for number, entry in enumerate(feed.entries, start=1):
        job.budget.member(part.name)
        name = f"{part.name}!{printable(entry.id or entry.url or f'entry {number}')}"
        try:
            raw = entry_raw(feed, entry)
        except InputError as error:
            yield type(error)(name, error.message)
            continue
        said = {field: getattr(raw, field) for field in type(raw).model_fields if field not in ("name", "data")}
        yield job.raw(part, raw.data, said, name=name)
    if not feed.entries:
        raise UnreadableInput(part.name, "is a feed without entries")


def _read_json(part: Part, job: Job) -> Iterator[Item]:
    if b"jsonfeed.org/version" in part.stream.peek(HEAD):
        yield from _read_feed(part, job)
    else:
        yield from records.read_json(part, job)


READERS: dict[str, Reader] = {
    "zip": archives.read_zip,
    "tar": archives.read_tar,
    "warc": warc.read_warc,
    "pdf": pdf.read_pdf,
    "mail": mail.read_mail,
    "mbox": mail.read_mbox,
    "jsonl": records.read_jsonl,
    "json": _read_json,
    "table": records.read_table,
    "feed": _read_feed,
    "markdown": markdown.read_markdown,
}


def _read(path: str, stdin: BinaryIO | None, fetch: Fetch, job: Job) -> Iterator[Item]:
    shown = printable(path)
    if path == STDIN:
        if stdin is None:
            raise UnreadableInput("<stdin>", "standard input is not open here; name a file instead")
        yield from read_part(Part(of_file(stdin, "<stdin>"), "<stdin>"), job)
    elif ADDRESS.match(path):
        raw = fetch(path)
        said = {field: getattr(raw, field) for field in type(raw).model_fields if field not in ("name", "data")}
        yield from read_part(Part(of_bytes(raw.data, shown), shown, said), job)
    else:
        try:
            folder = Path(path).is_dir()
        except (OSError, ValueError) as error:
            raise UnreadableInput(shown, _why(error)) from error
        if not folder:
            yield from _read_path(path, job, chosen=True)
            return
        for item in files_in(path):
            if isinstance(item, InputError):
                yield item
                continue
            try:
                job.budget.member(shown)
                yield from _read_path(item, job, chosen=False)
            except InputError as error:
                if job.spent:
                    raise
                yield error


def _read_path(path: str, job: Job, *, chosen: bool) -> Iterator[Item]:
    shown = printable(path)
    if OTHER.match(path) and not os.path.exists(path):
        raise UnreadableInput(shown, "is not asked for: only addresses with http or https are")
    try:
        file = open(path, "rb")  # noqa: SIM115 (closed below, once what is read of it has been taken)
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the path
        raise UnreadableInput(shown, _why(error)) from error
    with file:
        yield from read_part(Part(of_file(file, shown), shown, chosen=chosen), job)


def _why(error: OSError | ValueError) -> str:
    return saying(error) if isinstance(error, OSError) else f"is not a file name ({error})"


def fetcher(policy: Policy | None = None) -> Fetch:
    """What gets an address by the rules of `policy` (a room's `config.web`); hosts are remembered between calls."""
    webs: list[Web] = []

    def fetch(address: str) -> Raw:
        from sitroom.ingest.web import Web, fetch_raw
        from sitroom.model.web import Policy

        rules = policy or Policy()
        webs[:] = webs or [Web(rules)]
        return fetch_raw(address, rules, webs[0])

    return fetch


def _first(items: Iterator[Item], count: int) -> Iterator[Item]:
    for _, item in zip(range(count), items, strict=False):
        yield item
