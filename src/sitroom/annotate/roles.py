"""Which office does a phrase name? "le ministre israélien de la Défense" -> defence-minister of ISR.

The wordings are data (lang/xx/roles.toml, countries from countries.toml). A phrase is cut into words; words for
countries and institutions are found first, the longest first; what is left, link words aside, is compared with the
wordings of offices. Then "ancien", "par intérim", "adjoint" are noted. No date and no holder here: that is the
roster's part.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Literal

from sitroom.annotate.names import fold
from sitroom.lang import Lang
from sitroom.lang.schemas.countries import Country
from sitroom.lang.schemas.roles import RoleEntry

MAX_WORDS = 40
# Offices of a state: who heads the institution holds them, so no body is named with them.
STATE_OFFICES = frozenset(
    [
        "head-of-state",
        "head-of-government",
        "foreign-minister",
        "defence-minister",
        "interior-minister",
        "finance-minister",
        "justice-minister",
        "health-minister",
        "energy-minister",
        "national-security-adviser",
        "chief-of-defence-staff",
        "air-force-chief",
        "navy-chief",
        "police-chief",
        "central-bank-governor",
        "speaker-of-parliament",
    ]
)
_WORD = re.compile(r"\w+(?:\.\w+)+\.?|\w+")
UNKNOWN = "?"
# Offices that are turned to another state: "ambassadeur en France", "envoy for Syria".
TURNED = frozenset({"ambassador", "special-envoy"})
Gender = Literal["feminine", "masculine"]


@dataclass(frozen=True, slots=True)
class RoleReading:
    """How a phrase that names an office is read.

    role           id of the office (docs/roster.md); deputy: of it, the deputy
    country        ISO 3166-1 alpha-3 said by the phrase, or implied by its wording (`implied`), or None
    body           id of the institution or group the office belongs to, or None; UNKNOWN: one we do not know
    to             for ambassadors: the country or body they are sent to
    former, acting, elect   "ancien", "par intérim", "élu": whoever is meant does not hold it now, or not fully
    gender         what the wording says, or None
    indefinite     one of many ("un porte-parole", "a senior commander"), not to be taken for the holder
    plural         several people
    rule           language and id of the entry that decided
    rest           words that were not understood, as written
    """

    role: str
    country: str | None = None
    body: str | None = None
    to: str | None = None
    former: bool = False
    acting: bool = False
    elect: bool = False
    deputy: bool = False
    gender: Gender | None = None
    indefinite: bool = False
    plural: bool = False
    implied: bool = False
    rule: str = ""
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    folded: str
    lower: bool


@dataclass(frozen=True, slots=True)
class _Form:
    entry: RoleEntry
    gender: Gender | None
    plural: bool
    words: int


@dataclass
class _Lexicon:
    """The wordings of one language, ready to match: content words joined by a space -> what they may mean."""

    roles: dict[str, list[_Form]] = field(default_factory=lambda: defaultdict(list))
    bodies: dict[str, list[_Form]] = field(default_factory=lambda: defaultdict(list))
    heads: dict[str, list[_Form]] = field(default_factory=lambda: defaultdict(list))
    marks: dict[str, list[_Form]] = field(default_factory=lambda: defaultdict(list))
    links: frozenset[str] = frozenset()
    toward: frozenset[str] = frozenset()
    countries: dict[str, str] = field(default_factory=dict)
    offices: dict[str, str] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()
    longest: int = 1


@dataclass(frozen=True, slots=True)
class _Hit:
    """Content words `at` (their places in the phrase) that are a known wording; `value` a country or forms."""

    at: tuple[int, ...]
    country: str = ""
    forms: tuple[_Form, ...] = ()


def _words(text: str) -> tuple[_Word, ...]:
    found = []
    for match in _WORD.finditer(text):
        raw = match.group()
        folded = fold(raw).replace(".", "")
        if folded:
            found.append(_Word(raw, folded, raw[:1].islower()))
        if len(found) == MAX_WORDS:
            break
    return tuple(found)


@functools.cache
def _lexicon(lang: Lang) -> _Lexicon:
    lex = _Lexicon()
    entries = lang.table(RoleEntry)
    links = [(e.id, w.folded) for e in entries if e.kind == "link" for p in e.phrases for w in _words(p)]
    lex.links = frozenset(w for _, w in links)
    lex.toward = frozenset(w for id, w in links if id == "toward")
    tables = {"role": lex.roles, "body": lex.bodies, "head": lex.heads, "mark": lex.marks}
    for entry in entries:
        if entry.kind == "link":
            continue
        forms: tuple[tuple[Gender | Literal["plural"] | None, tuple[str, ...]], ...] = (
            (None, entry.phrases), ("feminine", entry.feminine),
            ("masculine", entry.masculine), ("plural", entry.plural),
        )  # fmt: skip
        for kind, phrases in forms:
            for phrase in phrases:
                content = [w.folded for w in _words(phrase) if w.folded not in lex.links]
                form = _Form(entry, None if kind == "plural" else kind, kind == "plural", len(content))
                tables[entry.kind][" ".join(content)].append(form)
                lex.longest = max(lex.longest, len(content))
        if entry.kind == "body" and entry.head and entry.body:
            lex.offices.setdefault(entry.head, entry.body)
    for country in lang.table(Country):
        for name in (*country.names, *country.demonyms):
            content = [w.folded for w in _words(name) if w.folded not in lex.links]
            lex.countries.setdefault(" ".join(content), country.id)
            lex.longest = max(lex.longest, len(content))
    lex.ids = frozenset(i for e in entries for i in (e.role, e.head) if i)
    return lex


def role_ids(lang: Lang) -> frozenset[str]:
    """Every role id this language has a wording for."""
    return _lexicon(lang).ids


@functools.cache
def office_name(lang: Lang, role: str) -> str:
    """How the language calls an office, for people to read: its first wording, one of no single country where there is
    one; the id where it has none."""
    entries = [e for e in lang.table(RoleEntry) if e.role == role and e.phrases]
    entries.sort(key=lambda e: bool(e.country or e.only))
    return entries[0].phrases[0] if entries else role


def role_of(phrase: str, lang: Lang, country: str | None = None) -> RoleReading | None:
    """Read a phrase that may name an office; None if it does not. Never raises.

    `country` is where the phrase is from, if the text around it says so: it chooses between the readings of wordings
    that differ by country ("secrétaire d'État"), and is never returned as if the phrase had said it.
    """
    lex = _lexicon(lang)
    words = _words(phrase)
    spots = tuple(i for i, w in enumerate(words) if w.folded not in lex.links)
    countries = _disjoint(_hits(words, spots, lex, lex.countries))
    # "Banque d'Angleterre": an institution's name may hold a country's; then it is no country here.
    named = _disjoint(_hits(words, spots, lex, lex.bodies))
    holding = [b for b in named if any(set(c.at) < set(b.at) for c in countries)]
    countries = [c for c in countries if not any(set(c.at) & set(b.at) for b in holding)]
    rest = _without(spots, [*countries, *holding])
    bodies = _disjoint([*_hits(words, rest, lex, lex.bodies), *holding])
    hint = next((h.country for h in countries), "") or next((_body(h).country or "" for h in bodies), "") or country
    office = _office(words, rest, lex, hint, bodies)
    if office is None:
        return None
    hit, form = office
    rest = _without(rest, [hit])
    bodies = _disjoint([*_hits(words, rest, lex, lex.bodies), *holding])
    general = [f for f in hit.forms if not (f.entry.bare or f.entry.only or f is form)]
    readings = (_reading(words, rest, lang, hit, f, countries, bodies) for f in (form, *general))
    return next((r for r in readings if r), None)


def _hits(words: tuple[_Word, ...], spots: tuple[int, ...], lex: _Lexicon, table: object) -> list[_Hit]:
    """Every occurrence of the table's wordings among the content words at `spots`, the longest at each place."""
    out = []
    for i in range(len(spots)):
        for n in range(min(lex.longest, len(spots) - i), 0, -1):
            value = table.get(" ".join(words[k].folded for k in spots[i : i + n]))  # type: ignore[attr-defined]
            if value:
                at = spots[i : i + n]
                out.append(_Hit(at, country=value) if isinstance(value, str) else _Hit(at, forms=tuple(value)))
                break
    return out


