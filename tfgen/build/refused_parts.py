"""The parts of a map or list that a module's condition refuses: entries, items, attributes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from tfgen.build.result import RenderedStack
from tfgen.source import Range
from tfgen.stack.root_module import RootModule
from tfgen.terraform.analysis.module_analysis import ModuleAnalysis
from tfgen.terraform.config.configuration import Declared, Parsed
from tfgen.terraform.config.tree import ProjectContext, configurations
from tfgen.terraform.evaluate.call_validation import CallValidation
from tfgen.terraform.evaluate.module_evaluation import ModuleEvaluation
from tfgen.terraform.functions import Nesting
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.syntax import Block, Expr, Item, Object, Tuple
from tfgen.terraform.hcl.walk import plain_string
from tfgen.terraform.types.evaluation_error import ErrorKind
from tfgen.terraform.types.model import ListType, MapType, ObjectType, SetType, Type

Refuses = Callable[[Expr], bool]
"""True if the condition refuses a value in place of the one that was given."""


class GivenValue(Struct, frozen=True):
    """The value that a root's module call gives to an argument."""

    call: str
    argument: str
    expr: Expr


def refused_parts(
    output: RenderedStack, root: RootModule, given: GivenValue, says: str
) -> tuple[Range, ...]:
    """The ranges of the parts of a value that alone are refused, by the condition that ``says`` so;
    that of the value where they cannot be told.
    """
    call, argument, expr = given.call, given.argument, given.expr
    spec = next((c.module.input(argument) for c in root.calls if c.service == call), None)
    refuses = _test(output, root, given, says)
    if spec is None or refuses is None or not refuses(expr):
        return (expr.range,)
    return tuple(part.range for part in _parts(expr, spec.type, refuses))


def _parts(expr: Expr, type_: Type, refuses: Refuses) -> Iterator[Expr]:
    """The innermost parts that are refused when everything beside them is left out."""
    if isinstance(expr, Object) and isinstance(type_, ObjectType):
        yield _attribute(expr, type_, refuses)
        return
    found = False
    if isinstance(expr, (Object, Tuple)) and isinstance(type_, (MapType, ListType, SetType)):
        for item in expr.items:
            alone = replace(expr, items=(item,))
            if refuses(alone):
                found = True
                inner = item.value if isinstance(item, Item) else item
                yield from _parts(inner, type_.element, _within(alone, refuses))
    if not found:
        yield expr


def _within(outer: Object | Tuple, refuses: Refuses) -> Refuses:
    """The test of a value in the place of the only item of ``outer``."""

    def refuses_inside(expr: Expr) -> bool:
        if isinstance(outer, Object):
            return refuses(replace(outer, items=(replace(outer.items[0], value=expr),)))
        return refuses(replace(outer, items=(expr,)))

    return refuses_inside


def _attribute(expr: Object, type_: ObjectType, refuses: Refuses) -> Expr:
    """The attribute without which the object is taken; only one that may be left out can be told."""
    for item in expr.items:
        name = plain_string(item.key) or ""
        others = tuple(other for other in expr.items if other is not item)
        if name in type_.optional and not refuses(replace(expr, items=others)):
            return item.value
    return expr


def _test(output: RenderedStack, root: RootModule, given: GivenValue, says: str) -> Refuses | None:
    """The test of values for an argument of a call; None where the call cannot be judged."""
    call = given.call
    evaluations = _evaluations(output, root)
    caller = evaluations.get(f"envs/{root.environment}")
    declared = caller.configuration.declared.get(("module", call)) if caller else None
    if caller is None or declared is None or call not in caller.modules:
        return None
    module = caller.modules[call]
    quoted = f'"{says}"'

    def refuses(expr: Expr) -> bool:
        validation = CallValidation(
            call,
            _giving(declared, given.argument, expr),
            caller=caller.scope,
            module=module.scope,
            validations=module.validations,
            assumptions=caller.assumptions,
        )
        return any(
            located.error.kind is ErrorKind.REFUSED and quoted in located.error.detail
            for located in validation.errors()
        )

    return refuses


def _giving(declared: Declared, argument: str, expr: Expr) -> Declared:
    """The call with another value for an argument."""
    block = declared.node
    assert isinstance(block, Block)
    attributes = []
    for attribute in block.body.attributes:
        given = attribute.name == argument
        attributes.append(replace(attribute, expr=expr) if given else attribute)
    body = replace(block.body, attributes=tuple(attributes))
    return replace(declared, node=replace(block, body=body))


def _evaluations(output: RenderedStack, root: RootModule) -> dict[str, ModuleEvaluation]:
    """The evaluations of a root and of all modules, by their directories."""
    nesting = Nesting()
    analyses: dict[str, ModuleAnalysis] = {}
    evaluations: dict[str, ModuleEvaluation] = {}
    parsed = _parsed(output, root)
    for configuration, files in configurations(parsed, lambda _: output.schema, ProjectContext()):
        directory = configuration.directory
        analyses[directory] = ModuleAnalysis(configuration, analyses, nesting)
        evaluations[directory] = ModuleEvaluation(analyses[directory], evaluations, files, nesting)
    return evaluations


def _parsed(output: RenderedStack, root: RootModule) -> Iterator[Parsed]:
    """The files of one root and of the modules, as far as they are rendered."""
    for file in output.files:
        if file.path.endswith(".tf") and output.owners[file.path] in ("", root.environment):
            body, _ = parse(file)
            if body is not None:
                yield Parsed(file, body, generated=True)
