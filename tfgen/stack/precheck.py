"""What is wrong with a stack whatever its provider version is: for a stack whose version cannot be told."""

from __future__ import annotations

from tfgen.diagnostics import Diagnostics
from tfgen.library.folders import TemplateFolders
from tfgen.library.load import load_module
from tfgen.stack.bind_stack import bind_stack
from tfgen.stack.spec import Stack
from tfgen.terraform.schema import available, load_schema
from tfgen.terraform.schema.names import load_name_limits


def precheck(stack: Stack, folders: TemplateFolders) -> Diagnostics:
    """The findings that the oldest and the newest schema at hand both lead to."""
    versions = [a.version for a in available() if a.provider == stack.provider]
    newest, oldest = (_found_in(version, stack, folders) for version in (versions[-1], versions[0]))
    return tuple(f for f in newest if f in oldest)


def _found_in(version: str, stack: Stack, folders: TemplateFolders) -> Diagnostics:
    schema = load_schema(stack.provider, version)
    known = folders.modules()
    modules = {name: load_module(folders, name, schema)[0] if name in stack.uses else None for name in known}
    return bind_stack(stack, modules, load_name_limits())[1]
