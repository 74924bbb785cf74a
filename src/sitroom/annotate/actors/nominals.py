"""Descriptions: "haut responsable militaire américain", "Norway's defence minister", "rebelles houthis".

A head noun of the table is found first; then the noun phrase grows around it, leftwards over adjectives, numerals and
compounds, rightwards over adjectives and the complements that identify ("de la Défense", "for the Caucasus"). It stops
before clauses, times, and names of persons that stand in apposition.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitroom.annotate.actors.lexicon import Gender, Head, Lexicon, fold
from sitroom.annotate.actors.spans import OBJECT, Definite, Found, Line, free, speaks, subject_of
from sitroom.annotate.roles import RoleReading, role_of
from sitroom.lang import Lang
from sitroom.lang.schemas.nominals import Nominal
from sitroom.model import ActorKind

LONGEST = 16  # tokens of a description
COMPLEMENTS = 3
LEFT = frozenset({"amod", "compound", "nummod", "nmod", "poss", "quantmod", "npadvmod"})
GENERIC = ("agency", "council", "media", "bank", "university", "country", "municipality", "community", "expert-team", "company")
BODIES = ("government", "regime", "cabinet", "presidency")


@dataclass(frozen=True, slots=True)
class Scene:
    """What a description is read against: the line, the tables, and the spans of names found before."""

    line: Line
    lex: Lexicon
    lang: Lang
    persons: tuple[tuple[int, int], ...]
    names: tuple[tuple[int, int], ...]
    owners: tuple[Found, ...] = ()

    def person_at(self, i: int) -> bool:
        return any(s <= i < e for s, e in self.persons)


def find_nominals(scene: Scene) -> list[Found]:
    """Every description in the line, in text order; the longest head wins, descriptions do not overlap by their heads."""
    line, lex = scene.line, scene.lex
    out: list[Found] = []
    ends = set(line.ends)
    done = 0
    named = [(f.start, f.end) for f in scene.owners]
    for token in line.doc:
        if token.i < done or not free(named, token.i, token.i + 1) and not scene.person_at(token.i):
            continue
        if scene.person_at(token.i):
            continue
        start, prefix = _prefix(token.text.lower(), token.idx, lex)
        for end, _, head in lex.heads.at(line.low, start, ends):
            stop = line.ends[end]
            if not _nominal(line, token.i, stop, lex) or not free(named, token.i, stop):
                continue
            found = _describe(scene, token.i, stop, head, prefix)
            if found is not None and (not out or found.start >= out[-1].end or found.end > out[-1].end or True):
                out.append(found)
            done = stop
            break
    return out


def _prefix(text: str, start: int, lex: Lexicon) -> tuple[int, bool]:
    """Where the noun begins behind "ex-" and the like."""
    cut = text.find("-")
    if 0 < cut < 4 and lex.is_in(fold(text[:cut]), "former"):
        return start + cut + 1, True
    return start, False


def _nominal(line: Line, start: int, end: int, lex: Lexicon) -> bool:
    """Is the head used as a noun here?"""
    last = line.doc[end - 1]
    if end - start > 1:
        return True
    if last.pos_ == "VERB" and not line.capital(start):
        return False
    if last.pos_ in ("NOUN", "PROPN"):
        return last.dep_ not in ("compound",) or line.doc[last.head.i].pos_ == "PROPN" or _heads_name(line, start, end)
    if last.pos_ == "PRON" and "-" in last.text[1:]:
        return True
    return last.pos_ in ("ADJ", "X", "DET") and lex.is_in(line.word(start - 1), "article", "indefinite", "numeral", "premodifier") and (
        end >= len(line.doc) or line.doc[end].pos_ not in NOUNISH
    )


NOUNISH = ("NOUN", "PROPN")


def _heads_name(line: Line, start: int, end: int) -> bool:
    """Does a capitalised name follow directly ("defence minister Yoav ...")?"""
    return end < len(line.doc) and line.capital(end) and line.doc[end].pos_ == "PROPN"


def _describe(scene: Scene, start: int, end: int, head: Head, former: bool) -> Found | None:
    line, lex = scene.line, scene.lex
    left = _left(scene, start, end)
    right = _right(scene, left, end, head.entry)
    definite = _definite(line, left, lex)
    words = line.words[left:right]
    number = _number(line, left, start, lex)
    said = "Plur" in line.doc[end - 1].morph.get("Number") and line.low[line.doc[start].idx : line.doc[end - 1].idx + len(line.doc[end - 1])] in map(fold, head.entry.plural)
    plural = head.plural or (number or 0) > 1 or said
    if not _counts(scene, left, right, start, end, head, definite):
        return None
    kind = _kind(head.entry, plural, definite, any(line.doc[k].pos_ == "NUM" for k in range(left, start)) or bool(number))
    source = _speaks(line, left, right, lex)
    if head.entry.kind == "official" and plural and not source and definite != "indefinite" or number and kind == "anonymous" and plural and not source:
        kind = "group"
    elif kind == "group" and plural and source and head.entry.sector in ("military", "police") and definite in ("indefinite", "bare") and head.entry.kind == "group":
        kind = "anonymous"
    if kind == "group" and plural and source and number and head.entry.kind in ("group", "person", "counterpart"):
        kind = "anonymous"
    if number == 1 and left < start and line.word(left) in lex.numerals:
        if lex.is_in(line.word(left + 1), "of"):
            plural, kind = False, "anonymous" if source or head.entry.kind == "official" else "person"
        else:
            left += 1
    if kind == "anonymous" and not plural and not source and definite == "indefinite" and head.entry.kind not in ("official", "source"):
        kind = "person"  # unnamed, but nobody's source
    country, level, sector, body = _traits(scene, left, right, start, end)
    text = line.text(left, right)
    reading = _reading(scene, text, head, country)
    if reading is not None and reading.former:
        former = True
    return Found(
        line.number, left, right, text, "nominal", kind, f"{scene.lang.code}.actor.nominal.{head.entry.id}",
        gender=_gender(line, left, end, head, reading), plural=plural, definite=definite, head=head.entry,
        country=country or (reading.country if reading and not reading.implied else None),
        level="former" if former and not level else level, sector=sector or head.entry.sector, body=body, number=number,
        other=any(lex.is_in(w, "other") for w in (*words[: start - left], line.word(left - 1))), reading=reading,
    )  # fmt: skip


def _speaks(line: Line, left: int, right: int, lex: Lexicon) -> bool:
    """Is it given as a source: subject of a verb of speaking, behind one, or behind "according to"?"""
    root = line.doc[left:right].root
    if speaks(subject_of(root), lex):
        return True
    k = left - 1
    while k >= 0 and lex.is_in(line.word(k), "article", "possessive", "quantifier"):
        k -= 1
    if k >= 0 and (lex.is_in(line.word(k), "according") or line.doc[k].pos_ == "VERB" and speaks(line.doc[k], lex) and k > 0):
        return not (line.doc[k].pos_ == "VERB" and root.dep_ in OBJECT and not line.word(k - 1) in (",", "»", '"', "”"))
    return k > 0 and lex.is_in(line.word(k - 1), "according") and lex.is_in(line.word(k), "of", "addressing", "according")


def _reading(scene: Scene, text: str, head: Head, country: str | None) -> RoleReading | None:
    """Which office the description names; only for kinds of people who hold one."""
    if head.entry.kind not in ("office", "official", "person") or head.plural:
        return None
    return role_of(text, scene.lang, country)


def _left(scene: Scene, start: int, end: int) -> int:
    """Where the phrase begins: over adjectives, numerals, compounds and a named possessor."""
    line, lex = scene.line, scene.lex
    i = start
    while i > 0 and start - i < LONGEST // 2:
        before = line.doc[i - 1]
        word = line.word(i - 1)
        if lex.is_in(word, "article", "possessive", "demonstrative", "stop") or word in ",;:":
            break
        inside = before.head.i >= i and before.head.i < end and before.dep_ in LEFT
        if before.pos_ == "NUM" or word.isdigit() or word in lex.numerals and not lex.is_in(word, "article"):
            i -= 1
        elif lex.is_in(word, "quantifier"):
            i -= 1
        elif lex.is_in(word, "premodifier") and before.pos_ != "ADV":
            i -= 1
        elif word in ("'s", "'") and _owner(scene, i - 1) is not None:
            i = _owner(scene, i - 1) or i - 1
        elif inside and before.pos_ in ("ADJ", "NOUN", "PROPN", "VERB", "ADV") and not scene.person_at(i - 1):
            i -= 1
        elif inside and scene.person_at(i - 1) and line.word(i) not in ("'s", "'"):
            i = next(s for s, e in scene.persons if s <= i - 1 < e)
        elif word == "-" and i > 1 and not before.whitespace_:
            i -= 2
        elif (word in lex.demonyms or word in lex.descriptors) and before.pos_ in ("ADJ", "PROPN", "NOUN") and i - 1 > 0:
            i -= 1
        else:
            break
    return _partitive(line, lex, max(i, 0))


def _partitive(line: Line, lex: Lexicon, i: int) -> int:
    """ "cinq des neuf pêcheurs", "deux de ses douaniers": the number before "of" belongs to the phrase."""
    k = i
    while k > 0 and lex.is_in(line.word(k - 1), "article", "possessive") and not lex.is_in(line.word(k - 1), "of"):
        k -= 1
    if i > 0 and lex.is_in(line.word(i - 1), "of", "article", "possessive") and k > 1 and lex.is_in(line.word(k - 1), "of") and (line.doc[k - 2].pos_ == "NUM" or line.word(k - 2) in lex.numerals):
        return k - 2
    return i


def _owner(scene: Scene, mark: int) -> int | None:
    """Where a named possessor before the mark at `mark` begins ("Norway" of "Norway's"); None if it is no name."""
    line = scene.line
    i = mark
    while i > 0 and line.capital(i - 1) and line.doc[i - 1].pos_ in ("PROPN", "NOUN", "ADJ") and mark - i < 5:
        i -= 1
    if i == mark:
        return None
    return i


def _right(scene: Scene, left: int, end: int, entry: Nominal) -> int:
    """Where the phrase ends."""
    j = end
    complements = 0
    while j < len(scene.line.doc) and j - left < LONGEST:
        step = _adjective(scene, left, j)
        if step == j and complements < COMPLEMENTS:
            step = _complement(scene, j, entry, j == end)
            complements += step > j
        if step == j and complements and not step == end:
            step = _listed(scene, j)
        if step == j and entry.id in BODIES and scene.person_at(j):
            step = next(e for s, e in scene.persons if s <= j < e)
        if step == j:
            break
        j = step
    return j


def _listed(scene: Scene, j: int) -> int:
    """Over ", Finland and Sweden" behind a country: more of the same; only if the list is closed by "and"."""
    line, lex = scene.line, scene.lex
    ends = set(line.ends)
    if not any(line.ends[e] == j for k in range(max(0, j - 4), j) for e, _, _ in lex.places.at(line.low, line.doc[k].idx, ends)):
        return j
    k, closed = j, False
    while k + 1 < len(line.doc) and (line.word(k) == "," or lex.is_in(line.word(k), "and")):
        closed = closed or lex.is_in(line.word(k), "and")
        i = k + 1
        while lex.is_in(line.word(i), "of", "article"):
            i += 1
        hits = lex.places.at(line.low, line.doc[i].idx, ends) if i < len(line.doc) else []
        if not hits:
            return j
        k = line.ends[hits[0][0]]
        if closed:
            return k
    return j


def _adjective(scene: Scene, left: int, j: int) -> int:
    """Over one adjective that belongs to the phrase."""
    line, lex = scene.line, scene.lex
    token, word = line.doc[j], line.word(j)
    if j in line.timed or lex.is_in(word, "stop", "other") and not lex.is_in(word, "premodifier"):
        return j
    if scene.person_at(j):
        return j
    known = word in lex.demonyms or word in lex.descriptors or lex.is_in(word, "apposed")
    if known and token.pos_ in ("ADJ", "NOUN", "PROPN", "X", "VERB") and not lex.is_in(word, "article"):
        if token.pos_ in NOUNISH and line.capital(j) and line.first(j):
            return j
        return j + 1
    if token.pos_ == "ADJ" and left <= token.head.i < j and token.dep_ == "amod":
        return j + 1
    if lex.is_in(word, "not") and j + 1 < len(line.doc) and line.doc[j + 1].pos_ in ("ADJ", "VERB"):
        return j + 2
    if lex.is_in(word, "close") and token.dep_ in ("amod", "acl", "relcl", "conj"):
        return j + 1
    # "chef d'état-major", "Royaume-Uni": a hyphen without spaces holds words together
    if word == "-" and not line.doc[j - 1].whitespace_ and not token.whitespace_ and j + 1 < len(line.doc):
        return j + 2
    return j


def _complement(scene: Scene, j: int, entry: Nominal, direct: bool) -> int:
    """Over one complement beginning at j; j if there is none that identifies."""
    line, lex = scene.line, scene.lex
    word = line.word(j)
    if lex.is_in(word, "close") and entry.kind in ("source", "official"):
        k = j + 1
        return _phrase(scene, k + 1, False) if line.word(k) and line.doc[k].pos_ == "ADP" else j
    if lex.is_in(word, "of"):
        stop = _phrase(scene, j + 1, False)
        vague = entry.kind in ("group", "person") and not (lex.is_in(word, "article") or stop > j + 2 or line.capital(j + 1))
        return stop if stop > j + 1 and not vague else j
    takes = {fold(t) for t in entry.takes}
    if direct and lex.is_in(word, "addressing", "place-preposition") and _beside(scene, j):
        stop = _phrase(scene, j + 1, False)
        return stop if stop > j + 1 else j
    if word in takes or (lex.is_in(word, "complement") and word in _variants(takes, lex)):
        k = j + 1
        while lex.is_in(line.word(k), "of"):
            k += 1
        stop = _phrase(scene, k, True)
        return stop if stop > k else j
    if lex.is_in(word, "and") and not direct:
        k = j + 1
        linked = lex.is_in(line.word(k), "of")
        while lex.is_in(line.word(k), "of", "article"):
            k += 1
        office = lex.is_in(line.word(j - 1), "portfolio") or line.capital(j - 1)
        if office and lex.is_in(line.word(k), "portfolio") and (linked or line.capital(k) or lex.is_in(line.word(j - 1), "portfolio")):
            stop = _phrase(scene, k, True)
            return stop if stop > k else j
    return j


def _beside(scene: Scene, j: int) -> bool:
    """Does the description that ends at j stand in apposition to a person's name?"""
    line = scene.line
    k = j - 1
    while k > 0 and j - k < 6 and line.word(k) not in (",", "("):
        k -= 1
    return line.word(k) in (",", "(") and scene.person_at(k - 1)


