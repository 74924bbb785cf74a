"""Which description stands next to which name: "secrétaire à la Défense Lloyd Austin", "Jan Pol, le ministre belge,".

A description before a name is its title; behind a comma, in brackets or between dashes it is an apposition, if what
follows closes it. Nouns the tables do not know become descriptions here, when they stand in such a place.
"""

from __future__ import annotations

from sitroom.annotate.actors.lexicon import Lexicon, fold
from sitroom.annotate.actors.spans import GENDERS, Found, Line, morph, tokens_of

COMMAS = (",", "(", "–", "—", "-")
QUOTES = ("«", '"', "“")
RANK = "general"
ALIAS = 9  # tokens of another name
ROW = 4  # further titles of one person
CLOSERS = (",", ")", "–", "—", "-", ".", ";", ":", "!", "?", "…", "»", '"', "”")


def bind(
    found: list[Found], line: Line, lex: Lexicon, code: str, tied: dict[tuple[int, int], tuple[int, int]]
) -> tuple[list[Found], dict[tuple[int, int], tuple[int, int]]]:
    """New descriptions, and bonds from (start, end) of a description to (start, end) of a name, within one line.

    tied   the bonds that are known
    """
    persons = [f for f in found if f.form == "name" and f.kind in ("person", "organisation")]
    nominals = [f for f in found if f.form == "nominal"]
    ending: dict[int, list[Found]] = {}  # by end
    starting: dict[int, list[Found]] = {}  # by start
    for f in nominals:
        ending.setdefault(f.end, []).append(f)
        starting.setdefault(f.start, []).append(f)
    taken = tokens_of(found)
    names = {f.start: f for f in reversed(found) if f.form == "name"}
    stops = {f.end for f in persons if f.kind == "organisation"}
    extra: list[Found] = []
    bonds = dict(tied)
    titled = set(tied.values())
    for name in persons:
        # the nearest title wins, an apposition behind the name comes on top of it
        spelt = line.word(name.start - 1) == "(" and name.start - 1 in stops  # an acronym, of the name before it
        title = None if spelt or (name.start, name.end) in titled else _title(name, ending, line, lex)
        if title is None and (name.start, name.end) not in titled and name.kind == "person":
            title = _unknown_before(name, line, lex, code, taken)
            if title is not None:
                extra.append(title)
        if title is not None:
            bonds[(title.start, title.end)] = (name.start, name.end)
        for more in _row(name, title or _tied(tied, name, nominals), ending, starting, line, lex, ahead=False):
            bonds.setdefault((more.start, more.end), (name.start, name.end))
        outer = _outer(name, title or _tied(tied, name, nominals), ending, line, lex)
        if outer is not None:
            bonds.setdefault((outer.start, outer.end), (name.start, name.end))
        behind = _behind(name, starting, line, lex) or (_leading(name, starting, line, lex) if title is None else None)
        if behind is None and name.kind == "person":
            behind = _unknown_behind(name, line, lex, code, taken, names)
            if behind is not None:
                extra.append(behind)
        if behind is not None and (behind.start, behind.end) not in bonds:
            bonds[(behind.start, behind.end)] = (name.start, name.end)
            for more in _row(name, behind, ending, starting, line, lex, ahead=True):
                bonds.setdefault((more.start, more.end), (name.start, name.end))
    return extra, bonds


def _tied(tied: dict[tuple[int, int], tuple[int, int]], name: Found, nominals: list[Found]) -> Found | None:
    return next((f for f in nominals if tied.get((f.start, f.end)) == (name.start, name.end)), None)


