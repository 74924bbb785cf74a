"""What the words of a noun phrase say of who is meant: its country, its office, where it begins and ends.

Deliberately not here: whether it is a party, and of which kind (parties.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitroom.annotate.events import tree
from sitroom.annotate.events.scene import Scene
from sitroom.model import Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

LEFT = frozenset({"amod", "compound", "nummod", "nmod", "poss", "flat", "flat:name", "flat:foreign", "name"})
FLAT = frozenset({"flat", "flat:name", "flat:foreign", "amod", "fixed", "compound"})
SKIP = frozenset({"relcl", "acl:relcl", "acl", "advcl", "conj", "cc", "punct", "det", "nummod", "parataxis", "dep"})

PARTING = ("prep_by", "prep_on", "prep_against")  # between the sides of an act named by a noun


def modifies(child: Token) -> bool:
    """Is it an adjective or a name before a noun, without preposition?"""
    return child.dep_ in LEFT and not (child.dep_ == "nmod" and tree.cases(child))


def with_countries(scene: Scene, token: Token) -> list[Token]:
    """A demonym and those coordinated with it ("Hungarian and Romanian officials")."""
    return [t for t in tree.conjuncts(token) if t.i in scene.countries]


def named_after(scene: Scene, head: Token, mention: Mention | None) -> Mention | None:
    """The name that follows a title, with or without a comma ("the defence minister, Iva Holm"): one party, not two."""
    if mention is None or not scene.lexicon.has("state_word", tree.lemma(head)):
        return None
    doc, i = scene.block.doc, head.i
    while i < len(doc) and scene.mentions.get(i) is mention:
        i += 1
    i += i < len(doc) and doc[i].text == ","
    name = scene.mentions.get(i)
    if name is None or name is mention or name.form != "name" or not name.actor:
        return None
    return name if scene.actors[name.actor].kind == "person" else None


def is_igo(scene: Scene, head: Token) -> bool:
    """Is an international organisation named here, by the word itself or before it ("UN peacekeepers", "EC
    ministers")?"""
    return _is_igo(head, scene)


@tree.remembered
def _is_igo(head: Token, scene: Scene) -> bool:
    words = scene.lexicon
    if head.i in scene.countries:
        return False
    near = [head, *(c for c in head.children if c.dep_ in LEFT or c.dep_ in ("appos", "poss"))]
    near += [t for a in head.children if a.dep_ == "appos" for t in list(a.subtree)[:8]]
    near += [h for p, h in tree.obliques(head) if words.has("prep_of", p)]
    near += [c for n in near[1:] for c in n.children if c.dep_ == "compound"]
    if any(words.has("igo", t.lower_) or words.has("igo", tree.lemma(t)) for t in near):
        return True
    phrase = scene.block.tokens(phrase_span(scene, head))
    text = phrase.text.lower() if phrase is not None else ""
    return any(name in text for name in words.words.get("igo_phrases", ()))


def is_firm(scene: Scene, head: Token, lemma: str) -> bool:
    """Is it a company by name ("le groupe Carval"), not an armed group?"""
    if not scene.lexicon.has("firm_word", lemma):
        return False
    names = [c for c in head.children if c.pos_ == "PROPN" and not tree.cases(c) and c.dep_ in (*LEFT, "appos")]
    return bool(names) and not any(c.i in scene.countries for c in head.children)


def has_role(scene: Scene, head: Token) -> bool:
    """Does a word for an office or a force stand by this name ("President X", "X, the foreign minister")?"""
    near = [c for c in head.children if c.dep_ in LEFT or c.dep_ == "appos"]
    near += [head.head] if head.dep_ in ("appos", "flat:name", "nmod", "compound") else []
    return any(scene.lexicon.has("political", tree.lemma(t)) for t in near)


def country_of(scene: Scene, head: Token) -> str | None:
    """The country a phrase belongs to by its own words, the nearest to the head first; relative clauses left out."""
    words, todo, steps = scene.lexicon, [head], 0
    ethnic = [c for c in head.children if words.has("ethnic", tree.lemma(c))]
    if scene.countries.get(head.i) is not None and ethnic:
        where = [scene.countries[c.i].iso for c in ethnic if c.i in scene.countries]  # "Bosnian Serbs"
        where += [
            scene.countries[h.i].iso
            for p, h in tree.obliques(head)
            if (words.has("prep_in", p) or words.has("prep_of", p)) and h.i in scene.countries
        ]
        if where:
            return where[0]
    while todo and steps < 30:
        token = todo.pop(0)
        steps += 1
        here = scene.countries.get(token.i)
        if here is not None:
            return here.iso
        mention_actor = scene.actor_at(token)
        if token != head and mention_actor is not None and mention_actor.country:
            return mention_actor.country
        for child in token.children:
            if child.dep_ in SKIP:
                continue
            if child.dep_ == "prep" and not (words.has("prep_of", child.lower_) or words.has("prep_in", child.lower_)):
                continue
            if child.dep_ in tree.OBLIQUE and child.dep_ != "nmod":
                continue
            case = tree.cases(child) if child.dep_ == "nmod" else ""
            if case and not (words.has("prep_of", case) or words.has("prep_in", case)):
                continue
            todo.append(child)
    if head.ent_type_ == "ORG":  # "National Union for the Independence of Angola"
        for i in range(head.i, min(head.i + 10, len(head.doc))):
            if head.doc[i].ent_type_ != "ORG":
                break
            if i in scene.countries:
                return scene.countries[i].iso
    if head.dep_ in ("appos", "flat:name") or (head.dep_ == "nmod" and not tree.cases(head)):
        return country_of(scene, head.head) if head.head.dep_ != head.dep_ else None
    return None


def phrase_span(scene: Scene, head: Token) -> Span:
    """The head with the modifiers that identify it, without article: "rebel leader", "ministre belge"."""
    return _phrase_span(head, scene)


@tree.remembered
def _phrase_span(head: Token, scene: Scene) -> Span:
    first = last = head
    for child in reversed(list(head.lefts)):
        if child.dep_ not in LEFT or child.i < first.i - 3 or child.pos_ in ("DET", "PRON"):
            break
        first = child.doc[child.left_edge.i] if child.left_edge.pos_ not in ("DET", "PRON") else child
    for child in head.rights:
        beside = child.dep_ in ("appos", "nmod") and child.pos_ == "PROPN" and not tree.cases(child)
        if (child.dep_ in FLAT or beside) and child.i == last.i + 1:
            last = child
    country = scene.countries.get(head.i)
    start, end = first.i, last.i
    if country is not None:
        start, end = min(start, country.first), max(end, country.last)
    return scene.block.span(scene.block.doc[start : end + 1])


def mention_at(scene: Scene, head: Token) -> tuple[Mention | None, Span | None]:
    """The mention a head stands in and its words without what only tells of the act ("two diplomats ‖ by Kosovo", "a
    raid by soldiers ‖ on the camp"); of what stands behind such a preposition the mention says nothing."""
    mention = scene.mentions.get(head.i)
    if mention is None or mention.form == "name":
        return mention, Span(start=mention.start, end=mention.end) if mention else None
    words, doc, i = scene.lexicon, scene.block.doc, head.i
    while i > 0 and scene.mentions.get(i - 1) is mention:
        i -= 1
        if any(words.has(w, doc[i].lower_) for w in PARTING):
            return None, None
    i = head.i + 1
    while i < len(doc) and scene.mentions.get(i) is mention:
        if any(words.has(w, doc[i].lower_) for w in PARTING):
            return mention, Span(start=mention.start, end=scene.block.span(doc[i - 1]).end)
        i += 1
    return mention, Span(start=mention.start, end=mention.end)
