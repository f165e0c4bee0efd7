"""`make run`: when it cannot start, one line says what to do; when it can, it says where everything is."""

import contextlib
import errno
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools import run
from tools.environment import UnreadyError


@pytest.fixture
def taken():
    """A port that something listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_taken_port_is_named_with_another_to_try(taken):
    with pytest.raises(UnreadyError, match=f"Port {taken} is taken.*make run PORT={taken + 1}"):
        run.claim("127.0.0.1", taken)


def test_a_taken_port_stops_the_start_before_anything_is_installed(taken, monkeypatch, capsys):
    monkeypatch.setenv("PORT", str(taken))
    monkeypatch.setattr(run, "ensure", lambda: pytest.fail("installed although the port is taken"))
    monkeypatch.chdir(".")
    assert run.main() == 1
    printed = capsys.readouterr()
    assert f"PORT={taken + 1}" in printed.err
    assert "Traceback" not in printed.err


def test_a_data_folder_that_cannot_be_written_stops_the_start_with_a_line_that_says_what_to_do(tmp_path, monkeypatch, capsys):
    file = tmp_path / "a file"
    file.write_text("")
    monkeypatch.setenv("HUB_DATA", str(file / "data"))
    monkeypatch.setenv("PORT", "0" * 3 + "8999")
    monkeypatch.setattr(run, "claim", lambda host, port: None)
    monkeypatch.setattr(run, "ensure", lambda: pytest.fail("installed although nothing can be kept"))
    monkeypatch.chdir(".")
    assert run.main() == 1
    said = capsys.readouterr().err
    assert f"HUB_DATA={file / 'data'} cannot be written to (Not a directory)" in said
    assert "make run HUB_DATA=" in said


def test_a_folder_that_is_read_only_is_found_out_before_anything_is_kept_in_it(monkeypatch, tmp_path):
    def refuse(**options):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("tools.run.tempfile.TemporaryFile", refuse)
    with pytest.raises(UnreadyError, match="Permission denied"):
        run.keepable(tmp_path)


def test_the_data_folder_is_made_and_left_empty(tmp_path):
    run.keepable(tmp_path / "new" / "data")
    assert list((tmp_path / "new" / "data").iterdir()) == []


def test_a_free_port_stays_free_after_the_look(taken):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    run.claim("127.0.0.1", port)
    run.claim("127.0.0.1", port)


def test_an_address_of_another_machine_is_explained():
    with pytest.raises(UnreadyError, match=r"HOST=192\.0\.2\.1 is not an address of this machine"):
        run.claim("192.0.2.1", 8000)


@pytest.mark.parametrize(
    ("number", "advice"), [(errno.EACCES, "above 1023"), (errno.EADDRINUSE, "PORT=81"), (errno.EADDRNOTAVAIL, "HOST=0.0.0.0 for all")]
)
def test_every_refusal_of_the_system_becomes_advice(number, advice):
    assert advice in run.why(OSError(number, "refused"), "127.0.0.1", 80)


@given(st.text())
def test_whatever_is_given_as_port_there_is_a_port_or_advice(text):
    with contextlib.suppress(UnreadyError):
        assert 0 < run.port_of(text) < 65536


@pytest.mark.parametrize("text", ["0", "65536", "-1", "80a", "８０", " 80", "1e3"])
def test_what_is_no_port_is_named(text):
    with pytest.raises(UnreadyError, match=f"PORT={text} is not a port"):
        run.port_of(text)


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://localhost:8000"),
        ("0.0.0.0", "http://localhost:8000"),
        ("192.168.1.7", "http://192.168.1.7:8000"),
        ("fd00::7", "http://[fd00::7]:8000"),
    ],
)
def test_the_printed_address_opens_in_a_browser(host, url):
    assert run.shown(host, 8000) == url


def test_the_demo_accounts_are_shown_at_every_start(tmp_path, monkeypatch):
    monkeypatch.setenv("HUB_DATA", str(tmp_path))
    (tmp_path / "demo-accounts.txt").write_text("administrator  amina  correct-horse\n")
    shown = run.welcome("http://localhost:8000")
    assert "amina  correct-horse" in shown
    assert "http://localhost:8000/admin/" in shown


def test_without_demo_content_it_says_how_to_make_an_account(tmp_path, monkeypatch):
    monkeypatch.setenv("HUB_DATA", str(tmp_path))
    assert "createsuperuser" in run.welcome("http://localhost:8000")


def test_nobody_answers_at_a_closed_port():
    assert not run.answers("127.0.0.1", 1)


def test_a_program_that_is_not_the_hub_does_not_count_as_the_hub(taken):
    assert not run.answers("127.0.0.1", taken)