def _variants(takes: set[str], lex: Lexicon) -> set[str]:
    """Contracted forms of the prepositions a noun takes ("à": "au", "aux")."""
    return takes | (lex.classes.get("addressing", frozenset()) if takes & lex.classes.get("addressing", frozenset()) else set())


def _phrase(scene: Scene, k: int, strict: bool) -> int:
    """The end of a noun phrase that begins at k (article included). `strict`: it must be a name or a portfolio."""
    line, lex = scene.line, scene.lex
    begin = k
    while k < len(line.doc) and (lex.is_in(line.word(k), "article", "possessive") or line.word(k) == "the"):
        k += 1
    if k < len(line.doc) and line.word(k) in lex.titles:
        k += 1
    if k >= len(line.doc) or k in line.timed or lex.is_in(line.word(k), "stop"):
        return begin
    if strict and not (line.capital(k) or lex.is_in(line.word(k), "portfolio")):
        return begin
    for owner in scene.owners:
        if owner.start == k:
            return owner.end
    inner = _inner(scene, k)
    if inner:
        return inner
    for start, end, _ in line.places:
        if start == k:
            return end
    if scene.person_at(k):
        return next(e for s, e in scene.persons if s <= k < e)
    return _plain_phrase(scene, begin, k)


def _inner(scene: Scene, k: int) -> int:
    """The end of a description that begins at k, which then is the complement ("bureau du Premier ministre israélien")."""
    line, lex = scene.line, scene.lex
    ends = set(line.ends)
    for i in range(k, min(k + 3, len(line.doc))):
        hits = lex.heads.at(line.low, line.doc[i].idx, ends)
        if hits and _nominal(line, i, line.ends[hits[0][0]], lex):
            entry = hits[0][2].entry
            if entry.kind in ("office", "organ", "vessel", "official") and i - k < 3:
                stop = _right(scene, k, line.ends[hits[0][0]], entry)
                follower = next((o for o in scene.owners if o.start == stop), None)
                return follower.end if follower is not None and entry.kind in ("organ", "vessel") else stop
            return 0
        if not lex.is_in(line.word(i), "premodifier"):
            return 0
    return 0


