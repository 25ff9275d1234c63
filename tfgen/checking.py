"""Checking directories as they are on disk: tfgen's own output and anybody's HCL."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tfgen.diagnostics import Diagnostic, Diagnostics, Severity
from tfgen.hcl.parse import decode, parse
from tfgen.hcl.syntax import Object
from tfgen.hcl.walk import plain_string
from tfgen.output.manifest import generated_files, output_root
from tfgen.output.recover import recover
from tfgen.rules.configuration import Configuration, Parsed, configure
from tfgen.rules.judge import NotJudged, judge, source_of
from tfgen.rules.table import RULES
from tfgen.schema import ProviderSchema, UnknownVersionError, available, load_schema
from tfgen.schema.choose import Choice, choose
from tfgen.source import START, SourceFile

_SKIPPED = frozenset({".terraform", ".git", ".tfgen"})


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of a check; ``texts`` has the text of every file read, by path."""

    found: Diagnostics
    not_judged: tuple[NotJudged, ...]
    texts: Mapping[str, str]


def check_directories(folders: Sequence[Path], version: str | None, imported: Path | None) -> Checked:
    """Judge every folder with ``.tf`` files at or below ``folders``; local modules they call are read with them.

    ``version`` is the provider version for all; without it each directory's ``required_providers`` decides.
    """
    reader = _Reader()
    wanted = [d for folder in folders for d in _directories(folder)]
    for folder in folders:
        reader.mend(folder)
    directories = frozenset(reader.read(d) for d in wanted)
    reader.follow_modules()
    schemas = _Schemas(version, imported)
    by_directory = {d: configure(d, p, None) for d, p in reader.trees.items()}
    judgement = judge(
        [p for parsed in reader.trees.values() for p in parsed],
        lambda d: schemas.of(by_directory[d]),
        RULES,
        directories=directories,
    )
    if not directories:
        reader.found.append(_nothing(folders))
    found = (*reader.found, *schemas.found, *judgement.found)
    return Checked(found, (*reader.not_judged(), *judgement.not_judged), reader.texts)


def _nothing(folders: Sequence[Path]) -> Diagnostic:
    where = ", ".join(f.as_posix() for f in folders)
    return Diagnostic("TFG205", "Nothing to check", f"There are no .tf files in {where}.", severity=Severity.WARNING)


def _directories(folder: Path) -> Iterator[Path]:
    found = {p.parent for p in folder.rglob("*.tf") if not _SKIPPED & set(p.relative_to(folder).parts)}
    return iter(sorted(found))


@dataclass
class _Reader:
    trees: dict[str, list[Parsed]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    json_files: int = 0

    def mend(self, folder: Path) -> None:
        """Complete or undo an interrupted run first: half a tree is not worth checking."""
        root = output_root(folder)
        if root:
            self.found += recover(root)[1]

    def read(self, directory: Path) -> str:
        """Parse a directory once; its key in ``trees``."""
        key = posixpath.normpath(directory.as_posix())
        if key not in self.trees:
            own = _own_files(directory)
            self.trees[key] = []
            for path in sorted(directory.glob("*.tf")):
                self._file(path, key, path.resolve() in own)
            self.json_files += len(list(directory.glob("*.tf.json")))
        return key

    def _file(self, path: Path, key: str, own: bool) -> None:
        name = posixpath.join(key, path.name) if key != "." else path.name
        try:
            source, found = decode(path.read_bytes(), name)
        except OSError as error:
            detail = f"{error.strerror}."
            self.found.append(Diagnostic("TFG204", "The file cannot be read", detail, file=name, range=START))
            return
        self.found += found
        if source is None:
            return
        self.texts[name] = source.text
        body, found = parse(source)
        self.found += found
        if body is not None:
            self.trees[key].append(Parsed(source, body, own))

    def follow_modules(self) -> None:
        """Read the local modules that the directories call, and those that these call."""
        waiting = list(self.trees)
        while waiting:
            directory = waiting.pop()
            for _, call in configure(directory, self.trees[directory], None).of_kind("module"):
                source = source_of(call)
                target = Path(posixpath.normpath(posixpath.join(directory, source or ".")))
                if source and source.startswith(("./", "../")) and target.is_dir():
                    known = len(self.trees)
                    key = self.read(target)
                    waiting += [key] if len(self.trees) > known else []

    def not_judged(self) -> Iterable[NotJudged]:
        if self.json_files:
            yield NotJudged(self.json_files, ".tf.json files")


def _own_files(directory: Path) -> frozenset[Path]:
    root = output_root(directory)
    return frozenset((root / f).resolve() for f in generated_files(root)) if root else frozenset()


@dataclass
class _Schemas:
    version: str | None
    imported: Path | None
    opened: dict[str, ProviderSchema | None] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)

    def of(self, configuration: Configuration) -> ProviderSchema | None:
        """The schema for a directory: the version asked for, or the one its constraint allows."""
        if self.version:
            return self._open(self.version)
        at_hand = tuple(a.version for a in available(self.imported) if a.provider == "aws")
        constraint, found = _required_aws(configuration)
        choice = choose(constraint, at_hand)
        if not choice.met and found:
            self.found.append(_not_met(choice, found))
        return self._open(choice.version)

    def _open(self, version: str) -> ProviderSchema | None:
        if version not in self.opened:
            try:
                self.opened[version] = load_schema("aws", version, self.imported)
            except UnknownVersionError as error:
                self.opened[version] = None
                help_ = f"To add it: tfgen schema import FILE --provider aws={version}."
                self.found.append(Diagnostic("TFG024", "Unknown provider version", f"{error}.", help_))
        return self.opened[version]


def _required_aws(configuration: Configuration) -> tuple[str | None, Diagnostic | None]:
    """The version constraint on aws in ``required_providers``, and a finding that stands there."""
    for parsed in configuration.files:
        for block in parsed.body.blocks:
            for inner in block.body.blocks if block.type == "terraform" else ():
                for attribute in inner.body.attributes if inner.type == "required_providers" else ():
                    items = attribute.expr.items if isinstance(attribute.expr, Object) else ()
                    for item in items if attribute.name == "aws" else ():
                        text = plain_string(item.value)
                        if plain_string(item.key) == "version" and text is not None:
                            place = Diagnostic("TFG024", "", file=parsed.file.path, range=item.value.range)
                            return text, place
    return None, None


def _not_met(choice: Choice, at: Diagnostic) -> Diagnostic:
    detail = f'No schema at hand meets "{choice.asked}"; this was judged with {choice.version}, the nearest.'
    help_ = "For an exact verdict: tfgen schema import FILE --provider aws=VERSION."
    return replace(
        at, summary="Judged with another provider version", detail=detail, help=help_, severity=Severity.NOTE
    )
