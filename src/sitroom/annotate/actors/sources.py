"""Who is an anonymous source: somebody without a name whose words the report gives.

The same woman is a person when she is only spoken of ("une infirmière a été blessée") and a source when she speaks
("... , souffle l'infirmière"): all mentions of an actor are looked at together, and the statements once they are known.
Kin of somebody, and holders of an office that could be looked up ("le Premier ministre"), are persons either way.

Deliberately not here: groups. People in the plural are groups, speaking or not, unless `nominals` calls them sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitroom.annotate.actors.company import Company, Draft, slug
from sitroom.annotate.actors.described import PARTS
from sitroom.annotate.actors.lexicon import Lexicon, fold
from sitroom.annotate.actors.spans import OBJECT, Found, Line, has_subject, is_passive, speaks, subject_of
from sitroom.lang.schemas.nominals import Nominal
from sitroom.model import Actor, ActorKind, Sourcing, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

KIN = frozenset({"kin"})
UNNAMED = ("spokesperson", "press-secretary")  # many speak for one body: none of them is looked up
KEPT_BACK = 14  # tokens behind a mention in which a word for anonymity belongs to it
ANOTHER = "+"  # in the key of "un autre", "one of them" (`pronouns`)
LISTED = 4  # steps back to the first of a row
OF_UNLISTED: dict[str, Sourcing] = {
    "person": "named", "anonymous": "anonymous", "organisation": "organisation", "group": "group",
}  # fmt: skip
WORD_FOR_WORD = (",", "»", '"', "”")


@dataclass(frozen=True, slots=True)
class Nameless:
    """What the actor with this id is when the report gives its words, and when it does not."""

    actor: str
    source: ActorKind
    other: ActorKind


def nameless(company: Company, draft: Draft) -> tuple[ActorKind, ActorKind] | None:
    """(kind as a source, kind otherwise) of a draft whose kind depends on it; None for all others."""
    described = [f for n in draft.numbers if (f := company.found[n]).head is not None]
    if ANOTHER in draft.key and not draft.numbers and draft.kind in ("person", "anonymous"):
        return "anonymous", draft.kind  # "un autre estime que"
    if draft.kind == "group" and draft.plural and described and not draft.members:
        some = all(f.head is not None and f.head.kind == "official" and f.definite != "definite" for f in described)
        return ("anonymous", "group") if some else None
    if draft.proper or draft.wikidata or draft.kind not in ("person", "anonymous"):
        return None
    if draft.offices and all(fold(f.text) != fold(draft.name) for f in described):
        return None  # the roster's holder of an office
    heads = [f.head for f in described if f.head is not None]
    if not heads or (draft.kind == "person" and draft.key.startswith("role:")):
        return None
    if draft.heads & KIN and all(f.definite != "indefinite" for f in described):
        return None
    if any(h.kind in ("source", "counterpart") or holds_office(company, f, h)
           for h, f in zip(heads, described, strict=True)):  # fmt: skip
        return None
    # whoever is called an official is unnamed on purpose: nothing but being acted upon speaks against a source
    quoted = any(h.kind == "official" or h.id in UNNAMED for h in heads)
    quoted = quoted and not all(acted_upon(company.lines[f.line], f) for f in described)
    if draft.plural:
        some = any(f.definite in ("indefinite", "bare") for f in described)
        silent = all(silently_acts(company.lines[f.line], f, company.lex) for f in described)
        return "anonymous", "anonymous" if quoted and some and not silent else "group"
    if draft.kind == "person" and not introduced(draft, described) and spoken_of_by_name(company, draft):
        return None  # "la syndicaliste" is rather somebody of whom we failed to see it than a new source
    return "anonymous", "anonymous" if quoted else "person"


def speaks_somewhere(company: Company, draft: Draft) -> bool:
    """Do words around any mention of the draft say that it is a source?"""
    return any(
        given_as_source(company.lines[f.line], f, company.lex) for n in draft.numbers for f in [company.found[n]]
    )


def holds_office(company: Company, f: Found, head: Nominal) -> bool:
    """Could somebody look up who is meant? By an office, or by what the description names ("archevêque de Lyon")."""
    if f.definite == "indefinite" or f.kind != "person" or head.id in UNNAMED:
        return False
    named = any(company.lines[f.line].capital(k) for k in range(f.start + 1, f.end))
    return head.kind == "office" or (head.kind == "person" and f.definite == "definite" and named)


def introduced(draft: Draft, described: list[Found]) -> bool:
    """Does the report bring somebody new in with one of these descriptions?"""
    parts = bool(draft.heads & PARTS)
    return parts or any(f.definite in ("indefinite", "possessive", "bare") or f.number == 1 for f in described)


def spoken_of_by_name(company: Company, draft: Draft) -> bool:
    """Does the report name a person whom the description could take up?"""
    first = draft.places[0]
    if any(d.kind == "anonymous" and d is not draft for h in draft.heads for d in company.called(h)):
        return False
    return any(d.agrees(draft.gender, draft.country) for d in company.before(first, "person") if d.proper)


def root_of(line: Line, f: Found) -> Token:
    """The token the mention hangs on."""
    return line.doc[f.start : f.end].root


def acted_upon(line: Line, f: Found) -> bool:
    """Is something done to whom the mention names?"""
    root = root_of(line, f)
    for _ in range(LISTED):
        if root.dep_ != "conj":
            break
        root = root.head  # "killing two mechanics and a soldier"
    return root.dep_ in OBJECT or is_passive(line, subject_of(root))


def off_record(line: Line, f: Found, lex: Lexicon) -> bool:
    """Is it said right behind that the name is kept back, or that the reporter reached them ("who asked not to be
    named", "sous couvert d'anonymat", "joint par téléphone")?"""
    if lex.is_in(line.word(f.end + (line.word(f.end) == ",")), "reached"):
        return True
    for k in range(f.end, min(f.end + KEPT_BACK, len(line.doc))):
        if line.sentence[k] != line.sentence[f.end - 1] or line.quoted[k] != line.quoted[f.start]:
            return False
        if lex.is_in(line.word(k), "anonymity"):
            return True
        if k > f.end and lex.heads.at(line.low, line.doc[k].idx, line.ends):
            return False  # somebody else may be meant
    return False


def silently_acts(line: Line, f: Found, lex: Lexicon) -> bool:
    """Is it the subject of a verb that tells nothing of words or thoughts ("officials did read it")?"""
    verb = subject_of(root_of(line, f))
    return verb is not None and fold(verb.lemma_) not in lex.voices


def given_as_source(line: Line, f: Found, lex: Lexicon) -> bool:
    """Is it the active subject of a verb that reports words, right behind such a verb, or behind "according to"?"""
    root = root_of(line, f)
    verb = subject_of(root)
    if verb is not None and fold(verb.lemma_) in lex.voices and not is_passive(line, verb):
        return True
    if off_record(line, f, lex):
        return True
    k = f.start - 1
    while k >= 0 and lex.is_in(line.word(k), "article", "possessive", "quantifier", "demonstrative", "same"):
        k -= 1
    if k < 0:
        return False
    if lex.is_in(line.word(k), "agent") and line.doc[k - 1].pos_ == "VERB":  # "confirmed by three diplomats"
        return fold(line.doc[k - 1].lemma_) in lex.says
    closed = k > 0 and line.word(k - 1) in WORD_FOR_WORD[1:]
    if (
        line.doc[k].pos_ == "VERB"
        and k
        and (fold(line.doc[k].lemma_) in lex.says or (closed and speaks(line.doc[k], lex)))
    ):
        if has_subject(line, k, f.start, lex):
            return False  # "Oyelaran, of the firm, accused councillors"
        return line.word(k - 1) in WORD_FOR_WORD or line.doc[k - 1].pos_ == "AUX"
    if lex.is_in(line.word(k), "according") or lex.is_in(line.text(k - 1, k + 1).lower(), "according-too"):
        return True
    return k > 0 and lex.is_in(line.word(k - 1), "according") and lex.is_in(line.word(k), "of", "addressing")


def settle_kind(draft: Draft, kinds: tuple[ActorKind, ActorKind], source: bool) -> None:
    """Give the draft its kind, and a key that says so; keys of people without a name are nobody else's."""
    kind = kinds[0] if source else kinds[1]
    if kind != draft.kind:
        draft.key = rekeyed(draft.key, kind)
        draft.kind = kind


def rekeyed(key: str, kind: ActorKind) -> str:
    """The key of somebody without a name under another kind."""
    rest = key.split(":", 1)[1].lstrip(":")
    return f"anonymous:{rest}" if kind == "anonymous" else f"{kind}::{rest}"


def with_sources(
    actors: tuple[Actor, ...], statements: Sequence[Statement], candidates: Iterable[Nameless]
) -> tuple[tuple[Actor, ...], tuple[Statement, ...]]:
    """The actors, those without a name whose words a statement gives made anonymous sources, and those added whom no
    table knows (`detail["unlisted"]`); and the statements with the sourcing that follows."""
    actors, statements = _with_unlisted(actors, statements)
    cited = {r.actor for s in statements for r in s.sources}
    found = {c.actor: c.source for c in candidates if c.actor in cited}
    changed = {a.id for a in actors if a.id in found and a.kind != found[a.id]}
    if not changed:
        return actors, tuple(statements)
    told = tuple(
        a.model_copy(update={"kind": found[a.id], "key": rekeyed(a.key or a.kind, found[a.id])}) if a.id in changed
        else a for a in actors
    )  # fmt: skip
    settled = tuple(
        s.model_copy(update={"sourcing": "anonymous"})
        if s.sources and all(r.actor in changed for r in s.sources) and s.sourcing != "document" else s
        for s in statements
    )  # fmt: skip
    return told, settled


def _with_unlisted(
    actors: tuple[Actor, ...], statements: Sequence[Statement]
) -> tuple[tuple[Actor, ...], tuple[Statement, ...]]:
    """An actor for each source that the statements stage marked as somebody no table knows; the same words, the same
    actor."""
    made: dict[tuple[str, str], Actor] = {}
    out = []
    for s in statements:
        kind, name = (s.detail or {}).get("unlisted"), (s.detail or {}).get("called")
        if kind is not None and name:
            actor = made.setdefault(
                (kind, fold(name)),
                Actor(id=f"a{len(actors) + len(made) + 1}", name=name, kind=kind, key=f"{kind}::{slug(name)}"),
            )
            first = s.sources[0].model_copy(update={"actor": actor.id})
            s = s.model_copy(update={"sources": (first, *s.sources[1:]), "sourcing": OF_UNLISTED[kind]})
        out.append(s)
    return (*actors, *made.values()), tuple(out)
