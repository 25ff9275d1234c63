import stat
from pathlib import Path

import pytest

from tfgen.fixes.files import CannotWriteError, FileChange, write
from tfgen.output.disk import Disk


def change(path: Path, before: str = "a = 1\n", after: str = "a = 2\n") -> dict[str, FileChange]:
    return {path.name: FileChange(path, before, after)}


def test_the_mode_and_the_byte_order_mark_stay(tmp_path: Path) -> None:
    file = tmp_path / "main.tf"
    file.write_bytes("\ufeffa = 1\r\n".encode())
    file.chmod(0o640)
    write(change(file, "a = 1\r\n", "a = 2\r\n"))
    assert file.read_bytes() == "\ufeffa = 2\r\n".encode()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_links_are_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real" / "main.tf", tmp_path / "main.tf"
    real.write_text("a = 1\n")
    link.symlink_to(real)
    write(change(link))
    assert link.is_symlink()
    assert real.read_text() == "a = 2\n"


def test_read_only_files_stop_everything(tmp_path: Path) -> None:
    one, other = tmp_path / "a.tf", tmp_path / "b.tf"
    one.write_text("a = 1\n")
    other.write_text("a = 1\n")
    other.chmod(0o444)
    with pytest.raises(CannotWriteError, match=r"^nothing was fixed: b\.tf: it is read-only$"):
        write(change(one) | change(other))
    assert one.read_text() == "a = 1\n"


def test_files_that_changed_meanwhile_are_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "main.tf"
    file.write_text("a = 3\n")
    with pytest.raises(CannotWriteError, match="it has changed meanwhile"):
        write(change(file))
    assert file.read_text() == "a = 3\n"


def test_files_that_are_gone(tmp_path: Path) -> None:
    with pytest.raises(CannotWriteError, match=r"main\.tf: No such file"):
        write(change(tmp_path / "main.tf"))


class Full(Disk):
    def write(self, path: Path, data: bytes, mode: int | None = None) -> None:
        path.write_bytes(data[:1])
        raise OSError(28, "No space left on device")


def test_a_full_disk_leaves_the_file_whole(tmp_path: Path) -> None:
    file = tmp_path / "main.tf"
    file.write_text("a = 1\n")
    with pytest.raises(CannotWriteError, match="No space left"):
        write(change(file), Full())
    assert file.read_text() == "a = 1\n"
    assert list(tmp_path.iterdir()) == [file]
