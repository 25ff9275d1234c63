"""Facts for derived schemas, learned from the exact ones of the versions around them.

``python -m tools.schema.learn`` rewrites ``marks.json`` and the learned groups of ``max_items.json`` in
``data/schema_facts`` from the bundled schemas: what the exact 3.39.0 and 5.100.0 say of the same path, of the
same type, in 4.67.0 and 6.62.0.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from tfgen.terraform.schema.bundle import Bundle
from tfgen.terraform.schema.facts import Mark
from tfgen.terraform.schema.load import DATA, bundle_name
from tfgen.terraform.schema.model import AttributeSchema, BlockSchema, NestedBlock
from tfgen.terraform.schema.provider import ProviderSchema
from tools.schema.fact_files import FACTS

OLD, NEW = "3.39.0", "5.100.0"
"""The versions whose schemas were dumped from the provider."""

_COPIED = ("aws_wafv2_web_acl", "aws_wafv2_rule_group")
"""Their statements are grafted, limits and all: ``tools.schema.graft``."""

_DEEPEST = 12

Limit = tuple[int, int | None]
"""At least, at most."""


class Known(Struct, frozen=True):
    """All of a schema by path; nothing of ``_COPIED``."""

    attributes: Mapping[str, AttributeSchema]
    blocks: Mapping[str, NestedBlock]


def known(version: str) -> Known:
    """A bundled version by path, without any facts. Raises ``BundleError`` and ``OSError``."""
    bundle = Bundle.open(DATA / bundle_name("aws", version))
    schema = ProviderSchema(bundle, None, "bundled")
    attributes: dict[str, AttributeSchema] = {}
    blocks: dict[str, NestedBlock] = {}
    for path, block in _types(schema):
        if not path.startswith(_COPIED):
            _gather(path, block, attributes, blocks)
    return Known(attributes, blocks)


def _types(schema: ProviderSchema) -> Iterator[tuple[str, BlockSchema | None]]:
    for name in schema.resource_types():
        yield name, schema.resource(name)
    for name in schema.data_types():
        yield f"data.{name}", schema.data_source(name)


def _gather(
    path: str,
    block: BlockSchema | None,
    attributes: dict[str, AttributeSchema],
    blocks: dict[str, NestedBlock],
) -> None:
    if block is None or path.count(".") > _DEEPEST:
        return
    for name, attribute in block.attributes.items():
        attributes[f"{path}.{name}"] = attribute
    for name, nested in block.blocks.items():
        blocks[f"{path}.{name}"] = nested
        _gather(f"{path}.{name}", nested.block, attributes, blocks)


def marks(exact: Known, derived: Known) -> dict[str, list[Mark]]:
    """The marks of the exact schema that the derived one lacks, and those that it has in vain."""
    found: dict[str, list[Mark]] = {}
    for path, attribute in exact.attributes.items():
        other = derived.attributes.get(path)
        if other is not None and other.type == attribute.type:
            missing = list(_marks(attribute, other))
            if missing:
                found[path] = missing
    for path, block in exact.blocks.items():
        twin = derived.blocks.get(path)
        if twin is not None and block.block.deprecated and not twin.block.deprecated:
            found[path] = ["deprecated"]
    return dict(sorted(found.items()))


def _marks(exact: AttributeSchema, derived: AttributeSchema) -> Iterator[Mark]:
    if exact.sensitive and not derived.sensitive:
        yield "sensitive"
    if derived.sensitive and not exact.sensitive and not derived.write_only:
        yield "plain"
    if exact.deprecated and not derived.deprecated:
        yield "deprecated"


def limits(exact: Known, derived: Known) -> dict[str, Limit]:
    """The limits above one of the exact schema's blocks that are blocks in the derived one."""
    found: dict[str, Limit] = {}
    for path, block in exact.blocks.items():
        twin = derived.blocks.get(path)
        limit = _limit(block)
        if twin is not None and limit != (0, None) and twin.max_items is None:
            found[path] = limit
    return found


def _limit(block: NestedBlock) -> Limit:
    least = block.min_items if block.min_items > 1 else 0
    most = block.max_items if block.max_items and block.max_items > 1 else None
    return least, most


