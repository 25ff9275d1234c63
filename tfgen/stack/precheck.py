"""Findings that do not depend on the provider version: for a stack whose version is not known."""

from __future__ import annotations

from tfgen.diagnostics import Diagnostics
from tfgen.library.folders import TemplateFolders
from tfgen.library.load import load_module
from tfgen.library.module import Module
from tfgen.stack.bind_stack import bind_stack
from tfgen.stack.spec import Stack
from tfgen.terraform.schema import available, load_schema
from tfgen.terraform.schema.names import load_name_limits


def precheck(stack: Stack, folders: TemplateFolders) -> Diagnostics:
    """The findings that the oldest and the newest schema at hand both lead to.

    Cycles are not among them: modules that are not rendered connect nothing.
    """
    versions = []
    for entry in available():
        if entry.provider == stack.provider:
            versions.append(entry.version)
    newest = _diagnostics(versions[-1], stack, folders)
    oldest = _diagnostics(versions[0], stack, folders)
    return tuple(diagnostic for diagnostic in newest if diagnostic in oldest)


def _diagnostics(version: str, stack: Stack, folders: TemplateFolders) -> Diagnostics:
    schema = load_schema(stack.provider, version)
    modules: dict[str, Module | None] = {}
    for name in folders.modules():
        modules[name] = load_module(folders, name, schema)[0] if name in stack.uses else None
    _, diagnostics = bind_stack(stack, modules, load_name_limits(), {})
    return diagnostics
