"""Fetching against a real local server that stalls, lies, bombs and redirects; and the rules of what may be asked."""

from __future__ import annotations

import gzip
import shutil
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Sequence
from pathlib import Path

import brotli
import httpcore
import pytest

from sitroom.errors import EmptyInput, ForbiddenAddress, InputError, TooLargeInput, UnreachableInput
from sitroom.ingest.guard import cleaned, why_forbidden
from sitroom.ingest.web import FEEDS, Web, fetch_raw
from sitroom.model.web import VERSION, Policy
from tests.ingest.web_kit import Request, Route, Server, answer, page, resolver

BODY = b"<html><body><p>" + b"The bridge is closed. " * 200 + b"</p></body></html>"


def got(route: Route, **settings: float) -> bytes:
    """What a fetch brings from a server with one route."""
    with Server({"/": route}) as server:
        return server.web(**settings).get(server.url("/")).data


def refused(
    route: Route, words: str, error: type[InputError] = UnreachableInput, within: float = 4.0, **settings: float
) -> None:
    start = time.monotonic()
    with pytest.raises(error, match=words):
        got(route, **settings)
    assert time.monotonic() - start < within


# what may be asked


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1",
        "100.100.100.200", "168.63.129.16", "192.0.0.192", "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255",
        "240.0.0.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1",
        "::ffff:169.254.169.254", "::ffff:a00:1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "::7f00:1",
        "2002:7f00:1::", "2002:a00:1::1", "2001::1", "2001:db8::1", "fec0::1", "100::1", "3fff::1", "5f00::1", "junk",
    ],
)  # fmt: skip
def test_addresses_that_are_never_asked(address: str) -> None:
    assert why_forbidden(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "172.32.0.1"]
)
def test_addresses_that_may_be_asked(address: str) -> None:
    assert why_forbidden(address) is None


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0x7f000001/", "http://2130706433/",
        "http://0177.0.0.1/", "http://127.1/", "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest/meta-data/",
        "http://metadata.test/", "http://inner.test/", "http://both.test/", "http://public.test@127.0.0.1/",
        "http://127.0.0.1#@public.test/", "http://127.0.0.1\\@public.test/", "http://public.test:22/",
        "http://public.test:6379/", "file:///etc/passwd", "ftp://public.test/", "gopher://public.test/", "//x", "http://",
        "http://[", "http://a b/", "http://" + "a" * 9000, "http://public.test:99999/", "http://1.1.1.1:port/", "",
        "http://０x7f.1/", "http://①②⑦.0.0.1/", "http://localhost./",
    ],
)  # fmt: skip
def test_requests_that_are_not_made(url: str) -> None:
    names = resolver(metadata_test="169.254.169.254", inner_test="10.1.2.3", both_test="93.184.216.34 192.168.0.9")
    with pytest.raises((ForbiddenAddress, UnreachableInput)):
        Web(Policy(total=2), resolver=names).get(url)


def test_a_host_allowed_by_name_is_asked_and_no_other() -> None:
    with Server({"/": page("x")}) as server:
        web = Web(server.policy("wiki.lan"), resolver=resolver())
        assert web.get(server.url("/", "wiki.lan")).status == 200
        assert web.get(server.url("/", "WIKI.lan")).status == 200
        for other in ("other.lan", "localhost"):
            with pytest.raises(ForbiddenAddress, match="not one of the web's"):
                web.get(server.url("/", other))
        open_port = Web(Policy(ports=(server.port,)), resolver=resolver())
        with pytest.raises(ForbiddenAddress, match=r"other.lan leads to 127.0.0.1, which is this machine"):
            open_port.get(server.url("/", "other.lan"))
        assert len(server.log) == 2
        assert server.log[0].headers["host"] == f"wiki.lan:{server.port}"


