"""What is wrong with the way in which a directory's files are put together, as data for rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from tfgen.diagnostics import Diagnostics
from tfgen.source import Range

if TYPE_CHECKING:
    from tfgen.terraform.config.configuration import Parsed
    from tfgen.terraform.hcl.syntax import Body


class ShapeProblem(Struct, frozen=True):
    """A JSON value in the file of that path that has not the form which its place asks for."""

    path: str
    range: Range
    summary: str
    detail: str
    help: str = ""


class BodyRead(Struct, frozen=True):
    """A body and, where it was made of JSON, what is wrong with the syntax of its expressions and with its form."""

    body: Body
    found: Diagnostics = ()
    shapes: tuple[ShapeProblem, ...] = ()


class MissingBase(Struct, frozen=True):
    """A block or local value of an override file that no other file declares; ``known`` are those that are declared."""

    parsed: Parsed
    range: Range
    block_type: str
    name: str
    known: tuple[str, ...]


class NotOverridable(Struct, frozen=True):
    """Something that override files cannot change; ``what`` names it in a sentence."""

    parsed: Parsed
    range: Range
    what: str


class FileProblems(Struct, frozen=True):
    """The problems of one directory. ``value_shapes`` are those of its values files, ``shapes`` those of the others."""

    shapes: tuple[ShapeProblem, ...] = ()
    value_shapes: tuple[ShapeProblem, ...] = ()
    missing_bases: tuple[MissingBase, ...] = ()
    not_overridable: tuple[NotOverridable, ...] = ()


NO_PROBLEMS = FileProblems()
