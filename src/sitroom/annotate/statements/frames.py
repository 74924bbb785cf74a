"""Indirect and mixed statements: what a cue's complement in the parse says.

Each frame is a small function from a hit to the tokens of its content; the order below is the order of trial,
and the first frames that fit are taken (a clause beats an object).

Deliberately not here: quotations that adjoin a cue (direct.py), and prepositions such as "selon" (selon.py).
"""

from __future__ import annotations

from collections.abc import Callable

from sitroom.annotate.statements.addressees import addressees_of, out_of_source
from sitroom.annotate.statements.asides import bracketed, in_brackets
from sitroom.annotate.statements.beside import (
    INVERTING,
    aged,
    asked_one,
    behind_colon,
    beside,
    closing,
    nearest_name,
    next_predicate,
    second_participle,
    verb_between,
)
from sitroom.annotate.statements.clauses import finite, is_infinitive, is_marked
from sitroom.annotate.statements.complements import (
    around_cue,
    behind_day,
    behind_infinitive,
    demanded,
    gerund_subject,
    of_place,
    of_time,
    parted,
    that_clause,
    with_torn,
)
from sitroom.annotate.statements.drafts import Chars, Draft, spans_of
from sitroom.annotate.statements.extent import whole_clause, without_aftermath
from sitroom.annotate.statements.hits import Hit, after_quotation, cue_tokens, is_passive, is_reflexive, only
from sitroom.annotate.statements.infinitives import infinitive
from sitroom.annotate.statements.inserted import (
    behind_semicolon,
    insert,
    insert_position,
    without_contrast,
)
from sitroom.annotate.statements.lost import (
    clause_position,
    gist_position,
    hearsay,
    infinitive_position,
    object_position,
    preposition_position,
    with_purpose,
)
from sitroom.annotate.statements.objects import (
    adjective,
    amount,
    extended,
    judged,
    judged_quoted,
    noun_phrase,
    self_description,
    speech_object,
    with_including,
    with_rest,
    without_frame,
)
from sitroom.annotate.statements.phrases import Phrase
from sitroom.annotate.statements.positions import (
    governing_subject,
    informant,
    inverted_subject,
)
from sitroom.annotate.statements.predicates import as_any, as_quoted
from sitroom.annotate.statements.quoted import quoted_object, told_in_quotes, with_next_quote
from sitroom.annotate.statements.relatives import gapped, relative_object, relative_pronoun
from sitroom.annotate.statements.rivals import before_main, with_condition, with_quotation, without_rivals
from sitroom.annotate.statements.sources import behind_contrast, beyond_contrast, source_of
from sitroom.annotate.statements.tree import Tree
from sitroom.annotate.statements.withheld import anonymity, cites_somebody, elsewhere, mute, silence

FARTHER = ("antecedent", "controlled", "participle")  # sources that a subject right after the cue outdoes


def frame_draft(hit: Hit) -> Draft | None:
    """The statement a cue makes with its own complement, or None."""
    own = (t for t in hit.tree.subtree(hit.head) if hit.tree.quote[t] == hit.tree.quote[hit.head])
    if mute(hit) or any(hit.tree.lemma[t] in hit.entry.unless for t in own):  # what is quoted may speak of anything
        return None
    told = told_in_quotes(hit)
    if told is not None:
        draft = make_draft(hit, "preposition", told[1], 0.75)
        return draft.but(addressees=(told[0],))
    gap = gapped(hit)
    if gap:
        return make_draft(hit, "clause", gap, 0.75)
    related = relative_object(hit) if hit.kind == "verb" else ()
    if related:
        return _related_draft(hit, related)
    if _elsewhere(hit):
        return None
    for name, frame, finder, score in FINDERS:
        if not hit.has(frame):
            continue
        if frame == "object" and any(elsewhere(hit, k) for k in (*hit.kids("object"), *hit.kids("subject_passive"))):
            return None
        if name == "object" and "object" in hit.entry.to:
            found = preposition(hit)  # warned residents of a flood: not the residents
            if found:
                return found
        contents = around_cue(hit, name, before_main(hit, finder(hit)))
        contents = behind_semicolon(hit, without_contrast(hit, contents)) if name == "insert" else contents
        if contents and silence(hit, contents):
            return None
        if contents and name == "quoted" and _agents(hit, contents):
            continue
        if (
            contents
            and not anonymity(hit, contents)
            and not (name in ("as", "object", "object_position") and cites_somebody(hit))
        ):
            return _known(make_draft(hit, name, contents, score))
    found = preposition(hit)
    if found is not None and found.contents and (silence(hit, found.contents) or anonymity(hit, found.contents)):
        return None
    return found


