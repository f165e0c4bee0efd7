"""A security key in a real browser, from setting it up to signing in, on a phone and with a policy that lets nothing inline run."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from members.factors import store
from tests import factories
from tests.looks.test_browser import OVERFLOW, RULES
from tests.members.signing import PASSWORD
from tests.safety.browsing import Watched

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Person:
    """Somebody at a browser that has a key plugged in."""

    def __init__(self, context: Any, server: str) -> None:
        self.browser, self.server = Watched(context, server), server
        self.page, self.problems = self.browser.page, []
        devtools = context.new_cdp_session(self.page)
        devtools.send("WebAuthn.enable")
        kind = {"protocol": "ctap2", "transport": "usb", "hasResidentKey": False, "hasUserVerification": True, "isUserVerified": True}
        devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**kind, "automaticPresenceSimulation": True}})

    def look(self) -> None:
        """Is the page whole, open to everybody, and within its policy?"""
        found = Axe().run(
            self.page,
            context={"include": [["main"]], "exclude": [["main header"], ["[data-w-messages-target], .messages"]]},
            options={**RULES, "resultTypes": ["violations"]},
        )
        self.problems += [f"{self.page.url}: {rule['id']} {node['html'][:160]}" for rule in found.response["violations"] for node in rule["nodes"]]
        self.problems += [f"{self.page.url}: {one}" for one in self.browser.faults()]
        if self.page.evaluate(OVERFLOW) > 0:
            self.problems.append(f"{self.page.url} scrolls sideways")

    def password(self, name: str) -> None:
        """The first step."""
        self.page.goto(self.server + reverse("wagtailadmin_login"))
        self.page.get_by_label("username").fill(name)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.look()
        self.page.get_by_role("button", name="Sign in").click()


@pytest.mark.soak
def test_a_key_is_added_and_opens_the_admin_after_the_password(live_server, new_context, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    admin = factories.administrator()
    server = live_server.url.replace("127.0.0.1", "localhost")
    one = Person(new_context(viewport={"width": 360, "height": 740}, base_url=server), server)
    one.password("admin")
    one.page.get_by_role("heading", name="First set up a second factor").wait_for()
    one.look()
    one.page.get_by_role("link", name="Set up an app").click()
    one.page.get_by_role("img", name="The secret for the app").wait_for()
    one.look()
    one.page.goto(server + reverse("second_factor_key"))
    one.page.get_by_label("Name of the key").fill("Key in the drawer")
    one.look()
    one.page.get_by_role("button", name="Add this key").click()
    one.page.get_by_role("heading", name="Recovery codes").wait_for(state="attached")
    assert store.factors(admin).count() == 1
    one.look()
    one.page.get_by_role("button", name="I have put them away").click()
    one.page.get_by_text("Key in the drawer").wait_for()
    one.look()
    one.page.context.clear_cookies()

    one.password("admin")
    one.page.get_by_role("heading", name="Second step").wait_for()
    one.look()
    assert one.page.url.endswith(reverse("wagtailadmin_login_second"))
    one.page.get_by_role("button", name="Use the key").click()
    one.page.wait_for_url(server + reverse("wagtailadmin_home"))
    assert not one.problems, "\n".join(one.problems)
