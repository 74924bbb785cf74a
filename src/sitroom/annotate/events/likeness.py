"""What is told of a mention and a happening told before: features for the learnt choice which of them it speaks of.

A feature is a name with a number, mostly 1. Deliberately not here: the choice (merge.py) and its weights
(data/merging.toml, made by `python -m evals.merging`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import log, log1p

from sitroom.annotate.events import tree
from sitroom.annotate.events.dating import under_after
from sitroom.annotate.events.drafts import Draft
from sitroom.annotate.events.parties import Found

FORCE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"})
FAMILIES = {
    **dict.fromkeys(FORCE, "force"),
    **dict.fromkeys(("CONSULT", "COOPERATE", "AID", "RETREAT", "CONCEDE"), "meeting"),
}
NEAR = 300  # characters
SAID = 40  # words of a clause that are looked at
CONTENT = frozenset({"NOUN", "PROPN", "NUM", "VERB", "ADJ"})
KNOWN = 400  # words of a happening that are kept
SIDES = 24  # parties of a side that are compared
BESIDE = frozenset({"noun", "adverbial clause"})  # how what goes with an act is told


@dataclass
class Group:
    """Drafts of one happening, while they are being collected."""

    drafts: list[Draft] = field(default_factory=list)
    states: set[str] = field(default_factory=set)
    modes: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    lemmas: set[str] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    tellers: set[str | None] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    sides: dict[str, dict[tuple[object, ...], Found]] = field(default_factory=dict)

    def add(self, draft: Draft) -> None:
        """One more mention. What later ones are compared with is kept once each, so that a happening told of a
        thousand times costs no more to compare than one told of twice."""
        known = bool(self.drafts) and collective(draft)  # "the two leaders" are those the text has named
        self.drafts.append(draft)
        self.states.add(draft.modality)
        self.modes |= {draft.mode} if draft.mode else set()
        self.dates |= {draft.date} if draft.date else set()
        self.places |= {draft.place} if draft.place else set()
        self.lemmas.add(tree.lemma(draft.match.token))
        self.rules.add(draft.rule)
        self.kinds.add(kind_of(draft))
        self.tellers.add(draft.attributed_to)
        if len(self.words) < KNOWN:
            self.words |= words_of(draft)
            self.numbers |= numbers_of(draft)
        for side in ("actors", "recipients"):
            for p in getattr(draft, side) if not known else ():
                key = (p.actor, p.country, p.token.lemma_, p.igo, p.place)
                sure = side == "actors" or draft.far is None
                self.sides.setdefault(side if sure else "guessed", {}).setdefault(key, p)

    @property
    def type(self) -> str:
        return self.drafts[0].type

    def parties(self, side: str) -> list[Found]:
        """The different parties of a side, in the order they were met; what was only found elsewhere in the text gives
        way to what a mention names itself."""
        found = self.sides.get(side) or (self.sides.get("guessed") if side == "recipients" else None)
        return list((found or {}).values())


def likeness(group: Group, draft: Draft, rank: int) -> dict[str, float]:
    """What is told of a mention as one of a happening; `rank`: how many of its type were told since."""
    family = FAMILIES.get(draft.type, "words")
    told = ["same", f"same {draft.type}", f"same {family}"]
    told += [f"{family}, {sign}" for sign in _form(draft)]
    told += _form(draft)
    for sign in (*_sides(group, draft), *_facts(group, draft), *_told(group, draft), *_place(group, draft)):
        told += [sign, f"{family}, {sign}"]
    result = dict.fromkeys(told, 1.0)
    mine = words_of(draft)
    shared = len(mine & group.words)
    gap = max(0, draft.trigger.start - group.drafts[-1].trigger.end)
    numbers = {
        "words shared": log1p(shared) / 2,
        "share of words": shared / (1 + len(mine)),
        "gap": log(1 + gap) / 5,
        "mentions": log(len(group.drafts)),
        "rank": log1p(rank),
    }
    return result | numbers | {f"{family}, {name}": x for name, x in numbers.items()}


def kind_of(draft: Draft) -> str:
    """Is it told by a verb or a noun?"""
    match = draft.match
    return "verb" if match.kind != "noun" else "noun" if match.verb is None else "carried noun"


def tense_of(draft: Draft) -> str:
    """How its verb, or that of a noun's clause, places it in time."""
    clause = tree.clause_of(draft.match.anchor)
    parts = [clause, *(c for c in clause.children if c.dep_ in ("aux", "aux:tense", "aux:pass", "auxpass"))]
    marks = [m for t in parts for m in (*t.morph.get("Tense", []), *t.morph.get("Aspect", []))]
    return "+".join(sorted(set(marks))) or "none"


