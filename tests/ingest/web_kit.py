"""A local web server that behaves as badly as it is told, and a resolver of invented names.

    with Server({"/page": page("<p>Text</p>")}) as server:
        server.web(delay=0).get(server.url("/page"))

A route is bytes (the whole answer), or a function of the request that returns them or writes them itself.
"""

from __future__ import annotations

import socket
import socketserver
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sitroom.ingest.web import Web
from sitroom.model.web import Policy

Route = bytes | Callable[["Request"], bytes | None]


@dataclass
class Request:
    """What was asked; `send` writes to the client, as long as it listens."""

    path: str
    headers: dict[str, str]
    connection: socket.socket
    at: float = field(default_factory=time.monotonic)

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)


def answer(body: bytes = b"", status: int = 200, kind: str = "text/html; charset=utf-8", **headers: str) -> bytes:
    """A proper HTTP answer; underscores in header names stand for hyphens."""
    given = {"Content-Type": kind, "Content-Length": str(len(body)), "Connection": "close"}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in given.items() if value != "-")
    return f"HTTP/1.1 {status} Status\r\n{head}\r\n".encode() + body


def page(text: str, title: str = "A page") -> bytes:
    return answer(f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{text}</body></html>".encode())


def rss(*items: str, head: str = "") -> bytes:
    """A feed's body; an item is the inside of <item>."""
    inside = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>Gazette</title>{head}{inside}</channel></rss>"
    ).encode()


class Server:
    """Serves routes on a free port of 127.0.0.1 until the block is left; `log` lists what was asked."""

    def __init__(self, routes: dict[str, Route], tls: ssl.SSLContext | None = None) -> None:
        self.routes = routes
        self.log: list[Request] = []
        server = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                server._serve(tls.wrap_socket(self.request, server_side=True) if tls else self.request)

        class Listener(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True
            request_queue_size = 64

            def handle_error(self, request: Any, client_address: Any) -> None:
                """Clients that leave are no error here."""

        self._listener = Listener(("127.0.0.1", 0), Handler)
        self.port: int = self._listener.server_address[1]

    def __enter__(self) -> Server:
        threading.Thread(target=self._listener.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._listener.shutdown()
        self._listener.server_close()

    def _serve(self, connection: socket.socket) -> None:
        data = b""
        while b"\r\n\r\n" not in data:
            more = connection.recv(65536)
            if not more:
                return
            data += more
        lines = data.decode("latin-1").split("\r\n")
        headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines[1:] if ":" in line)}
        request = Request(lines[0].split(" ")[1], headers, connection)
        self.log.append(request)
        route = self.routes.get(request.path, answer(b"no such page", 404))
        made = route(request) if callable(route) else route
        if made is not None:
            request.send(made)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def asked(self, path: str | None = None) -> list[str]:
        """Paths asked for, without robots.txt, or only this one."""
        return [r.path for r in self.log if (r.path == path if path else r.path != "/robots.txt")]

    def policy(self, *hosts: str, **settings: Any) -> Policy:
        """A policy that allows this server under 127.0.0.1 and the names given."""
        allow = tuple(f"{host}:{self.port}" for host in ("127.0.0.1", *hosts))
        given = {"delay": 0.0, "total": 5.0, "silence": 1.0, **settings}
        return Policy(allow=allow, **given)

    def web(self, *hosts: str, **settings: Any) -> Web:
        return Web(self.policy(*hosts, **settings), resolver=resolver())


def resolver(**names: str) -> Callable[[str, int], Sequence[str]]:
    """Every name is 127.0.0.1 but those given (dots as underscores); a literal address is itself."""

    def resolve(host: str, port: int) -> Sequence[str]:
        if host.replace(".", "_") in names:
            return names[host.replace(".", "_")].split()
        try:
            return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST)]
        except OSError:
            return ["127.0.0.1"]

    return resolve
