"""Nothing that others see without opening the site says what it is about: its name, icon, addresses, mails, names of files."""

import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core import mail
from django.urls import get_resolver
from django.utils import translation
from django.utils.translation import gettext
from wagtail.users.models import UserProfile

from home.demo.families import families
from hub import languages
from hub.admin.notices import Notice, send_notice
from resources.admin.lists import OrganisationList, ServiceList
from tests import factories

ROOT = Path(__file__).resolve().parents[2]
LISTS = yaml.safe_load((ROOT / "tests" / "outing_words.yml").read_text())
SPACED = [word for code, words in LISTS.items() if code != "zh-hant" for word in words]
TELLING = re.compile(
    r"(?:^|(?<=[\W_\d]))(?:{})|{}".format("|".join(map(re.escape, SPACED)), "|".join(map(re.escape, LISTS["zh-hant"]))), re.IGNORECASE
)
EACH = pytest.mark.parametrize("language", languages.LANGUAGES, ids=lambda one: one.code)


def telling(*texts: object) -> list[str]:
    """Which of ``texts`` tell."""
    return [str(text) for text in texts if TELLING.search(str(text))]


def test_the_list_holds_words_of_every_language_and_finds_them():
    assert set(LISTS) == set(languages.codes())
    assert all(len(words) >= 12 for words in LISTS.values())
    assert telling("lgbt-network", "Réseau gay", "دعم المثليين", "Гей-клуб", "台灣同志熱線", "my_pride.pdf", "همجنس‌گرا")
    assert not telling("Harbour", "legal", "Le Port", "Engagement", "Gavan", "المرفأ", "لنگرگاه", "Гавань", "港灣")


@EACH
def test_the_name_of_the_site_and_the_title_on_the_discreet_way_tell_nothing(language):
    titles = [family.words[language.code]["title"] for family in families().values() if family.kind == "home"]
    assert titles
    with translation.override(language.code):
        assert not telling(settings.WAGTAIL_SITE_NAME, *titles, gettext("Page"))


def test_addresses_of_sections_and_of_the_site_itself_tell_nothing():
    sections = [family.slug for family in families().values() if family.kind in ("home", "sections", "pages")]
    assert len(sections) > 10
    assert not telling(*sections)
    routes = [str(pattern.pattern) for conf in (None, "hub.discreet_urls") for pattern in get_resolver(conf).url_patterns]
    assert not telling(*routes)


def test_icon_and_files_that_the_browser_keeps_tell_nothing():
    assert not telling((ROOT / "static" / "icon.svg").read_text(), *(path.name for path in (ROOT / "static").rglob("*")))


@pytest.mark.django_db
@EACH
@pytest.mark.parametrize("notice", Notice)
def test_a_mail_on_a_locked_screen_tells_nothing(language, notice):
    user = factories.editor()
    UserProfile.objects.create(user=user, preferred_language=language.code)
    send_notice.func(user.pk, notice.value)
    sent = mail.outbox[-1]
    assert not telling(sent.subject, sent.body, sent.from_email)


@pytest.mark.parametrize("viewset", [ServiceList, OrganisationList])
def test_a_table_taken_along_tells_nothing_by_its_name(viewset):
    assert not telling(viewset().export_filename)
