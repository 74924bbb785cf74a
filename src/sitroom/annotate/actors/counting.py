"""Is a description used of an actor? Common words that often mean something else need more than themselves."""

from __future__ import annotations

from sitroom.annotate.actors.lexicon import Head, Lexicon, fold
from sitroom.annotate.actors.phrases import PEOPLE, Scene
from sitroom.annotate.actors.spans import OBJECT, Definite, Line, morph, subject_of

GENERIC = (
    "agency",
    "council",
    "media",
    "bank",
    "university",
    "country",
    "municipality",
    "community",
    "expert-team",
    "company",
    "movement",
)
MANY = ("group", "person", "official", "office")  # kinds whose bare plurals may say of what kind something is


def counts(scene: Scene, left: int, right: int, start: int, end: int, head: Head, definite: Definite) -> bool:
    """Is the description used of an actor? Common words that often mean something else need more than themselves."""
    line, kind = scene.line, head.entry.kind
    token = line.doc[end - 1]
    grown = right - left > end - start
    acts = subject_of(token) is not None or token.dep_ in OBJECT
    if head.plural and not grown and kind in MANY and _of_kind(line, left, scene.lex):
        return False
    if end - start == 1 and scene.lex.is_in(line.word(start), "measure") and scene.lex.is_in(line.word(end), "of"):
        return False  # "the next couple of days"
    if kind == "organ" and scene.lex.is_in(line.word(start), "locative") and _of_place(scene, end):
        return False  # "le centre du Mali"
    if head.entry.id == "side":
        return definite == "definite" and (grown or scene.lex.is_in(line.word(left - 1), "all"))
    if kind in MANY and definite in ("indefinite", "bare", "demonstrative") and _likened(scene, left):
        return False
    predicate = token.dep_ == "attr" or line.hangs(token.i, "cop")
    beside = (right < len(line.doc) and scene.person_at(right)) or (left > 1 and line.word(left - 1) in (",", "("))
    if predicate and definite in ("indefinite", "bare") and not beside:
        return False
    if (
        definite == "bare"
        and not head.plural
        and not grown
        and not line.capital(start)
        and not beside
        and not (kind in ("organ", "service") or (kind == "collective" and acts))
    ):
        return False
    if head.entry.site:
        named = grown and any(line.capital(k) for k in range(left + 1, right))  # "prison de Toamasina"
        return named or _sited(scene, left, right)
    if kind in ("organ", "collective"):
        if head.plural and scene.lex.is_in(line.word(left - 1), "both"):
            return True
        named = line.capital(start) and not line.first(start)
        vague = head.entry.id in GENERIC or (head.entry.mixed and end - start == 1)
        solid = (definite == "definite" and not vague) or (vague and _told(line, left, scene.lex))
        return (
            grown
            or named
            or subject_of(token) is not None
            or solid
            or (definite == "definite" and _headed(scene, left))
            or (acts and (definite == "definite" or (definite == "bare" and head.entry.sector is not None)))
            or (acts and kind == "collective")
        )
    if kind == "vessel":
        one = definite in ("definite", "demonstrative", "possessive") or beside
        return (grown and not one) or (one and not head.plural)
    if kind == "state":
        return ((head.plural or morph(token, "Number") == "Plur") and grown) or head.entry.id == "hebrew-state"
    if kind == "source" and definite == "possessive" and line.quoted[start]:
        return False
    if head.entry.id in ("man", "member", "family", "pupil", "chief"):
        return grown or acts or (head.entry.id == "family" and definite == "definite")
    if head.entry.id in ("journalist", "civilian") and head.plural and not grown:
        return (subject_of(token) is not None and definite != "bare") or (
            head.entry.id == "civilian" and fold(token.text) not in ("people", "personnes")
        )
    return True


def _of_place(scene: Scene, k: int) -> bool:
    """Does "of" and the name of a place follow?"""
    line, lex = scene.line, scene.lex
    if not lex.is_in(line.word(k), "of"):
        return False
    k += 1 + lex.is_in(line.word(k + 1), "article")
    return line.capital(k) and bool(line.place.get(k) or lex.places.at(line.low, line.doc[k].idx, line.ends))


def _likened(scene: Scene, left: int) -> bool:
    """Does it say what something is like, or is not ("comme des écoliers", "pas des Kényans")?"""
    line, lex = scene.line, scene.lex
    k = left - 1
    while k >= 0 and lex.is_in(line.word(k), "article", "indefinite", "demonstrative"):
        k -= 1
    return lex.is_in(line.word(k), "likening")


def _told(line: Line, left: int, lex: Lexicon) -> bool:
    """Does "according to" or the like stand before, over articles?"""
    k = left - 1
    while k >= 0 and lex.is_in(line.word(k), "article", "possessive"):
        k -= 1
    return lex.is_in(line.word(k), "according")


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
