"""Directories of a repository -> cases for the judge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.oracle import Case
from tfgen.source import SourceFile
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.syntax import Attribute, Block
from tfgen.terraform.schema.choose import VersionError, choose

_LOCAL = re.compile(r'source\s*=\s*"(\.\.?/[^"]*)"')
_REQUIRED = re.compile(r"(?m)^([ \t]*)required_version\b")
_PROVIDERS = re.compile(r"\brequired_providers\s*\{(?:[^{}]|\{[^{}]*\})*\}")
_VERSION = re.compile(r'\bversion\s*=\s*"[^"]*",?')
_AWS = re.compile(r'\baws\s*=\s*\{[^}]*\bversion\s*=\s*"([^"]*)"')
_LARGEST = 500_000
"""Characters of a file; larger ones are data that no expression of an example reads."""

_META = {"source", "version", "providers", "count", "for_each", "depends_on"}
_STATE = 'data "terraform_remote_state" "any" {\n  backend = "local"\n}\n'


def case_of(directory: Path, top: Path) -> Case:
    """The configuration in ``directory`` and the local modules that it calls, all below ``top``.

    Modules that lie elsewhere are replaced by stand-ins, in the same lines.
    """
    top, files = top.resolve(), dict[str, str]()
    for folder in _called(directory.resolve(), top):
        files |= _texts(folder, top)
    for path in [path for path in files if path.endswith(".tf")]:
        files |= _with_stand_ins(path, files)
    return Case(directory.as_posix(), files, directory.resolve().relative_to(top).as_posix())


def eased(case: Case) -> Case:
    """The same without demands on versions: core says nothing else when they are not met."""
    files: dict[str, str] = {}
    for path, text in case.files.items():
        is_hcl = path.endswith(".tf")
        files[path] = _REQUIRED.sub(r"\1# required_version", _without_versions(text)) if is_hcl else text
    return Case(case.name, files, case.root)


def version_of(case: Case, versions: tuple[str, ...]) -> str:
    """The version of the AWS provider that the root's own constraints lead to."""
    constraints: list[str] = []
    for path, text in case.files.items():
        if path.endswith(".tf") and str(Path(path).parent) == case.root:
            constraints += _AWS.findall(text)
    try:
        return choose(", ".join(constraints) or None, versions).version
    except VersionError:
        return versions[-1]


def _without_versions(text: str) -> str:
    return _PROVIDERS.sub(lambda found: _VERSION.sub("", found[0]), text)


def _called(directory: Path, top: Path) -> list[Path]:
    """``directory`` and what it calls, directly or not."""
    todo, done = [directory], dict[Path, None]()
    while todo:
        folder = todo.pop()
        if folder in done or not folder.is_relative_to(top) or not folder.is_dir():
            continue
        done[folder] = None
        for file in folder.glob("*.tf"):
            sources = _LOCAL.findall(file.read_text(errors="replace")) if file.is_file() else ()
            todo += [(folder / source).resolve() for source in sources]
    return list(done)


def _texts(folder: Path, top: Path) -> dict[str, str]:
    """The text files in ``folder`` and below, without directories of other roots' Terraform."""
    texts: dict[str, str] = {}
    for path in _files(folder):
        try:
            text = path.read_bytes().decode()
        except UnicodeDecodeError:
            continue
        if len(text) <= _LARGEST:
            texts[path.relative_to(top).as_posix()] = text
    return texts


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".git", ".terraform")):
            continue
        if path.is_file():
            yield path
        elif path.is_dir() and not path.is_symlink() and not any(path.glob("*.tf")):
            yield from _files(path)


def _with_stand_ins(path: str, files: dict[str, str]) -> dict[str, str]:
    """The file at ``path`` and the modules that stand in for what it calls elsewhere."""
    text = files[path]
    body, _ = parse(SourceFile(path, text))
    if body is None:
        return {}
    folder, made = str(Path(path).parent), dict[str, str]()
    every = "\n".join(files.values())
    for block in reversed(body.blocks):
        source = block.body.argument("source") if block.type == "module" else None
        if source is None or not (new := _stand_in(block, source, text, every)):
            continue
        name = f"stand-in-{block.label_values[0]}"
        made[Path(folder, name, "main.tf").as_posix()] = new
        version = block.body.argument("version")
        for old, put in sorted(_edits(source, version, name), key=lambda e: -e[0].range.start.offset):
            text = text[: old.range.start.offset] + put + text[old.range.end.offset :]
    return {**made, path: text} if made else {}


def _edits(source: Attribute, version: Attribute | None, name: str) -> list[tuple[Attribute, str]]:
    edits = [(source, f'source = "./{name}"')]
    return [*edits, (version, "")] if version else edits


def _stand_in(block: Block, source: Attribute, text: str, every: str) -> str | None:
    """A module with every variable that the call sets and every output that is read of it."""
    value = text[source.range.start.offset : source.range.end.offset]
    if _LOCAL.fullmatch(value) or '"' not in value or "/" not in value or not block.labels:
        return None
    inputs = {a.name for a in block.body.attributes} - _META
    name = re.escape(block.label_values[0])
    outputs = set(re.findall(rf"\bmodule\.{name}(?:\[[^\]]*\])?\.([A-Za-z_][\w-]*)", every))
    variables = [f'variable "{i}" {{}}\n' for i in sorted(inputs)]
    state = "data.terraform_remote_state.any.outputs"
    return "".join([_STATE, *variables, *(f'output "{o}" {{\n  value = {state}.{o}\n}}\n' for o in sorted(outputs))])
