"""Scores of a dossier against gold, layer by layer. Pure functions: dossiers in, counts out.

Counts add up over texts (`Counts + Counts`), so figures are micro-averages. Definitions, which docs/evaluation.md
explains with their sources:

sections    line labels; `junk` = neither headline, body, byline, dateline nor live_time. junk_f1; body_lost = share of
            gold body lines labelled junk
mentions    exact span and actor kind; `canonical`: of those, the share whose actor is the gold one; `country`: of
            those but states, the share with the gold's country (or none, as the gold); anonymous flag F1
chains      who is who: B-cubed (Bagga & Baldwin 1998) over the mentions and pronoun sources that gold and report share
            by exact span; b3_precision, b3_recall are means over them, b3_f1 their harmonic mean
times       overlapping span and equal value (value_f1); exact span too (exact_f1)
places      exact span F1; `country` and `use`: share right among matched
statements  content token Jaccard >= .5, greedy one-to-one (content_f1); of those: `speaker` as written (source tokens
            overlap), `resolved` (source actor), `addressee`, `kind`, `within`; speaker_f1 = content and speaker right
events      same type, and one's clause holds a trigger of the other (type_f1); `parties_f1` = both sides right too;
            `modality` among matched; `date` = of the matched that gold dates, the share whose day is found,
            `date_agrees` = of those that both date. Gold events that are not core count neither way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from evals.matching import jaccard, pair, same_actor, words
from sitroom.model import Dossier, Event, Mention, Party, Ref, Section, Span, Statement

JUNK = frozenset({"caption", "promo", "ad", "form", "credit", "update", "prompt", "other"})
Counts = Counter[str]
T = TypeVar("T", bound=Span)


def score_sections(gold: Dossier, found: Dossier) -> Counts:
    """Line labels; see the module's head."""
    c: Counts = Counter()
    by_line = {_line(gold.text, s): s for s in found.sections}
    for g in gold.sections:
        f = by_line.get(_line(gold.text, g))
        kind = f.kind if f else "missing"
        c["sections.lines"] += 1
        c["sections.kind.right"] += kind == g.kind
        is_junk, said_junk = g.kind in JUNK, kind in JUNK
        c["sections.junk.gold"] += is_junk
        c["sections.junk.found"] += said_junk
        c["sections.junk.right"] += is_junk and said_junk
        if g.kind == "body":
            c["sections.body"] += 1
            c["sections.body.lost"] += kind not in ("body", "headline")
    return c


def _line(text: str, section: Section) -> int:
    return text.count("\n", 0, section.start)


def score_mentions(gold: Dossier, found: Dossier) -> Counts:
    """Mentions, canonical actors, anonymous flag."""
    c: Counts = Counter()

    def kind(d: Dossier, actor: str | None) -> str:
        a = d.actor(actor)
        return a.kind if a else "none"

    g_keys = {(m.start, m.end, kind(gold, m.actor)): m for m in gold.mentions}
    f_keys = {(m.start, m.end, kind(found, m.actor)): m for m in found.mentions}
    both = sorted(set(g_keys) & set(f_keys))
    c["mentions.gold"], c["mentions.found"], c["mentions.right"] = len(g_keys), len(f_keys), len(both)
    c["mentions.canonical.right"] = sum(same_actor(gold, g_keys[k].actor, found, f_keys[k].actor) for k in both)
    owned = [k for k in both if k[2] != "state"]
    c["mentions.owned"] = len(owned)
    c["mentions.country.right"] = sum(
        getattr(gold.actor(g_keys[k].actor), "country", None) == getattr(found.actor(f_keys[k].actor), "country", None)
        for k in owned
    )
    anon_g = [m for m in gold.mentions if kind(gold, m.actor) == "anonymous"]
    anon_f = [m for m in found.mentions if kind(found, m.actor) == "anonymous"]
    c["mentions.anonymous.gold"], c["mentions.anonymous.found"] = len(anon_g), len(anon_f)
    c["mentions.anonymous.right"] = len(pair(anon_g, anon_f, lambda a, b: float(a.overlaps(b)), 1))
    loose = pair(gold.mentions, found.mentions, lambda a, b: _overlap(a, b), 0.01)
    c["mentions.overlap.right"] = len(loose)
    return c