def _agents(hit: Hit, contents: tuple[Chars, ...]) -> bool:
    """ "a été confirmé par X, qui a dénoncé « une parodie »": what the agent says is not what he confirmed."""
    agent = source_of(hit) if is_passive(hit) else None
    return agent is not None and agent.how == "agent" and contents[0][0] >= agent.start


def _known(draft: Draft) -> Draft | None:
    """ "on apprend que": a cue of hearing reports only with "on", or with the one it was heard from."""
    if draft.hit is None or not draft.hit.has("hearsay") or draft.rule in ("insert", "insert_position"):
        return draft
    source = draft.source
    return draft if source is not None and (source.how == "informant" or _is_somebody(draft.tree, source)) else None


def _elsewhere(hit: Hit) -> bool:
    """ "le message qu'a fait passer le patron de ...": the content is not in this clause."""
    pronoun = relative_pronoun(hit) if hit.kind == "verb" and hit.tree.grammar.word("clitic_subject") else None
    inverted = pronoun is not None and pronoun + 1 == cue_tokens(hit)[0] and finite(hit)
    return inverted and inverted_subject(hit) is not None


def _related_draft(hit: Hit, contents: tuple[Chars, ...]) -> Draft | None:
    draft = make_draft(hit, "related", contents, 0.75)
    source = draft.source
    that = hit.tree.grammar.word("complementizer")
    if source is not None and (_expletive_passive(hit, source) or hit.tree.lower[source.head] in that):
        source = None
    elif source is not None and source.how == "subject" and source.start >= hit.tree.end[hit.head]:
        return draft
    if source is None or source.how == "antecedent":
        found = inverted_subject(hit)
        return draft.but(source=found) if found is not None else None
    return draft


