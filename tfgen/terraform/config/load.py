"""Reads the bytes of Terraform's files into the trees that rules check.

``read`` turns the bytes of one file into a tree (a pure function: it can run anywhere, and its result can be cached),
``Folder`` puts the trees of a directory together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.source import START, SourceFile
from tfgen.terraform.config.configuration import FileValue, Parsed
from tfgen.terraform.config.files import Content, text_of
from tfgen.terraform.config.findings import at_plan
from tfgen.terraform.config.merged_files import Merged
from tfgen.terraform.config.parse_cache import MIN_CACHED_BYTES, ParseCache, encode
from tfgen.terraform.hcl.parse import decode, parse
from tfgen.terraform.hcl.syntax import Body
from tfgen.terraform.schema import ProviderSchema

if TYPE_CHECKING:
    from tfgen.terraform.hcl.json_tree import Json

NO_PARSE_CACHE = ParseCache()
"""Caches nothing."""


class ReadFile(Struct, frozen=True):
    """A file as it was read: its text, None if that cannot be read; its tree, None if the text has none."""

    source: SourceFile | None
    tree: Body | Json | None
    diagnostics: Diagnostics = ()


class File(Struct, frozen=True):
    """A file of a directory. ``generated``: tfgen wrote it."""

    read: ReadFile
    generated: bool


class Folder(Struct, frozen=True):
    """A directory's files as they were read."""

    primary: tuple[File, ...]
    overrides: tuple[File, ...]
    values: tuple[File, ...]

    @property
    def complete(self) -> bool:
        """True if all its configuration could be read."""
        return all(file.read.tree is not None for file in (*self.primary, *self.overrides))

    @property
    def plain(self) -> bool:
        """True if it is the same with any schema: HCL files only, none of which overrides another."""
        if self.overrides:
            return False
        return not any(_is_json(file.read.source) for file in self.primary)

    @property
    def hcl(self) -> tuple[Parsed, ...]:
        """Its HCL files one by one, those with values too, as they are written."""
        parsed: list[Parsed] = []
        for file in (*self.primary, *self.overrides, *self.values):
            source, tree = file.read.source, file.read.tree
            if source and isinstance(tree, Body):
                parsed.append(Parsed(source, tree, file.generated))
        return tuple(parsed)

    @property
    def file_values(self) -> Mapping[str, FileValue]:
        """The values of variables by the values files that Terraform loads by itself; later files win."""
        if not self.values:
            return {}
        loaded = [parsed for parsed in self.valued()[0] if _is_loaded(parsed.file.path)]
        values: dict[str, FileValue] = {}
        for parsed in sorted(loaded, key=lambda parsed: ".auto.tfvars" in parsed.file.path):
            for attribute in parsed.body.attributes:
                values[attribute.name] = FileValue(parsed, attribute.expr)
        return values

    @property
    def varying(self) -> frozenset[str]:
        """The variables in its other values files, any of which may be passed to a plan."""
        if not self.values:
            return frozenset()
        names: set[str] = set()
        for parsed in self.valued()[0]:
            if not _is_loaded(parsed.file.path):
                names.update(attribute.name for attribute in parsed.body.attributes)
        return frozenset(names)

    def merged(self, schema: ProviderSchema | None) -> Merged:
        """Its files as Terraform sees them; ``schema`` tells blocks from arguments in JSON."""
        if self.plain:
            return Merged(tuple(_parsed(self.primary, schema, [])))
        problems: list[Diagnostic] = []
        primary = tuple(_parsed(self.primary, schema, problems))
        if not self.overrides:
            return Merged(primary, tuple(problems))
        from tfgen.terraform.config.overrides import merge, unmet

        merged = merge(primary, tuple(_parsed(self.overrides, schema, problems)), self.complete)
        return Merged(merged.files, (*problems, *merged.found, *unmet(merged, schema)), merged.joined, merged.texts)

    def valued(self) -> tuple[tuple[Parsed, ...], Diagnostics]:
        """Its values files, and what is wrong with their form."""
        parsed: list[Parsed] = []
        problems: list[Diagnostic] = []
        for file in self.values:
            problems += file.read.diagnostics
        for file in self.values:
            source, tree = file.read.source, file.read.tree
            if source and tree:
                parsed.append(Parsed(source, _values(source, tree, problems)))
        return tuple(parsed), tuple(at_plan(problems))


def read(name: str, content: bytes, parse_cache: ParseCache = NO_PARSE_CACHE) -> ReadFile:
    """A file's text and tree, by its name HCL or JSON, from ``parse_cache`` where it is there.

    Depends on nothing but ``name`` and ``content``.
    """
    source, problems = decode(content, name)
    if source is None:
        return ReadFile(None, None, problems)
    if not _is_json(source):
        return _read_hcl(source, content, parse_cache)
    from tfgen.terraform.hcl.json_tree import parse_json

    source = SourceFile(name, text_of(name, content))
    return ReadFile(source, *parse_json(source))


def _read_hcl(source: SourceFile, content: bytes, parse_cache: ParseCache) -> ReadFile:
    cached = parse_cache.get(content)
    if cached:
        return ReadFile(source, cached)
    body, diagnostics = parse(source)
    if body and not diagnostics:
        parse_cache.put(content, body)
    return ReadFile(source, body, diagnostics)


def read_content(file: Content, parse_cache: ParseCache = NO_PARSE_CACHE) -> ReadFile:
    """The file as ``read`` reads it, or the diagnostic that it cannot be read."""
    if file.content is not None:
        return read(file.path, file.content, parse_cache)
    unreadable = Diagnostic("TFG204", "The file cannot be read", file.reason, file=file.path, range=START)
    return ReadFile(None, None, (unreadable,))


def encoded(file: Content, parse_cache: ParseCache) -> bytes | None:
    """The body of a file in few bytes, to hand it to another process; None where it is quicker to parse it there."""
    if file.content is None or len(file.content) < MIN_CACHED_BYTES or file.path.endswith(".json"):
        return None
    result = read_content(file, parse_cache)
    if result.diagnostics or not isinstance(result.tree, Body):
        return None
    return encode(result.tree)


def _is_loaded(path: str) -> bool:
    name = path.rsplit("/", 1)[-1].removesuffix(".json")
    return name == "terraform.tfvars" or name.endswith(".auto.tfvars")


def _is_json(source: SourceFile | None) -> bool:
    return source is not None and source.path.endswith(".json")


def _values(source: SourceFile, tree: Body | Json, problems: list[Diagnostic]) -> Body:
    """The body of a values file; ``problems`` gets what is wrong with the form of a JSON file."""
    if isinstance(tree, Body):
        return tree
    from tfgen.terraform.config.json_body import values_of

    body, diagnostics = values_of(source, tree)
    problems += diagnostics
    return body


def _configuration(
    source: SourceFile, tree: Body | Json, schema: ProviderSchema | None, problems: list[Diagnostic]
) -> Body:
    """The body of a configuration file; ``problems`` gets what is wrong with the form of a JSON file."""
    if isinstance(tree, Body):
        return tree
    from tfgen.terraform.config.json_body import body_of

    body, diagnostics = body_of(source, tree, schema)
    problems += diagnostics
    return body


def _parsed(files: Iterable[File], schema: ProviderSchema | None, problems: list[Diagnostic]) -> Iterator[Parsed]:
    """The files that have a tree; ``problems`` gets what is wrong with the form of JSON files."""
    for file in files:
        source, tree = file.read.source, file.read.tree
        if source is not None and tree is not None:
            yield Parsed(source, _configuration(source, tree, schema, problems), file.generated)
