"""Descriptions: "haut responsable militaire américain", "Norway's defence minister", "rebelles houthis".

A head noun of the table is found first; then the noun phrase grows around it, leftwards over adjectives, numerals and
compounds, rightwards over adjectives and the complements that identify ("de la Défense", "for the Caucasus"). It stops
before clauses, times, and names of persons that stand in apposition.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from sitroom.annotate.actors.inner import inner_bodies
from sitroom.annotate.actors.leftwards import left_end
from sitroom.annotate.actors.lexicon import Gender, Head, Lexicon, fold
from sitroom.annotate.actors.nouns import is_noun, prefixed, same_accent
from sitroom.annotate.actors.phrases import PEOPLE, Scene, right_end
from sitroom.annotate.actors.spans import (
    GENDERS,
    OBJECT,
    Definite,
    Found,
    Line,
    free,
    has_subject,
    is_passive,
    morph,
    speaks,
    subject_of,
    tells,
    tokens_of,
)
from sitroom.annotate.actors.worth import Outline, counts
from sitroom.annotate.roles import RoleReading, role_of
from sitroom.lang.schemas.nominals import Nominal
from sitroom.model import ActorKind

ENVOYS = ("ambassador", "consul", "envoy", "representative", "coordinator")
POSTED = (*ENVOYS, "embassy")
ADVOCATES = ("lawyer", "litigant")  # before courts, but nobody's officials
CULPRITS = ("attacker", "criminal")  # an arrested suspect is anonymous, speaking or not


def find_nominals(scene: Scene) -> list[Found]:
    """Every description in the line that is used of an actor, in text order."""
    line, lex = scene.line, scene.lex
    out: list[Found] = []
    for o, former in _outlines(scene):
        if counts(scene, o):
            found = _describe(scene, o, former)
            out += [found, *inner_bodies(scene, found, o.start, o.end), *_of_whom(line, found, o.start, lex)]
    return out


def _outlines(scene: Scene) -> Iterator[tuple[Outline, bool]]:
    """Every noun of the tables with the description around it, and whether it begins with "ex-"; the longest wording
    wins."""
    line, lex, ends = scene.line, scene.lex, scene.line.ends
    idioms = tuple(sorted(lex.classes.get("idiom", ())))
    phrases = tuple(sorted(lex.classes.get("set-phrase", ())))
    done = 0
    named = tokens_of([*scene.owners.values(), *_countries(line, lex, ends)])
    around: list[tuple[int, int, str]] = []  # descriptions before: where they begin and end, their kind
    for token in line.doc:
        if token.i < done or token.i in named or scene.person_at(token.i):
            continue
        start, prefix = prefixed(token.text.lower(), token.idx, lex)
        for end, wording, head in lex.heads.at(line.low, start, ends):
            stop = line.ends[end]
            if not same_accent(line.raw[start:end], wording) or line.low.endswith(idioms, 0, end):
                continue
            if line.low.startswith(phrases, start):
                continue
            if not is_noun(line, token.i, stop, lex) or not free(named, token.i, stop):
                continue
            if head.entry.id.endswith("-far") and token.text in lex.firstnames and line.capital(stop):
                continue  # "Chérif Sow": a given name
            left = left_end(scene, token.i, stop)
            right = right_end(scene, left, stop, head.entry)
            around = [a for a in around if a[1] > token.i]
            outer = tuple(kind for begin, after, kind in around if begin <= token.i and stop <= after)
            yield Outline(left, right, token.i, stop, head, _definite(line, left, token.i, lex), outer), prefix
            around.append((left, right, head.entry.kind))
            done = stop
            break


def _countries(line: Line, lex: Lexicon, ends: Container[int]) -> list[tuple[int, int]]:
    """Countries of several words: "United States" are no states."""
    out = []
    for token in line.doc:
        if line.capital(token.i):
            out += [
                (token.i, line.ends[e])
                for e, _, _ in lex.places.at(line.low, token.idx, ends)[:1]
                if line.ends[e] > token.i + 1
            ]
    return out


def _describe(scene: Scene, o: Outline, former: bool) -> Found:
    line, lex = scene.line, scene.lex
    left, right, start, end, head, definite = o.left, o.right, o.start, o.end, o.head, o.definite
    words = line.words[left:right]
    number = _number(line, left, start, lex)
    said = morph(line.doc[end - 1], "Number") == "Plur" and fold(line.text(start, end)) in map(fold, head.entry.plural)
    said = said and not (left and line.doc[left - 1].pos_ == "DET" and morph(line.doc[left - 1], "Number") == "Sing")
    plural = head.plural or (number or 0) > 1 or said
    counted = number is not None or any(line.doc[k].pos_ == "NUM" for k in range(left, start))
    part = line.doc[end - 1].dep_ == "compound"  # "a coast guard commodore": the article is the commodore's
    kind = _kind(head.entry, plural, "definite" if part else definite, counted)
    one_of_several = number == 1 and lex.is_in(line.word(left + 1), "of")
    if number == 1 and left < start and not one_of_several and line.word(left) in lex.numerals:
        left += 1  # "one EU diplomat": an article
    plural = plural and not one_of_several
    many = head.entry.id == "company" or lex.is_in(line.word(start), "quantity")
    if kind == "organisation" and many and _of_people(line, end, lex):
        kind, plural = "group", True
    if kind == "person" and definite == "indefinite" and head.entry.sector in ("government", "legislature"):
        kind = "anonymous"
    source = _is_source(line, left, right, head, plural, lex)
    kind = _sourced(kind, head.entry, plural, definite, number, source)
    if (
        source
        and kind == "group"
        and definite in ("indefinite", "bare")
        and lex.is_in(line.word(start), "anybody")
        and (not lex.is_in(line.word(left), "tally"))
    ):
        kind = "anonymous"  # "deux personnes de son entourage affirment"
    if head.entry.kind == "source" and lex.is_in(line.word(left - 1), "same"):
        left -= 1  # "de même source"
    country, level, sector, body = _traits(scene, left, right, start, end, head.entry)
    text = line.text(left, right)
    reading = _reading(scene, left, end, right, head, country)
    if reading is not None and reading.former:
        former = True
    sent = any(line.capital(k) and _posted(line, k, head.entry, lex) for k in range(end, right))
    if reading is not None and country is None and (sent or of_the_world(scene, left, right)):
        reading = replace(reading, country=None)
    return Found(
        line.number, left, right, text, "nominal", kind, f"{scene.lang.code}.actor.nominal.{head.entry.id}",
        gender=_gender(line, left, end, head, reading), plural=plural, definite=definite, head=head.entry,
        country=country or (reading.country if reading and not reading.implied else None),
        level="former" if former and not level else level, sector=sector or head.entry.sector, body=body, number=number,
        other=any(lex.is_in(w, "other") for w in (*words[: start - left], line.word(left - 1))), reading=reading,
    )  # fmt: skip


def _of_whom(line: Line, f: Found, start: int, lex: Lexicon) -> list[Found]:
    """Of "one of the victims" the many, too ("victims"): a group that is spoken of."""
    left = f.start + 2
    if not f.number or not lex.is_in(line.word(f.start + 1), "of"):
        return []
    while left < start and lex.is_in(line.word(left), "article", "demonstrative", "of"):
        left += 1
    if lex.is_in(line.word(left), "possessive") or (
        left == f.start + 2 and not lex.is_in(line.word(left - 1), "article")
    ):
        return []  # "one of his aides"
    kind: ActorKind = "anonymous" if f.head is not None and f.head.kind in ("source", "official") else "group"
    many = replace(f, start=left, text=line.text(left, f.end), kind=kind, plural=True, number=None, gender=None,
                   definite="definite", reading=None, inner=True)  # fmt: skip
    return [many]


def _of_people(line: Line, end: int, lex: Lexicon) -> bool:
    """Does "of" with people in the plural follow ("groupe d'otages")? Over one adjective."""
    k = end + (1 if end < len(line.doc) and line.doc[end].pos_ == "ADJ" else 0)
    if not lex.is_in(line.word(k), "of") or k + 1 >= len(line.doc):
        return False
    hits = lex.heads.at(line.low, line.doc[k + 1].idx, line.ends)
    return any(h.plural and h.entry.kind in ("group", "person", "official", "office") for _, _, h in hits)


def _is_source(line: Line, left: int, right: int, head: Head, plural: bool, lex: Lexicon) -> bool:
    """Is it somebody's word the report gives?"""
    root = line.doc[left:right].root
    verb = subject_of(root)
    if is_passive(line, verb):
        return False
    told = head.entry.kind == "official" and plural and verb is not None and fold(verb.lemma_) in lex.voices
    return told or (not plural and speaks(verb, lex)) or _speaks(line, left, right, lex)


