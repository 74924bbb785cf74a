"""PDF, Markdown, feeds as files, and lines that a machine broke."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fuzz_readers import FEED, pdf_of
from sitroom.clean.page import to_page
from sitroom.clean.sections import label_sections
from sitroom.errors import BinaryInput, EmptyInput, InputError, UnreadableInput
from sitroom.ingest.files import read_file, read_inputs, read_part
from sitroom.ingest.markdown import front_matter, joined
from sitroom.ingest.parts import Job, Part
from sitroom.ingest.pdf import extract, report_of
from sitroom.ingest.streams import Budget, Limits, of_bytes
from sitroom.lang import load_lang
from sitroom.lang.unwrap import joined as joined_pages
from sitroom.lang.unwrap import unwrapped
from sitroom.model import Raw

LINES = [
    "Le pont de Sarnel fermé",
    "",
    "La maire Ilva Morant a déclaré lundi que le pont resterait fermé pen-",
    "dant trois semaines, après la découverte d'une fissure dans une pile",
    "de l'ouvrage, le plus long du département.",
    "",
    "« Personne ne passera », a-t-elle ajouté devant la presse lundi soir.",
]


def one(path: Path, data: bytes) -> Raw | InputError:
    path.write_bytes(data)
    (item,) = list(read_inputs([path]))
    return item


def test_pdf(tmp_path: Path) -> None:
    raw = one(tmp_path / "a.pdf", pdf_of(LINES))
    assert isinstance(raw, Raw)
    text = raw.data.decode()
    assert "resterait fermé pendant trois semaines, après la découverte d'une fissure dans une pile de" in text
    assert "« Personne ne passera »" in text


def test_pdfs_that_cannot_be_read_say_why(tmp_path: Path) -> None:
    import pypdf

    sound = tmp_path / "sound.pdf"
    sound.write_bytes(pdf_of(LINES))
    writer = pypdf.PdfWriter(clone_from=str(sound))
    writer.encrypt("geheim", algorithm="RC4-128")
    writer.write(str(tmp_path / "locked.pdf"))
    assert "password" in extract((tmp_path / "locked.pdf").read_bytes())["error"]
    assert "damaged" in extract(b"%PDF-1.7 nonsense")["error"]
    part, job = Part(of_bytes(b"", "x"), "x"), Job(Limits(), Budget(Limits()), {}, {}, read_part)
    scan = pdf_of([]).replace(b"/Font <<", b"/XObject << /I 5 0 R >> /Font <<")
    with pytest.raises(BinaryInput, match="scanned"):
        list(report_of(extract(scan), part, job))
    with pytest.raises(EmptyInput):
        list(report_of(extract(pdf_of([])), part, job))
    assert isinstance(one(tmp_path / "c.pdf", pdf_of(LINES)[:150]), InputError)


def test_heads_of_pages_are_left_out_and_paragraphs_run_over_page_ends() -> None:
    page = "Rapport annuel {n}\n{text}\nwww.rapport.example - page {n}"
    texts = ["Un paragraphe qui commence sur une page et continue au-delà de son", "bord se lit d'un trait.", "Fin."]
    text = joined_pages([page.format(n=n, text=t) for n, t in enumerate(texts, start=1)])
    assert "Rapport annuel" not in text
    assert "rapport.example" not in text
    assert "de son bord se lit" in " ".join(text.split())


def test_lines_of_paragraphs_stay() -> None:
    text = "Un titre\n\nUn paragraphe entier, qui est long et se termine par un point.\nUn autre, qui finit bien.\n"
    assert unwrapped(text) == text
    assert unwrapped("peut-\nêtre") == "peut-\nêtre"
    wrapped = (
        "Le conseil a peut-être voté hier soir la hausse des tarifs de l'eau et la\nbaisse des taxes ; il se réunira"
        " peut-\nêtre jeudi prochain, selon la mairie\nde Sarnel.\n"
    )
    assert "réunira peut-être jeudi" in unwrapped(wrapped)


MARKDOWN = """---
title: "Le pont : fermé"
date: 2026-03-02
author:
  - Ilse Marant
  - Jan Pol
