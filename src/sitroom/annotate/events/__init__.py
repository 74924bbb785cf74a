"""Events: who did what to whom, with modality (PLOVER). docs/events.md tells the rules."""

from __future__ import annotations

from dataclasses import replace

from sitroom.annotate.events.calendar import calendar_of
from sitroom.annotate.events.causatives import turned
from sitroom.annotate.events.drafts import Draft, drafts
from sitroom.annotate.events.ellipsis import completed
from sitroom.annotate.events.headlines import mended
from sitroom.annotate.events.judging import Judge, chosen
from sitroom.annotate.events.lexicon import Lexicon, load_lexicon
from sitroom.annotate.events.likely import settled
from sitroom.annotate.events.mainverbs import raised
from sitroom.annotate.events.merge import merge
from sitroom.annotate.events.nodes import remembering
from sitroom.annotate.events.parties import belonging
from sitroom.annotate.events.retagged import retagged
from sitroom.annotate.events.scene import Scene, genre_of, home_of, named_of, official, shares, sporting
from sitroom.annotate.parse import Block, Parsed
from sitroom.annotate.prior import Prior
from sitroom.lang import Lang
from sitroom.model import Event
from sitroom.ontology import Ontology

__all__ = ["find_events"]


def find_events(parsed: Parsed, prior: Prior, lang: Lang, ontology: Ontology) -> tuple[Event, ...]:
    """Events of a report in order of their first mention, every mention of a happening gathered in one event."""
    return merge(find_drafts(parsed, prior, lang), ontology)


def find_drafts(parsed: Parsed, prior: Prior, lang: Lang, judge: Judge = chosen) -> list[Draft]:
    """The mentions of events, each by itself; `judge` says which candidates are some."""
    lexicon = load_lexicon(lang)
    actors = {a.id: a for a in prior.actors}
    home, public = home_of(prior), official(prior)
    dealt = shares(parsed.blocks, prior)
    blocks = [parsed_anew(b, lexicon) for b in parsed.blocks]
    named, calendar, sport = named_of(prior), calendar_of(prior), sporting(blocks, lexicon)
    genre = genre_of(blocks, prior)
    scenes = [
        Scene(b, lexicon, prior, actors, home, public, share, named, calendar, sport, genre)
        for b, share in zip(blocks, dealt, strict=True)
    ]
    found: list[Draft] = []
    with remembering(b.doc for b in blocks):
        known = actors | belonging(scenes)
        scenes = [replace(scene, actors=known) for scene in scenes]
        for scene in scenes:
            for sentence in scene.block.doc.sents:
                found.extend(drafts(scene, sentence, judge))
        return settled(found, scenes)


def parsed_anew(block: Block, lexicon: Lexicon) -> Block:
    """A line with its parse put right."""
    for mend in (mended, retagged, turned, raised, completed):
        block = mend(block, lexicon)
    return block