def _sourced(
    kind: ActorKind, entry: Nominal, plural: bool, definite: Definite, number: int | None, source: bool
) -> ActorKind:
    """Anonymous sources apart from groups and unnamed people who are nobody's source."""
    if entry.kind == "source":
        return "anonymous"
    if kind == "group" and plural and source:
        public = entry.sector in ("military", "police", "government", "legislature", "judiciary")
        some = definite in ("indefinite", "bare")
        some = some and entry.kind in PEOPLE and entry.id not in ADVOCATES
        return "anonymous" if (public and some) or (number and entry.kind == "counterpart") else kind
    if entry.id in CULPRITS and not plural and kind in ("anonymous", "person"):
        return "anonymous"
    if kind != "anonymous" and not (number == 1 and not plural and kind == "group"):
        return kind
    if plural:
        named = number or (entry.kind == "official" and definite != "indefinite")
        return "group" if named and not source else "anonymous"
    if not source and entry.kind not in ("official", "source"):
        return "person"
    return "anonymous"


def _speaks(line: Line, left: int, right: int, lex: Lexicon) -> bool:
    """Is it given as a source: subject of a verb of speaking, behind one, or behind "according to"?"""
    root = line.doc[left:right].root
    if tells(line, root, lex):
        return True
    k = left - 1
    while k >= 0 and lex.is_in(line.word(k), "article", "possessive", "quantifier"):
        k -= 1
    if k >= 0 and (
        lex.is_in(line.word(k), "according")
        or (k and lex.is_in(line.text(k - 1, k + 1).lower(), "according-too"))
        or (line.doc[k].pos_ == "VERB" and speaks(line.doc[k], lex) and k > 0)
    ):
        if line.doc[k].pos_ == "VERB" and has_subject(line, k, left, lex):
            return False
        first = k
        while first > 0 and line.doc[first - 1].pos_ in ("AUX", "PRON"):
            first -= 1  # "..., ont déclaré trois responsables"
        return not (
            line.doc[k].pos_ == "VERB" and root.dep_ in OBJECT and line.word(first - 1) not in (",", "»", '"', "”")
        )
    return (
        k > 0 and lex.is_in(line.word(k - 1), "according") and lex.is_in(line.word(k), "of", "addressing", "according")
    )


