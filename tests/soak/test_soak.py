"""Many readers and an editor for five minutes: the hub answers all of them, forgets no change, and grows no fatter. `make soak`."""

import random
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import pytest

from resources.models import ServicePage
from tests import many
from tests.running import ROOT, Hub, children, copy_database, environment, until

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]

SECONDS = 300
WARM = 60
READERS = 4
SERVICES = 120
WORDS = ["lamp", "lmap", "night lamp", "someone to talk", "مساعدة", "コ", "prep*", "", "?", "a" * 500]
EDIT = """
import time, django
django.setup()
from resources.models import ServicePage
turn = 0
while True:
    for page in ServicePage.objects.all():
        turn += 1
        page.summary = f"Edited {turn}"
        page.save_revision().publish()
        time.sleep(0.5)
"""


def fat(pid):
    """Resident memory of a process and all that it started, in megabytes."""
    kilobytes = 0
    for one in [pid, *children(pid)]:
        status = Path(f"/proc/{one}/status").read_text()
        kilobytes += int(status.split("VmRSS:")[1].split()[0])
    return kilobytes / 1000


@pytest.fixture
def hub(tmp_path):
    many.services(SERVICES)
    copy_database(tmp_path)
    running = Hub(tmp_path)
    until(running.well, "all is well")
    editor = subprocess.Popen([sys.executable, "-c", EDIT], cwd=ROOT, env=environment(tmp_path))
    yield running
    editor.kill()
    editor.wait()
    if running.process.poll() is None:
        running.end()


def read(hub, addresses, answers, end):
    """Read at random until ``end``."""
    chance = random.Random(threading.get_ident())
    while time.monotonic() < end:
        address = chance.choice(addresses)
        answers[hub.get(address)[0]] += 1


def test_readers_are_answered_while_an_editor_works_and_memory_stays(hub):
    slugs = list(ServicePage.objects.values_list("url_path", flat=True)[:20])
    pages = ["/en/" + slug.split("/", 2)[2] for slug in slugs]
    addresses = [*pages, "/en/", "/ar/", "/fr/", *(f"/{code}/search/?q={quote(word)}" for word in WORDS for code in ("en", "ar"))]
    answers = Counter()
    end = time.monotonic() + SECONDS
    readers = [threading.Thread(target=read, args=(hub, addresses, answers, end)) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    time.sleep(WARM)
    warm = fat(hub.process.pid)
    for reader in readers:
        reader.join()
    assert not [status for status in answers if status >= 500], answers
    assert answers[200] > SECONDS
    assert fat(hub.process.pid) < warm * 1.3
    until(hub.well, "all is well at the end")
    assert hub.health()["waiting"] < SERVICES
