"""Names that no table knows: persons and organisations.

spaCy's entities are one witness among several, because the French model calls persons places and draws titles, weekdays
and sentence openings into names. Runs of capitalised words are cut at titles, offices and portfolios; what is left is
weighed: forms of address, first names, verbs of speaking, appositions, organisation words, acronyms, prepositions.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitroom.annotate.actors.lexicon import Gender, Lexicon, fold
from sitroom.annotate.actors.spans import Found, Line, free, speaks, subject_of

PERSON, ORG, PLACE = "person", "organisation", "place"
LABELS = {
    "PER": PERSON, "PERSON": PERSON, "ORG": ORG, "LOC": PLACE, "GPE": PLACE, "FAC": PLACE,
}  # fmt: skip
OFFICIAL = ("government", "military", "police", "legislature", "judiciary")
ENOUGH = 2.0
LONGEST = 7


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised tokens `start` to `end`, and what speaks for each kind."""

    start: int
    end: int
    votes: dict[str, float]
    gender: Gender | None
    addressed: bool
    doubt: float = 0.0

    @property
    def kind(self) -> str | None:
        """The kind with most votes; None when nothing is sure enough."""
        best = max(self.votes, key=lambda k: (self.votes[k], k == PERSON))
        return best if self.votes[best] >= ENOUGH + self.doubt else None


def find_runs(line: Line, lex: Lexicon, taken: list[tuple[int, int]]) -> list[Run]:
    """Runs of capitalised words outside the spans taken, with their votes."""
    labels = _labels(line)
    out: list[Run] = []
    i, n = 0, len(line.doc)
    while i < n:
        if not _begins(line, lex, labels, i) or not free(taken, i, i + 1):
            i += 1
            continue
        end = _whole(line, lex, labels, i, taken) or _extend(line, lex, labels, i, taken)
        begin = _skip_heads(line, lex, i, end)
        begin = i if line.word(begin) == "-" else begin  # "Proche-Orient"
        if begin < end and not _common(line, lex, begin, end):
            out.append(weigh(line, lex, labels, begin, end))
        i = end
    return out


def _whole(
    line: Line, lex: Lexicon, labels: dict[int, tuple[str, int, int]], i: int, taken: list[tuple[int, int]]
) -> int:
    """The end of the parser's organisation that begins at i, if it ends or begins with a word for one; else 0."""
    kind, start, end = labels.get(i, ("", i, i))
    if kind != ORG or start != i or end - start < 3 or end - start > 9 or not free(taken, start, end):
        return 0
    if not line.capital(end - 1) or any(line.doc[k].pos_ in ("VERB", "AUX", "PUNCT") for k in range(start, end)):
        return 0
    return end if lex.is_in(line.word(end - 1), "orgword") or lex.is_in(line.word(start), "orgword") else 0


def _labels(line: Line) -> dict[int, tuple[str, int, int]]:
    """Token -> (kind, start, end) of the parser's entity there."""
    return {t: (LABELS.get(e.label_, ""), e.start, e.end) for e in line.entities for t in range(e.start, e.end)}


def _begins(line: Line, lex: Lexicon, labels: dict[int, tuple[str, int, int]], i: int) -> bool:
    """Can a name begin at this token?"""
    token, word = line.doc[i], line.word(i)
    if not line.capital(i) or not any(c.isalpha() for c in word) or (i in line.timed and i not in labels):
        return False
    if word in lex.titles or word in lex.demonyms or token.text in ("I",):
        return False
    if _small(line, lex, i):
        return False
    if lex.is_in(word, "orgword") and i in labels and labels[i][0] == ORG:
        return True
    if (len(token.text) == 1 and line.word(i + 1) != ".") or token.text.isdigit():
        return False
    if line.first(i):
        if token.text in lex.firstnames and line.capital(i + 1):
            return True
        if (
            token.pos_ in ("VERB", "AUX", "ADV", "DET", "ADP", "PRON", "SCONJ", "CCONJ", "NUM", "INTJ")
            and labels.get(i, ("",))[0] != PERSON
        ):
            return i in labels and _verb_after(line, lex, i + 1)
        return i in labels or token.pos_ == "PROPN"
    if line.shouting:
        return i in labels
    return token.pos_ in ("PROPN", "X", "NOUN", "ADJ") or i in labels


