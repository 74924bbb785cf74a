"""Names that no table knows: persons and organisations.

spaCy's entities are one witness among several: the French model calls persons places and draws titles and weekdays
into names. Runs of capitalised words are cut at titles, offices and portfolios; what is left is weighed (votes.py).
"""

from __future__ import annotations

from sitroom.annotate.actors.cuts import class_before, skip_heads
from sitroom.annotate.actors.joints import behind_body, goes_on, of_name
from sitroom.annotate.actors.lexicon import Lexicon, fold
from sitroom.annotate.actors.seats import past_seat
from sitroom.annotate.actors.spans import Found, Line, free
from sitroom.annotate.actors.unnamed import (
    is_common,
    is_dateline,
    is_heading,
    is_thing,
    lettered,
    signed,
)
from sitroom.annotate.actors.votes import ENDING, LABELS, ORG, PERSON, PLACE, QUOTES, Run, verb_after, weigh

LONGEST = 7
HOURS = ("a.m.", "p.m.", "am", "pm")  # "11 p.m. Eastern"


def find_runs(line: Line, lex: Lexicon, taken: set[int]) -> list[Run]:
    """Runs of capitalised words outside the spans taken, with their votes."""
    labels = _labels(line)
    out: list[Run] = []
    i, n, bracket = 0, len(line.doc), signed(line, lex)
    while i < n:
        if i >= bracket or not _begins(line, lex, labels, i) or not free(taken, i, i + 1):
            i += 1
            continue
        end = _whole(line, lex, labels, i, taken) or _extend(line, lex, labels, i, taken)
        begin = skip_heads(line, lex, i, end)
        begin = i if line.word(begin) == "-" else begin  # "Proche-Orient"
        while i < begin < end and line.doc[begin].text.islower():
            begin += 1  # "Ministre des Affaires Etrangères"
        if end - begin == 1 and line.word(begin - 1) == "(" and line.word(end) == ")" and line.capital(end + 1):
            i = end
            continue  # "(Joe) Biden"
        if begin > i and _acronym(line, lex, i):
            out.append(weigh(line, lex, labels, i, i + 1))
        dropped = is_common(line, lex, begin, end) or is_thing(line, lex, begin, end) or is_dateline(line, i, end)
        if begin < end and not (dropped or is_heading(line, begin, end)):
            out.append(weigh(line, lex, labels, begin, end))
        i = end
    return out


def _acronym(line: Line, lex: Lexicon, i: int) -> bool:
    """Is it the acronym of the body whose officer follows ("TNI Commander General")?"""
    text = line.doc[i].text
    known = lex.is_in(line.word(i), "title-word", "portfolio", "premodifier") or line.word(i) in lex.titles
    known = known or bool(lex.heads.at(line.low, line.doc[i].idx, {line.doc[i].idx + len(text)}))
    return text.isupper() and text.isalpha() and 2 < len(text) < 7 and not known and not line.shouting


def _whole(line: Line, lex: Lexicon, labels: dict[int, tuple[str, int, int]], i: int, taken: set[int]) -> int:
    """The end of the parser's organisation that begins at i, if it ends or begins with a word for one; else 0."""
    kind, start, end = labels.get(i, ("", i, i))
    if start == i - 1 and lex.is_in(line.word(start), "article"):
        start = i
    if kind != ORG or start != i or end - start < 3 or end - start > 9 or not free(taken, start, end):
        return 0
    if behind_body(line, lex, start, start + 1):
        return 0
    headed = (
        lex.is_in(line.word(start), "orgword") and line.doc[end - 1].pos_ in ("NOUN", "ADJ") and not line.first(start)
    )
    if not (line.capital(end - 1) or headed) or any(
        line.doc[k].pos_ in ("VERB", "AUX", "PUNCT") for k in range(start, end)
    ):
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
    if any(i.platform for _, _, i in lex.institutions.at(line.low, token.idx, line.ends)):
        return False  # "on Facebook"
    if token.text.isupper() and lex.is_in(word, "abbreviation"):
        return False  # "GMT", "CCTV"
    if token.text.split("-")[-1].islower() and (token.text[:2].isupper() or "." in token.text.split("-")[0]):
        return False  # "U.S.-led", "UN-backed"
    described = word in lex.descriptors and i + 1 < len(line.doc) and line.doc[i + 1].text[:1].islower()
    if line.word(i - 1) in HOURS or _small(line, lex, i) or (described and line.doc[i + 1].pos_ == "NOUN"):
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
            return i in labels and verb_after(line, lex, i + 1)
        return i in labels or token.pos_ == "PROPN"
    if line.shouting:
        return i in labels
    beside = line.capital(i + 1) and line.doc[i + 1].pos_ == "PROPN"  # "Girma Wolde" is no verb within a sentence
    return token.pos_ in ("PROPN", "X", "NOUN", "ADJ") or i in labels or line.word(i - 1) in lex.titles or beside


