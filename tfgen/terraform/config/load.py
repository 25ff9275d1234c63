"""The bytes of Terraform's files to what rules judge.

``read`` turns the bytes of one file into a tree (a pure function: it can run anywhere, and its
result can be kept), ``Folder`` puts the trees of a directory together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.source import START, SourceFile
from tfgen.terraform.config.body_read import BodyRead, ShapeProblem
from tfgen.terraform.config.configuration import FileProblems, FileValue, Parsed
from tfgen.terraform.config.files import Content, Directory, is_loaded, text_of
from tfgen.terraform.config.findings import at_plan
from tfgen.terraform.config.local_schemas import NO_SCHEMAS, LocalSchemas
from tfgen.terraform.config.merged_files import Merged
from tfgen.terraform.config.parse_cache import MIN_CACHED_BYTES, ParseCache, encode
from tfgen.terraform.config.test_files import TestFiles
from tfgen.terraform.hcl.parse import decode, parse
from tfgen.terraform.hcl.syntax import Body
from tfgen.terraform.schema import ProviderSchema

if TYPE_CHECKING:
    from tfgen.terraform.hcl.json_tree import Json

NO_PARSE_CACHE = ParseCache()
"""Nothing is kept."""


class ReadFile(Struct, frozen=True):
    """A file as it was read: its text, None if that cannot be had;
    its tree, None if the text has none.
    """

    source: SourceFile | None
    tree: Body | Json | None
    diagnostics: Diagnostics = ()


class File(Struct, frozen=True):
    """A file of a directory. ``generated``: tfgen wrote it."""

    read: ReadFile
    generated: bool


class _ReadFiles(Struct, frozen=True):
    """Files that have a tree, and what is wrong with the syntax and the form of those in JSON."""

    files: tuple[Parsed, ...]
    diagnostics: Diagnostics
    shapes: tuple[ShapeProblem, ...]


class Folder(Struct, frozen=True):
    """A directory's files as they were read;
    ``chosen`` is the path of the values file that is passed to Terraform.
    """

    primary: tuple[File, ...]
    overrides: tuple[File, ...]
    values: tuple[File, ...]
    tests: tuple[File, ...] = ()
    mocks: tuple[File, ...] = ()
    chosen: str | None = None

    @classmethod
    def read(cls, directory: Directory, parse_cache: ParseCache) -> Folder:
        """The files of a directory, those from ``parse_cache`` that are there."""
        primary, overrides = (
            _parsed(directory.primary, parse_cache),
            _parsed(directory.overrides, parse_cache),
        )
        return cls(
            primary,
            overrides,
            _parsed(directory.values, parse_cache),
            _parsed(directory.tests, parse_cache),
            _parsed(directory.mocks, parse_cache),
        )

    def with_values(self, chosen: Content, parse_cache: ParseCache) -> Folder:
        """The same with a values file that is passed to Terraform, from this directory or another."""
        others = tuple(f for f in self.values if f.read.source and is_loaded(f.read.source.path))
        values = (*others, *_parsed((chosen,), parse_cache))
        return replace(self, values=values, chosen=chosen.path)

    @property
    def unreadable(self) -> Diagnostics:
        """The faults in the text of its configuration, its tests and its mock data."""
        found: list[Diagnostic] = []
        for file in (*self.primary, *self.overrides, *self.tests, *self.mocks):
            found += file.read.diagnostics
        return tuple(found)

    @property
    def configured(self) -> bool:
        """Whether it has configuration that values could be for."""
        return bool(self.primary or self.overrides)

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
        """Its HCL files one by one, those with values and tests too, as they are written."""
        files = (*self.primary, *self.overrides, *self.values, *self.tests, *self.mocks)
        read = ((f.read.source, f.read.tree, f.generated) for f in files)
        return tuple(
            Parsed(source, tree, generated)
            for source, tree, generated in read
            if source and isinstance(tree, Body)
        )

    @property
    def file_values(self) -> Mapping[str, FileValue]:
        """The values of variables in the files that Terraform loads by itself; later files win."""
        if not self.values:
            return {}
        loaded = [p for p in self.valued()[0] if is_loaded(p.file.path)]
        loaded.sort(key=lambda p: ".auto.tfvars" in p.file.path)
        loaded += [p for p in self.valued()[0] if p.file.path == self.chosen]
        values: dict[str, FileValue] = {}
        for parsed in loaded:
            for given in parsed.body.attributes:
                values[given.name] = FileValue(parsed, given.expr)
        return values

    @property
    def varying(self) -> frozenset[str]:
        """The variables that its other values files give something to,
        one or another of which a plan may be given.
        """
        if not self.values or self.chosen is not None:
            return frozenset()
        names: set[str] = set()
        for parsed in self.valued()[0]:
            if not is_loaded(parsed.file.path):
                names.update(parsed.body.names)
        return frozenset(names)

    def merged(self, schema: ProviderSchema | None, others: LocalSchemas = NO_SCHEMAS) -> Merged:
        """Its files as Terraform sees them; the schemas tell blocks from arguments in JSON."""
        primary = _read_files(self.primary, schema, others)
        if not self.overrides:
            return Merged(primary.files, primary.diagnostics, FileProblems(primary.shapes))
        from tfgen.terraform.config.overrides import merge, unmet

        overrides = _read_files(self.overrides, schema, others)
        made = merge(primary.files, overrides.files, self.complete)
        diagnostics = (*primary.diagnostics, *overrides.diagnostics, *unmet(made, schema))
        problems = replace(made.problems, shapes=(*primary.shapes, *overrides.shapes))
        return replace(made, diagnostics=diagnostics, problems=problems)

    def tested(self) -> TestFiles:
        """Its test files and its files of mock data, and what is wrong with their form."""
        tests, mocks = (
            _read_files(self.tests, None, NO_SCHEMAS),
            _read_files(self.mocks, None, NO_SCHEMAS),
        )
        return TestFiles(
            tests=tests.files,
            mocks=mocks.files,
            diagnostics=(*tests.diagnostics, *mocks.diagnostics),
            shapes=(*tests.shapes, *mocks.shapes),
        )

    def valued(self) -> tuple[tuple[Parsed, ...], Diagnostics, tuple[ShapeProblem, ...]]:
        """Its values files, and what is wrong with their syntax and their form."""
        problems: list[Diagnostic] = []
        for file in self.values:
            problems += file.read.diagnostics
        made = []
        shapes: list[ShapeProblem] = []
        for source, tree in _trees(self.values):
            read = _values(source, tree)
            problems += read.diagnostics
            shapes += read.shapes
            made.append(Parsed(source, read.body))
        return tuple(made), tuple(at_plan(problems)), tuple(shapes)


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
    if kept := parse_cache.get(content):
        return ReadFile(source, kept)
    body, diagnostics = parse(source)
    if body and not diagnostics:
        parse_cache.put(content, body)
    return ReadFile(source, body, diagnostics)


def read_content(file: Content, parse_cache: ParseCache = NO_PARSE_CACHE) -> ReadFile:
    """The file as ``read`` reads it, or a finding that says why it cannot be."""
    if file.content is not None:
        return read(file.path, file.content, parse_cache)
    found = Diagnostic(
        "TFG204", "The file cannot be read", file.reason, file=file.path, range=START
    )
    return ReadFile(None, None, (found,))


def encoded(file: Content, parse_cache: ParseCache) -> bytes | None:
    """The body of a file in few bytes, to hand it to another process;
    None where it is quicker to parse it there.
    """
    if file.content is None or len(file.content) < MIN_CACHED_BYTES or file.path.endswith(".json"):
        return None
    found = read_content(file, parse_cache)
    if isinstance(found.tree, Body) and not found.diagnostics:
        return encode(found.tree)
    return None


def _parsed(contents: Iterable[Content], parse_cache: ParseCache) -> tuple[File, ...]:
    return tuple(
        File(read_content(content, parse_cache), content.generated) for content in contents
    )


def _is_json(source: SourceFile | None) -> bool:
    return source is not None and source.path.endswith(".json")


def _configuration(
    source: SourceFile, tree: Body | Json, schema: ProviderSchema | None, others: LocalSchemas
) -> BodyRead:
    if isinstance(tree, Body):
        return BodyRead(tree)
    from tfgen.terraform.config.json_body import body_of

    return body_of(source, tree, schema, others)


def _values(source: SourceFile, tree: Body | Json) -> BodyRead:
    if isinstance(tree, Body):
        return BodyRead(tree)
    from tfgen.terraform.config.json_body import values_of

    return values_of(source, tree)


def _trees(files: Iterable[File]) -> Iterator[tuple[SourceFile, Body | Json]]:
    return ((f.read.source, f.read.tree) for f in files if f.read.source and f.read.tree)


def _read_files(
    files: Iterable[File], schema: ProviderSchema | None, others: LocalSchemas
) -> _ReadFiles:
    parsed: list[Parsed] = []
    diagnostics: list[Diagnostic] = []
    shapes: list[ShapeProblem] = []
    for file in files:
        source, tree = file.read.source, file.read.tree
        if source is None or tree is None:
            continue
        read = _configuration(source, tree, schema, others)
        parsed.append(Parsed(source, read.body, file.generated))
        diagnostics += read.diagnostics
        shapes += read.shapes
    return _ReadFiles(tuple(parsed), tuple(diagnostics), tuple(shapes))
