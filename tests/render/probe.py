"""A stack over a module whose inputs take strings in every position, rendered and read back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

from tfgen.build.result import RenderedStack
from tfgen.diagnostics import Diagnostics
from tfgen.pipelines.render import RenderRequest, render
from tfgen.source import SourceFile

TEMPLATES = {
    "probe/module.yaml": """
        description: Takes anything.
        inputs:
          text: {description: Text., type: string, default: ""}
          items: {description: Items., type: list(string), default: []}
          unique: {description: Unique items., type: set(string), default: []}
          table: {description: Table., type: map(string), default: {}}
          thing:
            description: Thing.
            type: object({ text = string, more = optional(map(list(string)), {}) })
            default: null
        outputs:
          all:
            description: All of it.
            value: jsonencode([var.text, var.items, var.table, var.thing, var.tags, var.unique])
            type: string
          id: {description: An id., value: var.text, type: string}
        """,
    "probe/main.tf.jinja": "",
}


def folder(path: Path) -> Path:
    """A template folder with the module ``probe``."""
    for name, text in TEMPLATES.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text), encoding="utf-8")
    return path


def quoted(text: str) -> str:
    """A double-quoted YAML scalar that stands for exactly ``text``, with ``${`` and ``%{`` escaped."""
    escaped = re.sub(r"[$%]\{", lambda m: m[0][0] + m[0], text)
    return '"' + "".join(_yaml(c) for c in escaped) + '"'


def _yaml(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    return char if " " <= char <= "~" else f"\\U{ord(char):08X}"


def run(stack: str, templates: Path, cache: Path | None = None) -> tuple[RenderedStack | None, Diagnostics]:
    """Render a stack file's text; None when nothing may be written."""
    rendered = render(RenderRequest(SourceFile("stack.yaml", stack), templates=templates, cache=cache))
    return None if rendered.result.has_errors else rendered.output, rendered.result.diagnostics


def files(stack: str, templates: Path) -> Mapping[str, SourceFile]:
    """The files of a stack that has nothing wrong with it, by path."""
    rendered, found = run(dedent(stack), templates)
    assert found == ()
    assert rendered
    return {file.path: file for file in rendered.files}
