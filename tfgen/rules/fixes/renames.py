"""What the provider renamed, moved or removed between its versions: ``renames.toml``, read when first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct, field
from msgspec.structs import replace

from tfgen.diagnostics import Edit, Fix
from tfgen.rules.fixes.edits import source
from tfgen.source import Range
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.hcl.syntax import Attribute, Literal


class Renamed(Struct, frozen=True):
    """What became of the argument, block or type ``path``; the fields are explained in ``renames.toml``."""

    path: str
    source: str
    to: str = ""
    help: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    list: bool = False
    read: bool = False
    safe: bool = True


def renamed(path: str) -> Renamed | None:
    """What became of an argument or a block; an older provider may also know it by an older name."""
    return _arguments().get(path)


def renamed_type(path: str) -> Renamed | None:
    """What became of a resource type, or of a data source (``data.aws_subnet_ids``)."""
    return _types().get(path)


def advice(path: str) -> str:
    """What a message says of an argument or a block that was renamed or removed, ``""`` for any other."""
    entry = renamed(path)
    return (entry.help or f'It is called "{entry.to}" in this version.') if entry else ""


def moved(parsed: Parsed, argument: Attribute, entry: Renamed) -> Fix | None:
    """Write an argument under its name in this version of the provider, with the value in its new form."""
    expr = argument.expr
    value = source(parsed, expr.range)
    if entry.values:
        new = entry.values.get(value) if isinstance(expr, Literal) else None
        if new is None:
            return None
        value = new
    changed = f"[{value}]" if entry.list else value
    name = Edit(argument.name_range, entry.to)
    edits = (name,) if changed == source(parsed, expr.range) else (name, Edit(expr.range, changed))
    return Fix(f"Write {entry.to} = {changed if len(changed) < 40 else '...'}", edits, entry.safe)


def reread(place: Range, entry: Renamed) -> Fix | None:
    """Read an attribute by its name in this version of the provider; None where it holds something else now."""
    same = entry.to and not entry.values and not entry.list
    return Fix(f"Write {entry.to}", (Edit(place, entry.to),), entry.safe) if same else None


@cache
def _arguments() -> Mapping[str, Renamed]:
    entries = tuple(_entries("argument"))
    known = {entry.path: entry for entry in entries}
    for entry in entries:
        owner, _, old = entry.path.rpartition(".")
        if entry.to and not entry.values and not entry.list:
            known.setdefault(f"{owner}.{entry.to}", replace(entry, path=f"{owner}.{entry.to}", to=old, help=""))
    return known


@cache
def _types() -> Mapping[str, Renamed]:
    return {entry.path: entry for entry in _entries("type")}


def _entries(kind: str) -> Iterator[Renamed]:
    import tomllib
    from importlib.resources import files

    data = tomllib.loads(files("tfgen.rules.fixes").joinpath("renames.toml").read_text("utf-8"))
    return (Renamed(**entry) for entry in data[kind])
