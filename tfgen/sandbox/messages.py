"""Terraform's machine-readable messages, typed:
the lines of ``plan -json`` and ``apply -json`` and its diagnostics.

Source: Terraform's documentation "Machine-Readable UI" and "terraform validate -json", format
versions 1.x; OpenTofu has the same. Fields that nothing here reads are left out.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec

T = TypeVar("T")


class FilePosition(msgspec.Struct, frozen=True):
    """A position in a file; both count from 1."""

    line: int = 0
    column: int = 0


class SourceRange(msgspec.Struct, frozen=True):
    """The place of a diagnostic: ``filename`` is relative to the root configuration."""

    filename: str
    start: FilePosition = FilePosition()


class SnippetValue(msgspec.Struct, frozen=True):
    """The value of a reference in the offending expression: ``var.x`` ``is "y"``."""

    traversal: str
    statement: str


class Snippet(msgspec.Struct, frozen=True):
    """The offending lines."""

    code: str = ""
    start_line: int = 0
    context: str | None = None
    values: list[SnippetValue] | None = None

    def lines(self) -> list[str]:
        """The lines with their numbers, then the values."""
        lines = []
        for number, code in enumerate(self.code.splitlines(), self.start_line):
            lines.append(f"{number:4}: {code}")
        for value in self.values or ():
            lines.append(f"      {value.traversal} {value.statement}")
        return lines


class TerraformDiagnostic(msgspec.Struct, frozen=True):
    """An error or a warning; ``address`` is the resource concerned, if any."""

    severity: str
    summary: str
    detail: str = ""
    address: str | None = None
    range: SourceRange | None = None
    snippet: Snippet | None = None

    @property
    def text(self) -> str:
        """The whole diagnostic, as Terraform prints it for people, without colour and frame."""
        head = f"{self.severity.capitalize()}: {self.summary}"
        return "\n\n".join(filter(None, (head, self._place(), self.detail.strip())))

    def _place(self) -> str:
        lines: list[str] = []
        if self.address:
            lines.append(f"  with {self.address},")
        if self.range:
            context = (
                f", in {self.snippet.context}" if self.snippet and self.snippet.context else ""
            )
            lines.append(f"  on {self.range.filename} line {self.range.start.line}{context}:")
        if self.snippet:
            lines += self.snippet.lines()
        return "\n".join(lines)


class Resource(msgspec.Struct, frozen=True):
    """A resource instance by its address."""

    addr: str


class Hook(msgspec.Struct, frozen=True):
    """An action on a resource under way; ``elapsed_seconds`` are whole seconds."""

    resource: Resource
    action: str = ""
    elapsed_seconds: float = 0.0


class PlannedChange(msgspec.Struct, frozen=True):
    """A planned change: ``action`` is create, read, update, replace, delete, ..."""

    resource: Resource
    action: str = ""


class Changes(msgspec.Struct, frozen=True):
    """The counts at the end of a plan, an apply or a destroy."""

    add: int = 0
    change: int = 0
    remove: int = 0


class Message(msgspec.Struct, frozen=True):
    """One line of ``-json`` output; ``type`` says which of the other fields are there."""

    type: str
    text: str = msgspec.field(default="", name="@message")
    hook: Hook | None = None
    change: PlannedChange | None = None
    changes: Changes | None = None
    diagnostic: TerraformDiagnostic | None = None


class ValidationOutput(msgspec.Struct, frozen=True):
    """The output of ``validate -json``."""

    valid: bool
    diagnostics: list[TerraformDiagnostic] = []


def read_message(line: str) -> Message | None:
    """The message in a line of output,
    or None where it is something else (text of a provider, of Go's runtime).
    """
    return _decode(line, Message) if line.startswith("{") else None


def read_validation(text: str) -> ValidationOutput | None:
    """The answer of ``validate -json``, or None where it is something else."""
    return _decode(text, ValidationOutput)


def _decode(text: str, kind: type[T]) -> T | None:
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, UnicodeError):
        return None
