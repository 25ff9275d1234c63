"""A module as the author of a stack file needs it: an example, and what is to be written at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from tfgen.library.module import Input, Module
from tfgen.source import SourceFile
from tfgen.stack.arguments import STANDARD
from tfgen.terraform.hcl import syntax
from tfgen.terraform.hcl.literal import literal
from tfgen.terraform.hcl.parse import parse

_PLAIN = re.compile(r"[A-Za-z_][\w-]*")
"""Keys that YAML takes without quotes."""

_MAX_DEFAULT = 32
"""Defaults of more characters are left to the module's README."""


class InputLine(Struct, frozen=True):
    """An input. ``comes`` says where its value comes from when the stack has none;
    "" for one that must be written.
    """

    name: str
    type: str
    comes: str
    description: str

    @property
    def is_needed(self) -> bool:
        """True for an input that the stack must have."""
        return not self.comes


class ModulePage(Struct, frozen=True):
    """The page: ``example`` is YAML, the inputs that must be written come first."""

    name: str
    description: str
    example: str
    inputs: tuple[InputLine, ...]


def module_page(module: Module) -> ModulePage:
    """The page of a module for the provider version that it was resolved for."""
    lines = []
    for spec in module.inputs:
        lines.append(_line(module, spec))
    lines.sort(key=lambda line: not line.is_needed)
    return ModulePage(module.name, module.description, _example(module), tuple(lines))


def _line(module: Module, spec: Input) -> InputLine:
    type_ = " ".join(spec.type_text.split())
    return InputLine(spec.name, type_, _comes(module, spec), spec.description)


def _comes(module: Module, spec: Input) -> str:
    if spec.name == "name":
        return "by itself: stack and service"
    if spec.name == "suffix":
        return "by itself: the environment's"
    if spec.name == "tags":
        return "by itself: the stack's tags"
    if spec.wire:
        return f"by itself: {spec.wire.module}'s {spec.wire.output}"
    if spec.sensitive and spec.required:
        return f"secret: TF_VAR_SERVICE_{spec.name}"
    if spec.required:
        return ""
    text = literal(spec.default)
    if len(text) <= _MAX_DEFAULT:
        return f"default: {text}"
    return "default: see the README"


def _example(module: Module) -> str:
    """A service of a stack with the inputs that it must have, as the module's usage has them."""
    usage = _usage(module)
    lines = ["services:", f"  {module.name.replace('_', '-')}:", f"    module: {module.name}"]
    for spec in module.inputs:
        if spec.name in STANDARD or _comes(module, spec):
            continue
        lines += _argument(spec.name, usage.get(spec.name))
    return "\n".join(lines)


def _argument(name: str, expr: syntax.Expr | None) -> Iterator[str]:
    """The lines of an argument; the entries of an object have one each."""
    if isinstance(expr, syntax.Object):
        yield f"    {name}:"
        for entry in _entries(expr.items):
            yield f"      {entry or '...'}"
        return
    value = _yaml(expr) if expr is not None else None
    yield f"    {name}: {value or '...'}"


def _usage(module: Module) -> dict[str, syntax.Expr]:
    body, _ = parse(SourceFile("usage", module.usage or ""))
    if body:
        return {entry.name: entry.expr for entry in body.attributes}
    return {}


def _yaml(expr: syntax.Expr) -> str | None:
    """An expression in YAML's flow style; None for one that YAML has nothing for."""
    match expr:
        case syntax.Literal(value):
            return _scalar(value)
        case syntax.Template(parts):
            return _text(parts)
        case syntax.Tuple(items):
            return _joined("[", [_yaml(item) for item in items], "]")
        case syntax.Object(items):
            return _joined("{", list(_entries(items)), "}")
        case _:
            return _reference(expr)


def _entries(items: tuple[syntax.Item, ...]) -> Iterator[str | None]:
    for item in items:
        key = _yaml(item.key)
        if key is not None and _PLAIN.fullmatch(key.strip('"')):
            key = key.strip('"')
        value = _yaml(item.value)
        yield f"{key}: {value}" if key and value else None


def _joined(left: str, parts: list[str | None], right: str) -> str | None:
    known = []
    for part in parts:
        if part is not None:
            known.append(part)
    if len(known) < len(parts):
        return None
    return f"{left}{', '.join(known)}{right}"


def _scalar(value: int | float | bool | None) -> str:
    if value is None:
        return "null"
    return str(value).lower()


def _text(parts: tuple[syntax.Part, ...]) -> str | None:
    texts: list[str] = []
    for part in parts:
        if isinstance(part, str):
            texts.append(part)
            continue
        reference = _reference(part.expr) if isinstance(part, syntax.Interpolation) else None
        if reference is None:
            return None
        texts.append(reference.strip('"'))
    return f'"{"".join(texts)}"'


def _reference(expr: syntax.Expr) -> str | None:
    """``module.files.arn`` as a stack writes it: ``"${files.arn}"``; None for any other expression."""
    match expr:
        case syntax.GetAttr(syntax.GetAttr(syntax.Name("module"), service), output):
            return f'"${{{service}.{output}}}"'
        case _:
            return '"..."'
