"""Which mentions are one happening: one more deed, an answer, the leaders of a meeting, a toll."""

from __future__ import annotations

import pytest

import sitroom


@pytest.mark.parametrize(
    ("code", "text", "types"),
    [
        ("en", "Sudan's army bombed a market in Nyala. The army also hit a convoy near Kutum.", ["ASSAULT", "ASSAULT"]),
        ("fr", "L'armée soudanaise a bombardé un marché. L'armée a aussi visé un convoi.", ["ASSAULT", "ASSAULT"]),
        ("en", "A Russian drone strike killed five civilians in Kherson. The strike also wounded thirty people.",
         ["ASSAULT"]),
        ("fr", "Le président français a reçu lundi son homologue kényan. Lors de cet entretien, les deux chefs d'État "
               "ont parlé du climat.", ["CONSULT"]),
        ("en", "The Kenyan president met the Somali prime minister in Nairobi. On Tuesday the Kenyan president met the "
               "king of Jordan.", ["CONSULT", "CONSULT"]),
        ("en", "A car bomb exploded outside the ministry, killing twelve people.", ["ASSAULT"]),
    ],
)  # fmt: skip
def test_happenings(code: str, text: str, types: list[str]) -> None:
    dossier = sitroom.read(f"Title\n\n{text}", published="2026-04-16", language=code)
    assert [e.type for e in dossier.events] == types
