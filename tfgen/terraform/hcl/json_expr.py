"""JSON values as HCL expressions: strings are templates, plain text, or hold an expression."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic
from tfgen.source import LineIndex, Range, SourceFile
from tfgen.terraform.hcl.errors import DUPLICATE_ARGUMENT, SyntaxProblem, finding
from tfgen.terraform.hcl.json_tree import (
    Json,
    JsonList,
    JsonObject,
    JsonScalar,
    JsonText,
    Member,
    places,
)
from tfgen.terraform.hcl.move import moved
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.syntax import (
    Expr,
    Interpolation,
    Item,
    Literal,
    Object,
    Parens,
    Part,
    Template,
    Tuple,
)

_INSIDE = "The string is a template; its syntax is HCL's."
_LITERAL = "For a literal ${ write $${, for a literal %{ write %%{."


class Expressions(Struct, dict=True):
    """Makes the expressions of one JSON file; ``found`` says what is wrong with their syntax."""

    file: SourceFile
    found: list[Diagnostic] = field(default_factory=list)

    @cached_property
    def lines(self) -> LineIndex:
        """The lines of the file."""
        return LineIndex.of(self.file.text)

    def template(self, value: Json) -> Expr:
        """The value with its strings, object keys too, as templates: what arguments hold as a rule."""
        return self._value(value, self._template)

    def verbatim(self, value: Json) -> Expr:
        """The value with its strings as they are.

        For where Terraform evaluates nothing, as in a variable's default.
        """
        return self._value(value, _plain)

    def written(self, value: Json) -> Expr | None:
        """The expression that a string holds (``list(string)``, ``aws_vpc.main``), or None.

        Strings in arrays and objects hold one each. What is no string is itself.
        """
        failed = False

        def text(string: JsonText) -> Expr:
            nonlocal failed
            found = self._written(string)
            failed = failed or found is None
            return found or _plain(string)

        made = self._value(value, text, _plain)
        if failed:
            return None
        return made

    def duplicate(self, again: JsonText, what: str, line: int) -> None:
        """Note a key or an argument that was set before, at ``line``."""
        place = again.range
        problem = SyntaxProblem(
            place.start.offset,
            place.end.offset,
            f"Duplicate {what}",
            f'"{again.value}" was already set at line {line}.',
            "Set it once.",
            DUPLICATE_ARGUMENT,
        )
        self.found.append(finding(problem, self.file, self.lines))

    def _value(
        self,
        value: Json,
        text: Callable[[JsonText], Expr],
        key: Callable[[JsonText], Expr] | None = None,
    ) -> Expr:
        match value:
            case JsonText():
                return text(value)
            case JsonScalar():
                return Literal(value.value, value.range)
            case JsonList():
                items = []
                for item in value.items:
                    items.append(self._value(item, text, key))
                return Tuple(tuple(items), value.range)
            case JsonObject():
                members = []
                for member in self._once(value):
                    made = self._value(member.value, text, key)
                    members.append(
                        Item((key or text)(member.key), made, member.key.range.to(made.range))
                    )
                return Object(tuple(members), value.range)

    def _once(self, value: JsonObject) -> Iterator[Member]:
        first: dict[str, int] = {}
        for member in value.members:
            line = member.key.range.start.line
            if member.key.value in first:
                self.duplicate(member.key, "key", first[member.key.value])
            first.setdefault(member.key.value, line)
            yield member

    def _template(self, string: JsonText) -> Expr:
        if "${" not in string.value and "%{" not in string.value:
            return _plain(string)
        marker = "T"
        while marker in string.value:
            marker += "T"
        opening = f"_ = <<{marker}\n"
        made = self._parsed(opening, f"\n{marker}\n", string)
        if not isinstance(made, Template):
            return _plain(string)
        return _unwrapped(
            replace(made, parts=_without_newline(made), range=string.range, heredoc=False)
        )

    def _written(self, string: JsonText) -> Expr | None:
        before = len(self.found)
        made = self._parsed("_ = (", "\n)\n", string)
        del self.found[before:]
        if isinstance(made, Parens):
            return made.inner
        return None

    def _parsed(self, opening: str, closing: str, string: JsonText) -> Expr | None:
        """The only argument of a small HCL file that holds the string, at its JSON places."""
        start = string.range.start.offset + 1
        raw = self.file.text[start : string.range.end.offset - 1]
        offsets = places(raw)

        def offset(at: int) -> int:
            inside = min(max(at - len(opening), 0), len(offsets) - 1)
            return start + offsets[inside]

        def place(inner: Range) -> Range:
            return self.lines.range(offset(inner.start.offset), offset(inner.end.offset))

        body, found = parse(SourceFile(self.file.path, f"{opening}{string.value}{closing}"))
        for one in found:
            self.found.append(replace(moved(one, place), detail=_INSIDE, help=_LITERAL))
        if body is None or len(body.attributes) != 1 or body.blocks:
            return None
        return moved(body.attributes[0].expr, place)


def _plain(string: JsonText) -> Expr:
    parts = (string.value,)
    return Template(parts if string.value else (), string.range)


def _unwrapped(made: Template) -> Expr:
    """``"${expr}"`` is ``expr``: JSON has no other way to write one."""
    if len(made.parts) == 1 and isinstance(only := made.parts[0], Interpolation):
        return only.expr
    return made


def _without_newline(made: Template) -> tuple[Part, ...]:
    *before, last = made.parts or ("",)
    if isinstance(last, str) and last.endswith("\n"):
        kept = last.removesuffix("\n")
        return (*before, kept) if kept else tuple(before)
    return made.parts
