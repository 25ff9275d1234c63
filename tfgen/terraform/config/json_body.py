"""A ``.tf.json`` file as the body that the same configuration in HCL's own syntax would have.

HCL's JSON syntax (``hcl/v2/json``): a property is an argument or a block by the schema of its body, labels are nested
objects, several blocks are an array, ``//`` is a comment where arguments stand.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from tfgen.diagnostics import Diagnostics
from tfgen.source import Pos, Range, SourceFile
from tfgen.spelling import did_you_mean
from tfgen.terraform.config.json_shapes import (
    FILE,
    LOCALS,
    OF_PROVIDER,
    REQUIRED_PROVIDERS,
    UNKNOWN,
    Form,
    Shape,
    dynamic,
    nested,
)
from tfgen.terraform.hcl.errors import DUPLICATE_ARGUMENT, quoted
from tfgen.terraform.hcl.json_expr import Expressions
from tfgen.terraform.hcl.json_tree import Json, JsonList, JsonObject, JsonScalar, JsonText, Member
from tfgen.terraform.hcl.syntax import Attribute, Block, Body, Expr, Label, Object, Tuple
from tfgen.terraform.hcl.walk import reference
from tfgen.terraform.schema import BlockSchema, ProviderSchema


def body_of(file: SourceFile, content: Json, schema: ProviderSchema | None) -> tuple[Body, Diagnostics]:
    """The body of a file and the diagnostics on its shape: TFG281, TFG202 and, for templates, those of ``parse``.

    ``schema`` tells the blocks of the provider's resources from their arguments; without it all are arguments.
    """
    converter = _JsonConverter(Expressions(file), schema)
    body = converter.body(content, FILE)
    whole = converter.expressions.lines.range(0, len(file.text))
    return replace(body, range=whole), tuple(converter.expressions.found)


def values_of(file: SourceFile, content: Json) -> tuple[Body, Diagnostics]:
    """The body of a ``.tfvars.json`` file, whose values Terraform takes as they are, and what is wrong with it."""
    converter = _JsonConverter(Expressions(file), None)
    if isinstance(content, JsonObject):
        body = converter.body(content, Shape(other=Form.VERBATIM))
    else:
        converter.wrong_type(content, "An object is required, whose properties are the variables' values.")
        body = Body((), (), content.range)
    return body, tuple(converter.expressions.found)


class _BlockStart(Struct, frozen=True):
    """The beginning of blocks in JSON: their type, the last property name before their content, the labels so far."""

    type: str
    key: JsonText
    labels: tuple[Label, ...] = ()

    def with_label(self, key: JsonText) -> _BlockStart:
        """The same with one label more."""
        return _BlockStart(self.type, key, (*self.labels, Label(key.value, key.range)))


class _JsonConverter(Struct):
    """Makes the trees of HCL from those of JSON."""

    expressions: Expressions
    schema: ProviderSchema | None

    def body(self, content: Json, shape: Shape) -> Body:
        attributes: dict[str, Attribute] = {}
        blocks: list[Block] = []
        for member in self.members(content, "to define arguments and nested blocks"):
            name = member.key.value
            labels, inner = _block_shape(member, shape)
            if inner is not None:
                blocks += self.blocks(member.value, _BlockStart(name, member.key), labels, inner)
            elif name in attributes:
                self.repeated(member, attributes[name])
            elif name != "//" and self.is_accepted(member, shape):
                attribute = self.argument(member, shape.arguments.get(name) or shape.other or Form.TEMPLATE)
                if attribute:
                    attributes[name] = attribute
        return Body(tuple(attributes.values()), tuple(blocks), _inside(content.range))

    def is_accepted(self, member: Member, shape: Shape) -> bool:
        """True if a property may be an argument of the body; reports one that may not."""
        name = member.key.value
        if shape is LOCALS and not name.replace("-", "_").isidentifier():
            detail = "It begins with a letter or _ and goes on with letters, digits, _ and -."
            self.expressions.problem(member.key.range, f"Invalid local value name {quoted(name)}", detail)
            return False
        if name in shape.arguments or shape.other:
            return True
        detail = "Nothing of this name can stand here."
        help_ = did_you_mean(name, shape.names)
        self.expressions.problem(member.key.range, f'Unknown property "{name}"', detail, help_)
        return False

    def argument(self, member: Member, form: Form) -> Attribute | None:
        expr = self.expression(member.value, form)
        if expr is None:
            return None
        return Attribute(member.key.value, expr, member.key.range.to(member.value.range), _inside(member.key.range))

    def expression(self, value: Json, form: Form) -> Expr | None:
        match form:
            case Form.TEMPLATE:
                return self.expressions.template(value)
            case Form.VERBATIM:
                return self.expressions.verbatim(value)
            case Form.REQUIRED:
                return self.required(value)
        expr = self.expressions.written(value)
        if expr is None or (form is Form.REFERENCE and not _references(expr, value)):
            expected = "a reference" if form is Form.REFERENCE else "an expression"
            detail = f"The text of a string is {expected} here as HCL writes it, without ${{ }}."
            self.expressions.problem(value.range, f"Not {expected}", detail)
            return None
        return expr

    def required(self, value: Json) -> Expr:
        """An entry of ``required_providers``: plain values, and references to configurations in one of them."""
        expr = self.expressions.verbatim(value)
        if not isinstance(expr, Object) or not isinstance(value, JsonObject):
            return expr
        items = list(expr.items)
        for i, member in enumerate(value.members):
            if member.key.value == "configuration_aliases":
                aliases = self.expression(member.value, Form.REFERENCE)
                items[i] = replace(items[i], value=aliases or items[i].value)
        return replace(expr, items=tuple(items))

    def blocks(self, value: Json, start: _BlockStart, missing_labels: tuple[str, ...], shape: Shape) -> Iterator[Block]:
        """The blocks in a property's value; each of ``missing_labels`` is one more object around them."""
        if missing_labels:
            yield from self.labelled_blocks(value, start, missing_labels, shape)
            return
        shape = self.completed(start, shape)
        match value:
            case JsonObject():
                yield self.block(value, value.range, start, shape)
            case JsonList():
                for item in value.items:
                    yield self.block(item, value.range, start, shape)
            case _ if _is_wrong_type(value):
                detail = f'An object, or an array of objects, holds what stands in one or more "{start.type}" blocks.'
                self.wrong_type(value, detail)

    def labelled_blocks(
        self, value: Json, start: _BlockStart, missing_labels: tuple[str, ...], shape: Shape
    ) -> Iterator[Block]:
        label, *rest = missing_labels
        members = tuple(self.members(value, f"whose properties are the {start.type} blocks' {label}s"))
        if not members and not _is_wrong_type(value):
            summary = f"Missing {label} of a {start.type} block"
            detail = f"The properties of an object are the {label}s of {start.type} blocks."
            self.expressions.problem(_first(value.range), summary, detail)
        for member in members:
            yield from self.blocks(member.value, start.with_label(member.key), tuple(rest), shape)

    def block(self, content: Json, opened: Range, start: _BlockStart, shape: Shape) -> Block:
        """One block; ``opened`` is the range of the object or the array that holds it."""
        if (shape is LOCALS or shape is REQUIRED_PROVIDERS) and isinstance(content, JsonList):
            self.wrong_type(content, "An object is required, whose properties are names.")
            content = JsonObject((), content.range)
        body = self.body(content, shape)
        key, header = start.key.range, _first(opened)
        if key.start.line == header.start.line:
            header = key.to(header)
        return Block(start.type, start.labels, body, key.to(content.range), header)

    def completed(self, start: _BlockStart, shape: Shape) -> Shape:
        """The shape with the provider's schema for what is not Terraform's own."""
        name = start.labels[0].value if start.labels else ""
        if start.type == "dynamic":
            content = shape.schema.blocks.get(name) if shape.schema else None
            return dynamic(nested(content) if content else UNKNOWN)
        if self.schema is None or not any(shape is known for known in OF_PROVIDER.values()):
            return shape
        return replace(shape, schema=_block_schema(self.schema, start.type, name))

    def members(self, value: Json, what: str) -> Iterator[Member]:
        """The properties of an object, or of all objects in an array; ``what`` they are, for messages."""
        match value:
            case JsonObject():
                yield from value.members
            case JsonList():
                for item in value.items:
                    if isinstance(item, JsonObject):
                        yield from item.members
                    else:
                        self.wrong_type(item, f"An object is required, {what}.")
            case _ if _is_wrong_type(value):
                self.wrong_type(value, f"An object, or an array of objects, is required, {what}.")

    def wrong_type(self, value: Json, detail: str) -> None:
        self.expressions.problem(_first(value.range), "Wrong type of JSON value", detail)

    def repeated(self, again: Member, first: Attribute) -> None:
        name, line = first.name, first.name_range.start.line
        detail = f'"{name}" was already set at line {line}.'
        self.expressions.problem(again.key.range, "Duplicate argument", detail, "Set it once.", DUPLICATE_ARGUMENT)


