"""From a noun phrase to parties: who stands there, of which country, and whether a political, armed or social actor.

Objects and instruments are never parties: of "Iranian missiles" the party is "Iranian", of "a U.S. request" it is
"U.S.".
Deliberately not here: which phrase holds the actor and which the recipient (roles.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from sitroom.annotate.events import tree
from sitroom.annotate.events.bystanders import credited_with, hit
from sitroom.annotate.events.phrases import (
    country_of,
    has_role,
    is_firm,
    is_igo,
    mention_at,
    modifies,
    named_after,
    phrase_span,
    with_countries,
)
from sitroom.annotate.events.possessors import owner_of
from sitroom.annotate.events.scene import Scene
from sitroom.model import Actor, Party, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

PERSON_LIKE = frozenset({"PERSON", "PER"})
FAR = 60  # tokens a pronoun reaches back
Arms = Literal["regular", "irregular", "crowd", ""]
OBJECTS = tree.OBJECT | tree.INDIRECT | frozenset({"pobj", "obl:arg"})
ENTITY = frozenset({"PERSON", "PER", "ORG", "GPE", "NORP"})


@dataclass(frozen=True)
class Found:
    """A party of an event in the making.

    political  a state, a government, forces, rebels, protesters, an international organisation ...; False for mere
    people
    igo        an international organisation, which has no country
    """

    token: Token
    span: Span
    actor: str | None
    country: str | None
    political: bool
    igo: bool = False
    domestic: bool = False
    unknown_we: bool = False
    state: bool = False
    sovereign: bool = False
    place: bool = False  # named only as the place of the act
    arms: Arms = ""  # on which side of a fight such people are

    def party(self) -> Party:
        """As printed."""
        return Party(start=self.span.start, end=self.span.end, actor=self.actor, country=self.country)


def parties(scene: Scene, heads: Iterable[Token], depth: int = 0) -> list[Found]:
    """Parties among noun phrases, coordinated ones as several, in text order; empty when none is an actor."""
    found: list[Found] = []
    for head in heads:
        for one in tree.conjuncts(head):
            for party in of_phrase(one, scene, depth):
                if all(party.span != other.span for other in found):
                    found.append(party)
    return sorted(found, key=lambda p: (p.span.start, p.span.end))


@tree.remembered
def of_phrase(head: Token, scene: Scene, depth: int) -> list[Found]:
    """Parties of one noun phrase without its conjuncts; `depth`: phrases it stands in."""
    if depth > 4:
        return []
    words = scene.lexicon
    named = scene.mentions.get(head.i)
    if head.pos_ == "PRON" and head.i not in scene.countries and (named is None or named.form != "name"):
        several = that_of(scene, head, depth) if words.has("one_of", head.lower_) else []
        return several or pronoun(scene, head, depth)
    lemma = tree.lemma(head)
    if words.has("measure", lemma) and words.has("time_unit", lemma):
        return []  # "after months of siege"
    if words.has("measure", lemma):  # "hundreds of", "a group of", "un millier de"
        inner = [h for p, h in tree.obliques(head) if words.has("prep_of", p) or words.has("prep_among", p)]
        found = parties(scene, inner, depth + 1)
        if not found and inner and all(h.pos_ == "PRON" for h in inner):  # "dozens of them"
            return [Found(head, phrase_span(scene, head), None, None, False)]
        if found or (inner and words.has("crowd_count", lemma)):  # "thousands of dollars" are nobody
            return found
    if head.i in scene.countries and head.pos_ not in ("NOUN", "PROPN", "NUM"):
        return [adjective(scene, t) for t in with_countries(scene, head)]
    if words.has("nonactor", lemma) and scene.actor_at(head) is None:
        return through(scene, head, depth)
    if several := shared_demonyms(scene, head):
        return several
    if is_actor(scene, head, lemma):
        return [build(scene, head, lemma)]
    return through(scene, head, depth)


def is_actor(scene: Scene, head: Token, lemma: str) -> bool:
    """Can this head act: a known mention, a country, a word for people in a role, a named entity?"""
    if head.i in scene.mentions:
        return True
    if scene.lexicon.has("actor", lemma) or scene.lexicon.has("crowd_count", head.lower_):
        return True
    country = scene.countries.get(head.i)
    if country is not None:
        return country.kind != "demonym" or head.pos_ in ("NOUN", "PROPN")
    return head.ent_type_ in ENTITY and head.pos_ in ("PROPN", "NOUN")


def through(scene: Scene, head: Token, depth: int) -> list[Found]:
    """Parties that own, make or hold something which is no actor itself: demonym first, then possessor, then place."""
    words = scene.lexicon
    if owed := credited_with(scene, head):
        return parties(scene, owed, depth + 1)
    if adjectives := [c for c in head.children if modifies(c) and c.i in scene.countries]:
        return [adjective(scene, one) for a in adjectives for one in with_countries(scene, a)]
    inner = [c for c in head.children if c.dep_ == "poss" or words.has("owner", c.lower_)]
    if not inner:
        inner = [h for p, h in tree.obliques(head) if words.has("prep_of", p) or words.has("prep_by", p)]
    owners = [h for h in inner if words.has("owner", h.lower_)]
    found = [p for o in owners for p in possessor(scene, o, depth + 1)]
    found = found or parties(scene, [h for h in inner if h.pos_ in tree.NOMINAL and h not in owners], depth + 1)
    if found or owners:
        return found
    inner = [c for c in head.children if c.dep_ in ("compound", "amod") and is_actor(scene, c, tree.lemma(c))]
    inner = [c for c in inner if not words.has("not_alone", tree.lemma(c))]  # "a general strike"
    inner += [h for p, h in tree.obliques(head) if words.has("prep_in", p) and not hit(scene, head, h)]
    return parties(scene, [h for h in inner if h.pos_ in tree.NOMINAL], depth + 1)


def shared_demonyms(scene: Scene, head: Token) -> list[Found]:
    """Two or more countries before one head are two or more parties."""
    for child in head.children:
        if modifies(child) and child.i in scene.countries:
            group = with_countries(scene, child)
            if len({scene.countries[t.i].iso for t in group}) > 1:  # not the one actor their phrase is
                return [replace(adjective(scene, t), actor=state_of(scene, scene.countries[t.i].iso)) for t in group]
    return []


def adjective(scene: Scene, token: Token) -> Found:
    """A party that is named by a demonym or a country's name before a noun."""
    country = scene.countries[token.i]
    span = scene.block.span(scene.block.doc[country.first : country.last + 1])
    mention = scene.mentions.get(token.i)
    actor = mention.actor if mention else state_of(scene, country.iso)
    return Found(token, span, actor, country.iso, True)


