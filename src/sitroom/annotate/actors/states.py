"""Countries and capitals where they act as states.

A country is a mention of the state when it does something, something is done to it, or something belongs to it;
not when it is only where something happens. The places stage finds all toponyms; this finds the actors among them.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from sitroom.annotate.actors.gazetteer import addressed, before, institution_found
from sitroom.annotate.actors.lexicon import Lexicon, fold
from sitroom.annotate.actors.spans import GENDERS, NOUNS, OBJECT, Found, Line, free, morph, speaks, subject_of

PARTY = ("subject", "object", "addressed", "possessor", "toward")  # why all of a row are states if one is
RULING = ("government", "regime", "authorities", "army", "ministry")
REACH, INSERTED = 8, 14  # tokens back to an envoy; of an insertion behind the subject
QUOTES = ("«", "“", '"')
DATELINE = ("(", "-", "–", "—", "/")  # behind a town at the head of a line


def find_states(line: Line, lex: Lexicon, code: str, taken: set[int]) -> list[Found]:
    """Countries and capitals that act as states."""
    out: list[Found] = []
    ends = line.ends
    seen = set(taken)
    states: set[int] = set()
    for start, stop, place in line.places:
        if start == 0 and line.word(stop) in DATELINE:
            seen.update(range(start, stop))
        elif place.use == "metonymic" and place.country and free(seen, start, stop) and not _beside_thing(line, stop):
            seen.update(range(start, stop))
            states.update(range(start, stop))
            out.append(state_found(line, start, stop, place.country, True, f"{code}.actor.state.metonym"))
    listed = rows_of(line, lex, ends)
    for token in line.doc:
        for end, name, (iso, capital) in lex.places.at(line.low, token.idx, ends):
            stop = line.ends[end]
            text = line.raw[token.idx : end]
            if not free(seen, token.i, stop) or not is_written(text, name):
                continue
            if token.i == 0 and line.word(stop) in DATELINE:
                continue
            seen.update(range(token.i, stop))
            linked = _joined_to_state(line, token.i, states)
            rule = "linked" if linked else _acts(line, token.i, stop, capital, lex)
            governed = lex.is_in(line.word(before(line, token.i, lex)), "toward", "place-preposition", "of")
            if not rule and lex.is_in(line.word(stop), "and") and not governed:
                rule = _next_acts(line, stop + 1, ends, lex)
            if token.i in listed and not (rule == "subject" and governed is False and not linked):
                first, after, also = listed[token.i]  # all of a row are what the first one is
                rule = rule if first == token.i else "linked" if _acts(line, first, after, also, lex) in PARTY else ""
            if (rule and not line.shouting) or rule in ("subject", "object", "addressed", "possessor"):
                states.update(range(token.i, stop))
                out.append(state_found(line, token.i, stop, iso, capital, f"{code}.actor.state.{rule}"))
            break
    return out


def find_the_state(line: Line, lex: Lexicon, code: str, taken: set[int]) -> list[Found]:
    """ "l'État", "the State": the state of the country the report is about; not in a compound ("chef de l'État")."""
    out = []
    for token in line.doc:
        i = token.i
        if not (line.capital(i) and lex.is_in(line.word(i), "the-state") and free(taken, i, i + 1)) or i == 0:
            continue
        if not lex.is_in(line.word(i - 1), "definite") or line.capital(i + 1) or line.first(i):
            continue
        after = line.doc[i + 1] if i + 1 < len(line.doc) else None
        if after is not None and (after.text == "-" or (after.pos_ in ("ADJ", "NOUN") and after.head.i in (i, i + 1))):
            continue
        heads = (h for k in range(max(0, i - 4), i) for h in lex.heads.at(line.low, line.doc[k].idx, line.ends))
        if any(line.ends[end] == i + 1 for end, _, _ in heads):
            continue
        if lex.is_in(line.word(i + 1), "of") and line.capital(i + 2):
            continue  # "l'État de Roraima"
        out.append(
            Found(
                line.number, i, i + 1, token.text, "name", "state", f"{code}.actor.state.the", 0.7,
                gender=GENDERS.get(morph(token, "Gender")), definite="definite", sector="government",
            )
        )  # fmt: skip
    return out


def rows_of(line: Line, lex: Lexicon, ends: Container[int]) -> dict[int, tuple[int, int, bool]]:
    """Rows of countries ("Russia, the United States and Qatar"): where each begins -> start, end of the row's first,
    and whether it is a capital."""
    rows: list[list[tuple[int, int, bool]]] = []
    last, closed = -9, False
    for token in line.doc:
        hits = lex.places.at(line.low, token.idx, ends) if line.capital(token.i) and token.i >= last else []
        if not hits:
            continue
        end, _, (_, capital) = hits[0]
        between = [line.word(k) for k in range(max(0, last), token.i)]
        small = [w for w in between if w != "," and not lex.is_in(w, "and", "article", "of")]
        if rows and last > 0 and between and not small and not closed and len(between) < 5:
            rows[-1].append((token.i, line.ends[end], capital))
            closed = any(lex.is_in(w, "and") for w in between)
        else:
            rows.append([(token.i, line.ends[end], capital)])
            closed = False
        last = line.ends[end]
    return {one[0]: row[0] for row in rows if len(row) > 1 for one in row}


def _next_acts(line: Line, i: int, ends: Container[int], lex: Lexicon) -> str:
    """Is the country coordinated behind the "and" a subject ("Oslo et Reykjavik négocient")?"""
    while lex.is_in(line.word(i), "article"):
        i += 1
    hits = lex.places.at(line.low, line.doc[i].idx, ends) if i < len(line.doc) else []
    if not hits:
        return ""
    end, _, (_, capital) = hits[0]
    return "linked" if _acts(line, i, line.ends[end], capital, lex) == "subject" else ""


def is_written(text: str, name: str) -> bool:
    """Is the text written as the name is, capitals and all?"""
    if name.isupper() or "." in name:
        return text == name
    if " " in name and name.split()[-1][:1].isupper() and not text.split()[-1][:1].isupper():
        return False  # "La réunion a échoué"
    return text[:1].isupper() and not (text.isupper() and len(text) > 3 and not name.isupper() and len(name) < 4)


def state_found(line: Line, start: int, end: int, iso: str, capital: bool, rule: str) -> Found:
    """The country or capital at tokens `start` to `end` as a state."""
    told = (morph(line.doc[start - 1], "Gender") if start else "") or morph(line.doc[start], "Gender")
    gender = GENDERS.get(told)
    plural = start > 0 and morph(line.doc[start - 1], "Number") == "Plur"
    return Found(
        line.number, start, end, line.text(start, end), "name", "state", rule, 0.8 if capital else 0.9,
        gender=None if capital else gender, plural=plural, definite="definite", country=iso, sector="government",
    )  # fmt: skip


def with_seats(found: list[Found], rows: Sequence[Line], lex: Lexicon, code: str) -> list[Found]:
    """The mentions, towns that act for the body that sits there made mentions of it ("Brussels" of the Union): only
    where the report names nothing else of the town's country."""
    towns = {f.text: f.country for f in found if f.kind == "state" and f.text in lex.seats}
    if not towns:
        return found
    others = {f.country for f in found if f.text not in lex.seats}
    others |= {lex.demonyms[word] for line in rows for word in line.words if word in lex.demonyms}
    bodies = {town: lex.seats[town] for town, country in towns.items() if country not in others}
    return [
        institution_found(rows[f.line], f.start, f.end, bodies[f.text], code)
        if f.kind == "state" and f.text in bodies else f
        for f in found
    ]  # fmt: skip


