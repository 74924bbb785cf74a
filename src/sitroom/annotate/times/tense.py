"""Does the sentence point ahead of the report's publication, or behind it, at this expression?

Evidence, strongest first: words right before it ("d'ici", "as early as"), a future form right before it, a participle
on the noun it modifies ("une réunion prévue mardi"), the tense and modality of the verb that governs it. Reads
Universal Dependencies features (Tense, Mood, VerbForm), so nothing here is of one language; lemmas, words and the
forms of the future come from `time_tense`. The French model misses a third of the futures of rare verbs, so their
endings count beside its features.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from sitroom.annotate.times.grammar import Grammar, fold
from sitroom.annotate.times.plans import had_until, is_barred, is_called, looks_done, no_longer, was_to_be
from sitroom.annotate.times.verbs import (
    VERBAL,
    family,
    has,
    has_auxiliary,
    is_bare_participle,
    is_perfect,
    is_pluperfect,
    is_to,
    says_present,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

CLIMB = 12  # heads followed at most: parses of broken text may be very deep
SUBJECT = ("nsubj", "nsubj:pass", "nsubjpass", "csubj")
BEFORE = 90  # characters before an expression that may hold words which say where it points
NEARBY = 15  # tokens looked at before an expression; twice as many after it
ADJACENT = 3  # words from a participle to what dates it ("votée en décembre")
ARTICLES = 2  # words that may stand before an expression that opens its sentence ("Jusqu'à")
MAIN = ("ROOT", "conj", "parataxis")
STOPS = frozenset(".!?;:»”")


@dataclass(frozen=True, slots=True)
class Lean:
    """Where the sentence points: `ahead` True to come, False past, None nothing says.

    weak  the evidence is a present that may be the present of reporting ("annonce ce lundi"), or a bare participle
    far   the verb governs only through a noun ("a annoncé la fermeture dès lundi")
    plans the verb is one that looks ahead ("ont été proposées dès lundi")
    present  the evidence is a present, which in a story told hour by hour is past
    near  what was to come is told as past ("devait se tenir lundi", "tué avant le match de samedi"): the nearest day
    """

    ahead: bool | None
    weak: bool = False
    far: bool = False
    plans: bool = False
    near: bool = False
    present: bool = False


def points_ahead(
    line: str, start: int, end: int, doc: Doc | None, grammar: Grammar, lead: int | None = None, by_day: bool = True
) -> Lean:
    """Where the sentence points at characters `start` to `end` of the line. Of an hour (not `by_day`) "before" and "by"
    say nothing.

    `lead` is where an expression begins that ends right before this one ("until midnight on Saturday"). Unparsed lines
    are captions and teasers, which tell what happened.
    """
    first = start if lead is None else lead
    before = line[max(0, first - BEFORE) : first]
    start_word = grammar.start_words.search(before) if grammar.start_words else None
    if grammar.behind_words and not start_word and grammar.behind_words.search(before):
        return Lean(False)
    span = doc.char_span(start, end, alignment_mode="expand") if doc is not None else None
    if grammar.state_words and grammar.state_words.search(before):
        return Lean(span is not None and len(span) > 0 and is_to_come(span.root, grammar))
    close = line[max(0, start - BEFORE) : start]  # "put off from Tuesday to Thursday"
    if grammar.ahead_words and (grammar.ahead_words.search(before) or grammar.ahead_words.search(close)):
        if span is not None and lasted(span, grammar):
            return Lean(False)
        planned = span.doc[span.start - 1] if span is not None and span.start > 0 else None
        cue = word_at(doc, [(first, before), (start, close)], grammar)
        if cue is not None and cue.dep_ == "acomp" and has(cue.head, "Tense", "Past"):
            return Lean(True, near=True)  # "who were due on Saturday"
        if cue is not None and is_pluperfect(cue):
            return Lean(True, near=True)  # "avait appelé à la grève vendredi"
        if cue is not None and (no_longer(cue, grammar) or (span is not None and by_day and had_until(span, cue))):
            return Lean(True, near=True)
        fixed = cue is not None and has(cue, "VerbForm", "Part")  # "is set for 5 p.m."
        until = span is not None and not by_day and planned is not None and not has(planned, "VerbForm", "Part")
        until = until and not fixed
        if until and span is not None and by_tokens(span, grammar).ahead is False:
            return Lean(False)  # "ils ont tiré jusqu'à 4 heures"
        if planned is None or not has(planned, "VerbForm", "Part"):
            return Lean(True)
        if len(family(planned)) > 1:  # "étaient prévus mercredi"
            return Lean(True, near=any(has(h, "Tense", "Imp") for h in family(planned)))
        return Lean(not was_to_be(planned))
    if span is None or not len(span):
        return Lean(False if doc is None else None, weak=True)
    owned = "'s" in (line[end - 2 : end], line[end : end + 2])  # "held for Monday's attack"
    if owned and span.root.head.lemma_.lower() in grammar.done_nouns:
        return Lean(False)
    soft = grammar.soft_words.search(before) if grammar.soft_words and by_day and not owned else None
    if soft and grammar.plain_words and grammar.plain_words.search(before):
        soft = None
    lean = by_tokens(span, grammar)
    if soft and not (lean.ahead is False and opens(span, len(soft.group().split()))):
        return Lean(True, weak=lean.ahead is False)
    if start_word and grammar.soft_words and grammar.soft_words.match(f"{start_word.group().split()[0]} "):
        return replace(lean, ahead=True, near=lean.ahead is False)
    offered = start_word is not None and span.start > 0 and future_before(span, grammar)
    open_to_it = lean.ahead is not False or (lean.far and lean.weak) or lean.plans or offered
    return Lean(True) if start_word and open_to_it else lean


def is_to_come(token: Token, grammar: Grammar) -> bool:
    """Is the verb above a future or an infinitive that looks ahead ("agreed to resign as of Friday")?"""
    verb = next((t for t in islice(token.ancestors, CLIMB) if t.pos_ in VERBAL), None)
    if verb is None or not verb_points(verb, grammar):
        return False
    return has(verb, "VerbForm", "Inf") or any(is_future(t, grammar) for t in family(verb))


def word_at(doc: Doc | None, places: Sequence[tuple[int, str]], grammar: Grammar) -> Token | None:
    """The first word of what says that an expression lies ahead; `places`: where what stands before it ends, and what
    stands there."""
    for end, before in places:
        found = grammar.ahead_words.search(before) if grammar.ahead_words else None
        if found is not None and doc is not None:
            start = end - len(before) + found.start()
            span = doc.char_span(start, start + 1, alignment_mode="expand")
            return span[0] if span is not None and len(span) else None
    return None


def by_tokens(span: Span, grammar: Grammar) -> Lean:
    """What the verbs around the expression say: a future right before it, its governor, a future after it."""
    if future_before(span, grammar):
        return Lean(True)
    token = span.root
    if is_done_then(span, grammar):
        return Lean(False)
    if is_barred(token, grammar):
        return Lean(True, near=True)
    if span.start and is_told(span.doc[span.start - 1], grammar):
        return Lean(False)  # "said Monday the port will open": when it was said, whatever the parse hangs it on
    if is_aside(span, grammar):
        return Lean(False, weak=True)
    clause = next((c for c in token.children if c.i >= span.end and c.pos_ in VERBAL), None)
    if clause is not None and any(c.dep_ == "cop" for c in token.children):
        return of_verb(clause, grammar)  # "c'est lundi que tout a basculé"
    # "Samedi devrait être vu comme une victoire": the day is what is spoken of, the conditional does not date it.
    if token.dep_ in SUBJECT and any(has(t, "Mood", "Cnd") for t in family(token.head)):
        return Lean(None)
    lean = follow_heads(token, grammar)
    if token.dep_ in SUBJECT and lean.ahead is not False:
        lean = Lean(None)
    if lean.far and lean.plans and is_called(token, grammar):
        return Lean(True)
    if lean.ahead is None and token.head.pos_ == "NOUN":
        noun = token.head.lemma_.lower()
        if noun in grammar.done_nouns:
            return Lean(False, weak=True)  # "Deux morts samedi"
        if is_called(token, grammar) and not any(t.pos_ in VERBAL for t in span.sent):
            return Lean(True)  # "Prochaine étape : un vote lundi"
    open_to_it = lean.ahead is None or (lean.weak and not is_of_deed(span, grammar))
    if open_to_it and future_after(span, grammar, MAIN if lean.weak else (*MAIN, "ccomp")):
        return Lean(True)
    return lean


def is_done_then(span: Span, grammar: Grammar) -> bool:
    """Is it right behind a bare participle of what was done ("l'accord trouvé lundi prévoit", "those hurt on Monday")?
    Not of what is called or fixed."""
    at = span.start - 1
    at -= at > 0 and span.doc[at].pos_ in ("ADP", "DET")
    word = span.doc[at] if at >= 0 else None
    if word is None or word.pos_ != "VERB":
        return False
    if at and has(word, "VerbForm", "Fin") and fold(word.text).endswith(grammar.sure_endings):  # read as finite
        return word.nbor(-1).pos_ == "NOUN" and word.lemma_.lower() not in grammar.calling_verbs | grammar.ahead_verbs
    if not has(word, "Tense", "Past") or not is_bare_participle(word):
        return False
    if grammar.done_endings and not fold(word.text).endswith(grammar.done_endings):
        return False
    fixed = word.lemma_.lower() in grammar.calling_verbs | grammar.ahead_verbs or is_ahead_form(word, grammar)
    return word.dep_.startswith("acl") and not fixed and fold(word.text) not in grammar.ahead_forms


def is_of_deed(span: Span, grammar: Grammar) -> bool:
    """Is it right behind a participle of what was done to the noun ("la grève entamée lundi pourrait durer")?"""
    head = span.root.head
    near = 0 < span.start - head.i <= ADJACENT and head.pos_ == "VERB" and has(head, "Tense", "Past")
    return near and is_bare_participle(head) and not is_ahead_form(head, grammar)


def is_aside(span: Span, grammar: Grammar) -> bool:
    """Does it stand right behind a word that opens an aside and is no verb for the model ("Son procès, ouvert lundi,",
    "Arrêté samedi, il")?"""
    at = span.start - 1
    if at < 0 or span.end >= len(span.doc) or span.doc[span.end].text != ",":
        return False
    word, before = span.doc[at], span.doc[at - 1] if at else None
    opened = word.is_sent_start if before is None or word.is_sent_start else before.text == ","
    return bool(opened) and word.pos_ in ("ADJ", "NOUN") and looks_done(word, grammar)


def is_told(token: Token, grammar: Grammar) -> bool:
    """Is it a verb of telling in the past?"""
    told = token.pos_ in VERBAL and token.lemma_.lower() in grammar.telling_verbs and has(token, "Tense", "Past")
    return told and not any(is_future(t, grammar) for t in family(token)[1:])


def lasted(span: Span, grammar: Grammar) -> bool:
    """Does the expression end something that went on in the past ("the shelling continued until Friday")?"""
    node = span.root
    for _ in range(CLIMB):
        node = node.head
        if node.pos_ in VERBAL:
            if verb_points(node, grammar) is not False:
                return False
            fronted = span.start - span.sent.start <= ARTICLES  # "Until Wednesday nobody knew"
            return fronted or node.lemma_.lower() in grammar.lasting_verbs
    return False


def opens(span: Span, words: int) -> bool:
    """Does the expression, with so many words before it, begin its sentence?"""
    at = span.start - words
    return at <= 0 or (span.doc[at - 1].is_punct and span.doc[at - 1].text not in (",", ";"))


def is_future(token: Token, grammar: Grammar) -> bool:
    """Is the word a future (or what stands for one), by its form or the model's word?"""
    if token.pos_ not in VERBAL:
        return False
    if has(token, "Tense", "Fut") or fold(token.text) in grammar.future_forms:
        return True
    stem = token.lemma_.lower().removesuffix("e")
    text = token.text.lower()
    if stem and text.startswith(stem) and text.removeprefix(stem) in grammar.future_endings:
        return True
    return bool(grammar.future_stems and grammar.future_stems.fullmatch(text))


