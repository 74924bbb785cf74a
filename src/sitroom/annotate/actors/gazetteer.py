"""Names the tables know: institutions, and countries or capitals where they act as states.

A country is a mention of the state when it does something, something is done to it, or something belongs to it;
not when it is only where something happens. The places stage finds all toponyms; this finds the actors among them.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from sitroom.annotate.actors.lexicon import Lexicon, fold
from sitroom.annotate.actors.spans import GENDERS, OBJECT, Found, Line, free, morph, speaks, subject_of
from sitroom.lang.schemas.institutions import Institution

PARTY = ("subject", "object", "addressed", "possessor", "toward")  # why all of a row are states if one is
DATELINE = ("(", "-", "–", "—", "/")  # behind a town at the head of a line


def find_institutions(line: Line, lex: Lexicon, code: str) -> list[Found]:
    """Institutions by name, the longest at each place. Palaces only where they act or are spoken to."""
    out: list[Found] = []
    taken: set[int] = set()
    ends = line.ends
    for token in line.doc:
        for end, name, institution in lex.institutions.at(line.low, token.idx, ends):
            stop = line.ends[end]
            if not _written(line.raw[token.idx : end], name) or not free(taken, token.i, stop):
                continue
            if _goes_on(line, token.i, stop, lex) or _ends_a_name(line, token.i, stop, lex):
                continue
            if institution.palace and _is_where(line, token.i, stop, lex):
                continue
            if institution.platform and _carries(line, token.i, lex):
                continue
            start, last, country = _chapter(line, token.i, stop, lex) if institution.national else (token.i, stop, None)
            taken.update(range(start, last))
            if country:
                found = institution_found(line, start, last, institution, code)
                out.append(replace(found, institution=None, country=country))
            else:
                out.append(institution_found(line, token.i, stop, institution, code))
            break
    return out


def _chapter(line: Line, start: int, end: int, lex: Lexicon) -> tuple[int, int, str | None]:
    """Start, end and country of a national society's name ("Croix-Rouge haïtienne", "Kenya Red Cross")."""
    iso = lex.demonyms.get(line.word(end))
    if iso and line.doc[end].text.islower():
        return start, end + 1, iso
    if lex.is_in(line.word(end), "of") and end + 1 < len(line.doc):
        k = end + 1 + lex.is_in(line.word(end + 1), "article")
        hits = lex.places.at(line.low, line.doc[k].idx, line.ends) if line.capital(k) else []
        if hits and not hits[0][2][1]:
            return start, line.ends[hits[0][0]], hits[0][2][0]
    before = lex.demonyms.get(line.word(start - 1))
    here = (
        [(line.ends[e], iso) for e, _, (iso, _) in lex.places.at(line.low, line.doc[start - 1].idx, line.ends)]
        if start
        else []
    )
    if start and line.capital(start - 1) and (before or (here and here[0][0] == start)):
        return start - 1, end, before or here[0][1]
    return start, end, None


def _goes_on(line: Line, start: int, end: int, lex: Lexicon) -> bool:
    """Is it the beginning of a longer name ("Conseil de sécurité nationale", "Reuters Andina")?"""
    if end >= len(line.doc):
        return False
    after = line.doc[end]
    if after.text == "-" and not line.doc[end - 1].whitespace_ and not after.whitespace_ and line.capital(end + 1):
        place = lex.places.at(line.low, line.doc[end + 1].idx, line.ends)
        known = line.doc[end + 1].text.isupper() and lex.institutions.at(line.low, line.doc[end + 1].idx, line.ends)
        return not place and not known  # "CGT-Santé", but "UE-Chine"
    if line.capital(end) and not line.first(end):
        entity = line.entity.get(start)
        entity = entity if entity is not None and end < entity.end else None
        person = line.doc[end].text in lex.firstnames or (entity is not None and _titled(line, end, entity.end, lex))
        return entity is not None and entity.label_ == "ORG" and not person and line.word(end) not in lex.demonyms
    several = end - start > 1 and any(line.doc[k].text.islower() for k in range(start, end))
    return several and after.pos_ == "ADJ" and start <= after.head.i < end and line.word(end) not in lex.demonyms


def _titled(line: Line, start: int, end: int, lex: Lexicon) -> bool:
    """Do another institution or a title follow ("White House National Security Adviser Jan Pol")?"""
    if any(" " in name for _, name, _ in lex.institutions.at(line.low, line.doc[start].idx, line.ends)):
        return True
    heads = (h for k in range(start, end) for _, _, h in lex.heads.at(line.low, line.doc[k].idx, line.ends))
    return any(h.entry.kind in ("office", "official") and not h.plural for h in heads)