def _plain_phrase(scene: Scene, begin: int, k: int) -> int:
    line, lex = scene.line, scene.lex
    i, noun = k, False
    while i < len(line.doc) and i - k < 6 and i not in line.timed and not scene.person_at(i):
        token, word = line.doc[i], line.word(i)
        if lex.is_in(word, "stop") and not line.capital(i) and not (noun and line.doc[i - 1].pos_ == "NUM"):
            break
        if line.capital(i) and token.pos_ in ("PROPN", "NOUN", "ADJ", "X") or token.pos_ == "NUM":
            if noun and not line.capital(i - 1) and word not in lex.demonyms:
                break
            noun = True
        elif token.pos_ == "NOUN" and (not noun or line.doc[i - 1].pos_ == "NUM" or lex.is_in(line.word(i - 1), "portfolio") or token.dep_ in ("compound", "pobj")):
            noun = True
        elif word in lex.demonyms or (token.pos_ == "ADJ" and (not noun or token.head.i >= k and token.head.i < i)):
            pass
        elif lex.is_in(word, "portfolio", "premodifier"):
            noun = noun or lex.is_in(word, "portfolio")
        elif word == "-" and not line.doc[i - 1].whitespace_ and not token.whitespace_:
            i += 1
        else:
            break
        i += 1
    return min(i, len(line.doc)) if noun else begin


