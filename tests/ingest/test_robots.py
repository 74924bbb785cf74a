"""robots.txt by RFC 9309, against a local server."""

from __future__ import annotations

import pytest

from sitroom.errors import ForbiddenAddress
from sitroom.ingest.robots import FAILED, KEEP, SIZE, Robots, delay_of, product, read_rules
from sitroom.ingest.web import Web
from sitroom.model.web import Policy
from tests.ingest.web_kit import Route, Server, answer, page, resolver

RULES = b"""
User-agent: *
Disallow: /private
Allow: /private/press
Crawl-delay: 7

User-agent: SitRoom
Disallow: /*/print$
Disallow: /drafts/
"""


class Time:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def verdicts(route: Route, *paths: str, agent: str | None = None) -> list[bool]:
    with Server({"/robots.txt": route}) as server:
        robots = Robots(server.web(agent=agent))
        found = [robots.verdict(server.url(path)).allowed for path in paths]
        assert len(server.log) == 1
        return found


def test_the_rules_for_us_win_over_those_for_all() -> None:
    route = answer(RULES, kind="text/plain")
    assert verdicts(route, "/a", "/drafts/x", "/a/print", "/a/printed", "/private") == [True, False, False, True, True]
    assert verdicts(route, "/private/x", "/private/press/1", agent="other/1") == [False, True]
    assert verdicts(answer(b"\xef\xbb\xbfUSER-AGENT: *\r\nDISALLOW: /\r\n", kind="text/plain"), "/x") == [False]


@pytest.mark.parametrize(
    ("route", "allowed"),
    [
        (answer(b"", 404), True), (answer(b"", 403), True), (answer(b"", 401), True), (answer(b"", 410), True),
        (answer(b"", 429), False), (answer(b"", 500), False), (answer(b"", 503), False), (b"", False),
        (answer(status=302, Location="/robots.txt"), True), (page("<p>User-agent: none of this is a rule</p>"), True),
        (answer(b"\x89PNG", kind="image/png"), True), (answer(b""), True), (answer(b"\0\xff" * 5000), True),
    ],
)  # fmt: skip
def test_answers_that_are_no_rules(route: Route, allowed: bool) -> None:
    assert verdicts(route, "/x") == [allowed]


def test_redirects_of_robots_are_followed_and_judged() -> None:
    with Server({"/robots.txt": answer(status=301, Location="/r"), "/r": answer(b"User-agent: *\nDisallow: /x")}) as s:
        assert not Robots(s.web()).verdict(s.url("/x")).allowed
    with Server({"/robots.txt": answer(status=301, Location="http://10.0.0.1/")}) as s, pytest.raises(ForbiddenAddress):
        Robots(s.web()).verdict(s.url("/x"))


def test_a_long_file_is_read_as_far_as_it_must_be() -> None:
    long = b"User-agent: *\nDisallow: /first\n" + b"# filler\n" * 60_000 + b"Disallow: /last\n"
    assert len(long) > SIZE
    assert verdicts(answer(long, kind="text/plain"), "/first", "/last") == [False, True]


def test_rules_are_kept_and_asked_for_again() -> None:
    time = Time()
    with Server({"/robots.txt": answer(b"User-agent: *\nDisallow: /x", kind="text/plain")}) as server:
        robots = Robots(server.web(), clock=time)
        assert not robots.verdict(server.url("/x")).allowed
        server.routes["/robots.txt"] = answer(b"", 500)
        time.now = KEEP - 1
        assert not robots.verdict(server.url("/x")).allowed
        assert len(server.log) == 1
        time.now = KEEP + 1
        assert robots.verdict(server.url("/y")).allowed  # it fails now: what was known goes on to hold
        assert not robots.verdict(server.url("/x")).allowed
        assert len(server.log) == 2
        time.now += FAILED + 1
        server.routes["/robots.txt"] = answer(b"", 404)
        assert robots.verdict(server.url("/x")).allowed


def test_a_site_whose_rules_cannot_be_had_is_left_alone_for_a_while() -> None:
    time = Time()
    with Server({"/robots.txt": answer(b"", 503)}) as server:
        robots = Robots(server.web(), clock=time)
        verdict = robots.verdict(server.url("/x"))
        assert (verdict.allowed, verdict.later) == (False, True)
        assert "503" in (verdict.reason or "")
        robots.verdict(server.url("/y"))
        assert len(server.log) == 1
        time.now = FAILED + 1
        server.routes["/robots.txt"] = answer(b"", 404)
        assert robots.verdict(server.url("/x")).allowed


def test_private_hosts_are_not_asked_for_their_rules() -> None:
    with pytest.raises(ForbiddenAddress):
        Robots(Web(Policy(), resolver=resolver())).verdict("http://router.test/x")


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("Crawl-delay: 7", 7.0), ("Crawl-delay: 0.5", 0.5), ("Request-rate: 1/10s", 10.0), ("Crawl-delay: soon", None),
        ("Crawl-delay: -5", None), ("Crawl-delay: nan", None), ("Crawl-delay: 1e999", None),
        ("Request-rate: 0/9", None), ("Request-rate: 1/" + "9" * 400, 1e9),
        ("Crawl-delay: " + "9" * 400, None),
    ],
)  # fmt: skip
def test_delays(text: str, delay: float | None) -> None:
    assert delay_of(read_rules(f"User-agent: *\n{text}\n".encode()), "sitroom") == delay


def test_the_token_we_are_known_by() -> None:
    assert product("sitroom/0.1 (+https://x.example)") == "sitroom"
    assert product("Mozilla/5.0") == "Mozilla"
