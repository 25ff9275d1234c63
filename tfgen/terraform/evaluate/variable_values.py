"""The final values of variables: the value given, or the default, converted to the variable's type."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tfgen.terraform.config.configuration import Declared, argument_of, is_false
from tfgen.terraform.hcl.syntax import Call, Expr, Literal, Object
from tfgen.terraform.hcl.syntax import Tuple as TupleExpr
from tfgen.terraform.hcl.walk import nested, plain_string
from tfgen.terraform.types.model import Type
from tfgen.terraform.types.value import EPHEMERAL, SENSITIVE, Marks, Value, object_of, tuple_of
from tfgen.terraform.types.value_conversion import ConversionError, convert

Evaluate = Callable[[Expr], Value]
"""Evaluates a constant: a default."""


def marks_of(declared: Declared) -> Marks:
    """The marks that a variable or an output puts on its value."""
    marks = set()
    if _is_true(declared, "sensitive"):
        marks.add(SENSITIVE)
    if _is_true(declared, "ephemeral"):
        marks.add(EPHEMERAL)
    return frozenset(marks)


def _is_true(declared: Declared, name: str) -> bool:
    argument = argument_of(declared, name)
    return isinstance(argument, Literal) and argument.value is True


def final_value(
    declared: Declared, type_: Type, value: Value | None, evaluate: Evaluate
) -> Value | None:
    """The value of a variable that is given ``value``, or nothing; without the variable's marks.

    None when it has no value, or one of the wrong type. As in core, a null stands for "nothing"
    only where the variable is never null, and the defaults of ``optional`` take effect before the
    conversion.
    """
    if value is None or (value.null and is_false(declared, "nullable")):
        default = argument_of(declared, "default")
        if default is None:
            return None
        value = evaluate(default)
    try:
        return convert(_filled(value, declared, evaluate), type_)
    except ConversionError:
        return None


def _filled(value: Value, declared: Declared, evaluate: Evaluate) -> Value:
    if not isinstance(value.data, tuple | Mapping):
        return value
    constraint = argument_of(declared, "type")
    if constraint is None or not any(_default_of(part) for part in nested(constraint)):
        return value
    return _with_defaults(value, constraint, evaluate)


def _default_of(constraint: Expr) -> Expr | None:
    """``default`` in ``optional(type, default)``."""
    if isinstance(constraint, Call) and constraint.name == "optional" and len(constraint.args) == 2:
        return constraint.args[1]
    return None


def _with_defaults(value: Value, constraint: Expr, evaluate: Evaluate) -> Value:
    """The value with the defaults of ``optional`` in place of missing attributes;
    a null or unknown value as it is.
    """
    if not isinstance(constraint, Call) or not constraint.args or value.null or not value.known:
        return value
    inner = constraint.args[0]
    match constraint.name:
        case "optional":
            return _with_defaults(value, inner, evaluate)
        case "object" if isinstance(inner, Object):
            return _object(value, inner, evaluate).marked(value.marks)
        case "tuple" if isinstance(inner, TupleExpr) and isinstance(value.data, tuple):
            parts = zip(value.data, inner.items, strict=False)
            return tuple_of(_with_defaults(v, c, evaluate) for v, c in parts).marked(value.marks)
        case "map" if isinstance(value.data, Mapping):
            filled = {name: _with_defaults(v, inner, evaluate) for name, v in value.data.items()}
            return object_of(filled).marked(value.marks)
        case "list" | "set" if isinstance(value.data, tuple):
            return tuple_of(_with_defaults(v, inner, evaluate) for v in value.data).marked(
                value.marks
            )
    return value


def _object(value: Value, fields: Object, evaluate: Evaluate) -> Value:
    if not isinstance(value.data, Mapping):
        return value
    attributes = dict(value.data)
    for item in fields.items:
        name = plain_string(item.key)
        if name is None:
            continue
        default = _default_of(item.value)
        if default is not None and (name not in attributes or attributes[name].null):
            attributes[name] = evaluate(default)
        if name in attributes:
            attributes[name] = _with_defaults(attributes[name], item.value, evaluate)
    return object_of(attributes)
