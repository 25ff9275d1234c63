"""``tfgen schema add``: a provider's schema from its CDK bindings, into the repository or the user's folder."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from msgspec import Struct

from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.terraform.schema.bindings.archive import BindingsError
from tfgen.terraform.schema.bindings.derive import DerivedSchema, derive
from tfgen.terraform.schema.bindings.find import find_package
from tfgen.terraform.schema.bindings.packages import PackageError, download, installed_package
from tfgen.terraform.schema.build import build_bundle, bundle_meta
from tfgen.terraform.schema.document import DocumentError
from tfgen.terraform.schema.importer import write_bundle
from tfgen.terraform.schema.load import bundle_name, is_provider, is_version
from tfgen.terraform.schema.repository import FOLDER, find_repository_schemas

CODE = "TFG041"
"""schema-add"""


class AddRequest(Struct, frozen=True):
    """A schema to add: ``name`` is ``kubernetes`` or ``hashicorp/kubernetes``, ``version`` the provider's.

    ``package``: a wheel at hand. ``folder``: where the schema goes. ``replace``: though it is there.
    """

    name: str
    version: str | None
    folder: Path
    package: Path | None = None
    replace: bool = False


class AddedSchema(Struct, frozen=True):
    """A schema and its file; ``written`` is False where it was there already."""

    source: str
    version: str
    path: Path
    written: bool
    resources: int = 0
    data_sources: int = 0


class _Bindings(Struct, frozen=True):
    """A derived schema and the package that it is from, ``cdktn-provider-random 15.0.1``."""

    schema: DerivedSchema
    package: str


def add_schema(request: AddRequest) -> tuple[AddedSchema | None, Diagnostics]:
    """Derive and write a schema; the second part says what went wrong. Raises ``OSError``."""
    try:
        return _add(request), ()
    except PackageError as error:
        return None, (_diagnostic(str(error), error.remedy),)
    except (BindingsError, DocumentError) as error:
        return None, (_diagnostic(str(error), "Take another package or version."),)


def repository_folder(start: Path) -> Path:
    """The folder for a repository's schemas: the one that is there, else at the repository's root."""
    found = find_repository_schemas(start)
    if found is not None:
        return found
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        if os.path.lexists(candidate / ".git"):
            return candidate / FOLDER
    return folder / FOLDER


def _add(request: AddRequest) -> AddedSchema:
    name = request.name.rpartition("/")[2]
    _check(request, name)
    if request.version is not None and not request.replace:
        path = request.folder / bundle_name(name, request.version)
        if path.is_file():
            return AddedSchema(request.name, request.version, path, written=False)
    bindings = _bindings(request, name)
    schema = bindings.schema
    _check_identity(request, schema)
    path = request.folder / bundle_name(schema.name, schema.version)
    if path.is_file() and not request.replace:
        return AddedSchema(schema.source, schema.version, path, written=False)
    write_bundle(path, _bundle(bindings))
    return AddedSchema(
        schema.source,
        schema.version,
        path,
        written=True,
        resources=len(schema.provider.resource_schemas),
        data_sources=len(schema.provider.data_source_schemas),
    )


def _check(request: AddRequest, name: str) -> None:
    if not is_provider(name):
        raise PackageError(
            f'"{request.name}" is no name of a provider',
            "Write it as kubernetes or hashicorp/google.",
        )
    if request.version is not None and not is_version(request.version):
        raise PackageError(
            f'"{request.version}" is no full version',
            "Write all three numbers, as in random=3.9.1.",
        )
    if name == "aws":
        raise PackageError(
            "the schemas of AWS come with tfgen",
            "For another version: tfgen schema import FILE --provider aws=VERSION.",
        )


def _bindings(request: AddRequest, name: str) -> _Bindings:
    """From the file that was named, else from what is installed, else from what pip finds."""
    if request.package is not None:
        return _Bindings(derive(request.package), request.package.name)
    installed = installed_package(name)
    if installed is not None:
        package, archive = installed
        schema = derive(archive)
        if request.version in (None, schema.version):
            return _Bindings(schema, f"PyPI {package}")
    package, number = find_package(name, request.version)
    with tempfile.TemporaryDirectory(prefix="tfgen-schema-") as folder:
        wheel = download(package, number, Path(folder))
        return _Bindings(derive(wheel), f"PyPI {package} {wheel.name.split('-')[1]}")


def _check_identity(request: AddRequest, schema: DerivedSchema) -> None:
    if not (is_provider(schema.name) and is_version(schema.version)):
        raise BindingsError("the package names no provider and version")
    if schema.source != request.name and schema.name != request.name:
        raise PackageError(f"the package is for {schema.source}", f"Write {schema.source}.")
    if request.version not in (None, schema.version):
        raise PackageError(
            f"the package was made from version {schema.version}, not {request.version}",
            f"Write {request.name}={schema.version}, or take another package.",
        )


def _bundle(bindings: _Bindings) -> bytes:
    schema = bindings.schema
    note = f"derived from the CDK bindings of this version ({bindings.package})"
    address = f"registry.terraform.io/{schema.source}"
    meta = bundle_meta(schema.name, schema.version, address, exact=False, note=note)
    return build_bundle(schema.provider, meta)


def _diagnostic(summary: str, remedy: str) -> Diagnostic:
    first = summary[:1] if summary.startswith("cdk") else summary[:1].upper()
    return Diagnostic(CODE, "Schema not added", f"{first}{summary[1:]}.", remedy)
