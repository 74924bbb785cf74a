"""Presents that the tagger took for nouns or adjectives: "Le syndicat menace de ...", "Moscou dément avoir ..."."""

from __future__ import annotations

from sitroom.annotate.statements.graft import attach, label, uproot
from sitroom.annotate.statements.hits import Lexicon, cue_options
from sitroom.annotate.statements.inserted import in_relative
from sitroom.annotate.statements.scan import adverbs_end, aside_end, phrase_end
from sitroom.annotate.statements.tree import Tree
from sitroom.lang.schemas.cues import Cue


def retagged(tree: Tree, lexicon: Lexicon, first: int, stop: int) -> None:
    """A noun or adjective that can only be the present of a cue: after a subject, before its complement."""
    if not tree.grammar.word("lemma_repair"):
        return
    never = tuple(sorted(tree.grammar.word("finite_never")))
    for i in range(first + 1, stop - 1):
        if tree.pos[i] == "VERB" and tree.lower[i].endswith(never) and tree.morph(i, "VerbForm") == "Fin":
            tree.forms[i] = {"VerbForm": "Part", "Tense": "Past"}  # "a ordonné de partir et prié X d'attendre"
        if (
            tree.pos[i] == "VERB"
            and tree.pos[i - 1] == "DET"
            and tree.head[i - 1] == i
            and tree.lower[i] in lexicon.nouns
        ):
            tree.pos[i] = "NOUN"  # "après le démenti par la mairie que"
            continue
        if _participle_of_cue(tree, lexicon, i):
            tree.pos[i] = "VERB"
            tree.forms[i] = {"VerbForm": "Part", "Tense": "Pres"}  # ", menaçant cependant de"
            continue
        if tree.lower[i] in tree.grammar.word("present_or_past") and _present(tree, i):
            tree.forms[i] = {"VerbForm": "Fin", "Tense": "Pres"}  # "..., dit la police."
            continue
        if tree.pos[i] == "VERB" and tree.is_(i, "modifier") and tree.words[i - 1] == "," and _before_name(tree, i):
            tree.forms[i] = {"VerbForm": "Fin", "Tense": "Pres"}  # "..., avertit Lise Karm"
            continue
        loose = tree.pos[i] == "VERB" and tree.is_(i, "modifier") and tree.morph(i, "VerbForm") != "Part"
        if not (loose or tree.pos[i] in ("NOUN", "ADJ", "PROPN", "ADV", "X")) or tree.words[i][:1].isupper():
            continue
        options = cue_options(tree, lexicon, i)
        if not options:
            continue
        if tree.words[i - 1] == "," and tree.quote[i] >= 0 and _before_name(tree, i):
            tree.pos[i] = "VERB"
            tree.forms[i] = {"VerbForm": "Fin", "Tense": "Pres"}  # « Il a tout dit, raconte Luc Morel. Rien n'est sûr »
            continue
        if tree.pos[i + 1] in ("PROPN", "DET") and (tree.lower[i - 2], tree.lower[i - 1]) in _back(tree):
            tree.pos[i] = "VERB"
            tree.forms[i] = {"VerbForm": "Fin", "Tense": "Pres"}  # "..., ce que dément Kigali"
            continue
        named = i - 2 - (tree.pos[i - 2] == "DET" and tree.pos[i - 1] == "NOUN")
        if (
            (tree.lower[named - 1], tree.lower[named]) in _back(tree)
            and (tree.pos[i - 1] == "PROPN" or named < i - 2)
            and tree.punct(i + 1)
        ):
            tree.pos[i] = "VERB"
            tree.forms[i] = {"VerbForm": "Fin", "Tense": "Pres"}  # "..., ce que Kigali dément."
            uproot(tree, i)
            attach(tree, i - 1, i, label(tree, "subject"))
            continue
        follows = (
            _after_subject(tree, i, first) or _after_predicate(tree, i, first) or _after_aside(tree, i, first, stop)
        )
        if not follows or not _before_complement(tree, i, stop, options[0][1]):
            continue
        if _after_predicate(tree, i, first):
            _second_verb(tree, i, first)
        else:
            _make_verb(tree, i, first, stop)


