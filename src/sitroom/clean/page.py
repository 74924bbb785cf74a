"""A raw report to a Page: its text in NFC with LF line ends, and what it says of itself.

Plain text is kept as it is: for UTF-8, NFC and LF input the text equals the file, so offsets match the file.
What the user gave wins; then the markup; then the lines of the text. A date nobody wrote stays unknown.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sitroom.clean.dates import given_date, machine_date
from sitroom.clean.decode import decode
from sitroom.clean.extract import THIN, Lines, all_lines, article_lines, parse_html, strip_code
from sitroom.clean.found import Found, metadata_in
from sitroom.clean.language import detect
from sitroom.clean.lines import plain
from sitroom.clean.live import OPENS, entry_lines, shown_entries, text_lines
from sitroom.clean.markdown import markdown_hints
from sitroom.clean.markup import Markup, cut_title, read_markup
from sitroom.clean.prepare import broken, prepare
from sitroom.clean.sections import label_sections
from sitroom.errors import EmptyInput, TooLargeInput, UnreadableInput
from sitroom.lang import languages, load_lang
from sitroom.model import LineHint, Page, Raw, on_one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Characters of one report's text, and of a page's markup once its scripts are out. Longer ones are no single report.
TEXT_LIMIT = 1_000_000
MARKUP_LIMIT = 8_000_000
HTML_START = re.compile(
    r"\s*(?:<\?xml[^<>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
HTML_TAGS = re.compile(r"<(?:p|div|h[1-6]|article|section|meta|title|span|br|li|a href)\b[^<>]{0,300}>", re.I)
FEED_START = re.compile(r"\s*(?:<\?xml[^<>]{0,200}>\s*)?<(?:rss|feed|rdf:RDF|opml|urlset)\b", re.I)
# So much longer than what is shown, the text a page holds for machines is taken instead.
LONGER = 1.6
# Below this sureness the declared language of a page is believed rather than its words.
SURE = 0.85


def to_page(raw: Raw) -> Page:
    """Read one report. Raises EmptyInput, BinaryInput, TooLargeInput, UnreadableInput."""
    text, notes = decode(raw.data, raw.name, _charset(raw.media_type))
    if is_html(text, raw.media_type):
        return _from_html(raw, text, notes)
    if len(text) > TEXT_LIMIT:
        raise _too_large(raw.name, TEXT_LIMIT)
    return _from_text(raw, text, notes)


def _knowing(page: Page, known: Mapping[str, object]) -> Page:
    """The page with what is known of it now; checked again, unlike a copy."""
    return Page.model_validate({**dict(page), **known})


def is_html(text: str, media_type: str | None) -> bool:
    """Is the text HTML? A page given as text still is one if it opens as one."""
    if HTML_START.match(text[:4000]):
        return True
    kind = (media_type or "").partition(";")[0].strip().lower()
    if kind:
        return kind in ("text/html", "application/xhtml+xml")
    return len(HTML_TAGS.findall(text[:20_000])) >= 5


def _from_text(raw: Raw, text: str, notes: tuple[str, ...]) -> Page:
    if FEED_START.match(text[:2000]):
        raise UnreadableInput(raw.name, "is a feed or a list of addresses, not a report: read the pages it names")
    code, notes = _language(raw.language, None, text, notes)
    hints = markdown_hints(text) if (raw.media_type or "").startswith("text/markdown") else ()
    page = Page(text=text, hints=hints, title=raw.title, outlet=raw.outlet, url=raw.url, language=code, notes=notes)
    found = _found(page)
    dates, notes = _dates(raw, code, None, found)
    return _knowing(
        page,
        {
            "title": raw.title or found.title,
            "outlet": raw.outlet or found.outlet,
            **dates,
            "authors": raw.authors or found.authors,
            "wire": found.wire,
            "notes": (*page.notes, *notes),
        },
    )


def _from_html(raw: Raw, source: str, notes: tuple[str, ...]) -> Page:
    bare = broken(strip_code(source))
    if len(bare) > MARKUP_LIMIT:
        raise _too_large(raw.name, MARKUP_LIMIT)
    tree = parse_html(bare)
    markup = read_markup(source, tree, raw.url)
    lines = _html_lines(source, bare, tree, markup)
    markup, lines = _titled(markup, lines)
    if not lines:
        raise EmptyInput(raw.name, "is a page without any text (it may need a browser to show): save its text instead")
    text, hints = _joined(lines)
    if len(text) > TEXT_LIMIT:
        raise _too_large(raw.name, TEXT_LIMIT)
    code, notes = _language(raw.language, markup.language, text, notes)
    title = markup.title if " " in (markup.title or "") else None  # a word alone names the site or the format
    page = Page(
        text=text, hints=hints, title=raw.title or title, outlet=raw.outlet or markup.outlet,
        url=raw.url or markup.url, language=code, notes=notes,
    )  # fmt: skip
    found = _found(page)
    dates, notes = _dates(raw, code, markup, found)
    return _knowing(
        page,
        {
            "title": page.title or found.title or markup.title,
            "outlet": page.outlet or found.outlet,
            **dates,
            "authors": raw.authors or markup.authors or found.authors,
            "wire": found.wire,
            "notes": (*page.notes, *notes),
        },
    )


def _dates(
    raw: Raw, language: str | None, markup: Markup | None, found: Found
) -> tuple[dict[str, str | None], tuple[str, ...]]:
    """When the report was published and updated: as given, else as marked up, else as its lines say; and notes."""
    notes: list[str] = []
    dates: dict[str, str | None] = {}
    for field in ("published", "updated"):
        told = getattr(raw, field)
        given = given_date(told, language) if told else None
        if told and given is None:
            notes.append(
                f"The date given ({on_one_line(told, 40)!r}) was not used: write it as 2026-03-02T18:40+01:00."
            )
        dates[field] = given or _finer(getattr(markup, field, None), getattr(found, field))
    if markup and markup.closed:
        notes.append("The page says that not everybody may read all of it: its end may be missing.")
    if raw.retrieved and dates["published"] is None and (day := machine_date(raw.retrieved)):
        notes.append(f"It was fetched on {day}; when it was published is not known.")
    return dates, tuple(notes)


def _finer(marked: str | None, written: str | None) -> str | None:
    """The date that is marked up, with the clock time that is written beside the same day if it has none."""
    if marked and written and len(marked) == len("2026-03-02") and written.startswith(marked):
        return written
    return marked or written


def _html_lines(source: str, bare: str, tree: HtmlElement | None, markup: Markup) -> Lines:
    """The article's lines: live entries, else what trafilatura finds, else the text in JSON-LD or every block."""
    if tree is not None:
        prepare(tree)
    shown = copy.deepcopy(tree) if tree is not None and len(markup.live) < 2 else None
    lines = article_lines(bare if tree is None else tree)
    live = markup.live if len(markup.live) > 1 else shown_entries(shown, lines)
    told = text_lines(markup.body or "")
    if live:
        entries = [line for entry in live for line in entry_lines(entry)]
        known = " ".join(text for _, text in entries)
        lead = [line for line in lines if not _within(line[1], known)] if not markup.live else []
        lines = lead + entries
    elif _size(lines) < THIN:
        whole = all_lines(broken(strip_code(source, keep=("noscript",))) if "<noscript" in source else bare)
        lines = max(lines, told, whole, key=_size)
    elif _size(told) > LONGER * _size(lines):
        lines = told  # a page that shows its beginning and keeps its text for machines
    return lines


