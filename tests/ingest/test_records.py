"""Tables, JSON and JSON Lines: one report a row, columns found or named, wrong rows refused by their line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sitroom.errors import EmptyInput, InputError, TooLargeInput, UnreadableInput, UsageError
from sitroom.ingest.columns import FIELDS, fields_of, parse_columns
from sitroom.ingest.files import read_inputs
from sitroom.ingest.streams import Limits
from sitroom.lang import languages, load_lang
from sitroom.lang.schemas.intake import IntakeWords
from sitroom.model import Raw

TEXT = "La maire Ilva Morant a déclaré : « Le pont reste fermé »."


def read(path: Path, data: bytes | str, **given: Any) -> tuple[list[Raw], list[InputError]]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    found = list(read_inputs([path], **given))
    return [i for i in found if isinstance(i, Raw)], [i for i in found if isinstance(i, InputError)]


def lines(found: list[Any]) -> list[str]:
    return [item.name.rpartition(":")[2] for item in found]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables_in_every_dress(tmp_path: Path, delimiter: str, encoding: str) -> None:
    head = ["Titre", "Texte intégral", "Date de publication", "Média", "humeur"]
    rows = [head, ["Un", TEXT, "02/03/2026", "Le Courrier", "5"]]
    data = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    ((raw,), errors) = read(tmp_path / "x.csv", data.encode(encoding))
    assert errors == []
    assert raw.data.decode() == TEXT
    assert (raw.title, raw.published, raw.outlet) == ("Un", "02/03/2026", "Le Courrier")
    assert raw.name.endswith("x.csv:2")


@pytest.mark.parametrize("ending", ["csv", ""])
def test_the_separator_excel_writes_above_a_table_is_no_row(tmp_path: Path, ending: str) -> None:
    table = f"sep=;\r\ntitle;text;published\r\nPont;{TEXT};04.03.2026\r\n"
    (one,), errors = read(tmp_path / f"t.{ending}", table)
    assert (one.title, one.data.decode(), errors) == ("Pont", TEXT, [])


def test_cells_over_several_lines_and_slips(tmp_path: Path) -> None:
    data = (
        'text,title\n"Un ""texte""\nsur deux lignes",A\nUn autre,B\n"jamais fermé,C\nEncore,D\n'
        "\na,b,c\n,E\nNull,F\nFin,G\n"
    )
    raws, errors = read(tmp_path / "x.csv", data)
    assert raws[0].data.decode() == 'Un "texte"\nsur deux lignes'
    assert lines(raws) == ["2", "4", "6", "11"]
    assert {e.name.rpartition(":")[2]: type(e) for e in errors} == {
        "5": UnreadableInput,
        "8": UnreadableInput,
        "9": EmptyInput,
        "10": EmptyInput,
    }
    assert "never closed" in errors[0].message


def test_columns_the_user_names(tmp_path: Path) -> None:
    data = "a,b,c\nT,Un texte,2026-03-02\n"
    _, errors = read(tmp_path / "x.csv", data)
    assert "--columns text=body" in errors[0].message
    assert "a, b, c" in errors[0].message
    ((raw,), _) = read(tmp_path / "x.csv", data, columns=parse_columns("text=b, title=a,published=c"))
    assert (raw.title, raw.data, raw.published) == ("T", b"Un texte", "2026-03-02")
    assert parse_columns(None) == {}
    for wrong in ("text", "body=text", "text="):
        with pytest.raises(UsageError, match="--columns"):
            parse_columns(wrong)


def test_a_text_with_commas_is_no_table(tmp_path: Path) -> None:
    text = "Le texte, la date, le titre : tout y est, dit la maire.\nElle ajoute, sans rire, qu'il fera beau.\n"
    ((raw,), _) = read(tmp_path / "x", text)
    assert raw.data.decode() == text


def test_json_lines(tmp_path: Path) -> None:
    people = [{"name": "Ilse Marant"}, "Jan Pol"]
    html = "<p>Un</p><p>Deux</p>"
    rows = [
        json.dumps({"body": TEXT, "headline": "T", "source": {"name": "Le Courrier"}, "authors": people}),
        '{"text": "cut',
        "[1, 2]",
        json.dumps({"text": " "}),
        "",
        json.dumps({"content_html": html, "timestamp": 1772470800, "lang": "fr-BE", "link": "javascript:alert(1)"}),
        json.dumps({"titre": "sans texte"}),
    ]
    raws, errors = read(tmp_path / "x.jsonl", "\n".join(rows))
    assert lines(raws) == ["1", "6"]
    first, second = raws
    assert (first.title, first.outlet, first.authors) == ("T", "Le Courrier", ("Ilse Marant", "Jan Pol"))
    assert (second.media_type or "").startswith("text/html")
    assert (second.published, second.language, second.url) == ("2026-03-02T17:00:00+00:00", "fr", None)
    assert lines(errors) == ["2", "3", "4", "7"]
    assert "titre" in errors[-1].message


def test_json_documents(tmp_path: Path) -> None:
    row = {"text": TEXT, "title": "T"}
    assert read(tmp_path / "one.json", json.dumps(row))[0][0].name.endswith("one.json")
    assert lines(read(tmp_path / "list.json", json.dumps([row, row], indent=1))[0]) == ["1", "2"]
    assert lines(read(tmp_path / "page.json", json.dumps({"status": "ok", "articles": [row]}))[0]) == ["1"]
    _, errors = read(tmp_path / "other.json", '{"a": 1}')
    assert "--columns" in errors[0].message
    assert read(tmp_path / "deep.json", '{"text":' + "[" * 100_000)[1]


def test_what_is_wrong_with_json_is_said_plainly(tmp_path: Path) -> None:
    _, (deep,) = read(tmp_path / "deep.jsonl", '{"a":' * 5000 + "1" + "}" * 5000)
    _, (long,) = read(tmp_path / "long.json", '[{"text": "A strike.", "published": ' + "9" * 5000 + "}]")
    assert "nested too deeply" in str(deep)
    assert "a number with thousands of digits" in str(long)


def test_enormous_lines_are_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    limits = Limits(report=100_000)
    huge = "x" * 300_000
    raws, errors = read(tmp_path / "x.csv", f"text,title\na,b\n{huge},c\nd,e\n", limits=limits)
    assert (lines(raws), [type(e) for e in errors]) == (["2", "4"], [UnreadableInput])
    row = json.dumps({"text": "a"})
    raws, errors = read(tmp_path / "x.jsonl", f'{row}\n{{"text": "{huge}"}}\n{row}\n', limits=limits)
    assert (lines(raws), [type(e) for e in errors]) == (["1", "3"], [TooLargeInput])


def test_a_table_of_stray_quotes_takes_linear_time(tmp_path: Path) -> None:
    raws, errors = read(tmp_path / "x.csv", "text,title\n" + 'a "b,c\n' * 3001)
    assert len(raws) + len(errors) > 1000


def test_fields_take_the_best_name() -> None:
    assert fields_of(["source", "source_name", "body", "text"]) == {"text": 3, "outlet": 1}
    assert fields_of(["pubDate", "Full-Text"]) == {"text": 1, "published": 0}


@pytest.mark.parametrize("code", languages())
def test_every_field_is_known(code: str) -> None:
    for entry in load_lang(code).table(IntakeWords):
        assert set(entry.columns) <= set(FIELDS)
