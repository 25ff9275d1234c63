"""Results put into a wheel."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from tools.ship_results import add

RECORD = "tfgen_hcl-1.0.dist-info/RECORD"


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    path = tmp_path / "tfgen_hcl-1.0-py3-none-any.whl"
    with ZipFile(path, "w") as archive:
        archive.writestr("tfgen/a.py", "a = 1\n")
        archive.writestr(RECORD, f"tfgen/a.py,sha256=x,6\n{RECORD},,\n")
    return path


def test_results_are_files_of_the_wheel_with_their_hashes(wheel: Path) -> None:
    assert add(wheel, {"tfgen/_built/drafts/kms": b"one", "tfgen/_built/drafts/vpc": b"two"}) == (2, 6)
    with ZipFile(wheel) as archive:
        lines = archive.read(RECORD).decode().splitlines()
        assert archive.read("tfgen/a.py") == b"a = 1\n"
        assert archive.namelist()[-1] == RECORD
        for line in lines[:2]:
            name, recorded, size = line.split(",")
            content = archive.read(name)
            assert urlsafe_b64decode(recorded.removeprefix("sha256=") + "=") == sha256(content).digest()
            assert int(size) == len(content)
    assert lines[2:] == ["tfgen/a.py,sha256=x,6", f"{RECORD},,"]


def test_results_of_another_time_are_replaced(wheel: Path) -> None:
    add(wheel, {"tfgen/_built/drafts/gone": b"old", "tfgen/_built/drafts/kms": b"old"})
    add(wheel, {"tfgen/_built/drafts/kms": b"new"})
    with ZipFile(wheel) as archive:
        assert sorted(archive.namelist()) == ["tfgen/_built/drafts/kms", "tfgen/a.py", RECORD]
        assert archive.read("tfgen/_built/drafts/kms") == b"new"
        assert b"gone" not in archive.read(RECORD)


def test_the_same_results_make_the_same_wheel(wheel: Path) -> None:
    add(wheel, {"tfgen/_built/x": b"x"})
    first = wheel.read_bytes()
    add(wheel, {"tfgen/_built/x": b"x"})
    assert wheel.read_bytes() == first