def state_of(scene: Scene, iso: str) -> str | None:
    """The report's actor for a state, where it has one."""
    return next((a.id for a in scene.actors.values() if a.kind == "state" and a.country == iso), None)


def build(scene: Scene, head: Token, lemma: str) -> Found:
    """The party a head names."""
    words = scene.lexicon
    mention, around = mention_at(scene, head)
    actor = scene.actors.get(mention.actor) if mention and mention.actor else None
    name = named_after(scene, head, mention)
    bearer = scene.actors.get(name.actor) if name and name.actor else None
    if bearer is not None and (actor is None or not actor.country):
        actor = bearer
    country = actor.country if actor and actor.country else None
    igo = bool(actor and actor.sector == "igo") or is_igo(scene, head)
    if country is None and not igo:
        country = country_of(scene, head)
    if any(words.has("ethnic", tree.lemma(c)) for c in head.children):
        country = country_of(scene, head)
    span = around or phrase_span(scene, head)
    span = Span(start=min(span.start, name.start), end=max(span.end, name.end)) if name else span
    role = words.has("political", lemma) and not is_firm(scene, head, lemma)
    state = head.i in scene.countries or bool(actor and actor.kind == "state")
    civil = words.has("civil", lemma)
    named = bool(actor and (actor.roles or actor.sector)) or (head.ent_type_ in ENTITY and has_role(scene, head))
    political = role or state or igo or named or (country is not None and not civil)
    political = political and (role or actor is None or actor.sector != "business")
    ruler = words.has("state_word", lemma) or bool(actor and actor.sector in ("government", "igo"))
    titled = role or has_role(scene, head)
    return Found(
        head,
        span,
        actor.id if actor else mention.actor if mention else None,
        country,
        political,
        igo,
        domestic=titled or civil,
        state=ruler or state or igo,
        sovereign=state or igo,
        arms=arms_of(scene, head, lemma, actor),
    )


def arms_of(scene: Scene, head: Token, lemma: str, actor: Actor | None) -> Arms:
    """Are these soldiers or police of a state, rebels or gunmen, or people who carry no arms? "" for others."""
    words, sector = scene.lexicon, actor.sector if actor else None
    counted = [h for p, h in tree.obliques(head) if words.has("measure", lemma) and words.has("prep_of", p)]
    lemma = tree.lemma(counted[0]) if counted else lemma  # "dozens of fighters"
    masked = any(words.has("armed", tree.lemma(c)) for c in head.children)  # "masked men"
    if sector == "rebels" or words.has("irregular", lemma) or masked:
        return "irregular"
    if sector in ("military", "police") or words.has("force_word", lemma):
        return "regular"
    return "crowd" if words.has("organised", lemma) else ""


