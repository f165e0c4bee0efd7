"""Notices for all pages in the admin: a kind, a time, words in as many languages as somebody can write. A second person hears of each change."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.backends import ModelBackend
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateTimeInput, AdminPageChooser

from home.models import Banner, BannerKind
from hub import languages
from hub.admin.notices import Notice, tell
from hub.admin.tables import LIST, Told

PREFIX = "words_"


class BannerForm(WagtailAdminModelForm):
    """A notice with one field of words for each language."""

    class Meta:
        model = Banner
        fields = ("kind", "starts_at", "ends_at", "more")
        widgets: ClassVar[dict[str, Any]] = {
            "kind": forms.RadioSelect,
            "starts_at": AdminDateTimeInput,
            "ends_at": AdminDateTimeInput,
            "more": AdminPageChooser,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = BannerKind.choices
        for language in languages.LANGUAGES:
            self.fields[f"{PREFIX}{language.code}"] = _words_field(language, self.instance.words.get(language.code, ""))

    def save(self, commit: bool = True) -> Banner:
        """Save, note who did, and tell the others who may change notices."""
        given = {code: self.cleaned_data[f"{PREFIX}{code}"].strip() for code in languages.codes()}
        self.instance.words = {code: text for code, text in given.items() if text}
        self.instance.changed_by = self.for_user
        banner: Banner = super().save(commit=commit)
        tell(others(self.for_user), Notice.BANNER)
        return banner


def _words_field(language: languages.Language, text: str) -> forms.CharField:
    """The field for the words in one language."""
    widget = forms.Textarea(attrs={"rows": 2, "lang": language.tag, "dir": language.direction})
    label = _("Words in %(language)s") % {"language": language.name}
    return forms.CharField(label=label, max_length=300, required=False, initial=text, widget=widget)


def others(user: Any) -> list[Any]:
    """Everybody who may change notices, but for ``user``."""
    return [one for one in ModelBackend().with_perm("home.change_banner") if one != user]


def state_of(banner: Banner) -> str:
    """Is it shown now?"""
    now = timezone.now()
    if banner.ends_at <= now:
        return _("Over")
    return _("Shown now") if banner.starts_at <= now else _("Later")


def languages_of(banner: Banner) -> str:
    """The languages in which it has words of its own."""
    return ", ".join(one.name for one in languages.LANGUAGES if banner.words.get(one.code))


def moment(when: datetime) -> str:
    """A day and its time. Wagtail's own column counts from now, and takes what lies ahead for "0 minutes ago"."""
    return date_format(timezone.localtime(when), "DATETIME_FORMAT")


class BannerIndex(IndexView):
    """The list of notices."""

    table_classname = LIST


class BannerViewSet(ModelViewSet):
    """The notices."""

    model = Banner
    index_view_class = BannerIndex
    name = "banners"
    icon = "warning"
    menu_label = gettext_lazy("Notices for all pages")
    menu_name = "banners"
    menu_order = 70
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display: ClassVar[list[Any]] = [
        "__str__",
        Told("state", label=gettext_lazy("State"), accessor=state_of),
        Told("words", label=gettext_lazy("Words"), accessor=languages_of),
        Told("starts_at", label=gettext_lazy("From"), accessor=lambda banner: moment(banner.starts_at)),
        Told("ends_at", label=gettext_lazy("Until"), accessor=lambda banner: moment(banner.ends_at)),
        Told("changed_by", label=gettext_lazy("Changed by")),
    ]

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        """With words for each language."""
        return BannerForm
