"""Feeds to values: every format, dates, relative links, broken and hostile feeds."""

from __future__ import annotations

import json
import time

import pytest

from sitroom.errors import EmptyInput, InputError, TooLargeInput, UnreadableInput
from sitroom.ingest import feeds
from sitroom.ingest.feed_dates import feed_date
from sitroom.ingest.feeds import entry_digest, entry_raw, parse_feed
from sitroom.model import Feed

URL = "https://news.example/rss/feed.xml"
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def rss(items: str, head: str = "", more: str = CONTENT) -> Feed:
    channel = f"<channel><title>Gazette</title>{head}{items}</channel>"
    return parse_feed(f'<?xml version="1.0"?><rss version="2.0" {more}>{channel}</rss>'.encode(), URL)


def test_rss_2() -> None:
    feed = rss(
        "<item><title>L&amp;#039;eau monte &amp;amp; AT&amp;T</title><link>/2026/eau?a=1&amp;b=2</link>"
        '<guid isPermaLink="false">eau-1</guid><pubDate>Mon, 02 Mar 2026 18:40:05 +0100</pubDate>'
        "<dc:creator>Maud Tarvel</dc:creator><author>desk@news.example (Ilan Roque)</author>"
        "<description>Un résumé.</description>"
        '<content:encoded><![CDATA[<p>Tout le texte & <a href="suite.html">la suite</a>.</p>]]></content:encoded>'
        "</item>",
        "<link>https://news.example/</link><language>fr-FR</language><ttl>20</ttl>",
    )
    (entry,) = feed.entries
    assert (feed.kind, feed.title, feed.link, feed.language, feed.wait) == (
        "rss",
        "Gazette",
        "https://news.example/",
        "fr",
        1200,
    )
    assert entry.id == "eau-1"
    assert entry.url == "https://news.example/2026/eau?a=1&b=2"
    assert entry.title == "L'eau monte & AT&T"
    assert entry.published == "2026-03-02T18:40:05+01:00"
    assert entry.authors == ("Maud Tarvel", "Ilan Roque")
    assert entry.summary == "Un résumé."
    assert entry.html == '<p>Tout le texte & <a href="https://news.example/2026/suite.html">la suite</a>.</p>'


def test_content_encoded_against_summary() -> None:
    both = rss("<item><link>/1</link><description>Teaser</description><content:encoded>&lt;p&gt;Whole&lt;/p&gt;</content:encoded></item>")  # fmt: skip  # noqa: E501
    assert (both.entries[0].summary, both.entries[0].html) == ("Teaser", "<p>Whole</p>")
    alone = rss("<item><link>/1</link><description>&lt;p&gt;All there is&lt;/p&gt;</description></item>")
    assert (alone.entries[0].summary, alone.entries[0].html) == ("<p>All there is</p>", None)
    unescaped = rss("<item><link>/1</link><description><p>Not <b>escaped</b><br/>at all</p></description></item>")
    assert unescaped.entries[0].summary == "<p>Not <b>escaped</b><br>at all</p>"


def test_rdf_and_rss_0_9() -> None:
    rdf = b"""<?xml version="1.0" encoding="iso-8859-1"?>
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
    <channel rdf:about="https://news.example/"><title>D\xe9p\xeaches</title><link>https://news.example/</link>
    <sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency></channel>
    <item rdf:about="https://news.example/7"><title>Sept</title><link>https://news.example/7</link>
    <dc:date>2026-03-02T18:40Z</dc:date></item></rdf:RDF>"""
    feed = parse_feed(rdf, None)
    assert (feed.title, feed.wait, feed.entries[0].id) == ("Dépêches", 1800, "https://news.example/7")
    assert feed.entries[0].published == "2026-03-02T18:40:00Z"
    old = b'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">\n<rss version="0.91"><channel><title>Old</title><item><title>One</title><link>http://a.example/1</link></item></channel></rss>'  # noqa: E501
    assert [e.url for e in parse_feed(old).entries] == ["http://a.example/1"]


