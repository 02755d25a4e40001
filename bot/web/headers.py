"""What every answer carries, so that a browser does no more with it than it is meant for."""

from __future__ import annotations

from sanic.request import Request
from sanic.response import BaseHTTPResponse

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# For a page with a form of its own.
FORM_POLICY = PAGE_POLICY.replace("form-action 'none'", "form-action 'self'")
# Nothing in an answer that is no page is to run or to load anything, even when a browser shows it.
DATA_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
SWITCHED_OFF = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "display-capture", "encrypted-media",
    "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer",
    "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial",
    "storage-access", "usb", "window-management", "xr-spatial-tracking",
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    # Copying a number or a step is the one thing that the page needs.
    "Permissions-Policy": ", ".join([*(f"{feature}=()" for feature in SWITCHED_OFF), "clipboard-write=(self)"]),
}


def secure(_: Request, response: BaseHTTPResponse) -> None:
    """Puts the headers on an answer; what its handler set already stays."""
    kind = response.headers.get("content-type") or getattr(response, "content_type", "") or ""
    policy = PAGE_POLICY if kind.startswith("text/html") else DATA_POLICY
    unless_set = {
        **ALWAYS,
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    for name, value in unless_set.items():
        response.headers.setdefault(name, value)
