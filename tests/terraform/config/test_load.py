import pickle
from pathlib import Path

from tfgen.terraform.config.files import Content, listing
from tfgen.terraform.config.load import File, Folder, read, read_content
from tfgen.terraform.hcl.json_tree import JsonObject
from tfgen.terraform.hcl.syntax import Body
from tfgen.terraform.schema import load_schema


def test_files_are_listed_by_what_they_are_to_terraform(tmp_path: Path) -> None:
    names = (
        "main.tf", "a.tf.json", "override.tf", "override.tf.json", "b_override.tf", "b_override.tf.json",
        "overrides.tf", "terraform.tfvars", "x.auto.tfvars", "y.tfvars.json",
        ".hidden.tf", "main.tf~", "x.tftest.hcl", "z.json",
    )  # fmt: skip
    for name in names:
        (tmp_path / name).touch()
    (tmp_path / "folder.tf").mkdir()
    found = listing(tmp_path)
    assert [p.name for p in found.primary] == ["a.tf.json", "main.tf", "overrides.tf"]
    assert [p.name for p in found.overrides] == [
        "b_override.tf", "b_override.tf.json", "override.tf", "override.tf.json",
    ]  # fmt: skip
    assert [p.name for p in found.values] == ["terraform.tfvars", "x.auto.tfvars", "y.tfvars.json"]


def test_the_name_says_how_a_file_is_read() -> None:
    assert isinstance(read("main.tf", b"locals {\n}\n").tree, Body)
    assert isinstance(read("main.tf.json", b"{}").tree, JsonObject)
    assert isinstance(read("x.tfvars", b"a = 1\n").tree, Body)
    assert isinstance(read("x.tfvars.json", b"{}").tree, JsonObject)


def test_what_is_read_can_be_kept() -> None:
    for name, content in (
        ("main.tf", b'locals {\n  a = "x${var.b}"\n}\n'),
        ("main.tf.json", b'{"locals": {"a": [1]}}'),
    ):
        found = read(name, content)
        assert pickle.loads(pickle.dumps(found)) == found


def test_files_that_have_no_tree() -> None:
    for name, content, code in (
        ("main.tf", b"locals {", "TFG201"),
        ("main.tf.json", b"{", "TFG280"),
        ("main.tf.json", b"\xef\xbb\xbf{}", "TFG280"),
        ("main.tf", b"\xff", "TFG204"),
    ):
        found = read(name, content)
        assert (found.tree, [d.code for d in found.diagnostics]) == (None, [code])


def test_a_file_that_cannot_be_read() -> None:
    found = read_content(Content("gone.tf", None, reason="Permission denied."))
    assert (found.source, [(d.code, d.file) for d in found.diagnostics]) == (None, [("TFG204", "gone.tf")])


def test_a_folder_of_hcl_is_the_same_with_any_schema() -> None:
    hcl = File(read("main.tf", b"locals {\n}\n"), False)
    text = b'{"resource": {"aws_efs_file_system": {"x": {"lifecycle_policy": {"transition_to_ia": "AFTER_30_DAYS"}}}}}'
    in_json = File(read("main.tf.json", text), False)
    assert Folder((hcl,), (), ()).plain
    assert not Folder((hcl,), (hcl,), ()).plain
    folder = Folder((in_json,), (), ())
    assert not folder.plain
    for schema, blocks in ((None, 0), (load_schema("aws", "6.62.0"), 1)):
        (resource,) = folder.merged(schema).files[0].body.blocks
        assert len(resource.body.blocks) == blocks


def test_a_folder_with_a_broken_file_is_not_complete() -> None:
    good, bad = File(read("a.tf", b""), False), File(read("b.tf", b"{"), False)
    assert Folder((good,), (), ()).complete
    assert not Folder((good,), (bad,), ()).complete
    assert Folder((good,), (), (bad,)).complete
