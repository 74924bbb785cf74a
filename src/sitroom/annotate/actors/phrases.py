"""How far a description reaches to the right of its head noun: over adjectives and complements that identify.

Grammar by word class and part of speech, not by the parse alone: the parser attaches wrongly too often.
"""

from __future__ import annotations

from sitroom.annotate.actors.edges import (
    announces,
    completed,
    inverted,
    listed,
    part_or_name,
    second_adjective,
    site_of,
    taken_off,
    times,
    up_to_acronym,
    variants,
    verbless,
)
from sitroom.annotate.actors.lexicon import fold
from sitroom.annotate.actors.nouns import NOUNISH, is_noun
from sitroom.annotate.actors.scene import PEOPLE as PEOPLE
from sitroom.annotate.actors.scene import Scene as Scene
from sitroom.annotate.actors.spans import OBJECT, morph
from sitroom.lang.schemas.nominals import Nominal

LONGEST = 16  # tokens of a description
COMPLEMENTS = 3
SETTING = 6  # tokens of a complement that tells where or in what the people are
LEFT = frozenset({"amod", "compound", "nummod", "nmod", "poss", "quantmod", "npadvmod"})
MANY_TOWNS = ("government", "igo", "media", "military", "police")  # sectors whose bodies a town does not tell apart
NOBODY = ("man", "civilian", "young", "pupil", "victim-wide")  # nouns that tell nothing else
BODIES = ("government", "regime", "cabinet", "presidency")


def right_end(scene: Scene, left: int, end: int, entry: Nominal) -> int:
    """Where the phrase ends."""
    j, lex = end, scene.lex
    complements = 0
    while j < len(scene.line.doc) and j - left < LONGEST:
        step = j
        if lex.is_in(scene.line.word(j), "close") and complements < COMPLEMENTS:
            step = _complement(scene, left, j, entry, j == end)
        step = _adjective(scene, left, j) if step == j else step
        if step == j and entry.kind in (*PEOPLE, "vessel") and lex.is_in(scene.line.word(j), "restrictive"):
            step = _participle(scene, j)
        if step == j and complements < COMPLEMENTS:
            step = _complement(scene, left, j, entry, j == end)
            complements += step > j
        if step == j and complements and step != end:
            step = listed(scene.line, scene.lex, j)
        if step == j:
            step = second_adjective(scene.line, scene.lex, end, j)
        if step == j == end and entry.id in BODIES and scene.person_at(j) and _called_after(scene, left, j):
            step = scene.persons[j][1]
        if step == j:
            break
        j = step
    return up_to_acronym(scene.line, j) if entry.kind == "organ" and j > end else j


def _called_after(scene: Scene, left: int, j: int) -> bool:
    """Is the government called after who stands behind it ("l'administration Biden")? In "le porte-parole du
    gouvernement Jan Pol" a full name is the spokesman's."""
    start, stop = scene.persons[j]
    return start == j and (stop - start == 1 or not scene.lex.is_in(scene.line.word(left - 1), "of"))


