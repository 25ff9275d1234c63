"""Makes the bundle of a provider from the document that Terraform prints."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import msgspec

from tfgen.terraform.schema.bundle import IndexKey, pack
from tfgen.terraform.schema.document import (
    TOO_DEEP,
    AttributeDocument,
    BlockDocument,
    DocumentError,
    FunctionDocument,
    ParameterDocument,
    Provider,
)
from tfgen.terraform.schema.encode import ChunkWriter, checked_name
from tfgen.terraform.schema.functions import FUNCTION, FUNCTIONS_KNOWN
from tfgen.terraform.types.model import TypeFormatError
from tfgen.terraform.types.model import from_json as type_from_json
from tfgen.terraform.types.model import to_json as type_to_json

CHUNK_SIZE = 8_000
"""Characters after which a chunk ends with the service it holds;
it may grow to four times that within a service.
"""


def build_bundle(provider: Provider, meta: Mapping[str, str]) -> bytes:
    """The bundle of one provider; ``meta`` has provider, version, address, exact and note.
    Raises ``DocumentError``.
    """
    chunks = [ChunkWriter()]
    keys: list[IndexKey] = []
    service = ""
    for kind, name, schema in provider.schemas():
        if service != _service(name) or chunks[-1].size > 4 * CHUNK_SIZE:
            service = _service(name)
            if chunks[-1].size > CHUNK_SIZE:
                chunks.append(ChunkWriter())
        line = add_block(chunks[-1], schema.block, name)
        keys.append(IndexKey(kind, name, len(chunks) - 1, line))
    keys += _function_keys(provider, chunks)
    return pack(meta, keys, _extras(provider), [chunk.lines for chunk in chunks])


def _function_keys(provider: Provider, chunks: list[ChunkWriter]) -> Iterator[IndexKey]:
    """The keys of the provider's functions, whose lines go into a chunk of their own."""
    try:
        functions = provider.function_documents()
    except msgspec.ValidationError as error:
        raise DocumentError(f"the functions have not the expected shape: {error}") from None
    if functions is None:
        return
    chunks.append(ChunkWriter())
    yield IndexKey(FUNCTIONS_KNOWN, "all", len(chunks) - 1, chunks[-1].add("[]"))
    for name, function in sorted(functions.items()):
        line = json.dumps(function_row(function, name), separators=(",", ":"))
        yield IndexKey(
            FUNCTION, checked_name(name, "functions"), len(chunks) - 1, chunks[-1].add(line)
        )


def function_row(function: FunctionDocument, name: str, since: str = "") -> list[object]:
    """The function as JSON: since when, its parameters, its result, its variadic parameter.

    Raises ``DocumentError`` for a type that is none.
    """
    parameters: list[object] = [_parameter_row(each, name) for each in function.parameters]
    variadic = function.variadic_parameter
    more = _parameter_row(variadic, name) if variadic else None
    return [since, parameters, _type_row(function.return_type, name), more]


def _parameter_row(parameter: ParameterDocument, name: str) -> list[object]:
    return [parameter.name, _type_row(parameter.type, name), parameter.is_nullable]


def _type_row(type_: object, name: str) -> object:
    try:
        return type_to_json(type_from_json(type_))
    except (TypeFormatError, RecursionError) as error:
        raise DocumentError(f"function {name}: {error}") from None


def add_block(chunk: ChunkWriter, block: BlockDocument, name: str) -> int:
    """The line of the block of the type ``name``, added with all in it. Raises ``DocumentError``."""
    try:
        return chunk.block(block, checked_name(name, "types"))
    except RecursionError:
        raise DocumentError(f"{name}: {TOO_DEEP}") from None


def bundle_meta(
    provider: str, version: str, address: str, *, exact: bool, note: str
) -> dict[str, str]:
    """The meta of a provider's bundle."""
    return {
        "provider": provider,
        "version": version,
        "address": address,
        "exact": "yes" if exact else "no",
        "note": note,
    }


def _service(name: str) -> str:
    """``aws_efs`` of ``aws_efs_mount_target``: types of a service repeat each other's blocks."""
    return "_".join(name.split("_", 2)[:2])


def _extras(provider: Provider) -> str:
    """The parts of a document that no check reads:
    versions, descriptions, sections that are not decoded.

    With them, the document can be made from the bundle again.
    """
    types: dict[str, object] = {}
    for kind, name, schema in provider.schemas():
        descriptions = dict(_descriptions(schema.block, ""))
        if descriptions or schema.version:
            types[f"{kind} {name}"] = {"version": schema.version, "at": descriptions}
    undecoded = provider.undecoded()
    if not types and not undecoded:
        return ""
    return json.dumps({"types": types, "kept": undecoded}, separators=(",", ":"), sort_keys=True)


def _descriptions(block: BlockDocument, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Description and its kind of the block and of all in it, by path;
    only what is neither empty nor ``plain``.
    """
    yield from _description(block, path)
    for name, attribute in block.attributes.items():
        yield from _member_descriptions(attribute, f"{path}.{name}")
    for name, nested in block.block_types.items():
        yield from _descriptions(nested.block, f"{path}.{name}")


def _member_descriptions(
    attribute: AttributeDocument, path: str
) -> Iterator[tuple[str, dict[str, str]]]:
    yield from _description(attribute, path)
    if attribute.nested_type is not None:
        for name, member in attribute.nested_type.attributes.items():
            yield from _member_descriptions(member, f"{path}.{name}")


def _description(
    item: AttributeDocument | BlockDocument, path: str
) -> Iterator[tuple[str, dict[str, str]]]:
    description: dict[str, str] = {}
    if item.description:
        description["description"] = item.description
    if item.description_kind != "plain":
        description["description_kind"] = item.description_kind
    if description:
        yield path, description
