"""What every test stands on: no other host, no credentials, Chromium, and the real data where it is."""

from __future__ import annotations

import gc
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import network_guard
import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django.http import QueryDict
from django.test import override_settings
from django.utils import translation

from tests import admins_index as admins
from tests import migrated, migrated_postgres, servers, small_parts
from tools import compile_messages, postgres, towns
from tools.elasticsearch.parts import NotHereError

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

WITH_FORMS = ("translation", "hub", "resources", "safety")

T = TypeVar("T")

gc.set_threshold(100_000, 20, 20)
"""Forms and queries make objects by the hundred thousand: looking for circles among them each time takes a twentieth of all tests."""

network_guard.install()
for name in [name for name in os.environ if SECRETS.search(name)]:
    del os.environ[name]
os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT / "tests" / "guard"), *filter(None, [os.environ.get("PYTHONPATH")])])
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
"""Playwright's own loop runs in the thread of the test, where Django would refuse the database."""


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues, make the list of towns and migrate the database once, before the processes of xdist start."""
    if hasattr(config, "workerinput"):
        return
    if compile_messages.main():
        pytest.exit("A catalogue is broken: see above.", returncode=1)
    if towns.main():
        pytest.exit("The list of towns cannot be made: see above.", returncode=1)
    if getattr(config.option, "numprocesses", None) and not config.option.collectonly:
        subprocess.run([sys.executable, "-m", "tests.migrated"], cwd=ROOT, check=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Modules that wait for a browser or load the whole demo come first, then those with long forms, short ones last: whatever comes last keeps one
    process while the others have gone home."""
    items.sort(key=lambda item: (not (item.get_closest_marker("browser") or _in(item, "demo", "importers")), not _in(item, *WITH_FORMS)))


def pytest_collection_finish() -> None:
    """What was imported and collected stays until the end: nobody looks for circles among it any more."""
    gc.collect()
    gc.freeze()


def _in(item: pytest.Item, *folders: str) -> bool:
    """Does the module stand in one of these folders?"""
    return any(f"/{folder}/" in item.nodeid for folder in folders)


@pytest.fixture(scope="session", autouse=True)
def small_parts_quickly(django_test_environment: None) -> None:
    """A form of the admin has thousands of small templates; a page that is saved is written into an index of the admin's."""
    small_parts.quicken()
    admins.leave()


@pytest.fixture(scope="module")
def admins_index(small_parts_quickly: None) -> Iterator[None]:
    """For modules that need that index."""
    admins.follow()
    yield
    admins.leave()


@pytest.fixture(autouse=True, scope="session")
def nothing_ages() -> Iterator[None]:
    """What a process reads anew after some seconds stays as it was read until the test is over: else who counts queries counts seconds too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("home.banners.SECONDS", 3600)
        patch.setattr("hub.leaving.SECONDS", 3600)
        yield


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
def elasticsearch_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a running Elasticsearch, one for all tests: each keeps to index names of its own."""
    try:
        return servers.elasticsearch(tmp_path_factory)
    except NotHereError as problem:
        missing(f"Elasticsearch: {problem}")
        raise


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
    yield from _keeping(django_db_blocker)
    _forget()


@pytest.fixture(scope="class")
def kept_in_class(kept: Callable[[Callable[[], T]], T], django_db_blocker: Any) -> Iterator[Callable[[Callable[[], T]], T]]:
    """The same for the tests of a class: those of other classes see nothing of it."""
    yield from _keeping(django_db_blocker)
    _forget()


def _keeping(blocker: Any) -> Iterator[Callable[[Callable[[], T]], T]]:
    """A way to make things that stay until this goes on."""
    whole = transaction.atomic()

    def keep(make: Callable[[], T]) -> T:
        with blocker.unblock():
            return make()

    keep(whole.__enter__)
    yield keep
    keep(lambda: transaction.set_rollback(True))
    keep(lambda: whole.__exit__(None, None, None))


@pytest.fixture(scope="module")
def once(request: pytest.FixtureRequest, committed: Callable[[Callable[[], Any]], Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """What the ``make_site`` of a module that commits makes and gives, made once for all its tests."""
    with override_settings(HUB_DATA=tmp_path_factory.mktemp("hub")):
        yield committed(request.module.make_site)


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


@pytest.fixture(scope="module")
def opened_facts(kept: Callable[[Callable[[], Any]], Any], kept_full_service: int) -> QueryDict:
    """The form of Correct facts of that service as a browser would send it, were nothing changed: opened once for the module (it takes a second)."""
    from tests import correcting

    return _opened(kept, kept_full_service, correcting.open_form)


@pytest.fixture(scope="module")
def opened_page(kept: Callable[[Callable[[], Any]], Any], kept_full_service: int) -> QueryDict:
    """The form of all of that service, the same way."""
    from tests import forms

    return _opened(kept, kept_full_service, forms.of_page)


def _opened(kept: Callable[[Callable[[], Any]], Any], key: int, read: Callable[[Any, Any], QueryDict]) -> QueryDict:
    """What ``read`` reads for somebody who is forgotten again."""
    from resources.models import ServicePage
    from tests import correcting, factories

    def make() -> QueryDict:
        user = factories.administrator("opener")
        form = read(correcting.signed_in(user), ServicePage.objects.get(pk=key))
        user.delete()
        return form

    return kept(make)


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