def _adjective(scene: Scene, left: int, j: int) -> int:
    """Over one adjective that belongs to the phrase."""
    line, lex = scene.line, scene.lex
    token, word = line.doc[j], line.word(j)
    if j in line.timed or (lex.is_in(word, "stop", "other") and not lex.is_in(word, "premodifier")):
        return j
    if scene.person_at(j):
        return j
    if lex.is_in(word, "briefed", "finite") or announces(line, j):
        return j
    known = word in lex.demonyms or word in lex.descriptors or lex.is_in(word, "apposed")
    if known and token.pos_ in ("ADJ", "NOUN", "PROPN", "X", "VERB") and not lex.is_in(word, "article"):
        if token.pos_ in NOUNISH and line.capital(j) and line.first(j):
            return j
        return j + 1
    if token.pos_ == "ADJ" and left <= token.head.i < j and token.dep_ == "amod":
        return j + 1 if not completed(line, j) else j
    bare = token.dep_ in ("nmod", "obl:mod", "dep", "flat") and not line.children[j] and j - left < 4
    beside = token.pos_ in NOUNISH and (
        (token.dep_ in ("amod", "appos", "flat:name") and left <= token.head.i < j) or bare
    )
    if (
        beside
        and not verbless(line, j)
        and not line.capital(j)
        and not lex.is_in(word, "article", "of")
        and line.doc[j - 1].pos_ in (*NOUNISH, "ADJ")
    ):
        return j + 1
    if scene.person_at(j + 1) and token.text.islower() and (token.pos_ == "ADJ" or morph(token, "VerbForm") == "Part"):
        return j + 1  # "le président déchu Jan Pol"
    if lex.is_in(word, "not") and j + 1 < len(line.doc) and line.doc[j + 1].pos_ in ("ADJ", "VERB"):
        return j + 2
    # "chef d'état-major", "Royaume-Uni": a hyphen without spaces holds words together
    if word == "-" and not line.doc[j - 1].whitespace_ and not token.whitespace_ and j + 1 < len(line.doc):
        return j + 2
    return j


def _complement(scene: Scene, left: int, j: int, entry: Nominal, direct: bool) -> int:
    """Over one complement beginning at j; j if there is none that identifies."""
    line, lex = scene.line, scene.lex
    word = line.word(j)
    if lex.is_in(word, "close") and (
        entry.kind == "source" or lex.is_in(line.word(j - 1), "anybody") or not lex.is_in(word, "briefed")
    ):
        k = j + 1
        return _phrase(scene, k + 1, False) if line.word(k) and line.doc[k].pos_ == "ADP" else j
    if lex.is_in(line.word(j + 1), "briefed") and entry.kind != "source":
        return j  # "responsable au courant de l'appel"
    if entry.kind in PEOPLE and lex.is_in(word, "setting", "agent") and lex.is_in(line.word(j + 1), "attribute"):
        return _attribute(scene, j)
    if direct and entry.kind in PEOPLE and lex.is_in(word, "setting") and lex.is_in(line.word(j + 2), "retired"):
        return j + 3  # "pêcheur à la retraite"
    if direct and lex.is_in(word, "of") and entry.sector != "government" and taken_off(line, lex, left, j):
        return j
    if lex.is_in(word, "of"):
        aged = line.doc[min(j + 1, len(line.doc) - 1)].pos_ == "NUM" and lex.is_in(line.word(j + 2), "age")
        if aged and entry.id not in NOBODY:
            return j  # "infirmière de 54 ans", but "homme de 43 ans"
        stop = _phrase(scene, j + 1, False)
        noun = j + 1 < len(line.doc) and line.doc[j + 1].pos_ == "NOUN"
        noun = noun and (direct or line.doc[j + 1].head.i == j - 1)  # "auteur des coups de couteau"
        vague = entry.kind in ("group", "person") and not (
            lex.is_in(word, "article") or stop > j + 2 or line.capital(j + 1) or noun
        )
        return stop if stop > j + 1 and not vague else j
    if direct and lex.is_in(word, "staff") and entry.kind in PEOPLE:
        stop = _body(scene, j + 1)
        if stop:
            return stop
    if direct and entry.kind in (*PEOPLE, "collective"):
        stop = in_setting(scene, j)
        if stop:
            return stop
    if direct and _abides(scene, left, j, entry):
        stop = _phrase(scene, j + 1, False)
        if stop > j + 1:
            return stop
    takes = {fold(t) for t in entry.takes}
    if entry.kind in ("organ", "service") and entry.id != "embassy" and lex.is_in(word, "place-preposition"):
        return _seated(scene, left, j, entry) if direct else j  # "le ministère de la Défense à Oslo"
    if direct and lex.is_in(word, "addressing", "place-preposition") and _beside(scene, j):
        stop = _phrase(scene, j + 1, False)
        return stop if stop > j + 1 else j
    if word in takes or (lex.is_in(word, "complement") and word in variants(takes, lex)):
        k = j + 1
        while lex.is_in(line.word(k), "of"):
            k += 1
        stop = _phrase(scene, k, entry.kind != "source")
        return stop if stop > k else j
    if lex.is_in(word, "and") and not direct:
        k = j + 1
        linked = lex.is_in(line.word(k), "of")
        while lex.is_in(line.word(k), "of", "article"):
            k += 1
        office = lex.is_in(line.word(j - 1), "portfolio") or line.capital(j - 1)
        if (
            office
            and lex.is_in(line.word(k), "portfolio")
            and (linked or line.capital(k) or lex.is_in(line.word(j - 1), "portfolio"))
        ) or (
            office
            and entry.kind == "office"
            and line.capital(k)
            and k not in scene.owners
            and (
                linked or lex.is_in(line.word(k + 1), "portfolio")  # "for Foreign and Commonwealth Affairs"
            )
        ):
            stop = _phrase(scene, k, True)
            return stop if stop > k else j
    return j


