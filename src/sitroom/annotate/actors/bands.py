"""Armed bodies taken up by what they are: "les rebelles" where the report names the M23."""

from __future__ import annotations

from sitroom.annotate.actors.company import Company, Draft
from sitroom.annotate.actors.spans import Found

REBELS = "rebels"  # the sector


def named_band(company: Company, f: Found) -> Draft | None:
    """The armed body with a name that "the rebels", "la rébellion" means: of those named before (in a headline: in the
    report) the one spoken of most, the last of equals. None where the description says more than a country."""
    line, lex = company.lines[f.line], company.lex
    headline = line.block.section.kind == "headline"
    taken_up = f.definite in ("definite", "demonstrative") or (headline and f.definite == "bare")
    if not taken_up or f.other or f.number is not None:
        return None
    words = line.words[f.start : f.end]
    plain = all(w in lex.demonyms or lex.is_in(w, "rebel-word") for w in words)
    if not plain or not any(lex.is_in(w, "rebel-word") for w in words):
        return None
    there = [*company.before(f.place, "organisation"), *(company.after(f.place, "organisation") if headline else ())]
    bands = [d for d in there if d.sector == REBELS and d.proper and d.agrees(None, f.country)]
    return max(bands, key=lambda d: sum(p < f.place for p in d.places), default=None)