def _small(line: Line, lex: Lexicon, i: int) -> bool:
    """Is it a word that begins no name? Written in capitals before a capital ("SUD Santé") it is an acronym."""
    token = line.doc[i]
    acronym = token.text.isupper() and 2 < len(token.text) < 6 and not line.shouting
    name = acronym and (line.capital(i + 1) or (line.word(i + 1) == "-" and line.capital(i + 2)))
    return lex.is_in(line.word(i), "junk", "stop") and not (name and not line.doc[i + 1].text.isupper())


def _extend(
    line: Line, lex: Lexicon, labels: dict[int, tuple[str, int, int]], i: int, taken: list[tuple[int, int]]
) -> int:
    """The end of the run that begins at i."""
    end = i + 1
    while end < len(line.doc) and end - i < LONGEST and free(taken, end, end + 1):
        token, word = line.doc[end], line.word(end)
        same = end in labels and (end - 1) in labels and labels[end][1] == labels[end - 1][1]
        if line.capital(end) and not _small(line, lex, end) and word not in lex.titles:
            if (line.first(end) and not same and word not in ("-",)) or (line.shouting and not same):
                break
            if token.pos_ in ("ADV", "PRON", "AUX", "DET") and not same:
                break
            if word in lex.demonyms and not same:
                break
            if not same and end in labels and token.text in lex.firstnames and (end - 1) in labels:
                break
            end += 1
        elif _joins(line, lex, labels, i, end, taken):
            end += 2
        elif _belongs(line, lex, end, same, taken) or (token.text.isdigit() and same and labels[end][0] == ORG):
            end += 1
        else:
            break
    while end - 1 > i and not line.capital(end - 1) and not line.doc[end - 1].text.isdigit():
        end -= 1
    return end


def _joins(
    line: Line, lex: Lexicon, labels: dict[int, tuple[str, int, int]], i: int, end: int, taken: list[tuple[int, int]]
) -> bool:
    """Does "and" at `end` stand inside an organisation's name ("Maritime and Coastguard Agency")?"""
    if not lex.is_in(line.word(end), "and") or end - i != 1 or not line.capital(end + 1):
        return False
    whose = any(labels.get(k, ("",))[0] in (PERSON, PLACE) for k in (i, end + 1)) or line.first(i)
    k = end + 1
    while line.capital(k) and k - end < 4 and free(taken, k, k + 1):
        k += 1
    return not whose and k - end > 2 and lex.is_in(line.word(k - 1), "orgword")


def _belongs(line: Line, lex: Lexicon, i: int, same: bool, taken: list[tuple[int, int]]) -> bool:
    """Is the small token at i, an initial or a particle, part of the name around it?"""
    text = line.doc[i].text
    initial = len(text) == 2 and text[1] == "." and text[0].isupper()
    return initial or (lex.is_in(line.word(i), "particle") and _bridges(line, lex, i, same, taken))


def _bridges(line: Line, lex: Lexicon, i: int, same: bool, taken: list[tuple[int, int]]) -> bool:
    """Does the particle at i hold two halves of one name together?"""
    k = i
    while k < len(line.doc) and lex.is_in(line.word(k), "particle") and k - i < 3:
        k += 1
    if not line.capital(k) or not free(taken, k, k + 1):
        return False
    if line.word(i) in ("-", "–", "'"):
        return not line.doc[i - 1].whitespace_ and not line.doc[i].whitespace_
    return same or not lex.is_in(line.word(i), "of", "article", "and")


def _skip_heads(line: Line, lex: Lexicon, i: int, end: int) -> int:
    """The first token behind the offices and portfolios the run begins with ("Defence Minister Yoav ...")."""
    ends = set(line.ends)
    last = i
    k = _inner_office(line, lex, i, end)
    if k > i:
        return k
    while k < end:
        hits = lex.heads.at(line.low, line.doc[k].idx, ends)
        if hits:
            stop = min(line.ends[hits[0][0]], end)
            entry = hits[0][2].entry
            if k > last > i and not all(_office_word(line, lex, x) for x in range(last, k)):
                break
            if entry.kind in ("organ", "collective", "vessel", "group") and stop == end:
                return i if entry.kind == "organ" and stop - i > 1 else end
            if entry.kind == "organ":
                return i
            last = k = stop
        elif _office_word(line, lex, k):
            k += 1
        elif k == i and (place := lex.places.at(line.low, line.doc[k].idx, ends)) and line.doc[k].text.isupper():
            k = line.ends[place[0][0]]  # "US President ..."
        else:
            break
    return k if last > i or (k > i and k < end and line.word(k) != "-") else i


