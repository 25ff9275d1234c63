"""What the strings of one environment stand for: placeholders filled in, references checked and typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from tfgen.diagnostics import Diagnostic
from tfgen.library.module import Module, Output
from tfgen.library.values import Typed
from tfgen.source import Pos, Range
from tfgen.spelling import did_you_mean
from tfgen.stack.interpolate import PLACEHOLDERS, BadInterpolation, Piece, Reference, pieces
from tfgen.stack.spec import Environment
from tfgen.terraform.hcl.literal import Expr, UnrepresentableError, escape, literal
from tfgen.terraform.types.model import (
    DYNAMIC,
    STRING,
    ListType,
    MapType,
    ObjectType,
    PrimitiveType,
    SetType,
    TupleType,
    Type,
)
from tfgen.yaml.nodes import ListNode, MapNode, ScalarNode, dotted, short


class StringReader(Struct):
    """Reads the strings of one environment. ``used`` gathers the services that the strings refer to.

    Findings: a bad ``${`` (TFG021), an unknown service, output, key or placeholder (TFG017), a value that cannot stand
    inside text (TFG018).
    """

    file: str
    environment: Environment
    placeholders: Mapping[str, str]
    modules: Mapping[str, Module | None]
    references: bool = True
    used: set[str] = field(default_factory=set)
    found: list[Diagnostic] = field(default_factory=list)

    def resolve(self, node: ScalarNode) -> str | Typed | None:
        """What the string says, or None after a finding."""
        parts = pieces(str(node.value))
        read = [self._piece(piece, node) for piece in parts]
        if any(part is None for part in read):
            return None
        if len(read) == 1:
            return read[0]
        if all(isinstance(part, str) for part in read):
            return "".join(part for part in read if isinstance(part, str))
        return self._template([p for p in read if p is not None], parts, node)

    def _piece(self, piece: Piece, node: ScalarNode) -> str | Typed | None:
        if isinstance(piece, str):
            return piece
        if isinstance(piece, BadInterpolation):
            return self._bad(piece, node)
        if piece.root in PLACEHOLDERS:
            return self._placeholder(piece, node)
        return self._reference(piece, node)

    def _bad(self, piece: BadInterpolation, node: ScalarNode) -> Typed | None:
        detail = f"{short(piece.text)} is no reference: no operators, functions or quotes can stand in it."
        if not piece.closed:
            detail = f'{short(piece.text)} has no "}}".'
        help_ = 'Write "${service.output}" or a placeholder, or "$${" for a literal "${".'
        return self._find("TFG021", 'Not a reference after "${"', detail, help_, node, piece)

    def _placeholder(self, piece: Reference, node: ScalarNode) -> str | None:
        if piece.steps:
            detail = f"{piece.root} is a text and has no parts."
            self._find("TFG017", _unknown(piece), detail, f"Write ${{{piece.root}}}.", node, piece)
            return None
        return self.placeholders[piece.root]

    def _reference(self, piece: Reference, node: ScalarNode) -> Typed | None:
        if not self.references:
            detail = f"Only {_listed(PLACEHOLDERS)} can stand here."
            return self._find("TFG017", _unknown(piece), detail, 'Write "$${" for a literal "${".', node, piece)
        names = [s.name for s in self.environment.services]
        if piece.root not in names:
            what = f'There is no service "{piece.root}".'
            return self._unknown(piece, what, piece.root, (*names, *PLACEHOLDERS), node)
        self.used.add(piece.root)
        module = self.modules.get(piece.root)
        if module is None:
            return None  # the module itself is a finding already
        outputs = [o.name for o in module.outputs]
        first = piece.steps[0] if piece.steps else ""
        output = module.output(str(first))
        if output is None:
            what = f'Module {module.name} has no output "{first}".' if piece.steps else "It names no output."
            return self._unknown(piece, what, str(first), outputs, node)
        return self._steps(piece, output, node)

    def _steps(self, piece: Reference, output: Output, node: ScalarNode) -> Typed | None:
        hcl, at = f"module.{piece.root}.{output.name}", output.type
        for depth, step in enumerate(piece.steps[1:]):
            known = self._keys(piece.root, output.keys) if depth == 0 and output.keys else None
            if known is not None and step not in known:
                what = f'{piece.root}.{output.name} has no "{step}".'
                return self._unknown(piece, what, str(step), known, node)
            taken = _step(at, step)
            if taken is None:
                names = at.attributes if isinstance(at, ObjectType) else ()
                what = f"{hcl.removeprefix('module.')} is {at.friendly} and has no {step}."
                return self._unknown(piece, what, str(step), names, node)
            hcl, at = hcl + taken[0], taken[1]
        return Typed(Expr(hcl), at)

    def _keys(self, service: str, name: str) -> tuple[str, ...] | None:
        """The keys of a map output, when the service's input tells them; None when they cannot be known."""
        spec, module = self.environment.service(service), self.modules.get(service)
        given, declared = spec.inputs.get(name) if spec else None, module.input(name) if module else None
        match given:
            case MapNode():
                names = given.names()
            case ListNode(items) if all(isinstance(item, ScalarNode) for item in items):
                names = tuple(item.text for item in items if isinstance(item, ScalarNode))
            case None if declared and isinstance(declared.default, dict | list):
                names = tuple(str(key) for key in declared.default)
            case _:
                return None
        return None if any("${" in name for name in names) else names

    def _template(self, read: list[str | Typed], parts: tuple[Piece, ...], node: ScalarNode) -> Typed | None:
        hcl = ""
        for part, piece in zip(read, parts, strict=True):
            if isinstance(part, str):
                hcl += self._text(part, node)
            elif isinstance(part.type, PrimitiveType) or part.type == DYNAMIC:
                hcl += f"${{{part.expr.hcl}}}"
            else:
                assert isinstance(piece, Reference)
                detail = f"{short(piece.text)} is {part.type.friendly}; inside text a string, number or bool can stand."
                help_ = "Refer to one of its elements, or write the reference alone."
                return self._find("TFG018", "Reference of the wrong type", detail, help_, node, piece)
        return Typed(Expr(f'"{hcl}"'), STRING)

    def _text(self, text: str, node: ScalarNode) -> str:
        """Text between references; ``$`` and ``%`` at its end would turn a following ``${`` into an escape."""
        bare = text.rstrip("$%")
        tail = text[len(bare) :]
        try:
            return escape(bare) + (f"${{{literal(tail)}}}" if tail else "")
        except UnrepresentableError as error:
            help_ = "Write it in another form; Terraform would not keep this one."
            self._find("TFG027", "Terraform would change this value", f"It {error.reason}.", help_, node)
            return ""

    def _unknown(self, piece: Reference, what: str, word: str, known: Iterable[str], node: ScalarNode) -> Typed | None:
        names = tuple(known)
        help_ = did_you_mean(word, names) or (f"Known: {', '.join(sorted(names))}." if names else "")
        return self._find("TFG017", _unknown(piece), what, help_, node, piece)

    def _find(
        self, code: str, summary: str, detail: str, help_: str, node: ScalarNode, piece: Piece | None = None
    ) -> Typed | None:
        place = node.range if piece is None or isinstance(piece, str) else _place(node, piece.offset, piece.text)
        self.found.append(
            Diagnostic(code, summary, detail, help_, file=self.file, range=place, stack_key=dotted(node.key))
        )
        return None


def _unknown(piece: Reference) -> str:
    return f"Unknown reference {short(piece.text)}"


def _place(node: ScalarNode, offset: int, text: str) -> Range:
    """The place of a part of a string: exact where the file holds the string as it is, else the whole string's."""
    start, end, quotes = node.range.start, node.range.end, 0 if node.plain else 1
    if start.line != end.line or end.offset - start.offset != len(node.text) + 2 * quotes:
        return node.range
    first = Pos(start.offset + quotes + offset, start.line, start.column + quotes + offset)
    return Range(first, Pos(first.offset + len(text), first.line, first.column + len(text)))


def _step(of: Type, step: str | int) -> tuple[str, Type] | None:
    """The HCL of one step into a type, and the type there; None when there is no such step."""
    match of:
        case MapType():
            return f"[{literal(str(step))}]", of.element
        case ListType() if isinstance(step, int):
            return f"[{step}]", of.element
        case TupleType() if isinstance(step, int) and step < len(of.elements):
            return f"[{step}]", of.elements[step]
        case ObjectType() if isinstance(step, str) and (found := of.get(step)):
            return f".{step}", found
        case SetType():
            return None
    return (f".{step}" if isinstance(step, str) else f"[{step}]", DYNAMIC) if of == DYNAMIC else None


def _listed(words: Iterable[str]) -> str:
    *most, last = sorted(words)
    return f"{', '.join(most)} and {last}" if most else last
