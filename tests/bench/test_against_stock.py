"""The comparison with a stock project: it says something only if both show the same words."""

import subprocess
import sys

import pytest

from bench.against_stock import Rates
from bench.stock_site import make, words_of

PAGE = """
<html><head><meta name="description" content="A line for the night."></head><body><header><a href="/">Harbour</a></header>
<main><h1>Night <bdi>Lamp</bdi></h1><p>Somebody   listens.</p><h2>When</h2>
<dl><dt>Days</dt><dd>Monday to Friday</dd><dt>Costs</dt><dd>Free</dd></dl><a href="/en/more/">More</a><form><p>no</p></form></main></body></html>
"""


def test_the_words_of_a_page_are_all_taken_over():
    assert words_of(PAGE) == {
        "title": "Night Lamp",
        "summary": "A line for the night.",
        "facts": [("Days", "Monday to Friday"), ("Costs", "Free")],
        "links": ["More"],
        "body": "<p>Somebody listens.</p><h2>When</h2>",
    }


def test_what_is_no_page_is_not_measured():
    with pytest.raises(ValueError, match="no page"):
        words_of("<html></html>")


def test_pairs_are_compared_each_with_its_own():
    assert Rates(hub=[10, 100, 30], stock=[10, 50, 10]).ratio([10, 100, 30]) == 2


@pytest.mark.soak
def test_the_stock_project_shows_them(tmp_path, monkeypatch):
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE", raising=False)
    content = {name: words_of(PAGE) for name in ("home", "service", "guide")}
    addresses = make(tmp_path, {**content, "sections": ["Get help", "Learn"]})
    program = f"""
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "stock.settings.production"
import django
django.setup()
from django.test import Client
for address in {list(addresses.values())!r}:
    answer = Client(headers={{"host": "localhost"}}).get(address)
    assert answer.status_code == 200, address
    page = answer.content.decode()
    assert all(word in page for word in ("Night Lamp", "A line for the night.", "Monday to Friday", "Somebody listens.", "Get help")), page
"""
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=True)
