"""nominals.toml: common nouns that stand for actors (offices, officials, sources, groups, institutions)."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from sitroom.lang.pack import Entry
from sitroom.model import ActorKind, Value

NominalKind = Literal[
    "office",
    "official",
    "source",
    "person",
    "counterpart",
    "group",
    "collective",
    "organ",
    "state",
    "vessel",
    "service",
]


class MentionExample(Value):
    """A sentence, the mention to be found in it, and what is expected of its actor (None: not checked)."""

    text: str = Field(min_length=1)
    span: str = Field(min_length=1)
    kind: ActorKind | None = None
    country: str | None = None
    level: str | None = None
    name: str | None = None


class Nominal(Entry):
    """One noun, or several that mean the same. `id` is shared by all languages: it is part of actor keys.

    kind        office       held by one person at a time ("ministre"): resolved to its holder
                official     someone in office who stays unnamed ("responsable"): anonymous when no name is given
                source       anonymous by meaning
                person       any individual ("candidat"); counterpart: the one in the same office ("homologue")
                group        people in the plural, anonymous in the singular; collective: a group in the singular
                organ        an institution ("gouvernement"); vessel: a ship; state: a country ("pays")
    masculine, feminine, common, plural   lower-case forms, several words allowed; common: singular of either gender
    sector      as Actor.sector
    mixed       its nouns do not mean the same (baker, builder): a mention is taken up by the same noun only
    site        also a place (hospital, prison); a sign that is weighed, as `alone` is (annotate/actors/worth.py)
    alone       what its noun mostly needs to be a mention when no word tells more: "vague" to act or to be cited,
                "side" the article and "all", "party" to be subject or object, "known" that or the definite article,
                "subject" to be a definite subject, "owned" a name beside it, or to say something ("la mission de
                l'ONU")
    echo        says nothing by itself ("établissement", "the force"): a mention only where it takes up somebody
    takes       prepositions besides "of" that open a complement which identifies ("secrétaire à la Défense")
    """

    TABLE: ClassVar[str] = "nominals"

    kind: NominalKind
    masculine: tuple[str, ...] = ()
    feminine: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    sector: str | None = None
    takes: tuple[str, ...] = ()
    mixed: bool = False
    site: bool = False
    echo: bool = False
    alone: Literal["vague", "side", "party", "known", "subject", "owned"] | None = None
    example: MentionExample
