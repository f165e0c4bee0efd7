"""Names of a list are put into each language once, and each reader gets them in their own."""

from __future__ import annotations

from django.utils import translation
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from hub.worded import Worded


class Counted(dict[str, str]):
    """Names that count how often they are gone through."""

    asked = 0

    def items(self):
        self.asked += 1
        return super().items()


def test_names_stand_in_the_language_of_the_reader():
    names = Worded({"search": _("Search"), "plain": "as it is"})
    said = []
    for code in ("en", "fr", "en"):
        with translation.override(code):
            said.append(dict(names()))
    assert said[0] == said[2] == {"search": "Search", "plain": "as it is"}
    assert said[1] == {"search": "Rechercher", "plain": "as it is"}


def test_they_are_put_together_once_in_each_language():
    counted = Counted(one=lazystr("One"))
    names = Worded(counted)
    for code in ("en", "fr", "en", "fr"):
        with translation.override(code):
            assert names() == {"one": "One"}
    assert counted.asked == 2


def test_without_a_language_they_are_as_they_were_written():
    names = Worded({"search": _("Search")})
    with translation.override(None):
        assert names() == {"search": "Search"}
