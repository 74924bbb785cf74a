"""How far a description reaches to the left of its head noun: over adjectives, numerals, compounds, a possessor."""

from __future__ import annotations

from sitroom.annotate.actors.lexicon import Lexicon
from sitroom.annotate.actors.phrases import LEFT, LONGEST, Scene
from sitroom.annotate.actors.spans import Line

RANK = "general"  # its wordings are ranks, which stand between a title and a name
TITLES = ("office", "official", "person")
JOINTS = ("-", "'s", "'", "&", "’s", "’")


def left_end(scene: Scene, start: int, end: int) -> int:
    """Where the phrase begins: over adjectives, numerals, compounds and a named possessor."""
    line, lex = scene.line, scene.lex
    i = start
    titled = line.capital(start) and scene.person_at(end)  # "Foreign Ministry Spokeswoman Ilse Marant"
    reach = _name_end(scene, end)  # the parser hangs all of "Northern Command chief" on the name behind
    while i > 0 and start - i < LONGEST // 2:
        before = line.doc[i - 1]
        word = line.word(i - 1)
        if _and_one(line, lex, i):  # "trente et un voyageurs"
            i -= 3
            continue
        named = i - 1 in scene.owners  # "WHO chief"
        if lex.is_in(word, "article", "possessive", "demonstrative", "stop", "approx", "both") and not named:
            break
        if word in ",;:" or (titled and _title_before(line, lex, i)):
            break
        if line.word(i) in lex.demonyms and line.capital(i) and before.pos_ == "NOUN" and before.text.islower():
            break  # "informed by phone British minister"
        if before.pos_ == "VERB" and line.word(i - 2) == ",":  # "Father Jan Pol, sheltered displaced people"
            break
        if line.block.section.kind == "headline" and i - 1 and lex.is_in(word, "headline-deed"):
            break  # "Court sentences opposition activists"
        if i > 1 and _is_verb(line, lex, i - 1):
            break
        if lex.is_in(word, "extra") and line.doc[i - 2].pos_ != "NUM":  # "more troops", "my own minister"
            break
        if not (any(map(str.isalnum, word)) or word in JOINTS):  # a bullet
            break
        if lex.is_in(word, "place-preposition") and not titled:  # "Outside court, ..."
            break
        inside = i <= before.head.i < reach and before.dep_ in LEFT
        number = before.pos_ == "NUM" or word.isdigit() or word in lex.numerals or lex.is_in(word, "quantifier")
        if lex.is_in(word, "and") and i > 1 and line.word(i) in lex.numerals and line.word(i - 2) in lex.numerals:
            i -= 2  # "trente et un voyageurs"
        elif number or (lex.is_in(word, "premodifier") and before.pos_ != "ADV"):
            i -= 1
        elif word in ("'s", "'") and (owner := _owner(scene, i - 1)) is not None:
            i = owner
        elif (first := _row(line, lex, i, end)) is not None:
            i = first
        elif before.pos_ == "ADV" and before.head.i == i and line.doc[i].pos_ in ("ADJ", "VERB"):
            i -= 1  # "three badly burned men"
        elif word == "-" and i > 1 and {line.doc[i - 2].pos_, line.doc[i].pos_} == {"NUM"}:
            i -= 2  # "thirty-two miners"
        elif line.doc[i].pos_ == "NUM" and not number:
            break  # "Slovenia forty firefighters"
        elif not scene.person_at(i - 1) and _premodifies(line, i - 1, inside, titled):
            i -= 1
        elif inside and scene.person_at(i - 1) and line.word(i) not in ("'s", "'"):
            i = scene.persons[i - 1][0]
        elif word == "-" and i > 1 and not before.whitespace_:
            i -= 2
        elif i > 1 and (word in lex.demonyms or word in lex.descriptors) and before.pos_ in ("ADJ", "PROPN", "NOUN"):
            i -= 1
        else:
            break
    return i if line.word(end) in ("'s", "'") else _partitive(line, lex, max(i, 0))  # "one of the officer's colleagues"


def _is_verb(line: Line, lex: Lexicon, i: int) -> bool:
    """Is the word at i what somebody denies doing or is called on to do ("denied attacking civilians", "to spare
    hospitals"), though it is read as an adjective?"""
    governor = line.doc[i - 1]
    spared = governor.tag_ == "TO" and lex.is_in(line.word(i), "verb-too")
    return spared or (line.doc[i].tag_ == "VBG" and governor.pos_ == "VERB")