def _joined_to_state(line: Line, start: int, states: set[int]) -> bool:
    """Is it coordinated with a country that acts ("Oslo et Reykjavik")?"""
    token = line.doc[start]
    return token.dep_ == "conj" and token.head.i in states


def _beside_thing(line: Line, end: int) -> bool:
    """Does the name say where a thing is ("a Muscat hotel", "Yemen peace track")? The parser takes verbs for nouns."""
    token = line.doc[end - 1]
    thing = token.dep_ == "compound" and token.head.i >= end and token.head.text.islower()
    return thing and token.head.tag_ == "NN" and line.word(end) not in ("'s", "'")


def _handed(line: Line, i: int, lex: Lexicon) -> bool:
    """Is something sold, supplied or owed to it ("vend des chars à Rabat", "sales of parts to Ankara")?"""
    if not lex.is_in(line.word(i), "addressing"):
        return False
    for k in range(i - 1, max(-1, i - REACH), -1):
        token = line.doc[k]
        if lex.is_in(fold(token.lemma_), "hands-to") and token.pos_ in ("VERB", "NOUN", "AUX", "ADJ"):
            return True
        if token.pos_ in ("VERB", "AUX", "PUNCT"):
            return False
    return False


def _acts(line: Line, start: int, end: int, capital: bool, lex: Lexicon) -> str:
    """Why the country acts as a state; "" if it is only a place."""
    token = line.doc[start:end].root
    i = before(line, start, lex)
    word = line.word(i) if i >= 0 else ""
    if lex.is_in(word, "place-preposition") and line.first(i) and _somebody(line, end, lex):
        return "subject"  # "À Paris, on exclut tout recours"
    if _owns_body(line, end, lex) or (not capital and _posted_to(line, i, lex)):
        return "possessor"
    if lex.is_in(word, "place-preposition"):
        given = addressed(line, i, lex) or (_handed(line, i, lex) and line.word(end) not in lex.demonyms)
        return "addressed" if given or _given(line, i, start, end, capital, lex) else ""
    if token.dep_ == "compound" and token.head.i >= end and token.head.text.islower():
        return ""  # "the France international", "a US proposal"
    if _leads_verb(line, start, end, i, lex) or _said_by(line, i, lex) or _goes_on_to_act(line, start, end, i, lex):
        return "subject"
    if _does(line, i, end, lex):
        return "possessor"
    if capital and _handed(line, i, lex):
        return "addressed"
    verb = subject_of(token)
    passive = token.dep_ in ("nsubj:pass", "nsubjpass")
    if capital:
        if verb is not None and not passive and (speaks(verb, lex) or (verb.pos_ == "VERB" and not _stays(verb, lex))):
            return "subject"
        if token.dep_ in OBJECT and speaks(token.head, lex):
            return "object"
        follower = line.doc[end] if end < len(line.doc) else None
        return "subject" if follower is not None and follower.pos_ == "VERB" and speaks(follower, lex) else ""
    if verb is not None and token.dep_ != "nmod":
        return "subject"
    if token.dep_ in OBJECT and not lex.is_in(word, "of"):
        return "" if lex.is_in(fold(token.head.lemma_), "moves") else "object"
    if line.word(end) in ("'s", "'") or token.dep_ == "poss":
        owner = next(
            (line.word(k) for k in range(end + 1, min(end + 4, len(line.doc))) if line.doc[k].pos_ == "NOUN"), ""
        )
        return "" if lex.is_in(owner, "locative") else "possessor"
    if lex.is_in(word, "of"):
        return _owned_by(line, i, lex)
    if lex.is_in(word, "toward"):
        moved = lex.is_in(fold(line.doc[i].head.lemma_), "moves") or lex.is_in(line.word(i - 1), "locative")
        return "" if i > 0 and moved else "toward"
    if token.dep_ in ("ROOT", "dep", "parataxis") and end < len(line.doc) and line.doc[end].pos_ in ("VERB", "AUX"):
        return "subject"
    return ""


