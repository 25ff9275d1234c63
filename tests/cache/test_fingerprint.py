"""The key of everything that is kept to save work."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tfgen.cache.fingerprint import code_digest, digest_of


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A small package."""
    (tmp_path / "tfgen" / "deep").mkdir(parents=True)
    (tmp_path / "tfgen" / "a.py").write_text("a = 1\n")
    (tmp_path / "tfgen" / "deep" / "data.json").write_text("{}")
    return tmp_path / "tfgen"


def digest(package: Path, version: str = "1.0") -> str:
    digest_of.cache_clear()
    return digest_of(package, version)


def test_it_stays_while_nothing_changes(package: Path) -> None:
    assert digest(package) == digest(package)
    assert code_digest() == code_digest()


def test_another_version_is_another_tfgen(package: Path) -> None:
    assert digest(package, "1.0") != digest(package, "1.1")


@pytest.mark.parametrize("name", ["a.py", "deep/data.json", "deep/new.py"])
def test_an_edit_in_a_checkout_is_noticed(package: Path, name: str) -> None:
    before = digest(package)
    (package / name).write_text("changed")
    assert digest(package) != before


def test_an_older_file_is_noticed_too(package: Path) -> None:
    before = digest(package)
    os.utime(package / "a.py", (1, 1))
    assert digest(package) != before


def test_a_removed_file_is_noticed(package: Path) -> None:
    before = digest(package)
    (package / "a.py").unlink()
    assert digest(package) != before


def test_bytecode_does_not_count(package: Path) -> None:
    before = digest(package)
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "a.pyc").write_text("x")
    assert digest(package) == before


def test_an_installed_wheel_is_told_by_its_record(package: Path) -> None:
    record = package.parent / "tfgen_hcl-1.0.dist-info" / "RECORD"
    record.parent.mkdir()
    record.write_text("tfgen/a.py,sha256=abc,6\n")
    before = digest(package)
    os.utime(package / "a.py", (1, 1))
    assert digest(package) == before
    record.write_text("tfgen/a.py,sha256=abd,6\n")
    assert digest(package) != before
    assert digest(package, "1.1") != before


@pytest.mark.parametrize(
    "more",
    [
        "tfgen/_built/drafts/kms,sha256=x,1\ntfgen/a.py,sha256=abc,6\n",
        "tfgen/a.py,sha256=abc,6\ntfgen/__pycache__/a.cpython-311.pyc,,\n../../bin/tfgen,sha256=x,1\n",
    ],
)
def test_what_comes_after_the_code_is_no_part_of_it(package: Path, more: str) -> None:
    """Shipped results are made by the code that they are kept under; installers add lines of their own."""
    record = package.parent / "tfgen_hcl-1.0.dist-info" / "RECORD"
    record.parent.mkdir()
    record.write_text("tfgen/a.py,sha256=abc,6\n")
    before = digest(package)
    record.write_text(more)
    assert digest(package) == before
