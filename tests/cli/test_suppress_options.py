"""``tfgen check`` on an old code base: ignores, ``.tfgen.yaml``, ``--baseline``, ``--show-config``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.report.sarif_judge import run_of
from tests.suppress.hcl import WRONG, put
from tfgen.cli.root import run

FLAG = """\
resource "aws_elasticache_replication_group" "x" {
  description                = "x"
  transit_encryption_enabled = "true"
}
"""
"""TFG309, a note: a text for a bool."""

EIP = 'resource "aws_eip" "x" {\n  vpc = true\n}\n'
"""Right until 5.x, TFG301 in 6.x."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs ``check --format json``: the exit status, (file, code, severity) of each finding, the summary."""

    def check(*arguments: str) -> tuple[int, list[tuple[str, str, str]], dict[str, Any]]:
        capsys.readouterr()
        status = run(["check", "--format", "json", *arguments])
        said = json.loads(capsys.readouterr().out)
        return status, [(d["file"], d["code"], d["severity"]) for d in said["diagnostics"]], said["summary"]

    return check


class TestIgnores:
    def test_they_are_counted(self, folder: Path, checked: Any, capsys: pytest.CaptureFixture[str]) -> None:
        put(folder, {"main.tf": f"# tfgen:ignore TFG301 the fork has it\n{WRONG}"})
        status, found, summary = checked()
        assert (status, found, summary["ignored"]) == (0, [], 1)
        assert run(["check"]) == 0
        assert capsys.readouterr().out == "No findings; 1 finding ignored.\n"

    def test_sarif_says_it_too(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        put(folder, {"main.tf": f"# tfgen:ignore TFG301 the fork has it\n{WRONG}"})
        assert run(["check", "--format", "sarif"]) == 0
        assert run_of(capsys.readouterr().out)["properties"]["notReported"] == ["1 finding ignored"]

    def test_what_is_wrong_with_them_is_shown_in_place(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        put(folder, {"main.tf": WRONG.replace("encryptd = true", "encrypted = true # tfgen:ignore TFG301 x")})
        assert run(["check"]) == 0
        assert capsys.readouterr().out == (
            "warning[TFG272]: Unused ignore of TFG301\n"
            " --> main.tf:2:35\n"
            "  |\n"
            "2 |   encrypted = true # tfgen:ignore TFG301 x\n"
            "  |                                   ^^^^^^\n"
            "  = unknown-argument was not found on line 2.\n"
            "  = help: Remove it.\n"
            "\n"
            "1 warning.\n"
        )


class TestSettings:
    def test_disabled_codes_are_counted(self, folder: Path, checked: Any) -> None:
        put(folder, {"main.tf": WRONG + EIP, ".tfgen.yaml": "check: {disable: [unknown-argument]}"})
        status, found, summary = checked()
        assert (status, found, summary["disabled"]) == (0, [], 2)

    def test_levels(self, folder: Path, checked: Any) -> None:
        put(folder, {"main.tf": WRONG, ".tfgen.yaml": "check: {levels: {TFG301: note}}"})
        assert checked()[:2] == (0, [("main.tf", "TFG301", "note")])

    def test_a_level_may_be_raised(self, folder: Path, checked: Any) -> None:
        put(folder, {"main.tf": FLAG, ".tfgen.yaml": "check: {levels: {TFG3: error}}"})
        status, found, _ = checked()
        assert status == 2
        assert {severity for _, _, severity in found} == {"error"}

    def test_the_fail_level_and_the_flag_over_it(self, folder: Path, checked: Any) -> None:
        put(folder, {"main.tf": WRONG, ".tfgen.yaml": "check: {levels: {TFG301: warning}, fail_level: warning}"})
        assert checked()[0] == 2
        assert checked("--fail-level", "error")[0] == 0
        assert checked("--fail-level", "note")[0] == 2

    def test_the_provider_version_and_the_flag_over_it(self, folder: Path, checked: Any) -> None:
        put(folder, {"main.tf": EIP, ".tfgen.yaml": "check: {provider: {aws: 5.100.0}}"})
        assert checked()[0] == 0
        assert checked("--provider", "aws=6.62.0")[:2] == (2, [("main.tf", "TFG301", "error")])

    def test_a_version_that_is_not_at_hand_is_said_where_it_is_asked_for(self, folder: Path, checked: Any) -> None:
        put(folder, {"main.tf": EIP, "a/.tfgen.yaml": "check:\n  provider: {aws: 5.0.1}", "a/main.tf": WRONG})
        status, found, summary = checked("a")
        assert (status, found) == (2, [("a/.tfgen.yaml", "TFG024", "error")])
        assert summary["not_judged"] == 1

    def test_each_directory_has_its_own(self, folder: Path, checked: Any) -> None:
        put(folder, {"a/main.tf": WRONG, "b/main.tf": WRONG, "c/main.tf": WRONG, "d/main.tf": EIP})
        put(folder, {".tfgen.yaml": "check: {levels: {TFG301: note}}"})
        put(folder, {"b/.tfgen.yaml": "check: {fail_level: note}", "c/.tfgen.yaml": "check: {disable: [TFG301]}"})
        status, found, _ = checked("a", "b", "c")
        assert found == [("a/main.tf", "TFG301", "note"), ("b/main.tf", "TFG301", "error")]
        assert status == 2
        assert checked("a", "c")[0] == 0

    def test_a_fail_level_is_for_its_directory_only(self, folder: Path) -> None:
        put(folder, {"a/main.tf": WRONG, ".tfgen.yaml": "check: {levels: {TFG301: warning}}"})
        put(folder, {"b/main.tf": WRONG, "b/.tfgen.yaml": "check: {levels: {TFG301: warning}, fail_level: warning}"})
        assert run(["check", "a", "--output", "junit=a.xml"]) == 0
        assert run(["check", "a", "b", "--output", "junit=b.xml"]) == 2
        assert [suite.get("failures") for suite in ET.parse(folder / "b.xml").getroot()] == ["0", "1"]

    def test_a_called_module_is_judged_by_its_own(self, folder: Path, checked: Any) -> None:
        put(folder, {"m/main.tf": WRONG, "m/.tfgen.yaml": "check: {disable: [TFG301]}"})
        put(folder, {"env/main.tf": 'module "m" {\n  source = "../m"\n}\n'})
        assert checked("env")[:2] == (0, [])

    def test_what_is_wrong_with_them_is_shown_in_place(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        put(
            folder,
            {"a/main.tf": "", ".tfgen.yaml": "check:\n  disable: [unknown-argumnt]\n  provider: {aws: 5.100.0}\n"},
        )
        assert run(["check", "a"]) == 2
        assert capsys.readouterr().out == (
            'error[TFG050]: Unknown code "unknown-argumnt"\n'
            " --> .tfgen.yaml:2:13 (check.disable.0)\n"
            "  |\n"
            "2 |   disable: [unknown-argumnt]\n"
            "  |             ^^^^^^^^^^^^^^^\n"
            "  = No finding has this code or name.\n"
            '  = help: Did you mean "unknown-argument"?\n'
            "\n"
            "1 error.\n"
        )

    def test_it_may_be_empty(self, folder: Path, checked: Any) -> None:
        put(folder, {"main.tf": EIP, ".tfgen.yaml": ""})
        assert checked("--provider", "aws=5.100.0")[:2] == (0, [("main.tf", "TFG312", "warning")])


class TestExcludedPaths:
    TREE: Mapping[str, str] = {
        "main.tf": "",
        "old/main.tf": WRONG,
        "old/deep/main.tf": WRONG,
        "a/generated_1.tf": WRONG,
        "a/main.tf": "",
    }
    SETTINGS = 'check: {exclude: [old, "**/generated_*.tf"]}'

    @pytest.mark.parametrize("folders", [[], ["."], ["a", "old"], ["old/deep", "a"]])
    def test_they_are_relative_to_the_file(self, folder: Path, checked: Any, folders: list[str]) -> None:
        put(folder, {**self.TREE, ".tfgen.yaml": self.SETTINGS})
        assert checked(*folders)[:2] == (0, [])

    def test_from_a_folder_below(self, folder: Path, checked: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        put(folder, {**self.TREE, ".tfgen.yaml": self.SETTINGS})
        monkeypatch.chdir(folder / "old")
        status, found, summary = checked()
        assert (status, found) == (0, [])
        assert summary["not_judged_what"] == ["files excluded by .tfgen.yaml (2)"]

    def test_they_are_counted_as_not_judged(self, folder: Path, checked: Any) -> None:
        put(folder, {**self.TREE, ".tfgen.yaml": self.SETTINGS})
        assert checked()[2]["not_judged_what"] == ["files excluded by .tfgen.yaml (3)"]

    def test_what_they_declare_is_known(self, folder: Path, checked: Any) -> None:
        put(
            folder, {"main.tf": 'output "a" {\n  value = var.x\n}\n', "generated_x.tf": f'variable "x" {{\n}}\n{WRONG}'}
        )
        put(folder, {".tfgen.yaml": self.SETTINGS})
        assert checked()[1] == []

    def test_an_excluded_file_that_cannot_be_parsed(self, folder: Path, checked: Any) -> None:
        put(folder, {"main.tf": WRONG, "generated_x.tf": "{", ".tfgen.yaml": self.SETTINGS})
        assert checked()[1] == [("main.tf", "TFG301", "error")]

    def test_one_that_cannot_be_read(self, folder: Path, checked: Any) -> None:
        put(folder, {"main.tf": "", ".tfgen.yaml": self.SETTINGS})
        (folder / "generated_1.tf").symlink_to("nowhere")
        status, found, summary = checked()
        assert (status, found) == (0, [])
        assert "files excluded by .tfgen.yaml (1)" in summary["not_judged_what"]

    def test_an_excluded_module_is_read_for_its_callers(self, folder: Path, checked: Any) -> None:
        call = 'module "m" {\n  source = "./old"\n  zone   = 1\n}\n'
        put(folder, {"main.tf": call, "old/main.tf": WRONG, ".tfgen.yaml": self.SETTINGS})
        assert checked()[1] == [("main.tf", "TFG404", "error")]

    def test_the_ignores_in_them_are_not_judged_either(self, folder: Path, checked: Any) -> None:
        put(folder, {"main.tf": "", "generated_x.tf": "# tfgen:ignore\n", ".tfgen.yaml": self.SETTINGS})
        assert checked()[1] == []


class TestBaseline:
    def test_adopting_it(self, folder: Path, checked: Any, capsys: pytest.CaptureFixture[str]) -> None:
        put(folder, {"a/main.tf": WRONG, "b/main.tf": EIP})
        assert run(["check", "--baseline", "known.json", "--write-baseline"]) == 0
        assert capsys.readouterr().err == "2 findings written to known.json.\n"
        status, found, summary = checked("--baseline", "known.json")
        assert (status, found, summary["baseline"]) == (0, [], 2)
        put(folder, {"a/main.tf": f"# moved\n\n{WRONG}{WRONG.replace('files', 'more').replace('true', 'false')}"})
        assert checked("--baseline", "known.json")[:2] == (2, [("a/main.tf", "TFG301", "error")])

    def test_it_is_the_same_from_everywhere(self, folder: Path, checked: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        put(folder, {"a/main.tf": WRONG, "b/main.tf": EIP})
        run(["check", "--baseline", "known.json", "--write-baseline"])
        written = (folder / "known.json").read_bytes()
        assert folder.as_posix().encode() not in written
        monkeypatch.chdir(folder / "a")
        assert checked("--baseline", "../known.json", "../b", ".")[:2] == (0, [])
        run(["check", "--baseline", "../known.json", "--write-baseline", folder.as_posix()])
        assert (folder / "known.json").read_bytes() == written

    def test_named_in_the_settings(self, folder: Path, checked: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        put(folder, {"a/main.tf": WRONG, ".tfgen.yaml": "check:\n  baseline: ci/known.json\n", "ci/x": ""})
        assert checked()[1] == [(".tfgen.yaml", "TFG055", "error"), ("a/main.tf", "TFG301", "error")]
        assert run(["check", "--write-baseline"]) == 0
        monkeypatch.chdir(folder / "a")
        assert checked()[:2] == (0, [])
        assert json.loads((folder / "ci/known.json").read_text())["findings"][0]["file"] == "../a/main.tf"

    def test_the_flag_wins(self, folder: Path, checked: Any) -> None:
        put(folder, {"main.tf": WRONG, ".tfgen.yaml": "check: {baseline: a.json}"})
        run(["check", "--write-baseline"])
        put(folder, {"b.json": '{"format": 1, "findings": []}'})
        assert checked("--baseline", "b.json")[1] == [("main.tf", "TFG301", "error")]

    def test_two_directories_with_two(self, folder: Path, checked: Any) -> None:
        tree = {
            f"{d}/{f}": text
            for d in "ab"
            for f, text in (("main.tf", WRONG), (".tfgen.yaml", "check: {baseline: k.json}"))
        }
        put(folder, tree)
        assert run(["check", "--write-baseline"]) == 0
        assert (folder / "a/k.json").read_bytes() == (folder / "b/k.json").read_bytes()
        put(folder, {"b/k.json": '{"format": 1, "findings": []}'})
        assert checked()[1] == [("b/main.tf", "TFG301", "error")]

    def test_what_is_mended_is_told(self, folder: Path, checked: Any, capsys: pytest.CaptureFixture[str]) -> None:
        put(folder, {"a/main.tf": WRONG, "b/main.tf": WRONG, "c/main.tf": WRONG})
        run(["check", "--baseline", "k.json", "--write-baseline"])
        put(folder, {"a/main.tf": ""})
        (folder / "c/main.tf").unlink()
        assert checked("--baseline", "k.json")[:2] == (0, [("k.json", "TFG056", "note")])
        run(["check", "--baseline", "k.json"])
        assert "TFG301 in a/main.tf: Unknown argument" in capsys.readouterr().out

    def test_files_not_checked_are_not_said_to_be_mended_and_stay(self, folder: Path, checked: Any) -> None:
        put(folder, {"a/main.tf": WRONG, "b/main.tf": WRONG})
        run(["check", "--baseline", "k.json", "--write-baseline"])
        put(folder, {"a/main.tf": ""})
        assert checked("--baseline", "k.json", "b")[:2] == (0, [])
        run(["check", "--baseline", "k.json", "--write-baseline", "a"])
        assert [e["file"] for e in json.loads((folder / "k.json").read_text())["findings"]] == ["b/main.tf"]

    def test_a_syntax_error_is_never_known(self, folder: Path, checked: Any) -> None:
        put(folder, {"a.tf": "{", "b.tf": WRONG})
        assert run(["check", "--baseline", "k.json", "--write-baseline"]) == 2
        assert checked("--baseline", "k.json")[:2] == (2, [("a.tf", "TFG201", "error")])

    def test_ignored_and_disabled_findings_are_not_in_it(self, folder: Path) -> None:
        put(folder, {"a.tf": f"# tfgen:ignore TFG301 x\n{WRONG}", "b.tf": FLAG})
        put(folder, {".tfgen.yaml": "check: {disable: [TFG3], baseline: k.json}"})
        assert run(["check", "--write-baseline"]) == 0
        assert json.loads((folder / "k.json").read_text())["findings"] == []

    def test_a_broken_one(self, folder: Path, checked: Any) -> None:
        put(folder, {"main.tf": WRONG, "k.json": '{"format": 1,\n<<<<<<< HEAD'})
        assert checked("--baseline", "k.json")[:2] == (
            2,
            [("k.json", "TFG055", "error"), ("main.tf", "TFG301", "error")],
        )

    def test_that_of_a_newer_tfgen_is_not_overwritten(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        put(folder, {"main.tf": WRONG, "k.json": '{"format": 2}'})
        assert run(["check", "--baseline", "k.json", "--write-baseline"]) == 1
        assert "k.json is of a newer tfgen and stays as it is. It has format 2" in capsys.readouterr().err
        assert (folder / "k.json").read_text() == '{"format": 2}'

    def test_nothing_is_written_with_broken_settings(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        put(folder, {"main.tf": WRONG, ".tfgen.yaml": "check: {disable: [nonsense]}"})
        assert run(["check", "--baseline", "k.json", "--write-baseline"]) == 2
        said = capsys.readouterr()
        assert "error[TFG050]" in said.out
        assert said.err == "Nothing was written.\n"
        assert not (folder / "k.json").exists()

    def test_a_broken_one_is_written_anew(self, folder: Path, checked: Any) -> None:
        put(folder, {"main.tf": WRONG, "k.json": "<<<<<<< HEAD"})
        assert run(["check", "--baseline", "k.json", "--write-baseline"]) == 0
        assert checked("--baseline", "k.json")[:2] == (0, [])

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["--baseline", "k.json"], "To make it: tfgen check --baseline k.json --write-baseline"),
            (["--write-baseline"], "name it with --baseline FILE, or in .tfgen.yaml"),
            (["--baseline", "nowhere/k.json", "--write-baseline"], "cannot write"),
        ],
    )
    def test_what_cannot_be_done_exits_1(
        self, folder: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        put(folder, {"main.tf": WRONG})
        assert run(["check", *arguments]) == 1
        assert said in capsys.readouterr().err


class TestShowConfig:
    def test_where_each_value_comes_from(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        put(folder, {".tfgen.yaml": "check:\n  disable: [TFG5]\n  levels:\n    TFG309: warning\n  baseline: k.json\n"})
        put(folder, {"a/x.tf": ""})
        assert run(["check", "a", "--show-config", "--fail-level", "note"]) == 0
        out = capsys.readouterr().out
        assert out.splitlines()[0] == "a: .tfgen.yaml"
        assert [line.split() for line in out.splitlines()[2:]] == [
            ["levels.TFG309", "warning", ".tfgen.yaml:4"],
            ["fail_level", "note", "--fail-level"],
            ["provider.aws", "from", "required_providers", "default"],
            ["exclude", "none", "default"],
            ["baseline", "k.json", ".tfgen.yaml:5"],
        ]

    def test_as_json(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        put(folder, {"a/.tfgen.yaml": "check:\n  exclude: [x, y]\n", "b/x.tf": "", "k.json": "{}"})
        flags = ["--provider", "aws=5.100.0", "--baseline", "k.json"]
        assert run(["check", "a", "b", "--show-config", "--format", "json", *flags]) == 0
        said = json.loads(capsys.readouterr().out)
        assert said["format_version"] == "1.0"
        a, b = said["directories"]
        assert (a["directory"], a["file"], b["directory"], b["file"]) == ("a", "a/.tfgen.yaml", "b", None)
        assert {s["key"]: (s["value"], s["source"]) for s in a["settings"]} == {
            "disable": ([], "default"),
            "fail_level": ("error", "default"),
            "provider.aws": ("5.100.0", "--provider"),
            "exclude": (["x", "y"], "a/.tfgen.yaml:2"),
            "baseline": ("k.json", "--baseline"),
        }

    def test_nothing_is_checked(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        put(folder, {"main.tf": "{"})
        assert run(["check", "--show-config"]) == 0
        assert capsys.readouterr().out.startswith(".: no .tfgen.yaml here or above\n")

    def test_a_broken_file_is_shown_instead(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        put(folder, {".tfgen.yaml": "chek: 1"})
        assert run(["check", "--show-config"]) == 2
        assert 'error[TFG003]: Unknown key "chek"' in capsys.readouterr().out

    @pytest.mark.parametrize("more", [["--format", "sarif"], ["--output", "json=x.json"]])
    def test_in_no_other_format(self, folder: Path, more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["check", "--show-config", *more]) == 1
        assert "--show-config prints text or json" in capsys.readouterr().err


class TestGeneratedFiles:
    STACK = """\
stack: shop
region: us-west-2
provider: {aws: 6.62.0}
environments: {dev: {}}
services: {jobs: {module: queue}}
"""
    MANIFEST = """\
description: A queue.
inputs: {}
outputs: {}
names: [{attribute: aws_sqs_queue.name, pattern: "{name}-{suffix}"}]
usage: |
  name   = "orders"
  suffix = "dev"
"""
    TEMPLATE = """\
resource "aws_sqs_queue" "this" {
  name     = "${var.name}-${var.suffix}"
  name_new = 1IGNORE

  tags = merge(var.tags, { Name = "${var.name}-${var.suffix}" })
}
"""

    def put(self, folder: Path, ignore: str) -> None:
        template = self.TEMPLATE.replace("IGNORE", ignore)
        put(folder, {"stack.yaml": self.STACK, "t/queue/module.yaml": self.MANIFEST})
        put(folder, {"t/queue/main.tf.jinja": template})

    def test_an_ignore_in_a_template_holds_for_render_and_for_check(
        self, folder: Path, checked: Any, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.put(folder, " # tfgen:ignore TFG301 our fork of the provider has it")
        assert run(["render", "--templates", "t"]) == 0
        assert capsys.readouterr().out == "No findings; 1 finding ignored.\n"
        assert "  name_new = 1 # tfgen:ignore TFG301 our fork" in (folder / "modules/queue/main.tf").read_text()
        status, found, summary = checked("modules", "envs")
        assert (status, found, summary["ignored"]) == (0, [], 1)

    def test_an_unused_one_is_shown_with_the_line_of_the_template(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.put(folder, "\n  fifo_queue = true # tfgen:ignore TFG305 x")
        assert run(["render", "--templates", "t"]) == 2
        self.put(folder, " # tfgen:ignore TFG301,TFG305 x")
        capsys.readouterr()
        assert run(["render", "--templates", "t", "--format", "json"]) == 0
        (only,) = json.loads(capsys.readouterr().out)["diagnostics"]
        assert (only["code"], only["template"], only["template_line"]) == ("TFG272", "t/queue/main.tf.jinja", 3)

    def test_settings_do_not_touch_what_render_verifies(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.put(folder, "")
        put(folder, {".tfgen.yaml": "check: {disable: [TFG3], exclude: [modules]}"})
        assert run(["render", "--templates", "t"]) == 2
        assert "error[TFG301]" in capsys.readouterr().out
