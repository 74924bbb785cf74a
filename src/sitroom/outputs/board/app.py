"""The web application: the board's pages and the JSON API over one room.

What a report says is data wherever it appears: templates escape everything, and the Content-Security-Policy allows
no script, no frame, no form target and no resource but our own style sheet, whatever a report may contain.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

import sitroom
from sitroom.errors import NotInRoom, SitroomError
from sitroom.outputs.api import api_router
from sitroom.outputs.board.pages import error_page, page_router

if TYPE_CHECKING:
    from sitroom.room import Room

STATIC = Path(__file__).parent / "static"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def create_app(room: Room, name: str, hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")) -> FastAPI:
    """The application over an open room. `hosts` are the Host headers answered to; others get 400, so that a page
    elsewhere cannot read the room by pointing its own name at this machine (DNS rebinding)."""
    app = FastAPI(
        title="sitroom",
        version=sitroom.__version__,
        description="One room: reports, stories, statements, events, actors. Offsets are half-open and count Unicode "
        "code points of the report's text.",
        docs_url=None,  # FastAPI's own page loads its scripts from elsewhere; /api is ours
        redoc_url=None,
    )
    app.state.room, app.state.room_name = room, name
    room.beside = True  # a page shows at once what was worked out last
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))

    @app.middleware("http")
    async def harden(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call_next(request)
        response.headers.update(HEADERS)
        return response

    def refuse(request: Request, status: int, key: str, detail: str = "") -> Response:
        if request.url.path.startswith("/api/"):
            return JSONResponse({"detail": detail or key.partition(".")[2].replace("_", " ")}, status)
        return error_page(request, status, key, detail)

    @app.exception_handler(HTTPException)
    async def on_http(request: Request, error: HTTPException) -> Response:
        key = "site.not_found" if error.status_code == 404 else "site.bad_request"
        return refuse(request, error.status_code, key, error.detail if error.status_code not in (404, 405) else "")

    @app.exception_handler(RequestValidationError)
    async def on_validation(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        return refuse(request, 422, "site.bad_request", f"{'.'.join(map(str, first['loc'][1:]))}: {first['msg']}")

    @app.exception_handler(SitroomError)
    async def on_store(request: Request, error: SitroomError) -> Response:
        if isinstance(error, NotInRoom):
            return refuse(request, 404, "site.not_found", str(error))
        return refuse(request, 503, "site.store_error", str(error))

    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.include_router(api_router)
    app.include_router(page_router)
    return app
