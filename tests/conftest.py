"""What every test stands on: no other host, no credentials, Chromium, and the real data where it is."""

from __future__ import annotations

import gc
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import network_guard
import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django.template.base import Template
from django.test.utils import _TestState
from django.utils import translation

from tests import migrated, migrated_postgres
from tools import compile_messages, postgres

ROOT = Path(__file__).resolve().parent.parent
SECRETS = re.compile(r"TOKEN|SECRET|PASSW|CREDENTIAL|API_?KEY|_PROXY$", re.IGNORECASE)
ON_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
IN_CI = os.environ.get("CI", "").lower() == "true"
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]

T = TypeVar("T")
SMALL_PARTS = ("django/forms/", "wagtailadmin/shared/", "wagtailadmin/panels/", "wagtailadmin/widgets/", "wagtailadmin/icons/")

gc.set_threshold(100_000, 20, 20)
"""Forms and queries make objects by the hundred thousand: looking for circles among them each time takes a twentieth of all tests."""

network_guard.install()
for name in [name for name in os.environ if SECRETS.search(name)]:
    del os.environ[name]
os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT / "tests" / "guard"), *filter(None, [os.environ.get("PYTHONPATH")])])
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
"""Playwright's own loop runs in the thread of the test, where Django would refuse the database."""


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues once, before the processes of xdist start."""
    if not hasattr(config, "workerinput") and compile_messages.main():
        pytest.exit("A catalogue is broken: see above.", returncode=1)


@pytest.fixture(scope="session", autouse=True)
def small_templates_untold(django_test_environment: None) -> None:
    """Django's test client notes each template that is rendered, with a copy of its context. Of the thousands of small parts of a form of the admin
    it need not know: that took a third of the time of a test."""
    told, plain = Template._render, _TestState.saved_data.template_render  # type: ignore[attr-defined]

    def render(template: Any, context: Any) -> Any:
        return (plain if (template.name or "").startswith(SMALL_PARTS) else told)(template, context)

    Template._render = render  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    """Nothing of one test is left for the next: no language, no cache. A test that tried to reach another host fails."""
    tried = len(network_guard.attempts)
    yield
    translation.activate("en")
    _forget()
    if network_guard.attempts[tried:]:
        pytest.fail(f"tried to reach another host: {network_guard.attempts[tried:]}")


def missing(what: str) -> None:
    """Skip because something is not on this machine; in CI, where all of it is installed, fail."""
    (pytest.fail if IN_CI else pytest.skip)(f"{what} is not here")


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings_parallel_suffix: None) -> bool:
    """Start from the migrated database of an earlier run, where there is one."""
    chosen = settings.DATABASES["default"]
    name = chosen.get("TEST", {}).get("NAME")
    if not ON_SQLITE:
        migrated_postgres.copy(migrated_postgres.folder(chosen), name)
        return True
    found = bool(name) and migrated.template().exists()
    if found:
        migrated.copy(migrated.template(), Path(name))
    return found


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_keepdb: bool, django_db_blocker: Any) -> None:
    """Keep what was migrated for the next run."""
    test = settings.DATABASES["default"].get("TEST", {})
    if test.get("NAME") and not django_db_keepdb:
        migrated.copy(Path(test["NAME"]), migrated.template())


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The folder in which a PostgreSQL listens: the one that the tests run on, or one that is started for those few that need it."""
    if not ON_SQLITE:
        yield str(settings.DATABASES["default"]["HOST"])
        return
    try:
        with postgres.server() as url:
            yield postgres.folder(url)
    except postgres.NoPostgresError as problem:
        missing(str(problem))


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: Any) -> Iterator[Callable[[Callable[[], T]], T]]:
    """Make something once for all tests of a module: ``kept(factories.full_service)``. What a test changes is rolled back after it, so each reads
    it anew from the database. For modules without ``transaction=True``."""
    whole = transaction.atomic()

    def keep(make: Callable[[], T]) -> T:
        with django_db_blocker.unblock():
            return make()

    keep(whole.__enter__)
    yield keep
    keep(lambda: transaction.set_rollback(True))
    keep(lambda: whole.__exit__(None, None, None))
    _forget()


def _forget() -> None:
    """Empty every cache."""
    from search import kept as values

    for alias in settings.CACHES:
        caches[alias].clear()
    values.forget()


@pytest.fixture(scope="module")
def kept_full_service(kept: Callable[[Callable[[], Any]], Any]) -> int:
    """The number of a service with rows of every kind, made once for the module."""
    from tests import factories

    return int(kept(factories.full_service).pk)


@pytest.fixture
def full_service(kept_full_service: int, db: None) -> Any:
    """That service, as it was made."""
    from resources.models import ServicePage

    return ServicePage.objects.get(pk=kept_full_service)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, which resolves no name but ``localhost``. pytest-playwright's ``page``, ``context`` and ``new_context`` use it."""
    path = shutil.which("chromium")
    if not path:
        missing("Chromium (apt install chromium)")
    return {**browser_type_launch_args, "executable_path": path, "args": CHROMIUM_ARGS}


@pytest.fixture(scope="session")
def chromium(browser: Any) -> Any:
    """A running Chromium (Playwright's ``Browser``)."""
    return browser


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the real data, named by ``HUB_SHARED``. Unset: skipped. Set to something else: a mistake."""
    named = os.environ.get("HUB_SHARED")
    if not named:
        pytest.skip("HUB_SHARED does not name the folder of the real data")
    folder = Path(named)
    if not (folder / "umbrella").is_dir():
        pytest.fail(f"HUB_SHARED={named} is not the folder of the real data: it has no umbrella/")
    return folder
