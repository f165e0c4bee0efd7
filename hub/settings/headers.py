"""What browsers may do with our answers. ``safety.headers`` sends them; docs/decisions/0010-headers.md says why each is as it is."""

from csp.constants import NONE, SELF, UNSAFE_INLINE

PUBLIC_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}
"""Readers: our own files, and nothing within the page that runs or styles by itself."""

ADMIN_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:", "blob:"],
    "object-src": [NONE],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],
}
"""The sign-in. Nothing within the page runs here either."""

EDITING_POLICY = {
    **ADMIN_POLICY,
    "script-src-elem": [SELF, UNSAFE_INLINE],
    "script-src-attr": [NONE],
    "style-src-elem": [SELF, UNSAFE_INLINE],
    "style-src-attr": [NONE],
}
"""The other screens of the admin. Wagtail's choosers, its fields for dates and its rows are begun by a script element beside each, and its rich text
adds style elements of its own, so these may stand in a page; handlers and styles in attributes (``onerror``, ``style``), ``eval`` and other hosts may
not. A frame is for the preview."""

DOCUMENT_POLICY = {
    "default-src": [NONE],
    "sandbox": [True],
    "form-action": [NONE],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}
"""A document that a browser opens all the same is a stranger there: no script, no form, no cookie."""

_DENIED = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _DENIED),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Sent with everything, unless a view has said otherwise (the exit tells its neutral page no referrer at all)."""