def future_before(span: Span, grammar: Grammar) -> bool:
    """Is the nearest verb before the expression, no mark between them, a future?"""
    head = span.root.head
    if is_bare_participle(head) and has(head, "Tense", "Past") and head.pos_ == "VERB" and head.i < span.start:
        return is_ahead_form(head, grammar) and not was_to_be(head)  # "will go on with the raids launched on May 7"
    for token in reversed(span.doc[max(0, span.start - NEARBY) : span.start]):
        if (token.is_punct and token.text != "-") or token.is_quote:
            return False
        if is_future(token, grammar):
            return token.head.lemma_.lower() not in grammar.gone_verbs or token.dep_ != "cop"
        if token.pos_ in VERBAL and token.lemma_.lower() in grammar.gone_verbs and has(token, "Tense", "Past"):
            return False  # "seraient tombés samedi"
        if token.pos_ in VERBAL and not is_bare_participle(token):
            passive = any(c.dep_.endswith("pass") and is_future(c, grammar) for c in token.children)
            return passive or is_offered(token, grammar)
    return False


def is_offered(token: Token, grammar: Grammar) -> bool:
    """Is it an infinitive that an adjective of will governs ("prêt à recevoir", "ready to meet")?"""
    head = token.head
    past = head.dep_ == "acomp" and has(head.head, "Tense", "Past")
    return (
        has(token, "VerbForm", "Inf") and head.pos_ == "ADJ" and head.lemma_.lower() in grammar.ahead_verbs and not past
    )


