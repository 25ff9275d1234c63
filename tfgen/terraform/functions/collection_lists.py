"""Functions of lists and tuples that give lists, tuples or one of their elements."""

from __future__ import annotations

from tfgen.terraform.functions.arguments import (
    MAX_ITEMS,
    int_at,
    is_iterable,
    is_sequence,
    number_at,
    size_at,
    whole_at,
)
from tfgen.terraform.functions.equality import equal
from tfgen.terraform.functions.numeric import added
from tfgen.terraform.functions.spec import Call, FunctionError, FunctionSpec, NotComputable
from tfgen.terraform.types.conversion import ConversionError, convert
from tfgen.terraform.types.model import DYNAMIC, NUMBER, STRING, ListType, PrimitiveType, SetType, TupleType, Type
from tfgen.terraform.types.unify import unify
from tfgen.terraform.types.value import (
    ANYTHING,
    NO_MARKS,
    UNKNOWN,
    Marks,
    Value,
    identity,
    list_of,
    number,
    tuple_of,
    unknown,
)


def _element_type(call: Call) -> Type:
    of, index = call.arguments
    if not is_sequence(of.type):
        raise FunctionError(f"cannot read elements from {of.type.friendly}")
    if isinstance(of.type, ListType):
        return of.type.element
    assert isinstance(of.type, TupleType)
    if index.data is UNKNOWN:
        return DYNAMIC
    at = int_at(call, 1, "invalid index: ")
    if not of.type.elements:
        raise FunctionError("cannot use element function with an empty list")
    return of.type.elements[at % len(of.type.elements)]


def _element(call: Call) -> Value:
    of, at = call.arguments[0], int_at(call, 1, "invalid index: ")
    elements = of.elements
    if not elements:
        raise FunctionError("cannot use element function with an empty list")
    return elements[at % len(elements)].marked(of.marks, call.arguments[1].marks)


def _concat_type(call: Call) -> Type:
    if not call.arguments:
        raise FunctionError("at least one argument is required")
    types = [argument.type for argument in call.arguments]
    if all(isinstance(t, ListType) for t in types) and (common := unify(types)):
        return common
    elements: list[Type] = []
    for i, argument in enumerate(call.arguments):
        if isinstance(argument.type, TupleType):
            elements.extend(argument.type.elements)
        elif not isinstance(argument.type, ListType):
            raise FunctionError(f"all arguments must be lists or tuples; got {argument.type.friendly}", i)
        elif argument.data is UNKNOWN:
            return DYNAMIC
        else:
            elements.extend([argument.type.element] * len(argument.elements))
    return TupleType(tuple(elements))


def _concat(call: Call) -> Value:
    marks: Marks = NO_MARKS.union(*(argument.marks for argument in call.arguments))
    parts = list(call.arguments)
    if isinstance(call.returns, ListType):
        parts = [_converted(argument, call.returns, i) for i, argument in enumerate(parts)]
    elements = [element for part in parts for element in part.elements]
    if len(elements) > MAX_ITEMS:
        raise NotComputable
    found = list_of(elements, call.returns.element) if isinstance(call.returns, ListType) else tuple_of(elements)
    return found.marked(marks)


def _converted(value: Value, want: Type, position: int) -> Value:
    try:
        return convert(value, want)
    except ConversionError as error:
        raise FunctionError(str(error), position) from None


def _reverse_type(call: Call) -> Type:
    of = call.arguments[0].type
    if isinstance(of, TupleType):
        return TupleType(of.elements[::-1])
    if isinstance(of, ListType | SetType):
        return ListType(of.element)
    raise FunctionError(f"can only reverse list or tuple values, not {of.friendly}", 0)


def _reverse(call: Call) -> Value:
    of = call.arguments[0]
    size_at(call, 0)
    return Value(call.returns, of.elements[::-1], of.marks)


def _slice_type(call: Call) -> Type:
    of = call.arguments[0].type
    if isinstance(of, SetType):
        raise FunctionError("cannot slice a set, because its elements do not have indices", 0)
    if not isinstance(of, ListType | TupleType):
        raise FunctionError("must be a list or tuple value", 0)
    start, end = _bounds(call)
    if isinstance(of, ListType):
        return of
    return DYNAMIC if start is None or end is None else TupleType(of.elements[start:end])


def _bounds(call: Call) -> tuple[int | None, int | None]:
    of = call.arguments[0]
    length = len(of.type.elements) if isinstance(of.type, TupleType) else len(of.elements) if of.known else None
    start, end = (_bound(call, i, what, length) for i, what in ((1, "start"), (2, "end")))
    if start is not None and end is not None and start > end:
        raise FunctionError("start index must not be greater than end index", 1)
    return start, end


def _bound(call: Call, position: int, what: str, length: int | None) -> int | None:
    if call.arguments[position].data is UNKNOWN:
        return None
    at = int_at(call, position, f"invalid {what} index: ")
    if at < 0:
        raise FunctionError(f"{what} index must not be less than zero", position)
    if length is not None and at > length:
        raise FunctionError(f"{what} index must not be greater than the length of the list", position)
    return at


def _slice(call: Call) -> Value:
    of = call.arguments[0]
    start, end = _bounds(call)
    return Value(call.returns, of.elements[start:end], of.marks)


def _flatten_type(call: Call) -> Type:
    if not is_iterable(call.arguments[0].type):
        raise FunctionError("can only flatten lists, sets and tuples")
    flat = _flat(call.arguments[0])
    return TupleType(tuple(element.type for element in flat[0])) if flat else DYNAMIC