def _row(
    name: Found,
    first: Found | None,
    ending: dict[int, list[Found]],
    starting: dict[int, list[Found]],
    line: Line,
    lex: Lexicon,
    ahead: bool,
) -> list[Found]:
    """The further titles of a row without articles ("ministre d'État, représentant du président et chef du Front,"):
    before the one next to the name, or behind it."""
    out: list[Found] = []
    here = first
    while here is not None and len(out) < ROW and name.kind == "person":
        joint = here.end if ahead else here.start - 1
        rank = not ahead and here.head is not None and here.head.id == RANK
        if rank and here.start in ending and not out:  # "Pentagon spokesman Brig. Gen. Jan Pol"
            joint = here.start
        elif not (line.word(joint) == "," or lex.is_in(line.word(joint), "and")):
            break
        there = starting.get(joint + 1, []) if ahead else ending.get(joint, [])
        kin = not ahead and lex.is_in(line.word(joint), "and")  # "son fils et conseiller, Jan Pol,"
        there = [
            f for f in there
            if f.head is not None and (f.head.kind in ("office", "official") or (kin and f.head.id == "kin"))
            and _fits(name, f, lex)
        ]  # fmt: skip
        longest = max(there, key=lambda f: f.end - f.start, default=None)
        later = longest if ahead else here
        if longest is None or later is None or later.definite != "bare":
            break
        after = line.word(longest.end)
        if ahead and after and after not in CLOSERS and not lex.is_in(after, "and"):
            break
        out.append(longest)
        here = longest
    return out


def _outer(name: Found, title: Found | None, ending: dict[int, list[Found]], line: Line, lex: Lexicon) -> Found | None:
    """What stands before a title between commas ("son adversaire, la maire Odile Massard,", "le président, le juge
    Reto Camenzind,"): said of the same person, unless the row goes on as a list."""
    if title is None or name.kind != "person" or title.end != name.start:
        return None
    at = title.start
    while at > 0 and lex.is_in(line.word(at - 1), "article"):
        at -= 1
    listed = lex.is_in(line.word(name.end), "and") or lex.is_in(line.word(name.end + 1), "and")
    after = line.doc[name.end] if name.end < len(line.doc) else None
    closed = after is None or after.text in CLOSERS or after.pos_ in ("VERB", "AUX")
    if line.word(at - 1) != "," or listed or not closed:
        return None
    for f in ending.get(at - 1, ()):
        k = f.start
        while k > 0 and lex.is_in(line.word(k - 1), "article", "possessive"):
            k -= 1
        opens = line.first(k) or line.word(k - 1) == "," or line.doc[k - 1].pos_ in ("VERB", "AUX")
        rank = f.definite == "indefinite" and f.head is not None and f.head.kind in ("office", "official")
        told = rank or f.definite in ("definite", "possessive")  # "un porte-parole, le colonel Jan Pol,"
        if f.head is not None and told and _fits(name, f, lex) and opens:
            return f
    return None


def _fits(name: Found, nominal: Found, lex: Lexicon) -> bool:
    """Can the description be said of the name?"""
    if nominal.head is None:
        return True
    kind = nominal.head.kind
    if name.kind == "organisation":
        maker = any(lex.is_in(w, "works") for w in fold(nominal.text).split())
        if maker and kind in ("group", "person", "office") and not nominal.plural:
            return True  # "its owner, Piraeus Lines,"
        return kind in ("organ", "vessel", "collective") and not nominal.plural
    if nominal.plural and nominal.head.kind != "group":
        return False
    return kind in ("office", "official", "person", "counterpart", "group") and not (nominal.plural)


def _title(name: Found, ending: dict[int, list[Found]], line: Line, lex: Lexicon) -> Found | None:
    """The description that ends where the name begins, or just before it behind a comma that a second one closes."""
    at = name.start
    while at > 0 and (line.word(at - 1) in QUOTES or line.word(at - 1) in lex.titles):
        at -= 1
    rank = lex.heads.at(line.low, line.doc[at - 2].idx, line.ends) if at > 2 else []
    if at == name.start and rank and line.word(at - 1) == line.word(at - 3) == ",":
        at -= 2  # "le ministre, général, Omar Dideh,"
    if at < name.start and at > 1 and lex.is_in(line.word(at - 1), "article") and line.word(at - 2) in COMMAS:
        at -= 1  # "le porte-parole, le mollah Omari"
    for f in [*ending.get(name.start, []), *ending.get(at, [])]:  # "his sister Helen", though "Sister" is a title
        if _fits(name, f, lex) and f.start < name.start:
            return f
    past = _past_bracket(line, name) if name.kind == "organisation" else name.end
    articled = name.kind == "organisation" and at == name.start and at > 1 and line.word(at - 2) == ","
    articled = articled and lex.is_in(line.word(at - 1), "article")
    if articled:
        at -= 1  # "une coalition de l'opposition, l'Alliance du peuple (ADP),"
    closed = past >= len(line.doc) or line.word(past) in CLOSERS
    if line.word(at - 1) == "," and not closed and line.doc[name.end].pos_ in ("VERB", "AUX") and name.kind == "person":
        # "Albania's interior minister, Jan Pol held a press conference": the second comma is forgotten
        whole = [f for f in ending.get(at - 1, ()) if _fits(name, f, lex) and f.definite != "indefinite"]
        opens = [f for f in whole if _opens(line, lex, f.start) or _in_row(line, lex, f, ending)]
        if opens:
            return opens[0]
    if line.word(at - 1) in COMMAS and closed:
        fitting = [f for f in ending.get(at - 1, ()) if _fits(name, f, lex) and not _of_outlet(line, lex, name, f)]
        owned = (line.word(k) for f in fitting for k in (f.start - 1, f.start - 2))
        if articled and any(lex.is_in(w, "of") for w in owned):
            fitting = []  # "le chef de l'opposition, l'Alliance du peuple,"
        for f in fitting:
            if f.definite != "indefinite" or name.kind == "organisation":
                return f
        if line.word(name.end) in (",", ".", ")", "–", "—"):
            return next(iter(fitting), None)
    return None


