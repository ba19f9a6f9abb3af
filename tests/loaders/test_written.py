"""A file that is written is the earlier one or the new one, whole."""

import os
from pathlib import Path

import pytest

from loaders.written import put


def test_a_failed_write_leaves_the_earlier_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "map.json"
    put(target, "earlier")

    def full(_: Path, __: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left on device") as error:
        put(target, "new")
    assert error.value.filename == str(target)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("map.json", "earlier")]


def test_rights_and_links_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    put(real, "earlier")
    real.chmod(0o640)
    link.symlink_to(real)
    put(link, b"new")
    assert link.is_symlink()
    assert (real.read_bytes(), real.stat().st_mode & 0o777) == (b"new", 0o640)


def test_what_is_no_plain_file_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        put(pipe, "told")
        assert os.read(reading, 10) == b"told"
    finally:
        os.close(reading)
