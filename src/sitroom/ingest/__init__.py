"""Bytes in: files, standard input, encodings."""
