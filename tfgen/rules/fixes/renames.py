"""Renames, moves and removals between versions of the provider: ``renames.toml``, read at its first use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct, field
from msgspec.structs import replace

from tfgen.diagnostics import Edit, Fix
from tfgen.rules.fixes.edits import source_text
from tfgen.source import Range
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.hcl.syntax import Attribute, Expr, Literal

_MAX_TITLE_VALUE = 40
"""A value of so many characters or more is not shown in a fix's title."""


class Renamed(Struct, frozen=True):
    """The fate of the argument, block or type ``path``; ``renames.toml`` explains the fields."""

    path: str
    source: str
    to: str = ""
    help: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    list: bool = False
    read: bool = False
    safe: bool = True

    @property
    def only_name(self) -> bool:
        """True when there is a new name, which takes the same value."""
        return bool(self.to) and not self.values and not self.list


def renamed(path: str) -> Renamed | None:
    """The entry of an argument or a block; an older provider may also know it by an older name."""
    return _arguments().get(path)


def renamed_type(path: str) -> Renamed | None:
    """The entry of a resource type, or of a data source (``data.aws_subnet_ids``)."""
    return _types().get(path)


def advice(path: str) -> str:
    """Help for an argument or a block that was renamed or removed, ``""`` for any other."""
    entry = renamed(path)
    if entry is None:
        return ""
    return entry.help or f'It is called "{entry.to}" in this version.'


def argument_rename_fix(parsed: Parsed, argument: Attribute, entry: Renamed) -> Fix | None:
    """Write an argument under its name in this version of the provider,
    with the value in its new form.
    """
    old = source_text(parsed, argument.expr.range)
    new = _new_value(argument.expr, old, entry)
    if new is None:
        return None
    edits = [Edit(argument.name_range, entry.to)]
    if new != old:
        edits.append(Edit(argument.expr.range, new))
    shown = new if len(new) < _MAX_TITLE_VALUE else "..."
    return Fix(f"Write {entry.to} = {shown}", tuple(edits), entry.safe)


def _new_value(expr: Expr, text: str, entry: Renamed) -> str | None:
    """The value in its new form; None where the new form is not known."""
    value: str | None = text
    if entry.values:
        value = entry.values.get(text) if isinstance(expr, Literal) else None
    if value is None:
        return None
    return f"[{value}]" if entry.list else value


def attribute_rename_fix(range_: Range, entry: Renamed) -> Fix | None:
    """Read an attribute by its name in this version of the provider;
    None where that has other values.
    """
    if not entry.only_name:
        return None
    return Fix(f"Write {entry.to}", (Edit(range_, entry.to),), entry.safe)


@cache
def _arguments() -> Mapping[str, Renamed]:
    entries = tuple(_entries("argument"))
    by_path = {entry.path: entry for entry in entries}
    for entry in entries:
        if entry.only_name:
            owner, _, old = entry.path.rpartition(".")
            new = f"{owner}.{entry.to}"
            by_path.setdefault(new, replace(entry, path=new, to=old, help=""))
    return by_path


@cache
def _types() -> Mapping[str, Renamed]:
    return {entry.path: entry for entry in _entries("type")}


def _entries(kind: str) -> Iterator[Renamed]:
    import tomllib
    from importlib.resources import files

    data = tomllib.loads(files("tfgen.rules.fixes").joinpath("renames.toml").read_text("utf-8"))
    for entry in data[kind]:
        yield Renamed(**entry)
