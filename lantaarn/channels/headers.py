"""Headers on every answer of the server, errors too: nothing is stored, nothing is loaded from elsewhere, nobody is told."""

from __future__ import annotations

from collections.abc import Sequence

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors {framers}"
)
# Every feature that browsers know by a policy, off; a browser skips the names that it does not know.
FEATURES = (
    "accelerometer ambient-light-sensor attribution-reporting autoplay battery bluetooth browsing-topics camera "
    "clipboard-read compute-pressure display-capture encrypted-media fullscreen gamepad geolocation "
    "gyroscope hid identity-credentials-get idle-detection interest-cohort keyboard-map local-fonts magnetometer "
    "microphone midi otp-credentials payment picture-in-picture publickey-credentials-create publickey-credentials-get "
    "run-ad-auction join-ad-interest-group screen-wake-lock serial speaker-selection storage-access sync-xhr usb "
    "web-share window-management xr-spatial-tracking"
).split()
# What ties a visit to a visitor, or names the software; taken out wherever a library puts it in.
UNWANTED = ("Server", "ETag", "Last-Modified", "Set-Cookie", "X-Powered-By", "Date")


def security_headers(embedders: Sequence[str] = ()) -> dict[str, str]:
    """The headers, with the sites that may show the chat in a frame; none by default."""
    headers = {
        "Content-Security-Policy": POLICY.format(framers=" ".join(embedders) or "'none'"),
        "Cache-Control": "no-store, no-transform",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        # The page may put the help numbers on the clipboard when a visitor asks for that, and read nothing from it.
        "Permissions-Policy": ", ".join([f"{feature}=()" for feature in FEATURES] + ["clipboard-write=(self)"]),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Robots-Tag": "noindex, noarchive",
    }
    if not embedders:
        # The older header knows only all or nothing.
        headers["X-Frame-Options"] = "DENY"
    return headers


def add_security_headers(app: Sanic, embedders: Sequence[str] = ()) -> None:
    """Put the headers on every response of ``app``."""
    headers = security_headers(embedders)

    @app.on_response
    async def _headers(_request: Request, response: HTTPResponse) -> None:
        response.headers.update(headers)
        for name in UNWANTED:
            response.headers.pop(name, None)
