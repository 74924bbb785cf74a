"""The brief: what a room says, on paper. Every sentence carries its reference down to the quoted characters.

    gather(room, language) -> Brief            values only: sections of sentences, each with references
    as_markdown(brief) / as_html(brief)        the same content, as Markdown with footnotes or one self-contained page

Deliberately not here: judging. Sentences are put together from what was found, never paraphrased by guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import sitroom
from sitroom.model import Evidence, ReportSummary, StatementHit, Story, TimelineEntry, on_one_line
from sitroom.outputs.terminal import visible
from sitroom.outputs.words import Say, count, day, speaker

if TYPE_CHECKING:
    from sitroom.room import Room

MOST_STORIES = 50  # the latest
MOST_EVENTS = 40  # a story
MOST_STATEMENTS = 40  # a story
MOST_REFERENCES = 4  # a sentence
QUOTED = 400  # characters of a reference's quotation
TOLD = ("older_text", "correction", "retraction")  # of a report that is quoted


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a sentence comes from: the report, and the characters in it, quoted."""

    number: int
    title: str
    outlet: str
    published: str
    report: str
    start: int
    end: int
    quoted: str
    url: str | None
    note: str = ""  # what to know of the report: a later text of it counts, it was corrected or withdrawn


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with the numbers of its references. `lead` is set off in front of it (a date, an event's type)."""

    text: str
    references: tuple[int, ...]
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A story of the brief: what happened, who said what, and how well it is sourced."""

    title: str
    sourcing: str
    events: tuple[Sentence, ...]
    statements: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything the brief prints, in one language."""

    language: str
    room: str
    parts: tuple[Part, ...]
    references: tuple[Reference, ...]
    left_out: str = ""  # in words: stories that are in the room but not in the brief


@dataclass
class Footnotes:
    """Numbers references in order of first use; the same characters get the same number."""

    numbers: dict[Evidence, int] = field(default_factory=dict)

    def of(self, evidence: Iterable[Evidence]) -> tuple[int, ...]:
        """Numbers of the references for these characters, at most MOST_REFERENCES."""
        return tuple(self.numbers.setdefault(e, len(self.numbers) + 1) for e in list(evidence)[:MOST_REFERENCES])

    def references(self, room: Room, language: str) -> tuple[Reference, ...]:
        """What the numbers stand for: the reports are asked for once, all together."""
        say = speaker(language)
        reports = {e.report for e in self.numbers}
        current, texts = room.summaries(reports), room.texts(reports)
        made = []
        for item, number in self.numbers.items():
            about = current.get(item.report) or room.dossier(item.report).report
            notice = about.notice if isinstance(about, ReportSummary) else "older_text"
            made.append(Reference(
                number=number,
                title=about.title or say("report.no_title"),
                outlet=about.outlet or say("report.no_outlet"),
                published=day(about.published, language) or say("report.no_date"),
                report=item.report,
                start=item.start,
                end=item.end,
                quoted=on_one_line(item.of(texts[item.report]), QUOTED),
                url=about.url,
                note=say(f"brief.{notice}") if notice in TOLD else "",
            ))  # fmt: skip
        return tuple(made)


def gather(room: Room, name: str, language: str, story: str | None = None, limit: int = MOST_STORIES) -> Brief:
    """Read the brief's content out of a room; `story` limits it to one, `limit` to the latest so many stories.

    Raises NotInRoom, StoreError.
    """
    say = speaker(language)
    notes = Footnotes()
    stories = (room.story(story),) if story else room.stories(limit)
    parts = tuple(_part(room, s, say, language, notes) for s in stories)
    total = len(stories) if story else room.count_stories()
    left_out = say("brief.left_out", n=len(stories), total=total) if total > len(stories) else ""
    told = tuple(p for p in parts if p.events or p.statements)
    return Brief(language, name, told, notes.references(room, language), left_out)


def _part(room: Room, story: Story, say: Say, language: str, notes: Footnotes) -> Part:
    reports, origins = count(say, "story.reports", len(story.reports)), count(say, "story.origins", len(story.origins))
    first, last = day((story.first or "")[:10], language), day((story.last or "")[:10], language)
    key = f"brief.covers{'_undated' if not (first and last) else '_day' if first == last else ''}"
    return Part(
        title=story.title or say("report.no_title"),
        sourcing=say(key, reports=reports, origins=origins, first=first, last=last),
        events=tuple(_happened(t, say, language, notes) for t in room.timeline(story=story.id, limit=MOST_EVENTS)),
        statements=tuple(
            _said(h, say, language, notes)
            for h in room.statements(story=story.id, limit=MOST_STATEMENTS, newest=True)[::-1]
        ),
    )  # fmt: skip


def _happened(t: TimelineEntry, say: Say, language: str, notes: Footnotes) -> Sentence:
    mode = f" ({say(f'mode.{t.mode}')})" if t.mode else ""
    words = say("brief.did", what=say(f"event.{t.type}") + mode, who=", ".join(t.actors) or "?")
    if t.recipients:
        words += f" → {', '.join(t.recipients)}"
    if t.place:
        words += f", {t.place}"
    words += f" — {say(f'modality.{t.modality}')}, {count(say, 'story.origins', t.origins)}."
    if t.excerpt:
        words += " " + say("brief.quoted", words=t.excerpt)
    return Sentence(words, notes.of(t.evidence), lead=day(t.date, language) or say("timeline.undated"))


def _said(h: StatementHit, say: Say, language: str, notes: Footnotes) -> Sentence:
    who = "; ".join(h.sources) or say("report.unattributed")
    to = say("brief.to", whom="; ".join(h.addressees)) if h.addressees else ""
    lead = day(h.time or h.published, language)
    if h.cue and len(h.cue) > 1:
        who += f" ({' '.join(h.cue.split())})"
    return Sentence(say("brief.said", who=who, to=to, what=" ".join(h.content.split())), notes.of([h.evidence]), lead)


# ---- Markdown

# Everything Markdown could take for markup; report text must stay text wherever the brief is pasted.
SPECIAL = re.compile(r"([\\`*_{}\[\]#|~$])")
ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})  # a backslash before < is not honoured everywhere


