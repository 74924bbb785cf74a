"""Where cue words stand: the lexicon turned into look-ups, and the hits in a parsed line."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sitroom.annotate.statements.tree import Tree
from sitroom.lang import Lang
from sitroom.lang.schemas.cues import Cue

NAMING = ("PROPN", "PRON", "DET")  # what may stand between a quotation and its cue
REACH = 4  # tokens: how far apart the words of a cue of several words may stand ("mettre la population en garde")


@dataclass(frozen=True)
class Hit:
    """One cue in a line. `head` is its governing token, `words` all its lexicon words, `kind` verb, noun, ..."""

    tree: Tree
    entry: Cue
    kind: str
    head: int
    words: tuple[int, ...]
    lemma: str

    def kids(self, role: str) -> list[int]:
        """Children of any of the cue's words that play a role, the cue's own words left out."""
        if len(self.words) == 1:
            return self.tree.children(self.words[0], role)
        return sorted(k for w in self.words for k in self.tree.children(w, role) if k not in self.words)

    def has(self, frame: str) -> bool:
        return frame in self.entry.frames

    @property
    def quoted(self) -> int:
        """The outermost quotation it stands in, or -1."""
        return self.tree.quote[self.head]


@dataclass(frozen=True)
class Lexicon:
    """first word of a cue -> (all its words, entry), longest first; by kind. `leading`: every "prep:X" some cue has."""

    verbs: dict[str, list[tuple[tuple[str, ...], Cue]]] = field(default_factory=dict)
    nouns: dict[str, list[tuple[tuple[str, ...], Cue]]] = field(default_factory=dict)
    adjectives: dict[str, list[tuple[tuple[str, ...], Cue]]] = field(default_factory=dict)
    prepositions: dict[str, list[tuple[tuple[str, ...], Cue]]] = field(default_factory=dict)
    leading: tuple[str, ...] = ()


@functools.cache
def lexicon_of(lang: Lang) -> Lexicon:
    """The pack's cues, read once."""
    return make_lexicon(lang.table(Cue))


def make_lexicon(entries: Iterable[Cue]) -> Lexicon:
    """Index cue entries by the first word of each cue."""
    merged: dict[tuple[str, tuple[str, ...]], Cue] = {}
    for entry in entries:
        for kind in ("verbs", "nouns", "adjectives", "prepositions"):
            for cue in getattr(entry, kind):
                key = (kind, tuple(cue.split()))
                merged[key] = _added(merged[key], entry) if key in merged else entry
    tables: dict[str, dict[str, list[tuple[tuple[str, ...], Cue]]]] = defaultdict(lambda: defaultdict(list))
    for (kind, words), entry in merged.items():
        tables[kind][words[0]].append((words, entry))
    for table in tables.values():
        for options in table.values():
            options.sort(key=lambda o: -len(o[0]))
    leading = sorted({f for entry in merged.values() for f in entry.frames if f.startswith("prep:")})
    return Lexicon(**{kind: dict(table) for kind, table in tables.items()}, leading=tuple(leading))


def _added(first: Cue, second: Cue) -> Cue:
    """A word that stands in two entries: frames and addressees add up, the first gives the rest."""
    return first.model_copy(
        update={
            "frames": tuple(dict.fromkeys((*first.frames, *second.frames))),
            "to": tuple(dict.fromkeys((*first.to, *second.to))),
            "unless": tuple(dict.fromkeys((*first.unless, *second.unless))),
        }
    )


def find_hits(tree: Tree, lexicon: Lexicon) -> list[Hit]:
    """All cues of a line in text order. A word is part of one hit at most."""
    hits: list[Hit] = []
    taken: set[int] = set()
    phrases = tree.grammar.word("no_cue")
    for i, pos in enumerate(tree.pos):
        if i in taken or not tree.believed(i):
            continue
        hit = _hit_at(tree, lexicon, i, pos)
        if hit and not (phrases and _set_phrase(tree, i, phrases)):
            hits.append(hit)
            taken.update(hit.words)
    return hits


def _set_phrase(tree: Tree, i: int, phrases: frozenset[str]) -> bool:
    """ "in order to", "reconnus coupables": words that say nothing beside these."""
    pairs = (f"{tree.lower[i - 1]} {tree.lower[i]}" if i else "", " ".join(tree.lower[i : i + 2]))
    return any(pair in phrases for pair in pairs)


