"""sitroom: from reports to a sourced picture of who said and did what.

import sitroom
dossier = sitroom.read("...", published="2026-03-02")
for statement in dossier.statements: ...
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitroom.model import Dossier

__version__ = "0.11.0"
__all__ = ["__version__", "read"]


def read(
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    language: str | None = None,
    url: str | None = None,
    title: str | None = None,
) -> Dossier:
    """Read one report's plain text into a dossier.

    published is an ISO 8601 date, or date and time; without it relative times stay unresolved.
    language is an ISO 639-1 code; without it the language is told from the text.
    Offsets in the result are half-open and count code points of `dossier.text`.
    Raises InputError (empty, unsupported language ...).
    """
    from sitroom import pipeline  # heavy: spaCy loads only when something is read
    from sitroom.model import Raw

    raw = Raw(
        name="<text>",
        data=text.encode("utf-8", errors="surrogatepass"),
        media_type="text/plain",
        url=url,
        outlet=outlet,
        published=published,
        language=language,
        title=title,
    )
    return pipeline.read_raw(raw)
