"""Bodies packed for the way (Content-Encoding), unpacked under a limit: a bomb never gets to go off."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from sitroom.errors import TooLargeInput, UnreachableInput

PIECE = 1 << 18  # bytes unpacked at a time
LAYERS = 2  # of packing within packing


def unpacked(chunks: Iterable[bytes], encoding: str, limit: int, name: str, *, cut: bool = False) -> bytes:
    """The body as it was before it was packed. With `cut`, no more than `limit` bytes of it, and no error for more.

    encoding  the header: gzip, deflate, br, or several in the order they were put on
    Raises TooLargeInput, UnreachableInput (damaged, cut off, or packed in another way).
    """
    layers = [layer.strip().lower() for layer in encoding.split(",") if layer.strip().lower() not in ("", "identity")]
    if len(layers) > LAYERS:
        raise UnreachableInput(name, f"is packed {len(layers)} times over", later=False)
    stream: Iterable[bytes] = chunks
    for layer in reversed(layers):
        stream = _layer(layer, stream, name)
    parts: list[bytes] = []
    size = 0
    for part in stream:
        parts.append(part)
        size += len(part)
        if size > limit:
            if cut:
                return b"".join(parts)[:limit]
            raise TooLargeInput(name, f"is larger than {limit / (1 << 20):.4g} MB once unpacked")
    return b"".join(parts)


def _layer(layer: str, stream: Iterable[bytes], name: str) -> Iterator[bytes]:
    if layer in ("gzip", "x-gzip"):
        return _inflated(stream, 31, name)
    if layer == "deflate":
        return _inflated(stream, 0, name)
    if layer == "br":
        return _brotli(stream, name)
    raise UnreachableInput(name, f"is packed in a way that was not asked for ({layer[:20]})", later=False)


def _inflated(stream: Iterable[bytes], bits: int, name: str) -> Iterator[bytes]:
    """gzip (bits 31, also of several members) or deflate (0: with a zlib header or, as some servers do, without)."""
    machine = None
    try:
        for chunk in stream:
            while chunk:
                if machine is None:
                    bare = bits == 0 and (chunk[0] & 0x0F != 8 or chunk[0] >> 4 > 7)
                    machine = zlib.decompressobj(bits or (-15 if bare else 15))
                yield machine.decompress(chunk, PIECE)
                while machine.unconsumed_tail:
                    yield machine.decompress(machine.unconsumed_tail, PIECE)
                chunk = b""
                if machine.eof:
                    chunk = machine.unused_data.lstrip(b"\0")
                    if chunk[:2] != b"\x1f\x8b"[: len(chunk)] or bits == 0:
                        return
                    machine = None if chunk else machine
    except zlib.error as error:
        raise UnreachableInput(name, "is packed, and damaged (or lies about how it is packed)") from error
    if machine is not None and not machine.eof:
        raise UnreachableInput(name, "is cut off: the packed text has no end")


def _brotli(stream: Iterable[bytes], name: str) -> Iterator[bytes]:
    try:
        import brotli
    except ImportError:
        raise UnreachableInput(name, "is packed in a way that was not asked for (br)", later=False) from None
    machine = brotli.Decompressor()
    try:
        for chunk in stream:
            yield machine.process(chunk, output_buffer_limit=PIECE)
            while not machine.can_accept_more_data():
                yield machine.process(b"", output_buffer_limit=PIECE)
            if machine.is_finished():
                return
    except brotli.error as error:
        raise UnreachableInput(name, "is packed, and damaged (or lies about how it is packed)") from error
    if not machine.is_finished():
        raise UnreachableInput(name, "is cut off: the packed text has no end")
