"""Files of the language other than ``.tf``: found, judged, counted, cached, ignored and fixed like those."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.annotations import expected, files_of, places
from tests.pipelines.test_check import check, findings, put
from tfgen.cli.root import run
from tfgen.diagnostics import DETACHED_TESTS, FILES_PASSED_OVER, UNJUDGED_FILES, Skipped
from tfgen.pipelines.check import Checked, CheckRequest
from tfgen.pipelines.check import check as check_folders
from tfgen.suppress.policy import SuppressionPolicy
from tfgen.terraform.config.file_kinds import Engine

CASE = """
== main.tf
variable "name" { type = string }
resource "aws_sqs_queue" "q" {
  name = var.name
}
== tests/a.tftest.hcl
variables {
  nmae = "x" ⟵ TFG284 warning
}
run "one" {
  comand = plan ⟵ TFG221
  assert {
    condition     = aws_sqs_queue.q.nam == "x" ⟵ TFG402
    error_message = 5
  }
  expect_failures = [aws_sqs_queue.nope] ⟵ TFG254
}
run "one" { ⟵ TFG253
  command = destroy ⟵ TFG243
  module {
    source = "./missing" ⟵ TFG240
  }
}
"""

TOFU = """
== main.tofu
terraform {
  required_version = ">= 1.8"
  backend "s3" {
    bucket = var.bucket
    key    = "x"
    region = "eu-west-1"
  }
  encryption {
    key_provider "pbkdf2" "p" { passphrase = var.pass }
    method "aes_gcm" "m" { keys = key_provider.pbkdf2.p }
    state { method = method.aes_gcm.m }
  }
}
variable "bucket" {}
variable "pass" {}
provider "aws" {
  alias    = "by_region"
  for_each = toset(["eu-west-1", "us-east-1"])
  region   = each.value
}
resource "aws_sqs_queue" "q" {
  for_each = toset(["eu-west-1", "us-east-1"])
  provider = aws.by_region[each.key]
  name     = "q"
  nme      = "q" ⟵ TFG301
}
"""

RUN = 'run "one" {\n  command = plan\n}\n'
BROKEN = 'run "one" {\n  comand = plan\n}\n'
OUTPUT = 'output "x" {\n  value = 1\n}\n'


def checked_as(root: Path, tree: Mapping[str, str], engine: Engine | None) -> Checked:
    put(root, tree)
    return check_folders(CheckRequest((root,), engine=engine))


@pytest.mark.parametrize("text", [CASE, TOFU])
def test_all_is_found(tmp_path: Path, text: str) -> None:
    checked = check(tmp_path, files_of(text))
    assert places(checked.result.diagnostics, tmp_path.as_posix()) == expected(text)
    assert checked.result.skipped == ()


def test_files_that_no_rule_looks_at_are_counted(tmp_path: Path) -> None:
    files = ("a.tfquery.hcl", "b/x.tfcomponent.hcl", "b/x.tfdeploy.hcl", "b/y.tfstack.hcl", "c.tfmigrate.hcl")
    checked = check(tmp_path, {"main.tf": OUTPUT, **dict.fromkeys(files, "{{{")})
    assert checked.result.diagnostics == ()
    assert checked.result.skipped == (Skipped(5, UNJUDGED_FILES),)


def test_a_folder_of_test_files_alone(tmp_path: Path) -> None:
    checked = check(tmp_path, {"tests/unit/a.tftest.hcl": RUN, "tests/unit/b.tftest.hcl": BROKEN})
    assert findings(tmp_path, checked) == [("tests/unit/b.tftest.hcl", "TFG221", "error")]
    assert checked.result.skipped == (Skipped(2, DETACHED_TESTS),)


def test_what_tests_beside_no_configuration_refer_to_is_not_judged(tmp_path: Path) -> None:
    text = """
