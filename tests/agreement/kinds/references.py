"""Names that are not declared, or twice; module calls."""

from __future__ import annotations

from collections.abc import Iterator

from tests.agreement.kinds.changes import Change, by_name, dropped, misspelt, referred, repeated, replaced
from tfgen.rules.context import View
from tfgen.terraform.config.configuration import Declared, Parsed
from tfgen.terraform.hcl.syntax import Attribute, Block
from tfgen.terraform.hcl.walk import Reference


def _misspelt_step(parsed: Parsed, found: Reference, step: int) -> Iterator[Change]:
    if len(found.steps) > step and not found.steps[step].index:
        yield replaced(parsed, found.steps[step].range, misspelt(str(found.steps[step].key)))


def misspell_variable(view: View) -> Iterator[Change]:
    """Not in validations: there core says first, and at the condition, that the variable's own name is missing."""
    for place, found in view.analysis.references:
        if found.root == "var" and place.block.type != "variable":
            yield from _misspelt_step(place.parsed, found, 0)


def misspell_local(view: View) -> Iterator[Change]:
    return (c for p, r in referred(view, "local") for c in _misspelt_step(p, r, 0))


def misspell_module(view: View) -> Iterator[Change]:
    return (c for p, r in referred(view, "module") for c in _misspelt_step(p, r, 0))


def misspell_output(view: View) -> Iterator[Change]:
    for p, r in referred(view, "module"):
        yield from _misspelt_step(p, r, 2 if len(r.steps) > 1 and r.steps[1].index else 1)


def misspell_resource(view: View) -> Iterator[Change]:
    return (c for p, r in referred(view) for c in _misspelt_step(p, r, 0))


def index_for_first_attribute(view: View) -> Iterator[Change]:
    """Right behind the name there is no attribute: an index would pick an instance."""
    for place, found in view.analysis.references:
        first = {"data": 2, "module": 1}.get(found.root, 1 if found.root.startswith("aws_") else 99)
        for step in found.steps[first : first + 1]:
            if not step.index:
                yield Change(place.parsed.file, step.range.start.offset - 1, step.range.end.offset, f'["{step.key}"]')


def misspell_data(view: View) -> Iterator[Change]:
    return (c for p, r in referred(view, "data") for c in _misspelt_step(p, r, 1))


def misspell_attribute(view: View) -> Iterator[Change]:
    for p, r in referred(view):
        yield from _misspelt_step(p, r, 2 if len(r.steps) > 1 and r.steps[1].index else 1)


def misspell_data_attribute(view: View) -> Iterator[Change]:
    return (c for p, r in referred(view, "data") for c in _misspelt_step(p, r, 2))


def resource_as_data(view: View) -> Iterator[Change]:
    return (Change(p.file, r.range.start.offset, r.range.start.offset, "data.") for p, r in referred(view))


def data_as_resource(view: View) -> Iterator[Change]:
    return (
        Change(p.file, r.root_range.start.offset, r.root_range.end.offset + 1, "") for p, r in referred(view, "data")
    )


def _declared(view: View, *kinds: str) -> Iterator[Declared]:
    return (d for a, d in view.configuration.declared.items() if a[0] in kinds or (not kinds and "_" in a[0]))


def misspell_resource_type(view: View) -> Iterator[Change]:
    return _misspelt_types(view, _declared(view))


def misspell_data_type(view: View) -> Iterator[Change]:
    return _misspelt_types(view, _declared(view, "data"))


def _misspelt_types(_: View, declared: Iterator[Declared]) -> Iterator[Change]:
    for d in declared:
        if isinstance(d.node, Block) and d.node.labels[0].value.startswith("aws_"):
            yield replaced(d.parsed, d.node.labels[0].range, f'"aws_{misspelt(d.node.labels[0].value[4:])}"')


def drop_declaration(view: View) -> Iterator[Change]:
    kinds = ("var", "local", "data", "module")
    return (dropped(d.parsed, d.node) for d in (*_declared(view, *kinds), *_declared(view)))


def duplicate_declaration(view: View) -> Iterator[Change]:
    kinds = ("var", "local", "data", "module", "output", "check")
    return (repeated(d.parsed, d.node) for d in (*_declared(view, *kinds), *_declared(view)))


def _inputs(view: View) -> Iterator[tuple[Declared, Attribute]]:
    meta = {"source", "version", "count", "for_each", "providers", "depends_on"}
    return ((d, a) for _, d in view.configuration.of_kind("module") for a in d.body.attributes if a.name not in meta)


def misspell_input(view: View) -> Iterator[Change]:
    return (replaced(d.parsed, a.name_range, misspelt(a.name)) for d, a in _inputs(view))


def drop_input(view: View) -> Iterator[Change]:
    return (dropped(d.parsed, a) for d, a in _inputs(view))


def input_of_another_type(view: View) -> Iterator[Change]:
    return (replaced(d.parsed, a.expr.range, "[[]]") for d, a in _inputs(view))


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