def _of_outlet(line: Line, lex: Lexicon, name: Found, f: Found) -> bool:
    """Does the body only own what is named ("le site du gouvernement, El 19 Digital")?"""
    k = f.start - 1
    while k > 1 and lex.is_in(line.word(k), "article", "of"):
        k -= 1
    owned = any(lex.is_in(line.word(x), "of") for x in range(k + 1, f.start))
    while k > 0 and line.doc[k].pos_ in ("ADJ", "PROPN") and not lex.is_in(line.word(k), "outlet-noun"):
        k -= 1
    return name.kind == "organisation" and owned and lex.is_in(line.word(k), "outlet-noun")


def _opens(line: Line, lex: Lexicon, k: int) -> bool:
    return line.first(k) or (k == 1 and lex.is_in(line.word(0), "article"))


def _in_row(line: Line, lex: Lexicon, f: Found, ending: dict[int, list[Found]]) -> bool:
    """Does it follow a title that opens the sentence ("Le ministre de la Justice, garde des Sceaux, Jan Pol a dit")?"""
    before = ending.get(f.start - 1, []) if line.word(f.start - 1) == "," else []
    return f.definite == "bare" and any(_opens(line, lex, o.start) and o.end == f.start - 1 for o in before)


def _behind(name: Found, starting: dict[int, list[Found]], line: Line, lex: Lexicon) -> Found | None:
    """The apposition that follows the name: ", (le) ministre belge de la Défense,"."""
    comma = _past_alias(line, lex, _past_age(line, name.end))
    if line.word(comma) not in COMMAS:
        return None
    at = comma + 1
    while lex.is_in(line.word(at), "article", "possessive"):
        at += 1
    for f in (f for k in range(comma + 1, at + 1) for f in starting.get(k, ())):
        if _fits(name, f, lex):
            closed = f.end >= len(line.doc) or line.word(f.end) in CLOSERS or lex.is_in(line.word(f.end), "relative")
            bare = f.start == comma + 1
            closed = closed or line.doc[f.end].pos_ in ("ADP", "PRON", "SCONJ", "CCONJ")
            closed = closed or line.doc[f.end].dep_ in ("acl", "amod")  # "l'un des marins libérés"
            if ((bare or closed) and line.doc[f.start : f.end].root.dep_ not in ("nsubj", "nsubj:pass")) or (
                closed and line.word(f.end) in CLOSERS
            ):
                return f
    return None


def _leading(name: Found, starting: dict[int, list[Found]], line: Line, lex: Lexicon) -> Found | None:
    """ "A former sergeant who served in Iraq, Paul Brown, 62, told ...": what the sentence begins with, over a relative
    clause without commas, and a name between commas that a verb follows."""
    if line.word(name.start - 1) != "," or name.kind != "person" or line.word(name.end) != ",":
        return None
    past = _past_age(line, name.end)
    verb = past + (line.word(past) == ",")
    if verb >= len(line.doc) or line.doc[verb].pos_ not in ("VERB", "AUX"):
        return None
    at = name.start - 2
    while at >= 0 and line.word(at) != "," and not line.first(at):
        at -= 1
    if at < 0 or not line.first(at):
        return None
    for f in starting.get(at + lex.is_in(line.word(at), "article"), ()):
        if f.definite == "indefinite" and lex.is_in(line.word(f.end), "relative") and _fits(name, f, lex):
            return f
    return None


