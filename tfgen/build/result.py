"""Built modules and roots: their files, and the result of checking them."""

from __future__ import annotations

from msgspec import Struct

from tfgen.diagnostics import CheckResult
from tfgen.library.module import Module
from tfgen.source import SourceFile
from tfgen.terraform.config.interface import Interface
from tfgen.terraform.config.language_versions import ANY_VERSION, RequiredVersion


class BuiltModule(Struct, frozen=True):
    """A module's files and what was found in them; ``module`` is None when its manifest is broken.

    ``needs`` is the Terraform that the files need.
    """

    name: str
    module: Module | None
    files: tuple[SourceFile, ...]
    result: CheckResult
    needs: RequiredVersion = ANY_VERSION

    @property
    def usable(self) -> Module | None:
        """The module, when nothing is wrong with it or its files."""
        return None if self.result.has_errors else self.module

    @property
    def interface(self) -> Interface:
        """What callers see."""
        module = self.module
        if module is None:
            return Interface({}, frozenset())
        types = {i.name: i.type for i in module.inputs}
        return Interface({i.name: i.required for i in module.inputs}, frozenset(o.name for o in module.outputs), types)


class BuiltRoot(Struct, frozen=True):
    """A root's files and what was found in them."""

    files: tuple[SourceFile, ...]
    result: CheckResult