def _ends_a_name(line: Line, start: int, end: int, lex: Lexicon) -> bool:
    """Is it a word that other words in capitals specify ("Nigeria Labour Congress", "Mineworkers' Congress")?"""
    k = start - 1 - (line.word(start - 1) in ("'", "'s"))
    if end - start > 1 or k < 0 or not lex.is_in(line.word(start), "orgword") or line.shouting:
        return False
    known = line.word(k) in lex.demonyms or line.place.get(k) or lex.is_in(line.word(k), "article", "premodifier")
    plain = line.doc[k].text.isupper() or lex.is_in(line.word(k), "junk", "title-word")
    return line.capital(k) and line.doc[k].pos_ in ("PROPN", "NOUN") and not known and not plain


def _written(text: str, name: str) -> bool:
    """Is the name written like a name? Short ones and acronyms letter for letter, others with a capital somewhere."""
    if len(name) <= 5 or name.isupper() or " " not in name:
        return text == name or (len(name) > 5 and text[:1].isupper() == name[:1].isupper())
    if name.startswith(("Le ", "La ", "Les ", "The ")):  # "Le monde regarde" is no newspaper
        return text == name
    return name.islower() or any(c.isupper() for c in text)


def institution_found(line: Line, start: int, end: int, entry: Institution, code: str) -> Found:
    """The mention of an institution of the tables."""
    return Found(
        line.number, start, end, line.text(start, end), "name", entry.kind, f"{code}.actor.institution",
        gender=entry.gender, plural=entry.plural, definite="definite", institution=entry, country=entry.country,
        sector=entry.sector,
    )  # fmt: skip


def _before(line: Line, start: int, lex: Lexicon) -> int:
    """The token before the article (and quotation mark) that stands before `start`."""
    i = start - 1
    while i >= 0 and (lex.is_in(line.word(i), "article") or line.word(i) in '«“"') and not _contracted(line, i, lex):
        i -= 1
    return i


def _contracted(line: Line, i: int, lex: Lexicon) -> bool:
    """Is the article also a preposition ("au", "du")?"""
    return lex.is_in(line.word(i), "of", "place-preposition")


def _is_where(line: Line, start: int, end: int, lex: Lexicon) -> bool:
    """Is the building meant, not who sits in it?"""
    i = _before(line, start, lex)
    if lex.is_in(line.word(i), "place-preposition"):
        return not _addressed(line, i, lex)
    return lex.is_in(line.word(i), "of") and i > 0 and lex.is_in(line.word(i - 1), "locative")


def _carries(line: Line, start: int, lex: Lexicon) -> bool:
    """Is the network only where something was posted ("sur Facebook", "a Facebook post")?"""
    token = line.doc[start]
    return lex.is_in(line.word(_before(line, start, lex)), "carrier") or token.dep_ in ("compound", "nmod")


def _addressed(line: Line, i: int, lex: Lexicon) -> bool:
    """Does the preposition at `i` follow a verb of speaking ("demande à Oslo de ...")?"""
    if not lex.is_in(line.word(i), "addressing"):
        return False
    k = i - 1
    while k > 0 and i - k < 3 and line.doc[k].pos_ in ("ADV", "PRON"):
        k -= 1
    return k >= 0 and speaks(line.doc[k], lex)


def find_states(line: Line, lex: Lexicon, code: str, taken: set[int]) -> list[Found]:
    """Countries and capitals that act as states."""
    out: list[Found] = []
    ends = line.ends
    seen = set(taken)
    states: set[int] = set()
    for start, stop, place in line.places:
        if start == 0 and line.word(stop) in DATELINE:
            seen.update(range(start, stop))
        elif place.use == "metonymic" and place.country and free(seen, start, stop):
            seen.update(range(start, stop))
            states.update(range(start, stop))
            out.append(_state(line, start, stop, place.country, True, f"{code}.actor.state.metonym"))
    listed = _listed(line, lex, ends)
    for token in line.doc:
        for end, name, (iso, capital) in lex.places.at(line.low, token.idx, ends):
            stop = line.ends[end]
            text = line.raw[token.idx : end]
            if not free(seen, token.i, stop) or not _proper(text, name):
                continue
            if token.i == 0 and line.word(stop) in DATELINE:
                continue
            seen.update(range(token.i, stop))
            linked = _joined_to_state(line, token.i, states)
            rule = "linked" if linked else _acts(line, token.i, stop, capital, lex)
            if not rule and lex.is_in(line.word(stop), "and"):
                rule = _next_acts(line, stop + 1, ends, lex)
            if token.i in listed:  # all of a row are what the first one is
                first, after, also = listed[token.i]
                rule = rule if first == token.i else "linked" if _acts(line, first, after, also, lex) in PARTY else ""
            if (rule and not line.shouting) or rule in ("subject", "object", "addressed", "possessor"):
                states.update(range(token.i, stop))
                out.append(_state(line, token.i, stop, iso, capital, f"{code}.actor.state.{rule}"))
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


def _listed(line: Line, lex: Lexicon, ends: Container[int]) -> dict[int, tuple[int, int, bool]]:
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
        small = [w for w in between if w != "," and not lex.is_in(w, "and", "article", "of", "place-preposition")]
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