def _definite(line: Line, left: int, lex: Lexicon) -> Definite:
    word, first = line.word(left - 1), line.word(left)
    if lex.is_in(word, "demonstrative"):
        return "demonstrative"
    if lex.is_in(word, "same"):
        return "definite"
    if lex.is_in(word, "possessive") or "'s" in line.words[left : left + 4]:
        return "possessive"
    if _plural_indefinite(line, left, word, lex) or lex.is_in(first, "indefinite") or lex.is_in(first, "other") and not word:
        return "indefinite"
    if lex.is_in(word, "definite"):
        return "definite"
    return "bare"


def _plural_indefinite(line: Line, left: int, word: str, lex: Lexicon) -> bool:
    """ "des" is an article when nothing governs it as a genitive; one-word classes tell the rest."""
    if not lex.is_in(word, "indefinite"):
        return False
    return not lex.is_in(word, "of") or line.doc[left - 1].pos_ == "DET"


def _number(line: Line, left: int, start: int, lex: Lexicon) -> int | None:
    """How many, where a number stands before the head."""
    for i in range(left, start):
        word = line.word(i)
        if word in lex.numerals:
            return lex.numerals[word]
        digits = "".join(line.words[k] for k in range(i, start) if line.words[k].isdigit())
        if word.isdigit() and len(digits) < 9:
            return int(digits)
    return None


