"""From a sentence to drafts: one for each mention of an act, with parties, modality, date and place.

Deliberately not here: which drafts speak of the same happening (merge.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sitroom.annotate.events import tree
from sitroom.annotate.events.attribution import VERBAL, conditional_content, content_of, on_whose_word
from sitroom.annotate.events.conditions import has_condition
from sitroom.annotate.events.conversion import convert
from sitroom.annotate.events.counterparts import counterpart, judged_of
from sitroom.annotate.events.dating import Options, day_options
from sitroom.annotate.events.idioms import IDIOM
from sitroom.annotate.events.lending import countries_of, lend_country
from sitroom.annotate.events.match import Match, matches, things_of
from sitroom.annotate.events.modality import HOSTILE, Status, status
from sitroom.annotate.events.needs import borne, by_nature, enough, several
from sitroom.annotate.events.parties import Found, parties
from sitroom.annotate.events.roles import participants
from sitroom.annotate.events.scene import Scene
from sitroom.annotate.events.sides import of_class, reciprocal
from sitroom.annotate.events.standing import of_moment
from sitroom.annotate.events.swallow import swallowed
from sitroom.annotate.events.told import (
    added,
    behind,
    clause_span,
    confidence,
    contested,
    definite,
    idiomatic,
    in_passing,
    of_old,
    of_protest,
    pointing,
    words_of,
)
from sitroom.annotate.events.when import date_of, own_day, place_of
from sitroom.model import Modality, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token


ALONE = frozenset({"RETREAT", "CONCEDE", "MOBILIZE"})  # mostly done to nobody
OF_WAR = frozenset({"military", "terrorism"})  # whose weapons are no private matter, whoever is hit


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
    helped: bool = False  # asks for help
    headline: bool = False
    reply: bool = False  # told as an answer to another act ("in retaliation")
    guessed: bool = False  # the other side is none of the rule's own places
    scene: Scene | None = field(default=None, compare=False, repr=False)
    match: Match | None = field(default=None, compare=False, repr=False)


def drafts(scene: Scene, sentence: Tokens) -> list[Draft]:
    """All mentions of acts in a sentence, in text order."""
    found = matches(sentence, scene.lexicon)
    if not found:
        return []
    hidden: set[int] = set()
    if of_sport(scene, sentence):
        return []
    told: dict[int, Draft | None] = {}
    for match in sorted(found, key=lambda m: (m.kind == "noun", m.token.i)):
        if match.token.i in hidden:
            continue
        rule = match.rule
        broken = idiomatic(match, scene)
        if (
            rule.trigger.swallow
            or rule.trigger.content
            or ((match.kind == "verb" or match.base) and (rule.object or rule.subject or rule.also or broken))
        ):
            told[match.token.i] = draft(scene, match)
            if told[match.token.i] is not None and rule.trigger.content:
                hidden |= {t.i for t in content_of(scene, match)}
            elif told[match.token.i] is not None:
                hidden |= swallowed(match, scene.lexicon) if rule.trigger.swallow else within(match, scene)
    conditioned = {m.token.i for m in found if m.kind == "verb" and (m.rule.weight or idiomatic(m, scene))}
    hidden |= {
        m.verb.i for m in found if m.kind == "noun" and m.verb is not None and m.token.i not in hidden
    } - conditioned
    left = [m for m in found if m.token.i not in hidden]
    result = [told[m.token.i] if m.token.i in told else draft(scene, m) for m in left]
    return [d for d in result if d is not None]


def within(match: Match, scene: Scene) -> set[int]:
    """The words whose telling a verb has taken over: its objects, and the weapons it has for a subject ("the blast
    killed two")."""
    verb, rule = match.token, match.rule
    words = things_of(match) if rule.object else []
    words = words or [t for t in things_of(match) if tree.lemma(t) in match.rest]  # "a suspendu sa coopération"
    found = {t.i for o in words for t in (o, *o.children)}
    idiom = [t for t in verb.doc[verb.i + 1 : min(verb.i + IDIOM, verb.sent.end)] if t.pos_ == "NOUN"]
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


def draft(scene: Scene, match: Match) -> Draft | None:
    """One mention, by the first rule for its word that finds what it needs; None where none does. Where that rule names
    nobody on the other side, a later one of the same type that does has the say on this."""
    first: Draft | None = None
    one: Match | None = match
    while one is not None:
        found = draft_by_rule(scene, one)
        if first is None:
            first = found
            if found is not None and not open_sided(found):
                return found
            one = one.next
            continue
        sides = [p for p in found.recipients if not literal(scene, p.token)] if found is not None else []
        if found is not None and found.type == first.type and found.actors and sides:
            return replace(first, recipients=tuple(sides))
        one = one.next
    return first


def open_sided(draft: Draft) -> bool:
    """May a further rule name the other side? Not of what mostly has none, nor of a deed that is judged."""
    return bool(draft.actors) and not (draft.recipients or draft.mutual or draft.judged or draft.type in ALONE)


def literal(scene: Scene, token: Token) -> bool:
    """Is it a place that stands for nobody?"""
    return any(place.use == "literal" for place in scene.sites.get(token.i, ()))


def draft_by_rule(scene: Scene, match: Match) -> Draft | None:
    """One mention; None where it is no event, or where the parties the trigger needs are not there."""
    found = status_of(scene, match)
    what = converted(scene, match, found)
    if what is None or (match.rule.trigger.content and not conditional_content(scene, match)):
        return None
    if what[0] == "CONSULT" and match.token.i in scene.cued:
        return None  # "a vu un photographe de l'agence": what somebody saw
    type, mode, modality = what
    sides = sides_of(scene, match, type, found)
    if sides is None:
        return None
    actors, recipients = sides
    guessed = [] if recipients else counterpart(scene, match, type, modality, actors)
    recipients = recipients or guessed
    bare = bareness(scene, match, type, modality, actors, recipients)
    if bare is None:
        return None
    recipients = [p for p in recipients if not reciprocal(scene, p)]  # "they shelled each other"
    meeting = type == "CONSULT" or (type == "AGREE" and modality == "planned")  # where people meet is nobody's home
    here = frozenset() if meeting else countries_of(scene, match.token)
    actors, recipients = (
        [lend_country(scene, p, recipients, here) for p in actors],
        [lend_country(scene, p, actors, here) for p in recipients],
    )
    trigger_span = scene.block.span(words_of(match))
    told, teller = on_whose_word(scene, match, type, modality, trigger_span, actors)
    if found.state == "negated" and told == "denied" and not contested(scene, match):
        return None
    background = behind(match, scene)
    done = modality if found.state != "planned" else "planned"
    how = ("word" if type in VERBAL else "deed", done, told, *(() if background else ("news",)))
    date = own_day(scene, match.token, match.anchor, done)
    if of_old(scene, date):
        return None
    return Draft(
        type=type,
        mode=mode,
        contexts=match.rule.trigger.contexts,
        actors=tuple(actors),
        recipients=tuple(recipients),
        modality=told,
        attributed_to=teller.id if teller is not None else None,
        date=date,
        place=place_of(scene, match.token, match.anchor, tuple(p.span for p in (*actors, *recipients))),
        clause=clause_span(scene, match),
        trigger=trigger_span,
        rule=f"{scene.lexicon.code}.event.{match.rule.trigger.id}",
        score=confidence(match, found, actors, recipients, background),
        mutual=match.rule.trigger.mutual,
        bare=bare,
        background=background,
        because=found.because,
        pointing=pointing(scene, match),
        more=added(scene, match),
        days=day_options(scene, match.token, match.anchor, date, how),
        judged=judged_of(scene, match),
        headline=scene.block.section.kind == "headline",
        reply=any(scene.lexicon.has("reply_word", tree.lemma(t)) for t in tree.subtree_of(match.anchor)),
        helped=type == "REQUEST" and any(scene.lexicon.has("aid", tree.lemma(t)) for t in tree.subtree_of(match.token)),
        guessed=bool(guessed),
        scene=scene,
        match=match,
    )


def status_of(scene: Scene, match: Match) -> Status:
    """How real the act is; a meeting or a march with a day to come is planned."""
    found, trigger = status(match, scene.lexicon), match.rule.trigger
    if found.state == "real" and (trigger.mutual or trigger.type == "PROTEST") and to_come(scene, match):
        return Status("planned", "date to come")
    return found


def converted(scene: Scene, match: Match, found: Status) -> tuple[str, str | None, Modality] | None:
    """Type, mode and modality after the manual's rules; None where the words tell of no event."""
    trigger, lemma = match.rule.trigger, tree.lemma(match.token)
    what = convert(trigger.type, trigger.mode, found)
    if what is None or (trigger.state is not None and found.state != trigger.state):
        return None
    if found.state == "refused" and scene.lexicon.has("rejecting", lemma):
        return None  # "would not rule it out"
    if found.state == "negated" and what[0] == "REJECT" and scene.lexicon.has("offering", lemma):
        return None  # "never offered to host the talks": nobody refused
    bodiless = match.kind == "noun" and match.verb is None and what[0] in HOSTILE | {"THREATEN"}
    if found.state == "planned" and bodiless:
        return None  # an attack that is expected or feared; nobody threatens
    if found.state == "planned" and trigger.type == "ASSAULT" and scene.lexicon.has("contest", lemma):
        return None  # "l'Argentine affrontera la France"
    type, mode, modality = what
    if type == trigger.type == "THREATEN" and modality == "planned" and on_condition(match, scene):
        modality = "conditional"  # "will not stand idle if ..."
    if modality == "asserted":
        modality = trigger.modality or (
            "conditional" if type in ("THREATEN", "AGREE") and on_condition(match, scene) else modality
        )
    if type == "ASSAULT" and by_nature(scene, match):
        return None
    return type, mode, modality  # type: ignore[return-value]


def sides_of(scene: Scene, match: Match, type: str, found: Status) -> tuple[list[Found], list[Found]] | None:
    """Actors and recipients; None where they are not of the classes the rule asks for."""
    trigger = match.rule.trigger
    actors, recipients = participants(scene, match, type not in ("REJECT", "AGREE") or type == trigger.type)
    actors, recipients = (
        [p for p in actors if sound(scene, match, p)],
        [p for p in recipients if sound(scene, match, p)],
    )
    if found.state == "denied" and not actors and match.kind == "noun":  # "dément toute attaque": the denier's own
        denier = parties(scene, tree.subjects(tree.clause_of(match.token)))
        actors = [p for p in denier if all(p.span != q.span for q in recipients)]
    others = [*actors, *recipients] if trigger.mutual else recipients
    doing = of_class(scene, actors, match.rule.doer) or (not actors and borne(scene, match, type, recipients))
    if not (doing and of_class(scene, others, match.rule.undergoer)):
        return None
    if type == "REQUEST" and recipients and all(subordinate(scene, p) for p in recipients):
        return None  # an order to one's own people
    if trigger.mutual and within_doors(scene, [*actors, *recipients]):
        return None
    plain = trigger.type == "CONSULT" and match.kind == "verb" and not match.rule.object
    if plain and any(subordinate(scene, p) and not in_crisis(scene, p) for p in (*actors[1:], *recipients)):
        return None  # "will consult its leadership"
    if type in ("AGREE", "REJECT") and trigger.type == "CONSULT" and trigger.actor == ("object",):
        return recipients, actors  # a visit to come: the host is who promises or refuses it
    return actors, recipients


def subordinate(scene: Scene, party: Found) -> bool:
    """Is it somebody of one's own who takes orders ("ses officiers")?"""
    own = any(scene.lexicon.has("own", c.lower_) for c in party.token.lefts)
    return own and scene.lexicon.has("subordinate", tree.lemma(party.token))


def in_crisis(scene: Scene, party: Found) -> bool:
    """Is it a team for crises, whose meeting is news ("son équipe de sécurité nationale")?"""
    below = party.token.doc[party.token.left_edge.i : min(party.token.right_edge.i, party.token.i + 4) + 1]
    return any(scene.lexicon.has("crisis", tree.lemma(t)) for t in below)


def within_doors(scene: Scene, sides: list[Found]) -> bool:
    """Does a cabinet or a parliament only meet by itself?"""
    alone = len(sides) == 1 and not sides[0].igo and "Plur" not in sides[0].token.morph.get("Number", [])
    return alone and scene.lexicon.has("inner_body", tree.lemma(sides[0].token))


def sound(scene: Scene, match: Match, party: Found) -> bool:
    """Is it a party at all, not the event's own word ("lancent un cortège") nor an ordinal or "high" before a noun?"""
    token, trigger = party.token, match.rule.trigger
    if abstract(scene, token):
        return False
    if token.i == match.token.i and match.kind == "noun" and "self" not in (*trigger.actor, *trigger.recipient):
        return False
    if scene.lexicon.has("nobody", token.lower_) and not any(c.dep_ in ("det", "nummod") for c in token.children):
        return False
    if trigger.mutual and match.kind == "verb" and lone(scene, match, party):
        return False
    return not (token.pos_ in ("ADJ", "NUM") and scene.lexicon.has("not_alone", tree.lemma(token)))


def abstract(scene: Scene, token: Token) -> bool:
    """Is it a word for people that stands alone and means none here ("l'usage de la force", "en état d'alerte")?"""
    if token.pos_ != "NOUN" or "Plur" in token.morph.get("Number", []) or token.dep_ in tree.SUBJECT:
        return False
    alone = not any(c.dep_ in ("amod", "nmod", "flat:name", "appos") for c in token.children)
    governed = bool(tree.case_of(token)) or token.dep_ in tree.OBJECT
    bare = alone or not any(c.dep_ == "det" for c in token.children)
    return bare and governed and scene.lexicon.has("abstract_alone", tree.lemma(token))


def lone(scene: Scene, match: Match, party: Found) -> bool:
    """Is it the one somebody private says he met ("j'ai rencontré le président"), who is no party himself?"""
    doers = [t for t in tree.subjects(match.token) if scene.lexicon.has("first_person", t.lower_)]
    return bool(doers) and not parties(scene, doers) and party.token not in doers


def bareness(
    scene: Scene, match: Match, type: str, modality: str, actors: list[Found], recipients: list[Found]
) -> bool | None:
    """Is it a mention that can only join another one (True), an event of its own (False), or nothing (None)?"""
    trigger = match.rule.trigger
    missing = not enough(scene, match, actors, recipients, type)
    if trigger.mutual and (trigger.needs == "both" or in_passing(match)):  # "thanked Luanda for its mediation"
        missing = len(actors) + len(recipients) < 2 and not several(match, actors)
    fixed = type == "AGREE" and modality == "planned" and trigger.mutual and match.kind == "noun" and scene.official
    back = match.kind == "noun" and definite(scene, match.token) and match.verb is None
    vague = all(p.country is None and not (p.igo and p.token.pos_ == "PROPN") for p in (*actors, *recipients))
    fixed = fixed and missing  # "talks are set for Tuesday": nobody is named, the meeting is
    bare = fixed or (back and (missing or (trigger.mutual and vague)))
    if missing and (match.base or not bare):
        return None
    type = "PROTEST" if type == "THREATEN" and of_protest(scene, match) else type
    warlike = type == "ASSAULT" and bool(OF_WAR.intersection(trigger.contexts)) and bool(actors or recipients)
    if not (bare or warlike or trigger.needs == "none") and not public(scene, type, actors, recipients):
        return None
    if not bare and not warlike and not of_moment(scene, type, actors, recipients):
        return None
    return None if bare and modality != "asserted" and not fixed else bare


def to_come(scene: Scene, match: Match) -> bool:
    """Has an event noun a day of its own after the report's ("Tuesday's talks", "les pourparlers de mardi")?"""
    published = scene.prior.published
    if published is None or match.kind != "noun":
        return False
    if match.verb is None:
        day = date_of(scene, match.token, match.token, own=True)
    elif "Pres" in match.verb.morph.get("Tense", []) and match.rule.trigger.mutual:  # "talks open on Tuesday"
        day = date_of(scene, match.token, match.verb)
    else:
        return False
    return day is not None and len(day) == 10 and day > published[:10]


def public(scene: Scene, type: str, actors: list[Found], recipients: list[Found]) -> bool:
    """Is a political, armed or social actor in it? People at large may protest; "he" may be an official of the
    report."""
    if any(p.political or p.igo for p in (*actors, *recipients)):
        return True
    if type == "PROTEST":
        return bool(actors)
    if type == "ASSAULT" and any(scene.lexicon.has("noncombatant", p.token.lower_) for p in recipients):
        return True
    if type == "COERCE" and scene.official and recipients:  # who arrests is the state, named or not
        return True
    spoken = type in ("ACCUSE", "REJECT", "REQUEST", "THREATEN", "CONCEDE")
    return spoken and scene.official and any(p.token.pos_ in ("PRON", "PROPN") for p in actors)


def on_condition(match: Match, scene: Scene) -> bool:
    """Does the threat hang on a condition ("will react if ...", "threatened to close it unless ...")?"""
    verbs = [match.anchor, *tree.complements(match.anchor)]
    return any(has_condition(v, scene.lexicon) for v in verbs)
