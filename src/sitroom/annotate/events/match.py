"""Which words of a sentence speak of an act: triggers whose conditions hold, the most specific one for each word.

Deliberately not here: who the parties are (roles.py) and whether the act happened (modality.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitroom.annotate.events import tree
from sitroom.annotate.events.idioms import modified, particles, prepositional
from sitroom.annotate.events.lexicon import Lexicon, Rule
from sitroom.annotate.events.nominal import base_of, done_by, done_to

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token


HELPERS = ("aux:pass", "aux:tense")


@dataclass(frozen=True)
class Match:
    """A trigger at a word. `verb` is the light verb of a noun trigger ("held talks"), or the word itself."""

    rule: Rule
    token: Token
    kind: str  # verb, noun, adjective
    verb: Token | None = None
    rest: tuple[str, ...] = ()
    next: Match | None = None  # another rule for the same word, tried where this one lacks its parties
    base: str = ""  # of a noun made of a verb, whose rule it is: that verb

    def chain(self) -> Iterator[Match]:
        """This match and the further ones for its word."""
        one: Match | None = self
        while one is not None:
            yield one
            one = one.next

    @property
    def anchor(self) -> Token:
        """The word whose tense, negation and governors count."""
        return self.verb or self.token


def matches(sentence: Tokens, lexicon: Lexicon) -> list[Match]:
    """Triggers of a sentence in text order, at most one for each word."""
    return [match for token in sentence if (match := at(token, lexicon)) is not None]


def at(token: Token, lexicon: Lexicon) -> Match | None:
    """The best trigger at this word, or None."""
    lemma = tree.lemma(token)
    if token.i > 1 and token.nbor(-1).text == "-":  # "government-held", but "test-fires"
        lemma = hyphened(token, lexicon)
        if not lemma:
            return None
    if told_before(token) or token.dep_ in HELPERS:
        return None
    noun = token.pos_ in ("NOUN", "PROPN") or named_act(token)
    if noun and lemma not in lexicon.nouns:
        lemma = token.lower_
    found: list[Match] = []
    verb = lemma
    taken = mistaken(token)  # "Lima menace de ..."
    if taken or (lemma not in lexicon.verbs and (token.pos_ in ("VERB", "ADJ") or predicated(token))):
        verb = verb_lemma(token, lexicon, taken) or lemma
    denies = lexicon.kind(verb) == "denial" and any(c.dep_ in ("xcomp", "ccomp") for c in token.children)
    if verb in lexicon.verbs and not denies and (taken or verbal(token, verb != lemma)) and not named_act(token):
        fitting = [(rest, r) for rest, r in lexicon.verbs[verb] if particles(token, rest)]
        for rest, rule in sorted(fitting, key=lambda row: (-row[1].weight - len(row[0]), -row[1].trigger.score)):
            if holds(rule, token, lexicon, rest):
                found.append(Match(rule, token, "verb", rest=rest))
    if noun and lemma in lexicon.nouns:
        light = light_verb(token, lexicon)
        for rest, rule in lexicon.nouns[lemma]:
            if modified(token, rest) and holds(rule, token, lexicon):
                found.append(Match(rule, token, "noun", light, rest))
    found = with_verb_of(token, found, lexicon)
    low = token.lower_
    words = (low, low[:-1], low[:-2]) if token.pos_ == "VERB" else (lemma,)  # participles lose their endings
    word = next((w for w in words if w in lexicon.adjectives), None)
    if word is not None and predicative(token):
        for rest, rule in lexicon.adjectives[word]:
            if particles(token, rest) and holds(rule, token, lexicon):
                found.append(Match(rule, token, "adjective", token.head if token.dep_ == "acomp" else None))
    chain: Match | None = None
    for match in reversed(found[:12]):
        chain = replace(match, next=chain)
    return chain


def named_act(token: Token) -> bool:
    """Is it a gerund that only names the act, as a noun does ("fighting between the two", "the shelling of it")?"""
    if token.tag_ != "VBG" or not (token.dep_ in tree.SUBJECT or token.dep_ in tree.OBJECT or token.dep_ == "pobj"):
        return False
    return not tree.objects(token) and any(c.dep_ in ("prep", "det", "amod", "poss") for c in token.children)


def with_verb_of(noun: Token, found: list[Match], lexicon: Lexicon) -> list[Match]:
    """Matches of a noun and, where it is made of a verb, those of that verb's rules; what has most conditions first."""
    base = base_of(noun, lexicon) if noun.pos_ in ("NOUN", "PROPN") or named_act(noun) else ""
    if not base:
        return found
    light, near = light_verb(noun, lexicon), bag(done_to(noun))
    rows = [(rest, r) for rest, r in lexicon.verbs.get(base, ()) if near.issuperset(rest)]
    derived = [
        Match(r, noun, "noun", light, rest, base=base) for rest, r in rows if holds(r, noun, lexicon, rest, True)
    ]
    derived.sort(key=lambda m: -m.rule.trigger.score)
    return sorted([*found, *derived], key=lambda m: -m.rule.weight - len(m.rest))


