"""Files that functions read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tfgen.terraform.functions import (
    OWN_FOLDER,
    DiskFiles,
    FunctionContext,
    FunctionError,
    ModuleFiles,
    TextFiles,
    call,
    find,
)
from tfgen.terraform.functions.context import MAX_BYTES
from tfgen.terraform.types.model import STRING
from tfgen.terraform.types.value import Value, boolean, object_of, set_of, string


def result(context: FunctionContext, name: str, *arguments: Value) -> Value:
    function = find(name)
    assert function is not None
    return call(function, arguments, context)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "root" / "files").mkdir(parents=True)
    (tmp_path / "root" / "files" / "a.txt").write_text("hello")
    (tmp_path / "root" / "files" / "b.bin").write_bytes(b"\xff\x00")
    (tmp_path / "shared.txt").write_text("shared")
    return tmp_path


def test_reads_below_the_working_directory(folder: Path) -> None:
    disk = FunctionContext(DiskFiles(folder / "root"))
    assert result(disk, "file", string("files/a.txt")) == string("hello")
    assert result(disk, "file", string("./files/../files/a.txt")) == string("hello")
    assert result(disk, "fileexists", string("files/none")) == boolean(False)
    assert result(disk, "fileset", string("files"), string("*.txt")) == set_of([string("a.txt")], STRING)
    assert result(disk, "filemd5", string("files/a.txt")) == string("5d41402abc4b2a76b9719d911017c592")


def test_what_is_elsewhere_is_unknown_unless_allowed(folder: Path) -> None:
    assert not result(FunctionContext(DiskFiles(folder / "root")), "file", string("../shared.txt")).known
    assert result(FunctionContext(DiskFiles(folder / "root", folder)), "file", string("../shared.txt")) == string(
        "shared"
    )
    (folder / "root" / "link").symlink_to("/etc/passwd")
    for path in ("/etc/passwd", "~/.ssh/id_rsa.pub", "link", "a\0b"):
        assert not result(FunctionContext(DiskFiles(folder / "root")), "file", string(path)).known


def test_what_is_elsewhere_can_be_missing(folder: Path) -> None:
    with pytest.raises(FunctionError, match=r'no file exists at "\.\./none\.txt"'):
        result(FunctionContext(DiskFiles(folder / "root")), "file", string("../none.txt"))


def test_where_paths_of_a_called_module_begin_its_callers_say(folder: Path) -> None:
    module = FunctionContext(ModuleFiles(DiskFiles(folder / "root")))
    assert result(module, "file", string(f"{OWN_FOLDER}/files/a.txt")) == string("hello")
    assert result(module, "fileexists", string(f"{OWN_FOLDER}/files/none")) == boolean(False)
    assert result(module, "fileset", string(OWN_FOLDER), string("files/*.txt")).known
    for path in ("files/a.txt", "none.txt", "./none.txt", "../none.txt"):
        assert not result(module, "file", string(path)).known
        assert not result(module, "fileexists", string(path)).known
    with pytest.raises(FunctionError, match=r'no file exists at "\./none\.txt"'):
        result(module, "file", string(f"{OWN_FOLDER}/none.txt"))


def test_a_missing_file_a_folder_and_bytes_are_errors(folder: Path) -> None:
    disk = FunctionContext(DiskFiles(folder / "root"))
    for path, message in (("files/c.txt", "no file exists"), ("files", "is a directory"), ("files/b.bin", "UTF-8")):
        with pytest.raises(FunctionError, match=message):
            result(disk, "file", string(path))
    assert result(disk, "filebase64", string("files/b.bin")) == string("/wA=")


def test_a_huge_file_is_not_read(folder: Path) -> None:
    (folder / "root" / "huge").write_bytes(b"x" * (MAX_BYTES + 1))
    assert not result(FunctionContext(DiskFiles(folder / "root")), "file", string("huge")).known


def test_without_files_nothing_is_known() -> None:
    assert not result(FunctionContext(), "file", string("a")).known
    assert not result(FunctionContext(), "fileset", string("."), string("*")).known


def test_a_template_is_rendered_by_the_caller() -> None:
    seen = []

    def render(text: str, path: str, variables: object) -> Value:
        seen.append((text, path, variables))
        return string("done")

    context = FunctionContext(TextFiles({"t.tftpl": "Hi ${name}"}), render)
    assert result(context, "templatefile", string("./t.tftpl"), object_of({"name": string("x")})) == string("done")
    assert seen[-1] == ("Hi ${name}", "./t.tftpl", {"name": string("x")})
    with pytest.raises(FunctionError, match="must be a map"):
        result(context, "templatefile", string("t.tftpl"), string("x"))