def _block_shape(member: Member, shape: Shape) -> tuple[tuple[str, ...], Shape | None]:
    """The labels and the shape of the blocks that a property stands for; no shape for an argument."""
    name = member.key.value
    if name in shape.blocks:
        return shape.blocks[name]
    if name in shape.arguments or not shape.providers:
        return (), None
    if shape.schema and name in shape.schema.attributes:
        return (), None
    if name == "_" and shape.blocks:  # a block for arguments whose names are Terraform's own
        return (), replace(shape, arguments={}, blocks={})
    if name == "dynamic":
        return ("type",), shape
    return (), _nested_shape(member, shape.schema)


def _nested_shape(member: Member, schema: BlockSchema | None) -> Shape | None:
    """The shape of the nested blocks that a property stands for; None for an argument."""
    if schema is None:
        return UNKNOWN if _has_dynamic(member.value) else None
    block = schema.blocks.get(member.key.value)
    return nested(block) if block else None


def _block_schema(schema: ProviderSchema, block_type: str, name: str) -> BlockSchema | None:
    """The provider's schema for a block at the top of a file with ``name`` as its first label."""
    match block_type:
        case "provider":
            return schema.provider_config() if name == schema.provider else None
        case "resource":
            return schema.resource(name)
        case "data":
            return schema.data_source(name)
    return schema.ephemeral(name)


