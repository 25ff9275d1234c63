"""``tfgen check`` on directories as they are on disk."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.output.trees import killed, render
from tfgen.diagnostics import Skipped
from tfgen.output.manifest import FileRecord, Manifest, digest, encode
from tfgen.pipelines.check import Checked, CheckRequest
from tfgen.pipelines.check import check as check_folders

VPC = 'resource "aws_vpc" "x" {\n  cidr_block = "10.0.0.0/16"\n}\n'
BROKEN_VPC = 'resource "aws_vpc" "x" {\n  cidr_blok = "10.0.0.0/16"\n}\n'
FLAG = (
    'resource "aws_elasticache_replication_group" "x" {\n  description = "x"\n  at_rest_encryption_enabled = true\n}\n'
)


def put(root: Path, tree: Mapping[str, str | bytes]) -> None:
    for path, content in tree.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())


def check(root: Path, tree: Mapping[str, str | bytes], *folders: str, version: str | None = None) -> Checked:
    """Write a tree below ``root`` and check folders of it (default: all)."""
    put(root, tree)
    return check_folders(CheckRequest(tuple(root / f for f in folders or (".",)), version=version))


def findings(root: Path, checked: Checked) -> list[tuple[str, str, str]]:
    """File, code and severity of each finding."""
    below = f"{root.as_posix()}/"
    return [((d.file or "").removeprefix(below), d.code, d.severity.label) for d in checked.result.diagnostics]


def generated(files: Mapping[str, str]) -> str:
    """A manifest that calls these files tfgen's own."""
    records = {path: FileRecord(digest(text.encode())) for path, text in files.items()}
    return encode(Manifest("aws=6.62.0", records, {})).decode()


def test_every_folder_with_terraform_files_is_checked(tmp_path: Path) -> None:
    checked = check(tmp_path, {"a/main.tf": VPC, "a/b/c/main.tf": BROKEN_VPC, "d/main.tf": BROKEN_VPC, "e/x.txt": "x"})
    assert findings(tmp_path, checked) == [("a/b/c/main.tf", "TFG301", "error"), ("d/main.tf", "TFG301", "error")]


def test_what_terraform_and_editors_leave_is_not_read(tmp_path: Path) -> None:
    tree = dict.fromkeys((".terraform/modules/x/a.tf", ".git/a.tf", ".tfgen/staging/a.tf", ".#a.tf", "a.tf~"), "{{{")
    assert check(tmp_path, {**tree, "main.tf": VPC}).result.diagnostics == ()


def test_a_folder_is_named_relatively_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"main.tf": BROKEN_VPC, "sub/main.tf": BROKEN_VPC, "sub/m/main.tf": VPC})
    monkeypatch.chdir(tmp_path)
    for folder, files in (
        (".", ["main.tf", "sub/main.tf"]),
        ("sub", ["sub/main.tf"]),
        ("./sub/../sub", ["sub/main.tf"]),
    ):
        assert [d.file for d in check_folders(CheckRequest((Path(folder),))).result.diagnostics] == files
    monkeypatch.chdir(tmp_path / "sub" / "m")
    assert [d.file for d in check_folders(CheckRequest((Path(".."),))).result.diagnostics] == ["../main.tf"]


def test_a_folder_given_twice_is_checked_once(tmp_path: Path) -> None:
    assert len(check(tmp_path, {"a/main.tf": BROKEN_VPC}, ".", "a", ".").result.diagnostics) == 1


def test_nothing_to_check(tmp_path: Path) -> None:
    checked = check(tmp_path, {"README.md": "x"})
    (found,) = checked.result.diagnostics
    assert (found.code, found.severity.label) == ("TFG205", "warning")
    assert found.detail == f"There are no .tf or .tofu files in {tmp_path.as_posix()}."


def test_own_files_are_those_of_the_manifest(tmp_path: Path) -> None:
    tree = {"m/main.tf": FLAG, "m/hand.tf": FLAG.replace('"x" {', '"y" {')}
    tree[".tfgen/manifest.json"] = generated({"m/main.tf": FLAG})
    assert [
        (file, severity) for file, code, severity in findings(tmp_path, check(tmp_path, tree)) if code == "TFG309"
    ] == [
        ("m/hand.tf", "note"),
        ("m/main.tf", "error"),
    ]


def test_own_files_are_known_from_any_folder_below(tmp_path: Path) -> None:
    tree = {"envs/dev/main.tf": FLAG, ".tfgen/manifest.json": generated({"envs/dev/main.tf": FLAG})}
    assert ("envs/dev/main.tf", "TFG309", "error") in findings(tmp_path, check(tmp_path, tree, "envs/dev"))