def _proper(text: str, name: str) -> bool:
    if name.isupper() or "." in name:
        return text == name
    if " " in name and name.split()[-1][:1].isupper() and not text.split()[-1][:1].isupper():
        return False  # "La réunion a échoué"
    return text[:1].isupper() and not (text.isupper() and len(text) > 3 and not name.isupper() and len(name) < 4)


def _state(line: Line, start: int, end: int, iso: str, capital: bool, rule: str) -> Found:
    told = (morph(line.doc[start - 1], "Gender") if start else "") or morph(line.doc[start], "Gender")
    gender = GENDERS.get(told)
    plural = start > 0 and morph(line.doc[start - 1], "Number") == "Plur"
    return Found(
        line.number, start, end, line.text(start, end), "name", "state", rule, 0.8 if capital else 0.9,
        gender=None if capital else gender, plural=plural, definite="definite", country=iso, sector="government",
    )  # fmt: skip


def _joined_to_state(line: Line, start: int, states: set[int]) -> bool:
    """Is it coordinated with a country that acts ("Oslo et Reykjavik")?"""
    token = line.doc[start]
    return token.dep_ == "conj" and token.head.i in states


def _acts(line: Line, start: int, end: int, capital: bool, lex: Lexicon) -> str:
    """Why the country acts as a state; "" if it is only a place."""
    token = line.doc[start:end].root
    i = _before(line, start, lex)
    before = line.word(i) if i >= 0 else ""
    if lex.is_in(before, "place-preposition") and line.first(i) and _somebody(line, end, lex):
        return "subject"  # "À Paris, on exclut tout recours"
    if _owns_body(line, end, lex):
        return "possessor"
    if lex.is_in(before, "place-preposition"):
        return "addressed" if _addressed(line, i, lex) or _given(line, i, start, capital, lex) else ""
    if token.dep_ == "compound" and token.head.i >= end and token.head.text.islower():
        return ""  # "the France international", "a US proposal"
    if _leads_verb(line, start, end, i, lex) or _said_by(line, i, lex):
        return "subject"
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
    if token.dep_ in OBJECT and not lex.is_in(before, "of"):
        return "object"
    if line.word(end) in ("'s", "'") or token.dep_ == "poss":
        owner = next(
            (line.word(k) for k in range(end + 1, min(end + 4, len(line.doc))) if line.doc[k].pos_ == "NOUN"), ""
        )
        return "" if lex.is_in(owner, "locative") else "possessor"
    if lex.is_in(before, "of"):
        k = i - 1
        while k > 0 and line.doc[k].pos_ == "ADJ":
            k -= 1
        noun = line.doc[k] if k >= 0 else None
        if noun is None or lex.is_in(line.word(k), "locative"):
            return ""
        ends_there = {noun.idx + len(noun)}
        office = any(h.entry.kind == "office" for _, _, h in lex.heads.at(line.low, noun.idx, ends_there))
        return "possessor" if noun.pos_ == "NOUN" or office else ""  # "the Prime Minister of Iraq"
    if lex.is_in(before, "accredited") and i > 0 and lex.is_in(line.word(i - 1), "envoy") and not capital:
        return "possessor"  # "ambassador to Somalia"
    if lex.is_in(before, "toward"):
        return "" if i > 0 and lex.is_in(line.word(i - 1), "locative") else "toward"
    if token.dep_ in ("ROOT", "dep", "parataxis") and end < len(line.doc) and line.doc[end].pos_ in ("VERB", "AUX"):
        return "subject"
    return ""


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


def _given(line: Line, i: int, start: int, capital: bool, lex: Lexicon) -> bool:
    """ "un soutien à Israël", "quant à la Chine": the preposition gives, it does not locate."""
    if capital or not lex.is_in(line.word(i), "addressing") or lex.is_in(line.word(i), "article"):
        return False
    if start - i > 1:
        return True  # with an article it never locates a country
    noun = line.doc[i - 1] if i else None
    return noun is not None and noun.pos_ in ("NOUN", "ADJ") and not lex.is_in(line.word(i - 1), "locative")


def _leads_verb(line: Line, start: int, end: int, before: int, lex: Lexicon) -> bool:
    """Does a finite verb follow at once, with nothing that governs the name before it?"""
    k = end
    while k < len(line.doc) and line.doc[k].pos_ in ("PART", "ADV", "PRON") and k - end < 3 and len(line.word(k)) <= 3:
        k += 1
    if k < len(line.doc) and lex.is_in(line.word(k), "headline-verb") and (before < 0 or line.first(start)):
        return True
    if k >= len(line.doc) or line.doc[k].pos_ not in ("VERB", "AUX") or morph(line.doc[k], "VerbForm") == "Part":
        return False
    if before < 0 or line.doc[start].is_sent_start or (before == start - 1 and line.first(start)):
        return True
    return line.doc[before].pos_ in ("SCONJ", "PUNCT", "CCONJ", "ADV", "VERB") and line.doc[before].pos_ != "ADP"


def _stays(verb: object, lex: Lexicon) -> bool:
    return lex.is_in(getattr(verb, "lemma_", ""), "be")
