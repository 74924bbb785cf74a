"""The ontology's facts, its corrections, and the way to and from CAMEO."""

from pathlib import Path

import pytest

from sitroom.errors import OntologyError
from sitroom.ontology import load_ontology, read_ontology

O = load_ontology()  # noqa: E741


def test_sixteen_types_in_four_quads() -> None:
    assert len(O.types) == 16
    assert {t.quad for t in O.type} == {
        "verbal cooperation", "material cooperation", "verbal conflict", "material conflict",
    }  # fmt: skip
    assert len(O.context) == 37


@pytest.mark.parametrize(
    ("type", "mode", "score"),
    [("ACCUSE", None, -3.0), ("ACCUSE", "disapprove", -2.0), ("ASSAULT", "unconventional", -10.0), ("AID", None, 10.0),
     ("REQUEST", "assist", 0.5), ("CONSULT", "no such mode", 2.5)],
)  # fmt: skip
def test_intensity(type: str, mode: str | None, score: float) -> None:
    assert O.intensity(type, mode) == score


def test_the_misprint_is_corrected_and_noted() -> None:
    accuse = O.get("ACCUSE")
    assert accuse.intensity == -3
    assert "lost minus sign" in (accuse.note or "")


def test_conflict_is_never_positive_and_cooperation_never_negative() -> None:
    for kind in O.type:
        for score in (kind.intensity, *(m.intensity for m in kind.mode)):
            if "cooperation" in kind.quad:
                assert score > 0, kind.id
            else:
                assert score <= 0.5, kind.id


@pytest.mark.parametrize(
    ("code", "type", "mode"),
    [("190", "ASSAULT", None), ("163", "SANCTION", "discontinue"), ("0871", "RETREAT", "ceasefire"),
     ("041", "CONSULT", "phone"),
     ("195", "ASSAULT", "aerial"), ("1951", "ASSAULT", "aerial"), ("14", "PROTEST", None),
     ("111", "ACCUSE", "disapprove")],
)  # fmt: skip
def test_from_cameo(code: str, type: str, mode: str | None) -> None:
    row = O.from_cameo(code)
    assert row is not None
    assert (row.type, row.mode) == (type, mode)


@pytest.mark.parametrize("code", ["010", "023", "", "x", "99"])
def test_statements_and_nonsense_have_no_type(code: str) -> None:
    assert O.from_cameo(code) is None


def test_to_cameo_and_back_keeps_the_type() -> None:
    for kind in O.type:
        for mode in (None, *(m.id for m in kind.mode)):
            code = O.to_cameo(kind.id, mode)
            row = O.from_cameo(code)
            assert row is not None
            assert row.type == kind.id, (kind.id, mode, code)
    assert O.to_cameo("CONSULT", "phone") == "041"
    assert O.to_cameo("AID", None, ("military",)) == "072"
    assert O.to_cameo("CONSULT") == "040"


def test_old_names_are_understood_and_unknown_ones_refused() -> None:
    assert O.get("fight").id == "ASSAULT"
    with pytest.raises(OntologyError, match="no PLOVER type"):
        O.get("DANCE")


def test_a_wrong_file_is_named(tmp_path: Path) -> None:
    wrong = tmp_path / "plover.toml"
    wrong.write_text("version = 1", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"plover\.toml"):
        read_ontology(wrong)
    with pytest.raises(OntologyError, match="cannot be read"):
        read_ontology(tmp_path / "none.toml")
