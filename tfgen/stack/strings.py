"""Strings of one environment resolved: placeholders filled in, references checked and typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from tfgen.diagnostics import Diagnostic
from tfgen.library.module import Module, Output
from tfgen.library.values import TypedExpr
from tfgen.source import Pos, Range
from tfgen.spelling import did_you_mean
from tfgen.stack.interpolate import PLACEHOLDERS, BadInterpolation, Piece, StackReference, pieces
from tfgen.stack.root_module import ServiceOutput
from tfgen.stack.spec import Environment
from tfgen.stack.steps import step_into
from tfgen.terraform.hcl.literal import Expr, UnrepresentableError, escape, literal
from tfgen.terraform.types.model import DYNAMIC, STRING, ObjectType, PrimitiveType, Type
from tfgen.yaml.collector import Collector
from tfgen.yaml.nodes import ListNode, MapNode, ScalarNode, short


class StringReader(Struct):
    """Reads the strings of one environment.
    ``reads`` gathers the outputs that the strings refer to.

    Findings: a bad ``${`` (TFG021), an unknown service, output, key or placeholder (TFG017), a
    value that cannot stand inside text (TFG018).
    """

    collector: Collector
    environment: Environment
    placeholders: Mapping[str, str]
    modules: Mapping[str, Module | None]
    references: bool = True
    reads: list[ServiceOutput] = field(default_factory=list)

    def resolve(self, node: ScalarNode) -> str | TypedExpr | None:
        """The string with its placeholders filled in, an expression where it holds references;
        None after a finding.
        """
        parts = pieces(str(node.value))
        resolved: list[str | TypedExpr] = []
        for piece in parts:
            part = self._piece(piece, node)
            if part is not None:
                resolved.append(part)
        if len(resolved) < len(parts):
            return None
        if len(resolved) == 1:
            return resolved[0]
        texts = [part for part in resolved if isinstance(part, str)]
        if len(texts) == len(resolved):
            return "".join(texts)
        return self._template(resolved, parts, node)

    def take_reads(self) -> tuple[ServiceOutput, ...]:
        """The outputs that were referred to since the last call."""
        taken = tuple(self.reads)
        self.reads.clear()
        return taken

    def _piece(self, piece: Piece, node: ScalarNode) -> str | TypedExpr | None:
        if isinstance(piece, str):
            return piece
        if isinstance(piece, BadInterpolation):
            self._report_bad(piece, node)
            return None
        if piece.root in PLACEHOLDERS:
            return self._placeholder(piece, node)
        return self._reference(piece, node)

    def _placeholder(self, piece: StackReference, node: ScalarNode) -> str | None:
        if not piece.steps:
            return self.placeholders[piece.root]
        detail = f"{piece.root} is a text and has no parts."
        self._report_reference(piece, detail, f"Write ${{{piece.root}}}.", node)
        return None

    def _reference(self, piece: StackReference, node: ScalarNode) -> TypedExpr | None:
        if not self.references:
            detail = f"Only {_listed(PLACEHOLDERS)} can stand here."
            self._report_reference(piece, detail, 'Write "$${" for a literal "${".', node)
            return None
        names = []
        for service in self.environment.services:
            names.append(service.name)
        if piece.root not in names:
            detail = f'There is no service "{piece.root}".'
            help_ = _suggestion(piece.root, (*names, *PLACEHOLDERS))
            self._report_reference(piece, detail, help_, node)
            return None
        module = self.modules.get(piece.root)
        if module is None:
            return None  # the module itself is a finding already
        return self._output(piece, module, node)

    def _output(self, piece: StackReference, module: Module, node: ScalarNode) -> TypedExpr | None:
        first, detail = "", "It names no output."
        if piece.steps:
            first = str(piece.steps[0])
            detail = f'Module {module.name} has no output "{first}".'
        output = module.output(first)
        if output is None:
            help_ = _suggestion(first, [output.name for output in module.outputs])
            self._report_reference(piece, detail, help_, node)
            return None
        place = _range_of_part(node, piece.offset, piece.text)
        self.reads.append(ServiceOutput(piece.root, output.name, place, node.key))
        return self._steps(piece, output, node)

    def _steps(self, piece: StackReference, output: Output, node: ScalarNode) -> TypedExpr | None:
        """The output with the steps into it, each checked against the type before it."""
        hcl, of = f"module.{piece.root}.{output.name}", output.type
        for depth, step in enumerate(piece.steps[1:]):
            keys = self._keys(piece.root, output.keys) if depth == 0 and output.keys else None
            if keys is not None and step not in keys:
                detail = f'{piece.root}.{output.name} has no "{step}".'
                self._report_reference(piece, detail, _suggestion(str(step), keys), node)
                return None
            next_step = step_into(of, step)
            if next_step is None:
                attributes = of.attributes if isinstance(of, ObjectType) else ()
                detail = f"{hcl.removeprefix('module.')} is {of.friendly} and has no {step}."
                self._report_reference(piece, detail, _suggestion(str(step), attributes), node)
                return None
            hcl += next_step.hcl
            of = next_step.type
        return TypedExpr(Expr(hcl), of)

    def _keys(self, service: str, name: str) -> tuple[str, ...] | None:
        """The keys of a map output, by the service's input or its default;
        None when they cannot be known.
        """
        spec, module = self.environment.service(service), self.modules.get(service)
        written = spec.inputs.get(name) if spec else None
        declared = module.input(name) if module else None
        match written:
            case MapNode():
                names = written.names()
            case ListNode(items) if all(isinstance(item, ScalarNode) for item in items):
                names = tuple(item.text for item in items if isinstance(item, ScalarNode))
            case None if declared and isinstance(declared.default, dict | list):
                names = tuple(map(str, declared.default))
            case _:
                return None
        if any("${" in name for name in names):
            return None
        return names

    def _template(
        self, resolved: list[str | TypedExpr], parts: tuple[Piece, ...], node: ScalarNode
    ) -> TypedExpr | None:
        """The parts as one quoted template;
        None after a finding, where a part's type cannot stand in text.
        """
        hcl = ""
        for part, piece in zip(resolved, parts, strict=True):
            if isinstance(part, str):
                hcl += self._text(part, node)
            elif isinstance(part.type, PrimitiveType) or part.type == DYNAMIC:
                hcl += f"${{{part.expr.hcl}}}"
            else:
                assert isinstance(piece, StackReference)
                self._report_type(piece, part.type, node)
                return None
        return TypedExpr(Expr(f'"{hcl}"'), STRING)

    def _text(self, text: str, node: ScalarNode) -> str:
        """Text between references;
        ``$`` and ``%`` at its end would turn a following ``${`` into an escape.
        """
        bare = text.rstrip("$%")
        tail = text[len(bare) :]
        try:
            hcl = escape(bare)
            if tail:
                hcl += f"${{{literal(tail)}}}"
            return hcl
        except UnrepresentableError as error:
            help_ = "Write it in another form; Terraform would not keep this one."
            problem = Diagnostic(
                "TFG027", "Terraform would change this value", f"It {error.reason}.", help_
            )
            self.collector.report(problem, node)
            return ""

    def _report_bad(self, piece: BadInterpolation, node: ScalarNode) -> None:
        detail = f"{short(piece.text)} is no reference: no operators, functions or quotes can stand in it."
        if not piece.closed:
            detail = f'{short(piece.text)} has no "}}".'
        help_ = 'Write "${service.output}" or a placeholder, or "$${" for a literal "${".'
        self._report(Diagnostic("TFG021", 'Not a reference after "${"', detail, help_), piece, node)

    def _report_reference(
        self, piece: StackReference, detail: str, help_: str, node: ScalarNode
    ) -> None:
        summary = f"Unknown reference {short(piece.text)}"
        self._report(Diagnostic("TFG017", summary, detail, help_), piece, node)

    def _report_type(self, piece: StackReference, of: Type, node: ScalarNode) -> None:
        detail = (
            f"{short(piece.text)} is {of.friendly}; inside text a string, number or bool can stand."
        )
        help_ = "Refer to one of its elements, or write the reference alone."
        self._report(
            Diagnostic("TFG018", "Reference of the wrong type", detail, help_), piece, node
        )

    def _report(
        self, problem: Diagnostic, piece: StackReference | BadInterpolation, node: ScalarNode
    ) -> None:
        self.collector.report_at(problem, _range_of_part(node, piece.offset, piece.text), node.key)


def _suggestion(word: str, known: Iterable[str]) -> str:
    """The help for an unknown word: the one that was probably meant, else all that are known."""
    names = tuple(known)
    help_ = did_you_mean(word, names)
    if not help_ and names:
        help_ = f"Known: {', '.join(sorted(names))}."
    return help_


def _range_of_part(node: ScalarNode, offset: int, text: str) -> Range:
    """The range of a part of a string:
    exact where the file holds the string as it is, else the whole string's.
    """
    start, end, quotes = node.range.start, node.range.end, 0 if node.plain else 1
    if start.line != end.line or end.offset - start.offset != len(node.text) + 2 * quotes:
        return node.range
    first = Pos(start.offset + quotes + offset, start.line, start.column + quotes + offset)
    return Range(first, Pos(first.offset + len(text), first.line, first.column + len(text)))


def _listed(words: Iterable[str]) -> str:
    """``a, b and c``, sorted; ``words`` are two at least."""
    *most, last = sorted(words)
    return f"{', '.join(most)} and {last}"
