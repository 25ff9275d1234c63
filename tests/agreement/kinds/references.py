"""Names that are not declared, or twice; module calls."""

from __future__ import annotations

from collections.abc import Iterator

from tests.agreement.kinds.changes import Change, by_name, dropped, misspelt, referred, repeated, replaced
from tfgen.rules.context import RuleContext
from tfgen.terraform.config.configuration import Declared, Parsed
from tfgen.terraform.hcl.syntax import Attribute, Block
from tfgen.terraform.hcl.walk import Reference


def _misspelt_step(parsed: Parsed, found: Reference, step: int) -> Iterator[Change]:
    if len(found.steps) > step and not found.steps[step].index:
        yield replaced(parsed, found.steps[step].range, misspelt(str(found.steps[step].key)))


def misspell_variable(context: RuleContext) -> Iterator[Change]:
    """Not in validations: there core says first, and at the condition, that the variable's own name is missing."""
    for place, found in context.analysis.references:
        if found.root == "var" and place.block.type != "variable":
            yield from _misspelt_step(place.parsed, found, 0)


def misspell_local(context: RuleContext) -> Iterator[Change]:
    return (c for p, r in referred(context, "local") for c in _misspelt_step(p, r, 0))


def misspell_module(context: RuleContext) -> Iterator[Change]:
    return (c for p, r in referred(context, "module") for c in _misspelt_step(p, r, 0))


def misspell_output(context: RuleContext) -> Iterator[Change]:
    for p, r in referred(context, "module"):
        yield from _misspelt_step(p, r, 2 if len(r.steps) > 1 and r.steps[1].index else 1)


def misspell_resource(context: RuleContext) -> Iterator[Change]:
    return (c for p, r in referred(context) for c in _misspelt_step(p, r, 0))


def index_for_first_attribute(context: RuleContext) -> Iterator[Change]:
    """Right behind the name there is no attribute: an index would pick an instance."""
    for place, found in context.analysis.references:
        first = {"data": 2, "module": 1}.get(found.root, 1 if found.root.startswith("aws_") else 99)
        for step in found.steps[first : first + 1]:
            if not step.index:
                yield Change(place.parsed.file, step.range.start.offset - 1, step.range.end.offset, f'["{step.key}"]')


def misspell_data(context: RuleContext) -> Iterator[Change]:
    return (c for p, r in referred(context, "data") for c in _misspelt_step(p, r, 1))


def misspell_attribute(context: RuleContext) -> Iterator[Change]:
    for p, r in referred(context):
        yield from _misspelt_step(p, r, 2 if len(r.steps) > 1 and r.steps[1].index else 1)


def misspell_data_attribute(context: RuleContext) -> Iterator[Change]:
    return (c for p, r in referred(context, "data") for c in _misspelt_step(p, r, 2))


def resource_as_data(context: RuleContext) -> Iterator[Change]:
    return (Change(p.file, r.range.start.offset, r.range.start.offset, "data.") for p, r in referred(context))


def data_as_resource(context: RuleContext) -> Iterator[Change]:
    return (
        Change(p.file, r.root_range.start.offset, r.root_range.end.offset + 1, "") for p, r in referred(context, "data")
    )


def _declared(context: RuleContext, *kinds: str) -> Iterator[Declared]:
    return (d for a, d in context.configuration.declared.items() if a[0] in kinds or (not kinds and "_" in a[0]))


def misspell_resource_type(context: RuleContext) -> Iterator[Change]:
    return _misspelt_types(context, _declared(context))


def misspell_data_type(context: RuleContext) -> Iterator[Change]:
    return _misspelt_types(context, _declared(context, "data"))


def _misspelt_types(_: RuleContext, declared: Iterator[Declared]) -> Iterator[Change]:
    for d in declared:
        if isinstance(d.node, Block) and d.node.labels[0].value.startswith("aws_"):
            yield replaced(d.parsed, d.node.labels[0].range, f'"aws_{misspelt(d.node.labels[0].value[4:])}"')


def drop_declaration(context: RuleContext) -> Iterator[Change]:
    kinds = ("var", "local", "data", "module")
    return (dropped(d.parsed, d.node) for d in (*_declared(context, *kinds), *_declared(context)))


def duplicate_declaration(context: RuleContext) -> Iterator[Change]:
    kinds = ("var", "local", "data", "module", "output", "check")
    return (repeated(d.parsed, d.node) for d in (*_declared(context, *kinds), *_declared(context)))


def _inputs(context: RuleContext) -> Iterator[tuple[Declared, Attribute]]:
    meta = {"source", "version", "count", "for_each", "providers", "depends_on"}
    return ((d, a) for _, d in context.configuration.of_kind("module") for a in d.body.attributes if a.name not in meta)


def misspell_input(context: RuleContext) -> Iterator[Change]:
    return (replaced(d.parsed, a.name_range, misspelt(a.name)) for d, a in _inputs(context))


def drop_input(context: RuleContext) -> Iterator[Change]:
    return (dropped(d.parsed, a) for d, a in _inputs(context))


def input_of_another_type(context: RuleContext) -> Iterator[Change]:
    return (replaced(d.parsed, a.expr.range, "[[]]") for d, a in _inputs(context))


MISTAKES = by_name(
    misspell_variable,
    misspell_local,
    misspell_module,
    misspell_output,
    misspell_resource,
    index_for_first_attribute,
    misspell_data,
    misspell_attribute,
    misspell_data_attribute,
    resource_as_data,
    data_as_resource,
    misspell_resource_type,
    misspell_data_type,
    drop_declaration,
    duplicate_declaration,
    misspell_input,
    drop_input,
    input_of_another_type,
)