def belonging(scenes: Sequence[Scene]) -> dict[str, Actor]:
    """Actors without a country whose own phrase somewhere in the report names one ("Iceland's leader Iva Holm"), with
    that country; the one named most often, ties by code."""
    votes: dict[str, Counter[str]] = {}
    for scene in scenes:
        for token in scene.block.doc:
            actor = scene.actor_at(token)
            above = scene.mentions.get(token.head.i)
            inside = above is not None and actor is not None and above.actor == actor.id
            if actor is None or actor.country or actor.sector == "igo" or inside:
                continue
            if token.pos_ in ("NOUN", "PROPN") and not is_igo(scene, token):
                country = country_of(scene, token)
                if country:
                    votes.setdefault(actor.id, Counter())[country] += 1
    best = {id: min(c.items(), key=lambda v: (-v[1], v[0]))[0] for id, c in votes.items()}
    actors = {a.id: a for scene in scenes[:1] for a in scene.actors.values()}
    return {id: actors[id].model_copy(update={"country": best[id]}) for id in sorted(best)}


def pronoun(scene: Scene, token: Token, depth: int) -> list[Found]:
    """Who a pronoun is, in the words it takes up: by the actors stage, else by the clauses above it ("Hungary said it
    will ...")."""
    mention = scene.mentions.get(token.i)
    actor = scene.actors.get(mention.actor) if mention and mention.actor else None
    if scene.lexicon.has("first_person", token.lower_):
        return speaker(scene, token) or (stands_for(scene, token, actor) if actor else unresolved(scene, token))
    if actor is not None and not bound(scene, token, actor):
        return stands_for(scene, token, actor)
    if tree.is_relative(token) and tree.clause_of(token).dep_ in ("relcl", "acl:relcl"):
        return of_phrase(tree.clause_of(token).head, scene, depth + 1)
    if tree.is_relative(token) and token.dep_ in tree.SUBJECT:
        return antecedent(scene, token, depth)
    if scene.lexicon.has("that_of", token.lower_):
        return that_of(scene, token, depth)
    if scene.lexicon.has("object_pronoun", token.lower_) and (
        token.dep_ in OBJECTS or scene.lexicon.has("never_subject", token.lower_)
    ):
        return taken_up(scene, token)
    if not scene.lexicon.has("pronoun", token.lower_):
        return []
    if token.dep_ not in tree.SUBJECT and token.dep_ != "poss" and scene.lexicon.has("thing_pronoun", token.lower_):
        return []  # "sent it back": a thing, as far as anybody can tell
    heads = governing(token)
    if heads:
        return [replace(f, token=token) for f in parties(scene, heads, depth + 1)][:1]
    return unresolved(scene, token)


def possessor(scene: Scene, token: Token, depth: int) -> list[Found]:
    """Whose something is ("demanded his departure", "réclame leur libération"): of the actors stage, else the nearest
    subject that agrees, from the clause upwards, else that of the sentence before."""
    if token.i in scene.mentions:
        return pronoun(scene, token, depth)
    return [replace(f, token=token) for f in parties(scene, owner_of(scene, token), depth + 1)]


def that_of(scene: Scene, token: Token, depth: int) -> list[Found]:
    """ "Celui des rebelles", "l'un des ministres", "that of the rebels": somebody of theirs, known by whose he is."""
    owners = [h for p, h in tree.obliques(token) if scene.lexicon.has("prep_of", p)]
    for owner in parties(scene, owners, depth + 1)[:1]:
        span = Span(start=scene.block.span(token).start, end=owner.span.end)
        return [replace(owner, token=token, span=span, actor=None)]
    return []


def stands_for(scene: Scene, token: Token, actor: Actor) -> list[Found]:
    """The party a pronoun stands for, with the words its own sentence has for that actor, else the pronoun itself."""
    mention = scene.words_for(actor.id, scene.block.span(token))
    span = Span(start=mention.start, end=mention.end) if mention else scene.block.span(token)
    root = phrase_root(scene, span)
    if root is not None and scene.mentions.get(root.i) is mention:
        return [replace(build(scene, root, tree.lemma(root)), token=token)]
    return [Found(token, span, actor.id, actor.country, bool(actor.country or actor.roles or actor.sector))]


def phrase_root(scene: Scene, span: Span) -> Token | None:
    """The head of a stretch of this line; None where it lies outside."""
    tokens = scene.block.tokens(span) if span.within(scene.block.section) else None
    return tokens.root if tokens is not None and len(tokens) else None


