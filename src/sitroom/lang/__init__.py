"""Language packs as data."""

from sitroom.lang.pack import Entry, Lang, languages, load_lang, read_table

__all__ = ["Entry", "Lang", "languages", "load_lang", "read_table"]