class TestAnInterruptedRun:
    def test_it_is_mended_first(self, tmp_path: Path) -> None:
        render(tmp_path, {"a/main.tf": VPC, "b/main.tf": VPC})
        new = {"a/main.tf": BROKEN_VPC, "c/main.tf": BROKEN_VPC}
        assert killed("unlink main.tf", render, tmp_path, new)
        assert findings(tmp_path, check(tmp_path, {}, ".")) == [
            ("a/main.tf", "TFG301", "error"),
            ("c/main.tf", "TFG301", "error"),
        ]
        assert not (tmp_path / "b/main.tf").exists()

    def test_from_a_folder_below(self, tmp_path: Path) -> None:
        render(tmp_path, {"a/main.tf": VPC, "b/main.tf": VPC})
        assert killed("replace main.tf", render, tmp_path, {"a/main.tf": BROKEN_VPC})
        assert findings(tmp_path, check(tmp_path, {}, "a")) == [("a/main.tf", "TFG301", "error")]

    def test_what_cannot_be_mended_is_said(self, tmp_path: Path) -> None:
        render(tmp_path, {"a/main.tf": VPC})
        put(tmp_path, {".tfgen/journal.json": "{"})
        assert [code for _, code, _ in findings(tmp_path, check(tmp_path, {}, "a"))] == ["TFG805"]


class TestModules:
    ROOT = 'module "m" {\n  source = "../m"\n  zone   = 1\n}\n'
    MODULE = 'variable "zones" {\n}\n\noutput "zones" {\n  value = var.zones\n}\n'

    def test_calls_are_held_against_them(self, tmp_path: Path) -> None:
        checked = check(tmp_path, {"root/main.tf": self.ROOT, "m/main.tf": self.MODULE}, "root")
        assert findings(tmp_path, checked) == [("root/main.tf", "TFG405", "error"), ("root/main.tf", "TFG404", "error")]

    def test_they_are_checked_with_who_calls_them(self, tmp_path: Path) -> None:
        output = 'output "zone" {\n  value = var.zone\n}\n'
        module = f'variable "zone" {{\n}}\n\n{output}\nmodule "deeper" {{\n  source = "./deeper"\n}}\n{VPC}'
        tree = {
            "root/main.tf": self.ROOT,
            "m/main.tf": module,
            "m/deeper/main.tf": BROKEN_VPC,
            "other/main.tf": BROKEN_VPC,
        }
        assert findings(tmp_path, check(tmp_path, tree, "root")) == [("m/deeper/main.tf", "TFG301", "error")]

    def test_those_that_call_each_other_end(self, tmp_path: Path) -> None:
        tree = {
            "a/main.tf": 'module "b" {\n  source = "../b"\n}\n',
            "b/main.tf": 'module "a" {\n  source = "../a"\n}\n',
        }
        assert {d.code for d in check(tmp_path, tree, "a").result.diagnostics} == {"TFG250"}

    def test_others_are_counted_as_not_judged(self, tmp_path: Path) -> None:
        calls = "".join(
            f'module "m{i}" {{\n  source = "{source}"\n}}\n'
            for i, source in enumerate(("./nowhere", "terraform-aws-modules/vpc/aws", "git::https://example.com/x.git"))
        )
        checked = check(tmp_path, {"main.tf": calls})
        assert findings(tmp_path, checked) == [("main.tf", "TFG240", "error")]
        assert checked.result.skipped == (Skipped(3, "calls of modules outside the tree"),)

    def test_one_that_is_not_readable_is_not_held_against(self, tmp_path: Path) -> None:
        checked = check(tmp_path, {"root/main.tf": self.ROOT, "m/a.tf": 'variable "x" {\n}\n', "m/b.tf": "{"}, "root")
        assert findings(tmp_path, checked) == [("m/b.tf", "TFG201", "error")]


