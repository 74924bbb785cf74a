"""What one actor said: the same words told twice are one utterance."""

from __future__ import annotations

from sitroom.model import Evidence, StatementHit
from sitroom.situation.voices import utterances


def hit(
    report: str, content: str, published: str = "2026-03-02", time: str | None = None, modality: str = "asserted"
) -> StatementHit:
    return StatementHit(
        report=report,
        statement="s1",
        published=published,
        outlet=None,
        sources=("Anna Brandt",),
        addressees=(),
        sourcing="named",
        kind="direct",
        modality=modality,
        cue="said",
        time=time,
        content=content,
        evidence=Evidence(report=report, start=0, end=1),
    )


def test_one_statement_told_by_three_reports_of_two_origins() -> None:
    told = utterances(
        [
            hit("r1", "“The port stays closed until Friday”"),
            hit("r2", "The port stays closed until Friday, and nobody will enter it"),
            hit("r3", "« the port stays closed until friday »", "2026-03-03"),
            hit("r3", "We wait."),
        ],
        {"r1": "o1", "r2": "o1", "r3": "o3"},
    )
    assert [(len(u.hits), u.origins) for u in told] == [(3, 2), (1, 1)]
    assert told[0].content.endswith("enter it")


def test_the_same_words_a_month_later_are_said_again() -> None:
    assert (
        len(utterances([hit("r1", "We will answer", "2026-03-02"), hit("r2", "We will answer", "2026-04-02")], {})) == 2
    )


def test_short_and_empty_statements() -> None:
    assert [
        len(u.hits) for u in utterances([hit("r1", "No."), hit("r2", "no"), hit("r3", "!"), hit("r4", "…")], {})
    ] == [
        2,
        1,
        1,
    ]
    assert utterances([], {}) == ()


def test_a_denial_is_not_another_telling_of_the_claim() -> None:
    words = "the trawler had ignored every order of the patrol ship"
    assert len(utterances([hit("r1", words), hit("r2", words, modality="denied")], {})) == 2
