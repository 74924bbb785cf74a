"""Drafts that are nobody's statement: the report's own seeing and asking, infinitives without a speaker, "I think"."""

from __future__ import annotations

from sitroom.annotate.statements.clauses import finite, imperative, is_infinitive, prompts
from sitroom.annotate.statements.direct import quotes_of
from sitroom.annotate.statements.drafts import Draft
from sitroom.annotate.statements.hits import Hit, is_negated, is_passive
from sitroom.annotate.statements.sources import stirred
from sitroom.annotate.statements.unknown import named_before


def somebodys(draft: Draft) -> Draft:
    """ "denied reports that P": who denies them did not make them."""
    hit, tree = draft.hit, draft.tree
    if hit is None or hit.kind != "noun" or draft.source is None or not tree.is_(hit.head, "object"):
        return draft
    refused = tree.head[hit.head]
    own = draft.source.head in tree.children(refused, "subject") and tree.lemma[refused] in tree.grammar.word(
        "refusing"
    )
    return draft.but(source=None, reason="nobody is named") if own else draft


def seen(draft: Draft) -> bool:
    """ "a constaté un journaliste de l'AFP": what the report's own people saw is the report's own word."""
    hit, source = draft.hit, draft.source
    if hit is None or source is None or hit.lemma not in draft.tree.grammar.word("witnessing"):
        return False
    tree = draft.source_tree or draft.tree
    own = tree.grammar.word("reporter_noun")
    return any(
        tree.lemma[t] in own or tree.lower[t] in own
        for t in range(len(tree)) if source.start <= tree.begin[t] < source.end
    )  # fmt: skip


def _left_out(hit: Hit) -> bool:
    """ "..., sans dire que P", "without saying why": not said."""
    tree, before = hit.tree, min(hit.words) - 1
    while before > 0 and tree.lower[before] in tree.grammar.word("clitic_object"):
        before -= 1
    return before >= 0 and tree.lower[before] in tree.grammar.word("leaving_out") and not finite(hit)


def timed(draft: Draft) -> bool:
    """ "Today was a reminder that", "Le fait que P indique que Q": a time or a fact says nothing."""
    source, tree = draft.source, draft.source_tree or draft.tree
    if source is None:
        return False
    own = [t for t in range(len(tree)) if source.start <= tree.begin[t] < source.end and tree.pos[t] != "DET"]
    timed = len(own) == 1 and tree.lower[own[0]] in tree.grammar.word("time_noun") and tree.pos[own[0]] != "PROPN"
    return tree.lower[source.head] in tree.grammar.word("speechless") or timed


def _before_name(draft: Draft) -> bool:
    """ "The ruling pleased Ann Holt: “P.”": the quotation is the person's, whatever the verb takes elsewhere."""
    tree, start = draft.tree, draft.contents[0][0] if draft.contents else -1
    if draft.rule != "clause" or not tree.line[max(0, start - 3) : max(0, start)].rstrip().endswith(":"):
        return False
    quote = next((q for q in quotes_of(tree) if q.start == start), None)
    return quote is not None and quote.full and named_before(tree, quote) is not None


def _heading(hit: Hit) -> bool:
    """ "Protests against Holt: shops closed": a noun that heads a line says nothing of what stands behind the colon."""
    tree = hit.tree
    first, stop = tree.sentences[tree.sentence[hit.head]]
    colon = next((t for t in range(hit.head, stop) if tree.words[t] == ":"), stop)
    verbs = any(tree.morph(t, "VerbForm") == "Fin" for t in range(first, colon))
    return hit.kind == "noun" and colon < stop and not verbs and not hit.has("quote")


def _received(hit: Hit) -> bool:
    """ "received an invitation to talk": whoever gets it does not make it."""
    tree = hit.tree
    received = tree.is_(hit.head, "object") and tree.lemma[tree.head[hit.head]] in tree.grammar.word("receiving")
    return received or stirred(tree, hit.head)


def _impersonal(hit: Hit) -> bool:
    """Does the infinitive hang on what is only said of "it"?"""
    tree = hit.tree
    own = tree.children(tree.head[hit.head], "subject") if tree.head[hit.head] != hit.head else []
    return any(tree.lower[k] in tree.grammar.word("expletive") for k in own)