def named_subjects(tree: Tree, first: int, stop: int) -> None:
    """ "..., Early said", "”, Will wrote": a capital inside a sentence, before a finite verb without a
    subject, is a name."""
    if not tree.grammar.word("compounding") or tree.block.section.kind == "headline":
        return
    for i in range(first + 1, stop - 1):
        before, verb = tree.words[i - 1], i + 1
        if _named_behind(tree, i):  # "“P,” said Early, explaining ..."
            tree.pos[i] = "PROPN"
            attach(tree, i, i - 1, label(tree, "subject"))
            continue
        if (
            tree.pos[i] not in ("ADV", "AUX", "ADJ", "INTJ", "VERB")
            or not tree.words[i].istitle()
            or tree.quote[i] >= 0
        ):
            continue
        if not (
            before == "," or (tree.quote[i - 1] >= 0 and tree.punct(i - 1)) or tree.pos[i - 1] in ("CCONJ", "SCONJ")
        ):
            continue
        if tree.pos[verb] != "VERB" or tree.lower[verb] == tree.lemma[verb] or tree.children(verb, "subject"):
            continue
        tree.pos[i] = "PROPN"
        attach(tree, i, verb, label(tree, "subject"))


def _named_behind(tree: Tree, i: int) -> bool:
    """A capital between a past that follows a quotation and a comma or stop, taken for an adverb."""
    verb = i - 1
    taken = tree.pos[i] in ("ADV", "ADJ", "INTJ") and tree.words[i].istitle() and tree.quote[i] < 0
    said = tree.pos[verb] == "VERB" and tree.morph(verb, "VerbForm") == "Fin" and not tree.children(verb, "subject")
    return taken and said and tree.quote[verb - 1] >= 0 and tree.words[i + 1] in (",", ".")


def closing_cue(tree: Tree, lexicon: Lexicon, first: int, stop: int) -> None:
    """ "He sold the boat in May, court records show.": a cue taken for a noun behind its speakers, at the end."""
    i = next((t for t in range(stop - 1, first, -1) if not tree.punct(t)), first)
    if not tree.grammar.word("compounding") or i - 4 <= first or tree.pos[i] != "NOUN" or tree.quote[i] >= 0:
        return
    comma = next((t for t in range(i - 2, max(first, i - 6), -1) if tree.words[t] == ","), None)
    plural = tree.tag(i - 1) in ("NNS", "NNPS") and tree.tag(i) == "NN"
    options = cue_options(tree, lexicon, i) if comma is not None and plural else None
    if not options or comma is None or not any("insert" in o[1].frames for o in options):
        return
    nominal = all(tree.pos[t] in ("NOUN", "PROPN", "DET", "ADJ", "NUM", "PART") for t in range(comma + 1, i))
    if nominal and any(_finite(tree, t) for t in range(first, comma)):
        tree.pos[i] = "VERB"
        tree.forms[i] = {"VerbForm": "Fin", "Tense": "Pres"}
        uproot(tree, i)
        attach(tree, i - 1, i, label(tree, "subject"))


