"""Which provider's schema, and of which version, a directory is checked with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.pipelines.check import CheckRequest, check

EIP = 'resource "aws_eip" "x" {\n  vpc = true\n}\n'
"""4.67.0 takes it, 6.62.0 does not know ``vpc``."""

QUEUE = 'resource "aws_sqs_queue" "q" {\n  region = "eu-west-1"\n}\n'
"""6.62.0 takes it, 5.100.0 does not know ``region``."""

CALL = 'module "m" {\n  source = "../m"\n}\n'


def providers(**entries: str) -> str:
    lines = "".join(f"    {name} = {{ {entry} }}\n" for name, entry in entries.items())
    return f"terraform {{\n  required_providers {{\n{lines}  }}\n}}\n"


def aws(constraint: str) -> str:
    return providers(aws=f'source = "hashicorp/aws", version = "{constraint}"')


def lock(version: str, source: str = "registry.terraform.io/hashicorp/aws") -> str:
    return f'provider "{source}" {{\n  version     = "{version}"\n  constraints = ">= 4.0"\n  hashes = ["h1:x="]\n}}\n'


def found(tmp_path: Path, tree: Mapping[str, str], *folders: str) -> Diagnostics:
    for path, text in tree.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return check(CheckRequest(tuple(tmp_path / folder for folder in folders or (".",)))).result.diagnostics


def codes(diagnostics: Diagnostics) -> list[str]:
    return [d.code for d in diagnostics]


def notes(diagnostics: Diagnostics) -> list[Diagnostic]:
    return [d for d in diagnostics if d.code == "TFG024"]


class TestNamesOfTheProvider:
    def test_the_source_that_cdktf_writes(self, tmp_path: Path) -> None:
        tree = {
            "terraform": {"required_providers": {"aws": {"source": "aws", "version": "4.67.0"}}},
            "provider": {"aws": [{"region": "eu-west-1"}]},
            "resource": {"aws_eip": {"x": {"vpc": True, "nope": 1}}},
        }
        (wrong,) = found(tmp_path, {"cdk.tf.json": json.dumps(tree)})
        assert (wrong.code, wrong.summary) == ("TFG301", 'Unknown argument "nope"')

    @pytest.mark.parametrize("source", ["aws", "hashicorp/aws", "HashiCorp/AWS", "registry.opentofu.org/hashicorp/aws"])
    def test_forms_of_its_source(self, tmp_path: Path, source: str) -> None:
        assert codes(found(tmp_path, {"main.tf": providers(aws=f'source = "{source}"') + EIP})) == ["TFG301"]

    def test_another_local_name_and_its_aliases(self, tmp_path: Path) -> None:
        main = providers(amazon='source = "hashicorp/aws", version = "~> 4.0"')
        main += 'provider "amazon" {\n  region = "eu-west-1"\n  nope = 1\n}\n'
        main += 'provider "amazon" {\n  alias = "us"\n  region = "us-east-1"\n}\n'
        main += EIP.replace("  vpc", "  provider = amazon\n  vpc").replace("true", "true\n  nope = 1")
        main += 'data "aws_vpc" "y" {\n  provider = amazon.us\n  nope = 2\n}\n'
        main += 'output "y" {\n  value = data.aws_vpc.y.id\n}\n'
        assert codes(found(tmp_path, {"main.tf": main})) == ["TFG301"] * 3

    def test_another_local_name_in_a_module(self, tmp_path: Path) -> None:
        module = providers(cloud='source = "hashicorp/aws", configuration_aliases = [cloud.us]')
        module += QUEUE.replace("  region", "  provider = cloud.us\n  nope = 1\n  region")
        root = providers(amazon='source = "hashicorp/aws"') + 'provider "amazon" {\n  region = "eu-west-1"\n}\n'
        root += CALL.replace("}\n", "  providers = {\n    cloud.us = amazon\n  }\n}\n")
        assert codes(found(tmp_path, {"root/main.tf": root, "m/main.tf": module})) == ["TFG301"]

    def test_a_foreign_provider_under_that_name_is_not_judged(self, tmp_path: Path) -> None:
        main = providers(aws='source = "acme/aws"', amazon='source = "hashicorp/aws"')
        main += EIP + EIP.replace('"x"', '"y"').replace("  vpc", "  provider = amazon\n  vpc")
        (wrong,) = found(tmp_path, {"main.tf": main})
        assert wrong.range is not None
        assert (wrong.code, wrong.range.start.line) == ("TFG301", 12)

    def test_an_undeclared_local_name_is_no_name_of_it(self, tmp_path: Path) -> None:
        main = EIP.replace("  vpc", "  provider = amazon\n  vpc")
        assert "TFG301" not in codes(found(tmp_path, {"main.tf": main}))

    def test_functions_under_another_local_name(self, tmp_path: Path) -> None:
        main = providers(amazon='source = "hashicorp/aws"')
        main += 'output "x" {\n  value = provider::amazon::arn_nope("x")\n}\n'
        assert codes(found(tmp_path, {"main.tf": main})) == ["TFG429"]


class TestConstraints:
    def test_the_major_that_terraform_would_choose_decides(self, tmp_path: Path) -> None:
        (note,) = found(tmp_path, {"main.tf": aws("< 6.56.1") + QUEUE})
        assert note.detail == 'No schema of 6.x at hand meets "< 6.56.1"; this was judged with 6.62.0, the nearest.'

    @pytest.mark.parametrize("constraint", [">= 4.0, < 6.1.0", "<= 6.40", "> 5.0, != 6.62.0, < 7", "~> 6.20, < 6.40"])
    def test_others_whose_highest_release_has_no_schema(self, tmp_path: Path, constraint: str) -> None:
        assert codes(found(tmp_path, {"main.tf": aws(constraint) + QUEUE})) == ["TFG024"]

    @pytest.mark.parametrize("constraint", ["< 6.0", "< 6", ">= 4.0, < 6.0.0", "~> 5.0", "~> 5.31, != 5.32.0"])
    def test_bounds_at_a_whole_major(self, tmp_path: Path, constraint: str) -> None:
        assert codes(found(tmp_path, {"main.tf": aws(constraint) + QUEUE})) == ["TFG301"]

    def test_the_last_release_of_an_old_major_is_named(self, tmp_path: Path) -> None:
        (note,) = found(tmp_path, {"main.tf": aws("~> 3.0") + EIP})
        assert note.detail == ('For "~> 3.0" Terraform chooses 3.76.1; this was judged with 3.39.0, the nearest.')

    def test_modules_constrain_their_root(self, tmp_path: Path) -> None:
        tree = {"root/main.tf": aws(">= 4.0") + CALL + EIP, "m/main.tf": aws("~> 4.5")}
        assert codes(found(tmp_path, tree)) == []
        assert codes(found(tmp_path, tree, "root")) == []

    def test_modules_of_modules_do_too(self, tmp_path: Path) -> None:
        deep = {"root/main.tf": CALL + EIP, "m/main.tf": CALL.replace("../m", "../n"), "n/main.tf": aws("< 5")}
        assert codes(found(tmp_path, deep)) == []

    def test_a_module_is_judged_as_its_root_is(self, tmp_path: Path) -> None:
        tree = {"root/main.tf": aws("~> 4.0") + CALL, "m/main.tf": aws(">= 4.0") + EIP}
        assert codes(found(tmp_path, tree)) == []
        assert codes(found(tmp_path, tree, "m")) == ["TFG301"]

    def test_a_module_that_its_root_cannot_use_is_judged_by_itself(self, tmp_path: Path) -> None:
        tree = {"root/main.tf": aws("~> 4.0") + CALL, "m/main.tf": aws(">= 6.0") + QUEUE}
        assert "TFG301" not in codes(found(tmp_path, tree))

    def test_modules_that_call_each_other(self, tmp_path: Path) -> None:
        tree = {"m/main.tf": CALL.replace("../m", "../n") + EIP, "n/main.tf": CALL + aws("~> 4.0")}
        assert "TFG301" not in codes(found(tmp_path, tree))


class TestLockFile:
    def test_it_decides(self, tmp_path: Path) -> None:
        assert found(tmp_path, {"main.tf": aws(">= 4.0") + EIP, ".terraform.lock.hcl": lock("4.67.0")}) == ()

    def test_without_a_schema_of_its_version_the_nearest(self, tmp_path: Path) -> None:
        tree = {"main.tf": aws(">= 4.0") + EIP, ".terraform.lock.hcl": lock("4.9.0")}
        (note,) = found(tmp_path, tree)
        assert (note.code, note.severity.label) == ("TFG024", "note")
        assert note.detail == "The lock file says 4.9.0; this was judged with 4.67.0, the nearest."
        assert note.file == (tmp_path / ".terraform.lock.hcl").as_posix()
        assert note.range is not None
        assert (note.range.start.line, note.range.start.column) == (2, 17)

    def test_the_root_modules_counts_for_its_modules(self, tmp_path: Path) -> None:
        tree = {"root/main.tf": CALL, "root/.terraform.lock.hcl": lock("4.67.0"), "m/main.tf": EIP}
        assert found(tmp_path, tree) == ()

    def test_of_other_providers_it_says_nothing(self, tmp_path: Path) -> None:
        tree = {"main.tf": EIP, ".terraform.lock.hcl": lock("4.67.0", "registry.terraform.io/hashicorp/random")}
        assert codes(found(tmp_path, tree)) == ["TFG301"]

    @pytest.mark.parametrize(
        "text", ["", "provider {", "provider = 1", 'provider "registry.terraform.io/hashicorp/aws" {\n}\n']
    )
    def test_one_that_says_nothing(self, tmp_path: Path, text: str) -> None:
        assert codes(found(tmp_path, {"main.tf": EIP, ".terraform.lock.hcl": text})) == ["TFG301"]

    def test_what_was_asked_for_comes_first(self, tmp_path: Path) -> None:
        (tmp_path / "main.tf").write_text(EIP)
        (tmp_path / ".terraform.lock.hcl").write_text(lock("4.67.0"))
        result = check(CheckRequest((tmp_path,), version="6.62.0")).result
        assert codes(result.diagnostics) == ["TFG301"]

    def test_a_kept_result_is_not_taken_for_another_lock_file(self, tmp_path: Path) -> None:
        root, cache = tmp_path / "root", tmp_path / "cache"
        root.mkdir()
        (root / "main.tf").write_text(EIP)
        (root / ".terraform.lock.hcl").write_text(lock("4.67.0"))
        assert codes(check(CheckRequest((root,), cache=cache)).result.diagnostics) == []
        (root / ".terraform.lock.hcl").write_text(lock("6.62.0"))
        assert codes(check(CheckRequest((root,), cache=cache)).result.diagnostics) == ["TFG301"]