def _small(line: Line, lex: Lexicon, i: int) -> bool:
    """Is it a word that begins no name? Written in capitals before a capital ("SUD Santé") it is an acronym."""
    token = line.doc[i]
    acronym = token.text.isupper() and 2 < len(token.text) < 6 and not line.shouting
    name = acronym and (line.capital(i + 1) or (line.word(i + 1) == "-" and line.capital(i + 2)))
    body = line.entity.get(i) if line.capital(i + 1) and not line.first(i) else None
    if body is not None and body.label_ == "ORG" and body.start == i and token.pos_ == "PROPN" and token.text.istitle():
        return False  # "chez Crédit Alpin"
    return lex.is_in(line.word(i), "junk", "stop") and not (name and not line.doc[i + 1].text.isupper())


def _extend(line: Line, lex: Lexicon, labels: dict[int, tuple[str, int, int]], i: int, taken: set[int]) -> int:
    """The end of the run that begins at i."""
    end = i + 1
    while end < len(line.doc) and end - i < LONGEST and free(taken, end, end + 1):
        token, word = line.doc[end], line.word(end)
        same = end in labels and (end - 1) in labels and labels[end][1] == labels[end - 1][1]
        if lettered(line, end) or behind_body(line, lex, i, end):
            break
        titled = word in lex.titles and (end - i < 2 or line.capital(end + 1))  # "General Zaw Min Tun"
        titled = titled and line.doc[end - 1].text not in lex.firstnames  # "Hassan Sheikh Mohamud"
        if line.capital(end) and not _small(line, lex, end) and not titled:
            if (line.first(end) and not same and word not in ("-",)) or (line.shouting and not same):
                break
            if token.pos_ in ("ADV", "PRON", "AUX", "DET") and not same and "'" not in token.text:
                break
            if word in lex.demonyms and not same:
                break
            given = token.text in lex.firstnames and line.doc[end - 1].text not in lex.firstnames
            if not same and end in labels and given and (end - 1) in labels:
                break
            if past_seat(line, lex, labels, i, end):
                break
            end += 1
        elif _capital_preposition(line, end):
            end += 2
        elif _hyphened(line, end):
            end += 4
        elif _capital_particle(line, lex, end):
            end += 2
        elif _numbered(line, lex, i, end):
            end += 1
            break
        elif _joins(line, lex, labels, i, end, taken) or _second_half(line, lex, i, end):
            end += 2
        elif past := of_name(line, lex, i, end, taken) or _nicknamed(line, lex, i, end):
            end = past
        elif _saint(line, lex, i, end):
            end += 1  # "St Brannoc's Hospital"
        elif past := goes_on(line, lex, i, end):
            end = past
            break
        elif _lower_half(line, lex, i, end):
            end += 1
            break
        elif _belongs(line, lex, end, same, taken) or (token.text.isdigit() and same and labels[end][0] == ORG):
            end += 1
        else:
            break
    while (
        end - 1 > i
        and not line.capital(end - 1)
        and not line.doc[end - 1].text.isdigit()
        and not _lower_half(line, lex, i, end - 1)
        and not any(goes_on(line, lex, i, k) == end for k in range(i + 1, end - 1))
        and not _second_half(line, lex, i, end - 2)
    ):
        end -= 1
    return end


def _capital_preposition(line: Line, k: int) -> bool:
    """Does a preposition with a capital hold two words of a name together ("Students Against Discrimination")?"""
    joined = line.capital(k - 1) and line.capital(k) and line.capital(k + 1) and not line.shouting
    return joined and line.doc[k].pos_ in ("ADP", "SCONJ") and not line.first(k) and not line.doc[k].text.isupper()


def _hyphened(line: Line, k: int) -> bool:
    """Does a small word between hyphens join two halves of a name at k ("Lashkar-e-Haq", "Ansar-ud-Din")?"""
    if line.word(k) != "-" or line.word(k + 2) != "-" or not line.capital(k + 3):
        return False
    small = line.doc[k + 1].text
    return small.islower() and len(small) < 4 and not any(line.doc[x].whitespace_ for x in range(k - 1, k + 3))


