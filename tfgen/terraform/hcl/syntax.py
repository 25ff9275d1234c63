"""HCL as data: bodies, blocks, attributes and expressions, each with its place.

Every node keeps ``range``: where it stands in its file (without trailing blanks or comments). Trees
are immutable and hold nothing of the parser, so they can be kept, compared and pickled.
"""

from __future__ import annotations

from msgspec import Struct

from tfgen.source import Range


class Node(Struct, frozen=True, gc=False, array_like=True, tag=True, tag_field="node"):
    """Common to all nodes: no cycles, so the collector need not look; a compact form for ``kept``."""


class Literal(Node, frozen=True):
    """A number (int or float), bool or null. Strings are always ``Template``."""

    value: int | float | bool | None
    range: Range


class Interpolation(Node, frozen=True):
    """``${expr}`` inside a template."""

    expr: Expr
    range: Range


class Directive(Node, frozen=True):
    """A whole ``%{ if }...%{ endif }`` or ``%{ for }...%{ endfor }`` inside a template.

    ``kind`` is ``if`` or ``for``; ``names`` are the loop's variables; ``subject`` is the condition
    or collection.
    """

    kind: str
    names: tuple[str, ...]
    subject: Expr
    body: tuple[Part, ...]
    otherwise: tuple[Part, ...]
    range: Range


Part = str | Interpolation | Directive
"""A piece of a template; ``str`` is literal text, unescaped."""


class Template(Node, frozen=True):
    """A quoted string or a heredoc. One ``str`` part (or none, for ``""``): a plain string."""

    parts: tuple[Part, ...]
    range: Range
    heredoc: bool = False


class Name(Node, frozen=True):
    """The root of a reference: ``var``, ``local``, ``aws_vpc``, a ``for`` variable."""

    name: str
    range: Range


class GetAttr(Node, frozen=True):
    """``of.name``; ``.0`` (legacy index) is an ``Index`` with a number."""

    of: Expr
    name: str
    range: Range
    name_range: Range


class Index(Node, frozen=True):
    """``of[key]``."""

    of: Expr
    key: Expr
    range: Range


class Splat(Node, frozen=True):
    """``of[*]`` or ``of.*``, then ``each`` applied to every element.

    ``each`` is written over the pseudo reference ``Name("*")``: ``x[*].id`` has
    ``GetAttr(Name("*"), "id")``. ``full`` is True for ``[*]``, False for the legacy ``.*``.
    """

    of: Expr
    each: Expr
    full: bool
    range: Range


class Call(Node, frozen=True):
    """``name(args...)``; ``name`` may hold ``::``; ``expand`` for a final ``...``."""

    name: str
    args: tuple[Expr, ...]
    expand: bool
    range: Range
    name_range: Range


class Tuple(Node, frozen=True):
    """``[a, b]``."""

    items: tuple[Expr, ...]
    range: Range


class Item(Node, frozen=True):
    """``key = value`` in an object.

    A bare word as key is a plain-string ``Template``; ``(expr)`` is a ``Parens``.
    """

    key: Expr
    value: Expr
    range: Range


class Object(Node, frozen=True):
    """``{ key = value }``."""

    items: tuple[Item, ...]
    range: Range


class ForExpr(Node, frozen=True):
    """``[for k, v in c : value if cond]``, or with ``key =>`` in braces.

    ``key`` is None for the tuple form.
    """

    names: tuple[str, ...]
    collection: Expr
    key: Expr | None
    value: Expr
    condition: Expr | None
    grouping: bool
    range: Range


class Conditional(Node, frozen=True):
    """``condition ? yes : no``."""

    condition: Expr
    yes: Expr
    no: Expr
    range: Range


class Binary(Node, frozen=True):
    """``left op right``."""

    op: str
    left: Expr
    right: Expr
    range: Range


class Unary(Node, frozen=True):
    """``-operand`` or ``!operand``."""

    op: str
    operand: Expr
    range: Range


class Parens(Node, frozen=True):
    """``(inner)``."""

    inner: Expr
    range: Range


Expr = (
    Literal | Template | Name | GetAttr | Index | Splat | Call | Tuple | Object | ForExpr
    | Conditional | Binary | Unary | Parens
)  # fmt: skip


class Attribute(Node, frozen=True):
    """``name = expr``."""

    name: str
    expr: Expr
    range: Range
    name_range: Range


class Label(Node, frozen=True):
    """A block's label, quoted or bare."""

    value: str
    range: Range


class Block(Node, frozen=True):
    """``type "label" { body }``. ``header`` is the range of type and labels."""

    type: str
    labels: tuple[Label, ...]
    body: Body
    range: Range
    header: Range

    @property
    def label_values(self) -> tuple[str, ...]:
        """The texts of its labels."""
        return tuple(label.value for label in self.labels)


class Body(Node, frozen=True):
    """The inside of braces, or a whole file; both tuples in source order, duplicates kept."""

    attributes: tuple[Attribute, ...]
    blocks: tuple[Block, ...]
    range: Range

    @property
    def names(self) -> frozenset[str]:
        """The names of its arguments."""
        return frozenset(attribute.name for attribute in self.attributes)

    def argument(self, *names: str) -> Attribute | None:
        """The first argument that has one of these names; None where there is none."""
        for attribute in self.attributes:
            if attribute.name in names:
                return attribute
        return None

    def get(self, name: str) -> Expr | None:
        """The expression of the first argument of that name; None where there is none."""
        for attribute in self.attributes:
            if attribute.name == name:
                return attribute.expr
        return None
