"""The flat pieces of a template, as scanned, to the nested parts of ``syntax.Template``.

Follows HashiCorp's ``hclsyntax``: strip markers eat the blanks of the literal text next to them (in
a heredoc: of that line), ``<<-`` removes the indentation that all lines share, directives nest.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from tfgen.source import Pos, Range
from tfgen.terraform.hcl.errors import fault
from tfgen.terraform.hcl.syntax import Directive, Expr, Interpolation, Part


class Mark(Struct):
    """``${...}``, of the kind ``interpolation``, or ``%{...}``, of the kind ``if``, ``else`` ..."""

    kind: str
    range: Range
    strip_before: bool
    strip_after: bool
    subject: Expr | None = None
    names: tuple[str, ...] = ()


Piece = str | Mark
"""Literal text (unescaped; of a heredoc: one line at most), or a mark."""


class _Open(Struct):
    """A directive that has not met its end; ``otherwise`` is None until ``else``."""

    mark: Mark
    body: list[Part] = field(default_factory=list)
    otherwise: list[Part] | None = None

    @property
    def target(self) -> list[Part]:
        if self.otherwise is None:
            return self.body
        return self.otherwise


_ENDS = {"endif": "if", "endfor": "for"}


def assemble(pieces: Sequence[Piece], *, flush: bool, end: Pos) -> tuple[Part, ...]:
    """The parts that ``pieces`` stand for, in a template that closes at ``end``.

    ``flush`` is for ``<<-``. Raises ``HclSyntaxError`` for directives that do not fit together.
    """
    texts = _stripped(pieces)
    if flush:
        _flush(texts)
    return _nested(texts, end)


def lines(text: str) -> list[str]:
    """``text`` in pieces of one line each, with its line feed."""
    *ended, rest = text.split("\n")
    pieces = [line + "\n" for line in ended]
    if rest:
        pieces.append(rest)
    return pieces


def _stripped(pieces: Sequence[Piece]) -> list[Piece]:
    done: list[Piece] = []
    strip = False
    for piece in pieces:
        if isinstance(piece, str):
            done.append(piece.lstrip() if strip else piece)
            strip = False
            continue
        if piece.strip_before and done and isinstance(before := done[-1], str):
            done[-1] = before.rstrip()
        strip = piece.strip_after
        done.append(piece)
    return done


def _flush(pieces: list[Piece]) -> None:
    """Remove, in place, the indentation that all lines share.

    Blank lines do not count, and keep what they hold.
    """
    indents: dict[int, int] = {}
    begins = True
    for at, piece in enumerate(pieces):
        if begins and not _is_blank_line(piece):
            indents[at] = _indent(piece)
        begins = _ends_line(piece)
    shared = min(indents.values(), default=0)
    for at in indents:
        piece = pieces[at]
        if isinstance(piece, str):
            pieces[at] = piece[shared:]


def _ends_line(piece: Piece) -> bool:
    return isinstance(piece, str) and piece.endswith("\n")


def _is_blank_line(piece: Piece) -> bool:
    return isinstance(piece, str) and piece.endswith("\n") and not piece.strip()


def _indent(piece: Piece) -> int:
    if not isinstance(piece, str):
        return 0
    return len(piece) - len(piece.lstrip())


def _nested(pieces: Sequence[Piece], end: Pos) -> tuple[Part, ...]:
    root: list[Part] = []
    stack: list[_Open] = []
    for piece in pieces:
        if isinstance(piece, str):
            _add_text(_innermost(stack, root), piece)
        elif piece.kind == "interpolation" and piece.subject is not None:
            _innermost(stack, root).append(Interpolation(piece.subject, piece.range))
        elif piece.kind in ("if", "for"):
            stack.append(_Open(piece))
        elif piece.kind == "else":
            _switch(stack, piece)
        else:
            closed = _close(stack, piece)
            _innermost(stack, root).append(closed)
    if stack:
        raise _never_closed(stack[-1].mark, end)
    return tuple(root)


def _innermost(stack: Sequence[_Open], root: list[Part]) -> list[Part]:
    if stack:
        return stack[-1].target
    return root


def _add_text(target: list[Part], text: str) -> None:
    if target and isinstance(before := target[-1], str):
        target[-1] = before + text
    elif text:
        target.append(text)


def _switch(stack: list[_Open], mark: Mark) -> None:
    if not stack or stack[-1].mark.kind != "if" or stack[-1].otherwise is not None:
        raise _misplaced(mark, "if")
    stack[-1].otherwise = []


def _close(stack: list[_Open], mark: Mark) -> Directive:
    opening = _ENDS[mark.kind]
    if not stack or stack[-1].mark.kind != opening or (subject := stack[-1].mark.subject) is None:
        raise _misplaced(mark, opening)
    done = stack.pop()
    span = done.mark.range.to(mark.range)
    return Directive(
        opening, done.mark.names, subject, tuple(done.body), tuple(done.otherwise or ()), span
    )


def _misplaced(mark: Mark, opening: str) -> Exception:
    return fault(
        mark.range.start.offset,
        mark.range.end.offset,
        f"Unexpected template directive %{{ {mark.kind} }}",
        f"No %{{ {opening} }} is open here that it belongs to.",
        f"Remove it, or write %{{ {opening} ... }} before it. For a literal %{{ write %%{{.",
    )


def _never_closed(mark: Mark, end: Pos) -> Exception:
    return fault(
        mark.range.start.offset,
        mark.range.end.offset,
        f"Missing %{{ end{mark.kind} }} for the template directive at line {mark.range.start.line}",
        f"The template ends at line {end.line} without it.",
        f"Write %{{ end{mark.kind} }} where the part ends. For a literal %{{ write %%{{.",
    )