def garden_path(tree: Tree, lexicon: Lexicon, first: int, stop: int) -> None:
    """ "The minister voiced concern", "Houthis demand fuel", "Stated Holt: ...": a cue taken for an adjective or noun.

    Only for packs whose nouns compound, and in sentences without a finite verb outside quotation marks.
    """
    if not tree.grammar.word("compounding") or any(_finite(tree, t) for t in range(first, stop)):
        return
    if _leads(tree, lexicon, first, stop):
        tree.pos[first] = "VERB"
        tree.forms[first] = {"VerbForm": "Fin", "Tense": "Past"}
        uproot(tree, first)
        return
    for i in range(first + 1, stop - 1):
        past = tree.tag(i) in ("VBN", "VBD") and (tree.is_(i, "modifier") or tree.dep[i] == "amod")
        entry = next((o[1] for o in cue_options(tree, lexicon, i) or ()), None)
        if entry is None or tree.quote[i] >= 0 or tree.words[i][:1].isupper():
            continue
        subject = tree.pos[i - 1] in ("NOUN", "PROPN") and tree.pos[i + 1] in ("DET", "NOUN", "PROPN", "ADJ", "NUM")
        plural = tree.tag(i - 1) in ("NNS", "NNPS") and tree.dep[i] == "compound" and tree.tag(i) == "NN"
        comma = max((t for t in range(first, i) if tree.words[t] in ",:;"), default=first)
        takes = {"object", "speech", "quoted"} & set(entry.frames)
        if not subject or not (past or plural) or not takes or any(tree.pos[t] == "ADP" for t in range(comma, i)):
            continue
        end = next((t for t in range(i + 1, stop) if tree.pos[t] in ("ADP", "CCONJ") or tree.punct(t)), stop)
        noun = next((t for t in range(end - 1, i, -1) if tree.pos[t] in ("NOUN", "PROPN")), None)
        if noun is None:
            continue
        uproot(tree, i)
        tree.pos[i] = "VERB"
        tree.forms[i] = {"VerbForm": "Fin", "Tense": "Past" if past else "Pres"}
        uproot(tree, i - 1)
        for t in (*range(first, i - 1), *range(i + 1, noun)):
            if tree.head[t] >= stop or tree.head[t] < first or (t < i) != (tree.head[t] < i):
                attach(tree, t, i if t < comma else i - 1 if t < i else noun, tree.dep[t])
        attach(tree, i - 1, i, label(tree, "subject"))
        uproot(tree, noun)
        attach(tree, noun, i, label(tree, "object"))
        return


def _finite(tree: Tree, t: int) -> bool:
    return tree.quote[t] < 0 and tree.pos[t] in ("VERB", "AUX") and tree.morph(t, "VerbForm") == "Fin"


def _leads(tree: Tree, lexicon: Lexicon, first: int, stop: int) -> bool:
    """ "Continued Holt: “P”": a past that opens the sentence, a name, and a colon or comma before a quotation."""
    lower = tree.lower[first]
    past = {w.partition(">")[0]: w.partition(">")[2] for w in tree.grammar.word("irregular_past")}
    forms = (tree.lemma[first], past.get(lower, lower), lower[:-1], lower[:-2])
    lemma = next((w for w in forms if w in lexicon.verbs), None)
    entry = lexicon.verbs[lemma][0][1] if lemma else None
    if (
        entry is None
        or "quote" not in entry.frames
        or tree.quote[first] >= 0
        or not (lower.endswith("d") or lower in past)
    ):
        return False
    mark = next((t for t in range(first + 1, min(stop, first + 12)) if tree.words[t] in (":", ",")), None)
    named = first + 1 < stop and (tree.pos[first + 1] in ("PROPN", "DET") or tree.person[first + 1] is not None)
    if not mark or not named or mark + 1 >= len(tree) or tree.quote[mark + 1] < 0:
        return False
    tree.lemma[first] = lemma or lower
    return True


def _present(tree: Tree, i: int) -> bool:
    """Behind a comma and before a phrase, without an auxiliary: no past participle."""
    return (
        tree.words[i - 1] == ","
        and tree.pos[i + 1] in ("DET", "PROPN", "NOUN")
        and tree.morph(i, "VerbForm") == "Part"
        and not tree.children(i, "auxiliary")
    )


def _back(tree: Tree) -> frozenset[tuple[str, ...]]:
    return frozenset(w for words in tree.grammar.phrases("relative_back").values() for w in words)


def _participle_of_cue(tree: Tree, lexicon: Lexicon, i: int) -> bool:
    """A present participle that the tagger took for an adjective or noun: behind a comma, with a complement."""
    endings = tuple(tree.grammar.word("gerund_ending"))
    if tree.pos[i] not in ("ADJ", "NOUN", "ADV") or not endings or not tree.lower[i].endswith(endings):
        return False
    clitic = i > 1 and tree.lower[i - 1] in tree.grammar.word("clitic_object")  # ", les qualifiant de"
    comma = tree.words[i - 2] == "," if clitic else tree.words[i - 1] == ","
    return comma and bool(cue_options(tree, lexicon, i)) and not tree.punct(i + 1)