def make_draft(hit: Hit, rule: str, contents: tuple[Chars, ...], score: float = 0.8) -> Draft:
    """A draft with cue, source and addressees filled in. The source may not lie in the content."""
    cue = cue_tokens(hit)
    contents = _inside(hit, rule, contents)
    source = closing(hit) if rule == "insert_position" else None
    source = behind_colon(hit, source or source_of(hit))
    if source is not None and any(a < source.end and source.start < b for a, b in contents):
        source = None
    if rule == "quote" and source is not None and source.how in FARTHER and after_quotation(hit.tree, hit.head):
        source = inverted_subject(hit) or source
    if source is not None and source.how == "subject" and source.start >= hit.tree.end[cue[-1]] and finite(hit):
        source = inverted_subject(hit) or source  # the parser joins "à l'AFP M. Doh"
    if source is not None and rule == "quote" and verb_between(hit, source):
        source = inverted_subject(hit) or source  # "P, assure un conseiller : « Q »"
    if source is not None and rule == "insert" and finite(hit) and not hit.kids("subject"):
        found = inverted_subject(hit) if source.end < hit.tree.begin[cue[0]] and source.how == "subject" else None
        source = found or source  # "Il jurait que P, rapporte l'un d'eux"
    if source is not None and source.end < hit.tree.begin[cue[0]] and beyond_contrast(hit, source):
        source = behind_contrast(hit) or source
    if source is not None and _expletive_passive(hit, source):
        source = None  # "il est reproché à X de ..."
    if source is not None and source.how != "agent" and asked_one(hit, source, contents):
        source = governing_subject(hit)  # "L'Iran dit ..., appelle l'ONU à agir"
    aside = bracketed(hit) if rule == "insert" and hit.tree.words[cue[0] - 1] == "," else None
    source = aside[1] if aside is not None and aside[0] == contents else source
    source = aged(hit, rule, nearest_name(hit, rule, source))
    if source is None and (second_participle(hit) or next_predicate(hit)):
        source = governing_subject(hit)
    impersonal = source is None and any(
        _expletive(hit.tree, k) for k in hit.tree.kids[hit.head] if k < hit.head and hit.tree.quote[k] == hit.quoted
    )
    if (
        source is None
        and not impersonal
        and hit.kind == "verb"
        and not (is_passive(hit) and (rule != "quote" or hit.kids("aux_passive") or hit.kids("agent")))
        and (rule in INVERTING or finite(hit))
    ):
        source = beside(hit, rule, contents, cue)
    whole = (min(a for a, _ in contents), max(b for _, b in contents)) if contents else None
    joined = None
    if source is not None:
        source, joined = out_of_source(hit, informant(hit, source, cue[-1]))
    addressees = [joined] if joined else addressees_of(hit, whole if len(contents) == 1 else None, source)
    if source is not None and _is_somebody(hit.tree, source):
        # "à la préfecture" is where "on" sits
        addressees = [p for p in addressees if p.how == "clitic" or hit.tree.pos[p.head] == "PRON"]
    addressees = [_before(hit.tree, p, contents) for p in addressees]
    addressees = [p for p in addressees if p.start < p.end and not any(a < p.end and p.start < b for a, b in contents)]
    return Draft(hit.tree, rule, score, contents, hit, (cue[0], cue[-1]), source, addressees=tuple(addressees))


def _inside(hit: Hit, rule: str, contents: tuple[Chars, ...]) -> tuple[Chars, ...]:
    """Contents cut off at the end of the quotation the cue itself stands in."""
    if hit.quoted < 0 or rule == "inside" or not hit.tree.quotations.found[hit.quoted].closed:
        return contents
    start, end = hit.tree.quotations.found[hit.quoted].inner
    while end > start and hit.tree.line[end - 1] in " ,.":
        end -= 1
    clipped = tuple((max(a, start), min(b, end)) for a, b in contents)
    return tuple((a, b) for a, b in clipped if a < b)


def _expletive(tree: Tree, k: int) -> bool:
    return tree.lower[k] in tree.grammar.word("expletive") and tree.lower[k] in tree.grammar.word("clitic_subject")


def _expletive_passive(hit: Hit, source: Phrase) -> bool:
    """ "il est reproché à X de ...": nobody."""
    tree = hit.tree
    said = tree.line[source.start : source.end].lower()
    if said not in tree.grammar.word("expletive") or is_reflexive(tree, hit.words):
        return False
    past = tree.morph(hit.head, "VerbForm") == "Part" and tree.morph(hit.head, "Tense") == "Past"
    aux = hit.kids("auxiliary")
    return past and bool(aux) and not any(tree.lower[k] in tree.grammar.word("have_active") for k in aux[-1:])


def _is_somebody(tree: Tree, source: Phrase) -> bool:
    return tree.line[source.start : source.end].lower().strip("-") in tree.grammar.word("somebody")


def _before(tree: Tree, phrase: Phrase, contents: tuple[Chars, ...]) -> Phrase:
    """An addressee cut off where the content starts: "warned residents of a flood"."""
    starts = [a for a, _ in contents if phrase.start < a < phrase.end]
    if not starts:
        return phrase
    tokens = [t for t in range(len(tree)) if phrase.start <= tree.begin[t] < min(starts)]
    while len(tokens) > 1 and (tree.pos[tokens[-1]] in ("ADP", "SCONJ") or tree.punct(tokens[-1])):
        tokens = tokens[:-1]
    return Phrase(phrase.head, phrase.start, tree.end[tokens[-1]], phrase.how)


