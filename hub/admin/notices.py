"""Mail to the people who look after pages. It says that something waits and where to sign in: no title, no name, no word that tells what the site
is about, because somebody else may read over the shoulder (DESIGN §7)."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import models
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import task
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.users.models import UserProfile

from hub.models import HubPage

logger = logging.getLogger(__name__)

LATER: Final = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
"""The pauses after which a mail is tried again."""


class Notice(models.TextChoices):
    """What a mail says. Neutral sentences, the same for everybody."""

    CHANGED = "changed", gettext_lazy("A detail on a page you look after was changed and waits for a second look.")
    REPORT = "report", gettext_lazy("Somebody told us of a mistake on a page you look after.")
    URGENT = "urgent", gettext_lazy("Something needs a look today.")
    BANNER = "banner", gettext_lazy("A notice for all pages was published or changed.")
    SIGN_IN = "sign_in", gettext_lazy("The way you sign in was changed. If it was not you who did that, tell an administrator today.")
    RESET = (
        "reset",
        gettext_lazy("Your second factor was taken from the sign-in, as was asked for. If it was not you who asked, tell an administrator today."),
    )


def tell(users: Iterable[Any], notice: Notice) -> None:
    """Send ``notice`` to each of ``users`` who has an e-mail address, by the worker."""
    for pk in {user.pk for user in users if user.email and user.is_active}:
        send_notice.enqueue(pk, notice.value)


@task()
def send_notice(user_pk: int, notice: str, tried: int = 0) -> None:
    """Send one mail, in the language in which this person uses the admin. Nothing is sent to an account that is gone by then.

    What the mail server does not take is tried again after each of ``LATER``. Neither log nor queue keep its answer: it repeats the address.
    """
    user = get_user_model().objects.filter(pk=user_pk, is_active=True).exclude(email="").first()
    if user is None:
        return
    with translation.override(UserProfile.get_for_user(user).get_preferred_language()):
        context = {"sentence": Notice(notice).label, "address": f"{settings.WAGTAILADMIN_BASE_URL}{reverse('wagtailadmin_home')}"}
        subject, body = _("Something waits for you"), render_to_string("hub/mail/notice.txt", context)
    try:
        send_mail(subject, body, None, [user.email])
    except OSError as error:  # away, slow, or it refuses (SMTPException is one)
        try_later(user_pk, notice, tried, type(error).__name__)


def try_later(user_pk: int, notice: str, tried: int, why: str) -> None:
    """Ask for another try after the next pause; after the last one the person still finds it on the first page of the admin."""
    if tried == len(LATER):
        logger.error("A mail to account %s could not be sent (%s) and is given up.", user_pk, why)
        return
    logger.warning("A mail to account %s could not be sent (%s) and is tried again in %s.", user_pk, why, LATER[tried])
    send_notice.using(run_after=timezone.now() + LATER[tried]).enqueue(user_pk, notice, tried + 1)


def who_hears(page: HubPage, without: Any = None) -> list[Any]:
    """Who hears about ``page``: its steward, else everybody who may change its facts; never ``without``, who did it."""
    facts = page.facts
    if facts.steward and facts.steward.is_active and facts.steward != without:
        return [facts.steward]
    editors = PagePermissionPolicy(type(facts)).users_with_permission_for_instance("change", facts).filter(is_active=True)
    return [user for user in editors if user != without and user.has_perm("hub.change_facts")]
