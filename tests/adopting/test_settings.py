"""``.tfgen.yaml``: what it says, what is wrong with it, where it is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adopting.hcl import put
from tfgen.adopting.reading import read_settings
from tfgen.adopting.settings import NONE, Settings, SettingsFiles
from tfgen.codes import CODES
from tfgen.diagnostics import Severity
from tfgen.source import SourceFile


def read(text: str) -> tuple[Settings, list[tuple[str, str, int, int]]]:
    """The settings, and code, help, line and column of each finding."""
    settings, found = read_settings(SourceFile("/r/.tfgen.yaml", text))
    assert all(d.file == "/r/.tfgen.yaml" and d.severity is Severity.ERROR for d in found)
    return settings, [(d.code, d.help, d.range.start.line, d.range.start.column) for d in found if d.range]


ALL = """\
check:
  disable: [TFG502, name-without-suffix]
  levels:
    TFG309: warning
    hard-coded-region: error
  fail_level: note
  provider: {aws: 5.100.0}
  exclude: [legacy, "**/generated_*.tf"]
  baseline: tfgen-baseline.json
"""


def test_all_that_it_may_say() -> None:
    settings, found = read(ALL)
    assert found == []
    assert settings.disabled == {"TFG501", "TFG502"}
    assert settings.levels == {"TFG309": Severity.WARNING, "TFG502": Severity.ERROR}
    assert settings.fail_level is Severity.NOTE
    assert settings.version == "5.100.0"
    assert settings.exclude == ("legacy", "**/generated_*.tf")
    assert settings.baseline == "tfgen-baseline.json"
    lines = {key: place.start.line for key, place in settings.places.items()}
    assert lines == {
        "disable": 2,
        "levels": 3,
        "levels.TFG309": 4,
        "levels.TFG502": 5,
        "fail_level": 6,
        "provider": 7,
        "exclude": 8,
        "baseline": 9,
    }


@pytest.mark.parametrize("text", ["", "# nothing\n", "check:\n", "check: {}\n", "---\n", "check: {levels: null}\n"])
def test_it_may_say_nothing(text: str) -> None:
    settings, found = read(text)
    assert found == []
    assert (settings.disabled, dict(settings.levels), settings.fail_level) == (frozenset(), {}, None)


def test_the_beginning_of_codes_disables_them_all() -> None:
    assert read("check: {disable: [TFG5]}")[0].disabled == {c for c in CODES if c.startswith("TFG5")}


def test_what_cannot_be_silenced_is_left_out_of_many() -> None:
    settings, found = read("check: {disable: [TFG2]}")
    assert found == []
    assert "TFG205" in settings.disabled
    assert "TFG201" not in settings.disabled


def test_the_narrower_level_counts_wherever_it_stands() -> None:
    for text in ("{TFG309: error, TFG3: note}", "{TFG3: note, literal-of-wrong-type: error}"):
        levels = read(f"check:\n  levels: {text}\n")[0].levels
        assert (levels["TFG309"], levels["TFG301"]) == (Severity.ERROR, Severity.NOTE)


@pytest.mark.parametrize(
    ("text", "code", "help_", "line", "column"),
    [
        ("chek: {}", "TFG003", 'Did you mean "check"?', 1, 1),
        ("check:\n  disabled: []", "TFG003", 'Did you mean "disable"?', 2, 3),
        ("check: []", "TFG004", 'Write {key: value}, or "key: value" on indented lines.', 1, 8),
        ("check:\n  disable: TFG502", "TFG004", 'Write [a, b], or "- a" on lines of their own.', 2, 12),
        ("check:\n  disable: [true]", "TFG004", "Write a text, in quotes if need be.", 2, 13),
        ("check:\n  disable: [hard-coded-regoin]", "TFG050", 'Did you mean "hard-coded-region"?', 2, 13),
        ("check:\n  levels: {TFG301x: note}", "TFG050", 'Did you mean "TFG301"?', 2, 12),
        ("check:\n  disable: [TFG201]", "TFG051", "Remove it here.", 2, 13),
        ("check:\n  levels: {TFG301: warn}", "TFG052", 'Did you mean "warning"?', 2, 20),
        ("check:\n  levels: {TFG301: off}", "TFG052", "Levels: error, warning, note.", 2, 20),
        ("check:\n  fail_level: 3", "TFG052", "Levels: error, warning, note.", 2, 15),
        ("check:\n  provider: {aws: ~> 5.0}", "TFG052", "Write it whole, as in 6.62.0.", 2, 19),
        ("check:\n  provider: {gcp: 5.0.0}", "TFG052", "Write it as in {aws: 6.62.0}.", 2, 14),
        ("check:\n  provider: 5.0.0", "TFG004", 'Write {key: value}, or "key: value" on indented lines.', 2, 13),
        (
            "check:\n  exclude: [../x]",
            "TFG052",
            "Patterns are relative to this file's folder, as in legacy or **/generated_*.tf.",
            2,
            13,
        ),
        ("check:\n  baseline: [a]", "TFG004", "Write a text, in quotes if need be.", 2, 13),
        ("check:\n  disable: [\n", "TFG001", "", 3, 1),
        ("check:\n  levels: {TFG301: note, unknown-argument: error}", "TFG005", "Remove one of them.", 2, 26),
        ("check: {}\ncheck: {}\n", "TFG005", "Remove one of them, or give it another name.", 2, 1),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, code: str, help_: str, line: int, column: int) -> None:
    assert [(c, li, co) for c, _, li, co in read(text)[1]] == [(code, line, column)]
    if help_:
        assert read(text)[1][0][1] == help_


def test_what_can_be_read_counts_beside_what_cannot() -> None:
    settings, found = read("check: {disable: [TFG502, nonsense], fail_level: 7, baseline: b.json}")
    assert [code for code, *_ in found] == ["TFG050", "TFG052"]
    assert (set(settings.disabled), settings.baseline) == ({"TFG502"}, "b.json")


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
        assert len(files.found) == 1


class TestThatCannotBeRead:
    def found(self, root: Path) -> tuple[str, str]:
        files = SettingsFiles()
        files.of(root.as_posix())
        (only,) = files.found
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
