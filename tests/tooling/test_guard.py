"""No test reaches another host: a test that does would tell a stranger what is being built, and fail where there is no network."""

import os
import socket
import subprocess
import sys

import network_guard
import pytest


@pytest.fixture(autouse=True)
def forget():
    """What these tests try on purpose is no failure."""
    yield
    network_guard.attempts.clear()


def test_another_host_is_refused_by_number():
    with socket.socket() as one, pytest.raises(network_guard.AnotherHostError):
        one.connect(("192.0.2.1", 80))


def test_another_host_is_refused_by_name_before_the_name_service_is_asked():
    with pytest.raises(network_guard.AnotherHostError):
        socket.getaddrinfo("example.org", 80)


def test_a_swallowed_refusal_is_remembered():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.connect_ex(("127.0.0.1", 9))
        with pytest.raises(OSError, match="another host"):
            one.sendto(b"hello", ("192.0.2.1", 53))
    assert network_guard.attempts == ["socket.sendto 192.0.2.1"]


def test_this_machine_is_reached(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as listener, socket.create_connection(listener.getsockname()):
        pass
    with socket.socket(socket.AF_UNIX) as listener, socket.socket(socket.AF_UNIX) as caller:
        listener.bind(str(tmp_path / "s"))
        listener.listen()
        caller.connect(str(tmp_path / "s"))


def test_programs_that_tests_start_are_guarded_as_well():
    program = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "AnotherHostError" in done.stderr


def test_no_secret_of_the_machine_is_within_reach():
    assert not [name for name in os.environ if "TOKEN" in name or "PASSWORD" in name or name.lower().endswith("_proxy")]
