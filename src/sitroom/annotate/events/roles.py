"""Who acts and who is acted on, for a matched trigger: the slots its entry names, first that gives a party wins.

Deliberately not here: what a party is (parties.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from sitroom.annotate.events import tree
from sitroom.annotate.events.attribution import charge_of
from sitroom.annotate.events.bystanders import crime_scene
from sitroom.annotate.events.conditions import marked
from sitroom.annotate.events.match import Match
from sitroom.annotate.events.modality import HOSTILE
from sitroom.annotate.events.nouns import doers, noun_slot
from sitroom.annotate.events.parties import Found, adjective, parties, phrase_root, state_of
from sitroom.annotate.events.scene import Scene
from sitroom.annotate.events.sides import AIMED, armed_with, beside, own, scenery, struck
from sitroom.annotate.events.slots import anywhere, below, facing, named
from sitroom.annotate.events.standing import standing
from sitroom.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token


# Who judges, asks for or marches against a deed addresses its author, not its victim.
JUDGING = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST", "PROTEST"})
RULINGS = frozenset({"SANCTION", "COERCE", "CONCEDE", "REJECT"})  # what a verdict may be


def participants(scene: Scene, match: Match, together: bool = True) -> tuple[list[Found], list[Found]]:
    """Actors and recipients of a match. Of a meeting or an accord all are actors, unless it is refused or still to come
    (not `together`): then who refuses or promises it is the actor."""
    trigger = match.rule.trigger
    look = noun_slot if match.kind == "noun" else _verb_slot
    actors = [p for p in _first(scene, match, trigger.actor, look, []) if not scenery(scene, p)]
    if not actors and "post" in trigger.actor:
        actors = hosts(scene, match)
    actors = actors or strikers(scene, match)
    told = tellers(scene, match) if trigger.actor[0] == "subject" else []
    actors = told or actors
    if charge_of(scene, match) is not None:
        actors = parties(scene, tree.objects(match.token.head))
    recipients = [
        p for p in _first(scene, match, trigger.recipient, look, actors) if not beside(scene, match, p, actors)
    ]
    if told and not recipients and trigger.type == "ACCUSE":
        recipients = charged(scene, match)
    recipients = bereft(scene, match) or recipients
    if trigger.mutual and (together or not actors):
        return _merge(actors, recipients), []
    if trigger.type in JUDGING:  # "condemned the murder of nurses in Sudan"
        recipients = [p for p in recipients if not crime_scene(scene, p.token, match.token)]
    return actors, [p for p in recipients if not own(scene, match, p, actors)]


def bereft(scene: Scene, match: Match) -> list[Found]:
    """To whom something is done, by a verb whose subject of the passive is a thing ("s'est vu refuser l'accès")."""
    given = match.kind == "verb" and any(c.dep_ == "aux:pass" for c in match.token.children)
    return parties(scene, [c for c in match.token.children if c.dep_ in tree.INDIRECT and c.pos_ != "PRON"] * given)


def strikers(scene: Scene, match: Match) -> list[Found]:
    """Whose attack it is that people die in, named within its noun ("were killed in Russian strikes")."""
    trigger = match.rule.trigger
    if match.kind != "verb" or trigger.type != "ASSAULT":
        return []
    if "subject" not in trigger.actor and trigger.recipient != ("subject",):
        return []
    inside = [h for _, h in tree.obliques(match.token) if scene.lexicon.has("attack_word", tree.lemma(h))]
    return [p for p in parties(scene, [d for h in inside for d in doers(scene, h)]) if not scenery(scene, p)]


def tellers(scene: Scene, match: Match) -> list[Found]:
    """Whose word it is, where saying it is the act and they stand behind it ("..., dénonce son avocat"): whatever the
    parser took for the subject before it."""
    statement = scene.cued.get(match.token.i) if match.kind == "verb" else None
    if statement is None:
        return []
    end, sentence = scene.block.span(match.token).end, tree.bounds(match.token)
    spans = [Span(start=s.start, end=s.end) for s in statement.sources if end <= s.start]
    roots = [r for s in spans if (r := phrase_root(scene, s)) is not None and tree.bounds(r) == sentence]
    return parties(scene, roots)


def charged(scene: Scene, match: Match) -> list[Found]:
    """Who is accused by words that say what they did ("La police a interpellé deux élus, dénonce leur avocat")."""
    statement = scene.cued.get(match.token.i)
    content = statement.contents[0] if statement and statement.contents else None
    root = phrase_root(scene, Span(start=content.start, end=content.end)) if content is not None else None
    doers = tree.subjects(root) if root is not None and root.pos_ in tree.VERBAL else []
    return parties(scene, [t for t in doers if not scene.lexicon.has("first_person", t.lower_)])


def hosts(scene: Scene, match: Match) -> list[Found]:
    """The state an envoy is posted to, who alone can summon him ("l'ambassadeur de France au Niger a été convoqué")."""
    envoys = tree.objects(match.anchor)
    where = [t for e in envoys for t in named(scene, e, "prep_in,prep_a") if t.i in scene.countries]
    found = [adjective(scene, t) for t in where[:1]]
    return [replace(p, actor=state_of(scene, scene.countries[p.token.i].iso)) for p in found]


def _first(
    scene: Scene,
    match: Match,
    slots: tuple[str, ...],
    look: Callable[[Scene, Match, str], list[Token]],
    taken: list[Found],
) -> list[Found]:
    spans = [t.span for t in taken]
    judged: list[Token] = []
    for slot in slots:
        if slot == "none":
            break
        aside = slot == "place" and slots is match.rule.trigger.recipient
        if aside and match.rule.trigger.type not in AIMED:  # where people march or meet is no party
            continue
        heads = look(scene, match, slot)
        if not taken_from(slots, match) and match.rule.trigger.type in JUDGING and slot != "indirect":
            if judged and slot in ("thing", "below", "anywhere"):
                break
            heads = [h for h in heads if not any(d.is_ancestor(h) for d in judged)]
            heads = [d for h in heads for d in (authors(scene, match, h) if slot == "anywhere" else [h])]
            judged += [h for h in heads if deed(scene, match, h)]
            heads = [d for h in heads for d in (doers(scene, h) if h in judged else [h])]
        found = parties(scene, heads)
        hit = slot in ("object", "thing", "subject") or (slot.startswith("prep:") and match.kind == "verb")
        if match.rule.trigger.type == "ASSAULT" and hit and not taken_from(slots, match):
            around = parties(scene, look(scene, match, "place")) if "place" in slots else []
            weapons = match.kind == "verb" and slot != "subject" and armed_with(scene, match.token)
            found = struck(scene, heads, found, around, weapons)
        posted = "post" in match.rule.trigger.actor  # the host is named within who is summoned
        found = [p for p in found if not any(p.span.overlaps(s) and not (posted and s != p.span) for s in spans)]
        if slot in ("below", "condition") and match.rule.trigger.type == "THREATEN":  # "warned that we would react"
            found = [p for p in found if p.country is None or all(p.country != t.country for t in taken)]
            found = [p for p in found if not spoken_for(scene, match, p)]
        if slot == "anywhere" and not taken_from(slots, match):
            found = [p for p in found if standing(scene, p) in ("public", "organised")]
        if found:
            return [replace(p, place=True) for p in found] if aside else found
    return []


def spoken_for(scene: Scene, match: Match, party: Found) -> bool:
    """Is it the state a minister threatens in the name of ("warned that Iceland would shut its ports"), not one that
    is to suffer it ("warned that Iceland would pay a price")?"""
    if not party.sovereign:
        return False
    clauses = [c for c in tree.complements(match.token) if party.token in tree.subjects(c)]
    return any(not tree.is_passive(c) and not scene.lexicon.has("suffering", tree.lemma(c)) for c in clauses)


def authors(scene: Scene, match: Match, head: Token) -> list[Token]:
    """Somebody or, where he stands inside a deed ("protested after the army's raids on Aleppo"), whose deed it was."""
    above = next((a for a in tree.ancestors(head) if a.i > match.token.i and deed(scene, match, a)), None)
    return [head] if above is None else doers(scene, above)


def deed(scene: Scene, match: Match, head: Token) -> bool:
    """Is it an act of force, which is judged or asked for rather than its victim ("condemned the attack on the
    convoy", "demanded the release of the nurse")? Not where the rule itself asks for that noun."""
    lemma = tree.lemma(head)
    if match.kind == "noun" or head.pos_ != "NOUN" or lemma in match.rest or scene.lexicon.has("no_deed", lemma):
        return False
    if scene.lexicon.has("actor", lemma) or head.i in scene.mentions:
        return False
    if scene.lexicon.has("freed_noun", lemma) and match.rule.trigger.type == "REQUEST":
        return True  # who is to be freed is not who is asked
    if lemma in match.rule.object or any(lemma in heads for _, heads in match.rule.prep):
        return False
    if scene.lexicon.has("noun_of_target", lemma):
        return True
    return any(r.trigger.type in HOSTILE and not rest for rest, r in scene.lexicon.nouns.get(lemma, ()))


def taken_from(slots: tuple[str, ...], match: Match) -> bool:
    """Are these the slots of the actor?"""
    return slots is match.rule.trigger.actor


def _merge(first: list[Found], second: list[Found]) -> list[Found]:
    return first + [p for p in second if all(p.span != q.span for q in first)]


def _verb_slot(scene: Scene, match: Match, slot: str) -> list[Token]:
    verb = match.token
    name, _, rest = slot.partition(":")
    if name == "subject":
        anchor = match.verb if match.kind == "adjective" and match.verb is not None else verb
        return _subjects(scene, anchor)
    if name == "object":
        found = [t for t in tree.objects(verb) if tree.lemma(t) not in match.rest and t.lower_ not in match.rest]
        found = found or tree.after_particle(verb, match.rest)
        return [t for t in found if not _wanted(scene, match, t)]
    if name == "indirect":
        found = [c for c in verb.children if c.dep_ in tree.INDIRECT and c.pos_ != "ADP"]
        found += [c for c in verb.children if c.dep_ in tree.SUBJECT and scene.lexicon.has("never_subject", c.lower_)]
        return found + [h for c in verb.children if c.dep_ == "dative" for h in c.children if h.dep_ == "pobj"]
    if name == "prep":
        found = [t for t in named(scene, verb, rest) if tree.lemma(t) not in match.rest and not ahead(scene, verb, t)]
        for thing in tree.objects(verb) + [c for c in verb.children if c.dep_ in ("acomp", "attr")]:
            counted = named(scene, thing, "prep_of") if scene.lexicon.has("measure", tree.lemma(thing)) else []
            found += named(scene, thing, rest) or [t for one in counted for t in named(scene, one, rest)]
        if not found:  # "came under attack from militiamen"
            inside = [
                h for p, h in tree.obliques(verb) if any(p == n and tree.lemma(h) in w for n, w in match.rule.prep)
            ]
            found += [t for h in inside for t in named(scene, h, rest)]
        if not found and match.rule.trigger.mutual:  # "spoke by telephone to the king"
            found = [t for _, h in tree.obliques(verb) if h.pos_ == "NOUN" for t in named(scene, h, rest)]
        return found
    if name == "below":
        return below(scene, tree.complements(verb), 0)
    if name == "condition":
        return _condition(scene, verb)
    if name == "thing":  # what the object's act is aimed at: "called for sanctions against X"
        heads = [t for t in tree.objects(verb) if not _wanted(scene, match, t)]
        heads += [h for _, h in tree.obliques(verb)]
        return [t for h in heads for t in named(scene, h, "prep_against,prep_with,prep_to,prep_on,prep_of,prep_in")]
    if name == "place":
        return named(scene, verb, "prep_in") or [t for _, h in tree.obliques(verb) for t in named(scene, h, "prep_in")]
    if name == "anywhere":
        return anywhere(scene, verb)
    if name == "facing":
        things = [t for t in tree.objects(verb) if scene.lexicon.has("frontage", tree.lemma(t))]
        return facing(scene, verb) or [t for thing in things for t in facing(scene, thing)]
    return []


def ahead(scene: Scene, verb: Token, head: Token) -> bool:
    """Does a phrase stand before the verb as an adverbial ("At Italy's suggestion", "par la voix de son ministre")?
    With whom one talks may be named there."""
    case = tree.case_of(head)
    beside = any(scene.lexicon.has(p, case) for p in ("prep_with", "prep_between", "prep_to"))
    return head.i < verb.i and not beside and not tree.is_relative(head) and not tree.is_passive(verb)


def _wanted(scene: Scene, match: Match, thing: Token) -> bool:
    """Is it something to be made, whose parts are nobody asked ("called for a meeting of the council")?"""
    return match.rule.trigger.type == "REQUEST" and scene.lexicon.has("made_thing", tree.lemma(thing))


def _subjects(scene: Scene, verb: Token) -> list[Token]:
    """Subjects that are parties; of a participle after a thing ("a declaration demanding ..."), the clause's
    subject."""
    found = _teller(scene, verb) or tree.subjects(verb) or _before(scene, verb)
    if verb.dep_ == "acl" and found == [verb.head] and verb.nbor(-1).text == "," and verb.head.dep_ not in tree.SUBJECT:
        whole = tree.subjects(tree.clause_of(verb.head))  # "hailed the condemnation of the attack, calling it ..."
        if parties(scene, whole):
            return whole
    relative = verb.head.dep_ in ("relcl", "acl:relcl")  # "friends who are ready to help them": they are not who helps
    if (
        verb.dep_ in ("acl", "xcomp")
        and found
        and not parties(scene, found)
        and not (relative or tree.is_passive(verb))
    ):
        above = tree.clause_of(verb.head)
        if above != verb:
            return tree.subjects(above) or found
    return found


def _teller(scene: Scene, verb: Token) -> list[Token]:
    """Who goes on to speak after what he told ("said the guard had "acted well" and accused ..."), where the parser
    joined the two: behind a closing quotation mark, or what was told is a state of things ("were in need")."""
    told = verb.head
    if verb.dep_ != "conj" or told.dep_ != "ccomp" or any(c.dep_ in tree.SUBJECT for c in verb.children):
        return []
    joint = next((c for c in told.rights if c.dep_ == "cc" and told.i < c.i < verb.i), None)
    cued = scene.cued.get(verb.i) is not None and scene.cued.get(told.head.i) is not None
    if joint is None or not cued or not (joint.nbor(-1).is_quote or told.pos_ == "AUX"):
        return []
    return [t for t in tree.subjects(told.head) if t.i < told.i]


def _before(scene: Scene, verb: Token) -> list[Token]:
    """The nearest noun phrase before a verb the parser left without subject, in the same clause, with those joined to
    it ("le président et son homologue ougandais se sont vus")."""
    if verb.dep_ not in ("ROOT", "acl", "conj", "ccomp") or tree.is_passive(verb):
        return []
    if verb.dep_ == "acl" and verb.head.pos_ in tree.NOMINAL:
        return [verb.head] if any(c.dep_.startswith("aux") for c in verb.children) else []
    found: list[Token] = []
    for i in range(verb.i - 1, max(tree.bounds(verb)[0], verb.i - 12) - 1, -1):
        token = verb.doc[i]
        known = token.i in scene.mentions or token.i in scene.countries
        if token.pos_ == "CCONJ" and found and found[-1].i > i:
            continue
        if token.is_punct or token.pos_ in ("SCONJ", "CCONJ", "VERB") or (not found and i < verb.i - 8):
            break
        if (token.pos_ == "PROPN" or known) and token.dep_ != "pobj":
            if tree.cases(token):
                break
            if not found or verb.doc[i + 1].pos_ == "CCONJ" or apart(scene, token, found[-1]):
                found.append(token)
    return sorted(found, key=lambda t: t.i)


def apart(scene: Scene, left: Token, right: Token) -> bool:
    """Does "and" stand between two words, so that they name different parties?"""
    return any(t.pos_ == "CCONJ" for t in left.doc[left.i : right.i])


def _condition(scene: Scene, verb: Token) -> list[Token]:
    """Subject of an if-clause under a threat or promise: "would react if Israel struck"."""
    for token in tree.subtree_of(verb):
        if token.i > verb.i and marked(token, scene.lexicon):
            own = [c for c in token.children if c.dep_ in tree.SUBJECT and c.pos_ != "PRON"]
            return own or ([token] if token.pos_ in ("NOUN", "PROPN") else [])
    return []


def judged_of(scene: Scene, match: Match) -> frozenset[str]:
    """The types of act that a verb's object names ("condemned the raid", "deplored what it called a massacre"); empty
    where it names none."""
    if match.kind != "verb":
        return frozenset()
    behind = [t for t in tree.subtree_of(match.token) if t.pos_ == "NOUN" and t.i > match.token.i]
    for token in sorted(behind, key=lambda t: t.i):
        rows = scene.lexicon.nouns.get(tree.lemma(token), ())
        types = frozenset(r.trigger.type for rest, r in rows if not rest)
        if scene.lexicon.has("ruling_word", tree.lemma(token)):
            types |= RULINGS
        if types:
            return types
    return frozenset()
