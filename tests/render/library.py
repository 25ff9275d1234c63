"""Small modules written on the screen, over the built-in ``_shared``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from textwrap import dedent

from tfgen.library.folders import TemplateFolders, built_in
from tfgen.library.load import load_module
from tfgen.library.module import Module
from tfgen.render.module import render_module, render_versions
from tfgen.render.templates import Templates
from tfgen.terraform.config.language_versions import ANY_VERSION
from tfgen.terraform.schema import ProviderSchema, load_schema

NEWEST, OLDEST = "6.62.0", "3.39.0"

MINIMAL = "description: A thing.\ninputs: {}\n"


@cache
def schema(version: str = NEWEST) -> ProviderSchema:
    """The bundled schema of a version."""
    return load_schema("aws", version)


def templates(folder: Path, files: dict[str, str]) -> Templates:
    """The built-in templates under ``{path: text}``; texts are dedented."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return Templates(TemplateFolders((folder, built_in())))


def module(folder: Path, manifest: str, version: str = NEWEST) -> Module:
    """The module ``m`` of a manifest."""
    loaded, found = load_module(templates(folder, {"m/module.yaml": manifest}).folders, "m", schema(version))
    assert found == ()
    assert loaded
    return loaded


def rendered(folder: Path, manifest: str, main: str = "", version: str = NEWEST) -> dict[str, str]:
    """The Terraform files of the module ``m``, by name, without their header lines."""
    made = templates(folder, {"m/module.yaml": manifest, "m/main.tf.jinja": main})
    loaded, given = module(folder, manifest, version), schema(version)
    files, found = render_module(made, loaded, given, "modules/m")
    last, more = render_versions(made, loaded, given, "modules/m", ANY_VERSION)
    files = (*files, *last)
    assert (found, more) == ((), ())
    return {f.path.removeprefix("modules/m/"): f.text.split("\n", 2)[2] for f in files}
