"""Classes of mutations that are data: in ``mistakes/*.toml`` and ``harmless/*.toml``, each class a table.

A key says where the texts in its list go, each a mutant of its own at each such place:

- ``end``: after the last line of a file; ``file made_override.tf``: into a new file;
- ``in lifecycle``: the first line in every block of that type, at any depth;
- ``variable.default``: instead of that argument's value, in every block of that type, at any depth (``locals.*``: any);
- ``string``, ``number``, ``bool``, ``list``, ``map``: instead of a value that the provider's schema wants to be one;
- ``Binary.left``: instead of that part of every such expression (the names of ``tfgen.terraform.hcl.syntax``);
- ``header variable``: instead of the type and labels of every block of that type, at the top.

In a text ``<old>`` is what stood there, ``<self>`` the address of the outermost block around the place, and
``<resource>``, ``<variable>``, ``<string variable>`` ... something that the directory declares (``_known``); without
it there is no mutant.
"""

from __future__ import annotations

import posixpath
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from hashlib import sha256
from heapq import nsmallest
from pathlib import Path

from tests.agreement.kinds.changes import Change, Mutation, inserted, replaced, source, typed
from tfgen.rules.context import RuleContext
from tfgen.source import START, Range, SourceFile
from tfgen.terraform.config.configuration import Address, Declared, Parsed
from tfgen.terraform.hcl.syntax import Block, Body
from tfgen.terraform.types.model import BOOL, NUMBER, STRING, ListType, MapType, ObjectType, SetType, Type

_HERE = Path(__file__).parent
_NAME = re.compile(r"<([a-z][a-z ]*)>")
_TYPES: Mapping[str, tuple[Type, ...]] = {
    "string": (STRING,),
    "number": (NUMBER,),
    "bool": (BOOL,),
    "list": tuple(make(of) for make in (ListType, SetType) for of in (STRING, NUMBER)),
    "map": (MapType(STRING),),
}
_KINDS = {"string": STRING, "number": NUMBER, "bool": BOOL, "list": ListType, "map": MapType, "object": ObjectType}
_PARTS = re.compile(r"([A-Z]\w+)\.(\w+)")


@dataclass(frozen=True, slots=True)
class _Place:
    """A text in ``parsed`` to replace, or with ``old`` None a block to insert into; ``top`` is the block around it."""

    parsed: Parsed
    top: Block | None
    range: Range
    into: Block | None = None


def texts(folder: str) -> Mapping[str, Mutation]:
    """The classes in a folder, by name."""
    found: dict[str, Mutation] = {}
    for path in sorted((_HERE / folder).glob("*.toml")):
        for kind, places in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if kind in found:
                raise ValueError(f"{path.name}: the class {kind} is defined twice")
            found[kind] = partial(_mutation, places)
    return found


def _mutation(places: Mapping[str, Sequence[str]], context: RuleContext) -> Iterator[Change]:
    for where, wanted in places.items():
        found = list(_places(context, where))
        for text in wanted:
            changes = (change for place in _some(found, text) for change in _change(context, place, text))
            yield from (replace(change, variant=f"{where}: {text}") for change in changes)


def _some(places: Sequence[_Place], text: str) -> Sequence[_Place]:
    """A few of the places, others for each text: more would never be chosen."""
    return nsmallest(3, places, key=lambda place: _number(place, text))


def _number(place: _Place, text: str) -> int:
    hashed = sha256(f"{text}{place.parsed.file.path}{place.range.start.offset}".encode())
    return int(hashed.hexdigest()[:8], 16)


def _change(context: RuleContext, place: _Place, text: str) -> Iterator[Change]:
    file = place.parsed.file
    old = source(place.parsed, place.range)
    if "<old>" in text and "<<" in old:
        return  # a heredoc's end wants a line of its own
    written = _written(context, place, text.replace("<old>", old))
    if written is None:
        return
    if place.into:
        yield from inserted(place.parsed, place.into.header, place.into.body, written.rstrip("\n"))
    elif place.top is None:
        yield Change(file, len(file.text), len(file.text), f"\n{written.strip()}\n".lstrip("" if file.text else "\n"))
    else:
        yield replaced(place.parsed, place.range, written)


