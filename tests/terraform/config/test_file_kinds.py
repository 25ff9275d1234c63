from pathlib import PurePath

from tfgen.terraform.config.file_kinds import is_of_tofu, is_override, kind_of, unread


def test_terraform_reads_no_files_of_opentofu() -> None:
    names = ["main.tf", "main.tofu", "a.tofu.json", "x.tofutest.hcl", "x.tftest.hcl", "y.tofutest.json", "z.tfvars"]
    assert unread(names, "terraform") == {"main.tofu", "a.tofu.json", "x.tofutest.hcl", "y.tofutest.json"}


def test_opentofu_reads_one_of_two_twins() -> None:
    pairs = {
        "main.tf": "main.tofu",
        "main.tf.json": "main.tofu.json",
        "m/a.tftest.hcl": "m/a.tofutest.hcl",
        "a.tftest.json": "a.tofutest.json",
        "b_override.tf": "b_override.tofu",
    }
    assert unread([*pairs, *pairs.values()], "tofu") == pairs.keys()


def test_what_has_another_name_syntax_or_folder_is_no_twin() -> None:
    names = [
        "main.tf",
        "main.tofu.json",
        "other.tofu",
        "a.tf.json",
        "a.tofu",
        "m/x.tf",
        "x.tofu",
        "y.tftest.hcl",
        "y.tofu",
    ]
    assert unread(names, "tofu") == frozenset()


def test_kinds() -> None:
    kinds = [kind_of(name) for name in ("a.tf", "a.tftest.hcl", "b/a.tofutest.json", "a.tfmock.hcl", "a.tfvars")]
    assert kinds == ["configuration", "test", "test", "mock", "configuration"]
    assert [is_of_tofu(name) for name in ("a.tf", "a.tofu", "tofu.tf", "a.tofutest.hcl")] == [False, True, False, True]


def test_overrides() -> None:
    names = ("override.tf", "x_override.tofu", "override.tofu.json", "x_override.tf.json", "overrides.tf", "x.tofu")
    assert [is_override(PurePath(name)) for name in names] == [True, True, True, True, False, False]
