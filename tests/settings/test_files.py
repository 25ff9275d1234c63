"""``.tfgen.yaml``: where it is found, and when it cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.suppress.hcl import put
from tfgen.settings.files import SettingsFiles
from tfgen.settings.model import NONE

ALL = "check: {disable: [TFG502], exclude: [legacy]}"


class TestWhereItIsFound:
    def at(self, root: Path, directory: str) -> str:
        file = SettingsFiles().of((root / directory).as_posix()).file
        return file.removeprefix(f"{root.as_posix()}/")

    def test_the_nearest_one_as_a_whole(self, tmp_path: Path) -> None:
        put(tmp_path, {".git/x": "", ".tfgen.yaml": ALL, "a/.tfgen.yaml": "check: {fail_level: error}", "b/c/x.tf": ""})
        assert self.at(tmp_path, "a") == "a/.tfgen.yaml"
        assert self.at(tmp_path, "a/b/c") == "a/.tfgen.yaml"
        assert self.at(tmp_path, "b/c") == ".tfgen.yaml"
        assert SettingsFiles().of((tmp_path / "a").as_posix()).disabled == frozenset()

    @pytest.mark.parametrize("kind", ["folder", "file"])
    def test_not_above_the_repository(self, tmp_path: Path, kind: str) -> None:
        put(tmp_path, {".tfgen.yaml": ALL, "r/a/x.tf": "", ("r/.git/x" if kind == "folder" else "r/.git"): "gitdir: x"})
        assert SettingsFiles().of((tmp_path / "r/a").as_posix()) is NONE

    def test_at_the_repositorys_own_top(self, tmp_path: Path) -> None:
        put(tmp_path, {"r/.tfgen.yaml": ALL, "r/.git/x": ""})
        assert self.at(tmp_path, "r/a") == "r/.tfgen.yaml"

    def test_from_the_current_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        put(tmp_path, {".tfgen.yaml": ALL, "a/b/x.tf": ""})
        monkeypatch.chdir(tmp_path / "a")
        for directory in ("", ".", "b", "../a/b", ".."):
            assert SettingsFiles().of(directory).file == (tmp_path / ".tfgen.yaml").as_posix()

    def test_a_link_is_not_followed_to_find_it(self, tmp_path: Path) -> None:
        put(tmp_path, {"r/.tfgen.yaml": ALL, "r/.git/x": "", "elsewhere/.tfgen.yaml": "", "elsewhere/a/x.tf": ""})
        (tmp_path / "r/a").symlink_to(tmp_path / "elsewhere/a")
        assert self.at(tmp_path, "r/a") == "r/.tfgen.yaml"

    def test_it_may_be_a_link_itself(self, tmp_path: Path) -> None:
        put(tmp_path, {"shared.yaml": ALL, "r/a/x.tf": ""})
        (tmp_path / "r/.tfgen.yaml").symlink_to("../shared.yaml")
        settings = SettingsFiles().of((tmp_path / "r/a").as_posix())
        assert settings.excludes((tmp_path / "r/legacy/x.tf").as_posix())
        assert not settings.excludes((tmp_path / "legacy/x.tf").as_posix())

    def test_it_is_read_once(self, tmp_path: Path) -> None:
        put(tmp_path, {".tfgen.yaml": "check: 3", "a/x.tf": "", "b/x.tf": ""})
        files = SettingsFiles()
        assert files.of((tmp_path / "a").as_posix()) is files.of((tmp_path / "b").as_posix())
        assert len(files.diagnostics) == 1


class TestThatCannotBeRead:
    def found(self, root: Path) -> tuple[str, str]:
        files = SettingsFiles()
        files.of(root.as_posix())
        (only,) = files.diagnostics
        assert only.file == (root / ".tfgen.yaml").as_posix()
        return only.code, only.detail

    def test_a_folder(self, tmp_path: Path) -> None:
        (tmp_path / ".tfgen.yaml").mkdir()
        assert self.found(tmp_path) == ("TFG053", "Is a directory.")

    def test_a_link_to_nowhere(self, tmp_path: Path) -> None:
        (tmp_path / ".tfgen.yaml").symlink_to("nowhere")
        assert self.found(tmp_path) == ("TFG053", "No such file or directory.")

    def test_a_link_to_itself(self, tmp_path: Path) -> None:
        (tmp_path / ".tfgen.yaml").symlink_to(".tfgen.yaml")
        assert self.found(tmp_path)[0] == "TFG053"

    def test_not_utf_8(self, tmp_path: Path) -> None:
        (tmp_path / ".tfgen.yaml").write_bytes(b"check: {baseline: \xff}")
        assert self.found(tmp_path)[0] == "TFG053"
