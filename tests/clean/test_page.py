"""Bytes to pages: what is read, what is noted, what is refused, in bounded time."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitroom.clean.page import to_page
from sitroom.errors import BinaryInput, EmptyInput, InputError, TooLargeInput, UnreadableInput
from sitroom.model import Page, Raw

PARAGRAPH = (
    "La Meuse est sortie de son lit dimanche à Namur, a annoncé le gouverneur de la province, "
    "qui a demandé « à tous » de partir."
)
HTML = f"""<!DOCTYPE html><html lang="fr-BE"><head><title>La crue menace Namur - Le Courrier du Nord</title>
<meta property="og:site_name" content="Le Courrier du Nord"><link rel="canonical" href="https://courrier.example/crue">
<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle", "headline": "La crue menace Namur",
"datePublished": "2026-03-02T18:40:12+01:00", "dateModified": "2026-03-02T19:05:00+01:00",
"author": [{{"name": "Ilse Marant"}}]}}]}}</script><script>alert("PIRATE")</script>
<style>p {{ color: red }}</style></head>
<body><nav><ul><li>Accueil</li><li>Monde</li></ul></nav><article><h1>La crue menace Namur</h1><p>{PARAGRAPH}</p>
<h2>Des renforts</h2><p>{PARAGRAPH}</p><ul><li>un pont coupé à la circulation depuis lundi matin</li></ul>
<p onclick="alert(1)">{PARAGRAPH}</p></article></body></html>"""


def page(text: str | bytes, **given: str | None) -> Page:
    data = text if isinstance(text, bytes) else text.encode()
    return to_page(Raw(name="essai", data=data, **given))


def test_halves_of_characters_that_markup_spells_are_marks() -> None:
    page = HTML.replace('La crue menace Namur",', 'La crue \\ud800menace Namur",').replace(
        "Ilse Marant", "Ilse \\udc00 Marant"
    )
    found = to_page(Raw(name="p.html", data=page.encode()))
    assert "\ud800" not in repr(found.model_dump_json())
    assert found.authors == ("Ilse \ufffd Marant",)


def test_plain_text_is_the_file_to_the_letter() -> None:
    text = f"  Titre du jour à Namur\n\n\n{PARAGRAPH}  \n\t{PARAGRAPH} 😀\n\n"
    assert page(text).text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = (PARAGRAPH + "\n") * 4
    read = page(text.replace("\n", "\r\n").encode(encoding))
    assert read.text == text
    assert read.language == "fr"
    assert bool(read.notes) == (encoding in ("utf-16-le", "cp1252"))


def test_decomposed_text_is_composed() -> None:
    assert page(unicodedata.normalize("NFD", PARAGRAPH)).text == PARAGRAPH


def test_damage_is_noted() -> None:
    assert "U+FFFD" in page((PARAGRAPH * 3).encode() + b"\xe9 fin").notes[0]
    assert "U+FFFD" in page(PARAGRAPH + "\0").notes[0]
    assert any("wrongly decoded" in n for n in page((PARAGRAPH * 3).encode().decode("cp1252", "ignore")).notes)
    lone = page(("\ud800" + PARAGRAPH).encode("utf-8", "surrogatepass"))
    assert lone.text == "\ufffd" + PARAGRAPH


def test_right_to_left_and_controls_stay_data() -> None:
    text = f"{PARAGRAPH} \u202eabc\u202c مرحبا \u200f\x07 fin."
    assert page(text).text == text


def test_html() -> None:
    read = page(HTML)
    assert (read.title, read.outlet, read.language) == ("La crue menace Namur", "Le Courrier du Nord", "fr")
    assert (read.published, read.updated) == ("2026-03-02T18:40+01:00", "2026-03-02T19:05+01:00")
    assert (read.url, read.authors) == ("https://courrier.example/crue", ("Ilse Marant",))
    assert read.text.count(PARAGRAPH) == 3
    assert "PIRATE" not in read.text
    assert "color" not in read.text
    tags = {read.text[h.start : h.end]: h.tag for h in read.hints}
    assert (tags["La crue menace Namur"], tags["Des renforts"]) == ("h1", "h2")
    assert tags["un pont coupé à la circulation depuis lundi matin"] == "li"


def test_given_wins_over_found() -> None:
    read = page(HTML, published="2026-03-01", outlet="X", language="en", url="https://x.example/", title="T")
    assert (read.published, read.outlet, read.language, read.url) == ("2026-03-01", "X", "en", "https://x.example/")
    assert read.title == "T"


def test_live_entries_of_json_ld() -> None:
    entry = '{"datePublished": "2026-03-02T%s:00+01:00", "headline": "%s", "articleBody": "%s"}'
    updates = ",".join([entry % ("14:32", "Un pont cède", PARAGRAPH), entry % ("13:05", "L'eau monte", PARAGRAPH)])
    source = (
        '<html><head><script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "En direct",'
        f'"liveBlogUpdate": [{updates}]}}</script></head><body></body></html>'
    )
    assert page(source).text.split("\n\n")[:4] == ["En direct", "2026-03-02 14:32+01:00", "Un pont cède", PARAGRAPH]


def test_metadata_of_plain_text() -> None:
    text = "\n\n".join(
        [
            "La crue menace Namur",
            "Par Ilse Marant et Jan Pol",
            "Publié le 2 mars 2026 à 18h40, mis à jour le 3 mars 2026",
            PARAGRAPH,
            "© 2026 Le Courrier du Nord. Tous droits réservés.",
        ]
    )
    read = page(text)
    assert (read.title, read.authors) == ("La crue menace Namur", ("Ilse Marant", "Jan Pol"))
    assert (read.published, read.updated, read.outlet) == ("2026-03-02T18:40", "2026-03-03", "Le Courrier du Nord")


def test_a_missing_date_stays_missing() -> None:
    assert page(f"Titre du jour à Namur\n\nNAMUR, 2 mars (AFP) - {PARAGRAPH}").published is None
    assert page(f"Titre du jour à Namur\n\n18h40\n\n{PARAGRAPH}").published is None
    assert page(f"NAMUR, 2 mars (AFP) - {PARAGRAPH}").wire == "AFP"
    assert page(f"<html><body><article><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></article></body></html>").published is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (PARAGRAPH, "fr"),
        ("The river burst its banks on Sunday, the governor said, and told people to leave their homes.", "en"),
        ("Der Fluss ist am Sonntag über die Ufer getreten, sagte der Gouverneur, und bat alle zu gehen.", "de"),
        ("El río se desbordó el domingo, dijo el gobernador, que pidió a todos que abandonaran sus casas.", "es"),
        ("قال الوزير إن الحكومة سوف تجتمع غدا في العاصمة لمناقشة الأزمة مع الدول المجاورة", "ar"),
    ],
)
def test_language(text: str, code: str) -> None:
    assert page(text).language == code


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"%PDF-1.7 x", BinaryInput),
        (b"\x89PNG\r\n", BinaryInput),
        (b"\0" * 9000, BinaryInput),
        (bytes(range(256)) * 40, BinaryInput),
        (b" \n ", EmptyInput),
        (b"<html><body><script>x</script></body></html>", EmptyInput),
        (b"<?xml version='1.0'?><rss><channel/></rss>", UnreadableInput),
        (b"Un mot. " * 200_000, TooLargeInput),
        (b"<html><body>" + b"<p>un deux trois quatre.</p>" * 400_000, TooLargeInput),
    ],
)
def test_refusals(data: bytes, error: type[InputError]) -> None:
    with pytest.raises(error, match=r"^essai: "):
        page(data)


P = f"<p>{PARAGRAPH}</p>".encode()
HOSTILE = {
    "never closes": b"<html><body><p>" + b"<b><i><p>un deux trois quatre cinq six sept. " * 3000,
    "deep": b"<html><body>" + b"<div>" * 100_000 + P,
    "attributes": b"<html><body><p " + b"".join(b"a%d=1 " % n for n in range(200_000)) + b">" + P * 4,
    "giant attribute": b"<html><body><p class='" + b"x" * 3_000_000 + b"'>" + P * 4,
    "open script": b"<html><body>" + P * 4 + b"<script>" + b"var a='<p>';" * 100_000,
    "open comments": b"<html><body>" + P * 4 + b"<!--" * 200_000,
    "entity bomb": b"<!DOCTYPE html [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><html><body><p>&b;&b;</p>" + P * 4,
    "nested json": b"<html><head><script type='application/ld+json'>"
    + b"[" * 50_000
    + b"</script></head><body>"
    + P * 4,
    "tables": b"<html><body><table>" + b"<tr><td>" * 5_000 + P,
    "marks": b"a" + "\u0315\u0300".encode() * 100_000,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_pages_take_bounded_time(data: bytes) -> None:
    started = time.perf_counter()
    read = page(data)
    assert read.text.strip()
    assert time.perf_counter() - started < 10


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_page_or_refused(data: bytes) -> None:
    try:
        read = page(data)
    except InputError:
        return
    assert read.text.strip()
    read.text.encode()


PIECES = [
    *("<p>", "</p>", "<div", ">", "<html>", "<li>", "<script>", "</script>", "<!--", "&#xD800;", "&amp", "<h1>"),
    *("<time datetime='", "'", '"', "<table><tr><td>", "un mot de trop. ", "\0", "é", "{", "<meta charset="),
]
MARKUP = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40)


@settings(max_examples=100, deadline=None)
@given(MARKUP)
def test_any_markup_is_a_page_or_refused(parts: list[str]) -> None:
    try:
        read = page(("<html><body>" + "".join(parts)).encode("utf-8", "surrogatepass"))
    except InputError:
        return
    for hint in read.hints:
        assert read.text[hint.start : hint.end].strip() == read.text[hint.start : hint.end] != ""


def test_an_outlet_alone_above_the_text_is_whom_the_text_is_credited_to() -> None:
    assert page(f"La ville attend\n\nCNN\n\n{PARAGRAPH}").wire == "CNN"
    assert page(f"La ville attend\n\n{PARAGRAPH}\n\nCNN").wire is None


def test_a_first_line_cut_with_dots_is_the_title() -> None:
    title = "Guerre au Nord : les alliés se réunissent à Namur pour parler de la paix..."
    assert page(f"{title}\n\n{PARAGRAPH}").title == title