def _second_verb(tree: Tree, i: int, first: int) -> None:
    """The token as a second predicate of the sentence's first finite verb, with the object behind it."""
    main = next(t for t in range(first, i) if tree.pos[t] == "VERB" and tree.morph(t, "VerbForm") == "Fin")
    tree.pos[i] = "VERB"
    tree.forms[i] = {"VerbForm": "Fin", "Tense": "Pres"}
    attach(tree, i, main, label(tree, "conjunct"))
    attach(tree, i - 1, i, "cc")
    tree.sister.add(i)
    if tree.pos[i + 1] == "DET" and tree.head[i + 1] > i + 1:
        attach(tree, tree.head[i + 1], i, label(tree, "object"))


def _after_subject(tree: Tree, i: int, first: int) -> bool:
    """Right after a noun phrase without preposition, or after a clause cut off by commas behind it."""
    before = i - 1
    while before > first and tree.lower[before] in tree.grammar.word("negation") | tree.grammar.word("clitic_object"):
        before -= 1
    if tree.words[before] in (",", ")"):
        return before < i - 1 or tree.words[i + 1] in (":", "«", "“", '"') or _that(tree, i + 1)
    if before > first and tree.words[before].istitle() and tree.pos[before] in ("ADV", "ADJ", "X"):
        tree.pos[before] = "PROPN"  # "mais Carfil dément": a name the tagger does not know
    return tree.pos[before] in ("PROPN", "NOUN", "PRON") and tree.lower[before] not in tree.grammar.word("day")


def _after_aside(tree: Tree, i: int, first: int, stop: int) -> bool:
    """ "La Ligue, puissante organisation paysanne, menace de ...": behind a comma, in a sentence without a verb."""
    return (
        tree.words[i - 1] == ","
        and tree.pos[first] in ("DET", "NOUN", "PROPN", "PRON", "NUM")
        and not any(_main_verb(tree, t, first) for t in range(first, stop) if t != i)
    )


def _main_verb(tree: Tree, t: int, first: int) -> bool:
    """A finite verb outside quotation marks and relative clauses."""
    if tree.quote[t] >= 0 or tree.morph(t, "VerbForm") != "Fin":
        return False
    return not in_relative(tree, t, first)


def _after_predicate(tree: Tree, i: int, first: int) -> bool:
    """ "dit « comprendre » mais juge ...": behind "and" or "but" of a sentence that has a finite verb already."""
    return tree.pos[i - 1] == "CCONJ" and any(
        tree.pos[t] == "VERB" and tree.morph(t, "VerbForm") == "Fin" for t in range(first, i)
    )


def _before_name(tree: Tree, i: int) -> bool:
    endings = tuple(tree.grammar.word("participle_ending"))
    return tree.pos[i + 1] in ("PROPN", "DET") and bool(endings) and not tree.lower[i].endswith(endings)


def _that(tree: Tree, t: int) -> bool:
    return tree.lower[t] in tree.grammar.word("complementizer")


def _before_complement(tree: Tree, i: int, stop: int, entry: Cue) -> bool:
    """Before que, an infinitive with or without its marker, a quotation, or a colon and a quotation."""
    if tree.morph(i, "VerbForm") == "Fin":
        return False
    after = adverbs_end(tree, aside_end(tree, i + 1, stop) or i + 1, stop)
    if after >= stop:
        return False
    if _that(tree, after) or tree.words[after] in ("«", "“"):
        return True
    if tree.words[after] == ":":
        return after + 1 < stop and tree.quote[after + 1] >= 0
    after = _behind_told(tree, after, stop, entry)
    if tree.lower[after] in tree.grammar.word("infinitive_marker") and after + 1 < stop:
        after += 1
    if _takes(tree, after, entry) and not _predicate(tree, i, stop):
        return True
    if tree.pos[after] == "DET" and not _predicate(tree, i, stop):
        return tree.pos[i] != "NOUN" or tree.lower[after] not in tree.grammar.word("infinitive_marker")
    while after < stop - 1 and tree.lower[after] in tree.grammar.word("clitic_object") | tree.grammar.word("negation"):
        after += 1
    return after < stop and tree.morph(after, "VerbForm") == "Inf"