def _disjoint(hits: list[_Hit]) -> list[_Hit]:
    """Hits that do not overlap, longer ones first served; in text order."""
    chosen: list[_Hit] = []
    for hit in sorted(hits, key=lambda h: (-len(h.at), h.at)):
        if not any(set(hit.at) & set(c.at) for c in chosen):
            chosen.append(hit)
    return sorted(chosen, key=lambda h: h.at)


def _without(spots: tuple[int, ...], hits: list[_Hit]) -> tuple[int, ...]:
    gone = {i for h in hits for i in h.at}
    return tuple(i for i in spots if i not in gone)


def _body(hit: _Hit) -> RoleEntry:
    return hit.forms[0].entry


def _heads(word: _Hit, body: _Hit) -> bool:
    """Is this a word for the head of that institution?"""
    head, only = _body(body).head, word.forms[0].entry.heads
    return head is not None and (not only or head in only)


def _office(
    words: tuple[_Word, ...], spots: tuple[int, ...], lex: _Lexicon, country: str | None, bodies: list[_Hit]
) -> tuple[_Hit, _Form] | None:
    """The wording of an office to read the phrase by: the first that possesses no other, else a head word."""
    found = []
    for hit in _disjoint(_hits(words, spots, lex, lex.roles)):
        form = _form(hit.forms, country)
        cut = any(set(hit.at) & set(b.at) and not set(b.at) <= set(hit.at) for b in bodies)
        if form and not cut:  # "président du Conseil" is not read out of "président du Conseil européen"
            found.append((hit, form))
    heads = [h for h in _disjoint(_hits(words, spots, lex, lex.heads)) if any(_heads(h, b) for b in bodies)]
    for hit, form in found:
        owner = hit.at[-1] + 1 < len(words) and words[hit.at[-1] + 1].folded == "s"
        if owner and any(other.at > hit.at for other, _ in found):
            continue  # "the Prime Minister's spokesman"
        if form.entry.bare and any(h.at == hit.at for h in heads):
            continue  # "président" of a body is its head
        return hit, form
    free = [h for h in heads if not any(set(h.at) & set(b.at) for b in bodies)]
    return (free[0], free[0].forms[0]) if free else None


