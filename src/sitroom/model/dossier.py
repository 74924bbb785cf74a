"""What is read out of one report: the types behind `sitroom read --json`.

Field order is the order of the printed JSON. DESIGN section 1 defines the words.
"""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from sitroom.model.base import Judged, Span, Value
from sitroom.model.inputs import LineHint

SectionKind = Literal[
    "headline", "byline", "dateline", "body", "live_time", "caption",
    "promo", "ad", "form", "credit", "update", "prompt", "other",
]  # fmt: skip
ActorKind = Literal["person", "organisation", "state", "group", "anonymous"]
MentionForm = Literal["name", "nominal", "pronoun"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
PlaceUse = Literal["literal", "metonymic"]
StatementKind = Literal["direct", "indirect", "mixed"]
Sourcing = Literal["named", "anonymous", "organisation", "group", "document", "unattributed"]
Modality = Literal["asserted", "attributed", "planned", "conditional", "denied"]

# Statements and events are looked for in these; every other kind is kept as metadata or greyed.
READABLE: frozenset[str] = frozenset({"headline", "body"})


class Report(Value):
    """One article, page, dispatch or communique, without its text.

    published, updated  ISO 8601 date, or date and time with or without a zone, exactly as known; None if unknown
    sha256              of the text's UTF-8 bytes
    wire                the agency a copy credits ("AFP", "Reuters"), if it does
    """

    id: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None
    published: str | None = None
    updated: str | None = None
    sha256: str
    authors: tuple[str, ...] = ()
    wire: str | None = None


class Section(Span):
    """One labelled line of the text (its white space at both ends left out)."""

    kind: SectionKind
    reason: str

    @property
    def readable(self) -> bool:
        """Are statements and events looked for here?"""
        return self.kind in READABLE


class Actor(Value):
    """The resolved somebody.

    id        within this report: a1, a2, ... in order of first mention
    key       the same across reports: `wikidata:Q6279`, `state:ISR`, `person:john kirby`,
              `anonymous:USA:administration:senior`. Anonymous sources of two reports are never merged on it.
    country   ISO 3166-1 alpha-3 of the state the actor belongs to or acts for
    body      the institution spoken for ("CNN", "White House"); level: "senior", "military" ...
    number    how many people an anonymous source or group stands for, where the text says
    sector    government, military, rebels, civilians, media, opposition, business, igo, ngo, judiciary, police ...
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    roles: tuple[str, ...] = ()
    wikidata: str | None = None
    key: str = ""
    aliases: tuple[str, ...] = ()
    body: str | None = None
    level: str | None = None
    number: int | None = None
    sector: str | None = None
    members: tuple[str, ...] = ()


class Repair(Value):
    """A mangled name put right; `from_` is what the text says and stays what is shown first."""

    model_config = ConfigDict(populate_by_name=True)

    from_: str = Field(alias="from")
    to: str
    evidence: str
    score: float


class Mention(Span, Judged):
    """A span that names somebody. `actor` is None when it cannot be resolved (`detail` says why)."""

    actor: str | None
    form: MentionForm = "name"
    repaired: Repair | None = None


class Timex(Span, Judged):
    """A time expression, TIMEX3 (ISO-TimeML). `value` None: cannot be anchored (no publication date, say)."""

    type: TimexType
    value: str | None
    mod: str | None = None


class Toponym(Span, Judged):
    """A span that names a place, with the place it stands for. `geonames` is the GeoNames id."""

    name: str
    country: str | None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    use: PlaceUse = "literal"


class Ref(Span):
    """A span standing for an actor in some role (source, addressee)."""

    actor: str | None


class Party(Ref):
    """An actor or recipient of an event."""

    country: str | None = None


class Statement(Judged):
    """One attribution relation (PARC, PolNeAR): who (sources) said (cue) what (contents) to whom (addressees).

    contents  without the complementizer (que, that), with their quotation marks
    time      TIMEX3 value of when it was said; venue: telephone, a broadcaster's programme, joint statement ...
    within    id of the statement that reports this one
    """

    id: str
    sources: tuple[Ref, ...]
    cue: Span | None
    contents: tuple[Span, ...]
    addressees: tuple[Ref, ...] = ()
    kind: StatementKind
    sourcing: Sourcing
    modality: Modality = "asserted"
    venue: str | None = None
    time: str | None = None
    within: str | None = None


class EventMention(Span):
    """One place where the text speaks of an event: its clause, and the word that triggers it."""

    trigger_start: int
    trigger_end: int


class Event(Judged):
    """Who did what to whom (PLOVER), with every mention of it.

    date           ISO 8601 date or interval `from/to`; None if the report does not say
    place          name of the place, as resolved
    attributed_to  id of the statement that tells of it, None where the report says so itself
    intensity      PLOVER intensity, -10 (worst) to +10
    """

    id: str
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    date: str | None = None
    place: str | None = None
    modality: Modality = "asserted"
    attributed_to: str | None = None
    intensity: float | None = None
    mentions: tuple[EventMention, ...]


class Dossier(Value):
    """Everything read out of one report.

    references  pronouns and other mentions the contract's `mentions` leave out
    notes       what the reader of the dossier should know: no date found, stray quotation marks ...
    engine      version of the program and packs that annotated it
    hints       what the page's markup said of its lines, so that the text can be read again
    """

    report: Report
    text: str
    sections: tuple[Section, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[Timex, ...] = ()
    places: tuple[Toponym, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    references: tuple[Mention, ...] = ()
    notes: tuple[str, ...] = ()
    engine: str = ""
    hints: tuple[LineHint, ...] = ()

    def actor(self, id: str | None) -> Actor | None:
        """The actor with this id, or None."""
        return next((a for a in self.actors if a.id == id), None)

    def statement(self, id: str | None) -> Statement | None:
        """The statement with this id, or None."""
        return next((s for s in self.statements if s.id == id), None)