def clause(hit: Hit) -> tuple[Chars, ...]:
    """A finite clause after the cue, with what the parser hung beside it though it belongs in it."""
    tree = hit.tree
    if only(hit):
        return ()
    role = "clause" if hit.kind != "noun" else "noun_clause"
    heads = [k for k in hit.kids(role) if k > max(hit.words) and (not is_infinitive(tree, k) or demanded(tree, k))]
    if hit.kind == "noun":
        heads = [k for k in heads if is_marked(tree, k)]
        after = max(hit.words) + 1
        if not heads and after < len(tree) and tree.lower[after] in tree.grammar.word("complementizer"):
            heads = [tree.head[after]] if tree.is_(after, "mark") and tree.head[after] > after else []
    if hit.kind == "adjective" and not heads:  # "was very clear that": hung on the copula
        heads = [k for k in tree.children(tree.head[hit.head], "clause") if k > hit.head and is_marked(tree, k)]
    if hit.kind == "verb":
        heads += [k for k in hit.kids("clause_like") if k > hit.head and that_clause(tree, k)]
        if hit.entry.sense == "speech":  # "said when asked", "said when Holt came"
            heads = [k for k in heads if not of_time(tree, k)]
    heads = [k for k in heads if not of_place(hit, k) and not parted(hit, k) and not behind_infinitive(hit, k)]
    heads += gerund_subject(hit) if not heads else []
    heads += _facts(hit) if hit.kind in ("verb", "adjective") and not heads else []
    if not heads:
        return ()
    head = min(heads)
    tokens = with_torn(tree, heads[1:], [t for t in extended(hit, head) if t > max(hit.words)])
    tokens = _with_subject(hit, tokens)
    tokens = with_quotation(hit, without_rivals(hit, head, tokens))
    tokens = behind_day(hit, without_aftermath(hit, whole_clause(hit, with_condition(hit, tokens))))
    return spans_of(tree, tokens, inside=hit.quoted)


def _with_subject(hit: Hit, tokens: list[int]) -> list[int]:
    """ "vowed a planned rally tomorrow | would go ahead": a finite clause without subject has the phrase before it."""
    tree = hit.tree
    objects = [k for k in hit.kids("object") if max(hit.words) < k and tree.pos[k] in ("NOUN", "PROPN")]
    if not tokens or not objects or ("object" in hit.entry.to and hit.entry.sense != "speech"):
        return tokens
    own = tree.subtree(objects[0])
    gap = range(own[-1] + 1, tokens[0])
    bare = tree.pos[tokens[0]] in ("VERB", "AUX") and not any(tree.is_(t, "subject") for t in tokens[:1])
    aside = len(gap) > 2 and tree.words[gap[0]] == tree.words[gap[-1]] == ","  # "said 11 people, two women too, were"
    own = own[:-1] if tree.words[own[-1]] == "," else own
    near = own[0] == max(hit.words) + 1 and (aside or all(tree.pos[t] in ("ADV", "NOUN") or tree.punct(t) for t in gap))
    finite_first = tree.morph(tokens[0], "VerbForm") == "Fin" or (
        tree.pos[tokens[0]] == "AUX" and not tree.morph(tokens[0], "Tense")
    )
    subjects = any(tree.is_(t, "subject") and tree.head[t] == tree.head[tokens[0]] for t in tokens)
    return [*own, *gap, *tokens] if bare and near and finite_first and not subjects else tokens


def _facts(hit: Hit) -> list[int]:
    """ "a insisté sur le fait que ...": the clause after "fait que", wherever the parser hung it."""
    tree, nouns = hit.tree, hit.tree.grammar.word("fact_noun")
    stop = min(tree.sentences[tree.sentence[hit.head]][1], hit.head + 12)
    for t in range(hit.head + 1, stop - 1):
        if tree.lower[t] in nouns and tree.lower[t + 1] in tree.grammar.word("complementizer"):
            clause = tree.head[t + 1]
            return [clause] if clause > t + 1 else []
    return []