def _form(forms: tuple[_Form, ...], country: str | None) -> _Form | None:
    """The reading of a wording that fits the country: one made for it first, then the general ones, in file order."""
    made = [f for f in forms if country and country in f.entry.only]
    # Without a country, a wording made for some is read only if it is usual enough to imply one, or there is no other.
    open_ = [f for f in forms if not f.entry.only or (not country and f.entry.country)]
    open_ = open_ or [f for f in forms if not country]
    return next(iter([*made, *open_]), None)


def _reading(
    words: tuple[_Word, ...], rest: tuple[int, ...], lang: Lang, hit: _Hit, form: _Form,
    countries: list[_Hit], bodies: list[_Hit],
) -> RoleReading | None:  # fmt: skip
    lex, entry = _lexicon(lang), form.entry
    after = [b for b in bodies if b.at > hit.at]
    body = _body(after[0] if after else bodies[-1]) if bodies else None
    role = entry.role
    if entry.kind == "head":
        headed = [b for b in (*after, *reversed(bodies)) if _heads(hit, b)]
        if not headed:
            return None
        body = _body(headed[0])
        role = body.head
    rest = _without(rest, bodies)
    marks = _disjoint(_hits(words, rest, lex, lex.marks))
    said = {m.forms[0].entry.mark for m in marks}
    rest = _without(rest, marks)
    if entry.bare and entry.kind == "role" and not _bare(words, rest, hit, lex):
        return None
    sent, to = _sides(words, hit, countries, lex, entry.role in TURNED)
    country = sent or next((_body(b).country for b in bodies if _body(b).country), None) or entry.country
    keeps = body is not None and (entry.of_body or body.head not in STATE_OFFICES)
    unknown = UNKNOWN if entry.of_body and body is None and not _bare(words, rest, hit, lex) else None
    owned = (_owner(words, rest, lex) if body is None else None) or entry.body if entry.of_body else None
    if "deputy" in said and f"deputy-{role}" in lex.ids:
        role, said = f"deputy-{role}", said - {"deputy"}
    return RoleReading(
        role=role or "",
        country=country,
        body=body.body if body and keeps else owned or unknown,
        to=to or (body.body if body and entry.role == "ambassador" else None),
        former="former" in said,
        acting="acting" in said,
        elect="elect" in said,
        deputy="deputy" in said,
        gender=form.gender,
        indefinite="some" in said,
        plural=form.plural,
        implied=not sent and country is not None,
        rule=f"{lang.code}.role.{entry.id}",
        rest=tuple(words[i].text for i in rest),
    )


def _owner(words: tuple[_Word, ...], rest: tuple[int, ...], lex: _Lexicon) -> str | None:
    """ "porte-parole du Premier ministre": the body is the one the other office heads, else named like the office."""
    other = _disjoint(_hits(words, rest, lex, lex.roles))
    role = other[0].forms[0].entry.role if other else None
    return lex.offices.get(role, role) if role else None


def _bare(words: tuple[_Word, ...], rest: tuple[int, ...], hit: _Hit, lex: _Lexicon) -> bool:
    """Is nothing unknown attached to the office: no "de X", no common word? A name standing next to it is no harm."""
    for i in rest:
        linked = i > 0 and words[i - 1].folded in lex.links
        if words[i].lower or linked or i < hit.at[0]:
            return False
    return True


def _sides(
    words: tuple[_Word, ...], hit: _Hit, countries: list[_Hit], lex: _Lexicon, turned: bool
) -> tuple[str | None, str | None]:
    """The country the office belongs to, and the one it is turned to ("ambassadeur d'Israël en France")."""
    sent = to = None
    for c in countries:
        near = {words[i].folded for i in range(max(c.at[0] - 2, 0), c.at[0])}
        if turned and c.at > hit.at and near & lex.toward and to is None:
            to = c.country
        elif sent is None:
            sent = c.country
        elif to is None:
            to = c.country
    return sent, to
