"""The manifest: the files below the output root that are tfgen's, and what they were made from.

It is committed. It holds no time and no path of a machine, so the same input gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.output.paths import MANIFEST, path_problem
from tfgen.source import merge_conflict

FORMAT = 2
"""The newest format that this tfgen reads. It is written where files have stacks, else format 1."""


class FileRecord(Struct, frozen=True):
    """A generated file: the sha256 (hex) of its bytes, and the environment it belongs to (``""``:
    shared by all).

    ``stacks`` are the stacks that it belongs to; none in format 1, and in what no stack renders.
    """

    sha256: str
    owner: str = ""
    stacks: tuple[str, ...] = ()


class RunRecord(Struct, frozen=True):
    """Sources that a stack was last rendered from; the fields are as in ``Manifest``."""

    provider: str
    inputs: Mapping[str, str]


class Manifest(Struct, frozen=True):
    """``provider`` is the schema rendered for (``aws=6.62.0``); ``files`` goes by path below the
    root with forward slashes; ``inputs`` has the sha256 of each input by a name that holds no path
    of a machine (``stack.yaml``).

    Where stacks render into the root, ``stacks`` has the provider and inputs of each instead.
    """

    provider: str
    files: Mapping[str, FileRecord]
    inputs: Mapping[str, str]
    stacks: Mapping[str, RunRecord] = {}

    @property
    def format(self) -> int:
        """The oldest format that can hold it."""
        if self.stacks:
            return 2
        return 1


class _ManifestHead(Struct, frozen=True):
    format: int


class _SharedManifest(Struct, frozen=True):
    """Format 2."""

    files: Mapping[str, FileRecord]
    stacks: Mapping[str, RunRecord]


def digest(data: bytes) -> str:
    """The sha256 of ``data`` in hex."""
    return sha256(data).hexdigest()


def encode(manifest: Manifest) -> bytes:
    """The manifest as sorted JSON."""
    files: dict[str, dict[str, object]] = {}
    for path, record in manifest.files.items():
        files[path] = {"sha256": record.sha256, "owner": record.owner}
        if manifest.stacks:
            files[path]["stacks"] = record.stacks
    data: dict[str, object] = {"format": manifest.format, "files": files}
    if manifest.stacks:
        data["stacks"] = msgspec.to_builtins(manifest.stacks)
    else:
        data |= {"provider": manifest.provider, "inputs": dict(manifest.inputs)}
    return (json.dumps(data, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()


def load_manifest(root: Path) -> tuple[Manifest | None, Diagnostics]:
    """The manifest below ``root``;
    ``(None, ())`` when there is none, a TFG805 finding when it cannot be trusted.
    """
    try:
        data = (root / MANIFEST).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None, ()
    except OSError as error:
        return None, (_unreadable(f"It cannot be read: {error.strerror}.", "Make it readable."),)
    return _decode(data)


def _decode(data: bytes) -> tuple[Manifest | None, Diagnostics]:
    try:
        format = msgspec.json.decode(data, type=_ManifestHead).format
        if format > FORMAT:
            newer = f"It has format {format}; this tfgen reads up to {FORMAT}."
            return None, (_unreadable(newer, "Use the newer tfgen that wrote it."),)
        manifest = _structured(data, format)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        conflict = merge_conflict(data.decode("utf-8", "replace"))
        if conflict is not None:
            return None, (_unreadable(f"It holds a merge conflict. {conflict.detail}"),)
        return None, (_unreadable(f"It is damaged: {error}."),)
    wrong = _wrong_entry(manifest)
    if wrong:
        return None, (_unreadable(wrong),)
    return manifest, ()


def _structured(data: bytes, format: int) -> Manifest:
    """The manifest of a known format. Raises ``DecodeError``."""
    if format < 2:
        return msgspec.json.decode(data, type=Manifest)
    shared = msgspec.json.decode(data, type=_SharedManifest)
    return Manifest("", shared.files, {}, shared.stacks)


def _wrong_entry(manifest: Manifest) -> str:
    for path, record in manifest.files.items():
        problem = path_problem(path)
        if problem:
            return f'It lists "{path}", which tfgen never writes: {problem}.'
        if not re.fullmatch("[0-9a-f]{64}", record.sha256):
            return f'The sha256 of "{path}" is no sha256.'
    return ""


def _unreadable(detail: str, remedy: str = "") -> Diagnostic:
    anew = (
        "Restore it from version control, or delete it and run tfgen again: files that are as tfgen would write "
        "them are then taken over, any other stops the run."
    )
    return Diagnostic(
        "TFG805", "The manifest cannot be used", detail, remedy or anew, file=MANIFEST
    )


def generated_files(root: Path) -> frozenset[str]:
    """The files that the manifest below ``root`` calls tfgen's own, edited or not,
    as paths relative to ``root``.

    Empty when there is no usable manifest; ``load_manifest`` says why.
    """
    manifest, _ = load_manifest(root)
    if manifest:
        return frozenset(manifest.files)
    return frozenset()
