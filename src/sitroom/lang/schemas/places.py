"""places.toml: names of places that tables of towns lack. place_cues.toml: words that tell a place and its use."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from sitroom.lang.pack import Entry
from sitroom.model import Value


class PlaceName(Entry):
    """How a language names a place of data/places.tsv (same id). A name that starts small may stand small in the text.

    short    abbreviations, taken only after a town and a comma ("Salina, Kan.")
    example  a sentence in which this place is found
    """

    TABLE: ClassVar[str] = "places"

    names: tuple[str, ...] = Field(min_length=1)
    short: tuple[str, ...] = ()
    example: str = Field(min_length=1)


class PlaceExample(Value):
    """`text` holds the toponym `span` with this use; no `use`: the span is no toponym there."""

    text: str
    span: str
    use: Literal["literal", "metonymic"] | None = None


class PlaceCue(Entry):
    """Words with one effect. Verbs are lemmas, the rest is matched on the text without case.

    strong    prepositions that introduce a place and hardly anything else ("à", "in")
    weak      prepositions that may introduce a place ("de", "of")
    near      as strong, and kept in the toponym's detail ("près de", "north of")
    party     prepositions after which a capital or country is a party, not a place ("avec", "contre", "selon")
    addressed verbs whose object or addressee is a state ("accuser", "urge"): capital or country is metonymic
    visited   verbs whose object, or whose subject, is the place itself ("quitter", "bombarder", "lie")
    person    what before a name makes it a person's or a street's ("M.", "rue")
    body      institutions that a place's name is part of ("hôpital de", "ambassade de"): no place there
    never     words that a table of towns knows and that are none of them ("May", "Northern", "Sud-Est")
    larger    what after a name makes it part of another ("Street", "Post")
    generic   words that make a district or quarter of a town's name ("Township", "-Nord")
    heads     first words of longer names ("Port", "Lake"): no place before another capital
    adjective short names of states that stand before a noun as an adjective does ("US officials"): no place there
    possessed institutions that a state owns: "Japan's embassy" is one name, and no place
    headed    persons who hold the office: "Japan's police chief" names Japan
    division  what makes a state's name a division's ("province de l'Équateur")
    speaks    what after a seat of government says that its people speak ("À Bercy, on dit")
    where     what after a name says that it is a place (", où")
    site      nouns of sites whose name follows ("village"); site_link: what stands between ("de"); site_joined: nouns
              that are part of the name ("lac"); site_after: nouns behind the name ("the Kotmale dam")
    inside    what stands between a name and the larger place it lies in ("dans l'est de")
    class_after  words that belong to the name before them ("Moyo District")
    division_after  words behind a division's name ("Edo State")
    addressee prepositions of whom a verb addresses; stance: what a state has when it acts ("Kuwait's offer")
    act       nouns of what a state does or has; act_of: what links them to its name ("la médiation de X"): a party
    leave     verbs of leaving for a place ("s'envoler pour X")
    swallowed articles of a name that a preposition takes in ("Le Caire", "du Caire")
    grounds   what a city has as a place ("Beirut's suburbs")
    common    names of towns that are first of all other words: taken only after a strong preposition
    """

    TABLE: ClassVar[str] = "place_cues"

    effect: Literal[
        "strong", "weak", "near", "party", "addressed", "visited",
        "person", "body", "never", "larger", "common", "generic", "heads", "adjective", "possessed", "division",
        "speaks", "where", "site", "site_joined", "site_link", "site_after", "addressee", "stance",
        "inside", "division_after", "grounds", "class_after", "act", "act_of", "leave", "swallowed", "headed",
    ]  # fmt: skip
    words: tuple[str, ...] = Field(min_length=1)
    examples: tuple[PlaceExample, ...] = Field(min_length=1)
