"""Mail to editors: it reaches the person who looks after a page, in their language, and says nothing to whoever reads along."""

from __future__ import annotations

import pytest
from django.core import mail
from wagtail.users.models import UserProfile

from hub import languages
from hub.admin.notices import Notice, tell, who_hears
from tests import factories

pytestmark = pytest.mark.django_db
TELLING = ("lgbt", "queer", "trans", "gay", "lesb", "help line", "Night Lamp")


@pytest.fixture
def service():
    factories.home()
    return factories.service(title="Night Lamp")


def test_the_steward_hears_and_nobody_else(service):
    steward = factories.editor("steward")
    factories.editor("other")
    service.steward = steward
    assert who_hears(service) == [steward]


def test_without_a_steward_everybody_hears_who_may_change_the_facts(service):
    one, other = factories.editor("one"), factories.editor("other")
    assert {one, other} <= set(who_hears(service))
    assert one not in who_hears(service, without=one)


def test_a_steward_who_made_the_change_leaves_it_to_the_others(service):
    steward, other = factories.editor("steward"), factories.editor("other")
    service.steward = steward
    assert other in who_hears(service, without=steward)
    assert steward not in who_hears(service, without=steward)


@pytest.mark.parametrize("code", languages.codes())
@pytest.mark.parametrize("notice", list(Notice))
def test_a_mail_says_nothing_about_the_site(django_capture_on_commit_callbacks, code, notice):
    editor = factories.editor()
    UserProfile.objects.create(user=editor, preferred_language=code)
    with django_capture_on_commit_callbacks(execute=True):
        tell([editor], notice)
    [sent] = mail.outbox
    assert sent.to == [editor.email]
    assert not [word for word in TELLING if word.lower() in (sent.subject + sent.body).lower()]
    assert "/admin/" in sent.body


def test_nobody_gets_a_mail_twice_or_without_an_address(django_capture_on_commit_callbacks):
    editor, silent = factories.editor(), factories.editor("silent")
    silent.email = ""
    silent.save()
    with django_capture_on_commit_callbacks(execute=True):
        tell([editor, editor, silent], Notice.REPORT)
    assert len(mail.outbox) == 1