def things_of(match: Match) -> list[Token]:
    """The objects of the act: of its verb, or what the act of its noun is done to."""
    return done_to(match.token) if match.base else tree.objects(match.token)


def hyphened(token: Token, lexicon: Lexicon) -> str:
    """The verb or noun a word ends that was cut at its hyphen ("test-fires", "sit-ins"); "" where it is none."""
    first = token.nbor(-2).lower_
    for lemma in (tree.lemma(token), token.lower_, verb_lemma(token, lexicon) or "", token.lower_.rstrip("s")):
        if f"{first}-{lemma}" in lexicon.verbs or f"{first}-{lemma}" in lexicon.nouns:
            return f"{first}-{lemma}"
    return ""


def told_before(token: Token) -> bool:
    """Is it a participle before its noun, which only says which one ("the ousted premier", "tortured prisoners")?"""
    past = token.tag_ == "VBN" or (token.tag_ == "VBD" and token.pos_ == "VERB")
    return token.dep_ == "amod" and past and token.i < token.head.i and not any(c.i > token.i for c in token.children)


def verbal(token: Token, mended: bool) -> bool:
    """Can a verb trigger stand here: a verb, a root or clause the tagger took for something else, a present
    participle?"""
    if token.pos_ in ("VERB", "AUX") or token.dep_ in ("ROOT", "acl", "advcl", "conj"):
        return token.pos_ != "ADJ" or mended
    return mended and token.pos_ == "ADJ" and token.dep_ == "xcomp"


def mistaken(token: Token) -> bool:
    """Does a word taken for an adjective or a noun stand like a verb, between a whole noun phrase and what only a verb
    governs ("Rome ferme ses ports", "Le syndicat étrille la ministre")?"""
    if not token.is_lower or token.pos_ not in ("ADJ", "NOUN", "PROPN", "PUNCT", "X") or token.i == 0:
        return False
    if token.i + 1 >= tree.bounds(token)[1] or token.nbor(1).pos_ != "DET":
        return False
    if token.nbor(-1).pos_ not in ("NOUN", "PROPN", "ADJ") or any(c.i < token.i for c in token.children):
        return False
    owned = any(c.pos_ == "DET" for c in token.head.lefts) or token.head.pos_ == "PROPN"
    return owned and tree.headed(token)


def predicated(noun: Token) -> bool:
    """Has a noun a subject as a verb has, without "to be" ("was the target" is no verb)?"""
    deps = {c.dep_ for c in noun.children} if noun.pos_ == "NOUN" else ()
    return "nsubj" in deps and "cop" not in deps


def verb_lemma(token: Token, lexicon: Lexicon, taken: bool = False) -> str | None:
    """The infinitive of a form the model has no lemma for ("réclame", "menaçant"), by the pack's endings
    "form:infinitive"."""
    for pair in sorted(lexicon.words.get("verb_slip", ()), key=len, reverse=True):
        ending, _, infinitive = pair.partition(":")
        word = token.lower_[: -len(ending)] + infinitive
        if (
            token.lower_.endswith(ending)
            and word in lexicon.verbs
            and (taken or token.pos_ in ("VERB", "NOUN") or governs(token))
        ):
            return word
    return None


def governs(token: Token) -> bool:
    """Has the word an object or a clause of its own, as only a verb has?"""
    return any(c.dep_ in tree.COMPLEMENT or c.dep_ in tree.OBJECT for c in token.children)


def predicative(adjective: Token) -> bool:
    """Is the adjective said of a subject ("is willing to", "est prêt à"), not before a noun?"""
    if token_is_finite(adjective):
        return False
    if adjective.dep_ in ("acomp", "oprd") or any(c.dep_ in ("cop", "nsubj") for c in adjective.children):
        return True
    return adjective.dep_ in ("xcomp", "ROOT", "conj", "acl", "amod") and any(
        c.dep_ in tree.COMPLEMENT for c in adjective.children
    )