def bound(scene: Scene, token: Token, actor: Actor) -> bool:
    """Is an object pronoun said to be the subject of its own clause ("Rwanda accused it")?"""
    if token.dep_ in tree.SUBJECT or token.dep_ == "poss" or tree.is_relative(token):
        return False
    own = [t for t in tree.subjects(tree.clause_of(token)) if t != token and not t.is_ancestor(token)]
    return any(a is not None and a.id == actor.id for a in map(scene.actor_at, own))


def taken_up(scene: Scene, token: Token) -> list[Found]:
    """Whom an object pronoun stands for ("Le recteur les a sommés de partir"): the only actor named before it, in its
    sentence or the one before, that agrees in number and gender and does not do the act itself."""
    own = {t.i for s in tree.subjects(tree.clause_of(token)) for t in (s, *s.subtree)}
    start = token.doc[token.sent.start - 1].sent.start if token.sent.start else 0
    heads: dict[str, Token] = {}
    for i in range(max(start, token.i - FAR), token.i):
        mention = scene.mentions.get(i)
        if mention is None or mention.form == "pronoun" or not mention.actor or i in own or mention.actor in heads:
            continue
        root = phrase_root(scene, Span(start=mention.start, end=mention.end))
        if root is not None and root.i not in own and agrees(scene, token, root):
            heads[mention.actor] = root
    own_actors = {a.id for i in own if (a := scene.actor_at(token.doc[i])) is not None}
    left = [root for actor, root in heads.items() if actor not in own_actors]
    return [replace(p, token=token) for p in of_phrase(left[0], scene, 1)] if len(left) == 1 else []


def agrees(scene: Scene, token: Token, root: Token) -> bool:
    """Can a pronoun take up this noun, by number, gender and (where the language parts them) person or thing?"""
    actor = scene.actor_at(root)
    person = actor is not None and actor.kind == "person"
    if scene.lexicon.has("thing_pronoun", token.lower_) and person:
        return False
    for name in ("Number", "Gender"):
        ours, theirs = token.morph.get(name, []), root.morph.get(name, [])
        if ours and theirs and ours != theirs:
            return False
    return True


def governing(token: Token) -> list[Token]:
    """Whom a pronoun can stand for by the clauses above it: the subject of the first that has one; for a possessive
    that of its own clause."""
    clause = tree.clause_of(token)
    if token.dep_ == "poss":
        own = [
            t
            for t in tree.subjects(clause)
            if t.pos_ != "PRON" and not token.is_ancestor(t) and not t.is_ancestor(token)
        ]
        if own:
            return own
    for _ in range(4):
        above = clause.head
        if above == clause or clause.dep_ not in ("ccomp", "advcl", "parataxis", "conj", "xcomp", "dep"):
            break
        same = clause.dep_ in ("xcomp", "conj") and token.dep_ not in tree.SUBJECT
        clause = tree.clause_of(above)
        subjects = [t for t in tree.subjects(clause) if t.i != token.i and t.pos_ != "PRON"]
        if subjects and not same:
            return subjects
    return []


def antecedent(scene: Scene, token: Token, depth: int) -> list[Found]:
    """What a relative pronoun follows, where the parser hung its clause elsewhere; brackets are passed over."""
    doc, inside = scene.block.doc, False
    for i in range(token.i - 1, max(token.sent.start, token.i - 12) - 1, -1):
        one = doc[i]
        if one.text in ("(", ")"):
            inside = one.text == ")"
        elif inside or one.text == ",":
            continue
        elif one.pos_ not in ("NOUN", "PROPN"):
            return []
        else:
            return of_phrase(one, scene, depth + 1)
    return []


def unresolved(scene: Scene, token: Token) -> list[Found]:
    """Somebody acts, the text does not let us say who: kept, so that the act is not lost."""
    person = scene.lexicon.has("person_pronoun", token.lower_)
    return [Found(token, scene.block.span(token), None, None, False)] if person else []


def speaker(scene: Scene, token: Token) -> list[Found]:
    """Whom "we" stands for in a quotation: the source of the innermost statement around it."""
    around = scene.around(scene.block.span(token))
    for source in around[-1].sources if around else ():
        actor = scene.actors.get(source.actor) if source.actor else None
        root = phrase_root(scene, Span(start=source.start, end=source.end))
        if actor is not None:
            mention = scene.words_for(actor.id, Span(start=source.start, end=source.end))
            span = Span(start=mention.start, end=mention.end) if mention else Span(start=source.start, end=source.end)
            known = bool(actor.country or actor.roles or actor.sector)
            return [Found(token, span, actor.id, actor.country, True, unknown_we=not actor.country or not known)]
        if root is not None and root.pos_ in ("NOUN", "PROPN"):
            return [replace(p, token=token, political=True) for p in of_phrase(root, scene, 1)]
    return []
