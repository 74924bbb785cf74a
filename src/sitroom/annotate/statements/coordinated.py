"""Second predicates: "a regretté que le débat ait tourné court | et a exclu de revenir" goes with "a regretté".

The parser hangs what follows "and" on the nearest verb, often one of the words reported. Here the forms decide:
a second predicate has the tense, mood, number and auxiliary of the verb it goes with. The nearest verb before "and" of
that form takes it; verbs of another form in between (a subjunctive, a conditional, an infinitive) cannot.
"""

from __future__ import annotations

from sitroom.annotate.statements.graft import attach, label
from sitroom.annotate.statements.hits import Lexicon, cue_options
from sitroom.annotate.statements.tree import Tree

Form = tuple[str, str, str, bool]  # mood, tense, number, with an auxiliary of time


def coordinated(tree: Tree, lexicon: Lexicon, first: int, stop: int) -> None:
    """Hang the verb behind each "and", "but" of a sentence on the cue of its own form, where that is certain."""
    for c in range(first + 2, stop - 1):
        if tree.pos[c] != "CCONJ":
            continue
        verb = _verb_behind(tree, lexicon, c, stop)
        if verb is None or _is_told(tree, lexicon, c, verb):
            continue
        main = _partner(tree, lexicon, first, c, verb)
        if main is None or not cue_options(tree, lexicon, main):
            continue
        if main in tree.ancestors(verb) or tree.head[verb] == verb:
            if tree.head[verb] != main:
                attach(tree, verb, main, label(tree, "conjunct"))
                attach(tree, c, verb, tree.dep[c])
                tree.sister.add(verb)
            _adopt(tree, main, c, verb, stop)


def _adopt(tree: Tree, main: int, c: int, verb: int, stop: int) -> None:
    """What stands behind the second verb and was hung on the words before "and" belongs to that verb."""
    for t in range(verb + 1, stop):
        if not main <= tree.head[t] < c:
            continue
        if tree.punct(t):
            attach(tree, t, main, tree.dep[t])
            continue
        phrase = tree.pos[t] in ("NOUN", "PROPN", "PRON", "NUM") and not tree.is_(t, "conjunct")
        if tree.head[t] == main and not phrase:
            continue
        role = "object" if phrase and (tree.is_(t, "subject") or tree.is_(t, "object")) else ""
        attach(tree, t, verb, label(tree, role) if role else tree.dep[t])


def _verb_behind(tree: Tree, lexicon: Lexicon, c: int, stop: int) -> int | None:
    """The verb of a predicate without subject right behind a conjunction: over clitics, adverbs and auxiliaries."""
    small = tree.grammar.word("clitic_object") | tree.grammar.word("negation") | tree.grammar.word("reflexive")
    finite = False
    for t in range(c + 1, min(stop, c + 7)):
        if tree.quote[t] != tree.quote[c] or tree.punct(t):
            return None
        if tree.pos[t] in ("VERB", "AUX"):
            past = tree.morph(t, "VerbForm") == "Part" and tree.morph(t, "Tense") == "Past"
            if tree.is_(t, "auxiliary") and tree.head[t] > t:
                finite = True
                continue
            if past and (finite or cue_options(tree, lexicon, t)):
                return t
            return t if form_of(tree, t) is not None else None
        if tree.lower[t] not in small and tree.pos[t] != "ADV":
            return None
    return None


def form_of(tree: Tree, verb: int) -> Form | None:
    """Mood, tense, number and whether an auxiliary of time stands before it; None for what is not finite."""
    helpers = [k for k in tree.children(verb, "auxiliary") if k < verb]
    carrier = next((k for k in helpers if tree.morph(k, "VerbForm") == "Fin"), verb)
    if tree.morph(carrier, "VerbForm") != "Fin":
        gerund = tree.morph(verb, "VerbForm") == "Part" and tree.morph(verb, "Tense") == "Pres" and not helpers
        return ("Part", "Pres", "", False) if gerund else None
    plain = tree.is_(carrier, "aux_passive") or tree.lower[carrier] in tree.grammar.word("do_support")
    compound = carrier != verb and not plain
    return tree.morph(carrier, "Mood") or "Ind", tree.morph(carrier, "Tense"), tree.morph(carrier, "Number"), compound


