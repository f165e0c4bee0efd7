"""The page that every page type of the hub extends."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField, TranslatableField

from hub import languages
from hub.admin.forms import HubPageForm
from hub.admin.panels import FactsPanel, FactsShown, SmallChange

from .facts import FactsMixin
from .searchable import SearchableMixin
from .visibility import visible_of


def words(*names: str) -> list[TranslatableField | SynchronizedField]:
    """``translatable_fields`` of a page type: the words of every page and ``names``. The slug is the source's in every language."""
    every = [TranslatableField(name) for name in ("title", "seo_title", "search_description", "summary", *names)]
    return [*every, SynchronizedField("slug", overridable=False)]


class HubPage(SearchableMixin, FactsMixin, Page):
    """A page of words with facts. Subclasses name their words in ``translatable_fields`` (by ``words()``) and their facts in ``fact_fields``."""

    summary = models.TextField(
        _("summary"), blank=True, max_length=400, help_text=_("One or two sentences: what a reader finds here. Shown in lists and results.")
    )
    listed = models.BooleanField(_("listed"), default=True, help_text=_("Off: hidden in all languages at once, from pages, lists and search."))
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

    answers_without_words: ClassVar[bool] = False
    """Does the page's address answer with its facts in languages that it has no words in? Else it offers the languages it exists in."""

    word_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary")]
    fact_panels: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel("topics"), FieldPanel("audiences")], heading=_("What it is about and for whom"), classname="collapsed"),
        MultiFieldPanel(
            [FieldPanel("listed"), FieldPanel("review_on"), FieldPanel("steward"), FieldPanel("share_image")], heading=_("Looking after this page")
        ),
    ]

    class Meta:
        abstract = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Each page type gets the same three tabs: words, facts, promotion and dates."""
        super().__init_subclass__(**kwargs)
        cls.edit_handler = TabbedInterface(
            [
                ObjectList([*cls.word_panels, SmallChange()], heading=_("Words")),
                FactsPanel(
                    [*cls.fact_panels, *HubPage.fact_panels] if cls.fact_panels is not HubPage.fact_panels else cls.fact_panels, heading=_("Facts")
                ),
                FactsShown(heading=_("Facts")),
                ObjectList(cls.promote_panels, heading=_("Promote")),
                ObjectList(cls.settings_panels, heading=_("Settings")),
            ],
            base_form_class=cls.base_form_class,
        )

    @classmethod
    def visible(cls) -> PageQuerySet:
        """The pages of this type that everybody may see now."""
        return visible_of(cls)

    @cached_property
    def language(self) -> languages.Language:
        """The language this page is written in."""
        return languages.language(self.locale.language_code)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page and, as ``facts``, the page its facts are read from."""
        return {**super().get_context(request, *args, **kwargs), "facts": self.facts}

    def serve_without_words(self, request: HttpRequest) -> HttpResponse:
        """The page for a reader whose language it has no words in: its name as it is and all facts. Search engines are asked to pass over it."""
        context = {**self.get_context(request), "without_words": True}
        response = TemplateResponse(request, self.get_template(request), context)
        response["X-Robots-Tag"] = "noindex"
        return response
