import os
from pathlib import Path

import pytest

from tests.output.trees import Watched, render
from tfgen.output.disk import ABSENT, DISK, FOLDER, OTHER, fingerprint
from tfgen.output.manifest import digest


def test_fingerprints(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to("file")
    os.mkfifo(tmp_path / "pipe")
    assert fingerprint(tmp_path / "file") == digest(b"x")
    assert fingerprint(tmp_path / "file/below") is ABSENT
    assert fingerprint(tmp_path / "absent") is ABSENT
    assert fingerprint(tmp_path) == FOLDER
    assert fingerprint(tmp_path / "link") == fingerprint(tmp_path / "pipe") == OTHER


def test_a_file_is_written_anew_even_where_a_link_stands(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("mine")
    (tmp_path / "link").symlink_to("target")
    DISK.write(tmp_path / "link", b"new", 0o600)
    assert (tmp_path / "target").read_text() == "mine"
    assert (tmp_path / "link").read_text() == "new"
    assert (tmp_path / "link").stat().st_mode & 0o777 == 0o600


def test_all_is_on_the_disk_before_the_journal_counts_and_before_it_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda handle: seen.append(str(Path(f"/proc/self/fd/{handle}").readlink())))
    render(tmp_path, {"a/x": "1", "b": "1"}, Watched(lambda _step, name: seen.append(name)))
    home = str(tmp_path / ".tfgen")
    commit, done = seen.index("replace journal.json"), seen.index("unlink journal.json")
    staged = [f"{home}/staging/{p}" for p in ("new", "old", "", "journal.json", "new/0", "new/1", "new/2", "new/3")]
    assert {p for p in seen[:commit] if p.startswith("/")} == {p.rstrip("/") for p in staged}
    assert {p for p in seen[commit:done] if p.startswith("/")} == {home, str(tmp_path), str(tmp_path / "a")}
