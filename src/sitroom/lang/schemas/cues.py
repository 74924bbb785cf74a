"""cues.toml: the words that introduce an attribution, and what may stand with them."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from sitroom.lang.pack import Entry

Sense = Literal[
    "speech", "writing", "request", "refusal", "denial", "judgement", "belief", "intention", "attitude", "evidence"
]
CueModality = Literal["asserted", "denied", "planned", "conditional"]


class Cue(Entry):
    """Words that behave alike.

    verbs, nouns, adjectives, prepositions
                what the words are: lemmas, lower case; several words are written with spaces ("point out",
                "mettre en garde") and may have others between them
    sense       speech, writing, request, refusal, denial, judgement, belief (thinks, hopes), intention (plans),
                attitude (supports, opposes, wants), evidence (shows); lets a reader keep speech alone
    frames      which complement is the content:
                  quote      an adjoining quotation ("...", she said)
                  insert     the sentence it is set into or after (The bridge, she said, is closed)
                  clause     a finite clause (that ..., whether ...)
                  infinitive an infinitive (to leave; de partir)
                  object     a noun phrase
                  quoted     a noun phrase, but only one that is at least partly in quotation marks
                  speech     a noun phrase headed by a word of table speech_nouns ("expressed doubts about ...")
                  as         object and predicate (called it a mistake; a qualifié la réunion de « utile »)
                  prep:X     what stands after preposition X ("accused her of lying": prep:of)
                  after      what follows the preposition's noun (only prepositions; "clitic": the source is the
                             second word, "à l'en croire")
    to          how the addressee is marked: "object", "dative", or prepositions
    modality    of the statement; "denied" for words of denial
    unless      lemmas that, standing in the cue's complement, make it another word ("condamné à deux ans de prison")
    reflexive   only with a reflexive pronoun ("s'attendre à")
    examples    sentences of our own with <S source>, <C cue>, <X content>, <A addressee> marked; all are tested
    """

    TABLE: ClassVar[str] = "cues"

    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    sense: Sense
    frames: tuple[str, ...] = Field(min_length=1)
    to: tuple[str, ...] = ()
    modality: CueModality = "asserted"
    unless: tuple[str, ...] = ()
    reflexive: bool = False
    examples: tuple[str, ...] = Field(min_length=1)
