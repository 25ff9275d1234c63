"""Checking directories as they are on disk: tfgen's own output and anybody's HCL."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from tfgen.adopting.adoption import Adoption, Read
from tfgen.diagnostics import Diagnostic, Diagnostics, Severity
from tfgen.hcl.parse import decode, parse
from tfgen.output.manifest import generated_files, output_root
from tfgen.output.recover import recover
from tfgen.rules.configuration import Parsed, configure
from tfgen.rules.judge import judge, source_of
from tfgen.rules.required import Schemas
from tfgen.rules.table import RULES
from tfgen.rules.verdict import NOTHING_SILENCED, NotJudged, Silenced
from tfgen.schema import ProviderSchema
from tfgen.source import START, SourceFile
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
    """Judge every folder with ``.tf`` files at or below ``folders``, and the local modules that they call.

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
    if not reader.files and not (adoption and adoption.skipped):
        reader.found.append(_nothing(folders))
    reader.follow_modules()
    schemas = Schemas(version, imported)
    plain = {d: configure(d, parsed, None) for d, parsed in reader.trees.items()}
    unsure = set(reader.incomplete)

    def schema_of(directory: str) -> ProviderSchema | None:
        root = reader.root_of(directory)
        schema = schemas.of(plain[root], adoption.asked(root) if adoption else None)
        if schema is None:
            unsure.add(directory)
        return schema

    files = tuple(p for parsed in reader.trees.values() for p in parsed)
    incomplete = frozenset(reader.incomplete)
    judgement = judge(files, schema_of, RULES, incomplete=incomplete, files_of=lambda d: DiskFiles(Path(d)))
    found = (*reader.found, *dict.fromkeys(schemas.found), *judgement.found)
    not_judged = (*reader.not_judged(), *judgement.not_judged)
    if adoption is None:
        return Checked(found, not_judged, reader.texts)
    settled = adoption.settle(found, Read(reader.texts, files, unsure))
    return Checked(settled.found, (*not_judged, *settled.not_judged), reader.texts, settled.silenced)


def _nothing(folders: Sequence[Path]) -> Diagnostic:
    where = ", ".join(f.as_posix() for f in folders)
    return Diagnostic("TFG205", "Nothing to check", f"There are no .tf files in {where}.", severity=Severity.WARNING)


def _directories(folder: Path) -> Iterable[Path]:
    found = {p.parent for kind in ("*.tf", "*.tf.json") for p in folder.rglob(kind) if _is_read(p)}
    return sorted(d for d in found if not _SKIPPED & set(d.relative_to(folder).parts))


@dataclass
class _Reader:
    """Reads directories once. ``callers`` maps a module that is only there because it is called to who calls it."""

    instead: Mapping[str, str]
    trees: dict[str, list[Parsed]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    incomplete: set[str] = field(default_factory=set)
    callers: dict[str, str] = field(default_factory=dict)
    files: int = 0
    json_files: int = 0
    overrides: int = 0

    def mend(self, folders: Iterable[Path]) -> None:
        """Complete or undo an interrupted run first: half a tree is not worth checking."""
        for root in dict.fromkeys(output_root(folder) for folder in folders):
            self.found += recover(root)[1] if root else ()

    def read(self, directory: Path) -> str | None:
        """Parse a directory; its key in ``trees``, or None when it was read before."""
        key = posixpath.normpath(directory.as_posix())
        key = "" if key == "." else key
        if key in self.trees:
            return None
        own = _own_files(directory)
        self.trees[key] = []
        for path in sorted(directory.iterdir()):
            if path.suffix == ".tf" and _is_read(path):
                self._file(path, key, path.resolve() in own)
            elif path.name.endswith(".tf.json") and _is_read(path):
                self.json_files += 1
                self.incomplete.add(key)
        return key

    def _file(self, path: Path, key: str, own: bool) -> None:
        if path.stem == "override" or path.stem.endswith("_override"):
            self.overrides += 1
            return
        self.files += 1
        name = posixpath.join(key, path.name)
        try:
            given = self.instead.get(name)
            source, found = decode(path.read_bytes(), name) if given is None else (SourceFile(name, given), ())
        except OSError as error:
            detail = f"{error.strerror}."
            found = (Diagnostic("TFG204", "The file cannot be read", detail, file=name, range=START),)
            source = None
        body = None
        self.found += found
        if source is not None:
            self.texts[name] = source.text
            body, found = parse(source)
            self.found += found
        if source is not None and body is not None:
            self.trees[key].append(Parsed(source, body, own))
        else:
            self.incomplete.add(key)

    def follow_modules(self) -> None:
        """Read the local modules that the directories call, and those that these call."""
        waiting = list(self.trees)
        while waiting:
            directory = waiting.pop()
            for _, call in configure(directory, self.trees[directory], None).of_kind("module"):
                source = source_of(call) or ""
                target = Path(posixpath.join(directory, source))
                key = self.read(target) if source.startswith(("./", "../")) and target.is_dir() else None
                if key is not None:
                    self.callers[key] = directory
                    waiting.append(key)

    def root_of(self, directory: str) -> str:
        """The directory whose ``required_providers`` counts: itself, or the one that a module is called from."""
        while directory in self.callers:
            directory = self.callers[directory]
        return directory

    def not_judged(self) -> Iterator[NotJudged]:
        """The files that are not looked into."""
        if self.json_files:
            yield NotJudged(self.json_files, ".tf.json files")
        if self.overrides:
            yield NotJudged(self.overrides, "override files")


def _is_read(path: Path) -> bool:
    """Whether Terraform reads what is called like a file of its: not what is hidden, and no folder."""
    return not path.name.startswith(".") and not path.is_dir()


def _own_files(directory: Path) -> frozenset[Path]:
    root = output_root(directory)
    return frozenset((root / f).resolve() for f in generated_files(root)) if root else frozenset()
