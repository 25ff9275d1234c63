from pathlib import Path

import pytest

from tests.precision.__main__ import main
from tests.precision.cases import case_of, eased, version_of

pytestmark = pytest.mark.terraform


def _written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_core_s_word_stands_beside_each_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _written(
        tmp_path,
        {
            "a/main.tf": 'resource "aws_vpc" "x" {\n  cidr = "10.0.0.0/16"\n}\n',
            "b/main.tf": 'variable "unused" {}\n\nvariable "too" {}\n',
        },
    )
    assert main([str(tmp_path), "--sample", "1"]) == 0
    out = capsys.readouterr().out
    assert _row(out, tmp_path.name)[:4] == ["2", "1", "2", "0"]
    assert _row(out, "TFG301") == ["1", "0", "0", "1", "0", "0", "0", "0"]
    assert "1 of 2 warnings" in out
    assert out.count("sample: ") == 1


def test_an_error_that_core_does_not_make_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = 'resource "aws_db_instance" "x" {\n  instance_class = "db.t3.micro"\n  engine_version = file("a")\n}\n'
    _written(tmp_path, {"main.tf": f'{text}\nresource "nobody_has" "this" {{}}\n'})
    main([str(tmp_path)])
    out = capsys.readouterr().out
    assert "no verdict: TFG455, 1" in out


def test_a_module_elsewhere_gets_a_stand_in(tmp_path: Path) -> None:
    call = 'module "m" {\n  source  = "x/y/aws"\n  version = "1"\n  size    = 1\n}\n'
    text = f'{call}\noutput "o" {{\n  value = module.m.id\n}}\n'
    case = case_of(_written(tmp_path, {"main.tf": text}), tmp_path)
    assert 'source = "./stand-in-m"' in case.files["main.tf"]
    assert case.files["main.tf"].count("\n") == text.count("\n")
    made = case.files["stand-in-m/main.tf"]
    assert 'variable "size" {}' in made
    assert 'output "id" {' in made


def test_only_the_local_modules_that_are_called_are_taken_along(tmp_path: Path) -> None:
    files = {
        "root/main.tf": 'module "m" {\n  source = "../m"\n}\n',
        "m/main.tf": 'locals {\n  a = file("${path.module}/data/a.json")\n}\n',
        "m/data/a.json": "{}",
        "other/main.tf": "",
    }
    case = case_of(_written(tmp_path, files) / "root", tmp_path)
    assert case.root == "root"
    assert set(case.files) == set(files) - {"other/main.tf"}


def test_demands_on_versions_choose_the_schema_and_are_taken_out(tmp_path: Path) -> None:
    required = (
        'required_providers {\n    aws = {\n      source  = "hashicorp/aws"\n      version = "~> 4.0"\n    }\n  }'
    )
    text = f'terraform {{\n  required_version = "= 0.12.0"\n  {required}\n}}\n'
    case = case_of(_written(tmp_path, {"main.tf": text}), tmp_path)
    assert version_of(case, ("3.39.0", "4.67.0", "5.100.0")) == "4.67.0"
    assert '"~> 4.0"' not in eased(case).files["main.tf"]
    assert "# required_version" in eased(case).files["main.tf"]


def _row(out: str, first: str) -> list[str]:
    [line] = [line for line in out.splitlines() if line.split(" ")[0] == first]
    return line.split()[1:]
