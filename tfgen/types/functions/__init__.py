"""Terraform's functions: their signatures, the types of their results, and their values where all is known."""

from tfgen.types.functions.calling import call
from tfgen.types.functions.context import (
    OWN_FOLDER,
    Budget,
    Context,
    DiskFiles,
    Files,
    ModuleFiles,
    Nesting,
    NoFiles,
    TextFiles,
)
from tfgen.types.functions.rule import FunctionError
from tfgen.types.functions.signature import LAZY, Function, Parameter, find, names, parameter

__all__ = [
    "LAZY",
    "OWN_FOLDER",
    "Budget",
    "Context",
    "DiskFiles",
    "Files",
    "Function",
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
]
