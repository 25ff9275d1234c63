"""A ``.tf.json`` file as the body that the same configuration in HCL's own syntax would have.

HCL's JSON syntax (``hcl/v2/json``): a property is an argument or a block by the schema of its
place, labels are nested objects, several blocks are an array, ``//`` is a comment where arguments
stand.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from tfgen.source import Range, SourceFile
from tfgen.spelling import did_you_mean
from tfgen.terraform.config.body_read import BodyRead, ShapeProblem
from tfgen.terraform.config.file_kinds import kind_of
from tfgen.terraform.config.json_parts import first_character, has_dynamic, inside
from tfgen.terraform.config.json_shapes import (
    FILES,
    LOCALS,
    OF_PROVIDER,
    REQUIRED_PROVIDERS,
    UNKNOWN,
    Form,
    Shape,
    dynamic,
    nested,
)
from tfgen.terraform.config.local_schemas import NO_SCHEMAS, LocalSchemas
from tfgen.terraform.hcl.errors import quoted
from tfgen.terraform.hcl.json_expr import Expressions
from tfgen.terraform.hcl.json_tree import Json, JsonList, JsonObject, JsonScalar, JsonText, Member
from tfgen.terraform.hcl.syntax import Attribute, Block, Body, Expr, Label, Object, Tuple
from tfgen.terraform.hcl.walk import reference
from tfgen.terraform.schema import ProviderSchema


def body_of(
    file: SourceFile,
    content: Json,
    schema: ProviderSchema | None,
    others: LocalSchemas = NO_SCHEMAS,
) -> BodyRead:
    """The body of a file.

    ``schema``, AWS's, and ``others`` tell the blocks of resources from their arguments; without
    them all are arguments.
    """
    making = _Making(Expressions(file), schema, others)
    body = making.body(content, FILES[kind_of(file.path)])
    return making.read(replace(body, range=making.expressions.lines.range(0, len(file.text))))


def values_of(file: SourceFile, content: Json) -> BodyRead:
    """The body of a ``.tfvars.json`` file, whose values Terraform takes as they are."""
    making = _Making(Expressions(file), None)
    if isinstance(content, JsonObject):
        body = making.body(content, Shape(other=Form.VERBATIM))
    else:
        making.wrong_type(
            content, "An object is required, whose properties are the variables' values."
        )
        body = Body((), (), content.range)
    return making.read(body)


class _Making(Struct):
    expressions: Expressions
    schema: ProviderSchema | None
    others: LocalSchemas = NO_SCHEMAS
    shapes: list[ShapeProblem] = field(default_factory=list)

    def body(self, content: Json, shape: Shape) -> Body:
        attributes: dict[str, Attribute] = {}
        blocks: list[Block] = []
        for member in self.members(content, "to define arguments and nested blocks"):
            name = member.key.value
            labels, inner = _block_shape(member, shape)
            if inner is not None:
                blocks += self.blocks(member.value, name, member.key, labels, inner, ())
            elif name in attributes:
                self.expressions.duplicate(
                    member.key, "argument", attributes[name].name_range.start.line
                )
            elif shape is LOCALS and name != "//" and not name.replace("-", "_").isidentifier():
                detail = "It begins with a letter or _ and goes on with letters, digits, _ and -."
                self.problem(member.key.range, f"Invalid local value name {quoted(name)}", detail)
            elif name in shape.arguments or shape.other:
                made = self.argument(
                    member, shape.arguments.get(name) or shape.other or Form.TEMPLATE
                )
                attributes |= {name: made} if made else {}
            elif name != "//":
                detail = "Nothing of this name can stand here."
                help_ = did_you_mean(name, shape.names)
                self.problem(member.key.range, f'Unknown property "{name}"', detail, help_)
        return Body(tuple(attributes.values()), tuple(blocks), inside(content.range))

    def argument(self, member: Member, form: Form) -> Attribute | None:
        if member.key.value == "//":
            return None
        expr = self.expression(member.value, form)
        if expr is None:
            return None
        return Attribute(
            member.key.value,
            expr,
            member.key.range.to(member.value.range),
            inside(member.key.range),
        )

    def expression(self, value: Json, form: Form) -> Expr | None:
        match form:
            case Form.TEMPLATE:
                return self.expressions.template(value)
            case Form.VERBATIM:
                return self.expressions.verbatim(value)
            case Form.REQUIRED:
                return self.required(value)
        made = self.expressions.written(value)
        if made is None or (form is Form.REFERENCE and not _references(made, value)):
            what = "a reference" if form is Form.REFERENCE else "an expression"
            detail = f"The text of a string is {what} here as HCL writes it, without ${{ }}."
            self.problem(value.range, f"Not {what}", detail)
            return None
        return made

    def required(self, value: Json) -> Expr:
        """An entry of ``required_providers``:
        plain values, and references to configurations in one of them.
        """
        made = self.expressions.verbatim(value)
        if not isinstance(made, Object) or not isinstance(value, JsonObject):
            return made
        items = list(made.items)
        for i, member in enumerate(value.members):
            if member.key.value == "configuration_aliases":
                aliases = self.expression(member.value, Form.REFERENCE)
                items[i] = replace(items[i], value=aliases or items[i].value)
        return replace(made, items=tuple(items))

    def blocks(
        self,
        value: Json,
        type_: str,
        key: JsonText,
        left: tuple[str, ...],
        shape: Shape,
        labels: tuple[Label, ...],
    ) -> Iterator[Block]:
        """The blocks in a property's value, ``left`` labels deep."""
        if left:
            yield from self.labelled(value, type_, left, shape, labels)
            return
        shape = self.completed(type_, labels, shape)
        match value:
            case JsonObject():
                yield self.block(value, value.range, type_, key, shape, labels)
            case JsonList():
                for item in value.items:
                    yield self.block(item, value.range, type_, key, shape, labels)
            case JsonText() | JsonScalar() if not _is_null(value):
                detail = f'An object, or an array of objects, holds what stands in one or more "{type_}" blocks.'
                self.wrong_type(value, detail)

    def labelled(
        self,
        value: Json,
        type_: str,
        left: tuple[str, ...],
        shape: Shape,
        labels: tuple[Label, ...],
    ) -> Iterator[Block]:
        members = tuple(self.members(value, f"whose properties are the {type_} blocks' {left[0]}s"))
        if not members:
            detail = f"The properties of an object are the {left[0]}s of {type_} blocks."
            if not self.was_wrong(value):
                self.problem(
                    first_character(value.range), f"Missing {left[0]} of a {type_} block", detail
                )
        for member in members:
            label = Label(member.key.value, member.key.range)
            yield from self.blocks(
                member.value, type_, member.key, left[1:], shape, (*labels, label)
            )

    def block(
        self,
        content: Json,
        opened: Range,
        type_: str,
        key: JsonText,
        shape: Shape,
        labels: tuple[Label, ...],
    ) -> Block:
        if (shape is LOCALS or shape is REQUIRED_PROVIDERS) and isinstance(content, JsonList):
            self.wrong_type(content, "An object is required, whose properties are names.")
            content = JsonObject((), content.range)
        body = self.body(content, shape)
        first = first_character(opened)
        header = key.range.to(first) if key.range.start.line == first.start.line else first
        return Block(type_, labels, body, key.range.to(content.range), header)

    def completed(self, type_: str, labels: tuple[Label, ...], shape: Shape) -> Shape:
        """The shape with the provider's schema for what is not Terraform's own."""
        name = labels[0].value if labels else ""
        if type_ == "dynamic":
            content = shape.schema.blocks.get(name) if shape.schema else None
            return dynamic(nested(content) if content else UNKNOWN)
        local = name if shape is OF_PROVIDER["provider"] else name.split("_", 1)[0]
        schema = self.others.of(local, self.schema)
        if schema is None:
            return shape
        if shape is OF_PROVIDER["provider"]:
            return replace(shape, schema=schema.provider_config())
        if shape is OF_PROVIDER["resource"]:
            return replace(shape, schema=schema.resource(name))
        if shape is OF_PROVIDER["data"]:
            return replace(
                shape,
                schema=schema.data_source(name) if type_ == "data" else schema.ephemeral(name),
            )
        return shape

    def members(self, value: Json, what: str) -> Iterator[Member]:
        """The properties of an object, or of all objects in an array."""
        match value:
            case JsonObject():
                yield from value.members
            case JsonList():
                for item in value.items:
                    if isinstance(item, JsonObject):
                        yield from item.members
                    else:
                        self.wrong_type(item, f"An object is required, {what}.")
            case JsonText() | JsonScalar() if not _is_null(value):
                self.wrong_type(value, f"An object, or an array of objects, is required, {what}.")

    def was_wrong(self, value: Json) -> bool:
        return isinstance(value, JsonText | JsonScalar) and not _is_null(value)

    def wrong_type(self, value: Json, detail: str) -> None:
        self.problem(first_character(value.range), "Wrong type of JSON value", detail)

    def problem(self, place: Range, summary: str, detail: str, help_: str = "") -> None:
        path = self.expressions.file.path
        self.shapes.append(ShapeProblem(path, place, summary, detail, help_))

    def read(self, body: Body) -> BodyRead:
        return BodyRead(body, tuple(self.expressions.found), tuple(self.shapes))


def _block_shape(member: Member, shape: Shape) -> tuple[tuple[str, ...], Shape | None]:
    """The labels and the shape of the blocks that a property stands for; no shape for an argument."""
    name, schema = member.key.value, shape.schema
    if name in shape.blocks:
        return shape.blocks[name]
    if name in shape.arguments or not shape.providers or (schema and name in schema.attributes):
        return (), None
    if name == "_" and shape.blocks:  # a block for arguments whose names are Terraform's own
        return (), replace(shape, arguments={}, blocks={})
    if name == "dynamic":
        return ("type",), shape
    if schema:
        return (), nested(schema.blocks[name]) if name in schema.blocks else None
    return (), UNKNOWN if has_dynamic(member.value) else None


def _references(expr: Expr, value: Json) -> bool:
    """Whether every string of ``value`` became a static reference."""
    if isinstance(value, JsonText):
        return reference(expr) is not None
    if isinstance(value, JsonList) and isinstance(expr, Tuple):
        return all(_references(*pair) for pair in zip(expr.items, value.items, strict=True))
    return True


def _is_null(value: Json) -> bool:
    return isinstance(value, JsonScalar) and value.value is None
