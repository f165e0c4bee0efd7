"""``load_demo`` on a site that is empty, and back to that."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management.base import CommandError
from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import Page
from wagtail_localize.models import String, StringTranslation, TranslatableObject, Translation, TranslationSource

from home.models import HomePage
from hub.models import HubImage
from members.models import User
from resources.models import ServicePage
from translation.models import TranslationState


def everything() -> dict[str, Any]:
    """What loading makes."""
    counted = (String, StringTranslation, Translation, TranslatableObject, TranslationSource, TranslationState, User, Group, HubImage)
    return {"pages": sorted(Page.objects.values_list("title", "path")), **{model.__name__: model._default_manager.count() for model in counted}}


def test_removing_leaves_the_site_as_it_was_and_it_can_be_loaded_again(tiny):
    before = everything()
    tiny()
    with_demo = everything()
    _out, err = tiny("--remove")
    assert "removed" in err
    assert everything() == before
    home = HomePage.objects.get()
    assert (home.title, home.summary, home.is_demo, home.numchild) == ("Harbour", "", False, 0)
    assert Page.find_problems() == ([], [], [], [], [])
    tiny()
    assert everything() == with_demo


@pytest.mark.soak
def test_what_an_editor_copied_from_an_example_stays(tiny):
    tiny()
    example = ServicePage.objects.filter(facts_page=None).first()
    CopyPageAction(example, to=example.get_parent(), update_attrs={"slug": "ours", "title": "Ours"}, keep_live=True).execute(
        skip_permission_checks=True
    )
    with pytest.raises(CommandError, match="demo pages stay"):
        tiny("--remove")
    ours = ServicePage.objects.get()
    assert (ours.slug, ours.is_demo) == ("ours", False)
    assert [row.number for row in ours.phones.all()]


@pytest.mark.soak
def test_somebody_elses_account_of_the_same_name_is_left_alone(tiny):
    theirs = User.objects.create_user("demo-editor", "somebody@example.org", "their own password")
    out, _err = tiny()
    assert "demo-editor" not in out
    theirs.refresh_from_db()
    assert theirs.check_password("their own password")
    tiny("--remove")
    assert User.objects.filter(pk=theirs.pk).exists()


def test_production_settings_do_not_allow_it():
    from hub.settings import base

    assert base.HUB_DEMO_ALLOWED is False
