"""Manifests on the screen, loaded."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from textwrap import dedent

from tests.annotations import unmarked
from tfgen.diagnostics import Diagnostics
from tfgen.library.folders import TemplateFolders
from tfgen.library.load import load_module
from tfgen.library.module import Module
from tfgen.terraform.schema import ProviderSchema, load_schema


@cache
def schema(version: str = "6.62.0") -> ProviderSchema:
    return load_schema("aws", version)


def load(folder: Path, manifest: str, version: str = "6.62.0", **others: str) -> tuple[Module | None, Diagnostics]:
    """The module ``box`` of a manifest, in an overlay folder with other files in it (``{path: text}``)."""
    for path, text in {"box/module.yaml": unmarked(dedent(manifest)), **others}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return load_module(TemplateFolders.of(folder), "box", schema(version))


def module(folder: Path, manifest: str, version: str = "6.62.0") -> Module:
    """The same for a manifest in which there is nothing to find."""
    found, problems = load(folder, manifest, version)
    assert problems == ()
    assert found
    return found
