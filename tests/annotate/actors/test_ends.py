"""Where mentions begin and end, and who of the unnamed is a source: sentences of our own, every mention marked."""

from __future__ import annotations

import pytest

from sitroom.annotate.actors import find_actors, with_sources
from sitroom.annotate.parse import parse
from sitroom.annotate.places import find_places
from sitroom.annotate.prior import Prior
from sitroom.annotate.statements import find_statements
from sitroom.lang import load_lang
from sitroom.model import Section

KINDS = {"p": "person", "o": "organisation", "s": "state", "g": "group", "a": "anonymous"}
ENGLISH = """
{Western and African observers|g} gave the vote a cautious blessing.
{Ugandan and South Sudanese troops|g} fought for two hours.
A winch lifted {three badly burned men|g} from the sea.
About {30 armed Serbs|g} stormed the village.
She noted that {19 million Yemenis|g} were in need.
{Hollander's envoy|p} left on Sunday.
{Two {Indian navy|o} ships|o} arrived.
It came hours after a {Chinese vessel|o} rammed a {supply boat|o} near the shoal.
{Gunmen|g} overran an {army post|o} at dawn.
More {troops|g} are needed.
{Thirty-two miners|g} are trapped.
She found the bodies of {twenty-one soldiers|g}.
The {Mineworkers' Congress of Namibia|o} welcomed it.
The {Association of Resident Doctors|o} met on Monday.
The {Chinese|g} learned of it.
An {official|a} briefed on the talks said the deal was close.
{People familiar with the matter|a} said so.
The move was confirmed by {three Western diplomats|a} who spoke on condition of anonymity.
The {miners|g} fled. {One of them|a} described the blast.
{Officials|g} met on Tuesday.
By midday, {Serbs in the town of Mitrovica|g} had parked trucks.
The {Iraqi side|s} demanded an apology.
The {army|o} said no soldier had died.
{Togo|s}, which broke with {Benin|s}, closed its port.
{Five Nepalese|g} were hurt.
LILONGWE, Malawi — The vote was calm.
"""
FRENCH = """
Le {Togo|s}, qui a rompu avec le {Bénin|s}, a fermé son port.
Les accusations de {Tokyo|s} ont été rejetées.
Aucun navire n'a été touché, dit l'{armée|o}.
{Hadia|p}, 34 ans, a tout vu.
Il s'est entretenu avec ses {homologues égyptien et américain|g}.
On l'a appris de {sources militaires et hospitalières|a}.
« Rien », a déclaré une {infirmière|a} de 54 ans.
La guerre approche, ont déclaré {trois responsables américains|a} familiers avec les conversations.
Des {milliers de personnes|g} ont manifesté dimanche.
L'émirat a retiré ses {observateurs|g} de l'île.
L'{opposition|o} presse le {ministre|p} de partir.
{Quatre hommes en uniforme|g} sont entrés.
Un {diplomate européen en poste à Bissau|a} le dit.
{Deux avions de guerre soudanais|o} ont survolé la ville.
Un {responsable|a} au courant des discussions a démenti.
Les {mineurs|g} ont fui. L'{un d'eux|a} raconte l'explosion.
Un {habitant de Goma|a}, joint par téléphone, raconte sa fuite.
Un {ministre|a}, qui n'a pas voulu être cité, parle d'une farce.
Des {responsables|g} se sont réunis mardi.
"""


def unmark(line: str) -> tuple[str, set[tuple[int, int, str]]]:
    """The sentence without marks, and (start, end, kind) of what was marked."""
    out: list[str] = []
    opened: list[int] = []
    spans: set[tuple[int, int, str]] = set()
    parts = iter(line)
    for char in parts:
        if char == "{":
            opened.append(len(out))
        elif char == "|":
            spans.add((opened.pop(), len(out), KINDS[next(parts)]))
            next(parts)
        else:
            out.append(char)
    return "".join(out), spans


@pytest.mark.parametrize(
    ("code", "line"),
    [(code, line) for code, text in (("en", ENGLISH), ("fr", FRENCH)) for line in text.strip().splitlines()],
)
def test_mentions_end_where_they_should(code: str, line: str) -> None:
    text, gold = unmark(line)
    sections = (Section(start=0, end=len(text), kind="body", reason="test"),)
    lang = load_lang(code)
    parsed = parse(text, sections, code)
    prior = Prior(published="2026-03-02", sections=sections, places=find_places(parsed, None, lang))
    cast = find_actors(parsed, prior, lang)
    prior = Prior(
        published="2026-03-02", sections=sections, places=prior.places, actors=cast.actors, mentions=cast.mentions,
        references=cast.references,
    )  # fmt: skip
    actors, _ = with_sources(cast.actors, find_statements(parsed, prior, lang), cast.nameless)
    kinds = {a.id: a.kind for a in actors}
    assert {(m.start, m.end, kinds.get(m.actor or "")) for m in cast.mentions} == gold
