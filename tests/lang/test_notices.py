"""Every example of notices.toml, and notices in their place in a report."""

from __future__ import annotations

import pytest

from sitroom.lang import languages, load_lang
from sitroom.lang.schemas.notices import NoticePattern
from sitroom.model import Notice
from sitroom.situation.notices import gravest, notice_in, notices_of, patterns
from tests.room_kit import annotate, raw

ENTRIES = [(code, entry) for code in languages() for entry in load_lang(code).table(NoticePattern)]


@pytest.mark.parametrize(("code", "entry"), ENTRIES, ids=[f"{c}.{e.id}" for c, e in ENTRIES])
def test_examples(code: str, entry: NoticePattern) -> None:
    title = entry.where == "title"
    for line in entry.yes:
        found = notice_in(line, title, patterns(code))
        assert found is not None, line
        assert found[1].kind == entry.kind, (line, found[0])
    for line in entry.no:
        assert notice_in(line, title, patterns(code)) is None, line


def kinds(text: str, language: str = "en") -> list[str]:
    return [notice.kind for notice in notices_of(annotate(raw(text, language=language)))]


BODY = "\n".join(f"The harbour was quiet for the whole of day {n}, the keeper wrote." for n in range(12))


def test_where_a_notice_stands() -> None:
    assert kinds(f"Port closed\n{BODY}\nCorrection: the port was open on day 3.") == ["correction"]
    assert kinds(f"CORRECTED: Port closed\n{BODY}") == ["correction"]
    assert kinds(f"Port fermé\n{BODY}\nUne version précédente de cet article parlait de Sète.", "fr") == ["correction"]
    assert kinds(f"RETRACTION\n{BODY}") == ["retraction"]
    assert kinds(f"Port closed\n{BODY}") == []


def test_what_others_say_is_no_notice() -> None:
    middle = BODY.split("\n")
    middle.insert(6, "This article has been corrected, the paper wrote under its own story in May.")
    assert kinds("Port closed\n" + "\n".join(middle)) == []
    assert kinds(f'Port closed\n{BODY}\n"This article has been corrected," she read aloud.') == []


def test_the_gravest_counts() -> None:
    made = [Notice(start=0, end=1, kind=kind, rule="x") for kind in ("update", "retraction", "correction")]  # type: ignore[arg-type]
    assert gravest(tuple(made)) == "retraction"
    assert gravest(()) is None
