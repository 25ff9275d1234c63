"""The expressions of resources, data sources and providers,
whose bodies follow a provider's schema.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from tfgen.terraform.analysis.expressions import iterator_of
from tfgen.terraform.analysis.schema_blocks import (
    META_ARGUMENTS,
    META_BLOCKS,
    as_block,
    is_used,
    provider_schema,
    schema_at,
)
from tfgen.terraform.config.configuration import Configuration, Declared
from tfgen.terraform.config.language_types import ARGUMENTS
from tfgen.terraform.config.providers import is_idle, used
from tfgen.terraform.evaluate.condition_sites import condition_sites
from tfgen.terraform.evaluate.evaluation_site import (
    DynamicBlock,
    EnclosingBlock,
    EvaluationSite,
    ExpectedCollection,
    ExpectedCount,
    ExpectedForEach,
    ExpectedValue,
    repeating_argument,
)
from tfgen.terraform.hcl.syntax import Attribute, Block, Body
from tfgen.terraform.schema import BlockSchema
from tfgen.terraform.types.model import DYNAMIC


def provider_sites(
    enclosing: EnclosingBlock, declared: Declared, configuration: Configuration
) -> Iterator[EvaluationSite]:
    """The expressions of a provider's configuration, if anything uses it."""
    if is_idle(enclosing.address, used(configuration)):
        return
    schema = None
    provider = configuration.schema_of(enclosing.address[1])
    if provider is not None and is_used(enclosing.address, configuration):
        schema = provider.provider_config()
    yield from _SchemaBody(schema, persisted=False, kind="provider").sites(enclosing, declared.body)


def resource_sites(
    enclosing: EnclosingBlock, declared: Declared, configuration: Configuration
) -> Iterator[EvaluationSite]:
    """The expressions of a resource, data source or ephemeral resource."""
    kind = enclosing.kind if enclosing.kind in ("data", "ephemeral") else "resource"
    for argument in declared.body.attributes:
        if argument.name in ("count", "for_each"):
            yield repeating_site(enclosing, argument)
    inside = replace(enclosing, repeats=repeating_argument(declared.body))
    provider = provider_schema(enclosing.address, declared, configuration)
    schema = schema_at(enclosing.address, provider) if provider else None
    yield from _SchemaBody(schema, persisted=kind != "ephemeral", kind=kind).sites(
        inside, declared.body
    )
    for block in declared.body.blocks:
        if block.type == "lifecycle":
            yield from _lifecycle_sites(inside, block)
        elif (
            block.type in ("provisioner", "connection")
            and kind == "resource"
            and _has_provisioner(declared.body)
        ):
            yield from _provisioner_sites(replace(inside, has_self=True), block)


def repeating_site(enclosing: EnclosingBlock, argument: Attribute) -> EvaluationSite:
    """The expression of a ``count`` or ``for_each``."""
    expectation = ExpectedCount() if argument.name == "count" else ExpectedForEach()
    return EvaluationSite(enclosing, argument.expr, argument.name, expectation)


def _lifecycle_sites(enclosing: EnclosingBlock, lifecycle: Block) -> Iterator[EvaluationSite]:
    for block in lifecycle.body.blocks:
        yield from condition_sites(
            replace(enclosing, has_self=block.type == "postcondition"), block
        )


def _has_provisioner(body: Body) -> bool:
    """True when a provisioner uses the connection: Terraform looks at no other."""
    return any(block.type == "provisioner" for block in body.blocks)


def _provisioner_sites(enclosing: EnclosingBlock, block: Block) -> Iterator[EvaluationSite]:
    name = block.labels[0].value if block.labels else block.type
    types = ARGUMENTS.get(name, {})
    for argument in block.body.attributes:
        if argument.name not in ("when", "on_failure"):
            expectation = ExpectedValue(types.get(argument.name, DYNAMIC))
            yield EvaluationSite(enclosing, argument.expr, argument.name, expectation)
    for inner in block.body.blocks:
        if inner.type == "connection":
            yield from _provisioner_sites(enclosing, inner)


class _SchemaBody(Struct, frozen=True):
    """A body under a provider's schema, None where that is not known.

    ``persisted``: the state has its arguments. ``kind``: of the declaration, for its own body only.
    """

    schema: BlockSchema | None
    persisted: bool
    kind: str = ""

    def sites(self, enclosing: EnclosingBlock, body: Body) -> Iterator[EvaluationSite]:
        """The expressions of the body and of the blocks inside it."""
        meta_arguments = META_ARGUMENTS.get(self.kind, frozenset())
        for argument in body.attributes:
            if argument.name not in meta_arguments:
                expectation = self._expectation(argument.name, enclosing)
                yield EvaluationSite(enclosing, argument.expr, argument.name, expectation)
        meta_blocks = META_BLOCKS.get(self.kind, frozenset())
        for block in body.blocks:
            if block.type == "dynamic" and len(block.labels) == 1:
                yield from self._dynamic_sites(enclosing, block)
            elif block.type not in meta_blocks:
                yield from self._inner(block.type).sites(enclosing, block.body)

    def _expectation(self, name: str, enclosing: EnclosingBlock) -> ExpectedValue:
        attribute = self.schema.attributes.get(name) if self.schema else None
        if attribute is None:
            persisted = self.persisted and enclosing.kind == "terraform_data"
            return ExpectedValue(persisted=persisted, literals_checked=self.schema is not None)
        return ExpectedValue(
            attribute.type if attribute.settable else DYNAMIC,
            persisted=self.persisted and not attribute.write_only,
            literals_checked=True,
        )

    def _dynamic_sites(self, enclosing: EnclosingBlock, block: Block) -> Iterator[EvaluationSite]:
        inside = enclosing
        for argument in block.body.attributes:
            if argument.name == "for_each":
                yield EvaluationSite(
                    enclosing, argument.expr, "for_each", ExpectedCollection(self.persisted)
                )
                dynamic = DynamicBlock(iterator_of(block), argument.expr)
                inside = replace(enclosing, dynamic=(*enclosing.dynamic, dynamic))
                break
        inner = self._inner(block.labels[0].value)
        for content in block.body.blocks:
            if content.type == "content":
                yield from inner.sites(inside, content.body)

    def _inner(self, name: str) -> _SchemaBody:
        return _SchemaBody(self._inner_schema(name), self.persisted)

    def _inner_schema(self, name: str) -> BlockSchema | None:
        if self.schema is None:
            return None
        block = self.schema.blocks.get(name)
        if block is not None:
            if block.opaque:
                return None
            return block.block
        attribute = self.schema.attributes.get(name)
        if attribute is None:
            return None
        block = as_block(attribute)
        if block:
            return block.block
        return None
