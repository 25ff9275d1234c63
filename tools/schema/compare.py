"""Differences between two schema documents of one provider, by kind.

``python -m tools.schema.compare EXACT DERIVED [--list KIND]`` prints a table: what the way of deriving
schemas loses. Documents are JSON or gzip, as ``terraform providers schema -json`` prints them.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from tfgen.terraform.schema.document import (
    SECTIONS,
    AttributeDocument,
    BlockDocument,
    BlockType,
    Provider,
    read_document,
    read_provider,
)

_MARKS = ("sensitive", "deprecated", "write_only")
_USE = ("required", "optional", "computed")
_PREFIXES = {"r": "", "d": "data.", "e": "ephemeral."}

AnyMember = AttributeDocument | BlockType | None


class Difference(Struct, frozen=True):
    """One difference. ``kind`` as in the table, ``exact`` and ``derived`` the two sides as text."""

    kind: str
    path: str
    exact: str
    derived: str


def differences(exact: Provider, derived: Provider) -> Iterator[Difference]:
    """Every difference, type by type."""
    yield from _block("provider", exact.provider.block, derived.provider.block)
    for kind, section in SECTIONS.items():
        left, right = getattr(exact, section), getattr(derived, section)
        for name in sorted({*left, *right}):
            path = f"{_PREFIXES[kind]}{name}"
            if name not in right:
                yield Difference(f"{section}: only in exact", path, "there", "missing")
            elif name not in left:
                yield Difference(f"{section}: only in derived", path, "missing", "there")
            else:
                yield from _block(path, left[name].block, right[name].block)


def _block(path: str, exact: BlockDocument, derived: BlockDocument) -> Iterator[Difference]:
    if exact.deprecated != derived.deprecated:
        yield Difference("deprecated block", path, str(exact.deprecated), str(derived.deprecated))
    left, right = _members(exact), _members(derived)
    for name in sorted({*left, *right}):
        yield from _member(f"{path}.{name}", left.get(name), right.get(name))


def _members(block: BlockDocument) -> Mapping[str, AttributeDocument | BlockType]:
    return {**block.attributes, **block.block_types}


def _member(path: str, exact: AnyMember, derived: AnyMember) -> Iterator[Difference]:
    if exact is None:
        yield Difference(f"{_word(derived)} only in derived", path, "missing", "there")
    elif derived is None:
        yield Difference(f"{_word(exact)} only in exact", path, "there", "missing")
    elif isinstance(exact, BlockType) and isinstance(derived, BlockType):
        yield from _nested(path, exact, derived)
    elif isinstance(exact, AttributeDocument) and isinstance(derived, AttributeDocument):
        yield from _attribute(path, exact, derived)
    else:
        yield Difference("attribute or block", path, _word(exact), _word(derived))


def _word(member: AnyMember) -> str:
    return "block" if isinstance(member, BlockType) else "attribute"


def _nested(path: str, exact: BlockType, derived: BlockType) -> Iterator[Difference]:
    if exact.nesting_mode != derived.nesting_mode:
        yield Difference("nesting", path, exact.nesting_mode, derived.nesting_mode)
    if exact.max_items != derived.max_items:
        yield Difference("max_items", path, str(exact.max_items), str(derived.max_items))
    if exact.min_items != derived.min_items:
        yield Difference("min_items", path, str(exact.min_items), str(derived.min_items))
    yield from _block(path, exact.block, derived.block)


def _attribute(
    path: str, exact: AttributeDocument, derived: AttributeDocument
) -> Iterator[Difference]:
    if _type(exact) != _type(derived):
        yield Difference("type", path, _type(exact), _type(derived))
    if _use(exact) != _use(derived):
        yield Difference("required, optional, computed", path, _use(exact), _use(derived))
    for mark in _MARKS:
        left, right = getattr(exact, mark), getattr(derived, mark)
        if left != right:
            where = "only in exact" if left else "only in derived"
            yield Difference(f"{mark} {where}", path, str(left), str(right))
    if exact.nested_type and derived.nested_type:
        left_members, right_members = exact.nested_type.attributes, derived.nested_type.attributes
        for name in sorted({*left_members, *right_members}):
            yield from _member(f"{path}.{name}", left_members.get(name), right_members.get(name))


def _type(attribute: AttributeDocument) -> str:
    if attribute.nested_type:
        return f"nested {attribute.nested_type.nesting_mode}"
    return str(attribute.type)


def _use(attribute: AttributeDocument) -> str:
    return ", ".join(name for name in _USE if getattr(attribute, name))


def read_file(path: Path) -> Provider:
    """The one provider of a document. Raises ``DocumentError`` and ``OSError``."""
    [raw] = read_document(path.read_bytes()).values()
    return read_provider(raw)


def table(found: list[Difference]) -> str:
    """The table of kinds with their counts, the most frequent first, one example each."""
    counts = Counter(difference.kind for difference in found)
    examples = {difference.kind: difference for difference in reversed(found)}
    lines: list[str] = []
    for kind, count in counts.most_common():
        example = examples[kind]
        text = f"{example.path}: {example.exact} / {example.derived}"
        lines.append(f"{kind:40} {count:6}  {text:.100}")
    return "\n".join(lines)


def main() -> None:
    """Print the table, or all differences of one kind."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("exact", type=Path)
    parser.add_argument("derived", type=Path)
    parser.add_argument("--list", dest="kind", help="list the differences of this kind")
    options = parser.parse_args()
    found = list(differences(read_file(options.exact), read_file(options.derived)))
    if options.kind is None:
        sys.stdout.write(f"{table(found)}\n")
        return
    for difference in found:
        if difference.kind == options.kind:
            sys.stdout.write(f"{difference.path} {difference.exact} {difference.derived}\n")


if __name__ == "__main__":
    main()
