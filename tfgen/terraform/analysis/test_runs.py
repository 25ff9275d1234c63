"""The runs of a test file, and the module that each of them executes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from posixpath import dirname

from msgspec import Struct
from msgspec.structs import replace

from tfgen.terraform.analysis.attribute_access import Access
from tfgen.terraform.analysis.expressions import Scoped
from tfgen.terraform.analysis.module_analysis import ModuleAnalysis
from tfgen.terraform.config.configuration import (
    NO_PROBLEMS,
    Address,
    Configuration,
    Declared,
    Parsed,
)
from tfgen.terraform.config.module_source import local_directory
from tfgen.terraform.config.test_files import NO_TESTS, module_of
from tfgen.terraform.hcl.syntax import Attribute, Block, Body
from tfgen.terraform.hcl.walk import Reference, plain_string

TEST_ROOTS = frozenset({"run", "output", "check"})
"""Roots of references that mean something in tests only."""


class TestRun(Struct, frozen=True):
    """A ``run`` block. ``module`` is the analysis of what it executes; None where that is not known,
    or where there is no such module (``is_missing``).

    ``earlier`` has the runs of its file before it by name, ``later`` the others, itself among them.
    """

    __test__ = False

    parsed: Parsed
    block: Block
    module: ModuleAnalysis | None
    earlier: Mapping[str, TestRun]
    later: frozenset[str]
    is_missing: bool = False

    @property
    def name(self) -> str:
        """Its label."""
        if self.block.labels:
            return self.block.label_values[0]
        return ""

    def blocks(self, block_type: str) -> Iterator[Block]:
        """Its blocks of a type."""
        for block in self.block.body.blocks:
            if block.type == block_type:
                yield block

    @property
    def variables(self) -> Iterator[Attribute]:
        """The values that it gives to variables."""
        for block in self.blocks("variables"):
            yield from block.body.attributes


def runs_under_test(analysis: ModuleAnalysis) -> Iterator[TestRun]:
    """The runs of the test files of a directory; none where it is not known what they execute."""
    tests = analysis.configuration.tests
    if tests.detached:
        return
    for parsed in tests.tests:
        yield from _runs_of(parsed, analysis)


def _runs_of(parsed: Parsed, analysis: ModuleAnalysis) -> Iterator[TestRun]:
    blocks = [block for block in parsed.body.blocks if block.type == "run" and block.labels]
    names = [block.label_values[0] for block in blocks]
    earlier: dict[str, TestRun] = {}
    for position, block in enumerate(blocks):
        later = frozenset(names[position:]) - earlier.keys()
        module = _executed(parsed, block, analysis)
        is_missing = module is None and _is_missing(block, analysis)
        run = TestRun(parsed, block, module, dict(earlier), later, is_missing)
        yield run
        earlier[run.name] = run


def _executed(parsed: Parsed, run: Block, analysis: ModuleAnalysis) -> ModuleAnalysis | None:
    """The module that a run executes: the one under test, or the local one that it names.

    None where the name leads to another one from the folder of the tests, where they may be run.
    """
    block = module_of(run)
    if block is None:
        if analysis.configuration.complete:
            return analysis
        return None
    directory = _directory(block, analysis.configuration.directory)
    if _directory(block, dirname(parsed.file.path)) in analysis.tree.keys() - {directory}:
        return None
    module = analysis.tree.get(directory) if directory is not None else None
    if module is not None and module.configuration.complete:
        return module
    return None


def _is_missing(run: Block, analysis: ModuleAnalysis) -> bool:
    """True if a run executes a local module of which there is no folder."""
    block = module_of(run)
    if block is None:
        return False
    directory = _directory(block, analysis.configuration.directory)
    return directory in analysis.configuration.tests.missing


def _directory(module: Block, folder: str) -> str | None:
    """The directory that a ``module`` block leads to from a folder."""
    source = module.body.get("source")
    return local_directory(folder, plain_string(source) if source else None)


def run_analysis(run: TestRun, module: ModuleAnalysis) -> RunAnalysis:
    """The assertions of a run as expressions of the module that it executes."""
    configuration = module.configuration
    asserts = tuple(run.blocks("assert"))
    check = replace(run.block, type="check", body=Body((), asserts, run.block.body.range))
    body = replace(run.parsed.body, attributes=(), blocks=(check,))
    return RunAnalysis(
        replace(
            configuration,
            files=(*_requirements(configuration), replace(run.parsed, body=body)),
            declared={**_variables(run), **configuration.declared},
            repeated=(),
            called=True,
            file_values={},
            values_files=(),
            problems=NO_PROBLEMS,
            tests=NO_TESTS,
            of_test=True,
            _constraints={},
        ),
        module.tree,
    )


def _requirements(configuration: Configuration) -> Iterator[Parsed]:
    """The files of a module with their ``terraform`` blocks only, which say what its providers are."""
    for parsed in configuration.files:
        blocks = tuple(block for block in parsed.body.blocks if block.type == "terraform")
        if blocks:
            yield replace(parsed, body=replace(parsed.body, attributes=(), blocks=blocks))


def _variables(run: TestRun) -> Mapping[Address, Declared]:
    """The variables that a test file and a run give values to, as if they were declared."""
    values: list[Attribute] = [*file_variables(run.parsed), *run.variables]
    declared: dict[Address, Declared] = {}
    for value in values:
        declared["var", value.name] = Declared(run.parsed, value, value.name_range)
    for block in run.parsed.body.blocks:
        if block.type == "variable" and block.labels:
            declared["var", block.label_values[0]] = Declared(run.parsed, block, block.header)
    return declared


def file_variables(parsed: Parsed) -> Iterator[Attribute]:
    """The values that a test file gives to the variables of all its runs."""
    for block in parsed.body.blocks:
        if block.type == "variables":
            yield from block.body.attributes


class RunAnalysis(ModuleAnalysis):
    """The analysis of a run's assertions. What only tests have, ``run.x`` and ``output.x``, is left
    to the rules on tests.
    """

    @cached_property
    def references(self) -> tuple[tuple[Scoped, Reference], ...]:
        """The references that a module has too."""
        pairs = super().references
        return tuple(pair for pair in pairs if pair[1].root not in TEST_ROOTS)

    @cached_property
    def accesses(self) -> tuple[tuple[Scoped, Access], ...]:
        """The attributes read from what a module has too."""
        pairs = super().accesses
        return tuple(pair for pair in pairs if pair[1].owner[0] not in TEST_ROOTS)


def is_run_parallel(run: Block) -> bool:
    """True if a run need not wait for those before it."""
    return run.body.get("parallel") is not None