def _flatten(call: Call) -> Value:
    flat = _flat(call.arguments[0])
    return tuple_of(flat[0]).marked(flat[1]) if flat else ANYTHING.marked(call.arguments[0].all_marks)


def _flat(of: Value) -> tuple[list[Value], Marks] | None:
    """The elements of all sequences in the value and the sequences' marks; None while their number is not known."""
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


def _chunklist(call: Call) -> Value:
    of, size = call.arguments[0], int_at(call, 1, "invalid index: ")
    elements, kind = of.elements, of.type
    if size < 0:
        raise FunctionError("the size argument must be positive")
    step = size or max(1, len(elements))
    chunks = [Value(kind, elements[i : i + step]) for i in range(0, len(elements), step)]
    return list_of(chunks, kind).marked(of.marks)


def _compact(call: Call) -> Value:
    elements = whole_at(call, 0).elements
    return list_of([element for element in elements if element.data], STRING)


def _distinct(call: Call) -> Value:
    of = whole_at(call, 0)
    once: dict[object, Value] = {}
    for element in of.elements:
        once.setdefault(identity(element), element)
    return Value(call.returns, tuple(once.values()))


def _coalescelist_type(call: Call) -> Type:
    if not call.arguments:
        raise FunctionError("at least one argument is required")
    types = set()
    for i, argument in enumerate(call.arguments):
        if not argument.known:
            return DYNAMIC
        if not is_sequence(argument.type):
            raise FunctionError("coalescelist arguments must be lists or tuples", i)
        types.add(argument.type)
    return types.pop() if len(types) == 1 else DYNAMIC


def _coalescelist(call: Call) -> Value:
    for argument in call.arguments:
        if not argument.known:
            return unknown(call.returns)
        if argument.elements:
            return argument
    raise FunctionError("no non-null arguments")


def _matchkeys_type(call: Call) -> Type:
    values, keys, search = call.arguments
    if unify([keys.type, search.type]) is None:
        raise FunctionError("keys and searchset must be of the same type")
    return values.type


def _matchkeys(call: Call) -> Value:
    values, keys, search = call.arguments
    if len(values.elements) != len(keys.elements):
        raise FunctionError("length of keys and values should be equal")
    common = unify([keys.type, search.type])
    assert common is not None
    keys, search = _converted(keys, common, 1), _converted(search, common, 2)
    if not (values.wholly_known and keys.wholly_known and search.wholly_known):
        raise NotComputable
    wanted = {identity(element) for element in search.elements}
    pairs = zip(values.elements, keys.elements, strict=True)
    return Value(call.returns, tuple(value for value, key in pairs if identity(key) in wanted))


def _index(call: Call) -> Value:
    of, wanted = call.arguments
    if not is_sequence(of.type):
        raise FunctionError("argument must be a list or tuple")
    if not of.elements:
        raise FunctionError("cannot search an empty list")
    for i, element in enumerate(of.elements):
        found = equal(element, wanted)
        if found is None:
            raise NotComputable
        if found:
            return number(i)
    raise FunctionError("item not found")


def _one_type(call: Call) -> Type:
    of = call.arguments[0].type
    if isinstance(of, ListType | SetType):
        return of.element
    if isinstance(of, TupleType) and len(of.elements) < 2:
        return of.elements[0] if of.elements else DYNAMIC
    raise FunctionError(_NOT_ONE, 0)


_NOT_ONE = "must be a list, set, or tuple value with either zero or one elements"


def _one(call: Call) -> Value:
    if size_at(call, 0) > 1:
        raise FunctionError(_NOT_ONE, 0)
    elements = call.arguments[0].elements
    return elements[0] if elements else Value(call.returns, None)


def _chunklist_type(call: Call) -> Type:
    return ListType(call.arguments[0].type)


def _same(call: Call) -> Type:
    return call.arguments[0].type


def _sum(call: Call) -> Value:
    of = call.arguments[0]
    if isinstance(of.type, PrimitiveType):
        raise FunctionError("cannot sum noniterable", 0)
    if not of.elements:
        raise FunctionError("cannot sum an empty list", 0)
    if not is_iterable(of.type):
        raise FunctionError(f"argument must be list, set, or tuple. Received {of.type.friendly}", 0)
    whole_at(call, 0)
    summands = Call(tuple(_number(element) for element in of.elements), call.returns, call.context)
    return number(added([number_at(summands, i) for i in range(len(of.elements))]))


def _number(element: Value) -> Value:
    message = "argument must be list, set, or tuple of number values"
    if element.null:
        raise FunctionError(message, 0)
    try:
        return convert(element, NUMBER)
    except ConversionError:
        raise FunctionError(message, 0) from None


FUNCTIONS = {
    "chunklist": FunctionSpec(_chunklist, _chunklist_type),
    "coalescelist": FunctionSpec(_coalescelist, _coalescelist_type),
    "compact": FunctionSpec(_compact),
    "concat": FunctionSpec(_concat, _concat_type),
    "distinct": FunctionSpec(_distinct, _same),
    "element": FunctionSpec(_element, _element_type),
    "flatten": FunctionSpec(_flatten, _flatten_type),
    "index": FunctionSpec(_index),
    "matchkeys": FunctionSpec(_matchkeys, _matchkeys_type),
    "one": FunctionSpec(_one, _one_type),
    "reverse": FunctionSpec(_reverse, _reverse_type),
    "slice": FunctionSpec(_slice, _slice_type),
    "sum": FunctionSpec(_sum),
}
