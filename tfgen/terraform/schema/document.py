"""The document that ``terraform providers schema -json`` prints, as typed data."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Annotated, Literal

import msgspec

MAX_BYTES = 1 << 30
"""The largest document accepted, decompressed; the AWS provider's has some 10 MB."""

TOO_DEEP = "the document is nested too deeply"

SECTIONS = {"r": "resource_schemas", "d": "data_source_schemas", "e": "ephemeral_resource_schemas"}
"""The kinds of types, by the letter that bundles use for them."""

UNDECODED = (
    "list_resource_schemas",
    "action_schemas",
    "state_store_schemas",
    "functions",
    "resource_identity_schemas",
)
"""The sections that are only held, so that a document can be written again."""

Count = Annotated[int, msgspec.Meta(ge=0)]

_REMEDY = 'Write it with "terraform providers schema -json > schema.json" in an initialised folder.'
_GZIP_MAGIC = b"\x1f\x8b"


class DocumentError(Exception):
    """The bytes are not such a document.
    ``summary`` is one line, ``remedy`` how to get a right one.
    """

    def __init__(self, summary: str, remedy: str = "") -> None:
        super().__init__(summary)
        self.summary = summary
        self.remedy = remedy or _REMEDY


class AttributeDocument(msgspec.Struct, frozen=True):
    """``type`` is a type's JSON form; either it or ``nested_type`` is given."""

    type: str | list[object] | None = None
    nested_type: NestedType | None = None
    description: str = ""
    description_kind: str = "plain"
    required: bool = False
    optional: bool = False
    computed: bool = False
    sensitive: bool = False
    deprecated: bool = False
    write_only: bool = False


class NestedType(msgspec.Struct, frozen=True):
    """The members of an attribute of protocol 6."""

    nesting_mode: Literal["single", "list", "set", "map"]
    attributes: dict[str, AttributeDocument] = {}


class BlockDocument(msgspec.Struct, frozen=True):
    """A block's content."""

    attributes: dict[str, AttributeDocument] = {}
    block_types: dict[str, BlockType] = {}
    description: str = ""
    description_kind: str = "plain"
    deprecated: bool = False


class BlockType(msgspec.Struct, frozen=True):
    """A nested block; a ``max_items`` of 0 means unlimited."""

    nesting_mode: Literal["single", "list", "set", "map", "group"]
    block: BlockDocument = BlockDocument()
    min_items: Count = 0
    max_items: Count = 0


class Schema(msgspec.Struct, frozen=True):
    """A resource type, data source or provider configuration."""

    block: BlockDocument = BlockDocument()
    version: Count = 0


class ParameterDocument(msgspec.Struct, frozen=True):
    """A parameter of a function. A call's arguments may be null where ``is_nullable``."""

    type: str | list[object]
    name: str = ""
    is_nullable: bool = False


class FunctionDocument(msgspec.Struct, frozen=True):
    """A function of the provider."""

    return_type: str | list[object]
    parameters: tuple[ParameterDocument, ...] = ()
    variadic_parameter: ParameterDocument | None = None


class Provider(msgspec.Struct, frozen=True):
    """One provider. Sections that tfgen does not use are held as they are."""

    provider: Schema = Schema()
    resource_schemas: dict[str, Schema] = {}
    data_source_schemas: dict[str, Schema] = {}
    ephemeral_resource_schemas: dict[str, Schema] = {}
    list_resource_schemas: object = None
    action_schemas: object = None
    state_store_schemas: object = None
    functions: object = None
    resource_identity_schemas: object = None

    def schemas(self) -> Iterator[tuple[str, str, Schema]]:
        """All schemas as ``(kind, name, schema)``, sorted; the provider's own is
        ``("p", "provider", ...)``.
        """
        yield "p", "provider", self.provider
        rows: list[tuple[str, str, Schema]] = []
        for kind, section in SECTIONS.items():
            schemas: dict[str, Schema] = getattr(self, section)
            for name, schema in schemas.items():
                rows.append((name, kind, schema))
        for name, kind, schema in sorted(rows, key=lambda row: row[:2]):
            yield kind, name, schema

    def function_documents(self) -> dict[str, FunctionDocument] | None:
        """The functions, typed; None where the document has no such section.

        Raises ``msgspec.ValidationError``.
        """
        if self.functions is None:
            return None
        return msgspec.convert(self.functions, dict[str, FunctionDocument])

    def undecoded(self) -> Mapping[str, object]:
        """The sections that tfgen does not use, by their names."""
        sections: dict[str, object] = {}
        for name in UNDECODED:
            value = getattr(self, name)
            if value is not None:
                sections[name] = value
        return sections


class _Envelope(msgspec.Struct, frozen=True):
    format_version: str
    provider_schemas: dict[str, msgspec.Raw] = {}


def read_document(data: bytes) -> dict[str, msgspec.Raw]:
    """The providers of a document (JSON or gzip), by source address, undecoded;
    raises ``DocumentError``.
    """
    text = _gunzip(data) if data.startswith(_GZIP_MAGIC) else data
    try:
        envelope = msgspec.json.decode(text.removeprefix(b"\xef\xbb\xbf"), type=_Envelope)
    except msgspec.ValidationError as error:
        raise DocumentError(f"not a document of provider schemas: {error}") from None
    except RecursionError:
        raise DocumentError(TOO_DEEP) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DocumentError(f"not JSON: {error}") from None
    if envelope.format_version.partition(".")[0] not in ("0", "1"):
        raise DocumentError(
            f'format_version "{envelope.format_version}" is not known',
            "tfgen reads format 0 and 1.",
        )
    if not envelope.provider_schemas:
        raise DocumentError("the document holds no provider's schema")
    return envelope.provider_schemas


def read_provider(raw: msgspec.Raw | bytes) -> Provider:
    """One provider of a document; raises ``DocumentError``."""
    try:
        return msgspec.json.decode(raw, type=Provider)
    except RecursionError:
        raise DocumentError(TOO_DEEP) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DocumentError(f"the provider's schema has not the expected shape: {error}") from None


def _gunzip(data: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as file:
            text = file.read(MAX_BYTES + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise DocumentError(f"the gzip file is damaged: {error}") from None
    if len(text) > MAX_BYTES:
        raise DocumentError("the gzip file holds more than 1 GiB")
    return text
