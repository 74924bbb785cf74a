"""Tables of the time grammar: word classes, rules, joins of neighbours, and cues of what lies ahead.

A pattern is a regular expression in which `{name}` stands for a word class (table `time_words`) and a single
space for one or two blanks. `{name:slot}` reads the class into another slot. Matching ignores case, except that a
form written with a capital in the data must have it in the text ("March", "May"). If the pattern has a group
`(?P<x>...)`, only that group is the time expression; the rest is context.
"""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from sitroom.lang.pack import Entry
from sitroom.model import TimexType, Value


class TimeExample(Value):
    """`text`, published `on`, holds the expression `span` with this value and mod. An empty `value`: unresolved."""

    text: str
    on: str = ""
    span: str
    value: str
    mod: str | None = None


class TimeWords(Entry):
    """A word class. `forms` maps a value to its spellings; `regex` matches digits, the value being the number.

    example  one spelling and the value it must get
    """

    TABLE: ClassVar[str] = "time_words"

    forms: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    regex: str | None = None
    example: tuple[str, str]


class TimeRule(Entry):
    """One kind of time expression. `op` names the computation of its value (annotate/times/operations.py).

    args        fixed slot values ({unit = "day", rel = "-1"}), joined to those read from the text
    not_before  regular expression that must not end right before the match; not_after: not start right after it
    plural_after  False: not when a plural noun follows ("2000 soldats")
    none        sentences in which nothing at all is a time expression. The op `none` makes a rule that only blocks
                what it covers ("Groupe des Sept", ages)
    """

    TABLE: ClassVar[str] = "times"

    pattern: str
    type: TimexType
    op: str
    args: dict[str, str] = Field(default_factory=dict)
    mod: str | None = None
    not_before: str | None = None
    not_after: str | None = None
    plural_after: bool = True
    score: float = 0.9
    examples: tuple[TimeExample, ...] = ()
    none: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_examples(self) -> Self:
        if not (self.examples or self.none):
            raise ValueError("a rule needs an example, or a sentence in which it finds nothing")
        return self


class TimeJoin(Entry):
    """Two neighbours that are one expression ("dimanche" + "à 14 h 30").

    between  what may stand between them; roughly: its words that make the whole approximate
    """

    TABLE: ClassVar[str] = "time_joins"

    left: Literal["day", "part", "clock", "edge", "month", "year"]
    right: Literal["day", "part", "clock", "month", "year"]
    between: str
    roughly: tuple[str, ...] = ()
    examples: tuple[TimeExample, ...] = Field(min_length=1)


class TimeTense(Entry):
    """Words that say a weekday or month lies ahead (or behind), besides the tense of the verb.

    verbs   lemmas that govern something to come ("prévoir", "plan"), modal verbs among them; with ahead = false verbs
            of telling, whose present may tell of yesterday
    lasting lemmas of what goes on: told as past, what stands before its end says nothing ("raged until Friday")
    words   what stands right before it ("d'ici", "as early as"), or modifies its noun ("prévu", "scheduled")
    first   words before a participle of what had been fixed and no longer holds ("first set for Monday")
    ranges  words between the first and the last day of a stretch ("from Friday to Sunday")
    soft    as words, but a sentence that begins with it and has a past is past ("Dès lundi, il avait refusé")
    plain   soft words with something before them that say nothing ("peu avant")
    start   as words, unless the verb it belongs to is past ("diffusés dès jeudi")
    planned nouns of what is called or fixed ("march"), for `{planned}` in the words; done: of what nobody fixes
            ("coup"), for `{done}`, with up to two words behind it. ` … ` in a word stands for up to eight words
    tolls   nouns of what befell somebody, past where there is no verb ("Two dead Saturday"); participles: endings of
            words that open an aside of what was done, where the model takes them for no verb
    sure    endings that only participles have, whatever the model reads ("proclamés"); gone: lemmas whose perfect is
            made with "be" ("seraient tombés samedi" is past)
    state   what a day stands behind that a state of things is told of: past, unless a future or an infinitive governs
            it ("as of Monday, 40 were missing", "agreed to resign as of Friday")
    calling lemmas of verbs that fix the day of a planned noun which is new ("announced a march on Friday")
    barring lemmas of verbs that ban a planned noun, whose day is then the nearest ("banned Saturday's march")
    just    lemmas with the word behind them that tell of what was just done ("venir de")
    wills   nouns whose infinitive is to come ("un appel à manifester samedi")
    habits  words whose hours are of every day ("curfew")
    forms   words that make a future ("will"); endings: what a lemma (without final e) has in the future or conditional;
            stems: irregular ones that take the same endings
    """

    TABLE: ClassVar[str] = "time_tense"

    ahead: bool
    verbs: tuple[str, ...] = ()
    lasting: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    ranges: tuple[str, ...] = ()
    soft: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    start: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    tolls: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    sure: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    calling: tuple[str, ...] = ()
    barring: tuple[str, ...] = ()
    just: tuple[str, ...] = ()
    wills: tuple[str, ...] = ()
    habits: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    examples: tuple[TimeExample, ...] = Field(min_length=1)
