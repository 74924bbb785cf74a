"""One schema, SQLite."""
