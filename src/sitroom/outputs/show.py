"""A dossier for people, on a terminal or piped: the text with junk greyed, then statements, events, actors.

Deliberately not here: choosing what is true or important; everything found is shown, with where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sitroom.model import Dossier, Mention, Party, Ref, Statement, on_one_line

JUNK = "grey50"
STATEMENT = {"direct": "green", "mixed": "green", "indirect": "cyan"}
MODALITY = {
    "asserted": "",
    "attributed": "on their word",
    "planned": "planned",
    "conditional": "if",
    "denied": "denied",
}
MAX_CELL = 320


def show(dossier: Dossier, console: Console) -> None:
    """Print the dossier."""
    console.print(_header(dossier))
    console.print(_body(dossier))
    for part in (_statements(dossier), _events(dossier), _actors(dossier), _times_and_places(dossier)):
        console.print(part)
    for note in dossier.notes:
        console.print(Text(f"Note: {note}", style="yellow"))


def _header(d: Dossier) -> Group:
    r = d.report
    facts = [r.outlet or "outlet unknown", f"published {r.published}" if r.published else "publication date unknown"]
    if r.updated:
        facts.append(f"updated {r.updated}")
    if r.wire:
        facts.append(f"credits {r.wire}")
    facts += [r.language or "language unknown", f"report {r.id}"]
    return Group(Text(r.title or "(no title)", style="bold"), Text("  ·  ".join(facts), style="dim"), Text(""))


def _body(d: Dossier) -> Group:
    """The text, line by line: what is not read for statements is greyed and named in the margin."""
    lines: list[Padding | Text] = []
    for section in d.sections:
        words = section.of(d.text)
        if section.kind == "headline":
            lines.append(Text(words, style="bold"))
        elif section.readable:
            lines.append(_marked(d, section.start, section.end))
        else:
            lines.append(Padding(Text(f"[{section.kind}] {words}", style=JUNK), (0, 0, 0, 2)))
    return Group(*lines, Text(""))


def _marked(d: Dossier, start: int, end: int) -> Text:
    line = Text(d.text[start:end])
    for s in d.statements:
        for c in s.contents:
            if c.start < end and start < c.end:
                line.stylize(STATEMENT[s.kind], max(0, c.start - start), c.end - start)
    for r in (r for s in d.statements for r in s.sources):
        if start <= r.start < end:
            line.stylize("bold", r.start - start, r.end - start)
    return line


def _statements(d: Dossier) -> Group:
    table = _table(f"Statements: {len(d.statements)}", "id", "who", "to whom", "what", "how", "at")
    for s in d.statements:
        table.add_row(s.id, who(d, s.sources) or "(unattributed)", who(d, s.addressees), Text(content(d, s)),
                      " · ".join(_how(s)), _at(s.contents[0].start))  # fmt: skip
    return Group(table, Text(""))


def _how(s: Statement) -> Iterable[str]:
    yield s.kind
    yield s.sourcing
    if s.modality != "asserted":
        yield s.modality
    if s.venue:
        yield s.venue
    if s.time:
        yield s.time
    if s.within:
        yield f"reported in {s.within}"


def _events(d: Dossier) -> Group:
    table = _table(f"Events: {len(d.events)}", "id", "what", "who", "to whom", "when, where", "how sure", "said", "at")
    for e in d.events:
        kind = e.type + (f" ({e.mode})" if e.mode else "")
        words = d.text[e.mentions[0].trigger_start : e.mentions[0].trigger_end]
        sure = " ".join(x for x in (MODALITY[e.modality], f"({e.attributed_to})" if e.attributed_to else "") if x)
        table.add_row(e.id, f"{kind}\n{words}", parties(d, e.actors), parties(d, e.recipients),
                      ", ".join(x for x in (e.date, e.place) if x), sure or "reported",
                      f"{len(e.mentions)}×", _at(e.mentions[0].start))  # fmt: skip
    return Group(table, Text(""))


def _actors(d: Dossier) -> Group:
    table = _table(f"Actors: {len(d.actors)}", "id", "name", "kind", "country", "roles", "as written")
    for a in d.actors:
        forms = sorted({_form(d, m) for m in d.mentions if m.actor == a.id})
        roles = ", ".join(a.roles) + (f" [{a.wikidata}]" if a.wikidata else "")
        table.add_row(a.id, a.name, a.kind, a.country or "", roles, "; ".join(forms))
    return Group(table, Text(""))


def _form(d: Dossier, m: Mention) -> str:
    words = m.of(d.text)
    return f"{words} → {m.repaired.to} ({m.repaired.evidence})" if m.repaired else words


def _times_and_places(d: Dossier) -> Group:
    times = "; ".join(f"{t.of(d.text)} = {t.value or '?'}{f' ({t.mod})' if t.mod else ''}" for t in d.times)
    places = "; ".join(sorted({f"{p.name}{f' ({p.country})' if p.country else ''}" for p in d.places}))
    return Group(Text(f"Times: {times or 'none'}"), Text(f"Places: {places or 'none'}"))


def who(d: Dossier, refs: Iterable[Ref]) -> str:
    """Names of the actors meant, with the words of the text where they differ."""
    out = []
    for ref in refs:
        words, actor = ref.of(d.text), d.actor(ref.actor)
        if actor is None or actor.name == words:
            out.append(words)
        elif actor.kind == "anonymous":
            out.append(words + (f" [{actor.country}]" if actor.country else ""))
        else:
            out.append(f"{actor.name} (“{words}”)")
    return "; ".join(out)


def parties(d: Dossier, found: Iterable[Party]) -> str:
    """Names and countries of an event's parties."""
    out = []
    for party in found:
        actor = d.actor(party.actor)
        name = actor.name if actor else party.of(d.text)
        out.append(f"{name} [{party.country}]" if party.country else name)
    return "; ".join(out)


def content(d: Dossier, s: Statement) -> str:
    """What was said, split contents joined by an ellipsis, cut where very long."""
    return on_one_line(" […] ".join(c.of(d.text) for c in s.contents), MAX_CELL)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", header_style="dim", expand=False)
    for column in columns:
        table.add_column(column, overflow="fold", justify="right" if column == "at" else "left")
    return table


def _at(position: int) -> str:
    return f"@{position}"
