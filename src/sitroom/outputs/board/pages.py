"""The board's pages. Each takes values from the room, shapes them for one template, and renders it."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar
from urllib.parse import quote, urlsplit

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

import sitroom
from sitroom.model import Dossier, Span, TimelineEntry
from sitroom.model.keys import room_key
from sitroom.outputs.api import Day, room_of
from sitroom.outputs.board.changes import changed_lines
from sitroom.outputs.board.marking import mark_lines
from sitroom.outputs.show import content, parties, who
from sitroom.outputs.words import LANGUAGES, count, day, note, speaker

page_router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
TEMPLATES = Path(__file__).parent / "templates"
PAGE_SIZE = 50
LATEST = 12  # statements and events on the first page
FEW, NAMED = 4, 8  # origins named with a story; reports named with an event
MOST = 300  # entries or statements on one page; more would bury what matters and slow a phone
# What would reorder or hide neighbouring text on a page; shown as a visible mark instead.
INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")

T = TypeVar("T")
Words = Annotated[str, Query(max_length=500)]
Number = Annotated[int, Query(ge=1, le=100_000)]  # of a page


@functools.cache
def templates() -> Environment:
    """The templates, everything escaped, an undefined name an error."""
    env = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
                      trim_blocks=True, lstrip_blocks=True)  # fmt: skip
    env.globals["room_key"] = room_key
    env.filters["safe_text"] = safe_text
    env.filters["by_day"] = by_day
    env.filters["web"] = web_address
    env.filters["part"] = lambda value: quote(str(value), safe="")
    return env


def safe_text(text: str | None) -> str:
    """Text for a page: control and direction characters become a visible mark. Escaping is the template's."""
    return INVISIBLE.sub("\N{REPLACEMENT CHARACTER}", text or "")


def by_day(entries: Sequence[TimelineEntry]) -> list[tuple[str | None, list[TimelineEntry]]]:
    """Entries under their date, in the order they come (by date, undated ones last)."""
    return [(date, list(group)) for date, group in itertools.groupby(entries, key=lambda t: t.date)]


def web_address(url: str | None) -> str | None:
    """The address if it may be linked to (http or https), else None."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def language_of(request: Request) -> str:
    """The interface's language: the reader's choice, else the browser's, else English."""
    chosen = request.cookies.get("lang", "")
    if chosen in LANGUAGES:
        return chosen
    accepted = request.headers.get("accept-language", "").lower()
    positions = {code: accepted.find(code) for code in LANGUAGES if code in accepted}
    return min(positions, key=lambda code: positions[code], default="en")


