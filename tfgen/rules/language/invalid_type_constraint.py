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
from tfgen.terraform.hcl.syntax import Call, Expr, Literal, Name, Object, Template, Tuple
from tfgen.terraform.hcl.walk import plain_string

CODE = "TFG238"

_SIMPLE = ("string", "number", "bool", "any")
_OF_ONE = ("list", "set", "map")
_ALL = (*_SIMPLE, *_OF_ONE, "object", "tuple")
_OTHER_NAMES = {"boolean": "bool", "str": "string", "int": "number", "integer": "number", "float": "number"}
_EXAMPLES = {"object": "object({ name = string })", "tuple": "tuple([string, number])"}

Problem = tuple[Range, str, str]
"""Place, detail, help."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each wrong type."""
    for each, argument in context.analysis.language.arguments("type"):
        expr = argument.expr
        if isinstance(expr, Name) and expr.name in ("list", "map"):
            continue  # the old short forms of list(any) and map(any)
        for place, detail, help_ in _type(expr):
            yield diagnostic(CODE, each.parsed, place, "Invalid type", detail, help_)


def _type(expr: Expr) -> Iterator[Problem]:
    match expr:
        case Name():
            yield from _word(expr)
        case Call():
            yield from _call(expr)
        case Literal(value=bool() | None):
            yield expr.range, "That is a value, no type.", ""
        case Template() if (text := plain_string(expr)) is not None:
            help_ = f"Write {text}." if text in _SIMPLE else f"Write {text}(string)." if text in _OF_ONE else ""
            yield expr.range, "Types stand without quotes.", help_ or "Remove the quotes."
        case _:
            detail = (
                "A type is string, number, bool, any, or one made of types: list(string), object({ port = number })."
            )
            yield expr.range, detail, ""


def _word(expr: Name) -> Iterator[Problem]:
    if expr.name in _OF_ONE:
        yield expr.range, f"{expr.name} needs the type of its elements.", f"Write {expr.name}(string)."
    elif expr.name in _EXAMPLES:
        yield expr.range, f"{expr.name} needs the types of what is in it.", f"Write {_EXAMPLES[expr.name]}."
    elif expr.name == "optional":
        yield expr.range, "optional(...) stands in the attributes of an object only.", ""
    elif expr.name not in _SIMPLE:
        meant = _OTHER_NAMES.get(expr.name)
        help_ = f'Did you mean "{meant}"?' if meant else did_you_mean(expr.name, _ALL)
        yield expr.range, f'There is no type "{expr.name}".', help_


def _call(expr: Call) -> Iterator[Problem]:
    if expr.name in _OF_ONE:
        if len(expr.args) == 1:
            yield from _type(expr.args[0])
        else:
            place = expr.args[1].range if expr.args else expr.range
            yield place, f"{expr.name} takes one type, that of its elements.", f"Write {expr.name}(string)."
    elif expr.name == "object":
        yield from _object(expr)
    elif expr.name == "tuple":
        yield from _tuple(expr)
    elif expr.name in _SIMPLE:
        yield expr.range, f"{expr.name} is a type by itself.", f"Write {expr.name}."
    elif expr.name == "optional":
        yield expr.name_range, "optional(...) stands in the attributes of an object only.", ""
    else:
        yield expr.name_range, f'There is no type "{expr.name}".', did_you_mean(expr.name, _ALL)


def _object(expr: Call) -> Iterator[Problem]:
    fields = expr.args[0] if len(expr.args) == 1 else None
    if not isinstance(fields, Object):
        yield (
            (expr.args[0] if expr.args else expr).range,
            "object takes a map of types.",
            f"Write {_EXAMPLES['object']}.",
        )
        return
    names: set[str] = set()
    for item in fields.items:
        name = plain_string(item.key) if isinstance(item.key, Template) else None
        if name is None or item.key.range.end.offset - item.key.range.start.offset != len(name):
            yield item.key.range, "An attribute's name stands without quotes, brackets and calculation.", ""
        elif name in names:
            yield item.key.range, f'The object has two attributes "{name}".', "Remove one."
        else:
            names.add(name)
            yield from _attribute(item.value)


def _attribute(expr: Expr) -> Iterator[Problem]:
    if not isinstance(expr, Call) or expr.name != "optional":
        yield from _type(expr)
    elif not expr.args:
        yield expr.range, "optional needs the attribute's type.", "Write optional(string)."
    else:
        yield from _type(expr.args[0])
        if len(expr.args) > 2:
            yield expr.args[2].range, "optional takes a type and a default.", "Remove the rest."


def _tuple(expr: Call) -> Iterator[Problem]:
    elements = expr.args[0] if len(expr.args) == 1 else None
    if not isinstance(elements, Tuple):
        yield (
            (expr.args[0] if expr.args else expr).range,
            "tuple takes a list of types.",
            f"Write {_EXAMPLES['tuple']}.",
        )
        return
    for element in elements.items:
        yield from _type(element)