def agreed(old: Mapping[str, Limit], new: Mapping[str, Limit]) -> dict[str, Limit]:
    """The limits that did not change: a version between has them too."""
    return {path: limit for path, limit in old.items() if new.get(path) == limit}


def widest(old: Mapping[str, Limit], new: Mapping[str, Limit]) -> dict[str, Limit]:
    """The limits that changed, or that one of the two lacks: the wider of both."""
    found: dict[str, Limit] = {}
    for path in {*old, *new}:
        limits = [side[path] for side in (old, new) if path in side]
        most = [limit[1] for limit in limits]
        bound = None if None in most else max(each or 0 for each in most)
        wide = (min(limit[0] for limit in limits), bound)
        if old.get(path) != new.get(path) and wide != (0, None):
            found[path] = wide
    return found


def _entries(found: Mapping[str, Limit]) -> dict[str, object]:
    entries: dict[str, object] = {}
    for path, (least, most) in sorted(found.items()):
        entry: dict[str, int] = {}
        if least:
            entry["min"] = least
        if most is not None:
            entry["max"] = most
        entries[path] = entry
    return entries


def marks_file(found: Mapping[str, list[Mark]]) -> dict[str, object]:
    """The content of ``marks.json``."""
    group = {
        "source": f"the schema of the AWS provider {NEW}, dumped from the provider: the same path and type",
        "since": "6.0.0",
        "derived_only": True,
        "entries": {path: {"marks": marks} for path, marks in found.items()},
    }
    return {
        "about": "Marks that derived schemas have lost, or have in vain (plain: not sensitive).",
        "provider": "hashicorp/aws",
        "groups": [group],
    }


def limits_file(kept: dict[str, object]) -> dict[str, object]:
    """The content of ``max_items.json``: what the schemas teach, then what people wrote."""
    old, middle, new, newest = known(OLD), known("4.67.0"), known(NEW), known("6.62.0")
    before, after = limits(old, middle), limits(new, middle)
    groups = [
        _group(
            f"the schemas of the AWS provider {OLD} and {NEW}, dumped from the provider, agree",
            agreed(before, after),
            "4.0.0",
            "5.0.0",
            firm=True,
        ),
        _group(
            f"the wider of the limits in the schemas of the AWS provider {OLD} and {NEW}, dumped from the provider",
            widest(before, after),
            "4.0.0",
            "5.0.0",
            firm=False,
        ),
        _group(
            f"the schema of the AWS provider {NEW}, dumped from the provider",
            limits(new, newest),
            "6.0.0",
            "",
            firm=False,
        ),
    ]
    by_hand = [group for group in _groups(kept) if "learned" not in group]
    return {**kept, "groups": [*groups, *by_hand]}


def _groups(file: Mapping[str, object]) -> list[dict[str, object]]:
    groups = file["groups"]
    assert isinstance(groups, list)
    return groups


def _group(
    source: str, found: Mapping[str, Limit], since: str, before: str, *, firm: bool
) -> dict[str, object]:
    return {
        "source": source,
        "since": since,
        "before": before,
        "firm": firm,
        "derived_only": True,
        "learned": True,
        "entries": _entries(found),
    }


def _write(path: Path, content: Mapping[str, object]) -> None:
    """One entry a line, as people edit it."""
    text = json.dumps(content, indent=2, ensure_ascii=False)
    path.write_text(_flat_entries(text) + "\n")


def _flat_entries(text: str) -> str:
    """Objects and lists that hold no others on one line."""
    import re

    inner = re.compile(r"([{\[])\s+([^{}\[\]]*?)\s+([}\]])")

    def flat(match: re.Match[str]) -> str:
        return match[1] + re.sub(r"\s*\n\s*", " ", match[2]) + match[3]

    text = inner.sub(flat, text)
    return re.sub(r"\{\s+(\"marks\": \[[^]]*\])\s+\}", r"{\1}", text)


def main() -> None:
    """Rewrite the two files."""
    limits_path = FACTS / "max_items.json"
    learned = limits_file(json.loads(limits_path.read_text()))
    _write(FACTS / "marks.json", marks_file(marks(known(NEW), known("6.62.0"))))
    _write(limits_path, learned)


if __name__ == "__main__":
    main()
