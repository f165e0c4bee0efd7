"""The server and its worker: without the worker nothing is found in the search, and nobody would know."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
FOREVER = "import time\nwhile True: time.sleep(0.05)"
PATIENCE = 20


def until(condition, what):
    """Wait for something that happens in another process."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"never happened: {what}"
        time.sleep(0.02)


def alive(pid):
    """Is the process there, and not merely waiting to be buried?"""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


class House:
    """A supervisor with a server and a worker that write their process ids into a folder."""

    def __init__(self, folder, server=FOREVER, worker=FOREVER, patience=PATIENCE):
        self.folder = folder
        main = f"""
            import sys
            from tools.supervise import Child, Pair
            def child(name, source):
                note = "import os, pathlib; pathlib.Path(sys.argv[1], sys.argv[2] + '.' + str(os.getpid())).touch()"
                return Child(name, [sys.executable, "-c", "import sys\\n" + note + "\\n" + source, {str(folder)!r}, name])
            up = lambda: print("up", flush=True)
            sys.exit(Pair(child("server", {server!r}), child("worker", {worker!r}), lambda: True, up, {patience}).run())
        """
        self.process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(main)], cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def pids(self, name):
        return [int(path.suffix[1:]) for path in sorted(self.folder.glob(f"{name}.*"), key=lambda path: path.stat().st_mtime_ns)]

    def started(self):
        until(lambda: self.pids("server") and self.pids("worker"), "server and worker start")
        return self.pids("server")[0], self.pids("worker")[0]


@pytest.fixture
def house(tmp_path):
    houses = []

    def build(**children):
        houses.append(House(tmp_path, **children))
        return houses[-1]

    yield build
    for one in houses:
        for pid in [*one.pids("server"), *one.pids("worker"), one.process.pid]:
            if alive(pid):
                os.kill(pid, signal.SIGKILL)
        one.process.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_one_signal_stops_server_and_worker(house, number):
    running = house()
    server, worker = running.started()
    until(lambda: running.process.stdout.readline() == "up\n", "told that it is up")
    running.process.send_signal(number)
    assert running.process.wait(PATIENCE) == 0
    assert not alive(server)
    assert not alive(worker)


def test_the_worker_stops_when_the_server_dies(house):
    running = house()
    server, worker = running.started()
    os.kill(server, signal.SIGKILL)
    assert running.process.wait(PATIENCE) != 0
    assert not alive(worker)
    assert "The server has stopped" in running.process.stderr.read()


def test_a_server_that_ends_by_itself_is_no_success(house):
    assert house(server="").process.wait(PATIENCE) == 1


def test_a_worker_that_dies_is_started_again_and_said_so(house):
    running = house()
    _, worker = running.started()
    os.kill(worker, signal.SIGKILL)
    until(lambda: len(running.pids("worker")) > 1, "a second worker")
    running.process.terminate()
    assert "The worker has stopped (exit code -9); it is started again" in running.process.communicate(timeout=PATIENCE)[1]


def test_a_worker_that_does_not_listen_is_ended_all_the_same(house):
    deaf = "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + FOREVER
    running = house(worker=deaf, patience=0.5)
    _, worker = running.started()
    running.process.terminate()
    assert running.process.wait(PATIENCE) == 0
    assert not alive(worker)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children that their parent is gone")
def test_nothing_is_left_when_the_supervisor_itself_is_killed(house):
    running = house()
    server, worker = running.started()
    running.process.kill()
    until(lambda: not alive(server) and not alive(worker), "both end")