def _past_age(line: Line, end: int) -> int:
    """Where a description may begin behind a name and its age (", 41 ans,", ", 41,", "(41),"); `end` without one."""
    if line.word(end) not in (",", "(") or not line.word(end + 1).isdecimal() or len(line.word(end + 1)) > 2:
        return end
    stop = next((k for k in range(end + 2, end + 6) if line.word(k) in (",", ")")), end)
    return stop + (line.word(stop) == ")")


def _past_bracket(line: Line, name: Found) -> int:
    """Behind the acronym in brackets that follows a name; the name's end where none does."""
    return name.end + 3 if line.word(name.end) == "(" and line.word(name.end + 2) == ")" else name.end


def _past_alias(line: Line, lex: Lexicon, comma: int) -> int:
    """The comma behind another name (", alias « Fito », leader of the gang,"); `comma` where none is told."""
    if not (line.word(comma) in COMMAS and lex.is_in(line.word(comma + 1), "alias")):
        return comma
    there = (k for k in range(comma + 2, min(comma + ALIAS, len(line.doc))) if line.word(k) in (",", ")"))
    stop = next(there, comma)
    return stop + (line.word(stop) == ")" and line.word(stop + 1) == ",")


def _unknown_before(name: Found, line: Line, lex: Lexicon, code: str, taken: set[int]) -> Found | None:
    """A common noun no table knows, right before a full name ("La chirurgienne Hrefna Solberg")."""
    i = name.start - 1
    if name.end - name.start < 2 or i < 1 or i in taken:
        return None
    token = line.doc[i]
    if (
        token.pos_ != "NOUN"
        or line.word(i) in lex.titles
        or line.capital(i)
        or not lex.is_in(line.word(i - 1), "definite", "premodifier", "possessive")
    ):
        return None
    if lex.is_in(line.word(i), "portfolio", "orgword") or lex.is_in(line.word(i - 1), "place-preposition", "of"):
        return None
    if lex.is_in(line.word(i - 2), "place-preposition", "beside-place"):
        return None  # "candidat à la présidentielle Jan Pol"
    return _plain(line, i, i + 1, name, code, "title")


def _unknown_behind(
    name: Found, line: Line, lex: Lexicon, code: str, taken: set[int], names: dict[int, Found]
) -> Found | None:
    """A bare noun no table knows in apposition to a full name ("Asta Vidal, institutrice,")."""
    i = name.end + 1
    if name.end - name.start < 2 or line.word(name.end) != "," or i >= len(line.doc):
        return None
    articled = lex.is_in(line.word(i), "indefinite") and line.doc[i].pos_ != "ADP"
    i += articled
    if (
        i >= len(line.doc)
        or line.doc[i].pos_ != "NOUN"
        or line.capital(i)
        or lex.is_in(line.word(i), "at-work", "alias")
    ):
        return None
    end = i + 1
    while end < len(line.doc) and (line.doc[end].pos_ in ("ADJ", "NOUN") and not line.capital(end)) and end - i < 4:
        end += 1
    if lex.is_in(line.word(end), "addressing", "place-preposition"):
        k = end + 1
        while lex.is_in(line.word(k), "article"):
            k += 1
        inside = names.get(k)
        if inside is not None:
            end = inside.end
        elif line.capital(k):
            end = k + 1
            while end < len(line.doc) and line.capital(end):
                end += 1
    if line.doc[i].dep_ not in ("appos", "conj", "nmod") or i in taken:
        return None
    closed = end >= len(line.doc) or line.word(end) in CLOSERS or line.doc[end].pos_ == "ADP"
    return _plain(line, i, end, name, code, "apposition") if closed else None


def _plain(line: Line, start: int, end: int, name: Found, code: str, rule: str) -> Found:
    gender = GENDERS.get(morph(line.doc[start], "Gender"))
    return Found(
        line.number, start, end, line.text(start, end), "nominal", "person", f"{code}.actor.{rule}", 0.7,
        gender=gender, definite="definite",
    )  # fmt: skip
