"""Terraform's functions: signatures, types of results, and values where all is known."""

from tfgen.terraform.functions.calling import call
from tfgen.terraform.functions.context import (
    OWN_FOLDER,
    Budget,
    DiskFiles,
    Files,
    FunctionContext,
    ModuleFiles,
    Nesting,
    NoFiles,
    TextFiles,
)
from tfgen.terraform.functions.signature import (
    LAZY,
    Function,
    Parameter,
    find,
    names,
    parameter,
    tofu_version,
)
from tfgen.terraform.functions.spec import FunctionError

__all__ = [
    "LAZY",
    "OWN_FOLDER",
    "Budget",
    "DiskFiles",
    "Files",
    "Function",
    "FunctionContext",
    "FunctionError",
    "ModuleFiles",
    "Nesting",
    "NoFiles",
    "Parameter",
    "TextFiles",
    "call",
    "find",
    "names",
    "parameter",
    "tofu_version",
]