def parted(one: Draft, other: Draft) -> bool:
    """Does the one stand under an "after" or "before" that the other is above?"""
    for under, above in ((one, other), (other, one)):
        after = under_after(under.scene, under.match.token)
        if after is not None and not (after == above.match.token or after.is_ancestor(above.match.token)):
            return True
    return False


def words_of(draft: Draft) -> set[str]:
    """The words of content in its clause, the nearest, but its own."""
    match = draft.match
    doc, at = match.token.doc, match.token.i
    sentence = match.token.sent
    left, right = max(sentence.start, at - SAID // 2), min(sentence.end, at + SAID // 2)
    return {tree.lemma(t) for t in doc[left:right] if t.pos_ in CONTENT and t.i != at and len(t) > 1}


def numbers_of(draft: Draft) -> set[str]:
    """The numbers among its parties' words ("17 soldiers")."""
    return {t.lower_ for p in draft.recipients for t in p.token.lefts if t.pos_ == "NUM"}


def _form(draft: Draft) -> list[str]:
    """How the mention itself is told."""
    found = [kind_of(draft), draft.background or "news"]
    found += ["bare"] if draft.bare else ["with sides" if draft.actors and draft.recipients else "with a side"]
    found += [name for name in ("pointing", "more", "reply", "headline", "mutual") if getattr(draft, name)]
    if draft.match.kind == "noun" and not draft.pointing:
        found.append("indefinite")
    if not draft.bare and not draft.actors:
        found.append("by nobody")
    if collective(draft):
        found.append("collective")
    published = draft.scene.prior.published
    if draft.date and published:
        found.append("of another year" if draft.date[:4] != published[:4] else "of a day" if len(draft.date) > 7 else
                     "of a longer time")  # fmt: skip
    return found


def _sides(group: Group, draft: Draft) -> Iterator[str]:
    """How the parties of both stand to each other."""
    mutual = draft.mutual or group.drafts[0].mutual
    if mutual:
        mine, theirs = (*draft.actors, *draft.recipients), (*group.parties("actors"), *group.parties("recipients"))
        shared = met(theirs, mine)
        yield f"meeting {relation(theirs, mine)}"
        yield f"participants shared {min(shared, 2)}"
        if len(mine) > 1 and len(theirs) > 1:
            yield f"both sides, shared {min(shared, 2)}"
        return
    actors = relation(group.parties("actors"), draft.actors)
    recipients = relation(group.parties("recipients"), draft.recipients)
    if (draft.far is not None and draft.recipients) or ("guessed" in group.sides and "recipients" not in group.sides):
        recipients = f"guessed {recipients}"
    yield f"actors {actors}"
    yield f"recipients {recipients}"
    yield f"actors {actors}, recipients {recipients}"
    if crossed(group, draft):
        yield "crossed"


def _facts(group: Group, draft: Draft) -> Iterator[str]:
    """Day, place, mode, modality of both."""
    yield f"day {same_of(group.dates, draft.date)}"
    yield f"place {same_of(group.places, draft.place)}"
    yield f"mode {same_of(group.modes, draft.mode)}"
    if draft.mode not in group.modes:
        yield f"{draft.type} modes {'+'.join(sorted(group.modes)) or '-'}/{draft.mode or '-'}"
    states = group.states
    if draft.modality in states:
        yield "modality same"
    else:
        yield "modality other"
        yield f"modality {'/'.join(sorted(states))} {draft.modality}"
    numbers = numbers_of(draft)
    if numbers and group.numbers:
        yield "number shared" if numbers & group.numbers else "other numbers"


def _told(group: Group, draft: Draft) -> Iterator[str]:
    """By the same word, on the same word?"""
    again = tree.lemma(draft.match.token) in group.lemmas
    yield "same word" if again else "other word"
    if again:
        yield f"same {kind_of(draft)}"
    else:
        yield f"{'+'.join(sorted(group.kinds))} then {kind_of(draft)}"
        if draft.rule in group.rules:
            yield "same rule"
    teller = draft.attributed_to
    tense, theirs = tense_of(draft), tense_of(group.drafts[-1])
    yield f"tense {theirs}/{tense}" if tense != theirs else "same tense"
    if teller is not None and teller in group.tellers:
        yield "same statement"
    elif teller is None and None in group.tellers:
        yield "both the report's"
    else:
        yield "other teller"
    if all(d.bare for d in group.drafts):
        yield "of bare ones"
    if all(d.headline for d in group.drafts):
        yield "of a headline"
        yield f"of a headline, {draft.background or 'news'}"
    if all(d.background for d in group.drafts):
        yield "of background"


def _place(group: Group, draft: Draft) -> Iterator[str]:
    """Where in the text one stands to the other."""
    last = group.drafts[-1]
    one, other = last.match.token, draft.match.token
    if one.doc is other.doc and tree.bounds(one)[0] == tree.bounds(other)[0]:
        yield "same sentence"
        if last.trigger.overlaps(draft.trigger):
            yield "one trigger"
        if other.dep_ == "conj" and (other.head == one or (one.head == other.head and one.dep_ == "conj")):
            yield "coordinated"
            if draft.match.rule.object or any(c.dep_ in tree.OBJECT for c in other.children):
                yield "coordinated, with an object"
        if parted(last, draft):
            yield "one before the other"
        inside = last.trigger.within(draft.clause) or draft.trigger.within(last.clause)
        yield "one clause" if inside else "two clauses"
        if inside and BESIDE & {draft.background, last.background}:
            yield "beside"
            if not draft.actors and not last.actors:
                yield "beside, by nobody"
            if bool(draft.actors) != bool(last.actors):
                yield "beside, one by nobody"
    elif draft.trigger.start - last.trigger.end < NEAR:
        yield "near"
    else:
        yield "far"


def same_of(known: Iterable[str], new: str | None) -> str:
    """Do two facts agree ("2026-04" and "2026-04-14" do)?"""
    known = set(known)
    if not known or not new:
        return "unknown" if not known and not new else "of one"
    return "same" if any(k.startswith(new) or new.startswith(k) for k in known) else "other"


def relation(known: Sequence[Found], new: Sequence[Found]) -> str:
    """How a side of a happening stands to that of a mention."""
    known, new = [p for p in known if not p.place][:SIDES], [p for p in new if not p.place][:SIDES]
    if not known or not new:
        return "nobody" if not known and not new else "new" if new else "unsaid"
    found = {_pair(a, b) for a in known for b in new}
    return next(name for name in ("one actor", "one country", "one word", "rivals at home", "open", "other")
                if name in found)  # fmt: skip


def _pair(a: Found, b: Found) -> str:
    """How one party stands to another."""
    if a.actor is not None and a.actor == b.actor:
        return "one actor"
    if a.country is not None and a.country == b.country:
        return "rivals at home" if a.arms and b.arms and a.arms != b.arms else "one country"
    if a.country is None and b.country is None and tree.lemma(a.token) == tree.lemma(b.token):
        return "one word"
    if a.igo and b.igo and proper(a) & proper(b):
        return "one word"  # "the bloc" is "the bloc's heads of state"
    return "open" if None in (a.country, b.country) and a.igo == b.igo else "other"


def proper(party: Found) -> set[str]:
    """The names in a party's phrase."""
    return {t.lower_ for t in (party.token, *party.token.rights) for t in (t, *t.rights) if t.pos_ == "PROPN"}


def crossed(group: Group, draft: Draft) -> bool:
    """Does one who acts in the one undergo the other ("they answer an attack by the army"), by actor or word?"""

    def meet(ones: Sequence[Found], others: Sequence[Found]) -> bool:
        known = {key for p in others for key in (p.actor, p.token.lemma_)} - {None}
        return any(p.actor in known or p.token.lemma_ in known for p in ones if not p.place)

    doers, others = group.parties("actors"), group.parties("recipients")
    if meet(draft.actors, doers) or meet(draft.recipients, others):
        return False
    return meet(draft.actors, others) or meet(draft.recipients, doers)


def met(known: Sequence[Found], new: Sequence[Found]) -> int:
    """How many of those who met are named in both, each counted once: by actor, by country or by word."""
    left, count = list(known[:SIDES]), 0
    for names in (("one actor",), ("one country", "rivals at home", "one word")):
        for one in [p for p in new[:SIDES] if names == ("one actor",) or not _among(p, known)]:
            same = next((p for p in left if _pair(p, one) in names), None)
            if same is not None:
                left.remove(same)
                count += 1
    return count


def _among(party: Found, others: Sequence[Found]) -> bool:
    return party.actor is not None and any(p.actor == party.actor for p in others)


def collective(draft: Draft) -> bool:
    """Does a meeting name only people the text must have named ("the two leaders", "les délégations")?"""
    sides = (*draft.actors, *draft.recipients)
    return draft.mutual and bool(sides) and all(p.country is None and not p.igo and _several(p) for p in sides)


def _several(party: Found) -> bool:
    """Is it a definite plural?"""
    token = party.token
    known = any("Def" in c.morph.get("Definite", []) for c in token.children if c.dep_ == "det")
    return token.pos_ == "NOUN" and known and "Plur" in token.morph.get("Number", [])
