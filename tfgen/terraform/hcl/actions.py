"""The rules of the grammar as nodes of ``hcl.syntax``, built from the leaves up.

The parser calls the methods with the children of one reduced rule, in order: tokens (``Tok``) and
what other methods returned. They hold no state, so one builder serves all files. Building on the
way, without a tree of the parser's own in between, needs no recursion, however deep the text nests.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tfgen.source import Pos, Range
from tfgen.terraform.hcl.nodes import (
    At,
    Attr,
    Items,
    TermStep,
    apply,
    body_of,
    label,
    leaf,
    mark,
    names,
    nested_splat,
    place,
    place_of,
    simple_parts,
    span,
    splat,
    steps_before_brackets,
    without_tokens,
)
from tfgen.terraform.hcl.syntax import (
    Attribute,
    Binary,
    Block,
    Body,
    Call,
    Conditional,
    Expr,
    ForExpr,
    Item,
    Literal,
    Name,
    Object,
    Parens,
    Splat,
    Template,
    Tuple,
    Unary,
)
from tfgen.terraform.hcl.templates import Mark, Piece, assemble, lines
from tfgen.terraform.hcl.tokens import Tok

Children = Sequence[Any]
"""The values that the parser hands over, of any types. Each method says what it gets."""

ForIntro = tuple[tuple[str, ...], Expr]

_WORDS = {True: "true", False: "false", None: "null"}


class TreeBuilder:
    """The callbacks, named as the rules."""

    # -- structure ----------------------------------------

    def start(self, children: Children) -> Body:
        """The whole file: ``body``, whose range ``parse`` sets."""
        items: Items = children[0]
        return body_of(items, Range(Pos(0, 1, 1), Pos(0, 1, 1)))

    def body(self, children: Children) -> Items:
        """Attributes and blocks between newlines."""
        return without_tokens(children)

    def attribute(self, children: Children) -> Attribute:
        """A name, ``=``, an expression."""
        name, _, value = children
        return Attribute(name.value, value, Range(name.start, value.range.end), place(name))

    def block(self, children: Children) -> Block:
        """A type, labels (names or strings), then a brace, the items between newlines, a brace."""
        at = place_of("LBRACE", children)
        first, opened, closed = children[0], children[at], children[-1]
        labels = tuple(map(label, children[1:at]))
        header = place(first)
        if labels:
            header = Range(first.start, labels[-1].range.end)
        body = body_of(without_tokens(children[at:]), Range(opened.end, closed.start))
        return Block(first.value, labels, body, span(first, closed), header)

    # -- terms ----------------------------------------

    def expr_term(self, children: Children) -> Expr:
        """One token or expression, or an expression between parentheses."""
        if len(children) == 3:
            opened, inner, closed = children
            return Parens(inner, span(opened, closed))
        child: Tok | Expr = children[0]
        if isinstance(child, Tok):
            return leaf(child)
        return child

    def unary_op(self, children: Children) -> Expr:
        """An operator and its operand."""
        op, operand = children
        return Unary(op.value, operand, Range(op.start, operand.range.end))

    def binary_op(self, children: Children) -> Expr:
        """The left operand, the operator, the right operand."""
        left, op, right = children
        return Binary(op.value, left, right, Range(left.range.start, right.range.end))

    def conditional(self, children: Children) -> Expr:
        """``a ? b : c``."""
        condition, _, yes, _, no = children
        return Conditional(condition, yes, no, Range(condition.range.start, no.range.end))

    def tuple(self, children: Children) -> Expr:
        """A bracket, expressions and commas, a bracket."""
        return Tuple(without_tokens(children), span(children[0], children[-1]))

    def object(self, children: Children) -> Expr:
        """A brace, items, commas and newlines, a brace."""
        return Object(without_tokens(children), span(children[0], children[-1]))

    def object_elem(self, children: Children) -> Item:
        """A key, ``=`` or ``:``, a value."""
        key, _, value = children
        return Item(key, value, Range(key.range.start, value.range.end))

    def object_elem_key(self, children: Children) -> Expr:
        """An expression, where a bare word stands for itself."""
        key: Expr = children[0]
        if isinstance(key, Name):
            return Template((key.name,), key.range)
        if isinstance(key, Literal) and (key.value is None or isinstance(key.value, bool)):
            return Template((_WORDS[key.value],), key.range)
        return key

    def function_call(self, children: Children) -> Expr:
        """Names and ``::``, a parenthesis, perhaps what ``arguments`` returned, a parenthesis."""
        at = place_of("LPAR", children)
        name = "".join([part.value for part in children[:at]])
        whole, named = span(children[0], children[-1]), span(children[0], children[at - 1])
        if len(children) == at + 2:
            return Call(name, (), False, whole, named)
        arguments: Children = children[at + 1]
        last: Tok | Expr = arguments[-1]
        expand = isinstance(last, Tok) and last.type == "ELLIPSIS"
        return Call(name, without_tokens(arguments), expand, whole, named)

    def arguments(self, children: Children) -> Children:
        """Expressions, commas, perhaps ``...``."""
        return children

    # -- traversals ----------------------------------------

    def get_attr(self, children: Children) -> TermStep:
        """``.`` and a name."""
        return Attr(children[1])

    def short_index(self, children: Children) -> TermStep:
        """``.`` and a number."""
        number: Tok = children[1]
        return At(leaf(number), number.end, legacy=True)

    def braces_index(self, children: Children) -> TermStep:
        """A bracket, an expression, a bracket."""
        return At(children[1], children[2].end)

    def get_attr_expr_term(self, children: Children) -> Expr:
        """An expression and a step."""
        of, step = children
        return apply(of, step)

    index_expr_term = get_attr_expr_term

    def attr_splat(self, children: Children) -> Children:
        """``.*`` or ``[*]`` and the steps after it."""
        return children

    full_splat = attr_splat

    def attr_splat_expr_term(self, children: Children) -> Expr:
        """An expression and what ``attr_splat`` returned.

        Brackets end the part that is done for each element.
        """
        of, (star, *steps) = children
        if isinstance(of, Splat) and not of.full:
            raise nested_splat(star)
        inner = steps_before_brackets(steps)
        result = splat(of, star, inner, full=False)
        for step in steps[len(inner) :]:
            result = apply(result, step)
        return result

    def full_splat_expr_term(self, children: Children) -> Expr:
        """An expression and what ``full_splat`` returned."""
        of, (star, *steps) = children
        return splat(of, star, steps, full=True)

    # -- for expressions ----------------------------------------

    def for_intro(self, children: Children) -> ForIntro:
        """``for``, one or two names, ``in``, the collection, ``:``."""
        return names(children[1:-3]), children[-2]

    def for_cond(self, children: Children) -> Expr:
        """``if`` and a condition."""
        condition: Expr = children[1]
        return condition

    def for_tuple_expr(self, children: Children) -> Expr:
        """A bracket, what ``for_intro`` returned, the value, perhaps a condition, a bracket."""
        (variables, collection), value = children[1:3]
        condition = None
        if len(children) == 5:
            condition = children[3]
        return ForExpr(
            variables, collection, None, value, condition, False, span(children[0], children[-1])
        )

    def for_object_expr(self, children: Children) -> Expr:
        """The parts of ``{for ... : key => value... if condition}``, with what ``for_intro``
        returned.
        """
        opened, (variables, collection), key, _, value, *rest, closed = children
        grouping = bool(rest) and isinstance(rest[0], Tok)
        condition = None
        if rest and not isinstance(rest[-1], Tok):
            condition = rest[-1]
        return ForExpr(variables, collection, key, value, condition, grouping, span(opened, closed))

    # -- templates ----------------------------------------

    def interpolation(self, children: Children) -> Mark:
        """``${``, an expression, ``}``."""
        return mark("interpolation", children[0], children[-1], children[1])

    def template_if_start(self, children: Children) -> Mark:
        """``%{``, ``if``, a condition, ``}``."""
        return mark("if", children[0], children[-1], children[2])

    def template_for_start(self, children: Children) -> Mark:
        """``%{``, ``for``, one or two names, ``in``, the collection, ``}``."""
        return mark("for", children[0], children[-1], children[-2], names(children[2:-3]))

    def template_word(self, children: Children) -> Mark:
        """``%{``, ``else`` or ``endif`` or ``endfor``, ``}``."""
        return mark(children[1].value, children[0], children[-1])

    def string(self, children: Children) -> Template:
        """A quote, parts, a quote."""
        whole = span(children[0], children[-1])
        if len(children) == 3 and type(children[1]) is Tok:
            return Template((children[1].value,), whole)
        pieces: list[Piece] = []
        for part in children[1:-1]:
            pieces.append(part)
            if type(part) is Tok:
                pieces[-1] = part.value
        return Template(simple_parts(pieces) or assemble(pieces, flush=False, end=whole.end), whole)

    def heredoc(self, children: Children) -> Template:
        """The start, parts, the end marker."""
        pieces: list[Piece] = []
        for part in children[1:-1]:
            if type(part) is Tok:
                pieces += lines(part.value)
            else:
                pieces.append(part)
        whole = span(children[0], children[-1])
        flush = children[0].type == "HEREDOC_TEMPLATE_TRIM"
        return Template(assemble(pieces, flush=flush, end=children[-1].start), whole, heredoc=True)