def render(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page from its template; every template gets the words, the room's name and the current address."""
    language = language_of(request)
    say = speaker(language)
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    common = {
        "say": say,
        "count": functools.partial(count, say),
        "day": lambda value: day(value, language),
        "note": lambda text: note(text, language),
        "language": language,
        "other": next(code for code in LANGUAGES if code != language),
        "room": request.app.state.room_name,
        "version": sitroom.__version__,
        "here": here,
        "section": request.url.path.split("/")[1] or "stories",
        "query": "",
    }
    return HTMLResponse(templates().get_template(template).render(common | values), status)


def error_page(request: Request, status: int, key: str, detail: str) -> HTMLResponse:
    """A refusal for people."""
    return render(request, "error.html", status, key=key, detail=detail)


@page_router.get("/language/{code}")
def choose_language(code: str, to: Annotated[str, Query(max_length=2000)] = "/") -> Response:
    """Remember the interface's language and go back. Only paths of this board are gone back to."""
    if code not in LANGUAGES:
        raise HTTPException(404)
    back = to if to.startswith("/") and not to.startswith(("//", "/\\")) else "/"
    response = RedirectResponse(back, status_code=303)
    response.set_cookie("lang", code, max_age=31_536_000, samesite="lax", httponly=True)
    return response


@page_router.get("/")
def stories(request: Request, page: Number = 1) -> Response:
    """Stories, latest first, each with how many independent origins it has."""
    room = room_of(request)
    found, more = paged(room.stories(PAGE_SIZE + 1, (page - 1) * PAGE_SIZE))
    said = room.statements(limit=LATEST, newest=True) if page == 1 else ()
    entries = room.timeline(limit=LATEST)[::-1] if page == 1 else ()
    ids = {o.head for s in found for o in s.origins[:FEW]} | shown_in(entries)
    return render(request, "stories.html", stories=found, page=page, more=more, total=room.count(), said=said,
                  entries=entries, reports=room.summaries(ids))  # fmt: skip


@page_router.get("/stories/{story_id}")
def story(request: Request, story_id: str, page: Number = 1) -> Response:
    """One story: its origins (the latest on the first page), what happened, who said what."""
    room = room_of(request)
    found = room.story(story_id)
    entries = room.timeline(story=found.id, limit=MOST)
    said = room.statements(story=found.id, limit=MOST, newest=True)[::-1]
    last = max(0, len(found.origins) - (page - 1) * PAGE_SIZE)
    first = max(0, last - PAGE_SIZE)
    origins = found.origins[first:last]
    ids = {r for o in origins for r in o.reports[:PAGE_SIZE]} | shown_in(entries)
    return render(
        request, "story.html", story=found, reports=room.summaries(ids), section="stories", origins=origins,
        first=first, page=page, more=first > 0, shown=PAGE_SIZE, entries=entries, cut_entries=len(entries) == MOST,
        said=said, cut_said=len(said) == MOST,
    )  # fmt: skip


@page_router.get("/reports")
def reports(request: Request, page: Number = 1) -> Response:
    """Every report, latest first."""
    room = room_of(request)
    found, more = paged(room.reports(PAGE_SIZE + 1, (page - 1) * PAGE_SIZE))
    return render(request, "reports.html", reports=found, page=page, more=more, total=room.count())


def paged(found: Sequence[T]) -> tuple[Sequence[T], bool]:
    """One page of a list, and whether there is another, of what was asked for with one more than fits."""
    return found[:PAGE_SIZE], len(found) > PAGE_SIZE


def shown_in(entries: Sequence[TimelineEntry]) -> set[str]:
    """Reports that are named where these entries are shown."""
    return {evidence.report for entry in entries for evidence in entry.evidence[:NAMED]}


@page_router.get("/reports/{report_id}")
def report(
    request: Request,
    report_id: str,
    s: Annotated[str | None, Query(max_length=20)] = None,
    e: Annotated[str | None, Query(max_length=20)] = None,
    at: Annotated[str | None, Query(pattern=r"^\d{1,9}-\d{1,9}$")] = None,
) -> Response:
    """One report: its text with what was found marked in it, beside the lists. s, e, at mark what is asked for."""
    room = room_of(request)
    dossier = room.dossier(report_id)
    id, texts = dossier.report.id, room.revisions(report_id)
    current = next((text.report for text in texts if text.current), id)
    since = room.diff(id, current) if current != id else None
    return render(
        request, "report.html", d=dossier, revisions=texts, current=current, here_now=current == id,
        lost=since.lost_statements if since else (), lost_events=since.lost_events if since else (),
        notices=room.notices(id), corrections=room.corrections(id),
        lines=mark_lines(dossier, wanted_spans(dossier, s, e, at)),
        who=functools.partial(who, dossier), parties=functools.partial(parties, dossier),
        content=functools.partial(content, dossier), section="reports",
    )  # fmt: skip


@page_router.get("/reports/{report_id}/changes")
def changes(request: Request, report_id: str, since: Annotated[str | None, Query(max_length=40)] = None) -> Response:
    """What changed in a report: since the text before this one, or since another."""
    room = room_of(request)
    dossier = room.dossier(report_id)
    texts = room.revisions(report_id)
    if len(texts) < 2:
        return render(request, "changes.html", new=dossier, revisions=texts, changes=None, lines=(), section="reports")
    found = room.diff(since, report_id) if since else room.diff(report_id)
    old, new = room.dossier(found.old), room.dossier(found.new)
    return render(request, "changes.html", new=new, revisions=texts, changes=found,
                  lines=changed_lines(found, old, new), section="reports")  # fmt: skip


def wanted_spans(d: Dossier, s: str | None, e: str | None, at: str | None) -> tuple[Span, ...]:
    """The characters an address asks for: of a statement, of an event's mentions, or a plain range."""
    if s and (statement := d.statement(s)):
        return statement.contents
    event = next((x for x in d.events if x.id == e), None)
    if event:
        return tuple(Span(start=m.start, end=m.end) for m in event.mentions)
    if at:
        start, _, end = at.partition("-")
        return (Span(start=int(start), end=int(end)),)
    return ()


@page_router.get("/timeline")
def timeline(request: Request, since: Day = None, until: Day = None) -> Response:
    """Events of all reports by date."""
    room = room_of(request)
    entries = room.timeline(since=since or None, until=until or None, limit=MOST)
    return render(request, "timeline.html", entries=entries, cut=len(entries) == MOST,
                  since=since or "", until=until or "", reports=room.summaries(shown_in(entries)))  # fmt: skip


@page_router.get("/statements")
def statements(request: Request, page: Number = 1) -> Response:
    """The statements of the room, the latest first."""
    found, more = paged(room_of(request).statements(limit=PAGE_SIZE + 1, offset=(page - 1) * PAGE_SIZE, newest=True))
    return render(request, "statements.html", said=found, page=page, more=more)


@page_router.get("/actors")
def actors(request: Request, page: Number = 1) -> Response:
    """Actors across reports, those in most of them first."""
    found, more = paged(room_of(request).actors(PAGE_SIZE + 1, (page - 1) * PAGE_SIZE))
    return render(request, "actors.html", actors=found, page=page, more=more)


@page_router.get("/actors/{key:path}")
def actor(request: Request, key: str, page: Number = 1) -> Response:
    """One actor: statements over time, and the events it had part in."""
    room = room_of(request)
    found = room.actor(key)
    entries = room.timeline(actor=key, limit=MOST)
    said, more = paged(room.statements(actor=key, limit=PAGE_SIZE + 1, offset=(page - 1) * PAGE_SIZE, newest=True))
    shown = found.reports[-PAGE_SIZE:][::-1]
    return render(request, "actor.html", actor=found, said=said, page=page, more=more, section="actors",
                  entries=entries, cut=len(entries) == MOST, shown=shown,
                  reports=room.summaries({*shown, *shown_in(entries)}))  # fmt: skip


@page_router.get("/search")
def search(request: Request, q: Words = "") -> Response:
    """Full-text search."""
    return render(request, "search.html", query=q, hits=room_of(request).search(q, limit=100) if q.strip() else ())


@page_router.get("/api")
def api_page(request: Request) -> Response:
    """The API described for people, from the same OpenAPI document programs read."""
    return render(request, "api.html", document=request.app.openapi())
