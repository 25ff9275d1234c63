"""Terraform's files on disk to what rules judge, in three steps that know nothing of each other.

``listing`` says which files of a directory Terraform reads, ``read`` turns the bytes of one file into a tree (a pure
function: it can run anywhere, and its result can be kept), ``Folder`` puts the trees of a directory together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.hcl.json_tree import Json, parse_json
from tfgen.hcl.parse import decode, parse
from tfgen.hcl.syntax import Body
from tfgen.rules.configuration import Parsed
from tfgen.rules.json_body import body_of, values_of
from tfgen.rules.overrides import Merged, merge, unmet
from tfgen.rules.tfvars import at_plan
from tfgen.schema import ProviderSchema
from tfgen.source import START, SourceFile

CONFIGURATION = (".tf", ".tf.json")
VALUES = (".tfvars", ".tfvars.json")


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a directory, each kind sorted by name: configuration, what overrides it, variables' values."""

    primary: tuple[Path, ...]
    overrides: tuple[Path, ...]
    values: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A file as it was read: its text, None if that cannot be had; its tree, None if the text has none."""

    source: SourceFile | None
    tree: Body | Json | None
    found: Diagnostics = ()


@dataclass(frozen=True, slots=True)
class File:
    """A file of a directory. ``own``: tfgen wrote it."""

    read: Read
    own: bool


@dataclass(frozen=True, slots=True)
class Folder:
    """A directory's files as they were read."""

    primary: tuple[File, ...]
    overrides: tuple[File, ...]
    values: tuple[File, ...]

    @property
    def complete(self) -> bool:
        """Whether all its configuration could be read."""
        return all(f.read.tree is not None for f in (*self.primary, *self.overrides))

    @property
    def plain(self) -> bool:
        """Whether it is the same with any schema: HCL files only, none of which overrides another."""
        return not self.overrides and not any(_is_json(f.read.source) for f in self.primary)

    @property
    def hcl(self) -> tuple[Parsed, ...]:
        """Its HCL files one by one, those with values too, as they are written."""
        files = (*self.primary, *self.overrides, *self.values)
        read = ((f.read.source, f.read.tree, f.own) for f in files)
        return tuple(Parsed(source, tree, own) for source, tree, own in read if source and isinstance(tree, Body))

    def merged(self, schema: ProviderSchema | None) -> Merged:
        """Its files as Terraform sees them; ``schema`` tells blocks from arguments in JSON."""
        if self.plain:
            return Merged(tuple(_parsed(self.primary, schema, [])))
        problems: list[Diagnostic] = []
        primary = tuple(_parsed(self.primary, schema, problems))
        if not self.overrides:
            return Merged(primary, tuple(problems))
        made = merge(primary, tuple(_parsed(self.overrides, schema, problems)), self.complete)
        return Merged(made.files, (*problems, *made.found, *unmet(made, schema)), made.joined, made.texts)

    def valued(self) -> tuple[tuple[Parsed, ...], Diagnostics]:
        """Its values files, and what is wrong with their form."""
        problems = [d for f in self.values for d in f.read.found]
        made = []
        for source, tree in _trees(self.values):
            body, found = (tree, ()) if isinstance(tree, Body) else values_of(source, tree)
            problems += found
            made.append(Parsed(source, body))
        return tuple(made), tuple(at_plan(problems))


def listing(directory: Path) -> Listing:
    """Which files of the directory Terraform reads, and ``*.tfvars`` that may be given to it.

    Raises ``OSError``.
    """
    named = (path for path in directory.iterdir() if path.name.endswith((*CONFIGURATION, *VALUES)))
    files = sorted(path for path in named if is_read(path))
    configuration = [path for path in files if path.name.endswith(CONFIGURATION)]
    return Listing(
        tuple(path for path in configuration if not _overrides(path)),
        tuple(path for path in configuration if _overrides(path)),
        tuple(path for path in files if path.name.endswith(VALUES)),
    )


def is_read(path: Path) -> bool:
    """Whether Terraform reads what is called like a file of its: not what is hidden, and no folder."""
    return not path.name.startswith(".") and not path.is_dir()


def read(name: str, content: bytes) -> Read:
    """A file's text and tree, by its name HCL or JSON. Depends on nothing but ``name`` and ``content``."""
    source, problems = decode(content, name)
    if source is None:
        return Read(None, None, problems)
    if not _is_json(source):
        return Read(source, *parse(source))
    if content.startswith(b"\xef\xbb\xbf"):  # JSON may not begin with it
        source = SourceFile(name, "\ufeff" + source.text)
    return Read(source, *parse_json(source))


def read_file(path: Path, name: str) -> Read:
    """The file at ``path`` as ``read`` reads it, or a finding that says why it cannot be."""
    try:
        content = path.read_bytes()
    except OSError as error:
        detail = f"{error.strerror}."
        return Read(None, None, (Diagnostic("TFG204", "The file cannot be read", detail, file=name, range=START),))
    return read(name, content)


def _overrides(path: Path) -> bool:
    stem = path.name.removesuffix(".json").removesuffix(".tf")
    return stem == "override" or stem.endswith("_override")


def _is_json(source: SourceFile | None) -> bool:
    return source is not None and source.path.endswith(".json")


def _trees(files: Iterable[File]) -> Iterator[tuple[SourceFile, Body | Json]]:
    return ((f.read.source, f.read.tree) for f in files if f.read.source and f.read.tree)


def _parsed(files: Iterable[File], schema: ProviderSchema | None, problems: list[Diagnostic]) -> Iterator[Parsed]:
    """The files that have a tree; ``problems`` gets what is wrong with the form of JSON files."""
    for file in files:
        source, tree = file.read.source, file.read.tree
        if source is None or tree is None:
            continue
        body, found = (tree, ()) if isinstance(tree, Body) else body_of(source, tree, schema)
        problems += found
        yield Parsed(source, body, file.own)
