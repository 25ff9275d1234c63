"""The schema of a stack's provider version."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.spelling import did_you_mean
from tfgen.stack.spec import Stack
from tfgen.terraform.schema import BundleError, ProviderSchema, UnknownVersionError, load_schema


def open_schema(stack: Stack, imported: Path | None) -> tuple[ProviderSchema | None, Diagnostics]:
    """The schema of the stack's provider version,
    or a finding (TFG024) that names ``schema import``.
    """
    try:
        return load_schema(stack.provider, stack.version, imported), ()
    except UnknownVersionError as error:
        detail = f"{str(error)[0].upper()}{str(error)[1:]}."
        suggestion = did_you_mean(stack.version, error.known)
        command = f"tfgen schema import FILE --provider {stack.provider}={stack.version}."
        help_ = f"{suggestion} Or: {command}" if suggestion else f"To add it: {command}"
    except (BundleError, OSError) as error:
        detail, help_ = f"{error}.", "Import the schema again, or reinstall tfgen."
    problem = Diagnostic("TFG024", "Unknown provider version", detail, help_)
    if stack.version_node:
        problem = replace(problem, stack_key="provider.aws").at(
            stack.file, stack.version_node.range
        )
    return None, (problem,)
