"""Settings: a real site with a default secret, with DEBUG or open to any host name is a site that gives its people away."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SECRET = "a-long-secret-0123456789-abcdefghijklmnopqrstuvwxyz-XYZ"


def shown(settings, expression, folder, **environment):
    """What ``expression`` is worth under ``settings``, in a process of its own."""
    program = f"from django.conf import settings; print({expression})"
    clean = {name: value for name, value in os.environ.items() if name in ("PATH", "PYTHONPATH", "HOME")}
    variables = {**clean, "HUB_DATA": str(folder), "DJANGO_SETTINGS_MODULE": f"hub.settings.{settings}", **environment}
    return subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=variables, capture_output=True, text=True, check=False)


def production(folder, expression="settings.DEBUG", **environment):
    return shown("production", expression, folder, **{"SECRET_KEY": SECRET, "ALLOWED_HOSTS": "hub.example.org", **environment})


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is missing or weak"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is missing or weak"),
        ({"SECRET_KEY": "django-insecure-" + SECRET}, "SECRET_KEY is missing or weak"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY is missing or weak"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name the hosts"),
        ({"ALLOWED_HOSTS": "hub.example.org,*"}, "ALLOWED_HOSTS must name the hosts"),
        ({"ALLOWED_HOSTS": " * "}, "ALLOWED_HOSTS must name the hosts"),
        ({"DEBUG": "1"}, "DEBUG is set"),
        ({"DEBUG": "True"}, "DEBUG is set"),
        ({"EMAIL_URL": "post://nobody"}, "EMAIL_URL must begin with"),
    ],
)
def test_a_real_site_does_not_start_with_settings_that_give_people_away(tmp_path, wrong, said):
    done = production(tmp_path, **wrong)
    assert done.returncode != 0
    assert said in done.stderr


def test_a_real_site_starts_with_good_settings(tmp_path):
    done = production(tmp_path, "settings.DEBUG, settings.ALLOWED_HOSTS", ALLOWED_HOSTS="a.example, b.example")
    assert done.stdout == "False ['a.example', 'b.example']\n", done.stderr


def test_the_data_folder_is_made(tmp_path):
    assert production(tmp_path / "new" / "data").returncode == 0
    assert (tmp_path / "new" / "data").is_dir()


def test_sqlite_lets_readers_read_while_an_editor_writes(tmp_path):
    program = "__import__('django.db').db.connection.cursor().execute('PRAGMA journal_mode').fetchone(), settings.DATABASES['default']['OPTIONS']"
    done = production(tmp_path, program)
    assert "('wal',)" in done.stdout, done.stderr
    assert "'transaction_mode': 'IMMEDIATE'" in done.stdout


def test_the_search_answers_from_elasticsearch_where_one_is_named(tmp_path):
    names = "settings.SEARCH_ENGINE, settings.ELASTICSEARCH_HOSTS, settings.ELASTICSEARCH_INDEX, settings.ELASTICSEARCH_PATIENCE"
    assert production(tmp_path, names).stdout == "tantivy [] hub 0.3\n"
    done = production(tmp_path, names, ELASTICSEARCH_URL="https://one.example:9200, https://two.example:9200", ELASTICSEARCH_INDEX="harbour")
    assert done.stdout == "elasticsearch ['https://one.example:9200', 'https://two.example:9200'] harbour 0.3\n", done.stderr


def test_a_site_on_one_machine_does_not_load_what_only_others_need(tmp_path):
    program = "__import__('search.engines').engines.site_engine().name, 'elasticsearch' in __import__('sys').modules"
    assert production(tmp_path, program).stdout == "tantivy False\n"


def test_postgresql_gets_no_option_of_sqlite(tmp_path):
    done = production(tmp_path, "settings.DATABASES['default']", DATABASE_URL="postgres://hub@localhost/hub")
    assert "postgresql" in done.stdout
    assert "IMMEDIATE" not in done.stdout


def test_a_connection_is_looked_at_before_it_is_used_again(tmp_path):
    for url in ("", "postgres://hub@localhost/hub"):
        done = production(tmp_path, "[settings.DATABASES['default'][name] for name in ('CONN_MAX_AGE', 'CONN_HEALTH_CHECKS')]", DATABASE_URL=url)
        assert done.stdout == "[60, True]\n", done.stderr


def test_a_server_that_does_not_answer_is_not_waited_for_by_readers(tmp_path):
    done = production(tmp_path, "settings.DATABASES['default']['OPTIONS']", DATABASE_URL="postgres://hub@localhost/hub?sslmode=require")
    assert done.stdout.startswith("{'connect_timeout': 3, 'tcp_user_timeout': 5000, "), done.stderr
    assert done.stdout.endswith("'sslmode': 'require'}\n")


def test_a_pool_is_had_by_its_size_and_on_postgresql_only(tmp_path):
    pooled = production(tmp_path, "settings.DATABASES['default']", DATABASE_URL="postgres://hub@localhost/hub", HUB_DATABASE_POOL="8")
    assert "'pool': {'min_size': 1, 'max_size': 8, 'timeout': 5, 'reconnect_timeout': 5}" in pooled.stdout, pooled.stderr
    assert "'CONN_MAX_AGE': 0" in pooled.stdout
    assert "'pool'" not in production(tmp_path, "settings.DATABASES['default']", HUB_DATABASE_POOL="8").stdout


def test_tests_never_work_on_the_database_that_the_environment_names(tmp_path):
    done = shown("test", "settings.DATABASES['default']['ENGINE']", tmp_path, DATABASE_URL="postgres://hub@localhost/hub")
    assert "sqlite3" in done.stdout, done.stderr


def test_mail_is_one_address(tmp_path):
    names = "EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_TLS", "EMAIL_USE_SSL", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD"
    expression = ", ".join(f"settings.{name}" for name in names)
    done = production(tmp_path, expression, EMAIL_URL="smtp://me%40example.org:p%2Fw@mail.example.org:587?tls=1")
    assert done.stdout == "mail.example.org 587 True False me@example.org p/w\n", done.stderr


def test_without_a_mail_address_nothing_is_sent(tmp_path):
    assert "dummy" in production(tmp_path, "settings.EMAIL_BACKEND").stdout


def test_the_secret_of_a_trial_is_made_once_and_read_by_its_owner_only(tmp_path):
    first, second = (shown("dev", "settings.SECRET_KEY", tmp_path).stdout for _ in range(2))
    assert first == second
    assert len(first) > 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_a_trial_shows_the_pages_that_readers_see_unless_asked_for_details(tmp_path):
    assert shown("dev", "settings.DEBUG", tmp_path).stdout == "False\n"
    assert shown("dev", "settings.DEBUG", tmp_path, DEBUG="1").stdout == "True\n"


def test_tests_never_touch_the_data_that_the_environment_names(tmp_path):
    assert str(tmp_path) not in shown("test", "settings.HUB_DATA", tmp_path).stdout