def future_after(span: Span, grammar: Grammar, clauses: tuple[str, ...]) -> bool:
    """Has one of these clauses in the rest of the sentence a future? ("Samedi, s'il pleut, nous partirons")"""
    for token in span.doc[span.end : span.end + 2 * NEARBY]:
        if token.text in STOPS:
            return False
        if token.dep_ in clauses and is_future(token, grammar):
            return True
    return False


def follow_heads(token: Token, grammar: Grammar) -> Lean:
    """Climb to the governing verb; a participle such as "prévu" on the way decides."""
    node, through_noun = token, False
    for _ in range(CLIMB):
        head = node.head
        if head is node:
            return of_verb(node, grammar) if node.pos_ in VERBAL or has_auxiliary(node) else Lean(None)
        if fold(head.text) in grammar.ahead_forms or any(is_ahead_form(c, grammar) for c in head.children):
            return Lean(True)
        if head.pos_ in VERBAL or has_auxiliary(head):
            lean = of_verb(head, grammar)
            # "the talks of Tuesday show": the present of a verb two steps away says nothing about the talks.
            if through_noun and lean.ahead is True and is_plain_present(head, grammar):
                return Lean(None)
            plans = head.lemma_.lower() in grammar.ahead_verbs | grammar.calling_verbs and not is_pluperfect(head)
            return replace(lean, far=through_noun, plans=plans)
        through_noun = through_noun or head.pos_ in ("NOUN", "PROPN")
        node = head
    return Lean(None)


