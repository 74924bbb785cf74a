"""The roster: shipped rows are sound, offices change hands on the right day, users' rows win, errors are named."""

from __future__ import annotations

import subprocess
import sys
from importlib import resources
from pathlib import Path

import pycountry
import pytest

from sitroom.annotate.roster import LAYERS, Roster, load_roster
from sitroom.annotate.roster_rows import Holder, first_day, last_day, parse_rows
from sitroom.errors import DataError

ISO = {c.alpha_3 for c in pycountry.countries} | {"XKX", ""}
ROWS = [
    row
    for layer, name in enumerate(LAYERS)
    for row in parse_rows((resources.files("sitroom") / "data" / name).read_text(encoding="utf-8"), name, layer)
]


def term(name: str, start: str, end: str = "", **more: object) -> Holder:
    values: dict[str, object] = {"role": "head-of-government", "country": "BEL", "until": end, **more}
    return Holder(name=name, start=start, end=end, **values)  # type: ignore[arg-type]


def names(found: tuple[Holder, ...]) -> list[str]:
    return [h.name for h in found]


def test_shipped_rows_are_sound() -> None:
    for row in ROWS:
        assert row.country in ISO, row
        assert not row.end or last_day(row.end) >= first_day(row.start), row
        assert row.end or row.known, row
        assert row.source, row
        assert row.start < "2026-12", row


def test_shipped_rows_have_no_duplicates() -> None:
    for layer in range(len(LAYERS)):
        keys = [(r.id, r.role, r.country, r.body, r.start) for r in ROWS if r.layer == layer]
        assert len(keys) == len(set(keys)), {k for k in keys if keys.count(k) > 1}


@pytest.mark.parametrize(
    ("role", "country", "body", "on", "who"),
    [
        ("head-of-state", "USA", None, "2025-01-19", "Joe Biden"),
        ("head-of-state", "USA", None, "2025-01-20", "Donald Trump"),
        ("head-of-government", "GBR", None, "2024-07-04", "Rishi Sunak"),
        ("head-of-government", "GBR", None, "2024-07-05", "Keir Starmer"),
        ("defence-minister", "ISR", None, "2024-04-14", "Yoav Gallant"),
        ("national-security-adviser", "USA", None, "2024-04-14", "Jake Sullivan"),
        ("deputy-national-security-adviser", "USA", None, "2024-04-14", "Jonathan Finer"),
        ("special-envoy", "USA", "middle-east", "2024-04-14", "Brett McGurk"),
        ("military-commander", "IRN", "irgc", "2024-04-14", "Hossein Salami"),
        ("organisation-head", None, "nato", "2024-10-01", "Mark Rutte"),
        ("foreign-minister", None, "eu", "2024-11-30", "Josep Borrell"),
        ("leader", "PRK", None, "2020-01-01", "Kim Jong-un"),
    ],
)
def test_who_held_it(role: str, country: str | None, body: str | None, on: str, who: str) -> None:
    assert names(load_roster().holders(role, country, on, body)) == [who]


@pytest.mark.parametrize(
    ("role", "country", "body", "on"),
    [
        ("head-of-state", "LBN", None, "2023-06-01"),  # vacant
        ("head-of-government", "USA", None, "2024-01-01"),  # no such office
        ("head-of-state", None, None, "2024-01-01"),  # country not known
        ("group-leader", None, "hezbollah", "2024-10-10"),  # between two leaders
        ("head-of-state", "USA", None, "1850-01-01"),
        ("nonsense", "USA", None, "2024-01-01"),
    ],
)
def test_it_abstains(role: str, country: str | None, body: str | None, on: str) -> None:
    assert load_roster().holders(role, country, on, body) == ()


def test_a_successor_ends_a_term_without_end() -> None:
    roster = Roster([term("A", "2001-05-01", known="2001-12-31"), term("B", "2004-03-10", "2006-01-01")])
    assert names(roster.holders("head-of-government", "BEL", "2002-01-01")) == ["A"]
    assert names(roster.holders("head-of-government", "BEL", "2004-03-10")) == ["B"]
    assert roster.holders("head-of-government", "BEL", "2009-01-01") == ()
    assert names(roster.outgoing("head-of-government", "BEL", "2004-03-10")) == ["A"]


