"""The PLOVER ontology as data: types, modes, contexts, intensities, and the way to and from CAMEO codes.

Read from data/plover.toml, which names the origin of each value and each correction of a misprint.
Deliberately not here: which words of a language speak of which type (lang/xx/events.toml).
"""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, model_validator

from sitroom.errors import OntologyError
from sitroom.model import Value

FILE = Path(__file__).parent / "data" / "plover.toml"

Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]

# Type names of older PLOVER drafts, still found in data sets.
LEGACY = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
    "THREAT": "THREATEN",
}


class Mode(Value):
    """How an act of a type is done. `intensity` runs from -10 (worst) to +10."""

    id: str
    intensity: float = Field(ge=-10, le=10)
    about: str
    origin: str = "categories, scores"


class EventType(Value):
    """One of the sixteen types. `needs_recipient`: the manual asks for a recipient."""

    id: str
    quad: Quad
    intensity: float = Field(ge=-10, le=10)
    needs_recipient: bool
    about: str
    origin: str
    note: str | None = None
    mode: tuple[Mode, ...] = ()

    def has_mode(self, mode: str | None) -> bool:
        """Is `mode` one of this type's modes?"""
        return any(m.id == mode for m in self.mode)


class Context(Value):
    """What an event is about; any context may stand with any type."""

    id: str
    about: str


class Cameo(Value):
    """What a CAMEO code (three or four digits) is in PLOVER. `note` where the published table was corrected."""

    code: str = Field(pattern=r"^\d{3,4}$")
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    note: str | None = None


class Ontology(Value):
    """The whole ontology. `version` names the edition of the manual."""

    version: str
    type: tuple[EventType, ...]
    context: tuple[Context, ...]
    cameo: tuple[Cameo, ...]

    @model_validator(mode="after")
    def _consistent(self) -> Ontology:
        contexts = {c.id for c in self.context}
        for row in self.cameo:
            kind = next((t for t in self.type if t.id == row.type), None)
            if kind is None or (row.mode and not kind.has_mode(row.mode)) or not contexts.issuperset(row.contexts):
                raise ValueError(f"CAMEO {row.code}: no such type, mode or context")
        return self

    @property
    def types(self) -> tuple[str, ...]:
        """Names of the types, in the manual's order."""
        return tuple(t.id for t in self.type)

    def get(self, type: str) -> EventType:
        """The type of this name (names of older drafts are understood). Raises OntologyError."""
        name = LEGACY.get(type.upper(), type.upper())
        found = next((t for t in self.type if t.id == name), None)
        if found is None:
            raise OntologyError(FILE.name, type, f"is no PLOVER type; there are: {', '.join(self.types)}")
        return found

    def intensity(self, type: str, mode: str | None = None) -> float:
        """Conflict-cooperation score of a type and mode, -10 to +10; the type's own where the mode has none."""
        kind = self.get(type)
        return next((m.intensity for m in kind.mode if m.id == mode), kind.intensity)

    def from_cameo(self, code: str) -> Cameo | None:
        """What a CAMEO code says in PLOVER: the longest known prefix decides. None: no event (01, 02, unknown)."""
        digits = code.strip()
        if not digits.isdigit() or len(digits) < 2:
            return None
        table = {row.code: row for row in self.cameo}
        for candidate in (digits, digits[:3], digits[:2] + "0"):
            if candidate in table:
                return table[candidate]
        return None

    def to_cameo(self, type: str, mode: str | None = None, contexts: tuple[str, ...] = ()) -> str:
        """The CAMEO code nearest to a type, mode and contexts; the broadest one where nothing tells more.

        Rows with another mode or with a context the event does not have are passed over.
        """
        name = self.get(type).id
        wanted = set(contexts)

        def fit(row: Cameo) -> tuple[int, int, int, str]:
            return (
                -(row.mode == mode and mode is not None),
                -len(wanted.intersection(row.contexts)),
                len(row.code),
                row.code,
            )

        rows = [r for r in self.cameo if r.type == name and r.mode in (None, mode) and wanted.issuperset(r.contexts)]
        rows = rows or [r for r in self.cameo if r.type == name and r.mode == mode]
        rows = rows or [r for r in self.cameo if r.type == name]
        return min(rows, key=fit).code


def read_ontology(path: Path) -> Ontology:
    """Read and check an ontology file. Raises OntologyError naming file and key."""
    try:
        return Ontology.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise OntologyError(path.name, "file", f"cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OntologyError(path.name, "file", f"is not valid TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise OntologyError(path.name, ".".join(str(p) for p in first["loc"]) or "file", first["msg"]) from error


@functools.cache
def load_ontology() -> Ontology:
    """The ontology that ships with sitroom, read once."""
    return read_ontology(FILE)
