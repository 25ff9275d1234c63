"""Provider schemas: what each version of a provider accepts, as data."""

from tfgen.cache.paths import default_imported_dir
from tfgen.terraform.schema.bundle import BundleError
from tfgen.terraform.schema.load import (
    Available,
    UnknownVersionError,
    available,
    load_schema,
    versions_at_hand,
)
from tfgen.terraform.schema.model import AttributeSchema, BlockSchema, NestedAttributes, NestedBlock
from tfgen.terraform.schema.provider import ProviderSchema

__all__ = [
    "AttributeSchema",
    "Available",
    "BlockSchema",
    "BundleError",
    "NestedAttributes",
    "NestedBlock",
    "ProviderSchema",
    "UnknownVersionError",
    "available",
    "default_imported_dir",
    "load_schema",
    "versions_at_hand",
]