def of_verb(verb: Token, grammar: Grammar) -> Lean:
    """What a governing verb says; a present alone and a bare participle are weak evidence."""
    says = verb_points(verb, grammar)
    if says is True:
        was = [t for t in (*family(verb), verb.head) if t.lemma_.lower() in grammar.ahead_verbs]
        if (was and was_so(was[0], grammar)) or (is_to(verb) and has(verb.head, "Tense", "Past")):
            return Lean(True, near=True)
        plain = is_plain_present(verb, grammar)
        present = not any(h.dep_ == "aux" or is_future(h, grammar) for h in family(verb)) and says_present(verb)
        told = plain and verb.lemma_.lower() in grammar.telling_verbs
        return Lean(None if told else True, weak=plain, present=present)
    bare = says is None and len(family(verb)) == 1 and has(verb, "Tense", "Past") and has(verb, "VerbForm", "Part")
    return Lean(False, weak=True) if bare else Lean(says)


def was_so(word: Token, grammar: Grammar) -> bool:
    """Is what looks ahead told as past ("devait", "had planned to", "were set to", "due to")?"""
    if has(word, "Tense", "Imp") or (is_pluperfect(word) and word.lemma_.lower() not in grammar.telling_verbs):
        return True
    if fold(word.text) not in grammar.ahead_heads:
        return False
    return any(has(t, "Tense", "Past") for t in ([word.head] if word.dep_ == "acomp" else family(word)[1:]))