def _titled(markup: Markup, lines: Lines) -> tuple[Markup, Lines]:
    """The title stands on the page, and is told without the name of the site where a line gives it so."""
    if not markup.title or not lines:
        return markup, lines
    title, site = cut_title(markup.title, tuple(" ".join(text.split()) for _, text in lines[:8]))
    markup = replace(markup, title=title, outlet=markup.outlet or site)
    head = plain(title).casefold()
    if " " in head and all(plain(text).casefold() != head for _, text in lines[:8]):
        lines = [("h1", title), *lines]
    return markup, lines


def _size(lines: Lines) -> int:
    return sum(len(text) for _, text in lines)


def _within(text: str, known: str) -> bool:
    """Is a line, or most of it, among what is known? Extractors glue the beginnings of entries together."""
    told = OPENS.sub("", text, count=1).lstrip(" :–—-")
    return told in known or (len(told) > 40 and told[-40:] in known)


def _joined(lines: Lines) -> tuple[str, tuple[LineHint, ...]]:
    """The lines as paragraphs of a text in NFC, with a hint for each."""
    from sitroom.clean.decode import SURROGATE, to_nfc

    texts = [" ".join(SURROGATE.sub("\ufffd", to_nfc(t)[0].replace("\0", "\ufffd")).split()) for _, t in lines]
    hints: list[LineHint] = []
    at = 0
    for (tag, _), text in zip(lines, texts, strict=True):
        if text:
            hints.append(LineHint(start=at, end=at + len(text), tag=tag))
        at += len(text) + 2
    return "\n\n".join(texts) + "\n", tuple(hints)


def _language(
    given: str | None, declared: str | None, text: str, notes: tuple[str, ...]
) -> tuple[str | None, tuple[str, ...]]:
    """The report's language: as given, else as its words tell, else as declared. A contradiction is noted."""
    if given:
        return given, notes
    code, sure = detect(text)
    if declared and code != declared:
        if code is None or sure < SURE:
            return declared, notes
        notes = (*notes, f"The page says it is in {declared!r}; its words are in {code!r}, which is believed.")
    return code, notes


def _found(page: Page) -> Found:
    """What the lines say of the report; nothing in a language there is no pack for."""
    if page.language not in languages():
        return Found()
    found = metadata_in(page.text, label_sections(page, load_lang(page.language)), page.language)
    return replace(found, title=page.title or found.title)


def _charset(media_type: str | None) -> str | None:
    found = re.search(r"charset=[\"']?([\w.:-]{2,40})", media_type or "", re.I)
    return found[1] if found else None


def _too_large(name: str, limit: int) -> TooLargeInput:
    return TooLargeInput(name, f"holds more than {limit / 1e6:.3g} million characters: split it into its reports")