def _gender(line: Line, left: int, end: int, head: Head, reading: RoleReading | None) -> Gender | None:
    if head.gender:
        return head.gender
    if reading is not None and reading.gender:
        return "f" if reading.gender == "feminine" else "m"
    tokens = [*([line.doc[left - 1]] if left else []), *line.doc[left : end + 1]]
    told = [g for t in tokens if t.pos_ in ("DET", "ADJ") for g in t.morph.get("Gender")]
    if told:
        return "f" if told[0] == "Fem" else "m"
    return None


def _kind(entry: Nominal, plural: bool, definite: Definite, counted: bool) -> ActorKind:
    if entry.kind in ("official", "source"):
        return "anonymous"
    if entry.kind == "service":
        return "organisation" if definite in ("definite", "bare") and not counted else "group"
    if entry.kind in ("organ", "vessel"):
        return "group" if plural and (entry.common or entry.masculine or entry.feminine) else "organisation"
    if entry.kind in ("collective", "state"):
        return "group"
    if plural:
        return "group"
    if entry.kind == "group" or definite == "indefinite":
        return "anonymous"
    return "person"


def _traits(scene: Scene, left: int, right: int, start: int, end: int) -> tuple[str | None, str | None, str | None, str | None]:
    """Country, level, sector and body that the description's words tell."""
    line, lex = scene.line, scene.lex
    country = level = sector = body = None
    for i in range(left, right):
        word = line.word(i)
        if start <= i < end:
            continue
        country = country or lex.demonyms.get(word)
        told = lex.descriptors.get(word)
        if told is not None:
            level, sector = level or told.level, sector or told.sector
            country, body = country or told.country, body or told.body
    for owner in scene.owners:
        if left <= owner.start and owner.end <= right:
            country = country or owner.country
            if owner.institution is not None:
                body = body or owner.institution.names[0]
                sector = sector or owner.institution.sector
    for place_start, place_end, place in line.places:
        if left <= place_start and place_end <= right:
            country = country or place.country
    return country, level, sector, body