def _owned_by(line: Line, i: int, lex: Lexicon) -> str:
    """Why a country behind the "of" at i is a state: something other than a place belongs to it."""
    k = i - 1
    while k > 0 and line.doc[k].pos_ == "ADJ":
        k -= 1
    noun = line.doc[k] if k >= 0 else None
    if noun is None or lex.is_in(line.word(k), "locative"):
        return ""
    office = any(h.entry.kind == "office" for _, _, h in lex.heads.at(line.low, noun.idx, {noun.idx + len(noun)}))
    return "possessor" if noun.pos_ == "NOUN" or office else ""  # "the Prime Minister of Iraq"


def _posted_to(line: Line, i: int, lex: Lexicon) -> bool:
    """Does the preposition at i say where an envoy is posted ("ambassador to Somalia", "l'émissaire belge au Mali")?"""
    if not lex.is_in(line.word(i), "accredited"):
        return False
    for k in range(i - 1, max(-1, i - REACH), -1):
        if lex.is_in(line.word(k), "envoy") and line.doc[k].pos_ in NOUNS:
            return True
        if line.doc[k].pos_ in ("VERB", "AUX", "PUNCT") and line.word(k) != "-":
            return False
    return False


def _does(line: Line, i: int, end: int, lex: Lexicon) -> bool:
    """Is it something said or done by the capital ("les accusations de Tokyo", "Oslo's refusal"), or its government?"""
    if lex.is_in(line.word(i), "of", "by-way-of") and i > 0:
        k = i - 1
        while k > 0 and line.doc[k].pos_ == "ADJ":
            k -= 1
        heads = (h for _, _, h in lex.heads.at(line.low, line.doc[k].idx, line.ends))
        return lex.is_in(line.word(k), "deed") or any(h.entry.id in RULING for h in heads)
    return line.word(end) in ("'s", "'") and any(lex.is_in(line.word(k), "deed") for k in (end + 1, end + 2))