def _references(expr: Expr, value: Json) -> bool:
    """True if every string of ``value`` became a static reference."""
    if isinstance(value, JsonText):
        return reference(expr) is not None
    if isinstance(value, JsonList) and isinstance(expr, Tuple):
        for item, json_item in zip(expr.items, value.items, strict=True):
            if not _references(item, json_item):
                return False
    return True


def _is_null(value: Json) -> bool:
    return isinstance(value, JsonScalar) and value.value is None


def _is_wrong_type(value: Json) -> bool:
    """True if objects are expected and it is none, no array and not null."""
    return isinstance(value, JsonText | JsonScalar) and not _is_null(value)


def _first(range_: Range) -> Range:
    """The first character of a range."""
    start = range_.start
    return Range(start, Pos(start.offset + 1, start.line, start.column + 1))


def _inside(range_: Range) -> Range:
    """A range without its first and last character, which are braces."""
    end = range_.end
    return Range(_first(range_).end, Pos(end.offset - 1, end.line, end.column - 1))


def _has_dynamic(value: Json) -> bool:
    """True if ``dynamic`` stands somewhere in it, so that it can only be a block."""
    pending: list[Json] = [value]
    while pending:
        match pending.pop():
            case JsonObject(members):
                if any(member.key.value == "dynamic" for member in members):
                    return True
                pending += [member.value for member in members]
            case JsonList(items):
                pending += items
    return False