def _inner_office(line: Line, lex: Lexicon, i: int, end: int) -> int:
    """Behind an office that other capitalised words specify ("Foreign Ministry Spokeswoman ..."); else i."""
    if line.doc[i].text in lex.firstnames:
        return i
    ends = set(line.ends)
    for k in range(i + 1, end - 1):
        for stop, _, head in lex.heads.at(line.low, line.doc[k].idx, ends):
            after = line.ends[stop]
            if head.entry.kind == "office" and not head.plural and end - 4 <= after < end and line.capital(after):
                return after
    return i


def _common(line: Line, lex: Lexicon, start: int, end: int) -> bool:
    """Is there nothing in the run but portfolios, or one word for an institution that goes on in small letters?"""
    if all(_office_word(line, lex, k) for k in range(start, end)):
        return True
    if end - start > 1:
        return False
    stops = lex.heads.at(line.low, line.doc[start].idx, set(line.ends))
    return any(h.entry.kind in ("organ", "collective", "vessel") for _, _, h in stops) or lex.is_in(
        line.word(start), "orgword"
    )


def _office_word(line: Line, lex: Lexicon, i: int) -> bool:
    return lex.is_in(line.word(i), "portfolio", "premodifier") or line.word(i) in lex.demonyms


def weigh(line: Line, lex: Lexicon, labels: dict[int, tuple[str, int, int]], start: int, end: int) -> Run:
    """What speaks for a person, an organisation, a place."""
    votes = {PERSON: 0.0, ORG: 0.0, PLACE: 0.0}
    token = line.doc[start]
    words = line.words[start:end]
    alone = end - start == 1
    address = lex.titles.get(line.word(start - 1))
    gender = address.gender if address else lex.firstnames.get(token.text)
    if address:
        votes[PERSON] += 4
    if token.text in lex.firstnames and not (alone and line.first(start)):
        votes[PERSON] += 1 if alone else 3
    kind = labels.get(start, ("", 0, 0))[0] or labels.get(end - 1, ("", 0, 0))[0]
    if kind:
        votes[kind] += 1.0 if kind == PLACE and alone else 2.0
    if any(lex.is_in(w, "orgword") for w in words):
        votes[ORG] += 3
    letters = "".join(c for c in line.text(start, end) if c.isalpha())
    dotted = alone and "." in token.text
    if alone and letters.isupper() and 2 <= len(letters) <= 7 and not line.shouting and not dotted:
        votes[ORG] += 3 if line.doc[start - 1].pos_ != "NUM" and not (start and start - 1 in line.timed) else 0
    if not line.shouting and not address and _with_acronym(line, lex, start, end):
        votes[ORG] += 4
        votes[PERSON] -= 1
    _context(line, lex, start, end, votes)
    last = line.doc[end - 1]
    if last.dep_ == "compound" and last.head.i >= end and last.head.text.islower() and alone and kind != PERSON:
        votes[PERSON] -= 2.0  # "a Grimsby skipper"
    # a sentence's first word has a capital anyway
    doubt = 0.5 if alone and line.first(start) and not _verb_after(line, lex, end) else 0.0
    return Run(start, end, votes, gender, bool(address), doubt)


def _with_acronym(line: Line, lex: Lexicon, start: int, end: int) -> bool:
    """Is one part of the name an acronym, the others not ("CGT-Santé", "SUD Rail")?"""
    parts = [p for k in range(start, end) for p in line.doc[k].text.split("-") if p]
    if len(parts) < 2 or parts[0] in lex.firstnames:
        return False
    least = 2 if "-" in line.text(start, end) else 3
    short = [p.isalpha() and p.isupper() and least <= len(p) <= 5 for p in (parts[0], parts[-1])]
    return any(short) and not all(p.isupper() for p in parts if p.isalpha())


