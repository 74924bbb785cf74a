"""Drafts for tests of single looks: lines as text, labels by number."""

from __future__ import annotations

from sitroom.clean.draft import Draft
from sitroom.clean.lines import split_lines
from sitroom.model import Page, SectionKind

SURE = "The harbour board said on Monday that the northern quay would stay closed until the end of the week."
MORE = "Dockers in the town of Lorne met on the square and voted to wait for the result of the inquiry."


def draft_of(*lines: str, **known: SectionKind) -> Draft:
    """A draft of these lines; `n3="form"` labels the line with number 3."""
    page = Page(text="\n\n".join(lines))
    rows = tuple(split_lines(page.text, {}))
    draft = Draft(page, rows, [None] * len(rows))
    for name, kind in known.items():
        draft.put(rows[int(name[1:])], kind, "given")
    return draft


def kinds_of(draft: Draft) -> list[SectionKind | None]:
    """Kinds so far, in order."""
    return [draft.kind(line.number) for line in draft.lines]