class TestVersions:
    EIP = 'resource "aws_eip" "x" {\n  vpc = true\n}\n'

    def terraform(self, constraint: str, source: str = "hashicorp/aws") -> str:
        return (
            "terraform {\n  required_providers {\n    aws = {\n"
            f'      source  = "{source}"\n      version = "{constraint}"\n    }}\n  }}\n}}\n'
        )

    def test_the_default(self, tmp_path: Path) -> None:
        assert findings(tmp_path, check(tmp_path, {"main.tf": self.EIP})) == [("main.tf", "TFG301", "error")]

    def test_required_providers_of_the_directory(self, tmp_path: Path) -> None:
        tree = {"a/main.tf": self.EIP, "a/versions.tf": self.terraform("~> 4.0"), "b/main.tf": self.EIP}
        assert findings(tmp_path, check(tmp_path, tree)) == [("b/main.tf", "TFG301", "error")]

    def test_what_was_asked_for(self, tmp_path: Path) -> None:
        tree = {"main.tf": self.EIP, "versions.tf": self.terraform("~> 6.0")}
        assert check(tmp_path, tree, version="4.67.0").result.diagnostics == ()

    def test_a_called_module_is_judged_with_its_callers_version(self, tmp_path: Path) -> None:
        root = self.terraform("4.67.0") + 'module "m" {\n  source = "../m"\n}\n'
        tree = {"root/main.tf": root, "m/main.tf": self.terraform(">= 4.0") + self.EIP}
        assert check(tmp_path, tree, "root").result.diagnostics == ()
        assert [code for _, code, _ in findings(tmp_path, check(tmp_path, tree, "m"))] == ["TFG301"]

    def test_the_nearest_is_said(self, tmp_path: Path) -> None:
        (found,) = check(tmp_path, {"main.tf": VPC, "versions.tf": self.terraform("= 5.31.0")}).result.diagnostics
        assert (found.code, found.severity.label) == ("TFG024", "note")
        assert found.detail == 'No schema of 5.x at hand meets "= 5.31.0"; this was judged with 5.100.0, the nearest.'
        assert found.file == (tmp_path / "versions.tf").as_posix()
        assert found.range is not None
        assert (found.range.start.line, found.range.start.column) == (5, 17)

    def test_another_major_is_said(self, tmp_path: Path) -> None:
        (found,) = check(tmp_path, {"main.tf": VPC, "versions.tf": self.terraform("~> 2.0")}).result.diagnostics
        assert found.detail.endswith("this was judged with 6.62.0, the one that tfgen takes by default.")

    def test_a_version_that_is_not_at_hand(self, tmp_path: Path) -> None:
        checked = check(tmp_path, {"main.tf": BROKEN_VPC}, version="5.31.0")
        (found,) = checked.result.diagnostics
        assert (found.code, found.severity.label) == ("TFG024", "error")
        assert found.help == "To add it: tfgen schema import FILE --provider aws=5.31.0."
        assert checked.result.skipped == (Skipped(1, "resources of providers without a schema"),)

    def test_another_provider_of_that_name_is_not_judged(self, tmp_path: Path) -> None:
        checked = check(tmp_path, {"main.tf": BROKEN_VPC, "versions.tf": self.terraform("1.0.0", "acme/aws")})
        assert checked.result.diagnostics == ()
        assert checked.result.skipped == (Skipped(1, "resources of providers without a schema"),)

    def test_its_source_with_a_host_is_the_same(self, tmp_path: Path) -> None:
        versions = self.terraform("~> 4.0", "registry.terraform.io/hashicorp/aws")
        assert check(tmp_path, {"main.tf": self.EIP, "versions.tf": versions}).result.diagnostics == ()

    def test_the_old_form(self, tmp_path: Path) -> None:
        versions = 'terraform {\n  required_providers {\n    aws = "~> 4.0"\n  }\n}\n'
        assert check(tmp_path, {"main.tf": self.EIP, "versions.tf": versions}).result.diagnostics == ()


class TestFilesThatCannotBeRead:
    def test_not_utf_8(self, tmp_path: Path) -> None:
        checked = check(tmp_path, {"main.tf": b'locals {\n  a = "\xff"\n}\n', "other.tf": BROKEN_VPC})
        assert findings(tmp_path, checked) == [("main.tf", "TFG204", "error"), ("other.tf", "TFG301", "error")]

    def test_a_byte_order_mark_is_taken_off(self, tmp_path: Path) -> None:
        assert check(tmp_path, {"main.tf": b"\xef\xbb\xbf" + VPC.encode()}).result.diagnostics == ()

    def test_a_folder_that_is_called_like_a_file(self, tmp_path: Path) -> None:
        assert check(tmp_path, {"x.tf/readme.txt": "x", "main.tf": VPC}).result.diagnostics == ()

    def test_a_link_to_nowhere(self, tmp_path: Path) -> None:
        (tmp_path / "gone.tf").symlink_to("nowhere.tf")
        (found,) = check(tmp_path, {"main.tf": VPC}).result.diagnostics
        assert (found.code, found.summary) == ("TFG204", "The file cannot be read")
        assert found.detail == "No such file or directory."

    def test_what_they_may_declare_is_not_missed(self, tmp_path: Path) -> None:
        checked = check(tmp_path, {"main.tf": "locals {\n  a = var.b\n}\n", "variables.tf": 'variable "b" {\n'})
        assert findings(tmp_path, checked) == [("variables.tf", "TFG201", "error")]
        what = "directories' references, because some of their files could not be read"
        assert checked.result.skipped == (Skipped(1, what),)


