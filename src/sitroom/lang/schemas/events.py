"""Tables of the event stage: events.toml (what words speak of which act), event_words.toml (word lists that
triggers and party rules share), modality.toml (words that make an act planned, denied, feared ...).

Words are lemmas in lower case. `@name` stands for the list of that id in event_words.toml.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from sitroom.lang.pack import Entry
from sitroom.model import Modality

ModalityKind = Literal[
    "negation",  # not, never, ne ... pas
    "denial",  # deny, démentir: the act below is denied
    "failure",  # fail to, ne pas parvenir à
    "future",  # will, going to
    "possible",  # may, could, pourrait
    "obligation",  # must, should, devoir: with a hostile or kind act of another it is a request
    "plan",  # plan, intend, prepare, s'apprêter à
    "unreal",  # fear, hope, risk, avoid, prevent: no event below
    "attempt",  # try, tenter de
    "near",  # almost, presque
    "condition",  # if, unless, si
    "transparent",  # begin, continue, be able to: the act below is as real as the verb
    "alleged",  # alleged, présumé
    "factive",  # condemn, welcome: what they speak of happened
    "question",  # whether, la question de savoir si
]


class Words(Entry):
    """A list of lemmas that other tables name by `@id`. `of` lists further lists it takes in."""

    TABLE: ClassVar[str] = "event_words"

    words: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    example: str = Field(min_length=1)


class Example(Entry):
    """Base of tables whose examples are read by the whole stage.

    expect  "TYPE actors > recipients [modality]", several joined by " ; ", or "none". Parties are country codes or
            words of the party joined by "+"; "-" means there is none; "*" means anything goes.
    """

    example: str = Field(min_length=1)
    expect: str = Field(min_length=1)


class Trigger(Example):
    """Words that speak of an act of one type, on what condition, and where its parties stand.

    verbs       lemmas; a particle or reflexive follows or precedes ("carry out", "se retirer")
    nouns       lemmas of event nouns ("strike", "frappe"), or of agent nouns with `agent = true`
    adjectives  predicates such as "willing"
    object      the object (or the passive's subject) is one of these, or has one among its modifiers
    complement  the verb below (infinitive, that-clause, gerund) is one of these; "*" any
    prep        one of these must hold: "against:*" or "to:@talks"
    modal       the verb below has a helper of this kind ("obligation": said that X must do it)
    also        one of these words must stand in the clause
    unless      none of these stands among object, complement, and prepositional dependents
    subject     the subject (of a passive, the by-phrase) is one of these: missiles and drones, which are no parties
    doer        one of the actors is of this class, by its head word or a word beside it: positive evidence for verbs
                of many senses ("hold", "pick up"). Besides words and lists: "=state", "=national", "=political",
                "=person", "=civil"
    undergoer   the same of the recipients
    state       only where the act is in this state ("refused": "will not yield"; "planned": "will deploy observers")
    content     of a statement's cue: only where what is said holds this ("condition": « If they cross, we will fire »)
    actor, recipient  where to look, first that gives a party wins: subject, object, indirect, agent,
                owner, both, below (in the clause below), thing (what the object is aimed at), anywhere, place,
                "prep:against,prep_on" (a preposition, or a list of them). "none" for nothing
    modality    instead of "asserted": "is scheduled to" is planned
    mutual      all participants are actors, no recipient (a meeting)
    swallow     what is said below is not an event of its own (agreed, refused, asked, threatened acts)
    as_subject  of a noun: only where it is the subject of its clause ("fighting raged")
    needs       which parties must be found: both, actor, recipient, any, none
    """

    TABLE: ClassVar[str] = "events"

    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    complement: tuple[str, ...] = ()
    prep: tuple[str, ...] = ()
    modal: ModalityKind | None = None
    also: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    doer: tuple[str, ...] = ()
    undergoer: tuple[str, ...] = ()
    actor: tuple[str, ...] = ("subject",)
    recipient: tuple[str, ...] = ("object",)
    modality: Modality | None = None
    state: Literal["refused", "planned"] | None = None
    content: Literal["condition"] | None = None
    mutual: bool = False
    swallow: bool = False
    as_subject: bool = False
    needs: Literal["both", "actor", "recipient", "any", "none"] = "actor"
    score: float = Field(default=0.8, gt=0, le=1)


class ModalityCue(Example):
    """Words that change whether an act happened. `words` are lemmas of verbs, nouns, adjectives, adverbs,
    auxiliaries."""

    TABLE: ClassVar[str] = "modality"

    kind: ModalityKind
    words: tuple[str, ...] = Field(min_length=1)
