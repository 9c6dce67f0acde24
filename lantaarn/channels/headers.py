"""Headers on every answer of the server, errors too: nothing is stored, nothing is loaded from elsewhere, nobody is told."""

from __future__ import annotations

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FEATURES_OFF = ", ".join(
    f"{feature}=()"
    for feature in ("accelerometer", "camera", "geolocation", "gyroscope", "microphone", "payment", "usb")
)
SECURITY_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": FEATURES_OFF,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def add_security_headers(app: Sanic) -> None:
    """Put the headers on every response of ``app``."""

    @app.on_response
    async def _headers(_request: Request, response: HTTPResponse) -> None:
        response.headers.update(SECURITY_HEADERS)
        response.headers.pop("Server", None)
