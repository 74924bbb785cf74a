"""How the tables of a new room are made, and how an older room is brought up to this version's."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from sitroom.errors import RoomTooNew, StoreError
from sitroom.store import schema, schema_feeds  # both put their tables on `schema.metadata`


def to_2(connection: Connection) -> None:
    """Revisions, corrections, feeds. Which of the old reports are one report is worked out afterwards, in the steps
    that adding takes (`Store.unplaced`): a room of version 2 may have reports that wait for it."""
    for table in (*schema.NEW_IN_2, *schema_feeds.TABLES):
        table.create(connection)
    connection.exec_driver_sql("ALTER TABLE dossiers ADD COLUMN outlet VARCHAR")
    connection.exec_driver_sql("UPDATE dossiers SET outlet = (SELECT outlet FROM reports WHERE seq = dossiers.report)")
    connection.exec_driver_sql("DELETE FROM pictures")
    connection.exec_driver_sql("DROP INDEX actors_key")
    next(index for index in schema.actors.indexes if index.name == "actors_ranked").create(connection)


def to_3(connection: Connection) -> None:
    """The situation in pieces, instead of one picture; everything waits to be placed in it."""
    connection.exec_driver_sql("DROP TABLE pictures")
    for table in schema.SITUATION:
        table.create(connection)
    for statement in schema.TRIGGERS:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("INSERT INTO waiting SELECT report, 0 FROM heads")


def to_4(connection: Connection) -> None:
    """Marks in the order of time; the situation is worked out anew."""
    for table in (schema.marks, schema.placed):
        table.drop(connection)
        table.create(connection)
    connection.exec_driver_sql("DELETE FROM drawn")


def to_5(connection: Connection) -> None:
    """What each report was compared with, and times as other numbers; the situation is worked out anew."""
    to_4(connection)


# from version n -> what brings a room to n + 1; run in one transaction with the change of the version
MIGRATIONS: dict[int, Callable[[Connection], None]] = {1: to_2, 2: to_3, 3: to_4, 4: to_5}


def prepare(connection: Connection, name: str) -> None:
    """Create the tables of a new room, or bring an older one up to date, in the caller's write transaction.

    Raises StoreError (somebody else's database), RoomTooNew.
    """
    application = int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    empty = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one() == 0
    if application == 0 and version == 0 and empty:
        schema.metadata.create_all(connection)
        for statement in (*schema.FULLTEXT, *schema.TRIGGERS):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION}")
        connection.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION}")
        return
    check(application, version, name)
    while version < schema.VERSION:
        MIGRATIONS[version](connection)
        version += 1
        connection.exec_driver_sql(f"PRAGMA user_version = {version}")


def check(application: int, version: int, name: str) -> None:
    """Is this a room this version of sitroom can open? Raises StoreError, RoomTooNew."""
    if application != schema.APPLICATION:
        raise StoreError(f"{name}: is a database, but not one of sitroom's; choose another path for the room")
    if version > schema.VERSION:
        raise RoomTooNew(
            f"{name}: was written by a later version of sitroom (room format {version}, this one reads up to "
            f"{schema.VERSION}); update sitroom to open it"
        )