run "one" {
  module {
    source = "./x"
  }
  variables {
    a = local.x
  }
  expect_failures = [var.y]
  assert {
    condition     = aws_vpc.x.nope == 1
    error_message = "x"
  }
}
"""
    assert check(tmp_path, {"tests/unit/a.tftest.hcl": text}).result.diagnostics == ()


def test_values_beside_tests_alone_are_nobodys(tmp_path: Path) -> None:
    tree = {"main.tf": OUTPUT, "unit/a.tftest.hcl": RUN, "unit/terraform.tfvars": "x = 1\n"}
    assert check(tmp_path, tree).result.diagnostics == ()


def test_tests_with_a_configuration_of_their_own_folder(tmp_path: Path) -> None:
    """Which of two directories they are run in is not known."""
    tree = {"main.tf": OUTPUT, "tests/main.tf": 'variable "y" {}\noutput "y" { value = var.y }\n'}
    text = 'run "one" {\n  variables {\n    y = 1\n  }\n}\n'
    assert check(tmp_path, {**tree, "tests/a.tftest.hcl": text}).result.diagnostics == ()


def test_the_folder_of_tests_is_named(tmp_path: Path) -> None:
    tree = {"main.tf": OUTPUT, "tests/a.tftest.hcl": BROKEN}
    assert findings(tmp_path, check(tmp_path, tree, "tests")) == [("tests/a.tftest.hcl", "TFG221", "error")]


def test_a_test_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, {"main.tf": "x = 1\n", "tests/a.tftest.hcl": BROKEN, "tests/b.tftest.hcl": BROKEN})
    assert run(["check", "--no-cache", f"{tmp_path}/tests/a.tftest.hcl"]) == 2
    out = capsys.readouterr().out
    assert "a.tftest.hcl" in out
    assert "b.tftest.hcl" not in out
    assert "1 error" in out


def test_opentofu_prefers_its_own_files(tmp_path: Path) -> None:
    tree = {"main.tf": "broken {\n", "main.tofu": OUTPUT, "more.tf": 'output "y" {\n  value = 2\n}\n'}
    checked = check(tmp_path, tree)
    assert checked.result.diagnostics == ()
    assert checked.result.skipped == (Skipped(1, FILES_PASSED_OVER),)


def test_a_twin_is_of_the_same_syntax(tmp_path: Path) -> None:
    tree = {"main.tf": OUTPUT, "main.tofu.json": '{"output": {"x": {"value": 2}}}'}
    assert [code for _, code, _ in findings(tmp_path, check(tmp_path, tree))] == ["TFG407"]


def test_override_files_and_tests_of_opentofu(tmp_path: Path) -> None:
    tree = {
        "main.tofu": 'variable "x" {\n  type = string\n}\noutput "x" {\n  value = var.x\n}\n',
        "main_override.tofu": 'variable "x" {\n  type = list(string)\n}\n',
        "tests/a.tftest.hcl": BROKEN,
        "tests/a.tofutest.hcl": 'run "one" {\n  variables {\n    x = ["y"]\n  }\n}\n',
    }
    assert check(tmp_path, tree).result.diagnostics == ()


@pytest.mark.parametrize(
    ("engine", "found", "passed_over"),
    [(None, [], 1), ("tofu", [], 1), ("terraform", [("main.tf", "TFG221", "error")], 1)],
)
def test_the_engine_decides(
    tmp_path: Path, engine: Engine | None, found: list[tuple[str, str, str]], passed_over: int
) -> None:
    tree = {"main.tf": 'output "x" {\n  valu = 1\n  value = 1\n}\n', "main.tofu": OUTPUT}
    checked = checked_as(tmp_path, tree, engine)
    assert findings(tmp_path, checked) == found
    assert checked.result.skipped == (Skipped(passed_over, FILES_PASSED_OVER),)


def test_one_engine_reads_what_calls_each_other(tmp_path: Path) -> None:
    module = 'variable "on" {}\nresource "terraform_data" "x" {\n  lifecycle {\n    enabled = var.on\n  }\n}\n'
    tree = {
        "main.tofu": 'module "m" {\n  source = "./m"\n  on     = true\n}\n',
        "m/main.tf": module,
        "other/main.tf": module,
    }
    assert findings(tmp_path, check(tmp_path, tree)) == [("other/main.tf", "TFG252", "error")]


def test_the_option_of_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, {"main.tf": 'output "x" {\n  value = urldecode("a")\n}\n'})
    assert run(["check", "--no-cache", "--engine", "tofu", str(tmp_path)]) == 0
    assert run(["check", "--no-cache", str(tmp_path)]) == 2
    assert "OpenTofu has it since 1.7: --engine tofu." in capsys.readouterr().out


def test_a_changed_test_file_is_judged_anew(tmp_path: Path) -> None:
    def judged(engine: Engine | None = None) -> list[tuple[str, str, str]]:
        request = CheckRequest((tmp_path / "x",), cache=tmp_path / "cache", engine=engine)
        return findings(tmp_path / "x", check_folders(request))

    put(tmp_path / "x", {"main.tf": OUTPUT, "tests/a.tftest.hcl": RUN})
    assert judged() == judged() == []
    put(tmp_path / "x", {"tests/a.tftest.hcl": BROKEN})
    assert judged() == judged() == [("tests/a.tftest.hcl", "TFG221", "error")]
    put(tmp_path / "x", {"tests/a.tftest.hcl": 'run "one" {\n  state_key = "x"\n}\n'})
    assert judged() == []
    assert judged("tofu") == [("tests/a.tftest.hcl", "TFG252", "error")]


def test_comments_ignore_findings_in_tests(tmp_path: Path) -> None:
    text = 'run "one" {\n  # tfgen:ignore TFG221 it is so\n  comand = plan\n}\n'
    put(tmp_path, {"main.tf": OUTPUT, "tests/a.tftest.hcl": text, "more.tofu": f"# tfgen:ignore TFG221 x\n{OUTPUT}"})
    result = check_folders(CheckRequest((tmp_path,), policy=SuppressionPolicy())).result
    assert sorted(d.code for d in result.diagnostics) == ["TFG272", "TFG407"]
    assert result.suppressed.ignored == 1


def test_fixes_are_made_in_tests(tmp_path: Path) -> None:
    module = 'variable "bucket_name" {\n  default = "x"\n}\noutput "x" {\n  value = var.bucket_name\n}\n'
    run_text = 'run "one" {\n  variables {\n    bucket_nmae = "y"\n  }\n}\n'
    put(tmp_path, {"main.tf": module, "tests/a.tftest.hcl": run_text})
    run(["check", "--no-cache", "--fix", str(tmp_path)])
    assert 'bucket_name = "y"' in (tmp_path / "tests/a.tftest.hcl").read_text()


def test_json_is_read_as_opentofu_has_it(tmp_path: Path) -> None:
    text = """{
  "terraform": {
    "encryption": {
      "key_provider": {"pbkdf2": {"p": {"passphrase": "${var.pass}"}}},
      "method": {"aes_gcm": {"m": {"keys": "${key_provider.pbkdf2.p}"}}},
      "state": {"method": "${method.aes_gcm.m}"}
    }
  },
  "variable": {"pass": {}},
  "resource": {"terraform_data": {"x": {"lifecycle": {"enabled": true}}}}
}"""
    assert findings(tmp_path, check(tmp_path, {"main.tofu.json": text})) == []
    assert {code for _, code, _ in findings(tmp_path, check(tmp_path / "tf", {"main.tf.json": text}))} == {"TFG252"}


def test_what_tests_use_is_used(tmp_path: Path) -> None:
    text = 'run "one" {\n  assert {\n    condition = local.x == 1\n    error_message = "x"\n  }\n}\n'
    module = "locals {\n  x = 1\n  y = 2\n}\n"
    checked = check(tmp_path, {"main.tf": module, "tests/a.tftest.hcl": text})
    assert [d.summary for d in checked.result.diagnostics] == ["Unused local value y"]


def test_values_for_tests_are_no_slips(tmp_path: Path) -> None:
    text = 'provider "aws" {\n  region = var.region\n}\nrun "one" {\n}\n'
    tree = {"main.tf": OUTPUT, "terraform.tfvars": 'region = "eu-west-1"\n', "tests/a.tftest.hcl": text}
    assert check(tmp_path, tree).result.diagnostics == ()


def test_tests_may_be_run_in_their_own_folder(tmp_path: Path) -> None:
    tree = {
        "main.tf": 'module "m" {\n  source = "./m"\n  x = 1\n}\n',
        "m/main.tf": 'variable "x" {}\noutput "x" {\n  value = var.x\n}\n',
        "m/tests/a.tftest.hcl": 'run "one" {\n  module {\n    source = "../"\n  }\n  variables {\n    x = 1\n  }\n}\n',
    }
    assert check(tmp_path, tree).result.diagnostics == ()


def test_baselines_know_tests(tmp_path: Path) -> None:
    put(tmp_path, {"main.tf": OUTPUT, "tests/a.tftest.hcl": BROKEN})
    assert run(["check", "--no-cache", str(tmp_path), "--baseline", f"{tmp_path}/b.json", "--write-baseline"]) == 0
    assert run(["check", "--no-cache", str(tmp_path), "--baseline", f"{tmp_path}/b.json"]) == 0