def test_atom() -> None:
    atom = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr" xml:base="https://b.example/x/">
    <title type="html">Le &lt;em&gt;fil&lt;/em&gt;</title><link rel="self" href="feed"/><link href="/"/>
    <author><name>La rédaction</name></author>
    <entry><id>tag:b.example,2026:1</id><title>Un</title><published>2026-03-01T08:00:00+01:00</published>
    <updated>2026-03-02T08:00:00+01:00</updated><link rel="enclosure" href="a.mp3"/>
    <link rel="alternate" type="text/html" href="1.html"/>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Bon<br/>jour</p></div></content>
    <summary>1 &lt; 2</summary></entry>
    <entry><title>Sans adresse</title><updated>2026-03-02T08:00:00Z</updated><content type="text">Bref.</content>
    </entry>
    </feed>"""
    feed = parse_feed(atom.encode(), "https://a.example/feed")
    first, second = feed.entries
    assert (feed.kind, feed.title, feed.link, feed.language) == ("atom", "Le fil", "https://b.example/", "fr")
    assert (first.url, first.authors) == ("https://b.example/x/1.html", ("La rédaction",))
    assert first.html == "<div><p>Bon<br>jour</p></div>"
    assert first.summary == "1 &lt; 2"
    assert (first.published, first.updated) == ("2026-03-01T08:00:00+01:00", "2026-03-02T08:00:00+01:00")
    assert second.url is None
    assert len(second.id) == 32


def test_json_feed() -> None:
    given = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "J",
        "home_page_url": "https://j.example/",
        "authors": [{"name": "Tess Orlan"}],
        "items": [
            {
                "id": 7,
                "url": "/7",
                "content_text": "One & two.\n\nThree.",
                "date_published": "2026-03-02T18:40:05+01:00",
                "authors": [{"name": "Per Aldun"}],
            },
            {"id": "8", "external_url": "https://k.example/8", "content_html": "<p>x</p>", "summary": "y"},
            "junk",
            {"id": [], "title": {}, "url": 4},
        ],
    }
    feed = parse_feed(json.dumps(given).encode(), "https://j.example/feed.json")
    assert (feed.kind, feed.dropped) == ("json", 2)
    assert (feed.entries[0].id, feed.entries[0].url) == ("7", "https://j.example/7")
    assert feed.entries[0].html == "<p>One &amp; two.</p>\n<p>Three.</p>"
    assert [e.authors for e in feed.entries] == [("Per Aldun",), ("Tess Orlan",)]
    old = {"version": "https://jsonfeed.org/version/1", "author": {"name": "A"}, "items": [{"id": "1", "title": "t"}]}
    assert parse_feed(json.dumps(old).encode()).entries[0].authors == ("A",)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Mon, 02 Mar 2026 18:40:05 +0100", "2026-03-02T18:40:05+01:00"),
        ("Mon, 2 Mar 2026 18:40 GMT", "2026-03-02T18:40:00Z"),
        ("02 Mar 26 18:40:05 EST", "2026-03-02T18:40:05-05:00"),
        ("lun., 02 mars 2026 18:40:05 CET", "2026-03-02T18:40:05+01:00"),
        ("Lundi 2 août 2026 18:40:05 +0200", "2026-08-02T18:40:05+02:00"),
        ("Mon, 02 March 2026 18:40:05 XYZ", "2026-03-02T18:40:05"),
        ("2026-03-02T18:40:05.123456789Z", "2026-03-02T18:40:05Z"),
        ("2026-03-02T18:40:05+0100", "2026-03-02T18:40:05+01:00"),
        ("2026-03-02 18:40:05 -03:30", "2026-03-02T18:40:05-03:30"),
        ("2026-03-02 18:40:05 UTC", "2026-03-02T18:40:05Z"),
        ("20260302T184005Z", "2026-03-02T18:40:05Z"),
        ("Mon Mar 02 18:40:05 UTC 2026", "2026-03-02T18:40:05Z"),
        ("2026-03-02T24:00:00Z", "2026-03-03T00:00:00Z"),
        ("2026-03-02", "2026-03-02"),
        ("Mon, 02 Mar 2026 06:40:05 PM GMT+1", "2026-03-02T18:40:05+01:00"),
        ("2 March 2026 12:05 am", "2026-03-02T00:05:00"),
        ("2026-03-02 18:40:05 UTC+05:30", "2026-03-02T18:40:05+05:30"),
        ("2026-03-02T18:40:05-0330", "2026-03-02T18:40:05-03:30"),
        ("2026-03-02T18:40:05 CET+1", "2026-03-02T18:40:05"),
        ("2026-03", None),
        ("2026-02-31", None),
        ("0001-01-01T00:00:00Z", None),
        ("yesterday", None),
        ("Mon, 45 Mar 2026 99:99:99 +9999", None),
        ("", None),
        (None, None),
        ("9" * 200, None),
    ],
)
def test_dates(written: str | None, meant: str | None) -> None:
    assert feed_date(written) == meant


def test_broken_feeds_are_read_as_far_as_they_go() -> None:
    item = "<item><title>Caf&eacute; AT&T a&b=c</title><link>/1?x=1&y=2</link>"
    feed = rss(item + "<content:encoded>&lt;p&gt;x&lt;/p&gt;</content:encoded></item><item><title>cut of", more="")
    first = feed.entries[0]
    assert (first.title, first.url, first.html) == (
        "Café AT&T a&b=c",
        "https://news.example/1?x=1&y=2",
        "<p>x</p>",
    )
    assert feed.entries[1].title == "cut of"
    assert parse_feed(b"\xef\xbb\xbf\n <rss><channel><item><title>a\x0bb</title></item></channel></rss>").entries
    lying = '<?xml version="1.0" encoding="latin-1"?><rss><channel><title>Été</title></channel></rss>'
    assert parse_feed(lying.encode("utf-8")).title == "Été"
    assert parse_feed(lying.encode("latin-1")).title == "Été"
    assert parse_feed(lying.replace("latin-1", "utf-16").encode("utf-16")).title == "Été"


def test_what_may_stand_before_a_feed() -> None:
    body = "<rss><channel><title>T</title><item><link>http://a.example/1</link></item></channel></rss>"
    for before in (
        "<!-- made by <b>somebody</b> > -->",
        '<?xml version="1.0"?>\n<?xml-stylesheet href="a"?><!-- <!ENTITY x SYSTEM "y"> -->',
        "\n\n Notice: something > else\n",
        "<br />\n<b>Warning</b>: x in <b>/srv/y.php</b>\n<?xml version='1.0'?>",
        "<!doctype rss [ <!-- ] --> <!ELEMENT rss ANY> ]>",
    ):
        assert [e.url for e in parse_feed((before + body).encode()).entries] == ["http://a.example/1"], before


def test_ids_are_unique_and_steady() -> None:
    same = rss("<item><guid>1</guid><link>/a</link></item><item><guid>1</guid><link>/b</link></item>")
    assert [e.id for e in same.entries] == ["https://news.example/a", "https://news.example/b"]
    twice = rss("<item><guid>1</guid><link>/a</link></item><item><guid>1</guid><link>/a</link></item>")
    assert ([e.id for e in twice.entries], twice.dropped) == (["1"], 1)
    bare = [rss("<item><title>T</title><description>words</description></item>").entries[0].id for _ in range(2)]
    assert bare[0] == bare[1]
    pixel = "<item><guid>1</guid><description>&lt;p&gt;Text&lt;/p&gt;&lt;img src='p{}'&gt;</description></item>"
    assert entry_digest(rss(pixel.format(1)).entries[0]) == entry_digest(rss(pixel.format(2)).entries[0])


def test_links_that_are_no_pages_are_dropped() -> None:
    for link in (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http://[",
        "mailto:a@b.example",
        "//",
        "ftp://a.example/",
    ):
        feed = parse_feed(f"<rss><channel><item><title>x</title><link>{link}</link></item></channel></rss>".encode())
        assert feed.entries[0].url is None


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE r [<!ENTITY % a SYSTEM "http://10.0.0.1/x.dtd"> %a;]>',
        f'<!DOCTYPE r [<!ENTITY a "{"x" * 100_000}">]>',
        "<!DOCTYPE r [" + "".join(f'<!ENTITY a{n} "x">' for n in range(1000)) + "]>",
    ],
)
def test_entity_bombs_are_refused(doctype: str) -> None:
    text = f'<?xml version="1.0"?>{doctype}<rss><channel><title>&a;</title></channel></rss>'
    for data in (text.encode(), text.encode("utf-16")):
        with pytest.raises(UnreadableInput, match="entities"):
            parse_feed(data, URL)
    harmless = '<!DOCTYPE r [<!ENTITY eur "&#8364;">]><rss><channel><title>5 &eur;</title></channel></rss>'
    assert parse_feed(harmless.encode()).title == "5 €"


def test_what_is_no_feed_says_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, words in (
        (b"<!doctype html><html><body>x</body></html>", "web page"),
        (b"<opml><body/></opml>", "OPML"),
        (b"<urlset/>", "site map"),
        (b"just words", "no XML"),
        (b'{"a": 1}', "not a JSON Feed"),
        (b'{"a": ', "JSON is broken"),
        (b"[" * 100_000, "JSON is broken"),
    ):
        with pytest.raises(UnreadableInput, match=words):
            parse_feed(data, URL)
    with pytest.raises(EmptyInput):
        parse_feed(b" \n")
    monkeypatch.setattr(feeds, "LIMIT", 100)
    with pytest.raises(TooLargeInput):
        parse_feed(b"x" * 101)


@pytest.mark.parametrize(
    "data",
    [
        b"<rss><channel>" + b"<a>" * 300_000,
        b"<rss><channel><item><title>" + b"<" * 300_000,
        b"<rss><channel><item><title>" + b"&" * 300_000,
        b"<rss><channel><item><title>" + b"<![CDATA[" * 100_000,
        b"\n<!DOCTYPE" * 100_000 + b"<rss/>",
        b"<rss><channel><description>" + b"&lt;a href='" * 100_000,
        b"<rss " + b"a='1' " * 100_000 + b">",
        b"<rss><channel>" + b"<item><link>/x</link></item>" * 20_000 + b"</channel></rss>",
        b'{"version": "https://jsonfeed.org/version/1", "items": [' + b'{"id": "\\ud800"},' * 10_000 + b"{}]}",
    ],
)
def test_hostile_feeds_take_no_time(data: bytes) -> None:
    start = time.perf_counter()
    try:
        feed = parse_feed(data, URL)
    except InputError:
        pass
    else:
        for entry in feed.entries[:50]:
            entry_raw(feed, entry)
    assert time.perf_counter() - start < 3


def test_an_entry_as_a_report() -> None:
    feed = rss(
        "<item><guid isPermaLink='false'>9</guid><title>Pont &lt; fermé</title><link>/9</link>"
        "<pubDate>Mon, 02 Mar 2026 18:40:05 +0100</pubDate><description>Le chapeau.</description>"
        "<content:encoded>&lt;p&gt;Le corps.&lt;/p&gt;</content:encoded></item>"
    )
    raw = entry_raw(feed, feed.entries[0])
    page = raw.data.decode()
    assert (raw.url, raw.outlet, raw.title) == ("https://news.example/9", "Gazette", "Pont < fermé")
    assert (raw.feed_id, raw.published) == ("news.example 9", "2026-03-02T18:40:05+01:00")
    assert page.index("<h1>Pont &lt; fermé</h1>") < page.index("Le chapeau.") < page.index("<p>Le corps.</p>")
