"""Language packs: what a linguist may change is data, and this is how the data is read.

A pack is a folder `lang/xx` of TOML tables. Each table is a list `[[entry]]`; every entry has an `id`,
unique in its table, and at least one example that tests/lang runs. A table's schema is a pydantic model
in `lang/schemas/`; a wrong entry raises LexiconError naming the file and the entry's id.

    fr = load_lang("fr")
    fr.table(Cue)            -> tuple[Cue, ...], read and checked once

Tables are found by the schema's `TABLE` name: `Cue.TABLE = "cues"` is read from `lang/fr/cues.toml`.
A further language needs no edit outside its own folder.
"""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import ClassVar, TypeVar

from pydantic import ValidationError

from sitroom.errors import LexiconError
from sitroom.model import Value

HERE = Path(__file__).parent


class Entry(Value):
    """Base of every lexicon entry. Subclasses set TABLE and add their own fields and examples."""

    TABLE: ClassVar[str]

    id: str


E = TypeVar("E", bound=Entry)


class Lang:
    """One language pack. `code` is the ISO 639-1 code; `folder` holds its tables."""

    def __init__(self, code: str, folder: Path) -> None:
        self.code = code
        self.folder = folder
        self._tables: dict[type[Entry], tuple[Entry, ...]] = {}

    def table(self, schema: type[E]) -> tuple[E, ...]:
        """Entries of the table `schema.TABLE`, in file order. Raises LexiconError."""
        if schema not in self._tables:
            self._tables[schema] = read_table(self.folder / f"{schema.TABLE}.toml", schema)
        return self._tables[schema]  # type: ignore[return-value]

    def __repr__(self) -> str:
        return f"Lang({self.code!r})"


def languages() -> tuple[str, ...]:
    """Codes of the packs that are there, sorted."""
    return tuple(sorted(p.name for p in HERE.iterdir() if p.is_dir() and len(p.name) == 2))


@functools.cache
def load_lang(code: str) -> Lang:
    """The pack for an ISO 639-1 code. Raises LexiconError when there is none."""
    if code not in languages():
        raise LexiconError(f"lang/{code}", "pack", f"there is no language pack; there are: {', '.join(languages())}")
    return Lang(code, HERE / code)


def read_table(path: Path, schema: type[E]) -> tuple[E, ...]:
    """Read and check one TOML table. Raises LexiconError naming file and entry."""
    name = "/".join(path.parts[-3:])
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise LexiconError(name, "file", f"cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(name, "file", f"is not valid TOML: {error}") from error
    unknown = sorted(set(raw) - {"entry"})
    if unknown or not isinstance(raw.get("entry", []), list):
        raise LexiconError(name, ", ".join(unknown) or "entry", "a table is a list of [[entry]] and nothing else")
    entries: list[E] = []
    seen: set[str] = set()
    for number, item in enumerate(raw.get("entry", []), start=1):
        key = str(item.get("id", f"entry {number}")) if isinstance(item, dict) else f"entry {number}"
        try:
            entry = schema.model_validate(item)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise LexiconError(name, f"{key}.{where}" if where else key, first["msg"]) from error
        if entry.id in seen:
            raise LexiconError(name, key, "this id is used twice")
        seen.add(entry.id)
        entries.append(entry)
    return tuple(entries)
