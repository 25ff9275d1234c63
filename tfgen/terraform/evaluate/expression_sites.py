"""Where expressions stand, and what Terraform wants of them there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from tfgen.source import START, Range
from tfgen.terraform.analysis.expressions import iterator_of
from tfgen.terraform.analysis.schema_blocks import (
    META_ARGUMENTS,
    META_BLOCKS,
    as_block,
    checked_type,
    is_used,
    schema_at,
)
from tfgen.terraform.config.configuration import (
    Address,
    Configuration,
    Declared,
    Parsed,
    argument_of,
    constraint_of,
    is_false,
)
from tfgen.terraform.config.language_types import ARGUMENTS
from tfgen.terraform.config.providers import is_idle, used
from tfgen.terraform.hcl.syntax import Attribute, Block, Body, Call, Expr, Literal
from tfgen.terraform.hcl.walk import nested, plain_string
from tfgen.terraform.schema import BlockSchema
from tfgen.terraform.types.constraint import ConstraintError, parse_constraint
from tfgen.terraform.types.evaluation_error import ErrorKind
from tfgen.terraform.types.model import DYNAMIC, STRING, Type

_ANY = Literal(None, START)
"""Stands in a place until its expression is known."""


class Expectation(Enum):
    """What is wanted of a value besides its type."""

    NOTHING = "nothing"
    COUNT = "count"
    FOR_EACH = "for_each"
    CONDITION = "condition"
    OUTPUT = "output"
    DEFAULT = "default"
    MESSAGE = "error_message"


class Loop(Struct, frozen=True):
    """A ``dynamic`` block around a place: what it goes over, and the name it binds."""

    name: str
    over: Expr


class EvaluationSite(Struct, frozen=True):
    """An argument's expression, the type wanted, and what it is called in a message.

    ``repeats``: the ``count`` or ``for_each`` of the block around it; ``owner`` the block's address. ``has_self``:
    ``self`` stands for the resource there. ``root``: an output of a root module; ``sensitive``: it is declared so.
    ``kept``: what is given there is kept in the state. ``literals``: another rule judges literals there. ``message``:
    what a condition says when it is not met.
    """

    parsed: Parsed
    expr: Expr
    name: str
    type: Type = DYNAMIC
    expectation: Expectation = Expectation.NOTHING
    kind: ErrorKind = ErrorKind.ARGUMENT
    repeats: Attribute | None = None
    loops: tuple[Loop, ...] = ()
    has_self: bool = False
    owner: Address = ()
    header: Range = START
    root: bool = False
    sensitive: bool = False
    kept: bool = False
    literals: bool = False
    nullable: bool = True
    message: str = ""


def evaluation_sites(configuration: Configuration) -> Iterator[EvaluationSite]:
    """Every place of the configuration whose expression Terraform evaluates."""
    for address, declared in (*configuration.declared.items(), *configuration.repeated):
        yield from _declaration(address, declared, configuration)
    evaluated = ("check",) if configuration.called else ("check", "import")
    for parsed in configuration.files:
        for block in parsed.body.blocks:
            if block.type in evaluated:
                yield from _plain(EvaluationSite(parsed, _ANY, "", owner=(block.type,)), block.body)


def _declaration(address: Address, declared: Declared, configuration: Configuration) -> Iterator[EvaluationSite]:
    base = EvaluationSite(declared.parsed, _ANY, "", owner=address, header=declared.name_range)
    match address[0]:
        case "local":
            if isinstance(declared.node, Attribute):
                yield replace(base, expr=declared.node.expr, name=address[1])
        case "var":
            yield from _variable(base, declared, configuration)
        case "output":
            sensitive, ephemeral = (argument_of(declared, name) for name in ("sensitive", "ephemeral"))
            place = replace(base, root=not configuration.called, sensitive=sensitive is not None)
            yield from _output(replace(place, kept=ephemeral is None), declared)
        case "module":
            yield from _module(base, declared, configuration)
        case "check":
            return
        case "provider":
            if not is_idle(address, used(configuration)):
                schema = configuration.schema
                known = schema.provider_config() if schema and is_used(address, configuration) else None
                yield from _Body(known, "provider").evaluation_sites(base, declared.body)
        case _:
            yield from _resource(base, declared, configuration)


def _variable(base: EvaluationSite, declared: Declared, configuration: Configuration) -> Iterator[EvaluationSite]:
    first = configuration.declared.get(base.owner) is declared
    for argument in declared.body.attributes:
        if argument.name == "default":
            wanted = (configuration.constraint(base.owner[1]) if first else constraint_of(declared)) or DYNAMIC
            nullable = not is_false(declared, "nullable")
            place = replace(base, expr=argument.expr, name="default", type=wanted, kind=ErrorKind.DEFAULT)
            yield replace(place, expectation=Expectation.DEFAULT, nullable=nullable)
        elif argument.name == "description":
            yield replace(base, expr=argument.expr, name=argument.name)
        elif argument.name == "type":
            yield from _optional_defaults(
                replace(base, expectation=Expectation.DEFAULT, kind=ErrorKind.DEFAULT), argument.expr
            )
    for block in declared.body.blocks:
        if block.type == "validation":
            yield from _rule(base, block)


def _optional_defaults(base: EvaluationSite, type_: Expr) -> Iterator[EvaluationSite]:
    """The defaults in a type constraint: ``optional(number, 3)``."""
    text = base.parsed.file.text
    for inner in nested(type_):
        if isinstance(inner, Call) and inner.name == "optional" and len(inner.args) == 2:
            of, default = inner.args
            try:
                wanted = parse_constraint(text[of.range.start.offset : of.range.end.offset])
            except ConstraintError:
                continue
            yield replace(base, expr=default, name="the default", type=wanted)


def _rule(base: EvaluationSite, block: Block) -> Iterator[EvaluationSite]:
    """``validation``, ``precondition``, ``postcondition`` and ``assert``."""
    for argument in block.body.attributes:
        if argument.name == "condition":
            message = next((plain_string(a.expr) for a in block.body.attributes if a.name == "error_message"), None)
            yield replace(
                base, expr=argument.expr, name="condition", expectation=Expectation.CONDITION, message=message or ""
            )
        elif argument.name == "error_message":
            yield replace(base, expr=argument.expr, name="error_message", type=STRING, expectation=Expectation.MESSAGE)


def _output(base: EvaluationSite, declared: Declared) -> Iterator[EvaluationSite]:
    for argument in declared.body.attributes:
        if argument.name == "value":
            yield replace(base, expr=argument.expr, name="value", expectation=Expectation.OUTPUT)
    for block in declared.body.blocks:
        if block.type == "precondition":
            yield from _rule(base, block)


def _module(base: EvaluationSite, declared: Declared, configuration: Configuration) -> Iterator[EvaluationSite]:
    interface = configuration.interfaces.get(declared_name(base.owner))
    types: Mapping[str, Type] = interface.types if interface else {}
    repeats = _repeats(declared.body)
    for argument in declared.body.attributes:
        if argument.name in ("count", "for_each"):
            yield _repeating(base, argument)
        elif argument.name == "source":
            yield replace(base, expr=argument.expr, name="source", type=STRING)
        elif argument.name not in _MODULE_META:
            wanted = types.get(argument.name, DYNAMIC)
            nullable = interface is None or argument.name not in interface.never_null
            place = replace(base, expr=argument.expr, name=argument.name, type=wanted, kind=ErrorKind.INPUT)
            yield replace(place, repeats=repeats, literals=True, nullable=nullable)


def declared_name(address: Address) -> str:
    """The name of a declaration: the last part of its address."""
    return address[-1] if address else ""


_MODULE_META = frozenset({"source", "version", "providers", "depends_on"})


def _resource(base: EvaluationSite, declared: Declared, configuration: Configuration) -> Iterator[EvaluationSite]:
    kind = base.owner[0] if base.owner[0] in ("data", "ephemeral") else "resource"
    base = replace(base, repeats=_repeats(declared.body))
    for argument in declared.body.attributes:
        if argument.name in ("count", "for_each"):
            yield _repeating(replace(base, repeats=None), argument)
    kept = replace(base, kept=kind != "ephemeral")
    yield from _Body(_schema(base.owner, declared, configuration), kind).evaluation_sites(kept, declared.body)
    for block in declared.body.blocks:
        if block.type == "lifecycle":
            for inner in block.body.blocks:
                yield from _rule(replace(base, has_self=inner.type == "postcondition"), inner)
        elif block.type in ("provisioner", "connection") and kind == "resource" and _provisioned(declared.body):
            yield from _provisioner(replace(base, has_self=True), block)


def _provisioned(body: Body) -> bool:
    """Terraform looks at a connection only where there is a provisioner to use it."""
    return any(b.type == "provisioner" for b in body.blocks)


def _provisioner(base: EvaluationSite, block: Block) -> Iterator[EvaluationSite]:
    types = ARGUMENTS.get(block.labels[0].value if block.labels else block.type, {})
    for argument in block.body.attributes:
        if argument.name not in ("when", "on_failure"):
            wanted = types.get(argument.name, DYNAMIC)
            yield replace(base, expr=argument.expr, name=argument.name, type=wanted)
    for inner in block.body.blocks:
        if inner.type == "connection":
            yield from _provisioner(base, inner)


def _schema(address: Address, declared: Declared, configuration: Configuration) -> BlockSchema | None:
    if configuration.schema is None or checked_type(address, declared, configuration) is None:
        return None
    return schema_at(address, configuration.schema)


def _repeats(body: Body) -> Attribute | None:
    return next((a for a in body.attributes if a.name in ("count", "for_each")), None)


def _repeating(base: EvaluationSite, argument: Attribute) -> EvaluationSite:
    want = Expectation.COUNT if argument.name == "count" else Expectation.FOR_EACH
    kind = ErrorKind.COUNT if argument.name == "count" else ErrorKind.FOR_EACH
    return replace(base, expr=argument.expr, name=argument.name, expectation=want, kind=kind)


def _plain(base: EvaluationSite, body: Body) -> Iterator[EvaluationSite]:
    """The arguments of ``import`` and ``check``; a data source inside a check is a declaration of its own."""
    repeats = _repeats(body)
    for argument in body.attributes:
        if argument.name == "id":
            yield replace(base, expr=argument.expr, name="id", type=STRING, repeats=repeats)
        elif argument.name == "for_each":
            yield replace(base, expr=argument.expr, name="for_each", kind=ErrorKind.ITERATION)
    for block in body.blocks:
        if block.type == "assert":
            yield from _rule(base, block)


class _Body(Struct, frozen=True):
    """A body under a provider's schema, None where that is not known. ``kind`` is set at the top only."""

    schema: BlockSchema | None
    kind: str | None = None

    def evaluation_sites(self, base: EvaluationSite, body: Body) -> Iterator[EvaluationSite]:
        """The places of a body and of the blocks inside it."""
        meta = META_ARGUMENTS.get(self.kind or "", frozenset())
        for argument in body.attributes:
            if argument.name not in meta:
                known = self.schema.attributes.get(argument.name) if self.schema else None
                wanted = known.type if known and known.settable else DYNAMIC
                kept = base.kept and (not known.write_only if known else base.owner[0] == "terraform_data")
                place = replace(base, expr=argument.expr, name=argument.name, type=wanted)
                yield replace(place, kept=kept, literals=self.schema is not None)
        blocks = META_BLOCKS.get(self.kind or "", frozenset())
        for block in body.blocks:
            if block.type == "dynamic" and len(block.labels) == 1:
                yield from self._dynamic(base, block)
            elif block.type not in blocks:
                yield from self._inside(block.type).evaluation_sites(base, block.body)

    def _dynamic(self, base: EvaluationSite, block: Block) -> Iterator[EvaluationSite]:
        over = next((a.expr for a in block.body.attributes if a.name == "for_each"), None)
        if over is not None:
            yield replace(base, expr=over, name="for_each", kind=ErrorKind.ITERATION)
            base = replace(base, loops=(*base.loops, Loop(iterator_of(block), over)))
        inside = self._inside(block.labels[0].value)
        for content in block.body.blocks:
            if content.type == "content":
                yield from inside.evaluation_sites(base, content.body)

    def _inside(self, name: str) -> _Body:
        if self.schema is None:
            return _Body(None)
        nested = self.schema.blocks.get(name)
        if nested is not None:
            return _Body(None if nested.opaque else nested.block)
        attribute = self.schema.attributes.get(name)
        found = as_block(attribute) if attribute else None
        return _Body(found.block if found else None)
