"""The value that a variable has in the end: what it is given, or its default, made into what its type says."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tfgen.terraform.config.configuration import Declared, argument_of, is_false
from tfgen.terraform.hcl.syntax import Call, Expr, Object
from tfgen.terraform.hcl.syntax import Tuple as TupleExpr
from tfgen.terraform.hcl.walk import nested, plain_string
from tfgen.terraform.types.model import Type
from tfgen.terraform.types.value import Value, object_of, tuple_of
from tfgen.terraform.types.value_conversion import ConversionError, convert

Evaluate = Callable[[Expr], Value]
"""Gives the value of a constant: a default."""


def final_value(declared: Declared, of: Type, given: Value | None, evaluate: Evaluate) -> Value | None:
    """The value of a variable of the type ``of`` that is ``given`` something, or nothing; without the variable's marks.

    None when it has no value, or one of the wrong type. As in core, a null does for "nothing" only where the variable
    is never null, and the defaults of ``optional`` take effect before the conversion.
    """
    if given is None or (given.null and is_false(declared, "nullable")):
        default = argument_of(declared, "default")
        if default is None:
            return None
        given = evaluate(default)
    try:
        return convert(_filled(given, declared, evaluate), of)
    except ConversionError:
        return None


def _filled(value: Value, declared: Declared, evaluate: Evaluate) -> Value:
    written = argument_of(declared, "type") if isinstance(value.data, tuple | Mapping) else None
    if written is None or not any(_default_of(part) for part in nested(written)):
        return value
    return _with_defaults(value, written, evaluate)


def _default_of(type_: Expr) -> Expr | None:
    """``default`` in ``optional(type, default)``."""
    return type_.args[1] if isinstance(type_, Call) and type_.name == "optional" and len(type_.args) == 2 else None


def _with_defaults(value: Value, type_: Expr, evaluate: Evaluate) -> Value:
    """The value with the defaults of ``optional`` in place of what it lacks; null, or not known, it lacks nothing."""
    if not isinstance(type_, Call) or not type_.args or value.null or not value.known:
        return value
    inner = type_.args[0]
    match type_.name:
        case "optional":
            return _with_defaults(value, inner, evaluate)
        case "object" if isinstance(inner, Object):
            return _object(value, inner, evaluate).marked(value.marks)
        case "tuple" if isinstance(inner, TupleExpr) and isinstance(value.data, tuple):
            parts = zip(value.data, inner.items, strict=False)
            return tuple_of(_with_defaults(v, t, evaluate) for v, t in parts).marked(value.marks)
        case "map" if isinstance(value.data, Mapping):
            filled = {name: _with_defaults(v, inner, evaluate) for name, v in value.data.items()}
            return object_of(filled).marked(value.marks)
        case "list" | "set" if isinstance(value.data, tuple):
            return tuple_of(_with_defaults(v, inner, evaluate) for v in value.data).marked(value.marks)
    return value


def _object(value: Value, fields: Object, evaluate: Evaluate) -> Value:
    if not isinstance(value.data, Mapping):
        return value
    found = dict(value.data)
    for item in fields.items:
        name = plain_string(item.key)
        if name is None:
            continue
        default = _default_of(item.value)
        if default is not None and (name not in found or found[name].null):
            found[name] = evaluate(default)
        if name in found:
            found[name] = _with_defaults(found[name], item.value, evaluate)
    return object_of(found)
