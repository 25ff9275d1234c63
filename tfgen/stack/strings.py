"""What the strings of one environment stand for: placeholders filled in, references checked and typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tfgen.diagnostics import Diagnostic, did_you_mean
from tfgen.document.nodes import ListNode, MapNode, ScalarNode, dotted
from tfgen.hcl.literal import Expr, UnrepresentableError, escape, literal
from tfgen.library.module import Module, Output
from tfgen.library.values import Typed
from tfgen.stack.interpolate import PLACEHOLDERS, BadInterpolation, Piece, Reference, pieces
from tfgen.stack.spec import Environment
from tfgen.types.model import DYNAMIC, STRING, ListType, MapType, ObjectType, PrimitiveType, SetType, TupleType, Type


@dataclass
class StringReader:
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
            help_ = 'Write "${service.output}" or a placeholder, or "$${" for a literal "${".'
            return self._find("TFG021", 'Not a reference after "${"', f"{piece.text} cannot be read.", help_, node)
        if piece.root in PLACEHOLDERS:
            return self._placeholder(piece, node)
        return self._reference(piece, node)

    def _placeholder(self, piece: Reference, node: ScalarNode) -> str | None:
        if piece.steps:
            detail = f"{piece.text}: {piece.root} is a text and has no parts."
            self._find("TFG017", "Unknown reference", detail, f"Write ${{{piece.root}}}.", node)
            return None
        return self.placeholders[piece.root]

    def _reference(self, piece: Reference, node: ScalarNode) -> Typed | None:
        if not self.references:
            detail = f"{piece.text}: only {_listed(PLACEHOLDERS)} can stand here."
            return self._find("TFG017", "Unknown reference", detail, 'Write "$${" for a literal "${".', node)
        names = [s.name for s in self.environment.services]
        if piece.root not in names:
            return self._unknown(piece, f'there is no service "{piece.root}"', piece.root, (*names, *PLACEHOLDERS), node)
        self.used.add(piece.root)
        module = self.modules.get(piece.root)
        if module is None:
            return None  # the module itself is a finding already
        outputs = [o.name for o in module.outputs]
        first = piece.steps[0] if piece.steps else ""
        output = module.output(str(first))
        if output is None:
            what = f'module {module.name} has no output "{first}"' if first else "it names no output"
            return self._unknown(piece, what, str(first), outputs, node)
        return self._steps(piece, output, node)

    def _steps(self, piece: Reference, output: Output, node: ScalarNode) -> Typed | None:
        hcl, type = f"module.{piece.root}.{output.name}", output.type
        for depth, step in enumerate(piece.steps[1:]):
            known = self._keys(piece.root, output) if depth == 0 and output.keys else None
            if known is not None and step not in known:
                what = f'{piece.root}.{output.name} has no "{step}"'
                return self._unknown(piece, what, str(step), known, node)
            taken = _step(type, step)
            if taken is None:
                names = type.attributes if isinstance(type, ObjectType) else ()
                what = f"{hcl.removeprefix('module.')} is {type.friendly} and has no {step}"
                return self._unknown(piece, what, str(step), names, node)
            hcl, type = hcl + taken[0], taken[1]
        return Typed(Expr(hcl), type)

    def _keys(self, service: str, output: Output) -> tuple[str, ...] | None:
        """The keys of a map output, when the service's input tells them; None when they cannot be known."""
        spec = self.environment.service(service)
        given = spec.inputs.get(output.keys or "") if spec else None
        if isinstance(given, MapNode):
            return given.names()
        if isinstance(given, ListNode) and all(isinstance(i, ScalarNode) and "${" not in i.text for i in given.items):
            return tuple(i.text for i in given.items if isinstance(i, ScalarNode))
        return None

    def _template(self, read: list[str | Typed], parts: tuple[Piece, ...], node: ScalarNode) -> Typed | None:
        hcl = ""
        for part, piece in zip(read, parts, strict=True):
            if isinstance(part, str):
                hcl += self._text(part, node)
            elif isinstance(part.type, PrimitiveType) or part.type == DYNAMIC:
                hcl += f"${{{part.expr.hcl}}}"
            else:
                text = piece.text if isinstance(piece, Reference) else ""
                detail = f"{text} is {part.type.friendly}; only a string, number or bool can stand inside text."
                return self._find("TFG018", "Reference of the wrong type", detail, "", node)
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
        help_ = did_you_mean(word, names) or (f"There is {_listed(names)}." if names else "")
        return self._find("TFG017", "Unknown reference", f"{piece.text}: {what}.", help_, node)

    def _find(self, code: str, summary: str, detail: str, help_: str, node: ScalarNode) -> Typed | None:
        self.found.append(
            Diagnostic(code, summary, detail, help_, file=self.file, range=node.range, stack_key=dotted(node.key))
        )
        return None


def _step(type: Type, step: str | int) -> tuple[str, Type] | None:
    """The HCL of one step into a type, and the type there; None when there is no such step."""
    match type:
        case MapType():
            return f"[{literal(str(step))}]", type.element
        case ListType() if isinstance(step, int):
            return f"[{step}]", type.element
        case TupleType() if isinstance(step, int) and step < len(type.elements):
            return f"[{step}]", type.elements[step]
        case ObjectType() if isinstance(step, str) and (found := type.get(step)):
            return f".{step}", found
        case SetType():
            return None
    return (f".{step}" if isinstance(step, str) else f"[{step}]", DYNAMIC) if type == DYNAMIC else None


def _listed(words: Iterable[str]) -> str:
    *most, last = sorted(words)
    return f"{', '.join(most)} and {last}" if most else last
