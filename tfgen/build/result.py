"""Built modules and roots: their files, and the result of checking them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from tfgen.diagnostics import CheckResult
from tfgen.library.module import Module
from tfgen.source import SourceFile
from tfgen.terraform.config.interface import Interface
from tfgen.terraform.config.language_versions import ANY_VERSION, RequiredVersion


class BuiltModule(Struct, frozen=True):
    """A module's files and the result of checking them;
    ``module`` is None when its manifest is broken.

    ``needs`` is the Terraform that the files need, ``connections`` the inputs that each output
    needs by way of the files' resources, locals and data sources.
    """

    name: str
    module: Module | None
    files: tuple[SourceFile, ...]
    result: CheckResult
    needs: RequiredVersion = ANY_VERSION
    connections: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def usable(self) -> Module | None:
        """The module, when nothing is wrong with it or its files."""
        if self.result.has_errors:
            return None
        return self.module

    @property
    def interface(self) -> Interface:
        """The interface that callers see."""
        if self.module is None:
            return Interface({}, frozenset())
        required = {i.name: i.required for i in self.module.inputs}
        types = {i.name: i.type for i in self.module.inputs}
        outputs = frozenset(output.name for output in self.module.outputs)
        return Interface(required, outputs, types)


class BuiltRoot(Struct, frozen=True):
    """A root's files and the result of checking them."""

    files: tuple[SourceFile, ...]
    result: CheckResult