def test_json_and_override_files_are_read(tmp_path: Path) -> None:
    tree = {
        "main.tf": 'output "a" {\n  value = [var.b, var.c]\n}\nvariable "c" {\n}\n',
        "variables.tf.json": json.dumps({"variable": {"b": {}}}),
        "override.tf": 'variable "c" {\n  default = local.x\n}\n',
        "x_override.tf.json": json.dumps({"variable": {"d": {}}}),
    }
    checked = check(tmp_path, tree)
    assert findings(tmp_path, checked) == [
        ("override.tf", "TFG227", "error"),
        ("x_override.tf.json", "TFG282", "error"),
    ]
    assert checked.result.skipped == ()


def test_only_json_files(tmp_path: Path) -> None:
    checked = check(tmp_path, {"main.tf.json": "{}"})
    assert (checked.result.diagnostics, checked.result.skipped) == ((), ())


def test_a_fix_is_not_offered_for_json(tmp_path: Path) -> None:
    flag = {"resource": {"aws_elasticache_replication_group": {"x": {"at_rest_encryption_enabled": "yes"}}}}
    checked = check(tmp_path, {"main.tf.json": json.dumps(flag)})
    assert checked.result.diagnostics
    assert not any(d.fix for d in checked.result.diagnostics)


def test_required_providers_in_json_choose_the_schema(tmp_path: Path) -> None:
    tree = {
        "versions.tf.json": json.dumps({"terraform": {"required_providers": {"aws": {"version": "~> 4.0"}}}}),
        "main.tf": 'resource "aws_eip" "x" {\n  vpc = true\n}\n',
    }
    assert check(tmp_path, tree).result.diagnostics == ()


def test_files_of_other_providers_in_json(tmp_path: Path) -> None:
    block = {"for_each": [1], "content": {"port": "${rule.value}"}}
    tree = {"main.tf.json": json.dumps({"resource": {"google_x": {"y": {"a": {"dynamic": {"rule": block}}}}}})}
    checked = check(tmp_path, tree)
    assert checked.result.diagnostics == ()
    assert checked.result.skipped == (Skipped(1, "resources of providers without a schema"),)


def test_the_texts_of_all_files_read_are_kept(tmp_path: Path) -> None:
    checked = check(tmp_path, {"a/main.tf": 'module "m" {\n  source = "../m"\n}\n', "m/x.tf": VPC}, "a")
    assert [Path(p).name for p in checked.texts] == ["main.tf", "x.tf"]


def test_a_local_module_that_is_not_there(tmp_path: Path) -> None:
    tree = {"main.tf": 'module "m" {\n  source = "./nope"\n}\n\nmodule "n" {\n  source = "./n"\n}\n', "n/main.tf": VPC}
    checked = check(tmp_path, tree)
    assert findings(tmp_path, checked) == [("main.tf", "TFG240", "error")]
    assert checked.result.diagnostics[0].detail == 'There is no folder "./nope".'


def test_paths_in_a_called_module_begin_where_terraform_runs(tmp_path: Path) -> None:
    module = 'output "o" {\n  value = [file("policy.json"),\n    file("${path.module}/b.json"),\n  ]\n}\n'
    tree = {"main.tf": 'module "m" {\n  source = "./m"\n}\n', "policy.json": "{}", "m/main.tf": module}
    assert findings(tmp_path, check(tmp_path, tree)) == [("m/main.tf", "TFG455", "error")]
    alone = check(tmp_path, {}, "m")
    assert [d.range.start.line for d in alone.result.diagnostics if d.range and d.code == "TFG455"] == [2, 3]


def test_a_file_that_no_caller_of_a_module_has(tmp_path: Path) -> None:
    caller, module = 'module "m" {\n  source = "../m"\n}\n', 'output "o" {\n  value = file("policy.json")\n}\n'
    tree = {"a/main.tf": caller, "b/main.tf": caller, "m/main.tf": module, "m/policy.json": "{}"}
    assert findings(tmp_path, check(tmp_path, tree)) == [("m/main.tf", "TFG455", "error")]
    assert check(tmp_path, {"b/policy.json": "{}"}).result.diagnostics == ()
