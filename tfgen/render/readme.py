"""A module's README: what it does, how to call it, and tables of its inputs, outputs and resources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from tfgen.diagnostics import Diagnostics
from tfgen.library.folders import MANIFEST, SHARED
from tfgen.library.module import Input, Module
from tfgen.render.context import ModuleContext
from tfgen.render.files import markdown_file
from tfgen.render.finalize import code, one_line
from tfgen.render.markup import Fragment, marked
from tfgen.render.templates import Templates
from tfgen.source import SourceFile
from tfgen.terraform.config.language_versions import RequiredVersion
from tfgen.terraform.hcl.format import format_source
from tfgen.terraform.hcl.literal import literal
from tfgen.terraform.schema import ProviderSchema
from tfgen.terraform.types.model import ListType, MapType, ObjectType, SetType, TupleType, Type

WIDEST = 48
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
    """What does not fit a row: the input with its type as a block of code, and its default if that is long too."""

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
    """The module's README; ``resources`` and ``needs`` are those of its rendered files. Findings: TFG101 to TFG103."""
    context = {
        **ModuleContext(module, schema).names(),
        "terraform": needs.constraint,
        "terraform_reason": needs.feature,
        "usage": _block(_usage(module)),
        "inputs": [_input(spec) for spec in module.inputs],
        "details": list(_details(module.inputs)),
        "outputs": [OutputRow(o.name, code(_short(o.type)), o.description) for o in module.outputs],
        "resources": resources,
    }
    text, found = templates.markdown(f"{SHARED}/README.md.jinja", context)
    made_from = f"{module.name}/{MANIFEST}"
    return (() if text is None else (markdown_file(f"{folder}/README.md", made_from, text),)), found


def _usage(module: Module) -> str:
    lines = "\n".join(f"  {line}" if line else "" for line in (module.usage or "").strip().splitlines())
    arguments = f"\n{lines}\n" if lines else ""
    return format_source(f'module "{module.name}" {{\n  source = "../../modules/{module.name}"\n{arguments}}}\n')


def _input(spec: Input) -> InputRow:
    shown = code(_short(spec.type) if _is_long(spec.type_text) else one_line(spec.type_text))
    if _has_details(spec):
        shown = Fragment(f"[{marked(shown)}](#{spec.name})")
    return InputRow(spec.name, shown, _default(spec), spec.description)


def _default(spec: Input) -> Fragment:
    if spec.required:
        return Fragment("**required**")
    text = literal(spec.default)
    return Fragment("below") if _is_long(text) else code(one_line(text))


def _details(inputs: Sequence[Input]) -> Iterator[Details]:
    for spec in filter(_has_details, inputs):
        default = None if spec.required else literal(spec.default)
        long_default = _block(format_source(f"{spec.name} = {default}\n")) if default and _is_long(default) else None
        yield Details(spec.name, _block(format_source(f"{spec.name} = {spec.type_text}\n")), long_default)


def _has_details(spec: Input) -> bool:
    return _is_long(spec.type_text) or (not spec.required and _is_long(literal(spec.default)))


def _is_long(text: str) -> bool:
    return len(text) > WIDEST or "\n" in text.strip()


def _short(of: Type) -> str:
    """A type without what is inside its objects: ``map(object)``."""
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
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return Fragment(f"{fence}hcl\n{text}{fence}")
