"""room.toml -> Config: how one room is set up. A room without the file works with the values given here.

# room.toml
timeout = 10.0     # seconds to wait while another process writes into the room
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import Field, ValidationError

from sitroom.errors import DataError
from sitroom.model import Value


class Config(Value):
    """Settings of one room. timeout: seconds to wait for another process that writes."""

    timeout: float = Field(default=10.0, ge=0, le=3600)


def load_config(path: Path) -> Config:
    """Read room.toml; the defaults if there is none. Raises DataError naming file and key."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return Config()
    except OSError as error:
        raise DataError(str(path), "file", f"cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(str(path), "file", f"is not valid TOML: {error}") from error
    try:
        return Config.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "file"
        raise DataError(str(path), key, first["msg"]) from error