def escaped(text: str) -> str:
    """Text as Markdown that shows exactly this text, on one line."""
    return SPECIAL.sub(r"\\\1", visible(" ".join(text.split()))).translate(ENTITIES)


def as_markdown(brief: Brief) -> str:
    """The brief as Markdown with footnotes."""
    say = speaker(brief.language)
    lines = [f"# {say('brief.title', room=escaped(brief.room))}", ""]
    if not brief.parts:
        lines += [say("brief.empty"), ""]
    if brief.left_out:
        lines += [brief.left_out, ""]
    for part in brief.parts:
        lines += [f"## {escaped(part.title)}", "", part.sourcing, ""]
        lines += _list_of(say("story.what_happened"), part.events)
        lines += _list_of(say("story.who_spoke"), part.statements)
    if brief.references:
        lines += [f"## {say('brief.references')}", "", say("brief.counts_copies"), ""]
        lines += [f"[^{r.number}]: {_where(r, say)}: “{escaped(r.quoted)}”" for r in brief.references]
        lines += [""]
    lines += [say("brief.made", version=sitroom.__version__, room=escaped(brief.room)), ""]
    return "\n".join(lines)


def _list_of(title: str, sentences: Sequence[Sentence]) -> list[str]:
    if not sentences:
        return []
    rows = [
        f"- {f'**{escaped(s.lead)}** ' if s.lead else ''}{escaped(s.text)} {''.join(f'[^{n}]' for n in s.references)}"
        for s in sentences
    ]
    return [f"### {title}", "", *rows, ""]


def _where(r: Reference, say: Say) -> str:
    at = say("brief.characters", start=r.start, end=r.end)
    note = f" **({escaped(r.note)})**" if r.note else ""
    return f"{escaped(r.outlet)}, {escaped(r.published)}, *{escaped(r.title)}*, {r.report}, {at}{note}"


# ---- HTML


def as_html(brief: Brief) -> str:
    """The brief as one HTML page that needs nothing else: style inside, no script, everything escaped."""
    from sitroom.outputs.board.pages import templates  # heavy

    return (
        templates()
        .get_template("brief.html")
        .render(brief=brief, say=speaker(brief.language), language=brief.language, version=sitroom.__version__)
    )
