"""Marks of markup left in plain text are read as if they were not there, and everything found stands where it was."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitroom.clean.inline import Plain, plain_page
from sitroom.model import LineHint, Page, Span
from sitroom.pipeline import read_page


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Le [conseil](https://a.example/x_(y)) siège.", "Le conseil siège."),
        (
            'The [council](/wiki/Council "Council") met, [say](<https://a.example/b c>) aides.',
            "The council met, say aides.",
        ),
        ("Vu ![photo](https://a.example/p.jpg) hier.", "Vu  hier."),
        ("L&#39;arm&eacute;e &amp; la police&nbsp;: &laquo; non &raquo;", "L'armée & la police\xa0: « non »"),
        ('Le <b>maire</b> <a href="/m?a=1&b=2">Jean Tala</a> dort.', "Le maire Jean Tala dort."),
        ("**Le maire** dort, __dit-on__ [**là**](#x).", "Le maire dort, dit-on là."),
        ("Le maire[3] dort.[12]", "Le maire dort."),
        ("Un mot<br/>et un autre", "Un mot et un autre"),
        ("gou&shy;ver&#10;ner", "gouver ner"),
    ],
)
def test_marks_are_not_read(written: str, read: str) -> None:
    assert Plain(written).text == read


@pytest.mark.parametrize(
    "text",
    [
        "« Nous [les élus](tous) votons »", "[sic] il [l'a] dit (non)", "5 < 6 > 4 et R&D; AT&T", "a ** b ** c, 2**3",
        "![photo](https://a.example/p.jpg)", "<p>", "snake_case__name et *lui*", "[1] Note", "<3 & vous", "[x]\n(/y)",
    ],
)  # fmt: skip
def test_what_is_no_markup_stays_and_no_line_goes_wholly(text: str) -> None:
    assert Plain(text).text == text


def test_offsets_lead_back_to_the_report() -> None:
    text = "Le [Conseil central](https://a.example/c) d&eacute;mant. **Fin.**"
    plain = Plain(text)
    for words, there in (("Conseil central", "Conseil central"), ("dément", "d&eacute;mant"), ("Fin.", "Fin.")):
        words = words.replace("dément", "démant")
        at = plain.text.index(words)
        assert text[plain.start(at) : plain.end(at + len(words))] == there


def test_a_report_with_links_is_read_like_one_without() -> None:
    told = (
        "Crise au Togo\n\nLe ministère des Affaires étrangères a démenti samedi tout accord avec le Ghana, selon l'AFP."
    )
    linked = told.replace(
        "ministère des Affaires étrangères", "[ministère](/m) des **Affaires &eacute;trang&egrave;res**"
    )
    linked = linked.replace("l'AFP", "[l'AFP](https://afp.example/).") + " ![x](/y.png)"
    bare, marked = (read_page(Page(text=t, language="fr", published="2026-03-02")) for t in (told, linked))
    assert [a.name for a in bare.actors] == [a.name for a in marked.actors]
    assert [t.value for t in bare.times] == [t.value for t in marked.times] == ["2026-02-28"]
    shown = ["Crise au Togo", linked.split("\n")[-1]]
    assert [s.of(linked) for s in marked.sections] == shown
    assert marked.text == linked
    assert "ministère](/m) des **Affaires &eacute;trang&egrave;res" in {m.of(linked) for m in marked.mentions}
    assert any(s.sources[0].of(linked).endswith("l'AFP") for s in marked.statements)


def test_hints_of_lines_move_with_them() -> None:
    text = "&eacute;t&eacute;\n\n# Titre"
    page, plain = plain_page(Page(text=text, hints=(LineHint(start=19, end=26, tag="h1"),)))
    assert plain is not None
    assert page.hints[0].of(page.text) == "# Titre"


PIECES = st.sampled_from(
    [
        "Le ",
        "maire ",
        "[",
        "](",
        "/x)",
        ")",
        "**",
        "__",
        "&eacute;",
        "&",
        ";",
        "<b>",
        "</b>",
        "<",
        "\n",
        "[1]",
        "a",
        "! ",
        "![",
        "é",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_every_span_of_the_plain_text_is_one_of_the_report(text: str) -> None:
    plain = Plain(text)
    assert plain.text.count("\n") == text.count("\n")
    for at in range(len(plain.text)):
        start, end = plain.start(at), plain.end(at + 1)
        assert 0 <= start < end <= len(text)
        assert end == start + 1 or text[start] == "&"
        if end == start + 1:
            assert text[start] in (plain.text[at], "<")
    whole = plain.put_back((Span(start=0, end=len(plain.text)),)) if plain.text else ()
    assert all(0 <= s.start <= s.end <= len(text) for s in whole)


@pytest.mark.parametrize("piece", ["[a](/(", "[", "&a", "<a ", "**a", "![", "[a](http://", "&#1", "__a__"])
def test_hostile_runs_take_no_time(piece: str) -> None:
    begin = time.perf_counter()
    Plain(piece * 20_000)
    assert time.perf_counter() - begin < 3
