"""CI: a run that failed must not look as if it had passed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
MAKE = """#!/bin/sh
for target; do :; done
echo "12 passed in 3.45s (0:00:03)"
[ "$target" != "$BROKEN" ] || { echo "1 failed, 11 passed in 4.56s"; exit 2; }
"""


@pytest.fixture
def ci(tmp_path):
    """Runs a copy of `.ci/run` where everything is installed and `make` does nothing."""
    (tmp_path / "bin").mkdir()
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci" / "run")
    names = ["chromium", "xgettext", "nginx", "msgfmt", "pg_ctl", "javac", "mvn", "node"]
    tools = {"make": MAKE, "dpkg-query": "#!/bin/sh\necho ok installed\n", "apt-get": "#!/bin/sh\nexit 9\n", **dict.fromkeys(names, "#!/bin/sh\n")}
    for name, script in tools.items():
        (tmp_path / "bin" / name).write_text(script)
        (tmp_path / "bin" / name).chmod(0o755)

    def run(broken=""):
        names = {**os.environ, "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "BROKEN": broken}
        return subprocess.run([tmp_path / ".ci" / "run"], env=names, capture_output=True, text=True, check=False)

    return run


def test_both_databases_are_told_and_the_last_line_is_that_of_all_tests(ci):
    done = ci()
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-2:] == ["On PostgreSQL: 12 passed in 3.45s (0:00:03)", "12 passed in 3.45s (0:00:03)"]


@pytest.mark.parametrize("broken", ["test", "test-postgres"])
def test_a_failure_on_either_is_a_failure(ci, broken):
    done = ci(broken)
    assert done.returncode == 2
    assert "1 failed, 11 passed in 4.56s" in "".join(done.stdout.splitlines()[-2:])
