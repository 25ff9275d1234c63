from pathlib import Path

from tests.messages import told
from tfgen.library.folders import TemplateFolders, built_in


def put(root: Path, **texts: str) -> Path:
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())
    return root


def test_the_built_in_templates_are_found() -> None:
    folders = TemplateFolders.of()
    assert folders.roots == (built_in(),)
    assert {"vpc", "s3_bucket", "kms", "aurora"} <= set(folders.modules())
    assert not [name for name in folders.modules() if name.startswith("_")]
    assert folders.files("vpc")[0] == "vpc/main.tf.jinja"


def test_an_overlay_hides_the_built_in_files_one_by_one(tmp_path: Path) -> None:
    overlay = put(tmp_path, **{"vpc/main.tf.jinja": "# mine", "box/module.yaml": "", "_extra/module.yaml": ""})
    folders = TemplateFolders.of(overlay)
    assert folders.path("vpc/main.tf.jinja") == overlay / "vpc/main.tf.jinja"
    assert folders.path("vpc/module.yaml") == built_in() / "vpc/module.yaml"
    assert folders.path("vpc/nothing") is None
    assert "box" in folders.modules()
    assert "_extra" not in folders.modules()


def test_the_files_of_a_module_come_from_both_with_main_first(tmp_path: Path) -> None:
    overlay = put(tmp_path, **{"vpc/extra.tf.jinja": "", "vpc/notes.md": ""})
    assert TemplateFolders.of(overlay).files("vpc") == (
        "vpc/main.tf.jinja",
        "vpc/extra.tf.jinja",
        "vpc/flow_logs.tf.jinja",
    )


def test_reading_a_file(tmp_path: Path) -> None:
    folders = TemplateFolders((put(tmp_path, **{"a/b": "\ufeffé\r\n"}),))
    source, found = folders.read("a/b")
    assert found == ()
    assert source
    assert (source.path, source.text) == ("a/b", "é\n")


def test_files_that_cannot_be_read_are_findings(tmp_path: Path) -> None:
    (tmp_path / "latin").write_bytes("é".encode("latin-1"))
    folders = TemplateFolders((tmp_path,))
    found = [*folders.read("latin")[1], *folders.read("absent")[1]]
    assert told(found) == [
        "TFG008 -: latin is not UTF-8 | Byte 0 cannot be read. | Save it as UTF-8.",
        "TFG101 -: No template file absent",
    ]
    assert [f.file for f in found] == ["latin", "absent"]