def is_plain_present(verb: Token, grammar: Grammar) -> bool:
    """A present form alone, neither a modal nor a verb that looks ahead."""
    present = has(verb, "VerbForm", "Fin") and has(verb, "Tense", "Pres")
    return present and len(family(verb)) == 1 and verb.lemma_.lower() not in grammar.ahead_verbs


def is_ahead_form(token: Token, grammar: Grammar) -> bool:
    """A modifier such as "prévu" or "scheduled" hanging on the noun."""
    return token.dep_.startswith(("acl", "amod", "advcl")) and fold(token.text) in grammar.ahead_forms


def verb_points(verb: Token, grammar: Grammar, depth: int = 0) -> bool | None:
    """What a verb says by its own tense, its auxiliaries, and for infinitives by the verb it depends on."""
    group = family(verb)
    helpers = group[1:]
    if fold(verb.text) in grammar.ahead_forms:
        return True
    if has(verb, "Mood", "Imp"):
        return True  # "Posez-moi la question jeudi"
    if any(fold(h.text) in grammar.future_forms for h in helpers):
        return True  # "will have fallen"
    if any(h.lemma_.lower() in grammar.ahead_verbs for h in helpers):
        return not any(is_perfect(h) for h in helpers)
    if any(has(t, "Tense", "Fut") for t in group):
        return True
    # "a été la cible": the participle may be the copula's.
    participle = any(has(t, "Tense", "Past") and has(t, "VerbForm", "Part") for t in group)
    finite = next((t for t in (*helpers, verb) if has(t, "VerbForm", "Fin")), None)
    if any(h.dep_ == "aux:tense" and has(h, "Tense", "Pres") for h in helpers) and not is_future(helpers[0], grammar):
        return False  # "ont négocié", whatever the model calls the participle
    told = next((t for t in group if is_future(t, grammar)), None)
    if told is not None:  # "serait fermé" is to come, "aurait fermé" and "serait tombé" are past
        gone = verb.lemma_.lower() in grammar.gone_verbs
        return not ((participle or gone) and told is not verb and (gone or not told.dep_.endswith("pass")))
    if finite is None:
        infinitive = any(has(t, "VerbForm", "Inf") for t in group)
        if participle and any(is_perfect(h) for h in helpers):
            return False  # "assurent avoir compté", "is said to have met"
        made = next((c for c in verb.children if c.dep_ in ("dep", "aux:caus") and c.pos_ in VERBAL), None)
        if infinitive and made is not None and depth < CLIMB:
            return verb_points(made, grammar, depth + 1)  # "a fait savoir"
        return governed(verb, grammar, depth) if infinitive or not participle else None if not helpers else False
    if has(finite, "Mood", "Cnd"):
        return not (participle and finite is not verb and not finite.dep_.endswith("pass"))
    if has(finite, "Tense", "Past") or has(finite, "Tense", "Imp"):
        return False
    if any(has(h, "VerbForm", "Ger") or (has(h, "VerbForm", "Part") and has(h, "Tense", "Pres")) for h in helpers):
        return True
    # The French model takes "est tombé" for a passive: a participle with a present auxiliary is past for both.
    return not participle


def governed(verb: Token, grammar: Grammar, depth: int) -> bool | None:
    """An infinitive or gerund: what the verb above it says ("doit voter", "has agreed to meet")."""
    head = verb.head
    if head is verb or depth >= 4:
        return None
    if head.pos_ == "ADP" and verb.dep_ == "pcomp":  # "After shelling the town on Saturday, the army left"
        head = head.head
    if any(f"{head.lemma_.lower()} {c.lower_}" in grammar.just_verbs for c in verb.children if c.i < verb.i):
        return False  # "vient de suspendre"
    if head.pos_ == "NOUN" and head.lemma_.lower() in grammar.will_nouns:
        return True  # "un appel à manifester samedi"
    if head.lemma_.lower() in grammar.ahead_verbs or is_to(verb):
        return True
    return verb_points(head, grammar, depth + 1) if head.pos_ in VERBAL else None
