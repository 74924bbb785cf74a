"""find_times on whole reports: text order, anchoring, joins, hostile input, time it takes."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitroom.annotate.parse import Block, Parsed, load_model, parse
from sitroom.annotate.times import find_times
from sitroom.annotate.times.grammar import load_grammar
from sitroom.lang import load_lang
from sitroom.model import Section, Timex


def read(text: str, code: str, published: str | None) -> list[tuple[str, str | None]]:
    return [(t.of(text), t.value) for t in times(text, code, published)]


def times(text: str, code: str, published: str | None) -> tuple[Timex, ...]:
    sections = lines(text)
    return find_times(parse(text, sections, code), published, load_lang(code), sections)


def lines(text: str) -> list[Section]:
    sections, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            kind = "caption" if line.startswith("Photo") else "body"
            sections.append(Section(start=at, end=at + len(line), kind=kind, reason="test"))  # type: ignore[arg-type]
        at += len(line) + 1
    return sections


def blank(text: str, code: str) -> Parsed:
    """A parse without a model's help: quick, and enough for what never may fail."""
    nlp = load_model(code)
    return Parsed(text, code, tuple(Block(s, nlp.make_doc(s.of(text))) for s in lines(text)))


def test_a_day_counts_from_the_one_before() -> None:
    text = "Le maire a cédé le 4 mai 2022.\nLe lendemain, la foule dansait."
    assert read(text, "fr", "2026-03-04") == [("4 mai 2022", "2022-05-04"), ("Le lendemain", "2022-05-05")]


def test_without_publication_date_only_absolute_dates_have_values() -> None:
    found = times("Hier, Elsa Worm a cité l'accord du 3 mai 2019.", "fr", None)
    assert [(t.value, (t.detail or {}).get("reason")) for t in found] == [
        (None, "the report's publication date is not known"),
        ("2019-05-03", None),
    ]


def test_publication_day_is_today_even_with_an_hour_and_zone() -> None:
    text = "Elsa Worm a parlé dimanche. Dimanche prochain, elle se taira."
    assert read(text, "fr", "2024-04-14T23:30-05:00") == [
        ("dimanche", "2024-04-14"),
        ("Dimanche prochain", "2024-04-21"),
    ]


def test_captions_are_read_without_a_parse() -> None:
    text = "Elsa Worm est partie lundi.\nPhoto prise tôt dimanche matin."
    assert read(text, "fr", "2024-04-14")[1] == ("tôt dimanche matin", "2024-04-14TMO")


def test_words_that_look_like_time_are_not() -> None:
    fr = "Le Groupe des Sept a été convoqué par Elsa Worm, 52 ans. La sonde atteindra Mars."
    en = "You may march a second time, said Elsa Worm, 52. The 60-year-old will fall in line."
    assert read(fr, "fr", "2024-04-14") == []
    assert read(en, "en", "2024-04-14") == []


@pytest.mark.parametrize(
    ("code", "published", "text", "value"),
    [
        ("fr", "2026-03-03", "Le Hamas annonce ce lundi une trêve.", "2026-03-02"),
        ("fr", "2026-03-03", "Lundi soir, le poste a été la cible d'une attaque.", "2026-03-02TEV"),
        ("fr", "2026-03-03", "Trois soldats tués vendredi dans une embuscade.", "2026-02-27"),
        ("fr", "2026-03-05", "Trois soldats tués vendredi dans une embuscade.", "2026-02-27"),
        ("fr", "2026-03-03", "Une marche aura lieu ce samedi à Lyon.", "2026-03-07"),
        ("fr", "2026-03-03", "Arrêtée le 12 octobre, Elsa Worm a été jugée.", "2025-10-12"),
        ("fr", "2026-01-11", "Le Parlement débattra de l’affaire mercredi, a-t-on appris.", "2026-01-14"),
        ("en", "2018-08-01", "She traveled back to vote in Monday's election.", "2018-07-30"),
        ("en", "2026-03-03", "The council meets Thursday to elect Elsa Worm.", "2026-03-05"),
    ],
)
def test_what_is_told_lies_behind_and_what_is_to_come_ahead(code: str, published: str, text: str, value: str) -> None:
    assert read(text, code, published)[0][1] == value


@pytest.mark.parametrize(
    ("code", "published", "text", "values"),
    [
        ("en", "2026-06-05T20:00", "Mourners met on Thursday.\n1:50 p.m.\nA doctor spoke.", ["2026-06-05T13:50"]),
        ("fr", "2026-06-05T20:00", "Ils ont défilé jeudi.\n13h10 – La foule chante.", ["2026-06-05T13:10"]),
        ("en", "2026-11-20T10:00", "The talks ended shortly before midnight.", ["2026-11-19T24:00"]),
        ("fr", "2026-11-20T10:00", "La séance a été levée peu avant minuit.", ["2026-11-19T24:00"]),
        ("fr", "2026-04-15", "L'armée poursuivra les raids lancés le 7 octobre.", ["2025-10-07"]),
        ("en", "2026-11-20", "He flew to Bern ahead of a meeting on Tuesday.", ["2026-11-24"]),
        ("fr", "2026-11-20", "Il a parlé à la veille d'une réunion mardi.", ["2026-11-24"]),
        ("fr", "2026-11-20", "Jusqu'à mercredi soir, on ignorait tout.", ["2026-11-18TEV"]),
        ("en", "2026-11-20", "The army extended the truce until Monday.", ["2026-11-23"]),
        ("en", "2026-11-20", "After shelling the town on Saturday, the army left.", ["2026-11-14"]),
        ("fr", "2026-11-20", "Il a dit que les vols étaient suspendus et que la reine, attendue mercredi, viendrait.",
         ["2026-11-25"]),
        ("fr", "2026-11-20", "Un mécanicien de 23 ans et une pompière de 30 ans ont été blessés.", []),
    ],
)  # fmt: skip
def test_days_of_entries_midnights_and_participles(code: str, published: str, text: str, values: list[str]) -> None:
    found = [v for _, v in read(text, code, published)]
    assert (found[-len(values) :] if values else found) == values


