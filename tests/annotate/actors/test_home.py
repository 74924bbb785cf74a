"""Where a report comes from: dateline, else by-line, else the outlet's name or address."""

from __future__ import annotations

import re

import pytest

from sitroom.annotate.actors.home import hails_from
from sitroom.annotate.actors.lexicon import lexicon
from sitroom.annotate.actors.spans import lines
from sitroom.annotate.parse import parse
from sitroom.annotate.prior import Prior
from sitroom.lang import load_lang
from sitroom.model import Section, SectionKind

CASES: list[tuple[str, list[tuple[SectionKind, str]], str | None, set[str]]] = [
    ("fr", [("dateline", "Bissau, 18 mai 2026 (Lusafrique)"), ("body", "La police a nié.")], None, {"GNB"}),
    ("en", [("byline", "By Imogen Strand in Bridgetown"), ("body", "The police denied it.")], None, {"BRB"}),
    ("en", [("body", "The police denied it.")], "www.herald.co.za", {"ZAF"}),
    ("en", [("body", "The police denied it.")], "The Harbour Post", set()),
    (
        "fr",
        [("byline", "Par Jan Pol à Gulu"), ("dateline", "NAIROBI, le 3 mars"), ("body", "Rien.")],
        None,
        {"KEN"},
    ),
]


@pytest.mark.parametrize(("code", "told", "outlet", "countries"), CASES)
def test_a_report_hails_from_its_dateline_by_line_or_outlet(
    code: str, told: list[tuple[SectionKind, str]], outlet: str | None, countries: set[str]
) -> None:
    text = "\n".join(line for _, line in told)
    spans = [m.span() for m in re.finditer(r"[^\n]+", text)]
    sections = tuple(Section(start=a, end=b, kind=k, reason="x") for (a, b), (k, _) in zip(spans, told, strict=True))
    lang = load_lang(code)
    parsed, prior = parse(text, sections, code), Prior(published="2026-03-04", outlet=outlet, sections=sections)
    assert hails_from(parsed, prior, lines(parsed, prior, lexicon(lang).demonyms), lang) == countries
