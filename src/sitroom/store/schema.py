"""The tables of a room, and their version (how an older room is brought up to it: store/migrations.py).

Kept for good, only ever added to: `reports` (content-addressed texts), `dossiers` (one row for each reading of a
report: by another engine, or with metadata it lacked), `inputs` (what was handed in), `revisions` (which texts are one
report), `corrections` (what people put right; taking one back is noted, not deleted), and the tables read out of a
dossier for querying. Derived, rebuilt at will: `heads` (which reading counts now), `features`, full text,
`addresses`, `sketches` (how a revision is recognised), `furniture` and `sites` (lines that recur on a site), and the
situation in pieces (store/shelf.py): `waiting`, `placed`, `marks`, `rarities`, `tales`, `happenings`, `entries`,
`entry_keys`.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    text,
)

VERSION = 5
APPLICATION = 0x53495452  # "SITR", in the database's header: tells a room from anybody else's SQLite file

metadata = MetaData()


def _key(name: str, target: str) -> Column[int]:
    return Column(name, Integer, ForeignKey(target), nullable=False)


reports = Table(
    "reports",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("sha256", String, nullable=False),
    Column("outlet", String),
    Column("url", String),
    Column("name", String, nullable=False),
    Column("added", String, nullable=False),
    Column("text", String, nullable=False),
)

dossiers = Table(
    "dossiers",
    metadata,
    Column("seq", Integer, primary_key=True),
    _key("report", "reports.seq"),
    Column("engine", String, nullable=False),
    Column("read", String, nullable=False),
    Column("title", String),
    Column("language", String),
    Column("published", String),
    Column("updated", String),
    Column("wire", String),
    Column("moment", String, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("lines", String, nullable=False),  # [[start, end], ...]: what a search looks through
    Column("body", LargeBinary, nullable=False),
    Column("outlet", String),  # as people corrected it; that of `reports` is part of the text's identity
    Index("dossiers_report", "report"),
    Index("dossiers_moment", "moment"),
)

heads = Table(
    "heads",
    metadata,
    Column("report", Integer, ForeignKey("reports.seq"), primary_key=True),
    Column("dossier", Integer, ForeignKey("dossiers.seq"), nullable=False, unique=True),
)

inputs = Table(
    "inputs",
    metadata,
    Column("digest", String, primary_key=True),
    Column("engine", String, primary_key=True),
    _key("report", "reports.seq"),
)

actors = Table(
    "actors",
    metadata,
    Column("seq", Integer, primary_key=True),
    _key("dossier", "dossiers.seq"),
    Column("local", String, nullable=False),
    Column("key", String, nullable=False),
    Column("name", String, nullable=False),
    Column("folded", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("country", String),
    Column("roles", String, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Index("actors_dossier", "dossier"),
    Index("actors_ranked", "key", "dossier", "statements", "events"),  # holds all the ranking of actors asks for
    Index("actors_folded", "folded"),
)

statements = Table(
    "statements",
    metadata,
    Column("seq", Integer, primary_key=True),
    _key("dossier", "dossiers.seq"),
    Column("id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("sourcing", String, nullable=False),
    Column("modality", String, nullable=False),
    Column("time", String),
    Column("moment", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("content", String, nullable=False),
    Column("cue", String),
    Column("within", String),
    Column("rule", String, nullable=False),
    Column("score", Float, nullable=False),
    Index("statements_dossier", "dossier"),
    Index("statements_moment", "moment"),
)

voices = Table(
    "voices",
    metadata,
    Column("statement", Integer, ForeignKey("statements.seq"), primary_key=True),
    Column("role", String, primary_key=True),  # source, addressee
    Column("position", Integer, primary_key=True),
    Column("key", String, nullable=False),
    Column("name", String, nullable=False),
    Index("voices_key", "key"),
)

events = Table(
    "events",
    metadata,
    Column("seq", Integer, primary_key=True),
    _key("dossier", "dossiers.seq"),
    Column("id", String, nullable=False),
    Column("type", String, nullable=False),
    Column("mode", String),
    Column("modality", String, nullable=False),
    Column("date", String),
    Column("place", String),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("rule", String, nullable=False),
    Column("score", Float, nullable=False),
    Index("events_dossier", "dossier"),
    Index("events_date", "date"),
)

parties = Table(
    "parties",
    metadata,
    Column("event", Integer, ForeignKey("events.seq"), primary_key=True),
    Column("role", String, primary_key=True),  # actor, recipient
    Column("position", Integer, primary_key=True),
    Column("key", String, nullable=False),
    Column("name", String, nullable=False),
    Column("country", String),
    Index("parties_key", "key"),
)

features = Table(
    "features",
    metadata,
    Column("dossier", Integer, ForeignKey("dossiers.seq"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# The situation, in pieces: see store/shelf.py. What waits is found by triggers, so nothing that counts is forgotten.
waiting = Table(
    "waiting",
    metadata,
    Column("report", Integer, primary_key=True),
    Column("stage", Integer, nullable=False),
    Index("waiting_stage", "stage", "report"),
)

placed = Table(
    "placed",
    metadata,
    Column("report", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("dossier", Integer, nullable=False),
    Column("place", String, nullable=False),  # sorts by publication, then by id
    Column("at", BigInteger, nullable=False),  # `place` as a number (shelf.order_of); may be that of another, too
    Column("day", Integer),
    Column("bucket", Integer),
    Column("outlet", String, nullable=False),
    Column("card", String, nullable=False),
    Column("facts", LargeBinary, nullable=False),
    Column("marks", String, nullable=False),
    Column("furniture", String, nullable=False),
    Column("tried", String, nullable=False),  # what it was compared with for likeness (room/finding.py)
    Column("near", Integer),
    Column("across", Integer),
    Column("origin", Integer),
    Column("why", String),
    Column("score", Float),
    Column("story", Integer),
    Column("root", String),
    Index("placed_bucket", "bucket", "id"),
    Index("placed_outlet", "outlet", "day"),
    Index("placed_story", "story"),
)

marks = Table(
    "marks",
    metadata,
    Column("bucket", Integer, primary_key=True),
    Column("value", BigInteger, primary_key=True),
    Column("at", BigInteger, primary_key=True),
    Column("report", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

rarities = Table(
    "rarities",
    metadata,
    Column("bucket", Integer, primary_key=True),
    Column("token", String, nullable=False),
    Column("total", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

tales = Table(
    "tales",
    metadata,
    Column("head", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("last", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("tales_last", text("last DESC"), "id"),
)

happenings = Table(
    "happenings",
    metadata,
    Column("sign", String, primary_key=True),
    Column("story", Integer, primary_key=True),
    Column("first", String, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Index("happenings_story", "story"),
    sqlite_with_rowid=False,
)

entries = Table(
    "entries",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("sign", String, nullable=False, unique=True),
    Column("id", String, nullable=False),
    Column("date", String),
    Column("until", String),
    Column("body", LargeBinary, nullable=False),
    Index("entries_date", "date", "id", "until"),
)

entry_keys = Table(
    "entry_keys",
    metadata,
    Column("key", String, primary_key=True),
    Column("entry", Integer, primary_key=True),
    Index("entry_keys_entry", "entry"),
    sqlite_with_rowid=False,
)

# The version of what worked the situation out; another one works it out anew.
drawn = Table("drawn", metadata, Column("version", Integer, primary_key=True))

SITUATION = (waiting, placed, marks, rarities, tales, happenings, entries, entry_keys, drawn)

WAIT = "INSERT INTO waiting VALUES ({}.report, 0) ON CONFLICT (report) DO UPDATE SET stage = 0"
TRIGGERS = (
    f"CREATE TRIGGER heads_added AFTER INSERT ON heads BEGIN {WAIT.format('new')}; END",
    f"CREATE TRIGGER heads_changed AFTER UPDATE ON heads BEGIN {WAIT.format('new')}; END",
    f"CREATE TRIGGER heads_gone AFTER DELETE ON heads BEGIN {WAIT.format('old')}; END",
)

# Every text of a report, with the report it is a text of: `article` is the first text that came in. The text with the
# greatest (at, report) counts, and has the row in `heads`.
revisions = Table(
    "revisions",
    metadata,
    Column("report", Integer, ForeignKey("reports.seq"), primary_key=True),
    _key("article", "reports.seq"),
    Column("at", String, nullable=False),  # when it was published or updated, or that of the text before it
    Column("why", String),  # None for the first text
    Column("live", Integer, nullable=False),
    Column("notice", String),
    Index("revisions_article", "article"),
    Index("revisions_notice", "notice", sqlite_where=text("notice IS NOT NULL")),
)

addresses = Table(
    "addresses",
    metadata,
    Column("key", String, primary_key=True),  # u:address, f:site and feed id
    Column("report", Integer, ForeignKey("reports.seq"), primary_key=True),
    sqlite_with_rowid=False,
)

sketches = Table(
    "sketches",
    metadata,
    Column("site", String, primary_key=True),
    Column("value", BigInteger, primary_key=True),
    Column("report", Integer, ForeignKey("reports.seq"), primary_key=True),
    sqlite_with_rowid=False,
)

sites = Table(
    "sites",
    metadata,
    Column("site", String, primary_key=True),
    Column("reports", Integer, nullable=False),
)

furniture = Table(
    "furniture",
    metadata,
    Column("site", String, primary_key=True),
    Column("line", BigInteger, primary_key=True),
    Column("reports", Integer, nullable=False),
    Column("days", Integer, nullable=False),
    Column("last", String, nullable=False),
    sqlite_with_rowid=False,
)
Index("furniture_often", furniture.c.site, sqlite_where=furniture.c.days >= 3)

corrections = Table(
    "corrections",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("article", Integer, ForeignKey("reports.seq")),
    Column("report", String),
    Column("target", String, nullable=False),
    Column("start", Integer),
    Column("end", Integer),
    Column("quote", String, nullable=False),
    Column("field", String, nullable=False),
    Column("value", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("undone", String),
    Column("undone_by", String),
    Index("corrections_article", "article"),
)

NEW_IN_2 = (revisions, addresses, sketches, sites, furniture, corrections)

# The words are stemmed before they are indexed (fulltext.py), so no copy of the text is kept here: content=''.
FULLTEXT = (
    "CREATE VIRTUAL TABLE text_words USING fts5"
    "(title, body, content='', tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    "CREATE VIRTUAL TABLE statement_words USING fts5"
    "(content, content='', tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
)