def _places(context: RuleContext, where: str) -> Iterator[_Place]:
    if where in _TYPES:
        for parsed, expr in typed(context, *_TYPES[where]):
            yield _Place(parsed, _top(parsed, expr.range), expr.range)
    elif where.startswith("file "):
        path = posixpath.join(context.configuration.directory, where.removeprefix("file "))
        yield _Place(Parsed(SourceFile(path, ""), Body((), (), START)), None, START)
    elif where == "end":
        yield from (_Place(p, None, p.body.range) for p in context.configuration.files)
    elif found := _PARTS.fullmatch(where):
        yield from _parts(context, *found.groups())
    elif where.startswith("in "):
        for parsed, top, block in _blocks(context, where.removeprefix("in ")):
            yield _Place(parsed, top, block.header, block)
    elif where.startswith("header "):
        for parsed, top, block in _blocks(context, where.removeprefix("header ")):
            if block is top:
                yield _Place(parsed, top, block.header)
    else:
        kind, _, name = where.partition(".")
        for parsed, top, block in _blocks(context, kind):
            yield from (_Place(parsed, top, a.expr.range) for a in block.body.attributes if name in ("*", a.name))


def _top(parsed: Parsed, place: Range) -> Block:
    return next(b for b in parsed.body.blocks if b.range.end.offset >= place.end.offset)


def _blocks(context: RuleContext, kind: str) -> Iterator[tuple[Parsed, Block, Block]]:
    """Blocks of a type at any depth, with the outermost block around each."""
    for parsed in context.configuration.files:
        for top in parsed.body.blocks:
            pending = [top]
            while pending:
                block = pending.pop()
                pending += reversed(block.body.blocks)
                if block.type == kind:
                    yield parsed, top, block


def _parts(context: RuleContext, kind: str, part: str) -> Iterator[_Place]:
    for node in context.analysis.nodes:
        if type(node.expr).__name__ == kind:
            found: object = getattr(node.expr, part)
            for each in found if isinstance(found, tuple) else (found,):
                place = getattr(each, "range", None)
                if isinstance(place, Range):
                    yield _Place(node.place.parsed, node.place.block, place)


def _written(context: RuleContext, place: _Place, text: str) -> str | None:
    """The text with names for its placeholders, None when there is none for one of them."""
    for name in dict.fromkeys(_NAME.findall(text)):
        known = _self(place.top) if name == "self" else _known(context, name)
        if not known:
            return None
        text = text.replace(f"<{name}>", known[_number(place, text) % len(known)])
    return text


def _self(top: Block | None) -> list[str]:
    labels = ".".join(top.label_values) if top else ""
    prefixes = {"resource": "", "data": "data.", "variable": "var.", "module": "module."}
    return [prefixes[top.type] + labels] if top and top.type in prefixes else []


@cache
def _known(context: RuleContext, name: str) -> list[str]:
    """What a placeholder stands for: addresses of one kind, in a fixed order."""
    *kind, what = name.split(" ")
    found = sorted((".".join(a), d) for a, d in context.configuration.declared.items() if _is(a, what))
    return [address for address, declared in found if _fits(context, address, declared, kind)]


def _is(address: Address, what: str) -> bool:
    names = {"variable": "var", "local": "local", "module": "module", "output": "output", "data": "data"}
    if what == "resource":
        return address[0].startswith("aws_")
    return what in names and address[0] == names[what]


def _fits(context: RuleContext, address: str, declared: Declared, kind: Sequence[str]) -> bool:
    """``plain``, ``count`` or ``each`` for what has instances; a type for variables."""
    meta = {a.name for a in declared.body.attributes} & {"count", "for_each"}
    match kind:
        case []:
            return True
        case ["plain"]:
            return not meta
        case ["count"]:
            return "count" in meta
        case ["each"]:
            return "for_each" in meta
        case [name]:
            found, wanted = context.configuration.interface.types.get(address.removeprefix("var.")), _KINDS[name]
            return found == wanted or (isinstance(wanted, type) and isinstance(found, wanted))
    return False
