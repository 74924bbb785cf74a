"""Actors: mentions, who they are, repair, anonymous sources, pronouns. All people here are invented."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitroom.annotate.actors import Cast, find_actors
from sitroom.annotate.parse import parse
from sitroom.annotate.prior import Prior
from sitroom.lang import load_lang
from sitroom.model import Actor, Mention, Section


def read(text: str, code: str = "fr", published: str | None = "2024-04-14") -> Cast:
    sections, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            sections.append(Section(start=start, end=start + len(line.strip()), kind="body", reason="test"))
        at += len(line) + 1
    prior = Prior(published=published, sections=tuple(sections))
    return find_actors(parse(text, sections, code), prior, load_lang(code))


def at(found: Cast, text: str, words: str, nth: int = 1) -> tuple[Mention, Actor | None]:
    """The nth mention that reads so, and its actor."""
    there = [m for m in found.mentions if text[m.start : m.end] == words]
    assert len(there) >= nth, f"{words!r} not in {[text[m.start : m.end] for m in found.mentions]}"
    return there[nth - 1], next((a for a in found.actors if a.id == there[nth - 1].actor), None)


def test_title_and_name_are_two_mentions_of_one_actor() -> None:
    text = "Le secrétaire à la Défense Paul Kervel a salué la présidente de la Chambre, Ilse Marant."
    found = read(text)
    _, title = at(found, text, "secrétaire à la Défense")
    _, name = at(found, text, "Paul Kervel")
    assert title is name is not None
    assert name.kind == "person"
    assert name.roles == ("secrétaire à la Défense",)
    assert at(found, text, "présidente de la Chambre")[1] is at(found, text, "Ilse Marant")[1]


def test_apposition_behind_a_name() -> None:
    text = "Jan Pol, le ministre belge de la Défense, a rencontré Ana Bek, juriste."
    found = read(text)
    assert at(found, text, "ministre belge de la Défense")[1] is at(found, text, "Jan Pol")[1]
    assert at(found, text, "Jan Pol")[1].country == "BEL"
    assert at(found, text, "juriste")[1] is at(found, text, "Ana Bek")[1]


def test_surname_follows_the_full_name() -> None:
    text = "Jan Pol est arrivé à Gand.\nM. Pol a refusé de parler.\nPol est reparti le soir."
    found = read(text)
    assert len({m.actor for m in found.mentions if "Pol" in text[m.start : m.end]}) == 1


def test_persons_the_parser_takes_for_places() -> None:
    text = "Gorvak a prévenu dimanche que le pont fermerait. Le maire a répondu à Gorvak."
    found = read(text)
    assert at(found, text, "Gorvak")[1].kind == "person"


def test_bare_surname_is_repaired_from_the_report() -> None:
    text = "Le ministre Yoram Gallend a parlé hier.\nKelent a prévenu que le pont fermerait."
    found = read(text)
    mention, actor = at(found, text, "Kelent")
    assert actor is not None
    assert actor.name == "Yoram Gallend"
    assert mention.repaired is not None
    assert mention.repaired.from_ == "Kelent"
    assert "report" in mention.repaired.evidence


def test_holder_is_repaired_by_office_and_country() -> None:
    text = "Le secrétaire d'État américain Anthony Blinkin est arrivé à Amman."
    mention, actor = at(read(text), text, "Anthony Blinkin")
    assert actor.name == "Antony Blinken"
    assert mention.repaired is not None


@pytest.mark.parametrize("name", ["Ilse Marant", "Pavel Kervel", "Solange Périgaud", "Wim Dekkaert", "Ragna Holmvik"])
def test_correct_unknown_names_are_left_alone(name: str) -> None:
    text = f"Le ministre belge de la Défense, {name}, a visité une usine à Gand."
    mention, actor = at(read(text), text, name)
    assert mention.repaired is None
    assert actor.name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Le paysan Ali Bari a été arrêté lundi par les soldats.", "Ali Bari"),
        ("Le fermier Ali Baro a parlé à la radio.", "Ali Baro"),
        ("L'avocat Ahmed Shalib a quitté la salle.", "Ahmed Shalib"),
    ],
)
def test_sound_alone_makes_nobody_a_minister_elsewhere(text: str, name: str) -> None:
    mention, actor = at(read(text), text, name)
    assert mention.repaired is None
    assert (actor.name, actor.country) == (name, None)


def test_role_is_resolved_to_the_holder_on_the_day() -> None:
    text = "Le président américain a signé le texte."
    assert at(read(text, published="2024-04-14"), text, "président américain")[1].name == "Joe Biden"
    assert at(read(text, published="2018-04-14"), text, "président américain")[1].name == "Donald Trump"
    assert at(read(text, published=None), text, "président américain")[1].wikidata is None


def test_role_prefers_who_the_report_names() -> None:
    text = "Le Premier ministre letton, Andris Kalve, a voté.\nLe Premier ministre a ensuite souri."
    found = read(text)
    assert at(found, text, "Premier ministre")[1] is at(found, text, "Andris Kalve")[1]


def test_states_act_but_places_do_not() -> None:
    text = "L'Iran a menacé Israël. Il fait froid en Iran. Téhéran dénonce l'accord. La foule vit à Téhéran."
    found = read(text)
    states = [text[m.start : m.end] for m in found.mentions if m.actor and at_kind(found, m) == "state"]
    assert states == ["Iran", "Israël", "Téhéran"]
    assert at(found, text, "Téhéran")[1] is at(found, text, "Iran")[1]


def at_kind(found: Cast, mention: Mention) -> str:
    return next(a.kind for a in found.actors if a.id == mention.actor)


def test_palaces_stand_for_institutions() -> None:
    text = "La Maison Blanche a démenti. Le Kremlin se tait."
    found = read(text)
    assert at(found, text, "Maison Blanche")[1].key == "org:white-house"
    assert at(found, text, "Kremlin")[1].country == "RUS"
    assert at(read("The Kremlin denied it.", "en"), "The Kremlin denied it.", "Kremlin")[1].key == "org:kremlin"


def test_acronym_and_its_expansion() -> None:
    text = "L'Organisation des Nations unies (ONU) a réagi. L'ONU attend une réponse."
    found = read(text)
    assert len({m.actor for m in found.mentions}) == 1


def test_anonymous_sources() -> None:
    text = (
        "Un haut responsable américain a parlé d'un retard. Le haut responsable a refusé d'en dire plus. "
        "Un autre responsable américain a démenti. Deux diplomates européens ont confirmé."
    )
    found = read(text)
    first, again = at(found, text, "haut responsable américain")[1], at(found, text, "haut responsable")[1]
    other, pair = at(found, text, "autre responsable américain")[1], at(found, text, "Deux diplomates européens")[1]
    assert first is again
    assert other is not first
    assert (first.kind, first.country, first.level, first.number) == ("anonymous", "USA", "senior", 1)
    assert (pair.kind, pair.number, pair.country) == ("anonymous", 2, None)


def test_anonymous_sources_in_english() -> None:
    text = "A senior Danish official said so. The official declined to add more. Another official denied it."
    found = read(text, "en")
    assert at(found, text, "senior Danish official")[1] is at(found, text, "official")[1]
    assert at(found, text, "official", 2)[1] is not at(found, text, "official")[1]


def test_pronouns() -> None:
    text = "Mme Ilse Marant a visité le port. « Nous aiderons », a-t-elle déclaré."
    found = read(text)
    (reference,) = found.references
    assert text[reference.start : reference.end] == "elle"
    assert reference.actor == at(found, text, "Ilse Marant")[0].actor
    assert reference.form == "pronoun"


def test_pronouns_abstain_when_unsure() -> None:
    text = "Paul Kervel a rencontré Jean Marant. Il est malade."
    found = read(text)
    assert [r for r in found.references if r.actor is not None and r.score > 0.8] == []


def test_body_of_an_interviewer() -> None:
    text = "« Nous verrons », a déclaré Ilse Marant à Karl Deven de CNN."
    found = read(text)
    assert at(found, text, "Karl Deven")[1].body == "CNN"
    assert at(found, text, "CNN")[1].sector == "media"


def test_ids_follow_first_mention_and_spans_are_in_order() -> None:
    text = "La ministre belge a écrit à Oslo. La police a fermé le port. Jan Pol est parti."
    found = read(text)
    assert [a.id for a in found.actors] == [f"a{n}" for n in range(1, len(found.actors) + 1)]
    starts = [m.start for m in found.mentions]
    assert starts == sorted(starts)


def test_same_text_same_answer() -> None:
    text = "Le président américain, Joe Biden, a vu M. Pol. Deux diplomates ont parlé. Il a souri."
    assert read(text) == read(text)


PIECES = st.sampled_from(
    ["Le ministre", "M.", "«", "»", '"', "a-t-il", "dit", "Biden", "de", "l'", "-", "'s", "(", ")", "ONU", "deux",
     "\u2028", "Iran", "Téhéran", "ex-", ",", ".", "il", "selon", "un autre responsable",
     "de la", "à", "🇫🇷", "İ", "ß", "x" * 40]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join)),
    code=st.sampled_from(["fr", "en"]),
)
def test_never_raises(text: str, code: str) -> None:
    found = read(text, code)
    for mention in (*found.mentions, *found.references):
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.actor is None or any(a.id == mention.actor for a in found.actors)