def score_chains(gold: Dossier, found: Dossier) -> Counts:
    """B-cubed sums in thousandths; see the module's head. Mentions without actor are chains of their own."""

    def chains(d: Dossier) -> dict[tuple[int, int], str]:
        told: list[Mention | Ref] = [
            *d.mentions,
            *d.references,
            *(r for s in d.statements for r in (*s.sources, *s.addressees)),
        ]
        out: dict[tuple[int, int], str] = {}
        for m in told:
            out.setdefault((m.start, m.end), m.actor or f"nobody at {m.start}")
        return out

    g_chains, f_chains = chains(gold), chains(found)
    both = sorted(set(g_chains) & set(f_chains))
    pairs = Counter((g_chains[k], f_chains[k]) for k in both)
    sizes_g, sizes_f = Counter(g_chains[k] for k in both), Counter(f_chains[k] for k in both)
    c: Counts = Counter()
    c["chains.mentions"] = 1000 * len(both)
    c["chains.precision"] = round(1000 * sum(n * n / sizes_f[f] for (_, f), n in pairs.items()))
    c["chains.recall"] = round(1000 * sum(n * n / sizes_g[g] for (g, _), n in pairs.items()))
    return c


def _overlap(a: Span, b: Span) -> float:
    shared = min(a.end, b.end) - max(a.start, b.start)
    return max(0, shared) / max(a.end - a.start, b.end - b.start, 1)


def readable(gold: Dossier, items: Sequence[T]) -> tuple[T, ...]:
    """The items in lines that gold calls readable: captions and teasers are not annotated."""
    lines = [s for s in gold.sections if s.readable]
    return tuple(i for i in items if any(s.start <= i.start < s.end for s in lines))


def score_times(gold: Dossier, found: Dossier) -> Counts:
    """Time expressions by value, and by exact span."""
    g_times, f_times = readable(gold, gold.times), readable(gold, found.times)
    pairs = pair(g_times, f_times, lambda a, b: _overlap(a, b) + (a.value == b.value), 0.01)
    matched = [(g, f) for g, f in pairs if g.overlaps(f)]
    c: Counts = Counter()
    c["times.gold"], c["times.found"] = len(g_times), len(f_times)
    c["times.value.right"] = sum(g.value == f.value for g, f in matched)
    c["times.exact.right"] = sum((g.start, g.end) == (f.start, f.end) for g, f in matched)
    return c


def score_places(gold: Dossier, found: Dossier) -> Counts:
    """Toponyms by exact span; country and use among matched."""
    g_places, f_places = readable(gold, gold.places), readable(gold, found.places)
    f_keys = {(p.start, p.end): p for p in f_places}
    both = [(g, f_keys[(g.start, g.end)]) for g in g_places if (g.start, g.end) in f_keys]
    c: Counts = Counter()
    c["places.gold"], c["places.found"], c["places.right"] = len(g_places), len(f_places), len(both)
    c["places.country.right"] = sum(g.country == f.country for g, f in both)
    c["places.use.right"] = sum(g.use == f.use for g, f in both)
    return c


def statement_pairs(gold: Dossier, found: Dossier) -> list[tuple[Statement, Statement]]:
    """Gold statements with what was found of them: contents with a Jaccard of at least .5, one to one."""
    text = gold.text
    content_g = {s.id: words(s.contents, text) for s in gold.statements}
    content_f = {s.id: words(s.contents, text) for s in found.statements}

    def fit(g: Statement, f: Statement) -> float:
        # Nested statements can cover nearly the same words: the source decides between them.
        return jaccard(content_g[g.id], content_f[f.id]) + 0.01 * sources_meet(g.sources, f.sources, text)

    return [
        (g, f) for g, f in pair(gold.statements, found.statements, fit, 0.5)
        if jaccard(content_g[g.id], content_f[f.id]) >= 0.5
    ]  # fmt: skip