def _context(line: Line, lex: Lexicon, start: int, end: int, votes: dict[str, float]) -> None:
    """Votes from the words around: verbs, articles, prepositions, offices."""
    root = line.doc[start:end].root
    before, after = line.word(start - 1), line.word(end)
    verb = subject_of(root)
    if (
        speaks(verb, lex)
        or _verb_after(line, lex, end)
        or (start and line.doc[start - 1].pos_ == "VERB" and speaks(line.doc[start - 1], lex))
    ):
        far = root.dep_ in ("conj", "appos")
        votes[PERSON] += 1.0 if far else 1.5 if lex.is_in(before, "article") else 2.0
    if after in ("'s",) and end - start > 1:
        votes[PERSON] += 0.5
    alone = end - start == 1
    known = any(s <= start and end <= e for s, e, _ in line.places)
    if lex.is_in(before, "article") and not lex.titles.get(before):
        votes[PERSON] -= 1.5
        other = next((e for e in line.entities if e.start <= start < e.end), None)
        located = (votes[PLACE] > 0 or other is not None) and not votes[ORG]
        votes[ORG] += 0.5 if known or lex.is_in(before, "of") else 1.0 if located else 2.0
    if lex.is_in(before, "place-preposition"):
        said = start > 1 and speaks(line.doc[start - 2], lex)
        votes[PLACE] += 2.0 if not lex.is_in(before, "addressing") else 0.0 if said else 1.0
    if lex.is_in(line.word(start), "article") and end - start > 1 and not line.first(start):
        votes[ORG] += 3.0
    if (
        end - start > 2
        and any(lex.is_in(line.word(k), "of") for k in range(start + 1, end))
        and line.doc[start].text not in lex.firstnames
    ):
        votes[PERSON] -= 2.0
        votes[ORG] += 1.0
    k = start - 1
    while k >= 0 and lex.is_in(line.word(k), "article") and not lex.is_in(line.word(k), "of"):
        k -= 1
    if lex.is_in(line.word(k), "of") and _head_before(line, lex, k) == "office":
        votes[ORG] -= 2.0  # "ministre de l'Information": a portfolio
    head = (
        ""
        if k >= 0 and (line.doc[k].pos_ == "ADP" or lex.is_in(line.word(k), "of", "place-preposition"))
        else _head_before(line, lex, start)
    )
    if head in ("office", "official", "person", "counterpart"):
        votes[PERSON] += 2.5
    elif head in ("organ", "vessel", "collective"):
        votes[ORG] += 2.5
    if not alone and before == "," and _head_before(line, lex, start - 1) in ("office", "official", "counterpart"):
        votes[PERSON] += 2.5 if after in (",", ".", ")", "") else 1.0
    behind = _office_after(line, lex, end + 1) if after in (",", "(") else ""
    if behind and not (behind in ("organ", "vessel") and (after == "(" or line.doc[start].text in lex.firstnames)):
        votes[ORG if behind in ("organ", "vessel") else PERSON] += 2.0
    if (
        lex.is_in(before, "article")
        and line.word(start - 2) == ","
        and _head_before(line, lex, start - 2) in ("vessel", "organ")
    ):
        votes[ORG] += 2.0
    for s, e, place in line.places:
        if s <= start and end <= e:
            votes[PLACE] += (2.2 if alone else 3.5) if place.country else 0.5


def _verb_after(line: Line, lex: Lexicon, i: int) -> bool:
    """Does a verb of speaking follow, auxiliaries and small words aside?"""
    for k in range(i, min(i + 4, len(line.doc))):
        pos = line.doc[k].pos_
        if pos == "VERB":
            return speaks(line.doc[k], lex)
        if pos not in ("AUX", "ADV", "PRON", "PART"):
            return False
    return False


def _head_before(line: Line, lex: Lexicon, start: int) -> str:
    """The kind of the noun that ends right before, looking back over adjectives and one complement."""
    ends = set(line.ends)
    for k in range(start - 1, max(-1, start - 7), -1):
        word = line.word(k)
        if word in (",", ";", ".", ":", "«", "»", "(", ")") or line.doc[k].pos_ in ("VERB", "AUX"):
            break
        for stop, _, head in lex.heads.at(line.low, line.doc[k].idx, ends):
            near = all(line.doc[x].pos_ not in ("DET", "PRON", "PUNCT") for x in range(line.ends[stop], start))
            if (
                near
                and head.entry.kind in ("organ", "collective")
                and head.entry.sector in OFFICIAL
                and _headed(line, lex, k)
            ):
                return "office"
            if near or (head.entry.kind not in ("organ", "vessel", "collective") and not head.plural):
                return str(head.entry.kind)
    return ""


