"""room.toml -> Config: how one room is set up. A room without the file works with the values given here.

# room.toml
timeout = 10.0        # seconds to wait while another process writes into the room

[watch]
interval = 900        # seconds between two looks at a feed
pages = true          # fetch the pages of entries; false: be content with what the feeds say of them

[web]                 # sitroom.model.web.Policy names every key
contact = "https://newsroom.example/about-our-robot"
allow = ["wiki.lan", "localhost:8080"]    # hosts that may be asked although they are on a private network
delay = 2.0           # seconds between two requests to one host

[[feeds]]
url = "https://news.example/feed.xml"
title = "News Example"
folder = "World"
interval = 300
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import Field, ValidationError, field_validator

from sitroom.errors import DataError
from sitroom.model import Value
from sitroom.model.web import FeedSetting, Policy


class Watching(Value):
    """How feeds are watched. interval: seconds between two looks; pages: fetch the pages of entries."""

    interval: float = Field(default=900.0, ge=60, le=30 * 86400)
    pages: bool = True


class Config(Value):
    """Settings of one room. timeout: seconds to wait for another process that writes."""

    timeout: float = Field(default=10.0, ge=0, le=3600)
    watch: Watching = Watching()
    web: Policy = Policy()
    feeds: tuple[FeedSetting, ...] = ()

    @field_validator("feeds")
    @classmethod
    def _addresses(cls, feeds: tuple[FeedSetting, ...]) -> tuple[FeedSetting, ...]:
        for feed in feeds:
            if not feed.url.startswith(("http://", "https://")):
                raise ValueError(f"{feed.url!r} is not an http or https address")
        return feeds


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
