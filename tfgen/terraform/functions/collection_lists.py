"""Functions of lists and tuples that give lists or tuples."""

from __future__ import annotations

from tfgen.terraform.functions.arguments import (
    MAX_ITEMS,
    common_marks,
    converted,
    int_at,
    is_iterable,
    is_sequence,
    size_at,
    whole_at,
)
from tfgen.terraform.functions.spec import FunctionCall, FunctionError, FunctionSpec, NotComputable
from tfgen.terraform.types.model import DYNAMIC, STRING, ListType, SetType, TupleType, Type
from tfgen.terraform.types.type_conversion import unify
from tfgen.terraform.types.value import (
    ANYTHING,
    UNKNOWN,
    Marks,
    Value,
    identity,
    list_of,
    tuple_of,
    unknown,
)


def _concat_type(call: FunctionCall) -> Type:
    if not call.arguments:
        raise FunctionError("at least one argument is required")
    common = _common_list_type(call)
    if common is not None:
        return common
    elements: list[Type] = []
    for i, argument in enumerate(call.arguments):
        if isinstance(argument.type, TupleType):
            elements.extend(argument.type.elements)
        elif not isinstance(argument.type, ListType):
            raise FunctionError(
                f"all arguments must be lists or tuples; got {argument.type.friendly}", i
            )
        elif argument.data is UNKNOWN:
            return DYNAMIC
        else:
            elements.extend([argument.type.element] * len(argument.elements))
    return TupleType(tuple(elements))


def _common_list_type(call: FunctionCall) -> Type | None:
    types: list[Type] = []
    for argument in call.arguments:
        if not isinstance(argument.type, ListType):
            return None
        types.append(argument.type)
    return unify(types)


def _concat(call: FunctionCall) -> Value:
    elements: list[Value] = []
    for i, argument in enumerate(call.arguments):
        part = argument
        if isinstance(call.returns, ListType):
            part = converted(argument, call.returns, i)
        elements.extend(part.elements)
    if len(elements) > MAX_ITEMS:
        raise NotComputable
    marks = common_marks(call.arguments)
    if isinstance(call.returns, ListType):
        return list_of(elements, call.returns.element).marked(marks)
    return tuple_of(elements).marked(marks)


def _reverse_type(call: FunctionCall) -> Type:
    of = call.arguments[0].type
    if isinstance(of, TupleType):
        return TupleType(of.elements[::-1])
    if isinstance(of, ListType | SetType):
        return ListType(of.element)
    raise FunctionError(f"can only reverse list or tuple values, not {of.friendly}", 0)


def _reverse(call: FunctionCall) -> Value:
    of = call.arguments[0]
    size_at(call, 0)
    return Value(call.returns, of.elements[::-1], of.marks)


def _slice_type(call: FunctionCall) -> Type:
    of = call.arguments[0].type
    if isinstance(of, SetType):
        raise FunctionError("cannot slice a set, because its elements do not have indices", 0)
    if not isinstance(of, ListType | TupleType):
        raise FunctionError("must be a list or tuple value", 0)
    start, end = _bounds(call)
    if isinstance(of, ListType):
        return of
    if start is None or end is None:
        return DYNAMIC
    return TupleType(of.elements[start:end])


def _bounds(call: FunctionCall) -> tuple[int | None, int | None]:
    length = _known_length(call.arguments[0])
    start, end = _bound(call, 1, "start", length), _bound(call, 2, "end", length)
    if start is not None and end is not None and start > end:
        raise FunctionError("start index must not be greater than end index", 1)
    return start, end


def _known_length(of: Value) -> int | None:
    if isinstance(of.type, TupleType):
        return len(of.type.elements)
    return len(of.elements) if of.known else None


def _bound(call: FunctionCall, position: int, what: str, length: int | None) -> int | None:
    if call.arguments[position].data is UNKNOWN:
        return None
    at = int_at(call, position, f"invalid {what} index: ")
    if at < 0:
        raise FunctionError(f"{what} index must not be less than zero", position)
    if length is not None and at > length:
        raise FunctionError(
            f"{what} index must not be greater than the length of the list", position
        )
    return at


def _slice(call: FunctionCall) -> Value:
    of = call.arguments[0]
    start, end = _bounds(call)
    return Value(call.returns, of.elements[start:end], of.marks)


