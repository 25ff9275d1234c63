"""``tfgen fmt`` and ``tfgen schema`` on files."""

from __future__ import annotations

import gzip
import json
import os
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from tfgen.cli.root import run

MESSY = 'resource "aws_vpc" "main" {\ncidr_block="10.0.0.0/16"\n  enable_dns_hostnames   =   true\n}\n'
TIDY = 'resource "aws_vpc" "main" {\n  cidr_block           = "10.0.0.0/16"\n  enable_dns_hostnames = true\n}\n'


def test_fmt_lays_out_and_names_what_it_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.tf").write_text(MESSY)
    (tmp_path / "b.tf").write_text(TIDY)
    assert run(["-C", str(tmp_path), "fmt", "--check"]) == 2
    assert (tmp_path / "a.tf").read_text() == MESSY
    assert run(["-C", str(tmp_path), "fmt"]) == 0
    assert (tmp_path / "a.tf").read_text() == TIDY
    assert run(["-C", str(tmp_path), "fmt", "--check"]) == 0
    assert capsys.readouterr().out == "a.tf\na.tf\n"


def test_fmt_diff_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.tf").write_text(MESSY)
    assert run(["-C", str(tmp_path), "fmt", "--diff"]) == 0
    assert '-cidr_block="10.0.0.0/16"' in capsys.readouterr().out
    assert (tmp_path / "a.tf").read_text() == MESSY


def test_fmt_refuses_what_is_not_utf_8(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.tf").write_bytes(b"# gr\xfc\xdfe\na = 1\n")
    assert run(["-C", str(tmp_path), "fmt"]) == 2
    assert "TFG008" in capsys.readouterr().out


def test_fmt_makes_old_spellings_new(tmp_path: Path) -> None:
    (tmp_path / "a.tf").write_text('variable old {\n  type = "list"\n}\noutput o { value = "${var.old}" }\n')
    assert run(["-C", str(tmp_path), "fmt"]) == 0
    assert (tmp_path / "a.tf").read_text() == (
        'variable "old" {\n  type = list(string)\n}\noutput "o" { value = var.old }\n'
    )


@pytest.mark.parametrize(
    ("text", "code"), [("a = [1\n", "TFG201"), ("a=1\na=2\n", "TFG202"), ('b "\\q" {}\n', "TFG203")]
)
@pytest.mark.parametrize("options", [[], ["--check"], ["--diff"]])
def test_fmt_leaves_and_reports_what_terraform_would_refuse(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, code: str, options: list[str]
) -> None:
    (tmp_path / "a.tf").write_text(text)
    (tmp_path / "b.tf").write_text(MESSY)
    assert run(["-C", str(tmp_path), "fmt", *options]) == 2
    assert (tmp_path / "a.tf").read_text() == text
    assert (tmp_path / "b.tf").read_text() == (MESSY if options else TIDY)
    said = capsys.readouterr().out
    assert code in said
    assert said.startswith("b.tf\n")


def test_fmt_of_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for given, status, said in [('a="${b}"\n', 0, "a = b\n"), ("a=\n", 2, "TFG201")]:
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(given.encode())))
        assert run(["fmt", "-"]) == status
        assert said in capsys.readouterr().out


def test_fmt_of_a_folder_takes_the_kinds_of_files_that_terraform_takes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.tf", "a.tfvars", "a.tftest.hcl", "a.tfmock.hcl", "a.hcl", "a.tf.json", ".a.tf"):
        (tmp_path / name).write_text("a=1\n")
    assert run(["-C", str(tmp_path), "fmt", "--check"]) == 2
    assert capsys.readouterr().out.split() == ["a.tf", "a.tfmock.hcl", "a.tftest.hcl", "a.tfvars"]


def test_fmt_drops_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "a.tf").write_bytes(b"\xef\xbb\xbfa = 1\n")
    assert run(["-C", str(tmp_path), "fmt", "--check"]) == 2
    assert run(["-C", str(tmp_path), "fmt"]) == 0
    assert (tmp_path / "a.tf").read_bytes() == b"a = 1\n"


