"""The provider's refusals for the blocks of a module."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct, json

from tfgen.aws.refusals.load import AskedRefusals, OwnerKind, Refusals
from tfgen.aws.refusals.model import RefusalKind, ValueRefusal
from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.terraform.analysis.schema_blocks import SchemaBlock
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Attribute
from tfgen.terraform.schema import BlockSchema
from tfgen.terraform.types.model import to_json

_KINDS: Mapping[str, OwnerKind] = {"resource": "resource", "data": "data", "provider": "provider"}
_MODELS_KNOW: frozenset[RefusalKind] = frozenset({"enum", "range", "length", "pattern", "chars"})
"""Kinds of which AWS's models say as much, and for newer versions more."""

_TABLES: Mapping[str, str] = {
    "arn": "arns",
    "arn-like": "arns",
    "network4": "networks",
    "cidr4": "networks",
    "network6": "networks",
    "cidr6": "networks",
    "network": "networks",
    "cidr": "networks",
}
"""Forms, and the tables with the arguments of which rules about AWS know as much."""


@cache
def refusals() -> Refusals:
    """The refusals, opened once."""
    return Refusals.open()


class JudgedBlock(Struct, frozen=True):
    """A block of a resource, data source or provider about which the provider said something.

    ``path`` lies below the owner, "" for the owner itself.
    """

    owner: SchemaBlock
    block: SchemaBlock
    path: str
    asked: AskedRefusals

    def below(self, name: str) -> str:
        """The path of an argument or block in this block."""
        return f"{self.path}.{name}" if self.path else name

    def applies(self, paths: tuple[str, ...]) -> bool:
        """True if the schema in use has these paths as the asked version has them."""
        if self.asked.same:
            return True
        known = self.asked.refusals.signatures
        return all(known.get(path) == _signature(self.owner.schema, path) for path in paths)

    def diagnostic(
        self, code: str, place: Range, summary: str, detail: str, help_: str, planned: bool
    ) -> Diagnostic:
        """An error; a warning where another version of the provider was asked."""
        severity = Severity.ERROR if self.asked.same else Severity.WARNING
        return diagnostic(
            code,
            self.block.parsed,
            place,
            summary,
            f"{detail} {self._source()}",
            help_,
            severity,
            planned=planned or self.block.planned,
        )

    def _source(self) -> str:
        if self.asked.same:
            return f"The AWS provider {self.asked.asked} refuses this."
        return (
            f"The AWS provider {self.asked.asked} refuses this; the version in use was not asked."
        )


def _signature(block: BlockSchema, path: str) -> str:
    *above, name = path.split(".")
    for step in above:
        nested = block.blocks.get(step)
        if nested is None:
            return ""
        block = nested.block
    if name in block.blocks:
        return "block"
    attribute = block.attributes.get(name)
    if attribute is None:
        return ""
    use = "required" if attribute.required else "optional"
    return f"{use} {json.encode(to_json(attribute.type)).decode()}"


def judged_blocks(context: RuleContext) -> tuple[JudgedBlock, ...]:
    """The blocks about whose types the provider said something; cached."""
    return context.once(judged_blocks, lambda: tuple(_judged_blocks(context)))


def _judged_blocks(context: RuleContext) -> Iterator[JudgedBlock]:
    schema = context.schema
    if schema is None or schema.provider != "aws":
        return
    owner: SchemaBlock | None = None
    asked: AskedRefusals | None = None
    for block in context.analysis.schema_blocks:
        if block.kind is not None:
            owner = block
            asked = _asked(block, schema.version)
        if owner is not None and asked is not None:
            path = block.path.removeprefix(owner.path).removeprefix(".")
            yield JudgedBlock(owner, block, path, asked)


def _asked(block: SchemaBlock, version: str) -> AskedRefusals | None:
    kind = _KINDS.get(block.kind or "")
    if kind is None or block.builtin:
        return None
    return refusals().of(kind, block.path.rpartition(".")[2], version)


class ArgumentTable(Struct, frozen=True):
    """A table with entries for arguments, by path."""

    arguments: Mapping[str, object]


class JudgedArgument(Struct, frozen=True):
    """An argument and a constraint of the provider's on its value."""

    judged: JudgedBlock
    argument: Attribute
    refusal: ValueRefusal


def judged_arguments(context: RuleContext, *kinds: RefusalKind) -> Iterator[JudgedArgument]:
    """The arguments with constraints of some kinds."""
    for judged in context.once(judged_arguments, lambda: tuple(_judged_arguments(context))):
        if judged.refusal.kind in kinds:
            yield judged


def _judged_arguments(context: RuleContext) -> Iterator[JudgedArgument]:
    for judged in judged_blocks(context):
        by_path: dict[str, list[ValueRefusal]] = {}
        for refusal in judged.asked.refusals.values:
            by_path.setdefault(refusal.path, []).append(refusal)
        for argument in judged.block.arguments():
            path = judged.below(argument.name)
            for refusal in by_path.get(path, ()):
                if judged.applies((path,)) and not _said_elsewhere(judged, argument.name, refusal):
                    yield JudgedArgument(judged, argument, refusal)


def _said_elsewhere(judged: JudgedBlock, name: str, refusal: ValueRefusal) -> bool:
    """True if another rule knows it as well or better: of flags in strings, and of AWS's values now."""
    attribute = judged.block.schema.attributes.get(name)
    if attribute is not None and attribute.string_flag is not None and refusal.kind == "form":
        return True
    if judged.asked.same:
        return False
    if refusal.kind == "form":
        return _in_own_rules(judged, refusal)
    return refusal.kind in _MODELS_KNOW and _in_models(judged, refusal.path)


def _in_own_rules(judged: JudgedBlock, refusal: ValueRefusal) -> bool:
    from tfgen.rules.aws._constraints import constraints

    if refusal.text.startswith("json"):
        return True
    table = _TABLES.get(refusal.text, "")
    path = f"{judged.owner.path}.{refusal.path}"
    if table == "arns" and path in constraints().table("checked_arns", frozenset[str]):
        return True
    return bool(table) and path in constraints().table(table, ArgumentTable).arguments


def _in_models(judged: JudgedBlock, path: str) -> bool:
    from tfgen.rules.aws._constraints import constraints

    if judged.owner.kind != "resource":
        return False
    return path in constraints().of(judged.owner.path, judged.asked.asked)
