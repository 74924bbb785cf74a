"""A local server that answers as Wikidata's query service does, for one position."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs


@contextmanager
def sparql_service(position: str, rows: list[dict[str, Any]], status: int = 200) -> Iterator[str]:
    """Serve `rows` (SPARQL JSON bindings) to queries that ask for a Wikidata position; the endpoint's address."""

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())["query"][0]
            asked = f"wd:{position} " in query or f"wd:{position}\n" in query
            body = {"head": {"vars": ["person"]}, "results": {"bindings": rows if asked else []}}
            self.send_response(status)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql"
    finally:
        server.shutdown()