def _capital_particle(line: Line, lex: Lexicon, k: int) -> bool:
    """Is the article at k written with a capital, and part of a name that goes on ("Yann Le Dû")?"""
    joined = line.capital(k) and line.capital(k + 1) and lex.is_in(line.word(k), "particle", "name-article")
    return joined and not line.first(k) and line.doc[k + 1].pos_ == "PROPN" and not line.shouting


def _numbered(line: Line, lex: Lexicon, i: int, k: int) -> bool:
    """Does the number at k end the name of a ship or a body with an article ("le Hsun Hu 12 est amarré")?"""
    if not line.word(k).isdecimal() or len(line.word(k)) > 3 or k in line.timed or not line.capital(k - 1):
        return False
    told = lex.is_in(line.word(i - 1), "definite") or class_before(line, lex, i)
    after = line.doc[k + 1] if k + 1 < len(line.doc) else None
    return told and (after is None or after.pos_ in ("VERB", "AUX", "PUNCT", "ADP", "CCONJ", "PRON", "SCONJ"))


def _second_half(line: Line, lex: Lexicon, i: int, hyphen: int) -> bool:
    """Do a hyphen and small letters end a name of two words or more ("Ong Su-lin"; not "New York-based")?"""
    if hyphen - i < 2 or line.word(hyphen) != "-" or hyphen + 1 >= len(line.doc) or not line.capital(hyphen - 1):
        return False
    if len(line.doc[hyphen - 1].text) == 1:
        return False  # "Pol U-turn"
    after = line.doc[hyphen + 1]
    joined = not line.doc[hyphen - 1].whitespace_ and not line.doc[hyphen].whitespace_
    known = line.place.get(hyphen - 1) or line.word(hyphen - 1) in lex.demonyms
    return joined and after.text.islower() and after.text.isalpha() and after.pos_ not in ("ADP", "DET") and not known


def _nicknamed(line: Line, lex: Lexicon, i: int, end: int) -> int:
    """Behind the surname that follows a nickname in quotation marks at `end` ("Adolfo “Fito” Maran"), or 0."""
    if line.word(end) not in QUOTES or line.doc[i].text not in lex.firstnames or not line.capital(end + 1):
        return 0
    k = end + 2 + line.capital(end + 2)
    return k + 2 if line.word(k) in ENDING and line.capital(k + 1) and line.doc[k + 1].pos_ == "PROPN" else 0


def _saint(line: Line, lex: Lexicon, i: int, end: int) -> bool:
    """Does "'s" at `end` stand between a saint and a hospital, church or school?"""
    if line.word(end) not in ("'s", "'") or not lex.is_in(line.word(i), "saint") or not line.capital(end + 1):
        return False
    k = end + 1
    while line.capital(k) and k - end < 4:
        k += 1
    return lex.is_in(line.word(k - 1), "orgword", "site-word")


def _lower_half(line: Line, lex: Lexicon, i: int, k: int) -> bool:
    """Is the adjective at k the second half of a name that a noun for a body introduces ("l'ONG Main tendue")?"""
    j = k - 1  # the name's first half, one word
    if j < i or k >= len(line.doc) or not line.capital(j) or line.capital(k) or line.doc[k].head.i != j:
        return False
    if line.doc[k].dep_ != "amod" or line.word(k) in lex.demonyms:
        return False
    if line.doc[k].pos_ != "ADJ" and k + 1 < len(line.doc) and line.doc[k + 1].pos_ == "ADP":
        return False  # "l'ONG Survie basée à Lyon"
    if lex.is_in(line.word(k), "premodifier", "stop", "restrictive"):
        return False
    hits = [h for x in (j - 1, j - 2) if x >= 0 for e, _, h in lex.heads.at(line.low, line.doc[x].idx, line.ends)
            if line.ends[e] == j]  # fmt: skip
    return any(h.entry.kind in ("organ", "collective") and not h.plural for h in hits)


def _joins(
    line: Line, lex: Lexicon, labels: dict[int, tuple[str, int, int]], i: int, end: int, taken: set[int]
) -> bool:
    """Does "and" at `end` stand inside an organisation's name ("Maritime and Coastguard Agency")?"""
    if _two_towns(line, lex, i, end):
        return True
    if (
        lex.is_in(line.word(end), "and")
        and lex.is_in(line.word(i), "ministry-word")
        and lex.is_in(line.word(end + 1), "portfolio")
        and line.capital(end + 1)
    ):
        return True  # "Ministry of Employment and Labour Relations"
    if not lex.is_in(line.word(end), "and") or end - i != 1 or not line.capital(end + 1):
        return False
    whose = any(labels.get(k, ("",))[0] in (PERSON, PLACE) for k in (i, end + 1)) or line.first(i)
    k = end + 1
    while (line.capital(k) or line.word(k) in ("'", "'s")) and k - end < 5 and free(taken, k, k + 1):
        k += 1
    return not whose and k - end > 2 and lex.is_in(line.word(k - 1), "orgword")