lang: fr
source: Le Courrier
permalink: https://courrier.example/pont
---

Le pont : fermé
===============

La maire Ilva Morant a déclaré dimanche que le pont resterait fermé
pendant trois semaines, après la découverte d'une fissure dans une pile
de l'ouvrage.

> « Personne ne passera », a-t-elle ajouté devant les habitants réunis
> à la mairie lundi soir.

## Des travaux

- douze millions d'euros
- trois semaines
"""


def test_markdown(tmp_path: Path) -> None:
    raw = one(tmp_path / "a.md", MARKDOWN.encode())
    assert isinstance(raw, Raw)
    assert (raw.title, raw.published, raw.outlet) == ("Le pont : fermé", "2026-03-02", "Le Courrier")
    assert (raw.authors, raw.language, raw.url) == (("Ilse Marant", "Jan Pol"), "fr", "https://courrier.example/pont")
    page = to_page(raw)
    assert len(page.text) == len(MARKDOWN)
    assert [c for c, d in zip(page.text, MARKDOWN, strict=True) if c != d] == [" "] * 4
    kinds = {s.of(page.text): s.kind for s in label_sections(page, load_lang("fr"))}
    assert kinds["date: 2026-03-02"] == "other"
    assert kinds["Le pont : fermé"] == "headline"
    assert kinds["## Des travaux"] == "headline"
    assert {k for line, k in kinds.items() if "maire" in line or line.startswith("- ")} >= {"body"}
    tags = {page.text[h.start : h.end]: h.tag for h in page.hints}
    assert tags["- trois semaines"] == "li"
    assert any(tag == "blockquote" and line.startswith("> «") for line, tag in tags.items())


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("+++\ntitle = 'Le pont'\ndate = 2026-03-02\n+++\n\nUn texte.", "Le pont"),
        ("---\ntitle: Le pont\n---\nUn texte.", "Le pont"),
        ("---\n\nUn texte entre deux traits.\n\n---\n", None),
        ("---\ntitle: jamais fermé\n\nUn texte.", None),
        ("Un texte.", None),
    ],
)
def test_front_matter(text: str, title: str | None) -> None:
    assert front_matter(text)[0].get("title") == title


def test_markdown_whose_lines_are_paragraphs_stays(tmp_path: Path) -> None:
    text = "# Titre\nUn paragraphe qui finit.\nUn autre qui finit aussi, plus long que le premier.\n```\na\nb\n```\n"
    raw = one(tmp_path / "a.md", text.encode())
    assert isinstance(raw, Raw)
    assert to_page(raw).text == text


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab .\n>-#|`=«é😀", max_size=400))
def test_joining_moves_no_character(text: str) -> None:
    made = joined(text)
    assert len(made) == len(text)
    assert all(a == b or a == " " for a, b in zip(made, text, strict=True))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_unwrapping_loses_no_word(text: str) -> None:
    def letters(given: str) -> str:
        return "".join(c for c in unicodedata.normalize("NFC", given) if c.isalnum())

    assert letters(unwrapped(text)) == letters(text)


def test_feeds_as_files(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(FEED.replace('<!DOCTYPE rss [<!ENTITY a "aa">]>', ""), encoding="utf-8")
    raw = read_file(path)
    assert (raw.name, raw.title, raw.outlet) == (f"{path}!1", "A", "N")
    assert (raw.url, bool(raw.feed_id)) == ("https://x.example/1", True)
    bomb = (
        "<!DOCTYPE rss ["
        + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10 if n else 'a' * 99}'>" for n in range(9))
        + "]>"
    )
    path.write_text(f"<?xml version='1.0'?>{bomb}<rss><channel><title>&a8;</title></channel></rss>")
    (item,) = list(read_inputs([path]))
    assert isinstance(item, InputError)


def test_one_report_only(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("text,title\na,b\nc,d\n")
    with pytest.raises(UnreadableInput, match="several"):
        read_file(path)
    given: Any = tmp_path / "none"
    with pytest.raises(UnreadableInput):
        read_file(given)