def _abides(scene: Scene, left: int, j: int, entry: Nominal) -> bool:
    """Does the preposition at j, which the parser hangs on the noun, say where or to what these people belong ("lawyers
    in London", "fonctionnaire à Bruxelles")? What the languages allow, by kind of people, is in the word classes."""
    line, lex = scene.line, scene.lex
    officials = entry.kind in ("official", "source") and lex.is_in(line.word(j), "belongs-official")
    if not (officials or (entry.kind in PEOPLE and lex.is_in(line.word(j), "belongs"))):
        return False
    after = j + 1 + lex.is_in(line.word(j + 1), "article")
    counted = any(line.doc[k].pos_ == "NUM" for k in range(left, j))
    if after not in scene.owners and (counted or lex.is_in(line.word(j + 1), "state-of-mind")):
        return False  # "killed 12 people in Goma", "ministers at odds"
    token = line.doc[j]
    noun = token.head if token.dep_ == "case" else token
    if not left <= noun.head.i < j:
        return False
    # "arrested a man in Leeds" tells where he was arrested
    undergone = noun.head.dep_ in (*OBJECT, "nsubjpass", "nsubj:pass") and not officials
    undergone = undergone and not inverted(line, noun.head, lex)
    return not (undergone and after in line.place)


def _attribute(scene: Scene, j: int) -> int:
    """The end of "in uniform", "en poste à Bissau" at j: what people wear or do wherever they are."""
    line, lex = scene.line, scene.lex
    place = j + 2 + lex.is_in(line.word(j + 2), "place-preposition")
    if place == j + 3 and lex.is_in(line.word(j + 1), "posting"):
        return max(j + 2, _phrase(scene, place, False))
    return j + 2


def _participle(scene: Scene, j: int) -> int:
    """The end of "venus du Soudan", "privés de dialyse", "based in Kandi" at j: it says which ones are meant."""
    line, lex = scene.line, scene.lex
    if not lex.is_in(line.word(j + 1), "of", "setting", "place-preposition", "addressing", "agent"):
        return j
    stop = _phrase(scene, j + 2, False)
    return stop if stop > j + 2 and stop - j <= SETTING + 2 else j


def in_setting(scene: Scene, j: int) -> int:
    """The end of "in Niamey", "on motorcycles", "en uniforme" at j, where nothing but the noun before can take it:
    a verb or a relative clause comes right behind. 0 if it may say where something happens."""
    line, lex = scene.line, scene.lex
    stop = _phrase(scene, j + 1, False) if lex.is_in(line.word(j), "setting") else 0
    if j + 1 < stop < len(line.doc) and lex.is_in(line.word(stop), "of"):
        stop = max(stop, _phrase(scene, stop + 1, False))  # "in the town of Mitrovica"
    if stop <= j + 1 or stop >= len(line.doc) or stop - j > SETTING or times(line, lex, j, stop):
        return 0
    after = line.doc[stop]
    if after.pos_ in ("VERB", "AUX") and morph(after, "VerbForm") not in ("Part", "Ger", "Inf"):
        return stop
    relative = stop + (line.word(stop) == ",")
    return stop if lex.is_in(line.word(relative), "relative") else 0


