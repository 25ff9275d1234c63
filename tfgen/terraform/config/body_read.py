"""A file's body and what is wrong with it: what JSON files are read as."""

from __future__ import annotations

from msgspec import Struct

from tfgen.diagnostics import Diagnostics
from tfgen.source import Range
from tfgen.terraform.hcl.syntax import Body


class ShapeProblem(Struct, frozen=True):
    """A JSON value in the file of that path that has not the form which its place asks for."""

    path: str
    range: Range
    summary: str
    detail: str
    help: str = ""


class BodyRead(Struct, frozen=True):
    """A body and, where it was made of JSON,
    what is wrong with the syntax of its expressions and with its form.
    """

    body: Body
    diagnostics: Diagnostics = ()
    shapes: tuple[ShapeProblem, ...] = ()
