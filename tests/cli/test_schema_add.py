"""``tfgen schema add``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.schema.bindings.wheels import FILES, wheel
from tfgen.cli.root import run
from tfgen.pipelines import add_schema as pipeline
from tfgen.terraform.schema.bindings.packages import PackageError


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a folder in it, in which the commands run, and a package."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "envs").mkdir()
    wheel(tmp_path, FILES)
    monkeypatch.chdir(tmp_path / "envs")
    monkeypatch.setenv("TFGEN_DATA_DIR", str(tmp_path / "mine"))
    return tmp_path


PACKAGE = ["--package", "../cdktn_provider_toy-4.5.6-py3-none-any.whl"]


def test_into_the_repository(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "add", "acme/toy", *PACKAGE]) == 0

    file = repository / ".tfgen" / "schemas" / "toy-1.2.3.schema"
    assert f"acme/toy 1.2.3: 1 resources, 0 data sources; 1 kB in {file}." in capsys.readouterr().out
    assert file.stat().st_mode & 0o777 == 0o644
    run(["schema", "list"])
    assert "toy=1.2.3           repository  derived" in capsys.readouterr().out


def test_into_the_user_s_folder(repository: Path) -> None:
    assert run(["schema", "add", "toy=1.2.3", "--user", *PACKAGE]) == 0

    assert (repository / "mine" / "schemas" / "toy-1.2.3.schema").is_file()
    assert not (repository / ".tfgen").exists()


def test_what_is_there_already_stays(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["schema", "add", "toy", *PACKAGE])
    file = repository / ".tfgen" / "schemas" / "toy-1.2.3.schema"
    file.write_bytes(b"mine")

    assert run(["schema", "add", "toy", *PACKAGE]) == 0
    assert "acme/toy 1.2.3 is there already" in capsys.readouterr().out
    assert file.read_bytes() == b"mine"
    run(["schema", "add", "toy", "--replace", *PACKAGE])
    assert file.read_bytes() != b"mine"


@pytest.mark.parametrize(
    ("arguments", "detail", "remedy"),
    [
        (["toy=1.2.4", *PACKAGE], "made from version 1.2.3, not 1.2.4", "Write toy=1.2.3"),
        (["other", *PACKAGE], "The package is for acme/toy", "Write acme/toy."),
        (["other/toy", *PACKAGE], "The package is for acme/toy", "Write acme/toy."),
        (["toy=1.2", *PACKAGE], '"1.2" is no full version', "all three numbers"),
        (["../x", *PACKAGE], "The package is for acme/toy", "Write acme/toy."),
        (["To_y"], '"To_y" is no name of a provider', "kubernetes"),
        (["aws"], "The schemas of AWS come with tfgen", "tfgen schema import"),
    ],
)
def test_mistakes(
    repository: Path, arguments: list[str], detail: str, remedy: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["schema", "add", *arguments]) == 2

    said = capsys.readouterr().out
    assert "error[TFG041]: Schema not added" in said
    assert detail in said
    assert remedy in said
    assert not (repository / ".tfgen").exists()


def test_what_pip_says_is_one_message(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def no_network(*_: object) -> None:
        raise PackageError("pip cannot reach its index to look for x", "Write --package FILE.")

    monkeypatch.setattr(pipeline, "find_package", no_network)

    assert run(["schema", "add", "toy"]) == 2
    assert "Pip cannot reach its index" in capsys.readouterr().out
