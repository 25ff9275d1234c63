"""The user's own files beside rendered ones, for who runs Terraform on all of them."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from tfgen.build.judge_tree import output_state
from tfgen.build.rendered_tree import survey_of
from tfgen.build.result import BuildOptions, RenderedStack
from tfgen.output.manifest import generated_files
from tfgen.source import SourceFile
from tfgen.terraform.config.module_source import local_directory
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.syntax import Block
from tfgen.terraform.hcl.walk import plain_string

MAX_BYTES = 1_000_000
"""Larger files are hardly configuration."""

_TOOLS = frozenset({".terraform", ".git", ".tfgen"})
_AT_HAND = frozenset({"aws", "terraform"})
"""Providers that need not be installed beside the one that the stack is rendered for."""


class LeftOut(Struct, frozen=True):
    """A file that is not taken along, or a folder, and the reason: a sentence without a full stop."""

    path: str
    reason: str


class OwnFiles(Struct, frozen=True):
    """The user's files, by paths below the output root, and those that are left out."""

    files: tuple[SourceFile, ...]
    left_out: tuple[LeftOut, ...]


def own_files(output: RenderedStack, out: Path) -> OwnFiles:
    """The files in the folders of rendered ones, and in those of local modules that these call.

    States, lock files and what tools keep are no files of the user's. Raises ``OSError``.
    """
    files: list[SourceFile] = []
    left_out: list[LeftOut] = []
    generated = {file.path for file in output.files} | generated_files(out)
    folders, outside = _folders(output, out)
    for path in _paths(folders, out):
        if path in generated or _belongs_to_terraform(path):
            continue
        taken = _read(out, path)
        if isinstance(taken, LeftOut):
            left_out.append(taken)
        else:
            files.append(taken)
    left_out += [LeftOut(path, "it lies outside the stack's folder") for path in outside]
    return OwnFiles(tuple(files), tuple(left_out))


def _folders(output: RenderedStack, out: Path) -> tuple[list[str], list[str]]:
    """The folders of the tree below the output root, and those outside it."""
    state, _ = output_state(output, BuildOptions(out))
    below: list[str] = []
    outside: list[str] = []
    for key in survey_of(output.files, state).directories:
        path = state.path(key)
        if path == ".." or path.startswith("../"):
            outside.append(path)
        else:
            below.append(path)
    return sorted(below), sorted(outside)


def _paths(folders: Iterable[str], out: Path) -> Iterator[str]:
    """The files at or below some folders, each once."""
    seen: dict[str, None] = {}
    for folder in folders:
        for root, below, names in os.walk(out / folder):
            below[:] = sorted(name for name in below if name not in _TOOLS)
            relative = Path(root).relative_to(out).as_posix()
            seen |= dict.fromkeys(posixpath.join(relative, name) for name in sorted(names))
    return iter(seen)


def _belongs_to_terraform(path: str) -> bool:
    """True for states and lock files, which a fresh run makes itself."""
    name = posixpath.basename(path)
    return name == ".terraform.lock.hcl" or ".tfstate" in name


def _read(out: Path, path: str) -> SourceFile | LeftOut:
    try:
        content = (out / path).read_bytes()
        text = content.decode("utf-8-sig" if path.endswith((".tf", ".tfvars")) else "utf-8")
    except UnicodeDecodeError:
        return LeftOut(path, "it is not text")
    except OSError as error:
        return LeftOut(path, f"it cannot be read: {error.strerror}")
    if len(content) > MAX_BYTES:
        return LeftOut(path, "it is larger than a megabyte")
    file = SourceFile(path, text)
    reason = _unusable(file)
    if reason:
        return LeftOut(path, reason)
    return file


def _unusable(file: SourceFile) -> str:
    """The reason why a configuration file cannot be run against an emulated AWS; "" for none."""
    if file.path.endswith(".tf.json") and '"provider"' in file.text:
        return "its provider blocks cannot be led to the emulated AWS, since they are JSON"
    if not file.path.endswith(".tf"):
        return ""
    body, _ = parse(file)
    for block in body.blocks if body else ():
        reason = _of_block(block, file.path)
        if reason:
            return reason
    return ""


def _of_block(block: Block, path: str) -> str:
    if block.type in ("provider", "terraform") and path.endswith("override.tf"):
        return f"it overrides {block.type} blocks, which lead to the emulated AWS"
    if block.type == "module":
        source = block.body.get("source")
        text = plain_string(source) if source else None
        if text and local_directory(posixpath.dirname(path), text) is None:
            return f'it calls the module "{text}", which is not on this machine'
    if block.type in ("resource", "data", "ephemeral") and block.labels:
        provider = block.label_values[0].partition("_")[0]
        if provider not in _AT_HAND:
            return f'it needs the provider "{provider}", which is not at hand'
    if any(inner.type == "provisioner" for inner in block.body.blocks):
        return "it has a provisioner, which would run commands"
    return ""
