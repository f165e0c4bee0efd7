"""A data folder with a key pair whose private half lies elsewhere."""

import pyrage
import pytest


@pytest.fixture(scope="module")
def pair():
    return pyrage.x25519.Identity.generate()


@pytest.fixture
def hub(tmp_path, settings, pair):
    """A hub that has its own data folder, a folder for backups, and a public key. Returns the folder."""
    data = tmp_path / "data"
    (data / "media" / "images").mkdir(parents=True)
    settings.HUB_DATA, settings.MEDIA_ROOT, settings.BACKUPS = data, data / "media", tmp_path / "backups"
    settings.BACKUP_KEYS = [str(pair.to_public())]
    return data


@pytest.fixture
def key(tmp_path, pair):
    """The file with the private key."""
    file = tmp_path / "key.txt"
    file.write_text(f"# made for a test\n{pair}\n")
    return file
