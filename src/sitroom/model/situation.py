"""What is read out of many reports together: stories, origins, timeline, search hits.

Every value points back to reports by id and, where it speaks of characters, to offsets in their text.
"""

from __future__ import annotations

from typing import Literal

from sitroom.model.base import Span, Value
from sitroom.model.revisions import NoticeKind


class ReportSummary(Value):
    """One line of a list of reports. `added` is when the room took it in (ISO 8601, UTC).

    revisions  how many texts of it there are; notice: update, correction or retraction, as the text says of itself
    corrected  has a person put something right in it?
    """

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    language: str | None
    published: str | None
    added: str
    statements: int
    events: int
    revisions: int = 1
    notice: NoticeKind | None = None
    corrected: bool = False


class Added(Value):
    """What became of one input of `Room.add`. Once it is handed out, the report is on the disk.

    name    path, address or `<stdin>` it came from
    status  added; revised: a new text of a report that is there (both are kept); unchanged: this very reading was
            there already; reread: a known report, read by another engine version or with a date, title or language
            it lacked (the earlier reading is kept); refused: see `reason`
    report  id of the report, None when refused
    """

    name: str
    status: Literal["added", "revised", "unchanged", "reread", "refused"]
    report: str | None = None
    reason: str | None = None


class Origin(Value):
    """Reports that derive from one piece of reporting. `head` is the earliest; `evidence` says why, for people."""

    id: str
    head: str
    reports: tuple[str, ...]
    evidence: tuple[str, ...] = ()


class Story(Value):
    """Reports about the same happening. Corroboration counts `origins`, never reports.

    first, last  earliest and latest publication date among the reports, as given by them
    countries    ISO 3166-1 alpha-3, most mentioned first
    """

    id: str
    title: str
    reports: tuple[str, ...]
    origins: tuple[Origin, ...]
    first: str | None
    last: str | None
    countries: tuple[str, ...] = ()


class Evidence(Span):
    """Characters of one report that something rests on."""

    report: str


class TimelineEntry(Value):
    """One event on the timeline: event mentions of several reports that tell of the same happening.

    date      ISO 8601 date or interval; None: undated entries come last
    actors, recipients  names, sorted; countries as ISO codes where there is no name
    origins   how many independent origins tell of it
    excerpt   the words of the fullest telling, for show
    keys      of the parties, to find it by: `Actor.key`, and `country:IRN`
    """

    id: str
    date: str | None
    type: str
    mode: str | None
    modality: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    reports: tuple[str, ...]
    origins: int
    evidence: tuple[Evidence, ...]
    excerpt: str = ""
    story: str | None = None
    keys: tuple[str, ...] = ()


class ActorSummary(Value):
    """An actor across reports. `key` as in `Actor.key`."""

    key: str
    name: str
    kind: str
    country: str | None
    roles: tuple[str, ...]
    reports: tuple[str, ...]
    statements: int
    events: int


class StatementHit(Value):
    """A statement found in the room, ready to show: ids, names, and the quoted characters.

    cue  the words that report it ("a démenti"), without which a denial would read as a claim
    """

    report: str
    statement: str
    published: str | None
    outlet: str | None
    sources: tuple[str, ...]
    addressees: tuple[str, ...]
    sourcing: str
    kind: str
    modality: str
    cue: str | None
    time: str | None
    content: str
    evidence: Evidence


class Utterance(Value):
    """One thing an actor said, by whichever reports tell it: the earliest telling first.

    origins  how many independent origins tell it
    """

    content: str
    time: str | None
    hits: tuple[StatementHit, ...]
    origins: int


class SearchHit(Value):
    """A passage found by full-text search. `snippet` is plain text; `marks` are spans into the snippet.

    sources, cue  of a statement: who says it, and the words that report it
    """

    kind: Literal["text", "statement"]
    report: str
    title: str | None
    outlet: str | None
    published: str | None
    snippet: str
    marks: tuple[Span, ...]
    evidence: Evidence
    statement: str | None = None
    sources: tuple[str, ...] = ()
    cue: str | None = None
