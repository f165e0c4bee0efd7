"""The file of a backup: only the holder of the key reads it, damage is found, and nothing in it can write elsewhere."""

import io
import tarfile

import pyrage
import pytest

from hub.keeping import archive, keys
from hub.keeping.archive import Manifest
from hub.keeping.problem import KeepingError

SECRET = b"the list of our editors" * 40_000


@pytest.fixture(scope="module")
def identity():
    return pyrage.x25519.Identity.generate()


def manifest():
    return Manifest("2026-11-25T12:00:00+00:00", "0.1.0", "database.sqlite3", {"wagtailcore_page": 3}, {"hub": ["0001_initial"]})


@pytest.fixture
def backup(tmp_path, identity):
    (tmp_path / "database").write_bytes(SECRET)
    (tmp_path / "empty").write_bytes(b"")
    files = [("database.sqlite3", tmp_path / "database"), ("media/a/é.txt", tmp_path / "empty"), ("media/gone", tmp_path / "gone")]
    path = tmp_path / "backup.age"
    with path.open("wb") as target:
        archive.write(archive.members(iter(files), manifest()), target, [identity.to_public()])
    return path


def unpack(backup, tmp_path, *identities):
    (tmp_path / "out").mkdir(exist_ok=True)
    return archive.unpack(backup, tmp_path / "out", identities)


def test_it_comes_back_as_it_was_without_what_was_deleted_meanwhile(backup, tmp_path, identity):
    found = unpack(backup, tmp_path, identity)
    assert set(found.files) == {"database.sqlite3", "media/a/é.txt"}
    assert (found.rows, found.migrations) == (manifest().rows, manifest().migrations)
    assert (tmp_path / "out" / "database.sqlite3").read_bytes() == SECRET
    assert (tmp_path / "out" / "media" / "a" / "é.txt").read_bytes() == b""


def test_the_standard_tools_open_it(backup, identity):
    plain = pyrage.decrypt(backup.read_bytes(), [identity])
    with tarfile.open(fileobj=io.BytesIO(plain)) as tar:
        assert tar.getnames() == ["database.sqlite3", "media/a/é.txt", "manifest.json"]
        assert {(one.uid, one.uname, one.mtime) for one in tar} == {(0, "", 0)}, "neither owner nor times tell anything"


def test_nothing_of_it_can_be_read_without_the_key(backup, tmp_path):
    assert backup.read_bytes().startswith(b"age-encryption.org/v1")
    assert b"editors" not in backup.read_bytes()
    assert b"manifest" not in backup.read_bytes()
    with pytest.raises(KeepingError, match="--identity"):
        unpack(backup, tmp_path)
    with pytest.raises(KeepingError, match="This key does not open"):
        unpack(backup, tmp_path, pyrage.x25519.Identity.generate())


@pytest.mark.parametrize("cut", [3, 200, 100_000, 900_000])
def test_a_file_that_is_cut_short_is_refused(backup, tmp_path, identity, cut):
    backup.write_bytes(backup.read_bytes()[:-cut])
    with pytest.raises(KeepingError, match=r"damaged or cut short|no backup"):
        unpack(backup, tmp_path, identity)


def test_one_wrong_byte_is_found(backup, tmp_path, identity):
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
    backup.write_bytes(content)
    with pytest.raises(KeepingError, match="damaged"):
        unpack(backup, tmp_path, identity)


def plain_tar(path, members):
    with tarfile.open(path, "w") as tar:
        for name, content in members:
            one = tarfile.TarInfo(name)
            one.size = len(content)
            tar.addfile(one, io.BytesIO(content))
    return path


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside", "media/../../outside"])
def test_a_forged_backup_writes_nowhere_else(tmp_path, name):
    with pytest.raises(KeepingError, match="what a backup never does"):
        unpack(plain_tar(tmp_path / "forged.tar", [(name, b"x")]), tmp_path)
    assert not (tmp_path / "outside").exists()


def test_a_file_that_is_not_in_the_manifest_or_differs_from_it_is_found(tmp_path):
    told = manifest()
    told.files["media/a"] = (1, "0" * 64)
    forged = plain_tar(tmp_path / "forged.tar", [("media/a", b"x"), ("media/b", b"y"), ("manifest.json", told.text())])
    with pytest.raises(KeepingError, match="2 of 1 files differ"):
        unpack(forged, tmp_path)


@pytest.mark.parametrize("content", [b"", b"hello" * 1000])
def test_what_is_no_backup_is_said_to_be_none(tmp_path, content):
    (tmp_path / "some.file").write_bytes(content)
    with pytest.raises(KeepingError, match="no backup"):
        unpack(tmp_path / "some.file", tmp_path)


def test_a_backup_of_a_newer_hub_says_so(tmp_path):
    newer = plain_tar(tmp_path / "newer.tar", [("manifest.json", b'{"format": 99}')])
    with pytest.raises(KeepingError, match="newer release"):
        unpack(newer, tmp_path)


def test_a_full_disk_is_told_as_such(tmp_path, identity):
    class Full(io.RawIOBase):
        def write(self, data):
            raise OSError(28, "No space left on device")

    (tmp_path / "file").write_bytes(SECRET)
    with pytest.raises(OSError, match="No space left") as told:
        archive.write(archive.members([("file", tmp_path / "file")], manifest()), Full(), [identity.to_public()])
    assert told.value.errno == 28


def test_keys_are_read_as_age_keygen_writes_them(tmp_path, identity):
    file = tmp_path / "key.txt"
    file.write_text(f"# created: 2026-11-25\n# public key: {identity.to_public()}\n{identity}\n")
    assert [str(one) for one in keys.identities(file)] == [str(identity)]
    assert [str(one) for one in keys.recipients([f" {identity.to_public()} "])] == [str(identity.to_public())]


def test_a_private_key_on_the_server_is_refused_and_not_repeated(identity):
    with pytest.raises(KeepingError, match="must not lie on the server") as told:
        keys.recipients([str(identity)])
    assert str(identity) not in str(told.value)


@pytest.mark.parametrize("text", ["", "# only words\n", "age1nothing\n", "\x00\x01"])
def test_a_file_without_a_key_is_said_to_hold_none(tmp_path, text):
    (tmp_path / "key.txt").write_text(text)
    with pytest.raises(KeepingError, match="no private key"):
        keys.identities(tmp_path / "key.txt")