def cue_options(tree: Tree, lexicon: Lexicon, i: int) -> list[tuple[tuple[str, ...], Cue]] | None:
    """Verb cues of a token by lemma, by form, or by the lemma its ending suggests (the lemmatizer's gaps)."""
    found = lexicon.verbs.get(tree.lemma[i]) or lexicon.verbs.get(tree.lower[i])
    if found:  # not "opened fire" for the sake of "open up"
        return [o for o in found if len(o[0]) == 1 or _match(tree, i, o[0], strict=False)] or None
    for ending, proper in _repairs(tree.grammar.word("lemma_repair")):
        if tree.lower[i].endswith(ending):
            found = lexicon.verbs.get(tree.lower[i].removesuffix(ending) + proper)
            if found:
                return found
    return None


@functools.cache
def _repairs(rules: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Endings and what stands for them in the lemma ("ending>proper"), in order."""
    return tuple((ending, proper) for ending, _, proper in (rule.partition(">") for rule in sorted(rules)))


def after_quotation(tree: Tree, i: int) -> bool:
    """Is a word where the verb stands after a quotation, whatever the tagger says?

    "...", indique X (right after the mark and a comma); "...," Holt answers (after the mark and one noun phrase)
    """
    if not tree.quotations.found or tree.quote[i] >= 0 or tree.words[i][:1].isupper() or not 2 <= i < len(tree) - 1:
        return False
    before = i - 1
    passed = tree.grammar.word("clitic_object") | tree.grammar.word("have_active")
    while before > 1 and (
        tree.lower[before] in passed or _clitic(tree, before, tree.grammar.word("clitic_subject") | {"t"})
    ):
        before -= 1  # « ... », s'indigne X; a tweeté X; a-t-elle avancé
    if tree.words[before] == "," and tree.quote[before - 1] >= 0:
        return True
    at = i - 1
    while at > max(0, i - 7) and tree.quote[at] < 0 and (tree.pos[at] in NAMING or "-" in tree.words[at - 1 : at + 2]):
        at -= 1  # "the 43-year-old asked"
    ended = tree.words[at - 1] in (",", "!", "?") if at > 0 else False
    return at < i - 1 and tree.quote[at] >= 0 and tree.punct(at) and ended


def _hit_at(tree: Tree, lexicon: Lexicon, i: int, pos: str) -> Hit | None:
    lemma, lower = tree.lemma[i], tree.lower[i]
    if pos in ("VERB", "AUX") or after_quotation(tree, i):
        kind, options = "verb", cue_options(tree, lexicon, i)
    elif pos == "NOUN" or (pos == "PROPN" and tree.begin[i] == 0):
        kind, options = "noun", lexicon.nouns.get(lemma)
    elif pos == "ADJ":
        kind, options = "adjective", lexicon.adjectives.get(lemma)
    else:
        kind, options = "", None
    if not options and lower in lexicon.prepositions:
        kind, options = "preposition", lexicon.prepositions[lower]
    for words, entry in options or ():
        found = _match(tree, i, words, strict=kind == "preposition")
        if found and not (entry.reflexive and not is_reflexive(tree, found)) and not _middle(tree, found, lemma):
            return Hit(tree, entry, kind, _governor(tree, found, kind), found, " ".join(words))
    return None


def _middle(tree: Tree, words: tuple[int, ...], lemma: str) -> bool:
    """ "s'assurer que": a verb that says nothing with a reflexive pronoun."""
    if lemma not in tree.grammar.word("mute_reflexive"):
        return False
    pronouns = tree.grammar.word("reflexive") - tree.grammar.word("dative_clitic")  # not "m'a assuré que"
    return any(tree.lower[k] in pronouns for w in words for k in tree.kids[w])


def open_hit(tree: Tree, lexicon: Lexicon, i: int) -> Hit | None:
    """A verb that the lexicon does not know, where only a cue can stand; the pack's entry "*" allows it."""
    options = lexicon.verbs.get("*")
    return Hit(tree, options[0][1], "verb", i, (i,), tree.lemma[i]) if options else None


def is_reflexive(tree: Tree, words: tuple[int, ...]) -> bool:
    """Has the verb a reflexive pronoun?"""
    pronouns = tree.grammar.word("reflexive")
    return any(tree.lower[k] in pronouns for w in words for k in tree.kids[w])


def _match(tree: Tree, i: int, words: tuple[str, ...], strict: bool) -> tuple[int, ...] | None:
    """Token positions of a cue's words from `i` on, or None. Prepositions must be contiguous."""
    found = [i]
    stop = tree.sentences[tree.sentence[i]][1]
    for word in words[1:]:
        last = found[-1]
        reach = range(last + 1, min(stop, last + 1 + (1 if strict else REACH)))
        here = next((j for j in reach if word in (tree.lower[j], tree.lemma[j])), None)
        if here is None:
            return None
        found.append(here)
    return tuple(found)


def _clitic(tree: Tree, token: int, clitics: frozenset[str]) -> bool:
    """A subject hyphenated to its verb: a[-t][-il] dit."""
    return tree.words[token].startswith("-") and tree.lower[token].rsplit("-", 1)[-1] in clitics


def _free_subject(tree: Tree, token: int, verb: int) -> bool:
    """A subject pronoun before its verb ("il faut") is no part of the cue; a clitic after it ("dit-il") is."""
    return tree.is_(token, "subject_clitic") and not tree.words[token].startswith("-") and token < verb


def _governor(tree: Tree, words: tuple[int, ...], kind: str) -> int:
    """The cue word the others hang from."""
    if kind == "preposition":
        return words[0]
    return next((w for w in words if tree.head[w] not in words or tree.head[w] == w), words[0])


def stray_auxiliary(hit: Hit) -> int | None:
    """The auxiliary of a compound tense that the parser did not join to its participle ("a par la suite qualifié")."""
    tree = hit.tree
    if hit.kind != "verb" or hit.kids("auxiliary") or not _past_participle(tree, hit.head):
        return None
    start = max(tree.sentences[tree.sentence[hit.head]][0], hit.head - 7)
    for t in range(hit.head - 1, start - 1, -1):
        if tree.words[t] in ",;:()" or tree.quote[t] != hit.quoted:
            return None
        if tree.pos[t] in ("AUX", "VERB"):
            free = not tree.is_(t, "auxiliary") or tree.head[t] == hit.head
            return t if free and tree.lower[t] in tree.grammar.word("have") else None
    return None


def semi_auxiliary(hit: Hit) -> int | None:
    """The verb that only shades an infinitive cue: "tient à souligner", "s'est borné à rappeler", "declined to say"."""
    tree, up = hit.tree, hit.tree.head[hit.head]
    if hit.kind != "verb" or up >= hit.head or hit.head - up > 5 or not tree.is_(hit.head, "infinitive"):
        return None
    named = tree.lemma[up] in tree.grammar.word("semi_auxiliary") or tree.lower[up] in tree.grammar.word(
        "semi_auxiliary"
    )
    between = range(up + 1, min(hit.words))
    if not named or tree.quote[up] != hit.quoted or any(tree.pos[t] in ("NOUN", "PROPN") for t in between):
        return None
    return up


def is_passive(hit: Hit) -> bool:
    """Is the cue a passive, so that its subject is not its source?"""
    tree = hit.tree
    if hit.kind != "verb" or stray_auxiliary(hit) is not None or after_quotation(tree, hit.head):
        return False
    if hit.entry.verbs == ("*",):
        return False  # "est inquiet : « ... »"
    be = hit.kids("aux_passive")
    if be and all(tree.lower[k] in tree.grammar.word("be_or_have") for k in be):
        return False  # "he's said": the parser takes it for "is"
    active = not be and any(tree.lower[k] in tree.grammar.word("have_active") for k in hit.kids("auxiliary"))
    if active:
        return False  # "a-t-il averti", whatever the label of its subject
    own = be or hit.kids("auxiliary")
    clitics = tree.grammar.word("reflexive") & tree.grammar.word("clitic_object")
    if own and is_reflexive(tree, hit.words) and (not be or tree.lower[be[0] - 1] in clitics):
        return False  # "s'est-il exclamé", "s'étaient ensuite promis", whatever the labels
    if be or hit.kids("subject_passive"):
        return True
    bare = _past_participle(tree, hit.head) and not hit.kids("auxiliary") and "stative" not in hit.entry.frames
    if bare and hit.kids("agent"):
        return True  # "Réponse jugée « tardive » par la mairie"
    # a bare past participle after a noun: "a man accused of theft", "une mesure annoncée par le maire"
    if not _past_participle(tree, hit.head) or hit.kids("auxiliary") or hit.kids("subject"):
        return False
    described = tree.is_(hit.head, "adnominal") or tree.is_(hit.head, "modifier")
    return described or tree.is_(hit.head, "clause_like")  # "Asked about it, she said ..."


def _past_participle(tree: Tree, token: int) -> bool:
    return tree.morph(token, "VerbForm") == "Part" and tree.morph(token, "Tense") == "Past"


def is_negated(hit: Hit) -> bool:
    """Does a negation stand with the cue?"""
    tree, words = hit.tree, hit.tree.grammar.word("negation")
    around = [k for w in hit.words for k in tree.kids[w] if tree.quote[k] == hit.quoted]
    found = [k for k in around if tree.is_(k, "negation") or tree.lower[k] in words]
    weak = tree.grammar.word("weak_negation")
    if found and all(tree.lower[k] in weak for k in found):  # "n'avoir demandé ce renvoi que pour ...": only
        stop = tree.sentences[tree.sentence[hit.head]][1]
        return not any(
            tree.lower[t] in tree.grammar.word("only") for t in range(hit.head + 1, min(stop, hit.head + 12))
        )
    return bool(found)


def only(hit: Hit) -> bool:
    """ "Il ne dit que la vérité": a negation without "pas" and "que" right behind the cue."""
    tree, weak, after = hit.tree, hit.tree.grammar.word("weak_negation"), max(hit.words) + 1
    negations = [k for w in hit.words for k in tree.kids[w] if tree.lower[k] in tree.grammar.word("negation")]
    bare = bool(negations) and all(tree.lower[k] in weak for k in negations)
    return bare and after < len(tree) and tree.lower[after] in tree.grammar.word("complementizer")


def cue_tokens(hit: Hit) -> tuple[int, ...]:
    """First to last token of the cue: auxiliaries, clitics and particles with it, its subject and complement not."""
    key = (hit.words, hit.head, hit.kind, hit.entry.id)
    found = hit.tree.cues.get(key)
    if found is None:
        found = hit.tree.cues[key] = _cue_tokens(hit)
    return found


def _cue_tokens(hit: Hit) -> tuple[int, ...]:
    tree = hit.tree
    own = set(hit.words)
    stray = stray_auxiliary(hit)
    if stray is not None:
        own |= set(range(stray, hit.head))
    for w in hit.words:
        own |= {
            k for k in tree.kids[w] if tree.is_(k, "cue_part") and abs(k - w) <= 6 and not _free_subject(tree, k, w)
        }
    for k in tree.children(hit.head, "auxiliary"):
        gap = range(k + 1, hit.head)
        if k < hit.head and len(gap) <= 10 and not any(tree.pos[t] in ("VERB", "AUX") for t in gap):
            own |= set(gap) if any(tree.words[t] == "," for t in gap) else set()
    lo = hi = hit.head
    negation = tree.grammar.word("negation")
    own |= {k for w in hit.words for k in tree.kids[w] if tree.lower[k] in negation and abs(k - w) <= 6}
    reach = own | {k for w in hit.words for k in tree.kids[w] if tree.is_(k, "cue_filler") and not tree.kids[k]}
    clitics = tree.grammar.word("clitic_subject") | {"t"}
    while lo - 1 in reach or (lo >= 2 and _clitic(tree, lo - 1, clitics)):
        lo -= 1
    while hi + 1 in reach or (hi + 1 < len(tree) and _clitic(tree, hi + 1, clitics)):
        hi += 1
    if lo > 0 and tree.words[lo].startswith("-") and tree.lower[lo - 1] in tree.grammar.word("have_active"):
        lo -= 1  # a-t-elle avancé, where the parser lost the auxiliary
        own.add(lo)
    semi = semi_auxiliary(hit)
    if semi is not None:  # "tient à souligner": with the auxiliaries and clitics of "tient"
        parts = [
            k for k in tree.kids[semi] if tree.is_(k, "cue_part") and semi - 5 < k and not _free_subject(tree, k, semi)
        ]
        parts += [k for k in tree.kids[semi] if tree.lower[k] in negation and semi - 5 < k < hit.head]
        lo = min(semi, *parts) if parts else semi
        own |= set(range(lo, hit.head + 1))
    lo, hi = min(lo, *(w for w in hit.words)), max(hi, *(w for w in hit.words))
    while lo not in own and not _clitic(tree, lo, clitics):
        lo += 1
    while hi not in own and not _clitic(tree, hi, clitics):
        hi -= 1
    return tuple(range(lo, hi + 1))
