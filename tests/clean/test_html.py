"""Pages of invented outlets in many templates (evals/pages): every line meant is read, metadata too, and no less than
plain trafilatura finds."""

from __future__ import annotations

from typing import Any

import pytest

from evals.pages.score import expected, f1, ours, page_of, plain, report_lines, score
from sitroom.clean.linked import read_linked
from sitroom.clean.live import linked_entries, text_lines
from sitroom.clean.markup import cut_title
from sitroom.clean.page import to_page
from sitroom.clean.prepare import broken
from sitroom.clean.sections import label_sections
from sitroom.lang import load_lang
from sitroom.model import Page, Raw

PAGES = expected()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_pages(name: str) -> None:
    page, told = page_of(name), PAGES[name]
    for field in ("title", "outlet", "url", "published", "updated", "language", "wire"):
        assert (field, getattr(page, field)) == (field, told.get(field))
    assert list(page.authors) == told.get("authors", [])
    lines = report_lines(page)
    assert [line for line in told["body"] if line not in lines] == []
    sections = label_sections(page, load_lang(told["language"]))
    times = [s.of(page.text) for s in sections if s.kind == "live_time"]
    assert times == told.get("times", [])


def test_no_page_is_read_worse_than_by_trafilatura_alone() -> None:
    for name, told in PAGES.items():
        meant = "\n".join(told["body"])
        assert sum(score(ours(name), meant)) >= sum(score(plain(name), meant)) - 1e-9, name
    assert f1(ours)[2] > max(0.98, f1(plain)[2])


def page(body: str, head: str = "", **given: Any) -> Page:
    source = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return to_page(Raw(name="essai", data=source.encode(), **given))


P = "<p>La maire Ilva Morant a déclaré dimanche que le pont resterait fermé pendant trois semaines à Sarnel.</p>" * 2


def linked(*objects: str) -> str:
    return "".join(f'<script type="application/ld+json">{o}</script>' for o in objects)


@pytest.mark.parametrize(
    ("kind", "found"),
    [("NewsArticle", True), ("ReportageNewsArticle", True), ("https://schema.org/Report", True), ("BlogPosting", True),
     ("AdvertiserContentArticle", False), ("JobPosting", False), ("Product", False)],
)  # fmt: skip
def test_kinds_of_articles(kind: str, found: bool) -> None:
    assert bool(read_linked(linked(f'{{"@type": "{kind}", "headline": "x"}}')).articles) == found


def test_the_article_the_page_is_about() -> None:
    other = '{"@type": "NewsArticle", "headline": "Autre", "url": "https://x.example/b", "datePublished": "2020-01-01"}'
    this = (
        '{"@type": "NewsArticle", "headline": "Le pont fermé", "datePublished": "2026-03-02", '
        '"mainEntityOfPage": "https://x.example/a?x=1"}'
    )
    head = linked(other, this) + '<link rel="canonical" href="https://www.x.example/a/">'
    read = page(f"<article><h1>Le pont fermé</h1>{P}</article>", head)
    assert (read.title, read.published) == ("Le pont fermé", "2026-03-02")


def test_broken_and_wrapped_blocks_are_survived() -> None:
    good = '{"@type": "NewsArticle", "headline": "T"}'
    for source in (linked("{oops", good), linked(f"<!--{good}-->"), linked(f"//<![CDATA[\n{good}\n//]]>")):
        assert read_linked(source).about(None, None) == {"@type": "NewsArticle", "headline": "T"}
    assert not read_linked(linked("[" * 90_000)).articles


def test_entries_of_json_ld_with_markup_and_references() -> None:
    named = {
        "@id": "#1",
        "@type": "BlogPosting",
        "headline": "Titre",
        "articleBody": "<ul><li>Un</li><li>Deux</li></ul>",
    }
    (entry,) = linked_entries([{"@id": "#1"}], lambda value: named if value == {"@id": "#1"} else value)
    assert entry.lines == (("h2", "Titre"), ("li", "Un"), ("li", "Deux"))
    assert text_lines("Un.\n\nDeux &amp; trois.") == [("p", "Un."), ("p", "Deux & trois.")]


def test_titles_lose_the_name_of_their_site() -> None:
    heads = ("Le pont fermé : trois semaines",)
    assert cut_title("Le pont fermé : trois semaines | Le Courrier", heads) == (heads[0], "Le Courrier")
    assert cut_title("Le Courrier - Le pont fermé : trois semaines", heads) == (heads[0], "Le Courrier")
    assert cut_title("Le pont fermé : trois… - Le Courrier", heads) == (heads[0], "Le Courrier")
    assert cut_title("Guerre - paix", ()) == ("Guerre - paix", None)


def test_a_list_of_news_with_times_is_no_live_page() -> None:
    ticker = "".join(
        f"<li><time>1{n}:05</time> <a>Un titre d'une autre page, long comme un titre</a></li>" for n in range(6)
    )
    text = page(f"<article><h1>Le pont</h1>{P * 3}</article><aside><ul>{ticker}</ul></aside>").text
    assert "autre page" not in text or text.index("La maire") < text.index("autre page")


def test_tables_of_data_stay_and_tables_of_layout_go() -> None:
    cells = "<table><tr><th>Liste</th><th>Sièges</th></tr><tr><td>Réforme</td><td>61</td></tr></table>"
    text = page(f"<article><h1>Le vote</h1>{P}{cells}{P}</article>").text
    assert "Réforme | 61" in text
    text = page(f"<table><tr><td>Menu</td><td><h1>Le vote</h1>{P * 2}</td></tr></table>").text
    assert " | " not in text


def test_line_breaks_in_a_row_end_a_paragraph() -> None:
    assert broken("a<br><br/> <BR>b<br>c") == "a<p>b<br>c"


def test_text_in_noscript_is_found_where_nothing_else_is() -> None:
    assert "Ilva Morant" in page(f"<div id=root></div><noscript>{P}</noscript>").text


def test_a_stub_says_so() -> None:
    head = linked('{"@type": "NewsArticle", "headline": "T", "isAccessibleForFree": false}')
    assert any("end may be missing" in note for note in page(f"<article>{P}</article>", head).notes)


@pytest.mark.parametrize(
    ("given", "language", "read"),
    [
        ("2026-03-02T18:40:12+01:00", "fr", "2026-03-02T18:40+01:00"),
        ("Mon, 02 Mar 2026 18:40:00 +0100", "fr", "2026-03-02T18:40+01:00"),
        ("02/03/2026", "fr", "2026-03-02"),
        ("02/03/2026", "en", None),
        ("13/03/2026", "en", "2026-03-13"),
        ("2 mars 2026 à 18h40", "fr", "2026-03-02T18:40"),
        ("March 2, 2026", "en", "2026-03-02"),
        ("hier", "fr", None),
    ],
)
def test_dates_given_in_any_form(given: str, language: str, read: str | None) -> None:
    found = to_page(Raw(name="x", data=P.encode(), media_type="text/plain", published=given, language=language))
    assert found.published == read
    assert any("was not used" in note for note in found.notes) == (read is None)


def test_when_it_was_fetched_is_no_date_of_publication() -> None:
    read = page(f"<article>{P}</article>", retrieved="2026-03-02T18:00:00Z")
    assert read.published is None
    assert any("fetched on 2026-03-02" in note for note in read.notes)
