"""Provider schemas: what each version of a provider accepts, as data."""

from tfgen.saved import default_imported_dir
from tfgen.schema.bundle import BundleError
from tfgen.schema.load import Available, UnknownVersionError, available, load_schema
from tfgen.schema.model import AttributeSchema, BlockSchema, NestedAttributes, NestedBlock
from tfgen.schema.provider import ProviderSchema

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
]
