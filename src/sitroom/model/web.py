"""What a room may ask of the web, and what it remembers of the feeds it watches."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from sitroom.model.base import Value

VERSION = "0.11"


class Policy(Value):
    """How the web is asked: room.toml, section [web]. Sizes in bytes, times in seconds.

    allow        hosts that may be asked although they are on a private network: "wiki.lan", "localhost:8080"
    ports        further ports that any host may be asked on; 80 and 443 always may
    contact      an address about who runs this room, put into the User-Agent; give one, publishers like to know
    agent        the whole User-Agent instead
    proxy        http(s) proxy that all requests go through; the proxy's checks count then, besides ours
    total        for one address with all its redirects; silence: without a single byte
    size         of a page once unpacked; feed_size: of a feed
    delay        between two requests to one host; robots.txt may ask for more, up to max_delay
    parallel     hosts asked at the same time
    robots       which fetches obey robots.txt: pages of entries, all (feeds too), or none
    """

    allow: tuple[str, ...] = ()
    ports: tuple[int, ...] = ()
    contact: str | None = None
    agent: str | None = None
    proxy: str | None = None
    total: float = Field(default=60.0, gt=0, le=3600)
    silence: float = Field(default=15.0, gt=0, le=600)
    size: int = Field(default=20 << 20, gt=0, le=1 << 30)
    feed_size: int = Field(default=16 << 20, gt=0, le=1 << 30)
    redirects: int = Field(default=8, ge=0, le=30)
    delay: float = Field(default=2.0, ge=0, le=3600)
    max_delay: float = Field(default=60.0, ge=0, le=3600)
    parallel: int = Field(default=6, ge=1, le=64)
    robots: Literal["pages", "all", "none"] = "pages"

    @field_validator("contact", "agent")
    @classmethod
    def _printable(cls, value: str | None) -> str | None:
        if value is not None and (not value.isascii() or not value.isprintable()):
            raise ValueError("must be printable ASCII: it goes into a header")
        return value

    @field_validator("proxy")
    @classmethod
    def _http_proxy(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return value

    @property
    def user_agent(self) -> str:
        """What we say we are."""
        return self.agent or f"sitroom/{VERSION}" + (f" (+{self.contact})" if self.contact else "")


class FeedSetting(Value):
    """A feed as it is set up: in room.toml ([[feeds]]), in an OPML list, by `sitroom feeds add`.

    interval  seconds between two looks, if it has its own
    """

    url: str
    title: str | None = None
    folder: str | None = None
    interval: int | None = Field(default=None, ge=60, le=30 * 86400)


class FeedState(Value):
    """What is known of a watched feed. Moments are seconds since 1970.

    url          as it was added; address: where it is now
    next_poll    when to look again; None: at once
    last_status  what came of the last look, in words
    failures     in a row
    paused       why it is no longer asked
    """

    url: str
    address: str
    title: str | None = None
    folder: str | None = None
    added: str = ""
    etag: str | None = None
    last_modified: str | None = None
    interval: int | None = None
    next_poll: float | None = None
    last_polled: float | None = None
    last_status: str | None = None
    last_success: float | None = None
    failures: int = 0
    paused: str | None = None


class Answer(Value):
    """A server's answer, all of it. `url` is where it came from after redirects.

    moved       the address it has moved to for good (301, 308 from the first hop on)
    error       no answer: why, in words; status is 0 then
    forbidden   the address must not be asked at all
    """

    url: str
    status: int
    headers: dict[str, str] = Field(default_factory=dict)
    data: bytes = b""
    moved: str | None = None
    error: str | None = None
    forbidden: bool = False


class EntryState(Value):
    """What is known of one entry of a feed.

    waiting   its page is still to be read; `entry` is kept (JSON) until it has been
    attempts  at getting the page; next_try: when to try again (seconds since 1970)
    quiet     readings in a row that brought nothing new; fetched: the last one
    outcome   added, revised, unchanged, refused ...
    """

    feed: str
    id: str
    url: str | None = None
    digest: str
    updated: str | None = None
    first_seen: str = ""
    waiting: bool = True
    attempts: int = 0
    next_try: float | None = None
    quiet: int = 0
    fetched: float | None = None
    outcome: str | None = None
    reason: str | None = None
    report: str | None = None
    entry: str | None = None
