"""The test files of a directory, beside its configuration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from tfgen.diagnostics import Diagnostics
from tfgen.terraform.config.body_read import ShapeProblem
from tfgen.terraform.hcl.syntax import Block, Body
from tfgen.terraform.hcl.walk import plain_string

if TYPE_CHECKING:
    from tfgen.terraform.config.parsed import Parsed


class TestFiles(Struct, frozen=True):
    """The test files of a directory and its files of mock data,
    and what is wrong with the form of those in JSON.

    ``detached``: it is not known which configuration the tests are of. ``missing``: the directories
    that they name and that do not exist.
    """

    __test__ = False

    tests: tuple[Parsed, ...] = ()
    mocks: tuple[Parsed, ...] = ()
    diagnostics: Diagnostics = ()
    shapes: tuple[ShapeProblem, ...] = ()
    detached: bool = False
    missing: frozenset[str] = frozenset()

    @property
    def files(self) -> tuple[Parsed, ...]:
        """All of them."""
        return (*self.tests, *self.mocks)


NO_TESTS = TestFiles()


def run_sources(file: Body) -> Iterator[str]:
    """The sources of the modules that the runs of a test file execute, those that are plain strings."""
    for run in file.blocks:
        block = module_of(run) if run.type == "run" else None
        source = block.body.get("source") if block else None
        text = plain_string(source) if source else None
        if text is not None:
            yield text


def module_of(run: Block) -> Block | None:
    """The block that names the module which a run executes in place of the one under test."""
    for block in run.body.blocks:
        if block.type == "module":
            return block
    return None