def test_overlap_of_a_handover_and_of_two_claims() -> None:
    handover = Roster([term("A", "2001-01-01", "2004-03-20"), term("B", "2004-03-10", "2006-01-01")])
    assert names(handover.holders("head-of-government", "BEL", "2004-03-15")) == ["B"]
    claims = Roster([term("A", "2001-01-01", "2006-01-01"), term("B", "2003-01-01", "2006-01-01")])
    assert names(claims.holders("head-of-government", "BEL", "2004-01-01")) == ["B", "A"]


def test_coarse_dates_leave_it_open() -> None:
    roster = Roster([term("A", "2001", "2004"), term("B", "2004", "2008")])
    assert names(roster.holders("head-of-government", "BEL", "2003-06-01")) == ["A"]
    assert sorted(names(roster.holders("head-of-government", "BEL", "2004-06-01"))) == ["A", "B"]
    assert names(roster.holders("head-of-government", "BEL", "2005-06-01")) == ["B"]


def test_certainty_falls_after_the_row_was_last_known() -> None:
    row = term("A", "2001-05-01", known="2010-01-01")
    assert row.certain("2009-01-01") == 1.0
    assert 0.4 < row.certain("2011-06-01") < 1.0
    assert row.certain("2015-01-01") == 0.0


def test_users_rows_win(tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text(
        "name,role,country,from,to,variants\nIlse Marant,defence-minister,ISR,2024-01-01,2024-12-31,Ilse M.|Marante\n",
        encoding="utf-8",
    )
    roster = load_roster(mine)
    assert names(roster.holders("defence-minister", "ISR", "2024-04-14")) == ["Ilse Marant"]
    assert names(roster.by_name("marante")) == ["Ilse Marant"]
    assert names(load_roster().holders("defence-minister", "ISR", "2024-04-14")) == ["Yoav Gallant"]


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("name,role,country,form\nA,x,BEL,2001\n", "line 1", "form"),
        ("name,role,country\nA,x,BEL\n", "line 1", "from"),
        ("name,role,country,from\nA,x,BEL,2001-13-01\n", "line 2", "2001-13-01"),
        ("name,role,country,from,to\nA,x,BEL,2001,2000\n", "line 2", "before"),
        ("name,role,country,from\nA,x,Belgium,2001\n", "line 2", "Belgium"),
        ("name,role,country,from\n\nA,x,,2001\n", "line 3", "country"),
        ("name,role,country,from\nA,x,BEL\n", "line 2", "cells"),
        ("name,role,country,from,sure\nA,x,BEL,2001,quite\n", "line 2", "quite"),
    ],
)
def test_errors_name_file_and_line(text: str, where: str, what: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_roster(path)
    assert "mine.csv" in str(caught.value)
    assert where in str(caught.value)
    assert what in str(caught.value)


def test_a_missing_file_is_a_data_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        load_roster(tmp_path / "none.csv")


def test_indexes() -> None:
    roster = load_roster()
    assert "Yoav Gallant" in names(roster.by_surname("gallant"))
    assert "Yoav Gallant" in names(roster.sounding_like("Kelant"))
    assert "Volodymyr Zelenskyy" in names(roster.by_name("Volodymyr Zelensky"))
    assert "Yoav Gallant" in names(roster.in_countries(["ISR"], "2024-04-14"))
    assert "Yoav Gallant" not in names(roster.in_countries(["ISR"], "2025-04-14"))
    holder = roster.by_name("Vladimir Putin")[0]
    assert holder.named("fr") == "Vladimir Poutine"
    assert holder.named("en") == "Vladimir Putin"
    assert len(roster.terms(holder.id)) > 2


def test_it_loads_fast_and_small() -> None:
    code = """
import re, time
from pathlib import Path
from sitroom.annotate.roster import load_roster
begin = time.process_time()
load_roster().holders("head-of-state", "USA", "2024-01-01")
used = time.process_time() - begin
status = Path("/proc/self/status")
print(used, int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text()).group(1)) / 1024 if status.exists() else 0)
"""
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert float(out[0]) < 0.6  # 0.12 s on a quiet machine; the floor is 0.3
    assert float(out[1]) < 150