def _headed(line: Line, lex: Lexicon, k: int) -> bool:
    """Is the noun at k the complement of an office ("chef de la diplomatie", "porte-parole de l'armée")?"""
    i = k - 1
    while i > 0 and lex.is_in(line.word(i), "article") and not lex.is_in(line.word(i), "of"):
        i -= 1
    if i < 1 or not lex.is_in(line.word(i), "of"):
        return False
    ends = set(line.ends)
    hits = [h for x in range(max(0, i - 3), i) for e, _, h in lex.heads.at(line.low, line.doc[x].idx, ends)
            if line.ends[e] == i]  # fmt: skip
    return any(h.entry.kind == "office" and not h.plural for h in hits)


def _office_after(line: Line, lex: Lexicon, i: int) -> str:
    """The kind of the description that begins at i, articles and adjectives aside; "" if there is none."""
    ends = set(line.ends)
    for k in range(i, min(i + 5, len(line.doc))):
        hits = lex.heads.at(line.low, line.doc[k].idx, ends)
        if hits and line.word(line.ends[hits[0][0]]) in ("'s", "'"):
            return ""
        if hits:
            return str(hits[0][2].entry.kind)
        if not (
            lex.is_in(line.word(k), "article", "premodifier", "possessive") or line.doc[k].pos_ in ("ADJ", "PROPN")
        ):
            return ""
    return ""


def to_found(line: Line, lex: Lexicon, run: Run, code: str) -> Found | None:
    """The run as a mention, if it is one."""
    kind = run.kind
    if kind is None or kind == PLACE:
        return None
    start, end = run.start, run.end
    # A lone word that several kinds claim is left to the report: the second pass may know it from elsewhere.
    label = next((e for e in line.entities if e.start <= start and end <= e.end and LABELS.get(e.label_) == ORG), None)
    if kind == ORG and label is not None and not run.addressed:
        start, end = _organisation(line, lex, label.start, label.end, start, end)
    return Found(
        line.number, start, end, line.text(start, end), "name", "person" if kind == PERSON else "organisation",
        f"{code}.actor.{kind}", min(0.95, 0.5 + 0.08 * run.votes[kind]), gender=run.gender,
        definite="definite",
    )  # fmt: skip


def _organisation(line: Line, lex: Lexicon, low: int, high: int, start: int, end: int) -> tuple[int, int]:
    """The parser's longer span of an organisation, without article and verbs."""
    while low < start and (lex.is_in(line.word(low), "article", "junk") or not line.capital(low)):
        low += 1
    if high - low > 10 or any(
        line.doc[k].pos_ in ("VERB", "AUX") or line.word(k) in ',;:«»"' for k in range(low, high)
    ):
        return start, end
    return min(low, start), max(high, end)


def by_surname(line: Line, known: dict[str, Gender | None], taken: list[tuple[int, int]], code: str) -> list[Found]:
    """Surnames of persons named in full elsewhere in the report."""
    out = []
    for token in line.doc:
        if token.text in known and line.capital(token.i) and free(taken, token.i, token.i + 1):
            neighbours = [k for k in (token.i - 1, token.i + 1) if 0 <= k < len(line.doc)]
            if any(
                line.capital(k) and line.doc[k].pos_ == "PROPN" and free(taken, k, k + 1) and not line.first(k)
                for k in neighbours
            ):
                continue
            out.append(
                Found(
                    line.number, token.i, token.i + 1, token.text, "name", "person", f"{code}.actor.surname", 0.8,
                    gender=known[token.text], definite="definite",
                )
            )  # fmt: skip
    return out


def surname(name: str, lex: Lexicon) -> str:
    """The last word of a person's name, its particles left out."""
    words = name.replace("-", " - ").split() if " " not in name else name.split()
    last = words[-1] if words else name
    return last.split("-")[-1] if fold(last.split("-")[0]) in lex.classes.get("particle", ()) else last
