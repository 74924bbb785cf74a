"""Say what is wrong with gold files: `python -m evals.check [FILE.json ...]`. Exit code 1 if anything is."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from evals.goldset import GOLD, SPLITS, load
from sitroom.errors import SitroomError


def problems(path: Path) -> list[str]:
    """What a person should mend in this gold text; empty when it is sound."""
    try:
        gold = load(path)
    except (SitroomError, OSError, json.JSONDecodeError) as error:
        return [f"{path.name}: {error}"]
    out = []
    ids = {a.id for a in gold.actors}
    used = [(m.actor, "mentions") for m in gold.mentions]
    used += [(r.actor, s.id) for s in gold.statements for r in (*s.sources, *s.addressees)]
    used += [(p.actor, e.id) for e in gold.events for p in (*e.actors, *e.recipients)]
    out += [f"{path.name}: {where}: there is no actor {a!r}" for a, where in used if a is not None and a not in ids]
    known = {s.id for s in gold.statements}
    out += [
        f"{path.name}: {s.id}.within: no statement {s.within}"
        for s in gold.statements
        if s.within and s.within not in known
    ]
    out += [
        f"{path.name}: {e.id}.attributed_to: no statement {e.attributed_to}"
        for e in gold.events
        if e.attributed_to and e.attributed_to not in known
    ]
    labelled = {s.start for s in gold.sections}
    at = 0
    for number, line in enumerate(gold.text.split("\n"), start=1):
        if line.strip() and at + len(line) - len(line.lstrip()) not in labelled:
            out.append(f"{path.name}: sections: line {number} has no kind")
        at += len(line) + 1
    return out


def main(arguments: list[str]) -> int:
    """Check the named files, or all gold. Prints one line a problem."""
    paths = [Path(a) for a in arguments] or [p for split in SPLITS for p in sorted((GOLD / split).glob("*.json"))]
    found = [line for path in paths for line in problems(path)]
    print("\n".join(found) if found else f"{len(paths)} gold texts, nothing wrong")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
