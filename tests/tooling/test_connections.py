"""Connections to PostgreSQL: few for many readers, and a server that was restarted is met anew without a page that fails."""

import subprocess
import sys

import pytest

from tests import migrated_postgres
from tests.running import ROOT, environment
from tools import postgres

NAME = "hub_connections"
REQUEST = """
import django
django.setup()
from django.core.signals import request_finished, request_started
from django.db import connection

def request(seconds=0):
    request_started.send(None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid() FROM pg_sleep(%s)", [seconds])
        number = cursor.fetchone()[0]
    request_finished.send(None)
    return number
"""
CUT_OFF = """
import os, psycopg
before = {request() for _ in range(5)}
with psycopg.connect(os.environ["DATABASE_URL"].replace("postgres:", "postgresql:"), autocommit=True) as other:
    other.execute("SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
after = {request() for _ in range(5)}
print(len(before), len(before & after))
"""
MANY = """
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(12) as pool:
    numbers = list(pool.map(request, [0.05] * 48))
print(len(numbers), len(set(numbers)))
"""


@pytest.fixture
def say(postgres_server, tmp_path):
    """Runs a script that has a database; returns what it prints."""
    migrated_postgres.copy(postgres_server, NAME)

    def run(script, **names):
        names = {**environment(tmp_path), "DATABASE_URL": postgres.address(postgres_server, NAME), **names}
        done = subprocess.run([sys.executable, "-c", REQUEST + script], cwd=ROOT, env=names, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return run


@pytest.mark.parametrize("pool", [pytest.param("", marks=pytest.mark.soak), "2"])
def test_after_the_database_was_restarted_the_next_reader_is_answered(say, pool):
    used, used_again = map(int, say(CUT_OFF, HUB_DATABASE_POOL=pool).split())
    assert used <= int(pool or 1), "requests that follow use the same connections"
    assert used_again == 0


def test_a_pool_answers_many_readers_with_few_connections(say):
    requests, connections = map(int, say(MANY, HUB_DATABASE_POOL="3").split())
    assert requests == 48
    assert connections <= 3
