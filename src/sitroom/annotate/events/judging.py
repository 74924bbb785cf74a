"""Which candidate of a word is an event, or none: a learnt choice over what is told of each (signs.py).

The weights are in data/acts.toml, made by `python -m evals.acts` from our own train gold; "none of them" is a candidate
without features. Deliberately not here: what makes a candidate (candidates.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sitroom.annotate.events.candidates import Candidate
from sitroom.annotate.events.match import Match, things_of
from sitroom.annotate.events.scene import SHORT_TEXT, Scene
from sitroom.annotate.events.signs import signs
from sitroom.annotate.events.told import pointing
from sitroom.annotate.events.tree import lemma
from sitroom.annotate.events.unlisted import is_unlisted
from sitroom.annotate.weights import shares, weights_of

# Share of all of a word's candidates that makes an event of the likeliest. A text of a sentence or two says little of
# its world: there what the rules alone would take stands, and what they would not must be sure, most of all where no
# rule holds. A definite noun that rules know most likely takes up an act already told.
LEAST, AGAIN, SURE, UNLISTED = 0.52, 0.45, 0.65, 0.75

Judge = Callable[[Scene, Sequence[Candidate]], tuple[Candidate, float] | None]


def chosen(scene: Scene, options: Sequence[Candidate]) -> tuple[Candidate, float] | None:
    """The candidate that is an event, and how likely it is one; None where none is. A mention that only joins another
    one needs no more than to be without doubts."""
    if not options or options[0].bare:
        return undoubted(scene, options[:1])
    lone = bool(dict(scene.genre).get(SHORT_TEXT))
    if lone and (plain := undoubted(scene, options)) is not None:
        return plain
    *likely, none = shares([*(signs(scene, c, n) for n, c in enumerate(options)), {}], weights_of("acts"))
    at = max(range(len(options)), key=lambda n: (likely[n], -n))
    match = options[at].match
    unlisted = is_unlisted(match)
    if unlisted and of_crime(scene, match):
        return None
    if lone:
        bar = UNLISTED if unlisted else SURE
    else:
        bar = AGAIN if not unlisted and pointing(scene, match) else LEAST
    return (options[at], likely[at]) if 1 - none >= bar else None


def of_crime(scene: Scene, match: Match) -> bool:
    """Is it done to a thief, a driver and their like, which rules leave to ordinary justice?"""
    return any(scene.lexicon.has("crime", lemma(thing)) for thing in things_of(match))


def undoubted(scene: Scene, options: Sequence[Candidate]) -> tuple[Candidate, float] | None:
    """What the rules alone would take: the first candidate without doubts."""
    return next(((c, LEAST) for c in options if not c.doubts), None)