def _reading(scene: Scene, left: int, end: int, right: int, head: Head, country: str | None) -> RoleReading | None:
    """Which office the description names; only for kinds of people who hold one."""
    text = scene.line.text(left, right)
    if head.entry.kind not in ("office", "official", "person") or head.plural:
        return None
    reading = role_of(text, scene.lang, country)
    if reading is not None and head.entry.kind == "official" and right > end:
        inner = role_of(scene.line.text(end, right), scene.lang, country)
        if inner is not None and inner.role == reading.role:
            return None  # "l'entourage du ministre" is not the minister
    if reading is not None and reading.country != country and any(scene.person_at(k) for k in range(left, right)):
        return replace(reading, country=country)  # "les proches de Hollande"
    return reading


def _definite(line: Line, left: int, start: int, lex: Lexicon) -> Definite:
    """The article before `left`, or what stands for one between it and the head noun at `start`."""
    word, first = line.word(left - 1), line.word(left)
    if lex.is_in(word, "extra"):  # "son propre camp"
        word = line.word(left - 2)
    if lex.is_in(word, "demonstrative"):
        return "demonstrative"
    if word in ("'s", "'"):
        return "possessive"
    if lex.is_in(word, "same", "both"):
        return "definite"
    if lex.is_in(word, "possessive") or "'s" in line.words[left:start]:
        return "possessive"
    if (
        _plural_indefinite(line, left, word, lex)
        or lex.is_in(first, "indefinite")
        or (lex.is_in(first, "other") and not word)
    ):
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
        word, after = line.word(i), line.word(i + 2)
        if line.word(i + 1) == "-" and not line.doc[i].whitespace_ and not {word, after} <= lex.numerals.keys():
            continue  # "a 63-year-old man"
        if line.word(i + 1) == "-" and not line.doc[i].whitespace_:
            return lex.numerals[word] + lex.numerals[after]  # "thirty-two miners"
        if word in lex.numerals:
            return lex.numerals[word]
        digits = "".join(filter(str.isdecimal, "".join(line.words[i:start]))) if word[:1].isdecimal() else ""
        if digits and word.replace(".", "").replace(",", "").isdecimal() and len(digits) < 9:
            return int(digits)
    return None


