"""What is kept about the people who work here, in a few kinds; and what models that are not ours keep, on which nothing can be declared."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from .declaration import Retention

HALF_A_YEAR: Final = timedelta(days=180)
WITH_THE_ACCOUNT: Final = _("Until the account is deleted.")
FROM_THE_TEAM: Final = _("They work with us, and were told when they got their account.")


def work(after: str, *fields: str) -> Retention:
    """Who of the team did something at the moment ``after``: ``fields`` are cut."""
    return Retention(
        what=_("Who of the team wrote, checked, uploaded or decided something"),
        purpose=_("So that colleagues can ask each other, and mistakes can be traced."),
        basis=FROM_THE_TEAM,
        until=_("%(time)s after it was done. What was done stays, without the name."),
        fields=fields,
        keep=HALF_A_YEAR,
        after=after,
        cut=fields,
    )


def at_hand(*fields: str) -> Retention:
    """Who of the team has something to do with it now."""
    return Retention(
        what=_("Who of the team looks after a page, made it, or has it open"),
        purpose=_("So that reports and questions reach somebody, and two people do not overwrite each other."),
        basis=FROM_THE_TEAM,
        until=_("Until somebody else does, or the account is deleted."),
        fields=fields,
    )


def account(*fields: str) -> Retention:
    """What belongs to an account."""
    return Retention(
        what=_("Accounts of the team: username, the name that colleagues see, e-mail address, language, the month of the last sign-in"),
        purpose=_("To sign in, and to be told that something waits."),
        basis=FROM_THE_TEAM,
        until=WITH_THE_ACCOUNT,
        fields=fields,
    )


def short_lived(after: str, days: int, *fields: str) -> Retention:
    """What the machine needs for a while."""
    return Retention(
        what=_("What the server has under way for the team: a sign-in, an upload, a form, mail to send"),
        purpose=_("To go on where somebody stopped, and to find out why something did not work."),
        basis=FROM_THE_TEAM,
        until=_("At most %(time)s after it ended.") if days else _("Until it ends."),
        fields=fields,
        keep=timedelta(days=days),
        after=after,
    )


def factor(*fields: str) -> Retention:
    """What somebody signs in with beside the password."""
    return Retention(
        what=_("What somebody of the team signs in with beside the password: locked secrets of an app, public halves of keys, when they were used"),
        purpose=_("So that a stolen password opens nothing."),
        basis=FROM_THE_TEAM,
        until=_("Until its owner removes it, or the account is deleted."),
        fields=fields,
    )


def remarks(after: str, *fields: str) -> Retention:
    """What the team writes beside a page."""
    return Retention(
        what=_("Remarks that the team writes to each other beside a page"),
        purpose=_("To work on the words of a page together."),
        basis=FROM_THE_TEAM,
        until=_("%(time)s after the remark is settled, or with the page.") if after else _("As long as the remark that it answers."),
        fields=fields,
        keep=HALF_A_YEAR if after else None,
        after=after,
    )


OTHERS: Final[dict[str, Any]] = {
    "wagtailcore.PageLogEntry": work("timestamp", "user"),
    "wagtailcore.ModelLogEntry": work("timestamp", "user"),
    "wagtailcore.Revision": work("created_at", "user"),
    "wagtailcore.WorkflowState": work("created_at", "requested_by"),
    "wagtailcore.TaskState": work("finished_at", "finished_by", "comment"),
    "wagtail_localize.StringTranslation": work("updated_at", "last_translated_by"),
    "wagtail_localize.SegmentOverride": work("updated_at", "last_translated_by"),
    "wagtailimages.Image": work("created_at", "uploaded_by_user"),
    "wagtaildocs.Document": work("created_at", "uploaded_by_user"),
    "wagtailcore.Page": at_hand("owner", "locked_by"),
    "wagtailcore.PageSubscription": at_hand("user"),
    "wagtailcore.Comment": remarks("resolved_at", "user", "text", "resolved_by"),
    "wagtailcore.CommentReply": remarks("", "user", "text"),
    "wagtailusers.UserProfile": account("user"),
    "members.User_groups": account("user"),
    "members.User_user_permissions": account("user"),
    "mfa.Authenticator": factor("user", "data"),
    "account.EmailAddress": account("user", "email"),
    "account.EmailConfirmation": account("email_address"),
    "wagtailcore.APIToken": account("user", "name"),
    "sessions.Session": short_lived("expire_date", 0, "session_data"),
    "wagtailadmin.EditingSession": short_lived("last_seen_at", 1, "user"),
    "wagtailadmin.FormState": short_lived("last_updated_at", 1, "user", "data"),
    "wagtailcore.UploadedFile": at_hand("uploaded_by_user"),
    "django_tasks_database.DBTaskResult": short_lived("finished_at", 14, "args_kwargs"),
}