def _countered(hit: Hit) -> bool:
    """ "to push back resistance to its authority": who counters it does not hold it."""
    tree = hit.tree
    counters = tree.is_(hit.head, "object") and tree.lemma[tree.head[hit.head]] in tree.grammar.word("countering")
    return hit.kind == "noun" and counters and not any(tree.is_(k, "possessor") for k in tree.kids[hit.head])


def _named_only(draft: Draft, hit: Hit) -> bool:
    """ "Also called “X”, the group ...": a name, that nobody says."""
    tree = hit.tree
    past = tree.morph(hit.head, "VerbForm") == "Part" and not hit.kids("auxiliary")
    passive = (past or is_passive(hit)) and draft.source is None and draft.rule == "quoted"
    return passive and tree.lemma[hit.head] in tree.grammar.word("called_so")


def _schemed(draft: Draft, hit: Hit) -> bool:
    """ "a policy which aimed to keep the peace": a plan wants nothing."""
    source, tree = draft.source, draft.source_tree or draft.tree
    planned = source is not None and tree.lemma[source.head] in tree.grammar.word("scheme")
    return planned and hit.entry.sense == "intention"


def nobody(draft: Draft) -> bool:
    """An infinitive or participle whose source cannot be found reports nobody ("il est à noter que")."""
    hit = draft.hit
    if hit is not None and (_left_out(hit) or timed(draft) or _before_name(draft)):
        return True
    if hit is not None and draft.rule == "preposition" and _heading(hit):
        return True
    if hit is not None and (_countered(hit) or _named_only(draft, hit) or _schemed(draft, hit)):
        return True
    if hit is None or draft.source is not None:
        return False
    if hit.kind not in ("verb", "adjective"):
        bare = hit.lemma in hit.tree.grammar.word("street_noun") or draft.rule == "infinitive"
        return hit.kind == "noun" and (bare or hit.quoted >= 0 or _received(hit))  # "“Today was a reminder that ...”"
    if hit.kind == "adjective":
        return True  # "il n'est pas sûr que"
    if any(hit.tree.lower[k] in hit.tree.grammar.word("nobody") for k in hit.kids("subject")):
        return True  # "the one nobody wants us to use"
    if hit.quoted >= 0 and imperative(hit):
        return True  # "Explain to me why": an order to somebody
    if is_passive(hit) and is_negated(hit) and not hit.kids("clause"):
        return True  # "l'attaque n'a pas été revendiquée"
    if prompts(hit) and draft.rule in ("clause", "clause_position", "preposition"):
        return True  # "Asked whether he would run, Holt said ..."
    if is_infinitive(hit.tree, hit.head) and draft.rule == "clause" and _impersonal(hit):
        return True  # "It is important to note that P"
    bare = draft.rule in ("preposition", "object") and not hit.kids("auxiliary") and not hit.kids("agent")
    told = bare and ("object" in hit.entry.to or draft.rule == "object" or hit.entry.sense == "judgement")
    return not finite(hit) and (not is_passive(hit) or told)  # "le maire, prévenu de détournement"


def asked(draft: Draft) -> bool:
    """ "Peut-on dire que ... ?": the report's own question says nothing of anybody."""
    hit = draft.hit
    if hit is None or hit.quoted >= 0 or draft.source is None:
        return False
    tree, last = hit.tree, hit.tree.sentences[hit.tree.sentence[hit.head]][1] - 1
    said = tree.line[draft.source.start : draft.source.end].lower().lstrip("-")
    return tree.words[last] == "?" and said in tree.grammar.word("asked_pronoun")


def wished(draft: Draft) -> bool:
    """ "We cannot ask people to stay" inside a quotation: what who is quoted would, or could, say."""
    hit = draft.hit
    if hit is None or hit.quoted < 0 or draft.source is None or finite(hit):
        return False
    infinitive = is_infinitive(hit.tree, hit.head) and hit.tree.is_(hit.head, "infinitive")
    return infinitive and _first_person(draft)


def _first_person(draft: Draft) -> bool:
    assert draft.source is not None
    text = draft.tree.line[draft.source.start : draft.source.end].lower().lstrip("-")
    return text in draft.tree.grammar.word("first_person")


def own_opinion(draft: Draft) -> bool:
    """ "We think", "I hope" inside a quotation: the speaker's own words, not a report of them."""
    hit = draft.hit
    if hit is None or hit.quoted < 0 or draft.source is None:
        return False
    return wished(draft) or (_first_person(draft) and hit.entry.sense not in ("speech", "writing", "request"))
