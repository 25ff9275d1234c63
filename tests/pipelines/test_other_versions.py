"""Which version of other providers than AWS a directory is checked with, and schemas that a repository brings along."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipelines.test_versions import codes, found, lock, notes, providers
from tests.terraform.schema.bindings.wheels import FILES, wheel
from tfgen.pipelines.add_schema import AddRequest, add_schema
from tfgen.pipelines.check import CheckRequest, check

PET = 'resource "random_pet" "x" {\n  lenght = 1\n}\n'
BOX = 'resource "toy_box" "x" {\n  size = 1\n  sice = 2\n  lid {\n  }\n}\n'


def random(constraint: str) -> str:
    return providers(random=f'source = "hashicorp/random", version = "{constraint}"')


@pytest.mark.parametrize("constraint", ["~> 3.1", ">= 2.0", ">= 3.0, != 3.8.0", "3.9.1"])
def test_the_version_at_hand_that_the_constraint_allows(constraint: str, tmp_path: Path) -> None:
    assert codes(found(tmp_path, {"main.tf": random(constraint) + PET})) == ["TFG301"]


def test_another_minor_version_is_judged_with_a_note(tmp_path: Path) -> None:
    diagnostics = found(tmp_path, {"main.tf": random("= 3.4.3") + PET})

    [note] = notes(diagnostics)
    assert codes(diagnostics) == ["TFG024", "TFG301"]
    assert note.severity.label == "note"
    assert note.detail == (
        'No schema of hashicorp/random at hand meets "= 3.4.3"; this was judged with 3.9.1, the nearest.'
    )
    assert note.help == "For an exact verdict: tfgen schema add random=VERSION."
    assert note.range is not None
    assert note.range.start.line == 3


@pytest.mark.parametrize("constraint", ["~> 2.0", "< 3.0.0", "no constraint"])
def test_another_major_version_is_not_judged(constraint: str, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(random(constraint) + PET)

    result = check(CheckRequest((tmp_path,))).result

    assert "TFG301" not in codes(result.diagnostics)
    assert [skipped.count for skipped in result.skipped] == [1]


def test_the_root_s_constraint_counts_for_its_modules(tmp_path: Path) -> None:
    tree = {"root/main.tf": random("~> 2.0") + 'module "m" {\n  source = "../m"\n}\n', "m/main.tf": PET}

    assert codes(found(tmp_path, tree, "root")) == []


def test_the_lock_file_decides(tmp_path: Path) -> None:
    tree = {
        "main.tf": random(">= 2.0") + PET,
        ".terraform.lock.hcl": lock("2.3.1", "registry.terraform.io/hashicorp/random"),
    }

    assert codes(found(tmp_path, tree)) == []


def add_toy(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    package = wheel(folder, FILES)
    added, diagnostics = add_schema(AddRequest("toy", None, folder / ".tfgen" / "schemas", package))
    assert added is not None
    assert not diagnostics


def test_a_repository_s_schemas_are_found_by_walking_up(tmp_path: Path) -> None:
    add_toy(tmp_path)
    main = providers(toy='source = "acme/toy"') + BOX

    diagnostics = found(tmp_path, {"envs/dev/main.tf": main}, "envs/dev")

    assert codes(diagnostics) == ["TFG301"]
    assert diagnostics[0].detail == "toy_box has no such argument in toy 1.2.3."


def test_a_provider_of_the_same_name_is_another_one(tmp_path: Path) -> None:
    add_toy(tmp_path)

    assert codes(found(tmp_path, {"main.tf": BOX})) == []


def test_a_damaged_file_is_named_and_the_rest_is_judged(tmp_path: Path) -> None:
    add_toy(tmp_path)
    [file] = (tmp_path / ".tfgen" / "schemas").iterdir()
    content = file.read_bytes()
    file.write_bytes(content[:-20] + b"\0" * 20)
    tree = {"main.tf": providers(toy='source = "acme/toy"') + BOX + PET}

    diagnostics = found(tmp_path, tree)

    assert codes(diagnostics) == ["TFG024", "TFG301"]
    assert diagnostics[0].summary == "Schema cannot be read"
    assert diagnostics[0].help == "Write it again: tfgen schema add toy=1.2.3."


def test_a_new_schema_is_not_hidden_by_cached_results(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / "main.tf").write_text(providers(toy='source = "acme/toy"') + BOX)
    request = CheckRequest((root,), cache=tmp_path / "cache")

    before = codes(check(request).result.diagnostics)
    add_toy(root)

    assert (before, codes(check(request).result.diagnostics)) == ([], ["TFG301"])
