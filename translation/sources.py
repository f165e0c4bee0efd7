"""The originals of translations, cut into segments: renewed with each publication, so that translators find new sentences at once (DESIGN §5).

No translated page is saved by it: what readers see changes when a translator publishes, and translations of unchanged sentences stay.
"""

from __future__ import annotations

import json
import logging
from functools import partial

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from wagtail_localize.models import TranslationSource

from hub.models import HubPage

from .make import settle
from .states import words_in

logger = logging.getLogger(__name__)


def refresh_or_retry(original: HubPage) -> None:
    """Renew the segments of ``original``, which has just been published. A failure undoes nothing but itself: the publication stands, the error is
    logged, and the worker tries again."""
    for pk in TranslationSource.objects.filter(object_id=original.translation_key, locale=original.locale_id).values_list("pk", flat=True):
        try:
            refresh(pk)
        except Exception:
            logger.exception("The segments of translation source %s could not be renewed; the worker tries again.", pk)
            transaction.on_commit(partial(retry.enqueue, pk), robust=True)


@task()
def retry(pk: int) -> None:
    """Renew the segments of a source, unless it is gone by now."""
    if TranslationSource.objects.filter(pk=pk).exists():
        refresh(pk)


@transaction.atomic
def refresh(pk: int) -> TranslationSource:
    """Renew the segments of the source ``pk`` from its live page. Where only facts have changed the segments are left alone."""
    source = TranslationSource.objects.select_for_update().get(pk=pk)
    page = source.get_source_instance()
    if words_in(json.loads(source.content_json), type(page)) == words_in(page.serializable_data(), type(page)):
        source.content_json, source.last_updated_at = page.to_json(), timezone.now()
        source.save(update_fields=["content_json", "last_updated_at"])
    else:
        settle(page)
        source.update_from_db()
    return source
