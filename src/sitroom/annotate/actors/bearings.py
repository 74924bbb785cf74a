"""What speaks for each country as that of an actor whose country nothing tells: numbers that `inland` weighs.

Evidence are the report's places, its actors whose country is known, and adjectives of countries, each where it stands.
A number says how far it speaks for a country about the actor: in the report, near the actor's mentions, by the grammar
of their sentences. Nothing is decided here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from math import exp, log1p

from sitroom.annotate.actors.company import Company, Draft, governor
from sitroom.annotate.actors.letters import load_letters
from sitroom.annotate.actors.lexicon import fold
from sitroom.annotate.actors.nominals import ENVOYS
from sitroom.annotate.actors.relations import RELATIONS, Evidence, Kind, condemned_by, relations
from sitroom.annotate.actors.spans import Found, Line, speaks, subject_of

SIGNS = (
    "share", "count", "lead", "title", "hails", "line", "near", "nearest", "places", "actors", "state", "topic",
    "setting", "possessor", "object", "counterpart", "rival", "ours", "office setting", "letters", "own", *RELATIONS,
)  # fmt: skip
MENTIONS = 12  # of an actor that are looked at
CANDIDATES = 12  # countries weighed, those the report speaks of most
NARROW, WIDE = 15, 60  # tokens after which evidence counts a third
AHEAD = 0.5  # what stands behind the mention counts less
BETWEEN_LINES = 15  # tokens that a new paragraph counts for
FAR = 6  # times these lengths, beyond which nothing counts
LITTLE = 0.05
TOPIC = 250  # tokens back that the subject spoken of is looked for
PUBLIC = frozenset({"government", "military", "police", "judiciary", "legislature"})
OPENING = 4  # tokens from the beginning of a sentence to the place it is set in


class Bearings:
    """The evidence of one report."""

    def __init__(self, company: Company) -> None:
        self._company = company
        self._offset: dict[int, int] = {}
        running = 0
        for line in company.lines:
            self._offset[line.number] = running
            running += len(line.doc) + BETWEEN_LINES
        rows = [e for line in company.lines for e in self._line(line)]
        self._rows = sorted(rows, key=lambda e: (e.at, -e.end))
        self._ats = [e.at for e in self._rows]
        self._spoken = Counter(e.country for e in self._rows)
        several = len(company.lines) > 1
        self._title = frozenset(e.country for e in self._rows if e.line == 0 and several)
        self._first: dict[int, Evidence] = {}
        for e in self._rows:
            self._first.setdefault(e.line, e)
        self._held: dict[str, list[tuple[int, str]]] = {}
        for draft in company.drafts:
            for office in draft.offices if draft.country and draft.kind == "person" else ():
                self._held.setdefault(office, []).append((draft.order, draft.country or ""))
        self.candidates = sorted(
            country for country, _ in sorted(self._spoken.items(), key=lambda c: (-c[1], c[0]))[:CANDIDATES]
        )

    def at(self, number: int) -> int:
        """Where a mention begins, in tokens counted through the report."""
        f = self._company.found[number]
        return self._offset[f.line] + f.start

    def _line(self, line: Line) -> list[Evidence]:
        """The evidence of a line: actors first, then places and adjectives that are no part of one."""
        company, base = self._company, self._offset[line.number]
        out: list[Evidence] = []
        taken: set[int] = set()
        envoys: set[int] = set()
        for n in company.by_line.get(line.number, []):
            f, link = company.found[n], company.links.get(n)
            draft = link.draft.held() if link is not None and link.draft is not None else None
            if draft is None or not draft.country or draft.sector == "media":
                continue
            if f.head is not None and f.head.id in ENVOYS:
                envoys.update(range(f.start, f.end))  # says whose he is, not whose those are he is sent to
                continue
            kind: Kind = "state" if draft.kind == "state" else "actor"
            out.append(Evidence(base + f.start, line.number, f.start, f.end, draft.country, kind, draft))
            taken.add(f.start)
        for start, end, place in line.places:
            if place.country and start not in taken:
                out.append(Evidence(base + start, line.number, start, end, place.country, "place", None))
        out = [e for e in out if e.start not in envoys]
        covered = {k for e in out for k in range(e.start, e.end)} | envoys
        for start, end, country in self._adjectives(line):
            if start not in covered:
                out.append(Evidence(base + start, line.number, start, end, country, "adjective", None))
        return out

    def _adjectives(self, line: Line) -> list[tuple[int, int, str]]:
        demonyms = {**self._company.lex.locals, **self._company.lex.demonyms}
        there = [(i, demonyms[w]) for i, w in enumerate(line.words) if w in demonyms]
        there = [(i, c) for i, c in there if line.doc[i].pos_ in ("ADJ", "NOUN", "PROPN")]
        return [(i, i + 1, c) for i, c in there if not (" " in line.words[i] and line.word(i - 1) == line.words[i])]

    def of(self, draft: Draft) -> dict[str, dict[str, float]]:
        """For each candidate country the SIGNS that speak for it as the draft's, and the same by the kind of draft."""
        numbers = draft.numbers[:MENTIONS]
        theirs = self._of_others(draft)
        signs = {country: dict.fromkeys(SIGNS, 0.0) for country in self.candidates if country not in theirs}
        total = sum(self._spoken.values())
        for country, row in signs.items():
            others = max((n for c, n in self._spoken.items() if c != country), default=0)
            row["share"] = self._spoken[country] / total
            row["count"] = log1p(self._spoken[country])
            row["lead"] = row["count"] - log1p(others)
            row["title"] = float(country in self._title)
            row["hails"] = float(country in self._company.hails)
        if draft.proper and draft.kind == "person":
            full, letters = max([draft.name, *draft.names], key=len), load_letters()
            for country, row in signs.items():
                row["letters"] = letters.likeness(full, country)
        for country in self._own(draft) & set(signs):
            signs[country]["own"] = 1.0
        for office in draft.offices:
            for order, country in self._held.get(office, ())[:MENTIONS]:
                if order != draft.order and country in signs:
                    signs[country]["rival"] = 1.0
        for number in numbers:
            for sign, country, weight in self._around(draft, number):
                if country in signs:
                    signs[country][sign] += weight / len(numbers)
        manner = f"{draft.kind} {'named' if draft.proper else 'unnamed'}"
        return {c: row | {f"{manner} {sign}": x for sign, x in row.items() if x} for c, row in signs.items()}

    def _own(self, draft: Draft) -> set[str]:
        """The countries that the draft's own words name ("China Coast Guard", "Radio Lesotho")."""
        lex, out = self._company.lex, set[str]()
        for f in (self._company.found[n] for n in draft.numbers[:MENTIONS]):
            line = self._company.lines[f.line]
            for k in range(f.start, f.end if f.kind == "organisation" else f.start):
                hits = lex.places.at(line.low, line.doc[k].idx, line.ends) if line.capital(k) else []
                out.update(iso for _, _, (iso, _) in hits[:1])
                if line.words[k] in lex.demonyms:
                    out.add(lex.demonyms[line.words[k]])
        return out

    def _around(self, draft: Draft, number: int) -> list[tuple[str, str, float]]:
        """(sign, country, weight) of what stands around one mention."""
        f = self._company.found[number]
        line = self._company.lines[f.line]
        at = self.at(number)
        low, high = bisect_left(self._ats, at - FAR * WIDE), bisect_left(self._ats, at + FAR * WIDE)
        near = [e for e in self._rows[low:high] if e.draft is not draft]
        out = [("near", c, w) for c, w in _shares(near, at, WIDE)]
        out += [("nearest", c, w) for c, w in _shares(near, at, NARROW)]
        out += [("places", c, w) for c, w in _shares([e for e in near if e.kind == "place"], at, WIDE)]
        out += [("actors", c, w) for c, w in _shares([e for e in near if e.kind == "actor"], at, WIDE)]
        first = self._first.get(f.line)
        if first is not None and first.draft is not draft:
            out.append(("line", first.country, 1.0))
        here = [e for e in near if e.line == f.line and line.sentence[e.start] == line.sentence[f.start]]
        out += [("state", c, 1.0) for c in sorted({e.country for e in here if e.kind == "state"})]
        setting = _setting(f, line, here)
        if setting and draft.offices:
            out.append(("office setting", setting, 1.0))
        out += [("setting", setting, 1.0)] if setting else [("topic", c, 1.0) for c in self._topic(f, at, draft)]
        out += [(sign, c, 1.0) for sign, c in sorted(set(relations(f, line, here, self._company.lex)))]
        return out + self._ours(f, line, near) + self._grammar(f, line, here, draft)

    def _of_others(self, draft: Draft) -> frozenset[str]:
        """Whose counterparts the draft is said to be: never their own."""
        out: set[str] = set()
        for f in (self._company.found[n] for n in draft.numbers[:MENTIONS]):
            if f.head is None or f.head.kind != "counterpart" or f.definite != "possessive":
                continue
            line, at = self._company.lines[f.line], self._offset[f.line] + f.start
            before = [e for e in self._rows[bisect_left(self._ats, at - TOPIC) : bisect_left(self._ats, at)] if e.draft]
            acting = [
                e for e in before if subject_of(self._company.lines[e.line].doc[e.start : e.end].root) is not None
            ]
            near = [e for e in before if e.line == f.line and line.sentence[e.start] == line.sentence[f.start]]
            out |= {e.country for e in (near or acting)[-1:]}
        return frozenset(out | self._judged(draft))

    def _judged(self, draft: Draft) -> set[str]:
        """The states that condemn a government or who is in office: a foreign one, not theirs."""
        ruling = draft.sector == "government" or bool(draft.offices)
        if not ruling and draft.kind != "person":
            return set()
        out: set[str] = set()
        for f in (self._company.found[n] for n in draft.numbers[:MENTIONS]):
            line, at = self._company.lines[f.line], self._offset[f.line]
            low, high = bisect_left(self._ats, at), bisect_left(self._ats, at + len(line.doc))
            states = [e for e in self._rows[low:high] if e.kind == "state" and e.line == f.line]
            out |= (
                set(condemned_by(f, line, states, self._company.lex, ruling)) if f.definite != "possessive" else set()
            )
        return out

    def _ours(self, f: Found, line: Line, near: list[Evidence]) -> list[tuple[str, str, float]]:
        """Behind "our" inside quotation marks: whose are who speaks in this line."""
        if not (line.quoted[f.start] and self._company.lex.is_in(line.word(f.start - 1), "ours")):
            return []
        return [("ours", e.country, 1.0) for e in near if e.line == f.line and self._spoke(e)][-1:]

    def _spoke(self, e: Evidence) -> bool:
        """Is it the subject of a verb of speaking, outside quotation marks?"""
        line = self._company.lines[e.line]
        verb = subject_of(line.doc[e.start : e.end].root)
        return not line.quoted[e.start] and speaks(verb, self._company.lex)

    def _topic(self, f: Found, at: int, draft: Draft) -> list[str]:
        """The country of the subject spoken of: in the mention's own sentence before it, or the one before."""
        best: Evidence | None = None
        for e in self._rows[bisect_left(self._ats, at - TOPIC) : bisect_left(self._ats, at)]:
            line = self._company.lines[e.line]
            told = e.draft is not None and e.draft is not draft and not line.quoted[e.start]
            if not told or subject_of(line.doc[e.start : e.end].root) is None:
                continue
            old = self._company.lines[best.line].sentence[best.start] if best is not None else -1
            if best is None or (e.line, line.sentence[e.start]) > (best.line, old):
                best = e
        if best is None or best.line != f.line:
            return []
        sentence = self._company.lines[f.line].sentence
        return [best.country] if sentence[f.start] - sentence[best.start] <= 1 else []

    def _grammar(self, f: Found, line: Line, here: list[Evidence], draft: Draft) -> list[tuple[str, str, float]]:
        """What the sentence says: whose it is, whom it acts upon, who is spoken of as somebody's counterpart."""
        company = self._company
        out: list[tuple[str, str, float]] = []
        if f.definite == "possessive" and f.form == "nominal":
            owners = [e for e in here if e.end <= f.start and e.kind != "place"]
            subjects = [e for e in owners if subject_of(line.doc[e.start : e.end].root) is not None]
            at = self._offset[f.line] + f.start
            out += [("possessor", e.country, 1.0) for e in (subjects or owners)[-1:]]
            out += [("possessor", c, 1.0) for c in self._topic(f, at, draft)] if not out else []
        verb = governor(line, f)
        if verb is not None and subject_of(line.doc[f.start : f.end].root) is not None:
            for n in company.parties.get((f.line, verb), ())[:MENTIONS]:
                link = company.links.get(n)
                other = link.draft.held() if link is not None and link.draft is not None else None
                if other is not None and other is not draft and other.country:
                    out.append(("object", other.country, 1.0))
        for e in here:
            if e.draft is not None and e.start >= f.end and "counterpart" in e.draft.heads:
                out.append(("counterpart", e.country, 1.0))
        return out

    def seat(self, draft: Draft) -> str | None:
        """The country of the place right behind a public body ("the interior ministry in Kigali")."""
        for f in (self._company.found[n] for n in draft.numbers[:MENTIONS]):
            line = self._company.lines[f.line]
            body = f.head is not None and f.head.kind == "organ" and f.head.id != "embassy" and f.sector in PUBLIC
            if body and self._company.lex.is_in(line.word(f.end), "place-preposition"):
                there = (p for s, _, p in line.placed(f.end + 1, f.end + 2) if p.country and s > f.end)
                place = next(there, None)
                if place is not None:
                    return place.country
        return None

    def classes(self, draft: Draft) -> dict[str, float]:
        """What kind of actor the draft is, as far as that tells whether readers give it a country at all."""
        found = [self._company.found[n] for n in draft.numbers[:MENTIONS]]
        out = [draft.kind, f"{draft.kind} {draft.sector}", "many" if draft.plural else "one"]
        out.append(f"{draft.kind} {'named' if draft.proper else 'unnamed'}")
        out.append(f"{draft.kind} {'with' if draft.roles else 'without'} role")
        described = next((f for f in found if f.form == "nominal"), None)
        if described is not None:
            out.append(f"{draft.kind} {described.definite}")
            if described.head is not None:
                out += [f"head {described.head.id}", f"noun {described.head.kind}"]
        if any(f.institution is not None for f in found):
            out.append("known institution")
        lex, lines = self._company.lex, self._company.lines
        behind = [lines[f.line].word(f.end) for f in found if f.form == "nominal"]
        inside = [w for f in found if f.form == "nominal" for w in lines[f.line].words[f.start + 1 : f.end]]
        if any(lex.is_in(w, "place-preposition") for w in (*behind, *inside)):
            out.append(f"{draft.kind} posted")  # "a source in Niamey"
        outlet = fold(self._company.outlet or "")
        if draft.kind == "organisation" and any(fold(n) in outlet or outlet in fold(n) for n in draft.names if outlet):
            out.append("outlet")  # a report seldom tells whose the paper is
        if draft.number:
            out.append("numbered")
        if draft.offices:
            out.append("office")
        return dict.fromkeys(out, 1.0)


def _setting(f: Found, line: Line, here: list[Evidence]) -> str | None:
    """The country of the place that the mention's sentence begins with ("À Rabat, le ministre ...")."""
    first = here[0] if here else None
    if first is None or first.end > f.start:
        return None
    begin = first.start
    while begin and line.sentence[begin - 1] == line.sentence[f.start]:
        begin -= 1
    opens = begin < first.start <= begin + OPENING and line.doc[begin].pos_ == "ADP"
    return first.country if opens else None


def _shares(rows: list[Evidence], at: int, length: int) -> list[tuple[str, float]]:
    """How much of what is said around a place each country has, by distance."""
    weights: dict[str, float] = {}
    for e in rows:
        far = abs(at - e.at)
        if far <= FAR * length:
            weights[e.country] = weights.get(e.country, 0.0) + exp(-far / length) * (1.0 if e.at < at else AHEAD)
    total = sum(weights.values()) + LITTLE
    return [(country, weight / total) for country, weight in weights.items()]