def test_schema_import_then_render_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A schema that ``terraform providers schema -json`` printed serves like a bundled one."""
    from tfgen.terraform.schema.bundle import Bundle
    from tfgen.terraform.schema.load import DATA
    from tools.schema.export import to_document

    monkeypatch.setenv("TFGEN_DATA_DIR", str(tmp_path / "data"))
    document = to_document(Bundle.open(DATA / "aws-6.62.0.schema"))
    (tmp_path / "schema.json.gz").write_bytes(gzip.compress(json.dumps(document).encode()))
    assert run(["schema", "import", str(tmp_path / "schema.json.gz"), "--provider", "aws=6.63.0"]) == 0
    assert "1711 resources, 679 data sources" in capsys.readouterr().out
    assert run(["schema", "list"]) == 0
    assert "aws=6.63.0" in capsys.readouterr().out
    (tmp_path / "stack.yaml").write_text(
        "stack: shop\nregion: us-west-2\nprovider: {aws: 6.63.0}\nenvironments: {dev: {}}\n"
        "services: {network: {module: vpc, cidr: 10.20.0.0/16}}\n"
    )
    assert run(["render", str(tmp_path)]) == 0
    assert '"= 6.63.0"' in (tmp_path / "envs/dev/versions.tf").read_text()


@pytest.mark.parametrize("text", ["", "not json", "[]", '{"format_version": "1.0"}', '{"provider_schemas": {}}'])
def test_schema_import_of_anything_else_is_one_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    monkeypatch.setenv("TFGEN_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "schema.json").write_text(text)
    assert run(["schema", "import", str(tmp_path / "schema.json"), "--provider", "aws=7.0.0"]) == 2
    assert "TFG030" in capsys.readouterr().out
    assert list((tmp_path / "data").rglob("*.schema")) == []


@pytest.mark.parametrize(("version", "type", "flag"), [("6.62.0", "string", True), ("3.39.0", "bool", False)])
def test_schema_show_is_a_table_of_arguments_and_blocks(
    version: str, type: str, flag: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["schema", "show", "aws_elasticache_replication_group", "--provider", f"aws={version}"]) == 0
    rows = {line.split()[0]: line.split()[1:] for line in capsys.readouterr().out.splitlines() if line.strip()}
    assert rows["at_rest_encryption_enabled"][:3] == ["optional,", "computed", f"{type}," if flag else type]
    assert ("string-valued" in rows["at_rest_encryption_enabled"]) is flag


def test_fmt_writes_through_a_link_and_leaves_it_one(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    target = tmp_path / "shared" / "main.tf"
    target.write_text(MESSY)
    target.chmod(0o640)
    link = tmp_path / "main.tf"
    link.symlink_to("shared/main.tf")
    assert run(["-C", str(tmp_path), "fmt", "main.tf"]) == 0
    assert link.is_symlink()
    assert target.read_text() == TIDY
    assert target.stat().st_mode & 0o777 == 0o640


def test_fmt_does_not_write_through_a_link_of_its_temporary_name(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    folder = tmp_path / "repository"
    folder.mkdir()
    (folder / "main.tf").write_text(MESSY)
    for name in (".main.tf.tfgen", f".main.tf.{os.getpid()}.tfgen"):
        (folder / name).symlink_to("../victim")
    assert run(["-C", str(folder), "fmt"]) == 0
    assert victim.read_text() == "mine"
    assert not (folder / "main.tf").is_symlink()
    assert (folder / "main.tf").read_text() == TIDY


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("stack.yaml", "stack.yaml is no Terraform file: fmt lays out .tf, .tfvars"),
        ("notes.txt", "notes.txt is no Terraform file"),
        ("main.tf.json", "main.tf.json: JSON has no layout of Terraform's"),
        ("terragrunt.hcl", "terragrunt.hcl is no Terraform file"),
    ],
)
def test_fmt_takes_files_of_terraforms_names_only(
    name: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.tf").write_text(MESSY)
    (tmp_path / name).write_text(MESSY)
    assert run(["-C", str(tmp_path), "fmt", "a.tf", name]) == 1
    assert said in capsys.readouterr().err
    assert (tmp_path / name).read_text() == MESSY
    assert (tmp_path / "a.tf").read_text() == MESSY


@pytest.mark.parametrize(
    ("words", "status", "listed", "diffed", "written"),
    [
        ("-check", 2, True, False, False),
        ("-check -diff -recursive", 2, True, True, False),
        ("-diff", 0, True, True, True),
        ("-diff -write=false", 0, True, True, False),
        ("-write=false", 0, True, False, False),
        ("-list=false", 0, False, False, True),
        ("-check=false -no-color", 0, True, False, True),
        ("--diff", 0, True, True, False),
        ("--diff --write", 0, True, True, True),
        ("--check --write", 2, True, False, False),
    ],
)
def test_fmt_takes_terraforms_own_flags(
    words: str,
    status: int,
    listed: bool,
    diffed: bool,
    written: bool,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "a.tf").write_text(MESSY)
    assert run(["-C", str(tmp_path), "fmt", *words.split()]) == status
    out = capsys.readouterr().out
    assert ("a.tf\n" in out.replace("--- a/a.tf\n+++ b/a.tf\n", "")) == listed
    assert ("+++ b/a.tf" in out) == diffed
    assert ((tmp_path / "a.tf").read_text() == TIDY) == written


def test_fmt_of_a_folder_alone(tmp_path: Path) -> None:
    below = tmp_path / "below" / "b.tf"
    below.parent.mkdir()
    for file in (tmp_path / "a.tf", below):
        file.write_text(MESSY)
    assert run(["-C", str(tmp_path), "fmt", "-recursive=false"]) == 0
    assert [(tmp_path / "a.tf").read_text(), below.read_text()] == [TIDY, MESSY]


@pytest.mark.parametrize("words", ["- --diff", "- -diff", "--diff -"])
def test_fmt_of_standard_input_shows_the_difference(
    words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for text, said in [("a=1\n", "--- a/<stdin>\n+++ b/<stdin>\n@@ -1 +1 @@\n-a=1\n+a = 1\n"), ("a = 1\n", "")]:
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(text.encode())))
        assert run(["fmt", *words.split()]) == 0
        assert capsys.readouterr().out == said


@pytest.mark.parametrize(
    ("words", "variables", "coloured"),
    [
        ("fmt --check --diff", {}, False),
        ("fmt --check --diff --color always", {}, True),
        ("--color always fmt --check --diff", {}, True),
        ("fmt --check --diff", {"FORCE_COLOR": "1"}, True),
        ("fmt --check --diff", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("fmt --check --diff --color never", {"FORCE_COLOR": "1"}, False),
        ("--color always fmt --check --diff --color never", {}, False),
    ],
)
def test_diffs_are_coloured(
    words: str,
    variables: dict[str, str],
    coloured: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "a.tf").write_text("a=1\n")
    assert run(["-C", str(tmp_path), *words.split()]) == 2
    out = capsys.readouterr().out
    assert ("\x1b[31m-a=1\x1b[0m\n\x1b[32m+a = 1\x1b[0m\n" in out) == coloured
    assert ("\x1b" in out) == coloured
