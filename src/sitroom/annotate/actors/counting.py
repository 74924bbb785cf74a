"""Is a description used of an actor? Common words that often mean something else need more than themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitroom.annotate.actors.lexicon import Head, Lexicon, fold
from sitroom.annotate.actors.phrases import PEOPLE, Scene
from sitroom.annotate.actors.spans import OBJECT, Definite, Line, morph, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

WATCHERS = ("journalist", "witness", "media-person")
UNIQUE = ("government", "police", "opposition", "prosecution", "administration", "executive", "parliament")
MANY = ("group", "person", "official", "office")  # kinds whose bare plurals may say of what kind something is


@dataclass(frozen=True, slots=True)
class _Use:
    """How a description stands in its line. `grown`: it has more words than the noun; `acts`: it is party of a verb;
    `beside`: it stands in apposition; `named`: it is written like a name; `long`: the noun is of several words."""

    head: Head
    definite: Definite
    grown: bool
    subject: bool
    acts: bool
    beside: bool
    named: bool
    long: bool


def counts(scene: Scene, left: int, right: int, start: int, end: int, head: Head, definite: Definite) -> bool:
    """Is the description used of an actor? Common words that often mean something else need more than themselves."""
    line, kind = scene.line, head.entry.kind
    token = line.doc[start:end].root  # of several words the parser may have taken any for the noun
    token = next((t for t in (token, line.doc[end - 1]) if subject_of(t) is not None or t.dep_ in OBJECT), token)
    subject = subject_of(token) is not None
    use = _Use(
        head, definite, grown=right - left > end - start, subject=subject,
        acts=subject or token.dep_ in OBJECT or (token.dep_ == "pobj" and token.head.dep_ == "agent"),
        beside=(right < len(line.doc) and scene.person_at(right)) or (left > 1 and line.word(left - 1) in (",", "(")),
        named=line.capital(start) and not line.first(start), long=end - start > 1,
    )  # fmt: skip
    if _idle(scene, use, left, start, end) or _our_own(scene, use, left, right):
        return False
    if head.entry.site:
        within = use.grown and any(line.capital(k) for k in range(left + 1, right))  # "prison de Toamasina"
        return within or _sited(scene, left, right)
    if kind in ("organ", "collective"):
        return _body_counts(scene, use, left, right, start, end)
    if kind == "vessel":
        return _vessel_counts(scene, use, left, token)
    if kind == "state":
        return _state_counts(scene, use, left, right, start, token)
    if kind == "source" and definite == "possessive" and line.quoted[start]:
        return False
    return _people_count(scene, use, left, start)


def _vessel_counts(scene: Scene, use: _Use, left: int, token: Token) -> bool:
    """A ship or a gun counts where it acts, is acted upon or is told apart, not as what is sent or travelled in."""
    line, lex = scene.line, scene.lex
    some = use.definite in ("indefinite", "bare")
    handed = token.dep_ in OBJECT and lex.is_in(fold(token.head.lemma_), "hands-over")
    if some and (handed or lex.is_in(line.word(left - 1), "place-preposition")):
        return False
    told = line.block.section.kind == "headline" and use.definite == "bare"  # headlines leave articles out
    one = use.definite in ("definite", "demonstrative", "possessive") or use.beside or told
    acts = use.acts or lex.is_in(line.word(left - 1), "agent")
    if use.head.plural:
        return acts and (use.grown or one or use.subject)
    return one or use.grown or (acts and use.long)


def _state_counts(scene: Scene, use: _Use, left: int, right: int, start: int, token: Token) -> bool:
    """Countries in the plural count when told apart, "the Iraqi side" by its adjective, "the country", "his country"
    as the subject of an active verb or as the owner of people and bodies."""
    line, lex, entry = scene.line, scene.lex, use.head.entry
    many = use.head.plural or morph(token, "Number") == "Plur"
    if entry.id == "national-side":  # "the Iraqi side", not "the German side of the border"
        whose = any(w in lex.demonyms for w in line.words[left:right]) and not many
        return whose and use.definite == "definite" and not lex.is_in(line.word(right), "of")
    if (many and use.grown) or entry.id == "hebrew-state":
        return True
    told = (
        use.definite in ("definite", "possessive") and lex.is_in(line.word(start), "one-state") and right == start + 1
    )
    acts = use.subject and token.dep_ not in ("nsubjpass", "nsubj:pass")
    return told and acts and morph(token, "Number") != "Plur"


def _idle(scene: Scene, use: _Use, left: int, start: int, end: int) -> bool:
    """Does it say of what kind something is, how much, where, what it is like, or what somebody is?"""
    line, lex, head = scene.line, scene.lex, use.head
    kind, token = head.entry.kind, line.doc[start:end].root
    if head.plural and not use.grown and kind in MANY and _of_kind(line, left, lex):
        return True
    if not head.plural and any(lex.is_in(line.word(k), "nobody") for k in range(left - 1, start)):
        return True  # "no member of the army", "tout navire"
    if end - start == 1 and lex.is_in(line.word(start), "measure") and lex.is_in(line.word(end), "of"):
        return True  # "the next couple of days"
    if kind == "organ" and lex.is_in(line.word(start), "locative") and _of_place(scene, end):
        return True  # "le centre du Mali"
    if head.entry.alone == "side":
        return not (use.definite == "definite" and (use.grown or lex.is_in(line.word(left - 1), "all")))
    if (
        kind in (*MANY, "collective")
        and use.definite in ("indefinite", "bare", "demonstrative")
        and _likened(scene, left)
    ):
        return True
    predicate = token.dep_ == "attr" or line.hangs(token.i, "cop")
    if predicate and use.definite in ("indefinite", "bare") and not use.beside:
        return True
    bare = use.definite == "bare" and not head.plural and not use.grown and not line.capital(start) and not use.beside
    if bare and use.acts and line.block.section.kind == "headline":
        return False  # "Minister apologises"
    return bare and not (kind in ("organ", "service") or (kind == "collective" and use.acts))


def _our_own(scene: Scene, use: _Use, left: int, right: int) -> bool:
    """Is it the reporter or witness of an agency or of the paper itself, who saw it ("a constaté notre journaliste",
    "a Reuters witness said")?"""
    line, entry = scene.line, use.head.entry
    if entry.id not in WATCHERS or use.head.plural:
        return False
    own = any(o.sector == "media" for k in range(left, right) if (o := scene.owners.get(k)) is not None)
    if not own and not (use.definite == "possessive" and scene.lex.is_in(line.word(left - 1), "ours")):
        return False
    root = line.doc[left:right].root
    verb = subject_of(root) or (line.doc[left - 2] if left > 1 else None)
    return verb is not None and scene.lex.is_in(fold(verb.lemma_), "watches")


def _body_counts(scene: Scene, use: _Use, left: int, right: int, start: int, end: int) -> bool:
    """A body of one common word counts where it acts, is acted upon, is cited or has somebody at its head."""
    line, lex, entry = scene.line, scene.lex, use.head.entry
    if use.head.plural and lex.is_in(line.word(left - 1), "both"):
        return True
    vague = entry.alone == "vague" or (entry.mixed and end - start == 1)
    if entry.alone == "owned" and not use.named:  # "the mission was a success", "la mission de l'ONU a quitté"
        verb = subject_of(line.doc[start:end].root)
        told = verb is not None and fold(verb.lemma_) in lex.voices
        alone = right - left == 1 and use.definite == "definite"  # counts where it takes up somebody
        named = any(line.capital(k) and not line.first(k) for k in range(left, right))
        whose = any(k in scene.owners or line.word(k) in lex.demonyms for k in range(left, right))
        return told or alone or named or whose
    if use.definite == "indefinite" and entry.id in UNIQUE and not (use.subject and use.named):
        verb = subject_of(line.doc[start:end].root)
        return verb is not None and fold(verb.lemma_) in lex.voices  # "une police commune", "a deferred prosecution"
    there = _where(line, left, lex)
    where = there or use.head.plural  # "à la télévision", "devant la mairie", "the media"
    told_apart = use.definite == "definite" or (vague and use.definite == "demonstrative")
    if use.grown or use.named or use.subject or (told_apart and not (vague and where)) or _told(line, left, lex):
        return True
    if use.definite == "possessive" and not there and not lex.is_in(line.word(left - 2), "place-preposition"):
        return True  # "has put its army on alert"
    if (use.definite == "definite" and _headed(scene, left)) or (use.acts and end - start > 1):
        return True
    known = use.definite == "definite" or (use.definite == "bare" and entry.sector is not None)
    return use.acts and (known or entry.kind == "collective")


def _people_count(scene: Scene, use: _Use, left: int, start: int) -> bool:
    """People of a word that may be said of anybody count where they do something or are told apart."""
    entry, anybody = use.head.entry, scene.lex.is_in(scene.line.word(start), "anybody")
    if anybody and not use.head.plural and use.definite == "bare":
        return False  # "personne n'a parlé"
    if entry.alone in ("party", "known"):
        return use.grown or use.acts or (entry.alone == "known" and use.definite == "definite")
    if (entry.alone == "subject" or anybody) and use.head.plural and left == start:
        told = anybody and _told(scene.line, left, scene.lex)
        return told or (use.subject and use.definite != "bare") or (use.grown and anybody)
    return True


def _of_place(scene: Scene, k: int) -> bool:
    """Does "of" and the name of a place follow?"""
    line, lex = scene.line, scene.lex
    if not lex.is_in(line.word(k), "of"):
        return False
    k += 1 + lex.is_in(line.word(k + 1), "article")
    if lex.is_in(line.word(k), "locative"):
        return True  # "le centre de la capitale"
    return line.capital(k) and bool(line.place.get(k) or lex.places.at(line.low, line.doc[k].idx, line.ends))


def _likened(scene: Scene, left: int) -> bool:
    """Does it say what something is like, or is not ("comme des écoliers", "pas des Kényans")?"""
    line, lex = scene.line, scene.lex
    k = left - 1
    while k >= 0 and lex.is_in(line.word(k), "article", "indefinite", "demonstrative"):
        k -= 1
    measured = lex.is_in(line.word(k - 1), "extra", "approx")  # "more than a dozen officials"
    return lex.is_in(line.word(k), "likening") and not measured


def _told(line: Line, left: int, lex: Lexicon) -> bool:
    """Does "according to" or the like stand before, over articles?"""
    k = left - 1
    while k >= 0 and lex.is_in(line.word(k), "article", "possessive"):
        k -= 1
    k -= k > 0 and lex.is_in(line.word(k - 1), "according") and lex.is_in(line.word(k), "of", "addressing")
    return lex.is_in(line.word(k), "according")


def _where(line: Line, left: int, lex: Lexicon) -> bool:
    """Does a preposition say that something happens there, and nobody there give word ("à la mairie, on assure")?"""
    k = left - 1
    while (
        k > 0
        and lex.is_in(line.word(k), "article", "demonstrative")
        and not lex.is_in(line.word(k), "of", "addressing")
    ):
        k -= 1
    there = lex.is_in(line.word(k), "place-preposition", "beside-place")
    return there and not any(lex.is_in(line.word(i), "somebody") for i in range(left + 1, left + 4))


def _sited(scene: Scene, left: int, right: int) -> bool:
    """Does the school or prison act, give word, or have somebody at its head?"""
    line, lex = scene.line, scene.lex
    token = line.doc[left:right].root
    if (subject_of(token) is not None and token.dep_ not in ("nsubjpass",)) or _told(line, left, lex):
        return True
    if any(lex.is_in(line.word(i), "somebody") for i in (right, right + 1)) and left < 4:
        return True  # "à la préfecture, on assure"
    k = left - 1
    while k > 0 and lex.is_in(line.word(k), "article") and not lex.is_in(line.word(k), "of"):
        k -= 1
    return lex.is_in(line.word(k), "agent") or _headed(scene, left)


def _headed(scene: Scene, left: int) -> bool:
    """Has it somebody at its head or in its service right before ("secrétaire général de la fédération")?"""
    line, lex = scene.line, scene.lex
    k = left - 1
    while k > 0 and lex.is_in(line.word(k), "article") and not lex.is_in(line.word(k), "of"):
        k -= 1
    if k < 1 or not lex.is_in(line.word(k), "of", "staff"):
        return False
    ends = line.ends
    for i in range(max(0, k - 3), k):
        hits = lex.heads.at(line.low, line.doc[i].idx, ends)
        if hits and line.ends[hits[0][0]] == k:
            return hits[0][2].entry.kind in PEOPLE
    return False


def _of_kind(line: Line, left: int, lex: Lexicon) -> bool:
    """Does it say of what kind something is ("l'envoi d'observateurs"), and not of whom there are many?"""
    bare = lex.is_in(line.word(left - 1), "of") and not lex.is_in(line.word(left - 1), "article")
    before = line.doc[left - 2] if left > 1 else None
    return bare and before is not None and before.pos_ == "NOUN" and not lex.is_in(line.word(left - 2), "quantity")