def _beside(scene: Scene, j: int) -> bool:
    """Does the description that ends at j stand in apposition to a person's name?"""
    line = scene.line
    k = j - 1
    while k > 0 and j - k < 6 and line.word(k) not in (",", "("):
        k -= 1
    return line.word(k) in (",", "(") and scene.person_at(k - 1)


def _body(scene: Scene, k: int) -> int:
    """The end of the organisation that begins at k, articles before it; 0 if there is none."""
    line, lex = scene.line, scene.lex
    while lex.is_in(line.word(k), "article"):
        k += 1
    named = _people_after(scene, scene.owners[k].end) if k in scene.owners else 0
    return named or _inner(scene, k)


def _phrase(scene: Scene, k: int, strict: bool) -> int:
    """The end of a noun phrase that begins at k (article included). `strict`: it must be a name or a portfolio."""
    line, lex = scene.line, scene.lex
    begin = k
    while k < len(line.doc) and lex.is_in(line.word(k), "article", "possessive", "name-article", "each"):
        k += 1
    if k < len(line.doc) and line.word(k) in lex.titles:
        k += 1
    if (
        k >= len(line.doc)
        or k in line.timed
        or (
            lex.is_in(line.word(k), "stop")
            and k not in scene.owners
            and not ((k > begin or lex.is_in(line.word(k - 1), "article")) and part_or_name(line, lex, k))
        )
    ):
        return begin
    if strict and not (line.capital(k) or lex.is_in(line.word(k), "portfolio")):
        return _inner(scene, k) or begin
    if k in scene.owners:
        return _owned(scene, scene.owners[k].end) or _people_after(scene, scene.owners[k].end)
    inner = _inner(scene, k)
    if inner:
        return _owned(scene, inner) or inner
    for start, end, _ in line.place.get(k, ()):
        if start == k:
            end += lex.is_in(line.word(end), "division") or site_of(line, lex, start, end)  # "the Sumy region"
            return _owned(scene, end) or _people_after(scene, end)
    if scene.person_at(k):
        return scene.persons[k][1]
    stop = _plain_phrase(scene, begin, k)
    return _owned(scene, stop) or stop


def _seated(scene: Scene, left: int, j: int, entry: Nominal) -> int:
    """The end of "in Lille" at j behind a body of one town among many ("the administrative court in Lille")."""
    line = scene.line
    token = line.doc[j]
    noun = token.head if token.dep_ == "case" else token
    place = j + 1 < len(line.doc) and any(s == j + 1 for s, _, _ in line.place.get(j + 1, ()))
    if not place or entry.site or entry.sector in MANY_TOWNS or not left <= noun.head.i < j:
        return j
    return _phrase(scene, j + 1, False)


def _owned(scene: Scene, end: int) -> int:
    """The end of the body or office that the name before `end` possesses ("India's high commission"); 0 if none."""
    if scene.line.word(end) not in ("'s", "'"):
        return 0
    own = scene.owners.get(end + 1)  # "head of Israel's Mossad"
    for k in range(end + 2, end + 4):  # "officials in Russia's Belgorod region"
        if scene.lex.is_in(scene.line.word(k), "division") and scene.line.capital(k - 1):
            return k + 1
    return _people_after(scene, own.end) if own is not None else _inner(scene, end + 1)


