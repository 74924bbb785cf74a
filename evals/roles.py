"""Role to holder: a phrase that names an office, a day, who is it? evals/data/role_questions.csv, questions of our own.

    .venv/bin/python -m evals.roles [--wrong]

Columns: id, lang, phrase, context (country the text around it gives, may be empty), on, answer (empty: must abstain),
checked (how the answer was verified a second time, independently of the row it rests on). A question is right when the
phrase is read and the roster's only or first holder bears the answer's name, or when nothing is answered and nothing
should be. `ancien`, `élu` and the like mean somebody else than the holder: then nothing is answered.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

from sitroom.annotate.names import similarity
from sitroom.annotate.roles import role_of
from sitroom.annotate.roster import Holder, load_roster
from sitroom.lang import load_lang

QUESTIONS = Path(__file__).parent / "data" / "role_questions.csv"
SAME = 0.9


def answer(question: dict[str, str]) -> tuple[Holder, ...]:
    """Who the program says it is: none where it abstains."""
    reading = role_of(question["phrase"], load_lang(question["lang"]), question["context"] or None)
    if reading is None or reading.former or reading.elect or reading.indefinite or reading.plural:
        return ()
    country = reading.country or question["context"] or None
    if country is None and reading.body is None:
        return ()
    return load_roster().holders(reading.role, country, question["on"], reading.body)


def right(question: dict[str, str], holders: tuple[Holder, ...]) -> bool:
    if not question["answer"]:
        return not holders
    return bool(holders) and any(similarity(question["answer"], name).score >= SAME for name in holders[0].names)


def read_questions(path: Path = QUESTIONS) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main(show_wrong: bool = False) -> int:
    asked: Counter[str] = Counter()
    good: Counter[str] = Counter()
    silent = 0
    for question in read_questions():
        holders = answer(question)
        kind = question["lang"] if question["answer"] else "should abstain"
        asked[kind] += 1
        good[kind] += int(right(question, holders))
        silent += int(bool(question["answer"]) and not holders)
        if show_wrong and not right(question, holders):
            got = ", ".join(f"{h.name} ({h.start}..{h.until})" for h in holders) or "-"
            print(f"{question['id']} {question['phrase']} {question['on']}: {question['answer'] or '-'} / {got}")
    for kind in sorted(asked):
        print(f"{kind:15} {good[kind]:4}/{asked[kind]:<4} {good[kind] / asked[kind]:.3f}")
    print(f"{'all':15} {good.total():4}/{asked.total():<4} {good.total() / asked.total():.3f}   silent: {silent}")
    return 0


if __name__ == "__main__":
    sys.exit(main("--wrong" in sys.argv))
