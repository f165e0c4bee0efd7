"""What `make run` does before it serves: quick the second time, and nothing that somebody deleted comes back."""

import pytest

from tools import prepare


@pytest.fixture
def called(monkeypatch, settings, tmp_path):
    """The commands that were called; ``load_demo`` prints as the real one does."""
    names = []

    def call(name, *args, stdout=None, **options):
        names.append(name)
        if stdout and name == "load_demo":
            stdout.write("editor: correct-horse\n")

    settings.HUB_DATA = tmp_path
    monkeypatch.setattr(prepare, "call_command", call)
    monkeypatch.setattr(prepare.compile_messages, "main", lambda: 0)
    monkeypatch.delenv("DEMO", raising=False)
    return names


@pytest.mark.django_db
def test_a_ready_database_is_not_migrated_again(called):
    prepare.migrate()
    assert called == []


@pytest.mark.django_db
def test_a_database_that_lacks_a_migration_is_migrated(called, monkeypatch):
    monkeypatch.setattr("django.db.migrations.executor.MigrationExecutor.migration_plan", lambda self, targets: ["one"])
    prepare.migrate()
    assert called == ["migrate"]


@pytest.mark.django_db
def test_demo_content_is_loaded_once(called):
    prepare.main()
    prepare.main()
    assert called == ["load_demo", "search_update", "search_update"]


@pytest.mark.django_db
def test_demo_content_can_be_left_out(called, monkeypatch):
    monkeypatch.setenv("DEMO", "0")
    prepare.main()
    assert called == ["search_update"]


@pytest.mark.django_db
def test_the_passwords_of_demo_accounts_are_kept_for_their_owner_only(called, tmp_path):
    prepare.main()
    kept = tmp_path / "demo-accounts.txt"
    assert "correct-horse" in kept.read_text()
    assert kept.stat().st_mode & 0o077 == 0


@pytest.mark.django_db
def test_a_broken_catalogue_stops_the_start(called, monkeypatch):
    monkeypatch.setattr(prepare.compile_messages, "main", lambda: 1)
    assert prepare.main() == 1
    assert called == []
