"""Arguments and blocks that are not what the provider takes."""

from __future__ import annotations

from collections.abc import Iterator

from tests.agreement.kinds.changes import (
    Change,
    arguments,
    blocks,
    by_name,
    dropped,
    inserted,
    misspelt,
    repeated,
    replaced,
    source,
    typed,
)
from tfgen.rules.context import RuleContext
from tfgen.terraform.hcl.syntax import Object, Template
from tfgen.terraform.hcl.walk import plain_string
from tfgen.terraform.types.model import BOOL, NUMBER, STRING, ListType, MapType, SetType


def drop_required_argument(context: RuleContext) -> Iterator[Change]:
    return (dropped(s.parsed, a) for s, a in arguments(context) if s.schema.attributes[a.name].required)


def drop_required_block(context: RuleContext) -> Iterator[Change]:
    return (dropped(s.parsed, b) for s, name, b in blocks(context) if s.schema.blocks[name].min_items)


def misspell_argument(context: RuleContext) -> Iterator[Change]:
    return (replaced(s.parsed, a.name_range, misspelt(a.name)) for s, a in arguments(context))


def misspell_block(context: RuleContext) -> Iterator[Change]:
    for s, name, block in blocks(context):
        label = block.labels[0].range if block.type == "dynamic" else None
        start = block.header.start.offset
        if label:
            yield replaced(s.parsed, label, f'"{misspelt(name)}"')
        else:
            yield Change(s.parsed.file, start, start + len(name), misspelt(name))


def insert_unknown_argument(context: RuleContext) -> Iterator[Change]:
    for s in context.analysis.schema_blocks:
        yield from inserted(s.parsed, s.header, s.body, "  made_up = 1")


def insert_unknown_block(context: RuleContext) -> Iterator[Change]:
    for s in context.analysis.schema_blocks:
        yield from inserted(s.parsed, s.header, s.body, "  made_up {\n  }\n")


def set_computed(context: RuleContext) -> Iterator[Change]:
    for s in context.analysis.schema_blocks:
        names = [n for n, a in s.schema.attributes.items() if not a.settable and a.type == STRING]
        for name in names[:2]:
            yield from inserted(s.parsed, s.header, s.body, f'  {name} = "x"')


def block_as_argument(context: RuleContext) -> Iterator[Change]:
    for s, name, block in blocks(context):
        if block.type != "dynamic" and not block.body.blocks:
            end = block.header.end.offset
            yield Change(s.parsed.file, block.header.start.offset, end, f"{name} =")


def block_as_list(context: RuleContext) -> Iterator[Change]:
    for s, name, block in blocks(context):
        if block.type != "dynamic" and not block.body.blocks:
            yield replaced(s.parsed, block.range, f"{name} = [{source(s.parsed, block.range)[len(name) :]}]")


def argument_as_block(context: RuleContext) -> Iterator[Change]:
    for s, a in arguments(context):
        plain = isinstance(a.expr, Object) and all(plain_string(i.key) for i in a.expr.items)
        body = source(s.parsed, a.expr.range) if plain and "," not in source(s.parsed, a.expr.range) else "{\n  }"
        yield replaced(s.parsed, a.range, f"{a.name} {body}")


def too_many_blocks(context: RuleContext) -> Iterator[Change]:
    return (repeated(s.parsed, b) for s, name, b in blocks(context) if s.schema.blocks[name].max_items == 1)


def duplicate_argument(context: RuleContext) -> Iterator[Change]:
    return (repeated(s.parsed, a) for s, a in arguments(context))


def bool_of_text(context: RuleContext) -> Iterator[Change]:
    return (replaced(p, e.range, '"maybe"') for p, e in typed(context, BOOL))


def bool_of_number(context: RuleContext) -> Iterator[Change]:
    return (replaced(p, e.range, "1") for p, e in typed(context, BOOL))


def number_of_text(context: RuleContext) -> Iterator[Change]:
    return (replaced(p, e.range, '"many"') for p, e in typed(context, NUMBER))


def number_of_bool(context: RuleContext) -> Iterator[Change]:
    return (replaced(p, e.range, "true") for p, e in typed(context, NUMBER))


def string_of_list(context: RuleContext) -> Iterator[Change]:
    return (replaced(p, e.range, "[]") for p, e in typed(context, STRING))


def string_of_map(context: RuleContext) -> Iterator[Change]:
    return (replaced(p, e.range, "{ a = 1 }") for p, e in typed(context, STRING))


def bare_word(context: RuleContext) -> Iterator[Change]:
    return (replaced(p, e.range, "word") for p, e in typed(context, STRING) if isinstance(e, Template))


def list_of_text(context: RuleContext) -> Iterator[Change]:
    lists = (ListType(STRING), SetType(STRING), ListType(NUMBER), SetType(NUMBER))
    return (replaced(p, e.range, '"a"') for p, e in typed(context, *lists))


def list_with_a_map(context: RuleContext) -> Iterator[Change]:
    lists = (ListType(STRING), SetType(STRING))
    return (replaced(p, e.range, '["a", {}]') for p, e in typed(context, *lists))


def map_of_list(context: RuleContext) -> Iterator[Change]:
    return (replaced(p, e.range, "[]") for p, e in typed(context, MapType(STRING)))


def map_with_a_list(context: RuleContext) -> Iterator[Change]:
    return (replaced(p, e.range, "{ a = [] }") for p, e in typed(context, MapType(STRING)))


def no_flag(context: RuleContext) -> Iterator[Change]:
    flags = ((s, a) for s, a in arguments(context) if s.schema.attributes[a.name].string_flag)
    return (replaced(s.parsed, a.expr.range, '"yes"') for s, a in flags)


MISTAKES = by_name(
    drop_required_argument,
    drop_required_block,
    misspell_argument,
    misspell_block,
    insert_unknown_argument,
    insert_unknown_block,
    set_computed,
    block_as_argument,
    block_as_list,
    argument_as_block,
    too_many_blocks,
    duplicate_argument,
    bool_of_text,
    bool_of_number,
    number_of_text,
    number_of_bool,
    string_of_list,
    string_of_map,
    bare_word,
    list_of_text,
    list_with_a_map,
    map_of_list,
    map_with_a_list,
    no_flag,
)
