"""The page that every page type of the hub extends."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField, TranslatableField

from hub import languages
from hub.admin.forms import HubPageForm
from hub.admin.panels import FactsPanel, FactsShown, SmallChange, Tabs, UnconfirmedPanel
from safety.register import at_hand

from .facts import FactsMixin
from .searchable import SearchableMixin
from .slugs import SlugMixin
from .visibility import visible_of


def words(*names: str) -> list[TranslatableField | SynchronizedField]:
    """``translatable_fields`` of a page type: the words of every page and ``names``. The slug is the source's in every language."""
    every = [TranslatableField(name) for name in ("title", "seo_title", "search_description", "summary", *names)]
    return [*every, SynchronizedField("slug", overridable=False)]


class HubPage(SlugMixin, SearchableMixin, FactsMixin, Page):
    """A page of words with facts. Subclasses name their words in ``translatable_fields`` (by ``words()``) and their facts in ``fact_fields``."""

    summary = models.TextField(
        _("summary"), blank=True, max_length=400, help_text=_("One or two sentences: what a reader finds here. Shown in lists and results.")
    )
    listed = models.BooleanField(_("listed"), default=True, help_text=_("Off: hidden in all languages at once, from pages, lists and search."))
    """In no form: hiding and showing are actions of their own (``hub.admin.hiding``)."""
    topics = ParentalManyToManyField(
        "taxonomy.Concept", blank=True, limit_choices_to={"scheme": "topic"}, related_name="%(class)s_about", verbose_name=_("topics")
    )
    audiences = ParentalManyToManyField(
        "taxonomy.Concept", blank=True, limit_choices_to={"scheme": "audience"}, related_name="%(class)s_for", verbose_name=_("audiences")
    )
    review_on = models.DateField(_("review on"), null=True, blank=True, help_text=_("The day on which somebody should read this page again."))
    steward = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("steward"),
        help_text=_("Who looks after this page."),
    )

    retention = at_hand("steward")
    share_image = models.ForeignKey(
        "hub.HubImage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("share card image"),
        help_text=_("Shown where somebody shares the address."),
    )
    is_demo = models.BooleanField(_("example"), default=False, editable=False)

    fact_fields: ClassVar[list[str]] = ["listed", "topics", "audiences", "review_on", "steward", "share_image"]
    translatable_fields = words()
    base_form_class = HubPageForm
    exclude_fields_in_copy = ["is_demo"]
    """What an editor copies is no example any more."""

    answers_without_words: ClassVar[bool] = False
    """Does the page's address answer with its facts in languages that it has no words in? Else it offers the languages it exists in."""

    word_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary")]
    fact_panels: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel("topics"), FieldPanel("audiences")], heading=_("What it is about and for whom"), classname="collapsed"),
        MultiFieldPanel([FieldPanel("review_on"), FieldPanel("steward"), FieldPanel("share_image")], heading=_("Looking after this page")),
    ]

    class Meta:
        abstract = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Each page type gets the same three tabs: words, facts, promotion and dates."""
        super().__init_subclass__(**kwargs)
        cls.edit_handler = Tabs(
            [
                ObjectList([*cls.word_panels, SmallChange()], heading=_("Words")),
                FactsPanel([UnconfirmedPanel(), *cls.all_fact_panels()], heading=_("Facts")),
                FactsShown(heading=_("Facts")),
                ObjectList(cls.promote_panels, heading=_("Promote")),
                ObjectList(cls.settings_panels, heading=_("Settings")),
            ],
            base_form_class=cls.base_form_class,
        )

    def copy_for_translation(self, locale: Locale, copy_parents: bool = False, alias: bool = False, exclude_fields: list[str] | None = None) -> Page:
        """The translation of an example is an example."""
        page = super().copy_for_translation(locale, copy_parents=copy_parents, alias=alias, exclude_fields=exclude_fields)
        page.is_demo = self.is_demo
        type(self)._default_manager.filter(pk=page.pk).update(is_demo=self.is_demo)
        return page

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """The page as in a revision; whether it is an example is for the row to say."""
        page = super().with_content_json(content)
        page.is_demo = self.is_demo
        return page

    @classmethod
    def all_fact_panels(cls) -> list[Any]:
        """The panels of the facts of this page type, and those of every page."""
        return cls.fact_panels if cls.fact_panels is HubPage.fact_panels else [*cls.fact_panels, *HubPage.fact_panels]

    @classmethod
    def visible(cls) -> PageQuerySet:
        """The pages of this type that everybody may see now."""
        return visible_of(cls)

    @classmethod
    def held_back(cls) -> Any:
        """The pages of this type that nobody may see for a reason of the type's own (a queryset): none, unless it says otherwise."""
        return cls._default_manager.none()

    @cached_property
    def language(self) -> languages.Language:
        """The language this page is written in."""
        return languages.language(self.locale.language_code)

    @property
    def lead(self) -> str:
        """What stands below the heading: the summary, unless the page type knows better."""
        return self.summary

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page and, as ``facts``, the page its facts are read from."""
        return {**super().get_context(request, *args, **kwargs), "facts": self.facts}

    def serve_without_words(self, request: HttpRequest) -> HttpResponse:
        """The page for a reader whose language it has no words in: its name as it is and all facts. Search engines are asked to pass over it."""
        context = {**self.get_context(request), "without_words": True}
        response = TemplateResponse(request, self.get_template(request), context)
        response["X-Robots-Tag"] = "noindex"
        return response
