"""Every example of every roles.toml, and what the languages must have in common."""

from __future__ import annotations

import csv
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitroom.annotate.roles import role_ids, role_of
from sitroom.lang import languages, load_lang
from sitroom.lang.schemas.roles import RoleEntry, RoleExample

WITH_ROLES = [code for code in languages() if (load_lang(code).folder / "roles.toml").exists()]
CASES = [
    pytest.param(code, example, id=f"{code}-{entry.id}-{number}")
    for code in WITH_ROLES
    for entry in load_lang(code).table(RoleEntry)
    for number, example in enumerate(entry.examples)
]


@pytest.mark.parametrize(("code", "example"), CASES)
def test_examples(code: str, example: RoleExample) -> None:
    reading = role_of(example.text, load_lang(code))
    if example.none:
        assert reading is None
        return
    assert reading is not None
    wanted = example.model_dump(exclude_none=True, exclude={"text", "none"})
    assert {key: getattr(reading, key) for key in wanted} == wanted


def shipped() -> list[dict[str, str]]:
    rows = []
    for name in ("roster-base.csv", "roster-recent.csv"):
        text = (resources.files("sitroom") / "data" / name).read_text(encoding="utf-8")
        rows += list(csv.DictReader(text.splitlines()))
    return rows


@pytest.mark.parametrize("code", WITH_ROLES)
def test_every_role_of_the_roster_can_be_said(code: str) -> None:
    assert {r["role"] for r in shipped()} - role_ids(load_lang(code)) == set()


def test_languages_say_the_same_roles() -> None:
    said = {code: role_ids(load_lang(code)) for code in WITH_ROLES}
    assert len(set(said.values())) == 1, {c: sorted(set.union(*map(set, said.values())) - s) for c, s in said.items()}


def test_languages_know_the_same_bodies() -> None:
    known = [{e.body for e in load_lang(c).table(RoleEntry) if e.kind == "body"} for c in WITH_ROLES]
    assert all(bodies == known[0] for bodies in known)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_no_text_makes_it_raise(text: str) -> None:
    for code in WITH_ROLES:
        role_of(text, load_lang(code))


def test_a_huge_phrase_is_cut() -> None:
    assert role_of("ministre de la Défense " * 5000, load_lang("fr")) is not None