def preposition(hit: Hit) -> Draft | None:
    """A prepositional complement: "accused her of lying", "called for calm", "a appelé au calme"."""
    tree = hit.tree
    wanted = [f.removeprefix("prep:") for f in hit.entry.frames if f.startswith("prep:")]
    if not wanted or _calls_something(hit):
        return None
    groups = list(hit.words) + [o for w in hit.words for o in tree.children(w, "object")]
    if hit.kind == "noun" and tree.is_(hit.head, "object"):  # "made reference to": the parser hangs "to" on the verb
        groups.append(tree.head[hit.head])
    for w in groups:
        for k in tree.kids[w]:
            tokens = _after_preposition(tree, k, wanted, hit) if k > min(hit.words) else None
            if tokens:
                tokens = with_including(hit, with_next_quote(hit, with_rest(hit, with_purpose(hit, tokens))))
                contents = spans_of(tree, without_frame(hit, tokens), inside=hit.quoted)
                if contents:
                    return make_draft(hit, "preposition", contents)
    contents = preposition_position(hit, wanted)
    return make_draft(hit, "preposition", contents, 0.7) if contents else None


def _calls_something(hit: Hit) -> bool:
    """ "called a news conference for Monday": not for something."""
    tree = hit.tree
    called = [k for k in hit.kids("object") if k > hit.head and tree.pos[k] == "NOUN"]
    return bool(called) and hit.lemma in tree.grammar.word("convening")


def _after_preposition(tree: Tree, k: int, wanted: list[str], hit: Hit) -> list[int] | None:
    own = tree.subtree(k) if tree.is_(k, "object") or tree.is_(k, "oblique") else []
    if own and tree.pos[own[0]] == "DET" and tree.lower[own[0]] in tree.grammar.word("bare_of"):
        return own[1:]  # "accuse de graves violations": the parser's article
    if tree.pos[k] in ("ADP", "SCONJ") and tree.lower[k] in wanted:
        return [t for t in tree.subtree(k) if t > k]
    first = next((c for c in tree.kids[k] if tree.is_(c, "case") or tree.is_(c, "mark")), None)
    if first is None or first > k:
        return None
    if any(tree.lower[first] in {w, *tree.grammar.word("form:" + w)} for w in wanted):
        return [t for t in tree.subtree(k) if t > first]
    return None


# rule, the frame a cue must have for it, finder, score
FINDERS: tuple[tuple[str, str, Callable[[Hit], tuple[Chars, ...]], float], ...] = (
    ("insert", "insert", in_brackets, 0.8),
    ("clause", "clause", clause, 0.85),
    ("insert", "insert", insert, 0.8),
    ("clause_position", "clause", clause_position, 0.65),
    ("insert_position", "insert", insert_position, 0.7),
    ("judged", "as_bare", judged_quoted, 0.8),
    ("as_quoted", "as_quoted", as_quoted, 0.8),
    ("as", "as", as_any, 0.7),
    ("amount", "amount", amount, 0.75),
    ("adjective", "adjective", adjective, 0.75),
    ("judged", "judged", judged, 0.65),
    ("self", "self", self_description, 0.7),
    ("infinitive", "infinitive", infinitive, 0.75),
    ("hearsay", "hearsay_infinitive", hearsay, 0.7),
    ("speech", "speech", speech_object, 0.75),
    ("quoted", "quoted", quoted_object, 0.75),
    ("object", "object", noun_phrase, 0.65),
    ("infinitive_position", "infinitive", infinitive_position, 0.65),
    ("speech_position", "speech", gist_position, 0.65),
    ("object_position", "object", object_position, 0.6),
)
