"""The filters of templates: Jinja's for values,
and our own where Jinja's would make text of anything.

``upper`` of a list, of an expression or of a macro's text is a mistake, not its Python form in
quotes. Filters for HTML and display and the random one are left out; numbers are read from text in
Python, where a mistake can be reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from jinja2 import Undefined
from jinja2.filters import FILTERS

from tfgen.render.finalize import hcl, identifier, label
from tfgen.render.markup import MARKS, Fragment, Keyed, UnprintableError, marked
from tfgen.terraform.hcl.literal import Expr, literal

Filter = Callable[..., Any]

_OF_VALUES = (
    "abs",
    "batch",
    "count",
    "d",
    "default",
    "dictsort",
    "first",
    "groupby",
    "items",
    "last",
    "length",
    "list",
    "map",
    "max",
    "min",
    "reject",
    "rejectattr",
    "reverse",
    "round",
    "select",
    "selectattr",
    "slice",
    "sort",
    "sum",
    "unique",
)
_BLANKS_AND_MARKS = r"(?:\s|\x00[^\x00]*\x00)+"
_ENDS = re.compile(rf"\A{_BLANKS_AND_MARKS}|{_BLANKS_AND_MARKS}\Z")
_SEPARATOR = re.compile(r"[\s,.+&|]*")


def text(value: object) -> str:
    """A string or number as text, to be joined to other text.
    Raises ``UnprintableError`` for everything else.
    """
    match value:
        case str():
            return str(value)
        case bool() | None:
            raise UnprintableError(f"the value {literal(value)} cannot be joined to text")
        case int() | float():
            return literal(value)
        case Keyed():
            return text(value.value)
        case Undefined() | Fragment():
            return str(value)  # raises
        case Expr():
            raise UnprintableError(
                "an expression cannot be joined to text; print it by itself, or build it in Python"
            )
    raise UnprintableError(f"a {type(value).__name__} cannot be joined to text")


def joined(*values: object) -> str:
    """The text of all values, which is ``a ~ b``. Raises ``UnprintableError``, see ``text``."""
    return "".join(map(text, values))


def join(values: Iterable[object], separator: str = "") -> str | Fragment:
    """All values with ``separator`` between them:
    text of texts and numbers, a fragment of fragments and expressions.

    Raises ``UnprintableError`` for a mixture, and for a separator between fragments that is not
    just punctuation: it would be printed raw.
    """
    items = list(values)
    if not any(isinstance(item, Fragment | Expr) for item in items):
        return text(separator).join(map(text, items))
    if not isinstance(separator, str) or not _SEPARATOR.fullmatch(separator):
        raise UnprintableError("between macros' texts only blanks and punctuation can stand")
    return Fragment(separator.join(map(_raw, items)))


def trim(value: object) -> str | Fragment:
    """Without blanks at both ends."""
    if isinstance(value, Fragment):
        return Fragment(_ENDS.sub(_marks_in, marked(value)))
    return text(value).strip()


def _marks_in(match: re.Match[str]) -> str:
    return "".join(MARKS.findall(match[0]))


def indent(
    value: object, width: int = 4, first: bool = False, blank: bool = False
) -> str | Fragment:
    """Each line but the first (unless ``first``)
    and blank ones (unless ``blank``) ``width`` spaces further right.
    """
    if isinstance(value, Fragment):
        return Fragment(_indented(marked(value), width, first, blank))
    return _indented(text(value), width, first, blank)


def _indented(source: str, width: int, first: bool, blank: bool) -> str:
    lines = source.split("\n")
    for i, line in enumerate(lines):
        is_meant = i > 0 or first
        if is_meant and (blank or MARKS.sub("", line).strip()):
            lines[i] = " " * width + line
    return "\n".join(lines)


def replace(value: object, old: str, new: str) -> str:
    """The text of ``value`` with ``new`` for each ``old``."""
    return text(value).replace(text(old), text(new))


def _raw(item: object) -> str:
    if isinstance(item, Fragment | Expr):
        return hcl(item)
    raise UnprintableError(
        "macros' texts and values cannot be joined to each other; print one after the other"
    )


FILTERS_OF_TEMPLATES: dict[str, Filter] = {
    **{name: FILTERS[name] for name in _OF_VALUES},
    "capitalize": lambda value: text(value).capitalize(),
    "lower": lambda value: text(value).lower(),
    "title": lambda value: text(value).title(),
    "upper": lambda value: text(value).upper(),
    "identifier": identifier,
    "indent": indent,
    "join": join,
    "label": label,
    "replace": replace,
    "trim": trim,
}
"""By name."""
