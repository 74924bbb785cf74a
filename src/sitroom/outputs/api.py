"""The JSON API: the room's values as they are, described by /openapi.json and, for people, by /api."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request

from sitroom.model import (
    ActorSummary,
    Changes,
    Correction,
    Dossier,
    ReportSummary,
    Revision,
    SearchHit,
    StatementHit,
    Story,
    TimelineEntry,
)

if TYPE_CHECKING:
    from sitroom.room import Room

api_router = APIRouter(prefix="/api/v1", tags=["room"])

Limit = Annotated[int, Query(ge=1, le=1000, description="at most so many")]
Offset = Annotated[int, Query(ge=0, description="leave out so many first")]
Day = Annotated[str | None, Query(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="2026, 2026-03 or 2026-03-02")]
Text = Annotated[str | None, Query(max_length=500)]


def room_of(request: Request) -> Room:
    """The room this application serves."""
    room: Room = request.app.state.room
    return room


@api_router.get("/reports")
def reports(
    request: Request, story: Text = None, outlet: Text = None, language: Text = None, limit: Limit = 100,
    offset: Offset = 0,
) -> list[ReportSummary]:  # fmt: skip
    """Reports in the room, latest published first."""
    found = room_of(request).reports(limit=limit, offset=offset, story=story, outlet=outlet, language=language)
    return list(found)


@api_router.get("/reports/{report}")
def report(request: Request, report: str) -> Dossier:
    """Everything read out of one report; the contract of `sitroom read --json`."""
    return room_of(request).dossier(report)


@api_router.get("/reports/{report}/revisions")
def revisions(request: Request, report: str) -> list[Revision]:
    """Every text of a report, the first published first."""
    return list(room_of(request).revisions(report))


@api_router.get("/reports/{report}/changes")
def changes(request: Request, report: str, since: Text = None) -> Changes:
    """What changed in a report since the text before it, or since another one: as text and as meaning."""
    room = room_of(request)
    return room.diff(since, report) if since else room.diff(report)


@api_router.get("/corrections")
def corrections(request: Request, report: Text = None, undone: bool = False) -> list[Correction]:
    """What people put right, oldest first; `undone`: with what was taken back."""
    return list(room_of(request).corrections(report, undone=undone))


@api_router.get("/stories")
def stories(request: Request) -> list[Story]:
    """Reports grouped by happening, each group with its independent origins."""
    return list(room_of(request).stories())


@api_router.get("/stories/{story}")
def story(request: Request, story: str) -> Story:
    """One story."""
    return room_of(request).story(story)


@api_router.get("/timeline")
def timeline(
    request: Request, story: Text = None, actor: Text = None, since: Day = None, until: Day = None
) -> list[TimelineEntry]:
    """Events of all reports by the date they happened, each with all its evidence."""
    return list(room_of(request).timeline(story=story, actor=actor, since=since, until=until))


@api_router.get("/statements")
def statements(
    request: Request,
    actor: Text = None,
    story: Text = None,
    since: Day = None,
    until: Day = None,
    limit: Limit = 100,
    newest: bool = False,
) -> list[StatementHit]:
    """Who said what, by time, earliest first or `newest` first. `actor` is an actor's key or name."""
    found = room_of(request).statements(actor=actor, story=story, since=since, until=until, limit=limit, newest=newest)
    return list(found)


@api_router.get("/actors")
def actors(request: Request, limit: Limit = 100) -> list[ActorSummary]:
    """Actors across reports, those in most reports first."""
    return list(room_of(request).actors(limit=limit))


@api_router.get("/search")
def search(
    request: Request, q: Annotated[str, Query(max_length=500, description="words, or a phrase in quotation marks")],
    limit: Limit = 50,
) -> list[SearchHit]:  # fmt: skip
    """Full-text search over texts and statements."""
    return list(room_of(request).search(q, limit=limit))