@pytest.mark.parametrize(
    "target", ["http://inner.test/", "http://metadata.test/latest/", "//inner.test/", "file:///etc/passwd",
               "http://inner.test:22/", "http://[::1]/", "gopher://x/", "http://[", "http://127.0.0.1:1/"],
)  # fmt: skip
def test_redirects_are_judged_like_the_first_address(target: str) -> None:
    names = resolver(metadata_test="169.254.169.254", inner_test="192.168.0.1")
    with Server({"/": answer(status=302, Location=target)}) as server:
        with pytest.raises((ForbiddenAddress, UnreachableInput)):
            Web(server.policy(), resolver=names).get(server.url("/"))
        assert server.asked() == ["/"]


def test_a_name_that_changes_its_address_is_connected_where_it_was_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: the second look-up says 127.0.0.1, but there is no second look-up."""
    asked: list[str] = []
    connected: list[str] = []

    def rebinding(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["93.184.216.34"] if len(asked) == 1 else ["127.0.0.1"]

    def connect(self: object, host: str, port: int, **settings: object) -> None:
        connected.append(host)
        raise httpcore.ConnectError("no network in tests")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    web = Web(Policy(), resolver=rebinding)
    with pytest.raises(UnreachableInput, match="no network in tests"):
        web.get("http://turncoat.test/")
    assert (asked, connected) == (["turncoat.test"], ["93.184.216.34"])
    with pytest.raises(ForbiddenAddress, match="this machine"):
        web.get("http://turncoat.test/")
    assert connected == ["93.184.216.34"]


def test_a_name_server_that_never_answers() -> None:
    start = time.monotonic()
    with pytest.raises(UnreachableInput, match="in time"):
        Web(Policy(total=0.3), resolver=lambda host, port: time.sleep(5) or []).get("http://slow.test/")
    assert time.monotonic() - start < 2


def test_credentials_and_environment_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    with Server({"/x": page("x")}) as server:
        answer = server.web(contact="https://room.example/about").get(f"http://me:secret@127.0.0.1:{server.port}/x#top")
        assert "authorization" not in server.log[0].headers
        assert server.log[0].headers["user-agent"] == f"sitroom/{VERSION} (+https://room.example/about)"
        assert answer.url == server.url("/x")
    with pytest.raises(ForbiddenAddress) as error:
        cleaned("ftp://me:secret@host.test/")
    assert "secret" not in str(error.value)


def test_through_a_proxy_names_are_still_judged() -> None:
    def proxy(request: Request) -> bytes:
        return page("by proxy: " + request.path)

    names = resolver(public_test="93.184.216.34", inner_test="10.0.0.1")
    with Server({"http://public.test/a": proxy}) as server:
        web = Web(Policy(proxy=server.url("/"), delay=0), resolver=names)
        assert b"by proxy: http://public.test/a" in web.get("http://public.test/a").data
        for url in ("http://inner.test/", "http://127.0.0.1/"):
            with pytest.raises(ForbiddenAddress):
                web.get(url)


# redirects


def test_redirects_are_followed_and_a_move_for_good_is_told_apart() -> None:
    routes: dict[str, Route] = {
        "/a": answer(status=301, Location="/b"),
        "/b": answer(status=308, Location="c"),
        "/c": page("here"),
        "/t": answer(status=302, Location="/a"),
        "/m": answer(status=301, Location="/n"),
        "/n": answer(status=302, Location="/c"),
    }
    with Server(routes) as server:
        web = server.web()
        found = {path: web.get(server.url(path)) for path in ("/a", "/t", "/m", "/c")}
        assert {a.url for a in found.values()} == {server.url("/c")}
        assert found["/a"].moved == server.url("/c")
        assert found["/t"].moved is None
        assert found["/m"].moved == server.url("/n")
        assert found["/c"].moved is None


def test_circles_and_endless_chains() -> None:
    routes: dict[str, Route] = {"/a": answer(status=302, Location="/b"), "/b": answer(status=302, Location="/a")}
    routes |= {f"/{n}": answer(status=302, Location=f"/{n + 1}") for n in range(40)}
    with Server(routes) as server:
        with pytest.raises(UnreachableInput, match="in a circle"):
            server.web().get(server.url("/a"))
        with pytest.raises(UnreachableInput, match="more than 8 times"):
            server.web().get(server.url("/0"))
        assert len(server.log) == 2 + 9


def test_a_page_that_wants_its_cookie_back_is_no_circle() -> None:
    def door(request: Request) -> bytes:
        return page("in") if "seen=1" in request.headers.get("cookie", "") else answer(status=302, Location="/", Set_Cookie="seen=1")  # fmt: skip  # noqa: E501

    assert b"in" in got(door)


# sizes, lengths, packing, time


@pytest.mark.parametrize("packed", ["gzip", "zlib", "raw", "br", "gzip twice", "members"])
def test_packed_bodies(packed: str) -> None:
    raw = zlib.compressobj(wbits=-15)
    body, name = {
        "gzip": (gzip.compress(BODY), "gzip"),
        "zlib": (zlib.compress(BODY), "deflate"),
        "raw": (raw.compress(BODY) + raw.flush(), "deflate"),
        "br": (brotli.compress(BODY), "br"),
        "gzip twice": (gzip.compress(gzip.compress(BODY)), "gzip, gzip"),
        "members": (gzip.compress(BODY[:99]) + gzip.compress(BODY[99:]), "x-gzip"),
    }[packed]
    assert got(answer(body, Content_Encoding=name)) == BODY


def test_bombs_are_not_unpacked() -> None:
    zeros = b"\0" * 50_000_000
    bombs = {"gzip": gzip.compress(zeros), "deflate": zlib.compress(zeros), "br": brotli.compress(zeros, quality=5)}
    bombs["gzip, gzip"] = gzip.compress(bombs["gzip"])
    for name, bomb in bombs.items():
        refused(answer(bomb, Content_Encoding=name), "once unpacked", TooLargeInput, size=1_000_000)
    refused(answer(BODY, Content_Encoding=", ".join(["gzip"] * 9)), "packed 9 times")


def test_lies_about_packing_and_length() -> None:
    refused(answer(BODY, Content_Encoding="gzip"), "lies about how it is packed")
    refused(answer(BODY, Content_Encoding="br"), "lies about how it is packed")
    refused(answer(BODY, Content_Encoding="zstd"), "not asked for")
    refused(answer(gzip.compress(BODY)[:-20], Content_Encoding="gzip"), "no end")
    refused(answer(BODY, Content_Length=str(len(BODY) + 99)), "cut off")
    refused(answer(BODY, Content_Length=str(len(BODY) - 99)), "more than the length it announces")
    refused(answer(BODY, Content_Length="junk"), "does not speak HTTP properly")
    chunked = answer(b"", Content_Length="-", Transfer_Encoding="chunked")
    refused(chunked + b"ff\r\nonly a part", "cut off")
    assert got(chunked + b"5\r\nwhole\r\n0\r\n\r\n") == b"whole"
    assert got(b"HTTP/1.0 200 OK\r\n\r\nold style") == b"old style"
    assert got(b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + answer(BODY)) == BODY


def test_a_slow_second_part_beyond_the_announced_length_is_noticed() -> None:
    def liar(request: Request) -> None:
        request.send(answer(b"", Content_Length="10") + b"0123456789")
        time.sleep(0.03)
        request.send(b"and the rest of the article")

    refused(liar, "more than the length")


def test_servers_that_stall_or_never_end() -> None:
    def silent(request: Request) -> None:
        time.sleep(3)

    def stalls(request: Request) -> None:
        request.send(answer(b"", Content_Length="1000") + b"some")
        time.sleep(3)

    def drips(request: Request) -> None:
        request.send(b"HTTP/1.1 200 OK\r\n")
        for n in range(300):
            request.send(f"X-{n}: y\r\n".encode())
            time.sleep(0.02)

    def endless_head(request: Request) -> None:
        request.send(b"HTTP/1.1 200 OK\r\n")
        while True:
            request.send(b"X-Header: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n" * 100)

    def endless_hints(request: Request) -> None:
        while True:
            request.send(b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" * 100)

    def endless_body(request: Request) -> None:
        request.send(answer(b"", Content_Length="-"))
        while True:
            request.send(b"more " * 1000)

    refused(silent, "silent for 0.3", silence=0.3, total=2)
    refused(stalls, "silent for 0.3", silence=0.3, total=2)
    refused(drips, "in full after 0.6", silence=0.3, total=0.6)
    refused(endless_head, "headers have no end")
    refused(endless_hints, "sends without end|in full", size=100_000, total=3)
    refused(endless_body, "larger than|without end", InputError, size=100_000)


def test_a_signal_to_stop_ends_a_request_under_way() -> None:
    stop = threading.Event()
    with Server({"/": lambda request: time.sleep(3)}) as server:
        web = Web(server.policy(silence=3.0), resolver=resolver(), stop=stop)
        threading.Timer(0.2, stop.set).start()
        start = time.monotonic()
        with pytest.raises(UnreachableInput, match="stopped"):
            web.get(server.url("/"))
        assert time.monotonic() - start < 1.5


def test_no_server_and_no_http() -> None:
    with Server({}) as server:
        pass
    with pytest.raises(UnreachableInput, match="cannot be reached"):
        Web(server.policy(), resolver=resolver()).get(server.url("/"))
    refused(b"", "without an answer")
    refused(b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "HTTP properly")


# answers


def test_types_that_are_no_text() -> None:
    refused(answer(b"x", kind="video/mp4"), "no text to read but video/mp4")
    refused(answer(b"x", kind="application/octet-stream"), "no text to read")
    with Server({"/": answer(b"<rss/>", kind="application/octet-stream"), "/n": answer(b"x", kind="")}) as server:
        assert server.web().get(server.url("/"), FEEDS).data == b"<rss/>"
        assert server.web().get(server.url("/n")).data == b"x"


def test_a_page_as_a_report() -> None:
    routes: dict[str, Route] = {
        "/p": answer(status=302, Location="/2026/bridge?x=1"),
        "/2026/bridge?x=1": answer(BODY),
        "/empty": page("").split(b"\r\n\r\n")[0].replace(b"Content-Length: 86", b"Content-Length: 0") + b"\r\n\r\n",
        "/gone": answer(b"x", 410),
        "/busy": answer(b"x", 503),
    }
    with Server(routes) as server:
        raw = fetch_raw(server.url("/p"), server.policy(), server.web())
        assert (raw.name, raw.url) == (server.url("/p"), server.url("/2026/bridge?x=1"))
        assert raw.media_type == "text/html; charset=utf-8"
        assert raw.retrieved
        for path, words, later in (("/gone", "gone for good", False), ("/busy", "out of service", True)):
            with pytest.raises(UnreachableInput, match=words) as error:
                fetch_raw(server.url(path), server.policy(), server.web())
            assert error.value.later is later
    with Server({"/": answer(b" \n")}) as server, pytest.raises(EmptyInput):
        fetch_raw(server.url("/"), server.policy())


def test_cutting_instead_of_refusing() -> None:
    with Server({"/": answer(b"x" * 10_000)}) as server:
        assert len(server.web().get(server.url("/"), limit=100, cut=True).data) == 100


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
def test_the_name_is_verified_though_the_address_is_pinned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    subject = ["-subj", "/CN=news.test", "-addext", "subjectAltName=DNS:news.test", "-days", "2", "-nodes"]
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-keyout",
        str(key),
        "-out",
        str(certificate),
        *subject,
    ]
    subprocess.run(command, check=True, capture_output=True)
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate, key)
    names: list[str | None] = []
    serving.sni_callback = lambda connection, name, context: names.append(name)
    trusting = ssl.create_default_context(cafile=str(certificate))
    with Server({"/": answer(BODY)}, tls=serving) as server:
        allowed = server.policy("news.test", "other.test")
        web = Web(allowed, resolver=resolver())
        url = server.url("/", "news.test").replace("http:", "https:")
        with pytest.raises(UnreachableInput, match="CERTIFICATE_VERIFY_FAILED"):
            web.get(url)
        monkeypatch.setattr("sitroom.ingest.web.tls_context", lambda: trusting)
        assert web.get(url).data == BODY
        assert names[-1] == "news.test"
        assert server.log[-1].headers["host"] == f"news.test:{server.port}"
        with pytest.raises(UnreachableInput, match="CERTIFICATE_VERIFY_FAILED"):
            web.get(url.replace("news.test", "other.test"))