def score_statements(gold: Dossier, found: Dossier) -> Counts:
    """Statements; see the module's head."""
    text = gold.text
    pairs = statement_pairs(gold, found)
    partner = {f.id: g.id for g, f in pairs}
    c: Counts = Counter()
    c["statements.gold"], c["statements.found"] = len(gold.statements), len(found.statements)
    for g, f in pairs:
        speaker = sources_meet(g.sources, f.sources, text)
        c["statements.right"] += 1
        c[f"statements.{g.kind}.right"] += speaker
        c["statements.speaker.right"] += speaker
        c["statements.resolved.right"] += _same_refs(gold, g.sources, found, f.sources)
        c["statements.kind.right"] += g.kind == f.kind
        c["statements.sourcing.right"] += g.sourcing == f.sourcing
        c["statements.within.right"] += (partner.get(f.within) if f.within else None) == g.within
        if g.addressees or f.addressees:
            c["statements.addressee.either"] += 1
            c["statements.addressee.right"] += bool(g.addressees) == bool(f.addressees) and sources_meet(
                g.addressees, f.addressees, text
            )
    for g in gold.statements:
        c[f"statements.{g.kind}.gold"] += 1
    return c


def sources_meet(gold: Sequence[Ref], found: Sequence[Ref], text: str) -> bool:
    if not gold or not found:
        return not gold and not found
    return bool(words(gold, text) & words(found, text)) or any(g.overlaps(f) for g in gold for f in found)


def _same_refs(gold: Dossier, g: Sequence[Ref], found: Dossier, f: Sequence[Ref]) -> bool:
    if not g or not f:
        return not g and not f
    return any(same_actor(gold, a.actor, found, b.actor) for a in g for b in f)


def event_pairs(gold: Dossier, found: Dossier) -> list[tuple[Event, Event]]:
    """Events of the same type with a mention in common, those alike in most first."""

    def fit(g: Event, f: Event) -> float:
        if g.type != f.type or not _meet(g, f):
            return 0.0
        return 1 + _parties(gold, g, found, f) + 0.5 * (g.modality == f.modality)

    return pair(gold.events, found.events, fit, 1)


def score_events(gold: Dossier, found: Dossier) -> Counts:
    """Events; see the module's head."""
    pairs = event_pairs(gold, found)
    core = [e for e in gold.events if _core(e)]
    right = [(g, f) for g, f in pairs if _core(g)]
    c: Counts = Counter()
    c["events.gold"] = len(core)
    c["events.found"] = len(found.events) - sum(not _core(g) for g, _ in pairs)
    c["events.type.right"] = len(right)
    c["events.parties.right"] = sum(_parties(gold, g, found, f) for g, f in right)
    c["events.modality.right"] = sum(g.modality == f.modality for g, f in right)
    dated = [(g, f) for g, f in right if g.date]
    c["events.date.gold"], c["events.date.both"] = len(dated), sum(bool(f.date) for _, f in dated)
    c["events.date.right"] = sum(day_told(g) == day_told(f) for g, f in dated)
    c["events.mentions.gold"] = sum(len(g.mentions) for g, _ in right)
    c["events.mentions.right"] = sum(sum(any(_touch(m, n) for n in f.mentions) for m in g.mentions) for g, f in right)
    return c


def day_told(event: Event) -> str | None:
    """An event's date as it is compared: the day, month, year or week; of an interval its begin."""
    return event.date[:10].split("/")[0] if event.date else None


def _core(event: Event) -> bool:
    return bool((event.detail or {}).get("core", True))


def _touch(gold: Span, found: Span) -> bool:
    return gold.overlaps(found)


def _meet(g: Event, f: Event) -> bool:
    return any(_touch(m, n) for m in g.mentions for n in f.mentions)


def _parties(gold: Dossier, g: Event, found: Dossier, f: Event) -> bool:
    if g.type == "CONSULT":  # who met whom: the two sides are one
        return sides_meet(gold, (*g.actors, *g.recipients), found, (*f.actors, *f.recipients))
    return sides_meet(gold, g.actors, found, f.actors) and sides_meet(gold, g.recipients, found, f.recipients)


