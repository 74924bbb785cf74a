"""Mutated feeds, OPML lists, robots.txt files and packed bodies: no reader may crash, hang or break its promise.

    .venv/bin/python benchmarks/fuzz_web.py [--inputs 10000] [--seed 1] [--only feeds]

Prints, for each reader, how many inputs were read and refused, and the slowest. A failure names the input's number and
leaves its bytes in /tmp/fuzz-*.bin. tests/ingest/test_fuzz_web.py runs a few hundred of the same.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from sitroom.errors import InputError  # noqa: E402
from sitroom.ingest.discover import feeds_in  # noqa: E402
from sitroom.ingest.feeds import entry_digest, entry_raw, parse_feed  # noqa: E402
from sitroom.ingest.opml import read_opml, write_opml  # noqa: E402
from sitroom.ingest.robots import delay_of, read_rules  # noqa: E402
from sitroom.ingest.unzip import unpacked  # noqa: E402
from sitroom.model import Feed  # noqa: E402

SLOW = 2.0  # seconds: no input is longer than a few hundred kilobytes
URL = "https://news.example/feed"

FEEDS = (
    """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss [<!ENTITY eur "&#8364;">]>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Gazette &amp; co</title><link>https://news.example/</link>
<language>fr-FR</language><ttl>30</ttl><atom:link rel="self" href="/feed"/><item><title>Été &eacute; &eur; AT&T</title>
<link>/a?x=1&amp;y=2</link><guid isPermaLink="false">g-1</guid><pubDate>Mon, 02 Mar 2026 18:40:05 +0100</pubDate>
<dc:creator>Maud Tarvel</dc:creator><description>&lt;p&gt;Un &lt;a href="/b"&gt;lien&lt;/a&gt;&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>Tout &amp; plus <img src='x.png'></p>]]></content:encoded></item>
<item><guid>https://news.example/2</guid><description><p>mal</p></description></item></channel></rss>""",
    """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://n.example/"><title>N</title></channel>
<item rdf:about="https://n.example/1"><title>One</title><link>https://n.example/1</link>
<dc:date>2026-03-02T18:40Z</dc:date></item></rdf:RDF>""",
    """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://b.example/x/">
<title type="html">T</title><link href="/"/><author><name>Per Aldun</name></author>
<entry><id>tag:b,1</id><title>One</title><link href="1.html"/>
<updated>2026-03-02T08:00:00.5+01:00</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>x<br/>
y</p></div></content><summary type="text">1 &lt; 2</summary></entry><entry><id>2</id>
<content type="html">&lt;p></content></entry></feed>""",
    json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "J",
            "feed_url": "https://j.example/f",
            "items": [
                {"id": 7, "url": "/7", "content_text": "One.\n\nTwo.", "authors": [{"name": "Tess"}], "tags": [None]},
                {"id": "8", "content_html": "<p>\ud83d\ude00</p>", "date_published": "2026-03-02T18:40:05+01:00"},
            ],
        }
    ),
)
LISTS = (
    """<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body><outline text="World">
<outline text="Europe"><outline type="rss" text="G &amp; B" xmlUrl="https://a.example/feed?x=1&amp;y=2"/></outline>
</outline><outline text="L" xmlUrl="feed://b.example/f" sitroomInterval="300"/>
<outline xmlUrl="javascript:x"/></body></opml>""",
)
ROBOTS = (
    """User-agent: *\nDisallow: /private/\nAllow: /private/*.html$\nCrawl-delay: 5\nSitemap: https://a.example/s.xml\n
User-agent: sitroom\nDisallow: /*?print=\nRequest-rate: 1/10s\nVisit-time: 0100-0500\nHost: a.example\n""",
)
TOKENS = (
    b"<",
    b">",
    b"&",
    b";",
    b'"',
    b"'",
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"-->",
    b"<!DOCTYPE",
    b'<!ENTITY a "b">',
    b"&a;",
    b"&#0;",
    b"&#x110000;",
    b"&#55296;",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b'xmlns=""',
    b"http://[",
    b"//",
    b"%00",
    b"1e999",
    b"9" * 400,
    b"{",
    b"[",
    b"]",
    b"}",
    b"\\ud800",
    b"null",
    b"-1",
    b"*" * 50,
    b"$",
    b"\r",
    b"\x0b",
    "é".encode(),
    "\u202e".encode(),
    b'encoding="utf-16"',
    b'encoding="idna"',
    b"<item>",
    b"</channel>",
    b"<a:b>",
)


