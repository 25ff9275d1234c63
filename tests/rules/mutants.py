"""Small mistakes put into HCL that is right, one at a time, and small changes that keep it right.

A mutation finds places in parsed files and says how to change the text there. Whether the result is right or wrong
is for real Terraform to say (``test_agreement.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tfgen.hcl.parse import parse
from tfgen.hcl.syntax import Attribute, Block, Body, Expr, Literal, Object, Template, Tuple
from tfgen.hcl.walk import Reference, plain_string
from tfgen.rules.configuration import Declared, Parsed, configure
from tfgen.rules.sites import Site
from tfgen.rules.view import View
from tfgen.schema import ProviderSchema
from tfgen.source import Range, SourceFile
from tfgen.types.model import BOOL, NUMBER, STRING, ListType, MapType, SetType


@dataclass(frozen=True, slots=True)
class Change:
    """Replace the text of ``parsed`` between two offsets."""

    parsed: Parsed
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mutant:
    """``files`` after the change; ``line`` is where it begins, in ``file``."""

    kind: str
    file: str
    line: int
    files: Mapping[str, str]


Mutation = Callable[[View], Iterator[Change]]


def mutants(
    files: Mapping[str, str], schema: ProviderSchema, mutations: Mapping[str, Mutation], most: int
) -> Iterator[Mutant]:
    """At most ``most`` mutants of each kind, spread evenly over the places where the mutation is possible."""
    view = View(configure("", tuple(_parsed(files)), schema))
    for kind, mutation in mutations.items():
        changes = list(mutation(view))
        step = max(1, -(-len(changes) // most))
        for change in changes[step // 2 :: step]:
            path, text = change.parsed.file.path, change.parsed.file.text
            line = text.count("\n", 0, change.start) + 1
            yield Mutant(kind, path, line, {**files, path: text[: change.start] + change.text + text[change.end :]})


def _parsed(files: Mapping[str, str]) -> Iterator[Parsed]:
    for path, text in sorted(files.items()):
        if path.endswith(".tf") and "/" not in path:
            body, found = parse(SourceFile(path, text))
            assert body is not None, found
            yield Parsed(SourceFile(path, text), body)


def replaced(parsed: Parsed, place: Range, text: str) -> Change:
    return Change(parsed, place.start.offset, place.end.offset, text)


def dropped(parsed: Parsed, node: Attribute | Block) -> Change:
    return replaced(parsed, node.range, "")


def repeated(parsed: Parsed, node: Attribute | Block) -> Change:
    return Change(parsed, node.range.end.offset, node.range.end.offset, "\n" + source(parsed, node.range))


def inserted(parsed: Parsed, header: Range, body: Body, text: str) -> Iterator[Change]:
    """``text`` as the first line of a block's body, where that body has lines."""
    opening = parsed.file.text.find("{", header.end.offset) + 1
    if body.range.start.line < body.range.end.line and parsed.file.text[opening] == "\n":
        yield Change(parsed, opening, opening, f"\n{text}")


def source(parsed: Parsed, place: Range) -> str:
    return parsed.file.text[place.start.offset : place.end.offset]


