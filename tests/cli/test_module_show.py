"""``tfgen module show``: a module as the author of a stack needs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tfgen.cli.root import run
from tfgen.library.folders import TemplateFolders


def shown(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert run(["module", "show", *words]) == 0
    return capsys.readouterr().out


def test_the_page_shows_what_to_write_and_what_comes_by_itself(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(["vpc"], capsys)
    assert '\n  services:\n    vpc:\n      module: vpc\n      cidr: "10.20.0.0/16"\n' in text
    assert [line.split()[0] for line in text.splitlines() if "you write it" in line] == ["cidr"]
    rows = {line.split()[0]: line for line in text.splitlines() if line.startswith("  ") and line.strip()}
    assert "by itself: stack and service" in rows["name"]
    assert "by itself: the stack's tags" in rows["tags"]
    assert "default: 2" in rows["az_count"]
    text = shown(["elasticache"], capsys)
    assert "by itself: vpc's private_subnet_ids" in text
    assert "secret: TF_VAR_SERVICE_auth_token" in text


@pytest.mark.parametrize("name", TemplateFolders.of(None).modules())
def test_the_example_of_every_module_says_all_that_it_must(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = json.loads(shown([name, "--format", "json"], capsys))
    services = YAML(typ="safe").load(page["example"])["services"]
    (service,) = services.values()
    needed = {i["name"] for i in page["inputs"] if i["required"]}
    assert set(service) == {"module", *needed}
    assert all(i["comes"] for i in page["inputs"] if not i["required"])


@pytest.mark.parametrize("name", TemplateFolders.of(None).modules())
def test_the_example_renders_beside_a_network(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    example = json.loads(shown([name, "--format", "json"], capsys))["example"].replace('uri: "..."', f'uri: "{ARN}"')
    network = "" if name == "vpc" else "\n  network: {module: vpc, cidr: 10.1.0.0/16}"
    head = "stack: shop\nregion: us-west-2\nprovider: {aws: 6.62.0}\nenvironments: {dev: {}}\n"
    (tmp_path / "stack.yaml").write_text(f"{head}{example}{network}\n")
    monkeypatch.chdir(tmp_path)
    assert run(["render"]) == 0, capsys.readouterr().out


ARN = "arn:aws:lambda:us-west-2:123456789012:function:payments"


def test_the_readme_is_there_too(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(["vpc", "--readme"], capsys)
    assert text.startswith("# vpc\n")
    assert 'module "vpc" {' in text