def test_vagueness_is_kept() -> None:
    text = "Elsa Worm est arrivée il y a presque deux semaines, au début du mois."
    assert [(t.value, t.mod) for t in times(text, "fr", "2024-04-14")] == [("2024-W13", "APPROX"), ("2024-04", "START")]


@pytest.mark.parametrize("code", ["fr", "en"])
@settings(max_examples=150, deadline=None)
@given(
    pieces=st.lists(
        st.one_of(
            st.text(max_size=8),
            st.sampled_from(
                ["31", "02/30/2026", "99:99", "le 31 février", "Feb. 30", "in 9999", "9999-12-31", "0000", "h", "²",
                 "dimanche", "Sunday", "demain", "999 ans", "in 999 centuries", "999.5 years ago", "il y a 999 siècles",
                 "à", "next", "W", "T", "'", "’", "\u00a0", "\t", "XXIe siècle", "Noël 1400", "Easter 1400"]
            ),
        )
    ),
    published=st.sampled_from([None, "", "2024-04-14", "0001-01-01", "9999-12-31", "garbage", "2024-02-29T24:61Z"]),
)  # fmt: skip
def test_never_raises(code: str, pieces: list[str], published: str | None) -> None:
    text = " ".join(pieces)
    for t in find_times(blank(text, code), published, load_lang(code), lines(text)):
        assert 0 <= t.start < t.end <= len(text)


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize(
    "piece", ["dimanche ", "1 ", "le 3 mars 2024 à 14 h 30 ", "Sunday at 2:30 ", "'\"«", "a", "  "]
)
def test_time_grows_with_length(code: str, piece: str) -> None:
    lang = load_lang(code)

    def seconds(length: int) -> float:
        text = "x" + piece * (length // len(piece))
        parsed = Parsed(text, code, ())
        whole = Section(start=0, end=len(text), kind="caption", reason="test")
        begin = time.perf_counter()
        find_times(parsed, "2024-04-14", lang, [whole])
        return time.perf_counter() - begin

    seconds(1000)
    assert seconds(40_000) < 0.3 + 8 * 4 * seconds(10_000)


@pytest.mark.parametrize("code", ["fr", "en"])
def test_rules_left_out_for_a_line_would_find_nothing_in_it(code: str) -> None:
    grammar = load_grammar(load_lang(code))
    texts = [example.text for rule in grammar.rules for example in rule.rule.examples]
    every = replace(grammar, rules=tuple(replace(rule, needs=frozenset()) for rule in grammar.rules))
    for text in texts:
        assert [(h.start, h.end, h.compiled.rule.id) for h in grammar.hits(text)] == [
            (h.start, h.end, h.compiled.rule.id) for h in every.hits(text)
        ]


SUNDAY = "2026-11-08T18:00+01:00"


@pytest.mark.parametrize(
    ("code", "text", "values"),
    [
        (
            "fr",
            "Mardi vers 15 heures, un camion a brûlé.\nLe lendemain à l'aube, un autre.",
            ["2026-11-03T15:00", "2026-11-04TMO"],
        ),
        ("fr", "Dimanche peu après minuit, deux drones ont été abattus.", ["2026-11-08T00:00"]),
        ("fr", "Au lendemain du scrutin du 25 octobre, il a fui.", ["2026-10-26", "2026-10-25"]),
        (
            "fr",
            "Pendant trois jours, du vendredi au dimanche, les écoles fermeront.",
            ["P3D", "2026-11-13", "2026-11-15"],
        ),
        ("fr", "Une visite de 24 heures à Valmont a été annulée.", ["PT24H"]),
        ("fr", "La rentrée, prévue mercredi, avait été reportée.", ["2026-11-04"]),
        ("fr", "L'ultimatum expirait mercredi à midi.", ["2026-11-04T12:00"]),
        ("en", "The group took over last year.", ["2025"]),
        ("en", "Our colleagues will be back at dawn.", ["2026-11-09TMO"]),
        ("en", "On the eve of next Sunday's vote she pulled out.", ["2026-11-14", "2026-11-15"]),
    ],
)
def test_how_reporters_tell_it(code: str, text: str, values: list[str]) -> None:
    assert [value for _, value in read(text, code, SUNDAY)] == values