def token_is_finite(word: Token) -> bool:
    """Is it a verb form that is no participle of the passive ("opened", against "is determined")?"""
    return word.pos_ == "VERB" and word.dep_ != "acomp" and not tree.is_passive(word)


def light_verb(noun: Token, lexicon: Lexicon) -> Token | None:
    """The verb that only carries an event noun: "launched a raid", "a mené une frappe", "talks were held"."""
    head = noun
    for _ in range(2):  # "un nouveau cycle de pourparlers", "a series of strikes"
        above = head.head.head if head.dep_ == "pobj" and head.head.dep_ == "prep" else head.head
        if head.dep_ in ("pobj", "nmod") and lexicon.has("measure", tree.lemma(above)):
            head = above
    verb = head.head
    if head.dep_ == "conj" and verb.pos_ in ("NOUN", "PROPN"):
        head, verb = verb, verb.head
    if verb.pos_ != "VERB" and verb.head.pos_ == "VERB" and head in tree.objects(verb.head):
        verb = verb.head  # "ont tenu vendredi une réunion", hung on the day
    direct = head.dep_ in tree.OBJECT or head.dep_ in tree.SUBJECT or head in tree.objects(verb)
    if direct and verb.pos_ == "VERB" and lexicon.has("light", tree.lemma(verb)):
        return verb
    name = tree.case_of(head)
    above = verb.head if head.dep_ == "pobj" else verb
    if not name or not (head.dep_ == "pobj" or head.dep_ in tree.OBLIQUE):
        return None
    if above.pos_ == "NOUN" and above.dep_ in tree.OBJECT and above.head.pos_ == "VERB":
        above = above.head  # "fait l'objet d'une attaque", hung on either
    things = ["", *(f"{tree.lemma(t)} " for t in above.children if t.dep_ in tree.OBJECT)]  # "take part in"
    return above if any(lexicon.has("light_prep", f"{tree.lemma(above)} {t}{name}") for t in things) else None


def bag(heads: Iterable[Token]) -> set[str]:
    """Lemmas of heads, of those coordinated with them, and of their modifiers two levels down."""
    return set[str]().union(*map(_bag, heads))


@tree.remembered
def _bag(head: Token) -> frozenset[str]:
    found: set[str] = set()
    for one in tree.conjuncts(head):
        found |= {tree.lemma(one), *uncut(one)}
        for child in one.children:
            if child.dep_ in ("amod", "compound", "nmod", "nummod", "poss", "flat:name", "appos", "det"):
                found.add(tree.lemma(child))
                found |= {tree.lemma(c) for c in child.children if c.dep_ in ("amod", "compound", "conj")}
        found |= {tree.lemma(h) for _, h in tree.obliques(one) if h.dep_ != "obl:mod"}
    return frozenset(found)


def holds(rule: Rule, token: Token, lexicon: Lexicon, rest: tuple[str, ...] = (), derived: bool = False) -> bool:
    """Do all conditions of a rule hold at this word? `derived`: a noun that has the rule of its verb."""
    if rule.object or rule.unless:
        things = tree.objects(token) if token.pos_ in tree.VERBAL else done_to(token) if derived else []
        things = things or tree.after_particle(token, rest)
        if rule.object and token.pos_ in tree.VERBAL and tree.is_passive(token):  # "were granted refuge"
            things = [*things, *(c for c in token.children if c.dep_ in tree.OBJECT)]
        if rule.object and not (bag(things) & rule.object) and not ("*" in rule.object and (things or quoted(token))):
            return False
        if rule.unless and (_heads(things, lexicon) | _elsewhere(token)) & rule.unless:
            return False
        if "+object" in rule.unless and transitive(token, lexicon):
            return False  # "ont manifesté leur joie": the act has no object
    if rule.subject and not bag(doing(token, derived)) & rule.subject:
        return False
    if rule.complement:
        below = tree.complements(token)
        if rule.trigger.modal and not any(obliged(c, lexicon, rule.trigger.modal) for c in below):
            return False
        if not below or ("*" not in rule.complement and not rule.complement.intersection(_acts(below, lexicon))):
            return False
    phrases = (
        [(n, h) for n, h in prepositional(token) if not lexicon.has("time_unit", tree.lemma(h))] if rule.prep else []
    )
    if rule.prep and not any(_prep_holds(rule, name, head) for name, head in phrases):
        return False  # "à 2 heures" is nobody
    if (
        rule.trigger.as_subject
        and token.dep_ not in tree.SUBJECT
        and not (token.dep_ == "ROOT" and token.pos_ == "NOUN")
        and not any(c.dep_ == "acl" and c.tag_ == "VBD" for c in token.children)
    ):
        return False
    if rule.also:
        return not rule.also.isdisjoint(told_in(tree.clause_of(token)))
    return True