def _flatten_type(call: FunctionCall) -> Type:
    if not is_iterable(call.arguments[0].type):
        raise FunctionError("can only flatten lists, sets and tuples")
    flat = _flat(call.arguments[0])
    return tuple_of(flat[0]).type if flat else DYNAMIC


def _flatten(call: FunctionCall) -> Value:
    flat = _flat(call.arguments[0])
    if flat is None:
        return ANYTHING.marked(call.arguments[0].all_marks)
    elements, marks = flat
    return tuple_of(elements).marked(marks)


def _flat(of: Value) -> tuple[list[Value], Marks] | None:
    """The elements of all sequences in the value, and the sequences' marks.

    None while the number of elements is not known.
    """
    if not of.known or (isinstance(of.type, SetType) and not of.wholly_known):
        return None
    elements: list[Value] = []
    marks = of.marks
    for element in of.elements:
        if element.type == DYNAMIC and not element.known:
            return None
        if not is_iterable(element.type) or element.null:
            elements.append(element)
            continue
        inner = _flat(element)
        if inner is None or len(elements) + len(inner[0]) > MAX_ITEMS:
            return None
        elements += inner[0]
        marks |= inner[1]
    return elements, marks


def _chunklist_type(call: FunctionCall) -> Type:
    return ListType(call.arguments[0].type)


def _chunklist(call: FunctionCall) -> Value:
    of, size = call.arguments[0], int_at(call, 1, "invalid index: ")
    elements, kind = of.elements, of.type
    if size < 0:
        raise FunctionError("the size argument must be positive")
    step = size or max(1, len(elements))
    chunks: list[Value] = []
    for start in range(0, len(elements), step):
        chunks.append(Value(kind, elements[start : start + step]))
    return list_of(chunks, kind).marked(of.marks)


def _compact(call: FunctionCall) -> Value:
    elements = [element for element in whole_at(call, 0).elements if element.data]
    return list_of(elements, STRING)


def _distinct_type(call: FunctionCall) -> Type:
    return call.arguments[0].type


def _distinct(call: FunctionCall) -> Value:
    of = whole_at(call, 0)
    once: dict[object, Value] = {}
    for element in of.elements:
        once.setdefault(identity(element), element)
    return Value(call.returns, tuple(once.values()))


def _coalescelist_type(call: FunctionCall) -> Type:
    if not call.arguments:
        raise FunctionError("at least one argument is required")
    types = set()
    for i, argument in enumerate(call.arguments):
        if not argument.known:
            return DYNAMIC
        if not is_sequence(argument.type):
            raise FunctionError("coalescelist arguments must be lists or tuples", i)
        types.add(argument.type)
    if len(types) > 1:
        return DYNAMIC
    return types.pop()


def _coalescelist(call: FunctionCall) -> Value:
    for argument in call.arguments:
        if not argument.known:
            return unknown(call.returns)
        if argument.elements:
            return argument
    raise FunctionError("no non-null arguments")


def _matchkeys_type(call: FunctionCall) -> Type:
    values, keys, search = call.arguments
    if unify([keys.type, search.type]) is None:
        raise FunctionError("keys and searchset must be of the same type")
    return values.type


def _matchkeys(call: FunctionCall) -> Value:
    values, keys, search = call.arguments
    if len(values.elements) != len(keys.elements):
        raise FunctionError("length of keys and values should be equal")
    common = unify([keys.type, search.type])
    assert common is not None
    keys, search = converted(keys, common, 1), converted(search, common, 2)
    if not (values.wholly_known and keys.wholly_known and search.wholly_known):
        raise NotComputable
    wanted = {identity(element) for element in search.elements}
    chosen: list[Value] = []
    for value, key in zip(values.elements, keys.elements, strict=True):
        if identity(key) in wanted:
            chosen.append(value)
    return Value(call.returns, tuple(chosen))


FUNCTIONS = {
    "chunklist": FunctionSpec(_chunklist, _chunklist_type),
    "coalescelist": FunctionSpec(_coalescelist, _coalescelist_type),
    "compact": FunctionSpec(_compact),
    "concat": FunctionSpec(_concat, _concat_type),
    "distinct": FunctionSpec(_distinct, _distinct_type),
    "flatten": FunctionSpec(_flatten, _flatten_type),
    "matchkeys": FunctionSpec(_matchkeys, _matchkeys_type),
    "reverse": FunctionSpec(_reverse, _reverse_type),
    "slice": FunctionSpec(_slice, _slice_type),
}
