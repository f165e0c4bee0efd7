"""Codes that the database does not know: a stolen copy gives none away, and a new key of the site makes none worthless."""

from safety.seal import seal, seals


def test_a_seal_does_not_hold_the_code():
    assert "2222" not in seal("report", "2222-3333")
    assert len(seal("report", "2222-3333")) == 64


def test_the_same_code_for_another_purpose_is_another_code():
    assert seal("report", "2222") != seal("petition", "2222")


def test_whoever_has_the_database_but_not_the_key_cannot_try_codes(settings):
    settings.SECRET_KEY = "one"
    before = seal("report", "2222")
    settings.SECRET_KEY = "two"
    assert seal("report", "2222") != before


def test_codes_stay_good_while_the_key_is_changed(settings):
    settings.SECRET_KEY = "old"
    before = seal("report", "2222")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", ["old"]
    assert before in seals("report", "2222")
    assert seals("report", "2222")[0] == seal("report", "2222") != before
