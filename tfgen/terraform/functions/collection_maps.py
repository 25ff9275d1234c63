"""Functions of maps and objects."""

from __future__ import annotations

from tfgen.terraform.functions.arguments import common_marks, mapping, size, text_at, whole_at
from tfgen.terraform.functions.spec import FunctionCall, FunctionError, FunctionSpec, NotComputable
from tfgen.terraform.types.model import (
    DYNAMIC,
    STRING,
    ListType,
    MapType,
    ObjectType,
    TupleType,
    Type,
)
from tfgen.terraform.types.value import (
    SECRET,
    UNKNOWN,
    Value,
    list_of,
    map_of,
    object_of,
    string,
    tuple_of,
    unknown,
)
from tfgen.terraform.types.value_conversion import ConversionError, convert


def _keys_type(call: FunctionCall) -> Type:
    of = call.arguments[0].type
    if isinstance(of, MapType):
        return ListType(STRING)
    if isinstance(of, ObjectType):
        return TupleType((STRING,) * len(of.fields))
    raise FunctionError("must have map or object type", 0)


def _keys(call: FunctionCall) -> Value:
    of = call.arguments[0]
    if isinstance(of.type, ObjectType):
        return tuple_of(map(string, of.type.attributes)).marked(of.marks)
    if not of.known:
        return unknown(call.returns, marks=of.marks)
    return list_of(map(string, mapping(of)), STRING).marked(of.marks)


def _values_type(call: FunctionCall) -> Type:
    of = call.arguments[0].type
    if isinstance(of, MapType):
        return ListType(of.element)
    if isinstance(of, ObjectType):
        return TupleType(tuple(of.attributes.values()))
    raise FunctionError("values() requires a map as the first argument")


def _values(call: FunctionCall) -> Value:
    of = call.arguments[0]
    return Value(call.returns, tuple(mapping(of).values()), of.marks)


def _lookup_type(call: FunctionCall) -> Type:
    of, key, *default = call.arguments
    if len(default) > 1:
        raise FunctionError(f"lookup() takes two or three arguments, got {len(call.arguments)}")
    if isinstance(of.type, ObjectType):
        if not isinstance(key.data, str):
            return DYNAMIC
        field = of.type.get(key.data)
        if field is not None:
            return field
        if not default:
            raise FunctionError(f'the given object has no attribute "{key.data}"', 0)
        return default[0].type
    if not isinstance(of.type, MapType):
        raise FunctionError("lookup() requires a map as the first argument", 0)
    if default:
        _as(default[0], of.type.element)
    return of.type.element


def _as(default: Value, want: Type) -> Value:
    try:
        return convert(default, want)
    except ConversionError:
        raise FunctionError(
            "the default value must have the same type as the map elements", 2
        ) from None


def _lookup(call: FunctionCall) -> Value:
    of, key, *default = call.arguments
    marks = of.marks | key.marks
    if not (of.known and key.known):
        return unknown(call.returns, marks=marks)
    found = mapping(of).get(text_at(call, 1))
    if found is not None:
        return found.marked(marks)
    if default:
        return _as(default[0], call.returns).marked(marks)
    raise FunctionError(f"lookup failed to find key {_shown(key)}")


def _shown(key: Value) -> str:
    if key.marks & SECRET:
        return "(sensitive value)"
    return f'"{key.data}"'


def _merge_type(call: FunctionCall) -> Type:
    if not call.arguments:
        return ObjectType(())
    fields: dict[str, Type] = {}
    known = True
    for argument in call.arguments:
        of = argument.type
        if of == DYNAMIC:
            return DYNAMIC
        if isinstance(of, ObjectType):
            if not argument.null:
                fields.update(of.attributes)
        elif not isinstance(of, MapType):
            raise FunctionError(f'arguments must be maps or objects, got "{of.friendly}"')
        elif argument.data is UNKNOWN:
            known = False
        elif not argument.null:
            fields.update(dict.fromkeys(mapping(argument), of.element))
    if len({argument.type for argument in call.arguments}) == 1:
        return call.arguments[0].type
    if known:
        return ObjectType.of(fields)
    return DYNAMIC


def _merge(call: FunctionCall) -> Value:
    marks = common_marks(call.arguments)
    given = [argument for argument in call.arguments if not argument.null]
    if call.arguments and not given and isinstance(call.returns, ObjectType):
        raise NotComputable
    merged: dict[str, Value] = {}
    for argument in given:
        if argument.data is UNKNOWN:
            return unknown(call.returns, marks=marks)
        merged.update(mapping(argument))
    if isinstance(call.returns, MapType):
        return map_of(merged, call.returns.element).marked(marks)
    return object_of(merged).marked(marks)


def _zipmap_type(call: FunctionCall) -> Type:
    keys, values = call.arguments
    if isinstance(values.type, ListType):
        return MapType(values.type.element)
    if not isinstance(values.type, TupleType):
        raise FunctionError("values argument must be a list or tuple value")
    if not keys.wholly_known:
        return DYNAMIC
    names = _names(keys)
    _same_length(len(names), len(values.type.elements))
    return ObjectType.of(dict(zip(names, values.type.elements, strict=True)))


def _names(keys: Value) -> list[str]:
    for i, key in enumerate(keys.elements):
        if key.null:
            raise FunctionError(f"keys list has null value at index {i}")
    return [str(key.data) for key in keys.elements]


def _same_length(keys: int, values: int) -> None:
    if keys != values:
        raise FunctionError(f"number of keys ({keys}) does not match number of values ({values})")


def _zipmap(call: FunctionCall) -> Value:
    keys, values = call.arguments
    marks = keys.all_marks | values.marks
    if not keys.wholly_known:
        return unknown(call.returns, marks=marks)
    _same_length(size(keys), size(values))
    names = _names(keys)
    if values.data is UNKNOWN:
        return unknown(call.returns, marks=marks)
    return Value(call.returns, dict(zip(names, values.elements, strict=True)), marks)


def _transpose(call: FunctionCall) -> Value:
    found: dict[str, list[str]] = {}
    for name, names in mapping(whole_at(call, 0)).items():
        for other in names.elements:
            if other.null:
                raise FunctionError("input list must not contain null string", 0)
            found.setdefault(str(other.data), []).append(name)
    lists: dict[str, Value] = {}
    for name in sorted(found):
        lists[name] = list_of(map(string, sorted(found[name])), STRING)
    return map_of(lists, ListType(STRING))


FUNCTIONS = {
    "keys": FunctionSpec(_keys, _keys_type),
    "lookup": FunctionSpec(_lookup, _lookup_type),
    "merge": FunctionSpec(_merge, _merge_type),
    "transpose": FunctionSpec(_transpose),
    "values": FunctionSpec(_values, _values_type),
    "zipmap": FunctionSpec(_zipmap, _zipmap_type),
}
