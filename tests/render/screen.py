"""Templates written on the screen, rendered."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.library.folders import TemplateFolders
from tfgen.render.templates import Templates
from tfgen.render.tidy import Lines

MAIN = "m/main.tf.jinja"


class Screen:
    """Renders ``m/main.tf.jinja`` with ``others`` beside it, from a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "templates"

    def templates(self, texts: Mapping[str, str]) -> Templates:
        """The templates of ``{path: text}``; texts are dedented."""
        for name, text in texts.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text), encoding="utf-8")
        return Templates(TemplateFolders((self.folder,)))

    def render(
        self, main: str, others: Mapping[str, str] | None = None, **context: object
    ) -> tuple[Lines | None, Diagnostics]:
        """What ``Templates.hcl`` returns."""
        return self.templates({**(others or {}), MAIN: main}).hcl(MAIN, context)

    def text(self, main: str, others: Mapping[str, str] | None = None, **context: object) -> str:
        """The rendered text; nothing was found."""
        lines, found = self.render(main, others, **context)
        assert found == ()
        assert lines is not None
        return lines[0]

    def origins(self, main: str, others: Mapping[str, str] | None = None, **context: object) -> list[str]:
        """Each rendered line with where it comes from: ``b = 2  <- main:3``, and the stack key if there is one."""
        lines, found = self.render(main, others, **context)
        assert found == ()
        assert lines is not None
        text, origins = lines
        shown = []
        for line, origin in zip(text.splitlines(), origins, strict=True):
            assert origin is not None
            name = origin.template.rpartition("/")[2].partition(".")[0]
            key = f" {origin.stack_key}" if origin.stack_key else ""
            shown.append(f"{line}  <- {name}:{origin.line}{key}")
        return shown

    def found(self, main: str, others: Mapping[str, str] | None = None, **context: object) -> Diagnostic:
        """The only finding; nothing was rendered."""
        lines, found = self.render(main, others, **context)
        assert lines is None
        (one,) = found
        return one


def said(found: Diagnostic) -> str:
    """A finding on one line: ``TFG102 main:3: 'x' is undefined.``"""
    assert found.file
    assert found.range
    name = found.file.rpartition("/")[2].partition(".")[0]
    return f"{found.code} {name}:{found.range.start.line}: {found.detail}"
