"""Verbs the tagger took for something else are found again; the parse stays a tree whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitroom.annotate.events.lexicon import load_lexicon
from sitroom.annotate.events.retagged import retagged
from sitroom.annotate.parse import parse
from sitroom.lang import load_lang
from sitroom.model import Section
from tests.annotate.test_events_kit import read

WORDS = ["Le", "Kenya", "gèle", "a", "pour", "sa", "part", "accusé", "«", "»", ",", ":", "coupe", "l'", "accès", "de"]
WORDS += ["dénoncé", "ministre", "somme", "une", "fois", "les", "rebelles", "attaque", ".", "!", "\N{GRINNING FACE}"]


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("Le Kenya a gelé les licences de deux armateurs somaliens.", "SANCTION"),
        ("L'Union européenne coupe l'accès de trois banques biélorusses à Swift.", "SANCTION"),
        ("Managua claque la porte de l'OEA", "SANCTION"),
        ("Le Kenya a pour sa part accusé la Somalie.", "ACCUSE"),
        ("Le Kenya a, de son côté, accusé la Somalie.", "ACCUSE"),
        ("La Russie a une nouvelle fois accusé l'Ukraine de sabotage.", "ACCUSE"),
        ("« C'est une honte », a dénoncé le ministre kényan.", "ACCUSE"),
    ],
)
def test_lost_verbs_are_found(text: str, type: str) -> None:
    assert type in {e.type for e in read(text, "fr")}, text


def test_what_is_sound_stays_as_parsed() -> None:
    text = "Le gouvernement kényan a condamné l'attaque, puis il a rappelé son ambassadeur."
    sections = (Section(start=0, end=len(text), kind="body", reason="test"),)
    block = parse(text, sections, "fr").blocks[0]
    assert retagged(block, load_lexicon(load_lang("fr"))) is block


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=24))
def test_any_words_make_a_tree(words: list[str]) -> None:
    text = " ".join(words)
    if not text.strip():
        return
    sections = (Section(start=0, end=len(text), kind="body", reason="test"),)
    for block in parse(text, sections, "fr").blocks:
        doc = retagged(block, load_lexicon(load_lang("fr"))).doc
        assert doc.text == block.doc.text
        for token in doc:
            assert sum(1 for _ in token.ancestors) < len(doc)
    read(text, "fr")


@pytest.mark.parametrize(
    ("text", "type", "actor", "recipient"),
    [
        ("Le camp s'est fait bombarder par l'armée soudanaise.", "ASSAULT", "armée soudanaise", "camp"),
        ("Le Tchad se voit refuser l'accès au port par le Cameroun.", "REJECT", "Cameroun", "Tchad"),
        ("L'Ukraine s'est vu livrer dix chars par la Norvège.", "AID", "Norvège", "Ukraine"),
        ("Le Niger s'est vu reprocher par les députés togolais son retrait.", "ACCUSE", "députés togolais", "Niger"),
        ("Après s'être fait bombarder par l'armée, les rebelles ont reculé.", "ASSAULT", "armée", "rebelles"),
        ("Les rebelles ont encerclé le palais et ouvert le feu sur la police.", "ASSAULT", "rebelles", "police"),
        ("L'armée turque a procédé à l'arrestation de trois officiers.", "COERCE", "armée turque", "trois officiers"),
    ],
)
def test_passives_of_other_kinds_and_second_participles(text: str, type: str, actor: str, recipient: str) -> None:
    sides = [
        ({text[p.start : p.end] for p in e.actors}, {text[p.start : p.end] for p in e.recipients})
        for e in read(text, "fr")
        if e.type == type
    ]
    assert ({actor}, {recipient}) in sides, sides
