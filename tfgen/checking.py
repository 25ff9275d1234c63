"""Checking directories as they are on disk: tfgen's own output and anybody's HCL."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tfgen.adopting.adoption import Adoption, Read
from tfgen.diagnostics import Diagnostic, Diagnostics, Severity
from tfgen.output.manifest import generated_files, output_root
from tfgen.output.recover import recover
from tfgen.reading import File, Folder, is_read, listing, read, read_file
from tfgen.reading import Read as ReadFile
from tfgen.rules.configuration import Configuration, configure, source_of
from tfgen.rules.judge import SchemaOf, judge, local_directory, place_of
from tfgen.rules.overrides import Merged
from tfgen.rules.required import Schemas
from tfgen.rules.table import RULES
from tfgen.rules.tfvars import check_values
from tfgen.rules.verdict import NOTHING_SILENCED, NotJudged, Silenced
from tfgen.schema import ProviderSchema
from tfgen.types.functions import DiskFiles

_SKIPPED = frozenset({".terraform", ".git", ".tfgen"})


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of a check; ``texts`` has the text of every file read, by path."""

    found: Diagnostics
    not_judged: tuple[NotJudged, ...]
    texts: Mapping[str, str]
    silenced: Silenced = NOTHING_SILENCED


def check_directories(
    folders: Sequence[Path],
    version: str | None,
    imported: Path | None,
    adoption: Adoption | None = None,
    instead: Mapping[str, str] = MappingProxyType({}),
) -> Checked:
    """Judge every folder with Terraform files at or below ``folders``, and the local modules that they call.

    ``version`` is the provider version for all; without it each directory's ``required_providers`` decides, and for a
    module that is only called the one of its caller. ``imported`` is the folder of imported schemas. Settings files,
    ignores and baselines count only with an ``adoption``. ``instead`` has texts to judge in place of those on
    disk, by the paths of ``Checked.texts``.
    """
    reader = _Reader(instead)
    reader.mend(folders)
    for directory in [d for folder in folders for d in _directories(folder)]:
        if adoption is None or adoption.reads(directory):
            reader.read(directory)
    if not any(f.primary or f.overrides for f in reader.folders.values()) and not (adoption and adoption.skipped):
        reader.found.append(_nothing(folders))
    reader.follow_modules()
    schemas = Schemas(version, imported)
    unsure = {d for d, f in reader.folders.items() if not f.complete}

    @cache
    def schema_of(directory: str) -> ProviderSchema | None:
        root = reader.root_of(directory)
        schema = schemas.of(reader.configuration(root), adoption.asked(root) if adoption else None)
        if schema is None:
            unsure.add(directory)
        return schema

    checked = _judged(reader, schema_of, schemas)
    if adoption is None:
        return checked
    files = [p for f in reader.folders.values() for p in f.hcl]
    settled = adoption.settle(checked.found, Read(reader.texts, files, unsure))
    return replace(
        checked,
        found=settled.found,
        not_judged=(*checked.not_judged, *settled.not_judged),
        silenced=settled.silenced,
    )


def _judged(reader: _Reader, schema_of: SchemaOf, schemas: Schemas) -> Checked:
    merged = {
        d: m if f.plain else f.merged(schema_of(d)) for d, f in reader.folders.items() for m in (reader.plain[d],)
    }
    incomplete = frozenset(d for d, f in reader.folders.items() if not f.complete)
    files = [p for m in merged.values() for p in m.files]
    judgement = judge(
        files,
        schema_of,
        RULES,
        incomplete=incomplete,
        missing=frozenset(reader.missing),
        files_of=lambda d: DiskFiles(Path(d)),
    )
    shapes = [d for m in merged.values() for d in m.found]
    misshapen = {d.file for d in shapes if d.code == "TFG281"}  # what is left of them lacks what was wrong
    judged = (d for d in judgement.found if not (d.code.startswith("TFG2") and d.file in misshapen))
    found = sorted((*_home(judged, merged), *shapes), key=place_of)
    values = _values(reader, merged)
    every = (*reader.found, *dict.fromkeys(schemas.found), *found, *values)
    return Checked(every, judgement.not_judged, reader.texts)


