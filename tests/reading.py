"""Reading rendered Terraform in tests: through python-hcl2, by address, never by string search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from tfgen.build.result import RenderedStack
from tfgen.pipelines.render import RenderRequest, render
from tfgen.source import SourceFile
from tfgen.terraform.hcl.literal import Value
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.syntax import Block, Body, Call, Expr, Interpolation, Literal, Object, Template, Tuple
from tfgen.terraform.hcl.walk import plain_string, reference

REPOSITORY = Path(__file__).parent.parent
EXAMPLE = REPOSITORY / "examples" / "pci-payments" / "stack.yaml"


@cache
def example(version: str = "6.62.0", stack: Path = EXAMPLE) -> RenderedStack:
    """An example's stack with its modules beside the roots, rendered and found to be right."""
    request = RenderRequest(SourceFile("stack.yaml", stack.read_text()), version=version, local_modules=True)
    rendered = render(request)
    assert not rendered.result.diagnostics
    assert rendered.output is not None
    return rendered.output


class Folder:
    """The blocks of one folder of rendered files."""

    def __init__(self, files: Iterable[SourceFile], path: str) -> None:
        bodies = [parse(f)[0] for f in files if f.path.endswith(".tf") and f.path.rpartition("/")[0] == path]
        assert bodies, f"no files in {path}"
        self.blocks = [block for body in bodies if body for block in body.blocks]

    def all(self, kind: str, *labels: str) -> list[Block]:
        """The blocks of a kind whose first labels are these."""
        found = [b for b in self.blocks if b.type == kind]
        return [b for b in found if b.label_values[: len(labels)] == labels]

    def one(self, kind: str, *labels: str) -> Block:
        """The only such block."""
        found = self.all(kind, *labels)
        assert len(found) == 1, f"{len(found)} of {kind} {labels}"
        return found[0]


def argument(block: Block | Body, name: str) -> Expr:
    """The expression of an argument."""
    body = block.body if isinstance(block, Block) else block
    found = [a.expr for a in body.attributes if a.name == name]
    assert len(found) == 1, f"{len(found)} of {name}"
    return found[0]


def nested(block: Block, type: str) -> list[Block]:
    """The nested blocks of a type, written out or dynamic."""
    return list(_nested(block, type))


def _nested(block: Block, type: str) -> Iterator[Block]:
    for inner in block.body.blocks:
        if inner.type == type:
            yield inner
        elif inner.type == "dynamic" and inner.labels[0].value == type:
            yield from (content for content in inner.body.blocks if content.type == "content")


def value(expr: Expr) -> Value | str:
    """A literal as a Python value, a reference as ``module.network.vpc_id``, a template with its references in it."""
    match expr:
        case Literal():
            return expr.value
        case Template():
            text = plain_string(expr)
            return text if text is not None else "".join(map(_part, expr.parts))
        case Tuple():
            return [value(item) for item in expr.items]
        case Object():
            return {str(value(item.key)): value(item.value) for item in expr.items}
        case Call():
            return f"{expr.name}({', '.join(str(value(a)) for a in expr.args)})"
    found = reference(expr)
    assert found, f"not a literal or reference: {expr}"
    return found.root + "".join(f"[{s.key!r}]" if s.index else f".{s.key}" for s in found.steps)


def _part(part: object) -> str:
    return f"${{{value(part.expr)}}}" if isinstance(part, Interpolation) else str(part)
