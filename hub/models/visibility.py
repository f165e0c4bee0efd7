"""Who may see a page: one rule, asked of the database each time (DESIGN §2, rule 4)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from django.apps import apps
from django.db import connection
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Length, Substr
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from search.prepared import Prepared

from .frozen import frozen

if TYPE_CHECKING:
    from .page import HubPage

FEW: Final = 16
"""``visible_among`` asks for so many pages at least."""
_TREE: Final = ("id", "path", "depth", "numchild", "title", "slug", "url_path", "show_in_menus")
_STATE: Final = ("live", "go_live_at", "expire_at", "locale", "content_type", "translation_key")
_PAGES: Final = Prepared(Page, (*_TREE, *_STATE))
"""What links and lists need of a page."""


@cache
def hub_page_models() -> tuple[type[HubPage], ...]:
    """Every page type of the hub."""
    from .page import HubPage

    return tuple(model for model in apps.get_models() if issubclass(model, HubPage))


class OneByOne(Exists):
    """Asked of one page after the other. PostgreSQL would rather make a list of all pages that are refused, however few are asked about; what stands
    in a ``CASE`` it leaves where it is."""

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Sequence[Any]]:
        """The question so that it is not taken apart."""
        sql, params = self.as_sql(compiler, connection, **context)
        return f"(CASE WHEN {sql} THEN TRUE ELSE FALSE END)", params


def in_time() -> Q:
    """Live, and now within its dates: compared when read, so that a page ends on time even if no command ran."""
    now = timezone.now()
    return Q(live=True) & (Q(go_live_at=None) | Q(go_live_at__lte=now)) & (Q(expire_at=None) | Q(expire_at__gt=now))


def _restricted(prefix: str = "") -> Exists:
    """Is the page (or the one at ``prefix``), or one above it, for some people only? Asked within the query, not before it, and of the few pages that
    are restricted: where they are joined, PostgreSQL goes through all pages instead, once for each page that is asked about."""
    restricted = Subquery(Page.objects.filter(pk=OuterRef("page_id")).values("path"))
    path_above = Substr(OuterRef(f"{prefix}path"), 1, Length("_path"))
    return Exists(PageViewRestriction.objects.alias(_path=restricted).filter(_path=path_above))


def facts_listed() -> Q:
    """The facts of the family are listed."""
    return Q(facts_page=None, listed=True) | Q(facts_page__listed=True)


def let_through(model: type[HubPage]) -> Q:
    """No reason of the page type's own holds the page back. A type that has none adds nothing to the question."""
    held = model.held_back()
    return Q() if held.query.is_empty() else ~Q(Exists(held.filter(pk=OuterRef("pk"))))


def let_in(model: type[HubPage]) -> PageQuerySet:
    """The same without restrictions, for whoever looks at them reader by reader."""
    return _unrestricted(model, timezone.localdate()).filter(in_time())


def visible_of(model: type[HubPage], at_any_time: bool = False) -> PageQuerySet:
    """The pages of one type that everybody may see now: in time, listed, let through by its type, and neither the page nor its facts page
    restricted. ``at_any_time``: also those whose dates, and nothing else, hold them back now."""
    return _prepared(model, timezone.localdate()).filter(Q(live=True) if at_any_time else in_time())


def visible_pages(at_any_time: bool = False) -> PageQuerySet:
    """The same for all types at once, as plain ``Page`` rows."""
    return _prepared(None, timezone.localdate()).filter(Q(live=True) if at_any_time else in_time())


def visible_among(pks: Collection[int]) -> list[Page]:
    """Those of a few pages that everybody may see now, in the order of the tree: the question of ``visible_pages``, word for word, but put into SQL
    once a day, which takes longer than the database takes to answer it."""
    if not pks:
        return []
    size = max(FEW, 1 << (len(pks) - 1).bit_length())
    padded = [*pks, *[min(pks)] * (size - len(pks))]  # few different questions, which the database keeps ready
    sql, params = _in_sql(timezone.localdate(), connection.alias, size)
    now = timezone.now()
    found = [page for page in _PAGES.rows(sql, [*padded, *params]) if _in_time(page, now)]
    return sorted(found, key=lambda page: page.path)


def _in_time(page: Page, now: datetime) -> bool:
    """The same as ``in_time``, of a page that has been read."""
    return page.live and (page.go_live_at is None or page.go_live_at <= now) and (page.expire_at is None or page.expire_at > now)


@lru_cache(maxsize=16)
def _in_sql(today: date, using: str, number: int) -> tuple[str, Sequence[Any]]:
    """The question for so many pages of all types, without their dates: the numbers of the pages come first."""
    query = _prepared(None, today).query.clone()
    compiler = query.get_compiler(using)
    compiler.pre_sql_setup()
    where, params = compiler.compile(query.where)
    quote, table = compiler.connection.ops.quote_name, Page._meta.db_table
    numbers = ", ".join(["%s"] * number)
    narrowed = f"WHERE {quote(table)}.{quote('id')} IN ({numbers}) AND {where}"
    return f"SELECT {_PAGES.columns} FROM {quote(table)} {narrowed}", params  # our own SQL  # nosec B608


@lru_cache(maxsize=64)
def _prepared(model: type[HubPage] | None, today: date) -> PageQuerySet:
    """The question without the part that changes from moment to moment, for the consents of ``today``. It is put together once a day and copied each
    time, which is quicker: to put it together, and then into SQL, takes longer than the database takes to answer it. It is never asked itself."""
    return frozen(_all_types() if model is None else _of(model))


@lru_cache(maxsize=64)
def _unrestricted(model: type[HubPage], today: date) -> PageQuerySet:
    """The same for ``let_in``."""
    return frozen(model._default_manager.filter(facts_listed(), let_through(model)))


def _of(model: type[HubPage]) -> PageQuerySet:
    """The pages of one type, whenever."""
    return model._default_manager.filter(facts_listed(), let_through(model), ~_restricted(), ~_restricted("facts_page__"))


def _all_types() -> PageQuerySet:
    """The pages of all types, whenever."""
    pages = Page.objects.filter(~_restricted())
    for model in hub_page_models():
        refused = model._default_manager.filter(~facts_listed() | Q(_restricted("facts_page__")) | ~let_through(model))
        pages = pages.filter(~OneByOne(refused.filter(pk=OuterRef("pk"))))
    return pages
