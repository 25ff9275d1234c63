"""A module's README: its purpose, an example, and tables of its inputs, outputs and resources."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tfgen.diagnostics import Diagnostics
from tfgen.library.folders import MANIFEST, SHARED
from tfgen.library.module import Input, Module, Output
from tfgen.render.context import ModuleContext
from tfgen.render.files import markdown_file
from tfgen.render.finalize import code, longest_backticks, one_line
from tfgen.render.markup import Fragment, marked
from tfgen.render.templates import Templates
from tfgen.source import SourceFile
from tfgen.terraform.config.language_versions import RequiredVersion
from tfgen.terraform.hcl.format import format_source
from tfgen.terraform.hcl.literal import literal
from tfgen.terraform.schema import ProviderSchema
from tfgen.terraform.types.model import ListType, MapType, ObjectType, SetType, TupleType, Type

MAX_CELL_LENGTH = 48
"""Types and defaults of more characters do not fit a table; they are shown below it."""


class ResourceRow(Struct, frozen=True):
    """A row of the table of resources; ``kind`` is ``resource`` or ``data source``."""

    address: str
    kind: str


class InputRow(Struct, frozen=True):
    """A row of the table of inputs; ``type`` and ``default`` are Markdown."""

    name: str
    type: Fragment
    default: Fragment
    description: str


class Details(Struct, frozen=True):
    """An input that does not fit a row:
    its type as a block of code, and its default if that is long too.
    """

    name: str
    type: Fragment
    default: Fragment | None


class OutputRow(Struct, frozen=True):
    """A row of the table of outputs."""

    name: str
    type: Fragment
    description: str


def render_readme(
    templates: Templates,
    module: Module,
    schema: ProviderSchema,
    folder: str,
    resources: Sequence[ResourceRow],
    needs: RequiredVersion,
) -> tuple[tuple[SourceFile, ...], Diagnostics]:
    """The module's README; ``resources`` and ``needs`` are those of its rendered files.
    Findings: TFG101 to TFG103.
    """
    context = {
        **ModuleContext(module, schema).names(),
        "terraform": needs.constraint,
        "terraform_reason": needs.feature,
        "usage": _block(_usage(module)),
        "inputs": [_input(spec) for spec in module.inputs],
        "details": [_details(spec) for spec in module.inputs if _has_details(spec)],
        "outputs": [_output(spec) for spec in module.outputs],
        "resources": resources,
    }
    text, diagnostics = templates.markdown(f"{SHARED}/README.md.jinja", context)
    if text is None:
        return (), diagnostics
    return (markdown_file(f"{folder}/README.md", f"{module.name}/{MANIFEST}", text),), diagnostics


def _usage(module: Module) -> str:
    """A call of the module with the arguments that its manifest shows."""
    lines = [f'module "{module.name}" {{', f'  source = "../../modules/{module.name}"']
    arguments = (module.usage or "").strip().splitlines()
    if arguments:
        lines.append("")
        lines.extend(f"  {line}" if line else "" for line in arguments)
    lines.append("}\n")
    return format_source("\n".join(lines))


def _input(spec: Input) -> InputRow:
    cell = code(one_line(spec.type_text))
    if _is_long(spec.type_text):
        cell = code(_short(spec.type))
    if _has_details(spec):
        cell = Fragment(f"[{marked(cell)}](#{spec.name})")
    return InputRow(spec.name, cell, _default(spec), spec.description)


def _output(spec: Output) -> OutputRow:
    return OutputRow(spec.name, code(_short(spec.type)), spec.description)


def _default(spec: Input) -> Fragment:
    if spec.required:
        return Fragment("**required**")
    text = literal(spec.default)
    if _is_long(text):
        return Fragment("below")
    return code(one_line(text))


def _details(spec: Input) -> Details:
    type_block = _block(format_source(f"{spec.name} = {spec.type_text}\n"))
    if not _has_long_default(spec):
        return Details(spec.name, type_block, None)
    default_block = _block(format_source(f"{spec.name} = {literal(spec.default)}\n"))
    return Details(spec.name, type_block, default_block)


def _has_details(spec: Input) -> bool:
    return _is_long(spec.type_text) or _has_long_default(spec)


def _has_long_default(spec: Input) -> bool:
    return not spec.required and _is_long(literal(spec.default))


def _is_long(text: str) -> bool:
    return len(text) > MAX_CELL_LENGTH or "\n" in text.strip()


def _short(of: Type) -> str:
    """A type without the attributes of its objects: ``map(object)``."""
    match of:
        case ListType() | SetType() | MapType():
            outer = of.constraint.partition("(")[0]
            return f"{outer}({_short(of.element)})"
        case ObjectType():
            return "object"
        case TupleType():
            return "tuple"
    return of.constraint


def _block(text: str) -> Fragment:
    """A block of HCL, fenced."""
    fence = "`" * max(3, longest_backticks(text) + 1)
    return Fragment(f"{fence}hcl\n{text}{fence}")