def sides_meet(gold: Dossier, g: Sequence[Party], found: Dossier, f: Sequence[Party]) -> bool:
    if not g or not f:
        return not g and not f
    if {p.country for p in g if p.country} & {p.country for p in f if p.country}:
        return True
    return any(a.overlaps(b) or (a.actor and b.actor and same_actor(gold, a.actor, found, b.actor))
               for a in g for b in f)  # fmt: skip


SCORERS = (score_sections, score_mentions, score_chains, score_times, score_places, score_statements, score_events)


def score(gold: Dossier, found: Dossier) -> Counts:
    """All layers' counts for one text."""
    total: Counts = Counter()
    for scorer in SCORERS:
        total.update(scorer(gold, found))
    return total


def f1(c: Counts, right: str, gold: str, found: str) -> float:
    """F1 from three counters; 0 where there is nothing."""
    return 2 * c[right] / (c[gold] + c[found]) if c[gold] + c[found] else 0.0


def rate(c: Counts, right: str, of: str) -> float:
    """A share; 1 where there is nothing to get wrong."""
    return c[right] / c[of] if c[of] else 1.0


def figures(c: Counts) -> dict[str, float]:
    """The figures people read, from summed counts."""
    return {
        "sections.junk_f1": f1(c, "sections.junk.right", "sections.junk.gold", "sections.junk.found"),
        "sections.body_kept": 1 - c["sections.body.lost"] / max(1, c["sections.body"]),
        "sections.kind": rate(c, "sections.kind.right", "sections.lines"),
        "mentions.exact_f1": f1(c, "mentions.right", "mentions.gold", "mentions.found"),
        "mentions.overlap_f1": f1(c, "mentions.overlap.right", "mentions.gold", "mentions.found"),
        "mentions.canonical": rate(c, "mentions.canonical.right", "mentions.right"),
        "mentions.country": rate(c, "mentions.country.right", "mentions.owned"),
        "mentions.anonymous_f1": f1(
            c, "mentions.anonymous.right", "mentions.anonymous.gold", "mentions.anonymous.found"
        ),
        "chains.b3_precision": (precision := rate(c, "chains.precision", "chains.mentions")),
        "chains.b3_recall": (recall := rate(c, "chains.recall", "chains.mentions")),
        "chains.b3_f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        "times.value_f1": f1(c, "times.value.right", "times.gold", "times.found"),
        "times.exact_f1": f1(c, "times.exact.right", "times.gold", "times.found"),
        "places.exact_f1": f1(c, "places.right", "places.gold", "places.found"),
        "places.country": rate(c, "places.country.right", "places.right"),
        "places.use": rate(c, "places.use.right", "places.right"),
        "statements.content_f1": f1(c, "statements.right", "statements.gold", "statements.found"),
        "statements.precision": rate(c, "statements.right", "statements.found"),
        "statements.recall": rate(c, "statements.right", "statements.gold"),
        "statements.speaker": rate(c, "statements.speaker.right", "statements.right"),
        "statements.resolved": rate(c, "statements.resolved.right", "statements.right"),
        "statements.addressee": rate(c, "statements.addressee.right", "statements.addressee.either"),
        "statements.within": rate(c, "statements.within.right", "statements.right"),
        "statements.kind": rate(c, "statements.kind.right", "statements.right"),
        "statements.recall_direct": rate(c, "statements.direct.right", "statements.direct.gold"),
        "statements.recall_mixed": rate(c, "statements.mixed.right", "statements.mixed.gold"),
        "statements.recall_indirect": rate(c, "statements.indirect.right", "statements.indirect.gold"),
        "events.type_f1": f1(c, "events.type.right", "events.gold", "events.found"),
        "events.parties_f1": f1(c, "events.parties.right", "events.gold", "events.found"),
        "events.modality": rate(c, "events.modality.right", "events.type.right"),
        "events.date": rate(c, "events.date.right", "events.date.gold"),
        "events.date_agrees": rate(c, "events.date.right", "events.date.both"),
        "events.mentions": rate(c, "events.mentions.right", "events.mentions.gold"),
    }