def _counts(
    scene: Scene, left: int, right: int, start: int, end: int, head: Head, definite: Definite
) -> bool:
    """Is the description used of an actor? Common words that often mean something else need more than themselves."""
    line, kind = scene.line, head.entry.kind
    token = line.doc[end - 1]
    grown = right - left > end - start
    acts = subject_of(token) is not None or token.dep_ in OBJECT
    predicate = token.dep_ == "attr" or any(c.dep_ == "cop" for c in token.children)
    beside = right < len(line.doc) and scene.person_at(right) or left > 1 and line.word(left - 1) in (",", "(")
    if predicate and definite in ("indefinite", "bare") and not beside:
        return False
    if definite == "bare" and not head.plural and not grown and not line.capital(start) and not beside and kind not in ("organ", "service"):
        return False
    if kind in ("organ", "collective"):
        named = line.capital(start) and not line.first(start)
        solid = definite == "definite" and head.entry.id not in GENERIC
        return grown or named or subject_of(token) is not None or solid or acts and definite == "definite" or acts and kind == "collective"
    if kind == "vessel":
        return not head.plural and (grown or definite in ("definite", "demonstrative") or beside)
    if kind == "state":
        return (head.plural or "Plur" in token.morph.get("Number")) and grown or head.entry.id == "hebrew-state"
    if kind == "source" and definite == "possessive" and line.quoted[start]:
        return False
    if head.entry.id in ("man", "member", "family", "pupil", "chief"):
        return grown or acts
    if head.entry.id in ("journalist", "civilian") and head.plural and not grown:
        return subject_of(token) is not None and definite != "bare" or head.entry.id == "civilian" and fold(token.text) not in ("people", "personnes")
    return True