def _gender(line: Line, left: int, end: int, head: Head, reading: RoleReading | None) -> Gender | None:
    told = GENDERS.get(morph(line.doc[left - 1], "Gender")) if left and line.doc[left - 1].pos_ == "DET" else None
    if told and head.gender and told != head.gender and not head.plural:
        return told  # "la maire": the article says more than the noun
    if head.gender:
        return head.gender
    if reading is not None and reading.gender:
        return "f" if reading.gender == "feminine" else "m"
    tokens = [*([line.doc[left - 1]] if left else []), *line.doc[left : end + 1]]
    near = [g for t in tokens if t.pos_ in ("DET", "ADJ") and (g := morph(t, "Gender"))]
    return GENDERS.get(near[0]) if near else None


def _kind(entry: Nominal, plural: bool, definite: Definite, counted: bool) -> ActorKind:
    if entry.kind in ("official", "source"):
        return "anonymous"
    if entry.kind == "service":
        return "organisation" if definite in ("definite", "bare", "possessive") and not counted else "group"
    if entry.kind == "vessel":
        some = plural and not counted and definite in ("indefinite", "bare")
        return "group" if some and entry.sector != "military" else "organisation"
    if entry.kind == "organ":
        return "group" if plural and (entry.common or entry.masculine or entry.feminine) else "organisation"
    if entry.kind == "state" and not plural:
        return "state"
    if entry.kind in ("collective", "state"):
        return "group"
    if plural:
        return "group"
    if entry.kind == "group" or definite == "indefinite":
        return "anonymous"
    return "person"


def _traits(
    scene: Scene, left: int, right: int, start: int, end: int, head: Nominal
) -> tuple[str | None, str | None, str | None, str | None]:
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
    ends = line.ends
    if of_the_world(scene, left, right):
        return country, level, sector, _body_of(scene, left, right) or body
    for i in range(left, right):
        named = scene.person_at(i)  # "les proches de Hollande"
        if (
            country is None
            and line.capital(i)
            and not start <= i < end
            and not named
            and not _posted(line, i, head, lex)
        ):
            country = next((iso for _, _, (iso, _) in lex.places.at(line.low, line.doc[i].idx, ends)), None)
    for owner in (scene.owners[k] for k in range(left, right) if k in scene.owners):
        if owner.end <= right:
            press = owner.institution is not None and owner.sector == "media"
            country = country or (None if press else owner.country)
            if owner.institution is not None:
                body = body or owner.institution.names[0]
                sector = sector or owner.institution.sector
    for place_start, place_end, place in line.placed(left, right):
        if scene.person_at(place_start) or start <= place_start < end:
            continue  # "Hollande", "garde des Sceaux"
        if left <= place_start and place_end <= right and not _posted(line, place_start, head, lex):
            country = country or place.country
    return country, level, sector, body


def of_the_world(scene: Scene, left: int, right: int) -> bool:
    """Is it of a body of several states ("NATO's Ukraine mission chief")? A place in it is not whose it is."""
    owners = (scene.owners[k] for k in range(left, right) if k in scene.owners)
    return any(o.institution is not None and o.sector == "igo" and not o.country and o.end < right for o in owners)


def _body_of(scene: Scene, left: int, right: int) -> str | None:
    """The name of the first institution the description names."""
    owners = (scene.owners[k] for k in range(left, right) if k in scene.owners)
    return next((o.institution.names[0] for o in owners if o.institution is not None), None)


def _posted(line: Line, i: int, head: Nominal, lex: Lexicon) -> bool:
    """Is the name at i where an envoy is sent, a source sits ("ambassadeur à Oslo", "diplomats in Kabul")?"""
    k = i - 1
    while k > 0 and lex.is_in(line.word(k), "article") and not lex.is_in(line.word(k), "of", "place-preposition"):
        k -= 1
    if head.kind == "source" or head.id == "diplomat":
        return lex.is_in(line.word(k), "place-preposition")
    return head.id in POSTED and lex.is_in(line.word(k), "place-preposition", "addressing", "complement")
