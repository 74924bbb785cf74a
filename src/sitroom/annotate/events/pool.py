"""Who may be a side of an act: the report's people and bodies near its words, each with how its words hang on the
act's.

Deliberately not here: which of them it is (likely.py).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from sitroom.annotate.events import tree
from sitroom.annotate.events.bystanders import aside
from sitroom.annotate.events.parties import Found, adjective, is_actor, of_phrase, phrase_root
from sitroom.annotate.events.scene import Scene
from sitroom.annotate.events.sides import scenery
from sitroom.annotate.events.standing import standing
from sitroom.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

NEAR, FAR = 24, 14  # candidates of an act's own sentence, and of those before it
BACK = 3  # sentences
CLIMB = 10
JOINED = 4  # by "and"
PREPS = ("against", "between", "with", "by", "of", "to", "on", "in", "asked", "cause")
STEPS = {
    **dict.fromkeys(("nsubjpass", "nsubj:pass"), "O"),
    **dict.fromkeys(tree.SUBJECT - {"nsubjpass", "nsubj:pass"}, "S"),
    **dict.fromkeys(tree.OBJECT, "O"),
    **dict.fromkeys(tree.INDIRECT, "I"),
    "obl:agent": "by",
    "poss": "W",
    **dict.fromkeys(("amod", "compound", "flat:name", "nummod"), "M"),
    "appos": "Q",
    **dict.fromkeys(tree.COMPLEMENT, "C"),
    "advcl": "A",
    **dict.fromkeys(("relcl", "acl:relcl", "acl"), "R"),
    "parataxis": "T",
    "conj": "J",
}


@dataclass(frozen=True)
class Candidate:
    """Somebody named in the report: the words, and with them whoever is joined to them by "and"."""

    found: tuple[Found, ...]
    scene: Scene
    sentence: int  # of the report
    key: str
    who: tuple[str, ...]  # what he is, whatever the act

    @property
    def first(self) -> Found:
        return self.found[0]


@dataclass
class Pool:
    """All candidates of a report in text order, by sentence."""

    scenes: Sequence[Scene]
    starts: list[int] = field(default_factory=list)  # offsets of sentences
    headlines: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        for scene in self.scenes:
            for first, _ in scene.bounds:
                if scene.block.section.kind == "headline":
                    self.headlines.add(len(self.starts))
                self.starts.append(scene.block.span(scene.block.doc[first]).start)

    def sentence_of(self, position: int) -> int:
        """The number of the sentence that holds an offset."""
        return max(0, bisect_right(self.starts, position) - 1)

    @cached_property
    def candidates(self) -> list[list[Candidate]]:
        """The candidates of every sentence."""
        rows: list[list[Candidate]] = [[] for _ in self.starts]
        for scene in self.scenes:
            for one in named_in(scene, self):
                rows[one.sentence].append(one)
        return rows

    @cached_property
    def _counts(self) -> tuple[Counter[str], Counter[str]]:
        """How often each is named, and each country."""
        everybody = [one for row in self.candidates for one in row]
        return Counter(c.key for c in everybody), Counter(c.first.country for c in everybody if c.first.country)

    def count(self, party: Found) -> int:
        """How often the report names somebody."""
        return self._counts[0][key_of(party)]

    def rival(self, party: Found, actors: Sequence[Found]) -> float:
        """How much the report speaks of a party's country, of 1 for the foremost that is not the actors'."""
        ours = {a.country for a in actors}
        if party.country is None or party.country in ours:
            return 0.0
        counts = self._counts[1]
        return counts[party.country] / max([n for c, n in counts.items() if c not in ours], default=1)

    def here(self, position: int) -> list[Candidate]:
        """The candidates of the sentence at an offset, in text order; of a long one the nearest. Who only judges the
        act there, or stands in the deed that it charges somebody with, is none."""
        row = self.candidates[self.sentence_of(position)]
        row = [c for c in row if not aside(c.scene, c.first.token, position)]
        at = bisect_left([c.first.span.start for c in row], position)
        return row[max(0, at - NEAR // 2) : at + NEAR // 2]

    def around(self, position: int) -> list[Candidate]:
        """The candidates of the sentences before an offset and of the headlines (for a headline also of those behind),
        each once, the nearest first."""
        number = self.sentence_of(position)
        rows = list(range(number - 1, max(-1, number - 1 - BACK), -1))
        rows += [n for n in sorted(self.headlines) if n < number and n not in rows][:2]
        if number in self.headlines:
            rows += range(number + 1, min(number + 3, len(self.starts)))
        seen: dict[str, Candidate] = {}
        for one in (c for n in rows for c in reversed(self.candidates[n][-FAR:])):
            seen.setdefault(one.key, one)
        return list(seen.values())[:FAR]


def named_in(scene: Scene, pool: Pool) -> list[Candidate]:
    """The candidates of a line in text order."""
    doc, found, taken = scene.block.doc, list[Candidate](), set[tuple[int, int]]()
    done: set[int] = set()
    for token in doc:
        if token.i in done or token.i in scene.timed or not token.text[:1].isalnum():
            continue
        head = token
        mention = scene.mentions.get(token.i)
        if mention is not None:
            root = phrase_root(scene, Span(start=max(mention.start, scene.block.offset), end=mention.end))
            if root is None or root.i in done:
                continue
            head = root
        elif token.i not in scene.countries and not (
            token.pos_ == "NOUN" and is_actor(scene, token, tree.lemma(token))
        ):
            continue
        done.add(head.i)
        if head.i in scene.countries and head.pos_ not in ("NOUN", "PROPN", "NUM"):
            parties = [adjective(scene, head)]
        else:
            parties = of_phrase(head, scene, 0)
        parties = [p for p in parties if (p.span.start, p.span.end) not in taken][:4]
        if not parties:
            continue
        taken |= {(p.span.start, p.span.end) for p in parties}
        sentence = pool.sentence_of(scene.block.span(head).start)
        found.append(Candidate(tuple(parties), scene, sentence, key_of(parties[0]), who(scene, parties[0])))
    whole = [c.first.span for c in found]
    parts = {i for i, c in enumerate(found) if "adjective" in c.who and within_next(whole, i)}
    left = joined([c for i, c in enumerate(found) if i not in parts])
    return sorted(left, key=lambda c: (c.first.span.start, c.first.span.end))


def joined(found: Sequence[Candidate]) -> list[Candidate]:
    """Those that "and" joins are one candidate ("pressure from France and Austria")."""
    at = {c.first.token.i: c for c in found}
    result, taken = list[Candidate](), set[int]()
    for one in found:
        if one.first.token.i in taken:
            continue
        group = [one, *(at[t.i] for t in tree.conjuncts(one.first.token) if t.i in at and at[t.i] is not one)]
        group = [c for c in group if c.first.token.i not in taken][:JOINED]
        taken |= {c.first.token.i for c in group}
        result.append(replace(one, found=tuple(p for c in group for p in c.found)))
    return result


def within_next(spans: Sequence[Span], i: int) -> bool:
    """Is a span inside the one named just before or after it ("soldats soudanais", "Sudanese soldiers")?"""
    near = [*spans[max(0, i - 1) : i], *spans[i + 1 : i + 2]]
    return any(spans[i].within(s) and s != spans[i] for s in near)


def key_of(party: Found) -> str:
    """By what somebody is known again: the actor, else the country of a state, else the word."""
    if party.actor is not None:
        return party.actor
    return f"={party.country}" if party.sovereign and party.country else f"~{party.token.lemma_.lower()}"


def who(scene: Scene, party: Found) -> tuple[str, ...]:
    """What a party is, whatever the act."""
    actor = scene.actors.get(party.actor) if party.actor else None
    token = party.token
    found = [f"kind:{actor.kind if actor else 'none'}", f"standing:{standing(scene, party)}"]
    if actor is not None and actor.sector:
        found.append(f"sector:{actor.sector}")
    if party.igo:
        found.append("igo")
    if party.sovereign:
        found.append("sovereign")
    if party.country is None and not party.igo:
        found.append("stateless")
    if party.arms:
        found.append(f"arms:{party.arms}")
    if token.pos_ == "PRON":
        found.append("pronoun")
    elif "Plur" in token.morph.get("Number", []):
        found.append("plural")
    if actor is None and not party.sovereign:
        found.append("unknown")
    if token.i in scene.countries and token.pos_ in ("ADJ",):
        found.append("adjective")
    country = scene.countries.get(token.i)
    if country is not None:
        found.append(f"named:{country.kind}")
    if any(p.use == "literal" for p in scene.sites.get(token.i, ())):
        found.append("literal")
    if scenery(scene, party):
        found.append("scenery")
    if any(scene.lexicon.has("own", c.lower_) for c in token.lefts):
        found.append("own")
    return tuple(found)


def sort_of(scene: Scene, party: Found) -> str:
    """What kind of body a party is: by its arms, its sector, else its kind."""
    actor = scene.actors.get(party.actor) if party.actor else None
    return party.arms or (actor.sector or actor.kind if actor is not None else "none")


def alike(one: Found, other: Found) -> bool:
    """Do two parties stand for one side: the same actor, or a state and its government?"""
    if one.span.overlaps(other.span) or (one.actor is not None and one.actor == other.actor):
        return True
    same = one.country is not None and one.country == other.country
    return same and (one.sovereign or other.sovereign or (one.state and other.state))


def step_of(scene: Scene, token: Token) -> tuple[str, Token]:
    """How a word hangs on the one above it, and that one."""
    head, dep = token.head, token.dep_
    if dep in ("pobj", "pcomp") and head.dep_ in ("prep", "agent", "dative"):
        return preposition(scene, head.lower_), head.head
    if (dep in tree.OBLIQUE and dep != "obl:agent") or (dep in ("advmod",) and token.pos_ in ("NOUN", "PROPN")):
        case = tree.cases(token)
        return (preposition(scene, case) if case else "M"), head
    return STEPS.get(dep, "X"), head


def deed(scene: Scene, token: Token) -> bool:
    """Is it a noun for an act ("the release of", "le raid sur")?"""
    lemma = tree.lemma(token)
    return token.pos_ == "NOUN" and (lemma in scene.lexicon.nouns or lemma in scene.lexicon.derived)


def preposition(scene: Scene, name: str) -> str:
    """The class of a preposition."""
    return next((p for p in PREPS if scene.lexicon.has(f"prep_{p}", name)), "p")


def climbed(scene: Scene, ends: tuple[Token, ...]) -> dict[int, list[str]]:
    """What an act's words hang on, each with the steps up to it."""
    above: dict[int, list[str]] = {end.i: [] for end in ends}
    for end in ends:
        steps: list[str] = []
        one = end
        for _ in range(CLIMB):
            if one.head == one:
                break
            step, one = step_of(scene, one)
            steps = [*steps, step]
            above.setdefault(one.i, steps)
    return above


def path(scene: Scene, token: Token, above: Mapping[int, Sequence[str]]) -> tuple[list[str], Sequence[str]]:
    """The steps from a word up to one of an act's words, nearest to the act first; and from the act up to what both
    hang on (`above`), where the word does not hang on the act."""
    down: list[str] = []
    one = token
    for _ in range(CLIMB):
        if one.i in above:
            return down[::-1], above[one.i]
        if one.head == one:
            break
        mark = "!" if down and deed(scene, one) else ""
        step, one = step_of(scene, one)
        if step != "J" or not down:
            down = [*down, step + mark]
    return down[::-1] if one.i in above else ["far"], above.get(one.i, ["far"])