def _home(found: Iterable[Diagnostic], merged: Mapping[str, Merged]) -> Iterator[Diagnostic]:
    """The findings in the files that they are about; without fixes in JSON, which would write HCL."""
    by_directory: dict[str, list[Diagnostic]] = {}
    for d in found:
        by_directory.setdefault(posixpath.dirname(d.file or ""), []).append(d)
    for directory, findings in by_directory.items():
        home = merged[directory].back(findings) if directory in merged else findings
        yield from (replace(d, fix=None) if d.fix and (d.file or "").endswith(".json") else d for d in home)


def _values(reader: _Reader, merged: Mapping[str, Merged]) -> Iterator[Diagnostic]:
    """What is wrong with the values files of directories that are not only called as modules."""
    for directory, folder in reader.folders.items():
        if folder.values and directory not in reader.callers:
            values, problems = folder.valued()
            yield from problems
            yield from check_values(values, configure(directory, merged[directory].files, None, folder.complete))


def _nothing(folders: Sequence[Path]) -> Diagnostic:
    where = ", ".join(f.as_posix() for f in folders)
    return Diagnostic("TFG205", "Nothing to check", f"There are no .tf files in {where}.", severity=Severity.WARNING)


def _directories(folder: Path) -> Iterable[Path]:
    found = {p.parent for kind in ("*.tf", "*.tf.json") for p in folder.rglob(kind) if is_read(p)}
    return sorted(d for d in found if not _SKIPPED & set(d.relative_to(folder).parts))


@dataclass
class _Reader:
    """Reads directories once. ``callers`` maps a module that is only there because it is called to who calls it.

    ``plain`` has the files of each directory as they are without a provider's schema. ``missing``: directories that
    are called and do not exist.
    """

    instead: Mapping[str, str] = field(default_factory=dict)
    folders: dict[str, Folder] = field(default_factory=dict)
    plain: dict[str, Merged] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    callers: dict[str, str] = field(default_factory=dict)
    _configurations: dict[str, Configuration] = field(default_factory=dict)

    def mend(self, folders: Iterable[Path]) -> None:
        """Complete or undo an interrupted run first: half a tree is not worth checking."""
        for root in dict.fromkeys(output_root(folder) for folder in folders):
            self.found += recover(root)[1] if root else ()

    def read(self, directory: Path) -> str | None:
        """Parse a directory; its key in ``folders``, or None when it was read before."""
        key = posixpath.normpath(directory.as_posix())
        key = "" if key == "." else key
        if key in self.folders:
            return None
        own = _own_files(directory)
        files = listing(directory)
        primary, overrides, values = (
            tuple(File(self._read(path, posixpath.join(key, path.name)), _real(path) in own) for path in paths)
            for paths in (files.primary, files.overrides, files.values)
        )
        folder = self.folders[key] = Folder(primary, overrides, values)
        self.plain[key] = folder.merged(None)
        for file in (*primary, *overrides):
            self.found += file.read.found
        for file in (*primary, *overrides, *values):
            if file.read.source:
                self.texts[file.read.source.path] = file.read.source.text
        return key

    def _read(self, path: Path, name: str) -> ReadFile:
        given = self.instead.get(name)
        return read_file(path, name) if given is None else read(name, given.encode())

    def configuration(self, directory: str) -> Configuration:
        """What a directory declares, as far as it can be said without a schema."""
        if directory not in self._configurations:
            self._configurations[directory] = configure(directory, self.plain[directory].files, None)
        return self._configurations[directory]

    def follow_modules(self) -> None:
        """Read the local modules that the directories call, and those that these call."""
        waiting = list(self.folders)
        while waiting:
            directory = waiting.pop()
            for _, call in self.configuration(directory).of_kind("module"):
                target = local_directory(directory, source_of(call))
                if target is None:
                    continue
                if not Path(target).is_dir():
                    self.missing.add(target)
                elif (key := self.read(Path(target))) is not None:
                    self.callers[key] = directory
                    waiting.append(key)

    def root_of(self, directory: str) -> str:
        """The directory whose ``required_providers`` counts: itself, or the one that a module is called from."""
        while directory in self.callers:
            directory = self.callers[directory]
        return directory


def _own_files(directory: Path) -> frozenset[Path]:
    root = output_root(directory)
    return frozenset(_real(root / f) for f in generated_files(root)) if root else frozenset()


def _real(path: Path) -> Path:
    """Where a path leads; to itself, where links lead in a circle."""
    return Path(os.path.realpath(path))
