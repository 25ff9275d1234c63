"""The files that a module's rendering can depend on."""

from __future__ import annotations

from pathlib import Path

from tfgen.library.folders import TemplateFolders
from tfgen.library.inputs import template_files


def test_own_shared_and_overlaid_files(tmp_path: Path) -> None:
    above, below = tmp_path / "above", tmp_path / "below"
    for path in (
        below / "m/module.yaml", below / "m/main.tf.jinja", below / "m/deep/macros.jinja",
        below / "other/module.yaml", below / "other/main.tf.jinja",
        below / "_shared/inputs.yaml", below / "common/macros.jinja", below / "top.jinja",
        above / "m/main.tf.jinja", above / "other/more.tf.jinja", above / ".git/HEAD",
    ):  # fmt: skip
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    assert template_files(TemplateFolders((above, below)), "m") == (
        ("_shared/inputs.yaml", below / "_shared/inputs.yaml"),
        ("common/macros.jinja", below / "common/macros.jinja"),
        ("m/deep/macros.jinja", below / "m/deep/macros.jinja"),
        ("m/main.tf.jinja", above / "m/main.tf.jinja"),
        ("m/module.yaml", below / "m/module.yaml"),
        ("top.jinja", below / "top.jinja"),
    )


def test_a_folder_that_is_not_there_has_none(tmp_path: Path) -> None:
    assert template_files(TemplateFolders((tmp_path / "none",)), "m") == ()
