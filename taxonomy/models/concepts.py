"""What a page is about and for whom: concepts, and their words in each language."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub import languages

CODE = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", _("A code consists of small letters, digits and single hyphens, for example “family-violence”."))


class Concept(models.Model):
    """A topic or an audience (SKOS: a concept). ``urgent`` ones (suicide, violence, thrown out, detained) are answered before anything else."""

    class Scheme(models.TextChoices):
        """The lists a concept can stand in."""

        TOPIC = "topic", _("Topic")
        AUDIENCE = "audience", _("Audience")

    class Icon(models.TextChoices):
        """The drawings that a topic can have."""

        HOME = "home", _("House")
        HEALTH = "health", _("Heart")
        MIND = "mind", _("Head")
        LAW = "law", _("Scales")
        FAMILY = "family", _("Two people")
        ROAD = "road", _("Road")
        WORK = "work", _("Briefcase")
        SCHOOL = "school", _("Mortarboard")

    scheme = models.CharField(_("list"), max_length=10, choices=Scheme.choices)
    code = models.CharField(_("code"), max_length=50, validators=[CODE], help_text=_("Stands in addresses and filters and never changes."))
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("broader concept"))
    uri = models.URLField(_("address of the same concept elsewhere"), blank=True, help_text=_("For example its entry in Homosaurus or Wikidata."))
    urgent = models.BooleanField(_("urgent"), default=False, help_text=_("Help lines are offered first to a person who looks for this."))
    icon = models.CharField(_("icon"), max_length=10, choices=Icon.choices, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        """One code per list; in the order that editors chose."""

        verbose_name = _("concept")
        verbose_name_plural = _("concepts")
        ordering = ("-scheme", "position", "code")
        constraints = (models.UniqueConstraint(fields=("scheme", "code"), name="taxonomy_concept_code"),)

    def __str__(self) -> str:
        """The code: labels differ by language and cost a query (``taxonomy.labels``)."""
        return self.code

    def clean(self) -> None:
        """Refuse a broader concept of the other list, and one that lies below this one."""
        above, seen = self.parent, {self.pk} - {None}
        if above and above.scheme != self.scheme:
            raise ValidationError({"parent": _("The broader concept has to stand in the same list. Choose one from there.")})
        while above:
            if above.pk in seen:
                raise ValidationError({"parent": _("A concept cannot be broader than itself. Choose another one.")})
            seen, above = {*seen, above.pk}, above.parent


class ConceptLabel(models.Model):
    """The words for a concept in one language: the preferred one, the others that people search by, and what it means."""

    concept = models.ForeignKey(Concept, models.CASCADE, related_name="labels", verbose_name=_("concept"))
    language = models.CharField(_("language"), max_length=12, choices=languages.choices)
    preferred = models.CharField(_("preferred label"), max_length=120)
    alternatives = models.JSONField(_("other words"), default=list, blank=True, help_text=_("Synonyms and community words by which people search."))
    definition = models.TextField(_("definition"), blank=True)

    class Meta:
        """One label per concept and language."""

        verbose_name = _("label of a concept")
        verbose_name_plural = _("labels of concepts")
        ordering = ("concept", "language")
        constraints = (models.UniqueConstraint(fields=("concept", "language"), name="taxonomy_label_language"),)

    def __str__(self) -> str:
        """The preferred label."""
        return self.preferred