def _two_towns(line: Line, lex: Lexicon, i: int, end: int) -> bool:
    """ "Devon and Cornwall Police", "Brighton and Hove City Council": one body for two places."""
    if end - i != 1 or not lex.is_in(line.word(end), "and") or not line.capital(end + 1) or line.word(i - 1) == ",":
        return False
    k = end + 2
    entity = line.entity.get(i)
    town = line.place.get(i) or line.place.get(end + 1) or (entity is not None and LABELS.get(entity.label_) == PLACE)
    if not line.capital(k) or not town:
        return False
    while line.capital(k + 1) and k - end < 5:
        k += 1
    return lex.is_in(line.word(k), "local-body")


def _belongs(line: Line, lex: Lexicon, i: int, same: bool, taken: set[int]) -> bool:
    """Is the small token at i, an initial or a particle, part of the name around it?"""
    text = line.doc[i].text
    initial = len(text) == 2 and text[1] == "." and text[0].isupper()
    return initial or (lex.is_in(line.word(i), "particle") and _bridges(line, lex, i, same, taken))


def _bridges(line: Line, lex: Lexicon, i: int, same: bool, taken: set[int]) -> bool:
    """Does the particle at i hold two halves of one name together?"""
    k = i
    while k < len(line.doc) and lex.is_in(line.word(k), "particle") and k - i < 3:
        k += 1
    if not line.capital(k) or not free(taken, k, k + 1):
        return False
    if line.word(i) == "'" and line.doc[i].whitespace_:
        return lex.is_in(line.word(k), "orgword")  # "Coastal Workers' Union"
    if line.word(i) in ("-", "–", "'"):
        return not line.doc[i - 1].whitespace_ and not line.doc[i].whitespace_
    return same or not lex.is_in(line.word(i), "of", "article", "and")


def to_found(line: Line, lex: Lexicon, run: Run, code: str) -> Found | None:
    """The run as a mention, if it is one."""
    kind = run.kind
    if kind is None or kind == PLACE:
        return None
    start, end = run.start, run.end
    label = line.entity.get(start)
    label = label if label is not None and end <= label.end and LABELS.get(label.label_) == ORG else None
    if kind == ORG and label is not None and not run.addressed and not line.shouting:
        start, end = _organisation(line, lex, label.start, label.end, start, end)
    while end - 1 > start and not any(map(str.isalnum, line.word(end - 1))):
        end -= 1
    while start + 1 < end and line.doc[start].text.islower() and lex.is_in(line.word(start), "article", "of"):
        start += 1
    return Found(
        line.number, start, end, line.text(start, end), "name", "person" if kind == PERSON else "organisation",
        f"{code}.actor.{kind}", min(0.95, 0.5 + 0.08 * run.votes[kind]), gender=run.gender,
        definite="definite",
        country=_land(line, lex, start, end) if kind == ORG else None,
    )  # fmt: skip


def _land(line: Line, lex: Lexicon, start: int, end: int) -> str | None:
    """The country that a body's name says it is of ("Haitian National Police", "US Aviation Administration")."""
    hits = lex.places.at(line.low, line.doc[start].idx, line.ends)
    first = next((iso for e, _, (iso, capital) in hits if not capital and line.ends[e] < end), None)
    return next((lex.demonyms[w] for w in line.words[start:end] if w in lex.demonyms), first)


def _organisation(line: Line, lex: Lexicon, low: int, high: int, start: int, end: int) -> tuple[int, int]:
    """The parser's longer span of an organisation, without article and verbs."""
    ends = line.ends
    if any(
        h.entry.kind == "office" for k in range(low, start) for _, _, h in lex.heads.at(line.low, line.doc[k].idx, ends)
    ):
        return start, end  # "Ministre des Affaires Etrangères"
    while low < start and (lex.is_in(line.word(low), "article", "junk") or not line.capital(low)):
        low += 1
    if high - low > 10 or any(
        line.doc[k].pos_ in ("VERB", "AUX") or line.word(k) in ',;:«»"' for k in range(low, high)
    ):
        return start, end
    return min(low, start), max(high, end)


def surname(name: str, lex: Lexicon) -> str:
    """The last word of a person's name, its particles left out."""
    words = name.replace("-", " - ").split() if " " not in name else name.split()
    last = words[-1] if words else name
    return last.split("-")[-1] if fold(last.split("-")[0]) in lex.classes.get("particle", ()) else last
