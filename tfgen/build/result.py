"""Built modules and roots: their files, and the result of making or checking them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from tfgen.diagnostics import CheckResult
from tfgen.library.module import Module
from tfgen.output.ownership import StackOwner
from tfgen.source import SourceFile
from tfgen.stack.root_module import RootModule
from tfgen.stack.spec import Stack
from tfgen.terraform.config.language_versions import ANY_VERSION, RequiredVersion
from tfgen.terraform.schema import ProviderSchema


class BuiltModule(Struct, frozen=True):
    """A module's files and the result of making them, or of checking them where that was asked;
    ``module`` is None when its manifest is broken.

    ``needs`` is the Terraform that the files need, ``connections`` the inputs that each output
    needs by way of the files' resources, locals and data sources. ``bodies`` has their trees as
    ``encode`` of the parse cache writes them, by their texts: who judges them need not parse them.
    """

    name: str
    module: Module | None
    files: tuple[SourceFile, ...]
    result: CheckResult
    needs: RequiredVersion = ANY_VERSION
    connections: Mapping[str, frozenset[str]] = field(default_factory=dict)
    bodies: Mapping[str, bytes] = {}

    @property
    def usable(self) -> Module | None:
        """The module, when nothing is wrong with it or its files."""
        if self.result.has_errors:
            return None
        return self.module


class BuiltRoot(Struct, frozen=True):
    """A root's files and the result of making them; ``bodies`` are as in ``BuiltModule``."""

    files: tuple[SourceFile, ...]
    result: CheckResult
    bodies: Mapping[str, bytes] = {}


class RenderedStack(Struct, frozen=True):
    """The files of a stack; ``owners`` maps a file's path to its environment, "" for modules.

    ``owner`` is the stack as the manifest of the output root knows it.
    """

    stack: Stack
    schema: ProviderSchema
    roots: tuple[RootModule, ...]
    files: tuple[SourceFile, ...]
    owners: Mapping[str, str]
    owner: StackOwner


class BuiltStack(Struct, frozen=True):
    """The files of a stack and the result of making and judging them."""

    output: RenderedStack
    result: CheckResult


class BuildOptions(Struct, frozen=True):
    """Options of a build.

    ``out`` is where the files are to lie, ``folder`` the one of the stack file; ``scope`` are the
    environments that the files are all of, None for all. ``suffix`` is the one from outside the
    stack, if there is one. ``imported`` is the folder of imported schemas, ``cache`` one for
    results that can be made again. With two ``processes`` or more the files are read back in one of
    its own. ``force``: roots that cannot use the modules any more are left behind.
    """

    out: Path = Path()
    folder: Path = Path()
    scope: frozenset[str] | None = None
    suffix: str | None = None
    imported: Path | None = None
    cache: Path | None = None
    processes: int = 1
    force: bool = False