def misspelt(word: str) -> str:
    """The word with two letters swapped, as fingers do it; or with one doubled."""
    for i in range(len(word) // 2, 0, -1):
        if word[i] != word[i - 1] and "_" not in word[i - 1 : i + 1]:
            return word[: i - 1] + word[i] + word[i - 1] + word[i + 1 :]
    return word + word[-1]


# Arguments and blocks of the provider's schema.


def _arguments(view: View) -> Iterator[tuple[Site, Attribute]]:
    return ((s, a) for s in view.sites for a in s.arguments() if a.name in s.schema.attributes)


def _blocks(view: View) -> Iterator[tuple[Site, str, Block]]:
    return ((s, name, block) for s in view.sites for name, block in s.blocks() if name in s.schema.blocks)


def drop_required_argument(view: View) -> Iterator[Change]:
    return (dropped(s.parsed, a) for s, a in _arguments(view) if s.schema.attributes[a.name].required)


def drop_required_block(view: View) -> Iterator[Change]:
    return (dropped(s.parsed, b) for s, name, b in _blocks(view) if s.schema.blocks[name].min_items)


def misspell_argument(view: View) -> Iterator[Change]:
    return (replaced(s.parsed, a.name_range, misspelt(a.name)) for s, a in _arguments(view))


def misspell_block(view: View) -> Iterator[Change]:
    for s, name, block in _blocks(view):
        label = block.labels[0].range if block.type == "dynamic" else None
        start = block.header.start.offset
        if label:
            yield replaced(s.parsed, label, f'"{misspelt(name)}"')
        else:
            yield Change(s.parsed, start, start + len(name), misspelt(name))


def insert_unknown_argument(view: View) -> Iterator[Change]:
    for s in view.sites:
        yield from inserted(s.parsed, s.header, s.body, "  made_up = 1")


def insert_unknown_block(view: View) -> Iterator[Change]:
    for s in view.sites:
        yield from inserted(s.parsed, s.header, s.body, "  made_up {\n  }\n")


def set_computed(view: View) -> Iterator[Change]:
    for s in view.sites:
        names = [n for n, a in s.schema.attributes.items() if not a.settable and a.type == STRING]
        for name in names[:2]:
            yield from inserted(s.parsed, s.header, s.body, f'  {name} = "x"')


def block_as_argument(view: View) -> Iterator[Change]:
    for s, name, block in _blocks(view):
        if block.type != "dynamic" and not block.body.blocks:
            end = block.header.end.offset
            yield Change(s.parsed, block.header.start.offset, end, f"{name} =")


def block_as_list(view: View) -> Iterator[Change]:
    for s, name, block in _blocks(view):
        if block.type != "dynamic" and not block.body.blocks:
            yield replaced(s.parsed, block.range, f"{name} = [{source(s.parsed, block.range)[len(name) :]}]")


def argument_as_block(view: View) -> Iterator[Change]:
    for s, a in _arguments(view):
        plain = isinstance(a.expr, Object) and all(plain_string(i.key) for i in a.expr.items)
        body = source(s.parsed, a.expr.range) if plain and "," not in source(s.parsed, a.expr.range) else "{\n  }"
        yield replaced(s.parsed, a.range, f"{a.name} {body}")


def too_many_blocks(view: View) -> Iterator[Change]:
    return (repeated(s.parsed, b) for s, name, b in _blocks(view) if s.schema.blocks[name].max_items == 1)


def duplicate_argument(view: View) -> Iterator[Change]:
    return (repeated(s.parsed, a) for s, a in _arguments(view))


# Types of literals.


def _typed(view: View, *wanted: object) -> Iterator[tuple[Parsed, Expr]]:
    return ((s.parsed, a.expr) for s, a in _arguments(view) if s.schema.attributes[a.name].type in wanted)


def bool_of_text(view: View) -> Iterator[Change]:
    return (replaced(p, e.range, '"maybe"') for p, e in _typed(view, BOOL))


def bool_of_number(view: View) -> Iterator[Change]:
    return (replaced(p, e.range, "1") for p, e in _typed(view, BOOL))


def number_of_text(view: View) -> Iterator[Change]:
    return (replaced(p, e.range, '"many"') for p, e in _typed(view, NUMBER))


def number_of_bool(view: View) -> Iterator[Change]:
    return (replaced(p, e.range, "true") for p, e in _typed(view, NUMBER))


def string_of_list(view: View) -> Iterator[Change]:
    return (replaced(p, e.range, "[]") for p, e in _typed(view, STRING))


def string_of_map(view: View) -> Iterator[Change]:
    return (replaced(p, e.range, "{ a = 1 }") for p, e in _typed(view, STRING))


def bare_word(view: View) -> Iterator[Change]:
    return (replaced(p, e.range, "word") for p, e in _typed(view, STRING) if isinstance(e, Template))


def list_of_text(view: View) -> Iterator[Change]:
    lists = (ListType(STRING), SetType(STRING), ListType(NUMBER), SetType(NUMBER))
    return (replaced(p, e.range, '"a"') for p, e in _typed(view, *lists))


def list_with_a_map(view: View) -> Iterator[Change]:
    lists = (ListType(STRING), SetType(STRING))
    return (replaced(p, e.range, '["a", {}]') for p, e in _typed(view, *lists))


def map_of_list(view: View) -> Iterator[Change]:
    return (replaced(p, e.range, "[]") for p, e in _typed(view, MapType(STRING)))


def map_with_a_list(view: View) -> Iterator[Change]:
    return (replaced(p, e.range, "{ a = [] }") for p, e in _typed(view, MapType(STRING)))


def no_flag(view: View) -> Iterator[Change]:
    flags = ((s, a) for s, a in _arguments(view) if s.schema.attributes[a.name].string_flag)
    return (replaced(s.parsed, a.expr.range, '"yes"') for s, a in flags)


# Declarations and references.


def _referred(view: View, *roots: str) -> Iterator[tuple[Parsed, Reference]]:
    for place, found in view.references:
        if (found.root in roots) if roots else (found.root.startswith("aws_")):
            yield place.parsed, found


def _misspelt_step(parsed: Parsed, found: Reference, step: int) -> Iterator[Change]:
    if len(found.steps) > step and not found.steps[step].index:
        yield replaced(parsed, found.steps[step].range, misspelt(str(found.steps[step].key)))


def misspell_variable(view: View) -> Iterator[Change]:
    """Not in validations: there core says first, and at the condition, that the variable's own name is missing."""
    for place, found in view.references:
        if found.root == "var" and place.block.type != "variable":
            yield from _misspelt_step(place.parsed, found, 0)


def misspell_local(view: View) -> Iterator[Change]:
    return (c for p, r in _referred(view, "local") for c in _misspelt_step(p, r, 0))


def misspell_module(view: View) -> Iterator[Change]:
    return (c for p, r in _referred(view, "module") for c in _misspelt_step(p, r, 0))


def misspell_output(view: View) -> Iterator[Change]:
    for p, r in _referred(view, "module"):
        yield from _misspelt_step(p, r, 2 if len(r.steps) > 1 and r.steps[1].index else 1)


def misspell_resource(view: View) -> Iterator[Change]:
    return (c for p, r in _referred(view) for c in _misspelt_step(p, r, 0))


def misspell_data(view: View) -> Iterator[Change]:
    return (c for p, r in _referred(view, "data") for c in _misspelt_step(p, r, 1))


def misspell_attribute(view: View) -> Iterator[Change]:
    for p, r in _referred(view):
        yield from _misspelt_step(p, r, 2 if len(r.steps) > 1 and r.steps[1].index else 1)


def misspell_data_attribute(view: View) -> Iterator[Change]:
    return (c for p, r in _referred(view, "data") for c in _misspelt_step(p, r, 2))


def resource_as_data(view: View) -> Iterator[Change]:
    return (Change(p, r.range.start.offset, r.range.start.offset, "data.") for p, r in _referred(view))


def data_as_resource(view: View) -> Iterator[Change]:
    return (Change(p, r.root_range.start.offset, r.root_range.end.offset + 1, "") for p, r in _referred(view, "data"))


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


# Module calls.


def _inputs(view: View) -> Iterator[tuple[Declared, Attribute]]:
    meta = {"source", "version", "count", "for_each", "providers", "depends_on"}
    return ((d, a) for _, d in view.configuration.of_kind("module") for a in d.body.attributes if a.name not in meta)


def misspell_input(view: View) -> Iterator[Change]:
    return (replaced(d.parsed, a.name_range, misspelt(a.name)) for d, a in _inputs(view))


def drop_input(view: View) -> Iterator[Change]:
    return (dropped(d.parsed, a) for d, a in _inputs(view))


def input_of_another_type(view: View) -> Iterator[Change]:
    return (replaced(d.parsed, a.expr.range, "[[]]") for d, a in _inputs(view))


# Syntax.


def _lines(view: View) -> Iterator[tuple[Parsed, int, str]]:
    for parsed in view.configuration.files:
        at = 0
        for line in parsed.file.text.splitlines(keepends=True):
            yield parsed, at, line
            at += len(line)


def drop_brace(view: View) -> Iterator[Change]:
    return (Change(p, at, at + len(line), "") for p, at, line in _lines(view) if line.strip() == "}")


def drop_equals(view: View) -> Iterator[Change]:
    for s, a in _arguments(view):
        yield Change(s.parsed, a.name_range.end.offset, a.expr.range.start.offset, " ")


def drop_quote(view: View) -> Iterator[Change]:
    for s, a in _arguments(view):
        if isinstance(a.expr, Template) and not a.expr.heredoc:
            yield Change(s.parsed, a.expr.range.end.offset - 1, a.expr.range.end.offset, "")


MISTAKES: Mapping[str, Mutation] = {
    f.__name__: f
    for f in (
        drop_required_argument, drop_required_block, misspell_argument, misspell_block, insert_unknown_argument,
        insert_unknown_block, set_computed, block_as_argument, block_as_list, argument_as_block, too_many_blocks,
        duplicate_argument, bool_of_text, bool_of_number, number_of_text, number_of_bool, string_of_list, string_of_map,
        bare_word, list_of_text, list_with_a_map, map_of_list, map_with_a_list, no_flag, misspell_variable,
        misspell_local, misspell_module, misspell_output, misspell_resource, misspell_data, misspell_attribute,
        misspell_data_attribute, resource_as_data, data_as_resource, misspell_resource_type, misspell_data_type,
        drop_declaration, duplicate_declaration, misspell_input, drop_input, input_of_another_type, drop_brace,
        drop_equals, drop_quote,
    )
}  # fmt: skip


# Changes that keep it right.


def in_parentheses(view: View) -> Iterator[Change]:
    return (replaced(s.parsed, a.expr.range, f"({source(s.parsed, a.expr.range)})") for s, a in _arguments(view)
            if not (isinstance(a.expr, Template) and a.expr.heredoc))  # fmt: skip


def bool_in_quotes(view: View) -> Iterator[Change]:
    for p, e in _typed(view, BOOL, NUMBER):
        if isinstance(e, Literal) and e.value is not None:
            yield replaced(p, e.range, f'"{source(p, e.range)}"')


def string_of_number(view: View) -> Iterator[Change]:
    flags = {a.expr.range for s, a in _arguments(view) if s.schema.attributes[a.name].string_flag}
    return (replaced(p, e.range, "1") for p, e in _typed(view, STRING) if e.range not in flags)


def string_of_bool(view: View) -> Iterator[Change]:
    return (replaced(p, e.range, "true") for p, e in _typed(view, STRING))


def list_as_call(view: View) -> Iterator[Change]:
    for s, a in _arguments(view):
        if isinstance(a.expr, Tuple):
            yield replaced(s.parsed, a.expr.range, f"concat({source(s.parsed, a.expr.range)}, [])")


def optional_null(view: View) -> Iterator[Change]:
    for s in view.sites:
        given = {a.name for a in s.body.attributes} | {name for name, _ in s.blocks()}
        names = [n for n, a in s.schema.attributes.items() if a.optional and n not in given]
        for name in names[:1]:
            yield from inserted(s.parsed, s.header, s.body, f"  {name} = null")


def unused_variable(view: View) -> Iterator[Change]:
    for p in view.configuration.files:
        yield Change(p, 0, 0, 'variable "not_used_before" {\n  type = list(object({ a = optional(map(any)) }))\n}\n')


def comment(view: View) -> Iterator[Change]:
    return (Change(p, at, at, '# a comment: { ${x} "\n') for p, at, line in _lines(view) if line == "}\n")


def block_as_dynamic(view: View) -> Iterator[Change]:
    for s, name, block in _blocks(view):
        if block.type != "dynamic":
            body = source(s.parsed, block.range)[len(name) :]
            text = f'dynamic "{name}" {{\n  for_each = {{ a = 1 }}\n  iterator = it\n  content {body.strip()}\n}}'
            yield replaced(s.parsed, block.range, text)


def ignore_changes(view: View) -> Iterator[Change]:
    for s in view.sites:
        if s.kind == "resource" and not any(b.type == "lifecycle" for b in s.body.blocks):
            yield from inserted(s.parsed, s.header, s.body, "  lifecycle {\n    ignore_changes = all\n  }\n")


def shadowing_for(view: View) -> Iterator[Change]:
    for p in view.configuration.files:
        text = (
            "locals {\n  shadow = [for var, local in { a = 1 } : [for aws_vpc in [{ x = 1 }] : aws_vpc.x + local]]\n}\n"
        )
        yield Change(p, 0, 0, text)


NEUTRAL: Mapping[str, Mutation] = {
    f.__name__: f
    for f in (
        in_parentheses, bool_in_quotes, string_of_number, string_of_bool, list_as_call, optional_null,
        unused_variable, comment, block_as_dynamic, ignore_changes, shadowing_for,
    )
}  # fmt: skip
