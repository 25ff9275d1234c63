"""A root module under each workspace and with each values file; the workspace that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.oracle import Case, Judge
from tfgen.diagnostics import Diagnostic
from tfgen.pipelines.check import CheckRequest, check

BACKEND = 'terraform {\n  backend "s3" {}\n}\n'
CIDR = 'variable "cidr" {\n  type = string\n}\n\noutput "net" {\n  value = cidrsubnet(var.cidr, 8, 1)\n}\n'
GOOD, BAD = 'cidr = "10.0.0.0/16"\n', 'cidr = "10.0.0.0/28"\n'
SIZES = 'locals {\n  sizes = { dev = "1", prod = "x" }\n  size  = tonumber(local.sizes[terraform.workspace])\n}\n'


def found(
    tmp_path: Path, tree: Mapping[str, str], *, every: bool = True, workspace: str | None = None
) -> list[Diagnostic]:
    for path, text in tree.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    request = CheckRequest((tmp_path,), every=every, workspace=workspace)
    return [d for d in check(request).result.diagnostics if d.code not in ("TFG430", "TFG431")]


def conditions(diagnostics: list[Diagnostic]) -> list[tuple[str, str]]:
    """The code of each, and what stands behind ``Only with``."""
    return [(d.code, d.detail.partition(" Only with ")[2]) for d in diagnostics]


class TestWorkspace:
    def test_without_one_it_is_what_validate_takes(self, tmp_path: Path) -> None:
        (wrong,) = found(tmp_path, {"main.tf": BACKEND + SIZES}, every=False)
        assert wrong.code == "TFG458"
        assert wrong.help.endswith('So it is in the workspace "default"; --workspace names another.')

    def test_without_one_nothing_else_is_known_of_it(self, tmp_path: Path) -> None:
        main = BACKEND + SIZES.replace("dev =", 'default = "1", dev =')
        assert found(tmp_path, {"main.tf": main}, every=False) == []

    def test_the_one_that_is_named(self, tmp_path: Path) -> None:
        tree = {"main.tf": BACKEND + SIZES}
        assert found(tmp_path, tree, every=False, workspace="dev") == []
        assert conditions(found(tmp_path, tree, every=False, workspace="prod")) == [("TFG455", "")]
        assert conditions(found(tmp_path, tree, every=False, workspace="stage")) == [("TFG458", "")]

    def test_the_one_that_is_selected_in_the_folder(self, tmp_path: Path) -> None:
        tree = {"main.tf": BACKEND + SIZES, ".terraform/environment": "prod"}
        assert conditions(found(tmp_path, tree, every=False)) == [("TFG455", "")]
        assert found(tmp_path, tree, every=False, workspace="dev") == []

    def test_in_a_module_it_is_that_of_the_root(self, tmp_path: Path) -> None:
        tree = {
            "root/main.tf": BACKEND + 'module "m" {\n  source = "../m"\n}\n',
            "root/.terraform/environment": "prod",
            "m/main.tf": SIZES,
        }
        assert conditions(found(tmp_path, tree, every=False)) == [("TFG455", "")]

    def test_a_kept_result_is_not_taken_for_another_workspace(self, tmp_path: Path) -> None:
        root, cache = tmp_path / "root", tmp_path / "cache"
        root.mkdir()
        (root / "main.tf").write_text(BACKEND + SIZES)
        codes = [
            [d.code for d in check(CheckRequest((root,), cache=cache, workspace=name)).result.diagnostics]
            for name in ("dev", "prod", None)
        ]
        assert [set(found) for found in codes] == [{"TFG431"}, {"TFG431", "TFG455"}, {"TFG431", "TFG458"}]

    @pytest.mark.terraform
    def test_terraform_says_the_same_of_default(self, oracle: Callable[[str], Judge], tmp_path: Path) -> None:
        text = SIZES.replace("prod", "default")
        (verdict,) = oracle("6.62.0").judge([Case("default", {"main.tf": text})])
        wrong = found(tmp_path, {"main.tf": text}, every=False, workspace="default")
        assert [(d.file, d.line) for d in verdict.errors] == [("main.tf", 3)]
        assert [(d.severity.label, d.range.start.line) for d in wrong if d.range] == [("error", 3)]


class TestEveryWorkspace:
    def test_those_that_are_looked_up(self, tmp_path: Path) -> None:
        assert conditions(found(tmp_path, {"main.tf": BACKEND + SIZES})) == [("TFG455", "the workspace prod.")]

    @pytest.mark.parametrize(
        "text",
        [
            'terraform.workspace == "prod" ? tonumber("x") : 1',
            'tonumber(lookup({ dev = "1", prod = "x" }, terraform.workspace, "2"))',
            '1 + (local.env != "prod" ? 1 : tonumber("x"))',
            'tonumber({ dev = "1", "prod" = "x", qa = "2" }[local.env])',
            'contains(["prod"], terraform.workspace) ? tonumber("x") : 1',
        ],
    )
    def test_those_that_are_told_apart(self, tmp_path: Path, text: str) -> None:
        main = f'locals {{\n  env  = terraform.workspace\n  size = {text}\n  dev  = local.env == "dev"\n}}\n'
        assert conditions(found(tmp_path, {"main.tf": BACKEND + main})) == [("TFG455", "the workspace prod.")]

    def test_those_that_have_a_state(self, tmp_path: Path) -> None:
        main = 'locals {\n  size = tonumber(replace(terraform.workspace, "n", ""))\n}\n'
        tree = {"main.tf": BACKEND + main, "terraform.tfstate.d/n1/x": "", "terraform.tfstate.d/stage/x": ""}
        assert conditions(found(tmp_path, tree)) == [("TFG455", "the workspace stage.")]

    def test_one_that_is_named_is_the_only_one(self, tmp_path: Path) -> None:
        assert found(tmp_path, {"main.tf": BACKEND + SIZES}, workspace="dev") == []

    def test_what_all_have_has_no_condition(self, tmp_path: Path) -> None:
        main = BACKEND + SIZES + 'output "x" {\n  value = tonumber("y")\n}\n'
        assert sorted(conditions(found(tmp_path, {"main.tf": main}))) == [
            ("TFG455", ""),
            ("TFG455", "the workspace prod."),
        ]


class TestEveryValuesFile:
    def test_the_ones_that_fail_are_named_once(self, tmp_path: Path) -> None:
        tree = {"main.tf": BACKEND + CIDR, "dev.tfvars": GOOD, "prod.tfvars": BAD}
        (wrong,) = found(tmp_path, tree)
        assert (wrong.code, wrong.detail.partition(" Only with ")[2]) == ("TFG455", "prod.tfvars.")
        assert found(tmp_path, tree, every=False) == []

    def test_below_the_root_and_in_json(self, tmp_path: Path) -> None:
        tree = {
            "main.tf": BACKEND + CIDR,
            "env/dev/a.tfvars": GOOD,
            "env/prod/a.tfvars": BAD,
            "env/qa.tfvars.json": '{"cidr": "10.0.0.0/30"}',
        }
        assert conditions(found(tmp_path, tree)) == [("TFG455", "env/prod/a.tfvars and env/qa.tfvars.json.")]

    def test_what_fails_with_all_has_no_condition(self, tmp_path: Path) -> None:
        tree = {"main.tf": BACKEND + CIDR, "dev.tfvars": BAD, "prod.tfvars": BAD}
        assert conditions(found(tmp_path, tree)) == [("TFG455", "")]

    def test_a_default_that_every_file_replaces_is_not_judged(self, tmp_path: Path) -> None:
        main = BACKEND + CIDR.replace("string\n", 'string\n  default = "10.0.0.0/28"\n')
        assert conditions(found(tmp_path, {"main.tf": main})) == [("TFG455", "")]
        assert found(tmp_path, {"dev.tfvars": GOOD, "prod.tfvars": GOOD}) == []

    def test_values_that_terraform_loads_count_with_each(self, tmp_path: Path) -> None:
        more = CIDR + 'variable "bits" {\n  type = number\n}\noutput "n" {\n  value = [1, 2, 3][var.bits]\n}\n'
        tree = {
            "main.tf": BACKEND + more,
            "terraform.tfvars": "bits = 5\n",
            "a.tfvars": GOOD,
            "b.tfvars": GOOD + "bits = 1\n",
        }
        assert conditions(found(tmp_path, tree)) == [("TFG458", "a.tfvars.")]

    def test_a_module_refuses_a_value_of_one(self, tmp_path: Path) -> None:
        module = (
            'variable "stage" {\n  type = string\n  validation {\n    condition = var.stage != "bad"\n'
            '    error_message = "No."\n  }\n}\noutput "x" {\n  value = var.stage\n}\n'
        )
        root = (
            BACKEND
            + 'variable "stage" {\n  type = string\n}\nmodule "m" {\n  source = "../m"\n  stage = var.stage\n}\n'
        )
        tree = {
            "root/main.tf": root,
            "m/main.tf": module,
            "root/a.tfvars": 'stage = "ok"\n',
            "root/b.tfvars": 'stage = "bad"\n',
        }
        assert conditions(found(tmp_path, tree)) == [("TFG469", "b.tfvars.")]

    def test_a_file_that_is_called_like_a_workspace_belongs_to_it(self, tmp_path: Path) -> None:
        main = BACKEND + CIDR + SIZES
        tree = {"main.tf": main, "dev.tfvars": GOOD, "prod.tfvars": GOOD}
        assert conditions(found(tmp_path, tree)) == [("TFG455", "prod.tfvars in the workspace prod.")]

    def test_many_are_counted(self, tmp_path: Path) -> None:
        tree = {"main.tf": BACKEND + CIDR, "z.tfvars": GOOD} | {f"{i}.tfvars": BAD for i in range(6)}
        assert conditions(found(tmp_path, tree)) == [("TFG455", "0.tfvars, 1.tfvars and 4 others.")]

    def test_a_mistake_in_one_of_them(self, tmp_path: Path) -> None:
        tree = {"main.tf": BACKEND + CIDR, "dev.tfvars": GOOD, "prod.tfvars": "cidr = [1]\n"}
        wrong = found(tmp_path, tree)
        assert [(d.code, Path(d.file or "").name) for d in wrong] == [("TFG285", "prod.tfvars")]

    def test_roots_without_any_are_judged_as_ever(self, tmp_path: Path) -> None:
        tree = {
            "a/main.tf": BACKEND + CIDR,
            "a/x.tfvars": BAD,
            "a/y.tfvars": GOOD,
            "b/main.tf": "locals {\n  a = var.b\n}\n",
        }
        assert sorted(conditions(found(tmp_path, tree))) == [("TFG401", ""), ("TFG455", "x.tfvars.")]
