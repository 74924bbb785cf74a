"""Did it happen? Tense, negation, mood and the words above an act decide; PLOVER's rules then name what was done
instead.

A promised act is AGREE, a refused one REJECT, a hypothetical or announced hostile one THREATEN, a withdrawal or
release to
come CONCEDE (PLOVER manual, chapters 2 and 3). What is feared, hoped, avoided or asked about is no event at all.
Deliberately not here: the words (lang/xx/modality.toml) and who is speaking (attribution.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from sitroom.annotate.events import tree
from sitroom.annotate.events.conditions import has_condition, in_condition, infinitive, questioned
from sitroom.annotate.events.lexicon import Lexicon
from sitroom.annotate.events.match import Match

if TYPE_CHECKING:
    from spacy.tokens import Token

State = Literal[
    "real", "planned", "conditional", "possible", "unreal", "negated", "refused", "denied", "hearsay", "attempt"
]

AFFIRMED: dict[State, State] = {"negated": "real", "refused": "planned"}
HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION"})


@dataclass(frozen=True)
class Status:
    """How real an act is, and the word that says so."""

    state: State
    because: str = ""
    hearsay: bool = False


def status(match: Match, lexicon: Lexicon) -> Status:
    """How real the act of a match is, read off its own word and the words above it."""
    if match.kind == "noun" and match.verb is None:
        return named_only(match, lexicon) or of_noun(match.token, lexicon, match.rest)
    own = of_noun_words(match.token, lexicon, match.rest) if match.kind == "noun" else None
    if own is not None:
        return own
    found = of_verb(match.anchor, lexicon)
    if found.state == "refused" and lexicon.kind(found.because) == "possible":
        type = match.rule.trigger.type  # who cannot accept refuses, who cannot come does not
        found = found if type in ("AGREE", "CONCEDE", "SUPPORT") else Status("possible", found.because)
    told = match.rest if match.rule.trigger.state else (*match.rest, *match.rule.also)
    if any(lexicon.kind(word) == "negation" for word in told):  # "ne s'alimente plus": the "plus" is the act
        refusal = match.rule.trigger.type == "REJECT" and found.state in AFFIRMED  # "ne rouvrira pas" is one already
        return replace(found, state="real" if refusal else AFFIRMED.get(found.state, found.state))
    return found


def named_only(match: Match, lexicon: Lexicon) -> Status | None:
    """An event noun that is only what something is about ("progress on the withdrawal") or lies ahead ("before the
    meeting with X"); None for acts of force, which are talked about because they happened."""
    head = match.token.head
    case = tree.case_of(match.token) or (head.lower_ if match.token in tree.objects(head) else "")  # "concernant"
    if case and lexicon.has("prep_like", case):  # "would be treated as an attack"
        return Status("unreal", case)
    if match.rule.trigger.type not in HOSTILE and aimed_at(match.token, head, lexicon):
        return Status("unreal", "purpose")
    if not case or match.rule.trigger.type in HOSTILE or match.rule.trigger.type == "PROTEST":
        return None
    if lexicon.has("prep_ahead", case) and match.rule.trigger.mutual:
        return Status("planned", case)
    return Status("unreal", case) if lexicon.has("prep_topic", case) else None


def aimed_at(noun: Token, verb: Token, lexicon: Lexicon) -> bool:
    """Is an act only what somebody works for ("in Cairo to obtain the release of the hostages")?"""
    if verb.pos_ not in tree.VERBAL or noun not in tree.objects(verb) or not infinitive(verb):
        return False
    return of_verb(verb, lexicon).state == "unreal"


def of_verb(verb: Token, lexicon: Lexicon) -> Status:
    """From the verb's own auxiliaries and negation up through the clauses it completes."""
    negated, future, because, hearsay, attempt, supposed = False, False, "", False, False, False
    condition = has_condition(verb, lexicon)
    current, first = verb, True
    for _ in range(8):
        signs = own_signs(current, lexicon, shared=first)
        if signs.negated:
            negated, because = not negated, signs.word
        if signs.unreal:
            return Status("conditional" if condition and future else "possible", signs.word)
        hearsay = hearsay or signs.hearsay
        supposed = supposed or (signs.supposed and first)
        if signs.future and (first or not hearsay):
            future, because = True, because or signs.word
        first = False
        if in_condition(current, lexicon) or questioned(current, lexicon):
            return Status("unreal", "condition or question")
        step = governor(current, lexicon)
        if step is None:
            hearsay = hearsay or (supposed and not condition)  # "le bâtonnier supplierait le ministre": it is said
            break
        above, how = step
        negated ^= wanting(above, lexicon)
        kind = lexicon.kind(tree.lemma(above))
        if kind is None and how == "purpose" and fixed_to(current, above, lexicon):
            kind, how = "plan", "infinitive"
        if held_true(current, above, lexicon):
            hearsay, current = True, above
            continue
        if kind in ("unreal", "question") or (kind is None and how == "purpose"):
            return Status("unreal", tree.lemma(above))
        if kind == "possible":
            unable = how == "infinitive" and own_signs(above, lexicon).negated  # "ne peut accepter"
            return Status("refused" if unable else "possible", tree.lemma(above))
        if kind in ("denial", "failure"):
            return Status("denied" if kind == "denial" else "negated", tree.lemma(above))
        if kind == "transparent" and tree.is_passive(above) and lexicon.has("say", tree.lemma(above)):
            hearsay = True  # "is said to have shot"
        if kind in ("plan", "obligation", "future"):
            future, because = True, tree.lemma(above)
        attempt = attempt or kind == "attempt"
        if how == "clause":
            break
        current = above
    if negated:
        return Status("refused" if future else "negated", because)
    if future:
        return Status("conditional" if condition else "planned", because, hearsay and supposed)
    if attempt:
        return Status("attempt", because)
    return Status("real", because, hearsay)


def held_true(verb: Token, above: Token, lexicon: Lexicon) -> bool:
    """Is it something that is held to have happened ("is believed to have killed")?"""
    perfect = any(c.dep_.startswith("aux") and lexicon.has("perfect_helper", c.lower_) for c in verb.children)
    return perfect and tree.is_passive(above) and lexicon.has("held_true", tree.lemma(above))


def wanting(noun: Token, lexicon: Lexicon) -> bool:
    """Is it an intention nobody has ("has no plan to attack", "n'a pas l'intention de")?"""
    if noun.pos_ != "NOUN" or lexicon.kind(tree.lemma(noun)) != "plan":
        return False
    none = any(lexicon.kind(c.lower_) == "negation" for c in noun.children if c.dep_ == "det")
    return none or (noun in tree.objects(noun.head) and own_signs(noun.head, lexicon).negated)


@dataclass(frozen=True)
class Signs:
    """What a verb's own auxiliaries, adverbs and mood say."""

    negated: bool = False
    future: bool = False
    unreal: bool = False
    hearsay: bool = False
    word: str = ""
    supposed: bool = False  # a conditional of the present: what would be, or what is said to be


def own_signs(verb: Token, lexicon: Lexicon, shared: bool = True) -> Signs:
    """Auxiliaries, negation, adverbs and mood of one verb (its light nouns' determiner "no", "aucun" too)."""
    negated = future = unreal = hearsay = False
    word = ""
    conditional = "Cnd" in verb.morph.get("Mood", []) or formed(verb, lexicon, "conditional_end")
    perfect = False
    helpers = [c for c in verb.children if c.dep_.startswith("aux") or c.dep_ in ("neg", "advmod", "cop", "preconj")]
    helpers += [
        d
        for c in verb.children
        if c.dep_ in tree.OBJECT or c.dep_ in tree.SUBJECT
        for d in c.children
        if d.dep_ in ("det", "neg")
    ]
    helpers += [d for _, h in tree.obliques(verb) for d in h.children if d.dep_ == "det"]
    if shared and verb.dep_ == "conj" and not any(c.dep_.startswith("aux") for c in verb.children):
        helpers += [c for c in verb.head.children if c.dep_.startswith("aux") and c.tag_ in ("MD", "TO")]
        if verb.tag_ == verb.head.tag_ == "VB":  # "will not block aid or bar the visit"
            helpers += [c for c in verb.head.children if c.dep_ in ("neg", "preconj")]
    for helper in helpers:
        kind = lexicon.kind(helper.lower_) or (lexicon.kind(tree.lemma(helper)) if helper.dep_ != "det" else None)
        if helper.dep_.startswith("aux") and (
            "Cnd" in helper.morph.get("Mood", []) or formed(helper, lexicon, "conditional_end")
        ):
            conditional, perfect = (
                True,
                perfect or helper.dep_ == "aux:tense" or "aux:tense" in {c.dep_ for c in verb.children},
            )
        if helper.dep_.startswith("aux") and lexicon.has("perfect_helper", helper.lower_):
            perfect = perfect or any(c.tag_ == "MD" for c in verb.children)
        if helper.tag_ == "TO" and verb.dep_ == "ROOT" and any(c.dep_ == "nsubj" for c in verb.children):
            future, word = True, helper.lower_  # a headline's "Vietnam to buy jets"
        if kind == "alleged" and helper.dep_ == "advmod":  # "reportedly killed"
            hearsay, word = True, helper.lower_
        if kind == "negation" and not any(c.dep_ in ("det", "amod") for c in helper.children):  # "un premier pas"
            negated, word = True, helper.lower_
        elif (
            kind == "future"
            or "Fut" in helper.morph.get("Tense", [])
            or (helper.dep_ != "det" and formed(helper, lexicon, "future_end"))
        ):
            future, word = True, helper.lower_
        elif (kind in ("possible", "near", "unreal") and helper.dep_ != "det") or kind == "obligation":
            unreal, word = True, helper.lower_
    nobody = next((t for t in naughts(verb) if lexicon.kind(t.lower_) == "negation"), None)
    if nobody is not None and not negated:
        negated, word = True, nobody.lower_
    future = future or "Fut" in verb.morph.get("Tense", []) or formed(verb, lexicon, "future_end")
    if perfect and any(c.tag_ == "MD" and c.dep_ == "aux" for c in verb.children):
        unreal, future = True, False
    supposed = conditional and not perfect and lexicon.kind(tree.lemma(verb)) is None
    if conditional:
        if perfect:
            hearsay = True
        else:
            future = True
        word = word or verb.lower_
    return Signs(negated, future, unreal, hearsay, word, supposed)


def naughts(verb: Token) -> Iterator[Token]:
    """Words that may deny a verb from within its parties: "n'a rien signé", "n'a accusé personne", "ni X ni Y"."""
    for child in verb.children:
        if child.dep_ in tree.OBJECT and child.pos_ in ("PRON", "NOUN", "ADV") and child.left_edge.i == child.i:
            yield child
        elif child.dep_ in tree.SUBJECT:
            yield from (d for d in child.lefts if d.dep_ == "cc")
        if child.i > verb.i:  # "n'ont rencontré ni X ni Y", "met neither X nor Y"
            yield from (d for d in child.lefts if d.dep_ == "preconj" or (d.dep_ == "cc" and child.dep_ != "conj"))


def formed(verb: Token, lexicon: Lexicon, endings: str) -> bool:
    """Is the form a stem of the future with one of these endings? The model takes many conditionals for imperfects."""
    ends = lexicon.words.get(endings)
    if not ends or verb.pos_ not in tree.VERBAL:
        return False
    stem = tree.lemma(verb)
    stems = {stem, stem[:-1] if stem.endswith("e") else stem, *lexicon.words.get("future_stem", ())}
    word = verb.lower_
    return any(word.endswith(end) and word[: -len(end)] in stems for end in ends)


def governor(token: Token, lexicon: Lexicon) -> tuple[Token, str] | None:
    """The word whose complement this is: ("verb or noun", "infinitive" | "clause" | "purpose"); None at the top."""
    head = token.head
    if head == token:
        return None
    if token.dep_ == "conj":
        if tree.goes_on(token, head):
            while infinitive(head) and head.head != head:  # what the infinitive hangs on
                head = head.head
        return governor(head, lexicon) if head.pos_ in tree.VERBAL else None
    if token.dep_ == "xcomp":
        done = token.tag_ in ("VBN", "VBG") or "Part" in token.morph.get("VerbForm", [])  # "was found shot", "accusant"
        return head, "infinitive" if done or lexicon.kind(tree.lemma(head)) else "purpose"
    if token.dep_ == "ccomp":
        said = next((c for c in head.children if c.dep_ == "acomp"), None) if head.pos_ == "AUX" else None
        if said is not None and lexicon.kind(tree.lemma(said)) in ("possible", "question"):
            return said, "clause"  # "it is possible that he was killed"
        return head, "infinitive" if infinitive(token) else "clause"
    if token.dep_ == "pcomp":
        return head.head, "infinitive" if lexicon.kind(tree.lemma(head.head)) else "clause"
    if token.dep_ in ("acl", "advcl", "obl:mod", "obl:arg", "csubj", "relcl") and infinitive(token):
        return head, "infinitive" if lexicon.kind(tree.lemma(head)) else "purpose"
    if token.dep_ == "advcl" and any(
        lexicon.kind(tree.lemma(c)) == "unreal" for c in token.children if c.dep_ == "mark"
    ):
        return token, "purpose"
    return None


def fixed_to(verb: Token, above: Token, lexicon: Lexicon) -> bool:
    """Is it to come by "is to" or a headline's "X to do it"?"""
    if verb.dep_ == "xcomp" and lexicon.has("is_to", tree.lemma(above)):
        return not any(c.dep_ in ("attr", "acomp") for c in above.children)
    bare = above.head == above and above.pos_ in ("PROPN", "NOUN") and verb.dep_ in ("acl", "relcl")
    return bare and above.i < verb.i and lexicon.has("headline_to", verb.nbor(-1).lower_)


def of_noun(noun: Token, lexicon: Lexicon, rest: tuple[str, ...] = ()) -> Status:
    """From the noun's own modifiers and the words it depends on ("the risk of an attack", "denied the raid")."""
    own = of_noun_words(noun, lexicon, rest)
    if own is not None:
        return own
    current = noun
    for _ in range(5):
        head = current.head
        if head == current or current.dep_ in ("conj", "appos", "relcl", "acl", "acl:relcl", "advcl"):
            if current.dep_ == "conj" and current.head != current:
                current = head
                continue
            break
        preposition = head.lower_ if current.dep_ == "pobj" else tree.cases(current)
        if preposition and lexicon.has("prep_time", preposition):  # "after the raid": it took place
            break
        kind = lexicon.kind(tree.lemma(head)) or (
            lexicon.kind(tree.cases(current)) if current.dep_ in tree.OBLIQUE else None
        )
        if head.dep_ == "acl" and lexicon.has("draft_word", tree.lemma(head.head)):
            return Status("unreal", tree.lemma(head.head))  # "un projet associé à la libération de"
        if head.pos_ in tree.VERBAL:
            return noun_under_verb(noun, current, head, kind, lexicon)
        if kind in ("unreal", "possible", "condition", "question"):
            return Status("unreal", tree.lemma(head))
        if lexicon.has("draft_word", tree.lemma(head)):  # "an offer of a truce", "a plan for the release of"
            return Status("unreal", tree.lemma(head))
        if kind == "plan":
            return Status("planned", tree.lemma(head))
        current = head
    return Status("real")


def of_noun_words(noun: Token, lexicon: Lexicon, rest: tuple[str, ...] = ()) -> Status | None:
    """What the noun's own adjectives and determiner say: possible, planned, alleged, no."""
    if any(c.dep_ == "mark" and lexicon.kind(c.lower_) == "condition" for c in noun.children):
        return Status("unreal", "condition")  # "si jamais une intervention est décidée"
    for child in noun.children:
        if child.dep_ not in ("amod", "det", "neg", "compound", "advmod", "nmod", "acl") or child.lower_ in rest:
            continue
        if child.dep_ == "nmod" and tree.cases(child):
            continue  # "une réunion sur un projet de trêve"
        kind = (
            lexicon.kind(child.lower_)
            if child.dep_ == "det"
            else lexicon.kind(tree.lemma(child)) or lexicon.kind(child.lower_)
        )
        if kind == "unreal" and child.dep_ == "acl" and noun.dep_ in tree.SUBJECT:
            continue  # "la marche, interdite vendredi, a réuni ..."
        if kind == "alleged":
            return Status("hearsay", child.lower_, True)
        if kind in ("possible", "unreal", "near"):
            return Status("unreal", child.lower_)
        if kind == "plan":
            return Status("planned", child.lower_)
        if kind == "negation":
            return Status("negated", child.lower_)
    return None


def noun_under_verb(noun: Token, top: Token, verb: Token, kind: str | None, lexicon: Lexicon) -> Status:
    """An event noun somewhere among a verb's dependents."""
    if top.dep_ in tree.SUBJECT:
        said = [lexicon.kind(tree.lemma(c)) for c in verb.children if c.dep_ in ("acomp", "attr")]
        if {"possible", "unreal"} & set(said):  # "an invasion is possible"
            return Status("unreal", tree.lemma(verb))
        below = [tree.lemma(c) for c in tree.complements(verb)] or [tree.lemma(verb)]
        held = any(lexicon.has("happening", word) for word in below)
        signs = own_signs(verb, lexicon)
        if held and (signs.unreal or kind == "possible"):
            return Status("possible", signs.word)
        if held and not signs.negated and (kind in ("obligation", "plan", "future") or signs.future):
            return Status("planned", signs.word or tree.lemma(verb))
        if kind == "plan" and tree.is_passive(verb) and not signs.negated:
            return Status("planned", tree.lemma(verb))
    direct = (
        top.dep_ in tree.OBJECT
        or top.dep_ in ("nsubjpass", "nsubj:pass")
        or top.dep_ in tree.OBLIQUE
        or top.dep_ in ("prep", "pobj")
    )
    if tree.is_passive(verb) and top in tree.agents(verb):  # "is targeted by an inquiry"
        direct = False
    if direct and kind in ("unreal", "possible"):
        return Status("unreal", tree.lemma(verb))
    if direct and kind == "denial":
        return Status("denied", tree.lemma(verb))
    if direct and kind == "plan" and top.dep_ in tree.OBJECT:
        terms = any(lexicon.has("draft_word", tree.lemma(s)) for s in tree.subjects(verb))  # "the offer provides for"
        return Status("unreal" if terms else "planned", tree.lemma(verb))
    if direct and kind == "failure":
        return Status("negated", tree.lemma(verb))
    if in_condition(verb, lexicon):
        return Status("unreal", "condition")
    if any(
        lexicon.kind(tree.lemma(s)) == "unreal" for s in tree.subjects(verb) if s.i != top.i
    ):  # "the novel tells of ..."
        return Status("unreal", tree.lemma(verb))
    preposition = top.lower_ if top.dep_ == "prep" or top.pos_ == "ADV" else tree.cases(top)
    if lexicon.has("prep_during", preposition) and not lexicon.has("prep_time", preposition):
        around = of_verb(verb, lexicon)
        if around.state != "real":
            return around
    return Status("real")