def mutated(chance: Random, seeds: tuple[bytes, ...]) -> bytes:
    """One to twelve changes to one of the seeds."""
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.choice((1, 1, 2, 3, 5, 12))):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice((1, 2, 8, 40, 200)))
        how = chance.randrange(8)
        if how == 0 and at < len(data):
            data[at] = chance.randrange(256)
        elif how == 1:
            del data[at:end]
        elif how == 2:
            data[at:at] = chance.choice(TOKENS)
        elif how == 3:
            data[at:at] = chance.choice(TOKENS) * chance.choice((2, 30, 3000))
        elif how == 4:
            data[at:at] = data[at:end] * chance.choice((1, 4, 300))
        elif how == 5:
            other = chance.choice(seeds)
            cut = chance.randrange(len(other) + 1)
            data[at:end] = other[cut : cut + chance.choice((4, 40, 400))]
        elif how == 6:
            del data[at:]
        else:
            data[at:end] = bytes(reversed(data[at:end]))
        del data[400_000:]
    if chance.random() < 0.05:
        return bytes(data).decode("utf-8", "replace").encode(chance.choice(("utf-16", "utf-16-be", "utf-32", "latin-1")), "replace")  # fmt: skip  # noqa: E501
    return bytes(data)


def try_feed(data: bytes) -> None:
    """parse_feed keeps its promises: unique ids, absolute addresses, values that can be stored and read back."""
    feed = parse_feed(data, URL)
    ids = [entry.id for entry in feed.entries]
    assert len(ids) == len(set(ids)), "ids are not unique"
    assert Feed.model_validate_json(feed.model_dump_json()) == feed, "cannot be stored"
    for entry in feed.entries[:20]:
        assert entry.url is None or entry.url.lower().startswith(("http://", "https://")), "not an address"
        assert entry_digest(entry), "no digest"
        entry_raw(feed, entry).data.decode("utf-8")


def try_list(data: bytes) -> None:
    """What is read from a list is read again from the list it is written as."""
    feeds = read_opml(data, "list").feeds
    again = read_opml(write_opml(feeds, "x").encode(), "again").feeds if feeds else ()
    assert {f.url for f in feeds} == {f.url for f in again}, "does not survive the round trip"
    for tag in feeds_in(data, URL):
        assert tag.lower().startswith("http"), "not an address"


def try_robots(data: bytes) -> None:
    """Rules give verdicts and finite delays."""
    rules = read_rules(data)
    for path in ("/", "/private/x.html", "/a?print=1", "/" + "a*" * 200):
        rules.can_fetch(f"https://a.example{path}", "sitroom")
    delay = delay_of(rules, "sitroom")
    assert delay is None or 0 < delay < float("inf"), "not a delay"


def try_packed(data: bytes) -> None:
    """Unpacking stays under its limit, whatever it is called."""
    for name in ("gzip", "deflate", "br"):
        pieces = [data[at : at + 700] for at in range(0, len(data), 700)]
        try:
            assert len(unpacked(pieces, name, 100_000, "x")) <= 100_000, "over the limit"
        except InputError:
            continue


def packed_seeds() -> tuple[bytes, ...]:
    """Bodies packed in every way."""
    import brotli

    body = FEEDS[0].encode() * 30
    bomb = gzip.compress(bytes(3_000_000))
    return gzip.compress(body), zlib.compress(body), brotli.compress(body, quality=5), bomb, gzip.compress(bomb)


READERS: dict[str, tuple[Callable[[bytes], None], Callable[[], tuple[bytes, ...]]]] = {
    "feeds": (try_feed, lambda: tuple(text.encode("utf-8", "surrogatepass") for text in FEEDS)),
    "opml": (try_list, lambda: tuple(text.encode() for text in LISTS)),
    "robots": (try_robots, lambda: tuple(text.encode() for text in ROBOTS)),
    "packed": (try_packed, packed_seeds),
}


def fuzz(reader: str, inputs: int, seed: int) -> Iterator[tuple[bytes, str, float]]:
    """Each mutated input with what came of it (read, refused, or the failure in words) and the seconds it took."""
    check, seeds = READERS[reader]
    chance, given = Random(f"{reader} {seed}"), seeds()
    for _ in range(inputs):
        data = mutated(chance, given)
        start = time.perf_counter()
        try:
            check(data)
            outcome = "read"
        except InputError:
            outcome = "refused"
        except Exception as error:  # noqa: BLE001  whatever it is, it is what we look for
            outcome = f"{type(error).__name__}: {error}"
        took = time.perf_counter() - start
        yield data, outcome if took < SLOW else f"took {took:.1f} s", took


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=sorted(READERS))
    asked = parser.parse_args()
    failures = 0
    for reader in READERS if asked.only is None else (asked.only,):
        counts = {"read": 0, "refused": 0, "failed": 0}
        slowest, start = 0.0, time.perf_counter()
        for number, (data, outcome, took) in enumerate(fuzz(reader, asked.inputs, asked.seed)):
            slowest = max(slowest, took)
            counts[outcome if outcome in counts else "failed"] += 1
            if outcome not in ("read", "refused"):
                path = Path(f"/tmp/fuzz-{reader}-{asked.seed}-{number}.bin")
                path.write_bytes(data)
                print(f"{reader} {number}: {outcome[:300]} ({path})")
        failures += counts["failed"]
        said = ", ".join(f"{count} {name}" for name, count in counts.items())
        print(f"{reader}: {said}; slowest {slowest * 1000:.0f} ms; {time.perf_counter() - start:.0f} s in all")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
