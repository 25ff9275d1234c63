"""What module templates can ask: the provider's schema and their own manifest. Decisions live here, not in templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tfgen.library.module import Module
from tfgen.render.environment import UnprintableError, identifier
from tfgen.render.marks import Fragment
from tfgen.schema import ProviderSchema

TERRAFORM = ">= 1.11"
"""The Terraform that the library is tested with; S3's ``use_lockfile`` needs it too."""


@dataclass(frozen=True, slots=True)
class ModuleContext:
    """The names that a module's templates see."""

    module: Module
    schema: ProviderSchema

    def has(self, path: str) -> bool:
        """Whether an argument, block or type can be written in this provider version."""
        return self.schema.has(path)

    def readable(self, path: str) -> bool:
        """Whether an attribute can be referred to in this provider version."""
        return self.schema.readable(path)

    def name_of(self, type: str, *names: str) -> Fragment:
        """The first of some names of an argument that is settable. Raises ``UnprintableError`` when none is."""
        for name in names:
            if self.schema.has(f"{type}.{name}"):
                return identifier(name)
        raise UnprintableError(f"{type} has none of {', '.join(names)} in {self.schema.provider} {self.schema.version}")

    def takes(self, input: str) -> bool:
        """Whether the module has this input in this provider version."""
        return self.module.input(input) is not None

    def names(self) -> Mapping[str, Any]:
        """The template's variables."""
        return {
            "module": self.module,
            "has": self.has,
            "readable": self.readable,
            "name_of": self.name_of,
            "takes": self.takes,
            "provider": {
                "name": self.schema.provider,
                "source": self.schema.source,
                "version": self.schema.version,
                "range": f">= {self.schema.version}, < {int(self.schema.version.split('.')[0]) + 1}.0.0",
            },
            "terraform": TERRAFORM,
        }
