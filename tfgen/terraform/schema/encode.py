"""From a document's schemas to a bundle's lines, in the form that ``decode`` describes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from tfgen.terraform.schema.decode import FLAGS, NESTINGS, SHORT_TYPES
from tfgen.terraform.schema.document import (
    AttributeDocument,
    BlockDocument,
    BlockType,
    DocumentError,
    NestedType,
)
from tfgen.terraform.types.model import TypeFormatError
from tfgen.terraform.types.model import from_json as type_from_json
from tfgen.terraform.types.model import to_json as type_to_json

_TYPE_LETTERS = {short: letter for letter, short in SHORT_TYPES.items()}
_NESTING_LETTERS = {nesting: letter for letter, nesting in NESTINGS.items()}
_NAME = re.compile(r"[A-Za-z0-9_-]+")


class ChunkWriter:
    """The lines of one chunk, growing. ``size`` counts characters."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.size = 0
        self._numbers: dict[str, int] = {}

    def add(self, line: str) -> int:
        """The number of this line, which is added unless it is there."""
        if line not in self._numbers:
            self._numbers[line] = len(self.lines)
            self.lines.append(line)
            self.size += len(line) + 1
        return self._numbers[line]

    def block(self, block: BlockDocument, path: str) -> int:
        """Adds a block and all in it; raises ``DocumentError``, which names ``path``."""
        line = self._attributes(block.attributes, path)
        if block.deprecated:
            line = f"!{line}"
        nested = [
            self._nested(name, block.block_types[name], path) for name in sorted(block.block_types)
        ]
        if nested:
            line = f"{line}/{' '.join(nested)}"
        return self.add(line)

    def _attributes(self, attributes: Mapping[str, AttributeDocument], path: str) -> str:
        return " ".join(
            self._attribute(name, attributes[name], path) for name in sorted(attributes)
        )

    def _attribute(self, name: str, attribute: AttributeDocument, path: str) -> str:
        flags = ""
        for letter, flag in FLAGS.items():
            if getattr(attribute, flag):
                flags += letter
        return f"{checked_name(name, path)}:{flags}{self._type(attribute, f'{path}.{name}')}"

    def _type(self, attribute: AttributeDocument, path: str) -> str:
        if attribute.nested_type is not None:
            return self._nested_type(attribute.nested_type, path)
        try:
            type_ = type_from_json(attribute.type)
        except (TypeFormatError, RecursionError) as error:
            raise DocumentError(f"{path}: {error}") from None
        letter = _TYPE_LETTERS.get(type_)
        if letter is not None:
            return letter
        return f"@{self.add(json.dumps(type_to_json(type_), separators=(',', ':')))}"

    def _nested_type(self, nested: NestedType, path: str) -> str:
        line = self.add(self._attributes(nested.attributes, path))
        return f"#{_NESTING_LETTERS[nested.nesting_mode]}{line}"

    def _nested(self, name: str, nested: BlockType, path: str) -> str:
        line = self.block(nested.block, f"{path}.{name}")
        least = nested.min_items or ""
        most = f"-{nested.max_items}" if nested.max_items else ""
        return f"{checked_name(name, path)}:{_NESTING_LETTERS[nested.nesting_mode]}{least}{most}@{line}"


def checked_name(name: str, path: str) -> str:
    """The name, if bundles can hold it; raises ``DocumentError``, which names ``path``, if not."""
    if not _NAME.fullmatch(name):
        raise DocumentError(f"{path}: {name!r:.80} is no name that Terraform has")
    return name
