"""The tables of watched feeds, in the room's database. They change with every poll; reports never do.

feeds         a row for each feed: how it was set up, what the server said last, when to look again
feed_entries  a row for each entry ever seen: what was read of it and what became of it. While it waits for its page
              (`waiting` = 1) it also keeps what the feed said (`body`), so that nothing is lost when the feed moves on.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, LargeBinary, String, Table

from sitroom.store.schema import metadata

feeds = Table(
    "feeds",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("url", String, nullable=False, unique=True),  # as it was added; never changes
    Column("address", String, nullable=False),  # where it is now (301)
    Column("title", String),
    Column("folder", String),
    Column("added", String, nullable=False),
    Column("etag", String),
    Column("last_modified", String),
    Column("interval", Integer),  # seconds, set for this feed; None: the room's
    Column("next_poll", Float),  # seconds since 1970
    Column("last_polled", Float),
    Column("last_status", String),  # in words: "12 entries, 3 new", "answers 500"
    Column("last_success", Float),
    Column("failures", Integer, nullable=False),  # in a row
    Column("paused", String),  # why it is no longer polled
    Column("removed", Integer, nullable=False),
)

feed_entries = Table(
    "feed_entries",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("feed", Integer, nullable=False),
    Column("entry", String, nullable=False),  # the feed's id for it
    Column("url", String),
    Column("digest", String, nullable=False),
    Column("updated", String),
    Column("first_seen", String, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_try", Float),
    Column("quiet", Integer, nullable=False),  # fetches in a row that brought nothing new
    Column("fetched", Float),
    Column("outcome", String),  # added, revised, unchanged, refused ...
    Column("reason", String),
    Column("report", String),
    Column("body", LargeBinary),
    Index("feed_entries_entry", "feed", "entry", unique=True),
    Index("feed_entries_waiting", "waiting", "next_try"),
    Index("feed_entries_url", "url"),
)

TABLES = (feeds, feed_entries)
