"""The schemas of other providers than AWS, by the local names that a directory calls them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct, field

from tfgen.terraform.config.provider_names import Required, is_aws, source_of
from tfgen.terraform.schema import ProviderSchema


class LocalSchemas(Struct, frozen=True):
    """The schemas of one directory; ``open_schema`` opens that of a source (``hashicorp/random``)."""

    required: Mapping[str, Required]
    open_schema: Callable[[str], ProviderSchema | None]
    _found: dict[str, ProviderSchema | None] = field(default_factory=dict)

    def is_aws(self, local: str) -> bool:
        """True if the AWS provider is called ``local``."""
        return is_aws(source_of(local, self.required))

    def of(self, local: str, aws: ProviderSchema | None) -> ProviderSchema | None:
        """The schema of what is called ``local``, with ``aws`` for the AWS provider."""
        if self.is_aws(local):
            return aws
        return self.get(local)

    def get(self, local: str) -> ProviderSchema | None:
        """The schema of what is called ``local``; None for AWS, and where none is at hand."""
        if local not in self._found:
            source = source_of(local, self.required)
            self._found[local] = None if is_aws(source) else self.open_schema(source)
        return self._found[local]


NO_SCHEMAS = LocalSchemas({}, lambda _: None)