def _goes_on_to_act(line: Line, start: int, end: int, i: int, lex: Lexicon) -> bool:
    """Does a relative clause make it act ("le Togo, qui a fermé ..."), or a verb behind an insertion that it heads the
    sentence with ("La France, accusée de ..., a démenti")?"""
    if line.word(end) != "," or lex.is_in(line.word(i), "of", "toward"):
        return False
    nxt = line.doc[end + 1] if end + 1 < len(line.doc) else None
    if nxt is None:
        return False
    if lex.is_in(line.word(end + 1), "whose"):
        return True  # "Germany, whose chancellor is in Ankara, ..."
    if lex.is_in(line.word(end + 1), "who-acts"):
        k = end + 2
        while k < len(line.doc) and line.doc[k].pos_ in ("PRON", "PART", "ADV") and k - end < 5:
            k += 1
        return k < len(line.doc) and line.doc[k].pos_ in ("VERB", "AUX") and line.doc[k].lemma_ not in ("être", "be")
    if not (i < 0 or line.first(start)) and not (i < 0 and start > 0 and line.first(start - 1)):
        return False
    if nxt.pos_ not in ("NOUN", "VERB", "ADJ", "DET") or nxt.i in line.timed:
        return False
    close = next((k for k in range(end + 2, min(end + 2 + INSERTED, len(line.doc))) if line.word(k) == ","), None)
    if close is None:
        return False
    k = close + 1
    while k < len(line.doc) and line.doc[k].pos_ in ("PRON", "PART", "ADV") and k - close < 4:
        k += 1
    verb = line.doc[k] if k < len(line.doc) else None
    return verb is not None and verb.pos_ in ("VERB", "AUX") and morph(verb, "VerbForm") not in ("Part", "Inf", "Ger")


def _owns_body(line: Line, end: int, lex: Lexicon) -> bool:
    """Does "'s" and a body or an office follow ("at Uganda's Foreign Affairs ministry", "Delhi's foreign minister")?"""
    if line.word(end) not in ("'s", "'"):
        return False
    for k in range(end + 1, min(end + 4, len(line.doc))):
        for e, _, head in lex.heads.at(line.low, line.doc[k].idx, line.ends):
            last = line.doc[line.ends[e] - 1]
            if last.dep_ != "compound" and head.entry.kind in ("organ", "office", "service") and not head.entry.site:
                return True
        if line.doc[k].pos_ not in ("ADJ", "NOUN", "PROPN"):
            return False
    return False


def _somebody(line: Line, k: int, lex: Lexicon) -> bool:
    """Does "on" or the like follow as the subject, over a comma?"""
    k += line.word(k) == ","
    return lex.is_in(line.word(k), "somebody") and k + 1 < len(line.doc)


def _said_by(line: Line, i: int, lex: Lexicon) -> bool:
    """ "« ... », ont renchéri les États-Unis": does a verb of saying behind a quotation or comma stand right before?"""
    if i < 1 or line.doc[i].pos_ != "VERB" or fold(line.doc[i].lemma_) not in lex.says:
        return False
    return any(line.word(k) in (",", "»", "”", '"') for k in range(max(0, i - 3), i))


def _given(line: Line, i: int, start: int, end: int, capital: bool, lex: Lexicon) -> bool:
    """ "un soutien à Israël", "quant à la Chine": the preposition gives, it does not locate."""
    if (
        capital
        or not lex.is_in(line.word(i), "addressing")
        or lex.is_in(line.word(i), "article")
        or i - 1 in line.timed
    ):
        return False
    if line.word(end) in lex.demonyms:
        return False  # "la Guyane britannique"
    if start - i > 1:
        return True  # with an article it never locates a country
    noun = line.doc[i - 1] if i else None
    sent = noun is not None and morph(noun, "VerbForm") == "Part"
    return noun is not None and noun.pos_ in ("NOUN", "ADJ") and not sent and not lex.is_in(noun.text, "locative")


def _leads_verb(line: Line, start: int, end: int, before: int, lex: Lexicon) -> bool:
    """Does a finite verb follow at once, with nothing that governs the name before it?"""
    k = end
    while k < len(line.doc) and line.doc[k].pos_ in ("PART", "ADV", "PRON") and k - end < 3 and len(line.word(k)) <= 3:
        k += 1
    k += line.word(k) in QUOTES
    if k < len(line.doc) and lex.is_in(line.word(k), "headline-verb") and (before < 0 or line.first(start)):
        return True
    if k >= len(line.doc) or line.doc[k].pos_ not in ("VERB", "AUX") or morph(line.doc[k], "VerbForm") == "Part":
        return False
    if before < 0 or line.doc[start].is_sent_start or (before == start - 1 and line.first(start)):
        return True
    return line.doc[before].pos_ in ("SCONJ", "PUNCT", "CCONJ", "ADV", "VERB") and line.doc[before].pos_ != "ADP"


def _stays(verb: object, lex: Lexicon) -> bool:
    return lex.is_in(getattr(verb, "lemma_", ""), "be")
