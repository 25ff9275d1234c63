"""Takes a provider's schema from ``terraform providers schema -json`` into the user's data folder."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.spelling import did_you_mean
from tfgen.terraform.schema.address import short_source
from tfgen.terraform.schema.build import build_bundle, bundle_meta
from tfgen.terraform.schema.document import DocumentError, read_document, read_provider
from tfgen.terraform.schema.load import bundle_name, is_provider, is_version

CODE = "TFG030"
"""schema-import"""

_NOTE = "imported from terraform providers schema -json"


class ImportedSchema(Struct, frozen=True):
    """A schema that an import has written. ``source`` is ``hashicorp/aws``;
    the counts are of types.
    """

    provider: str
    version: str
    source: str
    path: Path
    resources: int
    data_sources: int


def import_schema(
    document: bytes, provider: str, version: str, imported_dir: Path
) -> tuple[ImportedSchema | None, Diagnostics]:
    """Writes the schema of one provider of the document for ``load_schema``,
    replacing that version's, if any.

    ``document`` is JSON or gzip. ``provider`` is a local name (``aws``), or a source (``acme/aws``)
    where the name alone is not enough. ``version`` is what the user says it is, since the document
    does not tell. Raises ``OSError`` when the folder cannot be written; nothing is left
    half-written.
    """
    try:
        return _import(document, provider, version, imported_dir), ()
    except DocumentError as error:
        return None, (
            Diagnostic(CODE, "Schema not imported", _sentence(error.summary), error.remedy),
        )


def _import(document: bytes, provider: str, version: str, folder: Path) -> ImportedSchema:
    name = provider.rpartition("/")[2]
    _check_target(name, version)
    providers = read_document(document)
    address = _choose(provider, tuple(sorted(providers)))
    schema = read_provider(providers[address])
    data = build_bundle(schema, bundle_meta(name, version, address, exact=True, note=_NOTE))
    path = folder / bundle_name(name, version)
    write_bundle(path, data)
    return ImportedSchema(
        provider=name,
        version=version,
        source=short_source(address),
        path=path,
        resources=len(schema.resource_schemas),
        data_sources=len(schema.data_source_schemas),
    )


def _check_target(name: str, version: str) -> None:
    if not is_provider(name):
        raise DocumentError(
            f'"{name}" is no name of a provider', "Write --provider NAME=VERSION, as aws=6.62.0."
        )
    if not is_version(version):
        raise DocumentError(
            f'"{version}" is no full version', "Write all three numbers, as in aws=6.62.0."
        )


def _choose(provider: str, addresses: tuple[str, ...]) -> str:
    """The one address that ends with ``provider``; of several, HashiCorp's own."""
    matching = [address for address in addresses if f"/{address}".endswith(f"/{provider}")]
    preferred = [
        address for address in matching if short_source(address) == f"hashicorp/{provider}"
    ]
    if len(preferred) == 1:
        return preferred[0]
    if len(matching) == 1:
        return matching[0]
    sources = ", ".join(map(short_source, addresses))
    if not matching:
        names = [address.rpartition("/")[2] for address in addresses]
        remedy = (
            did_you_mean(provider, names) or "Name one that it has with --provider NAME=VERSION."
        )
        raise DocumentError(f'the document has no provider "{provider}"; it has {sources}', remedy)
    raise DocumentError(f'several providers are called "{provider}": {sources}', _example(matching))


def _example(addresses: Iterable[str]) -> str:
    options: list[str] = []
    for address in addresses:
        options.append(f"--provider {short_source(address)}=VERSION")
    return f"Write one of {', '.join(options)}."


def write_bundle(path: Path, data: bytes) -> None:
    """Puts the file in place in one step, so that no reader ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".import-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o644)  # it may be committed, and read by others
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _sentence(text: str) -> str:
    return re.sub(r"^\w", lambda match: match[0].upper(), text).rstrip(".") + "."
