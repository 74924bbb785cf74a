"""Who says the words in quotation marks, for the first person inside them ("On m'a dit de partir", raconte Jan Pol).

The speaker is whoever a verb of speaking next to the marks has as subject, behind them or before them in the line; a
name and a colon right before them will do. Nobody is looked for beyond the line.
"""

from __future__ import annotations

from sitroom.annotate.actors.antecedents import Antecedents
from sitroom.annotate.actors.company import Company, Draft
from sitroom.annotate.actors.lexicon import fold
from sitroom.annotate.actors.spans import Line

BEHIND, BEFORE, SUBJECT_WITHIN = 8, 14, 12  # tokens
LONGEST = 400  # tokens of a quotation


def speaker(company: Company, line: Line, i: int, antecedents: Antecedents) -> Draft | None:
    """The person whose quoted words hold token i; None if nobody is named as their speaker."""
    reach = LONGEST + BEHIND + SUBJECT_WITHIN + BEFORE
    there = antecedents.between(line.number, i - reach, i + reach)
    outside = [a for a in there if not a.quoted and a.draft.kind in ("person", "anonymous") and not a.draft.plural]
    close = next((k for k in range(i, min(i + LONGEST, len(line.doc))) if not line.quoted[k]), len(line.doc))
    verb = next((k for k in range(close, min(close + BEHIND, len(line.doc))) if _says(company, line, k)), None)
    if verb is not None:
        behind = [a for a in outside if close <= a.start <= verb + SUBJECT_WITHIN]
        if behind:
            return min(behind, key=lambda a: (abs(a.start - verb), a.start)).draft
    opened = next((k for k in range(i, max(-1, i - LONGEST), -1) if not line.quoted[k]), -1)
    before = [a for a in outside if a.end <= opened + 1 and opened - a.start <= BEFORE]
    led = any(_says(company, line, k) for k in range(max(0, opened - BEHIND), opened + 1))
    if before and (led or line.word(opened) == ":"):
        return max(before, key=lambda a: (a.subject, a.start)).draft
    return None


def _says(company: Company, line: Line, k: int) -> bool:
    return line.doc[k].pos_ == "VERB" and fold(line.doc[k].lemma_) in company.lex.says
