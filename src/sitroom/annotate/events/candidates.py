"""What a matched rule would make of its word: type, modality, sides, and what speaks against it.

A candidate with doubts (a side is missing or of another class than the rule asks for, nobody of public life takes
part) is no event yet: choice.py decides, by what is told of all candidates of a word.
Deliberately not here: what can be no event by the manual's own rules (conversion.py), which gives no candidate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitroom.annotate.events import tree
from sitroom.annotate.events.attribution import conditional_content
from sitroom.annotate.events.conditions import has_condition
from sitroom.annotate.events.conversion import convert
from sitroom.annotate.events.match import Match, at
from sitroom.annotate.events.modality import HOSTILE, Status, status
from sitroom.annotate.events.needs import borne, by_nature, enough, several
from sitroom.annotate.events.parties import Found, parties
from sitroom.annotate.events.roles import participants
from sitroom.annotate.events.scene import Scene
from sitroom.annotate.events.sides import of_class
from sitroom.annotate.events.standing import of_moment
from sitroom.annotate.events.told import definite, in_passing, of_protest
from sitroom.annotate.events.unlisted import is_unlisted, told_as
from sitroom.annotate.events.when import date_of
from sitroom.model import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

OF_WAR = frozenset({"military", "terrorism"})  # whose weapons are no private matter, whoever is hit


@dataclass(frozen=True)
class Candidate:
    """What a rule makes of its word. `bare`: names no party of its own and can only join another mention ("the
    attack"). `doubts`: why it may be no event."""

    match: Match
    status: Status
    type: str
    mode: str | None
    modality: Modality
    actors: tuple[Found, ...]
    recipients: tuple[Found, ...]
    bare: bool
    doubts: tuple[str, ...]


def candidates(scene: Scene, match: Match) -> list[Candidate]:
    """What the rules of a word make of it, in the order they are tried: of each type the first without doubts, else
    the first."""
    found: dict[str, Candidate] = {}
    for one in match.chain():
        known = found.get(one.rule.trigger.type)
        new = candidate(scene, one) if known is None or known.doubts else None
        if new is not None:
            known = found.get(new.type)
            if known is None or (known.doubts and not new.doubts):
                found[new.type] = new
    return list(found.values())


def candidate(scene: Scene, match: Match) -> Candidate | None:
    """What one rule makes of its word; None where the words tell of no event."""
    found = status_of(scene, match)
    what = converted(scene, match, found) if not is_unlisted(match) else told_as(match.rule.trigger.type, found)
    if what is None or (match.rule.trigger.content and not conditional_content(scene, match)):
        return None
    type, mode, modality = what
    doubts = []
    if type == "CONSULT" and match.token.i in scene.cued:
        doubts.append("quoted")  # "a vu un photographe de l'agence": what somebody saw
    actors, recipients, wrong = sides_of(scene, match, type, found)
    if type == "PROTEST" and mode == "obstruct" and actors and all(in_uniform(scene, p) for p in actors):
        return None  # police who block a road protest against nobody
    bare, lacking = bareness(scene, match, type, modality, actors, recipients)
    doubts += [*wrong, *lacking, *(["no rule"] * is_unlisted(match))]
    return Candidate(match, found, type, mode, modality, tuple(actors), tuple(recipients), bare, tuple(doubts))


def in_uniform(scene: Scene, party: Found) -> bool:
    """Is it police or soldiers, not militants, whom tables of forces name too?"""
    actor = scene.actors.get(party.actor) if party.actor else None
    crowd = scene.lexicon.has("organised", tree.lemma(party.token)) or (
        actor is not None and actor.sector == "civilians"
    )
    return party.arms == "regular" and not crowd


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
    if type == trigger.type and type in ("REQUEST", "AGREE") and protest_below(scene, match):
        return "PROTEST", None, "planned"
    return type, mode, modality  # type: ignore[return-value]


def protest_below(scene: Scene, match: Match) -> bool:
    """Is it a call to protest ("urged his supporters to take to the streets", "ont convenu de venir défiler")?"""
    verbs = [t for t in tree.complements(match.token) if t.pos_ in tree.VERBAL]
    if match.rule.trigger.type == "AGREE":
        verbs += [t for v in verbs if not tree.objects(v) for t in tree.complements(v) if t.pos_ in tree.VERBAL]
    below = (at(t, scene.lexicon) for t in verbs)
    return any(one is not None and one.rule.trigger.type == "PROTEST" for one in below)


def sides_of(scene: Scene, match: Match, type: str, found: Status) -> tuple[list[Found], list[Found], list[str]]:
    """Actors, recipients, and in how far they are not of the classes the rule asks for."""
    trigger = match.rule.trigger
    actors, recipients = participants(scene, match, type not in ("REJECT", "AGREE") or type == trigger.type)
    actors, recipients = (
        [p for p in actors if sound(scene, match, p)],
        [p for p in recipients if sound(scene, match, p)],
    )
    if found.state == "denied" and not actors and match.kind == "noun":  # "dément toute attaque": the denier's own
        denier = parties(scene, tree.subjects(tree.clause_of(match.token)))
        actors = [p for p in denier if all(p.span != q.span for q in recipients)]
    if type == "PROTEST" and trigger.type == "REQUEST":  # who is called to the streets is no other side
        recipients = []
    others = [*actors, *recipients] if trigger.mutual else recipients
    doubts = []
    if not of_class(scene, actors, match.rule.doer) and (actors or not borne(scene, match, type, recipients)):
        doubts.append("doer" if actors else "no doer")
    if not of_class(scene, others, match.rule.undergoer):
        doubts.append("undergoer" if others else "no undergoer")
    if type == "REQUEST" and recipients and all(subordinate(scene, p) for p in recipients):
        doubts.append("own people")  # an order to one's own people
    if trigger.mutual and within_doors(scene, [*actors, *recipients]):
        doubts.append("indoors")
    plain = trigger.type == "CONSULT" and match.kind == "verb" and not match.rule.object
    if plain and any(subordinate(scene, p) and not in_crisis(scene, p) for p in (*actors[1:], *recipients)):
        doubts.append("own people")  # "will consult its leadership"
    if type in ("AGREE", "REJECT") and trigger.type == "CONSULT" and trigger.actor == ("object",):
        return recipients, actors, doubts  # a visit to come: the host is who promises or refuses it
    return actors, recipients, doubts


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
) -> tuple[bool, list[str]]:
    """Is it a mention that can only join another one, and what it lacks to be an event of its own."""
    trigger = match.rule.trigger
    missing = not enough(scene, match, actors, recipients, type)
    if trigger.mutual and (trigger.needs == "both" or in_passing(match)):  # "thanked Luanda for its mediation"
        missing = len(actors) + len(recipients) < 2 and not several(match, actors)
    fixed = type == "AGREE" and modality == "planned" and trigger.mutual and match.kind == "noun" and scene.official
    back = match.kind == "noun" and definite(scene, match.token) and match.verb is None
    vague = all(p.country is None and not (p.igo and p.token.pos_ == "PROPN") for p in (*actors, *recipients))
    fixed = fixed and missing  # "talks are set for Tuesday": nobody is named, the meeting is
    bare = fixed or (back and (missing or (trigger.mutual and vague)))
    doubts = []
    if missing and (match.base or not bare):
        doubts.append(f"needs {trigger.needs}")
    type = "PROTEST" if type == "THREATEN" and of_protest(scene, match) else type
    warlike = type == "ASSAULT" and bool(OF_WAR.intersection(trigger.contexts)) and bool(actors or recipients)
    if not (bare or warlike or trigger.needs == "none") and not public(scene, type, actors, recipients):
        doubts.append("nobody public")
    if not bare and not warlike and not of_moment(scene, type, actors, recipients):
        doubts.append("of no moment")
    if bare and modality != "asserted" and not fixed:
        doubts.append("named only")
    return bare, doubts


def to_come(scene: Scene, match: Match) -> bool:
    """Has an event noun a day of its own after the report's ("Tuesday's talks", "les pourparlers de mardi")?"""
    published = scene.prior.published
    if published is None or match.kind != "noun":
        return False
    if match.verb is None:
        day = date_of(scene, match.token, match.token, own=True)
    elif match.rule.trigger.type == "PROTEST" or (
        "Pres" in match.verb.morph.get("Tense", []) and match.rule.trigger.mutual
    ):  # "called a strike for Friday", "talks open on Tuesday"
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