def _name_end(scene: Scene, end: int) -> int:
    """The end of the person's name that follows at `end`, over a rank; `end` where none does."""
    line = scene.line
    ranks = scene.lex.heads.at(line.low, line.doc[end].idx, line.ends) if end < len(line.doc) else []
    k = next((line.ends[e] for e, _, h in ranks if h.entry.id == RANK), end)
    return scene.persons[k][1] if scene.person_at(k) else end


def _title_before(line: Line, lex: Lexicon, i: int) -> bool:
    """Does another title end right before a rank at i ("Pentagon spokesman Brig. Gen. Jan Pol")?"""
    if not any(h.entry.id == RANK for _, _, h in lex.heads.at(line.low, line.doc[i].idx, line.ends)):
        return False
    near = (h for k in range(max(0, i - 3), i) for h in lex.heads.at(line.low, line.doc[k].idx, line.ends))
    return any(line.ends[e] == i and h.entry.kind in TITLES and not h.plural for e, _, h in near)


def _row(line: Line, lex: Lexicon, i: int, end: int) -> int | None:
    """Where two adjectives of the noun that "and" joins begin ("Western and African observers"), if the second stands
    right before i, or at i."""
    for k in (i - 1, i):
        second = line.doc[k]
        first = line.doc[max(0, k - 2)]
        if second.dep_ == "conj" and k < i:
            first = second.head
        elif k < i or not lex.is_in(line.word(k - 1), "and"):
            continue
        known = first.text in lex.demonyms or first.dep_ in LEFT
        if known and 0 < k - first.i < 5 and i <= first.head.i < end and not first.tag_.endswith("S"):
            return first.i if first.pos_ in ("ADJ", "PROPN", "VERB") else None
    return None


def _and_one(line: Line, lex: Lexicon, i: int) -> bool:
    """Does "thirty and one" stand before i?"""
    numbers = line.word(i - 1) in lex.numerals and line.word(i - 3) in lex.numerals
    return i > 2 and numbers and lex.is_in(line.word(i - 2), "and")


def _premodifies(line: Line, i: int, inside: bool, titled: bool) -> bool:
    """Is the token at i an adjective or a noun that belongs to the head behind it?"""
    pos = line.doc[i].pos_
    title = titled and line.capital(i) and pos in ("ADJ", "NOUN", "PROPN")
    return title or (inside and pos in ("ADJ", "NOUN", "PROPN", "VERB", "ADV"))


def _partitive(line: Line, lex: Lexicon, i: int) -> int:
    """ "cinq des neuf pêcheurs", "deux de ses douaniers": the number before "of" belongs to the phrase."""
    k = i
    while k > 0 and lex.is_in(line.word(k - 1), "article", "possessive") and not lex.is_in(line.word(k - 1), "of"):
        k -= 1
    if i > 1 and lex.is_in(line.word(i - 1), "of") and lex.is_in(line.word(i - 2), "tally"):
        return _tallied(line, lex, i - 2)
    if (
        i > 0
        and lex.is_in(line.word(i - 1), "of", "article", "possessive")
        and k > 1
        and lex.is_in(line.word(k - 1), "of")
        and (line.doc[k - 2].pos_ == "NUM" or line.word(k - 2) in lex.numerals)
    ):
        return k - 2
    return i


def _tallied(line: Line, lex: Lexicon, i: int) -> int:
    """Where "une trentaine de", "deux millions de", "des dizaines de" begins without its article."""
    k = i
    while k > 0 and (line.doc[k - 1].pos_ == "NUM" or line.word(k - 1) in lex.numerals):
        k -= 1
    if lex.is_in(line.word(k), "article", "indefinite"):
        k += 1
    return k


def _owner(scene: Scene, mark: int) -> int | None:
    """Where a named possessor before the mark at `mark` begins ("Norway" of "Norway's"); None if it is no name."""
    line = scene.line
    i = mark
    while i > 0 and line.capital(i - 1) and line.doc[i - 1].pos_ in ("PROPN", "NOUN", "ADJ") and mark - i < 5:
        i -= 1
    if i < mark:
        return i
    # "the ship's second engineer"; after "her" the owner has an owner of its own: "her neighbour's minister"
    while i > 0 and line.doc[i - 1].pos_ in ("NOUN", "ADJ", "VERB") and not line.capital(i - 1) and mark - i < 3:
        i -= 1
    while i < mark and i > 0 and line.capital(i - 1) and line.doc[i - 1].pos_ == "PROPN" and mark - i < 4:
        i -= 1  # "the Donetsk region's governor"
    return (
        i if i < mark and line.doc[mark - 1].pos_ == "NOUN" and scene.lex.is_in(line.word(i - 1), "article") else None
    )
