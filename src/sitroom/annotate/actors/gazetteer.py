"""Names the tables know: institutions. States are in states.py."""

from __future__ import annotations

from dataclasses import replace

from sitroom.annotate.actors.lexicon import Lexicon, fold
from sitroom.annotate.actors.spans import Found, Line, free, speaks
from sitroom.lang.schemas.institutions import Institution


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
            if _goes_on(line, token.i, stop, lex) or _ends_a_name(line, token.i, stop, lex, institution.country):
                continue
            if _is_surname(line, token.i, stop, lex, institution):
                continue
            if institution.palace and _is_where(line, token.i, stop, lex):
                continue
            if institution.platform and _carries(line, token.i, stop, lex):
                continue
            start, last, country = _chapter(line, token.i, stop, lex) if institution.national else (token.i, stop, None)
            taken.update(range(start, last))
            if country:
                found = institution_found(line, start, last, institution, code)
                out.append(replace(found, institution=None, country=country))
            else:
                start = _named_from(line, token.i, stop, institution)
                out.append(institution_found(line, start, stop, institution, code))
            break
    return out


def _named_from(line: Line, start: int, end: int, institution: Institution) -> int:
    """Where the name begins behind the noun that tells it is an agency or a paper ("agence Tass")."""
    k = start
    while k < end - 1 and line.doc[k].text.islower():
        k += 1
    return k if institution.sector == "media" and line.capital(k) else start


def _is_surname(line: Line, start: int, end: int, lex: Lexicon, institution: Institution) -> bool:
    """Is the word behind a given name the surname of a person ("Yoram Gilead")?"""
    if end - start > 1 or not start or institution.sector not in ("business", "media", "party"):
        return False
    given = line.doc[start - 1]
    return given.text in lex.firstnames and not line.doc[start].text.isupper() and line.capital(start - 1)


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


def _ends_a_name(line: Line, start: int, end: int, lex: Lexicon, country: str | None) -> bool:
    """Is it a word that other words in capitals specify ("Nigeria Labour Congress", "Mineworkers' Congress")?"""
    k = start - 1 - (line.word(start - 1) in ("'", "'s"))
    if end - start > 1 or k < 0 or not lex.is_in(line.word(start), "orgword") or line.shouting:
        return False
    other = lex.demonyms.get(line.word(k))
    if other is not None and line.capital(k) and country is not None and other != country:
        return True  # "Nepali Congress"
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


def before(line: Line, start: int, lex: Lexicon) -> int:
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
    i = before(line, start, lex)
    if line.word(end) == "," and lex.is_in(line.word(end + 1), "somebody") and line.first(max(i, 0)):
        return False  # "À l'Élysée, on se félicite de l'accord"
    if lex.is_in(line.word(i), "place-preposition"):
        return not addressed(line, i, lex)
    return lex.is_in(line.word(i), "of") and i > 0 and lex.is_in(line.word(i - 1), "locative")


def _carries(line: Line, start: int, end: int, lex: Lexicon) -> bool:
    """Is the network only where something was posted ("sur Facebook", "a Facebook post")?"""
    token = line.doc[start:end].root
    return lex.is_in(line.word(before(line, start, lex)), "carrier") or token.dep_ in ("compound", "nmod")


def addressed(line: Line, i: int, lex: Lexicon) -> bool:
    """Does the preposition at `i` follow a verb of speaking ("demande à Oslo de ...")?"""
    if not lex.is_in(line.word(i), "addressing"):
        return False
    k = i - 1
    while k > 0 and i - k < 3 and line.doc[k].pos_ in ("ADV", "PRON"):
        k -= 1
    return k >= 0 and speaks(line.doc[k], lex) and not lex.is_in(fold(line.doc[k].lemma_), "meets")
