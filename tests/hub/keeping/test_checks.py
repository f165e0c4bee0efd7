"""A real site is told before it goes out that nobody could read its backups."""

import pyrage

from hub.keeping.checks import backups_are_made


def ids(settings, *given):
    settings.BACKUP_KEYS = list(given)
    return [message.id for message in backups_are_made(None)]


def test_a_site_without_backups_is_told_and_one_with_a_wrong_key_is_stopped(settings):
    pair = pyrage.x25519.Identity.generate()
    assert ids(settings) == ["hub.I001"]
    assert ids(settings, "age1nothing") == ["hub.E010"]
    assert ids(settings, str(pair)) == ["hub.E010"]
    assert ids(settings, str(pair.to_public())) == []
