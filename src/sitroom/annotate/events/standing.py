"""What a side is in public life: of a state or an armed or political body, of organised society, or private.

An act needs a side of some standing: a doctor who asks for rest, a firm that promises work are no events (PLOVER
manual, chapter 1: between or by political, armed, state or social actors). Deliberately not here: the words
(lang/xx/event_words.toml) and who stands where (roles.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sitroom.annotate.events import tree
from sitroom.annotate.events.parties import Found
from sitroom.annotate.events.phrases import has_role
from sitroom.annotate.events.scene import Scene
from sitroom.model import Actor

if TYPE_CHECKING:
    from spacy.tokens import Token

Standing = Literal["public", "organised", "private", "unknown"]
PUBLIC = frozenset(
    {"government", "legislature", "judiciary", "military", "police", "rebels", "igo", "party"} | {"opposition"}
)
ORGANISED = frozenset({"union", "ngo", "religious"})
PRIVATE = frozenset({"business", "media", "civilians"})
# Acts that are the daily work of a town hall, a prefecture, a court, where only private people are on the other side.
CIVIC = frozenset({"SUPPORT", "CONSULT", "REQUEST", "COOPERATE", "AID", "CONCEDE"})
ASKING = frozenset({"SUPPORT", "REQUEST"})  # thanks and advice to people: also a government's


def standing(scene: Scene, party: Found) -> Standing:
    """Of which kind a party is, by its resolved actor first, then by its words."""
    words, lemma = scene.lexicon, tree.lemma(party.token)
    if party.sovereign or party.token.i in scene.countries:
        return "public"
    if words.has("organised", lemma):
        return "organised"
    actor = scene.actors.get(party.actor) if party.actor else None
    if actor is not None:
        known = of_actor(scene, actor)
        if known != "unknown":
            return "public" if known == "private" and words.has("force_word", lemma) else known
    if words.has("state_word", lemma) or words.has("force_word", lemma) or has_office(scene, party.token):
        return "public"
    if words.has("civil", lemma) or words.has("social_word", lemma):
        return "private"
    if any(c.dep_ == "poss" and c.i in scene.countries for c in party.token.children):  # "Moscow's team"
        return "public"
    if actor is not None and actor.kind == "person":
        return "private"
    return "unknown"


def of_actor(scene: Scene, actor: Actor) -> Standing:
    """By sector, kind and roles of a resolved actor."""
    if actor.sector in PUBLIC or actor.kind == "state":
        return "public"
    if actor.sector in ORGANISED:
        return "organised"
    names = {w for w in actor.name.lower().split() if actor.kind == "group"}
    if any(scene.lexicon.has("organised", w) or scene.lexicon.has("organised", w.removesuffix("s")) for w in names):
        return "organised"
    if actor.sector in PRIVATE:
        return "private"
    words = {w for role in actor.roles for w in role.lower().replace("-", " ").split()}
    for word in sorted(words):
        if scene.lexicon.has("state_word", word) or scene.lexicon.has("force_word", word):
            return "public"
    if any(scene.lexicon.has("organised", w) for w in words):
        return "organised"
    return "private" if actor.roles and actor.kind == "person" else "unknown"


def has_office(scene: Scene, head: Token) -> bool:
    """Does a word for an office or a force stand beside a name?"""
    return head.pos_ == "PROPN" and has_role(scene, head)


def of_moment(scene: Scene, type: str, actors: list[Found], recipients: list[Found]) -> bool:
    """Is an act one of public life by the standing of its sides? Languages whose pack names no organised society
    (`organised`) are not judged."""
    if "organised" not in scene.lexicon.words or type == "PROTEST":
        return True
    doers = {standing(scene, p) for p in actors}
    others = {standing(scene, p) for p in recipients}
    pleading = actors and all(scene.lexicon.has("courtroom", tree.lemma(p.token)) for p in actors)
    if pleading and type in ("ACCUSE", "REQUEST", "REJECT") and not others & {"public", "organised"}:
        return False  # in a trial of private people
    local = bool(actors) and all(is_local(scene, p) for p in actors)
    if local and type in ("SANCTION", "COERCE") and others == {"private"} and not scene.official:
        return False  # ordinary justice
    weighty = bool((doers | others) & {"public", "organised"})
    if type in CIVIC and ordinary(scene, type, actors, recipients, doers, others):
        return False
    if (
        type in ("ACCUSE", "SANCTION") and not actors
    ):  # a trial, an inquiry: ordinary justice where somebody private stands
        return weighty or not recipients
    if type == "ASSAULT" and len(actors) > 1 and not recipients:  # two communities that fight
        return True
    if type in ("ASSAULT", "COERCE", "RETREAT", "MOBILIZE"):
        armed = any(scene.lexicon.has("armed", tree.lemma(c)) for p in actors for c in p.token.children)
        return weighty or armed or not actors or "unknown" in doers
    if type == "CONCEDE" and doers == {"private"} and all("Plur" in p.token.morph.get("Number", []) for p in actors):
        return True  # pilots who end their strike
    if type == "CONSULT" and not recipients and len(actors) > 1:
        return weighty
    named = any(p.country or p.token.pos_ == "PRON" for p in actors)
    return weighty or ("unknown" in doers and named and bool(recipients or scene.official))


def ordinary(
    scene: Scene, type: str, actors: list[Found], recipients: list[Found], doers: set[Standing], others: set[Standing]
) -> bool:
    """Is it administration rather than politics: a mayor thanks volunteers, a prefecture asks drivers to be careful,
    a government tells people at home to stay there?"""
    local = bool(actors) and all(is_local(scene, p) for p in actors)
    if not recipients:
        return local and len(actors) > 1 and type in ("CONSULT", "SUPPORT")
    abroad = {p.country for p in actors if p.country} != {p.country for p in recipients if p.country}
    abroad = abroad and any(p.country for p in actors) and any(p.country for p in recipients)
    if others != {"private"} or abroad:
        return local and all(is_local(scene, p) for p in recipients) and type in ("CONSULT", "SUPPORT")
    armed = any(p.igo or scene.lexicon.has("army", tree.lemma(p.token)) for p in actors)  # who orders people to leave
    return local or (type in ASKING and doers == {"public"} and not armed)


def is_local(scene: Scene, party: Found) -> bool:
    """Is it an authority of a town, a district, a court, a school?"""
    return scene.lexicon.has("local", tree.lemma(party.token))