def _people_after(scene: Scene, end: int) -> int:
    """Over people in the plural whom a name in front specifies ("head of the African Union observers")."""
    line, lex = scene.line, scene.lex
    k = end
    while k < min(end + 2, len(line.doc)) and line.doc[k].dep_ == "compound" and line.doc[k].text.islower():
        if lex.heads.at(line.low, line.doc[k].idx, line.ends):
            break
        k += 1  # "the Mossad intelligence agency"
    hits = lex.heads.at(line.low, line.doc[k].idx, line.ends) if k < len(line.doc) else []
    many = [e for e, _, h in hits if h.plural and h.entry.kind in ("group", "person", "official", "organ")]
    body = [e for e, _, h in hits if h.entry.kind in ("organ", "service", "office", "collective") and not h.plural]
    noun = bool(hits) and line.doc[k].pos_ in NOUNISH and line.doc[end - 1].head.i >= end
    if body and noun and line.doc[end - 1].dep_ in ("compound", "nmod", "amod"):
        return line.ends[body[0]]  # "officer of the Fujian coastguard"
    return line.ends[many[0]] if many and noun else end


def _inner(scene: Scene, k: int) -> int:
    """The end of a description that begins at k, and is the complement ("bureau du Premier ministre")."""
    line, lex = scene.line, scene.lex
    ends = line.ends
    for i in range(k, min(k + 3, len(line.doc))):
        hits = lex.heads.at(line.low, line.doc[i].idx, ends)
        if hits and is_noun(line, i, line.ends[hits[0][0]], lex):
            entry = hits[0][2].entry
            named = scene.persons.get(line.ends[hits[0][0]])  # "partisans de l'opposant Jan Pol"
            if named and entry.kind in ("person", "group") and not hits[0][2].plural:
                return named[1]
            if entry.kind in ("office", "organ", "vessel", "official") and i - k < 3:
                stop = right_end(scene, k, line.ends[hits[0][0]], entry)
                if entry.kind == "office" and scene.person_at(stop):
                    return scene.persons[stop][1]  # "veuve du général Ortiz"
                follower = scene.owners.get(stop)
                return follower.end if follower is not None and entry.kind in ("organ", "vessel") else stop
            return 0
        if not lex.is_in(line.word(i), "premodifier", "portfolio") and not (i == k and line.doc[i].dep_ == "amod"):
            return 0
    return 0


def _plain_phrase(scene: Scene, begin: int, k: int) -> int:
    line, lex = scene.line, scene.lex
    i, noun = k, False
    while i < len(line.doc) and i - k < 6 and i not in line.timed and not scene.person_at(i):
        token, word = line.doc[i], line.word(i)
        if (
            lex.is_in(word, "stop")
            and not (i == k and (k > begin or lex.is_in(line.word(k - 1), "article")) and part_or_name(line, lex, i))
            and not (noun and line.doc[i - 1].pos_ == "NUM")
        ):
            break
        if (line.capital(i) and token.pos_ in ("PROPN", "NOUN", "ADJ", "X")) or token.pos_ == "NUM":
            if noun and not line.capital(i - 1) and word not in lex.demonyms:
                break
            noun = noun or token.pos_ != "ADJ" or word not in lex.demonyms
        elif noun and lex.is_in(word, "finite") and not line.capital(i):
            break
        elif (
            (token.pos_ in NOUNISH or (token.pos_ == "ADV" and token.dep_ == "nmod"))
            and not (noun and verbless(line, i))
            and (
                not noun
                or line.doc[i - 1].pos_ == "NUM"
                or lex.is_in(line.word(i - 1), "portfolio")
                or token.dep_ in ("compound", "pobj", "poss")
            )
        ):
            noun = True
        elif not noun and token.pos_ == "VERB" and token.dep_ == "amod":
            pass  # "the besieged town"
        elif word in lex.demonyms or (token.pos_ == "ADJ" and (not noun or (token.head.i >= k and token.head.i < i))):
            pass
        elif lex.is_in(word, "portfolio", "premodifier"):
            noun = noun or lex.is_in(word, "portfolio")
        elif word == "-" and not line.doc[i - 1].whitespace_ and not token.whitespace_:
            i += 1
        else:
            break
        i += 1
    return min(i, len(line.doc)) if noun else begin