def _partner(tree: Tree, lexicon: Lexicon, first: int, c: int, verb: int) -> int | None:
    """The nearest verb before the conjunction with the form of the one behind it; None where that is not certain."""
    wanted = form_of(tree, verb)
    entry = next((o[1] for o in cue_options(tree, lexicon, verb) or ()), None)
    tells = entry is not None and entry.sense == "speech" and "clause" in entry.frames
    told = entry is not None and entry.sense in ("speech", "request", "denial") and bool(wanted)
    for t in range(c - 1, first, -1):
        if tree.quote[t] != tree.quote[c] or tree.pos[t] not in ("VERB", "AUX") or tree.is_(t, "auxiliary"):
            continue
        here = form_of(tree, t)
        if _mute(tree, t) and tells:
            continue  # "conceded the vote was lost but insisted ...": no vote insists
        if told and _still(tree, t):
            continue
        if any(tree.lower[k] in tree.grammar.word("what") for k in tree.kids[t] if k < t):
            continue  # "vowed to punish what it called X and sealed off Y"
        if wanted is None:  # a bare participle: "a condamné ... et promis"
            past = tree.morph(t, "VerbForm") == "Part" and tree.morph(t, "Tense") == "Past"
            if here is not None and here[3] and not (here[0] == "Sub" and tree.words[c - 1] == ","):
                return t  # not "a nié que Y ait réclamé ..., et conseillé"
            if past and here is None and not tree.is_(t, "adnominal"):
                return None
            if tree.morph(t, "VerbForm") == "Inf" and tree.children(t, "auxiliary"):
                return None
        elif here is not None and (_alike(here, wanted) or _either(tree, t, here, verb)):
            return t
    return _of_number(tree, first, c, wanted) if wanted is not None else None


def _is_told(tree: Tree, lexicon: Lexicon, c: int, verb: int) -> bool:
    """ "The ministry said the hostages had been freed and were well": the copula behind "and" has the number of the
    subject told of, not of who tells; it is hung on the clause told."""
    main = tree.head[verb]
    if tree.lower[verb] not in tree.grammar.word("be_plural") or main > c:
        return False
    if tree.is_(main, "clause"):
        told, main = [main], tree.head[main]
    else:
        told = [k for k in tree.children(main, "clause") if main < k < c]
    if not cue_options(tree, lexicon, main):
        return False
    own = [k for k in tree.children(main, "subject") if k < main]
    theirs = [k for t in told[-1:] for r in ("subject", "subject_passive") for k in tree.children(t, r)]
    fits = own and theirs and tree.morph(own[-1], "Number") == "Sing" and tree.morph(theirs[-1], "Number") == "Plur"
    if not fits:
        return False
    attach(tree, verb, told[-1], label(tree, "conjunct"))
    attach(tree, c, told[-1], tree.dep[c])
    return True


def _still(tree: Tree, verb: int) -> bool:
    """ "said the rivers were high and urged people to leave", "told us that 300 had been moved, and appealed for
    tents": nobody acts in what is told, so who tells goes on."""
    if not tree.grammar.word("compounding") or not (tree.children(verb, "mark_any") or tree.is_(verb, "clause")):
        return False
    passive = bool(tree.children(verb, "aux_passive"))
    copular = tree.lemma[verb] in tree.grammar.word("copula")
    own = [k for k in (*tree.children(verb, "subject"), *tree.children(verb, "subject_passive")) if k < verb]
    return (passive or copular) and bool(own) and tree.lower[own[-1]] not in tree.grammar.word("third_person")


def _mute(tree: Tree, verb: int) -> bool:
    """Has the verb a thing for a subject: a common noun behind an article that is neither somebody nor a body?"""
    own = [k for k in (*tree.children(verb, "subject"), *tree.children(verb, "subject_passive")) if k < verb]
    if not own or tree.pos[own[-1]] != "NOUN" or tree.person[own[-1]] is not None:
        return False
    noun = own[-1]
    speaks = tree.grammar.word("people") | tree.grammar.word("title_noun") | tree.grammar.word("speech_noun")
    return tree.lemma[noun] not in speaks and tree.lower[noun] not in speaks and tree.words[noun].islower()


def _of_number(tree: Tree, first: int, c: int, wanted: Form) -> int | None:
    """ "Ils ont déclaré que le vote était truqué et exigeaient une enquête": the nearest verb of the number, whatever
    its tense, where all verbs in between have another number."""
    passed = False
    for t in range(c - 1, first, -1):
        if tree.quote[t] != tree.quote[c] or tree.pos[t] not in ("VERB", "AUX") or tree.is_(t, "auxiliary"):
            continue
        here = form_of(tree, t)
        if here is None or not here[2] or not wanted[2]:
            if here is not None:
                return None
            continue
        if here[2] == wanted[2]:
            return t if passed and here[0] == wanted[0] == "Ind" else None
        passed = True
    return None


def _either(tree: Tree, before: int, here: Form, verb: int) -> bool:
    """ "said he had called and handed over a note": a past that may be a participle, where the parser joined it."""
    both = tree.grammar.word("compounding") and tree.lower[verb].endswith("ed")
    have = any(tree.lower[k] in tree.grammar.word("have") for k in tree.children(before, "auxiliary"))
    return bool(both) and here[3] and have and tree.head[verb] == before


def _alike(one: Form, other: Form) -> bool:
    """The same form; a retagged word, and an English past, have no number, which fits any."""
    return (one[0], one[1], one[3]) == (other[0], other[1], other[3]) and (
        one[2] == other[2] or not one[2] or not other[2]
    )
