"""Schemas of the lexicon tables, one module a table."""
