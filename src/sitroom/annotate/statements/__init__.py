"""Statements: who said what to whom. `find_statements` is the stage; docs/statements.md describes the rules.

quotes     quotation marks of a line, paired
tree       the parse of a line as roles
hits       cue words
phrases    noun phrases
sources, positions, addressees   who speaks to whom
frames     indirect speech: a cue and its complement
direct     quotations and their cues
selon      prepositions that name a source
complements  which clause behind a cue is its complement
resumed    what goes on behind an inserted cue
nobody     drafts that are nobody's statement
layout     labels, quotations over several paragraphs
repair     mends what the parser gets wrong around cues
nested     which statement reports which
wider      candidates that no table allows
told       which candidates are statements: a learnt choice
collect    runs the rules over a report and settles what they disagree about
settle     sourcing, modality, venue, time, nesting: drafts become Statements
"""

from sitroom.annotate.statements.collect import find_statements
from sitroom.annotate.statements.quotes import Quotation, Quotations, find_quotations

__all__ = ["Quotation", "Quotations", "find_quotations", "find_statements"]