def _behind_told(tree: Tree, at: int, stop: int, entry: Cue) -> int:
    """Behind the one asked, where an infinitive follows ("demande | aux parties | de garantir l'accès")."""
    if "infinitive" not in entry.frames:
        return at
    end: int | None = None
    if any(tree.lower[at] in {how, *tree.grammar.word("form:" + how)} for how in entry.to):
        end = phrase_end(tree, at, stop)
    elif "object" in entry.to and tree.pos[at] in ("PROPN", "DET"):
        end = next((t for t in range(at, stop) if tree.pos[t] not in ("DET", "NOUN", "PROPN", "ADJ", "CCONJ")), stop)
    follows = end is not None and end + 1 < stop and tree.lower[end] in tree.grammar.word("infinitive_marker")
    return end if end is not None and follows and tree.morph(end + 1, "VerbForm") == "Inf" else at


def _takes(tree: Tree, t: int, entry: Cue) -> bool:
    """Is this a preposition of one of the cue's frames?"""
    wanted = [f.removeprefix("prep:") for f in entry.frames if f.startswith("prep:")]
    return any(tree.lower[t] in {w, *tree.grammar.word("form:" + w)} for w in wanted)


def _predicate(tree: Tree, i: int, stop: int) -> bool:
    """Has the clause of token `i` another verb, outside quotation marks and not in a clause behind a comma?"""
    first = tree.sentences[tree.sentence[i]][0]
    joined = [t for t in range(first, i) if tree.pos[t] == "CCONJ"]
    first = joined[-1] if joined and joined[-1] == i - 1 else first
    others = tree.grammar.word("who") | tree.grammar.word("complementizer")
    comma = next((t for t in range(i + 1, stop) if tree.words[t] == "," or _second(tree, t, stop)), stop)
    comma = next((t for t in range(i + 1, comma) if tree.lower[t] in others), comma)
    aside = set()
    if tree.words[i - 1] == ",":  # "Le préfet, joint lundi, dément ..."
        opening = next((t for t in range(i - 2, first, -1) if tree.words[t] == ","), i)
        aside = set(range(opening, i))
    return any(
        t not in aside
        and tree.pos[t] in ("VERB", "AUX")
        and tree.quote[t] < 0
        and t != i
        and tree.morph(t, "VerbForm") != "Inf"
        for t in range(first, comma)
    )


def _second(tree: Tree, t: int, stop: int) -> bool:
    """Does "and" stand here, and a finite verb right behind it ("... et assure que ...")?"""
    return tree.pos[t] == "CCONJ" and t + 1 < stop and tree.morph(t + 1, "VerbForm") == "Fin"


def _make_verb(tree: Tree, i: int, first: int, stop: int) -> None:
    """The token as a finite verb with the subject before it and the complement after it."""
    subject, after = i - 1, adverbs_end(tree, aside_end(tree, i + 1, stop) or i + 1, stop)
    while subject > first and tree.pos[subject] not in ("PROPN", "NOUN", "PRON"):
        subject -= 1
    if tree.words[i - 1] == ",":  # "La Ligue, puissante organisation, menace"
        subject = next((t for t in range(first, i) if tree.pos[t] in ("PROPN", "NOUN", "PRON")), subject)
    while tree.head[subject] != subject and first <= tree.head[subject] < i and tree.pos[tree.head[subject]] in (
        "PROPN", "NOUN", "PRON",
    ):  # fmt: skip
        subject = tree.head[subject]
    above = tree.head[i]
    if above > i or (above < i and tree.pos[above] not in ("VERB", "AUX")):
        uproot(tree, i)
    tree.pos[i] = "VERB"
    tree.forms[i] = {"VerbForm": "Fin", "Tense": "Pres"}
    attach(tree, subject, i, label(tree, "subject"))
    if after >= stop:
        return
    if _that(tree, after):
        clause = tree.head[after]
        if clause > after:
            attach(tree, clause, i, label(tree, "clause"))
        return
    verb = next((t for t in range(i + 1, min(stop, after + 4)) if tree.morph(t, "VerbForm") == "Inf"), None)
    if verb is not None and tree.is_(verb, "auxiliary"):
        verb = tree.head[verb]
    if verb is None and tree.pos[after] == "DET" and tree.head[after] > after:
        attach(tree, tree.head[after], i, label(tree, "object"))
    if verb is not None and tree.quote[verb] == tree.quote[i]:
        attach(tree, verb, i, label(tree, "infinitive"))
