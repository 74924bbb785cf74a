"""From a sentence to drafts: one for each mention of an act, with parties, modality, date and place.

Deliberately not here: what may be an act (candidates.py), whether it is one (judging.py), which drafts speak of the
same happening (merge.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitroom.annotate.events import tree
from sitroom.annotate.events.attribution import VERBAL, content_of, on_whose_word
from sitroom.annotate.events.candidates import Candidate, candidate, candidates
from sitroom.annotate.events.dating import Options, day_options
from sitroom.annotate.events.idioms import IDIOM
from sitroom.annotate.events.judging import Judge, chosen
from sitroom.annotate.events.lending import countries_of, lend_country
from sitroom.annotate.events.match import Match, matches, things_of
from sitroom.annotate.events.parties import Found
from sitroom.annotate.events.roles import judged_of
from sitroom.annotate.events.scene import Scene
from sitroom.annotate.events.sides import reciprocal
from sitroom.annotate.events.swallow import swallowed
from sitroom.annotate.events.told import (
    added,
    behind,
    clause_span,
    confidence,
    contested,
    idiomatic,
    of_old,
    pointing,
    words_of,
)
from sitroom.annotate.events.unlisted import with_unlisted
from sitroom.annotate.events.when import own_day, place_of
from sitroom.model import Modality, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token


ALONE = frozenset({"RETREAT", "CONCEDE", "MOBILIZE"})  # mostly done to nobody


@dataclass(frozen=True)
class Draft:
    """One mention of an act. `bare`: names no party of its own and can only join another mention ("the attack")."""

    type: str
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[Found, ...]
    recipients: tuple[Found, ...]
    modality: Modality
    attributed_to: str | None
    date: str | None
    place: str | None
    clause: Span
    trigger: Span
    scene: Scene = field(compare=False, repr=False)
    match: Match = field(compare=False, repr=False)
    rule: str
    score: float
    mutual: bool
    bare: bool
    background: str | None
    because: str
    pointing: bool = False  # most likely an act already told
    more: bool = False  # told as one more ("also", "another")
    days: Options = ()  # the days it may have been on
    judged: frozenset[str] = frozenset()  # types of the deeds it speaks of ("condemned the raid")
    headline: bool = False
    reply: bool = False  # told as an answer to another act ("in retaliation")
    doubts: tuple[str, ...] = ()  # what spoke against it
    far: str | None = None  # where the other side was found, if not at the act's own places


def drafts(scene: Scene, sentence: Tokens, judge: Judge = chosen) -> list[Draft]:
    """All mentions of acts in a sentence, in text order. `judge` says which candidate of a word is one, if any."""
    found = with_unlisted(matches(sentence, scene.lexicon), sentence, scene.hinted, scene.lexicon)
    if not found or of_sport(scene, sentence):
        return []
    hidden: set[int] = set()
    told: dict[int, tuple[Candidate, float] | None] = {}
    for match in sorted(found, key=lambda m: (m.kind == "noun", m.token.i)):
        if match.token.i not in hidden and any(takes_over(one, scene) for one in match.chain()):
            one = told[match.token.i] = judge(scene, candidates(scene, match))
            hidden |= taken_over(one[0].match, scene) if one is not None else set()
    carried = [m for m in found if m.kind == "noun" and m.verb is not None and m.token.i not in hidden]
    own = {m.token.i for m in found if m.kind == "verb" and (m.rule.weight or idiomatic(m, scene))}
    hidden |= {m.verb.i for m in carried if m.verb is not None} - own
    left = [m for m in found if m.token.i not in hidden]
    ones = [told[m.token.i] if m.token.i in told else judge(scene, candidates(scene, m)) for m in left]
    result = [draft(scene, one, share) for one, share in filter(None, ones)]
    return [d for d in result if d is not None]


def takes_over(match: Match, scene: Scene) -> bool:
    """Has the rule the say on what stands below its word?"""
    rule = match.rule
    if rule.trigger.swallow or rule.trigger.content:
        return True
    own = bool(rule.object or rule.subject or rule.also or idiomatic(match, scene))
    return own and (match.kind == "verb" or bool(match.base))


def taken_over(match: Match, scene: Scene) -> set[int]:
    """The words that a rule which holds has the say on, and that are no acts of their own."""
    if not takes_over(match, scene):
        return set()
    if match.rule.trigger.content:
        return {t.i for t in content_of(scene, match)}
    return swallowed(match, scene.lexicon) if match.rule.trigger.swallow else within(match, scene) - {match.token.i}


def within(match: Match, scene: Scene) -> set[int]:
    """The words whose telling a verb has taken over: its objects, and the weapons it has for a subject ("the blast
    killed two")."""
    verb, rule = match.token, match.rule
    words = things_of(match) if rule.object else []
    words = words or [t for t in things_of(match) if tree.lemma(t) in match.rest]  # "a suspendu sa coopération"
    found = {t.i for o in words for t in (o, *o.children)}
    idiom = [t for t in verb.doc[verb.i + 1 : min(verb.i + IDIOM, tree.bounds(verb)[1])] if t.pos_ == "NOUN"]
    found |= {t.i for t in idiom if match.kind == "verb" and tree.lemma(t) in match.rest}  # "a pris d'assaut"
    if rule.subject:
        doers = tree.agents(verb) if tree.is_passive(verb) else tree.subjects(verb)
        found |= {t.i for t in doers if scene.lexicon.has("weapon_doer", tree.lemma(t))}
    if rule.also and rule.trigger.type == "ASSAULT" and rule.trigger.recipient == ("subject",):  # "died in the clash"
        inside = [h for _, h in tree.obliques(verb) if scene.lexicon.has("attack_word", tree.lemma(h))]
        found |= {h.i for h in inside if all(c.dep_ == "det" for c in h.children)}
    return found


def of_sport(scene: Scene, sentence: Tokens) -> bool:
    """Is a sentence about sport, by its report, a word of its own, or a weaker one in a line of sport ("menés de deux
    buts")?"""
    words = scene.lexicon
    if scene.sporting or any(words.has("sport", tree.lemma(t)) for t in sentence):
        return True
    weak = sum(words.has("sport_near", tree.lemma(t)) for t in sentence)
    return bool(weak) and any(words.has("sport", tree.lemma(t)) for t in scene.block.doc)


def draft(scene: Scene, one: Candidate, share: float) -> Draft | None:
    """The mention a candidate is; None where it is of another time, or only not done."""
    match, type, modality = one.match, one.type, one.modality
    actors = list(one.actors)
    recipients = [p for p in one.recipients if not reciprocal(scene, p)]  # "they shelled each other"
    if open_sided(one, scene):
        recipients = named_later(scene, one) or recipients
    meeting = type == "CONSULT" or (type == "AGREE" and modality == "planned")  # where people meet is nobody's home
    here = frozenset() if meeting else countries_of(scene, match.token)
    actors, recipients = (
        [lend_country(scene, p, recipients, here) for p in actors],
        [lend_country(scene, p, actors, here) for p in recipients],
    )
    trigger_span = scene.block.span(words_of(match))
    told, teller = on_whose_word(scene, match, type, modality, trigger_span, actors)
    if one.status.state == "negated" and told == "denied" and not contested(scene, match):
        return None
    background = behind(match, scene)
    done = modality if one.status.state != "planned" else "planned"
    how = ("word" if type in VERBAL else "deed", done, told, *(() if background else ("news",)))
    date = own_day(scene, match.token, match.anchor, done)
    if of_old(scene, match, date):
        return None
    return Draft(
        type=type,
        mode=one.mode,
        contexts=match.rule.trigger.contexts,
        actors=tuple(actors),
        recipients=tuple(recipients),
        modality=told,
        attributed_to=teller.id if teller is not None else None,
        date=date,
        place=place_of(scene, match.token, match.anchor, tuple(p.span for p in (*actors, *recipients))),
        clause=clause_span(scene, match),
        trigger=trigger_span,
        scene=scene,
        match=match,
        rule=f"{scene.lexicon.code}.event.{match.rule.trigger.id}",
        score=round((share + confidence(match, one.status, actors, recipients, background)) / 2, 3),
        mutual=match.rule.trigger.mutual,
        bare=one.bare,
        background=background,
        because=one.status.because,
        pointing=pointing(scene, match),
        more=added(scene, match),
        days=day_options(scene, match.token, match.anchor, date, how, type),
        judged=judged_of(scene, match),
        headline=scene.block.section.kind == "headline",
        reply=any(scene.lexicon.has("reply_word", tree.lemma(t)) for t in tree.subtree_of(match.anchor)),
        doubts=one.doubts,
    )


def named_later(scene: Scene, one: Candidate) -> list[Found]:
    """The other side that a later rule of the same type for the same word names."""
    for later in one.match.chain():
        found = candidate(scene, later) if later is not one.match else None
        if found is not None and found.type == one.type and found.actors and not found.doubts:
            sides = [p for p in found.recipients if not literal(scene, p.token)]
            if sides:
                return sides
    return []


def open_sided(one: Candidate, scene: Scene) -> bool:
    """May a further rule name the other side? Not of what mostly has none, nor of a deed that is judged."""
    closed = one.recipients or one.match.rule.trigger.mutual or one.type in ALONE
    return bool(one.actors) and not closed and not judged_of(scene, one.match)


def literal(scene: Scene, token: Token) -> bool:
    """Is it a place that stands for nobody?"""
    return any(place.use == "literal" for place in scene.sites.get(token.i, ()))
