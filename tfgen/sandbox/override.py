"""The override files that turn a configuration for AWS into one for the emulator,
without touching its own files.

Terraform merges a file that ends in ``_override.tf`` into the blocks of the other files of its
folder: arguments replace arguments, ``backend`` replaces the backend, ``endpoints`` replaces
endpoints. A provider block with an alias is merged only by an override with the same alias, which
must not be there without it; the default one needs no counterpart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from posixpath import basename, dirname, join

from tfgen.sandbox.errors import SandboxError
from tfgen.source import SourceFile
from tfgen.terraform.hcl.format import format_source
from tfgen.terraform.hcl.syntax import Block, Body, Template

FILE_NAME = "tfgen_sandbox_override.tf"

_HEADER = "# Written by tfgen sandbox: dummy credentials, and every service on the emulator.\n"
_LOCAL_BACKEND = """
terraform {
  backend "local" {}
}
"""


def override_files(
    tree: Sequence[SourceFile],
    root: str,
    endpoint: str,
    endpoint_names: Iterable[str],
    provider_version: str,
) -> tuple[SourceFile, ...]:
    """The override files to write beside ``tree``, for the root configuration in folder ``root``.

    ``endpoint`` is the emulator's URL, ``endpoint_names`` all arguments of the provider's
    ``endpoints`` block: a service left out would be looked for at AWS. The root gets the local
    backend and the provider's default configuration in any case; every folder with
    ``provider "aws"`` blocks gets an override for each of them. Raises SandboxError for a file that
    says ``provider`` and cannot be parsed.
    """
    arguments = _arguments(endpoint, sorted(set(endpoint_names)), provider_version)
    aliases: dict[str, set[str]] = {root: {""}}
    for file in tree:
        for alias in _aliases_of(file):
            aliases.setdefault(dirname(file.path), set()).add(alias)
    overrides: list[SourceFile] = []
    for folder, names in sorted(aliases.items()):
        text = _text(folder == root, sorted(names), arguments)
        overrides.append(SourceFile(join(folder, FILE_NAME), text))
    return tuple(overrides)


def provider_aliases(body: Body) -> tuple[str, ...]:
    """The alias of each ``provider "aws"`` block of a file, in its order; ``""``
    for the default configuration.
    """
    blocks = (b for b in body.blocks if b.type == "provider" and b.label_values == ("aws",))
    return tuple(_alias(block) for block in blocks)


def _aliases_of(file: SourceFile) -> tuple[str, ...]:
    if (
        not file.path.endswith(".tf")
        or basename(file.path) == FILE_NAME
        or "provider" not in file.text
    ):
        return ()
    from tfgen.terraform.hcl.parse import parse

    body, diagnostics = parse(file)
    if body is None:
        reason = diagnostics[0].summary if diagnostics else "unknown"
        raise SandboxError(f"{file.path} cannot be parsed: {reason}")
    return provider_aliases(body)


def _alias(block: Block) -> str:
    for attribute in block.body.attributes:
        if attribute.name == "alias" and isinstance(attribute.expr, Template):
            return "".join(part for part in attribute.expr.parts if isinstance(part, str))
    return ""


def _text(is_root: bool, aliases: Sequence[str], arguments: str) -> str:
    parts = [_HEADER]
    if is_root:
        parts.append(_LOCAL_BACKEND)
    for alias in aliases:
        parts.append(f'\nprovider "aws" {{\n{_alias_line(alias)}{arguments}}}\n')
    return format_source("".join(parts))


def _alias_line(alias: str) -> str:
    return f'alias = "{alias}"\n' if alias else ""


def _arguments(endpoint: str, names: Sequence[str], provider_version: str) -> str:
    """The inside of the provider block;
    what the checks of the provider would ask AWS for is skipped.
    """
    major = int(provider_version.split(".")[0])
    lines = ['access_key = "test"', 'secret_key = "test"', "max_retries = 2"]
    # The emulator is one host: a bucket cannot be a part of its name.
    lines.append("s3_force_path_style = true" if major < 4 else "s3_use_path_style = true")
    lines += ["skip_credentials_validation = true", "skip_metadata_api_check = true"]
    if major < 5:
        lines.append("skip_get_ec2_platforms = true")
    lines += ["", "endpoints {"]
    for name in names:
        lines.append(f'{name} = "{endpoint}"')
    lines.append("}")
    return "\n".join(lines) + "\n"
