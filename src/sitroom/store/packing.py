"""JSON for keeping, compressed: about a tenth of its size."""

from __future__ import annotations

import zlib


def packed(text: str) -> bytes:
    """JSON as bytes; the reverse of `unpacked`."""
    return zlib.compress(text.encode("utf-8"), 3)


def unpacked(body: bytes) -> str:
    """The JSON that was packed."""
    return zlib.decompress(body).decode("utf-8")