@tree.remembered
def told_in(clause: Token) -> frozenset[str]:
    """The words of a clause and their lemmas, without what it tells of its nouns and what goes on with it."""
    below = tree.subtree_of(clause, frozenset({"relcl", "acl:relcl", "conj"}))
    return frozenset(w for t in below for w in (tree.lemma(t), t.lower_))


def doing(token: Token, derived: bool) -> list[Token]:
    """Who or what does the act of a verb, or (`derived`) of a noun made of one."""
    if derived:
        return done_by(token)
    return tree.agents(token) if tree.is_passive(token) else tree.subjects(token)


def transitive(verb: Token, lexicon: Lexicon) -> bool:
    """Has a verb an object of its own that is no stretch of time?"""
    things = [c for c in verb.children if c.dep_ in tree.OBJECT and c.pos_ in ("NOUN", "PROPN")]
    return any(not lexicon.has("time_unit", tree.lemma(c)) for c in things) and not tree.is_passive(verb)


def quoted(verb: Token) -> bool:
    """Do quoted words follow a verb at once ("réclame « des pompes »")?"""
    return any(t.is_quote for t in verb.doc[verb.i + 1 : min(verb.i + 6, tree.bounds(verb)[1])])


def uncut(word: Token) -> set[str]:
    """A word with what was cut off before its hyphen ("co-operation", "cooperation")."""
    if word.i < 2 or word.nbor(-1).text != "-":
        return set()
    first = word.nbor(-2).lower_
    return {f"{first}-{tree.lemma(word)}", f"{first}{tree.lemma(word)}"}


def obliged(verb: Token, lexicon: Lexicon, kind: str) -> bool:
    """Has the verb a helper of this kind ("must leave"), or is it one ("doit partir")?"""
    if lexicon.kind(tree.lemma(verb)) == kind:
        return True
    return any(c.dep_.startswith("aux") and lexicon.kind(tree.lemma(c)) == kind for c in verb.children)


def _heads(things: list[Token], lexicon: Lexicon) -> set[str]:
    found: set[str] = set()
    for thing in things:
        for one in tree.conjuncts(thing):
            found.add(tree.lemma(one))
            beside = [c for c in one.children if c.dep_ in ("amod", "compound") and c.pos_ != "PROPN"]
            found |= {tree.lemma(c) for c in beside if not lexicon.has("crime", tree.lemma(c))}  # "attaque meurtrière"
            found |= {f"{name}:{tree.lemma(head)}" for name, head in tree.obliques(one)}
    return found


def _acts(below: list[Token], lexicon: Lexicon) -> set[str]:
    found: set[str] = set()
    for verb in below:
        for _ in range(3):
            found.add(tree.lemma(verb))
            if lexicon.kind(tree.lemma(verb)) != "transparent":
                break
            inner = tree.complements(verb)
            if not inner:
                break
            verb = inner[0]
        found |= bag(tree.objects(verb))
    return found


def _prep_holds(rule: Rule, name: str, head: Token) -> bool:
    return any(wanted == name and ("*" in heads or heads & bag([head])) for wanted, heads in rule.prep)


@tree.remembered
def _elsewhere(token: Token) -> frozenset[str]:
    found = {tree.lemma(t) for t in tree.complements(token)}
    for name, head in tree.obliques(token):
        found |= {tree.lemma(head), f"{name}:{tree.lemma(head)}"}
    beside = ("amod", "compound", "advmod", "attr", "acomp", "oprd", "prt")
    found |= {tree.lemma(c) for c in token.children if c.dep_ in beside}
    found |= {
        w for c in token.children if c.dep_.startswith("expl") for w in (c.lower_, tree.lemma(c))
    }  # "se défendre"
    if any(c.dep_ == "ccomp" for c in token.children):
        found.add("+clause")
    if any("Inf" in t.morph.get("VerbForm", []) for t in tree.complements(token)):
        found.add("+infinitive")  # "va proclamer", "souhaite partir"
    return frozenset(found)
