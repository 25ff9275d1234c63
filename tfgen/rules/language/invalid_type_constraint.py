"""A type constraint that is none.

What it finds
    ``type`` of variables and outputs that names no type: unknown words, quoted types, ``list`` with too many types,
    ``object`` without its attributes, ``optional`` elsewhere than in an object.

Why it matters
    Terraform refuses it: "Invalid type specification".

Example
    variable "names" {
      type = list(sting)
    }

Instead
    variable "names" {
      type = list(string)
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.spelling import did_you_mean
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Call, Expr, Item, Literal, Name, Object, Template, Tuple
from tfgen.terraform.hcl.walk import plain_string

CODE = "TFG238"

_SIMPLE = ("string", "number", "bool", "any")
_OF_ONE = ("list", "set", "map")
_ALL = (*_SIMPLE, *_OF_ONE, "object", "tuple")
_OTHER_NAMES = {
    "boolean": "bool",
    "str": "string",
    "int": "number",
    "integer": "number",
    "float": "number",
}
_EXAMPLES = {"object": "object({ name = string })", "tuple": "tuple([string, number])"}

_OPTIONAL = "optional(...) stands in the attributes of an object only."
_FORM = "A type is string, number, bool, any, or one made of types: list(string), object({ port = number })."

TypeProblem = tuple[Range, str, str]
"""Range, detail, help."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each wrong type."""
    for block, argument in context.analysis.language.arguments("type"):
        expr = argument.expr
        if isinstance(expr, Name) and expr.name in ("list", "map"):
            continue  # the old short forms of list(any) and map(any)
        for range_, detail, help_ in _type_problems(expr):
            yield diagnostic(CODE, block.parsed, range_, "Invalid type", detail, help_)


def _type_problems(expr: Expr) -> Iterator[TypeProblem]:
    match expr:
        case Name():
            yield from _name_problems(expr)
        case Call():
            yield from _call_problems(expr)
        case Literal(value=bool() | None):
            yield expr.range, "That is a value, no type.", ""
        case Template() if (text := plain_string(expr)) is not None:
            yield expr.range, "Types stand without quotes.", _unquoted_help(text)
        case _:
            yield expr.range, _FORM, ""


def _unquoted_help(text: str) -> str:
    if text in _SIMPLE:
        return f"Write {text}."
    if text in _OF_ONE:
        return f"Write {text}(string)."
    return "Remove the quotes."


def _name_problems(expr: Name) -> Iterator[TypeProblem]:
    if expr.name in _OF_ONE:
        yield (
            expr.range,
            f"{expr.name} needs the type of its elements.",
            f"Write {expr.name}(string).",
        )
    elif expr.name in _EXAMPLES:
        yield (
            expr.range,
            f"{expr.name} needs the types of what is in it.",
            f"Write {_EXAMPLES[expr.name]}.",
        )
    elif expr.name == "optional":
        yield expr.range, _OPTIONAL, ""
    elif expr.name not in _SIMPLE:
        meant = _OTHER_NAMES.get(expr.name)
        help_ = f'Did you mean "{meant}"?' if meant else did_you_mean(expr.name, _ALL)
        yield expr.range, f'There is no type "{expr.name}".', help_


def _call_problems(expr: Call) -> Iterator[TypeProblem]:
    if expr.name in _OF_ONE:
        yield from _collection_problems(expr)
    elif expr.name == "object":
        yield from _object_problems(expr)
    elif expr.name == "tuple":
        yield from _tuple_problems(expr)
    elif expr.name in _SIMPLE:
        yield expr.range, f"{expr.name} is a type by itself.", f"Write {expr.name}."
    elif expr.name == "optional":
        yield expr.name_range, _OPTIONAL, ""
    else:
        yield expr.name_range, f'There is no type "{expr.name}".', did_you_mean(expr.name, _ALL)


def _collection_problems(expr: Call) -> Iterator[TypeProblem]:
    if len(expr.args) == 1:
        yield from _type_problems(expr.args[0])
    else:
        range_ = expr.args[1].range if expr.args else expr.range
        yield (
            range_,
            f"{expr.name} takes one type, that of its elements.",
            f"Write {expr.name}(string).",
        )


def _object_problems(expr: Call) -> Iterator[TypeProblem]:
    attributes = expr.args[0] if len(expr.args) == 1 else None
    if not isinstance(attributes, Object):
        yield _first_range(expr), "object takes a map of types.", f"Write {_EXAMPLES['object']}."
        return
    names: set[str] = set()
    for item in attributes.items:
        name = _attribute_name(item)
        if name is None:
            yield (
                item.key.range,
                "An attribute's name stands without quotes, brackets and calculation.",
                "",
            )
        elif name in names:
            yield item.key.range, f'The object has two attributes "{name}".', "Remove one."
        else:
            names.add(name)
            yield from _attribute_problems(item.value)


def _first_range(call: Call) -> Range:
    return call.args[0].range if call.args else call.range


def _attribute_name(item: Item) -> str | None:
    """The key of an item when it stands without quotes."""
    if not isinstance(item.key, Template):
        return None
    name, range_ = plain_string(item.key), item.key.range
    if name is None or range_.end.offset - range_.start.offset != len(name):
        return None
    return name


def _attribute_problems(expr: Expr) -> Iterator[TypeProblem]:
    if not isinstance(expr, Call) or expr.name != "optional":
        yield from _type_problems(expr)
    elif not expr.args:
        yield expr.range, "optional needs the attribute's type.", "Write optional(string)."
    else:
        yield from _type_problems(expr.args[0])
        if len(expr.args) > 2:
            yield expr.args[2].range, "optional takes a type and a default.", "Remove the rest."


def _tuple_problems(expr: Call) -> Iterator[TypeProblem]:
    elements = expr.args[0] if len(expr.args) == 1 else None
    if not isinstance(elements, Tuple):
        yield _first_range(expr), "tuple takes a list of types.", f"Write {_EXAMPLES['tuple']}."
        return
    for element in elements.items:
        yield from _type_problems(element)
