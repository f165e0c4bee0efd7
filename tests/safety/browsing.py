"""A browser that writes down whatever the policies of our answers forbid, and whatever it asks of another host."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

LISTEN = """
window.__forbidden = [];
document.addEventListener('securitypolicyviolation', one => window.__forbidden.push(
    `${one.effectiveDirective} ${one.blockedURI} ${one.sourceFile ?? ''}:${one.lineNumber} ${one.sample}`));
"""


class Watched:
    """A page of a browser, and what went wrong in it. ``context`` is one of Playwright's."""

    def __init__(self, context: Any, server: str) -> None:
        context.add_init_script(LISTEN)
        self.page, self.said, self.elsewhere = context.new_page(), [], []
        self.page.on("console", lambda said: self.said.append(said.text) if "Policy" in said.text or "policy" in said.text else None)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda asked: self._note(asked.url, urlsplit(server).netloc))

    def _note(self, url: str, own: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.netloc != own:
            self.elsewhere.append(url)

    def faults(self) -> list[str]:
        """All that went wrong since it was last asked."""
        found = [one for frame in self.page.frames for one in frame.evaluate("window.__forbidden ?? []")]
        found, self.said, self.elsewhere = [*found, *self.said, *self.elsewhere], [], []
        return found

    def visit(self, address: str) -> list[str]:
        """Go to ``address`` and give its scripts a moment; what went wrong."""
        self.page.goto(address)
        self.page.wait_for_timeout(100)
        return [f"{address}: {one}" for one in self.faults()]
