"""Contents and speakers that stand a step away: over paragraphs, behind fragments, over whom it was said to; and what
critics of session 12 found taken for saying that says nothing."""

from __future__ import annotations

import pytest

import sitroom
from sitroom.model import Statement
from tests.annotate.marked import fits, shown, statements_of, unmark


def said(text: str, code: str) -> list[tuple[str, str]]:
    """(first source or "", contents joined by a bar) of each statement outside others."""
    found = [s for s in statements_of(text, code) if s.within is None]
    return [(s.sources[0].of(text) if s.sources else "", "|".join(c.of(text) for c in s.contents)) for s in found]


@pytest.mark.parametrize(
    "text",
    [
        'Ann Holt said: "We waited for ten years.\n\n"We were told to be patient. We were.\n\n"So we will walk."',
        '"We waited for ten years.\n\n"We were told to be patient. We were.\n\n"So we will walk," said Ann Holt.',
        "Here's the full text of the statement:\n\n“We regret this loss of life in the valley.\n\n"
        "“We call on all sides to stop.\n\n“We will not leave.”",
    ],
)
def test_a_quotation_of_three_paragraphs_has_one_speaker_though_somebody_is_told_in_it(text: str) -> None:
    found = [s for s in statements_of(text, "en") if s.within is None]
    assert len({speaker(s, text) for s in found}) == 1, shown(text, tuple(found))
    assert sum(len(s.contents) for s in found) == 3, shown(text, tuple(found))


def speaker(statement: Statement, text: str) -> str:
    return statement.sources[0].of(text) if statement.sources else ""


@pytest.mark.parametrize(
    ("code", "marked"),
    [
        ("fr", "<X «Je suis chez moi»>, <X «ils ont bouclé la rue»>, <C a déclaré> <S le chef du parti>."),
        ("en", '<X By Monday>, <S she> <C said>, <X "somebody had torn it up">.'),
        ("fr", "<X L'arrestation> <C a été confirmée> à l'AFP par <S un des avocats, Me Falle>, qui est venu hier."),
        ("fr", "Il a vu des hommes <C qualifiés> de <X « bandits »> par <S la police>."),
        ("fr", '<X "Il y a des lignes rouges">, <C a lâché> devant les journalistes <S le ministre>.'),
        ("en", "<S The ministry> <C said> <X the hostages had been evacuated and were alive>."),
        ("en", "The town fell, with <S a spokesman> <C tweeting> <X its fighters had captured the town>."),
        ("en", "There was anger, with Kestria calling it an insult and <S Norvia> <C calling> for <X her release>."),
    ],
)
def test_contents_and_speakers_a_step_away(code: str, marked: str) -> None:
    wanted = unmark(marked)
    found = statements_of(wanted.text, code)
    assert any(fits(wanted, s) for s in found), shown(wanted.text, found)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Protests against President Dal have spread to the north."),
        ("en", "The 25 aides have been denied bail."),
        ("en", "The court has issued an arrest warrant for the minister."),
        ("en", "Dozens of people were arrested, raising fears of repression."),
        ("en", "It is a new policy, which aimed to keep the peace."),
        ("en", "The two states are aligned on a proposal to include the rebels."),
        ("fr", "Deux hommes soupçonnés de contrebande ont fui."),
    ],
)
def test_nobody_says_anything(code: str, text: str) -> None:
    assert said(text, code) == []


def test_what_one_cannot_ask_is_not_asked() -> None:
    text = "« Nous ne pouvons pas demander aux gens de rester chez eux », a dit le maire."
    assert [s.within for s in statements_of(text, "fr")] == [None]


@pytest.mark.parametrize(
    ("code", "text", "speaker"),
    [
        (
            "fr",
            "Jean Rollo, maire de Sarlan, montre une douille. « Voilà avec quoi on nous a tiré dessus. »",
            "Jean Rollo",
        ),
        ("en", 'Ewa Lind, a teacher, holds up a bottle. "This is what we drink from."', "Ewa Lind"),
    ],
)
def test_a_quotation_behind_a_sentence_about_one_person_is_that_persons(code: str, text: str, speaker: str) -> None:
    ((source, _),) = said(text, code)
    assert source.startswith(speaker)


def test_a_clause_goes_on_behind_what_tells_of_its_subject() -> None:
    text = "Analysts say the move, which came a day after the summit, could fail."
    assert said(text, "en") == [("Analysts", "the move, which came a day after the summit, could fail")]


def whose(text: str, code: str) -> list[str | None]:
    """The actor of the first source of each statement."""
    d = sitroom.read(f"{text}\n", published="2026-03-12", language=code)
    actors = [d.actor(s.sources[0].actor) if s.sources else None for s in d.statements]
    return [a.name if a is not None else None for a in actors]


def test_a_description_is_not_who_is_first_named_in_its_words() -> None:
    text = "The speaker of Norvia's Parliament says President Ivo Dal has agreed to resign."
    assert "Ivo Dal" not in whose(text, "en")


def test_an_outlet_is_not_the_state_before_it() -> None:
    assert "Kenya" not in whose("Kenya's news outlet Meridian reported that two ministers had fled.", "en")


def test_who_is_told_is_no_part_of_who_speaks() -> None:
    d = sitroom.read("«Je suis chez moi», a déclaré l'opposant à l'AFP.\n", published="2026-03-12", language="fr")
    (statement,) = d.statements
    assert [r.of(d.text) for r in statement.sources] == ["l'opposant"]
    assert [r.of(d.text) for r in statement.addressees] == ["l'AFP"]
